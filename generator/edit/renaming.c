#include "edit/renaming.h"

#include "base/ascii.h"
#include "base/path.h"
#include "edit/references.h"
#include "schema/body.h"

static bool has_own_file(const struct entry *entry) {
  return strchr(entry->type->folder, '.') == NULL;
}

/* Behind the folder of all news. */
static struct view path_in_news(const struct registry *registry, struct view path) {
  struct arena scratch = {0};
  size_t length = registry_path(&registry->options, &scratch, news_type.folder).length + strlen("/");
  arena_free(&scratch);
  return view_slice(path, length, SIZE_MAX);
}

int renaming_folder_year(const struct registry *registry, const struct entry *news) {
  struct view rest = path_in_news(registry, news->path);
  size_t length = 0;
  int year = 0;
  for (; length < rest.length && ascii_is_digit(rest.data[length]) && length < 4; length++)
    year = year * 10 + (rest.data[length] - '0');
  return length == 4 && length < rest.length && rest.data[length] == '/' ? year : 0;
}

/* That of the entry's file: with the new id, of news in the folder of the year. */
static struct view new_path(struct arena *arena, const struct registry *registry,
                            const struct renaming *renaming) {
  struct view path = renaming->entry->path, folder = path_folder(path);
  if (renaming->year != 0) {
    struct view rest = path_in_news(registry, path);
    struct view news = view_between(path.data, rest.data);
    if (renaming_folder_year(registry, renaming->entry) != 0)
      rest = view_slice(rest, strlen("2026/"), SIZE_MAX);
    struct view below = view_slice(rest, 0, rest.length - path_name(rest).length);
    folder = path_folder(
        arena_format(arena, "%.*s%d/%.*s", VIEW_FORMAT(news), renaming->year, VIEW_FORMAT(below)));
  }
  return ARENA_JOIN(arena, folder, VIEW("/"), renaming->new_id, VIEW(".md"));
}

/* How a link of a file names the folder of another one, with a slash behind it; empty: it is its own. */
static struct view way_to_folder(struct arena *arena, struct view from, struct view to) {
  struct view rest_from = from, rest_to = to, step, other;
  while (rest_from.length > 0 && rest_to.length > 0) {
    struct view next_from = rest_from, next_to = rest_to;
    if (!view_next(&next_from, '/', &step) || !view_next(&next_to, '/', &other) || !view_equal(step, other))
      break;
    rest_from = next_from;
    rest_to = next_to;
  }
  struct view way = {NULL, 0};
  while (rest_from.length > 0 && view_next(&rest_from, '/', &step))
    way = ARENA_JOIN(arena, way, VIEW("../"));
  return rest_to.length == 0 ? way : ARENA_JOIN(arena, way, rest_to, VIEW("/"));
}

/* Puts another way before the name of the file that the link at `begin` leads to, where the way is another
 * one. */
static void lead_to_folder(struct edits *edits, const struct reference_place *place, size_t begin,
                           size_t name, struct view owner, struct view target) {
  struct view way = way_to_folder(&edits->arena, path_folder(owner), path_folder(target));
  struct view old = way_to_folder(&edits->arena, path_folder(place->file), path_folder(place->link->target));
  if (!view_equal(way, old)) edits_replace(edits, place->file, begin, name, way);
}

static bool gather_references(struct edits *edits, const struct registry *registry,
                              const struct renaming *renaming, struct view path,
                              struct diagnostics *diagnostics) {
  const struct entry *entry = renaming->entry;
  struct list places = references_find(&edits->arena, registry, entry);
  struct source_cursor cursor = {0};
  bool good = true;
  for (size_t i = 0; i < places.count; i++) {
    const struct reference_place *place = (const struct reference_place *)places.items + i;
    if (place->is_number) continue;
    struct view text = edits_text(edits, place->file, diagnostics);
    size_t begin, end;
    if (text.data == NULL || !references_locate(&cursor, place, entry, text, &begin, &end)) {
      diagnostics_add(diagnostics, place->file, place->location, message_reference_not_found(entry->id));
      good = false;
      continue;
    }
    if (path.length > 0 && place->link != NULL && place->link->scheme == NULL)
      lead_to_folder(edits, place, cursor.offset, begin, place->owner == entry ? path : place->file, path);
    if (!view_equal(entry->id, renaming->new_id))
      edits_replace(edits, place->file, begin, end, renaming->new_id);
  }
  return good;
}

