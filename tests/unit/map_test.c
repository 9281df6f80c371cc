#include "base/map.h"

#include "unit/fixture.h"

static void finds_what_was_put_in(void **state) {
  (void)state;
  struct map map = {0};
  int one, two;
  assert_null(map_get(&map, VIEW("a")));
  *map_slot(&map, VIEW("a")) = &one;
  *map_slot(&map, VIEW("a\0b")) = &two;
  assert_ptr_equal(map_get(&map, VIEW("a")), &one);
  assert_ptr_equal(map_get(&map, VIEW("a\0b")), &two);
  assert_null(map_get(&map, VIEW("a\0c")));
  assert_null(map_get(&map, VIEW("A")));
  assert_null(map_get(&map, VIEW("")));
  assert_int_equal(map.count, 2);
  map_free(&map);
  assert_null(map_get(&map, VIEW("a")));
}

static void a_new_slot_is_null_and_an_old_one_keeps_its_value(void **state) {
  (void)state;
  struct map map = {0};
  int value;
  assert_null(*map_slot(&map, VIEW("key")));
  assert_null(map_get(&map, VIEW("key")));
  assert_int_equal(map.count, 1);
  *map_slot(&map, VIEW("key")) = &value;
  assert_ptr_equal(*map_slot(&map, VIEW("key")), &value);
  assert_int_equal(map.count, 1);
  map_free(&map);
}

static void nothing_is_a_key_too(void **state) {
  (void)state;
  struct map map = {0};
  int value;
  *map_slot(&map, (struct view){NULL, 0}) = &value;
  assert_ptr_equal(map_get(&map, VIEW("")), &value);
  assert_ptr_equal(map_get(&map, (struct view){NULL, 0}), &value);
  assert_int_equal(map.count, 1);
  map_free(&map);
}

enum { MANY = 20000 };

static void holds_many_and_walks_over_each_once(void **state) {
  (void)state;
  struct arena arena = {0};
  struct map map = {0};
  unsigned char *seen = arena_array(&arena, MANY, 1);
  for (size_t i = 0; i < MANY; i++)
    *map_slot(&map, arena_format(&arena, "id-%zu", i)) = seen + i;
  assert_int_equal(map.count, MANY);
  for (size_t i = 0; i < MANY; i++) {
    assert_ptr_equal(map_get(&map, arena_format(&arena, "id-%zu", i)), seen + i);
    assert_null(map_get(&map, arena_format(&arena, "no-%zu", i)));
  }
  size_t at = 0, walked = 0;
  for (const struct map_slot *slot; (slot = map_next(&map, &at)) != NULL; walked++) {
    unsigned char *mine = slot->value;
    assert_int_equal(*mine, 0);
    *mine = 1;
    assert_ptr_equal(map_get(&map, slot->key), mine);
  }
  assert_int_equal(walked, MANY);
  map_free(&map);
  arena_free(&arena);
}

static void what_was_reserved_moves_nothing(void **state) {
  (void)state;
  struct arena arena = {0};
  struct map map = {0};
  map_reserve(&map, MANY);
  const struct map_slot *slots = map.slots;
  for (size_t i = 0; i < MANY; i++)
    *map_slot(&map, arena_format(&arena, "id-%zu", i)) = &arena;
  assert_ptr_equal(map.slots, slots);
  assert_int_equal(map.count, MANY);
  map_reserve(&map, 1);
  assert_ptr_equal(map.slots, slots);
  map_free(&map);
  arena_free(&arena);
}

static void an_empty_map_has_no_slots(void **state) {
  (void)state;
  struct map map = {0};
  size_t at = 0;
  assert_null(map_next(&map, &at));
  map_free(&map);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_what_was_put_in),
      cmocka_unit_test(a_new_slot_is_null_and_an_old_one_keeps_its_value),
      cmocka_unit_test(nothing_is_a_key_too),
      cmocka_unit_test(holds_many_and_walks_over_each_once),
      cmocka_unit_test(what_was_reserved_moves_nothing),
      cmocka_unit_test(an_empty_map_has_no_slots),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
