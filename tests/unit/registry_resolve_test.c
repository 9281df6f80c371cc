#include "unit/register_fixture.h"

#include "parse/body/body.h"

/* A register of all kinds that nothing is wrong with. */
static void put_world(struct fixture *fixture) {
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml", "- {id: nghe-an, name: Nghệ An}\n- {id: hue, name: Huế}\n");
  put(fixture, "content/data/topics.yaml", "- {id: viec-lam, name: Việc làm}\n");
  put(fixture, "content/people/nguyen-van-a.md", "---\nname: Nguyễn Văn A\n---\n");
  put(fixture, "content/pages/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n");
  put(fixture, "content/media/2021/le-ky.jpg", "GIF89a");
  put_agreement(fixture, "ctph-4286", "signed: 2021-11-25\nshort_title: Chương trình 4286\n");
}

static void put_news(struct fixture *fixture, const char *id, const char *keys, const char *body) {
  struct view path = arena_format(&fixture->arena, "content/news/2021/%s.md", id);
  put_view(fixture, path.data,
           arena_format(&fixture->arena, "---\ntitle: Tin\ndate: 2021-11-25\n%s---\n%s", keys, body));
}

static const struct news *news_of(const struct registry *registry, const char *id) {
  return (const struct news *)entry_of(registry, ENTRY_NEWS, id);
}

static const struct entry *target_at(const struct list *list, size_t index) {
  return ((const struct reference *)list->items)[index].target;
}

static void references_lead_to_their_entries(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put_news(fixture, "n",
           "agreements: ctph-4286\norganizations: [b, a]\npeople: nguyen-van-a\nprovinces: [hue]\n"
           "topics: [viec-lam]\nphotos: [{file: 2021/le-ky.jpg, alt: A, credit: C}]\n",
           "");
  struct registry *registry = load_good(fixture, "2026-01-01");
  const struct news *news = news_of(registry, "n");
  assert_ptr_equal(target_at(&news->agreements, 0), agreement_of(registry, "ctph-4286"));
  assert_int_equal(news->organizations.count, 2);
  assert_ptr_equal(target_at(&news->organizations, 0), organization_of(registry, "b"));
  assert_ptr_equal(target_at(&news->organizations, 1), organization_of(registry, "a"));
  assert_ptr_equal(target_at(&news->provinces, 0), province_of(registry, "hue"));
  const struct agreement *agreement = agreement_of(registry, "ctph-4286");
  const struct signatory *signatories = agreement->signatories.items;
  assert_ptr_equal(signatories[1].organization.target, organization_of(registry, "b"));
  registry_free(registry);
}

/* An unknown reference of the key with this suggestion, or none (NULL). */
static void suggests(struct fixture *fixture, const char *key, const char *written, const char *kind,
                     const char *suggestion) {
  put_news(fixture, "n", arena_format(&fixture->arena, "%s: \"%s\"\n", key, written).data, "");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_count(fixture, 1);
  struct view message = english_of(&fixture->diagnostics.items[0]);
  struct view expected =
      suggestion == NULL
          ? arena_format(&fixture->arena, "unknown %s \"%s\"; the ids are %s", kind, written,
                         strcmp(kind, "topic") == 0 ? "in content/data/topics.yaml"
                                                    : "the names of the files in content/organizations/")
          : arena_format(&fixture->arena, "unknown %s \"%s\"; did you mean \"%s\"?", kind, written,
                         suggestion);
  assert_view(message, expected.data);
  expect_only(fixture, SEVERITY_ERROR, "unknown-reference", "content/news/2021/n.md", 4,
              (uint32_t)strlen(key) + 3, written);
  registry_free(registry);
}

static void what_is_unknown_is_told_with_the_nearest_id(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  suggests(fixture, "agreements", "ctph-4268", "agreement", "ctph-4286");
  suggests(fixture, "provinces", "nghe-am", "province", "nghe-an");
  suggests(fixture, "topics", "xylophone", "topic", NULL);
  suggests(fixture, "organizations", "ctph-4286", "organization", NULL);
}

static void a_name_leads_to_the_id_with_and_without_diacritics(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  suggests(fixture, "provinces", "Nghệ An", "province", "nghe-an");
  suggests(fixture, "provinces", "nghe an", "province", "nghe-an");
  suggests(fixture, "provinces", "NGHE AN", "province", "nghe-an");
  suggests(fixture, "people", "Nguyen Van A", "person", "nguyen-van-a");
  suggests(fixture, "agreements", "chuong trinh 4286", "agreement", "ctph-4286");
  suggests(fixture, "agreements", "Thỏa thuận ctph-4286", "agreement", "ctph-4286");
}

