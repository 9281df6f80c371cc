#include "parse/body/body.h"
#include "parse/entry.h"
#include "unit/register_fixture.h"

#include <time.h>

static void files_become_entries_by_their_folder(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml", "- {id: hue, name: Huế}\n- {id: ha-noi, name: Hà Nội}\n");
  put(fixture, "content/data/topics.yaml", "- {id: viec-lam, name: Việc làm}\n");
  put(fixture, "content/data/agreement-types.yaml", "- {id: quy-che, name: Quy chế}\n");
  put(fixture, "content/people/p.md", "---\nname: Nguyễn Văn A\n---\n");
  put(fixture, "content/news/2021/n.md", "---\ntitle: Tin\ndate: 2021-11-25\n---\nThân tin\n\n## Mục\n");
  put(fixture, "content/pages/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n");
  put(fixture, "content/media/2021/a.jpg", "x");
  put(fixture, "content/static/favicon.ico", "x");
  put_agreement(fixture, "t", "signed: 2021-11-25\nshort_title: Ngắn\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_ids(&registry->entries[ENTRY_PROVINCE], "ha-noi hue");
  assert_ids(&registry->entries[ENTRY_TOPIC], "viec-lam");
  assert_ids(&registry->entries[ENTRY_AGREEMENT_TYPE], "quy-che");
  assert_ids(&registry->entries[ENTRY_ORGANIZATION], "a b");
  assert_ids(&registry->entries[ENTRY_PERSON], "p");
  assert_ids(&registry->entries[ENTRY_AGREEMENT], "t");
  assert_ids(&registry->entries[ENTRY_NEWS], "n");
  assert_ids(&registry->entries[ENTRY_PAGE], "gioi-thieu");
  assert_non_null(map_get(&registry->media, VIEW("2021/a.jpg")));
  assert_int_equal(registry->statics.count, 1);
  assert_view(text_view(registry->site->title), "Sổ");
  struct entry *news = entry_of(registry, ENTRY_NEWS, "n");
  assert_ptr_equal(registry_find_path(registry, VIEW("content/news/2021/n.md")), news);
  assert_null(registry_find_path(registry, VIEW("content/news/2021/m.md")));
  assert_null(registry_find_path(registry, VIEW("content/data/topics.yaml")));
  assert_non_null(news->body);
  assert_int_equal(news->contents.count, 1);
  assert_null(entry_of(registry, ENTRY_PAGE, "gioi-thieu")->body);
  assert_view(entry_of(registry, ENTRY_AGREEMENT, "t")->heading, "Thỏa thuận t");
  assert_view(entry_of(registry, ENTRY_AGREEMENT, "t")->short_heading, "Ngắn");
  assert_view(news->short_heading, "Tin");
  assert_null(registry_find(registry, ENTRY_NEWS, VIEW("t")));
  assert_null(registry_find(registry, ENTRY_NEWS, VIEW("")));
  registry_free(registry);
}

/* Never an id that another entry has, or that was offered before. */
static void a_name_that_is_no_address_is_offered_another(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  char longest[ID_LIMIT + 64] = "content/pages/";
  memset(longest + strlen(longest), 'a', ID_LIMIT + 1);
  memcpy(longest + strlen("content/pages/") + 50, "-b-", 3);
  strcpy(longest + strlen("content/pages/") + ID_LIMIT + 1, ".md");
  const char *const names[] = {"content/pages/Lễ ký.md", "content/pages/le-ky.md", "content/pages/LE KY.md",
                               "content/pages/!!!.md",   "content/pages/B.md",     longest};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    put(fixture, names[i], "---\ntitle: A\n---\n");
  put(fixture, "content/pages/Nháp.md", "---\ntitle: A\ndraft: true\n---\n");
  put(fixture, "content/data/topics.yaml", "- {id: Y Tế, name: A}\n- {id: y-te, name: B}\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect(fixture, SEVERITY_ERROR, "bad-id", names[2], 1, 1, "; rename the file to le-ky-2.md");
  expect(fixture, SEVERITY_ERROR, "bad-id", names[0], 1, 1, "; rename the file to le-ky-3.md");
  expect(fixture, SEVERITY_ERROR, "bad-id", names[3], 1, 1, "and hyphens");
  expect(fixture, SEVERITY_ERROR, "bad-id", names[4], 1, 1, "; rename the file to b.md");
  expect(fixture, SEVERITY_ERROR, "bad-id", longest, 1, 1, "has 201 bytes");
  expect(fixture, SEVERITY_NOTE, "bad-id", "content/pages/Nháp.md", 1, 1, "; rename the file to nhap.md");
  expect(fixture, SEVERITY_ERROR, "bad-id", "content/data/topics.yaml", 1, 8, "; write y-te-2");
  expect_count(fixture, 7);
  registry_free(registry);
}

static void a_missing_folder_of_content_is_an_error(void **state) {
  struct fixture *fixture = *state;
  struct registry *registry = load(fixture, "2026-01-01");
  expect(fixture, SEVERITY_ERROR, "no-content", "content", 0, 0, "--content");
  assert_int_equal(registry->entries[ENTRY_NEWS].count, 0);
  registry_free(registry);
}

static void a_missing_site_is_an_error(void **state) {
  struct fixture *fixture = *state;
  put(fixture, "content/pages/a.md", "---\ntitle: A\n---\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_only(fixture, SEVERITY_ERROR, "no-site", "content/site.yaml", 0, 0, "base_url");
  assert_ids(&registry->entries[ENTRY_PAGE], "a");
  registry_free(registry);
}

static void usual_types_of_agreements_need_no_file(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-11-25\ntype: chuong-trinh-phoi-hop\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_view(agreement_of(registry, "t")->type.target->heading, "Chương trình phối hợp");
  registry_free(registry);
  put(fixture, "content/data/agreement-types.yaml", "- {id: khac, name: Khác}\n");
  registry = load(fixture, "2026-01-01");
  assert_ids(&registry->entries[ENTRY_AGREEMENT_TYPE], "khac");
  expect_only(fixture, SEVERITY_ERROR, "unknown-reference", "content/agreements/t.md", 5, 7,
              "unknown agreement_type \"chuong-trinh-phoi-hop\"");
  registry_free(registry);
}

static void the_six_regions_need_no_file(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: ca-mau, name: Cà Mau, region: dong-bang-song-cuu-long}\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_int_equal(registry->entries[ENTRY_REGION].count, 6);
  const struct province *province = (struct province *)entry_of(registry, ENTRY_PROVINCE, "ca-mau");
  assert_view(province->region.target->heading, "Đồng bằng sông Cửu Long");
  registry_free(registry);
  put(fixture, "content/data/regions.yaml", "- {id: tay-nguyen, name: Tây Nguyên, until: 2025-10-04}\n");
  put(fixture, "content/data/provinces.yaml", "- {id: gia-lai, name: Gia Lai, region: Tây Nguyên}\n");
  registry = load(fixture, "2026-01-01");
  assert_ids(&registry->entries[ENTRY_REGION], "tay-nguyen");
  expect_only(fixture, SEVERITY_ERROR, "unknown-reference", "content/data/provinces.yaml", 1, 40,
              "unknown region \"Tây Nguyên\"; did you mean \"tay-nguyen\"?");
  registry_free(registry);
}

static void ids_are_unique_within_a_kind(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/news/2021/a.md", "---\ntitle: Một\ndate: 2021-01-01\n---\n");
  put(fixture, "content/news/2022/a.md", "---\ntitle: Hai\ndate: 2022-01-01\n---\n");
  put(fixture, "content/pages/a.md", "---\ntitle: Trang\n---\n");
  put(fixture, "content/data/topics.yaml", "- {id: a, name: A}\n- {id: a, name: B}\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect(fixture, SEVERITY_ERROR, "duplicate-id", "content/news/2022/a.md", 1, 1,
         "taken by content/news/2021/a.md:1");
  expect(fixture, SEVERITY_ERROR, "duplicate-id", "content/data/topics.yaml", 2, 8,
         "taken by content/data/topics.yaml:1");
  expect_count(fixture, 2);
  assert_view(entry_of(registry, ENTRY_NEWS, "a")->heading, "Một");
  assert_int_equal(registry->entries[ENTRY_NEWS].count, 1);
  registry_free(registry);
}

static void what_has_the_id_of_another_is_led_to_by_nothing(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/news/2021/a.md", "---\ntitle: Một\ndate: 2021-01-01\n---\n");
  put(fixture, "content/news/2022/a.md", "---\ntitle: Hai\ndate: 2022-01-01\nagreements: [t]\n---\n");
  put(fixture, "content/news/2022/b.md",
      "---\ntitle: Ba\ndate: 2022-01-01\n---\n[x](a.md), [y](../2021/a.md)\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_only(fixture, SEVERITY_ERROR, "duplicate-id", "content/news/2022/a.md", 1, 1, "taken by");
  const struct body *body = entry_of(registry, ENTRY_NEWS, "b")->body;
  assert_int_equal(body->link_count, 2);
  assert_null(body->links[0].entry);
  assert_ptr_equal(body->links[1].entry, entry_of(registry, ENTRY_NEWS, "a"));
  registry_free(registry);
}

static void what_has_no_place_is_a_warning(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/notes.txt", "x");
  put(fixture, "content/newsletter/a.md", "x");
  put(fixture, "content/pages/a.markdown", "x");
  put(fixture, "content/pages/a.txt", "x");
  put(fixture, "content/data/other.yaml", "[]");
  put(fixture, "content/.hidden.md", "x");
  registry_free(load(fixture, "2026-01-01"));
  expect(fixture, SEVERITY_WARNING, "unknown-file", "content/notes.txt", 0, 0, "left out");
  expect(fixture, SEVERITY_WARNING, "unknown-file", "content/newsletter/a.md", 0, 0, "content/ has");
  expect(fixture, SEVERITY_WARNING, "unknown-file", "content/pages/a.txt", 0, 0, "ends with .md");
  expect(fixture, SEVERITY_ERROR, "unknown-file", "content/pages/a.markdown", 0, 0,
         "rename it to pages/a.md");
  expect(fixture, SEVERITY_WARNING, "unknown-file", "content/data/other.yaml", 0, 0, "left out");
  expect_count(fixture, 5);
}

static struct registry *load_drafts(struct fixture *fixture, bool drafts, bool future) {
  struct registry_options options = {
      .content = "content", .today = day("2026-01-01"), .drafts = drafts, .future = future};
  return load_with(fixture, &options);
}

static void drafts_are_found_and_in_no_list(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/pages/a.md", "---\ntitle: A\ndraft: true\n---\n");
  put(fixture, "content/pages/b.md", "---\ntitle: B\ndraft: false\n---\n");
  struct registry *registry = load_drafts(fixture, false, false);
  assert_ids(&registry->entries[ENTRY_PAGE], "b");
  assert_true(entry_of(registry, ENTRY_PAGE, "a")->hidden);
  assert_false(entry_of(registry, ENTRY_PAGE, "b")->hidden);
  registry_free(registry);
  registry = load_drafts(fixture, true, false);
  assert_ids(&registry->entries[ENTRY_PAGE], "a b");
  assert_false(entry_of(registry, ENTRY_PAGE, "a")->hidden);
  registry_free(registry);
  expect_count(fixture, 0);
}

static void a_drafts_mistakes_are_notes_until_it_is_published(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/news/2021/a.md",
      "---\ntitle: A\ndate: soon\ndraft: true\nagreements: no-such\nsumary: S\n---\n<canvas>x</canvas>\n");
  registry_free(load_drafts(fixture, false, false));
  expect(fixture, SEVERITY_NOTE, "bad-date", "content/news/2021/a.md", 3, 7, "soon");
  expect(fixture, SEVERITY_NOTE, "unknown-key", "content/news/2021/a.md", 6, 1, "sumary");
  expect(fixture, SEVERITY_NOTE, "unknown-reference", "content/news/2021/a.md", 5, 13, "no-such");
  expect(fixture, SEVERITY_NOTE, "raw-html", "content/news/2021/a.md", 8, 1, "");
  expect_count(fixture, 4);
  diagnostics_free(&fixture->diagnostics);
  registry_free(load_drafts(fixture, true, false));
  expect(fixture, SEVERITY_ERROR, "bad-date", "content/news/2021/a.md", 3, 7, "soon");
  expect(fixture, SEVERITY_ERROR, "unknown-reference", "content/news/2021/a.md", 5, 13, "no-such");
  expect(fixture, SEVERITY_WARNING, "unknown-key", "content/news/2021/a.md", 6, 1, "sumary");
  diagnostics_free(&fixture->diagnostics);
  fixture->diagnostics.strict = true;
  registry_free(load_drafts(fixture, false, false));
  assert_int_equal(fixture->diagnostics.errors, 0);
}

static void news_of_the_future_waits_for_its_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/news/2026/a.md", "---\ntitle: A\ndate: 2026-01-01T23:59\n---\n");
  put(fixture, "content/news/2026/b.md", "---\ntitle: B\ndate: 2026-01-02\n---\n");
  struct registry *registry = load_drafts(fixture, false, false);
  assert_ids(&registry->entries[ENTRY_NEWS], "a");
  assert_true(entry_of(registry, ENTRY_NEWS, "b")->hidden);
  registry_free(registry);
  registry = load_drafts(fixture, false, true);
  assert_ids(&registry->entries[ENTRY_NEWS], "a b");
  registry_free(registry);
  registry = load(fixture, "2026-01-02");
  assert_ids(&registry->entries[ENTRY_NEWS], "a b");
  registry_free(registry);
  expect_count(fixture, 0);
}

static void names_are_sorted_as_vietnamese_sorts_them(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: a, name: Đà Nẵng}\n- {id: b, name: Đắk Lắk}\n- {id: c, name: Cần Thơ}\n"
      "- {id: d, name: Cà Mau}\n- {id: e, name: Điện Biên}\n- {id: f, name: Cà Mau}\n");
  put(fixture, "content/people/a.md", "---\nname: Trần Văn An\n---\n");
  put(fixture, "content/people/b.md", "---\nname: Nguyễn Thị Bình\n---\n");
  put(fixture, "content/people/c.md", "---\nname: Lê Văn An\n---\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  struct list provinces = registry->entries[ENTRY_PROVINCE], people = registry->entries[ENTRY_PERSON];
  entries_sort_by_name(&provinces);
  assert_ids(&provinces, "d f c a b e");
  entries_sort_by_name(&people);
  assert_ids(&people, "c a b");
  registry_free(registry);
}

