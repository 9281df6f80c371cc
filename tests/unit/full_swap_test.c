#include "publish/full_swap.h"

#include "unit/fixture.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

static struct output *output;

static struct full_swap *open_at(const char *path, struct diagnostics *diagnostics) {
  output = output_open(path, diagnostics);
  struct full_swap *full_swap = output == NULL ? NULL : full_swap_open(output);
  if (full_swap == NULL) output_close(output);
  return full_swap;
}

static void finish(struct full_swap *full_swap) {
  full_swap_close(full_swap);
  output_close(output);
  output = NULL;
}

static struct full_swap *begin(struct fixture *fixture) {
  struct full_swap *full_swap = open_at(in_fixture(fixture, "out"), &fixture->diagnostics);
  if (full_swap == NULL) print_diagnostics(&fixture->diagnostics);
  assert_non_null(full_swap);
  return full_swap;
}

static void add(struct full_swap *full_swap, const char *name, const char *text) {
  assert_true(full_swap_write(full_swap, view_of(name), view_of(text)));
}

/* Publishes up to three files of these names and texts. */
static struct full_swap_counts publish(struct fixture *fixture, const char *const files[][2], size_t count) {
  struct full_swap *full_swap = begin(fixture);
  for (size_t i = 0; i < count; i++)
    add(full_swap, files[i][0], files[i][1]);
  assert_true(full_swap_commit(full_swap, 7));
  struct full_swap_counts counts = full_swap_counts(full_swap);
  finish(full_swap);
  expect_count(fixture, 0);
  return counts;
}

static const char *const first[][2] = {{"index.html", "1"}, {"a/b/index.html", "same"}, {"gone.html", "x"}};
static const char *const second[][2] = {{"index.html", "22"}, {"a/b/index.html", "same"}, {"new.html", "n"}};

static void assert_counts(struct full_swap_counts counts, size_t written, size_t unchanged, size_t removed) {
  assert_int_equal(counts.written, written);
  assert_int_equal(counts.unchanged, unchanged);
  assert_int_equal(counts.removed, removed);
}

static bool is_there(struct fixture *fixture, const char *path) {
  struct stat status;
  return lstat(in_fixture(fixture, path), &status) == 0;
}

static struct stat status_of(struct fixture *fixture, const char *path) {
  struct stat status;
  if (lstat(in_fixture(fixture, path), &status) != 0) fail_msg("there is no %s", path);
  return status;
}

static void assert_text(struct fixture *fixture, const char *path, const char *expected) {
  const char *text = bytes_of(fixture, path);
  if (text == NULL) fail_msg("there is no %s", path);
  assert_string_equal(text, expected);
}

static void assert_clean(struct fixture *fixture) {
  assert_false(is_there(fixture, ".out.kyket-new"));
  assert_false(is_there(fixture, ".out.kyket-old"));
}

static void the_first_site_appears_with_the_commit(void **state) {
  struct fixture *fixture = *state;
  struct full_swap *full_swap = begin(fixture);
  add(full_swap, "index.html", "1");
  assert_false(is_there(fixture, "out"));
  assert_true(full_swap_commit(full_swap, 7));
  assert_text(fixture, "out/index.html", "1");
  assert_true(is_there(fixture, "out/.kyket"));
  assert_counts(full_swap_counts(full_swap), 1, 0, 0);
  finish(full_swap);
  assert_text(fixture, "out/index.html", "1");
  assert_clean(fixture);
}

static void a_site_is_replaced_as_a_whole(void **state) {
  struct fixture *fixture = *state;
  assert_counts(publish(fixture, first, 3), 3, 0, 0);
  struct full_swap *full_swap = begin(fixture);
  for (size_t i = 0; i < 3; i++)
    add(full_swap, second[i][0], second[i][1]);
  assert_text(fixture, "out/index.html", "1");
  assert_true(is_there(fixture, "out/gone.html"));
  assert_false(is_there(fixture, "out/new.html"));
  assert_true(full_swap_commit(full_swap, 7));
  assert_counts(full_swap_counts(full_swap), 2, 1, 1);
  finish(full_swap);
  assert_text(fixture, "out/index.html", "22");
  assert_text(fixture, "out/a/b/index.html", "same");
  assert_false(is_there(fixture, "out/gone.html"));
  assert_clean(fixture);
}

