#include "site/pages/commitment_comparison.h"

#include "site/pages/difference.h"
#include "unit/register_fixture.h"

/* The registry's comparisons of one agreement, each "other: rows", a row "=1>2" with the two commitments'
 * numbers. */
static void expect_comparisons(const struct registry *registry, const char *id, bool is_cut,
                               const char *expected) {
  struct arena arena = {0};
  struct buffer found = {0};
  bool cut = !is_cut;
  struct list comparisons = commitment_comparisons(&arena, agreement_of(registry, id), NULL, &cut);
  assert_int_equal(cut, is_cut);
  for (size_t i = 0; i < comparisons.count; i++) {
    const struct commitment_comparison *comparison = list_at(&comparisons, i);
    assert_int_equal(comparison->number, i + 1);
    assert_int_equal(comparison->rows.count, comparison->kept + comparison->reworded + comparison->related +
                                                 comparison->continued + comparison->added +
                                                 comparison->gone);
    buffer_format(&found, "%s%.*s%s", i == 0 ? "" : "; ", VIEW_FORMAT(comparison->other->entry.id),
                  comparison->is_implementation ? " (implements)" : "");
    for (size_t k = 0; k < comparison->rows.count; k++) {
      const struct commitment_row *row = list_at(&comparison->rows, k);
      bool is_found = row->is_kept || row->is_reworded || row->is_related || row->is_continued;
      assert_int_equal(is_found + row->is_new + row->is_gone, 1);
      assert_true((row->befores.count == 0) == row->is_new && (row->after == NULL) == row->is_gone);
      buffer_format(&found, " %s",
                    row->is_kept        ? "="
                    : row->is_reworded  ? "~"
                    : row->is_related   ? "?"
                    : row->is_continued ? "!"
                    : row->is_new       ? "+"
                                        : "-");
      for (size_t m = 0; m < row->befores.count; m++) {
        const struct commitment_side *before = list_at(&row->befores, m);
        buffer_format(&found, "%s%d", m == 0 ? "" : "&", (int)before->commitment->number);
      }
      if (row->befores.count > 0 && row->after != NULL) buffer_add_byte(&found, '>');
      if (row->after != NULL) buffer_add_integer(&found, row->after->commitment->number);
    }
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
  arena_free(&arena);
}

static void each_kind_of_row(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "cu",
                "signed: 2015-01-01\ncommitments: [{title: Bảo vệ trẻ em}, {title: Giáo dục thế hệ trẻ}, "
                "{title: Hợp tác quốc tế}]\n");
  put_agreement(fixture, "moi",
                "signed: 2020-01-01\nsucceeds: cu\ncommitments: [{title: Giáo dục lối sống cho thế hệ trẻ}, "
                "{title: Việc làm}, {title: Bảo vệ trẻ em.}]\n");
  struct registry *registry = load_good(fixture, "2022-01-01");
  expect_comparisons(registry, "moi", false, "cu ~2>1 +2 =1>3 -3");
  expect_comparisons(registry, "cu", false, "");
  registry_free(registry);
}

/* "Họp" and "Gặp" are declared to continue what likeness would have given to others. */
static void what_is_continued_decides(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "cu",
                "signed: 2015-01-01\ncommitments: [{title: Dạy nghề}, {title: Trồng rừng}, {title: Đắp đê}, "
                "{title: Mở hội}]\n");
  put_agreement(fixture, "moi",
                "signed: 2020-01-01\nsucceeds: cu\ncommitments: [{title: Dạy nghề}, {title: Họp, continues: "
                "[1, 3, 1]}, "
                "{title: Gặp, continues: 3}, {title: 'Trồng rừng!', continues: 2}, {title: Mở hội xuân}]\n");
  put_agreement(
      fixture, "ca-hai",
      "signed: 2021-01-01\nsucceeds: moi\nimplements: cu\ncommitments: [{title: Đắp đê, continues: 'cu#4'}, "
      "{title: Gặp}]\n");
  struct registry *registry = load_good(fixture, "2022-01-01");
  expect_comparisons(registry, "moi", false, "cu +1 !1&3>2 !3>3 =2>4 ~4>5");
  expect_comparisons(registry, "ca-hai", false, "moi +1 =3>2 -1 -2 -4 -5; cu (implements) !4>1 +2 -1 -2 -3");
  registry_free(registry);
}

