#include "base/sorting.h"
#include "fixture.h"

struct thing {
  unsigned order, place; /* what equal keys are ordered by; where it stood */
};

static int compare_things(const void *left, const void *right) {
  unsigned a = ((const struct thing *)left)->order, b = ((const struct thing *)right)->order;
  return (a > b) - (a < b);
}

enum { MANY = 3000 };

/* Random keys with long runs that rise, or fall, and few values, so that many are equal. */
static size_t fill(struct sorting_item *items, struct thing *things, unsigned seed) {
  srandom(seed);
  size_t count = (size_t)random() % (seed % 2 == 0 ? 40 : MANY);
  uint64_t key = 0;
  int step = 0;
  for (size_t i = 0; i < count; i++) {
    if (random() % 30 == 0) step = (int)(random() % 3) - 1;
    key = random() % 4 == 0 ? (uint64_t)(random() % 50) : key + (uint64_t)(int64_t)step;
    things[i] = (struct thing){(unsigned)random() % 3, (unsigned)i};
    items[i] = (struct sorting_item){key, &things[i]};
  }
  return count;
}

static void items_come_in_order_and_none_is_lost(void **state) {
  (void)state;
  static struct sorting_item items[MANY];
  static struct thing things[MANY];
  static bool seen[MANY];
  for (unsigned seed = 1; seed <= 200; seed++) {
    size_t count = fill(items, things, seed);
    sorting_sort(items, count, compare_things);
    memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < count; i++) {
      const struct thing *thing = items[i].value, *before = i == 0 ? NULL : items[i - 1].value;
      assert_false(seen[thing->place]);
      seen[thing->place] = true;
      if (before == NULL) continue;
      assert_true(items[i - 1].key <= items[i].key);
      if (items[i - 1].key != items[i].key) continue;
      int order = compare_things(before, thing);
      assert_true(order < 0 || (order == 0 && before->place < thing->place));
    }
  }
}

static void a_text_has_the_number_of_its_next_bytes(void **state) {
  (void)state;
  assert_true(sorting_text_key(VIEW("tin-2"), 4) > sorting_text_key(VIEW("tin-11"), 4));
  assert_true(sorting_text_key(VIEW("\xc4\x90"), 0) > sorting_text_key(VIEW("zzzzzzzzz"), 0));
  assert_true(sorting_text_key(VIEW("a"), 0) < sorting_text_key(VIEW("aa"), 0));
  assert_true(sorting_text_key(VIEW("12345678a"), 0) == sorting_text_key(VIEW("12345678b"), 0));
  assert_true(sorting_text_key(VIEW("12345678a"), 1) < sorting_text_key(VIEW("12345678b"), 1));
  assert_true(sorting_text_key(VIEW("a"), 9) == 0);
  assert_true(sorting_text_key((struct view){NULL, 0}, 0) == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(items_come_in_order_and_none_is_lost),
      cmocka_unit_test(a_text_has_the_number_of_its_next_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