static void a_reference_that_leads_nowhere_is_dropped(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put_news(fixture, "n", "provinces: [nowhere, hue, elsewhere]\n", "");
  struct registry *registry = load(fixture, "2026-01-01");
  expect(fixture, SEVERITY_ERROR, "unknown-reference", "content/news/2021/n.md", 4, 13, "nowhere");
  expect(fixture, SEVERITY_ERROR, "unknown-reference", "content/news/2021/n.md", 4, 27, "elsewhere");
  expect_count(fixture, 2);
  const struct news *news = news_of(registry, "n");
  assert_int_equal(news->provinces.count, 1);
  assert_ptr_equal(target_at(&news->provinces, 0), province_of(registry, "hue"));
  registry_free(registry);
}

static void what_is_named_twice_counts_once(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put_news(fixture, "n", "provinces: [hue, nghe-an, hue]\n", "");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_only(fixture, SEVERITY_WARNING, "repeated-reference", "content/news/2021/n.md", 4, 27,
              "provinces: \"hue\" is named twice");
  assert_int_equal(news_of(registry, "n")->provinces.count, 2);
  registry_free(registry);
}

static void references_in_parts_are_resolved_too(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put(fixture, "content/agreements/x.md",
      "---\ntitle: X\nsigned: 2021-01-01\nsignatories:\n"
      "  - {organization: a, signers: [{person: nguyen-van-b}]}\n  - {organization: c}\n"
      "commitments: [{title: C, topics: [viec-lam, viec-lan]}]\nphotos: [{file: 2021/le-kí.jpg, alt: A, "
      "credit: C}]\n"
      "documents: [{file: x.pdf}]\n---\n");
  registry_free(load(fixture, "2026-01-01"));
  const char *file = "content/agreements/x.md";
  expect(fixture, SEVERITY_ERROR, "unknown-reference", file, 5, 42, "did you mean \"nguyen-van-a\"?");
  expect(fixture, SEVERITY_ERROR, "unknown-reference", file, 6, 20, "unknown organization \"c\"");
  expect(fixture, SEVERITY_ERROR, "unknown-reference", file, 7, 45, "did you mean \"viec-lam\"?");
  expect(fixture, SEVERITY_ERROR, "missing-media", file, 8, 17, "did you mean \"2021/le-ky.jpg\"?");
  expect(fixture, SEVERITY_ERROR, "missing-media", file, 9, 20, "media/x.pdf; add it");
  expect_count(fixture, 5);
}

static void a_draft_can_not_be_referred_to(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put(fixture, "content/pages/nhap.md", "---\ntitle: Nháp\ndraft: true\n---\n[x](agreement:no-such)\n");
  put_agreement(fixture, "d", "signed: 2021-11-25\ndraft: true\n");
  put_news(fixture, "n", "agreements: d\n", "[x](page:nhap)\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect(fixture, SEVERITY_ERROR, "draft-reference", "content/news/2021/n.md", 4, 13,
         "agreement \"d\" is a draft");
  expect(fixture, SEVERITY_ERROR, "draft-reference", "content/news/2021/n.md", 6, 5,
         "page \"nhap\" is a draft");
  expect(fixture, SEVERITY_NOTE, "unknown-reference", "content/pages/nhap.md", 5, 5, "no-such");
  expect_count(fixture, 3);
  assert_int_equal(news_of(registry, "n")->agreements.count, 0);
  registry_free(registry);
  diagnostics_free(&fixture->diagnostics);
  struct registry_options options = {.content = "content", .today = day("2026-01-01"), .drafts = true};
  registry = load_with(fixture, &options);
  expect_only(fixture, SEVERITY_ERROR, "unknown-reference", "content/pages/nhap.md", 5, 5, "no-such");
  assert_int_equal(news_of(registry, "n")->agreements.count, 1);
  registry_free(registry);
}

static void what_is_to_come_is_checked_already(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put(fixture, "content/news/2027/sau.md", "---\ntitle: Sau\ndate: 2027-01-01\nagreements: no-such\n---\n");
  registry_free(load(fixture, "2026-01-01"));
  expect_only(fixture, SEVERITY_ERROR, "unknown-reference", "content/news/2027/sau.md", 4, 13, "no-such");
}

