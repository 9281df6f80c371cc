/* An arena: memory that is handed out piece by piece and freed as a whole. Not shared between threads. */
#ifndef KYKET_BASE_ARENA_H
#define KYKET_BASE_ARENA_H

#include "base/view.h"

struct arena_block;

/* Zero-initialise to start; release with arena_free. */
struct arena {
  struct arena_block *newest;
  size_t shared; /* bytes of the blocks that several pieces share */
};

/* `size` zeroed bytes, aligned for any type but long double. Never NULL. */
void *arena_allocate(struct arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes. Never NULL. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* As memory_grow, for an array in the arena: room for one more element behind `count` in `items`, which has
 * room for
 * `*capacity`. Returns the array; what an array has outgrown stays in the arena. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/* A copy, followed by a NUL that the view's length does not count. Texts are not aligned. */
struct view arena_copy(struct arena *arena, struct view view);

/* The views one behind the other, as arena_copy: faster than arena_format where that is all. */
struct view arena_join(struct arena *arena, const struct view *views, size_t count);
#define ARENA_JOIN(arena, ...)                                                                               \
  arena_join((arena), (const struct view[]){__VA_ARGS__},                                                    \
             sizeof((const struct view[]){__VA_ARGS__}) / sizeof(struct view))

/* The number in decimal digits. */
struct view arena_integer(struct arena *arena, int64_t value);

struct view arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Takes back all that was handed out and keeps a block of the memory for what comes next. */
void arena_reset(struct arena *arena);

/* Frees all that was handed out; the arena can be used again. */
void arena_free(struct arena *arena);

#endif
