/* One register on two websites at once. */
#include "site/website.h"

#include "schema/address_book.h"
#include "unit/register_fixture.h"

static void put_register(struct fixture *fixture) {
  put_base(fixture);
  put_agreement(
      fixture, "t",
      "signed: 2021-11-25\nperiod: {start: 2022, end: 2025}\n"
      "documents: [{file: văn bản.pdf, title: Toàn văn}]\naliases: [/cu/t/]\ncommitments: [{title: Họp}]\n");
  put(fixture, "content/media/văn bản.pdf", "%PDF-1.4\n");
  put(fixture, "content/media/lễ ký.jpg", "\xFF\xD8\xFF\xE0");
  put(fixture, "content/pages/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n");
  put(fixture, "content/news/2021/n.md",
      "---\ntitle: Tin\ndate: 2021-11-26\nagreements: [t]\nphotos: [{file: lễ ký.jpg, alt: Lễ ký, credit: "
      "A}]\n---\n"
      "Xem [](agreement:t#cam-ket-1), [tệp](media:văn%20bản.pdf), [trang](/gioi-thieu/) và "
      "[](organization:a).\n");
}

static struct website *open_website(struct fixture *fixture, const struct registry *registry,
                                    const struct theme_files *theme, const char *base_url) {
  struct website *website = website_open(registry, theme, NULL, base_url, NULL, &fixture->diagnostics);
  expect_count(fixture, 0);
  assert_non_null(website);
  return website;
}

static struct view page_of(struct fixture *fixture, const struct website *website, size_t index) {
  struct buffer page = {0};
  const struct website_file *file = website_files(website)->items[index];
  if (website_is_page(file)) website_write(website, file, &fixture->arena, &page, NULL, NULL);
  struct view copy = arena_copy(&fixture->arena, buffer_view(&page));
  buffer_free(&page);
  return copy;
}

/* Every page of one of them is that of a website that has its register for itself. */
static void expect_same(struct fixture *fixture, const struct website *shared, const struct website *alone) {
  const struct website_files *files = website_files(shared);
  assert_int_equal(files->count, website_files(alone)->count);
  assert_true(files->count > 30);
  for (size_t i = 0; i < files->count; i++) {
    struct view path = files->items[i]->path;
    assert_true(view_equal(path, website_files(alone)->items[i]->path));
    if (!view_equal(page_of(fixture, shared, i), page_of(fixture, alone, i)))
      fail_msg("%.*s differs", VIEW_FORMAT(path));
  }
}

static struct view page_at(struct fixture *fixture, const struct website *website, const char *path) {
  const struct website_files *files = website_files(website);
  for (size_t i = 0; i < files->count; i++)
    if (view_equal_string(files->items[i]->path, path)) return page_of(fixture, website, i);
  fail_msg("there is no %s", path);
  return (struct view){NULL, 0};
}

static void two_websites_show_one_register(void **state) {
  struct fixture *fixture = *state;
  static const char *const bases[] = {"https://mot.example/", "https://hai.example/so/tay/"};
  struct theme_files theme;
  struct theme_search search = {.name = VIEW("default"), .installed = "/nonexistent"};
  put_register(fixture);
  assert_true(theme_files_read(NULL, &search, &fixture->arena, &theme, &fixture->diagnostics));
  struct registry *registry = load_good(fixture, "2026-01-01");
  struct website *shared[2];
  for (size_t i = 0; i < 2; i++)
    shared[i] = open_website(fixture, registry, &theme, bases[i]);
  for (size_t i = 0; i < 2; i++) {
    struct registry *own = load_good(fixture, "2026-01-01");
    struct website *alone = open_website(fixture, own, &theme, bases[i]);
    expect_same(fixture, shared[i], alone);
    website_close(alone);
    registry_free(own);
  }
  struct view first = page_at(fixture, shared[0], "tin-tuc/2021/n/index.html");
  assert_contains(first, "href=\"/thoa-thuan/t/#cam-ket-1\"");
  assert_contains(first, "href=\"/media/v%C4%83n%20b%E1%BA%A3n.pdf\"");
  assert_contains(first, "src=\"/media/l%E1%BB%85%20k%C3%BD.jpg\"");
  assert_contains(first, "href=\"/gioi-thieu/\"");
  struct view second = page_at(fixture, shared[1], "tin-tuc/2021/n/index.html");
  assert_contains(second, "href=\"/so/tay/thoa-thuan/t/#cam-ket-1\"");
  assert_contains(second, "href=\"/so/tay/media/v%C4%83n%20b%E1%BA%A3n.pdf\"");
  assert_contains(second, "href=\"/so/tay/gioi-thieu/\"");
  assert_contains(second, "https://hai.example/so/tay/tin-tuc/2021/n/");
  assert_contains(page_at(fixture, shared[1], "feed.xml"),
                  "<id>https://hai.example/so/tay/thoa-thuan/t/</id>");
  assert_contains(page_at(fixture, shared[1], "cu/t/index.html"), "https://hai.example/so/tay/thoa-thuan/t/");
  for (size_t i = 0; i < 2; i++)
    website_close(shared[i]);
  registry_free(registry);
}

/* A kind without a page has no address: nothing can lead to it. */
static void what_has_no_page_has_no_address(void **state) {
  struct fixture *fixture = *state;
  struct theme_files theme;
  struct theme_search search = {.name = VIEW("default"), .installed = "/nonexistent"};
  put_register(fixture);
  assert_true(theme_files_read(NULL, &search, &fixture->arena, &theme, &fixture->diagnostics));
  struct registry *registry = load_good(fixture, "2026-01-01");
  struct website *website = open_website(fixture, registry, &theme, NULL);
  const struct address_book *book = website_addresses(website);
  const struct list *types = &registry->entries[ENTRY_AGREEMENT_TYPE];
  assert_true(types->count > 0);
  for (size_t i = 0; i < types->count; i++)
    assert_int_equal(address_book_entry(book, list_at(types, i)).length, 0);
  assert_view(address_book_entry(book, entry_of(registry, ENTRY_NEWS, "n")), "/tin-tuc/2021/n/");
  const uint32_t number = entry_of(registry, ENTRY_NEWS, "n")->number;
  assert_view(address_book_find(book, ADDRESS_OF_FOLDER, &number), "/tin-tuc/2021/");
  assert_view(address_book_find(book, ADDRESS_OF_HISTORY, &number), "");
  assert_view(address_book_find(book, ADDRESS_OF_HOME, NULL), "https://example.vn/");
  website_close(website);
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(two_websites_show_one_register),
      FIXTURE_TEST(what_has_no_page_has_no_address),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
