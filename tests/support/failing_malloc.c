/* Preloaded into the program: the allocation that FAIL_AT names, counted from 1, fails, and with FAIL_ALL
 * those after it do too. ALLOCATIONS names a file into which the number of all is written at the end. */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static atomic_ulong done;
static unsigned long fail_at;
static bool fail_all;

__attribute__((constructor)) static void start(void) {
  const char *at = getenv("FAIL_AT");
  if (at != NULL) fail_at = strtoul(at, NULL, 10);
  fail_all = getenv("FAIL_ALL") != NULL;
  done = 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("ALLOCATIONS");
  unsigned long count = done;
  fail_at = 0;
  FILE *file = path == NULL ? NULL : fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%lu\n", count);
  fclose(file);
}

static bool fails(void) {
  unsigned long number = ++done;
  if (fail_at == 0 || number < fail_at || (number > fail_at && !fail_all)) return false;
  errno = ENOMEM;
  return true;
}

void *malloc(size_t size) {
  return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  return size > 0 && fails() ? NULL : __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  return fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  return memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = memalign(alignment, size);
  return *block == NULL ? ENOMEM : 0;
}
