/* Sorting by numbers: what a thing is ordered by is worked out once, so that few comparisons follow a
 * pointer. Parts that are in order already cost one comparison each. */
#ifndef KYKET_BASE_SORTING_H
#define KYKET_BASE_SORTING_H

#include "base/view.h"

struct sorting_item {
  uint64_t key;
  void *value;
};

/* The smallest key first. `compare`, with strcmp's result, orders the values of equal keys; what is equal to
 * it too stays in its order. */
void sorting_sort(struct sorting_item *items, size_t count, int (*compare)(const void *, const void *));

/* Sorts numbers by their bits from `low` up to `high`, the smallest first; what is equal in these stays in
 * its order. `room` is for as many; returns where they are, which is the one or the other. A radix sort,
 * which takes a time for each number that does not depend on what the others are. */
uint64_t *sorting_sort_numbers(uint64_t *numbers, uint64_t *room, size_t count, unsigned low, unsigned high);

/* Eight bytes of a text from `offset` on, so that a text whose number is smaller comes first; texts that
 * begin with the same `offset` bytes and have the same number are still to be compared. */
uint64_t sorting_text_key(struct view text, size_t offset);

#endif
