#include "depend/fingerprints.h"

#include "schema/fingerprint.h"
#include "schema/reads.h"
#include "unit/register_fixture.h"

/* A register's fingerprints, and what to look them up with. */
struct seen {
  struct registry *registry;
  struct fingerprints fingerprints;
};

static const struct address_book addresses = {.root = VIEW_LITERAL("/")};

static struct seen look(struct fixture *fixture, const char *today) {
  struct seen seen = {.registry = load(fixture, today)};
  struct fingerprints *fingerprints = &seen.fingerprints;
  fingerprints_begin(fingerprints, seen.registry, &addresses, &fixture->arena);
  for (size_t number = 1; number <= fingerprints->count; number++)
    fingerprints_of_entry(fingerprints, number, NULL, fingerprints->items + fingerprints->begins[number - 1]);
  diagnostics_free(&fixture->diagnostics);
  return seen;
}

static uint64_t fingerprint_of(const struct seen *seen, enum entry_kind kind, const char *id,
                               const char *name) {
  const struct entry *entry = entry_of(seen->registry, kind, id);
  const struct fingerprints *fingerprints = &seen->fingerprints;
  const struct field *field = record_type_find(entry->type, view_of(name));
  assert_non_null(field);
  assert_int_equal(fingerprints->keys[entry->number - 1], entry->key);
  uint32_t at = fingerprints->begins[entry->number - 1] + reads_bit(entry->type, field);
  assert_true(at < fingerprints->begins[entry->number]);
  return fingerprints->items[at];
}

static struct seen before, after;

static bool differs(enum entry_kind kind, const char *id, const char *name) {
  return fingerprint_of(&before, kind, id, name) != fingerprint_of(&after, kind, id, name);
}

static void release(void) {
  registry_free(before.registry);
  registry_free(after.registry);
}

static void put_register(struct fixture *fixture) {
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml", "- {id: x, name: X}\n- {id: y, name: Y}\n");
  put_agreement(fixture, "one", "signed: 2020-01-01\nperiod: {start: 2020, end: 2022}\n");
  put_agreement(fixture, "two", "signed: 2023-01-01\nsucceeds: one\n");
  put(fixture, "content/pages/p.md", "---\ntitle: P\n---\nXem [](agreement:one) và [](organization:a).\n");
}

static void the_same_register_has_the_same_fingerprints(void **state) {
  struct fixture *fixture = *state;
  put_register(fixture);
  before = look(fixture, "2021-01-01");
  after = look(fixture, "2021-01-01");
  const struct fingerprints *one = &before.fingerprints, *other = &after.fingerprints;
  assert_int_equal(one->count, other->count);
  assert_int_equal(one->count, before.registry->entry_count);
  assert_memory_equal(one->keys, other->keys, one->count * sizeof *one->keys);
  assert_memory_equal(one->begins, other->begins, (one->count + 1) * sizeof *one->begins);
  assert_memory_equal(one->items, other->items, one->begins[one->count] * sizeof *one->items);
  release();
}

/* Between its members a date has bytes that mean nothing. */
static void dates_are_the_same_whatever_lies_between_their_members(void **state) {
  (void)state;
  const struct field *field = record_type_find(&agreement_type, VIEW("updated"));
  assert_non_null(field);
  struct date dates[3];
  for (size_t i = 0; i < 3; i++) {
    memset(&dates[i], (int)i, sizeof dates[i]);
    dates[i].precision = DATE_TIME;
    dates[i].year = 2026;
    dates[i].month = 11;
    dates[i].day = i < 2 ? 30 : 29;
    dates[i].hour = 21;
    dates[i].minute = dates[i].second = 7;
  }
  uint64_t hash = fingerprint_value(0, field, &dates[0], FINGERPRINT_DERIVED);
  assert_true(fingerprint_value(0, field, &dates[1], FINGERPRINT_DERIVED) == hash);
  assert_true(fingerprint_value(0, field, &dates[2], FINGERPRINT_DERIVED) != hash);
}

static void what_a_file_says_is_its_entrys_own(void **state) {
  struct fixture *fixture = *state;
  put_register(fixture);
  before = look(fixture, "2021-01-01");
  put_agreement(fixture, "one", "signed: 2020-01-01\nperiod: {start: 2020, end: 2022}\nplace: Huế\n");
  after = look(fixture, "2021-01-01");
  assert_true(differs(ENTRY_AGREEMENT, "one", "place"));
  assert_false(differs(ENTRY_AGREEMENT, "one", "ends"));
  assert_false(differs(ENTRY_AGREEMENT, "one", "heading"));
  assert_false(differs(ENTRY_AGREEMENT, "two", "succeeds"));
  assert_false(differs(ENTRY_ORGANIZATION, "a", "agreements"));
  release();
}

static void a_derived_field_differs_with_what_it_is_derived_from(void **state) {
  struct fixture *fixture = *state;
  put_register(fixture);
  put(fixture, "content/news/2021/n.md", "---\ntitle: N\ndate: 2021-02-03\nagreements: [one]\n---\n");
  before = look(fixture, "2021-03-01");
  put(fixture, "content/news/2021/n.md", "---\ntitle: N\ndate: 2021-02-03\nagreements: [two]\n---\n");
  after = look(fixture, "2021-03-01");
  assert_true(differs(ENTRY_AGREEMENT, "one", "news"));
  assert_true(differs(ENTRY_AGREEMENT, "two", "news"));
  assert_false(differs(ENTRY_AGREEMENT, "one", "title"));
  assert_false(differs(ENTRY_AGREEMENT, "one", "status"));
  assert_false(differs(ENTRY_ORGANIZATION, "a", "agreements"));
  release();
}

