/* The people that an article names: behind "đồng chí", "ông", a rank, or a position in an office. */
#ifndef KYKET_PARTS_IMPORT_PRESS_PEOPLE_H
#define KYKET_PARTS_IMPORT_PRESS_PEOPLE_H

#include "parts/import/mentions.h"

/* Fills in the people, in the order in which they stand; the units and their mentions are there. */
void press_people_find(struct mentions *mentions, struct arena *arena);

#endif
