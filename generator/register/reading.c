#include "register/reading.h"
#include "base/memory.h"
#include "base/sorting.h"
#include "parse/entry.h"
#include "parse/front_matter/yaml_cause.h"
#include "register/entries.h"
#include "register/history.h"
#include "register/misnamed.h"
#include "register/risky_files.h"
#include "register/stages.h"
#include "text/unicode.h"
#include <stdlib.h>
#include <xxhash.h>

/* The path ends with "/ID.md". */
static struct view id_of(const struct entry_file *item) {
  struct view path = item->file->path;
  const char *slash = memrchr(path.data, '/', path.length), *end = path.data + path.length - strlen(".md");
  return view_between(slash == NULL ? path.data : slash + 1, end);
}

static int compare_file_ids(const void *left, const void *right) {
  return view_compare(id_of(left), id_of(right));
}

/* How many bytes all ids begin with. */
static size_t shared_beginning(const struct entry_file *files, size_t count) {
  struct view shared = id_of(&files[0]);
  for (size_t i = 1; i < count; i++) {
    struct view id = id_of(&files[i]);
    size_t length = 0;
    while (length < shared.length && length < id.length && id.data[length] == shared.data[length])
      length++;
    shared.length = length;
  }
  return shared.length;
}

static void sort_stretch(struct entry_file *files, size_t count, struct sorting_item *items,
                         struct entry_file **order) {
  size_t shared = shared_beginning(files, count);
  for (size_t i = 0; i < count; i++)
    items[i] = (struct sorting_item){sorting_text_key(id_of(&files[i]), shared), &files[i]};
  sorting_sort(items, count, compare_file_ids);
  for (size_t i = 0; i < count; i++)
    order[i] = items[i].value;
}

void reading_order(struct entry_file *files, size_t count, struct entry_file **order) {
  struct sorting_item *items = memory_allocate(count, sizeof *items);
  for (size_t begin = 0, end; begin < count; begin = end) {
    for (end = begin + 1; end < count && files[end].type == files[begin].type;)
      end++;
    sort_stretch(files + begin, end - begin, items, order + begin);
  }
  free(items);
}

static const char agreement_types[] = "- {id: chuong-trinh-phoi-hop, name: Chương trình phối hợp}\n"
                                      "- {id: quy-che-phoi-hop, name: Quy chế phối hợp}\n"
                                      "- {id: ke-hoach-phoi-hop, name: Kế hoạch phối hợp}\n"
                                      "- {id: chuong-trinh-hop-tac, name: Chương trình hợp tác}\n"
                                      "- {id: thoa-thuan-hop-tac, name: Thỏa thuận hợp tác}\n"
                                      "- {id: bien-ban-ghi-nho, name: Biên bản ghi nhớ}\n"
                                      "- {id: nghi-quyet-lien-tich, name: Nghị quyết liên tịch}\n"
                                      "- {id: thong-tu-lien-tich, name: Thông tư liên tịch}\n";

/* Of Resolution 306/NQ-CP of 5 October 2025. */
static const char regions[] =
    "- {id: trung-du-va-mien-nui-phia-bac, name: Trung du và miền núi phía Bắc}\n"
    "- {id: dong-bang-song-hong, name: Đồng bằng sông Hồng}\n"
    "- {id: bac-trung-bo, name: Bắc Trung Bộ}\n"
    "- {id: duyen-hai-nam-trung-bo-va-tay-nguyen, name: Duyên hải Nam Trung Bộ và Tây Nguyên}\n"
    "- {id: dong-nam-bo, name: Đông Nam Bộ}\n"
    "- {id: dong-bang-song-cuu-long, name: Đồng bằng sông Cửu Long}\n";

/* The YAML that stands for a data file which is not there: the usual types of agreements for
 * agreement-types.yaml, today's regions for regions.yaml; data NULL for the others. */
