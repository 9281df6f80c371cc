#include "base/store.h"

#include "unit/fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static const char *reason;

static struct store *open_with(struct fixture *fixture, const char *stamp) {
  return store_open(in_fixture(fixture, "cache"), view_of(stamp), &reason);
}

static struct store *open_good(struct fixture *fixture) {
  struct store *store = open_with(fixture, "1");
  if (store == NULL) fail_msg("not opened: %s", reason);
  return store;
}

static struct store_batch *begin(struct store *store) {
  struct store_batch *batch = store_begin_batch(store, &reason);
  if (batch == NULL) fail_msg("no batch: %s", reason);
  return batch;
}

static void put_one(struct store_batch *batch, const char *key, const char *value) {
  assert_true(store_put(batch, view_of(key), view_of(value)));
}

/* Opens the store, puts one value, closes it. */
static void fill(struct fixture *fixture, const char *key, const char *value) {
  struct store *store = open_good(fixture);
  struct store_batch *batch = begin(store);
  put_one(batch, key, value);
  assert_true(store_commit(batch, &reason));
  assert_null(reason);
  store_close(store);
}

static void find_value(struct store *store, const char *key, const char *expected) {
  struct store_reading *reading = store_begin_reading(store);
  assert_non_null(reading);
  struct view value = {NULL, 0};
  assert_int_equal(store_get(reading, view_of(key), &value), expected != NULL);
  if (expected != NULL) assert_view(value, expected);
  store_end_reading(reading);
}

/* The next opening finds this value, or none (NULL). */
static void expect_later(struct fixture *fixture, const char *key, const char *expected) {
  struct store *store = open_good(fixture);
  find_value(store, key, expected);
  store_close(store);
}

static void wait_for_the_clock(void) {
  nanosleep(&(struct timespec){.tv_nsec = 30000000L}, NULL);
}

static void what_is_put_is_found_later(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, "a", "one");
  expect_later(fixture, "a", "one");
  expect_later(fixture, "b", NULL);
  fill(fixture, "b", "two");
  fill(fixture, "a", "");
  for (size_t i = 0; i < 3; i++) {
    expect_later(fixture, "a", "");
    expect_later(fixture, "b", "two");
  }
  struct store *store = open_good(fixture);
  assert_int_equal(store_count(store), 2);
  assert_true(store_bytes(store) > 0);
  struct store_batch *batch = begin(store);
  assert_true(store_remove(batch, VIEW("a")));
  assert_true(store_remove(batch, VIEW("none")));
  assert_true(store_commit(batch, &reason));
  assert_int_equal(store_count(store), 1);
  store_close(store);
  expect_later(fixture, "a", NULL);
  store_close(NULL);
}

/* From the file of short ones to that of long ones, and back. */
static void a_value_may_change_its_length(void **state) {
  struct fixture *fixture = *state;
  static const size_t lengths[] = {3, 5000, 1898, 1899, 1900, 1901, 100000, 0, 2000};
  char *bytes = arena_allocate(&fixture->arena, 100001);
  memset(bytes, 'x', 100000);
  for (size_t i = 0; i < 2 * (sizeof lengths / sizeof *lengths); i++) {
    struct view value = {bytes, lengths[i / 2]};
    struct store *store = open_good(fixture);
    struct store_batch *batch = begin(store);
    if (i % 2 == 1) assert_true(store_put(batch, VIEW("a"), view_slice(value, 0, 1)));
    assert_true(store_put(batch, VIEW("a"), value));
    assert_true(store_commit(batch, &reason));
    assert_int_equal(store_count(store), 1);
    store_close(store);
    store = open_good(fixture);
    struct store_reading *reading = store_begin_reading(store);
    struct view found;
    assert_true(store_get(reading, VIEW("a"), &found));
    assert_true(found.data != NULL && view_equal(found, value));
    store_end_reading(reading);
    assert_int_equal(store_count(store), 1);
    store_close(store);
  }
}

