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

/* Those who are signers, or those who are not, as `*count`; `*anchors` is how many anchors there are before.
 */
static struct list by_letter(const struct page_context *context, bool signers, int64_t *count,
                             size_t *anchors) {
  const struct list *people = &context->website->registry->entries[ENTRY_PERSON];
  struct list sorted = {0};
  for (size_t i = 0; i < people->count; i++)
    if (((const struct person *)list_at(people, i))->is_signer == signers)
      list_append(context->scratch, &sorted, list_at(people, i));
  entries_sort_by_name(&sorted);
  *count = (int64_t)sorted.count;
  struct letter *letters = arena_array(context->scratch, sorted.count, sizeof *letters);
  size_t letter_count = 0;
  for (size_t i = 0; i < sorted.count; i++) {
    struct entry *person = list_at(&sorted, i);
    struct view name = letter_of(context->scratch, person);
    if (letter_count == 0 || !view_equal(letters[letter_count - 1].name, name))
      letters[letter_count++] =
          (struct letter){.name = name,
                          .anchor = arena_format(context->scratch, "%.*s-%zu",
                                                 VIEW_FORMAT(text_slug(context->scratch, name)), ++*anchors)};
    list_append(context->scratch, &letters[letter_count - 1].people, person);
  }
  return list_of(letters, letter_count);
}

static void write_list(struct page_context *context) {
  reads_note_world(context->reads, READS_EVERYTHING);
  struct person_list_page model = {0};
  size_t anchors = 0;
  page_context_fill(context, &model.webpage);
  model.signers = by_letter(context, true, &model.signer_count, &anchors);
  model.others = by_letter(context, false, &model.other_count, &anchors);
  page_context_render(context, PAGE_PERSON_LIST, &model);
}

void write_person(struct page_context *context) {
  struct person *person = (struct person *)context->page->subject;
  struct person_page model = {.person = person};
  page_context_fill(context, &model.webpage);
  model.webpage.feed = related_feed(context, &person->entry);
  model.concern = related_front(context, &person->entry);
  page_context_render(context, PAGE_PERSON, &model);
}

void plan_people(struct website *website, enum entry_kind kind) {
  const struct list *people = &website->registry->entries[kind];
  static const struct file_maker list = {.write = write_list, .section = "people"};
  plan_page(website, website->addresses.people, &list, NULL);
  for (size_t i = 0; i < people->count; i++)
    related_plan(website, list_at(people, i));
}
