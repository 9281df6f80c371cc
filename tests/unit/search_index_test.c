#include "formats/search_index.h"
#include "unit/fixture.h"

#include <jansson.h>

/* What another program reads is what was written. */
static void any_text_comes_back(void **state) {
  (void)state;
  unsigned seed = 20261124;
  for (int round = 0; round < 3000; round++) {
    char bytes[64];
    size_t length = (size_t)(rand_r(&seed) % (int)sizeof bytes);
    for (size_t i = 0; i < length; i++) {
      static const char some[] = "\"\\\n\t\x01\x1f /~";
      bytes[i] = (char)('a' + rand_r(&seed) % 26);
      if (rand_r(&seed) % 4 == 0) bytes[i] = some[rand_r(&seed) % (int)(sizeof some - 1)];
    }
    struct buffer buffer = {0};
    search_index_begin(&buffer, 0);
    search_index_add(
        &buffer, &(struct search_entry){.kind = VIEW("news"), .title = {bytes, length}, .url = VIEW("/x/")});
    search_index_add(&buffer, &(struct search_entry){.title = VIEW("Nghệ An"),
                                                     .days = VIEW("2013-01-01/2013-01-01/2017-12-31//")});
    search_index_end(&buffer);
    json_error_t error;
    json_t *index = json_loadb(buffer.data, buffer.length, 0, &error);
    if (index == NULL) fail_msg("%s", error.text);
    json_t *entries = json_object_get(index, "entries"), *first = json_array_get(entries, 0);
    assert_int_equal(json_array_size(entries), 2);
    json_t *title = json_object_get(first, "title");
    assert_int_equal(title == NULL, length == 0);
    if (title != NULL) {
      assert_int_equal(json_string_length(title), length);
      assert_memory_equal(json_string_value(title), bytes, length);
    }
    assert_string_equal(json_string_value(json_object_get(first, "url")), "/x/");
    assert_null(json_object_get(first, "days"));
    assert_string_equal(json_string_value(json_object_get(json_array_get(entries, 1), "title")), "Nghệ An");
    json_decref(index);
    buffer_free(&buffer);
  }
}

static void parts_are_counted(void **state) {
  (void)state;
  for (size_t parts = 0; parts < 3; parts++) {
    struct buffer buffer = {0};
    search_index_begin(&buffer, parts);
    search_index_add(&buffer, &(struct search_entry){.title = VIEW("một")});
    search_index_end(&buffer);
    json_t *index = json_loadb(buffer.data, buffer.length, 0, NULL), *told = json_object_get(index, "parts");
    assert_int_equal(told == NULL, parts == 0);
    assert_int_equal(json_integer_value(told), parts);
    assert_int_equal(json_array_size(json_object_get(index, "entries")), 1);
    json_decref(index);
    buffer_free(&buffer);
  }
}

static void without_entries_it_is_whole(void **state) {
  (void)state;
  struct buffer buffer = {0};
  search_index_begin(&buffer, 0);
  search_index_end(&buffer);
  json_t *index = json_loadb(buffer.data, buffer.length, 0, NULL);
  assert_non_null(index);
  assert_int_equal(json_array_size(json_object_get(index, "entries")), 0);
  json_decref(index);
  buffer_free(&buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_text_comes_back),
      cmocka_unit_test(parts_are_counted),
      cmocka_unit_test(without_entries_it_is_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
