#include "parse/body.h"
#include "register/consistency_rules.h"
#include "text/unicode.h"

#include <stdio.h>

/* "2018-2022" in a text. */
struct years {
  int32_t first, last;
  size_t offset, length; /* where it stands */
};

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_word(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static char byte_at(struct view text, size_t at) {
  return at < text.length ? text.data[at] : '\0';
}

/* 0: there is none. */
static int32_t year_at(struct view text, size_t at) {
  int32_t year = 0;
  for (size_t i = 0; i < 4; i++) {
    if (!is_digit(byte_at(text, at + i))) return 0;
    year = year * 10 + (text.data[at + i] - '0');
  }
  return year >= 1900 && year < 2200 && !is_word(byte_at(text, at + 4)) ? year : 0;
}

/* Past blanks and at most one line end. */
static size_t skip_blanks(struct view text, size_t at) {
  bool line = false;
  for (;; at++) {
    char byte = byte_at(text, at);
    if (byte == '\n' && line) return at;
    if (byte == '\n') line = true;
    if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n') return at;
  }
}

static bool skip_string(struct view text, size_t *at, const char *string) {
  struct view rest = view_slice(text, *at, strlen(string));
  if (!view_equal_string(rest, string)) return false;
  *at += strlen(string);
  return true;
}

static bool skip_any(struct view text, size_t *at, const char *const *strings) {
  for (; *strings != NULL; strings++)
    if (skip_string(text, at, *strings)) return true;
  return false;
}

/* Moves past what stands between two years of a period. */
static bool skip_separator(struct view text, size_t *at) {
  static const char *const dashes[] = {"-", "–", "—", "‑", "−", NULL};
  static const char *const words[] = {"đến hết năm", "đến hết", "đến năm", "đến", "tới hết năm",
                                      "tới hết",     "tới năm", "tới",     NULL};
  *at = skip_blanks(text, *at);
  if (!skip_any(text, at, dashes) && !skip_any(text, at, words)) return false;
  *at = skip_blanks(text, *at);
  if (skip_string(text, at, "năm")) *at = skip_blanks(text, *at);
  return true;
}

/* A year that is part of a day, a number of a document, an id or an address is none. */
static bool is_free_before(struct view text, size_t at) {
  if (at == 0) return true;
  char byte = text.data[at - 1];
  return !is_word(byte) && strchr("-/.:=#%&?", byte) == NULL;
}

static bool is_free_behind(struct view text, size_t at) {
  return strchr("-/", byte_at(text, at)) == NULL || byte_at(text, at) == '\0' ||
         !is_word(byte_at(text, at + 1));
}

static bool years_at(struct view text, size_t at, struct years *years) {
  size_t end = at + 4;
  *years = (struct years){.first = year_at(text, at), .offset = at};
  if (years->first == 0 || !is_free_before(text, at) || !skip_separator(text, &end)) return false;
  years->last = year_at(text, end);
  years->length = end + 4 - at;
  return years->last > years->first && is_free_behind(text, end + 4);
}

/* The next period from `*at` on, which moves past it. Addresses of links are passed over. */
static bool next_years(struct view text, size_t *at, struct years *years) {
  while (*at < text.length) {
    if (text.data[*at] == ']' && byte_at(text, *at + 1) == '(') {
      while (*at < text.length && text.data[*at] != ')' && text.data[*at] != '\n')
        ++*at;
    } else if (is_digit(text.data[*at])) {
      bool found = years_at(text, *at, years);
      size_t length = found ? years->length : 1;
      while (!found && is_digit(byte_at(text, *at + length)))
        length++;
      *at += length;
      if (found) return true;
    } else {
      ++*at;
    }
  }
  return false;
}

static bool is_given(struct date date) {
  return date.precision != DATE_NONE;
}

static bool differs(const struct agreement *agreement, const struct years *years) {
  struct date start = agreement->period.start.value, end = agreement->period.end.value;
  return (is_given(start) && start.year != years->first) || (is_given(end) && end.year != years->last);
}

static bool is_period_of(const struct entry *entry, const struct years *years) {
  if (entry == NULL || entry->type != &agreement_type) return false;
  const struct agreement *agreement = (const struct agreement *)entry;
  return is_given(agreement->period.start.value) && is_given(agreement->period.end.value) &&
         !differs(agreement, years);
}

static bool is_among_references(const struct list *references, const struct years *years) {
  const struct reference *items = references->items;
  for (size_t i = 0; i < references->count; i++)
    if (is_period_of(items[i].target, years)) return true;
  return false;
}

static bool is_among(const struct list *agreements, const struct years *years) {
  for (size_t i = 0; i < agreements->count; i++)
    if (is_period_of(list_at(agreements, i), years)) return true;
  return false;
}

static bool is_of_linked(const struct agreement *agreement, const struct years *years) {
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
static bool is_explained(const struct agreement *agreement, struct view text, const struct years *years,
                         bool title) {
  return is_among_references(&agreement->implements, years) ||
         is_among_references(&agreement->amends, years) || (!title && is_of_linked(agreement, years)) ||
         is_of_something_else(text, years->offset);
}

/* A text speaks of many years; those that share a year with the period are meant to be it. */
static bool is_meant(const struct agreement *agreement, const struct years *years) {
  struct date start = agreement->period.start.value, end = agreement->period.end.value;
  return (is_given(start) && start.year == years->first) || (is_given(end) && end.year == years->last);
}

static void add_year(char *text, size_t size, struct date date) {
  if (is_given(date))
    snprintf(text, size, "%d", (int)date.year);
  else
    snprintf(text, size, "...");
}

static void report(struct diagnostics *diagnostics, const struct agreement *agreement, struct mark mark,
                   const struct years *years) {
  char start[16], end[16];
  add_year(start, sizeof start, agreement->period.start.value);
  add_year(end, sizeof end, agreement->period.end.value);
  consistency_report(diagnostics, &agreement->entry, mark, RULE_PERIOD_MISMATCH,
                     "the text says %d-%d, \"period\" says %s-%s; correct the one that is wrong",
                     (int)years->first, (int)years->last, start, end);
}

enum { EXAMINED = 512 }; /* periods of one text at the most that are looked at closely */

static void check_text(struct diagnostics *diagnostics, const struct agreement *agreement,
                       const struct text *text, bool title) {
  size_t at = 0, examined = 0;
  for (struct years years; examined < EXAMINED && next_years(text->value, &at, &years);) {
    if (!differs(agreement, &years) || (!title && !is_meant(agreement, &years))) continue;
    examined++;
    if (is_explained(agreement, text->value, &years, title)) continue;
    report(diagnostics, agreement, text->mark, &years);
    return;
  }
}

enum { BODY_REPORTS = 8 }; /* of one body, each of other years */

static void check_body(struct diagnostics *diagnostics, const struct agreement *agreement) {
  struct view text = agreement->entry.markdown;
  struct years reported[BODY_REPORTS];
  size_t count = 0, at = 0, examined = 0;
  for (struct years years; count < BODY_REPORTS && examined < EXAMINED && next_years(text, &at, &years);) {
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
  struct date start = agreement->period.start.value, end = agreement->period.end.value;
  if (!is_given(start) && !is_given(end)) return;
  if (is_given(start) && is_given(end) && date_compare(end, start) < 0) return; /* an error already */
  check_text(diagnostics, agreement, &agreement->title, true);
  check_text(diagnostics, agreement, &agreement->short_title, true);
  check_text(diagnostics, agreement, &agreement->summary, false);
  check_body(diagnostics, agreement);
}
