#include "formats/atom.h"

#include "unit/fixture.h"

static struct date moment(const char *text) {
  struct date date;
  assert_true(date_parse(view_of(text), false, &date));
  return date;
}

static struct site make_site(void) {
  return (struct site){.title = text_at(VIEW("Sổ <thỏa thuận>"), source_location_at(1, 1)),
                       .language = text_at(VIEW("vi"), source_location_at(2, 1))};
}

enum { ADDRESSES = 64 };

/* The addresses of entries by their numbers. */
static struct view entry_addresses[ADDRESSES + 1];

static void add_news(struct arena *arena, struct list *list, const char *id, const char *date) {
  struct news *news = arena_allocate(arena, sizeof *news);
  news->entry.type = &news_type;
  news->entry.heading = arena_format(arena, "Tin \"%s\" & <b>", id);
  news->entry.number = list->count + 1;
  assert_true(news->entry.number <= ADDRESSES);
  entry_addresses[news->entry.number] = arena_format(arena, "/so/tin-tuc/2021/%s/", id);
  news->date.value = news->updated = moment(date);
  list_append(arena, list, news);
}

static struct view feed_of(struct buffer *buffer, const struct site *site, const struct list *entries) {
  struct address_book addresses = {
      .origin = VIEW("https://example.vn"), .root = VIEW("/so/"), .entries = entry_addresses};
  struct feed feed = {.site = site,
                      .addresses = &addresses,
                      .title = VIEW("Tin & sự kiện"),
                      .url = VIEW("/so/feed.xml"),
                      .page_url = VIEW("/so/"),
                      .entries = entries,
                      .fallback = moment("2020-02-03")};
  buffer_clear(buffer);
  atom_write(buffer, &feed);
  return buffer_view(buffer);
}

static void an_entry_has_id_link_dates_and_summary(void **state) {
  (void)state;
  struct arena arena = {0};
  struct buffer buffer = {0};
  struct site site = make_site();
  struct list list = {0};
  add_news(&arena, &list, "a", "2021-11-25T16:45");
  struct news *news = list_at(&list, 0);
  news->summary = text_at(VIEW("Hai <bên> & ký"), (struct source_location){0});
  struct view text = feed_of(&buffer, &site, &list);
  assert_contains(text, "<entry>\n<title>Tin &quot;a&quot; &amp; &lt;b&gt;</title>\n"
                        "<id>https://example.vn/so/tin-tuc/2021/a/</id>\n"
                        "<link rel=\"alternate\" type=\"text/html\" "
                        "href=\"https://example.vn/so/tin-tuc/2021/a/\"/>\n"
                        "<published>2021-11-25T16:45:00+07:00</published>\n"
                        "<updated>2021-11-25T16:45:00+07:00</updated>\n"
                        "<summary>Hai &lt;bên&gt; &amp; ký</summary>\n</entry>\n");
  news->summary = text_at(VIEW(""), (struct source_location){0});
  assert_int_equal(count_of(feed_of(&buffer, &site, &list), "<summary"), 0);
  buffer_free(&buffer);
  arena_free(&arena);
}

static void the_feed_has_what_rfc_4287_asks_for(void **state) {
  (void)state;
  struct arena arena = {0};
  struct buffer buffer = {0};
  struct site site = make_site();
  struct list list = {0};
  add_news(&arena, &list, "a", "2021-11-25");
  struct view text = feed_of(&buffer, &site, &list);
  assert_true(view_starts_with(text, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                                     "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n"
                                     "<title>Tin &amp; sự kiện</title>\n"
                                     "<id>https://example.vn/so/feed.xml</id>\n"));
  assert_true(view_ends_with(text, "</entry>\n</feed>\n"));
  assert_contains(text, "<link rel=\"self\" type=\"application/atom+xml\" "
                        "href=\"https://example.vn/so/feed.xml\"/>");
  assert_contains(text, "<link rel=\"alternate\" type=\"text/html\" href=\"https://example.vn/so/\"/>");
  assert_contains(text, "<author><name>Sổ &lt;thỏa thuận&gt;</name>\n</author>");
  site.publisher = text_at(VIEW("Ban biên tập"), (struct source_location){0});
  assert_contains(feed_of(&buffer, &site, &list), "<author><name>Ban biên tập</name>");
  buffer_free(&buffer);
  arena_free(&arena);
}

