/* Preloaded into kyket-import: stands for a library that a file has taken over. Where HTML is read it tries
 * to get out, and hands back a document that tells how far it came: one paragraph for each attempt. */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char page[4096];

static void tell(const char *attempt, int result) {
  size_t length = strlen(page);
  snprintf(page + length, sizeof page - length, "<p>attempt %s %s here.</p>", attempt,
           result < 0 ? "failed" : "succeeded");
}

void *htmlReadMemory(const char *bytes, int length, const char *url, const char *encoding, int options);
void *htmlReadMemory(const char *bytes, int length, const char *url, const char *encoding, int options) {
  void *(*real)(const char *, int, const char *, const char *, int) = dlsym(RTLD_NEXT, "htmlReadMemory");
  const char *victim = getenv("INTRUDER_FILE");
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((unsigned short)atoi(getenv("INTRUDER_PORT")))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  snprintf(page, sizeof page, "<html><body><h1>Attempts to get out of here</h1>");
  tell("reading", open(victim, O_RDONLY));
  tell("writing", open(victim, O_WRONLY | O_TRUNC));
  tell("removing", unlink(victim));
  int file = socket(AF_INET, SOCK_STREAM, 0);
  tell("calling", file < 0 ? -1 : connect(file, (struct sockaddr *)&address, sizeof address));
  tell("signalling", kill(getppid(), 0));
  pid_t child = fork();
  if (child == 0) _exit(0);
  tell("forking", child);
  char *const arguments[] = {"touch", (char *)victim, NULL};
  tell("starting", execv("/usr/bin/touch", arguments));
  (void)bytes;
  (void)length;
  return real(page, (int)strlen(page), url, encoding, options);
}
