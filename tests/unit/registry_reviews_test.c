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

static void expect_summary(struct fixture *fixture, const char *today, const char *next, size_t unreported) {
  struct registry *registry = load_good(fixture, today);
  const struct agreement *agreement = agreement_of(registry, "t");
  struct buffer due = {0};
  if (agreement->next_review != NULL) date_add_iso(&due, agreement->next_review->due);
  assert_view(buffer_view(&due), next);
  assert_int_equal(agreement->unreported_reviews.count, unreported);
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
  expect_reviews(fixture, "2022-06-01", "2021-12-31 no-report, 2022-12-31 due");
}

static void a_review_is_due_on_its_day_and_without_report_the_day_after(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\nreview: annual\n");
  expect_reviews(fixture, "2020-12-31", "2021-12-31 upcoming, 2022-12-31 upcoming, 2023-12-31 upcoming");
  expect_reviews(fixture, "2021-01-01", "2021-12-31 due, 2022-12-31 upcoming, 2023-12-31 upcoming");
  expect_reviews(fixture, "2021-12-31", "2021-12-31 due, 2022-12-31 upcoming, 2023-12-31 upcoming");
  expect_reviews(fixture, "2022-01-01", "2021-12-31 no-report, 2022-12-31 due, 2023-12-31 upcoming");
  expect_reviews(fixture, "2024-01-01", "2021-12-31 no-report, 2022-12-31 no-report, 2023-12-31 no-report");
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

static void a_year_of_which_half_lies_in_the_term_asks_for_one(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t",
                "period: {start: 2021-07-02, end: 2022-07-02}\nreview: annual\n"); /* 183 each */
  expect_reviews(fixture, "2021-08-01", "2021-12-31 due, 2022-12-31 upcoming");
  put_agreement(fixture, "t",
                "period: {start: 2021-07-03, end: 2022-07-01}\nreview: annual\n"); /* 182 each */
  expect_reviews(fixture, "2021-08-01", "");
  put_agreement(fixture, "t",
                "period: {start: 2024-07-02, end: 2024-12-31}\nreview: annual\n"); /* a leap year */
  expect_reviews(fixture, "2024-08-01", "2024-12-31 due");
  put_agreement(fixture, "t", "period: {start: 2021-01-01, end: 2021-02-01}\nreview: annual\n");
  expect_reviews(fixture, "2021-01-15", "");
}

static void the_later_of_signing_and_beginning_counts(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-11-25\nperiod: {start: 2021, end: 2023}\nreview: annual\n");
  expect_reviews(fixture, "2021-12-01", "2022-12-31 upcoming, 2023-12-31 upcoming");
  expect_reviews(fixture, "2022-01-01", "2022-12-31 due, 2023-12-31 upcoming");
  put_agreement(fixture, "t", "signed: 2021-11-25\nperiod: {start: 2021-01-01, end: 2023}\nreview: annual\n");
  expect_reviews(fixture, "2022-01-01", "2022-12-31 due, 2023-12-31 upcoming");
  put_agreement(fixture, "t", "signed: 2020-11-25\nperiod: {start: 2021, end: 2022}\nreview: annual\n");
  expect_reviews(fixture, "2020-12-01", "2021-12-31 upcoming, 2022-12-31 upcoming");
}

static void without_an_end_there_is_one_more_than_today(void **state) {
  struct fixture *fixture = *state;
  static const char *const ends[] = {"", "period: {end: open}\n"};
  for (size_t i = 0; i < 2; i++) {
    put_base(fixture);
    put_agreement(fixture, "t",
                  arena_format(&fixture->arena, "signed: 2021-03-01\n%sreview: annual\n", ends[i]).data);
    expect_reviews(fixture, "2021-12-31", "2021-12-31 due, 2022-12-31 upcoming");
    expect_reviews(fixture, "2022-01-01", "2021-12-31 no-report, 2022-12-31 due, 2023-12-31 upcoming");
  }
}

