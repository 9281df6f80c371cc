#include "register/stages.h"
#include "register/validity.h"
#include "unit/register_fixture.h"

/* Agreements in memory with their references resolved, for registry_derive_status alone. */
struct world {
  struct registry registry;
  struct site site;
  struct agreement *agreements;
  size_t count;
};

static void make_world(struct fixture *fixture, struct world *world, size_t count) {
  *world = (struct world){.count = count};
  world->registry.site = &world->site;
  world->registry.options.today = day("2026-01-01");
  world->agreements = arena_array(&fixture->arena, count, sizeof *world->agreements);
  for (size_t i = 0; i < count; i++) {
    struct entry *entry = &world->agreements[i].entry;
    entry->type = &agreement_type;
    entry->number = (uint32_t)i + 1;
    entry->id = arena_format(&fixture->arena, "t%06zu", i);
    entry->path = arena_format(&fixture->arena, "content/agreements/t%06zu.md", i);
    world->agreements[i].signed_on.value = day("2021-01-01");
    list_append(&fixture->arena, &world->registry.entries[ENTRY_AGREEMENT], entry);
  }
}

/* One more reference in a list of at most 8. */
static void refer(struct fixture *fixture, struct world *world, size_t offset, size_t from, size_t to) {
  struct list *list = (struct list *)((char *)&world->agreements[from] + offset);
  if (list->items == NULL) list->items = arena_array(&fixture->arena, 8, sizeof(struct reference));
  assert_true(list->count < 8);
  struct reference *reference = (struct reference *)list->items + list->count;
  reference->location = source_location_at(7, list->count + 1);
  reference_resolve(reference, &world->agreements[to].entry);
  list->count++;
}

static void succeed(struct fixture *fixture, struct world *world, size_t from, size_t to) {
  refer(fixture, world, offsetof(struct agreement, succeeds), from, to);
}

static void judge(struct fixture *fixture, struct world *world) {
  struct list_builder lists = {.arena = &fixture->arena};
  registry_derive_status(&world->registry, &lists, &fixture->diagnostics);
}

static void expect_status(struct fixture *fixture, const char *id, const char *today, const char *status,
                          bool current) {
  struct registry *registry = load_sound(fixture, today);
  const struct agreement *agreement = agreement_of(registry, id);
  if (!view_equal_string(agreement->status, status) || agreement->is_current != current)
    fail_msg("%s on %s: not %s but %.*s%s", id, today, status, VIEW_FORMAT(agreement->status),
             agreement->is_current ? ", current" : "");
  registry_free(registry);
}

static void an_end_that_is_not_known_is_not_made_up(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char *const keys[] = {"signed: 2021-11-25\n", "signed: 2021-11-25\nperiod: {start: 2021}\n",
                                     "signed: 2021-11-25\nperiod: {start: 2021-11-25}\n"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    put_agreement(fixture, "t", keys[i]);
    expect_status(fixture, "t", "2021-11-24", "unsigned", false);
    expect_status(fixture, "t", "2021-11-25", "unknown", false);
    expect_status(fixture, "t", "2099-01-01", "unknown", false);
  }
}

static void an_open_end_keeps_it_in_force(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char *const keys[] = {"signed: 2021-11-25\nperiod: {end: open}\n",
                                     "signed: 2021-11-25\nperiod: {start: 2021, end: open}\n"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    put_agreement(fixture, "t", keys[i]);
    expect_status(fixture, "t", "2021-11-24", "unsigned", false);
    expect_status(fixture, "t", "2021-11-25", "in-force", true);
    expect_status(fixture, "t", "2099-01-01", "in-force", true);
  }
  put_agreement(fixture, "t", "signed: 2021-11-25\nperiod: {end: open}\nterminated: {date: 2025-01-01}\n");
  expect_status(fixture, "t", "2024-07-03", "in-force", true); /* 181 days before the last */
  expect_status(fixture, "t", "2024-07-04", "ending", true);
  expect_status(fixture, "t", "2024-12-31", "ending", true);
  expect_status(fixture, "t", "2025-01-01", "terminated", false);
}