static void without_a_commit_all_is_as_it_was(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  struct stat before = status_of(fixture, "out");
  struct full_swap *full_swap = begin(fixture);
  add(full_swap, "index.html", "22");
  finish(full_swap);
  assert_text(fixture, "out/index.html", "1");
  assert_text(fixture, "out/gone.html", "x");
  assert_int_equal(status_of(fixture, "out").st_ino, before.st_ino);
  assert_clean(fixture);
  finish(NULL);
}

static void unchanged_files_stay_the_same_files(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  struct timespec past[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
  static const char same[] = "out/a/b/index.html";
  assert_int_equal(utimensat(AT_FDCWD, in_fixture(fixture, same), past, 0), 0);
  struct stat before = status_of(fixture, same), changed = status_of(fixture, "out/index.html");
  publish(fixture, second, 3);
  assert_int_equal(status_of(fixture, same).st_ino, before.st_ino);
  assert_int_equal(status_of(fixture, same).st_mtim.tv_sec, 1000000000);
  assert_int_equal(status_of(fixture, same).st_nlink, 1);
  assert_int_not_equal(status_of(fixture, "out/index.html").st_ino, changed.st_ino);
}

/* Of the same length, and longer than what is compared at once. */
static void a_change_of_one_byte_is_seen(void **state) {
  struct fixture *fixture = *state;
  struct buffer text = {0};
  for (size_t i = 0; i < 100000; i++)
    buffer_add_byte(&text, 'a');
  for (size_t round = 0; round < 3; round++) {
    if (round == 2) text.data[99999] = 'b';
    struct full_swap *full_swap = begin(fixture);
    assert_true(full_swap_write(full_swap, VIEW("long"), buffer_view(&text)));
    assert_true(full_swap_write(full_swap, VIEW("empty"), VIEW("")));
    assert_true(full_swap_commit(full_swap, 7));
    struct full_swap_counts counts = full_swap_counts(full_swap);
    assert_counts(counts, round == 0 ? 2 : round == 1 ? 0 : 1, round == 0 ? 0 : round == 1 ? 2 : 1, 0);
    finish(full_swap);
  }
  assert_int_equal(bytes_of(fixture, "out/long")[99999], 'b');
  buffer_free(&text);
}

static void refuses(struct fixture *fixture, const char *path, const char *code, const char *part) {
  struct full_swap *full_swap = open_at(path, &fixture->diagnostics);
  assert_null(full_swap);
  assert_int_equal(fixture->diagnostics.errors, 1);
  assert_int_equal(fixture->diagnostics.count, 1);
  assert_string_equal(fixture->diagnostics.items[0].code, code);
  assert_contains(english_of(&fixture->diagnostics.items[0]), part);
  diagnostics_free(&fixture->diagnostics);
}

static void what_is_not_kykets_is_refused(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "out/precious.txt", "mine");
  put(fixture, "out/.git/config", "mine");
  refuses(fixture, in_fixture(fixture, "out"), "output-refused", "files that are not kyket's");
  assert_text(fixture, "out/precious.txt", "mine");
  assert_clean(fixture);
  put(fixture, "file", "mine");
  refuses(fixture, in_fixture(fixture, "file"), "output", "can't open");
  assert_text(fixture, "file", "mine");
}

static void a_folder_of_dot_files_alone_is_taken(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "out/.git/config", "mine");
  publish(fixture, first, 1);
  assert_text(fixture, "out/.git/config", "mine");
  assert_text(fixture, "out/index.html", "1");
}

static void a_path_that_is_no_folder_of_its_own_is_refused(void **state) {
  struct fixture *fixture = *state;
  static const char *const paths[] = {"", ".", "..", "/", "///", "./", "a/..", "a/."};
  assert_int_equal(chdir(fixture->folder), 0);
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    refuses(fixture, paths[i], "output-refused", "a folder of its own");
  assert_int_equal(chdir("/"), 0);
}

static void the_parents_are_made_and_slashes_do_not_count(void **state) {
  struct fixture *fixture = *state;
  struct full_swap *full_swap = open_at(in_fixture(fixture, "x/y/out//"), &fixture->diagnostics);
  assert_non_null(full_swap);
  add(full_swap, "index.html", "1");
  assert_true(full_swap_commit(full_swap, 7));
  finish(full_swap);
  assert_text(fixture, "x/y/out/index.html", "1");
}