static void another_stamp_drops_all(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, "a", "one");
  struct store *store = open_with(fixture, "2");
  assert_non_null(store);
  assert_int_equal(store_count(store), 0);
  store_close(store);
  expect_later(fixture, "a", NULL);
  fill(fixture, "a", "one");
  store = open_with(fixture, "12");
  find_value(store, "a", NULL);
  store_close(store);
}

static void keys_have_a_length(void **state) {
  struct fixture *fixture = *state;
  struct store *store = open_good(fixture);
  char key[STORE_KEY_LIMIT + 1];
  memset(key, 'k', sizeof key);
  struct store_batch *batch = begin(store);
  assert_true(store_put(batch, (struct view){key, STORE_KEY_LIMIT}, VIEW("long")));
  assert_true(store_commit(batch, &reason));
  struct store_reading *reading = store_begin_reading(store);
  struct view value;
  assert_true(store_get(reading, (struct view){key, STORE_KEY_LIMIT}, &value));
  assert_false(store_get(reading, (struct view){key, sizeof key}, &value));
  assert_false(store_get(reading, (struct view){key, 0}, &value));
  store_end_reading(reading);
  store_close(store);
  store = open_good(fixture);
  batch = begin(store);
  assert_false(store_put(batch, (struct view){key, sizeof key}, VIEW("longer")));
  assert_false(store_put(batch, VIEW("a"), VIEW("after a failure")));
  assert_false(store_commit(batch, &reason));
  assert_non_null(reason);
  store_close(store);
  expect_later(fixture, "a", NULL);
}

static void an_abandoned_batch_is_nothing(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, "a", "one");
  struct store *store = open_good(fixture);
  struct store_batch *batch = begin(store);
  put_one(batch, "a", "two");
  store_abandon(batch);
  batch = begin(store);
  put_one(batch, "b", "two");
  assert_true(store_commit(batch, &reason));
  assert_null(store_begin_batch(store, &reason));
  assert_string_equal(reason, "it was written already");
  store_close(store);
  expect_later(fixture, "a", "one");
  expect_later(fixture, "b", "two");
}

static void a_reading_sees_what_was_there(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, "a", "one");
  struct store *store = open_good(fixture);
  struct store_reading *reading = store_begin_reading(store);
  struct view before, value;
  assert_true(store_get(reading, VIEW("a"), &before));
  struct store_batch *batch = begin(store);
  put_one(batch, "a", "two");
  for (char key[8] = "k0"; key[1] < '9'; key[1]++)
    put_one(batch, key, "more");
  assert_true(store_commit(batch, &reason));
  assert_view(before, "one");
  assert_true(store_get(reading, VIEW("a"), &value));
  assert_view(value, "one");
  assert_false(store_get(reading, VIEW("k1"), &value));
  store_end_reading(reading);
  find_value(store, "a", "two");
  store_close(store);
}

/* The bytes of key number `i`, some of them many pages long. */
static struct view make_value(struct arena *arena, unsigned i) {
  size_t length = i % 7 == 0 ? 20000 + i : i % 300;
  char *bytes = arena_allocate(arena, length + 1);
  for (size_t k = 0; k < length; k++)
    bytes[k] = (char)((size_t)i * 31 + k * k);
  return (struct view){bytes, length};
}

static void expect_many(struct fixture *fixture, struct store *store, unsigned count) {
  struct store_reading *reading = store_begin_reading(store);
  for (unsigned i = 0; i < count; i++) {
    struct arena arena = {0};
    struct view value;
    assert_true(store_get(reading, arena_format(&fixture->arena, "%u", i * 2654435761u), &value));
    assert_true(view_equal(value, make_value(&arena, i)));
    arena_free(&arena);
  }
  store_end_reading(reading);
}

static void put_many(struct fixture *fixture, struct store_batch *batch, unsigned from, unsigned to) {
  for (unsigned i = from; i < to; i++) {
    struct arena arena = {0};
    assert_true(
        store_put(batch, arena_format(&fixture->arena, "%u", i * 2654435761u), make_value(&arena, i)));
    arena_free(&arena);
  }
}

