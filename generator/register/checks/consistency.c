#include "register/checks/consistency.h"

#include "parse/entry.h"
#include "text/legacy_encoding.h"
#include "text/untidy.h"

#define CODE(code, advice) code,
const char *const consistency_codes[] = {CONSISTENCY_CODES(CODE) NULL};
#undef CODE

#define CODE(code, advice) advice,
static const bool are_advice[] = {CONSISTENCY_CODES(CODE)};
#undef CODE

bool consistency_is_advice(struct view code) {
  for (size_t i = 0; consistency_codes[i] != NULL; i++)
    if (are_advice[i] && view_equal_string(code, consistency_codes[i])) return true;
  return false;
}

void consistency_report(struct diagnostics *diagnostics, const struct entry *entry,
                        struct source_location location, struct message message) {
  diagnostics_add(diagnostics, entry->path, location, message);
}

struct source_location consistency_mark_in_body(const struct entry *entry, size_t offset) {
  return source_location_behind(source_location_at(entry->body_line, 1),
                                view_slice(entry->markdown, 0, offset));
}

void consistency_check_photos(struct diagnostics *diagnostics, const struct entry *entry,
                              const struct list *photos) {
  const struct photo *items = photos->items;
  for (size_t i = 0; i < photos->count; i++) {
    if (items[i].alt.length == 0)
      consistency_report(diagnostics, entry, items[i].location, message_photo_without_alt());
    if (text_is_file_name(text_view(items[i].alt)))
      consistency_report(diagnostics, entry, items[i].location,
                         message_photo_alt_is_file(text_view(items[i].alt)));
    if (items[i].credit.length == 0)
      consistency_report(diagnostics, entry, items[i].location, message_photo_without_credit());
  }
}

/* The line that the byte at the offset is in. */
static struct view line_around(struct view text, size_t offset) {
  size_t begin = offset;
  while (begin > 0 && text.data[begin - 1] != '\n')
    begin--;
  return view_slice(text, begin, SIZE_MAX);
}

static void report_encoding(struct diagnostics *diagnostics, const struct entry *entry,
                            struct source_location location, struct view text) {
  size_t where;
  bool lost = text_has_lost_letters(view_slice(text, 0, view_find_byte(text, '\n', 0)), &where);
  consistency_report(diagnostics, entry, location, lost ? message_lost_letters() : message_legacy_encoding());
}

void consistency_check_encoding(struct diagnostics *diagnostics, const struct entry *entry) {
  if ((entry->flags & ENTRY_LOOKS_LEGACY) == 0) return;
  const struct text *text = parse_legacy_text(entry->type, entry);
  size_t place = text == NULL ? parse_legacy_place(entry->markdown) : VIEW_NOT_FOUND;
  if (text != NULL)
    report_encoding(diagnostics, entry, text->location, text_view(*text));
  else if (place != VIEW_NOT_FOUND)
    report_encoding(diagnostics, entry, consistency_mark_in_body(entry, place),
                    line_around(entry->markdown, place));
}

static bool is_date(const struct field *field) {
  return field->kind == FIELD_DATE || field->kind == FIELD_WHEN || field->kind == FIELD_START ||
         field->kind == FIELD_END || field->kind == FIELD_OPEN_END;
}

struct years {
  struct diagnostics *diagnostics;
  const struct entry *entry;
  int32_t first, last; /* that can be meant */
};

/* Types nest as their tables do. */
static void check_years(const struct years *years, const struct record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    const struct date_value *date = value;
    if (type == &agreement_type && field->kind != FIELD_RECORDS) continue; /* among the contradictions */
    if (is_date(field) && date->value.precision != DATE_NONE &&
        (date->value.year < years->first ||
         (date->value.year > years->last && type != &origin_type))) /* "source-day" tells of those */
      consistency_report(years->diagnostics, years->entry, date->location,
                         message_far_year_of(field->name, date->value.year));
    if (field->kind == FIELD_RECORD && field_record(value) != NULL)
      check_years(years, field->target, field_record(value));
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count; k++)
      check_years(years, field->target, (const char *)list->items + k * field->target->size);
  }
}

void consistency_check_years(struct diagnostics *diagnostics, const struct entry *entry, struct date today) {
  enum { OLDEST = 1800, OLDEST_NEWS = 1945, AHEAD = 50 };
  const struct years years = {diagnostics, entry, entry->type == &news_type ? OLDEST_NEWS : OLDEST,
                              today.year + AHEAD};
  check_years(&years, entry->type, entry);
}
