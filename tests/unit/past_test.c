#include "publish/past.h"

#include "publish/folder.h"
#include "schema/reads.h"
#include "site/rows.h"
#include "unit/fixture.h"

#include <fcntl.h>
#include <xxhash.h>

static const char page[] = "head\none,\ntwo,\nthree\nend\n";

/* Three entries were there: the first is another now, the second is gone, the third has moved up. */
static uint32_t masks[] = {0, 2, UINT32_MAX, 0}, numbers[] = {READS_WORLD, 1, 0, 2};
static const struct changes changes = {.masks = masks, .numbers = numbers};
static struct manifest_read reads[] = {{1, 3}, {2 | MANIFEST_RUN, 3}, {2, 0}};

static struct manifest_file file_of(struct view bytes) {
  return (struct manifest_file){
      .content = XXH3_64bits(bytes.data, bytes.length), .path_length = 8, .read_count = 3};
}

/* What is published at the path; the page's hash is that of other bytes when it was touched. */
static bool open_page(struct fixture *fixture, struct website_past *past, const char *published) {
  struct manifest_file file = file_of(VIEW(page));
  struct manifest old = {.whole = {.reads = reads, .read_count = 3, .text = VIEW("a/b.json")}};
  if (published != NULL) put(fixture, "site/a/b.json", published);
  struct output output = {.site = folder_open(AT_FDCWD, in_fixture(fixture, "site"))};
  bool good = past_open(past, &output, &old, &file, &changes, &fixture->arena);
  if (output.site >= 0) close(output.site);
  return good;
}

static void what_was_read_is_told_by_the_entries_of_now(void **state) {
  struct fixture *fixture = *state;
  struct website_past past;
  assert_true(open_page(fixture, &past, page));
  assert_view(past.bytes, page);
  assert_int_equal(past.count, 3);
  assert_int_equal(past.reads[0].number, 1);
  assert_false(past.reads[0].is_same);
  assert_int_equal(past.reads[1].number, 0);
  assert_int_equal(past.reads[2].number, 2);
  assert_true(past.reads[2].is_same);
  past_close(&past);
  assert_null(past.bytes.data);
}

static void what_is_not_read_may_change(void **state) {
  struct fixture *fixture = *state;
  struct website_past past;
  reads[0].mask = 1;
  assert_true(open_page(fixture, &past, page));
  assert_true(past.reads[0].is_same);
  past_close(&past);
  reads[0].mask = 3;
}

static void a_file_that_somebody_touched_has_no_past(void **state) {
  struct fixture *fixture = *state;
  struct website_past past;
  assert_false(open_page(fixture, &past, NULL));
  assert_false(open_page(fixture, &past, ""));
  assert_false(open_page(fixture, &past, "head\none,\ntwo,\ntHree\nend\n"));
  assert_null(past.bytes.data);
}

static void lines_of_the_same_are_found(void **state) {
  struct fixture *fixture = *state;
  struct website_past past;
  struct entry changed = {.number = 1}, moved = {.number = 2}, fresh = {.number = 3};
  assert_true(open_page(fixture, &past, page));
  struct rows rows = rows_open(&fixture->arena, &past, 1);
  assert_null(rows_find(&rows, &changed).data);
  assert_view(rows_find(&rows, &moved), "three");
  assert_null(rows_find(&rows, &fresh).data);
  rows = rows_open(&fixture->arena, NULL, 1);
  assert_null(rows_find(&rows, &moved).data);
  past_close(&past);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_was_read_is_told_by_the_entries_of_now),
      FIXTURE_TEST(what_is_not_read_may_change),
      FIXTURE_TEST(a_file_that_somebody_touched_has_no_past),
      FIXTURE_TEST(lines_of_the_same_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
