#include "unit/register_fixture.h"

static const char file[] = "content/agreements/t.md";

static void check(struct fixture *fixture) {
  registry_free(load(fixture, "2026-01-01"));
}

/* With advice. */
static void check_advice(struct fixture *fixture) {
  struct registry_options options = {.content = "content", .today = day("2026-01-01"), .advice = true};
  registry_free(load_with(fixture, &options));
}

static void expect_good(struct fixture *fixture) {
  check(fixture);
  expect_count(fixture, 0);
}

static void expect_warning(struct fixture *fixture, const char *code, uint32_t line, uint32_t column,
                           const char *part) {
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, code, file, line, column, part);
}

/* The agreement `t` of 2018 to 2022 with this title and body, which begins on line 7. */
static void put_text(struct fixture *fixture, const char *title, const char *keys, const char *body) {
  put_view(fixture, file,
           arena_format(&fixture->arena,
                        "---\ntitle: %s\nsignatories: [{organization: a}, {organization: b}]\n"
                        "period: {start: 2018, end: 2022}\n%s---\n%s\n",
                        title, keys, body));
}

static void a_period_in_a_title_is_the_front_matters(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char *const good[] = {
      "Quy chế 2018–2022",    "Quy chế 2018 - 2022",        "Quy chế từ 2018 đến năm 2022",
      "Quy chế đến năm 2025", "Quy chế số 12/2013-2017/QC", "Kế hoạch thực hiện Chiến lược 2021–2030",
      "Quy chế 2022–2018",    "Quy chế 12018–20200"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    put_text(fixture, good[i], "", "");
    expect_good(fixture);
  }
  static const char *const bad[] = {"Quy chế 2013–2017", "Quy chế giai đoạn 2013 - 2017", "(2013-2017)",
                                    "Quy chế giai đoạn 2013 đến 2017", "Từ năm 2013 đến hết năm 2017"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    put_text(fixture, bad[i], "", "");
    expect_warning(fixture, "period-mismatch", 2, 8, "says 2013-2017, \"period\" says 2018-2022");
  }
  put_text(fixture, "T", "short_title: QC 2018–2020\n", "");
  expect_warning(fixture, "period-mismatch", 5, 14, "says 2018-2020");
}

static void a_period_that_is_wrong_in_itself_is_told_once(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "short_title: T 2018–2022\nperiod: {start: 2022, end: 2018}\n");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "end-before-start", file, 5, 28, "the end is before the start");
}

static void a_title_may_name_the_years_of_what_is_carried_out(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/c.md", "---\nname: C\n---\n");
  put(fixture, "content/agreements/p.md",
      "---\ntitle: P\nsignatories: [{organization: a}, {organization: c}]\nperiod: {start: 2016, end: "
      "2025}\n---\n");
  put_text(fixture, "Thực hiện P 2016–2025", "implements: p\n", "");
  expect_good(fixture);
  put_text(fixture, "Nối tiếp P 2016–2025", "succeeds: p\n", "");
  expect_warning(fixture, "period-mismatch", 2, 8, "says 2016-2025");
}

static void a_period_in_a_body_that_shares_a_year_is_the_front_matters(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char *const good[] = {
      "Giai đoạn 2018–2022.",
      "Giai đoạn trước là 2013–2017.",
      "Năm 2018 và năm 2020.",
      "Xem [đây](https://e.vn/a_2018-2020).",
      "Xem https://e.vn/2018-2020 và số 1/2018-2020/NQ.",
      "Từ 2018-03-04 đến 2018-05-06, 5/2018 đến 2020.",
      "Chiến lược phát triển thanh niên giai đoạn 2018–2030.",
      "Nhiệm kỳ 2017–2022.",
      "Năm học 2018–2019.",
      "2018\n\n-\n\n2020",
  };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    put_text(fixture, "T", "", good[i]);
    expect_good(fixture);
  }
  put_text(fixture, "T", "", "Một đoạn.\n\nĐoạn đầu ghi **2018–2020**, và 2018-2020.");
  expect_warning(fixture, "period-mismatch", 8, 16, "says 2018-2020");
  put_text(fixture, "T", "", "Từ năm 2019 đến\nnăm 2022.");
  expect_warning(fixture, "period-mismatch", 6, 8, "says 2019-2022");
  put_text(fixture, "T", "", "Theo chiến lược. Giai đoạn 2018–2030.");
  expect_warning(fixture, "period-mismatch", 6, 28, "says 2018-2030");
}

