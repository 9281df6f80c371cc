#include "site/charts/province_map.h"

#include "register/names.h"
#include "register/tiles.h"

enum {
  TILE_SIZE = 10, /* in units of the view box */
  LINE_MOST = 9,  /* characters of a line that fit into a tile */
  SHADES = 4,     /* at the most, besides that of none */
};

/* A map that is being drawn. */
struct drawing {
  struct arena *arena;
  struct province_map *map;
  int32_t day;            /* of the names */
  bool is_former_map;     /* by whose tiles it is laid out */
  bool is_past;           /* it shows units of the past, with the agreements of each alone */
  struct map_tile **grid; /* the tile at each place, row by row */
  int64_t columns, rows;
};

static size_t characters_of(struct view text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += ((unsigned char)text.data[i] & 0xc0) != 0x80; /* what does not go on with a character */
  return count;
}

/* Cuts the name at the blank that leaves the shortest lines. */
static void set_lines(struct view name, struct map_tile *tile) {
  size_t best = characters_of(name), cut = name.length;
  for (size_t at = 0; (at = view_find_byte(name, ' ', at)) != VIEW_NOT_FOUND; at++) {
    size_t before = characters_of(view_slice(name, 0, at)),
           after = characters_of(view_slice(name, at + 1, SIZE_MAX));
    size_t longer = before > after ? before : after;
    if (longer >= best) continue;
    best = longer;
    cut = at;
  }
  if (best > LINE_MOST) return;
  tile->first_line = view_slice(name, 0, cut);
  if (cut < name.length) tile->second_line = view_slice(name, cut + 1, SIZE_MAX);
}

