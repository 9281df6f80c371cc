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
    search_index_add(&buffer, &(struct search_entry){.title = VIEW("Nghệ An"), .status = VIEW("ended")});
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
    assert_null(json_object_get(first, "status"));
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

static void take(struct buffer *buffer, struct view lines) {
  if (view_ends_with(lines, ",")) lines.length--;
  search_index_begin_line(buffer);
  buffer_add(buffer, lines);
}

/* Lines of one index in another: first, in the middle and last, one by one and together. */
static void lines_are_taken_over(void **state) {
  (void)state;
  struct buffer first = {0}, second = {0};
  const struct search_entry entries[] = {{.title = VIEW("một")}, {.title = VIEW("hai")}};
  search_index_begin(&first, 0);
  search_index_add(&first, &entries[0]);
  search_index_add(&first, &entries[1]);
  search_index_end(&first);
  search_index_begin(&second, 0);
  struct view rest = buffer_view(&first), line;
  for (size_t i = 0; i < SEARCH_INDEX_HEAD; i++)
    assert_true(view_next(&rest, '\n', &line));
  for (size_t i = 0; i < 2 && view_next(&rest, '\n', &line); i++)
    take(&second, line);
  search_index_end(&second);
  assert_int_equal(first.length, second.length);
  assert_memory_equal(first.data, second.data, first.length);
  buffer_clear(&second);
  search_index_begin(&second, 0);
  take(&second, VIEW("{\"title\":\"hai\"}"));
  take(&second, VIEW("{\"title\":\"một\"},\n{\"title\":\"ba\"},"));
  search_index_end(&second);
  assert_string_equal((buffer_add_byte(&second, '\0'), second.data),
                      "{\"entries\":[\n{\"title\":\"hai\"},\n{\"title\":\"một\"},\n{\"title\":\"ba\"}\n]}\n");
  buffer_free(&first);
  buffer_free(&second);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_text_comes_back),
      cmocka_unit_test(parts_are_counted),
      cmocka_unit_test(without_entries_it_is_whole),
      cmocka_unit_test(lines_are_taken_over),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
