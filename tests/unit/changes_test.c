#include "depend/changes.h"

#include "schema/reads.h"
#include "unit/register_fixture.h"

static const char register_of_two[] = "- {id: a, name: A}\n- {id: b, name: B}\n";

/* A register of these topics, and its fingerprints, which are complete when nothing was published. */
struct sample {
  struct registry *registry;
  struct fingerprints fingerprints;
};

static const struct address_book addresses = {.root = VIEW_LITERAL("/")};

static struct sample load_topics(struct fixture *fixture, const char *topics) {
  struct sample sample;
  put_base(fixture);
  put(fixture, "content/data/topics.yaml", topics);
  sample.registry = load_good(fixture, "2026-01-01");
  fingerprints_begin(&sample.fingerprints, sample.registry, &addresses, &fixture->arena);
  return sample;
}

/* The manifest of a site that was published from it. */
static struct manifest manifest_of(struct fixture *fixture, struct sample *sample) {
  struct fingerprints *now = &sample->fingerprints;
  struct manifest manifest = {.entry_count = now->count, .state.today = 5};
  manifest.entries = arena_array(&fixture->arena, now->count + 2, sizeof *manifest.entries);
  for (size_t number = 1; number <= now->count; number++) {
    uint64_t *items = now->items + now->begins[number - 1];
    fingerprints_of_entry(now, number, NULL, items);
    manifest.entries[number] =
        (struct manifest_entry){now->keys[number - 1], items, fingerprints_count(now, number)};
  }
  return manifest;
}

static struct changes compare(struct fixture *fixture, const struct manifest *old, struct sample *sample,
                              uint64_t today) {
  struct changes changes;
  changes_begin(&changes, old, &sample->fingerprints, &fixture->arena);
  changes_compare(&changes, old, &sample->fingerprints, 1, sample->fingerprints.count + 1);
  changes_finish(&changes, old, &sample->fingerprints, today);
  return changes;
}

/* Topics share a file, and so what is its own. */
static uint32_t derived_mask(const struct changes *changes, uint32_t old_number) {
  return changes->masks[old_number] & ~(1u << READS_OWN);
}

static uint32_t number_of(const struct sample *sample, const char *id) {
  return entry_of(sample->registry, ENTRY_TOPIC, id)->number;
}

/* What is different between two registers of topics. */
struct difference {
  struct sample before, after;
  struct manifest old;
  struct changes changes;
};

static struct difference differ(struct fixture *fixture, const char *before, const char *after) {
  struct difference difference = {.before = load_topics(fixture, before)};
  difference.old = manifest_of(fixture, &difference.before);
  difference.after = load_topics(fixture, after);
  difference.changes = compare(fixture, &difference.old, &difference.after, 5);
  return difference;
}

static void release(struct difference *difference) {
  registry_free(difference->before.registry);
  registry_free(difference->after.registry);
}

static void without_a_difference_there_is_none(void **state) {
  struct difference difference = differ(*state, register_of_two, register_of_two);
  for (size_t i = 0; i <= difference.old.entry_count; i++) {
    assert_int_equal(difference.changes.masks[i], 0);
    assert_int_equal(difference.changes.numbers[i], i);
    assert_int_equal(difference.changes.olds[i], i);
  }
  release(&difference);
}

static void each_bit_is_compared(void **state) {
  struct difference difference = differ(*state, register_of_two, "- {id: a, name: A}\n- {id: b, name: Z}\n");
  const struct entry *changed = entry_of(difference.after.registry, ENTRY_TOPIC, "b");
  const struct field *heading = record_type_find(changed->type, VIEW("heading"));
  const struct field *short_heading = record_type_find(changed->type, VIEW("short_heading"));
  assert_int_equal(derived_mask(&difference.changes, number_of(&difference.before, "a")), 0);
  assert_int_equal(difference.changes.masks[number_of(&difference.before, "b")],
                   1u << READS_OWN | 1u << reads_bit(changed->type, heading) |
                       1u << reads_bit(changed->type, short_heading));
  assert_int_equal(difference.changes.masks[READS_WORLD], 1 << READS_EVERYTHING);
  release(&difference);
}

static void entries_that_come_and_go_move_the_others(void **state) {
  struct difference difference =
      differ(*state, "- {id: b, name: B}\n- {id: c, name: C}\n- {id: d, name: D}\n",
             "- {id: a, name: A}\n- {id: b, name: B}\n- {id: d, name: D}\n");
  const struct changes *changes = &difference.changes;
  uint32_t stayed = number_of(&difference.before, "b"), gone = number_of(&difference.before, "c"),
           moved = number_of(&difference.before, "d");
  assert_int_equal(changes->numbers[stayed], number_of(&difference.after, "b"));
  assert_int_equal(changes->numbers[gone], 0);
  assert_int_equal(changes->numbers[moved], number_of(&difference.after, "d"));
  assert_int_equal(changes->olds[number_of(&difference.after, "a")], 0);
  assert_int_equal(changes->olds[number_of(&difference.after, "b")], stayed);
  assert_int_equal(derived_mask(changes, stayed), 0);
  assert_int_equal(changes->masks[gone], UINT32_MAX);
  assert_int_equal(derived_mask(changes, moved), 0);
  assert_int_equal(changes->masks[READS_WORLD], 1 << READS_EVERYTHING);
  release(&difference);
}