static void lists_that_are_not_complete(void **state) {
  struct fixture *fixture = *state;
  static const struct {
    const char *old, *new;
    bool expected;
  } cases[] = {{"", "", false},
               {"commitments_complete: true\n", "commitments_complete: true\n", false},
               {"commitments_complete: false\n", "", true},
               {"", "commitments_complete: false\n", true}};
  put_base(fixture);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const char *keys = "signed: 2015-01-01\ncommitments: [{title: A}]\n%s%s";
    put_agreement(fixture, "cu", arena_format(&fixture->arena, keys, "", cases[i].old).data);
    put_agreement(fixture, "moi", arena_format(&fixture->arena, keys, "succeeds: cu\n", cases[i].new).data);
    struct registry *registry = load(fixture, "2022-01-01");
    bool cut;
    struct list comparisons =
        commitment_comparisons(&fixture->arena, agreement_of(registry, "moi"), NULL, &cut);
    assert_int_equal(((struct commitment_comparison *)list_at(&comparisons, 0))->is_excerpt,
                     cases[i].expected);
    registry_free(registry);
  }
}

static void nothing_to_compare_with(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put_agreement(fixture, "cu", "signed: 2010-01-01\n");
  put_agreement(fixture, "moi", "signed: 2015-01-01\nsucceeds: cu\ncommitments: [{title: A}]\n");
  put_agreement(fixture, "sau", "signed: 2020-01-01\nsucceeds: moi\n");
  struct registry *registry = load_good(fixture, "2022-01-01");
  expect_comparisons(registry, "moi", false, "");
  expect_comparisons(registry, "sau", false, "");
  registry_free(registry);
}

static void four_at_the_most(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  for (int i = 1; i <= 5; i++)
    put_agreement(fixture, arena_format(&fixture->arena, "t%d", i).data,
                  "signed: 2010-01-01\ncommitments: [{title: A}]\n");
  put_agreement(
      fixture, "bon",
      "signed: 2020-01-01\nimplements: [t2, t1, t4]\nsucceeds: [t3, t1]\ncommitments: [{title: A}]\n");
  put_agreement(
      fixture, "nam",
      "signed: 2021-01-01\nimplements: [t1, t2, t4, t5]\nsucceeds: t3\ncommitments: [{title: B}]\n");
  struct registry *registry = load_good(fixture, "2022-01-01");
  expect_comparisons(registry, "bon", false, "t3 =1>1; t1 =1>1; t2 (implements) =1>1; t4 (implements) =1>1");
  expect_comparisons(registry, "nam", true,
                     "t3 +1 -1; t1 (implements) +1 -1; t2 (implements) +1 -1; t4 (implements) +1 -1");
  registry_free(registry);
}

