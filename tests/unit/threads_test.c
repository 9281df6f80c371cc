#include "base/threads.h"
#include "unit/fixture.h"

#include <sched.h>
#include <stdatomic.h>

enum { ITEMS = 1000 };

struct tally {
  atomic_uint done[ITEMS], busy[THREADS_LIMIT];
  atomic_size_t runs, longest, together;
  size_t workers;
};

static void count(void *context, size_t worker, size_t begin, size_t end) {
  struct tally *tally = context;
  assert_true(worker < tally->workers);
  if (atomic_fetch_add(&tally->busy[worker], 1) != 0) tally->together++;
  for (size_t i = begin; i < end; i++)
    tally->done[i]++;
  tally->runs++;
  if (end - begin > tally->longest) tally->longest = end - begin;
  atomic_fetch_sub(&tally->busy[worker], 1);
}

/* Also when the same threads have much to do, then little, then much. */
static void each_item_is_done_once(void **state) {
  (void)state;
  static const size_t workers[] = {0, 1, 2, 7, 64}, items[] = {0, ITEMS, 1, 5, 16, ITEMS, 17},
                      runs[] = {1, 3, 16, 5000};
  for (size_t w = 0; w < sizeof workers / sizeof workers[0]; w++) {
    struct threads *threads = w == 0 ? NULL : threads_open(workers[w]);
    for (size_t n = 0; n < sizeof items / sizeof items[0]; n++) {
      for (size_t r = 0; r < 4; r++) {
        struct tally tally = {.workers = threads_count(threads)};
        threads_do(threads, items[n], runs[r], count, &tally);
        for (size_t i = 0; i < ITEMS; i++)
          assert_int_equal(tally.done[i], i < items[n]);
        assert_int_equal(tally.runs, (items[n] + runs[r] - 1) / runs[r]);
        assert_true(tally.longest <= runs[r]);
        assert_int_equal(tally.together, 0);
      }
    }
    threads_close(threads);
  }
}

/* Each waits till all are there. */
static void meet(void *context, size_t worker, size_t begin, size_t end) {
  struct tally *tally = context;
  (void)worker, (void)begin, (void)end;
  tally->runs++;
  while (tally->runs < tally->workers)
    sched_yield();
}

static void threads_work_at_the_same_time(void **state) {
  (void)state;
  struct threads *threads = threads_open(5);
  for (size_t items = 2; items <= 5; items++) {
    struct tally tally = {.workers = items};
    threads_do(threads, items, 1, meet, &tally);
    assert_int_equal(tally.runs, items);
  }
  threads_close(threads);
}

static void threads_that_had_nothing_to_do_are_closed(void **state) {
  (void)state;
  threads_close(threads_open(3));
  threads_close(NULL);
}

static void the_count_has_bounds(void **state) {
  (void)state;
  static const size_t wanted[] = {1, 7, 100000}, counts[] = {1, 7, THREADS_LIMIT};
  for (size_t i = 0; i < 3; i++) {
    struct threads *threads = threads_open(wanted[i]);
    assert_int_equal(threads_count(threads), counts[i]);
    threads_close(threads);
  }
  struct threads *all = threads_open(0);
  assert_true(threads_count(all) >= 1 && threads_count(all) <= THREADS_LIMIT);
  threads_close(all);
  assert_int_equal(threads_count(NULL), 1);
}

struct errand {
  atomic_bool may_end;
  unsigned done;
};

static void run_errand(void *context) {
  struct errand *errand = context;
  while (!errand->may_end)
    sched_yield();
  errand->done++;
}

static void a_job_is_done_beside_and_once(void **state) {
  (void)state;
  struct errand errand = {0};
  struct threads_job job;
  threads_begin(&job, run_errand, &errand);
  assert_true(job.runs);
  errand.may_end = true;
  threads_end(&job);
  assert_int_equal(errand.done, 1);
  threads_end(&job);
  assert_int_equal(errand.done, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_item_is_done_once),
      cmocka_unit_test(threads_work_at_the_same_time),
      cmocka_unit_test(threads_that_had_nothing_to_do_are_closed),
      cmocka_unit_test(the_count_has_bounds),
      cmocka_unit_test(a_job_is_done_beside_and_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
