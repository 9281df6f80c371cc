#include "schema/type.h"

#include "unit/fixture.h"

enum { LISTS = 100, LONGEST = 1000 };

/* Lists of many lengths that grow in turn, each of them with items of its own. */
static void fill(struct list_builder *growing, struct list *lists, char *items) {
  for (size_t round = 0; round < LONGEST; round++)
    for (size_t i = 0; i < LISTS; i++)
      if (round < (i + 1) * LONGEST / LISTS)
        list_builder_add(growing, &lists[i], items + (i + round) % LONGEST);
}

static void lists_that_grow_in_turn_keep_their_items(void **state) {
  (void)state;
  static char items[LONGEST];
  struct arena arena = {0};
  struct list_builder growing = {.arena = &arena};
  struct list lists[LISTS] = {{0}};
  fill(&growing, lists, items);
  for (size_t i = 0; i < LISTS; i++) {
    assert_int_equal(lists[i].count, (i + 1) * LONGEST / LISTS);
    for (size_t k = 0; k < lists[i].count; k++)
      assert_ptr_equal(list_at(&lists[i], k), items + (i + k) % LONGEST);
  }
  arena_free(&arena);
}

/* Ten lists grow from two to 1,024, one after another: the blocks that one leaves are those that the next
 * needs. */
static void what_one_has_outgrown_is_room_for_the_next(void **state) {
  (void)state;
  struct arena arena = {0};
  struct list_builder growing = {.arena = &arena};
  size_t first = 0;
  for (size_t i = 0; i < 10; i++) {
    struct list list = {0};
    for (size_t k = 0; k < 1024; k++)
      list_builder_add(&growing, &list, &arena);
    if (i == 0) first = arena.shared;
  }
  size_t rest = arena.shared - first, needed = sizeof(void *) * 9 * 1024;
  assert_true(rest >= needed / 2 && rest <= needed + needed / 2);
  arena_free(&arena);
}

static void an_item_is_added_once_in_a_row(void **state) {
  (void)state;
  struct arena arena = {0};
  struct list_builder growing = {.arena = &arena};
  struct list list = {0};
  char a, b;
  list_builder_add_once(&growing, &list, &a);
  list_builder_add_once(&growing, &list, &a);
  assert_int_equal(list.count, 1);
  list_builder_add_once(&growing, &list, &b);
  list_builder_add_once(&growing, &list, &a);
  assert_int_equal(list.count, 3);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lists_that_grow_in_turn_keep_their_items),
      cmocka_unit_test(what_one_has_outgrown_is_room_for_the_next),
      cmocka_unit_test(an_item_is_added_once_in_a_row),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
