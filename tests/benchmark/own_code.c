/* What our own code gains over the library's way of doing the same: medians of seven runs, alternated. The
 * README quotes the ratios. */
#include "text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

enum { RUNS = 7, DATES = 200000 };

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
  size_t bytes = 0;
  for (int32_t i = 0; i < DATES; i++) {
    buffer_clear(&buffer);
    if (!date_add_pattern(&buffer, date_of_day_number(i % 20000), VIEW("'ngày' d 'tháng' M 'năm' y"), NULL))
      fail("date_add_pattern");
    bytes += buffer.length;
  }
  buffer_free(&buffer);
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

static int compare(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static void report(const char *what, double *ours, double *theirs) {
  qsort(ours, RUNS, sizeof *ours, compare);
  qsort(theirs, RUNS, sizeof *theirs, compare);
  printf("%-32s ours %8.2f ms, ICU %8.2f ms, ratio %.1f\n", what, ours[RUNS / 2] * 1e3,
         theirs[RUNS / 2] * 1e3, theirs[RUNS / 2] / ours[RUNS / 2]);
}

int main(void) {
  double ours[RUNS], theirs[RUNS];
  size_t check = 0;
  for (int run = 0; run < RUNS; run++) {
    double start = now();
    size_t bytes = dates_by_us();
    ours[run] = now() - start;
    start = now();
    check += dates_by_icu() - bytes;
    theirs[run] = now() - start;
  }
  report("200,000 dates by a pattern", ours, theirs);
  return check != 0;
}