static void the_feed_is_as_new_as_its_newest_change(void **state) {
  (void)state;
  struct arena arena = {0};
  struct buffer buffer = {0};
  struct site site = make_site();
  struct list list = {0};
  assert_contains(feed_of(&buffer, &site, &list), "<updated>2020-02-03T00:00:00+07:00</updated>");
  add_news(&arena, &list, "a", "2019-11-25");
  add_news(&arena, &list, "b", "2019-11-20");
  assert_contains(feed_of(&buffer, &site, &list), "html\" href=\"https://example.vn/so/\"/>\n"
                                                  "<updated>2019-11-25T00:00:00+07:00</updated>");
  ((struct news *)list_at(&list, 1))->updated = moment("2022-01-02T03:04:05Z");
  assert_contains(feed_of(&buffer, &site, &list), "html\" href=\"https://example.vn/so/\"/>\n"
                                                  "<updated>2022-01-02T10:04:05+07:00");
  buffer_free(&buffer);
  arena_free(&arena);
}

static void what_is_published_after_its_update_is_not_published_yet(void **state) {
  (void)state;
  struct arena arena = {0};
  struct buffer buffer = {0};
  struct site site = make_site();
  struct list list = {0};
  add_news(&arena, &list, "a", "2021-11-25");
  struct news *news = list_at(&list, 0);
  news->updated = moment("2021-11-24T12:00:00Z");
  struct view text = feed_of(&buffer, &site, &list);
  assert_int_equal(count_of(text, "<published>"), 0);
  assert_int_equal(count_of(text, "<updated>2021-11-24T19:00:00+07:00</updated>"), 2);
  news->updated = moment("2021-11-26T12:00:00Z");
  text = feed_of(&buffer, &site, &list);
  assert_int_equal(count_of(text, "<updated>2021-11-26T"), 2);
  assert_int_equal(count_of(text, "<published>2021-11-25T00:00:00+07:00"), 1);
  buffer_free(&buffer);
  arena_free(&arena);
}

static void an_agreement_is_published_on_its_day_of_signing_alone(void **state) {
  (void)state;
  struct buffer buffer = {0};
  struct site site = make_site();
  struct arena arena = {0};
  struct list list = {0};
  struct agreement agreement = {.entry = {.type = &agreement_type, .number = 1, .heading = VIEW("T")},
                                .begins = moment("2022-01-01"),
                                .updated = moment("2023-01-01")};
  entry_addresses[1] = VIEW("/t/");
  list_append(&arena, &list, &agreement);
  static const char *const unknown[] = {NULL, "2021", "2021-11"};
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
    if (unknown[i] != NULL) agreement.signed_on.value = moment(unknown[i]);
    struct view text = feed_of(&buffer, &site, &list);
    assert_int_equal(count_of(text, "<published>"), 0);
    assert_int_equal(count_of(text, "<updated>2023-01-01T00:00:00+07:00</updated>"), 2);
  }
  agreement.signed_on.value = moment("2021-11-25");
  assert_contains(feed_of(&buffer, &site, &list), "<published>2021-11-25T00:00:00+07:00</published>");
  buffer_free(&buffer);
  arena_free(&arena);
}

static void at_most_fifty_are_told(void **state) {
  (void)state;
  struct arena arena = {0};
  struct buffer buffer = {0};
  struct site site = make_site();
  struct list list = {0};
  for (size_t i = 0; i < 60; i++) {
    add_news(&arena, &list, arena_format(&arena, "n%zu", i).data, "2021-11-25");
    assert_int_equal(count_of(feed_of(&buffer, &site, &list), "<entry>"), i < 50 ? i + 1 : 50);
  }
  assert_int_equal(count_of(buffer_view(&buffer), "/n49/</id>"), 1);
  assert_int_equal(count_of(buffer_view(&buffer), "/n50/</id>"), 0);
  buffer_free(&buffer);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_entry_has_id_link_dates_and_summary),
      cmocka_unit_test(the_feed_has_what_rfc_4287_asks_for),
      cmocka_unit_test(the_feed_is_as_new_as_its_newest_change),
      cmocka_unit_test(what_is_published_after_its_update_is_not_published_yet),
      cmocka_unit_test(an_agreement_is_published_on_its_day_of_signing_alone),
      cmocka_unit_test(at_most_fifty_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
