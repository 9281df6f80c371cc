#include "register/reading.h"

#include "unit/fixture.h"

enum { LIMIT = 16 };

/* The paths, in their order, each with the kind of its folder; as they are read. */
static void assert_order(const char *const *paths, const char *const *expected) {
  struct source_file sources[LIMIT] = {0};
  struct entry_file files[LIMIT] = {0}, *order[LIMIT];
  size_t count = 0;
  for (; paths[count] != NULL; count++) {
    bool news = strncmp(paths[count], "news/", strlen("news/")) == 0;
    sources[count].path = view_of(paths[count]);
    files[count] = (struct entry_file){.type = news ? &news_type : &page_type, .file = &sources[count]};
  }
  reading_order(files, count, order);
  for (size_t i = 0; i < count; i++)
    assert_view(order[i]->file->path, expected[i]);
}

static void files_are_read_by_kind_and_id(void **state) {
  (void)state;
  const char *const paths[] = {
      "news/2020/tin-3.md", "news/2020/tin-5.md", "news/2021/a/tin-4.md", "news/2021/tin-1.md",
      "pages/a-b.md",       "pages/a.md",         "pages/c.md",           NULL};
  const char *const expected[] = {"news/2021/tin-1.md", "news/2020/tin-3.md", "news/2021/a/tin-4.md",
                                  "news/2020/tin-5.md", "pages/a.md",         "pages/a-b.md",
                                  "pages/c.md"};
  assert_order(paths, expected);
}

static void names_may_be_alike_or_short(void **state) {
  (void)state;
  const char *const paths[] = {
      "news/1/a.md", "news/2/.md", "news/2/a.md", "news/3/aaaaaaaaaaaab.md", "news/4/aaaaaaaaaaaaa.md",
      "x.md",        NULL};
  const char *const expected[] = {
      "news/2/.md", "news/1/a.md", "news/2/a.md", "news/4/aaaaaaaaaaaaa.md", "news/3/aaaaaaaaaaaab.md",
      "x.md"};
  assert_order(paths, expected);
  assert_order((const char *const[]){NULL}, NULL);
  assert_order((const char *const[]){"x.md", NULL}, (const char *const[]){"x.md"});
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_read_by_kind_and_id),
      cmocka_unit_test(names_may_be_alike_or_short),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
