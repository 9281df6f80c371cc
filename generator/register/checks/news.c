/* The stage of news and of the kinds behind them; it stands alone since consistency.c is below all that it
 * calls, and agreements.c has the stage before. */
#include "register/checks/consistency.h"
#include "register/stages.h"

static void check_news(struct diagnostics *diagnostics, const struct news *news) {
  struct date_value event = news_occasion(news)->date;
  consistency_check_photos(diagnostics, &news->entry, &news->photos);
  if (event.value.precision != DATE_NONE && news->date.value.precision != DATE_NONE &&
      date_day_number(event.value) > date_day_number(news->date.value))
    consistency_report(diagnostics, &news->entry, event.location, message_event_after_news());
}

void registry_check_consistency_of_news(struct registry *registry, struct list_builder *lists,
                                        struct diagnostics *found) {
  (void)lists;
  consistency_check_twins(found, &registry->entries[ENTRY_NEWS]);
  for (enum entry_kind kind = ENTRY_NEWS; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      const struct entry *entry = list_at(&registry->entries[kind], i);
      if (kind == ENTRY_NEWS) check_news(found, (const struct news *)entry);
      consistency_check_years(found, entry, registry->options.today);
      consistency_check_encoding(found, entry);
    }
}
