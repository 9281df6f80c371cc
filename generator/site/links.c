#include "site/links.h"

#include "parse/body/links.h"
#include "register/texts.h"
#include "register/web_addresses.h"
#include "schema/body.h"
#include "site/page_context.h"
#include "text/suggestion.h"
#include "text/unicode.h"

/* A suggestion looks at every address. After this many have been looked at there are no more suggestions. */
enum { ADDRESSES_LIMIT = 250000 };

struct checking {
  const struct website *website;
  struct diagnostics *diagnostics;
  struct arena arena; /* for the time of the check */
  struct texts texts;
  struct map ids;   /* path of a page -> struct list of struct view, the ids in it */
  size_t addresses; /* looked at for suggestions */
};

/* Where a link stands. */
struct place {
  const struct entry *entry; /* NULL: it is in site.yaml */
  struct view file;
  struct source_location location;
};

static void report(struct checking *checking, const struct place *place, struct message message) {
  enum severity severity = place->entry == NULL ? SEVERITY_ERROR : entry_severity(place->entry);
  diagnostics_add_as(checking->diagnostics, severity, place->file, place->location, message);
}

/* The file that a server gives for the path, which begins without /; that of a folder with or without its
 * last /. */
static const struct website_file *file_at(struct checking *checking, struct view path) {
  static const struct view page = {ADDRESS_PAGE, sizeof ADDRESS_PAGE - 1};
  struct arena *arena = &checking->arena;
  if (path.length == 0) return plan_find(checking->website, page);
  if (view_ends_with(path, "/")) return plan_find(checking->website, ARENA_JOIN(arena, path, page));
  const struct website_file *file = plan_find(checking->website, path);
  return file != NULL ? file : plan_find(checking->website, ARENA_JOIN(arena, path, VIEW("/"), page));
}

/* Revisions are not read for `kyket check`: then each entry that may have a page of them is taken to have it.
 */
static bool is_history(struct checking *checking, struct view path) {
  struct view segment = website_string(checking->website, "segment.history");
  if (view_ends_with(path, "/")) path.length--;
  if (checking->website->registry->history != NULL || path.length <= segment.length ||
      !view_equal(view_slice(path, path.length - segment.length, SIZE_MAX), segment))
    return false;
  const struct website_file *file = file_at(checking, view_slice(path, 0, path.length - segment.length));
  return file != NULL && file->maker->is_own &&
         plan_kind_of(checking->website, file->subject)->history.write != NULL;
}

/* Whether it will be the address of an entry that waits for its moment: who waits too may link to it. */
static bool is_to_come(const struct checking *checking, struct view path, const struct entry *owner) {
  const struct website *website = checking->website;
  if (owner == NULL || !owner->hidden || owner->is_draft) return false;
  for (size_t i = 0; i < website->registry->hidden.count; i++) {
    const struct entry *entry = list_at(&website->registry->hidden, i);
    enum entry_kind kind = entry_kind_of_type(entry->type);
    struct view below_root = view_slice(website->sections[kind], website->book.root.length, SIZE_MAX);
    if (entry->is_draft || view_find(path, entry->id, 0) == VIEW_NOT_FOUND ||
        !view_equal(view_slice(path, 0, below_root.length), below_root))
      continue;
    return true;
  }
  return false;
}

/* As it is typed in a link: with / in front, without ADDRESS_PAGE. */
static struct view shown_address(struct arena *arena, const struct website_file *file) {
  struct view path = file->path;
  if (view_ends_with(path, ADDRESS_PAGE)) path.length -= strlen(ADDRESS_PAGE);
  return ARENA_JOIN(arena, VIEW("/"), path);
}

static struct view last_part(struct view path) {
  if (view_ends_with(path, "/")) path.length--;
  size_t begin = path.length;
  while (begin > 0 && path.data[begin - 1] != '/')
    begin--;
  return view_slice(path, begin, SIZE_MAX);
}

/* The nearest address; else the first that ends in the same name. */
static struct view nearest_address(struct checking *checking, struct view path) {
  const struct website *website = checking->website;
  struct view root = view_slice(website->book.root, 1, SIZE_MAX), same = {NULL, 0};
  if (root.length > 0 && view_equal(view_slice(path, 0, root.length), root) &&
      file_at(checking, view_slice(path, root.length, SIZE_MAX)) != NULL)
    return ARENA_JOIN(&checking->arena, VIEW("/"), view_slice(path, root.length, SIZE_MAX));
  if (checking->addresses > ADDRESSES_LIMIT) return same;
  checking->addresses += website->files.count;
  struct view written = text_fold(&checking->arena, ARENA_JOIN(&checking->arena, VIEW("/"), path));
  struct suggestion suggestion = {.written = written};
  struct arena scratch = {0};
  for (size_t i = 0; i < website->files.count; i++) {
    struct view address = shown_address(&scratch, website->files.items[i]);
    suggestion_offer(&suggestion, address, website->files.items[i]->path);
    if (same.data == NULL && view_equal(last_part(address), last_part(written)))
      same = website->files.items[i]->path;
    arena_reset(&scratch);
  }
  arena_free(&scratch);
  if (suggestion.best.data == NULL) suggestion.best = same;
  if (suggestion.best.data == NULL) return suggestion.best;
  return shown_address(&checking->arena, plan_find(checking->website, suggestion.best));
}

