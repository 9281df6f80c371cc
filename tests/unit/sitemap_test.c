#include "formats/sitemap.h"

#include "site/website.h"
#include "unit/register_fixture.h"

static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static void addresses_are_whole_and_escaped(void **state) {
  (void)state;
  struct buffer buffer = {0};
  struct date changed = day("2021-11-25T16:45:00+07:00");
  const struct sitemap_address addresses[] = {{VIEW("/so/a&b/"), changed}, {VIEW("/so/c/"), {0}}};
  sitemap_write(&buffer, VIEW("https://example.vn"), addresses, 2);
  assert_true(view_starts_with(buffer_view(&buffer), head));
  assert_view(view_slice(buffer_view(&buffer), strlen(head), SIZE_MAX),
              "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
              "<url><loc>https://example.vn/so/a&amp;b/</loc><lastmod>2021-11-25T16:45:00+07:00</lastmod>"
              "</url>\n<url><loc>https://example.vn/so/c/</loc></url>\n</urlset>\n");
  buffer_clear(&buffer);
  sitemap_write(&buffer, VIEW("https://example.vn"), NULL, 0);
  assert_contains(buffer_view(&buffer), "0.9\">\n</urlset>\n");
  buffer_free(&buffer);
}

static void the_index_counts_from_one(void **state) {
  (void)state;
  struct buffer buffer = {0};
  sitemap_write_index(&buffer, VIEW("https://example.vn/so/"), 2);
  assert_view(view_slice(buffer_view(&buffer), strlen(head), SIZE_MAX),
              "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
              "<sitemap><loc>https://example.vn/so/sitemap-1.xml</loc></sitemap>\n"
              "<sitemap><loc>https://example.vn/so/sitemap-2.xml</loc></sitemap>\n</sitemapindex>\n");
  buffer_free(&buffer);
}

/* The bytes of a page of the website, in the arena. */
static struct view page_of(struct fixture *fixture, const struct website *website, const char *path) {
  const struct website_files *files = website_files(website);
  for (size_t i = 0; i < files->count; i++) {
    if (!view_equal_string(files->items[i]->path, path)) continue;
    struct arena scratch = {0};
    struct buffer buffer = {0};
    website_write(website, files->items[i], &scratch, &buffer, NULL, NULL);
    struct view copy = arena_copy(&fixture->arena, buffer_view(&buffer));
    buffer_free(&buffer);
    arena_free(&scratch);
    return copy;
  }
  return (struct view){NULL, 0};
}

struct built {
  struct registry *registry;
  struct theme_files theme;
  struct website *website;
};

/* A website with so many topics, each of which has a page. */
static struct built build(struct fixture *fixture, size_t topics) {
  struct built built;
  struct buffer text = {0};
  put_base(fixture);
  for (size_t i = 0; i < topics; i++)
    buffer_format(&text, "- {id: t%05zu, name: a}\n", i);
  put_view(fixture, "content/data/topics.yaml", buffer_view(&text));
  buffer_free(&text);
  built.registry = load_good(fixture, "2026-01-01");
  struct theme_search search = {.name = VIEW("default"), .installed = "/nonexistent"};
  assert_true(theme_files_read(NULL, &search, &fixture->arena, &built.theme, &fixture->diagnostics));
  built.website = website_open(built.registry, &built.theme, NULL, NULL, NULL, &fixture->diagnostics);
  expect_count(fixture, 0);
  assert_non_null(built.website);
  return built;
}

static void release(struct built *built) {
  website_close(built->website);
  registry_free(built->registry);
}

static void up_to_fifty_thousand_pages_are_one_sitemap(void **state) {
  struct fixture *fixture = *state;
  struct built built = build(fixture, 10);
  struct view text = page_of(fixture, built.website, "sitemap.xml");
  assert_contains(text, "<urlset ");
  assert_int_equal(count_of(text, "/t0000"), 10);
  assert_int_equal(count_of(text, "/404.html"), 0);
  assert_int_equal(count_of(text, "<sitemap"), 0);
  assert_null(page_of(fixture, built.website, "sitemap-1.xml").data);
  assert_contains(page_of(fixture, built.website, "robots.txt"), "Sitemap: https://example.vn/sitemap.xml\n");
  release(&built);
}

static void more_pages_are_split_and_each_is_told_once(void **state) {
  struct fixture *fixture = *state;
  struct built built = build(fixture, SITEMAP_LIMIT);
  struct view index = page_of(fixture, built.website, "sitemap.xml");
  assert_contains(index, "<sitemapindex ");
  assert_int_equal(count_of(index, "<loc>"), 2);
  struct view first = page_of(fixture, built.website, "sitemap-1.xml");
  struct view second = page_of(fixture, built.website, "sitemap-2.xml");
  assert_int_equal(count_of(first, "<loc>"), SITEMAP_LIMIT);
  assert_int_equal(count_of(first, "/linh-vuc/t") + count_of(second, "/linh-vuc/t"), SITEMAP_LIMIT);
  assert_true(count_of(second, "<loc>") < 100);
  assert_null(page_of(fixture, built.website, "sitemap-3.xml").data);
  release(&built);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(addresses_are_whole_and_escaped),
      FIXTURE_TEST(the_index_counts_from_one),
      FIXTURE_TEST(up_to_fifty_thousand_pages_are_one_sitemap),
      FIXTURE_TEST(more_pages_are_split_and_each_is_told_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
