#include "edit/removal.h"

#include "base/ascii.h"
#include "edit/data_file.h"
#include "edit/entry_template.h"
#include "edit/link_layout.h"
#include "edit/references.h"
#include "edit/yaml_layout.h"
#include "parse/front_matter/fences.h"
#include "schema/body.h"

struct gathering {
  const struct removal *removal;
  struct diagnostics *diagnostics;
  struct view link;           /* the destination of links to the successor; empty without one */
  struct list addresses;      /* struct text: the entry's address and its aliases */
  struct view laid_out;       /* the file whose layout is held */
  struct view yaml;           /* in that file's text */
  struct yaml_layout *layout; /* NULL: none is held */
  struct source_cursor cursor;
  bool good;
};

static void refuse(struct gathering *gathering, const struct reference_place *place, struct message message) {
  diagnostics_add(gathering->diagnostics, place->file, place->location, message);
  gathering->good = false;
}

static void refuse_form(struct gathering *gathering, const struct reference_place *place) {
  refuse(gathering, place, message_reference_not_found(gathering->removal->entry->id));
}

/* The layout of the file's front matter, or of a whole data file. */
static const struct yaml_layout *layout_of(struct gathering *gathering, struct view file, struct view text) {
  struct view body;
  uint32_t line;
  if (gathering->layout != NULL && view_equal(gathering->laid_out, file)) return gathering->layout;
  yaml_layout_close(gathering->layout);
  text = view_slice(text, source_line_begin(text, 0), SIZE_MAX);
  gathering->laid_out = file;
  if (!view_ends_with(file, ".md") || !front_matter_split(text, &gathering->yaml, &body, &line))
    gathering->yaml = text;
  gathering->layout = yaml_layout_open(gathering->yaml);
  return gathering->layout;
}

/* Of yaml_layout.h: what goes with the byte at a place. */
typedef bool find_cut(const struct yaml_layout *layout, size_t offset, struct yaml_cut *cut);

/* Finds what goes of the file's text. */
static bool find_in_file(struct gathering *gathering, struct view file, struct view text, size_t at,
                         find_cut *find, struct yaml_cut *found) {
  const struct yaml_layout *layout = layout_of(gathering, file, text);
  size_t before = (size_t)(gathering->yaml.data - text.data);
  if (layout == NULL || at < before || !find(layout, at - before, found)) return false;
  found->begin += before;
  found->end += before;
  return true;
}

/* Cuts that out of the file's text. */
static bool cut(struct gathering *gathering, struct view file, struct view text, size_t at, find_cut *find) {
  struct yaml_cut found;
  if (!find_in_file(gathering, file, text, at, find, &found)) return false;
  edits_replace(gathering->removal->edits, file, found.begin, found.end, VIEW(""));
  return true;
}

/* Whether the list that the reference stands in has the successor too. */
static bool has_successor(const struct removal *removal, const struct reference_place *place) {
  const struct list *list = (const struct list *)((const char *)place->record + place->field->offset);
  const struct reference *references = list->items;
  if (place->field->kind != FIELD_REFERENCES) return false;
  for (size_t i = 0; i < list->count; i++)
    if (references[i].length == REFERENCE_RESOLVED && references[i].target == removal->successor) return true;
  return false;
}

/* Whether what holds the reference would lack something without it. */
static bool is_needed(const struct reference_place *place) {
  if ((place->field->flags & REQUIRED) != 0) return true;
  return place->type == &signer_type && place->field->kind == FIELD_REFERENCE &&
         ((const struct signer *)place->record)->name.length == 0;
}

/* The commitment that a `continues` of another agreement counts; NULL where that has none such. */
static const struct commitment *continued(const struct agreement *agreement, struct view written) {
  struct view number = written;
  size_t hash = view_find_byte(written, '#', 0), index = 0;
  if (hash != VIEW_NOT_FOUND) number = view_slice(written, hash + 1, SIZE_MAX);
  for (size_t i = 0; i < number.length && index <= agreement->commitments.count; i++)
    index = index * 10 + (size_t)(number.data[i] - '0');
  if (index == 0 || index > agreement->commitments.count) return NULL;
  return (const struct commitment *)agreement->commitments.items + index - 1;
}

/* A number stays right only where the successor says the same under it. */
static bool continues_alike(const struct removal *removal, struct view written) {
  const struct commitment *before = continued((const struct agreement *)removal->entry, written),
                          *after = continued((const struct agreement *)removal->successor, written);
  return before != NULL && after != NULL && view_equal(text_view(before->title), text_view(after->title));
}

