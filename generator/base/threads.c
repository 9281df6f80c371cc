#include "base/threads.h"

#include "base/memory.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

struct job {
  threads_task *task;
  void *context;
  size_t items, run;
  atomic_size_t next_item;
};

struct threads {
  size_t count;   /* with the caller's own */
  size_t started; /* without */
  pthread_mutex_t lock;
  pthread_cond_t begun, ended;
  /* Under the lock: */
  struct job *job;
  size_t wanted;   /* how many of the started threads, from the first on, are to work for it */
  size_t busy;     /* of them */
  unsigned number; /* another for each job */
  bool closing;
  pthread_t items[];
};

/* The argument of a thread that begins. */
struct started {
  struct threads *threads;
  size_t worker; /* from 1 on; 0 is the caller's */
};

static size_t count_cores(void) {
  cpu_set_t cores;
  return sched_getaffinity(0, sizeof cores, &cores) == 0 ? (size_t)CPU_COUNT(&cores) : 1;
}

struct threads *threads_open(size_t wanted) {
  if (wanted == 0) wanted = count_cores();
  if (wanted < 1) wanted = 1;
  if (wanted > THREADS_LIMIT) wanted = THREADS_LIMIT;
  struct threads *threads = memory_allocate(1, sizeof *threads + wanted * sizeof(pthread_t));
  threads->count = wanted;
  pthread_mutex_init(&threads->lock, NULL);
  pthread_cond_init(&threads->begun, NULL);
  pthread_cond_init(&threads->ended, NULL);
  return threads;
}

size_t threads_count(const struct threads *threads) {
  return threads == NULL ? 1 : threads->count;
}

static void work(struct job *job, size_t worker) {
  size_t begin;
  while ((begin = atomic_fetch_add(&job->next_item, job->run)) < job->items) {
    size_t left = job->items - begin;
    job->task(job->context, worker, begin, begin + (left < job->run ? left : job->run));
  }
}

static void *serve(void *argument) {
  struct started *started = argument;
  struct threads *threads = started->threads;
  size_t worker = started->worker;
  unsigned seen = 0;
  free(started);
  pthread_mutex_lock(&threads->lock);
  while (!threads->closing) {
    if (threads->number == seen) {
      pthread_cond_wait(&threads->begun, &threads->lock);
      continue;
    }
    seen = threads->number;
    if (worker > threads->wanted) continue;
    struct job *job = threads->job;
    pthread_mutex_unlock(&threads->lock);
    work(job, worker);
    pthread_mutex_lock(&threads->lock);
    if (--threads->busy == 0) pthread_cond_signal(&threads->ended);
  }
  pthread_mutex_unlock(&threads->lock);
  return NULL;
}

static bool start(struct threads *threads) {
  struct started *started = memory_allocate(1, sizeof *started);
  *started = (struct started){threads, threads->started + 1};
  if (pthread_create(&threads->items[threads->started], NULL, serve, started) == 0) {
    threads->started++;
    return true;
  }
  free(started);
  return false;
}

/* A thread that is only starting finds the job in its place when it comes to look, for `end` waits for it.
 */
static void begin(struct threads *threads, struct job *job, size_t helpers) {
  while (threads->started < helpers && start(threads))
    ;
  pthread_mutex_lock(&threads->lock);
  threads->job = job;
  threads->wanted = threads->busy = helpers < threads->started ? helpers : threads->started;
  threads->number++;
  pthread_cond_broadcast(&threads->begun);
  pthread_mutex_unlock(&threads->lock);
}

static void end(struct threads *threads) {
  pthread_mutex_lock(&threads->lock);
  while (threads->busy > 0)
    pthread_cond_wait(&threads->ended, &threads->lock);
  threads->job = NULL;
  pthread_mutex_unlock(&threads->lock);
}

void threads_do(struct threads *threads, size_t items, size_t run, threads_task *task, void *context) {
  struct job job = {.task = task, .context = context, .items = items, .run = run};
  size_t useful = (items + run - 1) / run, count = threads_count(threads);
  if (useful < count) count = useful;
  if (count > 1) begin(threads, &job, count - 1);
  work(&job, 0);
  if (count > 1) end(threads);
}

void threads_close(struct threads *threads) {
  if (threads == NULL) return;
  pthread_mutex_lock(&threads->lock);
  threads->closing = true;
  pthread_cond_broadcast(&threads->begun);
  pthread_mutex_unlock(&threads->lock);
  for (size_t i = 0; i < threads->started; i++)
    pthread_join(threads->items[i], NULL);
  pthread_cond_destroy(&threads->begun);
  pthread_cond_destroy(&threads->ended);
  pthread_mutex_destroy(&threads->lock);
  free(threads);
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
