#include "formats/sitemap.h"
#include "site/address.h"
#include "site/feeds.h"

static bool is_for_search(const struct planned_page *page) {
  return page != NULL && page->section != NULL && !page->is_aside && strcmp(page->section, "missing") != 0;
}

/* The pages that search engines may know: all with a canonical address but those
 * beside others, their last change where an entry has
 * one. */
static struct sitemap_address *addresses_of(const struct writing *writing, size_t *count) {
  const struct website_files *files = &writing->website->files;
  struct sitemap_address *addresses = arena_array(writing->scratch, files->count, sizeof *addresses);
  *count = 0;
  for (size_t i = 0; i < files->count; i++) {
    const struct planned_page *page = files->items[i]->page;
    if (!is_for_search(page)) continue;
    addresses[*count].url = page->url;
    const struct entry *entry = page->entry;
    if (entry != NULL && entry->last_change != NULL) addresses[*count].changed = entry->last_change->date;
    (*count)++;
  }
  return addresses;
}

static void write_sitemap(struct writing *writing) {
  reads_note_world(writing->reads, READS_EVERYTHING);
  const struct site *site = writing->website->registry->site;
  size_t count = 0, number = writing->page->number;
  const struct sitemap_address *addresses = addresses_of(writing, &count);
  if (number == 0 && count > SITEMAP_LIMIT) {
    sitemap_write_index(writing->buffer, site->address, (count + SITEMAP_LIMIT - 1) / SITEMAP_LIMIT);
    return;
  }
  size_t begin = number == 0 ? 0 : (number - 1) * SITEMAP_LIMIT;
  size_t left = count - begin;
  sitemap_write(writing->buffer, site->origin, addresses + begin,
                left < SITEMAP_LIMIT ? left : SITEMAP_LIMIT);
}

static void write_robots(struct writing *writing) {
  buffer_format(writing->buffer, "User-agent: *\nAllow: /\n\nSitemap: %.*ssitemap.xml\n",
                VIEW_FORMAT(writing->website->registry->site->address));
}

static size_t count_pages(const struct website *website) {
  size_t count = 0;
  for (size_t i = 0; i < website->files.count; i++)
    if (is_for_search(website->files.items[i]->page)) count++;
  return count;
}

void plan_machine_files(struct website *website) {
  struct arena *arena = &website->arena;
  const struct list *news = plan_newest(website, ENTRY_NEWS),
                    *agreements = plan_newest(website, ENTRY_AGREEMENT);
  feeds_plan(website, website->addresses.home, (struct view){NULL, 0}, news, agreements);
  plan_page(website, address_of(arena, website, VIEW("sitemap.xml")), write_sitemap, NULL);
  size_t pages = count_pages(website);
  for (size_t number = 1; pages > SITEMAP_LIMIT && number <= (pages + SITEMAP_LIMIT - 1) / SITEMAP_LIMIT;
       number++)
    plan_page(website, address_of(arena, website, arena_format(arena, "sitemap-%zu.xml", number)),
              write_sitemap, NULL)
        ->number = number;
  /* One of the editors' own takes its place. */
  if (!plan_has(website, VIEW("robots.txt")))
    plan_page(website, address_of(arena, website, VIEW("robots.txt")), write_robots, NULL);
}
