/* The files of one entry each: parsed on all cores, or taken from the cache, where an earlier build has kept
 * what it made of the same bytes at the same path. */
#ifndef KYKET_REGISTER_ENTRIES_H
#define KYKET_REGISTER_ENTRIES_H

#include "cache/store.h"
#include "register/registry.h"

/* What an entry's own file and the options say of it, whatever its kind: its heading, its key, whether it is
 * published. Needs no other entry, so that threads do it while they read. */
struct entry_basics {
  bool drafts, future;
  int64_t now;   /* INT64_MAX: nothing is of the future */
  int32_t today; /* when it is not known, no news is later and no former name holds */
  struct entry_basics_fields {
    const struct field *title, *short_title, *draft; /* NULL: the kind has none */
  } fields[ENTRY_KINDS];
};

void entry_basics_open(struct entry_basics *entry_basics, const struct registry_options *options);

/* What it makes lies in the arena, which must live as long as the entry. */
void entry_basics_init(const struct entry_basics *entry_basics, struct arena *arena, struct entry *entry);

/* A file of one entry. */
struct entry_file {
  const struct record_type *type;
  const struct source_file *file;
  struct entry *entry;       /* NULL: unreadable */
  struct diagnostics *found; /* NULL: nothing to say */
  struct store_place kept;   /* in the cache */
};

/* Fills in each file's entry, as if they had been read one after another, and inits its basics. What it takes
 * lives as long as the registry. The array becomes the registry's, which frees it. `order` is that of the
 * ids: so entries come to lie in memory when they are taken from the cache; files are read as they are in the
 * folders.
 */
void entries_read(struct registry *registry, struct source *source, const struct entry_basics *entry_basics,
                  struct entry_file *files, struct entry_file *const *order, size_t count);

/* The HTML of a file's body, whose length is known, where it was put aside on disk; false where it was not,
 * or can't be read. Thread-safe. */
bool entries_read_spilled(const struct entries *entries, const struct source_file *file, char *html,
                          size_t length);

/* The same of the search terms of a file's body. */
bool entries_read_spilled_terms(const struct entries *entries, const struct source_file *file,
                                uint32_t *terms, size_t count);

/* Frees the ids of references as they were written, when all are resolved; what was read of the cache
 * gives its memory back. */
void entries_forget_ids(struct entries *entries);

void entries_free(struct entries *entries);

#endif
