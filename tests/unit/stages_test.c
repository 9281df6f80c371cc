#include "register/stages.h"

#include "unit/fixture.h"

static void tell(struct diagnostics *found, const char *what) {
  diagnostics_add_as(found, SEVERITY_WARNING, VIEW("content/a.md"), (struct source_location){1, 1},
                     message_unreadable(what));
}

static void slow(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  for (size_t i = 0; i < 10000; i++)
    list_builder_add(lists, &registry->events, registry);
  tell(found, "slow");
}

static void quick(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  list_builder_add(lists, &registry->silencing, registry);
  tell(found, "quick");
}

static void silent(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  (void)found;
  list_builder_add(lists, &registry->hidden, registry);
}

static void last(struct registry *registry, struct list_builder *lists, struct diagnostics *found) {
  (void)registry;
  (void)lists;
  tell(found, "last");
}

static void expect_messages(const struct diagnostics *found, const char *const *messages, size_t count) {
  assert_int_equal(found->count, count);
  for (size_t i = 0; i < count; i++)
    assert_view(english_of(&found->items[i]), messages[i]);
}

/* Whatever the number of threads: the same messages in the order of the stages, and what they made is there.
 */
static void stages_report_in_their_order(void **state) {
  (void)state;
  static registry_stage *const steps[] = {slow, quick, silent, last};
  static registry_stage *const more[] = {last, quick};
  static const char *const messages[] = {"can't be read: slow", "can't be read: quick", "can't be read: last",
                                         "can't be read: last", "can't be read: quick"};
  for (size_t count = 1; count <= 5; count++) {
    struct registry registry = {.options = {.threads = threads_open(count)}};
    struct diagnostics found = {0};
    stages_run(&registry, steps, sizeof steps / sizeof *steps, &found);
    expect_messages(&found, messages, 3);
    stages_run(&registry, more, sizeof more / sizeof *more, &found);
    expect_messages(&found, messages, 5);
    assert_int_equal(registry.events.count, 10000);
    assert_int_equal(registry.silencing.count, 2);
    assert_int_equal(registry.hidden.count, 1);
    for (size_t i = 0; i < registry.events.count; i++)
      assert_ptr_equal(list_at(&registry.events, i), &registry);
    diagnostics_free(&found);
    worker_arenas_free(registry.worker_arenas);
    threads_close(registry.options.threads);
    arena_free(&registry.arena);
  }
}

static void of_no_steps_nothing_is_left(void **state) {
  (void)state;
  worker_arenas_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(stages_report_in_their_order),
      cmocka_unit_test(of_no_steps_nothing_is_left),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
