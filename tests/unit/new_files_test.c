#include "publish/new_files.h"

#include "unit/fixture.h"

#include <errno.h>
#include <fcntl.h>

static const struct new_files_base base = {{"/so/", 4}, {"https://example.vn", 18}};

enum { FILES = 8 };

struct case_file {
  const char *path, *text;
};

/* Arranges files that are in the stage, numbered by their place, for a site that has the folders `there/` and
 * `there/too/`. */
static const char *arrange(struct fixture *fixture, const struct case_file *cases, size_t count) {
  struct new_file files[FILES];
  assert_true(count <= FILES);
  put(fixture, "site/there/too/index.html", "");
  for (size_t i = 0; i < count; i++) {
    struct view path = view_of(cases[i].path);
    size_t page = view_ends_with(path, "/index.html") ? path.length - strlen("index.html") : path.length;
    files[i] = (struct new_file){i, path, view_slice(path, 0, page), !view_ends_with(path, ".pdf")};
    put(fixture, arena_format(&fixture->arena, "stage/%zu", i).data, cases[i].text);
  }
  int stage = open(in_fixture(fixture, "stage"), O_RDONLY | O_DIRECTORY);
  int site = open(in_fixture(fixture, "site"), O_RDONLY | O_DIRECTORY);
  struct buffer journal = {0};
  assert_true(new_files_arrange(files, count, &base, stage, site, &journal));
  const char *steps = arena_copy(&fixture->arena, buffer_view(&journal)).data;
  buffer_free(&journal);
  close(stage);
  close(site);
  return steps;
}

#define ARRANGE(cases) arrange(fixture, cases, sizeof(cases) / sizeof *(cases))

static void a_page_comes_after_those_that_it_links_to(void **state) {
  struct fixture *fixture = *state;
  static const struct case_file cases[] = {
      {"there/a.html", "<a href=\"/so/there/b.html#x\">b</a> <a href=\"/so/there/a.html\">a</a>"},
      {"there/b.html", "<img src=\"/so/there/d.pdf\"><a href=\"/so/there/too/c/?x\">c</a>"},
      {"there/d.pdf", "href=\"/so/there/a.html\""},
      {"there/too/c/index.html", "<a href=\"/so/none/\"></a><a href=\"/so/there/a.html.html\"></a>"},
  };
  assert_string_equal(ARRANGE(cases), "put 2 there/d.pdf\nput folder-3 there/too/c\n"
                                      "put 1 there/b.html\nput 0 there/a.html\n");
  assert_string_equal(bytes_of(fixture, "stage/folder-3/index.html"), cases[3].text);
}

static void a_feed_comes_after_the_pages_that_it_names(void **state) {
  struct fixture *fixture = *state;
  static const struct case_file cases[] = {
      {"a.xml", "<link href=\"https://example.vn/so/b/\"/>"},
      {"b/index.html", "<a href=\"/so/c.json\">"},
      {"c.json", "{\"url\":\"/so/d/\"}"},
      {"d/index.html", "<meta content=\"https://example.vn/so/a.xml\">"},
      {"e.csv", "x,https://example.vn/so/z/,y\n"},
      {"z/index.html", ""},
  };
  assert_string_equal(ARRANGE(cases), "put folder-3 d\nput 2 c.json\nput folder-1 b\nput 0 a.xml\n"
                                      "put folder-5 z\nput 4 e.csv\n");
}

static void what_is_in_a_new_folder_comes_with_it(void **state) {
  struct fixture *fixture = *state;
  static const struct case_file cases[] = {
      {"n/a/index.html", "<a href=\"/so/n/b/index.html\"></a><a href=\"/so/there/x.html\">"},
      {"n/b/index.html", "<a href=\"/so/n/a/\"></a>"},
      {"n/index.html", ""},
      {"n-1/x.pdf", ""},
      {"there/x.html", ""},
  };
  assert_string_equal(ARRANGE(cases), "put folder-1 n-1\nput 4 there/x.html\nput folder-0 n\n");
  assert_non_null(bytes_of(fixture, "stage/folder-0/a/index.html"));
  assert_non_null(bytes_of(fixture, "stage/folder-0/index.html"));
  assert_null(bytes_of(fixture, "stage/2"));
}

static void a_circle_comes_one_after_the_other_behind_what_it_links_to(void **state) {
  struct fixture *fixture = *state;
  static const struct case_file cases[] = {
      {"a/index.html", "<a href=\"/so/d/\"><a href=\"/so/z/\">"}, /* first, and links into the circle */
      {"b/index.html", "<a href=\"/so/c/\">"},
      {"c/index.html", "<a href=\"/so/d/\"><a href=\"/so/y/\">"},
      {"d/index.html", "<a href=\"/so/b/\">"},
      {"y/index.html", ""},
      {"z/index.html", "<a href=\"/so/y/\">"},
  };
  assert_string_equal(ARRANGE(cases), "put folder-4 y\nput folder-2 c\nput folder-1 b\nput folder-3 d\n"
                                      "put folder-5 z\nput folder-0 a\n");
}

/* No recursion: each page links to the one behind it. */
static void a_long_chain_comes_from_its_end(void **state) {
  struct fixture *fixture = *state;
  enum { LENGTH = 20000 };
  struct new_file *files = arena_array(&fixture->arena, LENGTH, sizeof *files);
  put(fixture, "site/x", "");
  for (size_t i = 0; i < LENGTH; i++) {
    struct view path = arena_format(&fixture->arena, "%05zu.html", i);
    files[i] = (struct new_file){i, path, path, true};
    put_view(fixture, arena_format(&fixture->arena, "stage/%zu", i).data,
             arena_format(&fixture->arena, "<a href=\"/so/%05zu.html\">", i + 1));
  }
  int stage = open(in_fixture(fixture, "stage"), O_RDONLY | O_DIRECTORY);
  int site = open(in_fixture(fixture, "site"), O_RDONLY | O_DIRECTORY);
  struct buffer journal = {0};
  assert_true(new_files_arrange(files, LENGTH, &base, stage, site, &journal));
  struct view rest = buffer_view(&journal), line;
  for (size_t i = LENGTH; i > 0; i--) {
    assert_true(view_next(&rest, '\n', &line));
    assert_view(line, arena_format(&fixture->arena, "put %zu %05zu.html", i - 1, i - 1).data);
  }
  assert_int_equal(rest.length, 0);
  buffer_free(&journal);
  close(stage);
  close(site);
}

static void what_can_not_be_read_is_an_error(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "stage/0", "");
  put(fixture, "site/x", "");
  const struct new_file files[] = {{0, VIEW("a.html"), VIEW("a.html"), true},
                                   {1, VIEW("b.html"), VIEW("b.html"), true}};
  int stage = open(in_fixture(fixture, "stage"), O_RDONLY | O_DIRECTORY);
  int site = open(in_fixture(fixture, "site"), O_RDONLY | O_DIRECTORY);
  struct buffer journal = {0};
  assert_false(new_files_arrange(files, 2, &base, stage, site, &journal));
  assert_int_equal(errno, ENOENT);
  buffer_free(&journal);
  close(stage);
  close(site);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_page_comes_after_those_that_it_links_to),
      FIXTURE_TEST(a_feed_comes_after_the_pages_that_it_names),
      FIXTURE_TEST(what_is_in_a_new_folder_comes_with_it),
      FIXTURE_TEST(a_circle_comes_one_after_the_other_behind_what_it_links_to),
      FIXTURE_TEST(a_long_chain_comes_from_its_end),
      FIXTURE_TEST(what_can_not_be_read_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
