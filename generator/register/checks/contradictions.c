#include "register/checks/consistency.h"
#include "text/comparable.h"
#include "text/untidy.h"
#include "text/year_span.h"

#include <stdio.h>

enum { LOOKED_AT = 64, LONG_BEFORE = 366 };

/* Whether a date as a whole lies before another: of years and months nothing is known within them. */
static bool is_before(struct date a, struct date b) {
  return date_is_given(a) && date_is_given(b) && date_last_day_number(a) < date_first_day_number(b);
}

/* The first years that the text names; in a summary only those that it calls a period. */
static bool find_years(const struct text *text, bool is_prose, struct year_span *years) {
  static const char *const words[] = {"giai đoạn ", "Giai đoạn ", "thời kỳ ", "từ năm ", "từ "};
  size_t at = 0;
  while (text_next_year_span(text_view(*text), &at, years)) {
    struct view before = view_slice(text_view(*text), 0, years->offset);
    for (size_t i = 0; is_prose && i < sizeof words / sizeof *words; i++)
      if (view_ends_with(before, words[i])) return true;
    if (!is_prose) return true;
  }
  return false;
}

/* A title that names years says a period that is not entered, so that nobody knows how long it holds. */
static void check_period_in_title(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct period *given = agreement->period;
  bool lacks_end = given != NULL && date_is_given(given->start.value) && given->end.location.line == 0;
  bool lacks_start = given != NULL && date_is_given(given->end.value) && given->start.location.line == 0;
  if (given == NULL ? !date_is_given(agreement->signed_on.value) : !lacks_end && !lacks_start)
    return; /* else an error already */
  const struct text *texts[] = {&agreement->title, &agreement->short_title, &agreement->summary};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct year_span years;
    if (!find_years(texts[i], texts[i] == &agreement->summary, &years)) continue;
    if (lacks_start) {
      if (years.last == given->end.value.year)
        consistency_report(diagnostics, &agreement->entry, given->location,
                           message_no_start(years.first, years.last));
      return;
    }
    if (lacks_end) {
      consistency_report(diagnostics, &agreement->entry, given->location,
                         message_no_end(years.first, years.last));
      return;
    }
    char period[64];
    (void)snprintf(period, sizeof period, "period: {start: %d, end: %d}", years.first, years.last);
    consistency_report(diagnostics, &agreement->entry, texts[i]->location,
                       message_no_period(years.first, years.last, view_of(period)));
    return;
  }
}

enum { OLDEST = 1945, LONGEST = 50 /* years that an agreement holds at the most */ };

/* Years that are typing errors for sure. */
static void check_far_years(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct date_value *dates[] = {&agreement->signed_on, &agreement_period(agreement)->start,
                                      &agreement_period(agreement)->end,
                                      &agreement_termination(agreement)->date};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    int32_t year = dates[i]->value.year, first = agreement->signed_on.value.year;
    if (!date_is_given(dates[i]->value)) continue;
    if (year < OLDEST ||
        (date_is_given(agreement->signed_on.value) && first >= OLDEST && year - first > LONGEST))
      consistency_report(diagnostics, &agreement->entry, dates[i]->location, message_far_year(year));
  }
}

static void check_days(struct diagnostics *diagnostics, const struct agreement *agreement,
                       struct date today) {
  const struct entry *entry = &agreement->entry;
  struct date signed_on = agreement->signed_on.value, end = agreement_period(agreement)->end.value;
  const struct date_value *terminated = &agreement_termination(agreement)->date;
  if (is_before(today, signed_on))
    consistency_report(diagnostics, entry, agreement->signed_on.location, message_signed_in_future());
  if (is_before(terminated->value, signed_on))
    consistency_report(diagnostics, entry, terminated->location, message_terminated_before_signing());
  else if (is_before(end, terminated->value))
    consistency_report(diagnostics, entry, terminated->location, message_terminated_after_end());
}

/* What comes after another can't be older than it. */
static void check_order(struct diagnostics *diagnostics, const struct agreement *agreement,
                        const struct list *references, const char *relation) {
  const struct reference *items = references->items;
  for (size_t i = 0; i < references->count && i < LOOKED_AT; i++) {
    const struct agreement *earlier = (const struct agreement *)items[i].target;
    if (earlier != NULL && is_before(agreement->signed_on.value, earlier->signed_on.value))
      consistency_report(diagnostics, &agreement->entry, items[i].location,
                         message_older_than_named(relation, earlier->entry.id));
  }
}

