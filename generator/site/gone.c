#include "site/gone.h"

#include "base/memory.h"
#include "base/path.h"
#include "parse/entry.h"
#include "register/stages.h"
#include "site/plan.h"
#include "source/revisions.h"
#include "text/suggestion.h"

#include <stdlib.h>

struct finding {
  const struct website *website;
  struct diagnostics *diagnostics;
  struct arena arena;   /* for the time of the check */
  struct map addresses; /* that were told of */
  struct map objects;   /* 20 bytes of a listed file's object -> struct entry; made when it is needed */
  bool has_objects;
  size_t read; /* files of the past */
};

/* A file that is gone, and what it was. */
struct gone_entry {
  const struct gone_file *file;
  enum entry_kind kind;
  struct entry *entry;
};

static int compare_paths(const void *left, const void *right) {
  const struct gone_file *a = *(const struct gone_file *const *)left,
                         *b = *(const struct gone_file *const *)right;
  return view_compare(a->path, b->path);
}

/* The kind whose files are in the folder; ENTRY_KINDS: none, or one without pages. */
static enum entry_kind kind_of(const struct finding *finding, struct view path) {
  const struct website *website = finding->website;
  struct view name = view_slice(path, strlen(website->registry->options.content) + 1, SIZE_MAX);
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (website->kinds[kind]->own.write != NULL && path_is_below(name, view_of(entry_types[kind]->folder)))
      return kind;
  return ENTRY_KINDS;
}

static struct view id_of(struct view path) {
  struct view name = path_name(path);
  return view_slice(name, 0, name.length - strlen(".md"));
}

/* The address that an entry of the kind has, of a year where the kind is filed by these. */
static struct view address_of(struct finding *finding, enum entry_kind kind, struct view id,
                              struct view year) {
  const struct website *website = finding->website;
  struct view section = website->sections[kind], end = VIEW("/");
  return website->kinds[kind]->by_year ? ARENA_JOIN(&finding->arena, section, year, end, id, end)
                                       : ARENA_JOIN(&finding->arena, section, id, end);
}

static bool is_there(struct finding *finding, struct view address) {
  size_t root = finding->website->book.root.length;
  return plan_find(finding->website, ARENA_JOIN(&finding->arena, view_slice(address, root, SIZE_MAX),
                                                VIEW(ADDRESS_PAGE))) != NULL;
}

/* Reads what the file was. False: it can't be, or it was no entry that was published. */
static bool read_past(struct finding *finding, struct gone_entry *gone) {
  struct diagnostics unheard = {0};
  struct view text;
  const struct registry_options *options = &finding->website->registry->options;
  bool read =
      finding->website->source != NULL && finding->read++ < GONE_LIMIT &&
      source_read_object_text(finding->website->source, gone->file->path, gone->file->object,
                              SOURCE_TEXT_LIMIT, &finding->arena, &text, &unheard) == SOURCE_TEXT_READ;
  if (read)
    gone->entry = parse_entry(&finding->arena, &finding->arena, entry_types[gone->kind], gone->file->path,
                              text, &unheard);
  read = read && unheard.errors == 0;
  diagnostics_free(&unheard);
  if (!read) return false;
  const struct boolean_value *draft = record_value(gone->entry->type, gone->entry, "draft");
  struct date went = gone->file->date;
  int64_t last = went.precision == DATE_NONE ? registry_last_moment(options) : date_seconds(went);
  bool waited = gone->kind == ENTRY_NEWS && date_seconds(entry_date(gone->entry)) > last;
  return (draft == NULL || !draft->value) && !waited;
}

static const struct text *title_of(const struct entry *entry) {
  const struct text *title = record_value(entry->type, entry, "title");
  return title != NULL ? title : record_value(entry->type, entry, "name");
}

static bool has_object(const struct gone_file *file) {
  for (size_t i = 0; i < sizeof file->object; i++)
    if (file->object[i] != 0) return true;
  return false;
}