static struct view defaults_of(const struct record_type *type) {
  if (type == &agreement_type_type) return VIEW(agreement_types);
  if (type == &region_type) return VIEW(regions);
  return (struct view){NULL, 0};
}

struct reading {
  struct registry *registry;
  struct source *source;
  struct diagnostics *diagnostics;
  struct entry_basics entry_basics;
  struct entry_file *entries; /* room for all files */
  size_t count;
  struct map offered;             /* ids for entries whose own can't be one */
  const struct record_type *last; /* whose folder the last entry was in; NULL: none yet */
};

static void add_entry(struct reading *reading, struct entry *entry) {
  struct registry *registry = reading->registry;
  enum entry_kind kind = entry_kind_of_type(entry->type);
  const struct entry *first = entry_table_add(&registry->ids[kind], entry);
  if (first != NULL) {
    diagnostics_add(reading->diagnostics, entry->path, entry->location,
                    message_duplicate_id(entry->id, first->path, first->location.line));
    return;
  }
  list_append(&registry->arena, entry->hidden ? &registry->hidden : &registry->entries[kind], entry);
}

/* The folder that the file lies in whose name says to an editor that it is not published; empty: none. */
static struct view folder_of_drafts(struct view path) {
  static const char *const names[] = {"nhap",    "ban-nhap",  "bannhap", "draft",     "drafts",
                                      "_drafts", "cho-duyet", "du-thao", "chua-dang", "unpublished"};
  struct view rest = path, part;
  while (view_next(&rest, '/', &part))
    for (size_t i = 0; rest.length > 0 && i < sizeof names / sizeof *names; i++)
      if (view_equal_string(part, names[i])) return part;
  return (struct view){NULL, 0};
}

/* A draft's mistakes are notes until it is published. */
static void join_entry(struct reading *reading, const struct entry_file *item) {
  struct registry *registry = reading->registry;
  bool shelved = item->entry != NULL && item->entry->is_draft && !registry->options.drafts;
  if (item->found != NULL)
    diagnostics_append(reading->diagnostics, item->found, shelved ? SEVERITY_NOTE : SEVERITY_ERROR);
  if (item->entry == NULL) return;
  struct view folder = item->entry->is_draft ? (struct view){NULL, 0} : folder_of_drafts(item->file->name);
  if (folder.length > 0)
    diagnostics_add(reading->diagnostics, item->file->path, item->entry->location,
                    message_held_back_by_folder(folder));
  item->entry->file = (uint32_t)(item->file - registry->files.items) + 1;
  add_entry(reading, item->entry);
}

static void add_file(struct reading *reading, const struct record_type *type,
                     const struct source_file *file) {
  reading->entries[reading->count++] = (struct entry_file){.type = type, .file = file};
}

static void read_data(struct reading *reading, const struct record_type *type, const struct source_file *file,
                      struct view text) {
  struct list entries;
  uint64_t digest = XXH3_64bits(text.data, text.length);
  parse_data_file(&reading->registry->arena, type, file->path, text, &entries, reading->diagnostics);
  for (size_t i = 0; i < entries.count; i++) {
    struct entry *entry = list_at(&entries, i);
    entry->flags = parse_entry_flags(entry);
    entry->digest = digest;
    entry_basics_init(&reading->entry_basics, &reading->registry->arena, entry);
    add_entry(reading, entry);
  }
}

bool registry_accepts(struct view name) {
  static const char *const others[] = {"site.yaml", "media", "static"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (view_equal_string(name, others[i])) return true;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    struct view folder = view_of(entry_types[kind]->folder);
    if (view_equal(name, view_slice(folder, 0, view_find_byte(folder, '/', 0)))) return true;
  }
  return false;
}

struct view registry_path(const struct registry_options *options, struct arena *arena, const char *name) {
  const char *slash = options->content[0] == '\0' ? "" : "/";
  return arena_format(arena, "%s%s%s", options->content, slash, name);
}

