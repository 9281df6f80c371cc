#include "cache/file.h"
#include "cache/store.h"

#include "unit/fixture.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { NAMES = 1000, FEW = 40 };

/* The program's own calls come here, in the place of the C library's: what is synced, and what was not when
 * it got its name. A write makes a file one that is not synced. */
enum { SYNCED = 64 };
static ino_t synced[SYNCED];
static size_t synced_count, renamed_count, unsynced_renames;

static bool is_synced(ino_t file) {
  for (size_t i = 0; i < synced_count; i++)
    if (synced[i] == file) return true;
  return false;
}

static ino_t file_of(int file) {
  struct stat status = {0};
  fstat(file, &status);
  return status.st_ino;
}

int fdatasync(int file) {
  if (synced_count < SYNCED) synced[synced_count++] = file_of(file);
  return (int)syscall(SYS_fdatasync, file);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
  for (size_t i = 0; i < synced_count; i++)
    if (synced[i] == file_of(file)) synced[i] = 0;
  return syscall(SYS_pwrite64, file, bytes, length, at);
}

int rename(const char *from, const char *to) {
  struct stat status = {0};
  if (stat(from, &status) == 0) unsynced_renames += !is_synced(status.st_ino);
  renamed_count++;
  /* An index tells of values, which then are on the disk too. */
  const char *index = strstr(to, "entries.index");
  if (index != NULL) {
    char values[256];
    snprintf(values, sizeof values, "%.*sentries.values", (int)(index - to), to);
    unsynced_renames += stat(values, &status) == 0 && !is_synced(status.st_ino);
  }
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static const struct cache *cache_of(struct fixture *fixture) {
  struct cache *cache = arena_allocate(&fixture->arena, sizeof *cache);
  cache->folder = in_fixture(fixture, "cache");
  return cache;
}

static struct store *open_with(struct fixture *fixture, uint64_t depends) {
  return store_open(cache_of(fixture), depends);
}

/* How many names the index has: its second array is of records of this size. */
static size_t count_names(struct fixture *fixture, uint64_t depends) {
  enum { RECORDS = 1, RECORD_BYTES = 40 };
  struct cache_file index;
  size_t count = 0;
  if (!cache_file_open(&index, cache_of(fixture), CACHE_INDEX, 0, depends)) return 0;
  assert_true(cache_file_count(&index, RECORDS, RECORD_BYTES, &count));
  cache_file_close(&index);
  return count;
}

/* A set of names, their versions, and where their values are. */
struct set {
  struct store_item items[NAMES];
  struct store_place places[NAMES];
  unsigned char versions[NAMES][STORE_VERSION_BYTES];
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
  memset(set->versions[number], (int)version, STORE_VERSION_BYTES);
  set->places[number] = (struct store_place){0};
  set->items[number] = (struct store_item){arena_format(&fixture->arena, "name-%06zu", number),
                                           set->versions[number], &set->places[number]};
  if (set->count <= number) set->count = number + 1;
}

static void find_all(const struct store *store, struct set *set) {
  struct store_cursor cursor = {0};
  for (size_t i = 0; i < set->count; i++)
    store_find(store, &cursor, set->items[i].name, set->items[i].version, &set->places[i]);
}

/* As a build does it: takes what is there and adds the others; how many those are. */
static size_t write_set(struct fixture *fixture, struct set *set, const char **reason) {
  struct store *old = open_with(fixture, 1);
  struct store_writer *writer = store_write(cache_of(fixture), old, 1, 2);
  size_t added = 0;
  if (old != NULL) find_all(old, set);
  for (size_t i = 0; i < set->count; i++) {
    if (set->places[i].length > 0) continue;
    struct arena arena = {0};
    store_add(writer, i % 2, make_value(&arena, i, set->versions[i][0]), &set->places[i]);
    arena_free(&arena);
    added++;
  }
  store_commit(writer, set->items, set->count, reason);
  store_close(old);
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
static size_t count_good(struct fixture *fixture, const struct store *store, size_t count, unsigned version) {
  struct set *set = make_set(fixture, count, version);
  size_t good = 0;
  find_all(store, set);
  for (size_t i = 0; i < count; i++) {
    if (set->places[i].length == 0) continue;
    struct arena arena = {0};
    struct view value = store_value(store, set->places[i]);
    assert_int_equal((uintptr_t)value.data % 8, 0);
    good += view_equal(value, make_value(&arena, i, version));
    arena_free(&arena);
  }
  return good;
}

static size_t count_later(struct fixture *fixture, size_t count, unsigned version) {
  struct store *store = open_with(fixture, 1);
  if (store == NULL) return 0;
  size_t good = count_good(fixture, store, count, version);
  store_close(store);
  return good;
}

static void what_is_added_is_found_by_the_next_run(void **state) {
  struct fixture *fixture = *state;
  assert_null(open_with(fixture, 1));
  assert_int_equal(fill(fixture, NAMES, 1), NAMES);
  struct store *store = open_with(fixture, 1);
  assert_int_equal(count_names(fixture, 1), NAMES);
  store_close(store);
  assert_int_equal(count_later(fixture, NAMES, 1), NAMES);
  assert_int_equal(count_later(fixture, NAMES, 2), 0);
  assert_int_equal(fill(fixture, NAMES, 1), 0);
  assert_null(open_with(fixture, 2));
  assert_null(open_with(fixture, 0));
  store_close(NULL);
  store_abandon(NULL);
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
  struct store *store = open_with(fixture, 1);
  struct store_cursor cursor = {0};
  struct store_place place;
  unsigned char version[STORE_VERSION_BYTES];
  memset(version, 1, sizeof version);
  assert_false(store_find(store, &cursor, VIEW("a"), version, &place));
  assert_false(store_find(store, &cursor, VIEW("name-000002x"), version, &place));
  assert_true(store_find(store, &cursor, VIEW("name-000003"), version, &place));
  assert_false(store_find(store, &cursor, VIEW("z"), version, &place));
  store_close(store);
}

static void a_place_of_nothing_is_left_out(void **state) {
  struct fixture *fixture = *state;
  const char *reason;
  struct set *set = make_set(fixture, 3, 1);
  struct store_writer *writer = store_write(cache_of(fixture), NULL, 1, 1);
  store_add(writer, 0, make_value(&fixture->arena, 1, 1), &set->places[1]);
  assert_true(store_commit(writer, set->items, set->count, &reason));
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
  struct store *store = open_with(fixture, 1);
  for (unsigned round = 2; round < 6; round++)
    fill(fixture, NAMES, round);
  assert_int_equal(count_good(fixture, store, NAMES, 1), NAMES);
  store_close(store);
}

static void nothing_has_a_name_before_the_commit(void **state) {
  struct fixture *fixture = *state;
  int nameless = open(fixture->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (nameless < 0) skip(); /* the file system can't do without */
  close(nameless);
  struct set *set = make_set(fixture, FEW, 1);
  struct store_writer *writer = store_write(cache_of(fixture), NULL, 1, 1);
  for (size_t i = 0; i < FEW; i++)
    store_add(writer, 0, make_value(&fixture->arena, i, 1), &set->places[i]);
  assert_int_not_equal(access(in_fixture(fixture, "cache"), F_OK), 0);
  store_abandon(writer);
  assert_int_not_equal(access(in_fixture(fixture, "cache"), F_OK), 0);
  fill(fixture, FEW, 1);
  struct store *old = open_with(fixture, 1);
  writer = store_write(cache_of(fixture), old, 1, 1);
  store_add(writer, 0, VIEW("other"), &set->places[0]);
  store_abandon(writer);
  store_close(old);
  assert_int_equal(count_later(fixture, FEW, 1), FEW);
}

static void write_bytes(struct fixture *fixture, const char *path, const char *bytes, size_t length) {
  put_view(fixture, path, (struct view){bytes, length});
}

static void a_damaged_index_is_no_store(void **state) {
  struct fixture *fixture = *state;
  fill(fixture, 3, 1);
  size_t length = file_bytes(fixture, "cache/entries.index");
  char *good = arena_allocate(&fixture->arena, length + 1);
  memcpy(good, bytes_of(fixture, "cache/entries.index"), length);
  for (size_t i = 0; i < length; i++) {
    good[i] = (char)(good[i] ^ 1 << i % 8);
    write_bytes(fixture, "cache/entries.index", good, length);
    assert_null(open_with(fixture, 1));
    good[i] = (char)(good[i] ^ 1 << i % 8);
    write_bytes(fixture, "cache/entries.index", good, i);
    assert_null(open_with(fixture, 1));
  }
  write_bytes(fixture, "cache/entries.index", good, length + 1);
  assert_null(open_with(fixture, 1));
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
  assert_null(open_with(fixture, 1));
  fill(fixture, FEW, 1);
  write_bytes(fixture, "cache/entries.values", good, length);
  assert_null(open_with(fixture, 1));
  assert_int_equal(fill(fixture, FEW, 1), FEW);
  assert_int_equal(count_later(fixture, FEW, 1), FEW);
}

static void what_is_no_file_is_no_store(void **state) {
  struct fixture *fixture = *state;
  static const char *const names[] = {"cache/entries.index", "cache/entries.values"};
  const char *reason;
  put(fixture, "cache", "a file");
  assert_null(open_with(fixture, 1));
  write_set(fixture, make_set(fixture, 3, 1), &reason);
  assert_non_null(reason);
  assert_int_equal(unlink(in_fixture(fixture, "cache")), 0);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *path = in_fixture(fixture, names[i]);
    fill(fixture, 3, 1);
    unlink(path);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_null(open_with(fixture, 1));
    write_set(fixture, make_set(fixture, 3, 1), &reason);
    assert_non_null(reason);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(mkfifo(path, 0666), 0);
    assert_null(open_with(fixture, 1));
    unlink(path);
    assert_int_equal(symlink("/dev/zero", path), 0);
    assert_null(open_with(fixture, 1));
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
  struct store *old = open_with(fixture, 1);
  struct set *set = make_set(fixture, FEW, 2);
  struct store_writer *writer = store_write(cache_of(fixture), old, 1, 1);
  write_set(fixture, make_set(fixture, FEW, 3), &reason);
  assert_non_null(reason);
  for (size_t i = 0; i < FEW; i++)
    store_add(writer, 0, make_value(&fixture->arena, i, 2), &set->places[i]);
  assert_true(store_commit(writer, set->items, set->count, &reason));
  store_close(old);
  assert_int_equal(count_later(fixture, FEW, 2), FEW);
}

/* A new file of values, of another stamp here, comes while one is being written on. */
static void values_that_are_in_place_no_more_are_not_indexed(void **state) {
  struct fixture *fixture = *state;
  const char *reason;
  fill(fixture, FEW, 1);
  struct store *old = open_with(fixture, 1);
  struct set *set = make_set(fixture, FEW, 1), *other = make_set(fixture, FEW, 9);
  struct store_writer *writer = store_write(cache_of(fixture), old, 1, 1);
  struct store_writer *newer = store_write(cache_of(fixture), NULL, 2, 1);
  find_all(old, set);
  store_add(newer, 0, VIEW("newer"), &other->places[0]);
  assert_true(store_commit(newer, other->items, other->count, &reason));
  store_add(writer, 0, VIEW("other"), &set->places[0]);
  assert_false(store_commit(writer, set->items, set->count, &reason));
  assert_non_null(reason);
  store_close(old);
  struct store *store = open_with(fixture, 2);
  assert_int_equal(count_names(fixture, 2), 1);
  store_close(store);
}

/* A child that writes until it is killed. */
static void a_kill_leaves_what_was_or_what_will_be(void **state) {
  struct fixture *fixture = *state;
  for (long round = 0; round < 25; round++) {
    fill(fixture, FEW, 1);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
      for (unsigned version = 2;; version = version == 9 ? 1 : version + 1)
        fill(fixture, NAMES, version);
    nanosleep(&(struct timespec){.tv_nsec = (round + 1) * 1700000L}, NULL);
    kill(child, SIGKILL);
    assert_true(WIFSIGNALED(wait_for(child)));
    struct store *store = open_with(fixture, 1);
    size_t count = store == NULL ? 0 : count_names(fixture, 1), good = 0;
    for (unsigned version = 1; store != NULL && version < 10; version++)
      good += count_good(fixture, store, count, version);
    assert_int_equal(good, count);
    assert_true(count == 0 || count == FEW || count == NAMES);
    store_close(store);
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
        struct store *store = open_with(fixture, 1);
        struct set *found = make_set(fixture, FEW, version);
        if (store != NULL) find_all(store, found);
        size_t there = 0;
        for (size_t k = 0; k < FEW; k++)
          there += found->places[k].length > 0;
        if (store != NULL && count_good(fixture, store, FEW, version) != there) _exit(1);
        store_close(store);
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
        struct store_writer *writer = store_write(cache_of(fixture), NULL, 1, 1);
        for (size_t i = 0; i < NAMES; i++)
          store_add(writer, 0, make_value(&fixture->arena, i, 2), &set->places[i]);
        store_commit(writer, set->items, set->count, &reason);
      }
      _exit(reason == NULL ? 3 : 0);
    }
    assert_int_equal(wait_for(child), 0);
    assert_int_equal(count_later(fixture, FEW, 1), FEW);
  }
}

static void data_are_synced_before_they_are_named(void **state) {
  struct fixture *fixture = *state;
  static const size_t counts[] = {FEW, NAMES, NAMES, FEW}; /* new, written on, again, and copied */
  unsynced_renames = 0;
  for (unsigned i = 0; i < sizeof counts / sizeof *counts; i++) {
    synced_count = renamed_count = 0;
    fill(fixture, counts[i], i + 1);
    assert_true(renamed_count > 0);
    assert_int_equal(unsynced_renames, 0);
  }
  /* Unless that is not wanted. */
  struct cache cache = *cache_of(fixture);
  cache.no_sync = true;
  synced_count = 0;
  const char *reason;
  struct set *set = make_set(fixture, FEW, 9);
  struct store_writer *writer = store_write(&cache, NULL, 1, 1);
  store_add(writer, 0, VIEW("value"), &set->places[0]);
  assert_true(store_commit(writer, set->items, set->count, &reason));
  assert_int_equal(synced_count, 0);
}

/* The reason that is given, of builds that can't write. */
static void the_reason_is_the_true_one(void **state) {
  struct fixture *fixture = *state;
  const char *reason;
  put(fixture, "cache", "a file");
  write_set(fixture, make_set(fixture, 3, 1), &reason);
  assert_string_equal(reason, "its files can't be written");
  unlink(in_fixture(fixture, "cache"));
  fill(fixture, FEW, 1);
  struct store *old = open_with(fixture, 1);
  struct store_writer *writer = store_write(cache_of(fixture), old, 1, 1);
  write_set(fixture, make_set(fixture, FEW, 2), &reason);
  assert_string_equal(reason, "another build writes it");
  store_abandon(writer);
  store_close(old);
}

struct adding {
  struct store_writer *writer;
  struct set *set;
  size_t thread;
};

enum { THREADS = 4 };

static void *add_share(void *context) {
  const struct adding *adding = context;
  for (size_t i = adding->thread; i < NAMES; i += THREADS) {
    struct arena arena = {0};
    store_add(adding->writer, adding->thread, make_value(&arena, i, 5), &adding->set->places[i]);
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
  struct store_writer *writer = store_write(cache_of(fixture), NULL, 1, THREADS);
  for (size_t i = 0; i < THREADS; i++) {
    adding[i] = (struct adding){writer, set, i};
    assert_int_equal(pthread_create(&threads[i], NULL, add_share, &adding[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++)
    assert_int_equal(pthread_join(threads[i], NULL), 0);
  assert_true(store_commit(writer, set->items, set->count, &reason));
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
      FIXTURE_TEST(a_damaged_index_is_no_store),
      FIXTURE_TEST(values_of_another_index_are_none),
      FIXTURE_TEST(what_is_no_file_is_no_store),
      FIXTURE_TEST(a_folder_without_rights_can_be_read_only),
      FIXTURE_TEST(of_two_that_write_one_is_kept),
      FIXTURE_TEST(values_that_are_in_place_no_more_are_not_indexed),
      FIXTURE_TEST(a_kill_leaves_what_was_or_what_will_be),
      FIXTURE_TEST(many_programs_meet),
      FIXTURE_TEST(a_full_disk_leaves_what_was),
      FIXTURE_TEST(data_are_synced_before_they_are_named),
      FIXTURE_TEST(the_reason_is_the_true_one),
      FIXTURE_TEST(threads_add_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
