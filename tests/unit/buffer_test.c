#include "base/buffer.h"

#include "base/exit_status.h"
#include "unit/fixture.h"

#include <sys/wait.h>

static void grows_as_bytes_are_added(void **state) {
  (void)state;
  struct buffer buffer = {0};
  for (int i = 0; i < 100000; i++)
    buffer_add_byte(&buffer, (char)('a' + i % 26));
  assert_int_equal(buffer.length, 100000);
  assert_true(buffer.capacity >= buffer.length);
  for (int i = 0; i < 100000; i++)
    assert_int_equal(buffer.data[i], 'a' + i % 26);
  buffer_free(&buffer);
  assert_null(buffer.data);
  assert_int_equal(buffer.length, 0);
}

static void adds_views_strings_and_nothing(void **state) {
  (void)state;
  struct buffer buffer = {0};
  buffer_add(&buffer, (struct view){NULL, 0});
  buffer_add_string(&buffer, "");
  buffer_add_string(&buffer, NULL);
  assert_int_equal(buffer.length, 0);
  buffer_add(&buffer, VIEW("a\0b"));
  buffer_add_string(&buffer, "ký");
  assert_int_equal(buffer.length, 6);
  assert_memory_equal(buffer.data, "a\0bký", 6);
  buffer_free(&buffer);
}

static void reserves_room_behind_the_last_byte(void **state) {
  (void)state;
  struct buffer buffer = {0};
  buffer_add_string(&buffer, "front");
  char *room = buffer_reserve(&buffer, 1000000);
  assert_ptr_equal(room, buffer.data + 5);
  assert_int_equal(buffer.length, 5);
  memset(room, 'x', 1000000);
  buffer.length += 1000000;
  assert_memory_equal(buffer.data, "frontx", 6);
  assert_int_equal(buffer.data[1000004], 'x');
  buffer_free(&buffer);
}

static void writes_integers_and_formats(void **state) {
  (void)state;
  struct buffer buffer = {0};
  buffer_add_integer(&buffer, 0);
  buffer_add_byte(&buffer, ' ');
  buffer_add_integer(&buffer, INT64_MIN);
  buffer_add_byte(&buffer, ' ');
  buffer_add_integer(&buffer, INT64_MAX);
  assert_view(buffer_view(&buffer), "0 -9223372036854775808 9223372036854775807");
  buffer_clear(&buffer);
  buffer_format(&buffer, "%s/%04d", "tin", 7);
  buffer_format(&buffer, "%s", "");
  assert_view(buffer_view(&buffer), "tin/0007");
  buffer_clear(&buffer);
  buffer_format(&buffer, "%*s|", 5000, "x");
  assert_int_equal(buffer.length, 5001);
  assert_int_equal(buffer.data[4999], 'x');
  buffer_free(&buffer);
}

static void escapes_the_four_signs_and_no_other(void **state) {
  (void)state;
  struct buffer buffer = {0};
  buffer_add_escaped(&buffer, VIEW("<b class=\"x\">Hỗ trợ & 'việc làm'</b>"));
  assert_view(buffer_view(&buffer), "&lt;b class=&quot;x&quot;&gt;Hỗ trợ &amp; 'việc làm'&lt;/b&gt;");
  buffer_clear(&buffer);
  buffer_add_escaped(&buffer, (struct view){NULL, 0});
  buffer_add_escaped(&buffer, VIEW("plain"));
  buffer_add_escaped(&buffer, VIEW("&&"));
  assert_view(buffer_view(&buffer), "plain&amp;&amp;");
  buffer_free(&buffer);
}

static void assert_integer(int64_t value) {
  struct buffer buffer = {0};
  char expected[32];
  snprintf(expected, sizeof expected, "%lld", (long long)value);
  buffer_add_integer(&buffer, value);
  assert_view(buffer_view(&buffer), expected);
  buffer_free(&buffer);
}

static void writes_integers_of_each_length(void **state) {
  (void)state;
  int64_t power = 1;
  for (int digits = 1; digits <= 19; digits++) {
    for (int64_t near = power - 1; near <= power + 1; near++) {
      assert_integer(near);
      assert_integer(-near);
    }
    if (digits < 19) power *= 10;
  }
}

