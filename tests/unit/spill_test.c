#include "base/files.h"

#include "base/threads.h"
#include "unit/fixture.h"

#include <fcntl.h>

enum { THREADS = 4, PIECES = 400, LONGEST = 20000 };

static struct view piece_of(char *bytes, size_t number) {
  size_t length = number * 7919 % LONGEST;
  for (size_t i = 0; i < length; i++)
    bytes[i] = (char)(number * 31 + i * 7);
  return (struct view){bytes, length};
}

struct writing {
  struct spill spill;
  struct spill_writer writers[THREADS];
  uint64_t places[PIECES];
};

static void add_some(void *context, size_t worker, size_t begin, size_t end) {
  struct writing *writing = context;
  char bytes[LONGEST];
  for (size_t i = begin; i < end; i++)
    writing->places[i] = spill_add(&writing->spill, &writing->writers[worker], piece_of(bytes, i));
}

static void what_several_threads_put_aside_is_there(void **state) {
  struct fixture *fixture = *state;
  struct writing writing = {0};
  char expected[LONGEST], found[LONGEST];
  spill_open(&writing.spill, fixture->folder);
  struct threads *threads = threads_open(THREADS);
  threads_do(threads, PIECES, 3, add_some, &writing);
  threads_close(threads);
  for (size_t i = 0; i < THREADS; i++)
    spill_writer_close(&writing.spill, &writing.writers[i]);
  for (size_t i = 0; i < PIECES; i++) {
    struct view piece = piece_of(expected, i);
    assert_true(writing.places[i] > 0);
    assert_true(spill_read(&writing.spill, writing.places[i], found, piece.length));
    assert_memory_equal(found, expected, piece.length);
  }
  assert_false(spill_read(&writing.spill, writing.places[0] + (UINT64_C(1) << 40), found, 1));
  assert_false(spill_read(&writing.spill, 0, found, 1));
  spill_close(&writing.spill);
}

/* More than a writer takes of the file at a time. */
static void a_long_text_is_there(void **state) {
  struct fixture *fixture = *state;
  enum { LENGTH = 3 * 1024 * 1024 };
  struct spill spill;
  struct spill_writer writer = {0};
  char *bytes = calloc(LENGTH, 1), *found = calloc(LENGTH, 1);
  memset(bytes, 'x', LENGTH);
  spill_open(&spill, fixture->folder);
  uint64_t before = spill_add(&spill, &writer, VIEW("a")),
           place = spill_add(&spill, &writer, (struct view){bytes, LENGTH}),
           after = spill_add(&spill, &writer, VIEW("b"));
  spill_writer_close(&spill, &writer);
  assert_true(spill_read(&spill, place, found, LENGTH));
  assert_memory_equal(found, bytes, LENGTH);
  assert_true(spill_read(&spill, before, found, 1) && found[0] == 'a');
  assert_true(spill_read(&spill, after, found, 1) && found[0] == 'b');
  spill_close(&spill);
  free(bytes);
  free(found);
}

static void without_a_folder_nothing_is_put_aside(void **state) {
  struct fixture *fixture = *state;
  const char *const folders[] = {NULL, in_fixture(fixture, "nowhere")};
  for (size_t i = 0; i < 2; i++) {
    struct spill spill;
    struct spill_writer writer = {0};
    char byte;
    spill_open(&spill, folders[i]);
    assert_int_equal(spill_add(&spill, &writer, VIEW("a")), 0);
    spill_writer_close(&spill, &writer);
    assert_false(spill_read(&spill, 1, &byte, 1));
    spill_close(&spill);
  }
}

/* As one that is full. */
static void a_disk_that_does_not_take_it_is_no_failure(void **state) {
  struct fixture *fixture = *state;
  struct spill spill;
  struct spill_writer writer = {0};
  char byte;
  put(fixture, "file", "");
  spill_open(&spill, fixture->folder);
  close(spill.file);
  spill.file = open(in_fixture(fixture, "file"), O_RDONLY | O_CLOEXEC);
  uint64_t place = spill_add(&spill, &writer, VIEW("a"));
  assert_true(place > 0);
  spill_writer_close(&spill, &writer);
  assert_false(spill_read(&spill, place, &byte, 1));
  assert_int_equal(spill_add(&spill, &writer, VIEW("b")), 0);
  spill_close(&spill);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_several_threads_put_aside_is_there),
      FIXTURE_TEST(a_long_text_is_there),
      FIXTURE_TEST(without_a_folder_nothing_is_put_aside),
      FIXTURE_TEST(a_disk_that_does_not_take_it_is_no_failure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
