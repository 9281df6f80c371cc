#include "text/year_span.h"

#include "unit/fixture.h"

/* All spans of a text, as "first-last@offset+length ". */
static void expect_spans(const char *text, const char *expected, int line) {
  struct buffer found = {0};
  struct year_span span;
  for (size_t at = 0; text_next_year_span(view_of(text), &at, &span);) {
    assert_true(at == span.offset + span.length);
    buffer_format(&found, "%d-%d@%zu+%zu ", span.first, span.last, span.offset, span.length);
  }
  if (!view_equal_string(buffer_view(&found), expected))
    print_error("line %d: found \"%.*s\"\n", line, VIEW_FORMAT(buffer_view(&found)));
  assert_true(view_equal_string(buffer_view(&found), expected));
  buffer_free(&found);
}
#define EXPECT(text, expected) expect_spans(text, expected, __LINE__)

static void spans_are_written_in_several_ways(void **state) {
  (void)state;
  EXPECT("2018-2022", "2018-2022@0+9 ");
  EXPECT("từ 2018 đến hết năm 2022.", "2018-2022@5+27 ");
  EXPECT("giai đoạn 2018 – 2022 và 2023\n-2025", "2018-2022@13+13 2023-2025@31+10 ");
  EXPECT("", "");
  EXPECT("2018", "");
  EXPECT("2022-2018", "");
}

static void other_numbers_are_none(void **state) {
  (void)state;
  EXPECT("12018-2022 x2018-2022 2018-20222", "");
  EXPECT("1/2018-2022 so-2018-2022 2018-2022/QĐ", "");
  EXPECT("1899-1950 2150-2200 3018-3022", "");
  EXPECT("2018-01-02", "");
}

static void addresses_are_passed_over(void **state) {
  (void)state;
  EXPECT("[a](b 2018-2022 c) 2019-2020", "2019-2020@19+9 ");
  EXPECT("[a](b 2018-2022\n2019-2020", "2019-2020@16+9 ");
  EXPECT("[a] 2018-2022 ]", "2018-2022@4+9 ");
  EXPECT("[a](2018-2022", "");
}

static void places_do_not_matter(void **state) {
  (void)state;
  for (size_t blanks = 0; blanks < 40; blanks++) {
    struct buffer text = {0}, expected = {0};
    for (size_t i = 0; i < blanks; i++)
      buffer_add_byte(&text, ' ');
    buffer_add_string(&text, "2018-2022");
    buffer_add_byte(&text, '\0');
    buffer_format(&expected, "2018-2022@%zu+9 ", blanks);
    buffer_add_byte(&expected, '\0');
    EXPECT(text.data, expected.data);
    buffer_free(&text);
    buffer_free(&expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spans_are_written_in_several_ways),
      cmocka_unit_test(other_numbers_are_none),
      cmocka_unit_test(addresses_are_passed_over),
      cmocka_unit_test(places_do_not_matter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
