#include "register/validity.h"

const struct view status_names[STATUSES] = {
    [STATUS_IN_FORCE] = VIEW_LITERAL("in-force"), [STATUS_ENDING] = VIEW_LITERAL("ending"),
    [STATUS_UNKNOWN] = VIEW_LITERAL("unknown"),   [STATUS_UPCOMING] = VIEW_LITERAL("upcoming"),
    [STATUS_UNSIGNED] = VIEW_LITERAL("unsigned"), [STATUS_ENDED] = VIEW_LITERAL("ended"),
    [STATUS_REPLACED] = VIEW_LITERAL("replaced"), [STATUS_TERMINATED] = VIEW_LITERAL("terminated"),
};

enum status status_of_name(struct view name) {
  size_t status = 0;
  while (status < STATUSES && !view_equal(status_names[status], name))
    status++;
  return (enum status)status;
}

static int32_t day_of(struct date date) {
  return date.precision == DATE_NONE ? NO_DAY : date_day_number(date);
}

struct validity validity_of(const struct agreement *agreement) {
  return (struct validity){.signed_on = day_of(agreement->signed_on.value),
                           .begins = day_of(agreement->begins),
                           .ends = day_of(agreement->ends),
                           .replaced_from = day_of(agreement->replaced_from),
                           .terminated = day_of(agreement_termination(agreement)->date.value),
                           .is_open = agreement_period(agreement)->is_open};
}

enum status validity_on(const struct validity *validity, int32_t day, int64_t ending_days) {
  if (validity->terminated != NO_DAY && validity->terminated <= day) return STATUS_TERMINATED;
  if (validity->signed_on > day) return STATUS_UNSIGNED; /* NO_DAY is before all days */
  if (validity->begins > day) return STATUS_UPCOMING;
  if (validity->replaced_from != NO_DAY && validity->replaced_from <= day) return STATUS_REPLACED;
  if (validity->ends == NO_DAY) return validity->is_open ? STATUS_IN_FORCE : STATUS_UNKNOWN;
  if (validity->ends < day) return STATUS_ENDED;
  return (int64_t)validity->ends - day <= ending_days ? STATUS_ENDING : STATUS_IN_FORCE;
}

static void add_day(struct buffer *text, int32_t day) {
  if (day != NO_DAY) date_add_iso(text, date_of_day_number(day));
}

struct view validity_text(struct arena *arena, const struct validity *validity) {
  struct buffer text = {0};
  add_day(&text, validity->signed_on);
  buffer_add_byte(&text, '/');
  add_day(&text, validity->begins);
  buffer_add_byte(&text, '/');
  if (validity->is_open) buffer_add(&text, validity->ends == NO_DAY ? VIEW("open") : VIEW("open:"));
  add_day(&text, validity->ends);
  buffer_add_byte(&text, '/');
  add_day(&text, validity->replaced_from);
  buffer_add_byte(&text, '/');
  add_day(&text, validity->terminated);
  struct view copy = arena_copy(arena, buffer_view(&text));
  buffer_free(&text);
  return copy;
}

/* The days on which the rule can come to another status. */
static size_t days_that_count(const struct validity *validity, int32_t after, int64_t ending_days,
                              int32_t days[STATUS_CHANGES]) {
  int64_t ending = validity->ends == NO_DAY ? NO_DAY : validity->ends - ending_days;
  const int64_t all[STATUS_CHANGES] = {validity->signed_on,
                                       validity->begins,
                                       ending,
                                       validity->replaced_from,
                                       validity->terminated,
                                       validity->ends == NO_DAY ? NO_DAY : (int64_t)validity->ends + 1};
  size_t count = 0;
  for (size_t i = 0; i < STATUS_CHANGES; i++) {
    if (all[i] <= after) continue;
    size_t at = count++;
    for (; at > 0 && days[at - 1] > all[i]; at--)
      days[at] = days[at - 1];
    days[at] = (int32_t)all[i];
  }
  return count;
}

size_t validity_changes(const struct validity *validity, int32_t after, int64_t ending_days,
                        struct status_change changes[STATUS_CHANGES]) {
  int32_t days[STATUS_CHANGES];
  size_t candidates = days_that_count(validity, after, ending_days, days), count = 0;
  enum status before = candidates == 0 ? STATUS_ENDED : validity_on(validity, after, ending_days);
  for (size_t i = 0; i < candidates; i++) {
    enum status then = validity_on(validity, days[i], ending_days);
    if (then == before) continue;
    changes[count++] = (struct status_change){days[i], before, then};
    before = then;
  }
  return count;
}
