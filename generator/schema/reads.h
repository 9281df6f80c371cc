/* What a page has read, so that the next build knows whether it must be made again (depend/published.h).
 * Noted field by field: what the program derives for an entry changes with other entries, so each derived
 * field has a bit of its own; all that stands in the entry's own file shares one.
 *
 * It stands here, below depend/, because templates and site/ note reads while they write pages, and both are
 * below depend/, which compares them. */
#ifndef KYKET_SCHEMA_READS_H
#define KYKET_SCHEMA_READS_H

#include "schema/records.h"

enum {
  READS_OWN = 0,   /* the bit of what the entry's file says, and where its references lead */
  READS_LAST = 31, /* the bit of all derived fields past the 30th */
  READS_BITS = 32,
  READS_WORLD = 0, /* the number that no entry has: what is no entry's */
};

/* Bits of READS_WORLD. */
enum {
  READS_TODAY = 0,      /* the day of the build */
  READS_EVERYTHING = 1, /* more than is worth noting */
};

_Static_assert(READS_BITS == 8 * sizeof(uint32_t) && READS_LAST == READS_BITS - 1,
               "a mask has a bit for each");

/* The bit of a field of an entry's type. For the fields that all entries have it is the same in every type.
 */
unsigned reads_bit(const struct record_type *type, const struct field *field);

/* Whether records of the type are entries; `entry_type` itself is one. */
bool reads_is_entry(const struct record_type *type);

/* One page's reads. Zero-initialise and give room with reads_open; release with reads_close. */
struct reads {
  uint32_t *masks;   /* by the entries' numbers */
  uint32_t *numbers; /* of the entries whose masks are not 0, in the order of their first reads */
  size_t count;
};

/* Room for entries with numbers up to `entries`. */
void reads_open(struct reads *reads, size_t entries);
/* Forgets what was noted. */
void reads_clear(struct reads *reads);
void reads_close(struct reads *reads);

static inline void reads_note_number(struct reads *reads, uint32_t number, uint32_t mask) {
  if (reads->masks[number] == 0) reads->numbers[reads->count++] = number;
  reads->masks[number] |= mask;
}

/* `reads` may be NULL: nothing is noted. */
static inline void reads_note(struct reads *reads, const struct entry *entry, unsigned bit) {
  if (reads != NULL) reads_note_number(reads, entry->number, UINT32_C(1) << bit);
}

static inline void reads_note_all(struct reads *reads, const struct entry *entry) {
  if (reads != NULL) reads_note_number(reads, entry->number, UINT32_MAX);
}

static inline void reads_note_world(struct reads *reads, unsigned bit) {
  if (reads != NULL) reads_note_number(reads, READS_WORLD, UINT32_C(1) << bit);
}

/* The entry's field of that name, noted; NULL when its type has none. */
const void *reads_field(struct reads *reads, const struct entry *entry, const char *name);

#endif
