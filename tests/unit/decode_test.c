#include "parse/front_matter/decode.h"

#include "schema/records.h"
#include "unit/fixture.h"

/* The mapping as a record; whether the YAML was whole. */
static bool decode(struct fixture *fixture, const struct record_type *type, const char *text, void *record) {
  struct yaml_reader reader;
  memset(record, 0, type->size);
  assert_true(
      yaml_reader_open(&reader, view_of(text), VIEW("a.md"), 2, &fixture->arena, &fixture->diagnostics));
  bool whole = decode_record(&reader, type, record);
  if (whole) assert_int_equal(yaml_reader_type(&reader), YAML_DOCUMENT_END_EVENT);
  yaml_reader_close(&reader);
  return whole;
}

static void values_stand_in_the_record_with_their_places(void **state) {
  struct fixture *fixture = *state;
  struct agreement agreement;
  assert_true(decode(fixture, &agreement_type,
                     "title: Chương trình\nsigned: 2021-11-25\nreview: annual\n"
                     "period: {start: 2021, end: 2025}\n"
                     "signatories:\n  - organization: a\n    signers: [{person: p}, {name: B, title: C}]\n"
                     "  - {organization: b}\n"
                     "topics: [x, y]\naliases: /cu/\ndraft: true\n",
                     &agreement));
  expect_count(fixture, 0);
  assert_view(text_view(agreement.title), "Chương trình");
  assert_int_equal(agreement.title.location.line, 2);
  assert_int_equal(agreement.title.location.column, 8);
  assert_int_equal(date_day_number(agreement.signed_on.value), 18956);
  assert_view(text_view(agreement.review), "annual");
  assert_int_equal(agreement.period->location.line, 5);
  assert_int_equal(agreement.period->end.value.month, 12);
  assert_int_equal(agreement.period->start.value.month, 1);
  assert_int_equal(agreement.signatories.count, 2);
  const struct signatory *signatories = agreement.signatories.items;
  assert_int_equal(agreement.signatories.location.line, 7);
  assert_int_equal(signatories[0].location.line, 7);
  assert_int_equal(signatories[0].location.column, 5);
  assert_view(text_view(reference_id(signatories[0].organization)), "a");
  assert_int_equal(signatories[0].signers.count, 2);
  const struct signer *signers = signatories[0].signers.items;
  assert_view(text_view(reference_id(signers[0].person)), "p");
  assert_view(text_view(signers[1].name), "B");
  assert_view(text_view(signers[1].title), "C");
  assert_int_equal(signers[1].location.line, 8);
  assert_int_equal(signers[1].location.column, 28);
  assert_int_equal(agreement.topics.count, 2);
  assert_view(text_view(reference_id(((const struct reference *)agreement.topics.items)[1])), "y");
  assert_int_equal(agreement.aliases.count, 1);
  assert_view(text_view(((const struct text *)agreement.aliases.items)[0]), "/cu/");
  assert_true(agreement.draft.value);
  assert_int_equal(agreement.number.location.line, 0);
  assert_null(agreement.terminated);
}

static void one_value_is_a_list_of_one(void **state) {
  struct fixture *fixture = *state;
  struct news news;
  assert_true(decode(fixture, &news_type,
                     "title: T\ndate: 2021-01-01\ntopics: x\naliases: /cu/\nphotos: {file: a.jpg}\n", &news));
  expect_count(fixture, 0);
  assert_int_equal(news.topics.count, 1);
  assert_int_equal(news.aliases.count, 1);
  assert_int_equal(news.photos.count, 1);
  assert_view(text_view(((const struct photo *)news.photos.items)[0].file), "a.jpg");
}