static void report_unknown_file(struct reading *reading, const struct source_file *file,
                                struct message message) {
  struct registry *registry = reading->registry;
  struct view meant = misnamed_file(&registry->arena, file->name);
  if (meant.length > 0) {
    struct view path = registry_path(&registry->options, &registry->arena, meant.data);
    message = source_files_find(&registry->files, path) != NULL ? message_misnamed_copy(meant)
                                                                : message_misnamed_file(meant);
  }
  diagnostics_add(reading->diagnostics, file->path, (struct source_location){0}, message);
}

static bool is_in_folder(struct view name, const char *folder) {
  size_t length = strlen(folder);
  return name.length > length && name.data[length] == '/' && memcmp(name.data, folder, length) == 0;
}

/* The entry type whose files are in the folder that the name begins with, most often that of the file before;
 * or whose data file it is. */
static const struct record_type *type_of(struct reading *reading, struct view name, bool *data) {
  *data = false;
  if (reading->last != NULL && is_in_folder(name, reading->last->folder)) return reading->last;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct record_type *type = entry_types[kind];
    *data = view_equal_string(name, type->folder);
    if (*data) return type;
    if (is_in_folder(name, type->folder)) return reading->last = type;
  }
  return NULL;
}

static bool read_text(struct reading *reading, const struct source_file *file, struct view *text) {
  return source_read_text(reading->source, file, &reading->registry->arena, text, reading->diagnostics);
}

/* So that what follows need not ask for it. */
static void add_empty_site(struct registry *registry) {
  registry->site = arena_allocate(&registry->arena, sizeof *registry->site);
  registry->site->path = registry_path(&registry->options, &registry->arena, "site.yaml");
}

static void read_site(struct reading *reading, const struct source_file *file) {
  struct registry *registry = reading->registry;
  struct view text;
  if (read_text(reading, file, &text)) {
    registry->site = parse_site(&registry->arena, file->path, text, reading->diagnostics);
    registry->site_digest = XXH3_64bits(text.data, text.length);
  } else {
    add_empty_site(registry);
  }
}

static void add_media(struct reading *reading, struct source_file *file) {
  struct view media = view_slice(file->name, strlen("media/"), SIZE_MAX);
  if (!text_is_utf8(media, NULL)) {
    report_unknown_file(reading, file, message_media_name_not_utf8());
    return;
  }
  void **slot = map_slot(&reading->registry->media, text_normalize(&reading->registry->arena, media));
  const struct source_file *other = *slot;
  if (other == NULL)
    *slot = file;
  else
    diagnostics_add(reading->diagnostics, file->path, (struct source_location){0},
                    message_duplicate_media(other->path));
}

static void add_published(struct reading *reading, struct source_file *file) {
  struct registry *registry = reading->registry;
  if (risky_file_report(file->path, file->name, reading->diagnostics)) return;
  if (is_in_folder(file->name, "media"))
    add_media(reading, file);
  else
    list_append(&registry->arena, &registry->statics, file);
}

static void read_file(struct reading *reading, struct source_file *file) {
  struct view text, name = file->name;
  bool data;
  const struct record_type *type = type_of(reading, name, &data);
  if (type != NULL && data) {
    if (read_text(reading, file, &text)) read_data(reading, type, file, text);
  } else if (type != NULL && view_ends_with(name, ".md"))
    add_file(reading, type, file);
  else if (type != NULL)
    report_unknown_file(reading, file, message_unknown_file_of_entries());
  else if (is_in_folder(name, "media") || is_in_folder(name, "static"))
    add_published(reading, file);
  else if (view_equal_string(name, "site.yaml"))
    read_site(reading, file);
  else
    report_unknown_file(reading, file, message_unknown_file());
}

static bool has_any(const struct registry *registry, const struct record_type *type) {
  bool found = registry->entries[entry_kind_of_type(type)].count > 0;
  for (size_t i = 0; i < registry->hidden.count && !found; i++)
    found = ((struct entry *)list_at(&registry->hidden, i))->type == type;
  return found;
}

