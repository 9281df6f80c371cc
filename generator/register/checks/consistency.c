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
