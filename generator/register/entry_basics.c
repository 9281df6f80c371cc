#include "register/entry_basics.h"

#include "base/hash.h"

/* The first of two fields that the type has. */
static const struct field *find_either(const struct record_type *type, const char *first,
                                       const char *second) {
  const struct field *field = record_type_find(type, view_of(first));
  return field == NULL ? record_type_find(type, view_of(second)) : field;
}

void entry_basics_open(struct entry_basics *entry_basics, const struct registry_options *options) {
  *entry_basics = (struct entry_basics){
      .drafts = options->drafts,
      .future = options->future,
      .today = options->today.precision == DATE_NONE ? INT32_MAX : date_day_number(options->today),
  };
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    entry_basics->fields[kind] = (struct entry_basics_fields){
        .title = find_either(entry_types[kind], "title", "name"),
        .short_title = find_either(entry_types[kind], "short_title", "short_name"),
        .draft = record_type_find(entry_types[kind], VIEW("draft")),
    };
}

static const void *value_of(const struct entry *entry, const struct field *field) {
  return (const char *)entry + field->offset;
}

/* The text of a field, `otherwise` when it is not given. */
static struct view text_or(const struct entry *entry, const struct field *field, struct view otherwise) {
  if (field == NULL) return otherwise;
  const struct text *text = value_of(entry, field);
  return text->length > 0 ? text_view(*text) : otherwise;
}

static bool is_true(const struct entry *entry, const struct field *field) {
  return field != NULL && ((const struct boolean_value *)value_of(entry, field))->value;
}

static bool is_future(const struct entry_basics *entry_basics, const struct entry *entry) {
  return entry->type == &news_type &&
         date_day_number(((const struct news *)entry)->date.value) > entry_basics->today;
}

void entry_basics_init(const struct entry_basics *entry_basics, struct entry *entry) {
  enum entry_kind kind = entry_kind_of_type(entry->type);
  const struct entry_basics_fields *fields = &entry_basics->fields[kind];
  entry->key = hash_short(entry->id, kind);
  entry->heading = text_or(entry, fields->title, entry->id);
  entry->short_heading = text_or(entry, fields->short_title, entry->heading);
  entry->is_draft = is_true(entry, fields->draft);
  entry->hidden =
      (entry->is_draft && !entry_basics->drafts) || (is_future(entry_basics, entry) && !entry_basics->future);
}
