#include "site/charts/axis.h"
#include "site/charts/lineage.h"

#include <stdlib.h>

enum { CHART_AXIS = 24, CHART_ROW = 28 }; /* heights in pixels */
enum { ALWAYS = LINEAGE_ALWAYS, FOREVER = LINEAGE_FOREVER };

struct member {
  const struct agreement *agreement;
  int32_t first, last; /* ALWAYS and FOREVER: not known */
  int32_t gap;         /* the first day of the gap before it; ALWAYS: none */
  bool placed;
};

struct chain {
  struct arena *arena;
  struct member members[LINEAGE_STAGES];
  size_t count;
  bool is_cut;
  bool succeeds[LINEAGE_STAGES][LINEAGE_STAGES];
  struct member *order[LINEAGE_STAGES]; /* as they are shown */
  struct axis axis;                     /* without ticks */
};

static struct member *find(struct chain *chain, const void *agreement) {
  for (size_t i = 0; i < chain->count; i++)
    if (chain->members[i].agreement == agreement) return &chain->members[i];
  return NULL;
}

static int32_t day_or(struct date date, int32_t unknown) {
  return date.precision == DATE_NONE ? unknown : date_day_number(date);
}

static void add(struct chain *chain, const struct agreement *agreement) {
  if (find(chain, agreement) != NULL) return;
  chain->is_cut = chain->count == LINEAGE_STAGES;
  if (chain->is_cut) return;
  chain->members[chain->count++] = (struct member){.agreement = agreement,
                                                   .first = day_or(agreement->begins, ALWAYS),
                                                   .last = day_or(agreement->ends, FOREVER),
                                                   .gap = ALWAYS};
}

static const struct agreement *predecessor_at(const struct agreement *agreement, size_t index) {
  return (const struct agreement *)((const struct reference *)agreement->succeeds.items)[index].target;
}

/* The nearest first. */
static void collect(struct chain *chain, const struct agreement *agreement) {
  add(chain, agreement);
  for (size_t at = 0; at < chain->count && !chain->is_cut; at++) {
    const struct agreement *member = chain->members[at].agreement;
    for (size_t i = 0; i < member->succeeds.count && !chain->is_cut; i++)
      add(chain, predecessor_at(member, i));
    for (size_t i = 0; i < member->succeeded_by.count && !chain->is_cut; i++)
      add(chain, list_at(&member->succeeded_by, i));
  }
}

/* As many of a member's predecessors as are looked at: all, but where the chain is cut. */
static size_t predecessor_count(const struct agreement *agreement) {
  size_t count = agreement->succeeds.count;
  return count < 2 * (size_t)LINEAGE_STAGES ? count : 2 * (size_t)LINEAGE_STAGES;
}

static void join(struct chain *chain) {
  for (size_t i = 0; i < chain->count; i++) {
    const struct agreement *agreement = chain->members[i].agreement;
    for (size_t k = 0; k < predecessor_count(agreement); k++) {
      const struct member *predecessor = find(chain, predecessor_at(agreement, k));
      if (predecessor != NULL) chain->succeeds[i][predecessor - chain->members] = true;
    }
  }
}

static bool is_ready(const struct chain *chain, size_t member) {
  for (size_t i = 0; i < chain->count; i++)
    if (chain->succeeds[member][i] && !chain->members[i].placed) return false;
  return !chain->members[member].placed;
}

/* By its first day, else by its last. */
static bool comes_before(const struct member *a, const struct member *b) {
  int32_t one = a->first == ALWAYS ? a->last : a->first, other = b->first == ALWAYS ? b->last : b->first;
  if (one != other) return one < other;
  if (a->last != b->last) return a->last < b->last;
  return view_compare(a->agreement->entry.id, b->agreement->entry.id) < 0;
}

