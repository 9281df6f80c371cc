#include "site/rows.h"

static bool skip_lines(struct view *rest, size_t count) {
  struct view line;
  while (count > 0 && view_next(rest, '\n', &line))
    count--;
  return count == 0;
}

struct rows rows_open(struct arena *arena, const struct website_past *past, size_t before) {
  struct rows rows = {0};
  if (past == NULL) return rows;
  struct view rest = past->bytes, line;
  uint32_t highest = 0;
  for (size_t i = 0; i < past->count; i++)
    if (past->reads[i].number > highest) highest = past->reads[i].number;
  rows.lines = arena_array(arena, (size_t)highest + 1, sizeof *rows.lines);
  if (!skip_lines(&rest, before)) return rows;
  for (size_t i = 0; i < past->count && view_next(&rest, '\n', &line); i++)
    if (past->reads[i].is_same) rows.lines[past->reads[i].number] = line;
  rows.count = (size_t)highest + 1;
  return rows;
}
