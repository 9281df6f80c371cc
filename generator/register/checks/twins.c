#include "base/map.h"
#include "register/checks/consistency.h"
#include "text/comparable.h"
#include "text/untidy.h"

enum { POSITIONS = 64 }; /* of a person at the most that are looked at */

static bool same_day(const struct entry *a, const struct entry *b) {
  struct date one = ((const struct news *)a)->date.value, other = ((const struct news *)b)->date.value;
  return date_day_number(one) == date_day_number(other);
}

static bool same_province(const struct entry *a, const struct entry *b) {
  return ((const struct organization *)a)->province.target ==
         ((const struct organization *)b)->province.target;
}

/* People may share a name, but hardly in one office. */
static bool share_an_office(const struct entry *a, const struct entry *b) {
  const struct list *ones = &((const struct person *)a)->positions,
                    *others = &((const struct person *)b)->positions;
  const struct position *one = ones->items, *other = others->items;
  if (ones->count == 0 && others->count == 0) return true;
  for (size_t i = 0; i < ones->count && i < POSITIONS; i++)
    for (size_t k = 0; k < others->count && k < POSITIONS; k++)
      if (one[i].organization.target == other[k].organization.target) return true;
  return false;
}

static bool are_two(const struct entry *a, const struct entry *b) {
  return a != b;
}

/* Names are compared as readers compare them; of titles, which are many, only the end of the sentence is cut.
 */
static struct view key_of(struct arena *arena, const struct record_type *type, struct view text) {
  if (type != &news_type) return text_comparable(arena, type == &person_type ? text_bare_name(text) : text);
  text = view_trim(text);
  while (view_ends_with(text, "."))
    text.length--;
  return text;
}

void consistency_check_twins(struct diagnostics *diagnostics, const struct list *entries) {
  if (entries->count < 2) return;
  const struct record_type *type = ((const struct entry *)list_at(entries, 0))->type;
  bool (*alike)(const struct entry *, const struct entry *) = type == &news_type           ? same_day
                                                              : type == &organization_type ? same_province
                                                              : type == &person_type       ? share_an_office
                                                                                           : are_two;
  const struct field *name = record_type_find(type, type == &news_type ? VIEW("title") : VIEW("name"));
  struct map first = {0};
  struct arena keys = {0};
  map_reserve(&first, entries->count);
  for (size_t i = 0; i < entries->count; i++) {
    struct entry *entry = list_at(entries, i);
    struct text text = *(const struct text *)((const char *)entry + name->offset);
    if (text.length == 0) continue;
    void **known = map_slot(&first, key_of(&keys, type, text_view(text)));
    if (*known == NULL)
      *known = entry;
    else if (alike(*known, entry))
      consistency_report(diagnostics, entry, text.location, message_twin(((const struct entry *)*known)->id));
  }
  map_free(&first);
  arena_free(&keys);
}
