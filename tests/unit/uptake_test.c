#include "site/pages/uptake.h"

#include "unit/register_fixture.h"

/* An agreement with commitments of these titles, separated by "; ", that carries out `programme`. */
static void put_implementer(struct fixture *fixture, const char *id, const char *programme,
                            const char *titles, const char *keys) {
  struct buffer all = {0};
  struct view rest = view_of(titles), title;
  buffer_format(&all, "signed: 2021-01-01\n%s", keys);
  if (programme[0] != '\0') buffer_format(&all, "implements: %s\n", programme);
  if (titles[0] != '\0') buffer_add_string(&all, "commitments:\n");
  while (titles[0] != '\0' && view_next(&rest, ';', &title))
    buffer_format(&all, "- title: %.*s\n", VIEW_FORMAT(view_trim(title)));
  buffer_add_byte(&all, '\0');
  put_agreement(fixture, id, all.data);
  buffer_free(&all);
}

static void add_labels(struct buffer *found, const char *sign, const struct list *findings, int64_t more) {
  for (size_t i = 0; i < findings->count; i++) {
    const struct uptake_finding *finding = list_at(findings, i);
    buffer_format(found, "%s%.*s", i == 0 ? sign : ",", VIEW_FORMAT(finding->label));
    if (finding->commitment != NULL) buffer_format(found, "#%d", (int)finding->commitment->number);
    if (finding->is_declared) buffer_add_byte(found, '!');
  }
  if (more > 0) buffer_format(found, "+%d", (int)more);
}

/* The columns' labels, and of each row the cells: "= ~ - ? ." for kept, changed, missing, unseen and
 * unlisted, or a region's "2/3"; then who is named for each, with the number of the commitment. */
static const char *describe(struct fixture *fixture, const struct uptake *uptake) {
  struct buffer found = {0};
  for (size_t i = 0; i < uptake->columns.count; i++) {
    const struct uptake_column *column = list_at(&uptake->columns, i);
    assert_true((column->agreement == NULL) == uptake->is_by_region);
    buffer_format(&found, "%s%.*s", i == 0 ? "" : "|", VIEW_FORMAT(column->label));
  }
  for (size_t i = 0; i < uptake->rows.count; i++) {
    const struct uptake_row *row = list_at(&uptake->rows, i);
    assert_int_equal(row->commitment->number, i + 1);
    assert_int_equal(row->cells.count, uptake->columns.count);
    buffer_add_string(&found, "; ");
    for (size_t k = 0; k < row->cells.count; k++) {
      const struct uptake_cell *cell = list_at(&row->cells, k);
      int states = cell->is_kept + cell->is_changed + cell->is_missing + cell->is_unseen + cell->is_unlisted;
      assert_int_equal(states, !uptake->is_by_region);
      if (uptake->is_by_region) {
        buffer_format(&found, "%s%d/%d", k == 0 ? "" : " ", (int)cell->taken, (int)cell->count);
        assert_int_equal(cell->percent, cell->count == 0 ? 0 : 100 * cell->taken / cell->count);
      } else {
        buffer_add_byte(&found, cell->is_kept      ? '='
                                : cell->is_changed ? '~'
                                : cell->is_missing ? '-'
                                : cell->is_unseen  ? '?'
                                                   : '.');
      }
    }
    buffer_format(&found, " %d", (int)row->taken);
    add_labels(&found, " =", &row->kept, row->more_kept);
    add_labels(&found, " ~", &row->changed, row->more_changed);
    add_labels(&found, " -", &row->missing, row->more_missing);
    add_labels(&found, " ?", &row->unseen, row->more_unseen);
  }
  const char *text = arena_copy(&fixture->arena, buffer_view(&found)).data;
  buffer_free(&found);
  return text;
}

static void expect_uptake(struct fixture *fixture, const struct registry *registry, const char *expected) {
  struct uptake *uptake = uptake_make(&fixture->arena, agreement_of(registry, "ct"), NULL);
  if (uptake == NULL)
    assert_string_equal("", expected);
  else
    assert_string_equal(describe(fixture, uptake), expected);
}

