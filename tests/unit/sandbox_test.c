#include "base/sandbox.h"

#include "unit/fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { HAS_SECCOMP = 0 }; /* a sanitizer makes calls of its own */
#else
enum { HAS_SECCOMP = 1 };
#endif

/* Runs in the sandbox; its status is that of the process. */
static int run(int (*work)(void)) {
  int file = memfd_create("test", MFD_CLOEXEC);
  assert_true(file >= 0);
  pid_t child = fork();
  static const struct sandbox_limits limits = {.cpu_seconds = 1, .memory_mb = 1024, .output_mb = 64};
  if (child == 0) _exit(sandbox_enter(file, file, &limits) ? work() : 99);
  int state;
  assert_int_equal(waitpid(child, &state, 0), child);
  close(file);
  return WIFEXITED(state) ? WEXITSTATUS(state) : -WTERMSIG(state);
}

static int write_something(void) {
  char *block = malloc(1 << 20);
  if (block == NULL || write(SANDBOX_OUTPUT, "x", 1) != 1 || lseek(SANDBOX_INPUT, 0, SEEK_SET) != 0) return 1;
  free(block);
  char byte;
  return read(SANDBOX_INPUT, &byte, 1) == 1 && byte == 'x' ? 0 : 2;
}

static int open_files(void) {
  if (open("/etc/passwd", O_RDONLY) >= 0) return 1;
  if (open("/tmp/kyket-sandbox-test", O_WRONLY | O_CREAT, 0600) >= 0) return 2;
  if (open("/proc/self/mem", O_RDWR) >= 0) return 3;
  return dup(SANDBOX_OUTPUT) >= 0 ? 4 : 0;
}

static int use_the_network(void) {
  if (socket(AF_INET, SOCK_STREAM, 0) >= 0) return 1;
  if (socket(AF_UNIX, SOCK_DGRAM, 0) >= 0) return 2;
  int pair[2];
  return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 ? 3 : 0;
}

static int start_something(void) {
  if (!HAS_SECCOMP) return 0;
  char *const arguments[] = {"true", NULL};
  execve("/bin/true", arguments, NULL);
  if (fork() >= 0) return 1;
  if (kill(getppid(), 0) == 0) return 2;
  if (unlink("/tmp/kyket-sandbox-test") == 0 || errno != EPERM) return 3;
  if (chmod("/tmp", 0777) == 0 || errno != EPERM) return 4;
  if (syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0) >= 0 || errno != EPERM) return 6;
  const struct rlimit more = {64, 64};
  if (setrlimit(RLIMIT_NOFILE, &more) == 0) return 7;
  return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
                 MAP_FAILED
             ? 5
             : 0;
}

static int take_all_memory(void) {
  for (size_t i = 0; HAS_SECCOMP && i < 64; i++)
    if (mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
      return 0;
  return HAS_SECCOMP;
}

static int go_on_for_ever(void) {
  for (volatile unsigned i = 1; i != 0;) {
  }
  return 0;
}

static int write_for_ever(void) {
  static const char zeros[1 << 16];
  signal(SIGXFSZ, SIG_IGN);
  for (int i = 0; i < 1 << 14; i++)
    if (write(SANDBOX_OUTPUT, zeros, sizeof zeros) <= 0) return 0;
  return 1;
}

static void what_is_open_can_be_used(void **state) {
  (void)state;
  assert_int_equal(run(write_something), 0);
}

static int use_what_was_open(void) {
  for (int file = 0; file < 64; file++) {
    bool is_kept = file == SANDBOX_INPUT || file == SANDBOX_OUTPUT ||
                   (!HAS_SECCOMP && (file == STDOUT_FILENO || file == STDERR_FILENO));
    struct stat found;
    if ((fstat(file, &found) == 0) != is_kept) return 1 + file;
  }
  return 0;
}

static void nothing_else_can_be_reached(void **state) {
  (void)state;
  assert_int_equal(run(use_what_was_open), 0);
  assert_int_equal(run(open_files), 0);
  assert_int_equal(run(use_the_network), 0);
  assert_int_equal(run(start_something), 0);
}

static void memory_time_and_what_is_written_are_limited(void **state) {
  (void)state;
  assert_int_equal(run(take_all_memory), 0);
  assert_int_equal(run(write_for_ever), 0);
  int end = run(go_on_for_ever);
  assert_true(end == -SIGXCPU || end == -SIGKILL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_open_can_be_used),
      cmocka_unit_test(nothing_else_can_be_reached),
      cmocka_unit_test(memory_time_and_what_is_written_are_limited),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