static void a_link_to_the_output_folder_is_followed_and_stays(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  assert_int_equal(rename(in_fixture(fixture, "out"), in_fixture(fixture, "real")), 0);
  assert_int_equal(symlink("real", in_fixture(fixture, "out")), 0);
  publish(fixture, second, 3);
  assert_true(S_ISLNK(status_of(fixture, "out").st_mode));
  assert_text(fixture, "real/index.html", "22");
  assert_false(is_there(fixture, "real/gone.html"));
}

static void dot_files_move_over_at_any_depth(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  put(fixture, "out/.nojekyll", "top");
  put(fixture, "out/.well-known/acme/token", "folder");
  put(fixture, "out/a/.htaccess", "nested");
  put(fixture, "out/left/behind/.htaccess", "orphan");
  put(fixture, "out/left/page.html", "x");
  assert_counts(publish(fixture, second, 3), 2, 1, 2);
  assert_text(fixture, "out/.nojekyll", "top");
  assert_text(fixture, "out/.well-known/acme/token", "folder");
  assert_text(fixture, "out/a/.htaccess", "nested");
  assert_text(fixture, "out/left/behind/.htaccess", "orphan");
  assert_false(is_there(fixture, "out/left/page.html"));
  assert_counts(publish(fixture, second, 3), 0, 3, 0);
  assert_text(fixture, "out/.nojekyll", "top");
}

/* Publishes one file "a" over the first site; whether it could. */
static bool make_a_file_of_a_folder(struct fixture *fixture) {
  struct full_swap *full_swap = begin(fixture);
  bool good = full_swap_write(full_swap, VIEW("a"), VIEW("now a file")) && full_swap_commit(full_swap, 7);
  finish(full_swap);
  return good;
}

static void a_folder_with_dot_files_does_not_become_a_file(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  put(fixture, "out/a/b/.htaccess", "x");
  assert_false(make_a_file_of_a_folder(fixture));
  expect_only(fixture, SEVERITY_ERROR, "output", in_fixture(fixture, "out"), 0, 0,
              "a was a folder and becomes a file, but there are dot files in the folder");
  assert_text(fixture, "out/a/b/.htaccess", "x");
  assert_text(fixture, "out/index.html", "1");
  assert_clean(fixture);
  assert_int_equal(remove(in_fixture(fixture, "out/a/b/.htaccess")), 0);
  assert_true(make_a_file_of_a_folder(fixture));
  assert_text(fixture, "out/a", "now a file");
  expect_count(fixture, 0);
  assert_clean(fixture);
}

static void what_a_killed_build_left_is_cleared_away(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  put(fixture, ".out.kyket-new/.kyket", "");
  put(fixture, ".out.kyket-new/half/index.html", "half");
  publish(fixture, second, 3);
  assert_text(fixture, "out/index.html", "22");
  assert_false(is_there(fixture, "out/half"));
  assert_clean(fixture);
}

/* Killed after the swap: the dot files had not moved yet. */
static void dot_files_left_in_the_old_site_are_carried_over(void **state) {
  struct fixture *fixture = *state;
  static const char *const left[] = {".out.kyket-new", ".out.kyket-old"};
  for (size_t i = 0; i < 2; i++) {
    publish(fixture, first, 3);
    const char *dot = arena_format(&fixture->arena, "%s/.domain-%zu", left[i], i).data;
    put(fixture, arena_format(&fixture->arena, "%s/.kyket", left[i]).data, "");
    put(fixture, arena_format(&fixture->arena, "%s/old.html", left[i]).data, "old");
    put(fixture, dot, "mine");
    finish(begin(fixture));
    assert_text(fixture, arena_format(&fixture->arena, "out/.domain-%zu", i).data, "mine");
    assert_text(fixture, "out/index.html", "1");
    assert_false(is_there(fixture, "out/old.html"));
    assert_clean(fixture);
  }
}

