#include "site/address.h"

#include "site/plan.h"

enum { BASE_BYTES_LIMIT = 2000 };

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
  bool is_file = view_ends_with(base_url, ".html") || view_ends_with(base_url, ".htm") ||
                 view_ends_with(base_url, ".php"); /* the address of a page, below which there is none */
  return !is_file && view_find(base_url, VIEW("/../"), 0) == VIEW_NOT_FOUND &&
         !view_ends_with(base_url, "/..");
}

bool address_base(struct website *website, struct view base_url, struct source_location location) {
  const struct site *site = website->registry->site;
  struct arena *arena = &website->arena;
  size_t scheme = scheme_length(base_url);
  if (!website_accepts_base(base_url)) {
    diagnostics_add(website->diagnostics, location.line == 0 ? (struct view){0} : site->path, location,
                    message_bad_base_url(base_url));
    return false;
  }
  if (base_url.length > BASE_BYTES_LIMIT) {
    diagnostics_add(website->diagnostics, location.line == 0 ? (struct view){0} : site->path, location,
                    message_long_base_url((long long)base_url.length, BASE_BYTES_LIMIT));
    return false;
  }
  while (base_url.length > scheme && base_url.data[base_url.length - 1] == '/')
    base_url.length--;
  size_t path = view_find_byte(base_url, '/', scheme);
  if (path == VIEW_NOT_FOUND) path = base_url.length;
  website->book.origin = arena_copy(arena, view_slice(base_url, 0, path));
  website->book.root = arena_format(arena, "%.*s/", VIEW_FORMAT(view_slice(base_url, path, SIZE_MAX)));
  website->book.home = arena_format(arena, "%.*s/", VIEW_FORMAT(base_url));
  return true;
}

struct view address_below_root(struct arena *arena, const struct website *website, struct view path) {
  return ARENA_JOIN(arena, website->book.root, path);
}

struct view address_absolute(struct arena *arena, const struct website *website, struct view url) {
  return ARENA_JOIN(arena, website->book.origin, url);
}

static bool is_segment(struct view segment) {
  for (size_t i = 0; i < segment.length; i++) {
    char byte = segment.data[i];
    if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte == '-' && i > 0)))
      return false;
  }
  return segment.length > 0;
}

/* The address of a folder, with ADDRESS_PAGE behind it in memory. */
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

/* The address of a section, for which the language file must have a segment. */
static struct view section(struct website *website, const char *name) {
  struct view segment = website_string(website, name);
  if (is_segment(segment))
    return arena_format(&website->arena, "%.*s%.*s/", VIEW_FORMAT(website->book.root), VIEW_FORMAT(segment));
  struct view place = theme_files_place(
      website->theme,
      arena_format(&website->arena, "i18n/%.*s.yaml", VIEW_FORMAT(website->registry->site->language)),
      &website->arena);
  diagnostics_add(website->diagnostics, place, (struct source_location){0}, message_bad_segment(name));
  return website->book.root;
}

struct view address_segment(const struct website *website, const char *name) {
  struct view segment = website_string(website, name);
  return segment.length > 0 ? segment : view_of(strchr(name, '.') + 1);
}

struct view address_list_pages(struct arena *arena, const struct website *website, struct view front) {
  return ARENA_JOIN(arena, front, address_segment(website, "segment.list_page"), VIEW("/"));
}

/* The address of a part of the agreements, which has one only where the theme shows its pages. */
static struct view agreements_part(struct website *website, enum page_kind kind, const char *name) {
  if (!website->is_shown[kind]) return (struct view){NULL, 0};
  return ARENA_JOIN(&website->arena, website->addresses.agreements, address_segment(website, name),
                    VIEW("/"));
}

/* Reviews have an address only where there are any and the theme shows them. */
static struct view reviews_section(struct website *website) {
  if (!website->is_shown[PAGE_REVIEW_LIST]) return (struct view){NULL, 0};
  struct view url = section(website, "segment.reviews");
  const struct list *agreements = &website->registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++)
    if (((const struct agreement *)list_at(agreements, i))->reviews.count > 0) return url;
  return (struct view){NULL, 0};
}

