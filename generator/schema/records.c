#include "schema/records.h"

#include "schema/rows.h"

#include "generated/record_tables.h"

#define TYPE_OF(name, NAME) [ENTRY_##NAME] = &name##_type,
const struct record_type *const entry_types[ENTRY_KINDS] = {EACH_ENTRY_KIND(TYPE_OF)};
#undef TYPE_OF

enum entry_kind entry_kind_of_name(struct view name) {
  enum entry_kind kind = 0;
  while (kind < ENTRY_KINDS && !view_equal_string(name, entry_types[kind]->name))
    kind++;
  return kind;
}

enum entry_kind entry_kind_of_scheme(const char *scheme) {
  enum entry_kind kind = 0;
  while (kind < ENTRY_KINDS &&
         (entry_types[kind]->scheme == NULL || strcmp(entry_types[kind]->scheme, scheme) != 0))
    kind++;
  return kind;
}

enum entry_kind entry_kind_of_type(const struct record_type *type) {
  enum entry_kind kind = 0;
  while (kind < ENTRY_KINDS && entry_types[kind] != type)
    kind++;
  return kind;
}

/* Of the type itself, or of a part of it. */
static bool type_has_key(const struct record_type *type, struct view key) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    bool is_part = field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS;
    bool is_named = view_equal_string(key, field->name) ||
                    (field->single != NULL && view_equal_string(key, field->single));
    if (is_named || (is_part && type_has_key(field->target, key))) return true;
  }
  return false;
}

bool record_types_have_key(struct view key) {
  if (type_has_key(&site_type, key)) return true;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    if (type_has_key(entry_types[kind], key)) return true;
  return false;
}

bool entry_type_shares(const struct record_type *type, const struct field *field) {
  return entry_kind_of_type(type) != ENTRY_KINDS && field < type->fields + entry_type.field_count;
}

const struct period *agreement_period(const struct agreement *agreement) {
  static const struct period none = {0};
  return agreement->period == NULL ? &none : agreement->period;
}

const struct termination *agreement_termination(const struct agreement *agreement) {
  static const struct termination none = {0};
  return agreement->terminated == NULL ? &none : agreement->terminated;
}

const struct occasion *news_occasion(const struct news *news) {
  static const struct occasion none = {0};
  return news->event == NULL ? &none : news->event;
}

struct date news_day_of_source(const struct news *news) {
  return news->undated.value ? (struct date){0} : news->date.value;
}

bool news_announces(const struct news *news) {
  struct date date = news_occasion(news)->date.value;
  return date.precision != DATE_NONE && date_day_number(news->date.value) < date_first_day_number(date);
}

struct date successor_since(const struct successor *successor) {
  const struct organization *organization = (const struct organization *)successor->organization.target;
  if (successor->since.value.precision != DATE_NONE || organization == NULL) return successor->since.value;
  return organization->founded.value;
}

struct date entry_date(const struct entry *entry) {
  if (entry->type == &news_type) return ((const struct news *)entry)->date.value;
  if (entry->type != &agreement_type) return (struct date){0};
  const struct agreement *agreement = (const struct agreement *)entry;
  if (agreement->signed_on.value.precision != DATE_NONE) return agreement->signed_on.value;
  return agreement_period(agreement)->start.value;
}

/* What the help says behind "VALUE: ", up to the end of that part of the sentence; without data: it says
 * nothing. */
static struct view label_in_help(const struct field *field, const char *value) {
  struct view help = view_of(field->help);
  size_t length = strlen(value);
  for (size_t at = 0; (at = view_find(help, view_of(value), at)) < help.length; at++) {
    struct view rest = view_slice(help, at + length, SIZE_MAX);
    bool begins = at == 0 || help.data[at - 1] == ' ';
    if (!begins || !view_starts_with(rest, ": ")) continue;
    rest = view_slice(rest, strlen(": "), SIZE_MAX);
    return view_slice(rest, 0, strcspn(rest.data, ";."));
  }
  return (struct view){NULL, 0};
}

static bool has_same_choices(const struct field *one, const struct field *other) {
  if (other->choices == NULL) return false;
  for (size_t i = 0;; i++) {
    if (one->choices[i] == NULL || other->choices[i] == NULL) return one->choices[i] == other->choices[i];
    if (strcmp(one->choices[i], other->choices[i]) != 0) return false;
  }
}

struct view field_choice_label(const struct field *field, const char *value) {
  struct view label = label_in_help(field, value);
  for (size_t kind = 0; kind < ENTRY_KINDS && label.data == NULL; kind++)
    for (size_t i = 0; i < entry_types[kind]->field_count && label.data == NULL; i++)
      if (has_same_choices(field, &entry_types[kind]->fields[i]))
        label = label_in_help(&entry_types[kind]->fields[i], value);
  return label.data == NULL ? view_of(value) : label;
}

const struct list *entry_silences(const struct entry *entry) {
#define SILENCED(name, NAME) [ENTRY_##NAME] = offsetof(struct name, silenced),
  static const size_t offsets[ENTRY_KINDS] = {EACH_ENTRY_KIND(SILENCED)};
#undef SILENCED
  return (const struct list *)((const char *)entry + offsets[entry_kind_of_type(entry->type)]);
}

const void *record_value(const struct record_type *type, const void *record, const char *name) {
  const struct field *field = record_type_find(type, view_of(name));
  return field == NULL ? NULL : (const char *)record + field->offset;
}
