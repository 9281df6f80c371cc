/* Random histories against git itself, and walks from a commit that is known against whole ones. */
#include "cache/file.h"
#include "source/revisions.h"
#include "source/source.h"
#include "unit/random_history.h"

/* What an earlier walk has kept; the folder is what it depends on. */
struct kept {
  struct history_cache cache;
  struct cache_file file;
};

static uint64_t depends_on(const char *folder) {
  return 1 + strlen(folder);
}

static bool open_kept(struct fixture *fixture, struct kept *kept, const char *folder) {
  const struct cache cache = {in_fixture(fixture, "cache"), true};
  if (!cache_file_open(&kept->file, &cache, CACHE_HISTORY, 0, depends_on(folder))) return false;
  assert_true(history_cache_decode(&kept->cache, kept->file.arrays, view_of(folder)));
  return true;
}

static void close_kept(struct kept *kept) {
  cache_file_close(&kept->file);
}

/* The ids of the file's revisions, a line each. */
static struct view commits_of(struct fixture *fixture, const struct file_history *history) {
  struct buffer ids = {0};
  for (const struct file_change *at = history->newest; at != NULL; at = at->older) {
    buffer_add(&ids, at->change->commit);
    buffer_add_byte(&ids, '\n');
  }
  struct view copy = arena_copy(&fixture->arena, view_trim(buffer_view(&ids)));
  buffer_free(&ids);
  return copy;
}

/* In git's own order where clocks do not lie, which may bring a parent before its child. */
static size_t compare_with_git(struct fixture *fixture, uint32_t seed, bool honest) {
  struct reading reading;
  size_t revisions = 0;
  read_history(fixture, &reading, false);
  assert_int_equal(changed(&reading), reading.files.count);
  for (size_t i = 0; i < reading.files.count; i++) {
    const char *path = reading.files.items[i].path.data;
    struct view found = commits_of(fixture, history_of(&reading, path));
    struct view expected =
        output_of(fixture, "git -C site log --format=%%H -- '%s'%s", path, honest ? "" : " | sort");
    if (!honest) found = output_of(fixture, "printf '%%s\n' '%s' | sort", found.data);
    if (!view_equal(found, expected))
      fail_msg("seed %u, %s: %s, but git log says %s", seed, path, found.data, expected.data);
    revisions += history_of(&reading, path)->count;
  }
  end_reading(&reading);
  return revisions;
}

static void agrees_with_git_log_on_random_histories(void **state) {
  struct fixture *fixture = *state;
  const char *rounds = getenv("KYKET_TEST_ROUNDS");
  uint32_t last_seed = rounds == NULL ? 60 : (uint32_t)strtoul(rounds, NULL, 10);
  size_t revisions = 0, merges = 0;
  for (uint32_t seed = 1; seed <= last_seed; seed++) {
    uint32_t random = seed * 2654435761u;
    bool honest = seed % 2 == 0;
    make_random_history(fixture, honest, &random);
    revisions += compare_with_git(fixture, seed, honest);
    merges += strtoul(output_of(fixture, "git -C site rev-list --count --merges HEAD").data, NULL, 10);
  }
  assert_true(revisions / 3 > last_seed);
  assert_true(merges / 3 > last_seed);
}

static struct source *open_at(struct fixture *fixture, const char *revision) {
  struct source_options options = {.repository = in_fixture(fixture, "site"), .revision = revision};
  struct source *source = source_open(&options, &fixture->diagnostics);
  assert_non_null(source);
  return source;
}

static void write_kept(struct fixture *fixture, struct buffer *arrays, const char *folder) {
  const struct cache cache = {in_fixture(fixture, "cache"), true};
  struct cache_writer writer;
  cache_writer_open(&writer, &cache, CACHE_HISTORY, 0, depends_on(folder));
  for (size_t i = 0; i < HISTORY_CACHE_ARRAYS; i++)
    cache_writer_add(&writer, i, arrays[i].data, arrays[i].length);
  assert_true(cache_writer_commit(&writer, NULL));
  cache_writer_close(&writer);
}

