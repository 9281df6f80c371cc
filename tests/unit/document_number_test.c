#include "text/document_number.h"

#include "unit/fixture.h"

/* The parts as "number|year|kind|issuer issuer". */
static void expect_parts(const char *text, const char *expected) {
  struct document_number number;
  if (document_number_parse(view_of(text), &number) != NULL) fail_msg("%s has a wrong form", text);
  struct buffer parts = {0};
  buffer_format(&parts, "%.*s|%d|%.*s|", VIEW_FORMAT(number.number), number.year, VIEW_FORMAT(number.kind));
  for (size_t i = 0; i < number.issuer_count; i++)
    buffer_format(&parts, "%s%.*s", i == 0 ? "" : " ", VIEW_FORMAT(number.issuers[i]));
  assert_view(buffer_view(&parts), expected);
  buffer_free(&parts);
}

static void symbols_have_number_year_kind_and_issuers(void **state) {
  (void)state;
  expect_parts("4286-CTPH/BLĐTBXH-TWĐTN", "4286|0|CTPH|BLĐTBXH TWĐTN");
  expect_parts("74/2019/NĐ-CP", "74|2019|NĐ|CP");
  expect_parts("56/2017/NĐ-CP", "56|2017|NĐ|CP");
  expect_parts("128/NQ-CP", "128|0|NQ|CP");
  expect_parts("598/KH-UBND", "598|0|KH|UBND");
  expect_parts("19/2025/QĐ-TTg", "19|2025|QĐ|TTg");
  expect_parts("13/2025/TT-BNNMT", "13|2025|TT|BNNMT");
  expect_parts("12-CTPH/A3-B7", "12|0|CTPH|A3 B7");
  expect_parts("01/2018/NQLT/CP-UBTƯMTTQVN", "01|2018|NQLT|CP UBTƯMTTQVN");
  expect_parts("15/2014/TTLT-BLĐTBXH-BTC", "15|2014|TTLT|BLĐTBXH BTC");
  expect_parts("30a/2008/NQ-CP", "30a|2008|NQ|CP");
  expect_parts("25-NQ/TW", "25|0|NQ|TW");
  expect_parts("15-CTr/TU", "15|0|CTr|TU");
  expect_parts("06/QC-TT.HĐND-UBND", "06|0|QC|TT.HĐND UBND");
  expect_parts("167/QCPH/SGD&ĐT-CATP", "167|0|QCPH|SGD&ĐT CATP");
}

static void laws_have_no_kind(void **state) {
  (void)state;
  expect_parts("202/2025/QH15", "202|2025||QH15");
  expect_parts("1211/2016/UBTVQH13", "1211|2016||UBTVQH13");
}