static void two_hundred_commitments_at_the_most(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  struct buffer titles = {0};
  for (int i = 1; i <= 201; i++)
    buffer_format(&titles, "- title: x%d\n", i);
  struct view all = buffer_view(&titles),
              but_one = view_slice(all, 0, all.length - strlen("- title: x201\n"));
  put_agreement(
      fixture, "cu",
      arena_format(&fixture->arena, "signed: 2010-01-01\ncommitments:\n%.*s", VIEW_FORMAT(all)).data);
  put_agreement(fixture, "moi",
                arena_format(&fixture->arena, "signed: 2015-01-01\nsucceeds: cu\ncommitments:\n%.*s",
                             VIEW_FORMAT(but_one))
                    .data);
  put_agreement(fixture, "sau", "signed: 2020-01-01\nsucceeds: moi\ncommitments: [{title: x200}]\n");
  buffer_free(&titles);
  struct registry *registry = load_good(fixture, "2022-01-01");
  bool cut = true;
  struct list comparisons =
      commitment_comparisons(&fixture->arena, agreement_of(registry, "moi"), NULL, &cut);
  const struct commitment_comparison *comparison = list_at(&comparisons, 0);
  assert_true(comparison->is_cut);
  assert_int_equal(comparison->kept, 200);
  assert_int_equal(comparison->gone, 0);
  comparisons = commitment_comparisons(&fixture->arena, agreement_of(registry, "sau"), NULL, &cut);
  comparison = list_at(&comparisons, 0);
  assert_false(comparison->is_cut);
  assert_int_equal(comparison->kept, 1);
  assert_int_equal(comparison->gone, 199);
  registry_free(registry);
}

/* A list of parts as "[-removed-] {+added+}". */
static void expect_parts(const struct list *parts, const char *expected) {
  struct buffer found = {0};
  for (size_t i = 0; i < parts->count; i++) {
    const struct difference_part *part = list_at(parts, i);
    assert_false(part->is_removed && part->is_added);
    if (part->is_removed) buffer_add_string(&found, "[-");
    if (part->is_added) buffer_add_string(&found, "{+");
    buffer_add(&found, part->text);
    if (part->is_removed) buffer_add_string(&found, "-]");
    if (part->is_added) buffer_add_string(&found, "+}");
  }
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
}

static void expect_sides(struct fixture *fixture, const char *old, const char *new, const char *old_side,
                         const char *new_side) {
  struct list before, after;
  difference_of_statements(&fixture->arena, view_of(old), view_of(new), &before, &after);
  expect_parts(&before, old_side);
  expect_parts(&after, new_side);
}

static void changes_are_marked_on_each_side(void **state) {
  struct fixture *fixture = *state;
  expect_sides(fixture, "một hai ba", "một ba bốn", "một [-hai-] ba", "một ba {+bốn+}");
  expect_sides(fixture, "một, hai ba.", "Một!", "một, [-hai ba-].", "Một!");
  expect_sides(fixture, "", "một", "", "{+một+}");
  expect_sides(fixture, "một\xff hai", "hai", "[-một-]\xff hai", "hai");
}

static void form_is_not_marked(void **state) {
  struct fixture *fixture = *state;
  expect_sides(fixture, "Hoà giải,dạy nghề; Họp", "hòa giải - Dạy nghề và họp mỗi quý.",
               "Hoà giải,dạy nghề; Họp", "hòa giải - Dạy nghề {+và+} họp {+mỗi quý+}.");
  expect_sides(fixture, "dạy nghề", "dậy nghề", "[-dạy-] nghề", "{+dậy+} nghề");
}

/* More words than are compared. */
static void long_statements(void **state) {
  struct fixture *fixture = *state;
  struct buffer text = {0};
  for (int i = 0; i < 50001; i++)
    buffer_add_string(&text, "a ");
  struct list before, after;
  difference_of_statements(&fixture->arena, buffer_view(&text), VIEW("a"), &before, &after);
  expect_parts(&after, "{+a+}");
  assert_true(((struct difference_part *)list_at(&before, 0))->is_removed);
  buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(each_kind_of_row),
      FIXTURE_TEST(what_is_continued_decides),
      FIXTURE_TEST(lists_that_are_not_complete),
      FIXTURE_TEST(nothing_to_compare_with),
      FIXTURE_TEST(four_at_the_most),
      FIXTURE_TEST(two_hundred_commitments_at_the_most),
      FIXTURE_TEST(form_is_not_marked),
      FIXTURE_TEST(long_statements),
      FIXTURE_TEST(changes_are_marked_on_each_side),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
