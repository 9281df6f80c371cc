#include "unit/register_fixture.h"

#include "parse/body/body.h"

static void put_world(struct fixture *fixture) {
  put(fixture, "content/site.yaml", "title: Sổ\nbase_url: https://example.vn/\n");
  put(fixture, "content/data/provinces.yaml",
      "- {id: hue, name: Huế}\n- {id: vinh, name: Vinh}\n- {id: da-nang, name: Đà Nẵng}\n"
      "- {id: quang-nam, name: Quảng Nam, merged_into: da-nang, until: 2025-06-30}\n"
      "- {id: an-giang, name: An Giang}\n");
  put(fixture, "content/data/topics.yaml", "- {id: viec-lam, name: Việc làm}\n- {id: y-te, name: Y tế}\n");
  put(fixture, "content/organizations/bo.md", "---\nname: Bộ\nsuccessors: [{organization: bo-moi}]\n---\n");
  put(fixture, "content/organizations/bo-moi.md", "---\nname: Bộ mới\n---\n");
  put(fixture, "content/organizations/so-hue.md", "---\nname: Sở Huế\nprovince: hue\nparent: bo\n---\n");
  put(fixture, "content/organizations/so-vinh.md", "---\nname: Sở Vinh\nprovince: vinh\nparent: bo\n---\n");
  put(fixture, "content/people/p.md",
      "---\nname: P\npositions: [{organization: bo, title: A}, {organization: bo, title: B}]\n---\n");
  put(fixture, "content/agreements/lon.md",
      "---\ntitle: Lớn\nsigned: 2020-01-01\nperiod: {end: open}\nsignatories:\n- {organization: bo, signers: "
      "[{person: p}]}\n"
      "- {organization: so-hue}\ntopics: [viec-lam]\ncommitments: [{title: A, topics: [viec-lam, y-te]},"
      " {title: B}]\n---\n");
  put(fixture, "content/agreements/nho.md",
      "---\ntitle: Nhỏ\nsigned: 2021-01-01\nperiod: {end: open}\nsignatories:\n- {organization: so-vinh}\n"
      "- {organization: so-hue, signers: [{name: Q}]}\nprovinces: [an-giang, hue]\nimplements: lon\n"
      "succeeds: lon\namends: lon\n---\n");
  put(fixture, "content/news/2021/n.md",
      "---\ntitle: N\ndate: 2021-02-01\nagreements: lon\norganizations: so-vinh\nprovinces: da-nang\n"
      "people: p\ntopics: y-te\n---\n[](agreement:nho) [](agreement:nho) [](news:n)\n");
  put(fixture, "content/news/2021/m.md", "---\ntitle: M\ndate: 2021-03-01\nagreements: [lon, nho]\n---\n");
}

static void agreements_are_listed_at_what_they_name(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load_good(fixture, "2021-06-01");
  assert_ids(&organization_of(registry, "bo")->agreements, "lon");
  assert_ids(&organization_of(registry, "so-hue")->agreements, "nho lon");
  assert_ids(&organization_of(registry, "so-vinh")->agreements, "nho");
  assert_ids(&organization_of(registry, "bo-moi")->agreements, "");
  struct person *person = (struct person *)entry_of(registry, ENTRY_PERSON, "p");
  assert_ids(&person->agreements, "lon");
  struct topic *jobs = (struct topic *)entry_of(registry, ENTRY_TOPIC, "viec-lam");
  struct topic *health = (struct topic *)entry_of(registry, ENTRY_TOPIC, "y-te");
  assert_ids(&jobs->agreements, "lon");
  assert_ids(&health->agreements, "lon");
  const struct commitment *commitments = agreement_of(registry, "lon")->commitments.items;
  assert_int_equal(commitments[0].number, 1);
  assert_int_equal(commitments[1].number, 2);
  registry_free(registry);
}

