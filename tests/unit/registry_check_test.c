#include "unit/register_fixture.h"

static void check(struct fixture *fixture) {
  registry_free(load(fixture, "2026-01-01"));
}

static const char agreement[] = "content/agreements/t.md";

static void an_agreement_is_signed_or_has_a_period(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char *const good[] = {"signed: 2021-11-25\n", "period: {start: 2021}\n",
                                     "period: {end: 2021}\n"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    put_agreement(fixture, "t", good[i]);
    check(fixture);
    expect_count(fixture, 0);
  }
  put_agreement(fixture, "t", "");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "missing-field", agreement, 1, 1,
              "needs \"signed\" (a day) or \"period\"");
  put_agreement(fixture, "t", "signed: 2021-11-25\nperiod: {}\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "missing-field", agreement, 5, 9, "neither start nor end");
}

static void an_end_is_not_before_its_start(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021-05-02, end: 2021-05-02}\n");
  check(fixture);
  expect_count(fixture, 0);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2021}\n");
  check(fixture);
  expect_count(fixture, 0);
  put_agreement(fixture, "t", "period: {start: 2021-05-02, end: 2021-05-01}\n");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "end-before-start", agreement, 4, 34, "period: the end is before");
  put_agreement(fixture, "t", "signed: 2021-01-01\n");
  put(fixture, "content/organizations/b.md", "---\nname: B\nfounded: 2000\ndissolved: 1999\n---\n");
  put(fixture, "content/people/p.md",
      "---\nname: P\npositions:\n- {organization: a, title: T, from: 2010, to: 2009}\n"
      "- {organization: a, title: T, from: 2010, to: 2010}\n---\n");
  check(fixture);
  expect(fixture, SEVERITY_ERROR, "end-before-start", "content/organizations/b.md", 4, 12, "founded");
  expect(fixture, SEVERITY_ERROR, "end-before-start", "content/people/p.md", 4, 47, "positions");
  expect_count(fixture, 2);
}

static void put_signatories(struct fixture *fixture, const char *signatories) {
  put_view(fixture, agreement,
           arena_format(&fixture->arena, "---\ntitle: T\nsigned: 2021-01-01\nsignatories: %s\n---\n",
                        signatories));
}

static void an_agreement_has_two_signatories(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_signatories(fixture, "[{organization: a}]");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "few-signatories", agreement, 4, 14, "at least two");
  put_signatories(fixture, "[]");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "few-signatories", agreement, 4, 14, "at least two");
  put_signatories(fixture, "[{organization: a}, {organization: b}]");
  check(fixture);
  expect_count(fixture, 0);
  put_signatories(fixture, "[{organization: a}, {organization: b}, {organization: a}]");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "repeated-reference", agreement, 4, 68, "is a signatory already");
  put_signatories(fixture, "");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "missing-field", agreement, 2, 1, "agreement needs \"signatories\"");
}

static void a_signer_is_a_person_or_a_name(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/people/p.md", "---\nname: P\n---\n");
  put_signatories(fixture,
                  "[{organization: a, signers: [{person: p}, {name: Q, title: T}]}, {organization: b}]");
  check(fixture);
  expect_count(fixture, 0);
  put_signatories(fixture, "[{organization: a, signers: [{title: T}]}, {organization: b}]");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "missing-field", agreement, 4, 43, "\"person\" (an id) or \"name\"");
  put_signatories(fixture, "[{organization: a, signers: [{person: p, name: Q}]}, {organization: b}]");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "unused-value", agreement, 4, 61, "\"name\" is left out");
}

static void a_legal_basis_has_a_number_or_a_title(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\nlegal_basis: [{number: 1/A-B}, {title: T}]\n");
  check(fixture);
  expect_count(fixture, 0);
  put_agreement(fixture, "t", "signed: 2021-01-01\nlegal_basis: [{number: 1/A-B}, {url: https://e.vn}]\n");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "missing-field", agreement, 5, 32, "\"number\" or \"title\"");
}

static void news_belongs_in_the_folder_of_its_year(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/news/2021/a.md", "---\ntitle: A\ndate: 2021-12-31T23:30\n---\n");
  check(fixture);
  expect_count(fixture, 0);
  put(fixture, "content/news/2021/b.md", "---\ntitle: B\ndate: 2022-01-01\n---\n");
  put(fixture, "content/news/c.md", "---\ntitle: C\ndate: 2022-01-01\n---\n");
  check(fixture);
  expect(fixture, SEVERITY_WARNING, "wrong-folder", "content/news/2021/b.md", 3, 7, "news/2022/");
  expect(fixture, SEVERITY_WARNING, "wrong-folder", "content/news/c.md", 3, 7, "news/2022/");
  expect_count(fixture, 2);
}

/* A folder above the content's that has the year's name says nothing. */
static void the_year_is_looked_for_below_news_only(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "2022/site.yaml", "title: S\nbase_url: https://e.vn\n");
  put(fixture, "2022/news/2021/b.md", "---\ntitle: B\ndate: 2022-01-01\n---\n");
  put(fixture, "x/2022/site.yaml", "title: S\nbase_url: https://e.vn\n");
  put(fixture, "x/2022/news/2021/b.md", "---\ntitle: B\ndate: 2022-01-01\n---\n");
  struct registry_options options = {.content = "x/2022", .today = day("2026-01-01")};
  registry_free(load_with(fixture, &options));
  expect_only(fixture, SEVERITY_WARNING, "wrong-folder", "x/2022/news/2021/b.md", 3, 7, "news/2022/");
}

static void nothing_is_its_own_parent_successor_or_whole(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/a.md",
      "---\nname: A\nparent: a\nsuccessors: [{organization: b}, {organization: a}]\n---\n");
  put(fixture, "content/organizations/b.md", "---\nname: B\nparent: a\n---\n");
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: X, merged_into: x, until: 2025}\n- {id: y, name: Y, merged_into: x, until: 2025}\n");
  check(fixture);
  expect(fixture, SEVERITY_ERROR, "self-reference", "content/organizations/a.md", 3, 9, "parent");
  expect(fixture, SEVERITY_ERROR, "self-reference", "content/organizations/a.md", 4, 48, "successors");
  expect(fixture, SEVERITY_ERROR, "self-reference", "content/data/provinces.yaml", 1, 33, "merged_into");
  expect_count(fixture, 3);
}

static void the_size_of_pages_is_bounded(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *size;
    bool good;
  } sizes[] = {{"1", true}, {"1000", true}, {"0", false}, {"1001", false}, {"999999999999999", false}};
  put_base(fixture);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    put_view(
        fixture, "content/site.yaml",
        arena_format(&fixture->arena, "title: S\nbase_url: https://e.vn\npage_size: %s\n", sizes[i].size));
    check(fixture);
    if (sizes[i].good)
      expect_count(fixture, 0);
    else
      expect_only(fixture, SEVERITY_ERROR, "bad-number", "content/site.yaml", 3, 12, "from 1 to 1000");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(an_agreement_is_signed_or_has_a_period),
      FIXTURE_TEST(an_end_is_not_before_its_start),
      FIXTURE_TEST(an_agreement_has_two_signatories),
      FIXTURE_TEST(a_signer_is_a_person_or_a_name),
      FIXTURE_TEST(a_legal_basis_has_a_number_or_a_title),
      FIXTURE_TEST(news_belongs_in_the_folder_of_its_year),
      FIXTURE_TEST(the_year_is_looked_for_below_news_only),
      FIXTURE_TEST(nothing_is_its_own_parent_successor_or_whole),
      FIXTURE_TEST(the_size_of_pages_is_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
