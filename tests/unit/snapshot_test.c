#include "base/snapshot.h"

#include "base/buffer.h"
#include "unit/fixture.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { NAMES = 1000, FEW = 40 };

static const char *path_of(struct fixture *fixture) {
  return in_fixture(fixture, "cache/entries");
}

static struct snapshot *open_with(struct fixture *fixture, const char *stamp) {
  return snapshot_open(path_of(fixture), view_of(stamp));
}

/* A set of names, their versions, and where their values are. */
struct set {
  struct snapshot_item items[NAMES];
  struct snapshot_place places[NAMES];
  unsigned char versions[NAMES][SNAPSHOT_VERSION_BYTES];
  size_t count;
};

/* A name's value; all of it follows from the name's number and version. */
static struct view make_value(struct arena *arena, size_t number, unsigned version) {
  struct buffer text = {0};
  for (size_t i = 0; i <= number * 7 % 200; i++)
    buffer_format(&text, "%zu/%u ", number, version);
  struct view value = arena_copy(arena, buffer_view(&text));
  buffer_free(&text);
  return value;
}

static void name_item(struct fixture *fixture, struct set *set, size_t number, unsigned version) {
  memset(set->versions[number], (int)version, SNAPSHOT_VERSION_BYTES);
  set->places[number] = (struct snapshot_place){0};
  set->items[number] = (struct snapshot_item){arena_format(&fixture->arena, "name-%06zu", number),
                                              set->versions[number], &set->places[number]};
  if (set->count <= number) set->count = number + 1;
}

static void find_all(const struct snapshot *snapshot, struct set *set) {
  struct snapshot_cursor cursor = {0};
  for (size_t i = 0; i < set->count; i++)
    snapshot_find(snapshot, &cursor, set->items[i].name, set->items[i].version, &set->places[i]);
}

/* As a build does it: takes what is there and adds the others; how many those are. */
static size_t write_set(struct fixture *fixture, struct set *set, const char **reason) {
  struct snapshot *old = open_with(fixture, "1");
  struct snapshot_writer *writer = snapshot_write(path_of(fixture), old, VIEW("1"), 2);
  size_t added = 0;
  if (old != NULL) find_all(old, set);
  for (size_t i = 0; i < set->count; i++) {
    if (set->places[i].length > 0) continue;
    struct arena arena = {0};
    snapshot_add(writer, i % 2, make_value(&arena, i, set->versions[i][0]), &set->places[i]);
    arena_free(&arena);
    added++;
  }
  snapshot_commit(writer, set->items, set->count, reason);
  snapshot_close(old);
  return added;
}

static struct set *make_set(struct fixture *fixture, size_t count, unsigned version) {
  struct set *set = arena_allocate(&fixture->arena, sizeof *set);
  for (size_t i = 0; i < count; i++)
    name_item(fixture, set, i, version);
  return set;
}

static size_t fill(struct fixture *fixture, size_t count, unsigned version) {
  const char *reason;
  size_t added = write_set(fixture, make_set(fixture, count, version), &reason);
  if (reason != NULL) fail_msg("not written: %s", reason);
  return added;
}

/* How many of the first names have their value of that version; no other value may come. */
static size_t count_good(struct fixture *fixture, const struct snapshot *snapshot, size_t count,
                         unsigned version) {
  struct set *set = make_set(fixture, count, version);
  size_t good = 0;
  find_all(snapshot, set);
  for (size_t i = 0; i < count; i++) {
    if (set->places[i].length == 0) continue;
    struct arena arena = {0};
    struct view value = snapshot_value(snapshot, set->places[i]);
    assert_int_equal((uintptr_t)value.data % 8, 0);
    good += view_equal(value, make_value(&arena, i, version));
    arena_free(&arena);
  }
  return good;
}

static size_t count_later(struct fixture *fixture, size_t count, unsigned version) {
  struct snapshot *snapshot = open_with(fixture, "1");
  if (snapshot == NULL) return 0;
  size_t good = count_good(fixture, snapshot, count, version);
  snapshot_close(snapshot);
  return good;
}

