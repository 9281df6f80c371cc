/* What a program's time went to: phases, one after the other, on the thread that drives the work. */
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

/* Seconds on a clock that only goes forward. */
double stopwatch_clock(void);

void stopwatch_start(struct stopwatch *stopwatch);

/* What was done since the start or the last lap was this phase; a constant name. One that comes again goes
 * on; of more phases than STOPWATCH_LAPS the last takes the rest. NULL is fine: nobody wants to know. */
void stopwatch_lap(struct stopwatch *stopwatch, const char *name);

/* Since the start. */
double stopwatch_seconds(const struct stopwatch *stopwatch);

#endif
