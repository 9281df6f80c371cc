#include "site/charts/lineage.h"

#include "unit/register_fixture.h"

static void add_day(struct buffer *text, struct date date) {
  if (date.precision == DATE_NONE)
    buffer_add_byte(text, '?');
  else
    date_add_iso(text, date);
}

static void add_span(struct buffer *text, const struct lineage_span *span) {
  add_day(text, span->from);
  buffer_add_string(text, "..");
  add_day(text, span->until);
  buffer_format(text, "=%d/%d/%d", (int)span->years, (int)span->months, (int)span->days);
}

static void add_transition(struct buffer *text, const struct lineage_transition *transition) {
  buffer_format(text, " <%.*s", VIEW_FORMAT(transition->transition));
  if (transition->is_named) buffer_format(text, " %.*s", VIEW_FORMAT(transition->predecessor->entry.id));
  if (transition->span != NULL) {
    buffer_add_byte(text, ' ');
    add_span(text, transition->span);
  }
  if (transition->is_least) buffer_add_string(text, " at least");
  buffer_add_byte(text, '>');
}

/* A line for a stage: the gap before it, its id (a star: the page's own; a bang: cut short), each transition;
 * the last line says that the chain is cut. */
static void expect_chain(struct fixture *fixture, struct registry *registry, const char *id,
                         const char *expected) {
  struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, id), NULL);
  const struct lineage_stage *stages = lineage->stages.items;
  struct buffer text = {0};
  for (size_t i = 0; i < lineage->stages.count; i++) {
    if (stages[i].gap != NULL) {
      buffer_add_string(&text, "gap ");
      add_span(&text, stages[i].gap);
      buffer_add_byte(&text, '\n');
    }
    buffer_format(&text, "%.*s%s%s%s%s", VIEW_FORMAT(stages[i].agreement->entry.id),
                  stages[i].is_this ? "*" : "", stages[i].is_stopped ? "!" : "",
                  stages[i].open_start ? " from?" : "", stages[i].open_end ? " to?" : "");
    const struct lineage_transition *transitions = stages[i].transitions.items;
    for (size_t k = 0; k < stages[i].transitions.count; k++)
      add_transition(&text, &transitions[k]);
    buffer_add_byte(&text, '\n');
  }
  if (lineage->chain_cut) buffer_add_string(&text, "cut\n");
  assert_view(buffer_view(&text), expected);
  buffer_free(&text);
}

static void what_is_signed_or_begins_later_is_told_with_its_length(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2013-01-01\nperiod: {start: 2013, end: 2017}\n");
  put_agreement(fixture, "y", "signed: 2021-11-25\nperiod: {start: 2021, end: 2025}\nsucceeds: x\n");
  struct registry *registry = load(fixture, "2026-01-01");
  const char *line =
      "gap 2018-01-01..2021-11-24=3/10/24\ny%s <signed-later 2018-01-01..2021-11-24=3/10/24>\n";
  expect_chain(fixture, registry, "x",
               arena_format(&fixture->arena, "x*\n%s", arena_format(&fixture->arena, line, "").data).data);
  expect_chain(fixture, registry, "y",
               arena_format(&fixture->arena, "x\n%s", arena_format(&fixture->arena, line, "*").data).data);
  registry_free(registry);
  put_agreement(fixture, "y", "signed: 2017-05-01\nperiod: {start: 2018-01-02, end: 2025}\nsucceeds: x\n");
  registry = load(fixture, "2026-01-01");
  expect_chain(fixture, registry, "x",
               "x*\ngap 2018-01-01..2018-01-01=0/0/1\ny <begins-later 2018-01-01..2018-01-01=0/0/1>\n");
  registry_free(registry);
  put_agreement(fixture, "y", "signed: 2018-03-01\nperiod: {start: 2018-01-01, end: 2025}\nsucceeds: x\n");
  registry = load(fixture, "2026-01-01"); /* its term follows at once, its signing does not */
  expect_chain(fixture, registry, "x", "x*\ny <signed-later 2018-01-01..2018-02-28=0/2/0>\n");
  registry_free(registry);
}

