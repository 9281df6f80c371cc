/* A parsed entry as bytes and back, for a cache: what parse_entry and body_parse made of a file, with the
 * diagnostics they found, before the register has filled anything in.
 *
 * An image depends on the file's bytes and on its path (the id is its name, links are resolved from its
 * folder): keep it under a hash of both. The body's HTML is not in it, only its length: whoever needs it
 * parses the body again (parse_body_html), which few do, and which takes less than keeping it for all. */
#ifndef KYKET_PARSE_ENTRY_IMAGE_H
#define KYKET_PARSE_ENTRY_IMAGE_H

#include "base/buffer.h"
#include "schema/records.h"

/* Adds, as lines of text, all that an image depends on but the file itself: the program, with its schema,
 * and the versions of the libraries that parse. Images of another stamp must not be read. */
void entry_image_add_stamp(struct buffer *stamp);

/* Puts the image into the buffer, whose bytes before are forgotten. `found` is what was reported of this
 * entry alone, not made strict, nor limited because it is a draft. False when there can be no image: it would
 * be longer than IMAGE_LIMIT, or a diagnostic is of another file or has a code that no parser is known to
 * use. */
bool entry_image_write(struct buffer *image, const struct entry *entry, const struct diagnostics *found);

/* The entry in the arena, with its body and contents, and its diagnostics added. NULL, and nothing added,
 * when the image is damaged or another program's: any bytes can be read, and an image that was changed is
 * noticed (it begins with XXH3_64bits of all bytes behind that hash). The entry's views point into the image
 * and the path, which must outlive it. */
struct entry *entry_image_read(struct arena *arena, struct view image, struct view path,
                               struct diagnostics *diagnostics);

#endif