/* What the walk to this commit finds, in the cache. False when nobody can go on from there. */
static bool write_cache(struct fixture *fixture, const char *revision, const char *folder,
                        struct history_cache *older) {
  struct source *source = open_at(fixture, revision);
  struct source_files files = {0};
  struct history history;
  struct buffer arrays[HISTORY_CACHE_ARRAYS] = {0};
  source_list(source, view_of(folder), &fixture->arena, &files, &fixture->diagnostics);
  assert_true(
      history_read(source, view_of(folder), &files, older, &fixture->arena, &history, &fixture->diagnostics));
  bool keeps = history.keeps;
  if (keeps) {
    assert_true(history_cache_encode(arrays, source_commit_id(source), &files, &history));
    write_kept(fixture, arrays, folder);
  }
  for (size_t i = 0; i < HISTORY_CACHE_ARRAYS; i++)
    buffer_free(&arrays[i]);
  history_free(&history);
  source_close(source);
  return keeps;
}

static void expect_same_revisions(struct fixture *fixture, const struct history *whole,
                                  const struct history *since, size_t index) {
  const struct file_history *a = &whole->files[index], *b = &since->files[index];
  struct change last[2];
  assert_int_equal(a->count, b->count);
  assert_int_equal(a->kept, b->kept);
  assert_int_equal(a->is_as_committed, b->is_as_committed);
  assert_int_equal(a->is_cut, b->is_cut);
  const struct file_change *left = file_revisions_list(whole, a, &fixture->arena),
                           *right = file_revisions_list(since, b, &fixture->arena);
  assert_true(file_revisions_last(whole, a, &last[0]) && file_revisions_last(since, b, &last[1]));
  assert_true(view_equal(last[0].commit, left->change->commit));
  assert_true(view_equal(last[0].commit, last[1].commit) && view_equal(last[0].author, last[1].author));
  assert_true(file_revisions_digest(whole, a) == file_revisions_digest(since, b));
  struct date first = file_revisions_first(whole, a);
  assert_int_equal(date_compare(first, file_revisions_first(since, b)), 0);
  const struct file_change *oldest = left;
  while (oldest->older != NULL)
    oldest = oldest->older;
  if (a->kept == a->count)
    assert_int_equal(date_compare(first, oldest->change->date), 0);
  else
    assert_int_equal(first.precision, DATE_NONE);
  for (; left != NULL && right != NULL; left = left->older, right = right->older) {
    assert_true(view_equal(left->change->commit, right->change->commit));
    assert_true(view_equal(left->change->author, right->change->author));
    assert_true(view_equal(left->change->summary, right->change->summary));
    assert_int_equal(date_compare(left->change->date, right->change->date), 0);
    assert_memory_equal(left->object, right->object, sizeof left->object);
    assert_memory_equal(left->before, right->before, sizeof left->before);
  }
  assert_true(left == NULL && right == NULL);
}

static void expect_same_files(const struct source_files *whole, const struct source_files *since) {
  assert_int_equal(whole->count, since->count);
  assert_memory_equal(whole->tree, since->tree, sizeof whole->tree);
  for (size_t i = 0; i < whole->count; i++) {
    const struct source_file *a = &whole->items[i], *b = &since->items[i];
    assert_true(view_equal(a->path, b->path) && view_equal(a->name, b->name) && a->size == b->size);
    assert_memory_equal(a->object, b->object, sizeof a->object);
  }
}

/* The list and the walk to HEAD with the cache find what whole ones find; whether the walk was shorter.
 */
static bool check_past(struct fixture *fixture, const char *folder, size_t *renewals) {
  struct source *source = open_at(fixture, NULL);
  struct source_files files = {0}, renewed;
  struct kept kept;
  struct history whole, since;
  assert_true(open_kept(fixture, &kept, folder));
  bool there = source_list(source, view_of(folder), &fixture->arena, &files, &fixture->diagnostics);
  /* It may leave it to a whole list; what it makes is the same. */
  bool is_renewed = source_list_since(source, &kept.cache, &fixture->arena, &renewed);
  assert_true(there || !is_renewed);
  if (is_renewed) expect_same_files(&files, &renewed);
  *renewals += is_renewed;
  assert_true(
      history_read(source, view_of(folder), &files, NULL, &fixture->arena, &whole, &fixture->diagnostics));
  assert_true(history_read(source, view_of(folder), &files, &kept.cache, &fixture->arena, &since,
                           &fixture->diagnostics));
  assert_int_equal(whole.shallow, since.shallow);
  assert_int_equal(whole.file_count, since.file_count);
  for (size_t i = 0; i < files.count; i++)
    expect_same_revisions(fixture, &whole, &since, i);
  bool shorter = since.walked < whole.walked;
  history_free(&whole);
  history_free(&since);
  close_kept(&kept);
  source_close(source);
  return shorter;
}