/* One person who is written by name alone, at two sides or twice at one. */
static void check_named_signers(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct view seen[LOOKED_AT];
  size_t count = 0;
  struct arena names = {0};
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count && i < LOOKED_AT; i++) {
    const struct signer *signers = signatories[i].signers.items;
    for (size_t k = 0; k < signatories[i].signers.count && count < LOOKED_AT; k++) {
      struct view name = text_view(signers[k].name);
      if (name.length == 0 || signers[k].person.target != NULL) continue;
      if (text_bare_name(name).length < name.length)
        consistency_report(diagnostics, &agreement->entry, signers[k].name.location,
                           message_name_with_address(text_bare_name(name)));
      name = text_comparable(&names, text_bare_name(name));
      bool twice = false;
      for (size_t at = 0; at < count && !twice; at++)
        twice = view_equal(seen[at], name);
      if (twice)
        consistency_report(diagnostics, &agreement->entry, signers[k].name.location,
                           message_signs_twice(text_view(signers[k].name)));
      seen[count++] = name;
    }
  }
  arena_free(&names);
}

/* One person can't promise something to himself. */
static void check_signers(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct entry *seen[LOOKED_AT];
  size_t count = 0;
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count && i < LOOKED_AT; i++) {
    const struct signer *signers = signatories[i].signers.items;
    size_t before = count;
    for (size_t k = 0; k < signatories[i].signers.count && count < LOOKED_AT; k++) {
      const struct entry *person = signers[k].person.target;
      if (person == NULL && signers[k].namesake != NULL)
        consistency_report(diagnostics, &agreement->entry, signers[k].name.location,
                           message_known_signer(signers[k].namesake->entry.id));
      if (person == NULL) continue;
      bool twice = false;
      for (size_t at = 0; at < before && !twice; at++)
        twice = seen[at] == person;
      if (twice)
        consistency_report(diagnostics, &agreement->entry, signers[k].person.location,
                           message_signs_for_both(person->id));
      seen[count++] = person;
    }
  }
}

/* Somebody all of whose positions are in other offices: whoever entered one of the two took the wrong person
 * or office. */
static void check_offices_of_signers(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count && i < LOOKED_AT; i++) {
    const struct signer *signers = signatories[i].signers.items;
    const struct entry *organization = signatories[i].organization.target;
    for (size_t k = 0; organization != NULL && k < signatories[i].signers.count && k < LOOKED_AT; k++) {
      const struct person *person = (const struct person *)signers[k].person.target;
      if (person == NULL || person->positions.count == 0 || person->positions.count > LOOKED_AT) continue;
      const struct position *positions = person->positions.items;
      bool here = false;
      for (size_t at = 0; at < person->positions.count && !here; at++)
        here = positions[at].organization.target == organization || positions[at].organization.target == NULL;
      if (!here)
        consistency_report(diagnostics, &agreement->entry, signers[k].person.location,
                           message_signer_elsewhere(person->entry.id, organization->id));
    }
  }
}

/* Whether one of the news item's agreements was signed on the day of its event, as far as days are known. */
static bool tells_of_a_signing(const struct news *news, struct date event) {
  const struct reference *items = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++) {
    const struct agreement *agreement = (const struct agreement *)items[i].target;
    if (agreement == NULL || !date_is_given(agreement->signed_on.value)) continue;
    struct date signed_on = agreement->signed_on.value;
    if (!is_before(signed_on, event) && !is_before(event, signed_on)) return true;
  }
  return false;
}

/* The news knows the day that the agreement lacks. */
static void report_unsigned(struct diagnostics *diagnostics, const struct agreement *agreement,
                            const struct news *news, struct date event) {
  struct buffer line = {0};
  buffer_add_string(&line, "signed: ");
  date_add_iso(&line, event);
  consistency_report(diagnostics, &agreement->entry, agreement->entry.location,
                     message_unsigned_though_told(news->entry.id, buffer_view(&line)));
  buffer_free(&line);
}

/* Whether the news names an agreement that follows this one: then it is that one's signing. */
static bool is_followed_in(const struct news *news, const struct agreement *agreement) {
  const struct reference *items = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++) {
    const struct agreement *other = (const struct agreement *)items[i].target;
    for (size_t k = 0; other != NULL && k < other->succeeds.count; k++)
      if (((const struct reference *)other->succeeds.items)[k].target == &agreement->entry) return true;
  }
  return false;
}

static bool has_successor(const struct organization *organization, const struct entry *heir) {
  const struct successor *successors = organization->successors.items;
  for (size_t i = 0; i < organization->successors.count; i++)
    if (successors[i].organization.target == heir) return true;
  return false;
}

/* Whether news that names the one organization may be of the other: it is the same, above or below it, before
 * or behind it, or of its province. */