/* Killed between the two renames of a file system that can't exchange. */
static void a_site_that_was_set_aside_is_put_back(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  put(fixture, "out/.dot", "mine");
  assert_int_equal(rename(in_fixture(fixture, "out"), in_fixture(fixture, ".out.kyket-old")), 0);
  put(fixture, ".out.kyket-new/.kyket", "");
  finish(begin(fixture));
  assert_text(fixture, "out/index.html", "1");
  assert_text(fixture, "out/.dot", "mine");
  assert_clean(fixture);
}

static void a_kill_at_any_moment_leaves_the_old_site_or_the_new(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  put(fixture, "out/.dot", "mine");
  for (useconds_t wait = 0; wait < 6000; wait += 150) {
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      for (size_t round = 0;; round++)
        publish(fixture, round % 2 == 0 ? second : first, 3);
    }
    usleep(wait);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    const char *text = bytes_of(fixture, "out/index.html");
    assert_non_null(text);
    bool old = strcmp(text, "1") == 0;
    assert_string_equal(text, old ? "1" : "22");
    assert_int_equal(is_there(fixture, "out/gone.html"), old);
    assert_int_equal(is_there(fixture, "out/new.html"), !old);
  }
  publish(fixture, second, 3);
  assert_text(fixture, "out/.dot", "mine");
  assert_clean(fixture);
}

static void links_in_the_old_site_are_neither_followed_nor_kept(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  put(fixture, "away/index.html", "22");
  put(fixture, "away/b/index.html", "same");
  struct stat outside = status_of(fixture, "away/b/index.html");
  assert_int_equal(unlink(in_fixture(fixture, "out/index.html")), 0);
  assert_int_equal(symlink("../away/index.html", in_fixture(fixture, "out/index.html")), 0);
  assert_int_equal(rename(in_fixture(fixture, "out/a"), in_fixture(fixture, "moved")), 0);
  assert_int_equal(symlink("../away", in_fixture(fixture, "out/a")), 0);
  publish(fixture, second, 3);
  assert_true(S_ISREG(status_of(fixture, "out/index.html").st_mode));
  assert_true(S_ISDIR(status_of(fixture, "out/a").st_mode));
  assert_text(fixture, "out/a/b/index.html", "same");
  assert_text(fixture, "away/index.html", "22");
  assert_int_not_equal(status_of(fixture, "out/a/b/index.html").st_ino, outside.st_ino);
  assert_int_equal(status_of(fixture, "away/b/index.html").st_nlink, 1);
}

static void files_of_the_source_are_copied(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "site/media/photo.jpg", "bytes");
  struct source_options options = {.repository = in_fixture(fixture, "site"), .worktree = true};
  for (size_t round = 0; round < 3; round++) {
    if (round == 2) put(fixture, "site/media/photo.jpg", "BYTES");
    struct source *source = source_open(&options, &fixture->diagnostics);
    struct source_files files;
    assert_true(source_list(source, VIEW("media"), &fixture->arena, &files, &fixture->diagnostics));
    struct full_swap *full_swap = begin(fixture);
    assert_true(full_swap_copy(full_swap, VIEW("media/x/photo.jpg"), source, &files.items[0]));
    assert_true(full_swap_commit(full_swap, 7));
    assert_counts(full_swap_counts(full_swap), round != 1, round == 1, 0);
    finish(full_swap);
    source_close(source);
  }
  assert_text(fixture, "out/media/x/photo.jpg", "BYTES");
}

static void a_source_that_fails_publishes_nothing(void **state) {
  struct fixture *fixture = *state;
  publish(fixture, first, 3);
  put(fixture, "site/media/photo.jpg", "bytes");
  struct source_options options = {.repository = in_fixture(fixture, "site"), .worktree = true};
  struct source *source = source_open(&options, &fixture->diagnostics);
  struct source_files files;
  assert_true(source_list(source, VIEW("media"), &fixture->arena, &files, &fixture->diagnostics));
  assert_int_equal(unlink(in_fixture(fixture, "site/media/photo.jpg")), 0);
  struct full_swap *full_swap = begin(fixture);
  assert_false(full_swap_copy(full_swap, VIEW("photo.jpg"), source, &files.items[0]));
  finish(full_swap);
  source_close(source);
  assert_int_equal(fixture->diagnostics.errors, 1);
  assert_text(fixture, "out/index.html", "1");
  assert_clean(fixture);
}

