#include "base/memory.h"
#include "site/address.h"

/* Whether the address is the section's or below it, by whole segments. */
static bool is_within(struct view url, struct view section) {
  if (section.length == 0 || !view_equal(view_slice(url, 0, section.length), section)) return false;
  return view_ends_with(section, "/") || view_starts_with(view_slice(url, section.length, SIZE_MAX), "/");
}

/* The menu of site.yaml, with the base path, and marked where the page belongs to the item's section. */
static struct list menu_links(const struct page_context *context, struct view url) {
  const struct site *site = context->website->registry->site;
  struct menu_link *links = arena_array(context->scratch, site->menu.count, sizeof *links);
  for (size_t i = 0; i < site->menu.count; i++) {
    const struct menu_item *item = (const struct menu_item *)site->menu.items + i;
    struct view target = text_view(item->url);
    if (view_starts_with(target, "/"))
      target = address_of(context->scratch, context->website, view_slice(target, 1, SIZE_MAX));
    bool exact = view_equal(target, url), home = view_equal(target, context->website->book.root);
    bool within = !home && is_within(url, target);
    links[i] = (struct menu_link){
        .title = text_view(item->title), .url = target, .current = exact || within, .exact = exact};
  }
  return list_of(links, site->menu.count);
}

void page_context_fill(const struct page_context *context, struct webpage *webpage) {
  const struct website *website = context->website;
  struct view url = plan_url(website, context->page);
  webpage->site = website->registry->site;
  webpage->addresses = (struct addresses *)&website->addresses;
  webpage->section = view_of(context->page->maker->section);
  webpage->menu = menu_links(context, url);
  webpage->url = url;
  webpage->canonical = address_absolute(context->scratch, website, url);
  webpage->today = website->registry->options.today;
}

enum source_text website_read_revision(const struct website *website, const unsigned char *object,
                                       size_t limit, struct arena *arena, struct view *text) {
  *text = (struct view){NULL, 0};
  if (website->source == NULL) return SOURCE_TEXT_MISSING;
  return source_read_object_text(website->source, object, limit, arena, text);
}

void page_context_render(struct page_context *context, enum page_kind kind, const void *model) {
  template_execute(website_template(context->website, kind), model, context->buffer, context->reads,
                   context->texts);
}
