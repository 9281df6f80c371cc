/* Runs a program and writes what it took, from start to exit, into a file as JSON: seconds by the clock,
 * seconds of processor time, and peak memory. Ends as the program ended.
 *
 *   measure FILE PROGRAM [ARGUMENT...] */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: measure FILE PROGRAM [ARGUMENT...]\n");
    return 2;
  }
  pid_t child;
  int status;
  struct rusage usage;
  double start = now();
  int error = posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ);
  if (error != 0) {
    fprintf(stderr, "measure: %s: %s\n", argv[2], strerror(error));
    return 127;
  }
  if (wait4(child, &status, 0, &usage) != child) {
    fprintf(stderr, "measure: wait4: %s\n", strerror(errno));
    return 3;
  }
  double elapsed = now() - start;
  FILE *file = fopen(argv[1], "w");
  if (file == NULL ||
      fprintf(file, "{\"seconds\": %.6f, \"user\": %.6f, \"system\": %.6f, \"peak_memory_bytes\": %lld}\n",
              elapsed, seconds(usage.ru_utime), seconds(usage.ru_stime),
              (long long)usage.ru_maxrss * 1024) < 0 ||
      fclose(file) != 0) {
    fprintf(stderr, "measure: %s: %s\n", argv[1], strerror(errno));
    return 3;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
