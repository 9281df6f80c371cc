#include "unit/register_fixture.h"

#include "parse/body/body.h"

static const char agreement[] = "content/agreements/t.md";

static void check(struct fixture *fixture) {
  registry_free(load(fixture, "2026-01-01"));
}

/* The register's least, with codes. */
static void put_codes(struct fixture *fixture, const char *code_a, const char *code_b) {
  put_base(fixture);
  put_view(fixture, "content/organizations/a.md",
           arena_format(&fixture->arena, "---\nname: A\n%s---\n", code_a));
  put_view(fixture, "content/organizations/b.md",
           arena_format(&fixture->arena, "---\nname: B\n%s---\n", code_b));
}

/* An agreement of `a` and `b` with a number and a body. */
static void put_numbered(struct fixture *fixture, const char *id, const char *number, const char *body) {
  struct view path = arena_format(&fixture->arena, "content/agreements/%s.md", id);
  put_view(
      fixture, path.data,
      arena_format(&fixture->arena,
                   "---\ntitle: T\nsigned: 2021-01-01\nsignatories: [{organization: a}, {organization: b}]\n"
                   "number: %s\n---\n%s\n",
                   number, body));
}

static void put_news(struct fixture *fixture, const char *id, const char *body) {
  struct view path = arena_format(&fixture->arena, "content/news/2021/%s.md", id);
  put_view(fixture, path.data,
           arena_format(&fixture->arena, "---\ntitle: N %s\ndate: 2021-02-01\n---\n%s\n", id, body));
}

/* All documents cited, joined by blanks. */
static void assert_cited(const struct entry *entry, const char *expected) {
  struct buffer numbers = {0};
  const struct text *cited = entry->documents_cited.items;
  for (size_t i = 0; i < entry->documents_cited.count; i++)
    buffer_format(&numbers, "%s%.*s", i == 0 ? "" : " ", VIEW_FORMAT(text_view(cited[i])));
  assert_view(buffer_view(&numbers), expected);
  buffer_free(&numbers);
}

/* Nothing is told of an agreement with any of the numbers. */
static void expect_good(struct fixture *fixture, const char *const *numbers, size_t count) {
  for (size_t i = 0; i < count; i++) {
    put_numbered(fixture, "t", numbers[i], "");
    check(fixture);
    expect_count(fixture, 0);
  }
}

static void an_agreements_number_has_its_form(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char *const good[] = {"12-CTPH/A3-B7", "4286-CTPH/BLĐTBXH-TWĐTN",
                                     "128/NQ-CP",     "202/2021/QH15",
                                     "01/2021/NQLT",  "01/NQLT/2021"};
  expect_good(fixture, good, sizeof good / sizeof *good);
  put_numbered(fixture, "t", "01/QC", "");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "bad-number-form", agreement, 5, 9,
              "\"01/QC\" has a wrong form: the kind or the issuer is missing");
  put_numbered(fixture, "t", "'4286-CTPH/BLĐTBXH–TWĐTN'", "");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "bad-number-form", agreement, 5, 9, "long dash");
}