static void what_is_signed_later_is_not_signed_yet(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2022-03-01\nperiod: {start: 2022-01-01, end: 2025}\n");
  expect_status(fixture, "t", "2021-12-31", "unsigned", false);
  expect_status(fixture, "t", "2022-01-01", "unsigned", false);
  expect_status(fixture, "t", "2022-02-28", "unsigned", false);
  expect_status(fixture, "t", "2022-03-01", "in-force", true);
  put_agreement(fixture, "t",
                "signed: 2022-03-01\nperiod: {start: 2022-01-01, end: 2025}\n"
                "terminated: {date: 2022-02-01}\n");
  expect_status(fixture, "t", "2022-01-31", "unsigned", false);
  expect_status(fixture, "t", "2022-02-01", "terminated", false);
}

static void a_year_begins_with_the_signing_when_that_is_later(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-11-25\nperiod: {start: 2021, end: 2025}\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_int_equal(date_day_number(agreement_of(registry, "t")->begins), date_day_number(day("2021-11-25")));
  registry_free(registry);
  put_agreement(fixture, "t", "signed: 2020-11-25\nperiod: {start: 2021, end: 2025}\n");
  expect_status(fixture, "t", "2020-11-24", "unsigned", false);
  expect_status(fixture, "t", "2020-11-25", "upcoming", false);
  expect_status(fixture, "t", "2020-12-31", "upcoming", false);
  expect_status(fixture, "t", "2021-01-01", "in-force", true);
  put_agreement(fixture, "t", "signed: 2021-11-25\nperiod: {start: 2021-01-01, end: 2025}\n");
  registry = load_good(fixture, "2026-01-01");
  assert_int_equal(date_day_number(agreement_of(registry, "t")->begins), date_day_number(day("2021-01-01")));
  registry_free(registry);
}

static void it_begins_with_its_period_and_not_its_signing(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "signed: 2021-11-25\nperiod: {start: 2022, end: 2030}\n");
  expect_status(fixture, "t", "2021-11-24", "unsigned", false);
  expect_status(fixture, "t", "2021-12-31", "upcoming", false);
  expect_status(fixture, "t", "2022-01-01", "in-force", true);
}

static void it_ends_after_its_last_day(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2025}\n");
  expect_status(fixture, "t", "2020-12-31", "upcoming", false);
  expect_status(fixture, "t", "2021-01-01", "in-force", true);
  expect_status(fixture, "t", "2025-07-03", "in-force", true); /* 181 days left */
  expect_status(fixture, "t", "2025-07-04", "ending", true);   /* 180 */
  expect_status(fixture, "t", "2025-12-31", "ending", true);
  expect_status(fixture, "t", "2026-01-01", "ended", false);
  put_agreement(fixture, "t", "signed: 2021-01-01\nperiod: {end: 2021-06-15}\n");
  expect_status(fixture, "t", "2021-06-15", "ending", true);
  expect_status(fixture, "t", "2021-06-16", "ended", false);
}

static void the_days_of_ending_are_the_sites(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2025}\n");
  put(fixture, "content/site.yaml", "title: S\nbase_url: https://e.vn\nending_days: 30\n");
  expect_status(fixture, "t", "2025-11-30", "in-force", true);
  expect_status(fixture, "t", "2025-12-01", "ending", true);
  put(fixture, "content/site.yaml", "title: S\nbase_url: https://e.vn\nending_days: 0\n");
  expect_status(fixture, "t", "2025-12-30", "in-force", true);
  expect_status(fixture, "t", "2025-12-31", "ending", true);
}

