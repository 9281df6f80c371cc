/* Where libraries read foreign bytes: a process of its own, forked off for one file, which can do nothing but
 * compute, read the one file and write the other.
 *
 * - No new descriptor (RLIMIT_NOFILE is 0): no file is opened, no socket made, whatever the system. What is
 *   open is the file to read and the file to write.
 * - Calls of the system but those on a short list fail, where the kernel has seccomp: no program is started,
 *   no process made or signalled, no name changed, no memory becomes code.
 * - Limits of memory, of the processor's time and of what is written; no core dump. Time by the clock is the
 *   parent's to limit, and the process ends with it.
 */
#ifndef KYKET_BASE_SANDBOX_H
#define KYKET_BASE_SANDBOX_H

#include <stdbool.h>

enum {
  SANDBOX_INPUT = 3, /* the descriptors that stay open */
  SANDBOX_OUTPUT = 4,
};

struct sandbox_limits {
  unsigned cpu_seconds, memory_mb, output_mb;
};

/* Gives up all else, for good. Both descriptors must be above SANDBOX_OUTPUT, or they are one. False: a limit
 * could not be set, and nothing may be read. */
bool sandbox_enter(int input, int output, const struct sandbox_limits *limits);

#endif
