/* Where cmark's trees live: in an arena, so that the many small pieces of a tree cost little and are gone at
 * once. A file of its own: the only place that knows that cmark asks for memory thread by thread. */
#ifndef KYKET_PARSE_BODY_MEMORY_H
#define KYKET_PARSE_BODY_MEMORY_H

#include "base/arena.h"

#include <cmark.h>

/* The tree of a text, in the arena. Nothing need be freed, and the tree must not be looked at when the arena
 * has been reset. Whatever is added to a tree goes to the arena that this thread named last. */
cmark_node *body_memory_parse(struct arena *arena, struct view text);

/* Names the arena that what is added to a tree goes to; returns the one before. */
struct arena *body_memory_use(struct arena *arena);

/* A node for such a tree. */
cmark_node *body_memory_node(cmark_node_type type);

#endif
