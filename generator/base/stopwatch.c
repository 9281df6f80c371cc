#include "base/stopwatch.h"

#include <string.h>
#include <time.h>

double stopwatch_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void stopwatch_start(struct stopwatch *stopwatch) {
  double now = stopwatch_clock();
  *stopwatch = (struct stopwatch){.start = now, .last = now};
}

void stopwatch_lap(struct stopwatch *stopwatch, const char *name) {
  if (stopwatch == NULL) return;
  size_t at = 0;
  while (at < stopwatch->count && strcmp(stopwatch->laps[at].name, name) != 0)
    at++;
  if (at == STOPWATCH_LAPS) at--;
  if (at == stopwatch->count) stopwatch->laps[stopwatch->count++].name = name;
  double now = stopwatch_clock();
  stopwatch->laps[at].seconds += now - stopwatch->last;
  stopwatch->last = now;
}

double stopwatch_seconds(const struct stopwatch *stopwatch) {
  return stopwatch_clock() - stopwatch->start;
}