static void what_is_signed_and_has_begun_the_day_after_follows_seamlessly(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2013-01-01\nperiod: {start: 2013, end: 2017}\n");
  put_agreement(fixture, "y", "signed: 2018-01-01\nperiod: {start: 2018, end: 2022}\nsucceeds: x\n");
  put_agreement(fixture, "z", "signed: 2022-06-01\nperiod: {start: 2023, end: 2027}\nsucceeds: y\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  expect_chain(fixture, registry, "x", "x*\ny <seamless>\nz <seamless>\n");
  expect_chain(fixture, registry, "z", "x\ny <seamless>\nz* <seamless>\n");
  registry_free(registry);
  put_agreement(fixture, "y", "signed: 2018-01-02\nperiod: {start: 2018, end: 2022}\nsucceeds: x\n");
  registry = load_good(fixture, "2026-01-01");
  expect_chain(fixture, registry, "y",
               "x\ngap 2018-01-01..2018-01-01=0/0/1\ny* <signed-later 2018-01-01..2018-01-01=0/0/1>\n"
               "z <seamless>\n");
  registry_free(registry);
}

/* Signed in a month or year: what may have come in time or later is not told, and a gap is the least that it
 * can be. */
static void what_is_signed_in_a_month_or_year_is_told_as_far_as_that_goes(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *fields, *expected;
  } cases[] = {
      {"signed: 2024-07\nperiod: {start: 2024-07-01, end: 2029}", "x\ny*\n"},
      {"signed: 2024\nperiod: {start: 2024, end: 2029}", "x\ny*\n"},
      {"signed: 2024-06\nperiod: {start: 2024-07-01, end: 2029}", "x\ny* <seamless>\n"},
      {"signed: 2024-10\nperiod: {start: 2024-07-01, end: 2029}",
       "x\ny* <signed-later 2024-07-01..2024-09-30=0/3/0 at least>\n"},
  };
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2020-01-01\nperiod: {start: 2020, end: 2024-06-30}\n");
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    put_agreement(fixture, "y", arena_format(&fixture->arena, "%s\nsucceeds: x\n", cases[i].fields).data);
    struct registry *registry = load(fixture, "2026-01-01");
    expect_chain(fixture, registry, "y", cases[i].expected);
    registry_free(registry);
  }
}

static void an_overlap_is_named_with_its_days(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2013-01-01\nperiod: {start: 2013, end: 2017-12-31}\n");
  put_agreement(fixture, "y",
                "signed: 2017-12-01\nperiod: {start: 2017-12-31, end: 2022-12-31}\nsucceeds: x\n");
  put_agreement(fixture, "z", "signed: 2021-01-15\nsucceeds: y\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_chain(fixture, registry, "y",
               "x\ny* <overlap 2017-12-31..2017-12-31=0/0/1>\n"
               "z to? <overlap 2021-01-15..2022-12-31=1/11/17>\n");
  registry_free(registry);
}

static void a_termination_ends_a_period(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x",
                "signed: 2013-01-01\nperiod: {start: 2013, end: 2017}\nterminated: {date: 2016-03-01}\n");
  put_agreement(fixture, "y", "signed: 2016-01-01\nperiod: {start: 2017, end: 2022}\nsucceeds: x\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  expect_chain(fixture, registry, "y",
               "x!\ngap 2016-03-01..2016-12-31=0/10/0\ny* <begins-later 2016-03-01..2016-12-31=0/10/0>\n");
  registry_free(registry);
  put_agreement(fixture, "x",
                "signed: 2013-01-01\nperiod: {start: 2013, end: 2016}\nterminated: {date: 2018-03-01}\n");
  registry = load(fixture, "2026-01-01");
  expect_chain(fixture, registry, "y", "x\ny* <seamless>\n");
  registry_free(registry);
}

