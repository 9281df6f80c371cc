#include "site/plan.h"

#include "base/memory.h"
#include "base/sorting.h"

#include <stdlib.h>

struct view website_string(const struct website *website, const char *name) {
  const struct template_text *string = map_get(&website->library.strings, view_of(name));
  return string == NULL ? (struct view){NULL, 0} : string->text;
}

const struct list *plan_newest(struct website *website, enum entry_kind kind) {
  return &website->registry->newest[kind];
}

static struct website_file *add_file(struct website *website, struct website_file file) {
  struct website_files *files = &website->files;
  struct website_file *copy = arena_allocate(&website->arena, sizeof *copy);
  *copy = file;
  files->items = memory_grow(files->items, files->count, &website->file_capacity, sizeof *files->items);
  files->items[files->count++] = copy;
  return copy;
}

void plan_file(struct website *website, struct view path, const struct file_maker *maker,
               const void *subject) {
  add_file(website, (struct website_file){.path = path, .maker = maker, .subject = subject});
}

/* Adds a page at the URL. The `behind` bytes of the path that are no part of the URL stand behind it in
 * memory. */
static struct website_file *add_page(struct website *website, struct view url, size_t behind,
                                     const struct file_maker *maker, const void *subject) {
  struct view whole = {url.data, url.length + behind};
  struct view path = view_slice(whole, website->book.root.length, SIZE_MAX);
  return add_file(website,
                  (struct website_file){
                      .path = path, .maker = maker, .subject = subject, .url_length = (uint32_t)url.length});
}

struct website_file *plan_page(struct website *website, struct view url, const struct file_maker *maker,
                               const void *subject) {
  if (!view_ends_with(url, "/")) return add_page(website, url, 0, maker, subject);
  struct view whole = ARENA_JOIN(&website->arena, url, VIEW(ADDRESS_PAGE));
  return plan_folder(website, view_slice(whole, 0, url.length), maker, subject);
}

struct website_file *plan_folder(struct website *website, struct view url, const struct file_maker *maker,
                                 const void *subject) {
  return add_page(website, url, strlen(ADDRESS_PAGE), maker, subject);
}

struct website_file *plan_entry(struct website *website, const struct entry *entry) {
  enum entry_kind kind = entry_kind_of_type(entry->type);
  website->planned[kind]++;
  struct view url = website->book.entries[entry->number];
  const struct file_maker *own = &website->kinds[kind]->own;
  return view_ends_with(url, "/") ? plan_folder(website, url, own, entry)
                                  : plan_page(website, url, own, entry);
}

void plan_entries(struct website *website, enum entry_kind kind) {
  const struct list *entries = &website->registry->entries[kind];
  for (size_t i = 0; i < entries->count; i++)
    plan_entry(website, list_at(entries, i));
}

struct view plan_url(const struct website *website, const struct website_file *page) {
  return (struct view){page->path.data - website->book.root.length, page->url_length};
}

bool plan_has(const struct website *website, struct view path) {
  for (size_t i = 0; i < website->files.count; i++)
    if (view_equal(website->files.items[i]->path, path)) return true;
  return false;
}

static int compare_path(const void *path, const void *file) {
  return view_compare(*(const struct view *)path, (*(struct website_file *const *)file)->path);
}

const struct website_file *plan_find(const struct website *website, struct view path) {
  const struct website_files *files = &website->files;
  struct website_file **found =
      bsearch(&path, files->items, files->count, sizeof *files->items, compare_path);
  return found == NULL ? NULL : *found;
}

static int compare_paths(const void *left, const void *right) {
  return view_compare(((const struct website_file *)left)->path, ((const struct website_file *)right)->path);
}

/* Files of one path stay in the order of planning. Most sections were planned in order already. */
static void sort_files(const struct website_files *files) {
  struct sorting_item *items = memory_allocate(files->count + 1, sizeof *items);
  for (size_t i = 0; i < files->count; i++)
    items[i] = (struct sorting_item){sorting_text_key(files->items[i]->path, 0), files->items[i]};
  sorting_sort(items, files->count, compare_paths);
  for (size_t i = 0; i < files->count; i++)
    files->items[i] = items[i].value;
  free(items);
}

static bool begins_with(struct view path, struct view begin) {
  return path.length >= begin.length && memcmp(path.data, begin.data, begin.length) == 0;
}

/* The file of the content that asks for this path; the path itself where none does. */
static struct view source_of(const struct website_file *file, struct source_location *location) {
  struct view owner = file->path;
  if (file->maker->blame != NULL) {
    file->maker->blame(file, &owner, location);
  } else if (file->maker->is_own) {
    const struct entry *entry = file->subject;
    owner = entry->path;
    *location = entry->location;
  }
  return owner;
}

