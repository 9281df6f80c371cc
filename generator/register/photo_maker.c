#include "register/photo_maker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void end(struct photo_maker *maker, bool at_once) {
  if (maker->process == 0) return;
  close(maker->socket); /* at which it ends by itself */
  if (at_once) kill(maker->process, SIGKILL);
  while (waitpid(maker->process, NULL, 0) < 0 && errno == EINTR) {
  }
  *maker = (struct photo_maker){0};
}

/* The child has the socket, and what goes to the terminal, and nothing else that is open here. */
static int spawn(const char *path, int socket, pid_t *process) {
  static char name[] = "kyket-photos";
  char *arguments[] = {name, NULL};
  posix_spawn_file_actions_t actions;
  int fault = posix_spawn_file_actions_init(&actions);
  if (fault != 0) return fault;
  fault = posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
  if (fault == 0) fault = posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  if (fault == 0) fault = posix_spawn(process, path, &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  return fault;
}

static bool start(struct photo_maker *maker, const char *path) {
  int sockets[2];
  if (maker->process != 0) return true;
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) return false;
  pid_t process;
  int fault = spawn(path, sockets[1], &process);
  close(sockets[1]);
  if (fault != 0) {
    close(sockets[0]);
    errno = fault;
    return false;
  }
  *maker = (struct photo_maker){sockets[0], process};
  return true;
}

static bool ask(const struct photo_maker *maker, enum photo_kind kind, int input, int output) {
  struct photo_request request = {kind};
  struct iovec piece = {&request, sizeof request};
  int files[2] = {input, output};
  union {
    char bytes[CMSG_SPACE(sizeof files)];
    struct cmsghdr aligned;
  } control = {{0}};
  struct msghdr message = {.msg_iov = &piece,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = sizeof control.bytes};
  struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(sizeof files);
  memcpy(CMSG_DATA(rights), files, sizeof files);
  ssize_t sent;
  while ((sent = sendmsg(maker->socket, &message, MSG_NOSIGNAL)) < 0 && errno == EINTR) {
  }
  return sent == (ssize_t)sizeof request;
}

/* The part stops a photo that takes too long; it is given a little more time than that to say so. */
static bool hear(const struct photo_maker *maker, struct photo_answer *answer) {
  struct pollfd waiting = {.fd = maker->socket, .events = POLLIN};
  int ready;
  while ((ready = poll(&waiting, 1, (PHOTO_SECONDS + 30) * 1000)) < 0 && errno == EINTR) {
  }
  if (ready == 0) errno = ETIMEDOUT;
  if (ready <= 0) return false;
  ssize_t length;
  while ((length = recv(maker->socket, answer, sizeof *answer, 0)) < 0 && errno == EINTR) {
  }
  if (length >= 0 && length != (ssize_t)sizeof *answer) errno = EPIPE;
  return length == (ssize_t)sizeof *answer && answer->status < PHOTO_STATUSES;
}

bool photo_maker_make(struct photo_maker *maker, const char *path, enum photo_kind kind, int input,
                      int output, enum photo_status *status) {
  struct photo_answer answer;
  if (!start(maker, path)) return false;
  if (!ask(maker, kind, input, output) || !hear(maker, &answer)) {
    int fault = errno;
    end(maker, true);
    errno = fault;
    return false;
  }
  *status = answer.status;
  return true;
}

void photo_maker_stop(struct photo_maker *maker) {
  end(maker, false);
}
