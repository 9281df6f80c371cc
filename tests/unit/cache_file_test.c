#include "cache/file.h"

#include "unit/fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { DEPENDS = 7, NUMBERS = 0, SHARED = 1, TEXT = 2, MORE = 5 };

static const uint64_t numbers[] = {1, 2, 3};

static const struct cache *cache_of(struct fixture *fixture) {
  struct cache *cache = arena_allocate(&fixture->arena, sizeof *cache);
  cache->folder = in_fixture(fixture, "cache");
  return cache;
}

static void begin(struct fixture *fixture, struct cache_writer *writer) {
  cache_writer_open(writer, cache_of(fixture), CACHE_LAST, 1, DEPENDS);
}

static bool end(struct cache_writer *writer) {
  bool good = cache_writer_commit(writer, NULL);
  cache_writer_close(writer);
  return good;
}

static bool save(struct fixture *fixture, const char *text) {
  struct cache_writer writer;
  begin(fixture, &writer);
  cache_writer_add(&writer, NUMBERS, numbers, sizeof numbers);
  cache_writer_begin_shared(&writer, SHARED);
  assert_int_equal(cache_writer_add_shared(&writer, "shared", 6), 0);
  cache_writer_end_shared(&writer);
  cache_writer_add(&writer, TEXT, text, strlen(text));
  cache_writer_add(&writer, MORE, "more", 4);
  return end(&writer);
}

static bool opens(struct fixture *fixture, const char *text) {
  struct cache_file file;
  bool good = cache_file_open(&file, cache_of(fixture), CACHE_LAST, 1, DEPENDS);
  if (good) {
    assert_view(file.arrays[TEXT], text);
    assert_view(file.arrays[SHARED], "shared");
    assert_view(file.arrays[MORE], "more");
    assert_int_equal(file.arrays[3].length, 0);
    assert_memory_equal(file.arrays[NUMBERS].data, numbers, sizeof numbers);
    for (size_t i = 0; i < CACHE_ARRAYS; i++)
      assert_int_equal((uintptr_t)file.arrays[i].data % CACHE_ALIGNMENT, 0);
  }
  cache_file_evict(&file);
  cache_file_close(&file);
  return good;
}

static const char path[] = "cache/last-0000000000000001";

static size_t length_of(struct fixture *fixture) {
  struct stat status;
  assert_int_equal(stat(in_fixture(fixture, path), &status), 0);
  return (size_t)status.st_size;
}

/* How many files are in the cache. */
static size_t count_files(struct fixture *fixture) {
  size_t count = 0;
  DIR *folder = opendir(in_fixture(fixture, "cache"));
  if (folder == NULL) return 0;
  for (const struct dirent *item; (item = readdir(folder)) != NULL;)
    count += item->d_name[0] != '.';
  closedir(folder);
  return count;
}

static void what_was_written_is_read(void **state) {
  struct fixture *fixture = *state;
  assert_false(opens(fixture, ""));
  assert_true(save(fixture, "text"));
  assert_true(opens(fixture, "text"));
  assert_true(save(fixture, ""));
  assert_true(opens(fixture, ""));
  assert_int_equal(count_files(fixture), 1);
}

static void elements_are_counted(void **state) {
  struct fixture *fixture = *state;
  struct cache_file file;
  size_t count;
  assert_true(save(fixture, "text"));
  assert_true(cache_file_open(&file, cache_of(fixture), CACHE_LAST, 1, DEPENDS));
  assert_true(cache_file_count(&file, NUMBERS, sizeof *numbers, &count));
  assert_int_equal(count, 3);
  assert_false(cache_file_count(&file, SHARED, 4, &count));
  cache_file_close(&file);
}

/* Each byte is another, and each length. */
static void any_changed_byte_makes_it_no_file(void **state) {
  struct fixture *fixture = *state;
  assert_true(save(fixture, "text"));
  size_t length = length_of(fixture);
  char *bytes = arena_allocate(&fixture->arena, length + 8);
  memcpy(bytes, bytes_of(fixture, path), length);
  for (size_t i = 0; i < length; i++)
    for (size_t bit = 0; bit < 8; bit++) {
      bytes[i] = (char)(bytes[i] ^ 1 << bit);
      put_view(fixture, path, (struct view){bytes, length});
      if (opens(fixture, "text")) fail_msg("bit %zu of byte %zu was changed, and nobody notices", bit, i);
      bytes[i] = (char)(bytes[i] ^ 1 << bit);
    }
  for (size_t cut = 0; cut <= length + 8; cut++) {
    put_view(fixture, path, (struct view){bytes, cut});
    assert_int_equal(opens(fixture, "text"), cut == length);
  }
}

