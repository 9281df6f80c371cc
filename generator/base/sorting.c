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

uint64_t sorting_text_key(struct view text, size_t offset) {
  uint64_t key = 0;
  for (size_t i = 0; i < sizeof key; i++)
    key = key << 8 | (offset + i < text.length ? (unsigned char)text.data[offset + i] : 0);
  return key;
}
