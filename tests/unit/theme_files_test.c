#include "source/theme_files.h"

#include "unit/repository_fixture.h"

#define PAGE "templates/page.mustache"

static struct source *open_site(struct fixture *fixture, const char *revision, bool worktree) {
  struct source_options options = {
      .repository = in_fixture(fixture, "site"), .revision = revision, .worktree = worktree};
  struct source *source = source_open(&options, &fixture->diagnostics);
  assert_non_null(source);
  return source;
}

/* Themes of one page each that says where it is: `own` in the repository and installed, `other` installed. */
static void make_themes(struct fixture *fixture) {
  run(fixture,
      "theme() { mkdir -p $1/templates && printf \"$2\" >$1/" PAGE "; }; "
      "theme site/themes/own committed && theme installed/own installed && theme installed/other other && "
      "theme explicit explicit && mkdir explicit/assets && printf css >explicit/assets/a.css && "
      "printf hidden >explicit/.hidden && cd site && git init -q -b main && git add -A && git commit -qm x "
      "&& "
      "printf changed >themes/own/" PAGE);
}

static bool read_theme(struct fixture *fixture, struct source *source, const char *folder, const char *name,
                       struct theme_files *theme) {
  struct theme_search search = {folder, view_of(name), in_fixture(fixture, "installed")};
  return theme_files_read(source, &search, &fixture->arena, theme, &fixture->diagnostics);
}

static void expect_page(const struct theme_files *theme, const char *bytes) {
  const struct theme_file *page = theme_files_find(theme, VIEW(PAGE));
  assert_non_null(page);
  if (!view_equal_string(page->bytes, bytes)) fail_msg("%s instead of %s", page->bytes.data, bytes);
}

static void the_first_place_with_files_is_taken(void **state) {
  struct fixture *fixture = *state;
  struct theme_files theme;
  make_themes(fixture);
  struct source *revision = open_site(fixture, NULL, false), *disk = open_site(fixture, NULL, true);
  assert_true(read_theme(fixture, revision, NULL, "own", &theme));
  expect_page(&theme, "committed");
  assert_true(view_equal_string(theme.place, "themes/own"));
  assert_true(read_theme(fixture, disk, NULL, "own", &theme));
  expect_page(&theme, "changed");
  assert_true(read_theme(fixture, revision, NULL, "other", &theme));
  expect_page(&theme, "other");
  assert_true(view_equal_string(theme.place, in_fixture(fixture, "installed/other")));
  assert_true(read_theme(fixture, NULL, NULL, "own", &theme));
  expect_page(&theme, "installed");
  /* An empty folder is no theme. */
  run(fixture, "mkdir -p site/themes/other");
  assert_true(read_theme(fixture, disk, NULL, "other", &theme));
  expect_page(&theme, "other");
  assert_int_equal(fixture->diagnostics.count, 0);
  source_close(revision);
  source_close(disk);
}

static void a_named_folder_is_the_only_place(void **state) {
  struct fixture *fixture = *state;
  struct theme_files theme;
  make_themes(fixture);
  struct source *source = open_site(fixture, NULL, false);
  char *folder = strdup(in_fixture(fixture, "explicit/"));
  assert_true(read_theme(fixture, source, folder, "own", &theme));
  assert_int_equal(theme.count, 2);
  assert_string_equal(theme.items[0].name.data, "assets/a.css");
  assert_string_equal(theme.items[1].name.data, PAGE);
  expect_page(&theme, "explicit");
  assert_string_equal(theme_files_place(&theme, theme.items[1].name, &fixture->arena).data,
                      in_fixture(fixture, "explicit/" PAGE));
  assert_null(theme_files_find(&theme, VIEW("assets/b.css")));
  free(folder);
  assert_int_equal(fixture->diagnostics.count, 0);
  static const char *const missing[] = {"nowhere", "empty", "explicit/assets/a.css"};
  run(fixture, "mkdir empty");
  for (size_t i = 0; i < 3; i++) {
    assert_false(read_theme(fixture, source, in_fixture(fixture, missing[i]), "own", &theme));
    assert_int_equal(fixture->diagnostics.count, 1);
    expect_diagnostic(fixture, "theme", "", missing[i]);
    expect_diagnostic(fixture, "theme", "", "--theme");
    diagnostics_free(&fixture->diagnostics);
  }
  source_close(source);
}