static void put_provinces(struct fixture *fixture) {
  put_base(fixture);
  put(fixture, "content/data/regions.yaml", "- {id: bac, name: Bắc}\n- {id: nam, name: Nam}\n");
  put(fixture, "content/data/provinces.yaml",
      "- {id: x, name: Xa, region: nam}\n- {id: y, name: Yên, region: bac}\n- {id: z, name: Ấm, region: "
      "bac}\n"
      "- {id: cu, name: Cũ, merged_into: x, until: 2020-01-01}\n- {id: la, name: Lạ}\n");
}

static void each_state(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put_implementer(fixture, "ct", "", "Dạy nghề; Hợp tác quốc tế; Chăm lo trẻ em", "");
  put_implementer(fixture, "mot", "ct", "Chăm lo trẻ em; Hợp tác quốc tế với Lào", "provinces: [y]\n");
  put_implementer(fixture, "hai", "ct", "dạy nghề!", "provinces: [z]\ncommitments_complete: false\n");
  put_implementer(fixture, "ba", "ct", "", "provinces: [x]\n");
  put_implementer(fixture, "khac", "", "Dạy nghề", "provinces: [x]\n");
  struct registry *registry = load(fixture, "2022-01-01");
  expect_uptake(fixture, registry, "Ấm|Xa|Yên; =.- 1 =Ấm#1 -Yên; ?.~ 1 ~Yên#2 ?Ấm; ?.= 1 =Yên#1 ?Ấm");
  struct uptake *uptake = uptake_make(&fixture->arena, agreement_of(registry, "ct"), NULL);
  assert_int_equal(uptake->count, 3);
  assert_int_equal(uptake->listed, 2);
  assert_true(uptake->has_unlisted && !uptake->is_by_region && !uptake->is_cut &&
              !uptake->are_commitments_cut);
  registry_free(registry);
}

/* The programme's own list names examples only: then nothing is said to be missing. */
static void programme_that_is_an_excerpt(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put_implementer(fixture, "ct", "", "Dạy nghề; Họp", "commitments_complete: false\n");
  put_implementer(fixture, "mot", "ct", "Dạy nghề", "provinces: [x]\n");
  struct registry *registry = load(fixture, "2022-01-01");
  expect_uptake(fixture, registry, "Xa; = 1 =Xa#1; ? 0 ?Xa");
  registry_free(registry);
}

static void nothing_to_show(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put_implementer(fixture, "ct", "", "Dạy nghề", "");
  struct registry *registry = load(fixture, "2022-01-01");
  expect_uptake(fixture, registry, "");
  registry_free(registry);
  put_implementer(fixture, "mot", "ct", "", "");
  registry = load(fixture, "2022-01-01");
  expect_uptake(fixture, registry, "");
  registry_free(registry);
  put_implementer(fixture, "ct", "", "", "");
  put_implementer(fixture, "mot", "ct", "Dạy nghề", "");
  registry = load(fixture, "2022-01-01");
  expect_uptake(fixture, registry, "");
  registry_free(registry);
}

/* One of the implementer's commitments continues two, and two continue one. */
static void what_is_declared_decides(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put_implementer(fixture, "ct", "", "Dạy nghề; Họp; Trồng rừng", "");
  put_agreement(
      fixture, "mot",
      "signed: 2021-01-01\nimplements: ct\nprovinces: [x]\ncommitments: [{title: Gặp, continues: [1, 2]}, "
      "{title: Họp, continues: 2}, {title: Dạy nghề}]\n");
  struct registry *registry = load(fixture, "2022-01-01");
  expect_uptake(fixture, registry, "Xa; ~ 1 ~Xa#1!; = 1 =Xa#2! ~Xa#1!; - 0 -Xa");
  registry_free(registry);
}

