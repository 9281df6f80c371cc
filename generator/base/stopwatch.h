/* What a program's time went to: phases, one after the other, on the thread that drives the work. Nothing
 * else here looks at a clock. */
#ifndef KYKET_BASE_STOPWATCH_H
#define KYKET_BASE_STOPWATCH_H

#include <stddef.h>

enum { STOPWATCH_LAPS = 32 };

struct stopwatch {
  double start, last; /* see stopwatch_clock */
  struct stopwatch_lap {
    const char *name;
    double seconds;
  } laps[STOPWATCH_LAPS];
  size_t count;
};

/* Seconds on a clock that never runs backwards. */
double stopwatch_clock(void);

void stopwatch_start(struct stopwatch *stopwatch);

/* Counts the time since the start or the last lap for the phase `name`, a constant. A phase that comes again
 * adds up; of more phases than STOPWATCH_LAPS the last gets the rest. NULL: no times are wanted. */
void stopwatch_lap(struct stopwatch *stopwatch, const char *name);

/* Since the start. */
double stopwatch_seconds(const struct stopwatch *stopwatch);

#endif
