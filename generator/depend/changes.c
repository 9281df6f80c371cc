#include "depend/changes.h"

#include "base/map.h"
#include "schema/reads.h"

static struct view key_at(const struct fingerprints *entries, size_t index) {
  return (struct view){(const char *)&entries->keys[index], sizeof entries->keys[index]};
}

/* Each entry's key by the key's own bytes. */
static struct map map_keys(const struct fingerprints *entries) {
  struct map keys = {0};
  map_reserve(&keys, entries->count);
  for (size_t i = 0; i < entries->count; i++)
    *map_slot(&keys, key_at(entries, i)) = &entries->keys[i];
  return keys;
}

static uint32_t find_number(const struct map *keys, const struct fingerprints *entries, uint64_t key) {
  const uint64_t *found = map_get(keys, (struct view){(const char *)&key, sizeof key});
  return found == NULL ? 0 : (uint32_t)(found - entries->keys) + 1;
}

void changes_begin(struct changes *changes, const struct manifest *old, const struct fingerprints *now,
                   struct arena *arena) {
  *changes = (struct changes){.masks = arena_array(arena, old->entry_count + 1, sizeof *changes->masks),
                              .numbers = arena_array(arena, old->entry_count + 1, sizeof *changes->numbers),
                              .olds = arena_array(arena, now->count + 1, sizeof *changes->olds)};
  struct map keys = {0};
  for (uint32_t old_number = 1; old_number <= old->entry_count; old_number++) {
    uint64_t key = old->entries[old_number].key;
    if (key == 0) continue;
    /* Most stay where they were, or move by the same step as those before. */
    uint32_t number = changes->numbers[old_number - 1] + 1;
    if (number > now->count || now->keys[number - 1] != key) {
      if (keys.count == 0) keys = map_keys(now);
      number = find_number(&keys, now, key);
    }
    changes->numbers[old_number] = number;
    if (number != 0) changes->olds[number] = old_number;
  }
  map_free(&keys);
}

static uint32_t compare(const uint64_t *old, const uint64_t *items, size_t count) {
  uint32_t mask = 0;
  for (size_t bit = 0; bit < count; bit++)
    if (old[bit] != items[bit]) mask |= UINT32_C(1) << bit;
  return mask;
}

void changes_compare(struct changes *changes, const struct manifest *old, struct fingerprints *now,
                     size_t begin, size_t end) {
  for (size_t number = begin; number < end; number++) {
    uint64_t items[READS_BITS] = {0};
    uint32_t count = fingerprints_count(now, number), old_number = changes->olds[number], mask = UINT32_MAX;
    const struct manifest_entry *before = &old->entries[old_number];
    bool is_known = old_number != 0 && before->item_count == count;
    fingerprints_of_entry(now, number, is_known ? before->items : NULL, items);
    if (is_known) mask = compare(before->items, items, count);
    if (old_number != 0) changes->masks[old_number] = mask;
    if (mask != 0) memcpy(now->items + now->begins[number - 1], items, count * sizeof *items);
  }
}

void changes_finish(struct changes *changes, const struct manifest *old, const struct fingerprints *now,
                    uint64_t today) {
  size_t kept = 0;
  bool any = false;
  for (size_t old_number = 1; old_number <= old->entry_count; old_number++) {
    bool is_kept = changes->numbers[old_number] != 0;
    if (!is_kept) changes->masks[old_number] = UINT32_MAX;
    any = any || (changes->masks[old_number] != 0 && old->entries[old_number].key != 0);
    kept += is_kept;
  }
  any = any || kept != now->count;
  if (any || old->state.today != today) changes->masks[READS_WORLD] |= UINT32_C(1) << READS_EVERYTHING;
  if (old->state.today != today) changes->masks[READS_WORLD] |= UINT32_C(1) << READS_TODAY;
}

bool changes_is_unchanged(const struct changes *changes, const struct manifest *old,
                          const struct manifest_file *file, uint64_t inputs) {
  if (inputs == 0 || file->inputs != inputs) return false;
  const struct manifest_read *read = manifest_reads(old, file), *end = read + file->read_count;
  while (read < end) {
    struct manifest_run run = manifest_next_reads(&read);
    for (uint32_t i = 0; i < run.count; i++)
      if ((changes->masks[run.number + i] & run.mask) != 0) return false;
  }
  return true;
}
