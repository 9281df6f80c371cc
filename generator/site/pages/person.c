#include "site/pages/pages.h"
#include "site/pages/related.h"
#include "text/unicode.h"

/* The first letter of the given name as Vietnamese lists have it: without tone, Đ and D apart. */
static struct view letter_of(struct arena *arena, const struct entry *person) {
  struct view name = person->heading;
  size_t start = name.length;
  while (start > 0 && name.data[start - 1] != ' ')
    start--;
  return text_initial(arena, view_slice(name, start, SIZE_MAX));
}

static struct list by_letter(const struct writing *writing) {
  const struct list *people = &writing->website->registry->entries[ENTRY_PERSON];
  struct list sorted = {0};
  for (size_t i = 0; i < people->count; i++)
    list_append(writing->scratch, &sorted, list_at(people, i));
  entries_sort_by_name(&sorted);
  struct letter *letters = arena_array(writing->scratch, sorted.count, sizeof *letters);
  size_t count = 0;
  for (size_t i = 0; i < sorted.count; i++) {
    struct entry *person = list_at(&sorted, i);
    struct view name = letter_of(writing->scratch, person);
    if (count == 0 || !view_equal(letters[count - 1].name, name))
      letters[count++] =
          (struct letter){.name = name,
                          .anchor = arena_format(writing->scratch, "%.*s-%zu",
                                                 VIEW_FORMAT(text_slug(writing->scratch, name)), count + 1)};
    list_append(writing->scratch, &letters[count - 1].people, person);
  }
  return list_of(letters, count);
}

static void write_list(struct writing *writing) {
  reads_note_world(writing->reads, READS_EVERYTHING);
  struct person_list_page model = {.count = (int64_t)writing->website->registry->entries[ENTRY_PERSON].count};
  writing_fill(writing, &model.webpage);
  model.letters = by_letter(writing);
  writing_render(writing, PAGE_PERSON_LIST, &model);
}

void write_person(struct writing *writing) {
  struct person *person = (struct person *)writing->page->subject;
  struct person_page model = {.person = person};
  writing_fill(writing, &model.webpage);
  model.webpage.feed = concerns_feed(writing, &person->entry);
  model.concern = concerns_front(writing, &person->entry);
  writing_render(writing, PAGE_PERSON, &model);
}

void plan_people(struct website *website, enum entry_kind kind) {
  const struct list *people = &website->registry->entries[kind];
  static const struct file_maker list = {.write = write_list, .section = "people"};
  plan_page(website, website->addresses.people, &list, NULL);
  for (size_t i = 0; i < people->count; i++)
    concerns_plan(website, list_at(people, i));
}
