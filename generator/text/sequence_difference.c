#include "text/sequence_difference.h"

#include "base/memory.h"

#include <stdlib.h>

/* Ways from one end: by diagonal (x - y), how far along the old sequence one gets; -1 and below: not reached.
 */
struct ways {
  int32_t *reached; /* at `middle` for diagonal 0 */
  int32_t middle;
};

struct job {
  struct sequence old, new;
  struct ways forward, backward;
  size_t budget;
};

struct part {
  int32_t x, x_end, y, y_end;
};

/* A run of equal elements (perhaps none) that a shortest way leads through, in the part's own coordinates. */
struct run {
  int32_t x, y, length;
};

static bool same(const struct job *job, int32_t x, int32_t y) {
  return job->old.items[x] == job->new.items[y];
}

static bool step(struct job *job) {
  if (job->budget == 0) return false;
  job->budget--;
  return true;
}

/* How far one gets on a diagonal with one change more, before any run. */
static int32_t start_of(const struct ways *ways, int32_t diagonal, int32_t changes) {
  const int32_t *at = ways->reached + ways->middle + diagonal;
  return diagonal == -changes || (diagonal != changes && at[-1] < at[1]) ? at[1] : at[-1] + 1;
}

/* Goes on along all diagonals with one change more, from the front or from the back, and stops where it meets
 * the other direction. 1: met, `*run` is set; 0: not met; -1: the budget is used up. */
static int advance(struct job *job, const struct part *part, bool back, int32_t changes, struct run *run) {
  int32_t width = part->x_end - part->x, height = part->y_end - part->y, delta = width - height;
  const struct ways *mine = back ? &job->backward : &job->forward;
  const struct ways *other = back ? &job->forward : &job->backward;
  int32_t seen = back ? changes : changes - 1; /* how far the other direction has gone */
  bool can_meet = ((delta & 1) != 0) != back;
  for (int32_t diagonal = -changes; diagonal <= changes; diagonal += 2) {
    if (!step(job)) return -1;
    int32_t x = start_of(mine, diagonal, changes), start = x;
    while (x < width && x - diagonal < height &&
           same(job, back ? part->x_end - 1 - x : part->x + x,
                back ? part->y_end - 1 - (x - diagonal) : part->y + x - diagonal)) {
      if (!step(job)) return -1;
      x++;
    }
    mine->reached[mine->middle + diagonal] = x;
    int32_t opposite = delta - diagonal;
    if (!can_meet || opposite < -seen || opposite > seen || x > width || x - diagonal > height) continue;
    int32_t there = other->reached[other->middle + opposite];
    if (there > width || there - opposite > height || x + there < width) continue;
    *run = back ? (struct run){width - x, height - (x - diagonal), x - start}
                : (struct run){start, start - diagonal, x - start};
    return 1;
  }
  return 0;
}

static bool find_middle(struct job *job, const struct part *part, struct run *run) {
  job->forward.reached[job->forward.middle + 1] = 0;
  job->backward.reached[job->backward.middle + 1] = 0;
  for (int32_t changes = 0;; changes++)
    for (int back = 0; back < 2; back++) {
      int met = advance(job, part, back == 1, changes, run);
      if (met != 0) return met > 0;
    }
}

static void mark(bool *changed, int32_t from, int32_t to) {
  for (int32_t i = from; i < to; i++)
    changed[i] = true;
}

/* Halves need at most half as many changes, so that this recurses no deeper than the changes' logarithm. */
static bool divide(struct job *job, struct part part) { // NOLINT(misc-no-recursion)
  while (part.x < part.x_end && part.y < part.y_end && same(job, part.x, part.y))
    part.x++, part.y++;
  while (part.x < part.x_end && part.y < part.y_end && same(job, part.x_end - 1, part.y_end - 1))
    part.x_end--, part.y_end--;
  if (part.x == part.x_end || part.y == part.y_end) {
    mark(job->old.changed, part.x, part.x_end);
    mark(job->new.changed, part.y, part.y_end);
    return true;
  }
  struct run run = {0};
  if (!find_middle(job, &part, &run)) return false;
  int32_t x = part.x + run.x, y = part.y + run.y;
  return divide(job, (struct part){part.x, x, part.y, y}) &&
         divide(job, (struct part){x + run.length, part.x_end, y + run.length, part.y_end});
}

bool sequence_difference(struct sequence old, struct sequence new, size_t *budget) {
  int32_t middle = (int32_t)((old.count + new.count + 1) / 2) + 2;
  size_t room = 2 * (size_t)middle + 1;
  int32_t *ways = memory_allocate(2 * room, sizeof *ways);
  struct job job = {old, new, {ways, middle}, {ways + room, middle}, *budget};
  bool done = divide(&job, (struct part){0, (int32_t)old.count, 0, (int32_t) new.count});
  free(ways);
  *budget = job.budget;
  return done;
}