static void the_day_of_termination_is_the_first_without_effect(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "t", "period: {start: 2021, end: 2030}\nterminated: {date: 2024-05-01}\n");
  expect_status(fixture, "t", "2021-01-01", "in-force", true);
  expect_status(fixture, "t", "2024-04-30", "ending", true);
  expect_status(fixture, "t", "2024-05-01", "terminated", false);
  expect_status(fixture, "t", "2031-01-01", "terminated", false);
  struct registry *registry = load_good(fixture, "2026-01-01");
  assert_int_equal(date_day_number(agreement_of(registry, "t")->ends), date_day_number(day("2024-04-30")));
  registry_free(registry);
  put_agreement(fixture, "t", "signed: 2021-01-01\nterminated: {date: 2021-01-01}\n");
  expect_status(fixture, "t", "2020-12-31", "unsigned", false);
  expect_status(fixture, "t", "2021-01-01", "terminated", false);
}

static void it_begins_and_ends_on_known_days(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "s", "signed: 2021-11-25\n");
  put_agreement(fixture, "p", "signed: 2021-11-25\nperiod: {start: 2022, end: 2025}\n");
  put_agreement(fixture, "t",
                "succeeds: p\nperiod: {start: 2022, end: 2025}\nterminated: {date: 2027-01-01}\n");
  struct registry *registry = load_sound(fixture, "2026-01-01");
  assert_int_equal(date_day_number(agreement_of(registry, "s")->begins), date_day_number(day("2021-11-25")));
  assert_int_equal(agreement_of(registry, "s")->ends.precision, DATE_NONE);
  assert_int_equal(date_day_number(agreement_of(registry, "p")->begins), date_day_number(day("2022-01-01")));
  assert_int_equal(date_day_number(agreement_of(registry, "p")->ends), date_day_number(day("2025-12-31")));
  assert_int_equal(date_day_number(agreement_of(registry, "t")->ends), date_day_number(day("2025-12-31")));
  registry_free(registry);
}

static void what_a_successor_takes_the_place_of_is_replaced(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2010-01-01\nperiod: {start: 2010, end: 2021}\n");
  put_agreement(fixture, "y", "signed: 2021-05-01\nperiod: {start: 2021-06-01, end: 2025}\nsucceeds: x\n");
  expect_status(fixture, "x", "2021-04-30", "in-force", true);
  expect_status(fixture, "y", "2021-04-30", "unsigned", false);
  expect_status(fixture, "x", "2021-05-31", "in-force", true);
  expect_status(fixture, "y", "2021-05-31", "upcoming", false);
  expect_status(fixture, "x", "2021-06-01", "replaced", false);
  expect_status(fixture, "y", "2021-06-01", "in-force", true);
  expect_status(fixture, "x", "2022-01-01", "replaced", false);
  expect_status(fixture, "x", "2026-01-01", "replaced", false);
  expect_status(fixture, "y", "2026-01-01", "ended", false);
}

static void it_takes_its_place_only_when_it_is_signed(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2010-01-01\nperiod: {start: 2010, end: 2021}\n");
  put_agreement(fixture, "y", "signed: 2021-08-15\nperiod: {start: 2021-06-01, end: 2025}\nsucceeds: x\n");
  expect_status(fixture, "x", "2021-08-14", "ending", true);
  expect_status(fixture, "x", "2021-08-15", "replaced", false);
  put_agreement(fixture, "y", "period: {start: 2021-06-01, end: 2025}\nsucceeds: x\n");
  expect_status(fixture, "x", "2021-08-15", "ending", true); /* nobody knows whether it is signed */
  expect_status(fixture, "x", "2022-01-01", "ended", false);
  put_agreement(fixture, "y",
                "signed: 2021-05-01\nperiod: {start: 2021-06-01, end: 2025}\nsucceeds: x\n"
                "terminated: {date: 2021-06-01}\n");
  expect_status(fixture, "x", "2021-08-15", "ending", true); /* it never took effect */
}