static void read_defaults(struct reading *reading) {
  struct registry *registry = reading->registry;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct record_type *type = entry_types[kind];
    struct view text = defaults_of(type);
    if (text.data == NULL || has_any(registry, type)) continue;
    const struct source_file file = {.path =
                                         registry_path(&registry->options, &registry->arena, type->folder)};
    read_data(reading, type, &file, text);
    registry->built_in |= 1U << kind;
  }
}

static int compare_ids(const void *left, const void *right) {
  return view_compare((*(struct entry *const *)left)->id, (*(struct entry *const *)right)->id);
}

/* Those of files come in order. */
static void sort_by_id(const struct list *entries) {
  bool sorted = true;
  for (size_t i = 1; i < entries->count && sorted; i++)
    sorted = compare_ids(entries->items + (i - 1) * sizeof(void *), entries->items + i * sizeof(void *)) < 0;
  if (!sorted) qsort(entries->items, entries->count, sizeof(void *), compare_ids);
}

static void number_all(struct registry *registry, const struct list *entries) {
  for (size_t i = 0; i < entries->count; i++) {
    struct entry *entry = list_at(entries, i);
    ((struct entry **)registry->all.items)[registry->all.count++] = entry;
    entry->number = (uint32_t)++registry->entry_count;
  }
}

static void number_entries(struct registry *registry) {
  size_t count = registry->hidden.count;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    count += registry->entries[kind].count;
  registry->all.items = arena_array(&registry->arena, count, sizeof(void *));
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    number_all(registry, &registry->entries[kind]);
  number_all(registry, &registry->hidden);
}

static void add_paths(const struct reading *reading) {
  struct list *by_path = &reading->registry->by_path;
  by_path->items = arena_array(&reading->registry->arena, reading->count, sizeof(void *));
  for (size_t i = 0; i < reading->count; i++)
    if (reading->entries[i].entry != NULL)
      ((struct entry **)by_path->items)[by_path->count++] = reading->entries[i].entry;
}

static void reserve_ids(const struct reading *reading) {
  size_t counts[ENTRY_KINDS] = {0};
  for (size_t i = 0; i < reading->count; i++)
    counts[entry_kind_of_type(reading->entries[i].type)]++;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    entry_table_reserve(&reading->registry->ids[kind], counts[kind]);
}

static void read_entries(struct reading *reading) {
  struct registry *registry = reading->registry;
  struct entry_file **order = memory_allocate(reading->count, sizeof(struct entry_file *));
  reading_order(reading->entries, reading->count, order);
  entries_read(registry, reading->source, &reading->entry_basics, reading->entries, order, reading->count);
  reserve_ids(reading);
  for (size_t i = 0; i < reading->count; i++)
    join_entry(reading, order[i]);
  add_paths(reading);
  free(order);
}

/* Whether the id is an entry's, or was offered for another one. */
static bool is_taken(const struct reading *reading, enum entry_kind kind, struct view id) {
  return registry_find(reading->registry, kind, id) != NULL || map_get(&reading->offered, id) != NULL;
}

static bool has_unseen(struct view id, enum phrase *name) {
  size_t length;
  for (size_t i = 0; i < id.length; i++)
    if (yaml_invisible_character(view_slice(id, i, SIZE_MAX), name, &length)) return true;
  return false;
}

/* An id for the one that can't be, with a number if it is taken. Empty when nothing is left of it. */
static struct view offer_id(struct reading *reading, enum entry_kind kind, struct view id) {
  struct arena *arena = &reading->registry->arena;
  /* A name may have its ending twice. */
  if (view_ends_with(id, ".md")) id.length -= strlen(".md");
  struct view slug = parse_offer_id(arena, id), offer = slug;
  for (unsigned i = 2; slug.length > 0 && is_taken(reading, kind, offer); i++)
    offer = arena_format(arena, "%.*s-%u", VIEW_FORMAT(slug), i);
  if (offer.length > 0) *map_slot(&reading->offered, offer) = reading;
  return offer;
}

