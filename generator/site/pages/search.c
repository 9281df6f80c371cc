#include "formats/search_index.h"
#include "register/names.h"
#include "schema/fingerprint.h"
#include "site/pages/pages.h"
#include "text/unicode.h"

static void write_search(struct page_context *context) {
  struct search_page model = {0};
  page_context_fill(context, &model.webpage);
  page_context_render(context, PAGE_SEARCH, &model);
}

/* What the index takes of a kind's entries. */
enum { TEXTS = 5 };
struct searched {
  const struct field *texts[TEXTS];
  size_t text_count;
  const struct field *other_names; /* NULL: the kind has none */
  uint32_t mask;                   /* of the bits that are read */
};

static struct searched searched_of(enum entry_kind kind) {
  static const char *const texts[TEXTS] = {"number", "summary", "short_title", "code", "description"};
  static const char *const derived[] = {"heading", "short_heading", "url", "validity_days", "is_signer"};
  const struct record_type *type = entry_types[kind];
  struct searched searched = {.mask = UINT32_C(1) << READS_OWN,
                              .other_names = record_type_find(type, VIEW("other_names"))};
  for (size_t i = 0; i < TEXTS; i++) {
    const struct field *field = record_type_find(type, view_of(texts[i]));
    if (field != NULL) searched.texts[searched.text_count++] = field;
  }
  for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++) {
    const struct field *field = record_type_find(type, view_of(derived[i]));
    if (field != NULL) searched.mask |= UINT32_C(1) << reads_bit(type, field);
  }
  return searched;
}

enum { NAMES = 64 }; /* the most names that an entry is found by */

static size_t add_name(struct view *names, size_t count, const struct entry *entry, struct view name) {
  if (name.length == 0 || count == NAMES || view_equal(name, entry->heading)) return count;
  for (size_t i = 0; i < count; i++)
    if (view_equal(names[i], name)) return count;
  names[count] = name;
  return count + 1;
}

/* By which names besides its heading a reader may know the entry. */
static size_t find_names(struct view names[NAMES], const struct searched *searched,
                         const struct entry *entry) {
  size_t count = 0;
  bool is_unit = entry->type == &organization_type || entry->type == &province_type;
  if (is_unit) count = add_name(names, count, entry, entry->short_heading);
  for (size_t i = names_count(entry); is_unit && i-- > 0 && count < NAMES;) {
    struct unit_name name = names_at(entry, i);
    count = add_name(names, count, entry, name.name);
    count = add_name(names, count, entry, name.short_name);
  }
  if (searched->other_names == NULL) return count;
  const struct list *others = (const void *)((const char *)entry + searched->other_names->offset);
  for (size_t i = 0; i < others->count && count < NAMES; i++)
    count = add_name(names, count, entry, text_view(((const struct text *)others->items)[i]));
  return count;
}

/* What a reader may type to find the entry, folded. */
static struct view searchable(struct arena *scratch, const struct searched *searched,
                              const struct entry *entry, const struct view *names, size_t count) {
  struct buffer words = {0};
  buffer_add(&words, entry->heading);
  for (size_t i = 0; i < count; i++) {
    buffer_add_byte(&words, ' ');
    buffer_add(&words, names[i]);
  }
  for (size_t i = 0; i < searched->text_count; i++) {
    const struct text *text = (const void *)((const char *)entry + searched->texts[i]->offset);
    if (text->length == 0) continue;
    buffer_add_byte(&words, ' ');
    buffer_add(&words, text_view(*text));
  }
  struct view folded = text_fold(scratch, buffer_view(&words));
  buffer_free(&words);
  return folded;
}

/* Signers are apart from other people. */
static struct view kind_of(const struct entry *entry) {
  bool signer = entry->type == &person_type && ((const struct person *)entry)->is_signer;
  return signer ? VIEW("signer") : entry->entry_kind;
}

static void add_entry(struct page_context *context, const struct searched *searched,
                      const struct entry *entry) {
  struct view names[NAMES];
  size_t count = find_names(names, searched, entry);
  struct search_entry found = {.kind = kind_of(entry),
                               .title = entry->heading,
                               .url = context->website->book.entries[entry->number],
                               .text = searchable(context->scratch, searched, entry, names, count),
                               .names = names,
                               .name_count = count};
  struct date date = entry_date(entry);
  struct buffer iso = {0};
  if (date.precision == DATE_TIME) date.precision = DATE_DAY;
  date_add_iso(&iso, date);
  found.date = buffer_view(&iso);
  if (entry->type == &agreement_type) found.days = ((const struct agreement *)entry)->validity_days;
  search_index_add(context->buffer, &found);
  buffer_free(&iso);
}

/* The kinds that are searched, in the order of their places; how many. */
static size_t searched_kinds(const struct website *website, enum entry_kind kinds[ENTRY_KINDS]) {
  size_t count = 0;
  for (unsigned place = 1; place <= ENTRY_KINDS; place++)
    for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
      if (website->kinds[kind]->search_place == place) kinds[count++] = kind;
  return count;
}

/* Each part of the index has this many dated entries (agreements and news), some hundred thousand bytes. A
 * browser has the newest of them at once, one part of them at least, with all that has no date; the older
 * parts it gets while its reader looks at what they gave. They are counted from the oldest, so that a new
 * entry changes none of them. */
