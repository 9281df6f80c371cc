#include "text/suggestion.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
  MOST_DIFFERENCES = 16, /* keeps long texts cheap: the cost is their length times this */
  STACK_LIMIT = MOST_DIFFERENCES,
  STACK_CELLS = 3 * (2 * STACK_LIMIT + 1),
};

/* The table's diagonal band: cell k of row i stands for column i + k - limit. Greater values are all kept
 * as limit + 1. */
struct band {
  struct view a, b;
  size_t limit, width;
  size_t *older, *previous, *current;
};

static void trim_shared_ends(struct view *a, struct view *b) {
  while (a->length > 0 && b->length > 0 && a->data[0] == b->data[0]) {
    *a = view_slice(*a, 1, SIZE_MAX);
    *b = view_slice(*b, 1, SIZE_MAX);
  }
  while (a->length > 0 && b->length > 0 && a->data[a->length - 1] == b->data[b->length - 1]) {
    a->length--;
    b->length--;
  }
}

static size_t smaller(size_t a, size_t b) {
  return a < b ? a : b;
}

static bool is_swap(const struct band *band, size_t row, size_t column) {
  return row > 1 && column > 1 && band->a.data[row - 1] == band->b.data[column - 2] &&
         band->a.data[row - 2] == band->b.data[column - 1];
}

static size_t cell_value(const struct band *band, size_t row, size_t k) {
  size_t beyond = band->limit + 1;
  if (row + k < band->limit || row + k - band->limit > band->b.length) return beyond;
  size_t column = row + k - band->limit;
  if (row == 0) return column;
  if (column == 0) return row;
  size_t value = band->previous[k] + (band->a.data[row - 1] != band->b.data[column - 1]);
  if (k + 1 < band->width) value = smaller(value, band->previous[k + 1] + 1);
  if (k > 0) value = smaller(value, band->current[k - 1] + 1);
  if (is_swap(band, row, column)) value = smaller(value, band->older[k] + 1);
  return smaller(value, beyond);
}

/* The smallest value of the row. */
static size_t fill_row(struct band *band, size_t row) {
  size_t *free_row = band->older;
  band->older = band->previous;
  band->previous = band->current;
  band->current = free_row;
  size_t smallest = SIZE_MAX;
  for (size_t k = 0; k < band->width; k++) {
    band->current[k] = cell_value(band, row, k);
    smallest = smaller(smallest, band->current[k]);
  }
  return smallest;
}

static size_t fill_band(struct band *band) {
  for (size_t row = 0; row <= band->a.length; row++)
    if (fill_row(band, row) > band->limit) return band->limit + 1;
  return band->current[band->limit + band->b.length - band->a.length];
}

size_t suggestion_distance(struct view a, struct view b, size_t limit) {
  trim_shared_ends(&a, &b);
  size_t longest = a.length > b.length ? a.length : b.length;
  size_t shortest = smaller(a.length, b.length);
  if (longest - shortest > limit) return limit + 1;
  if (shortest == 0) return longest;
  limit = smaller(limit, longest);
  if (limit == 0) return 1; /* what is left differs */

  struct band band = {.a = a, .b = b, .limit = limit, .width = 2 * limit + 1};
  size_t on_stack[STACK_CELLS];
  size_t *cells = limit <= STACK_LIMIT ? on_stack : memory_allocate(band.width, 3 * sizeof *cells);
  band.older = cells;
  band.previous = cells + band.width;
  band.current = cells + 2 * band.width;
  size_t distance = fill_band(&band);
  if (cells != on_stack) free(cells);
  return distance;
}

static size_t allowed_differences(size_t length) {
  size_t allowed = length / 3;
  if (length >= 4 && allowed < 2) allowed = 2;
  return smaller(allowed, MOST_DIFFERENCES);
}

void suggestion_offer(struct suggestion *suggestion, struct view folded, struct view name) {
  if (suggestion->written.length == 0) return;
  size_t limit = allowed_differences(suggestion->written.length);
  if (suggestion->best.data != NULL) {
    if (suggestion->distance == 0) return;
    limit = smaller(limit, suggestion->distance - 1);
  }
  size_t distance = suggestion_distance(suggestion->written, folded, limit);
  if (distance > limit) return;
  suggestion->best = name;
  suggestion->distance = distance;
}