/* More than the portions that an empty store is filled in. */
static void many_values_are_kept_in_an_empty_store_and_a_full_one(void **state) {
  struct fixture *fixture = *state;
  enum { FIRST = 15000, ALL = 30000 };
  struct store *store = open_good(fixture);
  struct store_reading *empty = store_begin_reading(store);
  struct store_batch *batch = begin(store);
  put_many(fixture, batch, 0, FIRST);
  assert_true(store_commit(batch, &reason));
  struct view value;
  assert_false(store_get(empty, VIEW("0"), &value));
  store_end_reading(empty);
  assert_int_equal(store_count(store), FIRST);
  expect_many(fixture, store, FIRST);
  store_close(store);
  store = open_good(fixture);
  struct store_reading *reading = store_begin_reading(store);
  batch = begin(store);
  put_many(fixture, batch, FIRST, ALL);
  assert_true(store_commit(batch, &reason));
  assert_false(store_get(reading, arena_format(&fixture->arena, "%u", FIRST * 2654435761u), &value));
  store_end_reading(reading);
  store_close(store);
  store = open_good(fixture);
  assert_int_equal(store_count(store), ALL);
  expect_many(fixture, store, ALL);
  store_close(store);
}

static void portions_of_an_abandoned_batch_are_dropped(void **state) {
  struct fixture *fixture = *state;
  struct store *store = open_good(fixture);
  struct store_batch *batch = begin(store);
  put_many(fixture, batch, 0, 15000);
  store_abandon(batch);
  store_close(store);
  store = open_good(fixture);
  assert_int_equal(store_count(store), 0);
  store_close(store);
}

struct sweep {
  unsigned round;
  size_t asked;
};

static bool is_of_round(struct view key, void *context) {
  struct sweep *sweep = context;
  sweep->asked++;
  return (unsigned)(key.data[0] - 'a') == sweep->round;
}

static void a_sweep_keeps_what_is_wanted_and_space_is_used_again(void **state) {
  struct fixture *fixture = *state;
  size_t first = 0;
  for (unsigned round = 0; round < 12; round++) {
    struct store *store = open_good(fixture);
    struct store_batch *batch = begin(store);
    struct sweep sweep = {.round = round};
    for (unsigned i = 0; i < 2000; i++) {
      struct arena arena = {0};
      assert_true(store_put(batch, arena_format(&arena, "%c%u", 'a' + round, i), make_value(&arena, i)));
      arena_free(&arena);
    }
    assert_true(store_sweep(batch, is_of_round, &sweep));
    assert_int_equal(sweep.asked, round == 0 ? 2000 : 4000);
    assert_true(store_commit(batch, &reason));
    assert_int_equal(store_count(store), 2000);
    if (round == 0) first = store_bytes(store);
    assert_true(store_bytes(store) < 4 * first);
    store_close(store);
  }
}

static const char *data_path(struct fixture *fixture, size_t file) {
  return in_fixture(fixture, file == 0 ? "cache/short.mdb" : "cache/long.mdb");
}

static void write_at(const char *path, off_t offset, const char *bytes, size_t length) {
  int file = open(path, O_WRONLY);
  assert_true(file >= 0);
  assert_int_equal(pwrite(file, bytes, length, offset), length);
  assert_int_equal(close(file), 0);
}

static void a_changed_file_is_dropped(void **state) {
  struct fixture *fixture = *state;
  static const off_t lengths[] = {0, 1, 100, 4096, 8192, 12288, 20000};
  for (size_t file = 0; file < 2; file++) {
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
      fill(fixture, "a", "one");
      assert_int_equal(truncate(data_path(fixture, file), lengths[i]), 0);
      expect_later(fixture, "a", NULL);
    }
    for (off_t offset = 0; offset < 16384; offset += 1000) {
      fill(fixture, "a", "one");
      wait_for_the_clock();
      write_at(data_path(fixture, file), offset, "\xff\xff\xff\xff", 4);
      expect_later(fixture, "a", NULL);
    }
    fill(fixture, "a", "one");
    assert_int_equal(unlink(data_path(fixture, file)), 0);
    expect_later(fixture, "a", NULL);
    put(fixture, file == 0 ? "cache/short.mdb" : "cache/long.mdb", "this is no data");
    expect_later(fixture, "a", NULL);
    fill(fixture, "a", "one");
    expect_later(fixture, "a", "one");
  }
}

