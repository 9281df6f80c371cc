/* Functions of other libraries that libgit2 calls: it finds those that the program itself has under these
 * names, and so does the program. They stand alone, since nothing else of kyket names them so. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

/* When libgit2 starts it makes ready to ask servers, before it can be told not to: it reads the machine's
 * certificates, which takes longer than all else of a build in which nothing has changed, and begins libssh2
 * and with it OpenSSL, which take a millisecond more. kyket asks no server, so these of mbedTLS and libssh2
 * do nothing. */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int libssh2_init(int flags);

/* libgit2 opens whatever bears one of git's names, in the repository, the work tree and the user's home, and
 * of a pipe would wait for ever for one who writes into it. So open() of this program does not wait, and
 * fails for a pipe that is to be read. Which of the two libgit2 calls depends on how it was compiled. */
int open_without_waiting(const char *path, int flags, ...) __asm__("open");
int open64_without_waiting(const char *path, int flags, ...) __asm__("open64");

int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}

int libssh2_init(int flags) {
  (void)flags;
  return 0;
}

static bool is_pipe(int file) {
  struct stat found;
  return fstat(file, &found) == 0 && S_ISFIFO(found.st_mode);
}

/* The permissions, which the arguments hold where a file is made. */
static int open_file(const char *path, int flags, va_list arguments) {
  bool is_made = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
  mode_t mode = is_made ? va_arg(arguments, mode_t) : 0;
  bool is_read = (flags & O_PATH) == 0 && (flags & O_ACCMODE) == O_RDONLY;
  int file = openat(AT_FDCWD, path, is_read ? flags | O_NONBLOCK : flags, mode);
  if (!is_read || file < 0 || !is_pipe(file)) return file;
  close(file);
  errno = ENXIO;
  return -1;
}

int open_without_waiting(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  int file = open_file(path, flags, arguments);
  va_end(arguments);
  return file;
}

int open64_without_waiting(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  int file = open_file(path, flags, arguments);
  va_end(arguments);
  return file;
}
