#include "parse/traits.h"
#include "register/consistency_rules.h"

static void report(struct diagnostics *diagnostics, const struct entry *entry, struct mark mark) {
  consistency_report(diagnostics, entry, mark, message_legacy_encoding());
}

/* One an entry says enough. */
void consistency_check_encoding(struct diagnostics *diagnostics, const struct entry *entry) {
  if ((entry->traits & ENTRY_LOOKS_LEGACY) == 0) return;
  const struct text *text = parse_legacy_text(entry->type, entry);
  size_t place = text == NULL ? parse_legacy_place(entry->markdown) : VIEW_NOT_FOUND;
  if (text != NULL)
    report(diagnostics, entry, text->mark);
  else if (place != VIEW_NOT_FOUND)
    report(diagnostics, entry, consistency_mark_in_body(entry, place));
}
