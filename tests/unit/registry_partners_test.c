#include "unit/register_fixture.h"

static void put_signed(struct fixture *fixture, const char *id, const char *signatories, const char *keys) {
  struct view path = arena_format(&fixture->arena, "content/agreements/%s.md", id);
  put_view(fixture, path.data,
           arena_format(&fixture->arena, "---\ntitle: Thỏa thuận %s\nsignatories: [%s]\n%s---\n", id,
                        signatories, keys));
}

/* The partners of an organization in their order: id, count, in force, first and latest year. */
static void expect_partners(const struct registry *registry, const char *id, const char *expected) {
  const struct list *partners = &organization_of(registry, id)->partners;
  struct buffer found = {0};
  for (size_t i = 0; i < partners->count; i++) {
    const struct partner *partner = list_at(partners, i);
    buffer_format(&found, "%s%.*s %d/%d %d-%d", i == 0 ? "" : ", ",
                  VIEW_FORMAT(partner->organization->entry.id), (int)partner->current_count,
                  (int)partner->count, (int)partner->first.year, (int)partner->latest.year);
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

#define A "{organization: a}"
#define B "{organization: b}"
#define C "{organization: c}"

static void put_organizations(struct fixture *fixture) {
  put_base(fixture);
  put(fixture, "content/organizations/c.md", "---\nname: Ủy ban C\n---\n");
  put(fixture, "content/organizations/d.md", "---\nname: Sở D, không ký gì\n---\n");
}

static void each_of_three_signatories_has_the_two_others(void **state) {
  struct fixture *fixture = *state;
  put_organizations(fixture);
  put_signed(fixture, "t", A ", " B ", " C, "signed: 2020-05-01\nperiod: {end: open}\n");
  struct registry *registry = load_good(fixture, "2021-01-01");
  expect_partners(registry, "a", "b 1/1 2020-2020, c 1/1 2020-2020");
  expect_partners(registry, "b", "a 1/1 2020-2020, c 1/1 2020-2020");
  expect_partners(registry, "c", "a 1/1 2020-2020, b 1/1 2020-2020");
  expect_partners(registry, "d", "");
  registry_free(registry);
}

static void partners_are_counted_since_when_and_how_many_in_force(void **state) {
  struct fixture *fixture = *state;
  put_organizations(fixture);
  put_signed(fixture, "t1", A ", " C, "signed: 2013-05-01\nperiod: {start: 2013, end: 2017}\n");
  put_signed(fixture, "t2", C ", " A, "signed: 2018-05-01\nperiod: {start: 2018, end: 2022}\n");
  put_signed(fixture, "t3", A ", " B ", " C, "period: {start: 2016, end: 2025}\n");
  struct registry *registry = load_good(fixture, "2017-12-31");
  expect_partners(registry, "a", "c 2/3 2013-2018, b 1/1 2016-2016");
  expect_partners(registry, "b", "a 1/1 2016-2016, c 1/1 2016-2016");
  registry_free(registry);
  registry = load_good(fixture, "2026-01-01");
  expect_partners(registry, "a", "c 0/3 2013-2018, b 0/1 2016-2016");
  registry_free(registry);
}

static void drafts_count_only_when_they_are_shown(void **state) {
  struct fixture *fixture = *state;
  put_organizations(fixture);
  put_signed(fixture, "t", A ", " B, "signed: 2020-05-01\nperiod: {end: open}\ndraft: true\n");
  struct registry_options options = {.content = "content", .today = day("2021-01-01")};
  struct registry *registry = load_with(fixture, &options);
  expect_partners(registry, "a", "");
  registry_free(registry);
  options.drafts = true;
  registry = load_with(fixture, &options);
  expect_partners(registry, "a", "b 1/1 2020-2020");
  registry_free(registry);
}

/* Whatever the checks say of it, the counts stay right. */
static void named_twice_is_one_partner_and_oneself_is_none(void **state) {
  struct fixture *fixture = *state;
  put_organizations(fixture);
  put_signed(fixture, "t", A ", " B ", " B ", " A, "signed: 2020-05-01\nperiod: {end: open}\n");
  struct registry *registry = load(fixture, "2021-01-01");
  expect_partners(registry, "a", "b 1/1 2020-2020");
  expect_partners(registry, "b", "a 1/1 2020-2020");
  registry_free(registry);
}

static void the_65th_signatory_is_nobodys_partner(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  struct buffer signatories = {0};
  for (int i = 1; i <= 65; i++) {
    struct view path = arena_format(&fixture->arena, "content/organizations/o%02d.md", i);
    put_view(fixture, path.data, arena_format(&fixture->arena, "---\nname: Cơ quan %02d\n---\n", i));
    buffer_format(&signatories, "%s{organization: o%02d}", i == 1 ? "" : ", ", i);
  }
  struct view all = arena_copy(&fixture->arena, buffer_view(&signatories));
  buffer_free(&signatories);
  put_signed(fixture, "t", all.data, "signed: 2020-05-01\nperiod: {end: open}\n");
  struct registry *registry = load_good(fixture, "2021-01-01");
  assert_int_equal(organization_of(registry, "o01")->partners.count, 63);
  assert_int_equal(organization_of(registry, "o64")->partners.count, 63);
  expect_partners(registry, "o65", "");
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(each_of_three_signatories_has_the_two_others),
      FIXTURE_TEST(partners_are_counted_since_when_and_how_many_in_force),
      FIXTURE_TEST(drafts_count_only_when_they_are_shown),
      FIXTURE_TEST(named_twice_is_one_partner_and_oneself_is_none),
      FIXTURE_TEST(the_65th_signatory_is_nobodys_partner),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