enum { PART = 1000 };

/* Of the index itself: how many parts there are besides, by the dated entries, oldest first. */
static size_t count_parts(size_t dated) {
  return dated < 2 * (size_t)PART ? 0 : dated / PART - 1;
}

/* A walk through agreements and news, oldest first: how many of each are still to come. */
struct dated {
  size_t agreements, news;
};

static struct dated all_dated(const struct registry *registry) {
  return (struct dated){registry->newest[ENTRY_AGREEMENT].count, registry->newest[ENTRY_NEWS].count};
}

static const struct entry *next_dated(const struct registry *registry, struct dated *left) {
  const struct list *agreements = &registry->newest[ENTRY_AGREEMENT], *news = &registry->newest[ENTRY_NEWS];
  const struct entry *a = left->agreements == 0 ? NULL : list_at(agreements, left->agreements - 1),
                     *b = left->news == 0 ? NULL : list_at(news, left->news - 1);
  bool first = b == NULL || (a != NULL && a->newest_rank > b->newest_rank);
  left->agreements -= first;
  left->news -= !first;
  return first ? a : b;
}

/* The dated entries that stand in no part are ranked up to this; they are the index's subject. */
static uint32_t lowest_rank(const struct registry *registry, const struct website_file *index) {
  if (index->number == 0) return UINT32_MAX;
  struct dated left = *(const struct dated *)index->subject;
  return next_dated(registry, &left)->newest_rank;
}

static bool is_in_part(enum entry_kind kind, const struct entry *entry, uint32_t lowest) {
  return (kind == ENTRY_AGREEMENT || kind == ENTRY_NEWS) && entry->newest_rank > lowest;
}

static void write_entry(struct page_context *context, const struct searched *searched,
                        const struct entry *entry) {
  if (context->reads != NULL) reads_note_number(context->reads, entry->number, searched->mask);
  add_entry(context, searched, entry);
}

static void write_index(struct page_context *context) {
  const struct registry *registry = context->website->registry;
  uint32_t lowest = lowest_rank(registry, context->page);
  search_index_begin(context->buffer, context->page->number);
  enum entry_kind order[ENTRY_KINDS];
  size_t kinds = searched_kinds(context->website, order);
  for (size_t k = 0; k < kinds; k++) {
    struct searched searched = searched_of(order[k]);
    for (size_t i = 0; i < registry->entries[order[k]].count; i++) {
      const struct entry *entry = list_at(&registry->entries[order[k]], i);
      if (!is_in_part(order[k], entry, lowest)) write_entry(context, &searched, entry);
    }
  }
  search_index_end(context->buffer);
}

static void write_part(struct page_context *context) {
  const struct registry *registry = context->website->registry;
  struct dated left = *(const struct dated *)context->page->subject;
  const struct searched agreement = searched_of(ENTRY_AGREEMENT), news = searched_of(ENTRY_NEWS);
  search_index_begin(context->buffer, 0);
  for (size_t i = 0; i < PART; i++) {
    const struct entry *entry = next_dated(registry, &left);
    write_entry(context, entry->type == &news_type ? &news : &agreement, entry);
  }
  search_index_end(context->buffer);
}

/* Which entries there are, in their order, and how many parts. */
static uint64_t index_inputs(const struct website *website, const struct website_file *page) {
  const struct registry *registry = website->registry;
  uint64_t inputs = page->number;
  uint32_t lowest = lowest_rank(registry, page);
  enum entry_kind order[ENTRY_KINDS];
  size_t kinds = searched_kinds(website, order);
  for (size_t k = 0; k < kinds; k++)
    for (size_t i = 0; i < registry->entries[order[k]].count; i++) {
      const struct entry *entry = list_at(&registry->entries[order[k]], i);
      if (!is_in_part(order[k], entry, lowest)) inputs = fingerprint_mix(inputs, entry->key);
    }
  return inputs;
}

/* Plans the part that begins with the first of `left`, and moves `left` to where the next begins. */
static void plan_part(struct website *website, size_t number, struct dated *left) {
  static const struct file_maker maker = {.write = write_part};
  struct view url =
      arena_format(&website->arena, "%.*s%zu.json", VIEW_FORMAT(website->addresses.search), number);
  struct dated *begin = arena_allocate(&website->arena, sizeof *begin);
  *begin = *left;
  struct website_file *part = plan_page(website, url, &maker, begin);
  for (size_t i = 0; i < PART; i++)
    part->inputs = fingerprint_mix(part->inputs, next_dated(website->registry, left)->key);
}

void plan_search(struct website *website) {
  static const struct file_maker search = {.write = write_search, .section = "search"},
                                 maker = {.write = write_index};
  plan_page(website, website->addresses.search, &search, NULL);
  struct dated *left = arena_allocate(&website->arena, sizeof *left);
  *left = all_dated(website->registry);
  struct website_file *index = plan_page(website, website->addresses.search_index, &maker, left);
  index->number = (uint32_t)count_parts(left->agreements + left->news);
  for (size_t number = 1; number <= index->number; number++)
    plan_part(website, number, left);
  index->inputs = index_inputs(website, index);
}