/* A province's name where it is one agreement's alone. */
static void labels(void **state) {
  struct fixture *fixture = *state;
  put_provinces(fixture);
  put_implementer(fixture, "ct", "", "Họp", "");
  put_implementer(fixture, "mot", "ct", "Họp", "short_title: Một\nprovinces: [x]\n");
  put_implementer(fixture, "hai", "ct", "Họp", "short_title: Hai\nprovinces: [x]\n");
  put_implementer(fixture, "ba", "ct", "Họp", "short_title: Ba\nprovinces: [y]\n");
  put_implementer(fixture, "bon", "ct", "Họp", "short_title: Bốn\nprovinces: [y, z]\n");
  put_implementer(fixture, "nam", "ct", "Họp", "short_title: Năm\n");
  struct registry *registry = load(fixture, "2022-01-01");
  struct uptake *uptake = uptake_make(&fixture->arena, agreement_of(registry, "ct"), NULL);
  struct buffer found = {0};
  for (size_t i = 0; i < uptake->columns.count; i++)
    buffer_format(&found, "%.*s|",
                  VIEW_FORMAT(((struct uptake_column *)list_at(&uptake->columns, i))->label));
  assert_view(buffer_view(&found), "Hai|Một|Yên|Bốn|Năm|");
  buffer_free(&found);
  registry_free(registry);
}

/* 60 columns at the most, then by region. */
static void many_implementers(void **state) {
  struct fixture *fixture = *state;
  static const char *const provinces[] = {"provinces: [x]\n",    "provinces: [y]\n",  "provinces: [z, y]\n",
                                          "provinces: [x, y]\n", "provinces: [cu]\n", "provinces: [la]\n"};
  put_provinces(fixture);
  put_implementer(fixture, "ct", "", "Dạy nghề; Họp", "");
  for (int i = 0; i < UPTAKE_COLUMNS; i++)
    put_implementer(fixture, arena_format(&fixture->arena, "t%02d", i).data, "ct", "Dạy nghề",
                    provinces[i % 6]);
  struct registry *registry = load(fixture, "2022-01-01");
  struct uptake *uptake = uptake_make(&fixture->arena, agreement_of(registry, "ct"), NULL);
  assert_false(uptake->is_by_region);
  assert_int_equal(uptake->columns.count, UPTAKE_COLUMNS);
  registry_free(registry);
  put_implementer(fixture, "t60", "ct", "Họp", "provinces: [x]\n");
  put_implementer(fixture, "t61", "ct", "", "provinces: [x]\n");
  registry = load(fixture, "2022-01-01");
  uptake = uptake_make(&fixture->arena, agreement_of(registry, "ct"), NULL);
  assert_true(uptake->is_by_region);
  const char *text = describe(fixture, uptake);
  assert_non_null(strstr(text, "Bắc|Nam|; 20/20 20/21 20/20 60 ="));
  assert_non_null(strstr(text, "; 0/20 1/21 0/20 1 ="));
  struct uptake_row *first = list_at(&uptake->rows, 0), *second = list_at(&uptake->rows, 1);
  assert_int_equal(first->kept.count, UPTAKE_NAMED);
  assert_int_equal(first->more_kept, 0);
  assert_int_equal(second->missing.count, UPTAKE_NAMED);
  registry_free(registry);
  put_implementer(fixture, "t61", "ct", "Dạy nghề", "provinces: [x]\n");
  registry = load(fixture, "2022-01-01");
  uptake = uptake_make(&fixture->arena, agreement_of(registry, "ct"), NULL);
  first = list_at(&uptake->rows, 0);
  assert_int_equal(first->kept.count, UPTAKE_NAMED);
  assert_int_equal(first->more_kept, 1);
  registry_free(registry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(each_state),      FIXTURE_TEST(programme_that_is_an_excerpt),
      FIXTURE_TEST(nothing_to_show), FIXTURE_TEST(what_is_declared_decides),
      FIXTURE_TEST(labels),          FIXTURE_TEST(many_implementers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
