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
    if (text->value.length == 0) continue;
    buffer_add_byte(&words, ' ');
    buffer_add(&words, text->value);
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

static void write_index(struct writing *writing) {
  const struct registry *registry = writing->website->registry;
  struct rows past = rows_open(writing->scratch, writing->past, SEARCH_INDEX_HEAD);
  search_index_begin(writing->buffer);
  for (size_t k = 0; k < SEARCHED_KINDS; k++) {
    struct searched searched = searched_of(order[k]);
    for (size_t i = 0; i < registry->entries[order[k]].count; i++) {
      const struct entry *entry = list_at(&registry->entries[order[k]], i);
      struct view line;
      if (writing->reads != NULL) reads_note_number(writing->reads, entry->number, searched.mask);
      if (rows_find(&past, entry, &line))
        search_index_add_line(writing->buffer, line);
      else
        add_entry(writing, &searched, entry);
    }
  }
  search_index_end(writing->buffer);
}

/* Which entries there are, in their order. */
static uint64_t index_inputs(const struct registry *registry) {
  uint64_t inputs = 0;
  for (size_t k = 0; k < SEARCHED_KINDS; k++)
    for (size_t i = 0; i < registry->entries[order[k]].count; i++)
      inputs = fingerprint_mix(inputs, ((const struct entry *)list_at(&registry->entries[order[k]], i))->key);
  return inputs;
}

void plan_search(struct website *website) {
  plan_page(website, website->addresses.search, write_search, "search");
  struct planned_page *index = plan_page(website, website->addresses.search_index, write_index, NULL);
  index->has_past = true;
  index->inputs = index_inputs(website->registry);
}
