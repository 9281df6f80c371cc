#include "register/entries.h"
#include "source/revisions.h"

#include <stdlib.h>

struct entry *registry_find(const struct registry *registry, enum entry_kind kind, struct view id) {
  return map_get(&registry->ids[kind], id);
}

static const struct text *text_field(const struct entry *entry, const char *name) {
  const struct text *text = record_value(entry->type, entry, name);
  return text != NULL && text->value.length > 0 ? text : NULL;
}

static void add_headings(struct entry *entry) {
  const struct text *title = text_field(entry, "title"), *short_title = text_field(entry, "short_title");
  if (title == NULL) title = text_field(entry, "name");
  if (short_title == NULL) short_title = text_field(entry, "short_name");
  entry->heading = title == NULL ? entry->id : title->value;
  entry->short_heading = short_title == NULL ? entry->heading : short_title->value;
}

bool entry_is_draft(const struct entry *entry) {
  const struct boolean_value *draft = record_value(entry->type, entry, "draft");
  return draft != NULL && draft->value;
}

static bool is_future(const struct entry *entry, struct date today) {
  if (entry->type != &news_type || today.precision == DATE_NONE) return false;
  return date_day_number(((const struct news *)entry)->date.value) > date_day_number(today);
}

void entry_prepare(struct entry *entry, const struct registry_options *options) {
  add_headings(entry);
  entry->hidden =
      (!options->drafts && entry_is_draft(entry)) || (!options->future && is_future(entry, options->today));
}

enum severity entry_severity(const struct entry *entry) {
  return entry->hidden && entry_is_draft(entry) ? SEVERITY_NOTE : SEVERITY_ERROR;
}

struct date entry_date(const struct entry *entry) {
  if (entry->type == &news_type) return ((const struct news *)entry)->date.value;
  if (entry->type != &agreement_type) return (struct date){0};
  const struct agreement *agreement = (const struct agreement *)entry;
  if (agreement->signed_on.value.precision != DATE_NONE) return agreement->signed_on.value;
  return agreement->period.start.value;
}

static int compare_newest(const void *left, const void *right) {
  const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
  if (a->newest_rank != 0 && b->newest_rank != 0)
    return (a->newest_rank > b->newest_rank) - (a->newest_rank < b->newest_rank);
  struct date date_a = entry_date(a), date_b = entry_date(b);
  /* By the day as written first, so that years follow each other whatever the offsets are. */
  int32_t days = date_day_number(date_b) - date_day_number(date_a);
  if (days != 0) return days < 0 ? -1 : 1;
  int order = date_compare(date_b, date_a);
  return order != 0 ? order : view_compare(a->id, b->id);
}

static int compare_names(const void *left, const void *right) {
  const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
  if (a->name_rank != 0 && b->name_rank != 0 && a->type == b->type)
    return (a->name_rank > b->name_rank) - (a->name_rank < b->name_rank);
  int order = view_compare(a->sort_key, b->sort_key);
  return order != 0 ? order : view_compare(a->id, b->id);
}

/* Most lists come in order. */
static void sort(struct list *entries, int (*compare)(const void *, const void *)) {
  void **items = entries->items;
  bool sorted = true;
  for (size_t i = 1; i < entries->count && sorted; i++)
    sorted = compare(&items[i - 1], &items[i]) <= 0;
  if (!sorted) qsort(entries->items, entries->count, sizeof(void *), compare);
}

void entries_sort_newest(struct list *entries) {
  sort(entries, compare_newest);
}

void entries_sort_by_name(struct list *entries) {
  sort(entries, compare_names);
}

void registry_free(struct registry *registry) {
  if (registry == NULL) return;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    map_free(&registry->ids[kind]);
  map_free(&registry->paths);
  map_free(&registry->media);
  entries_free(registry->kept);
  if (registry->history != NULL) history_free(registry->history);
  arena_free(&registry->arena);
  free(registry);
}