static void what_is_not_known_is_not_guessed(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2013-01-01\n");
  put_agreement(fixture, "y", "signed: 2017-01-01\nperiod: {start: 2018, end: 2022}\nsucceeds: x\n");
  put_agreement(fixture, "z", "period: {end: 2030}\nsucceeds: y\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_chain(fixture, registry, "y", "x to?\ny* <unknown-end>\nz from?\n");
  registry_free(registry);
  put_agreement(fixture, "x", "signed: 2013-01-01\nperiod: {end: open}\n");
  registry = load(fixture, "2026-01-01");
  expect_chain(fixture, registry, "y", "x to?\ny* <open-end>\nz from?\n");
  registry_free(registry);
  put_agreement(fixture, "x", "signed: 2013-01-01\nperiod: {start: 2013, end: 2015}\n");
  put_agreement(fixture, "y",
                "period: {start: 2018, end: 2022}\nsucceeds: x\n"); /* its signing is not known */
  registry = load(fixture, "2026-01-01");
  expect_chain(fixture, registry, "y", "x\ny*\nz from?\n");
  registry_free(registry);
}

static void a_diamond_shows_each_once_after_what_it_succeeds(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "a", "signed: 2010-01-01\nperiod: {start: 2010, end: 2014}\n");
  put_agreement(fixture, "c", "signed: 2015-01-01\nperiod: {start: 2015, end: 2018}\nsucceeds: a\n");
  put_agreement(fixture, "b", "signed: 2015-01-01\nperiod: {start: 2015, end: 2019}\nsucceeds: a\n");
  put_agreement(fixture, "d", "signed: 2021-01-01\nperiod: {start: 2021, end: 2025}\nsucceeds: [b, c, a]\n");
  struct registry *registry = load(fixture, "2026-01-01");
  static const char *const ids[] = {"a", "b", "c", "d"};
  for (size_t i = 0; i < 4; i++) {
    struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, ids[i]), NULL);
    assert_int_equal(lineage->stages.count, 4);
  }
  expect_chain(
      fixture, registry, "d",
      "a\nc <seamless>\nb <seamless a>\ngap 2020-01-01..2020-12-31=1/0/0\n"
      "d* <signed-later b 2020-01-01..2020-12-31=1/0/0> <signed-later c 2019-01-01..2020-12-31=2/0/0>"
      " <signed-later a 2015-01-01..2020-12-31=6/0/0>\n");
  registry_free(registry);
}

static void a_time_that_another_of_the_chain_covers_is_no_gap(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "a", "signed: 2010-01-01\nperiod: {start: 2010, end: 2014}\n");
  put_agreement(fixture, "b", "signed: 2015-01-01\nperiod: {start: 2015, end: 2022}\nsucceeds: a\n");
  put_agreement(fixture, "c", "signed: 2017-01-01\nperiod: {start: 2018, end: 2020}\nsucceeds: a\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_chain(fixture, registry, "c", "a\nb <seamless>\nc* <begins-later a 2015-01-01..2017-12-31=3/0/0>\n");
  registry_free(registry);
}

static void what_is_not_published_is_left_out(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "period: {start: 2013, end: 2017}\n");
  put_agreement(fixture, "y",
                "period: {start: 2018, end: 2022}\nsucceeds: x\nimplements: x\namends: x\ndraft: true\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, "x"), NULL);
  assert_int_equal(lineage->stages.count + lineage->nodes.count + lineage->amendments.count, 0);
  assert_false(lineage->chain_cut || lineage->tree_cut || lineage->amendments_cut);
  registry_free(registry);
}

static void put_numbered(struct fixture *fixture, int number, const char *keys) {
  put_agreement(fixture, arena_format(&fixture->arena, "n%03d", number).data, keys);
}

static void a_long_chain_shows_those_nearest(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_numbered(fixture, 0, "period: {start: 1945, end: 1945}\n");
  for (int i = 1; i < 100; i++)
    put_numbered(fixture, i,
                 arena_format(&fixture->arena, "period: {start: %d, end: %d}\nsucceeds: n%03d\n", 1945 + i,
                              1945 + i, i - 1)
                     .data);
  struct registry *registry = load_good(fixture, "2026-01-01");
  struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, "n050"), NULL);
  const struct lineage_stage *stages = lineage->stages.items;
  assert_int_equal(lineage->stages.count, LINEAGE_STAGES);
  assert_true(lineage->chain_cut);
  assert_view(stages[0].agreement->entry.id, "n030");
  assert_view(stages[39].agreement->entry.id, "n069");
  assert_true(lineage->ticks.count >= 4 && lineage->ticks.count <= 7);
  lineage = lineage_make(&fixture->arena, agreement_of(registry, "n000"), NULL);
  stages = lineage->stages.items;
  assert_view(stages[39].agreement->entry.id, "n039");
  registry_free(registry);
}

