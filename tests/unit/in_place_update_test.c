#include "publish/in_place_update.h"

#include "publish/full_swap.h"
#include "unit/fixture.h"

static const struct new_files_base base = {{"/", 1}, {"https://example.vn", 18}};

static bool is_there(struct fixture *fixture, const char *path) {
  struct stat status;
  return lstat(in_fixture(fixture, path), &status) == 0;
}

static void assert_text(struct fixture *fixture, const char *path, const char *expected) {
  const char *text = bytes_of(fixture, path);
  if (text == NULL) fail_msg("there is no %s", path);
  assert_string_equal(text, expected);
}

static struct output *open_output(struct fixture *fixture) {
  struct output *output = output_open(in_fixture(fixture, "out"), &fixture->diagnostics);
  if (output == NULL) print_diagnostics(&fixture->diagnostics);
  assert_non_null(output);
  assert_true(in_place_update_recover(output));
  return output;
}

/* What is published before: these three, and dot files of somebody else. */
static void publish(struct fixture *fixture) {
  struct output *output = open_output(fixture);
  struct full_swap *full_swap = full_swap_open(output);
  assert_non_null(full_swap);
  assert_true(full_swap_write(full_swap, VIEW("index.html"), VIEW("1")));
  assert_true(full_swap_write(full_swap, VIEW("a/b/c.html"), VIEW("c")));
  assert_true(full_swap_write(full_swap, VIEW("d/e.html"), VIEW("e")));
  assert_true(full_swap_commit(full_swap, 7));
  full_swap_close(full_swap);
  output_close(output);
  put(fixture, "out/d/.own", "own");
}

static void assert_published(struct fixture *fixture) {
  assert_text(fixture, "out/index.html", "1");
  assert_text(fixture, "out/a/b/c.html", "c");
  assert_text(fixture, "out/d/e.html", "e");
  assert_text(fixture, "out/d/.own", "own");
  assert_text(fixture, "out/.kyket", "kyket\n0000000000000007\n");
}

/* What is published after: a file changed, one new, two gone. */
static void assert_replaced(struct fixture *fixture) {
  assert_text(fixture, "out/index.html", "22");
  assert_text(fixture, "out/n/e/w.html", "new");
  assert_false(is_there(fixture, "out/a"));
  assert_false(is_there(fixture, "out/d/e.html"));
  assert_text(fixture, "out/d/.own", "own");
  assert_text(fixture, "out/.kyket", "kyket\n0000000000000009\n");
  assert_false(is_there(fixture, ".out.kyket-stage"));
}

static void write_one(struct in_place_update *update, size_t number, struct view name, struct view bytes) {
  assert_true(in_place_update_write(update, number, name, bytes));
}

static struct in_place_update *stage(struct output *output) {
  struct in_place_update *update = in_place_update_open(output);
  assert_non_null(update);
  write_one(update, 4, VIEW("index.html"), VIEW("22"));
  write_one(update, 2, VIEW("n/e/w.html"), VIEW("new"));
  return update;
}

static void list_steps_but_new(struct in_place_update *update) {
  in_place_update_put(update, 4, VIEW("index.html"));
  in_place_update_remove(update, VIEW("a/b/c.html"));
  in_place_update_remove(update, VIEW("d/e.html"));
}

static void list_steps(struct in_place_update *update) {
  in_place_update_put(update, 2, VIEW("n/e/w.html"));
  list_steps_but_new(update);
}

static void what_differs_is_put_in_its_place(void **state) {
  struct fixture *fixture = *state;
  publish(fixture);
  struct output *output = open_output(fixture);
  assert_int_equal(output->id, 7);
  struct in_place_update *update = stage(output);
  list_steps(update);
  assert_published(fixture);
  assert_true(in_place_update_commit(update, &base, 9));
  in_place_update_close(update);
  output_close(output);
  assert_replaced(fixture);
  expect_count(fixture, 0);
  output = open_output(fixture);
  assert_int_equal(output->id, 9);
  output_close(output);
}

static void without_a_commit_all_is_as_it_was(void **state) {
  struct fixture *fixture = *state;
  publish(fixture);
  struct output *output = open_output(fixture);
  struct in_place_update *update = stage(output);
  list_steps(update);
  in_place_update_close(update);
  output_close(output);
  assert_published(fixture);
  assert_false(is_there(fixture, ".out.kyket-stage"));
}

