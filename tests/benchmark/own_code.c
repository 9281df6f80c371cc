/* What our own code gains over the library's way of doing the same: medians of seven runs, alternated. The
 * README.md beside this file quotes the ratios. */
#include "parse/front_matter/simple_yaml.h"
#include "text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

enum { RUNS = 7, DATES = 200000, ENTRIES = 10000 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void fail(const char *what) {
  fprintf(stderr, "own_code: %s failed\n", what);
  exit(1);
}

static size_t dates_by_us(void) {
  struct buffer buffer = {0};
  struct arena arena = {0};
  struct date_pattern pattern;
  size_t bytes = 0;
  if (!date_pattern_read(&pattern, VIEW("'ngày' d 'tháng' M 'năm' y"), NULL, &arena))
    fail("date_pattern_read");
  for (int32_t i = 0; i < DATES; i++) {
    buffer_clear(&buffer);
    date_add_pattern(&buffer, date_of_day_number(i % 20000), &pattern);
    bytes += buffer.length;
  }
  buffer_free(&buffer);
  arena_free(&arena);
  return bytes;
}

static size_t dates_by_icu(void) {
  UErrorCode status = U_ZERO_ERROR;
  UChar pattern[64], zone[8], result[64];
  u_uastrcpy(zone, "UTC");
  u_strFromUTF8(pattern, 64, NULL, "'ngày' d 'tháng' M 'năm' y", -1, &status);
  UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, "vi", zone, -1, pattern, -1, &status);
  char bytes[128];
  size_t sum = 0;
  for (int32_t i = 0; i < DATES && U_SUCCESS(status); i++) {
    int32_t units = udat_format(format, (UDate)(i % 20000) * 86400000.0, result, 64, NULL, &status),
            length = 0;
    u_strToUTF8(bytes, sizeof bytes, &length, result, units, &status);
    sum += (size_t)length;
  }
  if (U_FAILURE(status)) fail("udat_format");
  udat_close(format);
  return sum;
}

static const char front_matter[] =
    "title: \"Chương trình phối hợp giữa Sở Nội vụ Thái Nguyên và Tỉnh đoàn Thái Nguyên giai đoạn "
    "2021–2025\"\n"
    "type: chuong-trinh-phoi-hop\nnumber: \"152-CTPH/SNV-TĐTN\"\nsigned: 2021-11-25\n"
    "period:\n  start: 2021\n  end: 2025\n"
    "signatories:\n  - organization: so-noi-vu-thai-nguyen\n    signers:\n"
    "      - person: nguyen-minh-quan\n        title: Giám đốc\n"
    "  - organization: tinh-doan-thai-nguyen\n    signers:\n"
    "      - person: dang-thi-ha\n        title: Bí thư\n"
    "topics: [an-sinh-xa-hoi, chuyen-doi-so]\n"
    "commitments:\n  - title: Tuyên truyền, phổ biến pháp luật\n    topics: [chuyen-doi-so]\n"
    "  - title: Hỗ trợ học tập, khởi nghiệp, việc làm\n  - title: Chăm sóc, bảo vệ trẻ em\n";

static size_t events_by_us(void) {
  size_t events = 0;
  for (int i = 0; i < ENTRIES; i++) {
    struct simple_yaml yaml = {0};
    if (!simple_yaml_read(&yaml, VIEW(front_matter), 1)) fail("simple_yaml_read");
    events += yaml.count;
    simple_yaml_free(&yaml);
  }
  return events;
}

static size_t events_by_libyaml(void) {
  size_t events = 0;
  for (int i = 0; i < ENTRIES; i++) {
    yaml_parser_t parser;
    yaml_event_t event;
    if (!yaml_parser_initialize(&parser)) fail("libyaml");
    yaml_parser_set_input_string(&parser, (const unsigned char *)front_matter, sizeof front_matter - 1);
    for (bool end = false; !end; events++) {
      if (!yaml_parser_parse(&parser, &event)) fail("libyaml");
      end = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
  }
  /* The starts of the stream and of the document have none of ours. */
  return events - 2 * (size_t)ENTRIES;
}

static int compare(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static void report(const char *what, const char *library, double *ours, double *theirs) {
  qsort(ours, RUNS, sizeof *ours, compare);
  qsort(theirs, RUNS, sizeof *theirs, compare);
  printf("%-36s ours %8.2f ms, %s %8.2f ms, ratio %.1f\n", what, ours[RUNS / 2] * 1e3, library,
         theirs[RUNS / 2] * 1e3, theirs[RUNS / 2] / ours[RUNS / 2]);
}

/* Both come to the same number, of bytes or events, but for `more` of ours. */
static void race(const char *what, const char *library, size_t (*ours)(void), size_t (*theirs)(void),
                 size_t more) {
  double our_times[RUNS], their_times[RUNS];
  for (int run = 0; run < RUNS; run++) {
    double start = now();
    size_t sum = ours();
    our_times[run] = now() - start;
    start = now();
    if (theirs() + more != sum) fail(what);
    their_times[run] = now() - start;
  }
  report(what, library, our_times, their_times);
}

int main(void) {
  race("200,000 dates by a pattern", "ICU", dates_by_us, dates_by_icu, 0);
  race("10,000 front matters", "libyaml", events_by_us, events_by_libyaml, 0);
  return 0;
}