static void bars_and_years_share_an_axis_of_whole_years(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "period: {start: 2017, end: 2017}\n");
  put_agreement(fixture, "y", "signed: 2018-01-01\nperiod: {start: 2019, end: 2020}\nsucceeds: x\n");
  struct registry *registry = load_good(fixture, "2026-01-01");
  struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, "x"), NULL);
  const struct lineage_stage *stages = lineage->stages.items;
  const struct lineage_tick *ticks = lineage->ticks.items;
  assert_view(stages[0].bar->at, "0%");
  assert_view(stages[0].bar->width, "24.98%"); /* 365 of 1461 days */
  assert_view(stages[1].gap->at, "24.98%");
  assert_view(stages[1].gap->to, "49.97%");
  assert_view(stages[1].bar->at, "49.97%");
  assert_view(stages[1].bar->to, "100%");
  assert_int_equal(lineage->ticks.count, 5);
  assert_int_equal(ticks[0].year, 2017);
  assert_view(ticks[0].anchor, "start");
  assert_view(ticks[1].at, "24.98%");
  assert_view(ticks[1].anchor, "middle");
  assert_int_equal(ticks[4].year, 2021);
  assert_view(ticks[4].at, "100%");
  assert_view(ticks[4].anchor, "end");
  registry_free(registry);
}

static void the_calendars_ends_are_drawn_too(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "period: {end: 0001-01-01}\n");
  put_agreement(fixture, "y",
                "signed: 9998-01-01\nperiod: {start: 9999-12-31, end: 9999-12-31}\nsucceeds: x\n");
  put_agreement(fixture, "z", "signed: 9999-12-31\nsucceeds: y\n");
  struct registry *registry = load(fixture, "2026-01-01");
  struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, "y"), NULL);
  const struct lineage_stage *stages = lineage->stages.items;
  assert_int_equal(lineage->stages.count, 3);
  assert_int_equal(stages[1].gap->years, 9998);
  assert_true(lineage->ticks.count <= 8);
  registry_free(registry);
}

/* A row a line, set in by its depth: its id (a star: the page's own; a tilde: repeated), +N: agreements above
 * it that are not shown; or the number of those that have no row. */
static void expect_tree(struct fixture *fixture, struct registry *registry, const char *id,
                        const char *expected) {
  struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, id), NULL);
  const struct lineage_node *rows = lineage->nodes.items;
  struct buffer text = {0};
  size_t depth = 0;
  for (size_t i = 0; i < lineage->nodes.count; i++) {
    for (size_t k = 0; k < depth; k++)
      buffer_add_byte(&text, ' ');
    if (rows[i].agreement == NULL)
      buffer_format(&text, "%d more%s", (int)rows[i].more, rows[i].more_of == NULL ? "" : " there");
    else
      buffer_format(&text, "%.*s%s%s", VIEW_FORMAT(rows[i].agreement->entry.id), rows[i].is_this ? "*" : "",
                    rows[i].is_repeated ? "~" : "");
    if (rows[i].more_above > 0) buffer_format(&text, " +%d", (int)rows[i].more_above);
    buffer_add_byte(&text, '\n');
    depth += rows[i].opens;
    assert_true(depth >= rows[i].closings.count);
    depth -= rows[i].closings.count;
  }
  assert_int_equal(depth, 0);
  assert_view(buffer_view(&text), expected);
  buffer_free(&text);
}

static void a_tree_goes_up_to_the_roots_and_down_to_the_leaves(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "root", "signed: 2010-01-01\n");
  put_agreement(fixture, "mid", "signed: 2011-01-01\nimplements: root\n");
  put_agreement(fixture, "side", "signed: 2011-02-01\nimplements: root\n");
  put_agreement(fixture, "leaf", "signed: 2012-01-01\nimplements: mid\n");
  put_agreement(fixture, "twig", "signed: 2013-01-01\nimplements: mid\n");
  put_agreement(fixture, "alone", "signed: 2013-01-01\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_tree(fixture, registry, "root", "root*\n side\n mid\n  twig\n  leaf\n");
  expect_tree(fixture, registry, "mid", "root\n mid*\n  twig\n  leaf\n 1 more there\n");
  expect_tree(fixture, registry, "leaf", "root\n mid\n  leaf*\n  1 more there\n 1 more there\n");
  expect_tree(fixture, registry, "alone", "");
  registry_free(registry);
}

