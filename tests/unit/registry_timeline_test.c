#include "unit/register_fixture.h"

/* The events as "day kind id", joined by ", ". */
static void assert_events(const struct list *events, const char *expected) {
  struct buffer text = {0};
  for (size_t i = 0; i < events->count; i++) {
    const struct event *event = list_at(events, i);
    if (i > 0) buffer_add_string(&text, ", ");
    date_add_iso(&text, date_of_day_number(date_day_number(event->date)));
    buffer_format(&text, " %.*s %.*s", VIEW_FORMAT(event->event_kind), VIEW_FORMAT(event->entry->id));
  }
  assert_view(buffer_view(&text), expected);
  buffer_free(&text);
}

static void an_agreement_is_signed_starts_and_ends(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-11-25\nperiod: {start: 2022, end: 2025}\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  static const char expected[] = "2025-12-31 end t, 2022-01-01 start t, 2021-11-25 signing t";
  assert_events(&registry->events, expected);
  assert_events(&agreement_of(registry, "t")->entry.events, expected);
  assert_events(&organization_of(registry, "a")->entry.events, expected);
  registry_free(registry);
}

static void what_is_not_dated_is_no_event(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {end: 2025}\n");
  put(fixture, "content/news/2021/n.md", "---\ntitle: N\ndate: 2021-01-01\nagreements: t\n---\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_events(&registry->events, "2025-12-31 end t");
  assert_events(&entry_of(registry, ENTRY_NEWS, "n")->events, "");
  registry_free(registry);
}

static void a_termination_takes_the_place_of_a_later_end(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "period: {start: 2021, end: 2025}\nterminated: {date: 2023-05-01}\n");
  put_agreement(fixture, "y", "period: {end: 2022}\nterminated: {date: 2023-05-01}\n");
  struct registry *registry = load_sound(fixture, "2026-01-01");
  assert_events(&agreement_of(registry, "x")->entry.events, "2023-05-01 termination x, 2021-01-01 start x");
  assert_events(&agreement_of(registry, "y")->entry.events, "2023-05-01 termination y, 2022-12-31 end y");
  registry_free(registry);
}

static void put_news(struct fixture *fixture, const char *id, const char *keys) {
  struct view path = arena_format(&fixture->arena, "content/news/2021/%s.md", id);
  put_view(fixture, path.data,
           arena_format(&fixture->arena, "---\ntitle: N %s\ndate: 2021-11-26T08:00\n%s---\n", id, keys));
}

