#include "register/stages.h"

enum { REVIEWS = 100, HALF_A_YEAR = 183, LAST_YEAR = 9999 };

/* The years of a term, each by its last day. */
struct term {
  int32_t first; /* day of all */
  int32_t last_days[REVIEWS];
  size_t count;
  bool closed; /* has an end, the last of the days */
};

/* The last day of a year of the term. One from 29 February begins its other years on 1 March. */
static int32_t year_end(struct date begins, size_t year) {
  struct date next = begins;
  next.year += (int32_t)year + 1;
  bool leap = (next.year % 4 == 0 && next.year % 100 != 0) || next.year % 400 == 0;
  if (next.month == 2 && next.day == 29 && !leap) {
    next.month = 3;
    next.day = 1;
  }
  return date_day_number(next) - 1;
}

static int32_t year_begin(const struct term *term, size_t year) {
  return year == 0 ? term->first : term->last_days[year - 1] + 1;
}

static void term_cut(struct term *term, struct date begins, struct date end, int32_t today) {
  term->first = date_day_number(begins);
  term->count = 0;
  term->closed = false;
  int32_t last = end.precision == DATE_NONE ? INT32_MAX : date_day_number(end);
  if (begins.precision == DATE_NONE || last < term->first) return;
  for (size_t year = 0; year < REVIEWS && begins.year + (int32_t)year < LAST_YEAR; year++) {
    int32_t ends = year_end(begins, year);
    term->closed = last < ends + HALF_A_YEAR;
    term->last_days[term->count++] = term->closed ? last : ends;
    if (term->closed || (last == INT32_MAX && year_begin(term, year) > today)) return;
  }
}

/* The year of the term that a day lies in, the last one for those after it. */
static size_t year_of(const struct term *term, int32_t day) {
  size_t year = 0;
  while (year + 1 < term->count && term->last_days[year] < day)
    year++;
  return year;
}

static bool is_of_kind(const struct news *news, const char *kind) {
  return view_equal_string(text_view(news_occasion(news)->kind), kind);
}

static int32_t day_of_event(const struct news *news) {
  struct date date = news_occasion(news)->date.value;
  return date_day_number(date.precision == DATE_NONE ? news->date.value : date);
}

/* Which of two news items is shown for a review: that of the closing, else that of the earlier event. */
static bool tells_better(const struct news *news, const struct news *known) {
  if (known == NULL) return true;
  bool closing = is_of_kind(news, "closing");
  if (closing != is_of_kind(known, "closing")) return closing;
  return day_of_event(news) <= day_of_event(known);
}

/* The news of the agreement that holds each year's review; NULL where there is none. */
static void find_news(const struct agreement *agreement, const struct term *term, int32_t today,
                      struct news **held) {
  bool terminated = agreement_termination(agreement)->date.value.precision != DATE_NONE;
  int32_t over = terminated ? date_day_number(agreement->ends) : INT32_MAX;
  for (size_t i = 0; i < agreement->news.count; i++) {
    struct news *news = list_at(&agreement->news, i);
    bool closing = is_of_kind(news, "closing");
    if (!closing && !is_of_kind(news, "review")) continue;
    int32_t day = day_of_event(news);
    if (day < term->first || day > today) continue;
    bool last = (closing && term->closed) || day > over;
    size_t year = year_of(term, last ? over : day);
    if (tells_better(news, held[year])) held[year] = news;
  }
}

static const char *state_of(const struct term *term, size_t year, bool held, int32_t today) {
  if (held) return "done";
  if (term->last_days[year] < today) return "overdue";
  return year_begin(term, year) <= today ? "due" : "upcoming";
}

/* The first day that a successor's term covers, when it has come; else INT32_MAX. */
static int32_t replaced_on(const struct agreement *agreement, int32_t today) {
  int32_t first = INT32_MAX;
  for (size_t i = 0; i < agreement->succeeded_by.count; i++) {
    const struct agreement *successor = list_at(&agreement->succeeded_by, i);
    if (successor->begins.precision == DATE_NONE) continue;
    int32_t begins = date_day_number(successor->begins);
    if (begins <= today && begins < first) first = begins;
  }
  return first;
}

/* The day from which on reviews that were not held are not expected. */
static int32_t expected_until(const struct agreement *agreement, int32_t today) {
  int32_t until = replaced_on(agreement, today);
  if (agreement_termination(agreement)->date.value.precision == DATE_NONE) return until;
  int32_t terminated = date_day_number(agreement->ends) + 1;
  return terminated < until ? terminated : until;
}

static void add_reviews(struct list_builder *lists, struct agreement *agreement, int32_t today) {
  struct term term;
  struct news *held[REVIEWS] = {NULL};
  term_cut(&term, agreement->begins, agreement_period(agreement)->end.value, today);
  if (term.count == 0) return;
  find_news(agreement, &term, today, held);
  int32_t until = expected_until(agreement, today);
  for (size_t year = 0; year < term.count; year++) {
    struct news *news = held[year];
    if (news == NULL && term.last_days[year] >= until) continue;
    struct review *review = arena_allocate(lists->arena, sizeof *review);
    review->begins = date_of_day_number(year_begin(&term, year));
    review->due = date_of_day_number(term.last_days[year]);
    review->news = news;
    review->state = view_of(state_of(&term, year, news != NULL, today));
    review->is_closing =
        (term.closed && year + 1 == term.count) || (news != NULL && is_of_kind(news, "closing"));
    list_builder_add(lists, &agreement->reviews, review);
    if (view_equal_string(review->state, "overdue"))
      list_builder_add(lists, &agreement->overdue_reviews, review);
    else if (news == NULL && agreement->next_review == NULL)
      agreement->next_review = review;
  }
}

void registry_derive_reviews(struct registry *registry, struct list_builder *lists,
                             struct diagnostics *found) {
  (void)found;
  int32_t today = date_day_number(registry->options.today);
  for (size_t i = 0; i < registry->entries[ENTRY_AGREEMENT].count; i++) {
    struct agreement *agreement = list_at(&registry->entries[ENTRY_AGREEMENT], i);
    if (view_equal_string(text_view(agreement->review), "annual")) add_reviews(lists, agreement, today);
  }
}
