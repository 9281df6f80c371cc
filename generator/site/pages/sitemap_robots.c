#include "base/map.h"
#include "formats/sitemap.h"
#include "schema/fingerprint.h"
#include "site/address.h"
#include "site/pages/feeds.h"
#include "site/pages/pages.h"

#include <stdlib.h>

static bool is_for_search(const struct file_maker *maker) {
  return maker->section != NULL && !maker->is_aside && strcmp(maker->section, "missing") != 0;
}

/* No later than the day of the build: a clock may have been wrong. */
static struct date day_of_change(const struct page_context *context, struct date change) {
  struct date today = context->website->registry->options.today;
  if (date_day_number(change) <= date_day_number(today)) return change;
  reads_note_world(context->reads, READS_TODAY);
  return today;
}

/* Some of the pages, in the order in which they were planned: the own pages of a kind's entries, of those
 * with a day of one year; or a section's other pages. So a new entry rewrites its part alone, and the index
 * stays. */
struct part {
  uint64_t key;
  struct view name; /* of its file, between "sitemap-" and ".xml" */
  struct list pages;
  uint64_t inputs;
};

struct parts {
  struct website *website;
  struct map by_key;
  struct list all;
  struct list_builder lists;
};

static void write_part(struct page_context *context) {
  const struct part *part = context->page->subject;
  struct sitemap_address *addresses = arena_array(context->scratch, part->pages.count, sizeof *addresses);
  for (size_t i = 0; i < part->pages.count; i++) {
    const struct website_file *page = list_at(&part->pages, i);
    addresses[i].url = plan_url(context->website, page);
    if (!page->maker->is_own) continue;
    const struct revision *change =
        *(struct revision *const *)reads_field(context->reads, page->subject, "last_change");
    if (change != NULL) addresses[i].changed = day_of_change(context, change->date);
  }
  sitemap_write(context->buffer, context->website->book.origin, addresses, part->pages.count);
}

static void write_index(struct page_context *context) {
  const struct list *parts = context->page->subject;
  struct view *names = arena_array(context->scratch, parts->count + 1, sizeof *names);
  for (size_t i = 0; i < parts->count; i++)
    names[i] = ((const struct part *)list_at(parts, i))->name;
  sitemap_write_index(context->buffer, context->website->book.home, names, parts->count);
}

static uint64_t key_of(const struct website_file *page) {
  if (!page->maker->is_own) return fingerprint_view(view_of(page->maker->section));
  const struct entry *entry = page->subject;
  return fingerprint_mix(entry_kind_of_type(entry->type) + 1, (uint64_t)entry_date(entry).year);
}

static struct view name_of(struct arena *arena, const struct website_file *page) {
  if (!page->maker->is_own) return arena_format(arena, "%s-lists", page->maker->section);
  const struct entry *entry = page->subject;
  struct date date = entry_date(entry);
  if (date.precision == DATE_NONE) return view_of(entry->type->name);
  return arena_format(arena, "%s-%d", entry->type->name, (int)date.year);
}

/* The part that the page belongs to; another one when that is full. */
static struct part *part_of(struct parts *parts, const struct website_file *page) {
  uint64_t key = key_of(page);
  struct part *part = map_get(&parts->by_key, (struct view){(const char *)&key, sizeof key});
  if (part != NULL && part->pages.count < SITEMAP_LIMIT) return part;
  struct arena *arena = &parts->website->arena;
  struct part *fresh = arena_allocate(arena, sizeof *fresh);
  fresh->key = key;
  fresh->name =
      part == NULL ? name_of(arena, page) : arena_format(arena, "%.*s-more", VIEW_FORMAT(part->name));
  *map_slot(&parts->by_key, (struct view){(const char *)&fresh->key, sizeof fresh->key}) = fresh;
  list_append(arena, &parts->all, fresh);
  return fresh;
}

static int compare_names(const void *left, const void *right) {
  return view_compare((*(struct part *const *)left)->name, (*(struct part *const *)right)->name);
}

static void plan_sitemaps(struct website *website) {
  static const struct file_maker index = {.write = write_index}, maker = {.write = write_part};
  struct arena *arena = &website->arena;
  struct parts parts = {.website = website, .lists = {.arena = arena}};
  for (size_t i = 0; i < website->files.count; i++) {
    struct website_file *page = website->files.items[i];
    if (!is_for_search(page->maker)) continue;
    struct part *part = part_of(&parts, page);
    list_builder_add(&parts.lists, &part->pages, page);
    part->inputs = fingerprint_mix_view(part->inputs, page->path);
  }
  map_free(&parts.by_key);
  if (parts.all.count > 1) qsort(parts.all.items, parts.all.count, sizeof(void *), compare_names);
  struct list *all = arena_allocate(arena, sizeof *all);
  *all = parts.all;
  uint64_t names = 0;
  for (size_t i = 0; i < all->count; i++) {
    const struct part *part = list_at(all, i);
    struct view path = arena_format(arena, "sitemap-%.*s.xml", VIEW_FORMAT(part->name));
    plan_page(website, address_below_root(arena, website, path), &maker, part)->inputs = part->inputs;
    names = fingerprint_mix_view(names, part->name);
  }
  plan_page(website, address_below_root(arena, website, VIEW("sitemap.xml")), &index, all)->inputs = names;
}

static void write_robots(struct page_context *context) {
  if (registry_is_preview(&context->website->registry->options)) {
    buffer_add_string(context->buffer, "User-agent: *\nDisallow: /\n");
    return;
  }
  buffer_format(context->buffer, "User-agent: *\nAllow: /\n\nSitemap: %.*ssitemap.xml\n",
                VIEW_FORMAT(context->website->book.home));
}

void plan_sitemap_robots(struct website *website) {
  static const struct file_maker robots = {.write = write_robots};
  struct arena *arena = &website->arena;
  const struct list *news = plan_newest(website, ENTRY_NEWS),
                    *agreements = plan_newest(website, ENTRY_AGREEMENT);
  feeds_plan(website, website->addresses.home, (struct view){NULL, 0}, news, agreements);
  plan_sitemaps(website);
  /* A robots.txt of the editors' own takes its place. */
  if (!plan_has(website, VIEW("robots.txt")))
    plan_page(website, address_below_root(arena, website, VIEW("robots.txt")), &robots, NULL);
}