static void one_with_two_parents_stands_under_each_and_its_children_once(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "r1", "signed: 2010-01-01\n");
  put_agreement(fixture, "r2", "signed: 2010-01-01\n");
  put_agreement(fixture, "p1", "signed: 2011-01-01\nimplements: [r1, r2]\n");
  put_agreement(fixture, "p2", "signed: 2011-01-01\nimplements: [r2]\n");
  put_agreement(fixture, "m", "signed: 2012-01-01\nimplements: [p1, p2]\n");
  put_agreement(fixture, "leaf", "signed: 2013-01-01\nimplements: m\n");
  struct registry *registry = load(fixture, "2026-01-01");
  expect_tree(fixture, registry, "m", "r1\n p1\n  m*\n   leaf\nr2\n p1~\n p2\n  m*~\n");
  expect_tree(fixture, registry, "r2", "r2*\n p1\n  m\n   leaf\n p2\n  m~\n");
  registry_free(registry);
}

static void a_programme_of_many_counts_those_that_have_no_room(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "p", "signed: 2010-01-01\n");
  for (int i = 0; i < 150; i++)
    put_numbered(fixture, i, "signed: 2011-01-01\nimplements: p\n");
  for (int i = 0; i < 30; i++)
    put_agreement(fixture, arena_format(&fixture->arena, "r%03d", i).data, "signed: 2009-01-01\n");
  struct buffer keys = {0};
  buffer_add_string(&keys, "signed: 2012-01-01\nimplements: [p");
  for (int i = 0; i < 30; i++)
    buffer_format(&keys, ", r%03d", i);
  buffer_add_string(&keys, "]\n\0");
  buffer_add_byte(&keys, '\0');
  put_agreement(fixture, "wide", keys.data);
  buffer_free(&keys);
  struct registry *registry = load(fixture, "2026-01-01");
  struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, "p"), NULL);
  const struct lineage_node *rows = lineage->nodes.items;
  assert_true(lineage->tree_cut);
  assert_int_equal(lineage->nodes.count, LINEAGE_NODES + 1);
  assert_int_equal(rows[LINEAGE_NODES].more, 151 - (LINEAGE_NODES - 1));
  assert_null(rows[LINEAGE_NODES].more_of);
  expect_tree(fixture, registry, "n007", "p\n n007*\n 150 more there\n");
  assert_false(lineage_make(&fixture->arena, agreement_of(registry, "n007"), NULL)->tree_cut);
  lineage = lineage_make(&fixture->arena, agreement_of(registry, "wide"), NULL);
  rows = lineage->nodes.items;
  assert_true(lineage->tree_cut);
  assert_int_equal(rows[1].more_above, 31 - LINEAGE_ANCESTORS);
  registry_free(registry);
}

static void many_ways_through_a_tree_are_bounded(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_numbered(fixture, 0, "signed: 2000-01-01\n");
  for (int i = 1; i < 50; i++) {
    struct buffer keys = {0};
    buffer_format(&keys, "signed: 2000-01-01\nimplements: [n000");
    for (int k = 1; k < i; k++)
      buffer_format(&keys, ", n%03d", k);
    buffer_add_string(&keys, "]\n");
    buffer_add_byte(&keys, '\0');
    put_numbered(fixture, i, keys.data);
    buffer_free(&keys);
  }
  struct registry *registry = load(fixture, "2026-01-01");
  for (int i = 0; i < 50; i += 7) {
    struct lineage *lineage = lineage_make(
        &fixture->arena, agreement_of(registry, arena_format(&fixture->arena, "n%03d", i).data), NULL);
    assert_true(lineage->nodes.count <= LINEAGE_ROWS + LINEAGE_NODES);
  }
  registry_free(registry);
}