bool renaming_gather_references(struct edits *edits, const struct registry *registry,
                                const struct entry *entry, struct view new_id,
                                struct diagnostics *diagnostics) {
  const struct renaming renaming = {.entry = entry, .new_id = new_id};
  return gather_references(edits, registry, &renaming, (struct view){NULL, 0}, diagnostics);
}

/* Links of the entry's own text to the files of others. */
static struct list links_to_files(struct arena *arena, const struct entry *entry) {
  const struct body *body = entry->body;
  struct reference_place *places =
      arena_array(arena, body == NULL ? 1 : body->link_count + 1, sizeof *places);
  size_t count = 0;
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    const struct body_link *link = &body->links[i];
    if (link->scheme == NULL && link->entry != NULL && link->entry != entry)
      places[count++] =
          (struct reference_place){.file = entry->path, .location = link->location, .link = link};
  }
  struct list list = list_of(places, count);
  reference_places_sort(&list);
  return list;
}

/* They lead there from its new folder. */
static bool lead_from_folder(struct edits *edits, const struct entry *entry, struct view text,
                             struct view path, struct diagnostics *diagnostics) {
  struct list places = links_to_files(&edits->arena, entry);
  struct source_cursor cursor = {0};
  bool good = true;
  for (size_t i = 0; i < places.count; i++) {
    const struct reference_place *place = (const struct reference_place *)places.items + i;
    const struct entry *target = place->link->entry;
    size_t begin, end;
    if (references_locate(&cursor, place, target, text, &begin, &end)) {
      lead_to_folder(edits, place, cursor.offset, begin, path, place->link->target);
      continue;
    }
    diagnostics_add(diagnostics, entry->path, place->location, message_reference_not_found(target->id));
    good = false;
  }
  return good;
}

/* The year that stands first in the date moves by as many years as the date's own, which is Vietnam's. False
 * where none stands there, and where the other year has no such day. */
static bool change_year(struct edits *edits, const struct entry *entry, struct view text, int year) {
  const struct date_value *date = &((const struct news *)entry)->date;
  size_t at = source_location_offset(text, date->location);
  if (at < text.length && (text.data[at] == '"' || text.data[at] == '\'')) at++;
  int written = 0;
  for (size_t i = 0; i < 4; i++) {
    if (at + i >= text.length || !ascii_is_digit(text.data[at + i])) return false;
    written = written * 10 + (text.data[at + i] - '0');
  }
  if (!date_is_in_calendar(year, date->value.month, date->value.day)) return false;
  if (written > date->value.year + 1 || written < date->value.year - 1) return false;
  struct view digits = arena_format(&edits->arena, "%04d", written + year - date->value.year);
  edits_replace(edits, entry->path, at, at + 4, digits);
  return true;
}

/* Where the value of the entry's `id:` begins in a data file, which is where it is located. */
static bool find_id(const struct entry *entry, struct view text, size_t *begin) {
  *begin = source_location_offset(text, entry->location);
  if (*begin < text.length && (text.data[*begin] == '"' || text.data[*begin] == '\'')) ++*begin;
  return view_equal(view_slice(text, *begin, entry->id.length), entry->id);
}