static void only_the_default_is_built_in(void **state) {
  struct fixture *fixture = *state;
  struct theme_files theme;
  make_themes(fixture);
  struct source *source = open_site(fixture, NULL, false);
  bool read = read_theme(fixture, source, NULL, "default", &theme);
  assert_int_equal(read, builtin_file_count > 0);
  if (read) {
    assert_int_equal(theme.count, builtin_file_count);
    for (size_t i = 0; i < theme.count; i++) {
      assert_true(i == 0 || view_compare(theme.items[i - 1].name, theme.items[i].name) < 0);
      assert_ptr_equal(theme_files_find(&theme, theme.items[i].name), &theme.items[i]);
      assert_ptr_equal(theme.items[i].bytes.data, builtin_files[i].begin);
    }
    /* It comes before an installed one, but after that of the register. */
    run(fixture, "cp -R installed/own installed/default");
    assert_true(read_theme(fixture, source, NULL, "default", &theme));
    assert_int_equal(theme.count, builtin_file_count);
    run(fixture, "cp -R installed/own site/themes/default");
    struct source *disk = open_site(fixture, NULL, true);
    assert_true(read_theme(fixture, disk, NULL, "default", &theme));
    expect_page(&theme, "installed");
    assert_true(view_equal_string(theme.place, "themes/default"));
    source_close(disk);
  }
  diagnostics_free(&fixture->diagnostics);
  assert_false(read_theme(fixture, source, NULL, "unheard-of", &theme));
  assert_int_equal(fixture->diagnostics.count, 1);
  expect_diagnostic(fixture, "theme", "", "themes/unheard-of of the source");
  expect_diagnostic(fixture, "theme", "", in_fixture(fixture, "installed/unheard-of"));
  expect_diagnostic(fixture, "theme", "", "\"default\" is built in");
  source_close(source);
}

static void a_name_is_no_path(void **state) {
  struct fixture *fixture = *state;
  static const char *const names[] = {"", ".", "..", "../explicit", "a/b", "/etc", ".own"};
  make_themes(fixture);
  struct source *source = open_site(fixture, NULL, true);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    struct theme_files theme;
    assert_false(read_theme(fixture, source, NULL, names[i], &theme));
    assert_int_equal(fixture->diagnostics.count, 1);
    expect_diagnostic(fixture, "theme", "", "no name of a theme");
    diagnostics_free(&fixture->diagnostics);
  }
  source_close(source);
}

/* What is there but can't be read is an error, not a reason to take another theme. */
static void unreadable_files_are_reported_at_their_place(void **state) {
  struct fixture *fixture = *state;
  struct theme_files theme;
  make_themes(fixture);
  run(fixture,
      "head -c %zu /dev/zero >site/themes/own/large && head -c %zu /dev/zero >explicit/large && "
      "ln -s large explicit/link",
      SOURCE_TEXT_LIMIT + 1, SOURCE_TEXT_LIMIT + 1);
  struct source *source = open_site(fixture, NULL, true);
  assert_false(read_theme(fixture, source, NULL, "own", &theme));
  assert_int_equal(fixture->diagnostics.count, 1);
  expect_diagnostic(fixture, "too-large", "themes/own/large", "16 MiB");
  diagnostics_free(&fixture->diagnostics);
  assert_false(read_theme(fixture, source, in_fixture(fixture, "explicit"), "own", &theme));
  expect_diagnostic(fixture, "too-large", in_fixture(fixture, "explicit/large"), "16 MiB");
  expect_diagnostic(fixture, "symbolic-link", in_fixture(fixture, "explicit/link"), "left out");
  source_close(source);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(the_first_place_with_files_is_taken),
      FIXTURE_TEST(a_named_folder_is_the_only_place),
      FIXTURE_TEST(only_the_default_is_built_in),
      FIXTURE_TEST(a_name_is_no_path),
      FIXTURE_TEST(unreadable_files_are_reported_at_their_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
