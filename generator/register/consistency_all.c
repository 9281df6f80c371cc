#include "register/consistency_rules.h"
#include "register/phases.h"

enum { DAYS_OF_A_YEAR = 366 };

static void check_signing(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct date signed_on = agreement->signed_on.value, start = agreement_period(agreement)->start.value;
  if (signed_on.precision == DATE_NONE || start.precision == DATE_NONE) return;
  if (date_day_number(signed_on) - date_day_number(start) > DAYS_OF_A_YEAR)
    consistency_report(diagnostics, &agreement->entry, agreement->signed_on.mark, message_late_signing());
}

static void check_photos(struct diagnostics *diagnostics, const struct entry *entry,
                         const struct list *photos) {
  const struct photo *items = photos->items;
  for (size_t i = 0; i < photos->count; i++) {
    if (items[i].alt.length == 0)
      consistency_report(diagnostics, entry, items[i].mark, message_photo_without_alt());
    if (items[i].credit.length == 0)
      consistency_report(diagnostics, entry, items[i].mark, message_photo_without_credit());
  }
}

static void check_agreement(struct diagnostics *diagnostics, const struct agreement *agreement) {
  check_signing(diagnostics, agreement);
  check_photos(diagnostics, &agreement->entry, &agreement->photos);
  consistency_check_periods(diagnostics, agreement);
  consistency_check_signatories(diagnostics, agreement);
}

static void check_news(struct diagnostics *diagnostics, const struct news *news) {
  struct date_value event = news_occasion(news)->date;
  check_photos(diagnostics, &news->entry, &news->photos);
  if (event.value.precision != DATE_NONE && news->date.value.precision != DATE_NONE &&
      date_day_number(event.value) > date_day_number(news->date.value))
    consistency_report(diagnostics, &news->entry, event.mark, message_event_after_news());
}

static void check_kinds(const struct registry *registry, enum entry_kind first, enum entry_kind end,
                        struct diagnostics *found) {
  static const size_t asked[ENTRY_KINDS] = {
      [ENTRY_AGREEMENT] = offsetof(struct agreement, period), [ENTRY_NEWS] = offsetof(struct news, photos)};
  for (enum entry_kind kind = first; kind < end; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      const struct entry *entry = list_at(&registry->entries[kind], i);
      list_ask_ahead(&registry->entries[kind], i, offsetof(struct entry, traits));
      list_ask_ahead(&registry->entries[kind], i, asked[kind]);
      if (kind == ENTRY_AGREEMENT) check_agreement(found, (const struct agreement *)entry);
      if (kind == ENTRY_NEWS) check_news(found, (const struct news *)entry);
      consistency_check_encoding(found, entry);
    }
  }
}

void registry_check_consistency(struct registry *registry, struct growing *lists, struct diagnostics *found) {
  (void)lists;
  check_kinds(registry, 0, ENTRY_NEWS, found);
}

void registry_check_consistency_of_news(struct registry *registry, struct growing *lists,
                                        struct diagnostics *found) {
  (void)lists;
  check_kinds(registry, ENTRY_NEWS, ENTRY_KINDS, found);
}

static void check_news_of_agreements(struct diagnostics *diagnostics, const struct registry *registry) {
  const struct list *agreements = &registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++) {
    const struct agreement *agreement = list_at(agreements, i);
    if (agreement->news.count == 0)
      consistency_report(diagnostics, &agreement->entry, agreement->entry.mark,
                         message_no_news(agreement->entry.id));
  }
}

/* An entry that silences advice is told when there is none. */
static bool is_wanted(const struct registry *registry) {
  bool wanted = registry->options.advice;
  for (size_t i = 0; i < registry->silencing.count && !wanted; i++) {
    const struct list *silences = entry_silences(list_at(&registry->silencing, i));
    const struct silence *items = silences->items;
    for (size_t k = 0; k < silences->count && !wanted; k++)
      wanted = consistency_is_advice(text_view(items[k].code));
  }
  return wanted;
}

void registry_advise(struct registry *registry, struct diagnostics *diagnostics) {
  if (diagnostics->errors > 0 || !is_wanted(registry)) return;
  check_news_of_agreements(diagnostics, registry);
  consistency_check_links(diagnostics, registry);
}