/* The path in the place of an id. */
static void check_path(struct reading *reading, const struct entry *entry) {
  const struct text *path = record_value(entry->type, entry, entry->type->key);
  if (!view_starts_with(text_view(*path), "/") || !parse_path_is_good(entry->id))
    diagnostics_add(reading->diagnostics, entry->path, path->location,
                    message_no_path_of_site(entry->type->key, text_view(*path)));
}

static void check_id(struct reading *reading, const struct entry *entry) {
  enum entry_kind kind = entry_kind_of_type(entry->type);
  if (entry->type->key != NULL) {
    check_path(reading, entry);
    return;
  }
  if (parse_id_is_good(entry->id)) return;
  struct view offer = offer_id(reading, kind, entry->id);
  bool is_file = strchr(entry->type->folder, '.') == NULL;
  struct view name = offer;
  if (is_file && offer.length > 0)
    name = arena_format(&reading->registry->arena, "%.*s.md", VIEW_FORMAT(offer));
  enum phrase unseen;
  struct message message = has_unseen(entry->id, &unseen) ? message_unseen_in_id(name, unseen)
                           : entry->id.length > ID_LIMIT  ? message_long_id((long long)entry->id.length, name)
                           : is_file                      ? message_bad_file_name(entry->id, name)
                                                          : message_bad_id(entry->id, name);
  diagnostics_add_as(reading->diagnostics, entry_severity(entry), entry->path, entry->location, message);
}

/* When all ids are known, so that none is offered twice. */
static void check_ids(struct reading *reading) {
  const struct list *all = &reading->registry->all;
  for (size_t i = 0; i < all->count; i++)
    check_id(reading, list_at(all, i));
  map_free(&reading->offered);
}

/* A register may lie in the root of its repository, or the command's folder may be in another one's. */
static void report_no_content(struct reading *reading) {
  struct source_files files;
  struct arena arena = {0};
  struct diagnostics unheard = {0};
  bool in_root = source_list(reading->source, VIEW(""), &arena, &files, &unheard) &&
                 source_files_find(&files, VIEW("site.yaml")) != NULL;
  diagnostics_add(reading->diagnostics, view_of(reading->registry->options.content),
                  (struct source_location){0}, in_root ? message_content_in_root() : message_no_content());
  diagnostics_free(&unheard);
  arena_free(&arena);
}

bool registry_read(struct registry *registry, struct source *source, bool history,
                   struct diagnostics *diagnostics) {
  struct reading reading = {.registry = registry, .source = source, .diagnostics = diagnostics};
  struct view folder = view_of(registry->options.content);
  bool listed = registry->history_cache != NULL &&
                source_list_since(source, registry->history_cache, &registry->arena, &registry->files);
  size_t errors = diagnostics->errors;
  if (!listed && !source_list(source, folder, &registry->arena, &registry->files, diagnostics)) {
    if (diagnostics->errors == errors) report_no_content(&reading);
    add_empty_site(registry);
    return true;
  }
  entry_basics_open(&reading.entry_basics, &registry->options);
  if (history) registry_begin_history(registry, source);
  reading.entries = memory_allocate(registry->files.count, sizeof *reading.entries);
  for (size_t i = 0; i < registry->files.count; i++)
    read_file(&reading, &registry->files.items[i]);
  stopwatch_lap(registry->options.stopwatch, "list");
  read_entries(&reading);
  read_defaults(&reading);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    sort_by_id(&registry->entries[kind]);
  number_entries(registry);
  check_ids(&reading);
  stopwatch_lap(registry->options.stopwatch, "entries");
  if (registry->site == NULL) {
    add_empty_site(registry);
    /* What could not be listed may have it. */
    if (registry->files.count > 0 || diagnostics->errors == errors)
      diagnostics_add(diagnostics, registry->site->path, (struct source_location){0}, message_no_site());
  }
  return true;
}
