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

static void each_item_is_done_once(void **state) {
  (void)state;
  static const size_t workers[] = {1, 2, 7, 64}, items[] = {0, 1, 5, 16, 17, ITEMS},
                      runs[] = {1, 3, 16, 5000};
  for (size_t w = 0; w < 4; w++) {
    for (size_t n = 0; n < 6; n++) {
      for (size_t r = 0; r < 4; r++) {
        struct tally tally = {.workers = workers[w]};
        threads_do(workers[w], items[n], runs[r], count, &tally);
        for (size_t i = 0; i < ITEMS; i++)
          assert_int_equal(tally.done[i], i < items[n]);
        assert_int_equal(tally.runs, (items[n] + runs[r] - 1) / runs[r]);
        assert_true(tally.longest <= runs[r]);
        assert_int_equal(tally.together, 0);
      }
    }
  }
}

static void the_count_has_bounds(void **state) {
  (void)state;
  assert_true(threads_count(0) >= 1 && threads_count(0) <= THREADS_LIMIT);
  assert_int_equal(threads_count(1), 1);
  assert_int_equal(threads_count(7), 7);
  assert_int_equal(threads_count(100000), THREADS_LIMIT);
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
      cmocka_unit_test(the_count_has_bounds),
      cmocka_unit_test(a_job_is_done_beside_and_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