static struct view written_at(const struct reference_place *place) {
  const struct list *list = (const struct list *)((const char *)place->record + place->field->offset);
  const struct text *texts = list->items;
  for (size_t i = 0; i < list->count; i++)
    if (source_location_compare(texts[i].location, place->location) == 0) return text_view(texts[i]);
  return (struct view){NULL, 0};
}

static void gather_field(struct gathering *gathering, const struct reference_place *place, struct view text) {
  const struct removal *removal = gathering->removal;
  bool is_continuation = place->field->kind == FIELD_TEXTS;
  bool stays = removal->successor != NULL && place->owner != removal->successor &&
               !(place->field->kind == FIELD_REFERENCES && has_successor(removal, place));
  size_t begin = source_cursor_offset(&gathering->cursor, text, place->location), end = begin;
  if (stays && is_continuation && !continues_alike(removal, written_at(place)))
    refuse(gathering, place, message_continuation_needed(written_at(place), removal->successor->id));
  else if (stays && place->is_number)
    return;
  else if (!stays && is_needed(place) && place->type == &signer_type)
    refuse(gathering, place, message_signer_needed(removal->entry->id, removal->entry->heading));
  else if (!stays && is_needed(place))
    refuse(gathering, place, message_reference_needed(place->field->name, removal->entry->id));
  else if (!place->is_number &&
           !references_locate(&gathering->cursor, place, removal->entry, text, &begin, &end))
    refuse_form(gathering, place);
  else if (stays)
    edits_replace(removal->edits, place->file, begin, end, removal->successor->id);
  else if (!cut(gathering, place->file, text, begin, yaml_layout_cut_value))
    refuse_form(gathering, place);
}

/* Whether a destination is there, and not the beginning of a block whose link could not be found. */
static bool is_destination(const struct gathering *gathering, const struct body_link *link,
                           struct view written) {
  if (link->entry == NULL)
    return view_starts_with(written, "/") || view_find(written, VIEW("://"), 0) != VIEW_NOT_FOUND;
  return view_find(written, gathering->removal->entry->id, 0) != VIEW_NOT_FOUND;
}

/* A place of the page was one of the entry's own, so the link to the successor has none. */
static void gather_link(struct gathering *gathering, const struct reference_place *place, struct view text) {
  const struct removal *removal = gathering->removal;
  const struct body_link *link = place->link;
  size_t begin = source_cursor_offset(&gathering->cursor, text, place->location);
  struct link_layout layout;
  if (begin < text.length && text.data[begin] == '<') begin++;
  size_t end = link_destination_end(text, begin);
  if (!is_destination(gathering, link, view_slice(text, begin, end - begin)))
    refuse_form(gathering, place);
  else if (gathering->link.length > 0)
    edits_replace(removal->edits, place->file, begin, end, gathering->link);
  else if (link_layout_find(text, begin, &layout))
    edits_replace(removal->edits, place->file, layout.begin, layout.end,
                  link_layout_plain(&removal->edits->arena, text, &layout,
                                    link->entry == NULL ? removal->entry->heading : link->title));
  else
    refuse_form(gathering, place);
}

static void gather_place(struct gathering *gathering, const struct reference_place *place) {
  const struct removal *removal = gathering->removal;
  if (place->owner == removal->entry) return;
  struct view text = edits_text(removal->edits, place->file, gathering->diagnostics);
  if (text.data == NULL)
    gathering->good = false;
  else if (place->link != NULL)
    gather_link(gathering, place, text);
  else
    gather_field(gathering, place, text);
}

/* Whether a path on the site leads to the entry's page, to one of its aliases, or to a page below its own. */
static bool is_own_path(const struct gathering *gathering, struct view path) {
  const struct view *addresses = gathering->addresses.items;
  path = view_slice(path, 0, view_find_byte(path, '?', 0));
  for (size_t i = 0; i < gathering->addresses.count; i++) {
    struct view address = addresses[i], bare = address;
    if (view_ends_with(bare, "/")) bare.length--;
    if (view_equal(path, address) || view_equal(path, bare) || (i == 0 && path_is_below(path, bare)))
      return true;
  }
  return false;
}

static bool is_by_own_address(const struct gathering *gathering, const struct body_link *link) {
  return link->scheme != NULL && strcmp(link->scheme, "site") == 0 && is_own_path(gathering, link->target);
}