static void a_changed_state_is_dropped(void **state) {
  struct fixture *fixture = *state;
  static const char *const states[] = {"", "x", "a cache: safe to delete, not to change\n"};
  for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
    fill(fixture, "a", "one");
    put(fixture, "cache/state", states[i]);
    expect_later(fixture, "a", NULL);
  }
  fill(fixture, "a", "one");
  struct view text = view_of(bytes_of(fixture, "cache/state"));
  /* Another boot. */
  char *other = (char *)arena_copy(&fixture->arena, text).data;
  char *boot = strchr(other, '\n') + 1;
  *boot = *boot == '0' ? '1' : '0';
  put(fixture, "cache/state", other);
  expect_later(fixture, "a", NULL);
  fill(fixture, "a", "one");
  put(fixture, "cache/state", bytes_of(fixture, "cache/state"));
  expect_later(fixture, "a", "one");
}

static void a_copy_is_dropped(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, "a", "one");
  const char *folder = in_fixture(fixture, "cache"), *other = in_fixture(fixture, "other");
  struct view command = arena_format(&fixture->arena, "cp -a '%s' '%s' && rm -r '%s' && mv '%s' '%s'", folder,
                                     other, folder, other, folder);
  assert_int_equal(system(command.data), 0);
  expect_later(fixture, "a", NULL);
}

static void what_is_no_file_is_no_store(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "cache", "a file");
  assert_null(open_with(fixture, "1"));
  assert_non_null(reason);
  assert_int_equal(unlink(in_fixture(fixture, "cache")), 0);
  assert_null(store_open(in_fixture(fixture, "no/parent"), VIEW("1"), &reason));
  static const char *const names[] = {"lock", "short.mdb", "long.mdb", "state"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *path = arena_format(&fixture->arena, "%s/cache/%s", fixture->folder, names[i]).data;
    put(fixture, "cache/x", "x");
    unlink(path);
    assert_int_equal(mkdir(path, 0777), 0);
    store_close(open_with(fixture, "1"));
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(mkfifo(path, 0666), 0);
    store_close(open_with(fixture, "1"));
    unlink(path);
    assert_int_equal(symlink("/dev/zero", path), 0);
    store_close(open_with(fixture, "1"));
    unlink(path);
    assert_int_equal(symlink(path, path), 0);
    store_close(open_with(fixture, "1"));
    unlink(path);
  }
  fill(fixture, "a", "one");
  expect_later(fixture, "a", "one");
}

static int wait_for(pid_t child) {
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  return status;
}

/* Tried by a child, which is nobody when we are root. */
static void a_folder_without_rights_is_no_store(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, "a", "one");
  assert_int_equal(chmod(fixture->folder, 0755), 0);
  assert_int_equal(chmod(in_fixture(fixture, "cache"), 0555), 0);
  fflush(NULL);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    if (geteuid() == 0 && setuid(65534) != 0) _exit(0);
    if (geteuid() != getuid()) _exit(0);
    const struct store *other = store_open(in_fixture(fixture, "other"), VIEW("1"), &reason);
    if (chmod(in_fixture(fixture, "cache"), 0) != 0 && open_with(fixture, "2") != NULL) _exit(1);
    _exit(getuid() == 65534 && other != NULL ? 2 : 0);
  }
  assert_int_equal(wait_for(child), 0);
  assert_int_equal(chmod(in_fixture(fixture, "cache"), 0755), 0);
  expect_later(fixture, "a", "one");
}