static void map_objects(struct finding *finding) {
  const struct registry *registry = finding->website->registry;
  finding->has_objects = true;
  for (size_t i = 0; i < registry->all.count; i++) {
    struct entry *entry = list_at(&registry->all, i);
    if (entry->file == 0 || entry->hidden) continue;
    const struct source_file *file = &registry->files.items[entry->file - 1];
    struct view object = {(const char *)file->object, SOURCE_OBJECT_BYTES};
    *map_slot(&finding->objects, object) = entry;
  }
}

/* The entry of now that the one of then seems to be: of the same text, the same id, or the only one of its
 * kind with the same title. */
static const struct entry *successor_of(struct finding *finding, const struct gone_entry *gone) {
  const struct registry *registry = finding->website->registry;
  const struct entry *same = NULL;
  if (!finding->has_objects) map_objects(finding);
  if (has_object(gone->file))
    same = map_get(&finding->objects, (struct view){(const char *)gone->file->object, SOURCE_OBJECT_BYTES});
  if (same == NULL) same = registry_find(registry, gone->kind, gone->entry->id);
  if (same != NULL && !same->hidden) return same;
  const struct text *title = title_of(gone->entry);
  const struct list *entries = &registry->entries[gone->kind];
  const struct entry *found = NULL;
  for (size_t i = 0; title != NULL && title->length > 0 && i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    if (!view_equal(text_view(*title_of(entry)), text_view(*title))) continue;
    if (found != NULL) return NULL;
    found = entry;
  }
  return found;
}

static void report(struct finding *finding, const struct gone_entry *gone, struct view address) {
  const struct registry *registry = finding->website->registry;
  const struct entry *successor = successor_of(finding, gone);
  /* As it is written in the content: without the base path. */
  struct view written = view_slice(address, finding->website->book.root.length - 1, SIZE_MAX);
  if (successor != NULL) {
    diagnostics_add(finding->diagnostics, successor->path, successor->location,
                    message_address_moved(written, gone->file->path));
    return;
  }
  struct buffer line = {0};
  struct date day = gone->file->date.precision == DATE_NONE ? registry->options.today : gone->file->date;
  buffer_format(&line, "- {address: %.*s, date: ", VIEW_FORMAT(written));
  date_add_iso(&line, date_of_day_number(date_day_number(day)));
  buffer_add_string(&line, ", reason: …}");
  diagnostics_add(finding->diagnostics,
                  arena_format(&finding->arena, "%s/%s", registry->options.content, removed_type.folder),
                  (struct source_location){0},
                  message_address_gone(written, gone->file->path, buffer_view(&line)));
  buffer_free(&line);
}

static void check_file(struct finding *finding, const struct gone_file *file) {
  struct gone_entry gone = {.file = file, .kind = kind_of(finding, file->path)};
  struct view id = id_of(file->path);
  if (gone.kind == ENTRY_KINDS || !parse_id_is_good(id)) return;
  struct view folder = path_name(path_folder(file->path));
  if (is_there(finding, address_of(finding, gone.kind, id, folder))) return;
  if (!read_past(finding, &gone)) return;
  struct view year = arena_integer(&finding->arena, entry_date(gone.entry).year);
  struct view address = address_of(finding, gone.kind, id, year);
  void **slot = map_slot(&finding->addresses, address);
  if (*slot != NULL || is_there(finding, address)) return;
  *slot = finding;
  report(finding, &gone, address);
}

/* An element of a data file that was there until the day. */
static void check_element(struct finding *finding, enum entry_kind kind, struct view path, struct date went,
                          struct entry *entry) {
  const struct gone_file file = {.path = path, .date = went};
  const struct gone_entry gone = {.file = &file, .kind = kind, .entry = entry};
  struct view address = address_of(finding, kind, entry->id, (struct view){NULL, 0});
  void **slot = map_slot(&finding->addresses, address);
  if (*slot != NULL) return;
  *slot = finding;
  if (registry_find(finding->website->registry, kind, entry->id) == NULL && parse_id_is_good(entry->id) &&
      !is_there(finding, address))
    report(finding, &gone, address);
}