/* Links by address, which still lead to the page that says what was removed, but not to what it tells. */
static void gather_addresses(struct gathering *gathering) {
  const struct registry *registry = gathering->removal->registry;
  for (size_t i = 0; i < registry->all.count && gathering->addresses.count > 0; i++) {
    const struct entry *owner = list_at(&registry->all, i);
    const struct body *body = owner->body;
    struct reference_place *found = NULL;
    size_t count = 0, capacity = 0;
    for (size_t k = 0; body != NULL && k < body->link_count; k++) {
      const struct body_link *link = &body->links[k];
      if (!is_by_own_address(gathering, link)) continue;
      found = arena_grow(&gathering->removal->edits->arena, found, count, &capacity, sizeof *found);
      found[count++] = (struct reference_place){
          .file = owner->path, .location = link->location, .owner = owner, .link = link};
    }
    struct list places = list_of(found, count);
    reference_places_sort(&places);
    for (size_t k = 0; k < places.count; k++)
      gather_place(gathering, &found[k]);
  }
}

/* An item of the menu needs its address. */
static void gather_menu(struct gathering *gathering) {
  const struct removal *removal = gathering->removal;
  const struct site *site = removal->registry->site;
  for (size_t i = 0; i < site->menu.count; i++) {
    const struct menu_item *item = (const struct menu_item *)site->menu.items + i;
    struct view url = text_view(item->url);
    const struct reference_place place = {.file = site->path, .location = item->url.location};
    if (url.length == 0 || !is_own_path(gathering, url)) continue;
    if (removal->successor_address.length == 0) {
      refuse(gathering, &place, message_reference_needed("url", url));
      continue;
    }
    struct view text = edits_text(removal->edits, site->path, gathering->diagnostics);
    size_t begin = source_location_offset(text, item->url.location);
    struct view line = view_slice(text, 0, view_line_end(text, begin));
    begin = view_find(line, url, begin);
    if (begin == VIEW_NOT_FOUND)
      refuse_form(gathering, &place);
    else
      edits_replace(removal->edits, site->path, begin, begin + url.length, removal->successor_address);
  }
}

static void gather_entry(struct gathering *gathering) {
  const struct removal *removal = gathering->removal;
  const struct entry *entry = removal->entry;
  if (strchr(entry->type->folder, '.') == NULL) {
    edits_remove(removal->edits, entry->path);
    return;
  }
  struct view text = edits_text(removal->edits, entry->path, gathering->diagnostics);
  if (text.data != NULL &&
      cut(gathering, entry->path, text, source_location_offset(text, entry->location), yaml_layout_cut_item))
    return;
  diagnostics_add(gathering->diagnostics, entry->path, entry->location, message_entry_not_editable());
  gathering->good = false;
}

static void add_line(const struct gathering *gathering, struct buffer *lines, size_t indent,
                     struct view address) {
  const struct removal *removal = gathering->removal;
  const int blanks = (int)indent;
  buffer_format(lines, "%*s- address: ", blanks, "");
  yaml_add_text(lines, address);
  buffer_format(lines, "\n%*s  date: ", blanks, "");
  date_add_iso(lines, removal->day);
  buffer_format(lines, "\n%*s  reason: ", blanks, "");
  yaml_add_text(lines, removal->reason);
  if (gathering->link.length > 0)
    buffer_format(lines, "\n%*s  replaced_by: %.*s", blanks, "", VIEW_FORMAT(gathering->link));
  buffer_add_byte(lines, '\n');
}

static void gather_removed(struct gathering *gathering) {
  const struct removal *removal = gathering->removal;
  const struct view *addresses = gathering->addresses.items;
  struct data_file file;
  struct buffer lines = {0};
  if (gathering->addresses.count == 0) return;
  if (!data_file_open(&file, removal->edits, removal->registry, ENTRY_REMOVED, gathering->diagnostics)) {
    gathering->good = false;
    return;
  }
  for (size_t i = 0; i < gathering->addresses.count; i++)
    add_line(gathering, &lines, file.indent, addresses[i]);
  data_file_add(&file, buffer_view(&lines));
  buffer_free(&lines);
}

/* The entry's address, and its aliases behind it. */
static void list_addresses(struct gathering *gathering) {
  const struct removal *removal = gathering->removal;
  const struct list *aliases = record_value(removal->entry->type, removal->entry, "aliases");
  size_t count = aliases == NULL ? 0 : aliases->count;
  if (removal->address.length == 0) return;
  struct view *addresses = arena_array(&removal->edits->arena, count + 1, sizeof *addresses);
  addresses[0] = removal->address;
  for (size_t i = 0; i < count; i++)
    addresses[i + 1] = text_view(((const struct text *)aliases->items)[i]);
  gathering->addresses = list_of(addresses, count + 1);
}

