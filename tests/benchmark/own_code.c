/* What our own code gains over the library's way of doing the same: medians of seven runs, alternated. The
 * README.md beside this file quotes the ratios. */
#include "formats/search_index.h"
#include "parse/front_matter/simple_yaml.h"
#include "text/date.h"

#include <jansson.h>
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

/* An entry of the search index, about as long as one of a register. */
static struct search_entry entry_of(int number, char url[static 64]) {
  static const char text[] =
      "hội nghị sơ kết một năm thực hiện bản thỏa thuận hợp tác giữa hai tỉnh về phát triển kinh tế xã hội "
      "các cơ quan đã rà soát những nội dung đã cam kết và thống nhất kế hoạch của năm sau";
  int length = snprintf(url, 64, "/tin-tuc/2024/tin-%06d/", number);
  return (struct search_entry){
      .kind = VIEW("news"),
      .title = VIEW("Hội nghị \"sơ kết\" một năm thực hiện Bản thỏa thuận hợp tác giữa hai tỉnh"),
      .url = {url, (size_t)length},
      .text = {text, sizeof text - 1},
      .date = VIEW("2024-11-24"),
  };
}

static size_t index_by_us(void) {
  struct buffer buffer = {0};
  char url[64];
  search_index_begin(&buffer, 0);
  for (int i = 0; i < ENTRIES; i++) {
    struct search_entry entry = entry_of(i, url);
    search_index_add(&buffer, &entry);
  }
  search_index_end(&buffer);
  size_t bytes = buffer.length;
  buffer_free(&buffer);
  return bytes;
}

static int add_piece(const char *bytes, size_t length, void *buffer) {
  buffer_add(buffer, (struct view){bytes, length});
  return 0;
}

static json_t *string_of(struct view text) {
  return json_stringn_nocheck(text.data, text.length);
}

static size_t index_by_jansson(void) {
  struct buffer buffer = {0};
  char url[64];
  json_t *entries = json_array();
  for (int i = 0; i < ENTRIES; i++) {
    struct search_entry entry = entry_of(i, url);
    json_t *object = json_object();
    json_object_set_new_nocheck(object, "kind", string_of(entry.kind));
    json_object_set_new_nocheck(object, "title", string_of(entry.title));
    json_object_set_new_nocheck(object, "url", string_of(entry.url));
    json_object_set_new_nocheck(object, "text", string_of(entry.text));
    json_object_set_new_nocheck(object, "date", string_of(entry.date));
    json_array_append_new(entries, object);
  }
  json_t *index = json_pack("{s:o}", "entries", entries);
  if (index == NULL || json_dump_callback(index, add_piece, &buffer, JSON_COMPACT) != 0) fail("jansson");
  json_decref(index);
  size_t bytes = buffer.length;
  buffer_free(&buffer);
  return bytes;
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
  /* Each entry of ours has a line. */
  race("the search index of 10,000 entries", "jansson", index_by_us, index_by_jansson, ENTRIES + 2);
  race("10,000 front matters", "libyaml", events_by_us, events_by_libyaml, 0);
  return 0;
}