static void the_periods_of_what_is_linked_may_be_told(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "period: {start: 2018, end: 2019}\n");
  put_text(fixture, "T", "succeeds: x\n", "Giai đoạn trước, 2018–2019.");
  expect_good(fixture);
  put_text(fixture, "T", "succeeds: x\n", "Giai đoạn trước, 2018–2020.");
  expect_warning(fixture, "period-mismatch", 7, 18, "says 2018-2020");
  put(fixture, "content/organizations/c.md", "---\nname: C\n---\n");
  put(fixture, "content/agreements/x.md",
      "---\ntitle: X\nsignatories: [{organization: a}, {organization: c}]\nperiod: {start: 2018, end: "
      "2019}\n---\n");
  put_text(fixture, "T", "", "Xem [](agreement:x), 2018–2019.");
  expect_good(fixture);
  put_text(fixture, "T", "", "Xem X, 2018–2019.");
  expect_warning(fixture, "period-mismatch", 6, 8, "says 2018-2019");
}

static void it_is_signed_in_the_first_year_or_before(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2019-01-02\nperiod: {start: 2018-01-01, end: 2022}\n");
  expect_good(fixture);
  put_agreement(fixture, "t", "signed: 2017-01-02\nperiod: {start: 2018, end: 2022}\n");
  expect_good(fixture);
  put_agreement(fixture, "t", "signed: 2019-01-03\nperiod: {start: 2018-01-01, end: 2022}\n");
  expect_warning(fixture, "late-signing", 4, 9, "more than a year");
}

static void put_signer(struct fixture *fixture, const char *title, const char *signed_on,
                       const char *positions) {
  put_view(fixture, "content/people/p.md",
           arena_format(&fixture->arena, "---\nname: Lê Văn P\npositions: [%s]\n---\n", positions));
  put_view(fixture, file,
           arena_format(&fixture->arena,
                        "---\ntitle: T\nsigned: %s\nsignatories:\n- organization: a\n  signers:\n"
                        "  - person: p\n    title: %s\n- organization: b\n---\n",
                        signed_on, title));
}

static void a_signer_holds_the_position_on_the_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char minister[] = "{organization: a, title: Bộ trưởng, from: 2016, to: 2020-04-30}";
  put_signer(fixture, "bộ trưởng", "2020-04-30", minister);
  expect_good(fixture);
  put_signer(fixture, "Bộ trưởng Bộ A", "2016-01-01", minister);
  expect_good(fixture);
  put_signer(fixture, "\"Ủy viên Trung ương, Bộ trưởng\"", "2018-01-01", minister);
  expect_good(fixture);
  put_signer(fixture, "Giám đốc", "2018-01-01", "{organization: b, title: Phó Giám đốc}");
  expect_warning(fixture, "signer-elsewhere", 7, 13, "has no position in");
  put_signer(fixture, "Bộ trưởng", "2020-05-01", minister);
  expect_warning(fixture, "signer-position", 8, 12, "on the day of the signing");
  put_signer(fixture, "Bộ trưởng", "2015-12-31", minister);
  expect_warning(fixture, "signer-position", 8, 12, "on the day of the signing");
  put_signer(fixture, "Thứ trưởng", "2018-01-01", minister);
  expect_warning(fixture, "signer-position", 8, 12, "correct the title");
  put_signer(fixture, "Bộ trưởng Bộ Cũ", "2018-01-01", minister); /* only says more */
  expect_good(fixture);
  put_signer(fixture, "Phó Bộ trưởng", "2018-01-01", minister);
  expect_warning(fixture, "signer-position", 8, 12, "correct the title");
  put_signer(fixture, "", "2021-01-01", minister);
  expect_warning(fixture, "signer-position", 7, 13, "on the day of the signing");
}

static void signatories_exist_on_the_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/b.md",
      "---\nname: B\nfounded: 2010-05-01\ndissolved: 2025-02-28\n---\n");
  static const char *const good[] = {"signed: 2010-05-01\n", "signed: 2025-02-28\n",
                                     "period: {start: 2025, end: 2027}\n", "period: {start: 2010}\n"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    put_agreement(fixture, "t", good[i]);
    expect_good(fixture);
  }
  put_agreement(fixture, "t", "signed: 2025-03-01\n");
  expect_warning(fixture, "signatory-dissolved", 3, 49, "name its successor");
  put_agreement(fixture, "t", "period: {start: 2026, end: 2027}\n");
  expect_warning(fixture, "signatory-dissolved", 3, 49, "name its successor");
  put_agreement(fixture, "t", "signed: 2010-04-30\n");
  expect_warning(fixture, "signatory-not-founded", 3, 49, "founded after this was signed");
}