static void news_tell_of_the_review_of_their_year(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\nreview: annual\n");
  put_news(fixture, "nam-mot", "2022-01-20", "kind: review, date: 2021-12-31");
  put_news(fixture, "nam-hai", "2022-01-01", "kind: review");
  put_news(fixture, "nam-hai-nua", "2022-02-01", "kind: review");
  put_news(fixture, "hop", "2023-02-01", "kind: meeting, date: 2023-02-01");
  expect_reviews(fixture, "2024-02-01",
                 "2021-12-31 done by nam-mot, 2022-12-31 done by nam-hai, 2023-12-31 no-report");
}

static void what_lies_ahead_is_not_told_yet(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2021}\nreview: annual\n");
  put(fixture, "content/news/2021/moi.md",
      "---\ntitle: Tin\ndate: 2021-05-01\nagreements: t\nevent: {kind: closing, date: 2021-11-10}\n"
      "silenced: [{code: event-after-news, reason: tin báo trước}]\n---\n");
  expect_reviews(fixture, "2021-11-09", "2021-12-31 due");
  expect_reviews(fixture, "2021-11-10", "2021-12-31 due"); /* it told of a plan */
  put(fixture, "content/news/2021/sau.md",
      "---\ntitle: Tin\ndate: 2021-11-10\nagreements: t\nevent: {kind: closing, date: 2021-11-10}\n---\n");
  expect_reviews(fixture, "2021-11-10", "2021-12-31 done closing by sau");
}

static void a_review_before_the_term_is_not_its_own(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2020-10-01\nperiod: {start: 2021, end: 2021}\nreview: annual\n");
  put_news(fixture, "som", "2020-12-31", "kind: review");
  expect_reviews(fixture, "2021-11-09", "2021-12-31 due");
}

static void a_closing_is_told_and_never_asked_for(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2022}\nreview: annual\n");
  put_news(fixture, "tong-ket", "2022-12-15", "kind: closing, date: 2022-12-15");
  expect_reviews(fixture, "2023-02-01", "2021-12-31 no-report, 2022-12-31 done closing by tong-ket");
  put_news(fixture, "so-ket", "2022-03-01", "kind: review, date: 2022-03-01");
  expect_reviews(fixture, "2023-02-01",
                 "2021-12-31 no-report, 2022-12-31 done by so-ket, 2022-12-15 done closing by tong-ket");
  put_agreement(fixture, "t", "period: {start: 2021, end: 2022-06-30}\nreview: annual\n");
  expect_reviews(fixture, "2023-02-01",
                 "2021-12-31 no-report, 2022-03-01 done by so-ket, 2022-12-15 done closing by tong-ket");
}

static void what_is_held_after_the_end_is_told(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2022}\nreview: annual\n");
  put_news(fixture, "muon", "2023-03-01", "kind: closing, date: 2023-02-28");
  expect_reviews(fixture, "2023-02-27", "2021-12-31 no-report, 2022-12-31 no-report");
  expect_reviews(fixture, "2024-01-01",
                 "2021-12-31 no-report, 2022-12-31 no-report, 2023-02-28 done closing by muon");
}

static void a_terminated_agreement_is_asked_for_none_after_its_end(void **state) {
  struct fixture *fixture = *state;
  const char *keys = "period: {start: 2021, end: 2024}\nreview: annual\nterminated: {date: %s}\n";
  put_base(fixture);
  put_agreement(fixture, "t", arena_format(&fixture->arena, keys, "2022-07-02").data);
  expect_reviews(fixture, "2022-02-01", "2021-12-31 no-report");
  expect_reviews(fixture, "2025-02-01", "2021-12-31 no-report");
  expect_summary(fixture, "2022-02-01", "", 1);
  put_agreement(fixture, "t", arena_format(&fixture->arena, keys, "2022-07-03").data);
  expect_reviews(fixture, "2022-02-01", "2021-12-31 no-report, 2022-12-31 due");
}

