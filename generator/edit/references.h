/* Where an entry is referred to by its id: in front matter, in data files and by links in bodies. */
#ifndef KYKET_EDIT_REFERENCES_H
#define KYKET_EDIT_REFERENCES_H

#include "register/registry.h"

struct reference_place {
  struct view file; /* from the source's root */
  struct source_location location;
  const struct entry *owner;      /* in which it stands */
  const struct field *field;      /* that holds the reference; NULL: a link in a body */
  const struct record_type *type; /* of the record with that field, and the record */
  const void *record;
  const struct body_link *link; /* NULL: in front matter or a data file */
  bool is_number;               /* `continues: 3`, which counts in the entry without naming it */
};

/* All of them, in the order of the entries, those that are not published included: also a `continues` that
 * counts in the entry, and what `replaced_by` names. Links that share a definition are one place. The list
 * holds struct reference_place, in the arena. */
struct list references_find(struct arena *arena, const struct registry *registry, const struct entry *entry);

/* The bytes of `text`, the file's on disk, that name the entry at the place: `begin` and `end` of the id, or
 * of the file name of a link to the entry's file. False where they are not found. */
bool references_locate(const struct reference_place *place, const struct entry *entry, struct view text,
                       size_t *begin, size_t *end);

/* Where the place is in the text, in bytes; the text's length when it is past its end. */
size_t source_location_offset(struct view text, struct source_location location);

/* Where the line that the byte is in begins, behind a byte order mark. */
size_t source_line_begin(struct view text, size_t offset);

#endif
