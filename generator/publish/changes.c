#include "publish/changes.h"

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

static uint32_t compare(const struct fingerprints *old, uint32_t old_number, const struct fingerprints *now,
                        uint32_t number) {
  const uint64_t *before = old->items + old->begins[old_number - 1],
                 *after = now->items + now->begins[number - 1];
  size_t bits = old->begins[old_number] - old->begins[old_number - 1];
  if (bits != now->begins[number] - now->begins[number - 1]) return UINT32_MAX;
  uint32_t mask = 0;
  for (size_t bit = 0; bit < bits; bit++)
    if (before[bit] != after[bit]) mask |= UINT32_C(1) << bit;
  return mask;
}

void changes_find(struct changes *changes, const struct manifest *old, const struct fingerprints *now,
                  uint64_t today, struct arena *arena) {
  size_t count = old->entries.count, kept = 0;
  *changes = (struct changes){.masks = arena_array(arena, count + 1, sizeof *changes->masks),
                              .numbers = arena_array(arena, count + 1, sizeof *changes->numbers)};
  struct numbers numbers;
  numbers_open(&numbers, now);
  for (uint32_t old_number = 1; old_number <= count; old_number++) {
    uint64_t key = old->entries.keys[old_number - 1];
    /* Most stay where they were, or move by the same step as those before. */
    uint32_t guess = changes->numbers[old_number - 1] + 1;
    uint32_t number =
        guess <= now->count && now->keys[guess - 1] == key ? guess : numbers_find(&numbers, key);
    changes->numbers[old_number] = number;
    changes->masks[old_number] = number == 0 ? UINT32_MAX : compare(&old->entries, old_number, now, number);
    kept += number != 0;
    changes->any = changes->any || changes->masks[old_number] != 0;
  }
  free(numbers.slots);
  changes->any = changes->any || kept != now->count;
  if (changes->any) changes->masks[READS_WORLD] |= UINT32_C(1) << READS_EVERYTHING;
  if (old->today != today) {
    changes->masks[READS_WORLD] |= UINT32_C(1) << READS_TODAY | UINT32_C(1) << READS_EVERYTHING;
    changes->any = true;
  }
}

bool changes_spare(const struct changes *changes, const struct manifest *old,
                   const struct manifest_file *file, uint64_t inputs) {
  if (inputs == 0 || file->inputs != inputs) return false;
  const struct manifest_read *reads = old->reads + file->first_read;
  for (size_t i = 0; i < file->read_count; i++)
    if ((changes->masks[reads[i].number] & reads[i].mask) != 0) return false;
  return true;
}
