#include "schema/reads.h"

#include "unit/fixture.h"

static unsigned bit_of(const struct record_type *type, const char *name) {
  const struct field *field = record_type_find(type, view_of(name));
  if (field == NULL) fail_msg("there is no %s", name);
  return reads_bit(type, field);
}

static void what_stands_in_the_file_has_one_bit(void **state) {
  (void)state;
  assert_int_equal(bit_of(&agreement_type, "title"), READS_OWN);
  assert_int_equal(bit_of(&agreement_type, "signatories"), READS_OWN);
  assert_int_equal(bit_of(&province_type, "merged_into"), READS_OWN);
}

static void each_derived_field_has_a_bit_of_its_own(void **state) {
  (void)state;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct record_type *type = entry_types[kind];
    uint32_t seen = 1;
    for (size_t i = 0; i < type->field_count; i++) {
      if ((type->fields[i].flags & FIELD_IS_DERIVED) == 0) continue;
      unsigned bit = reads_bit(type, &type->fields[i]);
      assert_true(bit > READS_OWN && bit <= READS_LAST);
      if (bit < READS_LAST) assert_int_equal(seen >> bit & 1, 0);
      seen |= UINT32_C(1) << bit;
    }
  }
}

static void a_field_of_all_entries_has_the_same_bit_in_each_type(void **state) {
  (void)state;
  for (size_t i = 0; i < entry_type.field_count; i++)
    for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
      assert_int_equal(bit_of(entry_types[kind], entry_type.fields[i].name),
                       reads_bit(&entry_type, &entry_type.fields[i]));
}

enum { MANY = 40 };

static void fields_beyond_the_last_bit_share_it(void **state) {
  (void)state;
  struct field fields[MANY] = {{0}};
  for (size_t i = 0; i < MANY; i++)
    fields[i] = (struct field){.kind = FIELD_NUMBER, .flags = FIELD_IS_DERIVED};
  const struct record_type type = {.name = "many", .fields = fields, .field_count = MANY};
  assert_int_equal(reads_bit(&type, &fields[0]), 1);
  assert_int_equal(reads_bit(&type, &fields[29]), 30);
  assert_int_equal(reads_bit(&type, &fields[30]), READS_LAST);
  assert_int_equal(reads_bit(&type, &fields[MANY - 1]), READS_LAST);
}

static void entries_are_told_from_other_records(void **state) {
  (void)state;
  assert_true(reads_is_entry(&entry_type));
  assert_true(reads_is_entry(&topic_type));
  assert_false(reads_is_entry(&period_type));
  assert_false(reads_is_entry(NULL));
}

static void reads_are_noted_once_for_each_entry_and_forgotten(void **state) {
  (void)state;
  struct reads reads = {0};
  struct agreement first = {.entry = {.type = &agreement_type, .number = 3}};
  struct agreement second = {.entry = {.type = &agreement_type, .number = 1}};
  reads_open(&reads, 3);
  reads_note(&reads, &first.entry, 2);
  reads_note(&reads, &second.entry, READS_OWN);
  reads_note(&reads, &first.entry, 5);
  reads_note_world(&reads, READS_TODAY);
  assert_int_equal(reads.count, 3);
  assert_int_equal(reads.numbers[0], 3);
  assert_int_equal(reads.numbers[1], 1);
  assert_int_equal(reads.numbers[2], READS_WORLD);
  assert_int_equal(reads.masks[3], 1 << 2 | 1 << 5);
  assert_int_equal(reads.masks[1], 1 << READS_OWN);
  assert_int_equal(reads.masks[2], 0);
  assert_int_equal(reads.masks[READS_WORLD], 1 << READS_TODAY);
  reads_clear(&reads);
  assert_int_equal(reads.count, 0);
  assert_int_equal(reads.masks[3], 0);
  reads_note_all(&reads, &second.entry);
  assert_int_equal(reads.count, 1);
  assert_int_equal(reads.masks[1], UINT32_MAX);
  reads_close(&reads);
}

static void a_field_is_given_and_noted_by_its_name(void **state) {
  (void)state;
  struct reads reads = {0};
  struct agreement agreement = {.entry = {.type = &agreement_type, .number = 1}};
  reads_open(&reads, 1);
  assert_null(reads_field(&reads, &agreement.entry, "partners"));
  assert_int_equal(reads.count, 0);
  assert_ptr_equal(reads_field(&reads, &agreement.entry, "ends"), &agreement.ends);
  assert_int_equal(reads.masks[1], UINT32_C(1) << bit_of(&agreement_type, "ends"));
  reads_close(&reads);
}

static void nobody_need_want_to_know(void **state) {
  (void)state;
  struct agreement agreement = {.entry = {.type = &agreement_type, .number = 1}};
  reads_note(NULL, &agreement.entry, 1);
  reads_note_all(NULL, &agreement.entry);
  reads_note_world(NULL, READS_EVERYTHING);
  assert_ptr_equal(reads_field(NULL, &agreement.entry, "ends"), &agreement.ends);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_stands_in_the_file_has_one_bit),
      cmocka_unit_test(each_derived_field_has_a_bit_of_its_own),
      cmocka_unit_test(a_field_of_all_entries_has_the_same_bit_in_each_type),
      cmocka_unit_test(fields_beyond_the_last_bit_share_it),
      cmocka_unit_test(entries_are_told_from_other_records),
      cmocka_unit_test(reads_are_noted_once_for_each_entry_and_forgotten),
      cmocka_unit_test(a_field_is_given_and_noted_by_its_name),
      cmocka_unit_test(nobody_need_want_to_know),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