static void a_legal_basis_has_its_form(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\nlegal_basis:\n- {number: 128/NQ-CP}\n- {title: T}\n");
  check(fixture);
  expect_count(fixture, 0);
  put_agreement(
      fixture, "t",
      "signed: 2021-01-01\nlegal_basis:\n- {number: 128/NQ-CP}\n- {title: T, number: Nghị quyết 128}\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "bad-number-form", agreement, 7, 22, "blank");
  /* A decree names who issued it, whatever agreements do. */
  put_agreement(fixture, "t", "signed: 2021-01-01\nlegal_basis:\n- {title: T, number: 128/2021/NQ}\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "bad-number-form", agreement, 6, 22, "kind or the issuer");
}

static void issuers_are_the_signatories(void **state) {
  struct fixture *fixture = *state;
  put_codes(fixture, "code: A3\n", "code: B7-X\n");
  static const char *const good[] = {"12-CTPH/A3-B7", "12-CTPH/B7-A3", "12-CTPH/A3", "12-CTPH/A3-B7-X"};
  expect_good(fixture, good, sizeof good / sizeof *good);
  put_numbered(fixture, "t", "12-CTPH/A3-B8-C1", "");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "issuer-mismatch", agreement, 5, 9,
              "names B8, C1, which is no signatory's code (A3, B7-X)");
  /* One without a code may be any issuer. */
  put_codes(fixture, "code: A3\n", "");
  check(fixture);
  expect_count(fixture, 0);
}

/* A body may stand before its union's code or alone, and the Front has had several codes. */
static void bodies_stand_for_their_unions(void **state) {
  struct fixture *fixture = *state;
  put_codes(fixture, "code: CP\n", "code: TWĐTN\n");
  static const char *const good[] = {"12-NQLT/CP-BCHTWĐTN", "12-NQLT/CP-BCHTWĐ", "12-NQLT/CP-BCH-TWĐTN",
                                     "12-NQLT/CP-TWĐ"};
  expect_good(fixture, good, sizeof good / sizeof *good);
  put_numbered(fixture, "t", "12-NQLT/CP-BCHLĐLĐ", "");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "issuer-mismatch", agreement, 5, 9, "names BCHLĐLĐ");
  put_codes(fixture, "code: CP\n", "code: MTTW\n");
  static const char *const front[] = {"12-NQLT/CP-UBTƯMTTQVN", "12-NQLT/CP-ĐCTUBTWMTTQVN",
                                      "12-NQLT/CP-BTT-UBMTTQ"};
  expect_good(fixture, front, sizeof front / sizeof *front);
  put_numbered(fixture, "t", "12-NQLT/CP-UBTVQH", "");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "issuer-mismatch", agreement, 5, 9, "names UBTVQH");
}

static void mentions_of_a_number_are_links_both_ways(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_numbered(fixture, "t", "12-CTPH/A3-B7", "");
  put_numbered(fixture, "u", "13-CTPH/A3-B7", "Tiếp nối 12-CTPH/A3-B7.");
  put_news(fixture, "n", "Theo 12-CTPH/A3-B7, 12-CTPH/A3-B7 và `13-CTPH/A3-B7`.");
  put_news(fixture, "m", "# Về 13-CTPH/A3-B7");
  put_news(fixture, "o", "12-CTPH/A3-B78 và 112-CTPH/A3-B7");
  struct registry *registry = load_good(fixture, "2021-06-01");
  struct entry *t = entry_of(registry, ENTRY_AGREEMENT, "t"), *news = entry_of(registry, ENTRY_NEWS, "n");
  assert_ids(&t->mentioned_by, "n u");
  assert_ids(&entry_of(registry, ENTRY_AGREEMENT, "u")->mentioned_by, "m");
  assert_int_equal(news->body->link_count, 2);
  assert_ptr_equal(news->body->links[0].entry, t);
  assert_ptr_equal(news->body->links[1].entry, t);
  assert_cited(news, "");
  assert_cited(entry_of(registry, ENTRY_NEWS, "o"), "12-CTPH/A3-B78 112-CTPH/A3-B7");
  registry_free(registry);
}

/* News of the future mentions nothing yet; an agreement to come is mentioned. */
static void mentions_are_those_of_the_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_numbered(fixture, "t", "12-CTPH/A3-B7", "");
  put(fixture, "content/news/2021/n.md",
      "---\ntitle: N\ndate: 2021-02-01\n---\nTheo 12-CTPH/A3-B7 và 74/2019/NĐ-CP.\n");
  struct registry *registry = load_good(fixture, "2021-01-31");
  assert_ids(&entry_of(registry, ENTRY_AGREEMENT, "t")->mentioned_by, "");
  registry_free(registry);
  registry = load_good(fixture, "2021-02-01");
  assert_ids(&entry_of(registry, ENTRY_AGREEMENT, "t")->mentioned_by, "n");
  assert_cited(entry_of(registry, ENTRY_NEWS, "n"), "74/2019/NĐ-CP");
  registry_free(registry);
}

static void an_entry_does_not_mention_itself(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_numbered(fixture, "t", "12-CTPH/A3-B7", "Số 12-CTPH/A3-B7.");
  struct registry *registry = load_good(fixture, "2021-06-01");
  struct entry *entry = entry_of(registry, ENTRY_AGREEMENT, "t");
  assert_null(entry->body->links[0].entry);
  assert_ids(&entry->mentioned_by, "");
  assert_cited(entry, "");
  registry_free(registry);
}

