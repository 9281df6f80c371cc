#include "formats/search_index.h"
#include "site/address.h"
#include "text/unicode.h"

#include <stdlib.h>

static void write_search(struct writing *writing) {
  struct search_page model = {0};
  writing_fill(writing, &model.webpage);
  writing_render(writing, PAGE_SEARCH, &model);
}

/* What a reader may type to find the entry, folded. */
static struct view searchable(struct arena *scratch, const struct entry *entry) {
  struct buffer words = {0};
  buffer_add(&words, entry->heading);
  static const char *const fields[] = {"number",      "summary", "short_name",
                                       "short_title", "code",    "description"};
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    const struct text *text = record_value(entry->type, entry, fields[i]);
    if (text == NULL || text->value.length == 0) continue;
    buffer_add_byte(&words, ' ');
    buffer_add(&words, text->value);
  }
  struct view folded = text_fold(scratch, buffer_view(&words));
  buffer_free(&words);
  return folded;
}

static void add_entry(struct writing *writing, const struct entry *entry) {
  struct search_entry found = {.kind = entry->entry_kind,
                               .title = entry->heading,
                               .url = entry->url,
                               .text = searchable(writing->scratch, entry)};
  struct date date = entry_date(entry);
  struct buffer iso = {0};
  if (date.precision == DATE_TIME) date.precision = DATE_DAY;
  date_add_iso(&iso, date);
  found.date = buffer_view(&iso);
  if (entry->type == &agreement_type) found.status = ((const struct agreement *)entry)->status;
  search_index_add(writing->buffer, &found);
  buffer_free(&iso);
}

static void write_index(struct writing *writing) {
  reads_note_world(writing->reads, READS_EVERYTHING);
  const struct registry *registry = writing->website->registry;
  static const enum entry_kind order[] = {ENTRY_AGREEMENT, ENTRY_NEWS,  ENTRY_ORGANIZATION, ENTRY_PERSON,
                                          ENTRY_PROVINCE,  ENTRY_TOPIC, ENTRY_PAGE};
  search_index_begin(writing->buffer);
  for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
    for (size_t i = 0; i < registry->entries[order[k]].count; i++)
      add_entry(writing, list_at(&registry->entries[order[k]], i));
  search_index_end(writing->buffer);
}

void plan_search(struct website *website) {
  plan_page(website, website->addresses.search, write_search, "search");
  plan_page(website, website->addresses.search_index, write_index, NULL);
}
