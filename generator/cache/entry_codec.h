/* A parsed entry as bytes and back, for the cache: what parse_entry and body_parse made of a file, with the
 * diagnostics they found, before the register has filled anything in.
 *
 * The bytes depend on the file's bytes, on its path (the id is its name, links are resolved from its folder),
 * and on what cache_add_identity says. The body's HTML is not in them, only its length: whoever needs it
 * parses the body again (parse_body_html), which few do, and which takes less than keeping it for all. */
#ifndef KYKET_CACHE_ENTRY_CODEC_H
#define KYKET_CACHE_ENTRY_CODEC_H

#include "base/buffer.h"
#include "schema/records.h"

/* Puts the bytes into the buffer, in the place of what was there. `found` is what was reported of this entry
 * alone, not made strict, nor limited because it is a draft. False when it can't be encoded: it would be
 * longer than ENCODED_LIMIT, or a diagnostic is of another file or has a code that no parser is known to use.
 */
bool entry_encode(struct buffer *encoded, const struct entry *entry, const struct diagnostics *found);

/* The entry in the arena, with its body and contents, and its diagnostics added. NULL, and nothing added,
 * when the bytes are damaged or another program's: any bytes can be decoded, and bytes that were changed are
 * noticed (they begin with XXH3_64bits of all behind that hash). The entry's views point into the bytes and
 * the path, which must outlive it. */
struct entry *entry_decode(struct arena *arena, struct view encoded, struct view path,
                           struct diagnostics *diagnostics);

#endif
