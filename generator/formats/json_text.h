/* Texts as JSON (RFC 8259), written without a tree of values in between: most of what is written so is
 * written at each increment. */
#ifndef KYKET_FORMATS_JSON_TEXT_H
#define KYKET_FORMATS_JSON_TEXT_H

#include "base/buffer.h"

/* Adds the text, UTF-8, as a string in quotes. */
void json_text_add(struct buffer *buffer, struct view text);

/* Adds what stands before a member's value: a comma unless an object or array has just begun, the name, a
 * colon. The name must need no escapes. */
void json_text_begin_member(struct buffer *buffer, struct view name);

/* Adds a member that is a string; none when the text is empty. */
void json_text_add_member(struct buffer *buffer, struct view name, struct view text);

#endif