static void what_depends_on_something_else_is_no_file(void **state) {
  struct fixture *fixture = *state;
  struct cache_file file;
  assert_true(save(fixture, "text"));
  assert_false(cache_file_open(&file, cache_of(fixture), CACHE_LAST, 1, DEPENDS + 1));
  assert_false(cache_file_open(&file, cache_of(fixture), CACHE_LAST, 2, DEPENDS));
  assert_int_equal(rename(in_fixture(fixture, path), in_fixture(fixture, "cache/site-0000000000000001")), 0);
  assert_false(cache_file_open(&file, cache_of(fixture), CACHE_SITE, 1, DEPENDS));
}

/* Bytes are the same in however many pieces their array came. */
static void pieces_are_one_array(void **state) {
  struct fixture *fixture = *state;
  assert_true(save(fixture, "text"));
  size_t length = length_of(fixture);
  const char *whole = bytes_of(fixture, path);
  for (size_t first = 0; first < 2; first++) {
    struct cache_writer writer;
    begin(fixture, &writer);
    cache_writer_add(&writer, NUMBERS, numbers, sizeof *numbers);
    cache_writer_add(&writer, NUMBERS, numbers + 1, 2 * sizeof *numbers);
    cache_writer_begin_shared(&writer, SHARED);
    assert_int_equal(cache_writer_add_shared(&writer, first == 0 ? "sh" : "ar", 2), 0);
    assert_int_equal(cache_writer_add_shared(&writer, first == 0 ? "ared" : "shed", 4), 2);
    cache_writer_end_shared(&writer);
    cache_writer_add(&writer, TEXT, "te", 2);
    cache_writer_add(&writer, TEXT, "xt", 2);
    cache_writer_add(&writer, MORE, "more", 4);
    assert_true(end(&writer));
    assert_int_equal(length_of(fixture), length);
    assert_int_equal(memcmp(bytes_of(fixture, path), whole, length) == 0, first == 0);
  }
}

/* More of an array than is written at once. */
static void long_arrays_are_written(void **state) {
  struct fixture *fixture = *state;
  enum { LONG = 1000 * 1000 };
  struct cache_writer writer;
  struct cache_file file;
  char *bytes = arena_allocate(&fixture->arena, LONG);
  for (size_t i = 0; i < LONG; i++)
    bytes[i] = (char)(i * 7 % 251);
  begin(fixture, &writer);
  cache_writer_add(&writer, NUMBERS, bytes, LONG);
  cache_writer_begin_shared(&writer, SHARED);
  cache_writer_add_shared(&writer, bytes, LONG - 1);
  cache_writer_end_shared(&writer);
  cache_writer_add(&writer, TEXT, bytes, LONG - 2);
  assert_true(end(&writer));
  assert_true(cache_file_open(&file, cache_of(fixture), CACHE_LAST, 1, DEPENDS));
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(file.arrays[i].length, LONG - i);
    assert_memory_equal(file.arrays[i].data, bytes, LONG - i);
  }
  cache_file_close(&file);
}

static void what_is_not_committed_leaves_nothing(void **state) {
  struct fixture *fixture = *state;
  struct cache_writer writer;
  begin(fixture, &writer);
  cache_writer_add(&writer, NUMBERS, numbers, sizeof numbers);
  cache_writer_close(&writer);
  assert_int_equal(count_files(fixture), 0);
  assert_true(save(fixture, "text"));
  begin(fixture, &writer);
  cache_writer_close(&writer);
  assert_true(opens(fixture, "text"));
  assert_int_equal(count_files(fixture), 1);
}

