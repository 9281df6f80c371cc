#include "unit/register_fixture.h"

static void put_news(struct fixture *fixture, const char *id, const char *date, const char *event) {
  struct view path = arena_format(&fixture->arena, "content/news/%.4s/%s.md", date, id);
  put_view(fixture, path.data,
           arena_format(&fixture->arena, "---\ntitle: Tin %s\ndate: %s\nagreements: [t]\nevent: {%s}\n---\n",
                        id, date, event));
}

/* All reviews of the agreement `t`: their days, states and news. */
static void expect_reviews(struct fixture *fixture, const char *today, const char *expected) {
  struct registry *registry = load_good(fixture, today);
  const struct agreement *agreement = agreement_of(registry, "t");
  struct buffer found = {0};
  for (size_t i = 0; i < agreement->reviews.count; i++) {
    const struct review *review = list_at(&agreement->reviews, i);
    if (i > 0) buffer_add_string(&found, ", ");
    date_add_iso(&found, review->due);
    buffer_format(&found, " %.*s%s", VIEW_FORMAT(review->state), review->is_closing ? " closing" : "");
    if (review->news != NULL) buffer_format(&found, " by %.*s", VIEW_FORMAT(review->news->entry.id));
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
  registry_free(registry);
}

static void expect_summary(struct fixture *fixture, const char *today, const char *next, size_t overdue) {
  struct registry *registry = load_good(fixture, today);
  const struct agreement *agreement = agreement_of(registry, "t");
  struct buffer due = {0};
  if (agreement->next_review != NULL) date_add_iso(&due, agreement->next_review->due);
  assert_view(buffer_view(&due), next);
  assert_int_equal(agreement->overdue_reviews.count, overdue);
  buffer_free(&due);
  registry_free(registry);
}

static void only_annual_reviews_are_asked_for(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2022}\n");
  expect_reviews(fixture, "2022-06-01", "");
  put_agreement(fixture, "t", "period: {start: 2021, end: 2022}\nreview: none\n");
  expect_reviews(fixture, "2022-06-01", "");
  put_agreement(fixture, "t", "period: {start: 2021, end: 2022}\nreview: annual\n");
  expect_reviews(fixture, "2022-06-01", "2021-12-31 overdue, 2022-12-31 due closing");
}

static void a_review_is_due_on_its_day_and_overdue_the_day_after(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\nreview: annual\n");
  expect_reviews(fixture, "2020-12-31",
                 "2021-12-31 upcoming, 2022-12-31 upcoming, 2023-12-31 upcoming closing");
  expect_reviews(fixture, "2021-01-01", "2021-12-31 due, 2022-12-31 upcoming, 2023-12-31 upcoming closing");
  expect_reviews(fixture, "2021-12-31", "2021-12-31 due, 2022-12-31 upcoming, 2023-12-31 upcoming closing");
  expect_reviews(fixture, "2022-01-01", "2021-12-31 overdue, 2022-12-31 due, 2023-12-31 upcoming closing");
  expect_reviews(fixture, "2024-01-01", "2021-12-31 overdue, 2022-12-31 overdue, 2023-12-31 overdue closing");
}

static void the_next_review_and_the_missing_ones(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\nreview: annual\n");
  put_news(fixture, "so-ket", "2022-05-01", "kind: review, date: 2022-04-30");
  expect_summary(fixture, "2020-06-01", "2021-12-31", 0);
  expect_summary(fixture, "2022-04-29", "2022-12-31", 1);
  expect_summary(fixture, "2022-05-01", "2023-12-31", 1);
  expect_summary(fixture, "2024-01-01", "", 2);
}

static void years_are_counted_from_the_first_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021-07-01, end: 2023-06-30}\nreview: annual\n");
  expect_reviews(fixture, "2022-06-30", "2022-06-30 due, 2023-06-30 upcoming closing");
  expect_reviews(fixture, "2022-07-01", "2022-06-30 overdue, 2023-06-30 due closing");
  put_agreement(fixture, "t", "period: {start: 2024-02-29, end: 2026-02-28}\nreview: annual\n");
  expect_reviews(fixture, "2024-03-01", "2025-02-28 due, 2026-02-28 upcoming closing");
}

