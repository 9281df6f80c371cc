/* The people that an article names: behind "đồng chí", "ông", a rank, or a position in an office. */
#ifndef KYKET_PARTS_IMPORT_PRESS_PEOPLE_H
#define KYKET_PARTS_IMPORT_PRESS_PEOPLE_H

#include "parts/import/mentions.h"

/* Fills in the people, in the order in which they stand; the units and their mentions are there. */
void press_people_find(struct mentions *mentions, struct arena *arena);

/* Where what is said of a person ends: at the next one, or with the sentence. */
size_t press_people_end(const struct mentions *mentions, size_t person);

/* The position before an office: "Phó Giám đốc" before "Sở Y tế". Empty: none. `first` is the first token of
 * the office. */
struct view press_position_before(const struct text_unit *unit, size_t first);

#endif
