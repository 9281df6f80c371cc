/* kyket-photos: makes renditions of photos for a build. It is started by one and gets its requests from a
 * socket, see register/photo_maker.h. This process reads no foreign byte: each photo has a child of its own,
 * which begins with libvips loaded and then gives up everything else (base/sandbox.h). */
#include "base/exit_status.h"
#include "base/sandbox.h"
#include "parts/photos/picture.h"
#include "register/photo_maker.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

enum { DESCRIPTORS = 2 };

/* Libraries say much of what they don't like about a file, and in words that are the file's. */
static bool silence(void) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#else
  int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  bool good = nothing >= 0 && dup2(nothing, STDOUT_FILENO) >= 0 && dup2(nothing, STDERR_FILENO) >= 0;
  if (nothing >= 0) close(nothing);
  return good;
#endif
}

/* The next request with its two descriptors, which are closed when a program is executed. False: there is no
 * other. */
static bool receive(struct photo_request *request, int files[DESCRIPTORS]) {
  struct iovec piece = {request, sizeof *request};
  union {
    char bytes[CMSG_SPACE(DESCRIPTORS * sizeof(int))];
    struct cmsghdr aligned;
  } control;
  struct msghdr message = {.msg_iov = &piece,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = sizeof control.bytes};
  ssize_t length;
  while ((length = recvmsg(STDIN_FILENO, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR) {
  }
  const struct cmsghdr *rights = length == (ssize_t)sizeof *request ? CMSG_FIRSTHDR(&message) : NULL;
  if (rights == NULL || rights->cmsg_type != SCM_RIGHTS ||
      rights->cmsg_len != CMSG_LEN(DESCRIPTORS * sizeof(int)))
    return false;
  memcpy(files, CMSG_DATA(rights), DESCRIPTORS * sizeof(int));
  return true;
}

_Noreturn static void work(const struct photo_request *request, const int files[DESCRIPTORS]) {
  enum photo_status status = PHOTO_STOPPED;
  static const struct sandbox_limits limits = {PHOTO_CPU_SECONDS, 1536, 256};
  if (sandbox_enter(files[0], files[1], &limits))
    status = request->kind == PHOTO_OF_PDF ? picture_count_pages(SANDBOX_INPUT, SANDBOX_OUTPUT)
                                           : picture_make(SANDBOX_INPUT, SANDBOX_OUTPUT);
  _exit((int)status);
}

static double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Waits for the child, no longer than it is given. */
static enum photo_status wait_for(pid_t child) {
  double end = seconds_now() + PHOTO_SECONDS;
  sigset_t ended;
  int state;
  pid_t found;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  while ((found = waitpid(child, &state, WNOHANG)) == 0) {
    const struct timespec second = {1, 0};
    if (seconds_now() > end) kill(child, SIGKILL);
    (void)sigtimedwait(&ended, NULL, &second);
  }
  if (found != child || !WIFEXITED(state) || WEXITSTATUS(state) >= PHOTO_STATUSES) return PHOTO_STOPPED;
  return (enum photo_status)WEXITSTATUS(state);
}

static enum photo_status make(const struct photo_request *request, const int files[DESCRIPTORS]) {
  pid_t child = fork();
  if (child == 0) work(request, files);
  return child < 0 ? PHOTO_STOPPED : wait_for(child);
}

static bool is_asked_by_build(void) {
  int type = 0;
  socklen_t length = sizeof type;
  return getsockopt(STDIN_FILENO, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_SEQPACKET;
}

int main(void) {
  if (!is_asked_by_build()) {
    fputs("kyket-photos is started by `kyket build` and `kyket serve`, for photos that are new.\n", stderr);
    return EXIT_USAGE;
  }
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  if (sigprocmask(SIG_BLOCK, &ended, NULL) != 0 || !silence() || !picture_open()) return EXIT_ENVIRONMENT;
  struct photo_request request;
  int files[DESCRIPTORS];
  while (receive(&request, files)) {
    struct photo_answer answer = {make(&request, files)};
    for (size_t i = 0; i < DESCRIPTORS; i++)
      close(files[i]);
    if (send(STDIN_FILENO, &answer, sizeof answer, MSG_NOSIGNAL) != (ssize_t)sizeof answer) break;
  }
  return EXIT_DONE;
}