static void a_name_that_is_taken_is_a_diagnostic(void **state) {
  struct fixture *fixture = *state;
  struct full_swap *full_swap = begin(fixture);
  add(full_swap, "a", "x");
  assert_false(full_swap_write(full_swap, VIEW("a"), VIEW("y")));
  assert_false(full_swap_write(full_swap, VIEW("a/index.html"), VIEW("y")));
  assert_int_equal(fixture->diagnostics.errors, 2);
  finish(full_swap);
  assert_clean(fixture);
}

/* As another user where this one may write everywhere. */
static void a_parent_that_can_not_be_written_is_a_diagnostic(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "locked/out/.kyket", "");
  put(fixture, "locked/out/index.html", "1");
  assert_int_equal(chmod(fixture->folder, 0755), 0);
  assert_int_equal(chmod(in_fixture(fixture, "locked"), 0555), 0);
  bool root = geteuid() == 0;
  if (root) assert_int_equal(seteuid(65534), 0);
  refuses(fixture, in_fixture(fixture, "locked/out"), "output", "Permission denied");
  refuses(fixture, in_fixture(fixture, "locked/more/out"), "output", "Permission denied");
  if (root) assert_int_equal(seteuid(0), 0);
  assert_text(fixture, "locked/out/index.html", "1");
  refuses(fixture, in_fixture(fixture, "locked/out/index.html/x"), "output", "Not a directory");
}

static void a_second_build_waits_for_the_first(void **state) {
  struct fixture *fixture = *state;
  int ready[2], go[2];
  assert_int_equal(pipe(ready), 0);
  assert_int_equal(pipe(go), 0);
  fflush(NULL);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    char byte;
    struct diagnostics found = {0};
    alarm(60);
    if (read(go[0], &byte, 1) != 1) _exit(2);
    struct full_swap *other = open_at(in_fixture(fixture, "other"), &found);
    _exit(other != NULL && write(ready[1], "x", 1) == 1 ? 0 : 1);
  }
  struct full_swap *full_swap = begin(fixture);
  assert_int_equal(write(go[1], "x", 1), 1);
  struct pollfd readable = {.fd = ready[0], .events = POLLIN};
  assert_int_equal(poll(&readable, 1, 300), 0);
  finish(full_swap);
  assert_int_equal(poll(&readable, 1, 20000), 1);
  assert_int_equal(waitpid(child, NULL, 0), child);
  for (size_t i = 0; i < 2; i++) {
    close(ready[i]);
    close(go[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(the_first_site_appears_with_the_commit),
      FIXTURE_TEST(a_site_is_replaced_as_a_whole),
      FIXTURE_TEST(without_a_commit_all_is_as_it_was),
      FIXTURE_TEST(unchanged_files_stay_the_same_files),
      FIXTURE_TEST(a_change_of_one_byte_is_seen),
      FIXTURE_TEST(what_is_not_kykets_is_refused),
      FIXTURE_TEST(a_folder_of_dot_files_alone_is_taken),
      FIXTURE_TEST(a_path_that_is_no_folder_of_its_own_is_refused),
      FIXTURE_TEST(the_parents_are_made_and_slashes_do_not_count),
      FIXTURE_TEST(a_link_to_the_output_folder_is_followed_and_stays),
      FIXTURE_TEST(dot_files_move_over_at_any_depth),
      FIXTURE_TEST(a_folder_with_dot_files_does_not_become_a_file),
      FIXTURE_TEST(what_a_killed_build_left_is_cleared_away),
      FIXTURE_TEST(dot_files_left_in_the_old_site_are_carried_over),
      FIXTURE_TEST(a_site_that_was_set_aside_is_put_back),
      FIXTURE_TEST(a_kill_at_any_moment_leaves_the_old_site_or_the_new),
      FIXTURE_TEST(links_in_the_old_site_are_neither_followed_nor_kept),
      FIXTURE_TEST(files_of_the_source_are_copied),
      FIXTURE_TEST(a_source_that_fails_publishes_nothing),
      FIXTURE_TEST(a_name_that_is_taken_is_a_diagnostic),
      FIXTURE_TEST(a_parent_that_can_not_be_written_is_a_diagnostic),
      FIXTURE_TEST(a_second_build_waits_for_the_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
