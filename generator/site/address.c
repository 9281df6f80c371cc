#include "site/address.h"

#include "parse/body.h"

static size_t scheme_length(struct view url) {
  return view_starts_with(url, "https://")  ? strlen("https://")
         : view_starts_with(url, "http://") ? strlen("http://")
                                            : 0;
}

bool website_accepts_base(struct view base_url) {
  size_t scheme = scheme_length(base_url);
  if (scheme == 0 || base_url.length == scheme || base_url.data[scheme] == '/') return false;
  for (size_t i = 0; i < base_url.length; i++)
    if ((unsigned char)base_url.data[i] <= ' ' || strchr("\"<>\\`{}?#%", base_url.data[i]) != NULL)
      return false;
  return view_find(base_url, VIEW("/../"), 0) == VIEW_NOT_FOUND && !view_ends_with(base_url, "/..");
}

bool address_base(struct website *website, struct view base_url, struct mark mark) {
  struct site *site = website->registry->site;
  struct arena *arena = &website->arena;
  size_t scheme = scheme_length(base_url);
  if (!website_accepts_base(base_url)) {
    diagnostics_add(website->diagnostics, mark.line == 0 ? (struct view){0} : site->path, mark,
                    message_bad_base_url(base_url));
    return false;
  }
  while (base_url.length > scheme && base_url.data[base_url.length - 1] == '/')
    base_url.length--;
  size_t path = view_find_byte(base_url, '/', scheme);
  if (path == VIEW_NOT_FOUND) path = base_url.length;
  site->origin = arena_copy(arena, view_slice(base_url, 0, path));
  site->root = arena_format(arena, "%.*s/", VIEW_FORMAT(view_slice(base_url, path, SIZE_MAX)));
  site->address = arena_format(arena, "%.*s/", VIEW_FORMAT(base_url));
  return true;
}

struct view address_of(struct arena *arena, const struct website *website, struct view path) {
  return ARENA_JOIN(arena, website->registry->site->root, path);
}

struct view address_absolute(struct arena *arena, const struct website *website, struct view url) {
  return ARENA_JOIN(arena, website->registry->site->origin, url);
}

static bool is_segment(struct view segment) {
  for (size_t i = 0; i < segment.length; i++) {
    char byte = segment.data[i];
    if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte == '-' && i > 0)))
      return false;
  }
  return segment.length > 0;
}

/* With ADDRESS_PAGE behind it in memory. */
static struct view folder_address(struct arena *arena, struct view parent, struct view name,
                                  struct view behind) {
  struct view page = ARENA_JOIN(arena, parent, name, behind, VIEW(ADDRESS_PAGE));
  return view_slice(page, 0, page.length - strlen(ADDRESS_PAGE));
}

struct view address_numbered(struct arena *arena, struct view folder, int64_t number) {
  char digits[21], *begin = digits + sizeof digits; /* the sign, 19 digits and the slash */
  *--begin = '/';
  uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  do
    *--begin = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (number < 0) *--begin = '-';
  return folder_address(arena, folder, view_between(begin, digits + sizeof digits), (struct view){NULL, 0});
}

/* A section's address; the language file must have a segment for it. */
static struct view section(struct website *website, const char *name) {
  struct view segment = website_string(website, name);
  if (is_segment(segment))
    return arena_format(&website->arena, "%.*s%.*s/", VIEW_FORMAT(website->registry->site->root),
                        VIEW_FORMAT(segment));
  struct view place = theme_files_place(
      website->theme,
      arena_format(&website->arena, "i18n/%.*s.yaml", VIEW_FORMAT(website->registry->site->language)),
      &website->arena);
  diagnostics_add(website->diagnostics, place, (struct mark){0}, message_bad_segment(name));
  return website->registry->site->root;
}

/* Only where there are reviews, and a theme that shows them. */
static struct view reviews_section(struct website *website) {
  if (!website->is_shown[PAGE_REVIEW_LIST]) return (struct view){NULL, 0};
  struct view url = section(website, "segment.reviews");
  const struct list *agreements = &website->registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++)
    if (((const struct agreement *)list_at(agreements, i))->reviews.count > 0) return url;
  return (struct view){NULL, 0};
}

