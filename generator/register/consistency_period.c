#include "parse/body.h"
#include "register/consistency_rules.h"
#include "text/unicode.h"
#include "text/year_span.h"

#include <stdio.h>

static bool is_given(struct date date) {
  return date.precision != DATE_NONE;
}

static bool differs(const struct agreement *agreement, const struct year_span *years) {
  struct date start = agreement_period(agreement)->start.value, end = agreement_period(agreement)->end.value;
  return (is_given(start) && start.year != years->first) || (is_given(end) && end.year != years->last);
}

static bool is_period_of(const struct entry *entry, const struct year_span *years) {
  if (entry == NULL || entry->type != &agreement_type) return false;
  const struct agreement *agreement = (const struct agreement *)entry;
  return is_given(agreement_period(agreement)->start.value) &&
         is_given(agreement_period(agreement)->end.value) && !differs(agreement, years);
}

static bool is_among_references(const struct list *references, const struct year_span *years) {
  const struct reference *items = references->items;
  for (size_t i = 0; i < references->count; i++)
    if (is_period_of(items[i].target, years)) return true;
  return false;
}

static bool is_among(const struct list *agreements, const struct year_span *years) {
  for (size_t i = 0; i < agreements->count; i++)
    if (is_period_of(list_at(agreements, i), years)) return true;
  return false;
}

static bool is_of_linked(const struct agreement *agreement, const struct year_span *years) {
  const struct body *body = agreement->entry.body;
  for (size_t i = 0; body != NULL && i < body->link_count; i++)
    if (is_period_of(body->links[i].entry, years)) return true;
  return is_among_references(&agreement->succeeds, years) || is_among(&agreement->succeeded_by, years) ||
         is_among(&agreement->implemented_by, years) || is_among(&agreement->amended_by, years);
}

enum { CONTEXT = 160 }; /* bytes before a period that tell what it is the period of */

/* Whether the clause is about something that has years of its own: a strategy, a school year, a term. */
static bool is_of_something_else(struct view text, size_t offset) {
  static const char *const others[] = {"chien luoc", "de an",     "quy hoach", "muc tieu quoc gia",
                                       "nhiem ky",   "nam hoc",   "nien khoa", "ke hoach phat trien",
                                       "nghi quyet", "nghi dinh", "quyet dinh"};
  size_t begin = offset > CONTEXT ? offset - CONTEXT : 0;
  while (begin < offset && ((unsigned char)text.data[begin] & 0xc0) == 0x80)
    begin++;
  for (size_t i = begin; i < offset; i++)
    if (strchr(".;:|(", text.data[i]) != NULL) begin = i + 1;
  struct arena scratch = {0};
  struct view clause = text_fold(&scratch, view_slice(text, begin, offset - begin));
  bool found = false;
  for (size_t i = 0; i < sizeof others / sizeof others[0] && !found; i++)
    found = view_find(clause, view_of(others[i]), 0) != VIEW_NOT_FOUND;
  arena_free(&scratch);
  return found;
}

/* Years of what an agreement carries out or changes are named in its title, and those of its predecessor are
 * what a copied title still has. */
static bool is_explained(const struct agreement *agreement, struct view text, const struct year_span *years,
                         bool title) {
  return is_among_references(&agreement->implements, years) ||
         is_among_references(&agreement->amends, years) || (!title && is_of_linked(agreement, years)) ||
         is_of_something_else(text, years->offset);
}

/* A text speaks of many years; those that share a year with the period are meant to be it. */
static bool is_meant(const struct agreement *agreement, const struct year_span *years) {
  struct date start = agreement_period(agreement)->start.value, end = agreement_period(agreement)->end.value;
  return (is_given(start) && start.year == years->first) || (is_given(end) && end.year == years->last);
}

static void add_year(char *text, size_t size, struct date date) {
  if (is_given(date))
    snprintf(text, size, "%d", (int)date.year);
  else
    snprintf(text, size, "...");
}

static void report(struct diagnostics *diagnostics, const struct agreement *agreement, struct mark mark,
                   const struct year_span *years) {
  char start[16], end[16];
  add_year(start, sizeof start, agreement_period(agreement)->start.value);
  add_year(end, sizeof end, agreement_period(agreement)->end.value);
  consistency_report(diagnostics, &agreement->entry, mark,
                     message_period_mismatch(years->first, years->last, view_of(start), view_of(end)));
}

enum { EXAMINED = 512 }; /* periods of one text at the most that are looked at closely */

static void check_text(struct diagnostics *diagnostics, const struct agreement *agreement,
                       const struct text *text, bool title) {
  size_t at = 0, examined = 0;
  for (struct year_span years; examined < EXAMINED && text_next_year_span(text_view(*text), &at, &years);) {
    if (!differs(agreement, &years) || (!title && !is_meant(agreement, &years))) continue;
    examined++;
    if (is_explained(agreement, text_view(*text), &years, title)) continue;
    report(diagnostics, agreement, text->mark, &years);
    return;
  }
}

enum { BODY_REPORTS = 8 }; /* of one body, each of other years */

static void check_body(struct diagnostics *diagnostics, const struct agreement *agreement) {
  if ((agreement->entry.traits & ENTRY_HAS_YEARS) == 0) return;
  struct view text = agreement->entry.markdown;
  struct year_span reported[BODY_REPORTS];
  size_t count = 0, at = 0, examined = 0;
  for (struct year_span years;
       count < BODY_REPORTS && examined < EXAMINED && text_next_year_span(text, &at, &years);) {
    if (!differs(agreement, &years) || !is_meant(agreement, &years)) continue;
    bool again = false;
    for (size_t i = 0; i < count && !again; i++)
      again = reported[i].first == years.first && reported[i].last == years.last;
    if (again) continue;
    examined++;
    if (is_explained(agreement, text, &years, false)) continue;
    report(diagnostics, agreement, consistency_mark_in_body(&agreement->entry, years.offset), &years);
    reported[count++] = years;
  }
}

void consistency_check_periods(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct date start = agreement_period(agreement)->start.value, end = agreement_period(agreement)->end.value;
  if (!is_given(start) && !is_given(end)) return;
  if (is_given(start) && is_given(end) && date_compare(end, start) < 0) return; /* an error already */
  check_text(diagnostics, agreement, &agreement->title, true);
  check_text(diagnostics, agreement, &agreement->short_title, true);
  check_text(diagnostics, agreement, &agreement->summary, false);
  check_body(diagnostics, agreement);
}