static void nothing_is_as_if_the_key_were_not_there(void **state) {
  struct fixture *fixture = *state;
  struct news news;
  assert_true(decode(fixture, &news_type,
                     "title: T\ndate: 2021-01-01\nsummary:\nevent: ~\ntopics: null\nphotos: []\n"
                     "provinces: [~, hue, ]\ndraft:\nsummary: S\n",
                     &news));
  expect_count(fixture, 0);
  assert_view(text_view(news.summary), "S");
  assert_null(news.event);
  assert_int_equal(news.topics.location.line, 0);
  assert_int_equal(news.topics.count, 0);
  assert_int_equal(news.photos.count, 0);
  assert_int_equal(news.photos.location.line, 7);
  assert_int_equal(news.provinces.count, 1);
  assert_false(news.draft.value);
}

static void an_unknown_key_is_a_warning_with_a_suggestion(void **state) {
  struct fixture *fixture = *state;
  struct page page;
  assert_true(decode(fixture, &page_type, "title: T\nsumary: [a, {b: c}]\n", &page));
  expect_only(fixture, SEVERITY_WARNING, "unknown-key", "a.md", 3, 1,
              "unknown key \"sumary\" is left out; did you mean \"summary\"?");
  assert_true(decode(fixture, &page_type, "xylophone: 1\ntitle: T\n", &page));
  expect_only(fixture, SEVERITY_WARNING, "unknown-key", "a.md", 2, 1,
              "unknown key \"xylophone\" is left out");
  assert_view(text_view(page.title), "T");
  /* What the program makes itself is no key. */
  assert_true(decode(fixture, &page_type, "title: T\nurl: /x/\nheading: H\n", &page));
  expect(fixture, SEVERITY_WARNING, "unknown-key", "a.md", 3, 1, "\"url\"");
  expect(fixture, SEVERITY_WARNING, "unknown-key", "a.md", 4, 1, "\"heading\"");
  expect_count(fixture, 2);
}

static void the_first_of_a_key_given_twice_stays(void **state) {
  struct fixture *fixture = *state;
  struct page page;
  assert_true(decode(fixture, &page_type, "title: T\nsummary: S\ntitle: {a: [b]}\n", &page));
  expect_only(fixture, SEVERITY_ERROR, "duplicate-key", "a.md", 4, 1, "\"title\" is given twice");
  assert_view(text_view(page.title), "T");
}

static void the_only_record_of_a_list_may_stand_under_its_own_key(void **state) {
  struct fixture *fixture = *state;
  struct page page;
  assert_true(decode(fixture, &page_type, "title: T\nsource: {name: N, note: W}\n", &page));
  expect_count(fixture, 0);
  assert_int_equal(page.entry.sources.count, 1);
  const struct origin *origin = page.entry.sources.items;
  assert_view(text_view(origin->name), "N");
  assert_view(text_view(origin->note), "W");
  assert_int_equal(origin->location.line, 3);
  assert_true(decode(fixture, &page_type, "title: T\nsource: ~\nsources: [{name: N}]\n", &page));
  expect_count(fixture, 0);
  assert_int_equal(page.entry.sources.count, 1);
  decode(fixture, &page_type, "sources: [{name: A}, {name: B}]\ntitle: T\nsource: {name: N}\n", &page);
  expect_only(
      fixture, SEVERITY_ERROR, "duplicate-key", "a.md", 4, 1,
      "both \"source\" and \"sources\" are given; write what stands under \"source\" as one more item");
  assert_int_equal(page.entry.sources.count, 2);
  decode(fixture, &page_type, "title: T\nsource: [{name: N}]\n", &page);
  expect_only(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 3, 9, "source: expected a mapping");
  assert_int_equal(page.entry.sources.count, 0);
}

static void the_last_field_of_the_longest_type_counts_as_given_once(void **state) {
  struct fixture *fixture = *state;
  struct agreement agreement;
  decode(fixture, &agreement_type, "title: T\nsignatories: []\ndraft: true\ndraft: false\n", &agreement);
  expect_only(fixture, SEVERITY_ERROR, "duplicate-key", "a.md", 5, 1, "\"draft\"");
  assert_true(agreement.draft.value);
}

