#include "base/sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { IS_SANITIZED = 1 }; /* its shadow takes terabytes of addresses, and it makes calls of its own */
#else
enum { IS_SANITIZED = 0 };
#endif

static bool limit(int resource, rlim_t value) {
  const struct rlimit both = {value, value};
  return setrlimit(resource, &both) == 0;
}

static bool set_limits(const struct sandbox_limits *limits) {
  const rlim_t megabyte = (rlim_t)1024 * 1024;
  return limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 0) && limit(RLIMIT_CPU, limits->cpu_seconds) &&
         limit(RLIMIT_FSIZE, limits->output_mb * megabyte) &&
         (IS_SANITIZED || limit(RLIMIT_AS, limits->memory_mb * megabyte));
}

/* A sanitizer says on standard error what it has found. */
static bool close_rest(void) {
  for (int file = STDIN_FILENO; file <= (IS_SANITIZED ? STDIN_FILENO : STDERR_FILENO); file++)
    if (close(file) != 0 && errno != EBADF) return false;
  return close_range(SANDBOX_OUTPUT + 1, ~0U, 0) == 0;
}

#ifdef ARCHITECTURE

/* A call is let through, or goes on to the next line. */
#define ALLOW(number)                                                                                        \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define REFUSE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
/* The low half of an argument, on machines that store that first, as all of these do. */
#define LOAD_ARGUMENT(index)                                                                                 \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + (index) * sizeof(__u64))

/* What decoding, encoding and threads of one process need. */
static const struct sock_filter rules[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    REFUSE(EPERM),
    LOAD(nr),
    ALLOW(__NR_read),
    ALLOW(__NR_write),
    ALLOW(__NR_pread64),
    ALLOW(__NR_pwrite64),
    ALLOW(__NR_readv),
    ALLOW(__NR_writev),
    ALLOW(__NR_lseek),
    ALLOW(__NR_fstat),
    ALLOW(__NR_close),
    ALLOW(__NR_munmap),
    ALLOW(__NR_mremap),
    ALLOW(__NR_madvise),
    ALLOW(__NR_brk),
    ALLOW(__NR_futex),
    ALLOW(__NR_sched_yield),
    ALLOW(__NR_sched_getaffinity),
    ALLOW(__NR_set_robust_list),
    ALLOW(__NR_rt_sigaction),
    ALLOW(__NR_rt_sigprocmask),
    ALLOW(__NR_rt_sigreturn),
    ALLOW(__NR_sigaltstack),
    ALLOW(__NR_getpid),
    ALLOW(__NR_gettid),
    ALLOW(__NR_getrandom),
    ALLOW(__NR_getrusage),
    ALLOW(__NR_sysinfo),
    ALLOW(__NR_uname),
    ALLOW(__NR_clock_gettime),
    ALLOW(__NR_clock_getres),
    ALLOW(__NR_clock_nanosleep),
    ALLOW(__NR_nanosleep),
    ALLOW(__NR_gettimeofday),
    ALLOW(__NR_restart_syscall),
    ALLOW(__NR_exit),
    ALLOW(__NR_exit_group),
#ifdef __NR_rseq
    ALLOW(__NR_rseq),
#endif
#ifdef __NR_newfstatat
    ALLOW(__NR_newfstatat), /* how fstat is called today; no path leads to bytes */
#endif
#ifdef __NR_time
    ALLOW(__NR_time),
#endif
    /* Threads of this process, and no other process: of clone3 the flags can't be looked at, and the C
     * library does without it where it is not there. */
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1),
    REFUSE(ENOSYS),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 4),
    LOAD_ARGUMENT(0),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    REFUSE(EPERM),
    /* Memory, but none that becomes code. */
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_mmap, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_mprotect, 0, 3),
    LOAD_ARGUMENT(2),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    REFUSE(EPERM),
};

/* A kernel without seccomp leaves the limits alone to hold. */
static void refuse_calls(void) {
  const struct sock_fprog program = {sizeof rules / sizeof *rules, (struct sock_filter *)rules};
  if (IS_SANITIZED || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  (void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

#else

static void refuse_calls(void) {}

#endif

bool sandbox_enter(int input, int output, const struct sandbox_limits *limits) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return false;
  if (dup2(input, SANDBOX_INPUT) < 0 || dup2(output, SANDBOX_OUTPUT) < 0) return false;
  if (!close_rest() || !set_limits(limits)) return false;
  refuse_calls();
  return true;
}
