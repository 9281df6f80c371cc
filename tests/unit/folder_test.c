#include "publish/folder.h"

#include "unit/fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/resource.h>

static int open_top(struct fixture *fixture, const char *name) {
  int folder = open(in_fixture(fixture, name), O_RDONLY | O_DIRECTORY);
  assert_true(folder >= 0);
  return folder;
}

static bool is_there(struct fixture *fixture, const char *path) {
  struct stat status;
  return lstat(in_fixture(fixture, path), &status) == 0;
}

static void link_to(struct fixture *fixture, const char *target, const char *path) {
  assert_int_equal(symlink(target, in_fixture(fixture, path)), 0);
}

static void opens_folders_and_no_links(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "a/file", "x");
  link_to(fixture, "a", "link");
  int top = open_top(fixture, "."), folder = folder_open(top, "a");
  assert_true(folder >= 0);
  close(folder);
  assert_int_equal(folder_open(top, "link"), -1);
  assert_int_equal(folder_open(top, "a/file"), -1);
  assert_int_equal(errno, ENOTDIR);
  assert_int_equal(folder_open(top, "none"), -1);
  assert_int_equal(errno, ENOENT);
  close(top);
}

static void opens_files_through_no_link(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "a/b/file", "x");
  link_to(fixture, "file", "a/b/link");
  link_to(fixture, "b", "a/link");
  int top = open_top(fixture, "."), file = folder_open_file(top, "a/b/file");
  assert_true(file >= 0);
  close(file);
  assert_int_equal(folder_open_file(top, "a/b/link"), -1);
  assert_int_equal(folder_open_file(top, "a/link/file"), -1);
  assert_int_equal(folder_open_file(top, "a/b/none"), -1);
  assert_int_equal(errno, ENOENT);
  close(top);
}

static void makes_the_folders_above_a_file(void **state) {
  struct fixture *fixture = *state;
  int top = open_top(fixture, ".");
  assert_int_equal(folder_make_parents(top, "a/b/c/file"), 0);
  assert_true(is_there(fixture, "a/b/c"));
  assert_false(is_there(fixture, "a/b/c/file"));
  assert_int_equal(folder_make_parents(top, "a/b/c/other"), 0);
  assert_int_equal(folder_make_parents(top, "file"), 0);
  assert_false(is_there(fixture, "file"));
  put(fixture, "plain", "x");
  assert_int_equal(folder_make_parents(top, "plain/b/file"), -1);
  assert_int_equal(errno, ENOTDIR);
  char path[PATH_MAX + 10];
  memset(path, 'a', sizeof path);
  path[sizeof path - 1] = '\0';
  assert_int_equal(folder_make_parents(top, path), -1);
  assert_int_equal(errno, ENAMETOOLONG);
  close(top);
}

static void removes_a_folder_with_all_it_holds(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "gone/a/b/file", "x");
  put(fixture, "gone/.dot/file", "x");
  put(fixture, "kept/file", "x");
  mkdir(in_fixture(fixture, "gone/empty"), 0777);
  link_to(fixture, "../kept", "gone/link");
  link_to(fixture, "../../kept/file", "gone/a/link");
  int top = open_top(fixture, ".");
  assert_int_equal(folder_remove(top, "gone"), 0);
  assert_false(is_there(fixture, "gone"));
  assert_string_equal(bytes_of(fixture, "kept/file"), "x");
  assert_int_equal(folder_remove(top, "gone"), 0);
  link_to(fixture, "kept", "link");
  assert_int_equal(folder_remove(top, "link"), 0);
  assert_false(is_there(fixture, "link"));
  assert_true(is_there(fixture, "kept/file"));
  close(top);
}

/* The name of each folder of a chain: a chain of 110 is longer than PATH_MAX. */
static const char chain_link[] = "a_folder_of_a_chain_that_has_a_rather_long_name";

/* A chain of folders, as deep as `depth`, with files on its way; it may be longer than
 * PATH_MAX. */