/* Before the first of the aliases that there are: as another line, or as another element of [a, b]. */
static bool add_to_aliases(struct edits *edits, const struct entry *entry, struct view text,
                           const struct list *aliases, struct view address) {
  struct arena *arena = &edits->arena;
  const struct text *first = aliases->items;
  size_t at = source_location_offset(text, first->location), line = source_line_begin(text, at), before = at;
  while (before > line && text.data[before - 1] == ' ')
    before--;
  char sign = before > line ? text.data[before - 1] : '\0';
  if (sign == '-') {
    struct view lead = view_slice(text, line, at - line);
    edits_replace(edits, entry->path, line, line, ARENA_JOIN(arena, lead, address, VIEW("\n")));
  } else if (sign == '[') {
    edits_replace(edits, entry->path, at, at, ARENA_JOIN(arena, address, VIEW(", ")));
  } else if (sign == ':') {
    edits_replace(edits, entry->path, at, at, ARENA_JOIN(arena, VIEW("["), address, VIEW(", ")));
    size_t end = view_line_end(text, at);
    while (end > at && (text.data[end - 1] == ' ' || text.data[end - 1] == '\r'))
      end--;
    edits_replace(edits, entry->path, end, end, VIEW("]"));
  } else {
    return false;
  }
  return true;
}

/* Behind the id in a data file, at the end of front matter in a file of its own. */
static bool add_aliases(struct edits *edits, const struct entry *entry, struct view text,
                        struct view address) {
  struct arena *arena = &edits->arena;
  size_t at;
  if (has_own_file(entry)) {
    size_t fence = view_find(text, VIEW("\n---"), source_location_offset(text, entry->location));
    if (fence == VIEW_NOT_FOUND) return false;
    edits_replace(edits, entry->path, fence + 1, fence + 1,
                  ARENA_JOIN(arena, VIEW("aliases:\n  - "), address, VIEW("\n")));
    return true;
  }
  if (!find_id(entry, text, &at)) return false;
  size_t end = at + entry->id.length;
  if (end < text.length && (text.data[end] == '"' || text.data[end] == '\'')) end++;
  struct view rest = view_trim(view_slice(text, end, view_line_end(text, end) - end));
  if (rest.length > 0 && (rest.data[0] == ',' || rest.data[0] == '}')) {
    edits_replace(edits, entry->path, end, end, ARENA_JOIN(arena, VIEW(", aliases: ["), address, VIEW("]")));
    return true;
  }
  size_t begin = source_line_begin(text, at), key = view_find(view_slice(text, 0, at), VIEW("id:"), begin);
  if (key == VIEW_NOT_FOUND) return false;
  struct view indent = arena_format(arena, "%*s", (int)(key - begin), "");
  size_t line = view_line_end(text, end);
  if (text.data[line - 1] == '\r') line--;
  edits_replace(edits, entry->path, line, line,
                ARENA_JOIN(arena, VIEW("\n"), indent, VIEW("aliases: ["), address, VIEW("]")));
  return true;
}

static bool keep_address(struct edits *edits, const struct entry *entry, struct view text,
                         struct view address) {
  const struct list *aliases = record_value(entry->type, entry, "aliases");
  if (address.length == 0 || aliases == NULL) return true;
  if (aliases->count > 0) return add_to_aliases(edits, entry, text, aliases, address);
  return add_aliases(edits, entry, text, address);
}

bool renaming_gather(struct edits *edits, const struct registry *registry, const struct renaming *renaming,
                     struct diagnostics *diagnostics) {
  const struct entry *entry = renaming->entry;
  struct view text = edits_text(edits, entry->path, diagnostics), path = {NULL, 0};
  if (text.data == NULL) return false;
  size_t begin;
  bool good = true;
  if (has_own_file(entry)) {
    path = new_path(&edits->arena, registry, renaming);
    if (!view_equal(path, entry->path)) edits_move(edits, entry->path, path);
  } else if (find_id(entry, text, &begin)) {
    edits_replace(edits, entry->path, begin, begin + entry->id.length, renaming->new_id);
  } else {
    good = false;
  }
  if (!good || !keep_address(edits, entry, text, renaming->address)) {
    diagnostics_add(diagnostics, entry->path, entry->location, message_entry_not_editable());
    return false;
  }
  if (renaming->year != 0 && ((const struct news *)entry)->date.value.year != renaming->year &&
      !change_year(edits, entry, text, renaming->year)) {
    diagnostics_add(diagnostics, entry->path, ((const struct news *)entry)->date.location,
                    message_entry_not_editable());
    return false;
  }
  if (path.length > 0 && !lead_from_folder(edits, entry, text, path, diagnostics)) return false;
  return gather_references(edits, registry, renaming, path, diagnostics);
}