/* What a kill between link and rename left, by this program and by earlier ones. */
static void leftovers_are_removed(void **state) {
  struct fixture *fixture = *state;
  static const char *const left[] = {
      "entries.values-new-12", "entries.values-12",         "entries.index-99", "entries.values-new",
      "history-new",           "site-new-00000000000000ab", "later-new-7",      "last-new-123"};
  static const char *const stays[] = {"history-new.md", "site-00000000000000ab", "entries.values",
                                      "notes-new", "later"};
  enum { LEFT = sizeof left / sizeof *left, STAYS = sizeof stays / sizeof *stays };
  for (size_t i = 0; i < LEFT; i++)
    put_view(fixture, arena_format(&fixture->arena, "cache/%s", left[i]).data, VIEW("left"));
  for (size_t i = 0; i < STAYS; i++)
    put_view(fixture, arena_format(&fixture->arena, "cache/%s", stays[i]).data, VIEW("stays"));
  assert_true(save(fixture, "text"));
  assert_int_equal(count_files(fixture), STAYS + 1);
  for (size_t i = 0; i < STAYS; i++)
    assert_non_null(bytes_of(fixture, arena_format(&fixture->arena, "cache/%s", stays[i]).data));
}

static void what_another_build_is_writing_stays(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "cache/site-new-12", "on its way");
  int file = open(in_fixture(fixture, "cache/site-new-12"), O_RDONLY | O_CLOEXEC);
  assert_true(file >= 0 && flock(file, LOCK_EX) == 0);
  assert_true(save(fixture, "text"));
  assert_int_equal(count_files(fixture), 2);
  close(file);
  assert_true(save(fixture, "text"));
  assert_int_equal(count_files(fixture), 1);
}

/* The status with which a child ends that does this, or 77 when the system does not let it. */
static int in_child(struct fixture *fixture, int (*what)(struct fixture *fixture)) {
  int status;
  fflush(NULL);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) _exit(what(fixture));
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

enum { GOOD, BAD, NOT_ALLOWED = 77 };

static int save_without_proc(struct fixture *fixture) {
  if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount("none", "/proc", "tmpfs", 0, NULL) != 0)
    return NOT_ALLOWED;
  return save(fixture, "text") ? GOOD : BAD;
}

static void it_is_written_where_proc_is_not_mounted(void **state) {
  struct fixture *fixture = *state;
  int status = in_child(fixture, save_without_proc);
  if (status == NOT_ALLOWED) skip();
  assert_int_equal(status, GOOD);
  assert_true(opens(fixture, "text"));
  assert_int_equal(count_files(fixture), 1);
}

static int save_on_a_full_disk(struct fixture *fixture) {
  signal(SIGXFSZ, SIG_IGN);
  if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){100, 100}) != 0) return NOT_ALLOWED;
  return save(fixture, "other") || errno != EFBIG ? BAD : GOOD;
}

static void a_full_disk_leaves_what_was(void **state) {
  struct fixture *fixture = *state;
  assert_true(save(fixture, "text"));
  assert_int_equal(in_child(fixture, save_on_a_full_disk), GOOD);
  assert_true(opens(fixture, "text"));
  assert_int_equal(count_files(fixture), 1);
}

static void what_is_no_regular_file_is_none(void **state) {
  struct fixture *fixture = *state;
  const char *full = in_fixture(fixture, path);
  put(fixture, "cache", "a file");
  assert_false(opens(fixture, ""));
  assert_false(save(fixture, ""));
  assert_int_equal(unlink(in_fixture(fixture, "cache")), 0);
  assert_true(save(fixture, "text"));
  assert_int_equal(unlink(full), 0);
  assert_int_equal(mkfifo(full, 0666), 0);
  assert_false(opens(fixture, ""));
  assert_int_equal(unlink(full), 0);
  assert_int_equal(symlink("/dev/zero", full), 0);
  assert_false(opens(fixture, ""));
  assert_true(save(fixture, "text"));
  assert_true(opens(fixture, "text"));
  cache_file_close(&(struct cache_file){0});
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_was_written_is_read),
      FIXTURE_TEST(elements_are_counted),
      FIXTURE_TEST(any_changed_byte_makes_it_no_file),
      FIXTURE_TEST(what_depends_on_something_else_is_no_file),
      FIXTURE_TEST(pieces_are_one_array),
      FIXTURE_TEST(long_arrays_are_written),
      FIXTURE_TEST(what_is_not_committed_leaves_nothing),
      FIXTURE_TEST(leftovers_are_removed),
      FIXTURE_TEST(what_another_build_is_writing_stays),
      FIXTURE_TEST(it_is_written_where_proc_is_not_mounted),
      FIXTURE_TEST(a_full_disk_leaves_what_was),
      FIXTURE_TEST(what_is_no_regular_file_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