static void put_chain(int top, const char *name, int depth, const char *last) {
  assert_int_equal(mkdirat(top, name, 0777), 0);
  int folder = folder_open(top, name);
  for (int i = 0; i < depth; i++) {
    if (i % 100 == 0) close(openat(folder, "file", O_WRONLY | O_CREAT, 0666));
    assert_int_equal(mkdirat(folder, chain_link, 0777), 0);
    int below = folder_open(folder, chain_link);
    assert_true(below >= 0);
    close(folder);
    folder = below;
  }
  if (last != NULL) close(openat(folder, last, O_WRONLY | O_CREAT, 0666));
  close(folder);
}

static int chain_end(int top, const char *name, int depth) {
  int folder = folder_open(top, name);
  for (int i = 0; i < depth && folder >= 0; i++) {
    int below = folder_open(folder, chain_link);
    close(folder);
    folder = below;
  }
  return folder;
}

static void removes_folders_of_any_width_and_depth(void **state) {
  struct fixture *fixture = *state;
  for (size_t i = 0; i < 3000; i++)
    put(fixture, arena_format(&fixture->arena, "wide/%zu", i).data, "");
  int top = open_top(fixture, ".");
  assert_int_equal(folder_remove(top, "wide"), 0);
  assert_false(is_there(fixture, "wide"));
  for (int depth = 1; depth <= 1000; depth = depth * 2 + 1) {
    put_chain(top, "deep", depth, "file");
    put(fixture, "deep/lifted-1", "x");
    put(fixture, "deep/lifted-2/x", "x");
    assert_int_equal(folder_remove(top, "deep"), 0);
    assert_false(is_there(fixture, "deep"));
  }
  close(top);
}

static void a_deep_folder_is_removed_with_few_descriptors(void **state) {
  struct fixture *fixture = *state;
  int top = open_top(fixture, ".");
  put_chain(top, "deep", 1000, "file");
  struct rlimit before, few = {64, 64};
  assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
  few.rlim_max = before.rlim_max;
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
  int result = folder_remove(top, "deep");
  setrlimit(RLIMIT_NOFILE, &before);
  assert_int_equal(result, 0);
  assert_false(is_there(fixture, "deep"));
  close(top);
}

static void dot_names_are_found_and_carried_from_any_depth(void **state) {
  struct fixture *fixture = *state;
  int top = open_top(fixture, ".");
  put_chain(top, "from", 120, ".keep");
  assert_int_equal(mkdirat(top, "to", 0777), 0);
  assert_true(folder_holds_dots(top, "from"));
  int from = open_top(fixture, "from"), to = open_top(fixture, "to");
  assert_int_equal(folder_carry(from, to, NULL), 0);
  close(from);
  close(to);
  int end = chain_end(top, "to", 120);
  assert_true(end >= 0);
  assert_int_equal(faccessat(end, ".keep", F_OK, 0), 0);
  close(end);
  assert_false(folder_holds_dots(top, "from"));
  assert_true(folder_holds_dots(top, "to"));
  assert_int_equal(folder_remove(top, "from"), 0);
  assert_int_equal(folder_remove(top, "to"), 0);
  close(top);
}

static void a_folder_is_bare_that_holds_dot_names_only(void **state) {
  struct fixture *fixture = *state;
  mkdir(in_fixture(fixture, "a"), 0777);
  int folder = open_top(fixture, "a");
  assert_true(folder_is_bare(folder));
  put(fixture, "a/.git/config", "x");
  put(fixture, "a/.nojekyll", "");
  assert_true(folder_is_bare(folder));
  put(fixture, "a/x", "");
  assert_false(folder_is_bare(folder));
  close(folder);
}

static void carry(struct fixture *fixture, const char *except) {
  int from = open_top(fixture, "from"), to = open_top(fixture, "to");
  assert_int_equal(folder_carry(from, to, except), 0);
  close(from);
  close(to);
}

/* Returns how many files the other folder lacks; all can be linked. */
static size_t link_dots(struct fixture *fixture, const char *except) {
  int from = open_top(fixture, "from"), to = open_top(fixture, "to");
  size_t missing = 0;
  struct buffer left = {0};
  assert_int_equal(folder_link_dots(from, to, except, &left, &missing), 0);
  assert_int_equal(left.length, 0);
  buffer_free(&left);
  close(from);
  close(to);
  return missing;
}

