#include "register/stages.h"
#include "register/validity.h"

enum { YEARS = 100, HALF_A_YEAR = 183, LAST_YEAR = 9999 };

/* What news tells of one calendar year. */
struct told {
  struct news *review, *closing; /* NULL: none */
  struct news *announcement;     /* the latest that tells of a day to come, of either kind */
};

/* The time for which an agreement asks for reviews, by days; and its calendar years, from the first one's. */
struct term {
  int32_t first, last; /* NEVER: without a known end */
  int32_t first_year;
  struct told told[YEARS];
};
enum { NEVER = INT32_MAX };

static int32_t first_of(int32_t year) {
  return date_day_number((struct date){.precision = DATE_DAY, .year = year, .month = 1, .day = 1});
}

static int32_t last_of(int32_t year) {
  return date_day_number((struct date){.precision = DATE_DAY, .year = year, .month = 12, .day = 31});
}

/* From the later of signing and beginning to the end, or to where a successor takes over. False when it is
 * not known when it begins. */
static bool term_open(struct term *term, const struct agreement *agreement) {
  struct validity validity = validity_of(agreement);
  *term = (struct term){.first = validity.begins, .last = NEVER};
  if (validity.signed_on > term->first) term->first = validity.signed_on;
  if (term->first == NO_DAY) return false;
  if (validity.ends != NO_DAY) term->last = validity.ends;
  if (validity.replaced_from != NO_DAY && validity.replaced_from - 1 < term->last)
    term->last = validity.replaced_from - 1;
  term->first_year = date_of_day_number(term->first).year;
  return term->first_year > 0;
}

static int32_t begin_in(const struct term *term, int32_t year) {
  int32_t first = first_of(year);
  return first > term->first ? first : term->first;
}

/* Whether at least half of the year lies in the term; of a term without an end the next year is the last. */
static bool is_asked(const struct term *term, int32_t year, int32_t today) {
  if (term->last == NEVER && begin_in(term, year - 1) > today) return false;
  int32_t last = last_of(year);
  if (last > term->last) last = term->last;
  return last - begin_in(term, year) + 1 >= HALF_A_YEAR;
}

static bool is_of_kind(const struct news *news, const char *kind) {
  return view_equal_string(text_view(news_occasion(news)->kind), kind);
}

static struct date date_of_event(const struct news *news) {
  struct date date = news_occasion(news)->date.value;
  return date.precision == DATE_NONE ? news_day_of_source(news) : date;
}

/* Of several in a year the one that was published last. */
static void add_announcement(struct told *told, struct news *news) {
  const struct news *known = told->announcement;
  if (known == NULL || date_compare(news->date.value, known->date.value) > 0) told->announcement = news;
}

/* The news of the agreement that tells of a review or a closing; of several in a year that of the earliest.
 * News of a day before the event's tells of a plan alone. */
static void find_news(const struct agreement *agreement, int32_t today, struct term *term) {
  for (size_t i = 0; i < agreement->news.count; i++) {
    struct news *news = list_at(&agreement->news, i);
    bool closing = is_of_kind(news, "closing");
    if (!closing && !is_of_kind(news, "review")) continue;
    struct date date = date_of_event(news);
    int32_t day = date_day_number(date);
    if (day < term->first || date.year - term->first_year >= YEARS) continue;
    struct told *told = &term->told[date.year - term->first_year];
    if (news_announces(news)) add_announcement(told, news);
    if (news_announces(news) || day > today) continue;
    struct news **known = closing ? &told->closing : &told->review;
    if (*known == NULL || day <= date_day_number(date_of_event(*known))) *known = news;
  }
}

static const char *state_on(int32_t today, int32_t begins, int32_t due) {
  if (due < today) return "no-report";
  return begins <= today ? "due" : "upcoming";
}

static void add_review(struct list_builder *lists, struct agreement *agreement, int32_t begins, int32_t due,
                       const struct told *told, struct news *news, int32_t today) {
  struct review *review = arena_allocate(lists->arena, sizeof *review);
  *review = (struct review){.begins = date_of_day_number(begins),
                            .due = date_of_day_number(due),
                            .news = news,
                            .announcement = news == NULL ? told->announcement : NULL,
                            .state = view_of(news != NULL ? "done" : state_on(today, begins, due)),
                            .is_past = due < today,
                            .is_closing = news != NULL && is_of_kind(news, "closing")};
  list_builder_add(lists, &agreement->reviews, review);
  if (news != NULL) return;
  if (due < today)
    list_builder_add(lists, &agreement->unreported_reviews, review);
  else if (agreement->next_review == NULL) {
    agreement->next_review = review;
    review->is_next = true;
  }
}

/* One that nothing asked for stands on its own day. */
static void add_told(struct list_builder *lists, struct agreement *agreement, struct news *news,
                     int32_t today) {
  if (news == NULL) return;
  int32_t day = date_day_number(date_of_event(news));
  add_review(lists, agreement, day, day, NULL, news, today);
}

static void add_year(struct list_builder *lists, struct agreement *agreement, const struct term *term,
                     int32_t year, int32_t today) {
  struct told told = term->told[year - term->first_year];
  if (is_asked(term, year, today)) {
    struct news *held = told.review != NULL ? told.review : told.closing;
    if (held == told.closing) told.closing = NULL;
    add_review(lists, agreement, begin_in(term, year), last_of(year), &told, held, today);
  } else {
    add_told(lists, agreement, told.review, today);
  }
  add_told(lists, agreement, told.closing, today);
}

static void add_reviews(struct list_builder *lists, struct agreement *agreement, int32_t today) {
  struct term term;
  if (!term_open(&term, agreement)) return;
  find_news(agreement, today, &term);
  for (int32_t year = term.first_year; year < term.first_year + YEARS && year <= LAST_YEAR; year++)
    add_year(lists, agreement, &term, year, today);
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
