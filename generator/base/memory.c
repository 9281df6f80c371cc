#include "base/memory.h"

#include "base/exit_status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void *check_memory(void *block, size_t bytes) {
  if (block != NULL || bytes == 0) return block;
  fprintf(stderr, "kyket: error: out of memory (%zu bytes wanted); nothing was published\n", bytes);
  exit(EXIT_ENVIRONMENT);
}

static size_t multiply(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) check_memory(NULL, SIZE_MAX);
  return bytes;
}

void *memory_allocate(size_t count, size_t size) {
  return check_memory(calloc(count, size), multiply(count, size));
}

void *memory_resize(void *block, size_t count, size_t size) {
  size_t bytes = multiply(count, size);
  return check_memory(realloc(block, bytes), bytes);
}

void *memory_grow(void *block, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity) return block;
  size_t wanted = *capacity < 8 ? 8 : multiply(*capacity, 2);
  *capacity = wanted;
  return memory_resize(block, wanted, size);
}