/* `first` has the path of the file already. */
static void report_taken(struct website *website, const struct website_file *file,
                         const struct website_file *first) {
  struct source_location location = {0}, elsewhere = {0};
  struct view owner = source_of(file, &location), other = source_of(first, &elsewhere);
  const struct entry *entry = file->maker->blame == NULL && file->maker->is_own ? file->subject : NULL;
  bool is_removed = entry != NULL && entry->type == &removed_type;
  diagnostics_add(website->diagnostics, owner, location,
                  is_removed ? message_removed_is_there(text_view(((const struct removed *)entry)->address))
                  : view_equal(other, first->path) ? message_address_taken(file->path)
                                                   : message_address_taken_by(file->path, other));
}

/* Reports the outermost folder first. The recursion is no deeper than a path has parts. */
static void report_folders(struct website *website, struct view path, const size_t *begins, size_t begin) {
  if (begin == 0) return;
  report_folders(website, path, begins, begins[begin]);
  struct view folder = website->files.items[begin - 1]->path;
  if (path.data[folder.length] == '/')
    diagnostics_add(website->diagnostics, path, (struct source_location){0}, message_file_as_folder(folder));
}

/* In sorted paths, each prefix of a path stands before it, and all that stands between begins with that
 * prefix. */
static void check_paths(struct website *website) {
  struct website_file *const *files = website->files.items;
  size_t count = website->files.count;
  /* For each file the nearest one whose path is a prefix of its own, counted from 1; 0: none. Files of one
   * path count once. */
  size_t *begins = memory_allocate(count + 1, sizeof *begins), first = 0; /* the one that has the path */
  for (size_t i = 1; i <= count; i++) {
    struct view path = files[i - 1]->path;
    size_t begin = i - 1;
    while (begin != 0 && !begins_with(path, files[begin - 1]->path))
      begin = begins[begin];
    bool taken = begin != 0 && files[begin - 1]->path.length == path.length;
    begins[i] = taken ? begins[begin] : begin;
    if (taken) report_taken(website, files[i - 1], files[first - 1]);
    if (!taken) first = i;
    if (!taken) report_folders(website, path, begins, begin);
  }
  free(begins);
}

static bool is_own_page_of(const struct website_file *file, const struct entry *entry) {
  return file->maker->is_own && file->subject == entry;
}

/* Looks at all files: called only when it is known that some entry has no page. */
static bool has_own_page(const struct website *website, const struct entry *entry) {
  for (size_t i = 0; i < website->files.count; i++)
    if (is_own_page_of(website->files.items[i], entry)) return true;
  return false;
}

/* Reports the first entry of the kind that has no page of its own; there is one. */
static void report_unplanned(struct website *website, enum entry_kind kind) {
  const struct list *entries = &website->registry->entries[kind];
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    if (has_own_page(website, entry)) continue;
    diagnostics_add(website->diagnostics, entry->path, entry->location,
                    message_unplanned_page(website->book.entries[entry->number]));
    return;
  }
}

static void check_entries(struct website *website) {
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (website->kinds[kind]->own.write != NULL &&
        website->planned[kind] != website->registry->entries[kind].count)
      report_unplanned(website, kind);
}

/* What any file system takes: names of 255 bytes, and paths that stay below PATH_MAX even where the output
 * folder lies deep below others. */
enum { PATH_LIMIT = 2048, PART_LIMIT = 255, PARTS_LIMIT = 128, SHOWN_BYTES = 60 };

/* The first bytes of a path, not cut within a character. */
static void check_length(struct website *website, const struct website_file *file) {
  /* A path as short as this is within the other limits too. */
  if (file->path.length <= PART_LIMIT) return;
  size_t longest = 0;
  long long parts = 0;
  struct view rest = file->path, part;
  for (; view_next(&rest, '/', &part); parts++)
    if (part.length > longest) longest = part.length;
  if (file->path.length <= PATH_LIMIT && longest <= PART_LIMIT && parts <= PARTS_LIMIT) return;
  struct source_location location = {0};
  struct view owner = source_of(file, &location);
  diagnostics_add(website->diagnostics, owner, location,
                  message_address_too_long(view_shorten(file->path, SHOWN_BYTES),
                                           (long long)file->path.length, parts, (long long)longest));
}

void plan_finish(struct website *website) {
  check_entries(website);
  sort_files(&website->files);
  for (size_t i = 0; i < website->files.count; i++)
    check_length(website, website->files.items[i]);
  check_paths(website);
}