static void without_a_period_the_signing_begins(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-11-25\nreview: annual\n");
  expect_reviews(fixture, "2021-11-24", "2022-11-24 upcoming");
  expect_reviews(fixture, "2022-11-24", "2022-11-24 due, 2023-11-24 upcoming");
  expect_reviews(fixture, "2022-11-25", "2022-11-24 overdue, 2023-11-24 due, 2024-11-24 upcoming");
}

static void a_short_rest_belongs_to_the_year_before(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021-01-01, end: 2022-07-02}\nreview: annual\n"); /* 183 */
  expect_reviews(fixture, "2021-06-01", "2021-12-31 due, 2022-07-02 upcoming closing");
  put_agreement(fixture, "t", "period: {start: 2021-01-01, end: 2022-07-01}\nreview: annual\n"); /* 182 */
  expect_reviews(fixture, "2021-06-01", "2022-07-01 due closing");
  put_agreement(fixture, "t", "period: {start: 2021-01-01, end: 2021-02-01}\nreview: annual\n");
  expect_reviews(fixture, "2021-01-15", "2021-02-01 due closing");
}

static void news_hold_the_review_of_their_year(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\nreview: annual\n");
  put_news(fixture, "nam-mot", "2022-01-20", "kind: review, date: 2021-12-31");
  put_news(fixture, "nam-hai", "2022-01-01", "kind: review");
  put_news(fixture, "hop", "2023-02-01", "kind: meeting, date: 2023-02-01");
  expect_reviews(fixture, "2024-02-01",
                 "2021-12-31 done by nam-mot, 2022-12-31 done by nam-hai, 2023-12-31 overdue closing");
}

static void what_lies_ahead_holds_nothing_yet(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2021}\nreview: annual\n");
  put(fixture, "content/news/2021/moi.md",
      "---\ntitle: Tin\ndate: 2021-05-01\nagreements: t\nevent: {kind: closing, date: 2021-11-10}\n"
      "silenced: [{code: event-after-news, reason: tin báo trước}]\n---\n");
  expect_reviews(fixture, "2021-11-09", "2021-12-31 due closing");
  expect_reviews(fixture, "2021-11-10", "2021-12-31 done closing by moi");
}

static void a_review_before_the_term_holds_nothing(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2020-10-01\nperiod: {start: 2021, end: 2021}\nreview: annual\n");
  put_news(fixture, "som", "2020-12-31", "kind: review");
  expect_reviews(fixture, "2021-11-09", "2021-12-31 due closing");
}

static void the_closing_holds_the_last_one(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2022}\nreview: annual\n");
  put_news(fixture, "tong-ket", "2021-12-15", "kind: closing, date: 2021-12-15");
  expect_reviews(fixture, "2022-02-01", "2021-12-31 overdue, 2022-12-31 done closing by tong-ket");
  put_news(fixture, "so-ket", "2022-03-01", "kind: review, date: 2022-03-01");
  expect_reviews(fixture, "2022-04-01", "2021-12-31 overdue, 2022-12-31 done closing by tong-ket");
  put_news(fixture, "tong-ket", "2021-12-15", "kind: review, date: 2021-12-15");
  expect_reviews(fixture, "2022-04-01", "2021-12-31 done by tong-ket, 2022-12-31 done closing by so-ket");
}

static void after_the_end_the_last_one_is_held(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2022}\nreview: annual\n");
  put_news(fixture, "muon", "2023-03-01", "kind: review, date: 2023-02-28");
  put_news(fixture, "muon-hon", "2023-04-01", "kind: review, date: 2023-03-28");
  expect_reviews(fixture, "2023-02-27", "2021-12-31 overdue, 2022-12-31 overdue closing");
  expect_reviews(fixture, "2024-01-01", "2021-12-31 overdue, 2022-12-31 done closing by muon");
}

static void a_terminated_agreement_owes_nothing_after_its_last_day(void **state) {
  struct fixture *fixture = *state;
  const char *keys = "period: {start: 2021, end: 2024}\nreview: annual\nterminated: {date: %s}\n";
  put_base(fixture);
  put_agreement(fixture, "t", arena_format(&fixture->arena, keys, "2022-12-31").data);
  expect_reviews(fixture, "2022-02-01", "2021-12-31 overdue");
  expect_reviews(fixture, "2025-02-01", "2021-12-31 overdue");
  expect_summary(fixture, "2022-02-01", "", 1);
  put_agreement(fixture, "t", arena_format(&fixture->arena, keys, "2023-01-01").data);
  expect_reviews(fixture, "2022-02-01", "2021-12-31 overdue, 2022-12-31 due");
  put_agreement(fixture, "t", arena_format(&fixture->arena, keys, "2022-06-01").data);
  put_news(fixture, "tong-ket", "2022-07-01", "kind: closing, date: 2022-06-30");
  expect_reviews(fixture, "2023-02-01", "2021-12-31 overdue, 2022-12-31 done closing by tong-ket");
}

