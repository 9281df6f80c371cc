#include "edit/renaming.h"

#include "base/path.h"
#include "edit/references.h"

static bool has_own_file(const struct entry *entry) {
  return strchr(entry->type->folder, '.') == NULL;
}

bool renaming_gather_references(struct edits *edits, const struct registry *registry,
                                const struct entry *entry, struct view new_id,
                                struct diagnostics *diagnostics) {
  struct list places = references_find(&edits->arena, registry, entry);
  bool good = true;
  for (size_t i = 0; i < places.count; i++) {
    const struct reference_place *place = (const struct reference_place *)places.items + i;
    if (place->is_number) continue;
    struct view text = edits_text(edits, place->file, diagnostics);
    size_t begin, end;
    if (text.data != NULL && references_locate(place, entry, text, &begin, &end)) {
      edits_replace(edits, place->file, begin, end, new_id);
      continue;
    }
    diagnostics_add(diagnostics, place->file, place->location, message_reference_not_found(entry->id));
    good = false;
  }
  return good;
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

bool renaming_gather(struct edits *edits, const struct registry *registry, const struct entry *entry,
                     struct view new_id, struct view address, struct diagnostics *diagnostics) {
  struct arena *arena = &edits->arena;
  struct view text = edits_text(edits, entry->path, diagnostics);
  if (text.data == NULL) return false;
  size_t begin;
  bool good = true;
  if (has_own_file(entry)) {
    edits_move(edits, entry->path,
               ARENA_JOIN(arena, path_folder(entry->path), VIEW("/"), new_id, VIEW(".md")));
  } else if (find_id(entry, text, &begin)) {
    edits_replace(edits, entry->path, begin, begin + entry->id.length, new_id);
  } else {
    good = false;
  }
  if (!good || !keep_address(edits, entry, text, address)) {
    diagnostics_add(diagnostics, entry->path, entry->location, message_entry_not_editable());
    return false;
  }
  return renaming_gather_references(edits, registry, entry, new_id, diagnostics);
}