/* The text has a block of its own, so that reading behind its end is found out. */
static void assert_escaped(const char *text, size_t length, size_t at, const char *entity) {
  char *own = malloc(length), expected[64];
  assert_non_null(own);
  memcpy(own, text, length);
  snprintf(expected, sizeof expected, "%.*s%s%.*s", (int)at, text, entity, (int)(length - at - 1),
           text + at + 1);
  struct buffer buffer = {0};
  buffer_add_escaped(&buffer, (struct view){own, length});
  assert_view(buffer_view(&buffer), expected);
  buffer_free(&buffer);
  free(own);
}

static void escapes_each_byte_wherever_it_stands(void **state) {
  (void)state;
  static const char *const entities[256] = {
      ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
  for (size_t length = 1; length <= 25; length++) {
    for (size_t at = 0; at < length; at++) {
      for (int byte = 1; byte < 256; byte++) {
        char text[25], itself[2] = {(char)byte, '\0'};
        memset(text, '!', sizeof text); /* the byte below " */
        text[at] = (char)byte;
        assert_escaped(text, length, at, entities[byte] == NULL ? itself : entities[byte]);
      }
    }
  }
  struct buffer buffer = {0};
  static const char expected[] = "seven b\0&lt;seven b\0eight by\0&amp;";
  buffer_add_escaped(&buffer, VIEW("seven b\0<seven b\0eight by\0&"));
  assert_int_equal(buffer.length, sizeof expected - 1);
  assert_memory_equal(buffer.data, expected, sizeof expected - 1);
  buffer_free(&buffer);
}

static void clearing_keeps_the_room(void **state) {
  (void)state;
  struct buffer buffer = {0};
  buffer_reserve(&buffer, 5000);
  buffer_add_string(&buffer, "text");
  size_t capacity = buffer.capacity;
  const char *data = buffer.data;
  buffer_clear(&buffer);
  assert_int_equal(buffer.length, 0);
  assert_int_equal(buffer.capacity, capacity);
  assert_ptr_equal(buffer.data, data);
  assert_int_equal(buffer_view(&buffer).length, 0);
  buffer_free(&buffer);
}

static void more_than_there_is_ends_the_program(void **state) {
  (void)state;
  static const size_t sizes[] = {SIZE_MAX, SIZE_MAX / 2 + 1};
  for (size_t i = 0; i < 2; i++) {
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      struct buffer buffer = {0};
      if (freopen("/dev/null", "w", stderr) == NULL) _exit(100);
      alarm(10);
      buffer_add_byte(&buffer, 'x');
      buffer_reserve(&buffer, sizes[i]);
      _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EXIT_ENVIRONMENT);
  }
}

static void test_thousands_are_grouped(void **state) {
  (void)state;
  static const struct {
    int64_t value;
    const char *text;
  } cases[] = {{0, "0"},
               {999, "999"},
               {1000, "1.000"},
               {2000, "2.000"},
               {-999, "-999"},
               {-1000, "-1.000"},
               {123456, "123.456"},
               {1234567, "1.234.567"},
               {INT64_MIN, "-9.223.372.036.854.775.808"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct buffer buffer = {0};
    buffer_add_string(&buffer, "x ");
    buffer_add_grouped(&buffer, cases[i].value, VIEW("."));
    assert_int_equal(buffer.length, strlen(cases[i].text) + 2);
    assert_memory_equal(buffer.data + 2, cases[i].text, strlen(cases[i].text));
    buffer_free(&buffer);
  }
  struct buffer plain = {0};
  buffer_add_grouped(&plain, 2000, (struct view){NULL, 0});
  assert_memory_equal(plain.data, "2000", 4);
  buffer_free(&plain);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_thousands_are_grouped),
      cmocka_unit_test(grows_as_bytes_are_added),
      cmocka_unit_test(adds_views_strings_and_nothing),
      cmocka_unit_test(reserves_room_behind_the_last_byte),
      cmocka_unit_test(writes_integers_and_formats),
      cmocka_unit_test(escapes_the_four_signs_and_no_other),
      cmocka_unit_test(writes_integers_of_each_length),
      cmocka_unit_test(escapes_each_byte_wherever_it_stands),
      cmocka_unit_test(clearing_keeps_the_room),
      cmocka_unit_test(more_than_there_is_ends_the_program),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