static void a_replaced_agreement_has_no_reviews_to_come(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\nreview: annual\n");
  put_agreement(fixture, "u", "period: {start: 2022-06-01, end: 2026}\nsucceeds: [t]\n");
  expect_reviews(fixture, "2022-05-31", "2021-12-31 overdue, 2022-12-31 due, 2023-12-31 upcoming closing");
  expect_reviews(fixture, "2022-06-01", "2021-12-31 overdue");
  expect_reviews(fixture, "2024-06-01", "2021-12-31 overdue");
  expect_reviews(fixture, "2027-06-01", "2021-12-31 overdue");
  put_agreement(fixture, "u", "period: {start: 2023, end: 2026}\nsucceeds: [t]\n");
  expect_reviews(fixture, "2023-01-01", "2021-12-31 overdue, 2022-12-31 overdue");
}

static void a_review_knows_the_first_day_of_its_year(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021-07-01, end: 2023-06-30}\nreview: annual\n");
  struct registry *registry = load_good(fixture, "2021-08-01");
  const struct list *reviews = &agreement_of(registry, "t")->reviews;
  assert_int_equal(date_compare(((struct review *)list_at(reviews, 0))->begins, day("2021-07-01")), 0);
  assert_int_equal(date_compare(((struct review *)list_at(reviews, 1))->begins, day("2022-07-01")), 0);
  registry_free(registry);
}

static void news_of_another_agreement_hold_nothing(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2021}\nreview: annual\n");
  put_agreement(fixture, "u",
                "period: {start: 2021, end: 2021}\nsilenced: [{code: overlap, reason: việc khác}]\n");
  put(fixture, "content/news/2021/khac.md",
      "---\ntitle: Tin khác\ndate: 2021-06-01\nagreements: [u]\nevent: {kind: review, date: "
      "2021-06-01}\n---\n");
  expect_reviews(fixture, "2021-07-01", "2021-12-31 due closing");
}

static void terms_without_bounds_stay_bounded(void **state) {
  struct fixture *fixture = *state;
  static const char *const terms[] = {"{start: 0001, end: 9999}", "{start: 0001}"};
  put_base(fixture);
  for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
    put_agreement(fixture, "t", arena_format(&fixture->arena, "period: %s\nreview: annual\n", terms[i]).data);
    struct registry *registry = load_good(fixture, "2026-01-01");
    assert_int_equal(agreement_of(registry, "t")->reviews.count, 100);
    registry_free(registry);
  }
  put_agreement(fixture, "t", "period: {start: 9999, end: 9999}\nreview: annual\n");
  expect_reviews(fixture, "2026-01-01", "");
  put_agreement(fixture, "t", "signed: 9998-05-01\nreview: annual\n");
  expect_reviews(fixture, "2026-01-01", "9999-04-30 upcoming");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(only_annual_reviews_are_asked_for),
      FIXTURE_TEST(a_review_is_due_on_its_day_and_overdue_the_day_after),
      FIXTURE_TEST(the_next_review_and_the_missing_ones),
      FIXTURE_TEST(years_are_counted_from_the_first_day),
      FIXTURE_TEST(without_a_period_the_signing_begins),
      FIXTURE_TEST(a_short_rest_belongs_to_the_year_before),
      FIXTURE_TEST(news_hold_the_review_of_their_year),
      FIXTURE_TEST(what_lies_ahead_holds_nothing_yet),
      FIXTURE_TEST(a_review_before_the_term_holds_nothing),
      FIXTURE_TEST(the_closing_holds_the_last_one),
      FIXTURE_TEST(after_the_end_the_last_one_is_held),
      FIXTURE_TEST(a_terminated_agreement_owes_nothing_after_its_last_day),
      FIXTURE_TEST(a_review_knows_the_first_day_of_its_year),
      FIXTURE_TEST(a_replaced_agreement_has_no_reviews_to_come),
      FIXTURE_TEST(news_of_another_agreement_hold_nothing),
      FIXTURE_TEST(terms_without_bounds_stay_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
