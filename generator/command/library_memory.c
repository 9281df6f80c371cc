#include "command/library_memory.h"

#include "base/memory.h"

#include <git2.h>
#include <git2/sys/alloc.h>
#include <jansson.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uclean.h>

static void *take(size_t bytes) {
  return memory_resize(NULL, 1, bytes == 0 ? 1 : bytes);
}

static void *take_for_icu(const void *context, size_t bytes) {
  (void)context;
  return take(bytes);
}

static void *resize_for_icu(const void *context, void *block, size_t bytes) {
  (void)context;
  return memory_resize(block, 1, bytes == 0 ? 1 : bytes);
}

static void free_for_icu(const void *context, void *block) {
  (void)context;
  free(block);
}

static void *take_for_git(size_t bytes, const char *file, int line) {
  (void)file;
  (void)line;
  return take(bytes);
}

static void *resize_for_git(void *block, size_t bytes, const char *file, int line) {
  (void)file;
  (void)line;
  return memory_resize(block, 1, bytes == 0 ? 1 : bytes);
}

/* What libgit2 makes of the two functions above by itself from version 1.7 on. */
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7
static void *take_zeroed_for_git(size_t count, size_t size, const char *file, int line) {
  (void)file;
  (void)line;
  return memory_allocate(count == 0 ? 1 : count, size == 0 ? 1 : size);
}

static void *resize_array_for_git(void *block, size_t count, size_t size, const char *file, int line) {
  (void)file;
  (void)line;
  return count == 0 || size == 0 ? memory_resize(block, 1, 1) : memory_resize(block, count, size);
}

static void *take_array_for_git(size_t count, size_t size, const char *file, int line) {
  return resize_array_for_git(NULL, count, size, file, line);
}

static char *copy_bytes_for_git(const char *string, size_t length, const char *file, int line) {
  (void)file;
  (void)line;
  char *copy = take(length + 1);
  memcpy(copy, string, length);
  copy[length] = '\0';
  return copy;
}

static char *copy_beginning_for_git(const char *string, size_t limit, const char *file, int line) {
  return copy_bytes_for_git(string, strnlen(string, limit), file, line);
}

static char *copy_for_git(const char *string, const char *file, int line) {
  return copy_bytes_for_git(string, strlen(string), file, line);
}
#endif

static git_allocator for_git = {
    .gmalloc = take_for_git,
    .grealloc = resize_for_git,
    .gfree = free,
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7
    .gcalloc = take_zeroed_for_git,
    .gmallocarray = take_array_for_git,
    .greallocarray = resize_array_for_git,
    .gstrdup = copy_for_git,
    .gstrndup = copy_beginning_for_git,
    .gsubstrdup = copy_bytes_for_git,
#endif
};

void library_memory_use(void) {
  UErrorCode status = U_ZERO_ERROR;
  u_setMemoryFunctions(NULL, take_for_icu, resize_for_icu, free_for_icu, &status);
  git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &for_git);
  json_set_alloc_funcs(take, free);
  libdeflate_set_memory_allocator(take, free);
}