static void made_files_are_compared_with_published_ones(void **state) {
  struct fixture *fixture = *state;
  publish(fixture);
  struct output *output = open_output(fixture);
  struct in_place_update *update = stage(output);
  write_one(update, 5, VIEW("index.html"), VIEW("1"));
  assert_true(in_place_update_is_same(update, 5, VIEW("index.html")));
  assert_false(in_place_update_is_same(update, 4, VIEW("index.html")));
  assert_false(in_place_update_is_same(update, 5, VIEW("none.html")));
  in_place_update_close(update);
  output_close(output);
}

static const char journal[] =
    "put 2 n/e/w.html\nput 4 index.html\nremove a/b/c.html\nremove d/e.html\nput marker .kyket\n";

enum { STEPS = 5 };

/* The first steps of the journal, taken as a build takes them. */
static void take_steps(struct fixture *fixture, size_t steps) {
  const char *const puts[][2] = {{".out.kyket-stage/2", "out/n/e/w.html"},
                                 {".out.kyket-stage/4", "out/index.html"},
                                 {".out.kyket-stage/marker", "out/.kyket"}};
  if (steps >= 1) {
    mkdir(in_fixture(fixture, "out/n"), 0777);
    mkdir(in_fixture(fixture, "out/n/e"), 0777);
    assert_int_equal(rename(in_fixture(fixture, puts[0][0]), in_fixture(fixture, puts[0][1])), 0);
  }
  if (steps >= 2)
    assert_int_equal(rename(in_fixture(fixture, puts[1][0]), in_fixture(fixture, puts[1][1])), 0);
  if (steps >= 3) assert_int_equal(unlink(in_fixture(fixture, "out/a/b/c.html")), 0);
  if (steps >= 4) assert_int_equal(unlink(in_fixture(fixture, "out/d/e.html")), 0);
  if (steps >= 5)
    assert_int_equal(rename(in_fixture(fixture, puts[2][0]), in_fixture(fixture, puts[2][1])), 0);
}

/* What a build that is killed leaves in the folder beside the site. */
static void leave_stage(struct fixture *fixture, const char *journal_name) {
  put(fixture, ".out.kyket-stage/2", "new");
  put(fixture, ".out.kyket-stage/4", "22");
  put(fixture, ".out.kyket-stage/marker", "kyket\n0000000000000009\n");
  if (journal_name != NULL) put(fixture, journal_name, journal);
}

static void what_a_kill_interrupted_is_finished(void **state) {
  struct fixture *fixture = *state;
  for (size_t steps = 0; steps <= STEPS; steps++) {
    publish(fixture);
    leave_stage(fixture, ".out.kyket-stage/journal");
    take_steps(fixture, steps);
    struct output *output = open_output(fixture);
    assert_int_equal(output->id, 9);
    output_close(output);
    assert_replaced(fixture);
  }
  expect_count(fixture, 0);
}

/* Also one between the folders of a file that is removed. */
static void folders_that_a_kill_left_empty_are_removed(void **state) {
  struct fixture *fixture = *state;
  publish(fixture);
  leave_stage(fixture, ".out.kyket-stage/journal");
  take_steps(fixture, 3);
  assert_int_equal(rmdir(in_fixture(fixture, "out/a/b")), 0);
  output_close(open_output(fixture));
  assert_replaced(fixture);
  expect_count(fixture, 0);
}

/* But that folders were made. */
static void before_the_journal_nothing_has_begun(void **state) {
  struct fixture *fixture = *state;
  static const char *const names[] = {NULL, ".out.kyket-stage/journal.new"};
  publish(fixture);
  for (size_t i = 0; i < 2; i++) {
    leave_stage(fixture, names[i]);
    for (size_t made = 0; i == 1 && made < 2; made++)
      assert_int_equal(mkdir(in_fixture(fixture, made == 0 ? "out/n" : "out/n/e"), 0777), 0);
    output_close(open_output(fixture));
    assert_published(fixture);
    assert_false(is_there(fixture, "out/n"));
    assert_false(is_there(fixture, ".out.kyket-stage"));
  }
  expect_count(fixture, 0);
}

static void a_journal_without_a_site_is_cleared_away(void **state) {
  struct fixture *fixture = *state;
  leave_stage(fixture, ".out.kyket-stage/journal");
  output_close(open_output(fixture));
  assert_false(is_there(fixture, "out"));
  assert_false(is_there(fixture, ".out.kyket-stage"));
  expect_count(fixture, 0);
}

