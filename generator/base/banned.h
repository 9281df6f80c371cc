/* Functions that this program does not use: the Makefile puts this file before each of its sources, so that
 * one that names them does not compile. What uses them in a library is not concerned. */
#ifndef KYKET_BASE_BANNED_H
#define KYKET_BASE_BANNED_H

#include <alloca.h>
#include <libgen.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#undef alloca
/* They write past the end of what is too short, or leave a text without its end: see base/buffer.h, view.h.
 */
#pragma GCC poison strcpy strcat stpcpy sprintf vsprintf gets strncpy strncat stpncpy alloca
/* They don't say that there was no number, and follow the locale: see parse/ for how numbers are read. */
#pragma GCC poison atoi atol atoll atof
/* What they return or keep is the whole program's, which has threads: see text/date.h, base/view.h.
 * (ctime is a member's name in libgit2.) */
#pragma GCC poison strtok localtime gmtime asctime ctime_r asctime_r rand srand
/* Another program can be faster than them: see publish/. */
#pragma GCC poison tmpnam tmpnam_r tempnam mktemp
/* A shell reads what they are given, or the way back skips what must be freed. */
#pragma GCC poison system popen longjmp siglongjmp

#endif