static void what_is_required_and_missing_is_told_at_the_record(void **state) {
  struct fixture *fixture = *state;
  struct agreement agreement;
  assert_true(decode(fixture, &agreement_type,
                     "short_title: T\nsignatories:\n  - signers: []\n  - organization: ~\n", &agreement));
  expect(fixture, SEVERITY_ERROR, "missing-field", "a.md", 2, 1, "agreement needs \"title\"");
  expect(fixture, SEVERITY_ERROR, "missing-field", "a.md", 4, 5, "signatory needs \"organization\"");
  expect(fixture, SEVERITY_ERROR, "missing-field", "a.md", 5, 5, "signatory needs \"organization\"");
  expect_count(fixture, 3);
}

static void an_empty_text_is_not_what_is_required(void **state) {
  struct fixture *fixture = *state;
  struct page page;
  decode(fixture, &page_type, "title: ''\n", &page);
  expect_only(fixture, SEVERITY_ERROR, "missing-field", "a.md", 2, 1, "page needs \"title\"");
  decode(fixture, &page_type, "title: \"  \"\nsummary: ''\n", &page);
  expect_only(fixture, SEVERITY_ERROR, "missing-field", "a.md", 2, 1, "page needs \"title\"");
}

static void what_was_wrong_is_not_missing_as_well(void **state) {
  struct fixture *fixture = *state;
  struct news news;
  decode(fixture, &news_type, "title: [a]\ndate: soon\n", &news);
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 2, 8, "title: expected a single value, found a list");
  expect(fixture, SEVERITY_ERROR, "bad-date", "a.md", 3, 7, "\"soon\"");
  expect_count(fixture, 2);
  assert_null(news.title.data);
  assert_int_equal(news.date.value.precision, DATE_NONE);
}

static void wrong_types_are_told_and_passed(void **state) {
  struct fixture *fixture = *state;
  struct agreement agreement;
  assert_true(decode(fixture, &agreement_type,
                     "title: {a: b}\n"
                     "period: 2021\n"
                     "signatories: [a, {organization: b}, [c]]\n"
                     "topics: {a: b}\n"
                     "provinces: [x, [y], z]\n"
                     "aliases: [{a: b}, /cu/]\n"
                     "terminated: [a]\n"
                     "number: N\n",
                     &agreement));
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 2, 8, "expected a single value, found a mapping");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 3, 9,
         "period: expected a mapping (key: value), found a single value");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 4, 15,
         "signatories: expected a list of mappings (- key: value), found a single value");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 5, 9, "topics: expected a list of ids");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 6, 16, "provinces: expected a list of ids");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 7, 11, "aliases: expected a list of texts");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 8, 13, "terminated: expected a mapping");
  expect_count(fixture, 7);
  assert_int_equal(agreement.signatories.count, 1);
  assert_int_equal(agreement.provinces.count, 2);
  assert_int_equal(agreement.aliases.count, 1);
  assert_view(text_view(agreement.number), "N");
}

static void a_key_must_be_plain(void **state) {
  struct fixture *fixture = *state;
  struct page page;
  assert_true(decode(fixture, &page_type, "? [a, b]\n: c\ntitle: T\n? {x: y}\n: [d]\n", &page));
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 2, 3, "page: expected a plain key, found a list");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 5, 3, "page: expected a plain key, found a mapping");
  expect_count(fixture, 2);
  assert_view(text_view(page.title), "T");
}

static void broken_yaml_ends_the_record(void **state) {
  struct fixture *fixture = *state;
  struct page page;
  assert_false(decode(fixture, &page_type, "title: T\nsummary: *x\n", &page));
  expect_only(fixture, SEVERITY_ERROR, "yaml-alias", "a.md", 3, 10, "aliases");
  assert_view(text_view(page.title), "T");
  assert_false(decode(fixture, &page_type, "summary: S\ntitle: c: d\n", &page));
  expect_only(fixture, SEVERITY_ERROR, "yaml-syntax", "a.md", 3, 9, "colon needs quotes");
  struct news news;
  assert_false(decode(fixture, &news_type, "title: T\nphotos: [{file: a.jpg}, {file: b.jpg\n", &news));
  expect_count(fixture, 1);
  assert_string_equal(fixture->diagnostics.items[0].code, "yaml-syntax");
}