static void the_day_shows_in_what_is_judged_on_it(void **state) {
  struct fixture *fixture = *state;
  put_register(fixture);
  before = look(fixture, "2021-01-01");
  after = look(fixture, "2021-01-02");
  assert_false(differs(ENTRY_AGREEMENT, "one", "status"));
  registry_free(after.registry);
  after = look(fixture, "2022-12-01");
  assert_true(differs(ENTRY_AGREEMENT, "one", "status"));
  assert_true(differs(ENTRY_ORGANIZATION, "a", "status_counts"));
  assert_false(differs(ENTRY_AGREEMENT, "one", "title"));
  assert_false(differs(ENTRY_ORGANIZATION, "a", "agreements"));
  release();
}

static void a_body_differs_with_what_its_links_show(void **state) {
  struct fixture *fixture = *state;
  put_register(fixture);
  before = look(fixture, "2021-01-01");
  put(fixture, "content/organizations/a.md", "---\nname: Bộ khác\n---\n");
  after = look(fixture, "2021-01-01");
  assert_true(differs(ENTRY_PAGE, "p", "body"));
  assert_false(differs(ENTRY_PAGE, "p", "title"));
  assert_true(differs(ENTRY_ORGANIZATION, "a", "heading"));
  release();
}

static void entries_of_a_list_are_their_own(void **state) {
  struct fixture *fixture = *state;
  put_register(fixture);
  before = look(fixture, "2021-01-01");
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: X}\n- {id: y, name: Y, merged_into: x, until: 2020-06-30}\n");
  after = look(fixture, "2021-01-01");
  assert_true(differs(ENTRY_PROVINCE, "y", "is_former"));
  assert_true(differs(ENTRY_PROVINCE, "x", "merged"));
  assert_false(differs(ENTRY_PROVINCE, "x", "is_former"));
  release();
}

static void an_entry_that_is_not_published_yet_counts(void **state) {
  struct fixture *fixture = *state;
  put_register(fixture);
  put(fixture, "content/news/2021/n.md", "---\ntitle: N\ndate: 2021-02-03\nagreements: [one]\n---\n");
  before = look(fixture, "2021-01-01");
  after = look(fixture, "2021-03-01");
  assert_int_equal(before.fingerprints.count, after.fingerprints.count);
  assert_true(differs(ENTRY_AGREEMENT, "one", "news"));
  release();
}

/* Of every entry, with what another register's says of it before. */
static void expect_same_with_old(const struct seen *seen, const struct seen *old) {
  const struct fingerprints *now = &seen->fingerprints;
  for (size_t number = 1; number <= now->count; number++) {
    uint64_t found[READS_BITS] = {0};
    assert_int_equal(now->keys[number - 1], old->fingerprints.keys[number - 1]);
    fingerprints_of_entry(now, number, old->fingerprints.items + old->fingerprints.begins[number - 1], found);
    assert_memory_equal(found, now->items + now->begins[number - 1],
                        fingerprints_count(now, number) * sizeof *found);
  }
}

static void what_is_known_of_before_changes_nothing(void **state) {
  struct fixture *fixture = *state;
  put_register(fixture);
  put(fixture, "content/news/2021/n.md", "---\ntitle: N\ndate: 2021-02-03\nagreements: [one]\n---\n# Đầu\n");
  before = look(fixture, "2021-03-01");
  put(fixture, "content/news/2021/n.md", "---\ntitle: M\ndate: 2022-02-03\nagreements: [one]\n---\n# Mới\n");
  put_agreement(fixture, "two", "signed: 2022-01-01\nsucceeds: one\n");
  after = look(fixture, "2022-03-01");
  expect_same_with_old(&before, &before);
  expect_same_with_old(&after, &before);
  release();
}

static void lists_differ_by_their_order(void **state) {
  (void)state;
  struct entry one = {.key = 1}, two = {.key = 2};
  void *ahead[] = {&one, &two}, *back[] = {&two, &one};
  struct list first = {ahead, 2, {0}}, second = {back, 2, {0}}, less = {ahead, 1, {0}};
  const struct field field = {.name = "news", .kind = FIELD_LINKS, .target = &news_type};
  assert_int_equal(fingerprint_list(&field, &first), fingerprint_list(&field, &first));
  assert_int_not_equal(fingerprint_list(&field, &first), fingerprint_list(&field, &second));
  assert_int_not_equal(fingerprint_list(&field, &first), fingerprint_list(&field, &less));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_are_the_same_whatever_lies_between_their_members),
      FIXTURE_TEST(the_same_register_has_the_same_fingerprints),
      FIXTURE_TEST(what_a_file_says_is_its_entrys_own),
      FIXTURE_TEST(a_derived_field_differs_with_what_it_is_derived_from),
      FIXTURE_TEST(the_day_shows_in_what_is_judged_on_it),
      FIXTURE_TEST(a_body_differs_with_what_its_links_show),
      FIXTURE_TEST(entries_of_a_list_are_their_own),
      FIXTURE_TEST(an_entry_that_is_not_published_yet_counts),
      FIXTURE_TEST(what_is_known_of_before_changes_nothing),
      cmocka_unit_test(lists_differ_by_their_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
