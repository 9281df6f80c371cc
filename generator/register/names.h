/* What an organization or a province is called, and was. A former name holds up to and including its `until`;
 * the name itself holds from then on. So on the day of a build too: built for a day before a change of name,
 * a page says what was said then. */
#ifndef KYKET_REGISTER_NAMES_H
#define KYKET_REGISTER_NAMES_H

#include "schema/records.h"

/* One of an entry's names; views of what its file says. Without a kind of its own it has the entry's. */
struct unit_name {
  struct view name, short_name, kind;
  struct date from, until; /* the first and the last day, where they are known */
};

/* How many an organization or a province has had and will have; 1 of any other entry. */
size_t names_count(const struct entry *entry);

/* From the earliest one on; the last is the name itself. */
struct unit_name names_at(const struct entry *entry, size_t index);

/* That of a day, by its number. The former names must be in order, which registry_check_entries sees to. */
struct unit_name names_on(const struct entry *entry, int32_t day);

/* That under which an entry signed on a day. False where it is not known: no day, a month or year in which
 * the name changed, or one that is still to come, when the name may be another yet. */
bool names_at_signing(const struct entry *entry, struct date signed_on, struct date today,
                      struct unit_name *name);

/* How it is written: an organization as it is, a province with its kind ("Tỉnh An Giang"); within a sentence
 * ("tỉnh An Giang"); and alone in a list ("An Giang", "TP. Huế"). In the arena, or a view of the file. */
struct view names_heading(struct arena *arena, const struct entry *entry, const struct unit_name *name);
struct view names_full(struct arena *arena, const struct entry *entry, const struct unit_name *name);
struct view names_short_heading(struct arena *arena, const struct entry *entry, const struct unit_name *name);

#endif
