/* Which tile of a map a province has, and each of its islands. There are two maps: that of the units of
 * today, and that of the time before the last ones were merged into others. */
#ifndef KYKET_REGISTER_TILES_H
#define KYKET_REGISTER_TILES_H

#include "schema/records.h"

/* Of a map at the most: with more columns its tiles would be too small to hit on a narrow phone. */
enum { TILE_COLUMNS = 12, TILE_ROWS = 60 };

/* The tile's place among all of a map, row by row. */
static inline size_t tile_index(const struct tile *tile) {
  return (size_t)((tile->row.value - 1) * TILE_COLUMNS + tile->column.value - 1);
}

/* Whether the tile lies in a map. */
static inline bool tile_is_valid(const struct tile *tile) {
  return tile->column.value >= 1 && tile->column.value <= TILE_COLUMNS && tile->row.value >= 1 &&
         tile->row.value <= TILE_ROWS;
}

static inline const struct tile *tile_on_map(const struct province *province, const struct tile *tile,
                                             const struct tile *former_tile, bool is_former_map) {
  bool is_merged = province->merged_into.target != NULL;
  if (is_merged && !is_former_map) return NULL;
  const struct tile *found = is_former_map && !is_merged ? former_tile : tile;
  return found != NULL && tile_is_valid(found) ? found : NULL;
}

/* NULL: it is not on that map, or its tile lies outside of all. A unit that is merged into another one is on
 * that of former units alone, by its `tile`; the others are there by their `former_tile`. */
static inline const struct tile *tile_of_province(const struct province *province, bool is_former_map) {
  return tile_on_map(province, province->tile, province->former_tile, is_former_map);
}

static inline const struct tile *tile_of_island(const struct province *province, const struct island *island,
                                                bool is_former_map) {
  return tile_on_map(province, island->tile, island->former_tile, is_former_map);
}

#endif