static double seconds_since(const struct timespec *start) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void two_builds_meet(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, "a", "one");
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  struct store *first = open_good(fixture), *second = open_good(fixture);
  find_value(first, "a", "one");
  find_value(second, "a", "one");
  /* While both are open none can write, nor one with another stamp drop it. */
  assert_null(store_begin_batch(first, &reason));
  assert_string_equal(reason, "another program has it open");
  assert_null(store_begin_batch(second, &reason));
  assert_null(open_with(fixture, "2"));
  find_value(first, "a", "one");
  store_close(second);
  struct store_batch *batch = begin(first);
  put_one(batch, "a", "two");
  /* While one writes none can open. */
  assert_null(open_with(fixture, "1"));
  assert_true(store_commit(batch, &reason));
  second = open_good(fixture);
  find_value(second, "a", "two");
  store_close(first);
  batch = begin(second);
  put_one(batch, "b", "three");
  assert_true(store_commit(batch, &reason));
  store_close(second);
  expect_later(fixture, "a", "two");
  expect_later(fixture, "b", "three");
  assert_true(seconds_since(&start) < 5);
}

/* A child that writes until it is killed; what is left is whole or nothing. */
static void a_kill_leaves_all_or_nothing(void **state) {
  struct fixture *fixture = *state;
  for (long round = 0; round < 25; round++) {
    fill(fixture, "a", "one");
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      for (;;) {
        struct store *store = open_with(fixture, "1");
        struct store_batch *batch = store == NULL ? NULL : store_begin_batch(store, &reason);
        if (batch == NULL) _exit(0);
        for (unsigned i = 0; i < 300; i++)
          store_put(batch, arena_format(&fixture->arena, "%u", i), make_value(&fixture->arena, i));
        store_commit(batch, &reason);
        store_close(store);
      }
    }
    nanosleep(&(struct timespec){.tv_nsec = (round + 1) * 1700000L}, NULL);
    kill(child, SIGKILL);
    assert_true(WIFSIGNALED(wait_for(child)));
    struct store *store = open_good(fixture);
    assert_true(store_count(store) == 0 || store_count(store) == 1 || store_count(store) == 301);
    struct store_reading *reading = store_begin_reading(store);
    struct view value;
    for (unsigned i = 0; store_count(store) == 301 && i < 300; i++) {
      assert_true(store_get(reading, arena_format(&fixture->arena, "%u", i), &value));
      assert_true(view_equal(value, make_value(&fixture->arena, i)));
    }
    store_end_reading(reading);
    store_close(store);
  }
}

/* Several programs at once: each finds what is right or nothing, and some of them write. */
static void many_programs_meet(void **state) {
  struct fixture *fixture = *state;
  enum { PROGRAMS = 6 };
  pid_t children[PROGRAMS];
  fflush(NULL);
  for (size_t i = 0; i < PROGRAMS; i++) {
    children[i] = fork();
    assert_true(children[i] >= 0);
    if (children[i] != 0) continue;
    size_t wrong = 0;
    for (unsigned round = 0; round < 40; round++) {
      struct store *store = open_with(fixture, i == 0 && round % 10 == 0 ? "2" : "1");
      if (store == NULL) continue;
      struct store_reading *reading = store_begin_reading(store);
      struct view value;
      for (unsigned k = 0; k < 50; k++) {
        struct arena arena = {0};
        if (store_get(reading, arena_format(&arena, "%u", k), &value) &&
            !view_equal(value, make_value(&arena, k)))
          wrong++;
        arena_free(&arena);
      }
      store_end_reading(reading);
      struct store_batch *batch = store_begin_batch(store, &reason);
      for (unsigned k = 0; batch != NULL && k < 50; k++) {
        struct arena arena = {0};
        store_put(batch, arena_format(&arena, "%u", k), make_value(&arena, k));
        arena_free(&arena);
      }
      if (batch != NULL && !store_commit(batch, &reason)) wrong++;
      store_close(store);
    }
    _exit(wrong > 0);
  }
  for (size_t i = 0; i < PROGRAMS; i++)
    assert_int_equal(wait_for(children[i]), 0);
  struct store *store = open_good(fixture);
  assert_true(store_count(store) == 50 || store_count(store) == 0);
  store_close(store);
}