static void put_news(struct fixture *fixture, const char *keys) {
  put_view(fixture, "content/news/2021/n.md",
           arena_format(&fixture->arena, "---\ntitle: N\ndate: 2021-11-25T16:45\n%s---\n", keys));
}

static void provinces_are_those_of_signatories(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_news(fixture, "agreements: [t]\n");
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: X}\n- {id: y, name: Y}\n- {id: old, name: O, merged_into: x, until: 2025-06-30}\n");
  put(fixture, "content/organizations/a.md", "---\nname: A\nprovince: x\n---\n");
  put_agreement(fixture, "t", "signed: 2021-01-01\nprovinces: [x, y]\n");
  check_advice(fixture);
  expect_count(fixture, 0);
  put(fixture, "content/organizations/b.md", "---\nname: B\nprovince: x\n---\n");
  check_advice(fixture);
  expect_only(fixture, SEVERITY_WARNING, "foreign-province", file, 5, 16,
              "no signatory belongs to the province \"y\"");
  check(fixture);
  expect_count(fixture, 0);
  put_agreement(fixture, "t", "signed: 2021-01-01\nprovinces: [x, old]\n");
  check_advice(fixture);
  expect_count(fixture, 0);
}

static void agreements_of_the_same_signatories_follow_each_other(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/c.md", "---\nname: C\n---\n");
  put_agreement(fixture, "s", "period: {start: 2016, end: 2020}\n");
  put_agreement(fixture, "t", "period: {start: 2021, end: 2025}\n");
  expect_good(fixture);
  put(fixture, file,
      "---\ntitle: T\nsignatories: [{organization: a}, {organization: c}]\nperiod: {start: 2020, end: "
      "2025}\n---\n");
  expect_good(fixture);
  static const char *const relations[] = {"succeeds", "amends", "implements"};
  for (size_t i = 0; i < 3; i++) {
    put_agreement(
        fixture, "t",
        arena_format(&fixture->arena, "period: {start: 2020, end: 2025}\n%s: s\n", relations[i]).data);
    expect_good(fixture);
  }
  put_agreement(fixture, "t", "period: {start: 2020}\n");
  expect_good(fixture);
  put(fixture, file,
      "---\ntitle: T\nsignatories: [{organization: b}, {organization: a}]\nperiod: {start: 2020, end: "
      "2025}\n---\n");
  expect_warning(fixture, "overlap", 4, 9, "have \"s\" at the same time");
}

/* The one that ends last is of the same line; another before it is not. */
static void an_overlap_is_seen_behind_one_of_the_same_line(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "r", "period: {start: 2010, end: 2022}\n");
  put_agreement(fixture, "s", "period: {start: 2011, end: 2030}\namends: r\n");
  put_agreement(fixture, "q", "period: {start: 2012, end: 2021}\n");
  put_agreement(fixture, "t", "period: {start: 2021, end: 2023}\nsucceeds: s\n");
  check(fixture);
  expect(fixture, SEVERITY_WARNING, "overlap", "content/agreements/q.md", 4, 9, "\"s\"");
  expect(fixture, SEVERITY_WARNING, "overlap", file, 4, 9, "\"q\"");
  expect_count(fixture, 2);
}

static void an_event_is_not_after_its_news(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_news(fixture, "event: {kind: signing, date: 2021-11-25T18:00}\n");
  expect_good(fixture);
  put_news(fixture, "event: {kind: signing, date: 2021-11-26}\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "event-after-news", "content/news/2021/n.md", 4, 30,
              "one of the two days");
}

static void photos_have_a_text_and_a_credit(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/media/p.jpg", "GIF89a");
  put_news(fixture, "photos: [{file: p.jpg, alt: A, credit: C}]\n");
  expect_good(fixture);
  put_news(fixture, "photos: [{file: p.jpg, credit: C}]\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "photo-without-alt", "content/news/2021/n.md", 4, 10, "\"alt\"");
  put_news(fixture, "photos: [{file: p.jpg, alt: A}]\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "photo-without-credit", "content/news/2021/n.md", 4, 10,
              "\"credit\"");
  put_news(fixture, "");
  put_agreement(fixture, "t", "signed: 2021-01-01\nphotos: [{file: p.jpg, alt: A}]\n");
  expect_warning(fixture, "photo-without-credit", 5, 10, "\"credit\"");
}