static void provinces_are_those_named_and_those_of_signatories(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load_good(fixture, "2021-06-01");
  assert_ids(&agreement_of(registry, "lon")->all_provinces, "hue");
  assert_ids(&agreement_of(registry, "nho")->all_provinces, "an-giang hue vinh");
  assert_ids(&province_of(registry, "hue")->agreements, "nho lon");
  assert_ids(&province_of(registry, "vinh")->agreements, "nho");
  assert_ids(&province_of(registry, "an-giang")->agreements, "nho");
  assert_ids(&province_of(registry, "da-nang")->agreements, "");
  assert_ids(&province_of(registry, "hue")->organizations, "so-hue");
  registry_free(registry);
}

static void news_is_listed_at_what_it_and_its_agreements_name(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load_good(fixture, "2021-06-01");
  assert_ids(&agreement_of(registry, "lon")->news, "m n");
  assert_ids(&agreement_of(registry, "nho")->news, "m");
  assert_ids(&organization_of(registry, "so-vinh")->news, "m n");
  assert_ids(&organization_of(registry, "so-hue")->news, "m n");
  assert_ids(&organization_of(registry, "bo")->news, "m n");
  assert_ids(&organization_of(registry, "bo-moi")->news, "");
  assert_ids(&((struct person *)entry_of(registry, ENTRY_PERSON, "p"))->news, "m n");
  assert_ids(&((struct topic *)entry_of(registry, ENTRY_TOPIC, "y-te"))->news, "n");
  struct news *news = (struct news *)entry_of(registry, ENTRY_NEWS, "n");
  assert_ids(&news->all_provinces, "da-nang hue vinh");
  assert_ids(&province_of(registry, "da-nang")->news, "n");
  assert_ids(&province_of(registry, "hue")->news, "m n");
  assert_ids(&province_of(registry, "vinh")->news, "m n");
  assert_ids(&province_of(registry, "an-giang")->news, "m");
  registry_free(registry);
}

static void lineage_goes_both_ways(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load_good(fixture, "2021-06-01");
  const struct agreement *agreement = agreement_of(registry, "lon");
  assert_ids(&agreement->succeeded_by, "nho");
  assert_ids(&agreement->implemented_by, "nho");
  assert_ids(&agreement->amended_by, "nho");
  assert_ids(&agreement_of(registry, "nho")->succeeded_by, "");
  assert_ids(&organization_of(registry, "bo")->children, "so-hue so-vinh");
  assert_ids(&organization_of(registry, "bo")->people, "p");
  registry_free(registry);
}

/* A merged province and a line of dissolved offices; what they signed. */
static void put_reorganisations(struct fixture *fixture) {
  put(fixture, "content/site.yaml", "title: Sổ\nbase_url: https://example.vn/\n");
  put(fixture, "content/data/provinces.yaml",
      "- {id: da-nang, name: Đà Nẵng}\n"
      "- {id: quang-nam, name: Quảng Nam, merged_into: da-nang, until: 2025-06-30}\n");
  put(fixture, "content/organizations/cu.md",
      "---\nname: Cũ\nprovince: quang-nam\ndissolved: 2022\nsuccessors: [{organization: giua}]\n---\n");
  put(fixture, "content/organizations/giua.md",
      "---\nname: Giữa\ndissolved: 2025-02-28\n"
      "successors: [{organization: moi}, {organization: khac}]\n---\n");
  put(fixture, "content/organizations/moi.md", "---\nname: Mới\n---\n");
  put(fixture, "content/organizations/khac.md", "---\nname: Khác\n---\n");
  put(fixture, "content/agreements/a.md",
      "---\ntitle: A\nsigned: 2020-01-01\nperiod: {end: open}\nsignatories: [{organization: cu}, "
      "{organization: moi}]\n---\n");
  put(fixture, "content/agreements/b.md",
      "---\ntitle: B\nsigned: 2021-01-01\nperiod: {end: open}\nsignatories: [{organization: khac}, "
      "{organization: moi}]\n"
      "provinces: [quang-nam, da-nang]\n---\n");
  put(fixture, "content/news/2020/n.md", "---\ntitle: N\ndate: 2020-01-02\nagreements: a\n---\n");
}