/* A limit on files' length is a full disk that can be had in a test. */
static void a_full_disk_loses_the_store_and_nothing_else(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, "a", "one");
  fflush(NULL);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    struct store *store = open_with(fixture, "1");
    struct store_batch *batch = store == NULL ? NULL : store_begin_batch(store, &reason);
    if (batch == NULL) _exit(2);
    for (unsigned i = 0; i < 1000; i++)
      store_put(batch, arena_format(&fixture->arena, "%u", i), make_value(&fixture->arena, i));
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){100000, 100000});
    bool good = store_commit(batch, &reason);
    store_close(store);
    _exit(good ? 3 : 0);
  }
  assert_int_equal(wait_for(child), 0);
  expect_later(fixture, "a", NULL);
  fill(fixture, "a", "one");
  expect_later(fixture, "a", "one");
}

static void few_addresses_are_enough(void **state) {
  struct fixture *fixture = *state;
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
  skip();
#endif
  fflush(NULL);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    setrlimit(RLIMIT_AS, &(struct rlimit){(rlim_t)1 << 30, (rlim_t)1 << 30});
    fill(fixture, "a", "one");
    _exit(0);
  }
  assert_int_equal(wait_for(child), 0);
  expect_later(fixture, "a", "one");
}

struct thread {
  pthread_t thread;
  struct store_reading *reading;
  size_t found;
};

static void *read_all(void *context) {
  struct thread *thread = context;
  for (unsigned i = 0; i < 2000; i++) {
    char key[16];
    struct arena arena = {0};
    struct view value;
    snprintf(key, sizeof key, "%u", i * 2654435761u);
    if (store_get(thread->reading, view_of(key), &value) && view_equal(value, make_value(&arena, i)))
      thread->found++;
    arena_free(&arena);
  }
  return NULL;
}

static void threads_read_at_once(void **state) {
  struct fixture *fixture = *state;
  struct store *store = open_good(fixture);
  struct store_batch *batch = begin(store);
  put_many(fixture, batch, 0, 2000);
  assert_true(store_commit(batch, &reason));
  store_close(store);
  store = open_good(fixture);
  struct thread threads[4] = {0};
  for (size_t i = 0; i < 4; i++) {
    threads[i].reading = store_begin_reading(store);
    assert_int_equal(pthread_create(&threads[i].thread, NULL, read_all, &threads[i]), 0);
  }
  batch = begin(store);
  put_one(batch, "new", "value");
  assert_true(store_commit(batch, &reason));
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(pthread_join(threads[i].thread, NULL), 0);
    assert_int_equal(threads[i].found, 2000);
    store_end_reading(threads[i].reading);
  }
  store_close(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_is_put_is_found_later),
      FIXTURE_TEST(a_value_may_change_its_length),
      FIXTURE_TEST(another_stamp_drops_all),
      FIXTURE_TEST(keys_have_a_length),
      FIXTURE_TEST(an_abandoned_batch_is_nothing),
      FIXTURE_TEST(a_reading_sees_what_was_there),
      FIXTURE_TEST(many_values_are_kept_in_an_empty_store_and_a_full_one),
      FIXTURE_TEST(portions_of_an_abandoned_batch_are_dropped),
      FIXTURE_TEST(a_sweep_keeps_what_is_wanted_and_space_is_used_again),
      FIXTURE_TEST(a_changed_file_is_dropped),
      FIXTURE_TEST(a_changed_state_is_dropped),
      FIXTURE_TEST(a_copy_is_dropped),
      FIXTURE_TEST(what_is_no_file_is_no_store),
      FIXTURE_TEST(a_folder_without_rights_is_no_store),
      FIXTURE_TEST(two_builds_meet),
      FIXTURE_TEST(a_kill_leaves_all_or_nothing),
      FIXTURE_TEST(many_programs_meet),
      FIXTURE_TEST(a_full_disk_loses_the_store_and_nothing_else),
      FIXTURE_TEST(few_addresses_are_enough),
      FIXTURE_TEST(threads_read_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
