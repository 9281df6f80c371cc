#include "parts/links/gather.h"

#include "base/memory.h"
#include "parse/body/links.h"
#include "register/web_addresses.h"
#include "schema/body.h"

#include <stdlib.h>

struct gathering {
  struct external_links *links;
  struct view home; /* of the site itself */
  wants_file *wants;
  void *context;
};

/* From behind the // up to the path. */
static struct view authority_of(struct view url) {
  size_t begin = view_find(url, VIEW("//"), 0) + 2, end = begin;
  while (end < url.length && strchr("/?#", url.data[end]) == NULL)
    end++;
  return view_slice(url, begin, end - begin);
}

struct view link_host(struct arena *arena, struct view url) {
  struct view host = authority_of(url);
  char *small = arena_allocate(arena, host.length + 1);
  for (size_t i = 0; i < host.length; i++)
    small[i] = host.data[i] >= 'A' && host.data[i] <= 'Z' ? (char)(host.data[i] | 0x20) : host.data[i];
  return (struct view){small, host.length};
}

/* As it is sent. A host with letters beyond ASCII is left to the library. */
static struct view encode(struct arena *arena, struct view url) {
  struct view host = authority_of(url);
  size_t path = (size_t)(host.data - url.data) + host.length;
  struct buffer text = {0};
  buffer_add(&text, view_slice(url, 0, path));
  for (size_t i = path; i < url.length; i++) {
    unsigned char byte = (unsigned char)url.data[i];
    if (byte <= ' ' || byte >= 0x7f || strchr("\"<>\\^`{|}", byte) != NULL)
      buffer_format(&text, "%%%02X", byte);
    else
      buffer_add_byte(&text, url.data[i]);
  }
  struct view encoded = arena_copy(arena, buffer_view(&text));
  buffer_free(&text);
  return encoded;
}

static struct external_link *link_of(struct external_links *links, struct view url, struct view written) {
  void **slot = map_slot(&links->by_url, url);
  if (*slot == NULL) {
    links->items = memory_grow(links->items, links->count, &links->capacity, sizeof *links->items);
    links->items[links->count++] = (struct external_link){.url = url, .written = written};
    *slot = (void *)(uintptr_t)links->count;
  }
  return &links->items[(uintptr_t)*slot - 1];
}

static void add(const struct gathering *gathering, struct view file, struct source_location location,
                struct view address) {
  struct external_links *links = gathering->links;
  bool is_web = view_starts_with(address, "http://") || view_starts_with(address, "https://");
  if (!is_web || body_link_below(gathering->home, address).data != NULL) return;
  struct view bare = view_slice(address, 0, view_find_byte(address, '#', 0)), host = authority_of(bare);
  /* Names and passwords are sent to nobody. */
  if (host.length == 0 || view_find_byte(host, '@', 0) != VIEW_NOT_FOUND) return;
  struct external_link *link = link_of(links, encode(&links->arena, bare), bare);
  struct link_place *place = arena_allocate(&links->arena, sizeof *place);
  *place = (struct link_place){link->places, file, location,
                               gathering->wants == NULL || gathering->wants(gathering->context, file)};
  link->places = place;
  link->is_wanted = link->is_wanted || place->is_wanted;
}

static void add_field(void *context, const struct entry *entry, const struct text *address) {
  if (!entry->hidden) add(context, entry->path, address->location, text_view(*address));
}

static void add_body(const struct gathering *gathering, const struct entry *entry) {
  for (size_t i = 0; entry->body != NULL && i < entry->body->link_count; i++) {
    const struct body_link *link = &entry->body->links[i];
    if (link->scheme != NULL && strcmp(link->scheme, "web") == 0)
      add(gathering, entry->path, link->location, link->target);
  }
}

void links_gather(struct external_links *links, const struct registry *registry, wants_file *wants,
                  void *context) {
  struct gathering gathering = {links, text_view(registry->site->base_url), wants, context};
  const struct site *site = registry->site;
  for (size_t i = 0; i < registry->all.count; i++) {
    const struct entry *entry = list_at(&registry->all, i);
    if (!entry->hidden) add_body(&gathering, entry);
  }
  registry_each_web_address(registry, add_field, &gathering);
  for (size_t i = 0; i < site->menu.count; i++) {
    const struct text *url = &((const struct menu_item *)site->menu.items + i)->url;
    add(&gathering, site->path, url->location, text_view(*url));
  }
}

void links_free(struct external_links *links) {
  map_free(&links->by_url);
  free(links->items);
  arena_free(&links->arena);
}
