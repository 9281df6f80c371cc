#include "site/menu.h"

#include "site/address.h"

/* Whether the address is that of the section or lies below it, by whole segments. */
static bool is_within(struct view url, struct view section) {
  if (section.length == 0 || !view_equal(view_slice(url, 0, section.length), section)) return false;
  return view_ends_with(section, "/") || view_starts_with(view_slice(url, section.length, SIZE_MAX), "/");
}

static void add_link(struct website *website, struct view title, struct view url) {
  struct menu_link *link = arena_allocate(&website->arena, sizeof *link);
  *link = (struct menu_link){.title = title, .url = url};
  list_append(&website->arena, &website->menu, link);
}

static void add_given(struct website *website) {
  const struct list *menu = &website->registry->site->menu;
  for (size_t i = 0; i < menu->count; i++) {
    const struct menu_item *item = (const struct menu_item *)menu->items + i;
    struct view url = text_view(item->url);
    if (view_starts_with(url, "/"))
      url = address_below_root(&website->arena, website, view_slice(url, 1, SIZE_MAX));
    add_link(website, text_view(item->title), url);
  }
}

/* Whether the register's own files have entries of the kind. */
static bool has_own(const struct registry *registry, enum entry_kind kind) {
  return registry->entries[kind].count > 0 && (registry->built_in >> kind & 1) == 0;
}

static void add_parts(struct website *website) {
  const struct registry *registry = website->registry;
  const struct addresses *addresses = &website->addresses;
  const struct part {
    bool is_there;
    const char *title;
    struct view url;
  } parts[] = {
      {has_own(registry, ENTRY_AGREEMENT), "section.agreements", addresses->agreements},
      {has_own(registry, ENTRY_NEWS), "section.news", addresses->news},
      {has_own(registry, ENTRY_ORGANIZATION), "section.organizations", addresses->organizations},
      {has_own(registry, ENTRY_PROVINCE), "section.provinces", addresses->provinces},
      {has_own(registry, ENTRY_TOPIC), "section.topics", addresses->topics},
      {registry->events.count > 0, "section.timeline", addresses->timeline},
  };
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    if (parts[i].is_there) add_link(website, website_string(website, parts[i].title), parts[i].url);
}

void menu_open(struct website *website) {
  if (website->registry->site->menu.location.line != 0)
    add_given(website);
  else
    add_parts(website);
}

struct list menu_links(struct arena *arena, const struct website *website, struct view url) {
  size_t count = website->menu.count;
  struct menu_link *links = arena_array(arena, count + 1, sizeof *links);
  for (size_t i = 0; i < count; i++) {
    links[i] = *(const struct menu_link *)list_at(&website->menu, i);
    bool is_home = view_equal(links[i].url, website->book.root);
    links[i].exact = view_equal(links[i].url, url);
    links[i].current = links[i].exact || (!is_home && is_within(url, links[i].url));
  }
  return list_of(links, count);
}