static void what_is_added_is_found_by_the_next_run(void **state) {
  struct fixture *fixture = *state;
  assert_null(open_with(fixture, "1"));
  assert_int_equal(fill(fixture, NAMES, 1), NAMES);
  struct snapshot *snapshot = open_with(fixture, "1");
  assert_int_equal(snapshot_count(snapshot), NAMES);
  snapshot_close(snapshot);
  assert_int_equal(count_later(fixture, NAMES, 1), NAMES);
  assert_int_equal(count_later(fixture, NAMES, 2), 0);
  assert_int_equal(fill(fixture, NAMES, 1), 0);
  assert_null(open_with(fixture, "2"));
  assert_null(open_with(fixture, ""));
  snapshot_close(NULL);
  snapshot_abandon(NULL);
}

static void names_may_come_and_go(void **state) {
  struct fixture *fixture = *state;
  const char *reason;
  fill(fixture, FEW, 1);
  struct set *set = make_set(fixture, FEW + 5, 1);
  for (size_t i = 10; i < 20; i++)
    name_item(fixture, set, i, 2);
  assert_int_equal(write_set(fixture, set, &reason), 15);
  assert_int_equal(count_later(fixture, FEW + 5, 1), FEW - 5);
  assert_int_equal(count_later(fixture, FEW + 5, 2), 10);
  assert_int_equal(fill(fixture, 5, 1), 0);
  assert_int_equal(count_later(fixture, FEW, 1), 5);
  struct snapshot *snapshot = open_with(fixture, "1");
  struct snapshot_cursor cursor = {0};
  struct snapshot_place place;
  unsigned char version[SNAPSHOT_VERSION_BYTES];
  memset(version, 1, sizeof version);
  assert_false(snapshot_find(snapshot, &cursor, VIEW("a"), version, &place));
  assert_false(snapshot_find(snapshot, &cursor, VIEW("name-000002x"), version, &place));
  assert_true(snapshot_find(snapshot, &cursor, VIEW("name-000003"), version, &place));
  assert_false(snapshot_find(snapshot, &cursor, VIEW("z"), version, &place));
  snapshot_close(snapshot);
}

static void a_place_of_nothing_is_left_out(void **state) {
  struct fixture *fixture = *state;
  const char *reason;
  struct set *set = make_set(fixture, 3, 1);
  struct snapshot_writer *writer = snapshot_write(path_of(fixture), NULL, VIEW("1"), 1);
  snapshot_add(writer, 0, make_value(&fixture->arena, 1, 1), &set->places[1]);
  assert_true(snapshot_commit(writer, set->items, set->count, &reason));
  assert_null(reason);
  assert_int_equal(count_later(fixture, 3, 1), 1);
}

static size_t file_bytes(struct fixture *fixture, const char *path) {
  struct stat status;
  assert_int_equal(stat(in_fixture(fixture, path), &status), 0);
  return (size_t)status.st_size;
}

static void room_of_what_is_gone_is_used_again(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, NAMES, 1);
  size_t first = file_bytes(fixture, "cache/entries.values");
  for (unsigned round = 2; round < 20; round++) {
    assert_int_equal(fill(fixture, NAMES, round), NAMES);
    assert_int_equal(count_later(fixture, NAMES, round), NAMES);
    assert_true(file_bytes(fixture, "cache/entries.values") < 3 * first + (1 << 20));
  }
  fill(fixture, FEW, 20);
  assert_true(file_bytes(fixture, "cache/entries.values") < (1 << 20) + first / 4);
  assert_int_equal(count_later(fixture, FEW, 20), FEW);
}

static void what_is_open_goes_on_to_be_read(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, NAMES, 1);
  struct snapshot *snapshot = open_with(fixture, "1");
  for (unsigned round = 2; round < 6; round++)
    fill(fixture, NAMES, round);
  assert_int_equal(count_good(fixture, snapshot, NAMES, 1), NAMES);
  snapshot_close(snapshot);
}