static void a_file_and_a_folder_do_not_change_places(void **state) {
  struct fixture *fixture = *state;
  static const char *const names[] = {"index.html/below.html", "a/b"};
  publish(fixture);
  for (size_t i = 0; i < 2; i++) {
    struct output *output = open_output(fixture);
    struct in_place_update *update = stage(output);
    in_place_update_put(update, 5, VIEW("n/e/w.html"));
    in_place_update_put(update, 4, VIEW("index.html"));
    in_place_update_put(update, 2, view_of(names[i]));
    assert_false(in_place_update_commit(update, &base, 9));
    assert_false(is_there(fixture, "out/n"));
    in_place_update_close(update);
    output_close(output);
    assert_published(fixture);
    assert_false(is_there(fixture, ".out.kyket-stage"));
    expect_count(fixture, 1);
    diagnostics_free(&fixture->diagnostics);
  }
}

static void a_file_that_is_gone_already_is_no_error(void **state) {
  struct fixture *fixture = *state;
  publish(fixture);
  struct output *output = open_output(fixture);
  struct in_place_update *update = in_place_update_open(output);
  assert_non_null(update);
  in_place_update_remove(update, VIEW("none.html"));
  in_place_update_remove(update, VIEW("no/folder/none.html"));
  assert_true(in_place_update_commit(update, &base, 7));
  in_place_update_close(update);
  output_close(output);
  assert_published(fixture);
  expect_count(fixture, 0);
}

/* Of a new folder all is put by one step, before what else there is to do. */
static void a_new_folder_comes_with_all_that_is_in_it(void **state) {
  struct fixture *fixture = *state;
  publish(fixture);
  chmod(in_fixture(fixture, "out"), 02750);
  struct output *output = open_output(fixture);
  struct in_place_update *update = stage(output);
  write_one(update, 3, VIEW("n/index.html"), VIEW("in n"));
  list_steps_but_new(update);
  const struct new_file files[] = {{2, VIEW("n/e/w.html"), VIEW("n/e/w.html"), true},
                                   {3, VIEW("n/index.html"), VIEW("n/"), true}};
  for (size_t i = 0; i < 2; i++) {
    assert_false(in_place_update_has(update, files[i].path));
    in_place_update_put_new(update, &files[i]);
  }
  assert_true(in_place_update_has(update, VIEW("index.html")) && in_place_update_has(update, VIEW("a")));
  assert_true(in_place_update_commit(update, &base, 9));
  in_place_update_close(update);
  output_close(output);
  assert_replaced(fixture);
  assert_text(fixture, "out/n/index.html", "in n");
  struct stat made;
  assert_int_equal(stat(in_fixture(fixture, "out/n"), &made), 0);
  assert_int_equal(made.st_mode & S_ISGID, S_ISGID);
}

/* A build was killed behind its journal's name; meanwhile somebody has made the folder, with a file of his
 * own. */
static void a_new_folder_that_somebody_has_made_takes_the_files(void **state) {
  struct fixture *fixture = *state;
  publish(fixture);
  put(fixture, ".out.kyket-stage/journal",
      "put folder-0 n\nput 4 index.html\nremove a/b/c.html\nremove d/e.html\n");
  put(fixture, ".out.kyket-stage/folder-0/e/w.html", "new");
  put(fixture, ".out.kyket-stage/4", "22");
  put(fixture, "out/n/other.html", "other");
  put(fixture, "out/n/e/w.html", "old");
  output_close(open_output(fixture));
  assert_text(fixture, "out/index.html", "22");
  assert_text(fixture, "out/n/e/w.html", "new");
  assert_text(fixture, "out/n/other.html", "other");
  assert_false(is_there(fixture, ".out.kyket-stage"));
  expect_count(fixture, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_differs_is_put_in_its_place),
      FIXTURE_TEST(without_a_commit_all_is_as_it_was),
      FIXTURE_TEST(made_files_are_compared_with_published_ones),
      FIXTURE_TEST(what_a_kill_interrupted_is_finished),
      FIXTURE_TEST(folders_that_a_kill_left_empty_are_removed),
      FIXTURE_TEST(before_the_journal_nothing_has_begun),
      FIXTURE_TEST(a_journal_without_a_site_is_cleared_away),
      FIXTURE_TEST(a_file_and_a_folder_do_not_change_places),
      FIXTURE_TEST(a_file_that_is_gone_already_is_no_error),
      FIXTURE_TEST(a_new_folder_comes_with_all_that_is_in_it),
      FIXTURE_TEST(a_new_folder_that_somebody_has_made_takes_the_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
