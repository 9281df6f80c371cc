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

/* All of them, in the order of the entries, in a file that of their locations, those that are not published
 * included: also a `continues` that counts in the entry, and what `replaced_by` names. Links that share a
 * definition are one place. The list holds struct reference_place, in the arena. */
struct list references_find(struct arena *arena, const struct registry *registry, const struct entry *entry);

/* Puts neighbouring places of one file in the order of their locations, and leaves one of those that are at
 * the same, unless that is only the last that is counted. */
void reference_places_sort(struct list *places);

/* Looks up locations in texts. Those of one text that come in their order are found in one pass over it.
 * Zero-initialise to start. */
struct source_cursor {
  struct view text;
  struct source_location location;
  size_t offset; /* of that in the text */
};

/* Where the place is in the text, in bytes; the text's length when it is past its end. */
size_t source_cursor_offset(struct source_cursor *cursor, struct view text, struct source_location location);

/* The bytes of `text`, the file's on disk, that name the entry at the place: `begin` and `end` of the id, or
 * of the file name of a link to the entry's file. False where they are not found: what stands there in other
 * letters than the id's, as %2D, an entity or an escape. */
bool references_locate(struct source_cursor *cursor, const struct reference_place *place,
                       const struct entry *entry, struct view text, size_t *begin, size_t *end);

/* The offset of a single place, as by a cursor. */
size_t source_location_offset(struct view text, struct source_location location);

/* Where the line that the byte is in begins, behind a byte order mark. */
size_t source_line_begin(struct view text, size_t offset);

#endif
