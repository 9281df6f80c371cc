/* People that an article names as the register does, but with another office. */
#ifndef KYKET_PARTS_IMPORT_NAMESAKES_H
#define KYKET_PARTS_IMPORT_NAMESAKES_H

#include "parts/import/mentions.h"

/* Whether the register knows a post of the person in the organization. */
bool namesakes_has_post(const struct entry *person, const struct entry *organization);

/* Tells once of each person that the register knows by name alone: it has posts of theirs, and none in the
 * office that the text gives. */
void namesakes_tell(const struct mentions *mentions, struct doubts *doubts);

#endif
