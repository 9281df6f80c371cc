#include "depend/changes.h"

#include "base/memory.h"
#include "schema/reads.h"

#include <stdlib.h>

/* From an entry's key to its number; open addressing. */
struct numbers {
  uint32_t *slots; /* 0: free */
  size_t mask;
  const uint64_t *keys;
};

static void numbers_open(struct numbers *numbers, const struct fingerprints *entries) {
  size_t capacity = 16;
  while (capacity < 2 * entries->count)
    capacity *= 2;
  *numbers = (struct numbers){memory_allocate(capacity, sizeof(uint32_t)), capacity - 1, entries->keys};
  for (size_t i = 0; i < entries->count; i++) {
    size_t slot = entries->keys[i] & numbers->mask;
    while (numbers->slots[slot] != 0)
      slot = (slot + 1) & numbers->mask;
    numbers->slots[slot] = (uint32_t)i + 1;
  }
}

static uint32_t numbers_find(const struct numbers *numbers, uint64_t key) {
  size_t slot = key & numbers->mask;
  while (numbers->slots[slot] != 0 && numbers->keys[numbers->slots[slot] - 1] != key)
    slot = (slot + 1) & numbers->mask;
  return numbers->slots[slot];
}

void changes_begin(struct changes *changes, const struct manifest *old, const struct fingerprints *now,
                   struct arena *arena) {
  *changes = (struct changes){.masks = arena_array(arena, old->entry_count + 1, sizeof *changes->masks),
                              .numbers = arena_array(arena, old->entry_count + 1, sizeof *changes->numbers),
                              .olds = arena_array(arena, now->count + 1, sizeof *changes->olds)};
  struct numbers numbers = {0};
  for (uint32_t old_number = 1; old_number <= old->entry_count; old_number++) {
    uint64_t key = old->entries[old_number].key;
    if (key == 0) continue;
    /* Most stay where they were, or move by the same step as those before. */
    uint32_t number = changes->numbers[old_number - 1] + 1;
    if (number > now->count || now->keys[number - 1] != key) {
      if (numbers.slots == NULL) numbers_open(&numbers, now);
      number = numbers_find(&numbers, key);
    }
    changes->numbers[old_number] = number;
    if (number != 0) changes->olds[number] = old_number;
  }
  free(numbers.slots);
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