static void nothing_has_a_name_before_the_commit(void **state) {
  struct fixture *fixture = *state;
  struct set *set = make_set(fixture, FEW, 1);
  struct snapshot_writer *writer = snapshot_write(path_of(fixture), NULL, VIEW("1"), 1);
  for (size_t i = 0; i < FEW; i++)
    snapshot_add(writer, 0, make_value(&fixture->arena, i, 1), &set->places[i]);
  assert_int_not_equal(access(in_fixture(fixture, "cache"), F_OK), 0);
  snapshot_abandon(writer);
  assert_int_not_equal(access(in_fixture(fixture, "cache"), F_OK), 0);
  fill(fixture, FEW, 1);
  struct snapshot *old = open_with(fixture, "1");
  writer = snapshot_write(path_of(fixture), old, VIEW("1"), 1);
  snapshot_add(writer, 0, VIEW("other"), &set->places[0]);
  snapshot_abandon(writer);
  snapshot_close(old);
  assert_int_equal(count_later(fixture, FEW, 1), FEW);
}

static void write_bytes(struct fixture *fixture, const char *path, const char *bytes, size_t length) {
  put_view(fixture, path, (struct view){bytes, length});
}

static void a_damaged_index_is_no_snapshot(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, 3, 1);
  size_t length = file_bytes(fixture, "cache/entries.index");
  char *good = arena_allocate(&fixture->arena, length + 1);
  memcpy(good, bytes_of(fixture, "cache/entries.index"), length);
  for (size_t i = 0; i < length; i++) {
    good[i] = (char)(good[i] ^ 1 << i % 8);
    write_bytes(fixture, "cache/entries.index", good, length);
    assert_null(open_with(fixture, "1"));
    good[i] = (char)(good[i] ^ 1 << i % 8);
    write_bytes(fixture, "cache/entries.index", good, i);
    assert_null(open_with(fixture, "1"));
  }
  write_bytes(fixture, "cache/entries.index", good, length + 1);
  assert_null(open_with(fixture, "1"));
  write_bytes(fixture, "cache/entries.index", good, length);
  assert_int_equal(count_later(fixture, 3, 1), 3);
}

static void values_of_another_index_are_none(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, FEW, 1);
  size_t length = file_bytes(fixture, "cache/entries.values");
  char *good = arena_allocate(&fixture->arena, length);
  memcpy(good, bytes_of(fixture, "cache/entries.values"), length);
  for (size_t cut = 0; cut < length; cut += 97) {
    write_bytes(fixture, "cache/entries.values", good, cut);
    assert_true(count_later(fixture, FEW, 1) < FEW);
  }
  assert_int_equal(unlink(in_fixture(fixture, "cache/entries.values")), 0);
  assert_null(open_with(fixture, "1"));
  fill(fixture, FEW, 1);
  write_bytes(fixture, "cache/entries.values", good, length);
  assert_null(open_with(fixture, "1"));
  assert_int_equal(fill(fixture, FEW, 1), FEW);
  assert_int_equal(count_later(fixture, FEW, 1), FEW);
}

static void what_is_no_file_is_no_snapshot(void **state) {
  struct fixture *fixture = *state;
  static const char *const names[] = {"cache/entries.index", "cache/entries.values"};
  const char *reason;
  put(fixture, "cache", "a file");
  assert_null(open_with(fixture, "1"));
  write_set(fixture, make_set(fixture, 3, 1), &reason);
  assert_non_null(reason);
  assert_int_equal(unlink(in_fixture(fixture, "cache")), 0);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *path = in_fixture(fixture, names[i]);
    fill(fixture, 3, 1);
    unlink(path);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_null(open_with(fixture, "1"));
    write_set(fixture, make_set(fixture, 3, 1), &reason);
    assert_non_null(reason);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(mkfifo(path, 0666), 0);
    assert_null(open_with(fixture, "1"));
    unlink(path);
    assert_int_equal(symlink("/dev/zero", path), 0);
    assert_null(open_with(fixture, "1"));
    fill(fixture, 3, 1);
    assert_int_equal(count_later(fixture, 3, 1), 3);
  }
}

static int wait_for(pid_t child) {
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  return status;
}

