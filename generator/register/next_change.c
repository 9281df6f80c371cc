#include "register/next_change.h"

#include "register/validity.h"

static void take_earlier(int64_t *moment, int64_t other) {
  if (other < *moment) *moment = other;
}

static int64_t midnight(int32_t day) {
  struct date date = date_of_day_number(day);
  return date.precision == DATE_NONE ? NO_MOMENT : date_seconds(date);
}

bool registry_news_waits(const struct registry *registry, const struct entry *entry) {
  return entry->hidden && entry->type == &news_type && (!entry->is_draft || registry->options.drafts);
}

static void add_news(const struct registry *registry, struct next_change *change) {
  const struct list *news = &registry->newest[ENTRY_NEWS];
  if (news->count > 0)
    change->last_publication = date_seconds(((const struct news *)list_at(news, 0))->date.value);
  for (size_t i = 0; i < registry->hidden.count; i++) {
    const struct entry *entry = list_at(&registry->hidden, i);
    if (!registry_news_waits(registry, entry)) continue;
    change->waiting++;
    take_earlier(&change->next_publication, date_seconds(((const struct news *)entry)->date.value));
  }
}

static int64_t change_of(const struct registry *registry, const struct agreement *agreement, int32_t today) {
  struct validity validity = validity_of(agreement);
  struct status_change changes[STATUS_CHANGES];
  size_t count = validity_changes(&validity, today, registry->site->ending_days.value, changes);
  int64_t moment = count == 0 ? NO_MOMENT : midnight(changes[0].day);
  const struct review *review = agreement->next_review;
  if (review == NULL) return moment;
  int32_t begins = date_day_number(review->begins);
  take_earlier(&moment, midnight(begins > today ? begins : date_day_number(review->due) + 1));
  return moment;
}

struct next_change registry_next_change(const struct registry *registry) {
  struct next_change change = {
      .last_publication = INT64_MIN, .next_publication = NO_MOMENT, .next = NO_MOMENT};
  int32_t today = date_day_number(registry->options.today);
  const struct list *agreements = &registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++)
    take_earlier(&change.next, change_of(registry, list_at(agreements, i), today));
  add_news(registry, &change);
  take_earlier(&change.next, change.next_publication);
  return change;
}
