/* A parsed entry as bytes and back, for a cache: what parse_entry and body_parse made of a file, with the
 * diagnostics they found, before the register has filled anything in.
 *
 * An image depends on the file's bytes and on its path (the id is its name, links are resolved from its
 * folder): keep it under a hash of both. It is two runs of bytes: the head has all but the long texts (the
 * body's HTML, plain text and Markdown), so that reading it touches no page of memory with a text that
 * nobody asks for. */
#ifndef KYKET_PARSE_ENTRY_IMAGE_H
#define KYKET_PARSE_ENTRY_IMAGE_H

#include "base/buffer.h"
#include "schema/records.h"

struct entry_image {
  struct view head, text;
};

/* Adds, as lines of text, all that an image depends on but the file itself: the program, the schema, the
 * versions of the libraries that parse. Images of another stamp must not be read. */
void entry_image_add_stamp(struct buffer *stamp);

/* Puts the image into the two buffers, whose bytes before are forgotten. `found` is what was reported of this
 * entry alone, not made strict, nor limited because it is a draft. False when there can be no image: it would
 * be longer than IMAGE_LIMIT, or a diagnostic is of another file or has a code that no parser is known to
 * use. */
bool entry_image_write(struct buffer *head, struct buffer *text, const struct entry *entry,
                       const struct diagnostics *found);

/* The second run of bytes alone, as it was put into `text`: nothing that the register does changes it. */
void entry_image_add_text(struct buffer *text, const struct entry *entry);

/* The entry in the arena, with its body and contents, and its diagnostics added. NULL, and nothing added,
 * when the image is damaged or another program's: any bytes can be read, and a head that was changed is
 * noticed (it begins with XXH3_64bits of all bytes behind that hash); of the text only the length is checked,
 * since it is not read. The entry's views point into the image and the path, which must outlive it;
 * `text.data` must not be NULL, though the text may be empty. */
struct entry *entry_image_read(struct arena *arena, struct entry_image image, struct view path,
                               struct diagnostics *diagnostics);

#endif