static void news_tells_events_of_its_agreements(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-01-01\n");
  put_news(fixture, "r", "event: {kind: review, date: 2021-11-20}\nagreements: t\norganizations: a\n");
  put_news(fixture, "m", "event: {kind: meeting, date: 2021-11-26}\norganizations: [b]\n");
  put_news(fixture, "undated", "event: {kind: meeting}\norganizations: [b]\nagreements: t\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_events(&registry->events, "2021-11-26 meeting m, 2021-11-20 review r, 2021-01-01 signing t");
  assert_events(&agreement_of(registry, "t")->entry.events, "2021-11-20 review r, 2021-01-01 signing t");
  assert_events(&organization_of(registry, "a")->entry.events, "2021-11-20 review r, 2021-01-01 signing t");
  assert_events(&organization_of(registry, "b")->entry.events,
                "2021-11-26 meeting m, 2021-11-20 review r, 2021-01-01 signing t");
  registry_free(registry);
}

static void a_signing_is_told_once(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-11-25\n");
  put_agreement(fixture, "u", "period: {start: 2022}\n");
  put_news(fixture, "same", "event: {kind: signing, date: 2021-11-25}\nagreements: t\n");
  put_news(fixture, "late", "event: {kind: signing, date: 2021-11-26}\nagreements: t\n");
  put_news(fixture, "meet", "event: {kind: meeting, date: 2021-11-25}\nagreements: t\n");
  put_news(fixture, "undated", "event: {kind: signing, date: 2021-11-25}\nagreements: u\n");
  struct registry *registry = load_sound(fixture, "2026-01-01");
  assert_events(&agreement_of(registry, "t")->entry.events,
                "2021-11-26 signing late, 2021-11-25 signing t, 2021-11-25 meeting meet");
  assert_events(&agreement_of(registry, "u")->entry.events, "2022-01-01 start u, 2021-11-25 signing undated");
  registry_free(registry);
}

static void each_event_stands_once_in_a_list(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml", "- {id: hue, name: Huế}\n");
  put(fixture, "content/data/topics.yaml", "- {id: viec-lam, name: Việc làm}\n");
  put(fixture, "content/people/p.md", "---\nname: P\n---\n");
  put(fixture, "content/organizations/a.md", "---\nname: A\nprovince: hue\nfounded: 2000\n---\n");
  put(fixture, "content/organizations/b.md", "---\nname: B\nprovince: hue\n---\n");
  put_agreement(fixture, "t", "signed: 2021-11-25\nprovinces: hue\ntopics: viec-lam\n");
  put_agreement(fixture, "u", "signed: 2021-11-25\ntopics: viec-lam\n");
  put_news(fixture, "n",
           "event: {kind: review, date: 2021-11-26}\nagreements: [t, u]\norganizations: [a, b]\npeople: "
           "p\nprovinces: hue\n"
           "topics: viec-lam\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  static const char expected[] = "2021-11-26 review n, 2021-11-25 signing t, 2021-11-25 signing u";
  assert_events(&entry_of(registry, ENTRY_PROVINCE, "hue")->events,
                "2021-11-26 review n, 2021-11-25 signing t, 2021-11-25 signing u, 2000-01-01 founding a");
  assert_events(&entry_of(registry, ENTRY_TOPIC, "viec-lam")->events, expected);
  assert_events(&entry_of(registry, ENTRY_ORGANIZATION, "b")->events, expected);
  assert_events(&entry_of(registry, ENTRY_PERSON, "p")->events, "2021-11-26 review n");
  assert_events(&entry_of(registry, ENTRY_ORGANIZATION, "a")->events,
                "2021-11-26 review n, 2021-11-25 signing t, 2021-11-25 signing u, 2000-01-01 founding a");
  assert_events(&registry->events,
                "2021-11-26 review n, 2021-11-25 signing t, 2021-11-25 signing u, 2000-01-01 founding a");
  registry_free(registry);
}

static void organizations_are_founded_and_dissolved(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/a.md", "---\nname: A\nfounded: 1999\ndissolved: 2025\n---\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_events(&organization_of(registry, "a")->entry.events,
                "2025-12-31 dissolution a, 1999-01-01 founding a");
  registry_free(registry);
}

static void a_merger_is_on_the_first_day_of_the_new_province(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: da-nang, name: Đà Nẵng}\n"
      "- {id: quang-nam, name: Quảng Nam, merged_into: da-nang, until: 2025-06-30}\n"
      "- {id: alone, name: Alone, until: 2025-06-30}\n"
      "- {id: undated, name: Undated, merged_into: da-nang}\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_events(&registry->events, "2025-07-01 merger quang-nam");
  assert_events(&province_of(registry, "da-nang")->entry.events, "2025-07-01 merger quang-nam");
  assert_events(&province_of(registry, "quang-nam")->entry.events, "2025-07-01 merger quang-nam");
  assert_events(&province_of(registry, "alone")->entry.events, "");
  registry_free(registry);
}

static void an_heir_is_told_what_it_inherits(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/a.md",
      "---\nname: A\ndissolved: 2025-02-28\nsuccessors: [{organization: heir}]\n---\n");
  put(fixture, "content/organizations/heir.md", "---\nname: Heir\n---\n");
  put_agreement(fixture, "t", "signed: 2021-11-25\n");
  put_news(fixture, "n", "event: {kind: review, date: 2021-11-26}\nagreements: t\n");
  static const char agreed[] = "2021-11-26 review n, 2021-11-25 signing t";
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_events(&organization_of(registry, "a")->entry.events,
                "2025-02-28 dissolution a, 2021-11-26 review n, 2021-11-25 signing t");
  assert_events(&organization_of(registry, "heir")->entry.events,
                "2025-02-28 dissolution a, 2021-11-26 review n, 2021-11-25 signing t");
  assert_events(&organization_of(registry, "b")->entry.events, agreed);
  registry_free(registry);
  registry = load_good(fixture, "2025-02-28");
  assert_events(&organization_of(registry, "heir")->entry.events, "2025-02-28 dissolution a");
  registry_free(registry);
}

