#include "register/tiles.h"

#include "base/memory.h"
#include "register/checks/consistency.h"

#include <stdlib.h>

struct checking {
  struct diagnostics *diagnostics;
  const struct province *province;
  const struct text **names; /* of what has each tile of the map */
};

static void check_range(const struct checking *checking, const struct tile *tile) {
  if (tile != NULL && !tile_is_valid(tile))
    consistency_report(checking->diagnostics, &checking->province->entry, tile->location,
                       message_bad_tile(TILE_COLUMNS, TILE_ROWS));
}

static void check_taken(const struct checking *checking, const struct tile *tile, const struct text *name) {
  if (tile == NULL) return;
  const struct text **other = &checking->names[tile_index(tile)];
  if (*other == NULL)
    *other = name;
  else
    consistency_report(checking->diagnostics, &checking->province->entry, tile->location,
                       message_taken_tile(text_view(**other)));
}

static void check_province(const struct checking *checking, bool is_former_map) {
  const struct province *province = checking->province;
  const struct island *islands = province->islands.items;
  check_taken(checking, tile_of_province(province, is_former_map), &province->name);
  for (size_t i = 0; i < province->islands.count; i++)
    check_taken(checking, tile_of_island(province, &islands[i], is_former_map), &islands[i].name);
  if (is_former_map) return;
  check_range(checking, province->tile);
  check_range(checking, province->former_tile);
  for (size_t i = 0; i < province->islands.count; i++) {
    check_range(checking, islands[i].tile);
    check_range(checking, islands[i].former_tile);
  }
}

void consistency_check_tiles(struct diagnostics *diagnostics, const struct list *provinces) {
  for (int map = 0; map < 2; map++) {
    struct checking checking = {diagnostics, NULL,
                                memory_allocate((size_t)TILE_COLUMNS * TILE_ROWS, sizeof(struct text *))};
    for (size_t i = 0; i < provinces->count; i++) {
      checking.province = list_at(provinces, i);
      check_province(&checking, map == 1);
    }
    free(checking.names);
  }
}