static bool is_letter(struct view word) {
  unsigned char byte = word.length == 0 ? '-' : (unsigned char)word.data[0];
  bool is_punctuation = word.length >= 3 && memcmp(word.data, "\xe2\x80", 2) == 0; /* such as a dash */
  return (byte >= 0x80 && !is_punctuation) || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

static struct view first_character(struct view word) {
  size_t length = 1;
  while (length < word.length && ((unsigned char)word.data[length] & 0xc0) == 0x80)
    length++;
  return view_slice(word, 0, length);
}

/* The first so many characters. */
static struct view front_of(struct view word, size_t characters) {
  size_t length = 0;
  for (; characters > 0 && length < word.length; characters--)
    length += first_character(view_slice(word, length, SIZE_MAX)).length;
  return view_slice(word, 0, length);
}

enum { INITIALS = 4, MORE_MOST = 3 };

/* Initials with `more` characters of the last word, or of the first one. */
struct abbreviation {
  size_t more;
  bool of_first;
};

/* "An Giang" -> "AG"; a word that stands alone and is short stays: "Huế". */
static struct view abbreviate(struct arena *arena, struct view name, struct abbreviation how) {
  if (characters_of(name) <= INITIALS && view_find_byte(name, ' ', 0) == VIEW_NOT_FOUND) return name;
  struct view words[INITIALS], word;
  size_t count = 0;
  while (count < INITIALS && view_next(&name, ' ', &word))
    if (is_letter(word)) words[count++] = word;
  for (size_t i = 0; i < count; i++)
    words[i] = front_of(words[i], 1 + (i == (how.of_first ? 0 : count - 1) ? how.more : 0));
  return arena_join(arena, words, count);
}

static bool are_apart(struct map_tile *const *tiles, size_t count) {
  for (size_t i = 1; i < count; i++)
    for (size_t k = 0; k < i; k++)
      if (view_equal(tiles[i]->initials, tiles[k]->initials)) return false;
  return true;
}

/* Tiles of the same initials have as few letters more as tell their names apart: "LCa", "LCh". */
static void tell_apart(struct arena *arena, struct map_tile **tiles, size_t count) {
  struct abbreviation how = {0};
  bool apart = false;
  for (size_t more = 1; more <= MORE_MOST && !apart; more++)
    for (int of_first = 0; of_first < 2 && !apart; of_first++) {
      how = (struct abbreviation){more, of_first == 1};
      for (size_t i = 0; i < count; i++)
        tiles[i]->initials = abbreviate(arena, tiles[i]->name, how);
      apart = are_apart(tiles, count);
    }
  for (size_t i = 0; i < count && !apart; i++)
    tiles[i]->initials = abbreviate(arena, tiles[i]->name, (struct abbreviation){0});
}

static void tell_all_apart(struct arena *arena, struct map_tile *tiles, size_t count) {
  struct map_tile **same = arena_array(arena, count, sizeof *same);
  bool *is_seen = arena_array(arena, count, sizeof *is_seen);
  for (size_t i = 0; i < count; i++) {
    struct view initials = tiles[i].initials;
    size_t found = 0;
    for (size_t k = i; k < count && !is_seen[i]; k++)
      if (!is_seen[k] && view_equal(tiles[k].initials, initials)) same[found++] = &tiles[k];
    for (size_t k = 0; k < found; k++)
      is_seen[same[k] - tiles] = true;
    if (found > 1) tell_apart(arena, same, found);
  }
}

static void place_tile(struct drawing *drawing, const struct tile *place, struct map_tile *tile) {
  struct map_tile **slot = &drawing->grid[tile_index(place)];
  if (*slot != NULL) return;
  *slot = tile;
  tile->x = arena_integer(drawing->arena, (place->column.value - 1) * TILE_SIZE);
  tile->y = arena_integer(drawing->arena, (place->row.value - 1) * TILE_SIZE);
  if (place->column.value > drawing->columns) drawing->columns = place->column.value;
  if (place->row.value > drawing->rows) drawing->rows = place->row.value;
}

static void draw_islands(struct drawing *drawing, struct province *province, const struct map_tile *own,
                         struct view full_name) {
  const struct island *islands = province->islands.items;
  for (size_t i = 0; i < province->islands.count; i++) {
    const struct tile *place = tile_of_island(province, &islands[i], drawing->is_former_map);
    if (place == NULL) continue;
    struct unit_name name = {.name = text_view(islands[i].name), .kind = text_view(islands[i].kind)};
    struct view heading = names_heading(drawing->arena, &province->entry, &name);
    struct map_tile *tile = arena_allocate(drawing->arena, sizeof *tile);
    *tile = (struct map_tile){.province = province,
                              .heading = ARENA_JOIN(drawing->arena, heading, VIEW(", "), full_name),
                              .short_heading = name.name,
                              .initials = abbreviate(drawing->arena, name.name, (struct abbreviation){0}),
                              .name = name.name,
                              .count = own->count,
                              .changes = own->changes,
                              .is_island = true};
    set_lines(name.name, tile);
    place_tile(drawing, place, tile);
  }
}

static void draw_province(struct drawing *drawing, struct province *province, struct map_tile *tile) {
  struct unit_name name = names_on(&province->entry, drawing->day);
  *tile = (struct map_tile){.province = province,
                            .heading = names_heading(drawing->arena, &province->entry, &name),
                            .short_heading = names_short_heading(drawing->arena, &province->entry, &name),
                            .initials = abbreviate(drawing->arena, name.name, (struct abbreviation){0}),
                            .name = name.name,
                            .count = drawing->is_past ? province->own_current_count : province->current_count,
                            .changes =
                                drawing->is_past ? province->own_current_changes : province->current_changes};
  set_lines(name.name, tile);
  const struct tile *place = tile_of_province(province, drawing->is_former_map);
  if (place != NULL) place_tile(drawing, place, tile);
  draw_islands(drawing, province, tile, names_full(drawing->arena, &province->entry, &name));
}

/* How many agreements a shade stands for: the first of 1, 2, 5, 10, 20, ... that lets SHADES of them reach
 * the greatest number. The browser has the same rule, in the theme's validity.js. */
static int64_t step_of_shades(int64_t most) {
  for (int64_t power = 1;; power *= 10) {
    static const int64_t factors[] = {1, 2, 5};
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++)
      if (most <= factors[i] * power * SHADES) return factors[i] * power;
  }
}

/* Shade 0 is that of none; shade s begins at (s - 1) * step + 1. */
static struct list shades_of(struct arena *arena, int64_t step, int64_t most) {
  int64_t last = (most + step - 1) / step;
  struct map_shade *shades = arena_array(arena, SHADES + 1, sizeof *shades);
  for (int64_t i = 0; i <= SHADES; i++)
    shades[i] = (struct map_shade){.shade = arena_integer(arena, i),
                                   .first = i == 0 ? 0 : (i - 1) * step + 1,
                                   .last = i < last && i > 0 && step > 1 ? i * step : 0,
                                   .is_open = i == last,
                                   .is_unused = i > last};
  return list_of(shades, SHADES + 1);
}

