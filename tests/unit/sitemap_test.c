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

static void the_index_names_each_part(void **state) {
  (void)state;
  struct buffer buffer = {0};
  const struct view names[] = {VIEW_LITERAL("news-2024"), VIEW_LITERAL("topic")};
  sitemap_write_index(&buffer, VIEW("https://example.vn/so/"), names, 2);
  assert_view(view_slice(buffer_view(&buffer), strlen(head), SIZE_MAX),
              "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
              "<sitemap><loc>https://example.vn/so/sitemap-news-2024.xml</loc></sitemap>\n"
              "<sitemap><loc>https://example.vn/so/sitemap-topic.xml</loc></sitemap>\n</sitemapindex>\n");
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
    buffer_format(&text, "- {id: t%05zu, name: a%zu}\n", i, i);
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

static void each_kind_of_pages_has_its_part(void **state) {
  struct fixture *fixture = *state;
  struct built built = build(fixture, 10);
  struct view index = page_of(fixture, built.website, "sitemap.xml");
  assert_contains(index, "<sitemapindex ");
  assert_contains(index, "/sitemap-topic.xml<");
  assert_contains(index, "/sitemap-topics-lists.xml<");
  struct view topics = page_of(fixture, built.website, "sitemap-topic.xml");
  assert_int_equal(count_of(topics, "<loc>"), 10);
  assert_int_equal(count_of(topics, "/t0000"), 10);
  assert_int_equal(count_of(page_of(fixture, built.website, "sitemap-topics-lists.xml"), "/t0000"), 0);
  assert_null(page_of(fixture, built.website, "sitemap-missing-lists.xml").data);
  assert_contains(page_of(fixture, built.website, "robots.txt"), "Sitemap: https://example.vn/sitemap.xml\n");
  release(&built);
}

static void more_pages_than_a_file_takes_are_split_and_each_is_told_once(void **state) {
  struct fixture *fixture = *state;
  struct built built = build(fixture, SITEMAP_LIMIT + 5);
  struct view index = page_of(fixture, built.website, "sitemap.xml");
  assert_contains(index, "/sitemap-topic-more.xml<");
  struct view first = page_of(fixture, built.website, "sitemap-topic.xml");
  struct view second = page_of(fixture, built.website, "sitemap-topic-more.xml");
  assert_int_equal(count_of(first, "<loc>"), SITEMAP_LIMIT);
  assert_int_equal(count_of(second, "<loc>"), 5);
  release(&built);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(addresses_are_whole_and_escaped),
      FIXTURE_TEST(the_index_names_each_part),
      FIXTURE_TEST(each_kind_of_pages_has_its_part),
      FIXTURE_TEST(more_pages_than_a_file_takes_are_split_and_each_is_told_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
