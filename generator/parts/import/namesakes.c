#include "parts/import/namesakes.h"

#include "parts/import/press_people.h"

bool namesakes_has_post(const struct entry *person, const struct entry *organization) {
  const struct list *positions = &((const struct person *)person)->positions;
  for (size_t i = 0; i < positions->count; i++)
    if (((const struct position *)positions->items)[i].organization.target == organization) return true;
  return false;
}

/* The office that the text gives the person: of the position before the name, else the first behind it. */
static const struct mention *office_of(const struct mentions *mentions, size_t i) {
  const struct press_person *person = &mentions->people[i];
  const struct text_unit *unit = &mentions->units[person->unit];
  if (person->office != NULL) return person->office;
  size_t end = press_people_end(mentions, i);
  for (size_t k = 0; k < unit->mention_count && unit->mentions[k].begin < end; k++) {
    const struct entry *entry = unit->mentions[k].entry;
    bool is_office = entry == NULL || entry->type == &organization_type;
    if (is_office && unit->mentions[k].begin >= person->end) return &unit->mentions[k];
  }
  return NULL;
}

void namesakes_tell(const struct mentions *mentions, struct doubts *doubts) {
  enum { MOST = 200 };
  for (size_t i = 0; i < mentions->person_count && i < MOST; i++) {
    const struct press_person *person = &mentions->people[i];
    bool is_again = person->entry == NULL;
    for (size_t k = 0; k < i && !is_again; k++)
      is_again = mentions->people[k].entry == person->entry;
    const struct mention *office = is_again ? NULL : office_of(mentions, i);
    if (office == NULL || ((const struct person *)person->entry)->positions.count == 0 ||
        namesakes_has_post(person->entry, office->entry))
      continue;
    struct view said =
        view_slice(mentions->units[person->unit].text, office->begin, office->end - office->begin);
    doubts_add(doubts, DOUBT_NAMES, sentence_import_namesake(person->name, said, person->entry->id));
  }
}
