#include "register/registry.h"

#include "base/memory.h"
#include "register/phases.h"
#include "source/history.h"
#include "text/collation.h"

#include <stdlib.h>

struct entry *registry_find(const struct registry *registry, enum entry_kind kind, struct view id) {
  return map_get(&registry->ids[kind], id);
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
  struct date date_a = entry_date(a), date_b = entry_date(b);
  /* By the day as written first, so that years follow each other whatever the offsets are. */
  int32_t days = date_day_number(date_b) - date_day_number(date_a);
  if (days != 0) return days < 0 ? -1 : 1;
  int order = date_compare(date_b, date_a);
  return order != 0 ? order : view_compare(a->id, b->id);
}

static int compare_names(const void *left, const void *right) {
  const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
  int order = view_compare(a->sort_key, b->sort_key);
  return order != 0 ? order : view_compare(a->id, b->id);
}

static void sort(struct list *entries, int (*compare)(const void *, const void *)) {
  if (entries->count > 1) qsort(entries->items, entries->count, sizeof(void *), compare);
}

void entries_sort_newest(struct list *entries) {
  sort(entries, compare_newest);
}

void entries_sort_by_name(struct list *entries) {
  sort(entries, compare_names);
}

/* Last changes belong to entries that have a file of their own. */
static bool add_history(struct registry *registry, struct source *source, struct diagnostics *diagnostics) {
  struct history history = {0};
  bool good = history_read(source, &registry->files, &registry->arena, &history, diagnostics);
  for (size_t kind = 0; good && kind < ENTRY_KINDS; kind++) {
    if (strchr(entry_types[kind]->folder, '.') != NULL) continue;
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      const struct change *change = map_get(&history.changes, entry->path);
      if (change == NULL) continue;
      struct revision *revision = arena_allocate(&registry->arena, sizeof *revision);
      *revision = (struct revision){change->date, change->author, change->commit, change->summary};
      entry->last_change = revision;
    }
  }
  registry->shallow = history.shallow;
  history_free(&history);
  return good;
}

static void add_sort_keys(struct registry *registry) {
  const struct text *language = &registry->site->language;
  struct view tag = arena_copy(&registry->arena, language->value.length == 0 ? VIEW("vi") : language->value);
  struct collation *collation = collation_open(tag.data);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      if (collation == NULL)
        entry->sort_key = entry->heading;
      else if (kind == ENTRY_PERSON)
        entry->sort_key = collation_name_key(collation, &registry->arena, entry->heading);
      else if (kind != ENTRY_NEWS)
        entry->sort_key = collation_key(collation, &registry->arena, entry->heading);
    }
  }
  if (collation != NULL) collation_close(collation);
}

struct registry *registry_load(struct source *source, const struct registry_options *options, bool history,
                               struct diagnostics *diagnostics) {
  struct registry *registry = memory_allocate(1, sizeof *registry);
  registry->options = *options;
  if (!registry_read(registry, source, diagnostics)) {
    registry_free(registry);
    return NULL;
  }
  registry_resolve(registry, diagnostics);
  registry_check(registry, diagnostics);
  add_sort_keys(registry);
  registry_judge(registry, diagnostics);
  registry_link(registry);
  registry_chronicle(registry);
  if (history && diagnostics->errors == 0 && !add_history(registry, source, diagnostics)) {
    registry_free(registry);
    return NULL;
  }
  return registry;
}

void registry_free(struct registry *registry) {
  if (registry == NULL) return;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    map_free(&registry->ids[kind]);
  map_free(&registry->paths);
  map_free(&registry->media);
  arena_free(&registry->arena);
  free(registry);
}
