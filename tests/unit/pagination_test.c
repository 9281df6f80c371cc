#include "site/pages/pagination.h"

#include "unit/fixture.h"

/* A list of `count` items, newest first; the oldest is item 1. */
static struct list make(struct arena *arena, size_t count) {
  void **items = arena_array(arena, count + 1, sizeof *items);
  for (size_t i = 0; i < count; i++)
    items[i] = (void *)(uintptr_t)(count - i);
  return list_of(count == 0 ? NULL : items, count);
}

static size_t item_at(const struct list *list, size_t index) {
  return (size_t)(uintptr_t)list_at(list, index);
}

static bool is_same(const struct list *a, const struct list *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (item_at(a, i) != item_at(b, i)) return false;
  return true;
}

/* Every size of a page with every length of a list. */
static void for_each(void (*check)(struct arena *arena, size_t count, size_t size)) {
  for (size_t size = 1; size <= 7; size++) {
    for (size_t count = 0; count <= 100; count++) {
      struct arena arena = {0};
      check(&arena, count, size);
      arena_free(&arena);
    }
  }
}

static void expect_each_once(struct arena *arena, size_t count, size_t size) {
  struct list list = make(arena, count);
  size_t pages = pagination_pages(count, size), next = count;
  for (size_t k = 0; k <= pages; k++) {
    /* From the front to the newest numbered page down to page 1. */
    struct list part = pagination_part(&list, size, k == 0 ? 0 : pages + 1 - k);
    for (size_t i = 0; i < part.count; i++)
      assert_int_equal(item_at(&part, i), next--);
  }
  assert_int_equal(next, 0);
}

static void every_entry_is_on_exactly_one_page_in_order(void **state) {
  (void)state;
  for_each(expect_each_once);
}

static void expect_sizes(struct arena *arena, size_t count, size_t size) {
  struct list list = make(arena, count);
  size_t pages = pagination_pages(count, size);
  size_t front = pagination_part(&list, size, 0).count;
  for (size_t number = 1; number <= pages; number++)
    assert_int_equal(pagination_part(&list, size, number).count, size);
  if (count < 2 * size) assert_int_equal(front, count);
  if (count >= size) assert_true(front >= size);
  assert_true(front < 2 * size);
}

static void numbered_pages_are_full_and_the_front_has_one_to_two(void **state) {
  (void)state;
  for_each(expect_sizes);
}

static void expect_only_the_front_to_change(struct arena *arena, size_t count, size_t size) {
  struct list before = make(arena, count), after = make(arena, count + 1);
  size_t pages = pagination_pages(count, size), pages_after = pagination_pages(count + 1, size);
  for (size_t number = 1; number <= pages; number++) {
    struct list old = pagination_part(&before, size, number), new = pagination_part(&after, size, number);
    assert_true(is_same(&old, &new));
  }
  size_t front = pagination_part(&before, size, 0).count;
  assert_int_equal(pages_after, front == 2 * size - 1 ? pages + 1 : pages);
  assert_int_equal(pagination_part(&after, size, 0).count, front == 2 * size - 1 ? size : front + 1);
}

static void a_new_entry_changes_the_front_until_it_gives_a_page_away(void **state) {
  (void)state;
  for_each(expect_only_the_front_to_change);
}

/* Follows the links from the front to the oldest page and back. */
static void expect_links(struct arena *arena, size_t count, size_t size) {
  size_t pages = pagination_pages(count, size);
  const struct pager *front = pagination_pager(arena, count, size, 0, VIEW("/tin/"), VIEW("/tin/trang-"));
  assert_int_equal(front->paged, pages > 0);
  assert_int_equal(front->total, count);
  assert_view(front->newest, "/tin/");
  assert_int_equal(front->newer.length, 0);
  if (pages == 0) {
    assert_int_equal(front->older.length + front->oldest.length, 0);
    return;
  }
  struct view at = front->older;
  for (size_t number = pages; number >= 1; number--) {
    assert_view(at, arena_format(arena, "/tin/trang-%zu/", number).data);
    const struct pager *pager =
        pagination_pager(arena, count, size, number, VIEW("/tin/"), VIEW("/tin/trang-"));
    assert_int_equal(pager->number, number);
    assert_view(pager->oldest, "/tin/trang-1/");
    assert_view(pager->newest, "/tin/");
    assert_view(pager->newer,
                number == pages ? "/tin/" : arena_format(arena, "/tin/trang-%zu/", number + 1).data);
    at = pager->older;
  }
  assert_int_equal(at.length, 0);
}

static void links_lead_from_the_front_to_the_oldest_and_back(void **state) {
  (void)state;
  for_each(expect_links);
}

/* What a numbered page says may not change while the list grows, but for the newest, whose newer is the
 * front. */
static void expect_steady_links(struct arena *arena, size_t count, size_t size) {
  size_t pages = pagination_pages(count, size);
  for (size_t number = 1; number < pages; number++) {
    const struct pager *a = pagination_pager(arena, count, size, number, VIEW("/"), VIEW("/")),
                       *b = pagination_pager(arena, count + 1, size, number, VIEW("/"), VIEW("/"));
    assert_true(view_equal(a->newer, b->newer) && view_equal(a->older, b->older) &&
                view_equal(a->oldest, b->oldest) && view_equal(a->newest, b->newest));
    assert_int_equal(a->total, b->total);
    assert_int_equal(a->number, b->number);
  }
}

static void what_a_numbered_page_says_stays(void **state) {
  (void)state;
  for_each(expect_steady_links);
}

static void a_part_shares_the_lists_items(void **state) {
  (void)state;
  struct arena arena = {0};
  struct list list = make(&arena, 10);
  assert_ptr_equal(pagination_part(&list, 3, 0).items, list.items);
  assert_ptr_equal(pagination_part(&list, 3, 1).items, (void **)list.items + 7);
  assert_ptr_equal(pagination_part(&list, 3, 2).items, (void **)list.items + 4);
  struct list none = {0};
  assert_int_equal(pagination_part(&none, 3, 0).count, 0);
  assert_null(pagination_part(&none, 3, 0).items);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_entry_is_on_exactly_one_page_in_order),
      cmocka_unit_test(numbered_pages_are_full_and_the_front_has_one_to_two),
      cmocka_unit_test(a_new_entry_changes_the_front_until_it_gives_a_page_away),
      cmocka_unit_test(links_lead_from_the_front_to_the_oldest_and_back),
      cmocka_unit_test(what_a_numbered_page_says_stays),
      cmocka_unit_test(a_part_shares_the_lists_items),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