static void what_ended_by_its_own_term_stays_ended(void **state) {
  struct fixture *fixture = *state;
  static const char *const begins[] = {"2015-12-31", "2016-01-01", "2020-01-01"};
  for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++) {
    put_base(fixture);
    put_agreement(fixture, "x", "signed: 2010-01-01\nperiod: {start: 2010, end: 2015}\n");
    put_agreement(fixture, "y",
                  arena_format(&fixture->arena,
                               "signed: 2015-06-01\nperiod: {start: %s, end: open}\nsucceeds: x\n", begins[i])
                      .data);
    expect_status(fixture, "x", "2015-12-31", "ending", true);
    expect_status(fixture, "x", "2016-01-01", "ended", false);
    expect_status(fixture, "x", "2020-01-01", "ended", false);
    expect_status(fixture, "x", "2030-01-01", "ended", false);
  }
  put_agreement(fixture, "y", "signed: 2015-06-01\nperiod: {start: 2015-12-30}\nsucceeds: x\n");
  expect_status(fixture, "x", "2015-12-29", "ending", true);
  expect_status(fixture, "x", "2015-12-30", "replaced", false);
  expect_status(fixture, "x", "2016-01-01", "replaced", false);
}

static void the_first_of_a_line_that_takes_effect_replaces(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2000-01-01\nperiod: {start: 2000, end: open}\n");
  put_agreement(fixture, "y", "signed: 2011-03-01\nperiod: {start: 2011, end: 2020}\nsucceeds: x\n");
  put_agreement(fixture, "z", "signed: 2021-01-01\nperiod: {start: 2021, end: open}\nsucceeds: [y]\n");
  expect_status(fixture, "x", "2011-02-28", "in-force", true);
  expect_status(fixture, "x", "2011-03-01", "replaced", false);
  expect_status(fixture, "x", "2021-01-01", "replaced", false);
  expect_status(fixture, "y", "2021-01-01", "ended", false);
  expect_status(fixture, "z", "2021-01-01", "in-force", true);
  put_agreement(fixture, "y", "period: {start: 2011, end: 2020}\nsucceeds: x\n");
  expect_status(fixture, "x", "2015-01-01", "in-force", true);
  expect_status(fixture, "x", "2021-01-01", "replaced", false);
}

static void terminated_unsigned_and_upcoming_come_before_replaced(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2010-01-01\nterminated: {date: 2015-01-01}\n");
  put_agreement(fixture, "v", "signed: 2025-01-01\nperiod: {start: 2030-01-01, end: open}\n");
  put_agreement(fixture, "y", "signed: 2014-12-31\nsucceeds: [x, v]\n");
  expect_status(fixture, "x", "2014-12-31", "ending",
                true); /* its last day: replaced the day after its end */
  expect_status(fixture, "x", "2015-01-01", "terminated", false);
  expect_status(fixture, "v", "2016-01-01", "unsigned", false);
  expect_status(fixture, "v", "2026-01-01", "upcoming", false);
  expect_status(fixture, "v", "2030-01-01", "replaced", false);
}

static void amending_and_implementing_replace_nothing(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2010-01-01\nperiod: {end: open}\n");
  put_agreement(fixture, "y", "signed: 2015-01-01\namends: x\nimplements: x\n");
  expect_status(fixture, "x", "2016-01-01", "in-force", true);
}

/* A month or year is not made a day of: "replaced from" says no more than the successor's source. */
static void a_replacement_is_as_precise_as_what_is_known(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *successor, *from;
  } cases[] = {
      {"signed: 2023-10\n", "2023-10"},
      {"signed: 2023\n", "2023"},
      {"signed: 2023-10-09\n", "2023-10-09"},
      {"signed: 2023-10-09T08:30\n", "2023-10-09"},
      {"signed: 2022-12-05\nperiod: {start: 2023}\n", "2023"},
      {"signed: 2023-02-05\nperiod: {start: 2023}\n", "2023-02-05"},
      {"signed: 2022-12\nperiod: {start: 2023-01-15}\n", "2023-01-15"},
      {"period: {start: 2023}\n", ""}, /* nobody says that it was signed */
  };
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2010-01-01\nperiod: {end: open}\n");
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    put_agreement(fixture, "y", arena_format(&fixture->arena, "%ssucceeds: x\n", cases[i].successor).data);
    struct registry *registry = load_sound(fixture, "2026-01-01");
    struct buffer from = {0};
    struct date date = agreement_of(registry, "x")->replaced_from;
    if (date_is_given(date)) date_add_iso(&from, date);
    if (!view_equal_string(buffer_view(&from), cases[i].from))
      fail_msg("%s: not %s but %.*s", cases[i].successor, cases[i].from, VIEW_FORMAT(buffer_view(&from)));
    buffer_free(&from);
    registry_free(registry);
  }
}