/* From each third commit on, and from there in two steps. */
static void a_walk_from_a_known_commit_finds_the_same(void **state) {
  struct fixture *fixture = *state;
  size_t shorter = 0, walks = 0, steps = 0, renewals = 0;
  for (uint32_t seed = 1; seed <= 40; seed++) {
    uint32_t random = seed * 2654435761u;
    const char *folder = seed % 4 == 0 ? "d" : "";
    make_random_history(fixture, seed % 2 == 0, &random);
    struct view commits = output_of(fixture, "git -C site rev-list HEAD | awk 'NR %% 3 == 1'"), commit;
    const char *newer = NULL;
    while (view_next(&commits, '\n', &commit)) {
      const char *revision = arena_copy(&fixture->arena, commit).data;
      if (!write_cache(fixture, revision, folder, NULL)) continue;
      walks++;
      shorter += check_past(fixture, folder, &renewals);
      struct kept kept;
      assert_true(open_kept(fixture, &kept, folder));
      if (newer != NULL && write_cache(fixture, newer, folder, &kept.cache)) {
        steps++;
        check_past(fixture, folder, &renewals);
      }
      close_kept(&kept);
      newer = revision;
    }
    diagnostics_free(&fixture->diagnostics);
    arena_free(&fixture->arena);
  }
  assert_true(walks > 150 && shorter > 40 && steps > 100 && renewals > (walks + steps) * 9 / 10);
}

/* A path that was a file, a folder, or below a file, and comes back after the known commit. */
static void what_comes_back_has_all_of_its_past(void **state) {
  struct fixture *fixture = *state;
  static const char *const returns[] = {"echo 2 >a", "mkdir b && echo 2 >b/x", "rm -rf c && echo 2 >c",
                                        "rm d && mkdir d && echo 2 >d/x"};
  for (size_t i = 0; i < sizeof returns / sizeof *returns; i++) {
    run(fixture,
        "rm -rf site && git init -q -b main site && cd site && "
        "commit() { git add -A && git commit -q --allow-empty -m \"$1\"; } && "
        "mkdir b c d && for f in a b/x c/x d/x z; do echo 1 >$f; done && commit one && rm a && commit two && "
        "rm -r b d && echo 1 >d && commit three && echo 2 >c/x && commit four && %s && commit five",
        returns[i]);
    size_t renewals = 0;
    assert_true(write_cache(fixture, "HEAD~1", "", NULL));
    check_past(fixture, "", &renewals);
  }
}

/* Changes of one commit after the one that is kept; those that a whole list tells of are left to it. */
static void a_list_from_a_known_commit_is_the_same(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *changes;
    bool renews;
  } cases[] = {
      {"true", true},
      {"echo 2 >z", true},
      {"rm a", true},
      {"mkdir e e/f && echo 1 >e/f/x && echo 1 >e.x && echo 1 >e-", true},
      {"rm -r d && echo 1 >d", true},
      {"rm a && mkdir a && echo 1 >a/x && echo 1 >a.md", true},
      {"rm -r b c d", true},
      {"chmod +x z && echo 2 >.hidden && mkdir .folder && echo 1 >.folder/x", true},
      {"ln -s z link", false},
      {"rm z && ln -s a z", false},
      {"mkdir g && ln -s a g/link", false},
      {"touch \"$(printf 'a\\377')\"", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    run(fixture,
        "rm -rf site && git init -q -b main site && cd site && mkdir b c d && echo 1 >.dot && "
        "for f in a a- b/x c/x c.x d/x d/y z; do echo 1 >$f; done && git add -A && git commit -qm one");
    assert_true(write_cache(fixture, NULL, "", NULL));
    run(fixture, "cd site && %s && git add -A && git commit -q --allow-empty -m two", cases[i].changes);
    struct source *source = open_at(fixture, NULL);
    struct source_files files, renewed;
    struct kept kept;
    assert_true(open_kept(fixture, &kept, ""));
    assert_true(source_list(source, VIEW(""), &fixture->arena, &files, &fixture->diagnostics));
    assert_true(source_list_since(source, &kept.cache, &fixture->arena, &renewed) == cases[i].renews);
    assert_true((fixture->diagnostics.count == 0) == cases[i].renews);
    if (cases[i].renews) expect_same_files(&files, &renewed);
    diagnostics_free(&fixture->diagnostics);
    close_kept(&kept);
    source_close(source);
  }
}

