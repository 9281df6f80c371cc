#include "base/memory.h"
#include "register/checks/consistency.h"
#include "register/stages.h"
#include "text/suggestion.h"

#include <stdlib.h>

/* The entries of one file in their order; a file of data holds many. */
struct file_entries {
  struct entry **entries;
  size_t count, capacity;
};

struct silencing {
  const struct registry *registry;
  struct diagnostics *diagnostics;
  bool judges;      /* whether silences are of use is noted */
  struct map files; /* path -> struct file_entries; only those with an entry that silences something */
};

static int compare_places(const void *left, const void *right) {
  return source_location_compare((*(struct entry *const *)left)->location,
                                 (*(struct entry *const *)right)->location);
}

static void add_to_file(struct silencing *silencing, struct entry *entry) {
  void **slot = map_slot(&silencing->files, entry->path);
  if (*slot == NULL) *slot = memory_allocate(1, sizeof(struct file_entries));
  struct file_entries *file = *slot;
  file->entries = memory_grow(file->entries, file->count, &file->capacity, sizeof(struct entry *));
  file->entries[file->count++] = entry;
}

/* In a data file a place belongs to the last entry that begins before it, so all its entries are needed. */
static void add_files(struct silencing *silencing) {
  const struct registry *registry = silencing->registry;
  bool added[ENTRY_KINDS] = {false};
  for (size_t i = 0; i < registry->silencing.count; i++) {
    struct entry *entry = list_at(&registry->silencing, i);
    enum entry_kind kind = entry_kind_of_type(entry->type);
    bool data = strchr(entry->type->folder, '.') != NULL;
    if (!data) add_to_file(silencing, entry);
    for (size_t k = 0; data && !added[kind] && k < registry->entries[kind].count; k++)
      add_to_file(silencing, list_at(&registry->entries[kind], k));
    added[kind] = true;
  }
  for (size_t i = 0; i < registry->hidden.count; i++) {
    struct entry *entry = list_at(&registry->hidden, i);
    if (entry_silences(entry)->count > 0) add_to_file(silencing, entry);
  }
  size_t at = 0;
  for (const struct map_slot *slot; (slot = map_next(&silencing->files, &at)) != NULL;) {
    struct file_entries *file = slot->value;
    qsort(file->entries, file->count, sizeof(struct entry *), compare_places);
  }
}

static void free_files(struct map *files) {
  size_t at = 0;
  for (const struct map_slot *slot; (slot = map_next(files, &at)) != NULL;) {
    free(((struct file_entries *)slot->value)->entries);
    free(slot->value);
  }
  map_free(files);
}

/* The entry that a place in its file belongs to: of a file of its own that one, else the last that begins
 * there or before. */
static struct entry *entry_at(const struct file_entries *file, struct source_location place) {
  if (file->count == 1) return file->entries[0];
  size_t low = 0, high = file->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (source_location_compare(file->entries[middle]->location, place) > 0)
      high = middle;
    else
      low = middle + 1;
  }
  return low == 0 ? NULL : file->entries[low - 1];
}

enum { SILENCES = 64 }; /* of one entry that are heeded */

static bool is_silenced(const struct silencing *silencing, const struct diagnostic *item) {
  const struct file_entries *file = map_get(&silencing->files, item->file);
  if (file == NULL || item->severity == SEVERITY_ERROR) return false;
  const struct entry *entry = entry_at(file, item->location);
  if (entry == NULL) return false;
  const struct list *silences = entry_silences(entry);
  struct silence *items = silences->items;
  for (size_t i = 0; i < silences->count && i < SILENCES; i++) {
    if (!view_equal_string(text_view(items[i].code), item->code)) continue;
    if (silencing->judges) items[i].is_used = true;
    return true;
  }
  return false;
}

static bool is_unwanted_advice(const struct silencing *silencing, const struct diagnostic *item) {
  return !silencing->registry->options.advice && item->severity == SEVERITY_WARNING &&
         consistency_is_advice(view_of(item->code));
}

static void report_unused(struct silencing *silencing, const struct entry *entry,
                          const struct silence *silence) {
  struct view code = text_view(silence->code);
  struct suggestion suggestion = {.written = code};
  bool is_known = false;
  for (size_t i = 0; consistency_codes[i] != NULL && !is_known; i++)
    is_known = view_equal_string(code, consistency_codes[i]);
  for (size_t i = 0; consistency_codes[i] != NULL && !is_known; i++)
    suggestion_offer(&suggestion, view_of(consistency_codes[i]), view_of(consistency_codes[i]));
  diagnostics_add(silencing->diagnostics, entry->path, silence->code.location,
                  suggestion.best.data != NULL ? message_unknown_silence(code, suggestion.best)
                                               : message_unused_silence(code));
}

/* A silence of what is found after this, or only by a check that looks around, is never said to be of no use.
 */
static bool is_found_elsewhere(struct view code) {
  static const char *const codes[] = {"dead-external-link", "moved-permanently", "address-gone",
                                      "unknown-address", "clock-ahead"};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (view_equal_string(code, codes[i])) return true;
  return false;
}

static void report_all_unused(struct silencing *silencing) {
  for (size_t i = 0; i < silencing->registry->silencing.count; i++) {
    const struct entry *entry = list_at(&silencing->registry->silencing, i);
    const struct list *silences = entry_silences(entry);
    const struct silence *items = silences->items;
    for (size_t k = 0; k < silences->count; k++)
      if (!items[k].is_used && !is_found_elsewhere(text_view(items[k].code)))
        report_unused(silencing, entry, &items[k]);
  }
}

static void hand_on(struct silencing *silencing, const struct diagnostics *found) {
  add_files(silencing);
  for (size_t i = 0; i < found->count; i++) {
    const struct diagnostic *item = &found->items[i];
    if (is_silenced(silencing, item) || is_unwanted_advice(silencing, item)) continue;
    diagnostics_add_again(silencing->diagnostics, item);
  }
  free_files(&silencing->files);
}

void registry_silence_found(const struct registry *registry, const struct diagnostics *found,
                            struct diagnostics *diagnostics) {
  struct silencing silencing = {.registry = registry, .diagnostics = diagnostics};
  hand_on(&silencing, found);
}

void registry_silence(struct registry *registry, const struct diagnostics *found,
                      struct diagnostics *diagnostics) {
  struct silencing silencing = {.registry = registry, .diagnostics = diagnostics, .judges = true};
  hand_on(&silencing, found);
  /* With errors not every check has run. */
  if (found->errors == 0) report_all_unused(&silencing);
}