static bool is_near(const struct entry *one, const struct entry *other) {
  const struct organization *a = (const struct organization *)one, *b = (const struct organization *)other;
  return one == NULL || other == NULL || one == other || a->parent.target == other ||
         b->parent.target == one || (a->parent.target != NULL && a->parent.target == b->parent.target) ||
         has_successor(a, other) || has_successor(b, one) ||
         (a->province.target != NULL && a->province.target == b->province.target);
}

/* News of a signing names offices, and none that has to do with a party of its agreement: the agreement is
 * another's. */
static bool is_of_others(const struct news *news, const struct agreement *agreement) {
  const struct reference *organizations = news->organizations.items;
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < news->organizations.count && i < LOOKED_AT; i++)
    for (size_t k = 0; k < agreement->signatories.count && k < LOOKED_AT; k++)
      if (is_near(organizations[i].target, signatories[k].organization.target)) return false;
  return news->organizations.count > 0 && agreement->signatories.count > 0;
}

static void report_foreign(struct diagnostics *diagnostics, const struct agreement *agreement,
                           const struct news *news) {
  const struct reference *items = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++)
    if (items[i].target == &agreement->entry)
      consistency_report(diagnostics, &news->entry, items[i].location,
                         message_foreign_agreement(agreement->entry.id));
}

static void check_signing_in_news(struct diagnostics *diagnostics, const struct agreement *agreement) {
  for (size_t i = 0; i < agreement->news.count && i < LOOKED_AT; i++) {
    const struct news *news = list_at(&agreement->news, i);
    const struct occasion *occasion = news_occasion(news);
    struct date event = occasion->date.value;
    if (!view_equal_string(text_view(occasion->kind), "signing")) continue;
    if (is_of_others(news, agreement)) {
      report_foreign(diagnostics, agreement, news);
      continue;
    }
    if (!date_is_given(event)) continue;
    if (!date_is_given(agreement->signed_on.value) && agreement->signed_on.location.line == 0 &&
        news->agreements.count == 1) {
      report_unsigned(diagnostics, agreement, news, event);
      return;
    }
    if (!date_is_given(agreement->signed_on.value) || tells_of_a_signing(news, event)) continue;
    if (is_followed_in(news, agreement)) continue;
    consistency_report(diagnostics, &agreement->entry, agreement->signed_on.location,
                       message_signing_mismatch(news->entry.id));
    consistency_report(diagnostics, &news->entry, occasion->date.location,
                       message_signing_mismatch_in_news(agreement->entry.id));
  }
}

/* Work on an agreement is looked back on when it has been signed. News of a review may be of an earlier one
 * too, so that nothing is said where one of its agreements was signed by then, or on no known day. */
static void check_reviews_in_news(struct diagnostics *diagnostics, const struct agreement *agreement) {
  for (size_t i = 0; i < agreement->news.count && i < LOOKED_AT; i++) {
    const struct news *news = list_at(&agreement->news, i);
    const struct occasion *occasion = news_occasion(news);
    struct view kind = text_view(occasion->kind);
    bool is_review = view_equal_string(kind, "review") || view_equal_string(kind, "closing");
    const struct reference *items = news->agreements.items;
    for (size_t k = 0; k < news->agreements.count && is_review; k++) {
      const struct agreement *other = (const struct agreement *)items[k].target;
      is_review = other != NULL && is_before(occasion->date.value, other->signed_on.value);
    }
    if (is_review && news->agreements.count > 0 && items[0].target == &agreement->entry)
      consistency_report(diagnostics, &news->entry, occasion->date.location,
                         message_review_before_signing(agreement->entry.id));
  }
}

void consistency_check_contradictions(struct diagnostics *diagnostics, const struct agreement *agreement,
                                      struct date today) {
  check_period_in_title(diagnostics, agreement);
  check_days(diagnostics, agreement, today);
  check_order(diagnostics, agreement, &agreement->succeeds, "succeeds");
  check_order(diagnostics, agreement, &agreement->amends, "amends");
  check_order(diagnostics, agreement, &agreement->implements, "implements");
  check_far_years(diagnostics, agreement);
  check_named_signers(diagnostics, agreement);
  check_signers(diagnostics, agreement);
  check_offices_of_signers(diagnostics, agreement);
  check_signing_in_news(diagnostics, agreement);
  check_reviews_in_news(diagnostics, agreement);
}

void consistency_check_successors(struct diagnostics *diagnostics, const struct organization *organization) {
  const struct successor *successors = organization->successors.items;
  struct date dissolved = organization->dissolved.value;
  for (size_t i = 0; date_is_given(dissolved) && i < organization->successors.count; i++) {
    struct date since = successors[i].since.value;
    if (date_is_given(since) && date_day_number(dissolved) - date_last_day_number(since) > LONG_BEFORE)
      consistency_report(diagnostics, &organization->entry, successors[i].since.location,
                         message_succeeds_too_early(organization->entry.id));
  }
}
