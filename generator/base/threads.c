#include "base/threads.h"

#include <sched.h>
#include <stdatomic.h>

struct crew {
  threads_task *task;
  void *context;
  size_t items, run;
  atomic_size_t next_item, next_worker;
};

size_t threads_count(size_t wanted) {
  cpu_set_t cores;
  if (wanted == 0 && sched_getaffinity(0, sizeof cores, &cores) == 0) wanted = (size_t)CPU_COUNT(&cores);
  if (wanted == 0) wanted = 1;
  return wanted < THREADS_LIMIT ? wanted : THREADS_LIMIT;
}

static void *work(void *argument) {
  struct crew *crew = argument;
  size_t worker = atomic_fetch_add(&crew->next_worker, 1), begin;
  while ((begin = atomic_fetch_add(&crew->next_item, crew->run)) < crew->items) {
    size_t left = crew->items - begin;
    crew->task(crew->context, worker, begin, begin + (left < crew->run ? left : crew->run));
  }
  return NULL;
}

void threads_do(size_t workers, size_t items, size_t run, threads_task *task, void *context) {
  struct crew crew = {.task = task, .context = context, .items = items, .run = run};
  pthread_t threads[THREADS_LIMIT];
  size_t useful = (items + run - 1) / run, started = 0;
  if (workers > useful) workers = useful;
  if (workers > THREADS_LIMIT) workers = THREADS_LIMIT;
  while (started + 1 < workers && pthread_create(&threads[started], NULL, work, &crew) == 0)
    started++;
  work(&crew);
  for (size_t i = 0; i < started; i++)
    pthread_join(threads[i], NULL);
}

static void *work_beside(void *argument) {
  struct threads_job *job = argument;
  job->work(job->context);
  return NULL;
}

void threads_begin(struct threads_job *job, void (*task)(void *context), void *context) {
  job->work = task;
  job->context = context;
  job->runs = pthread_create(&job->thread, NULL, work_beside, job) == 0;
  if (!job->runs) task(context);
}

void threads_end(struct threads_job *job) {
  if (job->runs) pthread_join(job->thread, NULL);
  job->runs = false;
}