static void bytes_that_were_changed_are_no_past(void **state) {
  struct fixture *fixture = *state;
  struct kept kept;
  run(fixture, "git init -q -b main site && cd site && echo 1 >a && git add -A && git commit -qm one");
  assert_false(open_kept(fixture, &kept, ""));
  assert_true(write_cache(fixture, NULL, "", NULL));
  assert_true(open_kept(fixture, &kept, ""));
  close_kept(&kept);
  assert_false(open_kept(fixture, &kept, "d"));
  assert_true(open_kept(fixture, &kept, ""));
  size_t length = kept.file.bytes.length;
  assert_true(length > 100);
  char *bytes = arena_allocate(&fixture->arena, length);
  memcpy(bytes, kept.file.bytes.data, length);
  close_kept(&kept);
  for (size_t at = 0; at < length; at++) {
    bytes[at] = (char)(bytes[at] ^ 1 << at % 8);
    write_bytes(fixture, "cache/history", bytes, length);
    assert_false(open_kept(fixture, &kept, ""));
    bytes[at] = (char)(bytes[at] ^ 1 << at % 8);
  }
  write_bytes(fixture, "cache/history", bytes, length - 1);
  assert_false(open_kept(fixture, &kept, ""));
  write_bytes(fixture, "cache/history", bytes, length);
  assert_true(open_kept(fixture, &kept, ""));
  close_kept(&kept);
}

/* Arrays with numbers that lead nowhere, whatever their checksum says. */
static void arrays_that_are_not_sound_are_refused(void **state) {
  struct fixture *fixture = *state;
  struct kept kept;
  struct history_cache cache;
  run(fixture, "git init -q -b main site && cd site && echo 1 >a && git add -A && git commit -qm one");
  assert_true(write_cache(fixture, NULL, "", NULL));
  assert_true(open_kept(fixture, &kept, ""));
  size_t taken = 0;
  for (size_t array = 0; array < HISTORY_CACHE_ARRAYS; array++)
    for (size_t at = 0; at < kept.file.arrays[array].length; at++) {
      struct view arrays[HISTORY_CACHE_ARRAYS];
      memcpy(arrays, kept.file.arrays, sizeof arrays);
      char *bytes = arena_allocate(&fixture->arena, arrays[array].length);
      memcpy(bytes, arrays[array].data, arrays[array].length);
      memset(bytes + at, 0xff, 1);
      arrays[array].data = bytes;
      if (history_cache_decode(&cache, arrays, VIEW(""))) {
        taken++;
        for (size_t i = 0; i < cache.file_count; i++) {
          const struct cached_file *file = history_cache_find(&cache, history_cache_path(&cache, i));
          assert_non_null(file);
          struct history history = {.cache = &cache};
          struct file_history all = {.is_as_committed = true};
          struct change last;
          history_cache_append(file, &all);
          file_revisions_last(&history, &all, &last);
          file_revisions_first(&history, &all);
        }
      }
      arrays[array].length = at;
      history_cache_decode(&cache, arrays, VIEW(""));
    }
  assert_true(taken > 0);
  close_kept(&kept);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(agrees_with_git_log_on_random_histories),
      FIXTURE_TEST(a_walk_from_a_known_commit_finds_the_same),
      FIXTURE_TEST(what_comes_back_has_all_of_its_past),
      FIXTURE_TEST(a_list_from_a_known_commit_is_the_same),
      FIXTURE_TEST(bytes_that_were_changed_are_no_past),
      FIXTURE_TEST(arrays_that_are_not_sound_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
