/* The HTML of bodies. The registry holds only that of files which are no objects of git; the rest was put
 * aside on disk when it was parsed and is read from there. Where the disk had no room, and of entries from
 * the cache, it is made from the source again. A file of its own, for it is what the folders above see of
 * register/entries.h. */
#ifndef KYKET_REGISTER_TEXTS_H
#define KYKET_REGISTER_TEXTS_H

#include "base/buffer.h"
#include "register/registry.h"

struct body;
struct search_reader;

/* What one thread needs for it. Begin with texts_open; release with texts_close. */
struct texts {
  const struct registry *registry;
  struct source *source;
  bool is_owner;
  struct source_share share;
  struct arena arena;
  struct buffer html;
  struct diagnostics found; /* what could not be read, with errors */
};

/* `source` is what the registry was read from; both must stay. One thread may be its owner, the others open
 * it again for themselves. */
void texts_open(struct texts *texts, const struct registry *registry, struct source *source, bool is_owner);
void texts_close(struct texts *texts);

/* The HTML of an entry's body, valid until the next call. No data when it can't be read, which `found` then
 * tells. `texts` may be NULL where all are held. */
struct view texts_html(struct texts *texts, const struct body *body);

/* The search terms of an entry's body, see search_terms_of_html, in the arena. Where they were not put aside
 * they are found in the HTML; none when that can't be read. */
const uint32_t *texts_terms(struct texts *texts, struct arena *arena, struct search_reader *reader,
                            const struct body *body, uint32_t *count);

#endif
