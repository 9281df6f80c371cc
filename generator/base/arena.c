#include "base/arena.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Blocks double in size up to the largest, so that an arena for little takes little. */
enum { FIRST_BYTES = 2 * 1024, BLOCK_BYTES = 64 * 1024, ALIGNMENT = _Alignof(max_align_t) };

struct arena_block {
  struct arena_block *older;
  size_t used, size;
  _Alignas(ALIGNMENT) char bytes[];
};

static struct arena_block *add_block(struct arena *arena, size_t size) {
  struct arena_block *block = memory_allocate(1, sizeof *block + size);
  block->size = size;
  /* A large piece gets a block of its own behind the newest, whose free space stays in use. */
  if (size > BLOCK_BYTES && arena->newest != NULL) {
    block->older = arena->newest->older;
    arena->newest->older = block;
  } else {
    block->older = arena->newest;
    arena->newest = block;
  }
  return block;
}

static size_t block_size(const struct arena_block *newest, size_t size) {
  size_t next = newest == NULL ? FIRST_BYTES : newest->size * 2;
  if (next > BLOCK_BYTES) next = BLOCK_BYTES;
  return size > next ? size : next;
}

void *arena_allocate(struct arena *arena, size_t size) {
  if (size > SIZE_MAX / 2) return memory_allocate(SIZE_MAX, SIZE_MAX);
  size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  struct arena_block *block = arena->newest;
  if (block == NULL || block->size - block->used < size) block = add_block(arena, block_size(block, size));
  void *piece = block->bytes + block->used;
  block->used += size;
  return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return memory_allocate(SIZE_MAX, SIZE_MAX);
  return arena_allocate(arena, bytes);
}

struct view arena_copy(struct arena *arena, struct view view) {
  char *copy = arena_allocate(arena, view.length + 1);
  if (view.length > 0) memcpy(copy, view.data, view.length);
  return (struct view){copy, view.length};
}

struct view arena_join(struct arena *arena, const struct view *views, size_t count) {
  size_t length = 0, at = 0;
  for (size_t i = 0; i < count; i++)
    length += views[i].length;
  char *text = arena_allocate(arena, length + 1);
  for (size_t i = 0; i < count; i++) {
    if (views[i].length > 0) memcpy(text + at, views[i].data, views[i].length);
    at += views[i].length;
  }
  return (struct view){text, length};
}

struct view arena_format(struct arena *arena, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *text = arena_allocate(arena, length < 0 ? 1 : (size_t)length + 1);
  if (length > 0) vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  return (struct view){text, length < 0 ? 0 : (size_t)length};
}

void arena_reset(struct arena *arena) {
  struct arena_block *kept = arena->newest;
  if (kept == NULL || kept->size > BLOCK_BYTES) {
    arena_free(arena);
    return;
  }
  arena->newest = kept->older;
  arena_free(arena);
  memset(kept->bytes, 0, kept->used);
  kept->older = NULL;
  kept->used = 0;
  arena->newest = kept;
}

void arena_free(struct arena *arena) {
  for (struct arena_block *block = arena->newest; block != NULL;) {
    struct arena_block *older = block->older;
    free(block);
    block = older;
  }
  arena->newest = NULL;
}
