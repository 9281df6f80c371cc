/* The records of a register as C structures, and their types: see fields/, a file for each type. The
 * structures, `NAME_type` and enum entry_kind are made from these by describe.awk, into
 * build/generated/records.h, and the tables that records.c takes in. */
#ifndef KYKET_SCHEMA_RECORDS_H
#define KYKET_SCHEMA_RECORDS_H

#include "schema/type.h"

struct body;
struct file_history;

/* See parse_entry_flags. */
enum entry_flag {
  ENTRY_HAS_YEARS = 1,    /* a span of years in the body */
  ENTRY_LOOKS_LEGACY = 2, /* a text in an encoding from before Unicode */
  ENTRY_STATES_FACTS =
      4, /* an agreement's body that may say its number, when it was signed, or how long it is in force */
};

#include "generated/records.h"

/* By enum entry_kind. */
extern const struct record_type *const entry_types[ENTRY_KINDS];

/* ENTRY_KINDS when no entry type has the name. */
enum entry_kind entry_kind_of_name(struct view name);
enum entry_kind entry_kind_of_type(const struct record_type *type);
/* ENTRY_KINDS when links in bodies name no entries so. */
enum entry_kind entry_kind_of_scheme(const char *scheme);

/* Whether any record of a register, or a part of one, has this key. */
bool record_types_have_key(struct view key);

/* Whether the field is one of those that entries of all kinds have; those of an entry's type come first. */
bool entry_type_shares(const struct record_type *type, const struct field *field);

/* Parts that may not be given: then the one without anything, never NULL. */
const struct period *agreement_period(const struct agreement *agreement);
const struct termination *agreement_termination(const struct agreement *agreement);
const struct occasion *news_occasion(const struct news *news);

/* The day of the news by its source; no date where only the day on which it was entered is known. */
struct date news_day_of_source(const struct news *news);

/* Whether the news is of a day before its event's: it tells of what is planned, not of what took place. */
bool news_announces(const struct news *news);

/* From when the office carries on for the other one: by the record, else its own founding; no date where
 * neither is known. */
struct date successor_since(const struct successor *successor);

/* The day an entry is sorted by: news' date, an agreement's signing or else its beginning. */
struct date entry_date(const struct entry *entry);

/* What one of a field's choices is called in Vietnamese: as its help says, or that of an entry's field which
 * has the same choices; else the value. */
struct view field_choice_label(const struct field *field, const char *value);

/* The warnings that an entry silences: its list of struct silence. */
const struct list *entry_silences(const struct entry *entry);

/* The field's own value in a record, NULL when it is not there: `draft`, `aliases` and the like, which
 * several types have. */
const void *record_value(const struct record_type *type, const void *record, const char *name);

#endif
