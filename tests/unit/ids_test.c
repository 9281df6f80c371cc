#include "fixture.h"
#include "register/ids.h"

static struct entry *make(struct arena *arena, enum entry_kind kind, const char *id) {
  struct entry *entry = arena_allocate(arena, entry_types[kind]->size);
  entry->type = entry_types[kind];
  entry->id = view_of(id);
  entry->key = ids_key(kind, entry->id);
  return entry;
}

static void an_id_is_of_its_kind(void **state) {
  (void)state;
  struct arena arena = {0};
  struct ids ids = {0};
  struct entry *news = make(&arena, ENTRY_NEWS, "a"), *page = make(&arena, ENTRY_PAGE, "a");
  assert_null(ids_find(&ids, ENTRY_NEWS, VIEW("a")));
  assert_null(ids_add(&ids, news));
  assert_null(ids_find(&ids, ENTRY_PAGE, VIEW("a")));
  assert_null(ids_add(&ids, page));
  assert_ptr_equal(ids_find(&ids, ENTRY_NEWS, VIEW("a")), news);
  assert_ptr_equal(ids_find(&ids, ENTRY_PAGE, VIEW("a")), page);
  assert_null(ids_find(&ids, ENTRY_PAGE, VIEW("A")));
  assert_null(ids_find(&ids, ENTRY_PAGE, VIEW("")));
  ids_free(&ids);
  arena_free(&arena);
}

static void the_first_of_an_id_stays(void **state) {
  (void)state;
  struct arena arena = {0};
  struct ids ids = {0};
  struct entry *first = make(&arena, ENTRY_NEWS, "a");
  assert_null(ids_add(&ids, first));
  assert_ptr_equal(ids_add(&ids, make(&arena, ENTRY_NEWS, "a")), first);
  assert_ptr_equal(ids_find(&ids, ENTRY_NEWS, VIEW("a")), first);
  assert_int_equal(ids.count, 1);
  ids_free(&ids);
  arena_free(&arena);
}

enum { MANY = 5000 };

static void many_are_found(void **state) {
  (void)state;
  struct arena arena = {0};
  struct ids ids = {0};
  static struct entry *entries[MANY];
  ids_reserve(&ids, 100);
  for (unsigned i = 0; i < MANY; i++) {
    entries[i] = make(&arena, i % ENTRY_KINDS, arena_format(&arena, "id-%u", i / 2).data);
    assert_null(ids_add(&ids, entries[i]));
  }
  ids_reserve(&ids, MANY);
  assert_int_equal(ids.count, MANY);
  for (unsigned i = 0; i < MANY; i++) {
    assert_ptr_equal(ids_find(&ids, i % ENTRY_KINDS, arena_format(&arena, "id-%u", i / 2)), entries[i]);
    assert_null(ids_find(&ids, i % ENTRY_KINDS, arena_format(&arena, "no-%u", i)));
  }
  ids_free(&ids);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_id_is_of_its_kind),
      cmocka_unit_test(the_first_of_an_id_stays),
      cmocka_unit_test(many_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