/* Facts for every agreement that differ in kind, and all their changes: what a change says of a day holds on
 * it and did not on the day before, and nothing changes in between. */
static void changes_are_those_of_the_rule_on_each_day(void **state) {
  (void)state;
  static const int32_t days[] = {NO_DAY, 100, 137, 160, 161, 240, 400};
  enum { DAYS = sizeof days / sizeof days[0], ALL = DAYS * DAYS * DAYS * DAYS * DAYS * 2 };
  for (size_t i = 0; i < ALL; i++) {
    size_t rest = i;
    struct validity validity = {.is_open = (rest & 1) != 0};
    int32_t *const facts[] = {&validity.signed_on, &validity.begins, &validity.ends, &validity.replaced_from,
                              &validity.terminated};
    rest /= 2;
    for (size_t k = 0; k < 5; k++, rest /= DAYS)
      *facts[k] = days[rest % DAYS];
    struct status_change changes[STATUS_CHANGES];
    size_t count = validity_changes(&validity, 90, 60, changes), at = 0;
    for (int32_t today = 91; today < 420; today++) {
      enum status before = validity_on(&validity, today - 1, 60), now = validity_on(&validity, today, 60);
      if (before == now) continue;
      assert_true(at < count);
      assert_true(changes[at].day == today && changes[at].from == before && changes[at].to == now);
      at++;
    }
    assert_int_equal(at, count);
  }
}

static void an_agreement_that_names_itself_is_an_error(void **state) {
  struct fixture *fixture = *state;
  static const char *const relations[] = {"succeeds", "implements", "amends"};
  for (size_t i = 0; i < 3; i++) {
    put_base(fixture);
    put_agreement(fixture, "t",
                  arena_format(&fixture->arena, "signed: 2021-01-01\n%s: [t]\n", relations[i]).data);
    registry_free(load(fixture, "2026-01-01"));
    expect_only(fixture, SEVERITY_ERROR, "self-reference", "content/agreements/t.md", 5,
                (uint32_t)strlen(relations[i]) + 4, relations[i]);
  }
}

static void a_circle_is_told_once_with_its_way(void **state) {
  struct fixture *fixture = *state;
  static const char *const relations[] = {"succeeds", "implements", "amends"};
  put_base(fixture);
  for (size_t i = 0; i < 3; i++) {
    static const char *const ids[] = {"x", "y", "z", "x"};
    for (size_t k = 0; k < 3; k++)
      put_agreement(
          fixture, ids[k],
          arena_format(&fixture->arena, "signed: 2021-01-01\n%s: [%s]\n", relations[i], ids[k + 1]).data);
    put_agreement(fixture, "before",
                  arena_format(&fixture->arena, "signed: 2021-01-01\n%s: [y]\n", relations[i]).data);
    registry_free(load(fixture, "2026-01-01"));
    expect_count(fixture, 1);
    assert_string_equal(fixture->diagnostics.items[0].code, "circle");
    assert_contains(english_of(&fixture->diagnostics.items[0]), relations[i]);
    assert_contains(english_of(&fixture->diagnostics.items[0]), "y -> z -> x -> y");
    expect_only(fixture, SEVERITY_ERROR, "circle", "content/agreements/y.md", 5,
                (uint32_t)strlen(relations[i]) + 4, "take one of them out");
  }
}

