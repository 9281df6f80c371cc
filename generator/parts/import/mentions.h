/* Where an article names what the register knows, and offices and people that it does not know. */
#ifndef KYKET_PARTS_IMPORT_MENTIONS_H
#define KYKET_PARTS_IMPORT_MENTIONS_H

#include "parts/import/article.h"
#include "parts/import/doubts.h"
#include "parts/import/text_unit.h"

/* Someone with "đồng chí", "ông", "Đại tá" and the like before the name, or a position: "Giám đốc Sở Y tế".
 */
struct press_person {
  size_t unit, begin, end;
  struct view name;
  const struct entry *entry;    /* NULL: not known */
  struct view title;            /* of the position before the name; empty: none */
  const struct mention *office; /* of that position; NULL: none */
};

struct mentions {
  struct text_unit *units;            /* the title (the first), a paragraph or a caption */
  size_t unit_count, paragraph_units; /* units 1 to paragraph_units are the paragraphs */
  struct press_person *people;
  size_t person_count, person_capacity;
  const struct entry *home; /* the only province that the article is about; NULL: none or several */
};

/* All but the people, whom press_people_find adds. All lies in the index' arena. */
void mentions_find(struct mentions *mentions, struct arena *arena, const struct article *article,
                   const struct name_index *index, struct doubts *doubts);

/* The entry is an agreement whose signatories are all of provinces, and none of the home province:
 * "12/QCPH-VKS-TA" is a number in any of them. */
bool mention_is_of_other_province(const struct entry *entry, const struct entry *home);

#endif
