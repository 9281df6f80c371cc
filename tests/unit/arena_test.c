#include "base/arena.h"

#include "base/exit_status.h"
#include "unit/fixture.h"

#include <sys/wait.h>

/* AddressSanitizer's calloc fails as the system's does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
  return "allocator_may_return_null=1";
}

static void pieces_are_zeroed_aligned_and_apart(void **state) {
  (void)state;
  struct arena arena = {0};
  static const size_t sizes[] = {0, 1, 3, 15, 16, 17, 1000, 65535, 65536, 65537, 300000, 1200000, 3000000};
  enum { COUNT = sizeof sizes / sizeof *sizes };
  unsigned char *pieces[3][COUNT];
  for (size_t round = 0; round < 3; round++) {
    for (size_t i = 0; i < COUNT; i++) {
      unsigned char *piece = pieces[round][i] = arena_allocate(&arena, sizes[i]);
      assert_non_null(piece);
      assert_int_equal((uintptr_t)piece % _Alignof(void *), 0);
      for (size_t k = 0; k < sizes[i]; k++)
        assert_int_equal(piece[k], 0);
      memset(piece, (int)(round * COUNT + i + 1), sizes[i]);
    }
  }
  for (size_t round = 0; round < 3; round++)
    for (size_t i = 0; i < COUNT; i++)
      for (size_t k = 0; k < sizes[i]; k++)
        assert_int_equal(pieces[round][i][k], round * COUNT + i + 1);
  arena_free(&arena);
}

static void large_pieces_leave_the_room_of_the_block_in_use(void **state) {
  (void)state;
  struct arena arena = {0};
  char *first = arena_allocate(&arena, 16);
  arena_allocate(&arena, 300000);
  char *second = arena_allocate(&arena, 16);
  assert_ptr_equal(second, first + 16);
  arena_allocate(&arena, 1 << 20);
  char *third = arena_allocate(&arena, 16);
  assert_ptr_equal(third, second + 16);
  arena_free(&arena);
}

static void a_copy_ends_with_a_nul(void **state) {
  (void)state;
  struct arena arena = {0};
  char bytes[] = "thỏa thuận";
  struct view copy = arena_copy(&arena, (struct view){bytes, 5});
  bytes[0] = 'T';
  assert_int_equal(copy.length, 5);
  assert_string_equal(copy.data, "thỏ");
  /* The next stands right behind it; what is no text is aligned. */
  struct view empty = arena_copy(&arena, (struct view){NULL, 0});
  assert_ptr_equal(empty.data, copy.data + copy.length + 1);
  assert_int_equal((uintptr_t)arena_allocate(&arena, 1) % _Alignof(void *), 0);
  assert_int_equal(empty.length, 0);
  assert_string_equal(empty.data, "");
  struct view inner = arena_copy(&arena, VIEW("a\0b"));
  assert_int_equal(inner.length, 3);
  assert_memory_equal(inner.data, "a\0b", 4);
  arena_free(&arena);
}

static void formats_any_length(void **state) {
  (void)state;
  struct arena arena = {0};
  struct view short_text = arena_format(&arena, "%s-%d", "ctph", 4286);
  assert_view(short_text, "ctph-4286");
  assert_int_equal(short_text.data[short_text.length], '\0');
  assert_int_equal(arena_format(&arena, "%*d", 200000, 1).length, 200000);
  assert_string_equal(arena_format(&arena, "%s", "").data, "");
  arena_free(&arena);
}

static void a_freed_arena_can_be_used_again(void **state) {
  (void)state;
  struct arena arena = {0};
  arena_free(&arena);
  memset(arena_allocate(&arena, 100), 1, 100);
  arena_free(&arena);
  assert_null(arena.newest);
  unsigned char *piece = arena_array(&arena, 10, 10);
  for (size_t i = 0; i < 100; i++)
    assert_int_equal(piece[i], 0);
  arena_free(&arena);
}

/* What the program exits with when it asks for so much. */
static void a_reset_arena_hands_out_zeros_again(void **state) {
  (void)state;
  struct arena arena = {0};
  arena_reset(&arena);
  for (int round = 0; round < 3; round++) {
    char *first = arena_allocate(&arena, 100), *large = arena_allocate(&arena, 1000000);
    for (size_t i = 0; i < 100; i++)
      assert_int_equal(first[i], 0);
    for (size_t i = 0; i < 1000000; i++)
      assert_int_equal(large[i], 0);
    memset(first, 1, 100);
    memset(large, 1, 1000000);
    for (size_t i = 0; i < 3000; i++)
      memset(arena_allocate(&arena, 100), 1, 100);
    arena_reset(&arena);
  }
  char *large = arena_allocate(&arena, 1000000);
  memset(large, 1, 1000000);
  arena_free(&arena);
  large = arena_allocate(&arena, 1000000);
  memset(large, 1, 1000000);
  arena_reset(&arena);
  assert_int_equal(*(char *)arena_allocate(&arena, 10), 0);
  arena_free(&arena);
}

static int exit_of_array(size_t count, size_t size) {
  fflush(NULL);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    struct arena arena = {0};
    if (freopen("/dev/null", "w", stderr) == NULL) _exit(100);
    char *piece = arena_array(&arena, count, size);
    _exit(piece == NULL ? 101 : 0);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void more_than_there_is_ends_the_program(void **state) {
  (void)state;
  assert_int_equal(exit_of_array(10, 10), 0);
  assert_int_equal(exit_of_array(SIZE_MAX / 2, 3), EXIT_ENVIRONMENT);
  assert_int_equal(exit_of_array(SIZE_MAX, 1), EXIT_ENVIRONMENT);
  assert_int_equal(exit_of_array(SIZE_MAX / 16, 16), EXIT_ENVIRONMENT);
  assert_int_equal(exit_of_array(SIZE_MAX / 4, 1), EXIT_ENVIRONMENT);
}

static void a_number_becomes_its_digits(void **state) {
  (void)state;
  struct arena arena = {0};
  const int64_t numbers[] = {0, 7, -7, 10, 2026, INT64_MAX, INT64_MIN};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct view expected = arena_format(&arena, "%lld", (long long)numbers[i]);
    assert_true(view_equal(arena_integer(&arena, numbers[i]), expected));
  }
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
      cmocka_unit_test(large_pieces_leave_the_room_of_the_block_in_use),
      cmocka_unit_test(a_copy_ends_with_a_nul),
      cmocka_unit_test(formats_any_length),
      cmocka_unit_test(a_freed_arena_can_be_used_again),
      cmocka_unit_test(a_reset_arena_hands_out_zeros_again),
      cmocka_unit_test(a_number_becomes_its_digits),
      cmocka_unit_test(more_than_there_is_ends_the_program),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
