/* What the program asks of the process that it is started in, before it does anything else. */
#ifndef KYKET_BASE_PROCESS_H
#define KYKET_BASE_PROCESS_H

#include <stdbool.h>

enum { PROCESS_STACK_KIB = 256 }; /* that a thread needs, at the least */

/* A standard stream that is closed is opened on what can't be written, so that no file takes its place and
 * gets what is printed; what is written to it fails. A file that grows past the limit of its size is a failed
 * call, instead of the process's end. */
void process_begin(void);

/* Whether a thread's stack may grow as far as the program needs; where not, `*kibibytes` is how far. */
bool process_has_stack(long long *kibibytes);

#endif
