#include "publish/changes.h"

#include "schema/reads.h"
#include "unit/fixture.h"

/* Entries of two bits each, but where `wide` says three. */
struct sample {
  uint64_t keys[4];
  uint32_t begins[5];
  uint64_t items[12];
  struct fingerprints fingerprints;
};

static void add(struct sample *sample, uint64_t key, uint64_t own, uint64_t derived, bool wide) {
  struct fingerprints *fingerprints = &sample->fingerprints;
  *fingerprints = (struct fingerprints){sample->keys, sample->begins, sample->items, fingerprints->count};
  uint32_t at = sample->begins[fingerprints->count];
  sample->keys[fingerprints->count++] = key;
  sample->items[at++] = own;
  sample->items[at++] = derived;
  if (wide) sample->items[at++] = 1;
  sample->begins[fingerprints->count] = at;
}

static struct manifest manifest_of(const struct sample *sample) {
  return (struct manifest){.entries = sample->fingerprints, .today = 5};
}

static void without_a_difference_there_is_none(void **state) {
  struct fixture *fixture = *state;
  struct sample sample = {0};
  struct changes changes;
  add(&sample, 70, 1, 2, false);
  add(&sample, 80, 3, 4, false);
  struct manifest old = manifest_of(&sample);
  changes_find(&changes, &old, &sample.fingerprints, 5, &fixture->arena);
  assert_false(changes.any);
  for (size_t i = 0; i <= 2; i++) {
    assert_int_equal(changes.masks[i], 0);
    assert_int_equal(changes.numbers[i], i);
  }
}

static void each_bit_is_compared(void **state) {
  struct fixture *fixture = *state;
  struct sample before = {0}, after = {0};
  struct changes changes;
  add(&before, 70, 1, 2, false);
  add(&before, 80, 3, 4, false);
  add(&after, 70, 1, 9, false);
  add(&after, 80, 9, 4, false);
  struct manifest old = manifest_of(&before);
  changes_find(&changes, &old, &after.fingerprints, 5, &fixture->arena);
  assert_true(changes.any);
  assert_int_equal(changes.masks[1], 2);
  assert_int_equal(changes.masks[2], 1);
  assert_int_equal(changes.masks[READS_WORLD], 1 << READS_EVERYTHING);
}

static void entries_that_come_and_go_move_the_others(void **state) {
  struct fixture *fixture = *state;
  struct sample before = {0}, after = {0};
  struct changes changes;
  add(&before, 70, 1, 2, false);
  add(&before, 80, 3, 4, false);
  add(&before, 90, 5, 6, false);
  add(&after, 60, 7, 8, false);
  add(&after, 90, 5, 6, false);
  add(&after, 70, 1, 2, false);
  struct manifest old = manifest_of(&before);
  changes_find(&changes, &old, &after.fingerprints, 5, &fixture->arena);
  assert_true(changes.any);
  assert_int_equal(changes.numbers[1], 3);
  assert_int_equal(changes.numbers[2], 0);
  assert_int_equal(changes.numbers[3], 2);
  assert_int_equal(changes.masks[1], 0);
  assert_int_equal(changes.masks[2], UINT32_MAX);
  assert_int_equal(changes.masks[3], 0);
  assert_int_equal(changes.masks[READS_WORLD], 1 << READS_EVERYTHING);
}

static void an_entry_more_is_a_difference_of_everything(void **state) {
  struct fixture *fixture = *state;
  struct sample before = {0}, after = {0};
  struct changes changes;
  add(&before, 70, 1, 2, false);
  add(&after, 70, 1, 2, false);
  add(&after, 80, 1, 2, false);
  struct manifest old = manifest_of(&before);
  changes_find(&changes, &old, &after.fingerprints, 5, &fixture->arena);
  assert_true(changes.any);
  assert_int_equal(changes.masks[1], 0);
  assert_int_equal(changes.masks[READS_WORLD], 1 << READS_EVERYTHING);
}

static void another_number_of_fields_is_another_entry(void **state) {
  struct fixture *fixture = *state;
  struct sample before = {0}, after = {0};
  struct changes changes;
  add(&before, 70, 1, 2, false);
  add(&after, 70, 1, 2, true);
  struct manifest old = manifest_of(&before);
  changes_find(&changes, &old, &after.fingerprints, 5, &fixture->arena);
  assert_int_equal(changes.masks[1], UINT32_MAX);
}

static void another_day_is_a_difference_of_the_world(void **state) {
  struct fixture *fixture = *state;
  struct sample sample = {0};
  struct changes changes;
  add(&sample, 70, 1, 2, false);
  struct manifest old = manifest_of(&sample);
  changes_find(&changes, &old, &sample.fingerprints, 6, &fixture->arena);
  assert_true(changes.any);
  assert_int_equal(changes.masks[1], 0);
  assert_int_equal(changes.masks[READS_WORLD], 1 << READS_TODAY | 1 << READS_EVERYTHING);
}

static void a_file_is_spared_when_nothing_it_read_is_different(void **state) {
  (void)state;
  uint32_t masks[] = {1 << READS_TODAY, 2, 0}, numbers[] = {0, 1, 2};
  struct changes changes = {masks, numbers, true};
  struct manifest_read reads[] = {{1, 1}, {2, UINT32_MAX}, {1, 2}, {READS_WORLD, 1 << READS_TODAY}};
  struct manifest manifest = {.reads = reads, .read_count = 4};
  const struct {
    uint64_t inputs, first, count;
    bool spared;
  } cases[] = {
      {8, 0, 0, true},  {8, 0, 2, true},  {8, 0, 3, false},
      {8, 3, 1, false}, {9, 0, 0, false}, {0, 0, 0, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct manifest_file file = {
        .inputs = cases[i].inputs, .first_read = cases[i].first, .read_count = (uint32_t)cases[i].count};
    assert_int_equal(changes_spare(&changes, &manifest, &file, 8), cases[i].spared);
  }
}

static void what_is_not_known_is_never_spared(void **state) {
  (void)state;
  struct changes changes = {0};
  struct manifest manifest = {0};
  struct manifest_file file = {.inputs = 0};
  assert_false(changes_spare(&changes, &manifest, &file, 0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(without_a_difference_there_is_none),
      FIXTURE_TEST(each_bit_is_compared),
      FIXTURE_TEST(entries_that_come_and_go_move_the_others),
      FIXTURE_TEST(an_entry_more_is_a_difference_of_everything),
      FIXTURE_TEST(another_number_of_fields_is_another_entry),
      FIXTURE_TEST(another_day_is_a_difference_of_the_world),
      cmocka_unit_test(a_file_is_spared_when_nothing_it_read_is_different),
      cmocka_unit_test(what_is_not_known_is_never_spared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
