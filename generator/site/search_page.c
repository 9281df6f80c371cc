#include "formats/search_index.h"
#include "register/fingerprints.h"
#include "site/plan.h"
#include "site/rows.h"
#include "text/unicode.h"

static void write_search(struct writing *writing) {
  struct search_page model = {0};
  writing_fill(writing, &model.webpage);
  writing_render(writing, PAGE_SEARCH, &model);
}

/* What the index takes of a kind's entries. */
enum { TEXTS = 6 };
struct searched {
  const struct field *texts[TEXTS];
  size_t text_count;
  uint32_t mask; /* of the bits that are read */
};

static struct searched searched_of(enum entry_kind kind) {
  static const char *const texts[TEXTS] = {"number",      "summary", "short_name",
                                           "short_title", "code",    "description"};
  static const char *const derived[] = {"heading", "url", "status"};
  const struct record_type *type = entry_types[kind];
  struct searched searched = {.mask = UINT32_C(1) << READS_OWN};
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

/* What a reader may type to find the entry, folded. */
static struct view searchable(struct arena *scratch, const struct searched *searched,
                              const struct entry *entry) {
  struct buffer words = {0};
  buffer_add(&words, entry->heading);
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

static void add_entry(struct writing *writing, const struct searched *searched, const struct entry *entry) {
  struct search_entry found = {.kind = entry->entry_kind,
                               .title = entry->heading,
                               .url = entry->url,
                               .text = searchable(writing->scratch, searched, entry)};
  struct date date = entry_date(entry);
  struct buffer iso = {0};
  if (date.precision == DATE_TIME) date.precision = DATE_DAY;
  date_add_iso(&iso, date);
  found.date = buffer_view(&iso);
  if (entry->type == &agreement_type) found.status = ((const struct agreement *)entry)->status;
  search_index_add(writing->buffer, &found);
  buffer_free(&iso);
}

static const enum entry_kind order[] = {ENTRY_AGREEMENT, ENTRY_NEWS,  ENTRY_ORGANIZATION, ENTRY_PERSON,
                                        ENTRY_PROVINCE,  ENTRY_TOPIC, ENTRY_PAGE};
enum { SEARCHED_KINDS = sizeof order / sizeof order[0] };

/* So many dated entries, agreements and news, are a part of their own. A browser has the newest of them at
 * once, one part of them at least, with all that has no date; the older parts it gets one by one, while its
 * reader goes on looking. They are counted from the oldest, so that a new entry changes none of them. */
enum { PART = 10000 };

/* Of the index itself: how many parts there are besides, by the dated entries, oldest first. */
static size_t count_parts(size_t dated) {
  return dated < 2 * (size_t)PART ? 0 : dated / PART - 1;
}

/* The dated entries that stand in no part are ranked up to this. */
static uint32_t lowest_rank(const struct planned_page *page) {
  if (page->number == 0) return UINT32_MAX;
  return ((const struct entry *)list_at(page->list, page->number * PART))->newest_rank;
}

static bool is_in_part(enum entry_kind kind, const struct entry *entry, uint32_t lowest) {
  return (kind == ENTRY_AGREEMENT || kind == ENTRY_NEWS) && entry->newest_rank > lowest;
}

static void write_entry(struct writing *writing, const struct rows *past, const struct searched *searched,
                        const struct entry *entry) {
  struct view line;
  if (writing->reads != NULL) reads_note_number(writing->reads, entry->number, searched->mask);
  if (rows_find(past, entry, &line))
    search_index_add_line(writing->buffer, line);
  else
    add_entry(writing, searched, entry);
}

static void write_index(struct writing *writing) {
  const struct registry *registry = writing->website->registry;
  struct rows past = rows_open(writing->scratch, writing->past, SEARCH_INDEX_HEAD);
  uint32_t lowest = lowest_rank(writing->page);
  search_index_begin(writing->buffer, writing->page->number);
  for (size_t k = 0; k < SEARCHED_KINDS; k++) {
    struct searched searched = searched_of(order[k]);
    for (size_t i = 0; i < registry->entries[order[k]].count; i++) {
      const struct entry *entry = list_at(&registry->entries[order[k]], i);
      if (!is_in_part(order[k], entry, lowest)) write_entry(writing, &past, &searched, entry);
    }
  }
  search_index_end(writing->buffer);
}

static void write_part(struct writing *writing) {
  const struct planned_page *page = writing->page;
  struct rows past = rows_open(writing->scratch, writing->past, SEARCH_INDEX_HEAD);
  const struct searched agreement = searched_of(ENTRY_AGREEMENT), news = searched_of(ENTRY_NEWS);
  search_index_begin(writing->buffer, 0);
  for (size_t i = (page->number - 1) * PART; i < page->number * PART; i++) {
    const struct entry *entry = list_at(page->list, i);
    write_entry(writing, &past, entry->type == &news_type ? &news : &agreement, entry);
  }
  search_index_end(writing->buffer);
}

/* Agreements and news, oldest first. */
static struct list *list_dated(struct website *website) {
  const struct list *agreements = plan_newest(website, ENTRY_AGREEMENT),
                    *news = plan_newest(website, ENTRY_NEWS);
  struct list *dated = arena_allocate(&website->arena, sizeof *dated);
  size_t left = agreements->count, right = news->count;
  void **items = arena_array(&website->arena, left + right, sizeof *items);
  *dated = list_of(items, left + right);
  for (size_t i = 0; i < dated->count; i++) {
    const struct entry *a = left == 0 ? NULL : list_at(agreements, left - 1),
                       *b = right == 0 ? NULL : list_at(news, right - 1);
    bool first = b == NULL || (a != NULL && a->newest_rank > b->newest_rank);
    items[i] = first ? list_at(agreements, --left) : list_at(news, --right);
  }
  return dated;
}

/* Which entries there are, in their order, and how many parts. */
static uint64_t index_inputs(const struct registry *registry, const struct planned_page *page) {
  uint64_t inputs = page->number;
  uint32_t lowest = lowest_rank(page);
  for (size_t k = 0; k < SEARCHED_KINDS; k++)
    for (size_t i = 0; i < registry->entries[order[k]].count; i++) {
      const struct entry *entry = list_at(&registry->entries[order[k]], i);
      if (!is_in_part(order[k], entry, lowest)) inputs = fingerprint_mix(inputs, entry->key);
    }
  return inputs;
}

static void plan_part(struct website *website, const struct list *dated, size_t number) {
  struct view url =
      arena_format(&website->arena, "%.*s%zu.json", VIEW_FORMAT(website->addresses.search), number);
  struct planned_page *part = plan_page(website, url, write_part, NULL);
  part->has_past = true;
  part->list = dated;
  part->number = number;
  for (size_t i = (number - 1) * PART; i < number * PART; i++)
    part->inputs = fingerprint_mix(part->inputs, ((const struct entry *)list_at(dated, i))->key);
}

void plan_search(struct website *website) {
  plan_page(website, website->addresses.search, write_search, "search");
  struct planned_page *index = plan_page(website, website->addresses.search_index, write_index, NULL);
  index->has_past = true;
  index->number =
      count_parts(plan_newest(website, ENTRY_AGREEMENT)->count + plan_newest(website, ENTRY_NEWS)->count);
  if (index->number > 0) index->list = list_dated(website);
  for (size_t number = 1; number <= index->number; number++)
    plan_part(website, index->list, number);
  index->inputs = index_inputs(website->registry, index);
}