/* All that stands behind ` id=` in a page: in texts and attributes quotes are escaped. */
static struct list ids_in(struct arena *arena, struct view html) {
  static const struct view sign = {" id=", sizeof " id=" - 1};
  struct list ids = {0};
  for (size_t at = 0; (at = view_find(html, sign, at)) != VIEW_NOT_FOUND;) {
    at += sign.length;
    char quote = at < html.length ? html.data[at] : ' ';
    if (quote != '"' && quote != '\'') continue;
    size_t end = view_find_byte(html, quote, at + 1);
    if (end == VIEW_NOT_FOUND) break;
    struct view *id = arena_allocate(arena, sizeof *id);
    *id = arena_copy(arena, view_slice(html, at + 1, end - at - 1));
    list_append(arena, &ids, id);
    at = end;
  }
  return ids;
}

/* The ids that a page has, which is made for that. */
static const struct list *ids_of(struct checking *checking, const struct website_file *page) {
  void **slot = map_slot(&checking->ids, page->path);
  if (*slot != NULL) return *slot;
  struct list *ids = arena_allocate(&checking->arena, sizeof *ids);
  struct arena scratch = {0};
  struct buffer html = {0};
  struct page_context context = {checking->website, page, &scratch, &html, NULL, &checking->texts};
  page->maker->write(&context);
  *ids = ids_in(&checking->arena, buffer_view(&html));
  buffer_free(&html);
  arena_free(&scratch);
  *slot = ids;
  return ids;
}

static bool has_heading(const struct entry *entry, struct view anchor) {
  const struct body_heading *headings = entry->contents.items;
  for (size_t i = 0; i < entry->contents.count; i++)
    if (view_equal(headings[i].anchor, anchor)) return true;
  return false;
}

/* Whether a template names it: without the revisions, which `kyket check` does not read, a page may lack what
 * it will have. */
static bool is_in_templates(const struct checking *checking, struct view anchor) {
  const struct website *website = checking->website;
  size_t at = 0;
  if (website->registry->history != NULL) return false;
  for (const struct map_slot *slot; (slot = map_next(&website->library.templates, &at)) != NULL;)
    if (view_find(((const struct template_text *)slot->value)->text, anchor, 0) != VIEW_NOT_FOUND)
      return true;
  return false;
}

/* The nearest id; of those that are equally near the last, since numbers that are too high are mistyped most.
 */
static struct view nearest_id(struct checking *checking, const struct list *ids, struct view anchor) {
  struct suggestion suggestion = {.written = text_slug(&checking->arena, anchor)};
  for (size_t i = ids->count; i > 0; i--) {
    const struct view *id = list_at(ids, i - 1);
    suggestion_offer(&suggestion, *id, *id);
  }
  return suggestion.best;
}

/* What every browser knows of: the top, and a text that is looked for. */
static bool is_of_browser(struct view anchor) {
  return anchor.length == 0 || view_equal_string(anchor, "top") || view_starts_with(anchor, ":~:");
}

static void check_anchor(struct checking *checking, const struct place *place,
                         const struct website_file *page, struct view fragment) {
  if (fragment.length == 0) return;
  struct view anchor = body_link_decode(&checking->arena, view_slice(fragment, 1, SIZE_MAX));
  const struct file_maker *maker = page->maker;
  /* What has not the look of a page, and redirects, which hand the place on. */
  if (is_of_browser(anchor) || maker->section == NULL || strcmp(maker->section, "missing") == 0) return;
  if (maker->is_own && has_heading(page->subject, anchor)) return;
  const struct list *ids = ids_of(checking, page);
  for (size_t i = 0; i < ids->count; i++)
    if (view_equal(*(const struct view *)list_at(ids, i), anchor)) return;
  if (is_in_templates(checking, anchor)) return;
  struct view address = shown_address(&checking->arena, page), near = nearest_id(checking, ids, anchor);
  report(checking, place,
         near.data == NULL ? message_dead_anchor(address, anchor)
                           : message_dead_anchor_near(address, anchor, near));
}

