/* Days as the press writes them. */
#include "text/press_date.h"

#include "text/date.h"

#include "fuzz/fuzz.h"

const char *const fuzz_tokens[] = {
    "16:45",    "25/11/2021", "31/2/2026", "2021-11-25", "2021",      "/",        "-",    ".", " ",
    "–",        "ngày ",      "tháng ",    "năm ",       "Thứ Năm, ", "Chủ nhật", "|",    "(", ")",
    "PM",       "SA",         "CH",        "GMT+7",      "25 Nov ",   "giờ ",     "phút", ",", "h",
    "99999999", "0",          "\xff",      "đ",          "\xcc\x81",  NULL};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct view text = {(const char *)data, size};
  for (int with_time = 0; with_time < 2; with_time++) {
    struct buffer written = {0};
    struct date date = {0};
    buffer_add_string(&written, "before");
    enum press_date found = press_date_read(&written, text, with_time != 0);
    struct view day = view_slice(buffer_view(&written), strlen("before"), SIZE_MAX);
    if (found == PRESS_DATE_FOUND) {
      FUZZ_CHECK(date_parse(day, false, &date));
      FUZZ_CHECK(with_time != 0 || date.precision != DATE_TIME);
    }
    FUZZ_CHECK(text_is_utf8(day, NULL) || !text_is_utf8(text, NULL));
    buffer_free(&written);
  }
  return 0;
}
