/* Where the parts of a link stand in the source of a body. */
#ifndef KYKET_EDIT_LINK_LAYOUT_H
#define KYKET_EDIT_LINK_LAYOUT_H

#include "base/arena.h"

/* Behind the destination that begins at `at`, wherever it is written: in parentheses, in angle brackets, in
 * quotes, or in a definition. */
size_t link_destination_end(struct view text, size_t at);

/* `[text](destination "title")`, from its [ on to behind its ). */
struct link_layout {
  size_t begin, end;
  struct view text; /* what is read in place of the link */
};

/* The link with the destination that begins at `at`. False where it is written in another way, as <…>, as
 * HTML, as [text][label], or as an image. */
bool link_layout_find(struct view text, size_t at, struct link_layout *layout);

/* What to write in the place of the link so that its text is read there as before; `title` is that of a link
 * without one. In the arena. */
struct view link_layout_plain(struct arena *arena, struct view text, const struct link_layout *layout,
                              struct view title);

#endif
