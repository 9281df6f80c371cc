#include "site/plan.h"

struct view website_string(const struct website *website, const char *name) {
  const struct template_text *string = map_get(&website->library.strings, view_of(name));
  return string == NULL ? (struct view){NULL, 0} : string->text;
}

const struct list *plan_newest(struct website *website, enum entry_kind kind) {
  return &website->registry->newest[kind];
}

void plan_file(struct website *website, struct website_file file, struct view owner, struct mark mark) {
  void **slot = map_slot(&website->paths, file.path);
  if (*slot != NULL) {
    diagnostics_add(website->diagnostics, SEVERITY_ERROR, owner, mark, "address-conflict",
                    "the address /%.*s is taken by another page or file; rename one of them",
                    VIEW_FORMAT(file.path));
    return;
  }
  struct website_file *copy = arena_allocate(&website->arena, sizeof *copy);
  *copy = file;
  *slot = copy;
  list_append(&website->arena, &website->planned, copy);
}

static struct planned_page *plan_owned(struct website *website, struct planned_page page, struct view owner,
                                       struct mark mark) {
  struct planned_page *copy = arena_allocate(&website->arena, sizeof *copy);
  *copy = page;
  struct view path = view_slice(page.url, website->registry->site->root.length, SIZE_MAX);
  if (view_ends_with(page.url, "/")) path = ARENA_JOIN(&website->arena, path, VIEW("index.html"));
  plan_file(website, (struct website_file){.path = path, .page = copy}, owner.length > 0 ? owner : path,
            mark);
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
