#include "register/names.h"
#include "unit/register_fixture.h"

static void put_units(struct fixture *fixture) {
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: hue, name: Huế, kind: thành phố, former_names: [{name: Bình Trị Thiên, kind: tỉnh, until: "
      "1989},"
      " {name: Thừa Thiên Huế, short_name: TT Huế, kind: tỉnh, until: 2024-12-31}]}\n"
      "- {id: dak-nong, name: Đắk Nông, kind: tỉnh}\n- {id: tho, name: Thọ}\n"
      "- {id: hcm, name: Thành phố Hồ Chí Minh, kind: thành phố}\n- {id: tp, name: TP. Vinh, kind: thành "
      "phố}\n"
      "- {id: khu, name: Phú Quý, kind: đặc khu, short_name: ĐK Phú Quý}\n");
  put(fixture, "content/organizations/a.md",
      "---\nname: Bộ Mới\nshort_name: BM\nfounded: 2000-01-01\nformer_names:\n"
      "  - {name: Bộ Cũ, short_name: BC, until: 2007}\n  - {name: Bộ Giữa, until: 2020-06-30}\n---\n");
}

static void assert_named(const struct entry *entry, const char *heading, const char *short_heading) {
  assert_view(entry->heading, heading);
  assert_view(entry->short_heading, short_heading);
}

static void expect_on(struct fixture *fixture, const char *today, const char *heading,
                      const char *short_heading, const char *office, const char *short_office) {
  struct registry *registry = load_good(fixture, today);
  assert_named(entry_of(registry, ENTRY_PROVINCE, "hue"), heading, short_heading);
  assert_named(entry_of(registry, ENTRY_ORGANIZATION, "a"), office, short_office);
  registry_free(registry);
}

static void a_former_name_holds_up_to_its_last_day(void **state) {
  struct fixture *fixture = *state;
  put_units(fixture);
  expect_on(fixture, "1989-12-31", "Tỉnh Bình Trị Thiên", "Bình Trị Thiên", "Bộ Cũ", "BC");
  expect_on(fixture, "1990-01-01", "Tỉnh Thừa Thiên Huế", "TT Huế", "Bộ Cũ", "BC");
  expect_on(fixture, "2007-12-31", "Tỉnh Thừa Thiên Huế", "TT Huế", "Bộ Cũ", "BC");
  expect_on(fixture, "2008-01-01", "Tỉnh Thừa Thiên Huế", "TT Huế", "Bộ Giữa", "Bộ Giữa");
  expect_on(fixture, "2020-07-01", "Tỉnh Thừa Thiên Huế", "TT Huế", "Bộ Mới", "BM");
  expect_on(fixture, "2024-12-31", "Tỉnh Thừa Thiên Huế", "TT Huế", "Bộ Mới", "BM");
  expect_on(fixture, "2025-01-01", "Thành phố Huế", "TP. Huế", "Bộ Mới", "BM");
}

static void a_province_is_called_with_its_kind(void **state) {
  struct fixture *fixture = *state;
  put_units(fixture);
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_named(entry_of(registry, ENTRY_PROVINCE, "dak-nong"), "Tỉnh Đắk Nông", "Đắk Nông");
  assert_named(entry_of(registry, ENTRY_PROVINCE, "tho"), "Thọ", "Thọ");
  assert_named(entry_of(registry, ENTRY_PROVINCE, "hcm"), "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh");
  assert_named(entry_of(registry, ENTRY_PROVINCE, "tp"), "TP. Vinh", "TP. Vinh");
  assert_named(entry_of(registry, ENTRY_PROVINCE, "khu"), "Đặc khu Phú Quý", "ĐK Phú Quý");
  assert_view(province_of(registry, "dak-nong")->full_name, "tỉnh Đắk Nông");
  assert_view(province_of(registry, "khu")->full_name, "đặc khu Phú Quý");
  registry_free(registry);
}

static void assert_span(const struct entry *entry, size_t index, const char *expected) {
  struct unit_name name = names_at(entry, index);
  struct buffer found = {0};
  buffer_add(&found, name.name);
  buffer_add_byte(&found, ' ');
  date_add_iso(&found, name.from);
  buffer_add_string(&found, "..");
  date_add_iso(&found, name.until);
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

static void each_name_has_its_days(void **state) {
  struct fixture *fixture = *state;
  put_units(fixture);
  struct registry *registry = load_good(fixture, "2026-01-01");
  const struct entry *office = entry_of(registry, ENTRY_ORGANIZATION, "a");
  assert_int_equal(names_count(office), 3);
  assert_span(office, 0, "Bộ Cũ 2000-01-01..2007");
  assert_span(office, 1, "Bộ Giữa 2008..2020-06-30");
  assert_span(office, 2, "Bộ Mới 2020-07-01..");
  const struct entry *province = entry_of(registry, ENTRY_PROVINCE, "hue");
  assert_span(province, 0, "Bình Trị Thiên ..1989");
  assert_span(province, 2, "Huế 2025-01-01..");
  assert_int_equal(names_count(entry_of(registry, ENTRY_ORGANIZATION, "b")), 1);
  registry_free(registry);
}

/* Of the agreement's first signatory, on the day of a build. */
static void expect_then(struct fixture *fixture, const char *signed_on, const char *today,
                        const char *expected) {
  struct arena *arena = &fixture->arena;
  put_agreement(fixture, "t", arena_format(arena, "signed: %s\n", signed_on).data);
  struct registry *registry = load_good(fixture, today);
  const struct signatory *signatories = agreement_of(registry, "t")->signatories.items;
  assert_view(signatories[0].name_then, expected);
  assert_view(signatories[1].name_then, "");
  registry_free(registry);
}

static void a_signatory_bears_the_name_of_the_day_of_signing(void **state) {
  struct fixture *fixture = *state;
  put_units(fixture);
  expect_then(fixture, "2007-12-31", "2026-01-01", "Bộ Cũ");
  expect_then(fixture, "2008-01-01", "2026-01-01", "Bộ Giữa");
  expect_then(fixture, "2020-06-30", "2026-01-01", "Bộ Giữa");
  expect_then(fixture, "2020-07-01", "2026-01-01", "");
  expect_then(fixture, "2019-01-01", "2020-06-30", "");
  expect_then(fixture, "2020-08-01", "2020-06-30", "");
  expect_then(fixture, "2007-12", "2026-01-01", "Bộ Cũ");
  expect_then(fixture, "2020-06", "2026-01-01", "Bộ Giữa");
  expect_then(fixture, "2020", "2026-01-01", "");
}

static void expect_wrong(struct fixture *fixture, const char *keys, unsigned line, unsigned column,
                         const char *message) {
  put_view(fixture, "content/organizations/a.md",
           arena_format(&fixture->arena, "---\nname: A\nkind: ministry\n%s---\n", keys));
  struct registry *registry = load(fixture, "2026-01-01");
  expect_only(fixture, SEVERITY_ERROR, "former-names", "content/organizations/a.md", line, column, message);
  registry_free(registry);
}

static void names_must_follow_each_other(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  expect_wrong(fixture, "former_names: [{name: B, until: 2010}, {name: C, until: 2009-12-31}]\n", 4, 33,
               "not before that of the name behind");
  expect_wrong(fixture, "former_names: [{name: B, until: 2010}, {name: C, until: 2010-12-31}]\n", 4, 33,
               "not before that of the name behind");
  expect_wrong(fixture, "dissolved: 2020-06-30\nformer_names: [{name: B, until: 2020-06-30}]\n", 5, 33,
               "not before the last day of all");
  expect_wrong(fixture, "founded: 2010-01-01\nformer_names: [{name: B, until: 2009}]\n", 5, 33,
               "before the beginning");
  expect_wrong(fixture, "former_names: [{name: A, until: 2010}]\n", 4, 16, "what the name behind it says");
  expect_wrong(fixture, "former_names: [{name: A, kind: ministry, until: 2010}]\n", 4, 16,
               "what the name behind it says");
}

static void a_name_may_come_back_or_change_its_kind_alone(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/a.md",
      "---\nname: A\nkind: ministry\nfounded: 2000\ndissolved: 2020-06-30\nformer_names:\n"
      "  - {name: A, kind: department, until: 2000}\n  - {name: B, until: 2010-01-01}\n"
      "  - {name: A, short_name: a, until: 2010-01-02}\n---\n");
  registry_free(load_good(fixture, "2026-01-01"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_former_name_holds_up_to_its_last_day),
      FIXTURE_TEST(a_province_is_called_with_its_kind),
      FIXTURE_TEST(each_name_has_its_days),
      FIXTURE_TEST(a_signatory_bears_the_name_of_the_day_of_signing),
      FIXTURE_TEST(names_must_follow_each_other),
      FIXTURE_TEST(a_name_may_come_back_or_change_its_kind_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