static void provinces_take_over_from_the_day_they_are_merged(void **state) {
  struct fixture *fixture = *state;
  put_reorganisations(fixture);
  struct registry *registry = load_good(fixture, "2025-06-30");
  assert_false(province_of(registry, "quang-nam")->is_former);
  assert_ids(&province_of(registry, "da-nang")->merged, "");
  assert_ids(&province_of(registry, "da-nang")->agreements, "b");
  assert_int_equal(province_of(registry, "da-nang")->current_count, 1);
  registry_free(registry);
  registry = load_good(fixture, "2025-07-01");
  assert_true(province_of(registry, "quang-nam")->is_former);
  assert_ids(&province_of(registry, "da-nang")->merged, "quang-nam");
  assert_ids(&province_of(registry, "quang-nam")->merged, "");
  assert_ids(&province_of(registry, "da-nang")->agreements, "b a");
  assert_ids(&province_of(registry, "quang-nam")->agreements, "b a");
  assert_ids(&province_of(registry, "da-nang")->news, "n");
  assert_int_equal(province_of(registry, "da-nang")->current_count, 2);
  registry_free(registry);
}

/* With what each left to it. */
static void assert_predecessors(const struct organization *organization, const char *expected) {
  struct buffer found = {0};
  for (size_t i = 0; i < organization->predecessors.count; i++) {
    const struct succession *succession = list_at(&organization->predecessors, i);
    buffer_format(&found, "%s%.*s (%.*s)", i == 0 ? "" : ", ",
                  VIEW_FORMAT(succession->organization->entry.id),
                  VIEW_FORMAT(text_view(succession->terms->scope)));
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

static void predecessors_come_by_name_with_what_they_left(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/y.md",
      "---\nname: Bộ Ấ\ndissolved: 2020-06-30\nsuccessors:\n"
      "  - {organization: a, scope: trẻ em}\n  - {organization: b, scope: việc làm}\n"
      "  - {organization: a, scope: nữa}\n---\n");
  put(fixture, "content/organizations/x.md",
      "---\nname: Bộ Ý\ndissolved: 2020-06-30\nsuccessors: [{organization: a}]\n---\n");
  struct registry *registry = load_good(fixture, "2020-07-01");
  assert_predecessors(organization_of(registry, "a"), "y (trẻ em), x ()");
  assert_predecessors(organization_of(registry, "b"), "y (việc làm)");
  assert_predecessors(organization_of(registry, "x"), "");
  registry_free(registry);
}

static void organizations_inherit_from_the_day_after_the_last(void **state) {
  struct fixture *fixture = *state;
  put_reorganisations(fixture);
  struct registry *registry = load_good(fixture, "2022-12-31");
  assert_false(organization_of(registry, "cu")->is_former);
  assert_int_equal(organization_of(registry, "giua")->predecessors.count, 0);
  assert_ids(&organization_of(registry, "giua")->inherited, "");
  registry_free(registry);
  registry = load_good(fixture, "2023-01-01");
  assert_true(organization_of(registry, "cu")->is_former);
  assert_predecessors(organization_of(registry, "giua"), "cu ()");
  assert_ids(&organization_of(registry, "giua")->inherited, "a");
  assert_ids(&organization_of(registry, "khac")->inherited, "");
  registry_free(registry);
  /* Through two reorganisations. */
  registry = load_good(fixture, "2025-03-01");
  assert_ids(&organization_of(registry, "khac")->inherited, "a");
  assert_ids(&organization_of(registry, "moi")->inherited, "a");
  assert_ids(&organization_of(registry, "moi")->agreements, "b a");
  assert_ids(&organization_of(registry, "cu")->inherited, "");
  assert_int_equal(organization_of(registry, "moi")->current_count, 2);
  registry_free(registry);
}

static void links_in_bodies_are_mentions_once_and_not_of_oneself(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load_good(fixture, "2021-06-01");
  assert_ids(&agreement_of(registry, "nho")->entry.mentioned_by, "n");
  assert_ids(&entry_of(registry, ENTRY_NEWS, "n")->mentioned_by, "");
  assert_ids(&agreement_of(registry, "lon")->entry.mentioned_by, "");
  registry_free(registry);
}

static void what_is_hidden_is_linked_nowhere(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  put(fixture, "content/news/2021/d.md",
      "---\ntitle: D\ndate: 2021-03-01\nagreements: [lon]\nprovinces: hue\ndraft: "
      "true\n---\n[](agreement:lon)\n");
  put(fixture, "content/news/2022/f.md", "---\ntitle: F\ndate: 2022-03-01\nagreements: [lon]\n---\n");
  struct registry *registry = load_good(fixture, "2021-06-01");
  assert_ids(&agreement_of(registry, "lon")->news, "m n");
  assert_ids(&agreement_of(registry, "lon")->entry.mentioned_by, "");
  assert_ids(&province_of(registry, "hue")->news, "m n");
  registry_free(registry);
}

static void provinces_and_topics_count_what_is_current(void **state) {
  struct fixture *fixture = *state;
  put_world(fixture);
  struct registry *registry = load_good(fixture, "2020-06-01");
  /* `nho` is not signed yet. */
  assert_int_equal(province_of(registry, "hue")->current_count, 1);
  assert_int_equal(province_of(registry, "an-giang")->current_count, 0);
  assert_int_equal(((struct topic *)entry_of(registry, ENTRY_TOPIC, "viec-lam"))->current_count, 1);
  registry_free(registry);
  registry = load_good(fixture, "2021-06-01");
  /* `nho` is in force, `lon` replaced. */
  assert_int_equal(province_of(registry, "hue")->current_count, 1);
  assert_int_equal(province_of(registry, "an-giang")->current_count, 1);
  assert_int_equal(((struct topic *)entry_of(registry, ENTRY_TOPIC, "viec-lam"))->current_count, 0);
  registry_free(registry);
}

static void broken_references_are_linked_nowhere(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/agreements/t.md",
      "---\ntitle: T\nsigned: 2021-01-01\nsignatories: [{organization: x}, {organization: a, signers: "
      "[{person: y}]}]\nsucceeds: [z]\n---\n");
  put(fixture, "content/organizations/c.md",
      "---\nname: C\nparent: x\nprovince: y\nsuccessors: [{organization: z}]\n---\n");
  put(fixture, "content/people/p.md", "---\nname: P\npositions: [{organization: x, title: T}]\n---\n");
  struct registry *registry = load(fixture, "2021-06-01");
  assert_int_equal(fixture->diagnostics.errors, 7);
  assert_ids(&organization_of(registry, "a")->agreements, "t");
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(agreements_are_listed_at_what_they_name),
      FIXTURE_TEST(provinces_are_those_named_and_those_of_signatories),
      FIXTURE_TEST(news_is_listed_at_what_it_and_its_agreements_name),
      FIXTURE_TEST(lineage_goes_both_ways),
      FIXTURE_TEST(provinces_take_over_from_the_day_they_are_merged),
      FIXTURE_TEST(predecessors_come_by_name_with_what_they_left),
      FIXTURE_TEST(organizations_inherit_from_the_day_after_the_last),
      FIXTURE_TEST(links_in_bodies_are_mentions_once_and_not_of_oneself),
      FIXTURE_TEST(what_is_hidden_is_linked_nowhere),
      FIXTURE_TEST(provinces_and_topics_count_what_is_current),
      FIXTURE_TEST(broken_references_are_linked_nowhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
