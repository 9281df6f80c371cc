/* Work on several cores. Items are handed out in runs, in their order, to whoever is free; what comes of them
 * is the caller's to join in a fixed order. */
#ifndef KYKET_BASE_THREADS_H
#define KYKET_BASE_THREADS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* Does the items from `begin` up to but not `end`. `worker` is below the number of workers, and no two
 * threads have the same at a time. */
typedef void threads_task(void *context, size_t worker, size_t begin, size_t end);

/* Threads that wait for work between one threads_do and the next: to begin one takes longer than much of what
 * they do. One thread at a time may use them. Where they are NULL the caller's thread is the only one. */
struct threads;

/* `wanted` threads, the caller's own among them, or where that is 0 as many as there are cores for this
 * process; at most THREADS_LIMIT. They begin when they are needed. Release with threads_close. */
struct threads *threads_open(size_t wanted);
void threads_close(struct threads *threads);
enum { THREADS_LIMIT = 256 };

/* How many workers there may be. */
size_t threads_count(const struct threads *threads);

/* Lets the threads do all items, `run` at a time; returns when all are done. Where the system gives fewer
 * threads, those do it. */
void threads_do(struct threads *threads, size_t items, size_t run, threads_task *task, void *context);

/* Work beside that of the thread that begins it. */
struct threads_job {
  void (*work)(void *context);
  void *context;
  pthread_t thread;
  bool runs;
};

/* Begins the work on a thread of its own; where the system gives none it is done at once. The job must stay
 * where it is until threads_end, which returns when the work is done; to call that once more does nothing. */
void threads_begin(struct threads_job *job, void (*task)(void *context), void *context);
void threads_end(struct threads_job *job);

#endif
