/* Which parts of a text a reader sees of a revision. */
#include "site/pages/difference.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct fixture {
  struct arena arena;
  bool is_cut;
};

static int start(void **state) {
  static struct fixture fixture;
  fixture = (struct fixture){0};
  *state = &fixture;
  return 0;
}

static int end(void **state) {
  arena_free(&((struct fixture *)*state)->arena);
  return 0;
}

static struct list cut(struct fixture *fixture, const char *old, const char *new) {
  struct word_difference difference;
  word_difference(&fixture->arena, view_of(old), view_of(new), &difference);
  return history_passages(&fixture->arena, &difference, &fixture->is_cut);
}

/* Passages as "…same-removed-+added+…|next". */
static const char *shown(struct fixture *fixture, const char *old, const char *new) {
  struct list passages = cut(fixture, old, new);
  struct buffer text = {0};
  for (size_t i = 0; i < passages.count; i++) {
    const struct history_passage *passage = list_at(&passages, i);
    if (i > 0) buffer_add_byte(&text, '|');
    if (passage->is_cut_before) buffer_add_string(&text, "…");
    for (size_t k = 0; k < passage->difference.count; k++) {
      const struct difference_part *part = list_at(&passage->difference, k);
      const char *location = part->is_removed ? "-" : part->is_added ? "+" : "";
      buffer_add_string(&text, location);
      buffer_add(&text, part->text);
      buffer_add_string(&text, location);
    }
    if (passage->is_cut_after) buffer_add_string(&text, "…");
  }
  struct view copy = arena_copy(&fixture->arena, buffer_view(&text));
  buffer_free(&text);
  return copy.data;
}

/* Many lines, each with its number. */
static const char *lines(struct fixture *fixture, const char *first, size_t count, const char *last) {
  struct buffer text = {0};
  buffer_add_string(&text, first);
  for (size_t i = 0; i < count; i++)
    buffer_format(&text, "dòng thứ %zu giữ nguyên\n", i);
  buffer_add_string(&text, last);
  struct view copy = arena_copy(&fixture->arena, buffer_view(&text));
  buffer_free(&text);
  return copy.data;
}

static void a_short_text_is_shown_whole(void **state) {
  struct fixture *fixture = *state;
  assert_string_equal(shown(fixture, "một hai ba", "một bốn ba"), "một -hai-+bốn+ ba");
  assert_string_equal(shown(fixture, "", "một"), "+một+");
  assert_string_equal(shown(fixture, "một\nhai", "một\nhai\nba"), "một\nhai+\nba+");
  assert_string_equal(shown(fixture, "như nhau", "như nhau"), "");
  assert_false(fixture->is_cut);
}

static void lines_that_did_not_change_are_left_out(void **state) {
  struct fixture *fixture = *state;
  assert_string_equal(shown(fixture, lines(fixture, "đầu cũ\n", 40, "cuối cũ\n"),
                            lines(fixture, "đầu mới\n", 40, "cuối mới\n")),
                      "đầu -cũ-+mới+\ndòng thứ 0 giữ nguyên|…cuối -cũ-+mới+\n");
  assert_string_equal(shown(fixture, lines(fixture, "", 40, "x\ny\n"), lines(fixture, "", 40, "y\n")),
                      "…dòng thứ 39 giữ nguyên\n-x\n-y\n");
  assert_string_equal(shown(fixture, lines(fixture, "x\n", 40, ""), lines(fixture, "y\n", 40, "")),
                      "-x-+y+\ndòng thứ 0 giữ nguyên…");
  /* What is left out must be worth it. */
  assert_string_equal(
      shown(fixture, lines(fixture, "x\n", 3, "x\n"), lines(fixture, "y\n", 3, "y\n")),
      "-x-+y+\ndòng thứ 0 giữ nguyên\ndòng thứ 1 giữ nguyên\ndòng thứ 2 giữ nguyên\n-x-+y+\n");
}

static void long_lines_are_cut_between_words(void **state) {
  struct fixture *fixture = *state;
  struct buffer words = {0};
  for (size_t i = 0; i < 200; i++)
    buffer_format(&words, "từ%zu ", i);
  const char *text = arena_copy(&fixture->arena, buffer_view(&words)).data;
  buffer_free(&words);
  const char *result = shown(fixture, arena_format(&fixture->arena, "%scũ %s", text, text).data,
                             arena_format(&fixture->arena, "%smới %s", text, text).data);
  struct view view = view_of(result);
  assert_true(view.length < 600);
  assert_true(view_starts_with(view, "…từ"));
  assert_true(view_find(view, VIEW(" từ199 -cũ-+mới+ từ0 "), 0) != VIEW_NOT_FOUND);
  assert_true(view_ends_with(view, "…"));
}

static void a_word_without_end_is_cut_between_characters(void **state) {
  struct fixture *fixture = *state;
  struct buffer letters = {0};
  for (size_t i = 0; i < 1000; i++)
    buffer_add_string(&letters, "ế");
  struct view run = arena_copy(&fixture->arena, buffer_view(&letters));
  buffer_free(&letters);
  struct list passages = cut(fixture, arena_format(&fixture->arena, "%s\nx\n%s", run.data, run.data).data,
                             arena_format(&fixture->arena, "%s\ny\n%s", run.data, run.data).data);
  assert_int_equal(passages.count, 1);
  const struct history_passage *passage = list_at(&passages, 0);
  for (size_t i = 0; i < passage->difference.count; i++) {
    const struct difference_part *part = list_at(&passage->difference, i);
    assert_true(part->text.length < 300);
    assert_int_not_equal((unsigned char)part->text.data[0] & 0xc0, 0x80);
  }
}

static void a_change_without_end_is_cut(void **state) {
  struct fixture *fixture = *state;
  struct list passages = cut(fixture, "một\n", lines(fixture, "", 2000, ""));
  size_t length = 0;
  for (size_t i = 0; i < passages.count; i++) {
    const struct history_passage *passage = list_at(&passages, i);
    for (size_t k = 0; k < passage->difference.count; k++)
      length += ((const struct difference_part *)list_at(&passage->difference, k))->text.length;
  }
  assert_true(fixture->is_cut);
  assert_in_range(length, 16000, 18000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_short_text_is_shown_whole, start, end),
      cmocka_unit_test_setup_teardown(lines_that_did_not_change_are_left_out, start, end),
      cmocka_unit_test_setup_teardown(long_lines_are_cut_between_words, start, end),
      cmocka_unit_test_setup_teardown(a_word_without_end_is_cut_between_characters, start, end),
      cmocka_unit_test_setup_teardown(a_change_without_end_is_cut, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