static void a_node_names_its_provinces_up_to_a_number(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, "content/data/provinces.yaml",
      "[{id: p1, name: A}, {id: p2, name: B}, {id: p3, name: C}, {id: p4, name: D}, {id: p5, name: E}, "
      "{id: p6, name: F}, {id: p7, name: G}, {id: p8, name: H}]\n");
  put_agreement(fixture, "x", "signed: 2010-01-01\nprovinces: [p1, p2, p3, p4, p5, p6, p7, p8]\n");
  put_agreement(fixture, "y", "signed: 2011-01-01\nprovinces: [p3]\nimplements: x\n");
  struct registry *registry = load(fixture, "2026-01-01");
  const struct lineage_node *rows =
      lineage_make(&fixture->arena, agreement_of(registry, "y"), NULL)->nodes.items;
  assert_ids(&rows[0].shown_provinces, "p1 p2 p3 p4 p5 p6");
  assert_int_equal(rows[0].more_provinces, 2);
  assert_ids(&rows[1].shown_provinces, "p3");
  assert_int_equal(rows[1].more_provinces, 0);
  assert_int_equal(agreement_of(registry, "x")->all_provinces.count, 8);
  registry_free(registry);
}

static void amendments_go_both_ways_by_date(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "x", "signed: 2010-01-01\n");
  put_agreement(fixture, "y", "signed: 2015-01-01\namends: x\n");
  put_agreement(fixture, "z2", "signed: 2017-01-01\namends: y\n");
  put_agreement(fixture, "z1", "signed: 2016-01-01\namends: [y, x]\n");
  struct registry *registry = load(fixture, "2026-01-01");
  struct lineage *lineage = lineage_make(&fixture->arena, agreement_of(registry, "y"), NULL);
  const struct lineage_amendment *amendments = lineage->amendments.items;
  assert_int_equal(lineage->amendments.count, 3);
  assert_view(amendments[0].agreement->entry.id, "x");
  assert_true(amendments[0].is_amended);
  assert_int_equal(amendments[0].date.year, 2015);
  assert_view(amendments[1].agreement->entry.id, "z1");
  assert_false(amendments[1].is_amended);
  assert_int_equal(amendments[1].date.year, 2016);
  assert_view(amendments[2].agreement->entry.id, "z2");
  assert_int_equal(lineage->stages.count + lineage->nodes.count, 0);
  for (int i = 0; i < 70; i++)
    put_numbered(fixture, i, "signed: 2020-01-01\namends: x\n");
  registry_free(registry);
  registry = load(fixture, "2026-01-01");
  lineage = lineage_make(&fixture->arena, agreement_of(registry, "x"), NULL);
  assert_int_equal(lineage->amendments.count, LINEAGE_AMENDMENTS);
  assert_true(lineage->amendments_cut);
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(what_is_signed_or_begins_later_is_told_with_its_length),
      FIXTURE_TEST(what_is_signed_in_a_month_or_year_is_told_as_far_as_that_goes),
      FIXTURE_TEST(what_is_signed_and_has_begun_the_day_after_follows_seamlessly),
      FIXTURE_TEST(an_overlap_is_named_with_its_days),
      FIXTURE_TEST(a_termination_ends_a_period),
      FIXTURE_TEST(what_is_not_known_is_not_guessed),
      FIXTURE_TEST(a_diamond_shows_each_once_after_what_it_succeeds),
      FIXTURE_TEST(a_time_that_another_of_the_chain_covers_is_no_gap),
      FIXTURE_TEST(what_is_not_published_is_left_out),
      FIXTURE_TEST(a_long_chain_shows_those_nearest),
      FIXTURE_TEST(bars_and_years_share_an_axis_of_whole_years),
      FIXTURE_TEST(the_calendars_ends_are_drawn_too),
      FIXTURE_TEST(a_tree_goes_up_to_the_roots_and_down_to_the_leaves),
      FIXTURE_TEST(one_with_two_parents_stands_under_each_and_its_children_once),
      FIXTURE_TEST(a_programme_of_many_counts_those_that_have_no_room),
      FIXTURE_TEST(many_ways_through_a_tree_are_bounded),
      FIXTURE_TEST(a_node_names_its_provinces_up_to_a_number),
      FIXTURE_TEST(amendments_go_both_ways_by_date),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