static void an_agreement_has_news(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\n");
  expect_good(fixture);
  check_advice(fixture);
  expect_only(fixture, SEVERITY_WARNING, "no-news", file, 1, 1, "no news tells of this agreement");
  put_news(fixture, "agreements: t\n");
  check_advice(fixture);
  expect_count(fixture, 0);
}

static void what_nothing_names_is_told(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_news(fixture, "organizations: [a, b]\n");
  put(fixture, "content/organizations/c.md", "---\nname: C\n---\nTự nhắc [](organization:c).\n");
  put(fixture, "content/people/p.md", "---\nname: Lê Văn P\n---\n");
  put(fixture, "content/data/topics.yaml", "- {id: x, name: X}\n- {id: y, name: Y}\n");
  expect_good(fixture);
  check_advice(fixture);
  expect(fixture, SEVERITY_WARNING, "not-linked", "content/organizations/c.md", 1, 1,
         "names this organization");
  expect(fixture, SEVERITY_WARNING, "not-linked", "content/people/p.md", 1, 1, "names this person");
  expect(fixture, SEVERITY_WARNING, "not-linked", "content/data/topics.yaml", 1, 8, "\"x\"");
  expect(fixture, SEVERITY_WARNING, "not-linked", "content/data/topics.yaml", 2, 8, "\"y\"");
  expect_count(fixture, 4);
  diagnostics_free(&fixture->diagnostics);
  put(fixture, "content/organizations/b.md",
      "---\nname: B\ndissolved: 2030\nsuccessors: [{organization: c}]\n---\nXem [](person:p), [](topic:x), "
      "[](topic:y).\n");
  check_advice(fixture);
  expect_count(fixture, 0);
}

static void check_advice_on(struct fixture *fixture, const char *today) {
  struct registry_options options = {.content = "content", .today = day(today), .advice = true};
  registry_free(load_with(fixture, &options));
}

/* News of the future tells of nothing yet and names nobody. */
static void advice_is_that_of_the_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\n");
  put(fixture, "content/people/p.md", "---\nname: Lê Văn P\n---\n");
  put_news(fixture, "agreements: t\npeople: p\n");
  check_advice_on(fixture, "2021-11-24");
  expect(fixture, SEVERITY_WARNING, "no-news", file, 1, 1, "no news tells of this agreement");
  expect(fixture, SEVERITY_WARNING, "not-linked", "content/people/p.md", 1, 1, "names this person");
  expect(fixture, SEVERITY_NOTE, "waiting", "content/news/2021/n.md", 3, 7,
         "waits for its moment, 2021-11-25");
  expect_count(fixture, 3);
  diagnostics_free(&fixture->diagnostics);
  check_advice_on(fixture, "2021-11-25");
  expect_count(fixture, 0);
}

/* What was merged is the same place before and after; what an agreement says of its time is the same on any
 * day. */
static void other_rules_are_those_of_any_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_news(fixture, "agreements: t\n");
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: X}\n- {id: y, name: Y}\n- {id: old, name: O, merged_into: x, until: 2025-06-30}\n");
  put(fixture, "content/organizations/a.md", "---\nname: A\nprovince: x\ndissolved: 2021-06-30\n---\n");
  put(fixture, "content/organizations/b.md", "---\nname: B\nprovince: x\n---\n");
  static const char *const days[] = {"2021-11-25", "2025-06-30", "2025-07-01", "2030-01-01"};
  for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
    put_agreement(fixture, "t", "signed: 2021-06-30\nprovinces: [old]\n");
    check_advice_on(fixture, days[i]);
    expect_count(fixture, 0);
    put_agreement(fixture, "t", "signed: 2021-06-30\nprovinces: [y]\n");
    check_advice_on(fixture, days[i]);
    expect_only(fixture, SEVERITY_WARNING, "foreign-province", file, 5, 13, "the province \"y\"");
    put_agreement(fixture, "t", "signed: 2021-07-01\n");
    check_advice_on(fixture, days[i]);
    expect(fixture, SEVERITY_WARNING, "signatory-dissolved", file, 3, 30, "a");
    expect_count(fixture, 1);
    diagnostics_free(&fixture->diagnostics);
  }
}

/* With errors nobody knows yet what is linked. */
static void advice_waits_until_there_are_no_errors(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\nsilenced: [{code: no-news, reason: L}]\n");
  put_news(fixture, "agreements: [tt]\n");
  check_advice(fixture);
  expect_only(fixture, SEVERITY_ERROR, "unknown-reference", "content/news/2021/n.md", 4, 14, "tt");
}