static void what_is_of_the_future_is_not_linked_yet(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put(fixture, "content/news/2027/sau.md", "---\ntitle: Sau\ndate: 2027-01-01\n---\n");
  put_news(fixture, "n", "", "[x](news:sau) [y](../2027/sau.md)\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect(fixture, SEVERITY_ERROR, "draft-reference", "content/news/2021/n.md", 5, 5,
         "not published before 2027-01-01");
  expect(fixture, SEVERITY_ERROR, "draft-reference", "content/news/2021/n.md", 5, 19,
         "not published before 2027-01-01");
  expect_count(fixture, 2);
  const struct body *body = news_of(registry, "n")->entry.body;
  assert_int_equal(body->link_count, 2);
  assert_null(body->links[0].entry);
  assert_null(body->links[1].entry);
  registry_free(registry);
}

static void links_of_bodies_are_resolved(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put_news(fixture, "n", "",
           "[](agreement:ctph-4286) [](province:hue) [](../../pages/gioi-thieu.md)\n"
           "![Lễ ký](media:2021/le-ky.jpg)\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  const struct body *body = news_of(registry, "n")->entry.body;
  assert_int_equal(body->link_count, 4);
  assert_ptr_equal(body->links[0].entry, agreement_of(registry, "ctph-4286"));
  assert_view(body->links[0].title, "Thỏa thuận ctph-4286");
  assert_view(body->links[1].title, "Huế");
  assert_ptr_equal(body->links[2].entry, entry_of(registry, ENTRY_PAGE, "gioi-thieu"));
  assert_null(body->links[3].entry);
  registry_free(registry);
}

static void links_of_bodies_that_lead_nowhere_are_told(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put_news(fixture, "n", "",
           "[a](agreement:ctph-4268)\n\n[b](gioi-thieu.md) [c](../../pages/gioi-thiu.md)\n\n"
           "![d](media:2021/le-kyy.jpg)\n");
  registry_free(load(fixture, "2026-01-01"));
  const char *file = "content/news/2021/n.md";
  expect(fixture, SEVERITY_ERROR, "unknown-reference", file, 5, 5, "did you mean \"ctph-4286\"?");
  expect(fixture, SEVERITY_ERROR, "unknown-reference", file, 7, 5,
         "unknown file \"content/news/2021/gioi-thieu.md\"");
  expect(fixture, SEVERITY_ERROR, "unknown-reference", file, 7, 24,
         "did you mean \"content/pages/gioi-thieu.md\"?");
  expect(fixture, SEVERITY_ERROR, "missing-media", file, 9, 6, "did you mean \"2021/le-ky.jpg\"?");
  expect_count(fixture, 4);
}

/* Suggestions look at every name: a file full of unknown ids must not take the square of its size. */
static void many_unknown_references_take_linear_time(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  struct buffer topics = {0}, text = {0};
  for (size_t i = 0; i < 10000; i++)
    buffer_format(&topics, "- {id: linh-vuc-%05zu, name: Lĩnh vực số %05zu}\n", i, i);
  put_view(fixture, "content/data/topics.yaml", buffer_view(&topics));
  buffer_add_string(&text, "---\ntitle: T\ndate: 2021-01-01\ntopics:\n");
  for (size_t i = 0; i < 20000; i++)
    buffer_format(&text, "- linh-vuc-x%05zu\n", i);
  buffer_add_string(&text, "---\n");
  for (size_t i = 0; i < 5000; i++)
    buffer_format(&text, "[a](topic:khong-co-%05zu) [b](media:khong-co-%05zu.jpg)\n", i, i);
  put_view(fixture, "content/news/2021/n.md", buffer_view(&text));
  double start = used_seconds();
  registry_free(load(fixture, "2026-01-01"));
  assert_true(used_seconds() - start < 20);
  assert_int_equal(fixture->diagnostics.errors, 30000);
  assert_contains(english_of(&fixture->diagnostics.items[0]), "did you mean");
  buffer_free(&topics);
  buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(references_lead_to_their_entries),
      FIXTURE_TEST(what_is_unknown_is_told_with_the_nearest_id),
      FIXTURE_TEST(a_name_leads_to_the_id_with_and_without_diacritics),
      FIXTURE_TEST(a_reference_that_leads_nowhere_is_dropped),
      FIXTURE_TEST(what_is_named_twice_counts_once),
      FIXTURE_TEST(references_in_parts_are_resolved_too),
      FIXTURE_TEST(a_draft_can_not_be_referred_to),
      FIXTURE_TEST(what_is_to_come_is_checked_already),
      FIXTURE_TEST(what_is_of_the_future_is_not_linked_yet),
      FIXTURE_TEST(links_of_bodies_are_resolved),
      FIXTURE_TEST(links_of_bodies_that_lead_nowhere_are_told),
      FIXTURE_TEST(many_unknown_references_take_linear_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
