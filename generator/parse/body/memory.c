#include "parse/body/memory.h"

/* cmark does not say for which tree it wants memory. */
static _Thread_local struct arena *arena_of_thread;

/* Before each piece: its size. cmark has nothing that needs more alignment than a pointer. */
enum { HEAD_BYTES = sizeof(size_t) };

static void *allocate(size_t count, size_t size) {
  size_t bytes = count * size; /* of what is in memory already, so it is no more than fits */
  char *piece = arena_allocate(arena_of_thread, HEAD_BYTES + bytes);
  memcpy(piece, &bytes, sizeof bytes);
  return piece + HEAD_BYTES;
}

static void *resize(void *piece, size_t size) {
  size_t before = 0;
  if (piece != NULL) memcpy(&before, (char *)piece - HEAD_BYTES, sizeof before);
  if (piece != NULL && size <= before) return piece;
  void *larger = allocate(size, 1);
  if (before > 0) memcpy(larger, piece, before);
  return larger;
}

static void release(void *piece) {
  (void)piece;
}

static cmark_mem *memory(void) {
  static const cmark_mem functions = {allocate, resize, release};
  return (cmark_mem *)(uintptr_t)&functions;
}

struct arena *body_memory_use(struct arena *arena) {
  struct arena *previous = arena_of_thread;
  arena_of_thread = arena;
  return previous;
}

cmark_node *body_memory_parse(struct arena *arena, struct view text) {
  arena_of_thread = arena;
  cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory());
  cmark_parser_feed(parser, text.data, text.length);
  return cmark_parser_finish(parser);
}

cmark_node *body_memory_node(cmark_node_type type) {
  return cmark_node_new_with_mem(type, memory());
}