/* A path on this site, which begins with /, perhaps with a query, and a place there. */
static void check_path(struct checking *checking, const struct place *place, struct view target,
                       struct view fragment) {
  struct view typed = view_slice(target, 0, view_find_byte(target, '?', 0));
  struct view path = body_link_decode(&checking->arena, view_slice(typed, 1, SIZE_MAX));
  const struct website_file *file = file_at(checking, path);
  if (file != NULL) {
    check_anchor(checking, place, file, fragment);
    return;
  }
  if (is_history(checking, path) || is_to_come(checking, path, place->entry)) return;
  struct view near = nearest_address(checking, path);
  report(checking, place,
         near.data == NULL ? message_dead_link(target) : message_dead_link_near(target, near));
}

/* An address as it stands in a field: a path, or one with a scheme, which may be this site's. */
static void check_field(struct checking *checking, const struct place *place, struct view address) {
  struct view path = address;
  if (!view_starts_with(path, "/"))
    path = body_link_below(text_view(checking->website->registry->site->base_url), address);
  if (path.data == NULL) return;
  size_t hash = view_find_byte(path, '#', 0);
  struct view target = view_slice(path, 0, hash);
  struct view fragment = hash == VIEW_NOT_FOUND ? (struct view){NULL, 0} : view_slice(path, hash, SIZE_MAX);
  if (!view_starts_with(target, "/")) target = ARENA_JOIN(&checking->arena, VIEW("/"), target);
  check_path(checking, place, target, fragment);
}

/* The entry's own page; NULL where it has none. */
static const struct website_file *page_of(struct checking *checking, const struct entry *entry) {
  const struct address_book *book = &checking->website->book;
  struct view url = entry->hidden ? (struct view){NULL, 0} : address_book_entry(book, entry);
  return url.length == 0 ? NULL : file_at(checking, view_slice(url, book->root.length, SIZE_MAX));
}

static void check_link(struct checking *checking, const struct entry *owner, const struct body_link *link) {
  const struct place place = {owner, owner->path, link->location};
  if (link->picture != NULL) return; /* its renditions are shown in the place of the file */
  if (link->scheme != NULL && strcmp(link->scheme, "site") == 0) {
    check_path(checking, &place, link->target, link->fragment);
    return;
  }
  bool here = link->scheme != NULL && strcmp(link->scheme, "anchor") == 0;
  const struct website_file *page = here                  ? page_of(checking, owner)
                                    : link->entry != NULL ? page_of(checking, link->entry)
                                                          : NULL;
  if (page != NULL) check_anchor(checking, &place, page, link->fragment);
}

static void check_bodies(struct checking *checking) {
  const struct list *all = &checking->website->registry->all;
  for (size_t i = 0; i < all->count; i++) {
    const struct entry *entry = list_at(all, i);
    for (size_t k = 0; entry->has_addresses && k < entry->body->link_count; k++)
      check_link(checking, entry, &entry->body->links[k]);
  }
}

static void check_web_address(void *context, const struct entry *entry, const struct text *address) {
  const struct place place = {entry, entry->path, address->location};
  check_field(context, &place, text_view(*address));
}

static void check_menu(struct checking *checking) {
  const struct site *site = checking->website->registry->site;
  for (size_t i = 0; i < site->menu.count; i++) {
    const struct menu_item *item = (const struct menu_item *)site->menu.items + i;
    const struct place place = {NULL, site->path, item->url.location};
    check_field(checking, &place, text_view(item->url));
  }
}

/* Of what was removed: an entry that takes its place was found by its id. */
static void check_successors(struct checking *checking) {
  const struct list *all = &checking->website->registry->entries[ENTRY_REMOVED];
  for (size_t i = 0; i < all->count; i++) {
    const struct removed *removed = list_at(all, i);
    const struct place place = {&removed->entry, removed->entry.path, removed->replaced_by.location};
    if (removed->replaced_by.length > 0 && removed->successor == NULL)
      check_field(checking, &place, text_view(removed->replaced_by));
  }
}

void website_check_links(const struct website *website, struct diagnostics *diagnostics) {
  struct checking checking = {.website = website, .diagnostics = diagnostics};
  texts_open(&checking.texts, website->registry, website->source, true);
  check_menu(&checking);
  check_bodies(&checking);
  check_successors(&checking);
  registry_each_web_address(website->registry, check_web_address, &checking);
  diagnostics_append(diagnostics, &checking.texts.found, SEVERITY_ERROR);
  texts_close(&checking.texts);
  map_free(&checking.ids);
  arena_free(&checking.arena);
}
