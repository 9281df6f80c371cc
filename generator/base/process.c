#include "base/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

void process_begin(void) {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    /* The lowest that is free, which is this one; reading finds the end, writing is refused. */
    int opened = open("/dev/null", O_RDONLY);
    if (opened < 0) opened = open("/", O_RDONLY);
    if (opened != stream && opened > STDERR_FILENO) close(opened);
  }
  (void)signal(SIGXFSZ, SIG_IGN);
}

bool process_has_stack(long long *kibibytes) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return true;
  *kibibytes = (long long)(limit.rlim_cur / 1024);
  return *kibibytes >= PROCESS_STACK_KIB;
}