bool removal_gather(const struct removal *removal, struct diagnostics *diagnostics) {
  struct gathering gathering = {.removal = removal, .diagnostics = diagnostics, .good = true};
  const char *scheme = removal->entry->type->scheme;
  if (removal->successor != NULL && scheme != NULL)
    gathering.link = ARENA_JOIN(&removal->edits->arena, view_of(scheme), VIEW(":"), removal->successor->id);
  list_addresses(&gathering);
  struct list places = references_find(&removal->edits->arena, removal->registry, removal->entry);
  for (size_t i = 0; i < places.count; i++)
    gather_place(&gathering, (const struct reference_place *)places.items + i);
  gather_addresses(&gathering);
  gather_menu(&gathering);
  gather_entry(&gathering);
  gather_removed(&gathering);
  yaml_layout_close(gathering.layout);
  return gathering.good;
}

/* Of items between brackets that go together each takes a comma along, and the first two the same one: they
 * go as one, with the comma behind where they were the first of the list. */
static void join_cut(struct view text, struct yaml_cut *last, const struct yaml_cut *next) {
  if (next->end > last->end) last->end = next->end;
  size_t begin = last->begin, end = last->end;
  while (begin > 0 && ascii_is_space(text.data[begin - 1]))
    begin--;
  while (end < text.length && ascii_is_space(text.data[end]))
    end++;
  if (begin == 0 || text.data[begin - 1] != '[' || end == text.length || text.data[end] != ',') return;
  end++;
  while (end < text.length && ascii_is_space(text.data[end]))
    end++;
  last->end = end;
}

/* The parts of the front matter with these silences, or the whole list where none is left. */
static void gather_silences(struct gathering *gathering, const struct entry *entry,
                            const struct silence *const *silences, size_t count, bool all) {
  struct edits *edits = gathering->removal->edits;
  struct view text = edits_text(edits, entry->path, gathering->diagnostics);
  struct yaml_cut *cuts = arena_array(&edits->arena, count, sizeof *cuts);
  size_t found = 0;
  if (text.data == NULL) return;
  for (size_t i = 0; i < (all ? 1 : count); i++) {
    struct yaml_cut one;
    if (!find_in_file(gathering, entry->path, text, source_location_offset(text, silences[i]->code.location),
                      all && count > 1 ? yaml_layout_cut_list : yaml_layout_cut_mapping, &one))
      continue;
    if (found > 0 && one.begin < cuts[found - 1].end)
      join_cut(text, &cuts[found - 1], &one);
    else
      cuts[found++] = one;
  }
  for (size_t i = 0; i < found; i++)
    edits_replace(edits, entry->path, cuts[i].begin, cuts[i].end, VIEW(""));
}

/* Whether this silence was of use and is of none any more. */
static bool is_outlived(const struct silence *before, const struct silence *then) {
  return before->is_used && !then->is_used && view_equal(text_view(before->code), text_view(then->code));
}

static void gather_silences_of(struct gathering *gathering, const struct entry *entry,
                               const struct entry *then) {
  const struct list *before = entry_silences(entry), *after = entry_silences(then);
  const struct silence *items = before->items, *others = after->items;
  const struct silence **outlived =
      arena_array(&gathering->removal->edits->arena, before->count + 1, sizeof *outlived);
  size_t count = 0;
  for (size_t i = 0; i < before->count && before->count == after->count; i++)
    if (is_outlived(&items[i], &others[i])) outlived[count++] = &items[i];
  if (count > 0) gather_silences(gathering, entry, outlived, count, count == before->count);
}

void removal_gather_silences(const struct removal *removal, const struct registry *before,
                             const struct registry *then, struct diagnostics *diagnostics) {
  struct gathering gathering = {.removal = removal, .diagnostics = diagnostics, .good = true};
  for (size_t i = 0; i < before->silencing.count; i++) {
    const struct entry *entry = list_at(&before->silencing, i);
    const struct entry *other = registry_find(then, entry_kind_of_type(entry->type), entry->id);
    if (other != NULL) gather_silences_of(&gathering, entry, other);
  }
  yaml_layout_close(gathering.layout);
}