static struct member *pick_next(struct chain *chain) {
  struct member *next = NULL;
  for (size_t i = 0; i < chain->count; i++) {
    struct member *member = &chain->members[i];
    if (is_ready(chain, i) && (next == NULL || comes_before(member, next))) next = member;
  }
  return next;
}

static void sort(struct chain *chain) {
  size_t placed = 0;
  for (struct member *next; (next = pick_next(chain)) != NULL; placed++) {
    next->placed = true;
    chain->order[placed] = next;
  }
  chain->count = placed;
}

static int compare_first_days(const void *left, const void *right) {
  const struct member *a = *(struct member *const *)left, *b = *(struct member *const *)right;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  return view_compare(a->agreement->entry.id, b->agreement->entry.id);
}

/* Sweeps over the time: a gap lies before whatever begins later than the day after all before it ended. */
static void find_gaps(struct chain *chain) {
  struct member *swept[LINEAGE_STAGES];
  for (size_t i = 0; i < chain->count; i++)
    swept[i] = &chain->members[i];
  qsort(swept, chain->count, sizeof *swept, compare_first_days);
  int32_t last = swept[0]->last;
  for (size_t i = 1; i < chain->count; i++) {
    if (last != FOREVER && swept[i]->first > last + 1 && last > ALWAYS) swept[i]->gap = last + 1;
    if (swept[i]->last > last) last = swept[i]->last;
  }
}

static void widen(struct chain *chain, int32_t day) {
  if (day == ALWAYS || day == FOREVER) return;
  if (day < chain->axis.first) chain->axis.first = day;
  if (day > chain->axis.after) chain->axis.after = day;
}

static int32_t year_day(int32_t year) {
  return date_day_number((struct date){.precision = DATE_DAY, .year = year, .month = 1, .day = 1});
}

/* From the first day of a year to the last of another, and a year more where a bar goes on. */
static void find_axis(struct chain *chain) {
  bool open_start = false, open_end = false;
  chain->axis.first = FOREVER;
  chain->axis.after = ALWAYS;
  for (size_t i = 0; i < chain->count; i++) {
    const struct member *member = &chain->members[i];
    widen(chain, member->first);
    widen(chain, member->last);
    open_start |= member->first == ALWAYS;
    open_end |= member->last == FOREVER;
  }
  if (chain->axis.first == FOREVER) {
    chain->axis.first = chain->axis.after = 0;
    return;
  }
  int32_t from = date_of_day_number(chain->axis.first).year, to = date_of_day_number(chain->axis.after).year;
  chain->axis.first = year_day(from > 1 && open_start ? from - 1 : from);
  chain->axis.after = year_day(to + (open_end ? 2 : 1));
}

static struct view anchor_of(int64_t place, int64_t length) {
  if (place * 20 < length) return VIEW("start");
  return place * 20 > length * 19 ? VIEW("end") : VIEW("middle");
}

/* One more than there are intervals at the most, as many as a phone's width has room for. */
static struct list make_ticks(const struct chain *chain) {
  const struct axis *axis = &chain->axis;
  int32_t from = date_of_day_number(axis->first).year, to = date_of_day_number(axis->after - 1).year + 1;
  int32_t step = (int32_t)axis_step(from, to);
  struct lineage_tick *ticks = arena_array(chain->arena, AXIS_INTERVALS + 1, sizeof *ticks);
  size_t count = 0;
  for (int32_t year = (from + step - 1) / step * step; year <= to; year += step) {
    int32_t day = year_day(year);
    ticks[count++] = (struct lineage_tick){year, axis_place(chain->arena, axis, day),
                                           anchor_of(day - axis->first, axis->after - axis->first)};
  }
  return list_of(ticks, count);
}

static struct lineage_span *span_of(const struct chain *chain, int32_t first, int32_t last) {
  return lineage_make_span(chain->arena, first, last, &chain->axis);
}