/* Tried by a child, which is nobody when we are root. */
static void a_folder_without_rights_can_be_read_only(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, 3, 1);
  assert_int_equal(chmod(fixture->folder, 0755), 0);
  assert_int_equal(chmod(in_fixture(fixture, "cache"), 0555), 0);
  fflush(NULL);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    if (geteuid() == 0 && setuid(65534) != 0) _exit(0);
    bool found = count_later(fixture, 3, 1) == 3;
    const char *reason;
    write_set(fixture, make_set(fixture, 3, 2), &reason);
    _exit(getuid() == 65534 && (!found || reason == NULL) ? 2 : 0);
  }
  assert_int_equal(wait_for(child), 0);
  assert_int_equal(chmod(in_fixture(fixture, "cache"), 0755), 0);
  assert_int_equal(count_later(fixture, 3, 1), 3);
}

static void of_two_that_write_one_is_kept(void **state) {
  struct fixture *fixture = *state;
  const char *reason;
  fill(fixture, FEW, 1);
  struct snapshot *old = open_with(fixture, "1");
  struct set *set = make_set(fixture, FEW, 2);
  struct snapshot_writer *writer = snapshot_write(path_of(fixture), old, VIEW("1"), 1);
  write_set(fixture, make_set(fixture, FEW, 3), &reason);
  assert_non_null(reason);
  for (size_t i = 0; i < FEW; i++)
    snapshot_add(writer, 0, make_value(&fixture->arena, i, 2), &set->places[i]);
  assert_true(snapshot_commit(writer, set->items, set->count, &reason));
  snapshot_close(old);
  assert_int_equal(count_later(fixture, FEW, 2), FEW);
}

/* A new file of values, of another stamp here, comes while one is being written on. */
static void values_that_are_in_place_no_more_are_not_indexed(void **state) {
  struct fixture *fixture = *state;
  const char *reason;
  fill(fixture, FEW, 1);
  struct snapshot *old = open_with(fixture, "1");
  struct set *set = make_set(fixture, FEW, 1), *other = make_set(fixture, FEW, 9);
  struct snapshot_writer *writer = snapshot_write(path_of(fixture), old, VIEW("1"), 1);
  struct snapshot_writer *newer = snapshot_write(path_of(fixture), NULL, VIEW("2"), 1);
  find_all(old, set);
  snapshot_add(newer, 0, VIEW("newer"), &other->places[0]);
  assert_true(snapshot_commit(newer, other->items, other->count, &reason));
  snapshot_add(writer, 0, VIEW("other"), &set->places[0]);
  assert_false(snapshot_commit(writer, set->items, set->count, &reason));
  assert_non_null(reason);
  snapshot_close(old);
  struct snapshot *snapshot = open_with(fixture, "2");
  assert_int_equal(snapshot_count(snapshot), 1);
  snapshot_close(snapshot);
}

/* A child that writes until it is killed. */
static void a_kill_leaves_what_was_or_what_will_be(void **state) {
  struct fixture *fixture = *state;
  for (long round = 0; round < 25; round++) {
    fill(fixture, FEW, 1);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    for (unsigned version = 2; child == 0; version = version == 9 ? 1 : version + 1)
      fill(fixture, NAMES, version);
    nanosleep(&(struct timespec){.tv_nsec = (round + 1) * 1700000L}, NULL);
    kill(child, SIGKILL);
    assert_true(WIFSIGNALED(wait_for(child)));
    struct snapshot *snapshot = open_with(fixture, "1");
    size_t count = snapshot == NULL ? 0 : snapshot_count(snapshot), good = 0;
    for (unsigned version = 1; snapshot != NULL && version < 10; version++)
      good += count_good(fixture, snapshot, count, version);
    assert_int_equal(good, count);
    assert_true(count == 0 || count == FEW || count == NAMES);
    snapshot_close(snapshot);
  }
}

