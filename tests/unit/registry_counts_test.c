#include "unit/register_fixture.h"

/* The counts as "2 in-force, 1 ended". */
static void assert_counts(const struct list *counts, const char *expected) {
  struct buffer found = {0};
  for (size_t i = 0; i < counts->count; i++) {
    const struct status_count *count = list_at(counts, i);
    if (count->count == 0) continue; /* only later */
    buffer_format(&found, "%s%d %.*s", found.length == 0 ? "" : ", ", (int)count->count,
                  VIEW_FORMAT(count->validity));
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

static void put_world(struct fixture *fixture) {
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: moi, name: Mới}\n- {id: cu, name: Cũ, merged_into: moi, until: 2025-06-30}\n"
      "- {id: khac, name: Khác}\n");
  put(fixture, "content/data/topics.yaml", "- {id: x, name: X}\n- {id: y, name: Y}\n");
  put(fixture, "content/organizations/a.md",
      "---\nname: A\nprovince: cu\ndissolved: 2025-06-30\nsuccessors: [{organization: c}]\n---\n");
  put(fixture, "content/organizations/c.md", "---\nname: C\nprovince: moi\n---\n");
  put_agreement(fixture, "mot", "period: {start: 2020, end: 2022-06-30}\ntopics: [x]\n");
  put_agreement(fixture, "hai",
                "signed: 2021-12-01\nperiod: {start: 2022, end: 2025}\nsucceeds: mot\ntopics: [x]\n");
  put_agreement(fixture, "ba", "period: {start: 2026, end: 2030}\nsucceeds: hai\n");
  put_agreement(fixture, "bon", "period: {start: 2020, end: 2022}\namends: [mot, hai]\n");
  put_agreement(fixture, "nam",
                "period: {start: 2024, end: 2027}\nterminated: {date: 2025-02-01}\nimplements: "
                "[hai, ba]\n");
}

static void expect_counts(struct fixture *fixture, const char *today, const char *signatory) {
  struct registry *registry = load(fixture, today);
  assert_counts(&organization_of(registry, "a")->status_counts, signatory);
  assert_counts(&province_of(registry, "cu")->status_counts, signatory);
  registry_free(registry);
}

static void each_status_is_counted_on_its_day(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  expect_counts(fixture, "2019-12-31", "4 upcoming, 1 unsigned");
  expect_counts(fixture, "2020-01-01", "2 in-force, 2 upcoming, 1 unsigned");
  expect_counts(fixture, "2021-10-01", "2 in-force, 2 upcoming, 1 unsigned");
  expect_counts(fixture, "2022-01-01", "2 in-force, 2 upcoming, 1 replaced");
  expect_counts(fixture, "2023-01-01", "1 in-force, 2 upcoming, 1 ended, 1 replaced");
  expect_counts(fixture, "2025-03-01", "1 in-force, 1 upcoming, 1 ended, 1 replaced, 1 terminated");
  expect_counts(fixture, "2031-01-01", "3 ended, 1 replaced, 1 terminated");
}

static void a_province_has_those_of_the_ones_it_took_in(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load(fixture, "2025-06-30");
  assert_counts(&province_of(registry, "moi")->status_counts, "");
  registry_free(registry);
  registry = load(fixture, "2025-07-01");
  assert_counts(&province_of(registry, "moi")->status_counts,
                "1 in-force, 1 upcoming, 1 ended, 1 replaced, 1 terminated");
  assert_int_equal(province_of(registry, "moi")->current_count, 1);
  assert_counts(&province_of(registry, "khac")->status_counts, "");
  registry_free(registry);
}

static void an_organizations_own_and_inherited_ones_are_counted_apart(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load(fixture, "2025-06-30");
  assert_counts(&organization_of(registry, "c")->inherited_counts, "");
  registry_free(registry);
  registry = load(fixture, "2025-07-01");
  assert_counts(&organization_of(registry, "c")->status_counts, "");
  assert_counts(&organization_of(registry, "c")->inherited_counts,
                "1 in-force, 1 upcoming, 1 ended, 1 replaced, 1 terminated");
  assert_counts(&organization_of(registry, "a")->inherited_counts, "");
  registry_free(registry);
}

static void a_topic_has_those_under_it(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load(fixture, "2022-06-01");
  assert_counts(&((struct topic *)entry_of(registry, ENTRY_TOPIC, "x"))->status_counts,
                "1 in-force, 1 replaced");
  assert_counts(&((struct topic *)entry_of(registry, ENTRY_TOPIC, "y"))->status_counts, "");
  registry_free(registry);
}

static void assert_later(struct fixture *fixture, const char *today, const char *statuses,
                         const char *current) {
  struct registry *registry = load(fixture, today);
  struct organization *organization = organization_of(registry, "a");
  assert_view(organization->status_changes, statuses);
  assert_view(organization->current_changes, current);
  const struct partner *partner = list_at(&organization->partners, 0);
  assert_view(partner->current_changes, current);
  registry_free(registry);
}

static void how_they_will_change_is_told_by_day(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  assert_later(fixture, "2025-12-01",
               "2026-01-01:ending>ended:1 2026-01-01:upcoming>in-force:1 2030-07-04:in-force>ending:1 "
               "2031-01-01:ending>ended:1",
               "2031-01-01:-1");
  assert_later(fixture, "2030-12-31", "2031-01-01:ending>ended:1", "2031-01-01:-1");
  assert_later(fixture, "2031-01-01", "", "");
  struct registry *registry = load(fixture, "2025-12-31");
  const struct list *counts = &organization_of(registry, "a")->status_counts;
  const struct status_count *first = list_at(counts, 0);
  assert_view(first->validity, "in-force"); /* there are none yet */
  assert_int_equal(first->count, 0);
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(each_status_is_counted_on_its_day),
      FIXTURE_TEST(a_province_has_those_of_the_ones_it_took_in),
      FIXTURE_TEST(an_organizations_own_and_inherited_ones_are_counted_apart),
      FIXTURE_TEST(a_topic_has_those_under_it),
      FIXTURE_TEST(how_they_will_change_is_told_by_day),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
