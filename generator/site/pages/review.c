#include "site/pages/pages.h"

#include <stdlib.h>

enum { ROWS = 500 }; /* that a list of the page shows */

/* The day that the last review without news fell due on; of those that have none yet, none. */
static struct date last_unreported(const struct agreement *agreement) {
  const struct list *reviews = &agreement->unreported_reviews;
  if (reviews->count == 0) return (struct date){0};
  return ((const struct review *)list_at(reviews, reviews->count - 1))->due;
}

/* What fell due last comes first: it can be made up for soonest. */
static int compare_unreported(const void *left, const void *right) {
  const struct agreement *a = *(struct agreement *const *)left, *b = *(struct agreement *const *)right;
  int order = date_compare(last_unreported(b), last_unreported(a));
  return order != 0 ? order : view_compare(a->entry.id, b->entry.id);
}

static int compare_coming(const void *left, const void *right) {
  const struct agreement *a = *(struct agreement *const *)left, *b = *(struct agreement *const *)right;
  int order = date_compare(a->next_review->due, b->next_review->due);
  return order != 0 ? order : view_compare(a->entry.id, b->entry.id);
}

/* Sorts the list unless `compare` is NULL, and cuts it to its first rows; returns how many there were. */
static int64_t cut(struct list *list, int (*compare)(const void *, const void *)) {
  size_t count = list->count;
  if (compare != NULL && count > 1) qsort(list->items, count, sizeof(void *), compare);
  if (count > ROWS) list->count = ROWS;
  return (int64_t)count;
}

static void write_reviews(struct page_context *context) {
  reads_note_world(context->reads, READS_EVERYTHING);
  const struct list *agreements = &context->website->registry->newest[ENTRY_AGREEMENT];
  struct review_list_page model = {0};
  page_context_fill(context, &model.webpage);
  for (size_t i = 0; i < agreements->count; i++) {
    struct agreement *agreement = list_at(agreements, i);
    if (agreement->reviews.count == 0) continue;
    list_append(context->scratch, &model.agreements, agreement);
    if (agreement->unreported_reviews.count > 0) model.unreported_count++;
    if (agreement->unreported_reviews.count > 0 || agreement->next_review != NULL)
      list_append(context->scratch, &model.unreported, agreement);
    if (agreement->next_review == NULL) continue;
    list_append(context->scratch, &model.coming, agreement);
    model.coming_count += !agreement->is_unsigned; /* its row waits for the day of signing */
  }
  cut(&model.unreported, compare_unreported);
  cut(&model.coming, compare_coming);
  model.count = cut(&model.agreements, NULL);
  model.is_cut = model.count > ROWS;
  page_context_render(context, PAGE_REVIEW_LIST, &model);
}

void plan_reviews(struct website *website) {
  if (website->addresses.reviews.length == 0) return;
  static const struct file_maker reviews = {.write = write_reviews, .section = "agreements"};
  plan_page(website, website->addresses.reviews, &reviews, NULL);
}