static void offices_and_provinces_go_round_in_no_circle(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/organizations/x.md", "---\nname: X\nparent: y\n---\n");
  put(fixture, "content/organizations/y.md", "---\nname: Y\nparent: x\n---\n");
  registry_free(load(fixture, "2026-01-01"));
  expect_only(fixture, SEVERITY_ERROR, "circle", "content/organizations/x.md", 3, 9, "x -> y -> x");
  put(fixture, "content/organizations/y.md", "---\nname: Y\n---\n");
  put(fixture, "content/organizations/x.md",
      "---\nname: X\ndissolved: 2020\nsuccessors: [{organization: a}, {organization: y}]\n---\n");
  put(fixture, "content/organizations/y.md",
      "---\nname: Y\ndissolved: 2021\nsuccessors: [{organization: x}]\n---\n");
  registry_free(load(fixture, "2026-01-01"));
  expect_only(fixture, SEVERITY_ERROR, "circle", "content/organizations/x.md", 4, 48, "x -> y -> x");
  put(fixture, "content/organizations/y.md",
      "---\nname: Y\ndissolved: 2021\nsuccessors: [{organization: a}]\n---\n");
  put(fixture, "content/data/provinces.yaml",
      "- {id: m, name: M, merged_into: n}\n- {id: n, name: N, merged_into: o}\n- {id: o, name: O, "
      "merged_into: m}\n");
  registry_free(load(fixture, "2026-01-01"));
  expect_only(fixture, SEVERITY_ERROR, "circle", "content/data/provinces.yaml", 1, 33, "m -> n -> o -> m");
  put(fixture, "content/data/provinces.yaml",
      "- {id: m, name: M, merged_into: o}\n- {id: n, name: N, merged_into: o}\n- {id: o, name: O}\n");
  registry_free(load_good(fixture, "2026-01-01"));
}

static void relations_do_not_make_circles_together(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2021-01-01\nsucceeds: y\n");
  put_agreement(fixture, "y", "signed: 2021-01-01\nimplements: x\namends: z\n");
  put_agreement(fixture, "z", "signed: 2021-01-01\nimplements: x\n");
  registry_free(load_good(fixture, "2026-01-01"));
}

static void two_circles_are_both_told(void **state) {
  struct fixture *fixture = *state;
  struct world world;
  make_world(fixture, &world, 7);
  succeed(fixture, &world, 0, 1);
  succeed(fixture, &world, 1, 0);
  succeed(fixture, &world, 2, 3);
  succeed(fixture, &world, 3, 4);
  succeed(fixture, &world, 4, 2);
  succeed(fixture, &world, 5, 6);
  succeed(fixture, &world, 6, 4);
  judge(fixture, &world);
  expect(fixture, SEVERITY_ERROR, "circle", "content/agreements/t000000.md", 7, 1,
         "t000000 -> t000001 -> t000000;");
  expect(fixture, SEVERITY_ERROR, "circle", "content/agreements/t000002.md", 7, 1,
         "t000002 -> t000003 -> t000004 -> t000002;");
  expect_count(fixture, 2);
}

static void what_only_meets_again_is_no_circle(void **state) {
  struct fixture *fixture = *state;
  struct world world;
  make_world(fixture, &world, 4);
  succeed(fixture, &world, 0, 1);
  succeed(fixture, &world, 0, 2);
  succeed(fixture, &world, 1, 3);
  succeed(fixture, &world, 2, 3);
  judge(fixture, &world);
  expect_count(fixture, 0);
  assert_view(world.agreements[0].status, "unknown");
  for (size_t i = 1; i < 4; i++)
    assert_view(world.agreements[i].status, "replaced");
}

static void a_long_circle_is_told_in_one_line(void **state) {
  struct fixture *fixture = *state;
  struct world world;
  make_world(fixture, &world, 20000);
  for (size_t i = 0; i < world.count; i++)
    succeed(fixture, &world, i, (i + 1) % world.count);
  judge(fixture, &world);
  expect_only(fixture, SEVERITY_ERROR, "circle", "content/agreements/t000000.md", 7, 1,
              "t000006 -> t000007 -> ... -> t000000;");
}