static void put_body(struct fixture *fixture, const char *body) {
  put_view(fixture, "content/pages/t.md", arena_format(&fixture->arena, "---\ntitle: T\n---\n%s\n", body));
}

static void text_is_not_in_an_encoding_before_unicode(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char *const good[] = {
      "Cộng hòa xã hội chủ nghĩa Việt Nam",
      "Hoà giải, quá trình toà án, xoá bỏ, quý",
      "Thaïlande, où, août, coût : le château de la forêt est à côté du théâtre, déjà en été",
      "Kyket® © 2021, 5 µm, 12 m² · 3 × 4, «ngoan», ½, 1ª",
      "Ein größeres Gebäude für schöne Bücher, naïve Köche",
      "Søren åt smørrebrød på øen, blåbærsyltetøy",
      "Zürich, Köln, Müller",
      "São Paulo",
      "Noël à Genève",
      "Lê Thanh Hà, Hòa Bình, Cà Mau, Huỳnh Thúy Kiều, Bá Liêm, Quý Châu",
      "Sao lại thế? Vì https://a.vn/?b=c&d=?e, ai?",
  };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    put_body(fixture, good[i]);
    expect_good(fixture);
  }
  put_body(fixture, "Đoạn.\n\n**Céng hoµ x· héi chñ nghÜa ViÖt Nam**");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "legacy-encoding", "content/pages/t.md", 6, 8, "TCVN3 or VNI");
  put_body(fixture, "Nước ta: Coäng hoøa.\nCoäng hoøa xaõ hoäi chuû nghóa Vieät Nam");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "legacy-encoding", "content/pages/t.md", 5, 1, "TCVN3 or VNI");
  put(fixture, "content/pages/t.md", "---\ntitle: QuyÕt ®Þnh cña Bé tr­ëng\n---\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "legacy-encoding", "content/pages/t.md", 2, 8, "convert the text");
  static const char *const titles[] = {"Së Néi vô", "Nguyeãn Vaên Taâm", "Hµ Néi", "B×nh §Þnh", "Vieät Nam"};
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
    struct buffer text = {0};
    buffer_format(&text, "---\ntitle: %s\n---\n%c", titles[i], '\0');
    put(fixture, "content/pages/t.md", text.data);
    check(fixture);
    expect_only(fixture, SEVERITY_WARNING, "legacy-encoding", "content/pages/t.md", 2, 8, "TCVN3 or VNI");
    buffer_free(&text);
  }
  put(fixture, "content/pages/t.md", "---\ntitle: Ch??ng tr?nh\n---\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "legacy-encoding", "content/pages/t.md", 2, 8, "letters were lost");
  put_body(fixture, "Đoạn.\n\nNgh\uFFFD An\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "legacy-encoding", "content/pages/t.md", 6, 4, "letters were lost");
  put(fixture, "content/pages/t.md", "---\ntitle: QUYEÁT ÑÒNH CUÛA BOÄ TRÖÔÛNG\n---\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "legacy-encoding", "content/pages/t.md", 2, 8, "convert the text");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_period_in_a_title_is_the_front_matters),
      FIXTURE_TEST(a_period_that_is_wrong_in_itself_is_told_once),
      FIXTURE_TEST(a_title_may_name_the_years_of_what_is_carried_out),
      FIXTURE_TEST(a_period_in_a_body_that_shares_a_year_is_the_front_matters),
      FIXTURE_TEST(the_periods_of_what_is_linked_may_be_told),
      FIXTURE_TEST(it_is_signed_in_the_first_year_or_before),
      FIXTURE_TEST(a_signer_holds_the_position_on_the_day),
      FIXTURE_TEST(signatories_exist_on_the_day),
      FIXTURE_TEST(provinces_are_those_of_signatories),
      FIXTURE_TEST(agreements_of_the_same_signatories_follow_each_other),
      FIXTURE_TEST(an_overlap_is_seen_behind_one_of_the_same_line),
      FIXTURE_TEST(an_event_is_not_after_its_news),
      FIXTURE_TEST(photos_have_a_text_and_a_credit),
      FIXTURE_TEST(an_agreement_has_news),
      FIXTURE_TEST(what_nothing_names_is_told),
      FIXTURE_TEST(advice_is_that_of_the_day),
      FIXTURE_TEST(other_rules_are_those_of_any_day),
      FIXTURE_TEST(advice_waits_until_there_are_no_errors),
      FIXTURE_TEST(text_is_not_in_an_encoding_before_unicode),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
