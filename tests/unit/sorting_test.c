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

/* By some of their bits, which may be all or none; what is equal in them stays in its order. */
static void numbers_come_in_order_of_their_bits(void **state) {
  (void)state;
  static uint64_t numbers[MANY], room[MANY];
  for (unsigned seed = 1; seed <= 300; seed++) {
    srandom(seed);
    size_t count = (size_t)random() % (seed % 3 == 0 ? 40 : MANY);
    unsigned low = (unsigned)random() % 40, high = low + (unsigned)random() % (65 - low);
    uint64_t mask = seed % 2 == 0 ? UINT64_MAX : (uint64_t)random() << low | (uint64_t)random(), sum = 0;
    for (size_t i = 0; i < count; i++) {
      uint64_t number = (uint64_t)random() << 33 ^ (uint64_t)random() << 12;
      /* Bits that are not sorted by tell where it stood. */
      numbers[i] = low < 12 ? number & mask : (number & mask & ~UINT64_C(0xfff)) | i;
      sum += numbers[i] * numbers[i];
    }
    const uint64_t *sorted = sorting_sort_numbers(numbers, room, count, low, high);
    assert_true(sorted == numbers || sorted == room);
    uint64_t wanted = high - low == 64 ? UINT64_MAX : ((UINT64_C(1) << (high - low)) - 1) << low;
    for (size_t i = 0; i < count; i++) {
      sum -= sorted[i] * sorted[i];
      if (i == 0) continue;
      assert_true((sorted[i - 1] & wanted) <= (sorted[i] & wanted));
      if (low >= 12 && (sorted[i - 1] & wanted) == (sorted[i] & wanted))
        assert_true((sorted[i - 1] & 0xfff) < (sorted[i] & 0xfff));
    }
    assert_true(sum == 0);
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
      cmocka_unit_test(numbers_come_in_order_of_their_bits),
      cmocka_unit_test(a_text_has_the_number_of_its_next_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