static void long_lines_are_judged_in_linear_time(void **state) {
  struct fixture *fixture = *state;
  struct world world;
  for (int backwards = 0; backwards < 2; backwards++) {
    make_world(fixture, &world, 100000);
    for (size_t i = 0; i + 1 < world.count; i++)
      succeed(fixture, &world, backwards ? i + 1 : i, backwards ? i : i + 1);
    double start = used_seconds();
    judge(fixture, &world);
    assert_true(used_seconds() - start < 5);
    expect_count(fixture, 0);
    size_t newest = backwards ? world.count - 1 : 0;
    for (size_t i = 0; i < world.count; i++)
      assert_view(world.agreements[i].status, i == newest ? "unknown" : "replaced");
  }
}

static void many_circles_are_found_in_linear_time(void **state) {
  struct fixture *fixture = *state;
  struct world world;
  make_world(fixture, &world, 100000);
  for (size_t i = 0; i < world.count; i++)
    succeed(fixture, &world, i, i);
  double start = used_seconds();
  judge(fixture, &world);
  assert_true(used_seconds() - start < 10);
  assert_int_equal(fixture->diagnostics.errors, world.count);
}

/* A line that ends in a circle: what leads to it is not told. */
static void what_leads_to_a_circle_takes_linear_time(void **state) {
  struct fixture *fixture = *state;
  struct world world;
  make_world(fixture, &world, 100000);
  succeed(fixture, &world, 0, 0);
  for (size_t i = 1; i < world.count; i++)
    succeed(fixture, &world, i, i - 1);
  double start = used_seconds();
  judge(fixture, &world);
  assert_true(used_seconds() - start < 10);
  expect_only(fixture, SEVERITY_ERROR, "self-reference", "content/agreements/t000000.md", 7, 1, "t000000");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(an_end_that_is_not_known_is_not_made_up),
      FIXTURE_TEST(an_open_end_keeps_it_in_force),
      FIXTURE_TEST(what_is_signed_later_is_not_signed_yet),
      FIXTURE_TEST(a_year_begins_with_the_signing_when_that_is_later),
      FIXTURE_TEST(it_begins_with_its_period_and_not_its_signing),
      FIXTURE_TEST(it_ends_after_its_last_day),
      FIXTURE_TEST(the_days_of_ending_are_the_sites),
      FIXTURE_TEST(the_day_of_termination_is_the_first_without_effect),
      FIXTURE_TEST(it_begins_and_ends_on_known_days),
      FIXTURE_TEST(what_a_successor_takes_the_place_of_is_replaced),
      FIXTURE_TEST(it_takes_its_place_only_when_it_is_signed),
      FIXTURE_TEST(what_ended_by_its_own_term_stays_ended),
      FIXTURE_TEST(the_first_of_a_line_that_takes_effect_replaces),
      FIXTURE_TEST(terminated_unsigned_and_upcoming_come_before_replaced),
      FIXTURE_TEST(amending_and_implementing_replace_nothing),
      FIXTURE_TEST(a_replacement_is_as_precise_as_what_is_known),
      FIXTURE_TEST(changes_are_those_of_the_rule_on_each_day),
      FIXTURE_TEST(an_agreement_that_names_itself_is_an_error),
      FIXTURE_TEST(a_circle_is_told_once_with_its_way),
      FIXTURE_TEST(offices_and_provinces_go_round_in_no_circle),
      FIXTURE_TEST(relations_do_not_make_circles_together),
      FIXTURE_TEST(two_circles_are_both_told),
      FIXTURE_TEST(what_only_meets_again_is_no_circle),
      FIXTURE_TEST(a_long_circle_is_told_in_one_line),
      FIXTURE_TEST(long_lines_are_judged_in_linear_time),
      FIXTURE_TEST(many_circles_are_found_in_linear_time),
      FIXTURE_TEST(what_leads_to_a_circle_takes_linear_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