static void every_mistake_is_told_at_once(void **state) {
  struct fixture *fixture = *state;
  struct news news;
  decode(fixture, &news_type,
         "titel: T\ndate: 2021-02-30\nphotos: [{file: ../x}]\nsource: {name: N, url: x}\ndraft: maybe\n"
         "event: {kind: party}\n",
         &news);
  expect(fixture, SEVERITY_WARNING, "unknown-key", "a.md", 2, 1, "did you mean \"title\"?");
  expect(fixture, SEVERITY_ERROR, "bad-date", "a.md", 3, 7, "2021-02-30");
  expect(fixture, SEVERITY_ERROR, "bad-path", "a.md", 4, 17, "../x");
  expect(fixture, SEVERITY_ERROR, "bad-url", "a.md", 5, 24, "\"x\"");
  expect(fixture, SEVERITY_ERROR, "wrong-type", "a.md", 6, 8, "maybe");
  expect(fixture, SEVERITY_ERROR, "unknown-choice", "a.md", 7, 15, "party");
  expect(fixture, SEVERITY_ERROR, "missing-field", "a.md", 2, 1, "news needs \"title\"");
  expect_count(fixture, 7);
}

static void a_key_with_a_nul_is_another_key(void **state) {
  struct fixture *fixture = *state;
  struct page page;
  decode(fixture, &page_type, "\"title\\0\": T\ntitle: U\n", &page);
  expect_count(fixture, 1);
  assert_string_equal(fixture->diagnostics.items[0].code, "unknown-key");
  assert_view(text_view(page.title), "U");
}

static void many_elements_take_linear_time(void **state) {
  struct fixture *fixture = *state;
  struct buffer text = {0};
  buffer_add_string(&text, "title: T\naliases:\n");
  for (size_t i = 0; i < 200000; i++)
    buffer_format(&text, "- /cu/%zu\n", i);
  buffer_add_byte(&text, '\0');
  struct page page;
  double start = used_seconds();
  assert_true(decode(fixture, &page_type, text.data, &page));
  assert_true(used_seconds() - start < 10);
  assert_int_equal(page.aliases.count, 200000);
  assert_view(text_view(((const struct text *)page.aliases.items)[199999]), "/cu/199999");
  assert_int_equal(((const struct text *)page.aliases.items)[199999].location.line, 200003);
  buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(values_stand_in_the_record_with_their_places),
      FIXTURE_TEST(one_value_is_a_list_of_one),
      FIXTURE_TEST(nothing_is_as_if_the_key_were_not_there),
      FIXTURE_TEST(an_unknown_key_is_a_warning_with_a_suggestion),
      FIXTURE_TEST(the_first_of_a_key_given_twice_stays),
      FIXTURE_TEST(the_only_record_of_a_list_may_stand_under_its_own_key),
      FIXTURE_TEST(the_last_field_of_the_longest_type_counts_as_given_once),
      FIXTURE_TEST(what_is_required_and_missing_is_told_at_the_record),
      FIXTURE_TEST(an_empty_text_is_not_what_is_required),
      FIXTURE_TEST(what_was_wrong_is_not_missing_as_well),
      FIXTURE_TEST(wrong_types_are_told_and_passed),
      FIXTURE_TEST(a_key_must_be_plain),
      FIXTURE_TEST(broken_yaml_ends_the_record),
      FIXTURE_TEST(every_mistake_is_told_at_once),
      FIXTURE_TEST(a_key_with_a_nul_is_another_key),
      FIXTURE_TEST(many_elements_take_linear_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