static void carries_dot_names_at_any_depth(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "from/.nojekyll", "1");
  put(fixture, "from/.git/objects/ab", "2");
  put(fixture, "from/a/.keep", "3");
  put(fixture, "from/a/b/.well/known", "4");
  put(fixture, "from/gone/deep/.keep", "5");
  put(fixture, "to/a/page", "");
  carry(fixture, NULL);
  static const char *const carried[][2] = {{"to/.nojekyll", "1"},
                                           {"to/.git/objects/ab", "2"},
                                           {"to/a/.keep", "3"},
                                           {"to/a/b/.well/known", "4"},
                                           {"to/gone/deep/.keep", "5"}};
  for (size_t i = 0; i < 5; i++)
    assert_string_equal(bytes_of(fixture, carried[i][0]), carried[i][1]);
  assert_false(is_there(fixture, "from/.nojekyll"));
  assert_true(is_there(fixture, "to/a/page"));
}

static void carrying_replaces_nothing_and_leaves_the_exception(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "from/.mark", "old");
  put(fixture, "from/.same", "old");
  put(fixture, "from/a/.mark", "nested");
  put(fixture, "to/.same", "new");
  carry(fixture, ".mark");
  assert_false(is_there(fixture, "to/.mark"));
  assert_string_equal(bytes_of(fixture, "to/.same"), "new");
  assert_string_equal(bytes_of(fixture, "to/a/.mark"), "nested");
}

static void linking_counts_what_the_other_lacks(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "from/same", "1");
  put(fixture, "from/gone", "1");
  put(fixture, "from/a/same", "1");
  put(fixture, "from/a/gone", "1");
  put(fixture, "from/old/x", "1");
  put(fixture, "from/old/y/z", "1");
  put(fixture, "from/.dot", "1");
  put(fixture, "to/same", "2");
  put(fixture, "to/a/same", "2");
  put(fixture, "to/new", "2");
  assert_int_equal(link_dots(fixture, NULL), 4);
  assert_true(is_there(fixture, "from/gone"));
  assert_false(is_there(fixture, "to/gone"));
}

static ino_t inode_of(struct fixture *fixture, const char *path) {
  struct stat status;
  assert_int_equal(lstat(in_fixture(fixture, path), &status), 0);
  return status.st_ino;
}

static void linked_dot_names_are_in_both_folders(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "from/.mark", "old");
  put(fixture, "from/.htaccess", "1");
  put(fixture, "from/.git/objects/ab", "2");
  put(fixture, "from/a/b/.well/known/file", "3");
  put(fixture, "from/page", "");
  put(fixture, "to/.well-known/own", "new");
  put(fixture, "from/.well-known/own", "old");
  put(fixture, "from/.well-known/other", "4");
  link_to(fixture, "../away", "from/.dotlink");
  assert_int_equal(chmod(in_fixture(fixture, "from/.git"), 02750), 0);
  assert_int_equal(link_dots(fixture, ".mark"), 1);
  static const char *const linked[][2] = {{"from/.htaccess", "to/.htaccess"},
                                          {"from/.git/objects/ab", "to/.git/objects/ab"},
                                          {"from/a/b/.well/known/file", "to/a/b/.well/known/file"},
                                          {"from/.well-known/other", "to/.well-known/other"},
                                          {"from/.dotlink", "to/.dotlink"}};
  for (size_t i = 0; i < 5; i++)
    assert_true(inode_of(fixture, linked[i][0]) == inode_of(fixture, linked[i][1]));
  assert_string_equal(bytes_of(fixture, "to/.well-known/own"), "new");
  assert_false(is_there(fixture, "to/.mark"));
  assert_false(is_there(fixture, "to/page"));
  struct stat status;
  assert_int_equal(lstat(in_fixture(fixture, "to/.git"), &status), 0);
  assert_int_equal(status.st_mode & 07777, 02750);
}

static void what_came_into_a_linked_folder_since_is_carried(void **state) {
  struct fixture *fixture = *state;
  mkdir(in_fixture(fixture, "to"), 0777);
  put(fixture, "from/.well-known/acme/1", "1");
  assert_int_equal(link_dots(fixture, NULL), 0);
  put(fixture, "from/.well-known/acme/2", "2");
  put(fixture, "from/.well-known/more/3", "3");
  carry(fixture, NULL);
  assert_string_equal(bytes_of(fixture, "to/.well-known/acme/1"), "1");
  assert_string_equal(bytes_of(fixture, "to/.well-known/acme/2"), "2");
  assert_string_equal(bytes_of(fixture, "to/.well-known/more/3"), "3");
}