static void wrong_forms_have_a_reason(void **state) {
  (void)state;
  static const struct {
    const char *text, *reason;
  } wrong[] = {
      {"", "empty"},
      {"NĐ-CP", "begin with its number"},
      {"Số 74/2019/NĐ-CP", "blank"},
      {"74/2019/NĐ–CP", "long dash"},
      {"74/2019/NĐ-CP.", "a sign that no symbol has"},
      {"74/2019/.NĐ-CP", "a sign that no symbol has"},
      {"15/QC-TT..HĐND", "a sign that no symbol has"},
      {"15/QC-TT&-UBND", "a sign that no symbol has"},
      {"15/QC-TT@HĐND", "a sign that no symbol has"},
      {"74/2019/N\xFF", "not UTF-8"},
      {"1234567/NQ-CP", "six digits"},
      {"128", "kind and the issuer are missing"},
      {"128NQ-CP", "behind the number"},
      {"128/", "missing next to"},
      {"128/NQ", "kind or the issuer is missing"},
      {"128/NQ-", "missing next to"},
      {"128//NQ-CP", "missing next to"},
      {"128/2021", "kind and the issuer are missing"},
      {"128/2021/NQ", "kind or the issuer is missing"},
      {"128/QH15", "kind or the issuer is missing"},
      {"128/2021/QH", "kind or the issuer is missing"},
      {"74/19/NĐ-CP", "a year of four digits"},
      {"74/1019/NĐ-CP", "a year of four digits"},
      {"74/20190/NĐ-CP", "a year of four digits"},
      {"74/2019-NĐ/CP", "behind the year"},
      {"74/2019NĐ-CP", "behind the year"},
      {"12-CTPH-A", "a / is due"},
      {"12-CTPH/A/B", "joined by -"},
      {"128/nq-cp", "capital letters"},
      {"128/NQ-Cp", "capital letters"},
      {"128/NQ-Chính", "capital letters"},
      {"128/NQ-15CP", "begins with a letter"},
      {"1/A-B-B-B-B-B-B-B-B-B-B-B-B-B-B-B-B-B", "16 issuers"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct document_number number;
    say_of_number *fault = document_number_parse(view_of(wrong[i].text), &number);
    assert_non_null(fault);
    const struct message message = fault(view_of(wrong[i].text));
    struct buffer text = {0};
    message_write(&text, &message, &message_english);
    assert_string_equal(message_rows[message.kind].code, "bad-number-form");
    assert_contains(buffer_view(&text), wrong[i].reason);
    buffer_free(&text);
  }
  expect_parts("1/A-B-B-B-B-B-B-B-B-B-B-B-B-B-B-B-B", "1|0|A|B B B B B B B B B B B B B B B B");
}

static void joint_documents_may_name_no_issuer(void **state) {
  (void)state;
  static const char *const good[] = {"01/2002/NQLT", "01/NQLT/2002", "12a/2008/CTPH", "1/QCPH/1998"};
  static const char *const bad[] = {"01/NQLT",       "01/02/NQLT",     "01/2002/nqlt",      "01/2002",
                                    "/2002/NQLT",    "01/2002/NQLT/",  "01-2002/NQLT",      "01/2002/2003",
                                    "202/2025/QH15", "01/2002/NQLT 3", "1234567/2002/NQLT", "",
                                    "01/NQLT/20020"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    if (!document_number_is_without_issuer(view_of(good[i]))) fail_msg("%s", good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (document_number_is_without_issuer(view_of(bad[i]))) fail_msg("%s", bad[i]);
}

/* All symbols of a text, joined by blanks. */
static void expect_found(const char *text, const char *expected) {
  struct buffer found = {0};
  struct view symbol;
  for (size_t at = 0; (symbol = document_number_find(view_of(text), at)).data != NULL;) {
    buffer_format(&found, "%s%.*s", found.length == 0 ? "" : " ", VIEW_FORMAT(symbol));
    at = (size_t)(symbol.data - text) + symbol.length;
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

static void symbols_are_found_at_word_boundaries(void **state) {
  (void)state;
  expect_found("Nghị định 74/2019/NĐ-CP, số 128/NQ-CP. (598/KH-UBND)", "74/2019/NĐ-CP 128/NQ-CP 598/KH-UBND");
  expect_found("128/NQ-CP", "128/NQ-CP");
  expect_found("“128/NQ-CP”–128/NQ-CP…", "128/NQ-CP 128/NQ-CP");
  expect_found("128/NQ-CP; 128/NQ-CP- 128/NQ-CP...", "128/NQ-CP 128/NQ-CP 128/NQ-CP");
  expect_found("ngày 25/11/2021, 24/7, 2021-2025, 18:30, 1/A", "");
  expect_found("a128/NQ-CP đ128/NQ-CP /128/NQ-CP 1.128/NQ-CP -128/NQ-CP 3128/NQ", "");
  expect_found("128/NQ-CPab 128/NQ-CP/1 128/NQ-CP.pdf 128/NQ-CP_1 128/NQ-CP@x", "");
  expect_found("\xFF"
               "128/NQ-CP\xC4 128/NQ-CP\x80",
               "128/NQ-CP 128/NQ-CP");
}

static void gluing_is_told_by_the_last_character(void **state) {
  (void)state;
  assert_true(document_number_is_glued(VIEW("số đ")));
  assert_true(document_number_is_glued(VIEW("/")));
  assert_false(document_number_is_glued(VIEW("số “")));
  assert_false(document_number_is_glued(VIEW("")));
  assert_false(document_number_is_glued(VIEW("\xFF")));
}

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

/* Of any bytes, what is found parses, lies in the text, and stands apart. */
static void any_bytes_will_do(void **state) {
  (void)state;
  static const char *const pieces[] = {
      "1",   "74", "2019", "/", "-",        "NĐ",  "CP",  "QH15", " ", "đ",    "\xC4", "\x80", "\xFF",
      "TTg", ".",  "",     "–", "\xF0\x90", "12/", "NQ-", "a",    "Ư", "999/", "\xE1", "/2",   "A3"};
  uint32_t seed = 7;
  size_t symbols = 0;
  for (size_t round = 0; round < 20000; round++) {
    struct buffer text = {0};
    for (size_t i = next_random(&seed) % 12; i > 0; i--) {
      if (next_random(&seed) % 8 == 0)
        buffer_add_byte(&text, (char)next_random(&seed));
      else
        buffer_add_string(&text, pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)]);
    }
    /* Of its own size, so that a step outside is seen. */
    char *exact = malloc(text.length + 1);
    assert_non_null(exact);
    if (text.length > 0) memcpy(exact, text.data, text.length);
    struct view view = {exact, text.length}, symbol;
    struct document_number number;
    if (document_number_parse(view, &number) == NULL) assert_true(number.issuer_count > 0);
    for (size_t at = 0; (symbol = document_number_find(view, at)).data != NULL;) {
      assert_true(symbol.data >= exact + at && symbol.data + symbol.length <= exact + view.length);
      assert_null(document_number_parse(symbol, &number));
      at = (size_t)(symbol.data - exact) + symbol.length;
      symbols++;
    }
    free(exact);
    buffer_free(&text);
  }
  assert_true(symbols > 50);
}

static void finding_takes_linear_time(void **state) {
  (void)state;
  static const char *const pieces[] = {"1", "1/", "1/A-", "1/NQ-CP ", "a1", "-", "\xC4"};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    struct buffer text = {0};
    while (text.length < 1000000)
      buffer_add_string(&text, pieces[i]);
    double before = used_seconds();
    struct view symbol, view = buffer_view(&text);
    for (size_t at = 0; (symbol = document_number_find(view, at)).data != NULL;)
      at = (size_t)(symbol.data - view.data) + symbol.length;
    assert_true(used_seconds() - before < 5);
    buffer_free(&text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(symbols_have_number_year_kind_and_issuers),
      cmocka_unit_test(laws_have_no_kind),
      cmocka_unit_test(wrong_forms_have_a_reason),
      cmocka_unit_test(joint_documents_may_name_no_issuer),
      cmocka_unit_test(symbols_are_found_at_word_boundaries),
      cmocka_unit_test(gluing_is_told_by_the_last_character),
      cmocka_unit_test(any_bytes_will_do),
      cmocka_unit_test(finding_takes_linear_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
