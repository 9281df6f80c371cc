#include "formats/sitemap.h"
#include "site/address.h"
#include "site/pages/feeds.h"
#include "site/pages/pages.h"

static bool is_for_search(const struct file_maker *maker) {
  return maker->section != NULL && !maker->is_aside && strcmp(maker->section, "missing") != 0;
}

/* How many pages the sitemap lists: all that have a canonical address, but for those kept aside. */
static size_t count_pages(const struct website *website) {
  size_t count = 0;
  for (size_t i = 0; i < website->files.count; i++)
    count += is_for_search(website->files.items[i]->maker);
  return count;
}

/* No later than the day of the build: a clock may have been wrong. */
static struct date day_of_change(const struct page_context *context, struct date change) {
  struct date today = context->website->registry->options.today;
  if (date_day_number(change) <= date_day_number(today)) return change;
  reads_note_world(context->reads, READS_TODAY);
  return today;
}

/* The addresses of `count` such pages behind the first `before`, with the last change of an entry's own page.
 */
static struct sitemap_address *addresses_of(const struct page_context *context, size_t before, size_t count) {
  struct website_file *const *files = context->website->files.items;
  struct sitemap_address *addresses = arena_array(context->scratch, count, sizeof *addresses);
  for (size_t i = 0, at = 0; at < before + count; i++) {
    const struct website_file *page = files[i];
    if (!is_for_search(page->maker) || at++ < before) continue;
    const struct entry *entry = page->maker->is_own ? page->subject : NULL;
    struct sitemap_address *address = &addresses[at - before - 1];
    address->url = plan_url(context->website, page);
    if (entry != NULL && entry->last_change != NULL)
      address->changed = day_of_change(context, entry->last_change->date);
  }
  return addresses;
}

static size_t count_sitemaps(size_t pages) {
  return (pages + SITEMAP_LIMIT - 1) / SITEMAP_LIMIT;
}

static void write_sitemap(struct page_context *context) {
  reads_note_world(context->reads, READS_EVERYTHING);
  size_t pages = count_pages(context->website), number = context->page->number;
  if (number == 0 && pages > SITEMAP_LIMIT) {
    sitemap_write_index(context->buffer, context->website->book.home, count_sitemaps(pages));
    return;
  }
  size_t before = number == 0 ? 0 : (number - 1) * SITEMAP_LIMIT, left = pages - before;
  size_t count = left < SITEMAP_LIMIT ? left : SITEMAP_LIMIT;
  sitemap_write(context->buffer, context->website->book.origin, addresses_of(context, before, count), count);
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
  static const struct file_maker sitemap = {.write = write_sitemap}, robots = {.write = write_robots};
  struct arena *arena = &website->arena;
  const struct list *news = plan_newest(website, ENTRY_NEWS),
                    *agreements = plan_newest(website, ENTRY_AGREEMENT);
  feeds_plan(website, website->addresses.home, (struct view){NULL, 0}, news, agreements);
  plan_page(website, address_below_root(arena, website, VIEW("sitemap.xml")), &sitemap, NULL);
  size_t pages = count_pages(website);
  for (size_t number = 1; pages > SITEMAP_LIMIT && number <= count_sitemaps(pages); number++)
    plan_page(website, address_below_root(arena, website, arena_format(arena, "sitemap-%zu.xml", number)),
              &sitemap, NULL)
        ->number = (uint32_t)number;
  /* A robots.txt of the editors' own takes its place. */
  if (!plan_has(website, VIEW("robots.txt")))
    plan_page(website, address_below_root(arena, website, VIEW("robots.txt")), &robots, NULL);
}