static void an_entry_more_is_a_difference_of_everything(void **state) {
  struct difference difference = differ(*state, "- {id: a, name: A}\n", register_of_two);
  assert_int_equal(derived_mask(&difference.changes, number_of(&difference.before, "a")), 0);
  assert_int_equal(difference.changes.masks[READS_WORLD], 1 << READS_EVERYTHING);
  release(&difference);
}

static void an_entry_that_was_gone_is_new(void **state) {
  struct fixture *fixture = *state;
  struct sample sample = load_topics(fixture, register_of_two);
  struct manifest old = manifest_of(fixture, &sample);
  uint32_t number = number_of(&sample, "b");
  old.entries[number] = (struct manifest_entry){0};
  struct changes changes = compare(fixture, &old, &sample, 5);
  assert_int_equal(changes.numbers[number], 0);
  assert_int_equal(changes.olds[number], 0);
  assert_int_equal(changes.masks[number], UINT32_MAX);
  assert_int_equal(changes.masks[READS_WORLD], 1 << READS_EVERYTHING);
  registry_free(sample.registry);
}

static void an_entry_that_stays_away_is_no_difference(void **state) {
  struct fixture *fixture = *state;
  struct sample sample = load_topics(fixture, register_of_two);
  struct manifest old = manifest_of(fixture, &sample);
  old.entry_count++;
  struct changes changes = compare(fixture, &old, &sample, 5);
  assert_int_equal(changes.masks[READS_WORLD], 0);
  assert_int_equal(changes.masks[old.entry_count], UINT32_MAX);
  /* Only what is different is put among the fingerprints of now, which were complete here. */
  memset(sample.fingerprints.items, 0, sizeof *sample.fingerprints.items);
  old.entries[1].item_count--;
  compare(fixture, &old, &sample, 5);
  assert_int_not_equal(sample.fingerprints.items[0], 0);
  registry_free(sample.registry);
}

static void another_number_of_fields_is_another_entry(void **state) {
  struct fixture *fixture = *state;
  struct sample sample = load_topics(fixture, register_of_two);
  struct manifest old = manifest_of(fixture, &sample);
  uint32_t number = number_of(&sample, "a");
  old.entries[number].item_count--;
  assert_int_equal(compare(fixture, &old, &sample, 5).masks[number], UINT32_MAX);
  registry_free(sample.registry);
}

static void another_day_is_a_difference_of_the_world(void **state) {
  struct fixture *fixture = *state;
  struct sample sample = load_topics(fixture, register_of_two);
  struct manifest old = manifest_of(fixture, &sample);
  struct changes changes = compare(fixture, &old, &sample, 6);
  for (size_t number = 1; number <= old.entry_count; number++)
    assert_int_equal(changes.masks[number], 0);
  assert_int_equal(changes.masks[READS_WORLD], 1 << READS_TODAY | 1 << READS_EVERYTHING);
  registry_free(sample.registry);
}

static void a_file_is_unchanged_when_nothing_it_read_is_different(void **state) {
  (void)state;
  uint32_t masks[] = {1 << READS_TODAY, 2, 0}, numbers[] = {0, 1, 2};
  struct changes changes = {.masks = masks, .numbers = numbers};
  struct manifest_read reads[] = {
      {1, 1}, {2, UINT32_MAX},       {1, 2}, {READS_WORLD, 1 << READS_TODAY}, {1 | MANIFEST_RUN, 1},
      {2, 0}, {1 | MANIFEST_RUN, 2}, {2, 0}};
  struct manifest manifest = {.whole = {.reads = reads, .read_count = 8}};
  const struct {
    uint64_t inputs, first, count;
    bool spared;
  } cases[] = {
      {8, 0, 0, true},  {8, 0, 2, true},  {8, 0, 3, false}, {8, 3, 1, false},
      {9, 0, 0, false}, {0, 0, 0, false}, {8, 4, 2, true},  {8, 6, 2, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct manifest_file file = {
        .inputs = cases[i].inputs, .first_read = cases[i].first, .read_count = (uint32_t)cases[i].count};
    assert_int_equal(changes_is_unchanged(&changes, &manifest, &file, 8), cases[i].spared);
  }
}

static void what_is_not_known_is_never_spared(void **state) {
  (void)state;
  struct changes changes = {0};
  struct manifest manifest = {0};
  struct manifest_file file = {.inputs = 0};
  assert_false(changes_is_unchanged(&changes, &manifest, &file, 0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(without_a_difference_there_is_none),
      FIXTURE_TEST(each_bit_is_compared),
      FIXTURE_TEST(entries_that_come_and_go_move_the_others),
      FIXTURE_TEST(an_entry_more_is_a_difference_of_everything),
      FIXTURE_TEST(an_entry_that_was_gone_is_new),
      FIXTURE_TEST(an_entry_that_stays_away_is_no_difference),
      FIXTURE_TEST(another_number_of_fields_is_another_entry),
      FIXTURE_TEST(another_day_is_a_difference_of_the_world),
      cmocka_unit_test(a_file_is_unchanged_when_nothing_it_read_is_different),
      cmocka_unit_test(what_is_not_known_is_never_spared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