static struct lineage_transition make_transition(const struct chain *chain, const struct member *predecessor,
                                                 const struct member *member) {
  struct lineage_transition transition = {.predecessor = (struct agreement *)predecessor->agreement};
  int32_t first = member->first > predecessor->first ? member->first : predecessor->first,
          last = member->last < predecessor->last ? member->last : predecessor->last;
  if (predecessor->last == FOREVER)
    transition.transition = VIEW("unknown-end");
  else if (member->first == ALWAYS)
    transition.transition = VIEW("unknown-start");
  else if (member->first == predecessor->last + 1)
    transition.transition = VIEW("seamless");
  else if (first > last)
    transition.transition = VIEW("later");
  else {
    transition.transition = VIEW("overlap");
    transition.overlap = span_of(chain, first, last);
  }
  return transition;
}

/* That an agreement begins later than the one above it ended needs no words where the gap has them. */
static void add_transitions(struct chain *chain, size_t index, struct lineage_stage *stage) {
  const struct member *member = chain->order[index], *above = index == 0 ? NULL : chain->order[index - 1];
  size_t known = predecessor_count(member->agreement), count = 0;
  const struct member **predecessors = arena_array(chain->arena, known, sizeof *predecessors);
  for (size_t i = 0; i < known; i++) {
    const struct member *predecessor = find(chain, predecessor_at(member->agreement, i));
    if (predecessor != NULL) predecessors[count++] = predecessor;
  }
  if (count == 1 && predecessors[0] == above && stage->gap != NULL) return;
  struct lineage_transition *transitions = arena_array(chain->arena, count, sizeof *transitions);
  for (size_t i = 0; i < count; i++) {
    transitions[i] = make_transition(chain, predecessors[i], member);
    transitions[i].is_named = count > 1 || predecessors[i] != above;
  }
  stage->transitions = list_of(transitions, count);
}

/* Whether it was terminated, and not only after its last day. */
static bool is_stopped(const struct member *member) {
  struct date terminated = agreement_termination(member->agreement)->date.value;
  return terminated.precision != DATE_NONE && date_day_number(terminated) - 1 == member->last;
}

static void note_reads(const struct chain *chain, struct reads *reads) {
  static const char *const fields[] = {"begins", "ends", "succeeded_by"};
  for (size_t i = 0; i < chain->count; i++) {
    const struct entry *entry = &chain->members[i].agreement->entry;
    reads_note(reads, entry, READS_OWN);
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
      reads_field(reads, entry, fields[k]);
  }
}

void lineage_add_chain(struct arena *arena, const struct agreement *agreement, struct reads *reads,
                       struct lineage *lineage) {
  reads_field(reads, &agreement->entry, "succeeded_by");
  if (agreement->succeeds.count == 0 && agreement->succeeded_by.count == 0) return;
  struct chain *chain = arena_allocate(arena, sizeof *chain);
  chain->arena = arena;
  collect(chain, agreement);
  note_reads(chain, reads);
  join(chain);
  sort(chain);
  find_gaps(chain);
  find_axis(chain);
  struct lineage_stage *stages = arena_array(arena, chain->count, sizeof *stages);
  for (size_t i = 0; i < chain->count; i++) {
    const struct member *member = chain->order[i];
    stages[i] = (struct lineage_stage){.agreement = (struct agreement *)member->agreement,
                                       .is_this = member->agreement == agreement,
                                       .y = CHART_AXIS + (int64_t)i * CHART_ROW,
                                       .open_start = member->first == ALWAYS,
                                       .open_end = member->last == FOREVER,
                                       .is_stopped = is_stopped(member),
                                       .bar = span_of(chain, member->first, member->last)};
    if (member->gap != ALWAYS) stages[i].gap = span_of(chain, member->gap, member->first - 1);
    add_transitions(chain, i, &stages[i]);
  }
  lineage->stages = list_of(stages, chain->count);
  lineage->chart_height = CHART_AXIS + (int64_t)chain->count * CHART_ROW;
  lineage->ticks = make_ticks(chain);
  lineage->chain_cut = chain->is_cut;
}