static void a_replaced_agreement_is_asked_for_none(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\nperiod: {start: 2021, end: 2023}\nreview: annual\n");
  put_agreement(fixture, "u", "signed: 2022-05-01\nperiod: {start: 2022-06-01, end: 2026}\nsucceeds: [t]\n");
  expect_reviews(fixture, "2022-05-31", "2021-12-31 no-report");
  expect_reviews(fixture, "2024-06-01", "2021-12-31 no-report");
  put_agreement(fixture, "u", "signed: 2022-05-01\nperiod: {start: 2022-07-03, end: 2026}\nsucceeds: [t]\n");
  expect_reviews(fixture, "2022-05-31", "2021-12-31 no-report, 2022-12-31 due");
  put_agreement(fixture, "u", "signed: 2022-05-01\nperiod: {start: 2024, end: 2026}\nsucceeds: [t]\n");
  expect_reviews(fixture, "2024-01-01", "2021-12-31 no-report, 2022-12-31 no-report, 2023-12-31 no-report");
}

static void a_review_knows_the_first_day_of_its_year(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021-03-01, end: 2023-12-31}\nreview: annual\n");
  struct registry *registry = load_good(fixture, "2021-08-01");
  const struct list *reviews = &agreement_of(registry, "t")->reviews;
  assert_int_equal(date_compare(((struct review *)list_at(reviews, 0))->begins, day("2021-03-01")), 0);
  assert_int_equal(date_compare(((struct review *)list_at(reviews, 1))->begins, day("2022-01-01")), 0);
  registry_free(registry);
}

static void news_of_another_agreement_tell_nothing(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2021}\nreview: annual\n");
  put_agreement(fixture, "u",
                "period: {start: 2021, end: 2021}\nsilenced: [{code: overlap, reason: việc khác}]\n");
  put(fixture, "content/news/2021/khac.md",
      "---\ntitle: Tin khác\ndate: 2021-06-01\nagreements: [u]\nevent: {kind: review, date: "
      "2021-06-01}\n---\n");
  expect_reviews(fixture, "2021-07-01", "2021-12-31 due");
}

static void terms_without_bounds_stay_bounded(void **state) {
  struct fixture *fixture = *state;
  static const char *const terms[] = {"{start: 0001, end: 9999}", "{start: 0001}"};
  put_base(fixture);
  for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
    put_agreement(fixture, "t",
                  arena_format(&fixture->arena,
                               "period: %s\nreview: annual\nsilenced: [{code: far-year, reason: bounds}]\n",
                               terms[i])
                      .data);
    struct registry *registry = load_good(fixture, "2026-01-01");
    assert_int_equal(agreement_of(registry, "t")->reviews.count, 100);
    registry_free(registry);
  }
  put_agreement(fixture, "t", "period: {start: 9999, end: 9999}\nreview: annual\n");
  expect_reviews(fixture, "2026-01-01", "9999-12-31 upcoming");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(only_annual_reviews_are_asked_for),
      FIXTURE_TEST(a_review_is_due_on_its_day_and_without_report_the_day_after),
      FIXTURE_TEST(the_next_review_and_the_missing_ones),
      FIXTURE_TEST(a_year_of_which_half_lies_in_the_term_asks_for_one),
      FIXTURE_TEST(the_later_of_signing_and_beginning_counts),
      FIXTURE_TEST(without_an_end_there_is_one_more_than_today),
      FIXTURE_TEST(news_tell_of_the_review_of_their_year),
      FIXTURE_TEST(what_lies_ahead_is_not_told_yet),
      FIXTURE_TEST(a_review_before_the_term_is_not_its_own),
      FIXTURE_TEST(a_closing_is_told_and_never_asked_for),
      FIXTURE_TEST(what_is_held_after_the_end_is_told),
      FIXTURE_TEST(a_terminated_agreement_is_asked_for_none_after_its_end),
      FIXTURE_TEST(a_replaced_agreement_is_asked_for_none),
      FIXTURE_TEST(a_review_knows_the_first_day_of_its_year),
      FIXTURE_TEST(news_of_another_agreement_tell_nothing),
      FIXTURE_TEST(terms_without_bounds_stay_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