/* A data file as a commit had it. What can't be read is nothing that was published. */
static void check_revision(struct finding *finding, enum entry_kind kind, struct view path,
                           const unsigned char *object, struct date went) {
  struct diagnostics unheard = {0};
  struct view text;
  struct list entries = {0};
  if (finding->read++ < GONE_LIMIT &&
      source_read_object_text(finding->website->source, path, object, SOURCE_TEXT_LIMIT, &finding->arena,
                              &text, &unheard) == SOURCE_TEXT_READ)
    parse_data_file(&finding->arena, entry_types[kind], path, text, &entries, &unheard);
  diagnostics_free(&unheard);
  for (size_t i = 0; i < entries.count; i++)
    check_element(finding, kind, path, went, list_at(&entries, i));
}

/* The revisions of the kind's data file, from the newest on: an element went with the one behind the last
 * that has it. */
static void check_data_file(struct finding *finding, enum entry_kind kind) {
  const struct registry *registry = finding->website->registry;
  struct view path = registry_path(&registry->options, &finding->arena, entry_types[kind]->folder);
  const struct source_file *file = source_files_find(&registry->files, path);
  size_t index = file == NULL ? SIZE_MAX : (size_t)(file - registry->files.items);
  if (index >= registry->history->file_count || finding->website->source == NULL) return;
  struct date went = registry->options.today;
  const struct file_change *change =
      file_revisions_list(registry->history, &registry->history->files[index], &finding->arena);
  for (; change != NULL; change = change->older) {
    check_revision(finding, kind, path, change->object, went);
    went = change->change->date;
  }
}

/* Where advice is asked for: a build does not read all that these files were. */
static void check_data_files(struct finding *finding) {
  const struct website *website = finding->website;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (strchr(entry_types[kind]->folder, '.') != NULL && website->kinds[kind]->own.write != NULL &&
        entry_types[kind]->key == NULL)
      check_data_file(finding, kind);
}

/* The kind of whose entries' addresses this is one, and the id in it; ENTRY_KINDS: none, or of a data file.
 * The address is as it is written in the content. */
static enum entry_kind kind_of_address(const struct finding *finding, struct view address, struct view *id) {
  const struct website *website = finding->website;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
    if (website->kinds[kind]->own.write == NULL || strchr(entry_types[kind]->folder, '.') != NULL) continue;
    struct view section = view_slice(website->sections[kind], website->book.root.length - 1, SIZE_MAX);
    if (section.length < 2 || address.length <= section.length ||
        !view_equal(view_slice(address, 0, section.length), section) || !view_ends_with(address, "/"))
      continue;
    struct view rest = view_slice(address, section.length, address.length - section.length - 1);
    size_t slash = view_find_byte(rest, '/', 0);
    bool has_year = website->kinds[kind]->by_year && slash == strlen("2026");
    *id = has_year ? view_slice(rest, slash + 1, SIZE_MAX) : rest;
    bool is_entry = has_year == website->kinds[kind]->by_year && parse_id_is_good(*id);
    return is_entry ? kind : ENTRY_KINDS;
  }
  return ENTRY_KINDS;
}

/* What git knows to have been at the address, or what is most like it. */
static bool was_there(struct finding *finding, enum entry_kind kind, struct view id,
                      struct suggestion *suggestion) {
  const struct registry *registry = finding->website->registry;
  const struct history *history = registry->history;
  if (registry_find(registry, kind, id) != NULL) return true;
  for (size_t i = 0; i < history->gone_count; i++) {
    struct view path = history->gone[i].path;
    if (!view_ends_with(path, ".md") || kind_of(finding, path) != kind) continue;
    if (view_equal(id_of(path), id)) return true;
    suggestion_offer(suggestion, id_of(path), path);
  }
  return false;
}

/* The oldest revision of a file that is known; NULL: there is none. */
static const struct file_change *oldest_revision(struct finding *finding, struct view path, bool *is_first) {
  const struct registry *registry = finding->website->registry;
  const struct source_file *file = source_files_find(&registry->files, path);
  size_t index = file == NULL ? SIZE_MAX : (size_t)(file - registry->files.items);
  if (index >= registry->history->file_count) return NULL;
  const struct file_history *revisions = &registry->history->files[index];
  const struct file_change *change = file_revisions_list(registry->history, revisions, &finding->arena);
  while (change != NULL && change->older != NULL)
    change = change->older;
  *is_first = revisions->kept == revisions->count;
  return change;
}

