#include "site/plan.h"

#include "base/memory.h"

#include <stdlib.h>

struct view website_string(const struct website *website, const char *name) {
  const struct template_text *string = map_get(&website->library.strings, view_of(name));
  return string == NULL ? (struct view){NULL, 0} : string->text;
}

const struct list *plan_newest(struct website *website, enum entry_kind kind) {
  return &website->registry->newest[kind];
}

void plan_file(struct website *website, struct website_file file) {
  struct website_files *files = &website->files;
  files->items = memory_grow(files->items, files->count, &website->file_capacity, sizeof *files->items);
  file.number = (uint32_t)files->count;
  files->items[files->count++] = file;
}

bool plan_has(const struct website *website, struct view path) {
  for (size_t i = 0; i < website->files.count; i++)
    if (view_equal(website->files.items[i].path, path)) return true;
  return false;
}

static int compare_files(const void *left, const void *right) {
  const struct website_file *a = left, *b = right;
  int order = view_compare(a->path, b->path);
  return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

static bool begins_with(struct view path, struct view begin) {
  return path.length >= begin.length && memcmp(path.data, begin.data, begin.length) == 0;
}

static void report_taken(struct website *website, const struct website_file *file) {
  diagnostics_add(website->diagnostics, SEVERITY_ERROR, file->owner, file->mark, "address-conflict",
                  "the address /%.*s is taken by another page or file; rename one of them",
                  VIEW_FORMAT(file->path));
}

/* The outermost first. They nest no deeper than a path has parts. */
static void report_folders(struct website *website, struct view path, const size_t *begins, size_t begin) {
  if (begin == 0) return;
  report_folders(website, path, begins, begins[begin]);
  struct view folder = website->files.items[begin - 1].path;
  if (path.data[folder.length] == '/')
    diagnostics_add(website->diagnostics, SEVERITY_ERROR, path, (struct mark){0}, "address-conflict",
                    "/%.*s is a file, so there can't be pages below it; rename one of them",
                    VIEW_FORMAT(folder));
}

/* Of sorted paths those that one begins with stand before it, with nothing between that doesn't begin so
 * too. */
static void check_paths(struct website *website) {
  const struct website_file *files = website->files.items;
  size_t count = website->files.count;
  /* The nearest such file, counted from 1; 0: none. Those of one path count once. */
  size_t *begins = arena_array(&website->arena, count + 1, sizeof *begins);
  for (size_t i = 1; i <= count; i++) {
    struct view path = files[i - 1].path;
    size_t begin = i - 1;
    while (begin != 0 && !begins_with(path, files[begin - 1].path))
      begin = begins[begin];
    bool taken = begin != 0 && files[begin - 1].path.length == path.length;
    begins[i] = taken ? begins[begin] : begin;
    if (taken) report_taken(website, &files[i - 1]);
    if (!taken) report_folders(website, path, begins, begin);
  }
}

void plan_finish(struct website *website) {
  struct website_files *files = &website->files;
  if (files->count > 1) qsort(files->items, files->count, sizeof *files->items, compare_files);
  check_paths(website);
}

static struct planned_page *plan_owned(struct website *website, struct planned_page page, struct view owner,
                                       struct mark mark) {
  struct planned_page *copy = arena_allocate(&website->arena, sizeof *copy);
  *copy = page;
  struct view path = view_slice(page.url, website->registry->site->root.length, SIZE_MAX);
  if (view_ends_with(page.url, "/")) path = ARENA_JOIN(&website->arena, path, VIEW("index.html"));
  plan_file(website, (struct website_file){
                         .path = path, .page = copy, .owner = owner.length > 0 ? owner : path, .mark = mark});
  return copy;
}

struct planned_page *plan_page(struct website *website, struct view url, page_writer *write,
                               const char *section) {
  struct planned_page page = {.url = url, .write = write, .section = section};
  return plan_owned(website, page, (struct view){NULL, 0}, (struct mark){0});
}

struct planned_page *plan_entry(struct website *website, struct entry *entry, page_writer *write,
                                const char *section) {
  struct planned_page page = {.url = entry->url, .write = write, .section = section, .entry = entry};
  return plan_owned(website, page, entry->path, entry->mark);
}