static void other_documents_are_gathered_once_in_order(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\nnumber: 1-CTPH/A-B\nlegal_basis: [{number: 128/NQ-CP}]\n");
  static const char body[] =
      "# 598/KH-UBND\n\n128/NQ-CP, 74/2019/NĐ-CP, 1-CTPH/A-B, 598/KH-UBND, 56/2017/NĐ-CP";
  put_news(fixture, "n", body);
  put_view(fixture, "content/agreements/u.md",
           arena_format(&fixture->arena,
                        "---\ntitle: U\nsigned: 2021-01-01\nlegal_basis: [{number: 128/NQ-CP}]\n"
                        "signatories: [{organization: a}, {organization: b}]\n---\n%s\n",
                        body));
  struct registry *registry = load_good(fixture, "2021-06-01");
  assert_cited(entry_of(registry, ENTRY_NEWS, "n"), "598/KH-UBND 128/NQ-CP 74/2019/NĐ-CP 56/2017/NĐ-CP");
  assert_cited(entry_of(registry, ENTRY_AGREEMENT, "u"), "598/KH-UBND 74/2019/NĐ-CP 56/2017/NĐ-CP");
  assert_cited(entry_of(registry, ENTRY_AGREEMENT, "t"), "");
  assert_ids(&entry_of(registry, ENTRY_AGREEMENT, "t")->mentioned_by, "n u");
  registry_free(registry);
}

static void a_number_of_two_agreements_is_no_link(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_numbered(fixture, "s", "12-CTPH/A3-B7", "");
  put_numbered(fixture, "t", "12-CTPH/A3-B7", "12-CTPH/A3-B7");
  put_news(fixture, "n", "12-CTPH/A3-B7");
  struct registry *registry = load(fixture, "2021-06-01");
  expect_only(fixture, SEVERITY_WARNING, "duplicate-number", agreement, 5, 9, "content/agreements/s.md too");
  assert_ids(&entry_of(registry, ENTRY_AGREEMENT, "s")->mentioned_by, "");
  assert_ids(&entry_of(registry, ENTRY_AGREEMENT, "t")->mentioned_by, "");
  assert_cited(entry_of(registry, ENTRY_AGREEMENT, "t"), "");
  assert_cited(entry_of(registry, ENTRY_NEWS, "n"), "12-CTPH/A3-B7");
  registry_free(registry);
}

/* A draft is no holder of its number, and no one's mention. */
static void drafts_hold_no_number(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_numbered(fixture, "s", "12-CTPH/A3-B7\ndraft: true", "13-CTPH/A3-B7");
  put_numbered(fixture, "t", "13-CTPH/A3-B7", "");
  put_news(fixture, "n", "12-CTPH/A3-B7");
  struct registry *registry = load_good(fixture, "2021-06-01");
  assert_ids(&entry_of(registry, ENTRY_AGREEMENT, "t")->mentioned_by, "");
  assert_cited(entry_of(registry, ENTRY_NEWS, "n"), "12-CTPH/A3-B7");
  registry_free(registry);
}

static void a_drafts_number_is_checked_as_a_note(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_numbered(fixture, "t", "01/QC\ndraft: true", "");
  check(fixture);
  expect_only(fixture, SEVERITY_NOTE, "bad-number-form", agreement, 5, 9, "\"01/QC\"");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(an_agreements_number_has_its_form),
      FIXTURE_TEST(a_legal_basis_has_its_form),
      FIXTURE_TEST(issuers_are_the_signatories),
      FIXTURE_TEST(bodies_stand_for_their_unions),
      FIXTURE_TEST(mentions_of_a_number_are_links_both_ways),
      FIXTURE_TEST(mentions_are_those_of_the_day),
      FIXTURE_TEST(an_entry_does_not_mention_itself),
      FIXTURE_TEST(other_documents_are_gathered_once_in_order),
      FIXTURE_TEST(a_number_of_two_agreements_is_no_link),
      FIXTURE_TEST(drafts_hold_no_number),
      FIXTURE_TEST(a_drafts_number_is_checked_as_a_note),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