static void address_sections(struct website *website) {
  struct view root = website->book.root;
  struct arena *arena = &website->arena;
  struct addresses *addresses = &website->addresses;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    website->sections[kind] =
        website->kinds[kind]->segment == NULL ? root : section(website, website->kinds[kind]->segment);
  addresses->home = root;
  addresses->news = website->sections[ENTRY_NEWS];
  addresses->agreements = website->sections[ENTRY_AGREEMENT];
  addresses->reviews = reviews_section(website);
  addresses->statuses = agreements_part(website, PAGE_AGREEMENT_SUBSET, "segment.statuses");
  addresses->endings = website->is_shown[PAGE_ENDING_YEAR] && website->is_shown[PAGE_ENDING_PART]
                           ? agreements_part(website, PAGE_ENDING_LIST, "segment.endings")
                           : (struct view){NULL, 0};
  addresses->organizations = website->sections[ENTRY_ORGANIZATION];
  addresses->people = website->sections[ENTRY_PERSON];
  addresses->provinces = website->sections[ENTRY_PROVINCE];
  addresses->topics = website->sections[ENTRY_TOPIC];
  addresses->timeline = section(website, "segment.timeline");
  addresses->search = section(website, "segment.search");
  if (website->is_shown[PAGE_DATA]) addresses->data = section(website, "segment.data");
  addresses->feed = arena_format(arena, "%.*sfeed.xml", VIEW_FORMAT(root));
  addresses->assets = arena_format(arena, "%.*sassets/", VIEW_FORMAT(root));
}

/* Entries that follow each other in time share the folder of their year. */
static void address_by_year(struct website *website, enum entry_kind kind, struct view *addresses) {
  const struct list *newest = &website->registry->newest[kind];
  struct view folder = {NULL, 0};
  int year = 0;
  for (size_t i = 0; i < newest->count; i++) {
    const struct entry *entry = list_at(newest, i);
    struct date date = entry_date(entry);
    if (folder.data == NULL || date.year != year) {
      year = date.year;
      folder = address_numbered(&website->arena, website->sections[kind], year);
    }
    addresses[entry->number] = folder_address(&website->arena, folder, entry->id, VIEW("/"));
  }
}

/* A path that names a file of HTML is that file's, any other a folder's. */
static void address_by_path(struct website *website, enum entry_kind kind, struct view *addresses) {
  const struct list *entries = &website->registry->entries[kind];
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    struct view root = website->sections[kind];
    addresses[entry->number] = view_ends_with(entry->id, ".html") || view_ends_with(entry->id, ".htm")
                                   ? ARENA_JOIN(&website->arena, root, entry->id)
                                   : folder_address(&website->arena, root, entry->id, VIEW("/"));
  }
}

static void address_by_id(struct website *website, enum entry_kind kind, struct view *addresses) {
  const struct list *entries = &website->registry->entries[kind];
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    addresses[entry->number] = folder_address(&website->arena, website->sections[kind], entry->id, VIEW("/"));
  }
}

static void address_entries(struct website *website) {
  struct view *addresses =
      arena_array(&website->arena, website->registry->entry_count + 1, sizeof *addresses);
  website->book.entries = addresses;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
    if (website->kinds[kind]->own.write == NULL) continue;
    if (entry_types[kind]->key != NULL)
      address_by_path(website, kind, addresses);
    else if (website->kinds[kind]->by_year)
      address_by_year(website, kind, addresses);
    else
      address_by_id(website, kind, addresses);
  }
}

static void address_histories_of(struct website *website, enum entry_kind kind, struct view segment,
                                 struct view *addresses) {
  const struct list *entries = &website->registry->entries[kind];
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    if (entry->revision_count > 1)
      addresses[entry->number] = folder_address(&website->arena, website->book.entries[entry->number],
                                                segment, (struct view){NULL, 0});
  }
}

/* An entry has a page of its revisions only where there is something to compare and the theme shows it. */
static void address_histories(struct website *website) {
  if (!website->is_shown[PAGE_HISTORY]) return;
  struct view root = section(website, "segment.history");
  struct view segment = view_slice(root, website->book.root.length, SIZE_MAX);
  struct view *addresses =
      arena_array(&website->arena, website->registry->entry_count + 1, sizeof *addresses);
  website->book.histories = addresses;
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (website->kinds[kind]->history.write != NULL) address_histories_of(website, kind, segment, addresses);
}

void address_everything(struct website *website) {
  address_sections(website);
  address_entries(website);
  address_histories(website);
}
