#include "unit/register_fixture.h"

/* Of each agreement of a list, through whom it came: "t: signed cu, named xa; u:". */
static void assert_provenance(const struct list *rows, const struct list *agreements, const char *expected) {
  struct buffer found = {0};
  assert_int_equal(rows->count, agreements->count);
  for (size_t i = 0; i < rows->count; i++) {
    const struct provenance *row = list_at(rows, i);
    assert_ptr_equal(row->agreement, list_at(agreements, i));
    buffer_format(&found, "%s%.*s:", i == 0 ? "" : "; ", VIEW_FORMAT(row->agreement->entry.id));
    const struct list lists[] = {row->signed_provinces, row->named_provinces, row->signed_organizations};
    static const char *const words[] = {"signed", "named", "by"};
    for (size_t k = 0; k < 3; k++)
      for (size_t j = 0; j < lists[k].count; j++)
        buffer_format(&found, " %s %.*s", words[k], VIEW_FORMAT(((struct entry *)list_at(&lists[k], j))->id));
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

static void expect_province(struct fixture *fixture, const char *today, const char *id,
                            const char *expected) {
  struct registry *registry = load(fixture, today);
  const struct province *province = province_of(registry, id);
  assert_int_equal(fixture->diagnostics.errors, 0);
  assert_provenance(&province->agreement_provenance, &province->agreements, expected);
  registry_free(registry);
}

static void expect_organization(struct fixture *fixture, const char *today, const char *id,
                                const char *expected) {
  struct registry *registry = load(fixture, today);
  const struct organization *organization = organization_of(registry, id);
  assert_int_equal(fixture->diagnostics.errors, 0);
  assert_provenance(&organization->inherited_provenance, &organization->inherited, expected);
  registry_free(registry);
}

static void put_provinces(struct fixture *fixture) {
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: nay, name: Nay}\n- {id: cu, name: Cũ, merged_into: giua, until: 2007-12-31}\n"
      "- {id: giua, name: Giữa, merged_into: nay, until: 2025-06-30}\n- {id: khac, name: Khác}\n");
}

static void an_agreement_comes_through_the_former_province_that_signed(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put(fixture, "content/organizations/a.md", "---\nname: A\nprovince: giua\n---\n");
  put(fixture, "content/organizations/b.md", "---\nname: B\nprovince: giua\n---\n");
  put_agreement(fixture, "t", "signed: 2021-01-01\n");
  expect_province(fixture, "2025-06-30", "nay", "");
  expect_province(fixture, "2025-06-30", "giua", "t:");
  expect_province(fixture, "2025-07-01", "nay", "t: signed giua");
  expect_province(fixture, "2025-07-01", "giua", "t:");
  expect_province(fixture, "2025-07-01", "khac", "");
}

static void a_province_that_is_only_named_did_not_sign(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\nprovinces: [giua]\n");
  put_agreement(fixture, "u", "signed: 2022-01-01\nprovinces: [nay]\n");
  expect_province(fixture, "2025-07-01", "nay", "u:; t: named giua");
}

static void the_first_of_a_line_of_provinces_is_told(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put(fixture, "content/organizations/a.md", "---\nname: A\nprovince: cu\n---\n");
  put_agreement(fixture, "t", "signed: 2005-01-01\n");
  expect_province(fixture, "2008-01-01", "nay", "");
  expect_province(fixture, "2008-01-01", "giua", "t: signed cu");
  expect_province(fixture, "2025-07-01", "nay", "t: signed cu");
  struct registry *registry = load(fixture, "2025-07-01");
  assert_ptr_equal(province_of(registry, "cu")->unit_now, province_of(registry, "nay"));
  assert_null(province_of(registry, "nay")->unit_now);
  registry_free(registry);
  registry = load(fixture, "2025-06-30");
  assert_ptr_equal(province_of(registry, "cu")->unit_now, province_of(registry, "giua"));
  registry_free(registry);
}

static void several_come_together_in_the_order_of_the_list(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put(fixture, "content/organizations/a.md", "---\nname: A\nprovince: giua\n---\n");
  put(fixture, "content/organizations/b.md", "---\nname: B\nprovince: nay\n---\n");
  put_agreement(fixture, "x", "signed: 2021-01-01\n");
  put_agreement(fixture, "t", "signed: 2019-01-01\nprovinces: [cu, khac]\n");
  put_agreement(fixture, "y", "signed: 2023-01-01\nprovinces: [giua]\n");
  expect_province(fixture, "2026-01-01", "nay", "y: signed giua; x: signed giua; t: signed giua named cu");
}

static void an_agreement_comes_through_the_dissolved_organization_that_signed(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/a.md",
      "---\nname: A\ndissolved: 2020-06-30\nsuccessors: [{organization: c}]\n---\n");
  put(fixture, "content/organizations/b.md",
      "---\nname: B\ndissolved: 2022-06-30\nsuccessors: [{organization: d}]\n---\n");
  put(fixture, "content/organizations/c.md",
      "---\nname: C\ndissolved: 2021-06-30\nsuccessors: [{organization: d}]\n---\n");
  put(fixture, "content/organizations/d.md", "---\nname: D\n---\n");
  put_agreement(fixture, "t", "signed: 2018-01-01\n");
  put_agreement(fixture, "u", "signed: 2019-01-01\n");
  expect_organization(fixture, "2020-06-30", "c", "");
  expect_organization(fixture, "2020-07-01", "c", "u: by a; t: by a");
  expect_organization(fixture, "2020-07-01", "d", "");
  expect_organization(fixture, "2021-07-01", "d", "u: by a; t: by a");
  expect_organization(fixture, "2022-07-01", "d", "u: by a by b; t: by a by b");
  expect_organization(fixture, "2022-07-01", "a", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(an_agreement_comes_through_the_former_province_that_signed),
      FIXTURE_TEST(a_province_that_is_only_named_did_not_sign),
      FIXTURE_TEST(the_first_of_a_line_of_provinces_is_told),
      FIXTURE_TEST(several_come_together_in_the_order_of_the_list),
      FIXTURE_TEST(an_agreement_comes_through_the_dissolved_organization_that_signed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