static void address_sections(struct website *website) {
  struct view root = website->registry->site->root;
  struct arena *arena = &website->arena;
  struct addresses *addresses = &website->addresses;
  addresses->home = root;
  addresses->news = section(website, "segment.news");
  addresses->agreements = section(website, "segment.agreements");
  addresses->reviews = reviews_section(website);
  addresses->organizations = section(website, "segment.organizations");
  addresses->people = section(website, "segment.people");
  addresses->provinces = section(website, "segment.provinces");
  addresses->topics = section(website, "segment.topics");
  addresses->timeline = section(website, "segment.timeline");
  addresses->search = section(website, "segment.search");
  addresses->search_index = arena_format(arena, "%.*sindex.json", VIEW_FORMAT(addresses->search));
  addresses->feed = arena_format(arena, "%.*sfeed.xml", VIEW_FORMAT(root));
  addresses->assets = arena_format(arena, "%.*sassets/", VIEW_FORMAT(root));
}

struct view address_section(const struct website *website, enum entry_kind kind) {
  const struct addresses *addresses = &website->addresses;
  switch (kind) {
  case ENTRY_PROVINCE:
    return addresses->provinces;
  case ENTRY_TOPIC:
    return addresses->topics;
  case ENTRY_ORGANIZATION:
    return addresses->organizations;
  case ENTRY_PERSON:
    return addresses->people;
  case ENTRY_AGREEMENT:
    return addresses->agreements;
  case ENTRY_NEWS:
    return addresses->news;
  default:
    return addresses->home;
  }
}

static void address_entry(struct website *website, struct entry *entry, struct view parent) {
  entry->url = folder_address(&website->arena, parent, entry->id, VIEW("/"));
}

/* Neighbours in time share their year's address. */
static void address_news(struct website *website) {
  const struct list *newest = &website->registry->newest[ENTRY_NEWS];
  struct view year_url = {NULL, 0};
  int year = 0;
  for (size_t i = 0; i < newest->count; i++) {
    struct news *news = list_at(newest, i);
    if (year_url.data == NULL || news->date.value.year != year) {
      year = news->date.value.year;
      year_url = address_numbered(&website->arena, website->addresses.news, year);
    }
    news->year_url = year_url;
    address_entry(website, &news->entry, year_url);
  }
}

static void address_entries(struct website *website, enum entry_kind kind) {
  const struct list *entries = &website->registry->entries[kind];
  struct view parent = address_section(website, kind);
  for (size_t i = 0; i < entries->count; i++)
    address_entry(website, list_at(entries, i), parent);
}

/* Only where there is something to compare, and a theme that shows it. */
static void address_histories(struct website *website) {
  if (!website->is_shown[PAGE_HISTORY]) return;
  struct view root = section(website, "segment.history");
  struct view segment = view_slice(root, website->registry->site->root.length, SIZE_MAX);
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < website->registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&website->registry->entries[kind], i);
      if (entry->revision_count > 1)
        entry->history_url = folder_address(&website->arena, entry->url, segment, (struct view){NULL, 0});
    }
}

/* A file name as a URL's path: what is not plain ASCII is written as %XX. */
static struct view media_url(struct website *website, struct view name) {
  struct buffer url = {0};
  buffer_format(&url, "%.*smedia/", VIEW_FORMAT(website->registry->site->root));
  buffer_add_path(&url, name);
  struct view copy = arena_copy(&website->arena, buffer_view(&url));
  buffer_free(&url);
  return copy;
}

static void address_links(struct website *website, struct body *body) {
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    struct body_link *link = &body->links[i];
    if (link->entry != NULL)
      link->url = link->entry->url;
    else if (link->scheme != NULL && strcmp(link->scheme, "media") == 0)
      link->url = media_url(website, link->target);
    else if (link->scheme != NULL && strcmp(link->scheme, "site") == 0)
      link->url = address_of(&website->arena, website, view_slice(link->target, 1, SIZE_MAX));
  }
}

static void address_photos(struct website *website, const struct list *photos) {
  for (size_t i = 0; i < photos->count; i++) {
    struct photo *photo = (struct photo *)photos->items + i;
    photo->url = media_url(website, text_view(photo->file));
  }
}

static void address_media(struct website *website, struct entry *entry) {
  if (entry->type == &news_type) address_photos(website, &((const struct news *)entry)->photos);
  if (entry->type != &agreement_type) return;
  const struct agreement *agreement = (const struct agreement *)entry;
  address_photos(website, &agreement->photos);
  for (size_t i = 0; i < agreement->documents.count; i++) {
    struct attachment *document = (struct attachment *)agreement->documents.items + i;
    document->url = media_url(website, text_view(document->file));
  }
}

void address_everything(struct website *website) {
  address_sections(website);
  struct registry *registry = website->registry;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (kind != ENTRY_NEWS) address_entries(website, kind);
  address_news(website);
  address_histories(website);
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      address_links(website, entry->body);
      address_media(website, entry);
    }
  }
}
