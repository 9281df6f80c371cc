#include "base/sorting.h"

#include "base/memory.h"

#include <stdlib.h>

typedef int comparison(const void *left, const void *right);

static bool is_after(const struct sorting_item *a, const struct sorting_item *b, comparison *compare) {
  return a->key != b->key ? a->key > b->key : compare(a->value, b->value) > 0;
}

/* Behind the last item of the ordered run that begins there. */
static size_t run_end(const struct sorting_item *items, size_t begin, size_t count, comparison *compare) {
  size_t end = begin + 1;
  while (end < count && !is_after(&items[end - 1], &items[end], compare))
    end++;
  return end;
}

/* Runs shorter than this are made longer item by item. */
enum { SHORT_RUN = 12 };

static size_t lengthen_run(struct sorting_item *items, size_t begin, size_t end, size_t count,
                           comparison *compare) {
  for (; end < count && end - begin < SHORT_RUN; end++) {
    struct sorting_item item = items[end];
    size_t at = end;
    for (; at > begin && is_after(&items[at - 1], &item, compare); at--)
      items[at] = items[at - 1];
    items[at] = item;
  }
  return end;
}

static void merge(const struct sorting_item *items, size_t begin, size_t middle, size_t end,
                  struct sorting_item *merged, comparison *compare) {
  size_t left = begin, right = middle, to = begin;
  while (left < middle && right < end)
    merged[to++] = is_after(&items[left], &items[right], compare) ? items[right++] : items[left++];
  memcpy(merged + to, items + left, (middle - left) * sizeof *items);
  memcpy(merged + to + middle - left, items + right, (end - right) * sizeof *items);
}

/* Merges neighbours; the number of runs that are left. */
static size_t merge_runs(const struct sorting_item *items, size_t *ends, size_t runs,
                         struct sorting_item *merged, comparison *compare) {
  size_t left = 0, begin = 0;
  for (size_t run = 0; run < runs; run += 2) {
    size_t middle = ends[run], end = run + 1 < runs ? ends[run + 1] : middle;
    merge(items, begin, middle, end, merged, compare);
    ends[left++] = begin = end;
  }
  return left;
}

void sorting_sort(struct sorting_item *items, size_t count, comparison *compare) {
  size_t *ends = NULL, runs = 0, capacity = 0;
  for (size_t begin = 0; begin < count; begin = ends[runs++]) {
    ends = memory_grow(ends, runs, &capacity, sizeof *ends);
    ends[runs] = lengthen_run(items, begin, run_end(items, begin, count, compare), count, compare);
  }
  if (runs > 1) {
    struct sorting_item *other = memory_allocate(count, sizeof *other), *from = items, *to = other;
    while (runs > 1) {
      runs = merge_runs(from, ends, runs, to, compare);
      struct sorting_item *swapped = from;
      from = to;
      to = swapped;
    }
    if (from != items) memcpy(items, from, count * sizeof *items);
    free(other);
  }
  free(ends);
}

enum { SHORTEST_DIGIT = 8, LONGEST_DIGIT = 12 };

/* Digits for which there are about as many numbers, so that counting them takes no longer than moving. */
static unsigned digit_bits(size_t count, unsigned bits) {
  unsigned longest = SHORTEST_DIGIT;
  while (longest < LONGEST_DIGIT && count >> longest > 1)
    longest++;
  unsigned digits = (bits + longest - 1) / longest;
  return digits == 0 ? 1 : (bits + digits - 1) / digits;
}

static void sort_by_digit(const uint64_t *from, uint64_t *to, size_t count, unsigned shift, unsigned bits) {
  size_t begins[1 << LONGEST_DIGIT], digits = (size_t)1 << bits, sum = 0;
  memset(begins, 0, digits * sizeof *begins);
  for (size_t i = 0; i < count; i++)
    begins[from[i] >> shift & (digits - 1)]++;
  for (size_t digit = 0; digit < digits; digit++) {
    size_t some = begins[digit];
    begins[digit] = sum;
    sum += some;
  }
  for (size_t i = 0; i < count; i++)
    to[begins[from[i] >> shift & (digits - 1)]++] = from[i];
}

uint64_t *sorting_sort_numbers(uint64_t *numbers, uint64_t *room, size_t count, unsigned low, unsigned high) {
  unsigned bits = digit_bits(count, high - low);
  for (unsigned shift = low; shift < high; shift += bits) {
    sort_by_digit(numbers, room, count, shift, bits < high - shift ? bits : high - shift);
    uint64_t *other = numbers;
    numbers = room;
    room = other;
  }
  return numbers;
}

uint64_t sorting_text_key(struct view text, size_t offset) {
  uint64_t key = 0;
  for (size_t i = 0; i < sizeof key; i++)
    key = key << 8 | (offset + i < text.length ? (unsigned char)text.data[offset + i] : 0);
  return key;
}