static void many_programs_meet(void **state) {
  struct fixture *fixture = *state;
  enum { PROGRAMS = 4, ROUNDS = 30 };
  pid_t children[PROGRAMS];
  fflush(NULL);
  for (size_t i = 0; i < PROGRAMS; i++) {
    children[i] = fork();
    assert_true(children[i] >= 0);
    if (children[i] != 0) continue;
    for (unsigned round = 0; round < ROUNDS; round++) {
      const char *reason;
      struct set *set = make_set(fixture, FEW, 1 + (round + (unsigned)i) % 3);
      write_set(fixture, set, &reason);
      for (unsigned version = 1; version <= 3; version++) {
        struct snapshot *snapshot = open_with(fixture, "1");
        struct set *found = make_set(fixture, FEW, version);
        if (snapshot != NULL) find_all(snapshot, found);
        size_t there = 0;
        for (size_t k = 0; k < FEW; k++)
          there += found->places[k].length > 0;
        if (snapshot != NULL && count_good(fixture, snapshot, FEW, version) != there) _exit(1);
        snapshot_close(snapshot);
      }
    }
    _exit(0);
  }
  for (size_t i = 0; i < PROGRAMS; i++)
    assert_int_equal(wait_for(children[i]), 0);
  fill(fixture, FEW, 1);
  assert_int_equal(count_later(fixture, FEW, 1), FEW);
}

static void a_full_disk_leaves_what_was(void **state) {
  struct fixture *fixture = *state;
  for (int whole = 0; whole < 2; whole++) {
    fill(fixture, FEW, 1);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      const char *reason = NULL;
      signal(SIGXFSZ, SIG_IGN);
      setrlimit(RLIMIT_FSIZE, &(struct rlimit){60000, 60000});
      struct set *set = make_set(fixture, NAMES, 2);
      if (whole == 0) {
        write_set(fixture, set, &reason);
      } else {
        struct snapshot_writer *writer = snapshot_write(path_of(fixture), NULL, VIEW("1"), 1);
        for (size_t i = 0; i < NAMES; i++)
          snapshot_add(writer, 0, make_value(&fixture->arena, i, 2), &set->places[i]);
        snapshot_commit(writer, set->items, set->count, &reason);
      }
      _exit(reason == NULL ? 3 : 0);
    }
    assert_int_equal(wait_for(child), 0);
    assert_int_equal(count_later(fixture, FEW, 1), FEW);
  }
}

struct adding {
  struct snapshot_writer *writer;
  struct set *set;
  size_t thread;
};

enum { THREADS = 4 };

static void *add_share(void *context) {
  const struct adding *adding = context;
  for (size_t i = adding->thread; i < NAMES; i += THREADS) {
    struct arena arena = {0};
    snapshot_add(adding->writer, adding->thread, make_value(&arena, i, 5), &adding->set->places[i]);
    arena_free(&arena);
  }
  return NULL;
}

static void threads_add_at_once(void **state) {
  struct fixture *fixture = *state;
  const char *reason;
  pthread_t threads[THREADS];
  struct adding adding[THREADS];
  struct set *set = make_set(fixture, NAMES, 5);
  struct snapshot_writer *writer = snapshot_write(path_of(fixture), NULL, VIEW("1"), THREADS);
  for (size_t i = 0; i < THREADS; i++) {
    adding[i] = (struct adding){writer, set, i};
    assert_int_equal(pthread_create(&threads[i], NULL, add_share, &adding[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++)
    assert_int_equal(pthread_join(threads[i], NULL), 0);
  assert_true(snapshot_commit(writer, set->items, set->count, &reason));
  assert_int_equal(count_later(fixture, NAMES, 5), NAMES);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_is_added_is_found_by_the_next_run),
      FIXTURE_TEST(names_may_come_and_go),
      FIXTURE_TEST(a_place_of_nothing_is_left_out),
      FIXTURE_TEST(room_of_what_is_gone_is_used_again),
      FIXTURE_TEST(what_is_open_goes_on_to_be_read),
      FIXTURE_TEST(nothing_has_a_name_before_the_commit),
      FIXTURE_TEST(a_damaged_index_is_no_snapshot),
      FIXTURE_TEST(values_of_another_index_are_none),
      FIXTURE_TEST(what_is_no_file_is_no_snapshot),
      FIXTURE_TEST(a_folder_without_rights_can_be_read_only),
      FIXTURE_TEST(of_two_that_write_one_is_kept),
      FIXTURE_TEST(values_that_are_in_place_no_more_are_not_indexed),
      FIXTURE_TEST(a_kill_leaves_what_was_or_what_will_be),
      FIXTURE_TEST(many_programs_meet),
      FIXTURE_TEST(a_full_disk_leaves_what_was),
      FIXTURE_TEST(threads_add_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
