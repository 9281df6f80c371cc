/* Numbers that stand for what records say, compared between builds and within one. Two that are equal stand
 * for equal contents (64 bits; that two different ones meet by chance is left out of account). */
#ifndef KYKET_SCHEMA_FINGERPRINT_H
#define KYKET_SCHEMA_FINGERPRINT_H

#include "schema/records.h"

/* How much of a record counts. */
enum fingerprint_depth {
  FINGERPRINT_DERIVED, /* what is derived: the rest is left to the digest of its file */
  FINGERPRINT_LACKING, /* also where its references lead: some of what the file names is not published */
  FINGERPRINT_DEEP,    /* all, as of a record that another entry's derived field leads to */
};

uint64_t fingerprint_view(struct view view);

uint64_t fingerprint_mix(uint64_t hash, uint64_t value);
uint64_t fingerprint_mix_view(uint64_t hash, struct view view);

/* Mixes in the value of a record's field. An entry that it leads to counts by its kind and id alone: what is
 * read of that one is noted as its own (schema/reads.h). */
uint64_t fingerprint_value(uint64_t hash, const struct field *field, const void *value,
                           enum fingerprint_depth depth);

/* Whether values of a field that is not derived say something at this depth. */
bool fingerprint_counts(enum field_kind kind, enum fingerprint_depth depth);

/* Of an event, for its key: when all else of it is known. */
uint64_t fingerprint_event(const struct event *event);

/* Of a list of a record's field: a slice of it, to tell it from another. */
uint64_t fingerprint_list(const struct field *field, const struct list *list);

#endif