/* As in a file system without links. */
static void what_has_no_second_name_gets_a_copy_until_it_is_moved(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "from/a/.htaccess", "own");
  put(fixture, "to/a/.htaccess", "copy");
  int from = open_top(fixture, "from"), to = open_top(fixture, "to");
  ino_t own = inode_of(fixture, "from/a/.htaccess");
  static const char left[] = "a/.htaccess\0a/.gone";
  assert_int_equal(folder_move_left(from, to, (struct view){left, sizeof left}), 0);
  assert_true(inode_of(fixture, "to/a/.htaccess") == own);
  assert_false(is_there(fixture, "from/a/.htaccess"));
  close(from);
  close(to);
}

static void removing_what_is_visible_leaves_dot_names(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "from/page", "");
  put(fixture, "from/a/page", "");
  put(fixture, "from/b/c/.keep", "x");
  put(fixture, "from/b/c/page", "");
  put(fixture, "from/.git/config", "x");
  int top = open_top(fixture, ".");
  assert_int_equal(folder_remove_visible(top, "from"), 0);
  assert_false(is_there(fixture, "from/page"));
  assert_false(is_there(fixture, "from/a"));
  assert_false(is_there(fixture, "from/b/c/page"));
  assert_true(is_there(fixture, "from/b/c/.keep"));
  assert_true(is_there(fixture, "from/.git/config"));
  put(fixture, "plain/page", "");
  assert_int_equal(folder_remove_visible(top, "plain"), 0);
  assert_false(is_there(fixture, "plain"));
  close(top);
}

static void carrying_follows_no_links(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "away/.secret", "x");
  put(fixture, "away/file", "x");
  put(fixture, "from/a/.keep", "x");
  mkdir(in_fixture(fixture, "to"), 0777);
  link_to(fixture, "../away", "from/link");
  link_to(fixture, "../away", "from/.dotlink");
  carry(fixture, NULL);
  assert_true(is_there(fixture, "away/.secret"));
  assert_false(is_there(fixture, "to/link"));
  struct stat status;
  assert_int_equal(lstat(in_fixture(fixture, "to/.dotlink"), &status), 0);
  assert_true(S_ISLNK(status.st_mode));
}

/* Where the new site has a link or a file in a folder's place, a dot file can't go; it must not go elsewhere.
 */
static void carrying_writes_through_no_link(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "away/file", "x");
  put(fixture, "from/a/.keep", "x");
  put(fixture, "from/b/.keep", "x");
  put(fixture, "to/b", "a file");
  link_to(fixture, "../away", "to/a");
  carry(fixture, NULL);
  assert_false(is_there(fixture, "away/.keep"));
  assert_string_equal(bytes_of(fixture, "to/b"), "a file");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(opens_folders_and_no_links),
      FIXTURE_TEST(opens_files_through_no_link),
      FIXTURE_TEST(makes_the_folders_above_a_file),
      FIXTURE_TEST(removes_a_folder_with_all_it_holds),
      FIXTURE_TEST(removes_folders_of_any_width_and_depth),
      FIXTURE_TEST(a_deep_folder_is_removed_with_few_descriptors),
      FIXTURE_TEST(dot_names_are_found_and_carried_from_any_depth),
      FIXTURE_TEST(a_folder_is_bare_that_holds_dot_names_only),
      FIXTURE_TEST(carries_dot_names_at_any_depth),
      FIXTURE_TEST(carrying_replaces_nothing_and_leaves_the_exception),
      FIXTURE_TEST(linking_counts_what_the_other_lacks),
      FIXTURE_TEST(linked_dot_names_are_in_both_folders),
      FIXTURE_TEST(what_came_into_a_linked_folder_since_is_carried),
      FIXTURE_TEST(what_has_no_second_name_gets_a_copy_until_it_is_moved),
      FIXTURE_TEST(removing_what_is_visible_leaves_dot_names),
      FIXTURE_TEST(carrying_follows_no_links),
      FIXTURE_TEST(carrying_writes_through_no_link),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