/* Gathers the tiles in the order of the grid, each in its shade. */
static void finish_map(struct drawing *drawing) {
  struct province_map *map = drawing->map;
  struct arena *arena = drawing->arena;
  struct map_tile *tiles = arena_array(arena, (size_t)TILE_COLUMNS * TILE_ROWS, sizeof *tiles);
  size_t count = 0;
  int64_t most = 1;
  for (size_t i = 0; i < (size_t)TILE_COLUMNS * TILE_ROWS; i++) {
    if (drawing->grid[i] == NULL) continue;
    tiles[count] = *drawing->grid[i];
    if (tiles[count].count > most) most = tiles[count].count;
    count++;
  }
  tell_all_apart(arena, tiles, count);
  int64_t step = step_of_shades(most);
  for (size_t i = 0; i < count; i++)
    tiles[i].shade = arena_integer(arena, (tiles[i].count + step - 1) / step);
  map->tiles = list_of(tiles, count);
  map->shades = shades_of(arena, step, most);
  map->view_box = ARENA_JOIN(arena, VIEW("0 0 "), arena_integer(arena, drawing->columns * TILE_SIZE),
                             VIEW(" "), arena_integer(arena, drawing->rows * TILE_SIZE));
}

/* Of the provinces, in their order; NULL when none has a tile. */
static struct province_map *draw_map(struct drawing *drawing, const struct list *provinces) {
  struct arena *arena = drawing->arena;
  struct map_tile *units = arena_array(arena, provinces->count + 1, sizeof *units);
  drawing->map = arena_allocate(arena, sizeof *drawing->map);
  drawing->grid = arena_array(arena, (size_t)TILE_COLUMNS * TILE_ROWS, sizeof *drawing->grid);
  for (size_t i = 0; i < provinces->count; i++)
    draw_province(drawing, list_at(provinces, i), &units[i]);
  if (drawing->rows == 0) return NULL;
  drawing->map->units = list_of(units, provinces->count);
  drawing->map->count = (int64_t)provinces->count;
  finish_map(drawing);
  return drawing->map;
}

static bool is_merged(const struct province *province) {
  return province->merged_into.target != NULL;
}

/* When the last of the units that are merged was one of its own still; false: none is merged. */
static bool last_merger(const struct registry *registry, struct date *until) {
  const struct list *provinces = &registry->entries[ENTRY_PROVINCE];
  bool found = false;
  *until = (struct date){0};
  for (size_t i = 0; i < provinces->count; i++) {
    const struct province *province = list_at(provinces, i);
    struct date day = province->until.value;
    if (!is_merged(province)) continue;
    found = true;
    if (day.precision != DATE_NONE &&
        (until->precision == DATE_NONE || date_day_number(day) > date_day_number(*until)))
      *until = day;
  }
  return found;
}

static bool is_same_day(struct date a, struct date b) {
  if (a.precision == DATE_NONE || b.precision == DATE_NONE) return a.precision == b.precision;
  return date_day_number(a) == date_day_number(b);
}

struct province_map *province_map_of_today(const struct website *website, struct arena *arena) {
  const struct registry *registry = website->registry;
  const struct list *provinces = &registry->entries[ENTRY_PROVINCE];
  struct drawing drawing = {.arena = arena, .day = date_day_number(registry->options.today)};
  struct list units = {0};
  for (size_t i = 0; i < provinces->count; i++) {
    struct province *province = list_at(provinces, i);
    if (province->is_former) continue;
    list_append(arena, &units, province);
    if (is_merged(province)) drawing.is_former_map = true; /* later than the register's day */
  }
  entries_sort_by_name(&units);
  return draw_map(&drawing, &units);
}

struct province_map *province_map_of_former(const struct website *website, struct arena *arena) {
  const struct registry *registry = website->registry;
  const struct list *provinces = &registry->entries[ENTRY_PROVINCE];
  struct date until, today = registry->options.today;
  if (!last_merger(registry, &until)) return NULL;
  bool is_dated = until.precision != DATE_NONE;
  if (is_dated && date_day_number(until) >= date_day_number(today)) return NULL;
  struct drawing drawing = {.arena = arena,
                            .day = date_day_number(is_dated ? until : today),
                            .is_former_map = true,
                            .is_past = true};
  struct list units = {0};
  for (size_t i = 0; i < provinces->count; i++) {
    struct province *province = list_at(provinces, i);
    if (!is_merged(province) || is_same_day(province->until.value, until))
      list_append(arena, &units, province);
  }
  entries_sort_by_name(&units);
  struct province_map *map = draw_map(&drawing, &units);
  if (map == NULL || !is_dated) return map;
  map->until = until;
  map->since = date_of_day_number(date_day_number(until) + 1);
  return map;
}