static void the_newest_come_first_then_by_id(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/news/2021/a.md", "---\ntitle: A\ndate: 2021-05-01\n---\n");
  put(fixture, "content/news/2021/b.md", "---\ntitle: B\ndate: 2021-05-02\n---\n");
  put(fixture, "content/news/2021/c.md", "---\ntitle: C\ndate: 2021-05-01\n---\n");
  put(fixture, "content/news/2021/d.md", "---\ntitle: D\ndate: 2021-05-01T08:00\n---\n");
  /* Still the year 2020 where it was written. */
  put(fixture, "content/news/2021/e.md", "---\ntitle: E\ndate: 2020-12-31T23:00-05:00\n---\n");
  put(fixture, "content/news/2021/f.md", "---\ntitle: F\ndate: 2021-01-01T00:00+07:00\n---\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  struct list news = registry->entries[ENTRY_NEWS];
  entries_sort_newest(&news);
  assert_ids(&news, "b d a c e f");
  registry_free(registry);
}

static void an_agreement_is_dated_by_signing_or_else_its_start(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "s", "signed: 2021-11-25\nperiod: {start: 2022}\n");
  put_agreement(fixture, "p", "period: {start: 2022}\n");
  put_agreement(fixture, "e", "period: {end: 2022}\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_int_equal(date_compare(entry_date(&agreement_of(registry, "s")->entry), day("2021-11-25")), 0);
  assert_int_equal(date_day_number(entry_date(&agreement_of(registry, "p")->entry)),
                   date_day_number(day("2022-01-01")));
  assert_int_equal(entry_date(&agreement_of(registry, "e")->entry).precision, DATE_NONE);
  assert_int_equal(entry_date(entry_of(registry, ENTRY_ORGANIZATION, "a")).precision, DATE_NONE);
  registry_free(registry);
}

/* The processor's seconds that it takes to read a data file of so many topics. */
static double seconds_of_topics(struct fixture *fixture, size_t count) {
  struct buffer text = {0};
  for (size_t i = 0; i < count; i++)
    buffer_format(&text, "- {id: t%zu, name: Chủ đề số %zu}\n", i, i);
  put_view(fixture, "content/data/topics.yaml", buffer_view(&text));
  clock_t start = clock();
  struct registry *registry = load(fixture, "2026-01-01");
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  assert_int_equal(registry->entries[ENTRY_TOPIC].count, count);
  registry_free(registry);
  buffer_free(&text);
  return seconds;
}

/* Ten times as many may take thirty times as long: a square would be a hundred. */
static void time_for_a_data_file_grows_with_its_bytes(void **state) {
  struct fixture *fixture = *state;
  enum { FEW = 3000, MANY = 10 * FEW, LIMIT = 30 };
  put_base(fixture);
  double few = seconds_of_topics(fixture, FEW), many = seconds_of_topics(fixture, MANY);
  if (many > LIMIT * few) fail_msg("%d topics took %.3f s, %d took %.3f s", FEW, few, MANY, many);
}

static void freeing_nothing_is_fine(void **state) {
  (void)state;
  registry_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(files_become_entries_by_their_folder),
      FIXTURE_TEST(a_name_that_is_no_address_is_offered_another),
      FIXTURE_TEST(a_missing_folder_of_content_is_an_error),
      FIXTURE_TEST(a_missing_site_is_an_error),
      FIXTURE_TEST(usual_types_of_agreements_need_no_file),
      FIXTURE_TEST(the_six_regions_need_no_file),
      FIXTURE_TEST(ids_are_unique_within_a_kind),
      FIXTURE_TEST(what_has_the_id_of_another_is_led_to_by_nothing),
      FIXTURE_TEST(what_has_no_place_is_a_warning),
      FIXTURE_TEST(drafts_are_found_and_in_no_list),
      FIXTURE_TEST(a_drafts_mistakes_are_notes_until_it_is_published),
      FIXTURE_TEST(news_of_the_future_waits_for_its_day),
      FIXTURE_TEST(names_are_sorted_as_vietnamese_sorts_them),
      FIXTURE_TEST(the_newest_come_first_then_by_id),
      FIXTURE_TEST(an_agreement_is_dated_by_signing_or_else_its_start),
      FIXTURE_TEST(time_for_a_data_file_grows_with_its_bytes),
      cmocka_unit_test(freeing_nothing_is_fine),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
