#include "site/address.h"
#include "text/unicode.h"

#include <jansson.h>
#include <stdlib.h>

static void write_search(struct writing *writing) {
  struct search_page model = {0};
  writing_fill(writing, &model.webpage);
  writing_render(writing, PAGE_SEARCH, &model);
}

static void set(json_t *object, const char *name, struct view value) {
  if (value.length > 0) json_object_set_new(object, name, json_stringn(value.data, value.length));
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

static json_t *describe(struct arena *scratch, const struct entry *entry) {
  json_t *object = json_object();
  set(object, "kind", entry->entry_kind);
  set(object, "title", entry->heading);
  set(object, "url", entry->url);
  set(object, "text", searchable(scratch, entry));
  struct date date = entry_date(entry);
  if (date.precision != DATE_NONE) {
    struct buffer iso = {0};
    date.precision = date.precision == DATE_TIME ? DATE_DAY : date.precision;
    date_add_iso(&iso, date);
    set(object, "date", buffer_view(&iso));
    buffer_free(&iso);
  }
  if (entry->type == &agreement_type) set(object, "status", ((const struct agreement *)entry)->status);
  return object;
}

static int add_bytes(const char *bytes, size_t length, void *buffer) {
  buffer_add(buffer, (struct view){bytes, length});
  return 0;
}

static void write_index(struct writing *writing) {
  reads_note_world(writing->reads, READS_EVERYTHING);
  const struct registry *registry = writing->website->registry;
  static const enum entry_kind order[] = {ENTRY_AGREEMENT, ENTRY_NEWS,  ENTRY_ORGANIZATION, ENTRY_PERSON,
                                          ENTRY_PROVINCE,  ENTRY_TOPIC, ENTRY_PAGE};
  bool first = true;
  buffer_add_string(writing->buffer, "{\"entries\":[");
  for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
    for (size_t i = 0; i < registry->entries[order[k]].count; i++) {
      buffer_add_string(writing->buffer, first ? "\n" : ",\n");
      first = false;
      json_t *object = describe(writing->scratch, list_at(&registry->entries[order[k]], i));
      json_dump_callback(object, add_bytes, writing->buffer, JSON_COMPACT);
      json_decref(object);
    }
  }
  buffer_add_string(writing->buffer, "\n]}\n");
}

void plan_search(struct website *website) {
  plan_page(website, website->addresses.search, write_search, "search");
  plan_page(website, website->addresses.search_index, write_index, NULL);
}