/* The addresses that removed.yaml had when it and site.yaml came into the repository together, from one whose
 * past is not known here. */
static struct list brought_along(struct finding *finding) {
  const struct registry_options *options = &finding->website->registry->options;
  struct view path = registry_path(options, &finding->arena, removed_type.folder), text;
  struct view site = registry_path(options, &finding->arena, "site.yaml");
  bool is_first = false, is_first_of_site = false;
  const struct file_change *change = oldest_revision(finding, path, &is_first);
  const struct file_change *of_site = oldest_revision(finding, site, &is_first_of_site);
  struct list entries = {0};
  struct diagnostics unheard = {0};
  bool is_known = is_first && change != NULL && of_site != NULL &&
                  !view_equal(change->change->commit, of_site->change->commit);
  if (change != NULL && !is_known && finding->website->source != NULL &&
      source_read_object_text(finding->website->source, path, change->object, SOURCE_TEXT_LIMIT,
                              &finding->arena, &text, &unheard) == SOURCE_TEXT_READ)
    parse_data_file(&finding->arena, &removed_type, path, text, &entries, &unheard);
  diagnostics_free(&unheard);
  return entries;
}

static bool is_among(const struct list *entries, struct view id) {
  for (size_t i = 0; i < entries->count; i++)
    if (view_equal(((const struct entry *)list_at(entries, i))->id, id)) return true;
  return false;
}

enum { REMOVED_LIMIT = 256 }; /* that are looked up, since each is compared with all that is gone */

/* Addresses in removed.yaml at which no commit has an entry. What another program published here before is
 * not known: such an address is none of a section. */
static void check_removed(struct finding *finding) {
  const struct registry *registry = finding->website->registry;
  const struct list *all = &registry->entries[ENTRY_REMOVED];
  const struct list old = brought_along(finding);
  for (size_t i = 0; i < all->count && i < REMOVED_LIMIT; i++) {
    const struct removed *removed = list_at(all, i);
    struct view address = text_view(removed->address), id;
    enum entry_kind kind = kind_of_address(finding, address, &id);
    struct suggestion suggestion = {.written = id};
    if (kind == ENTRY_KINDS || is_among(&old, removed->entry.id) || was_there(finding, kind, id, &suggestion))
      continue;
    struct view folder = path_name(path_folder(suggestion.best)), near = {NULL, 0};
    if (suggestion.best.data != NULL)
      near = view_slice(address_of(finding, kind, id_of(suggestion.best), folder),
                        finding->website->book.root.length - 1, SIZE_MAX);
    diagnostics_add(finding->diagnostics, removed->entry.path, removed->address.location,
                    near.length > 0 ? message_unknown_address(address, near)
                                    : message_unknown_address_alone(address));
  }
}

void website_check_gone(const struct website *website, struct diagnostics *diagnostics) {
  const struct history *history = website->registry->history;
  if (history == NULL) return;
  struct diagnostics found = {0};
  struct finding finding = {.website = website, .diagnostics = &found};
  bool has_past = history->file_count > 0 && !history->shallow; /* else what was there is not known */
  if (website->registry->options.advice && has_past) check_removed(&finding);
  if (website->registry->options.advice) check_data_files(&finding);
  const struct gone_file **files = memory_allocate(history->gone_count, sizeof(struct gone_file *));
  for (size_t i = 0; i < history->gone_count; i++)
    files[i] = &history->gone[i];
  qsort(files, history->gone_count, sizeof *files, compare_paths);
  for (size_t i = 0; i < history->gone_count; i++)
    check_file(&finding, files[i]);
  registry_silence_found(website->registry, &found, diagnostics);
  diagnostics_free(&found);
  free(files);
  map_free(&finding.addresses);
  map_free(&finding.objects);
  arena_free(&finding.arena);
}