static void a_province_is_told_of_its_offices_and_of_all_that_was_merged_into_it(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: X, merged_into: y, until: 1999-12-31}\n- {id: y, name: Y, merged_into: z, until: "
      "2009-12-31}\n"
      "- {id: z, name: Z}\n");
  put(fixture, "content/organizations/a.md",
      "---\nname: A\nprovince: x\nfounded: 1990\ndissolved: 1998\n---\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_events(&province_of(registry, "x")->entry.events,
                "2000-01-01 merger x, 1998-12-31 dissolution a, 1990-01-01 founding a");
  assert_events(&province_of(registry, "z")->entry.events,
                "2010-01-01 merger y, 2000-01-01 merger x, 1998-12-31 dissolution a, 1990-01-01 founding a");
  registry_free(registry);
}

static void a_merger_is_dated_no_more_precisely_than_the_last_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: X}\n- {id: y, name: Y, merged_into: x, until: 2021-06}\n"
      "- {id: z, name: Z, merged_into: x, until: 2020}\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  const struct list *events = &province_of(registry, "x")->entry.events;
  assert_events(events, "2021-06-30 merger y, 2020-12-31 merger z");
  assert_int_equal(((const struct event *)list_at(events, 0))->date.precision, DATE_MONTH);
  assert_int_equal(((const struct event *)list_at(events, 1))->date.precision, DATE_YEAR);
  registry_free(registry);
}

/* Dates end with the year 9999. */
static void the_last_day_of_all_has_none_after_it(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: X}\n- {id: y, name: Y, merged_into: x, until: 9999-12-31}\n"
      "- {id: z, name: Z, merged_into: x, until: 9998-12-31}\n");
  struct registry *registry = load_sound(fixture, "2026-01-01");
  assert_events(&province_of(registry, "x")->entry.events, "9999-01-01 merger z");
  assert_events(&province_of(registry, "y")->entry.events, "");
  registry_free(registry);
}

static void events_are_sorted_by_day_kind_and_id(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "y", "signed: 2021-11-25\nperiod: {start: 2021-11-25}\n");
  put_agreement(fixture, "x", "signed: 2021-11-25T23:59\n");
  put(fixture, "content/organizations/a.md", "---\nname: A\nfounded: 2021-11-25\n---\n");
  put_news(fixture, "n", "event: {kind: meeting, date: 2021-11-25T00:10}\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_events(&registry->events, "2021-11-25 signing x, 2021-11-25 signing y, 2021-11-25 start y, "
                                   "2021-11-25 meeting n, 2021-11-25 founding a");
  registry_free(registry);
}

static void what_is_hidden_makes_no_event(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-11-25\ndraft: true\n");
  put_agreement(fixture, "u", "signed: 2021-11-25\n");
  put(fixture, "content/news/2027/n.md",
      "---\ntitle: N\ndate: 2027-01-01\nevent: {kind: review, date: 2022-01-01}\nagreements: u\n---\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_events(&registry->events, "2021-11-25 signing u");
  assert_events(&agreement_of(registry, "u")->entry.events, "2021-11-25 signing u");
  registry_free(registry);
}

static void an_event_of_another_kind_of_mistake_is_none(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_news(fixture, "n", "event: {kind: party, date: 2021-01-01}\n");
  struct registry *registry = load(fixture, "2026-01-01");
  assert_int_equal(fixture->diagnostics.errors, 1);
  assert_int_equal(registry->events.count, 0);
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(an_agreement_is_signed_starts_and_ends),
      FIXTURE_TEST(what_is_not_dated_is_no_event),
      FIXTURE_TEST(a_termination_takes_the_place_of_a_later_end),
      FIXTURE_TEST(news_tells_events_of_its_agreements),
      FIXTURE_TEST(a_signing_is_told_once),
      FIXTURE_TEST(each_event_stands_once_in_a_list),
      FIXTURE_TEST(organizations_are_founded_and_dissolved),
      FIXTURE_TEST(a_merger_is_on_the_first_day_of_the_new_province),
      FIXTURE_TEST(a_merger_is_dated_no_more_precisely_than_the_last_day),
      FIXTURE_TEST(an_heir_is_told_what_it_inherits),
      FIXTURE_TEST(a_province_is_told_of_its_offices_and_of_all_that_was_merged_into_it),
      FIXTURE_TEST(the_last_day_of_all_has_none_after_it),
      FIXTURE_TEST(events_are_sorted_by_day_kind_and_id),
      FIXTURE_TEST(what_is_hidden_makes_no_event),
      FIXTURE_TEST(an_event_of_another_kind_of_mistake_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
