#include "site/charts/lineage.h"

#include "register/registry.h"
#include "site/charts/axis.h"

#include <stdlib.h>

/* Days before and behind all others, of agreements that do not tell theirs. */
enum { ALWAYS = INT32_MIN, FOREVER = INT32_MAX };

static int days_of_month(int32_t year, int month) {
  struct date first = {.precision = DATE_DAY, .year = year, .month = (uint8_t)month, .day = 1};
  struct date next = first;
  next.year += month == 12;
  next.month = (uint8_t)(month == 12 ? 1 : month + 1);
  return date_day_number(next) - date_day_number(first);
}

/* From the first day to the one behind the last: whole years, then whole months, then days. A month that
 * begins on a day that the last month does not have ends with that month. */
static void measure(struct lineage_span *span, int32_t first, int32_t behind) {
  struct date from = date_of_day_number(first), to = date_of_day_number(behind);
  if (to.precision == DATE_NONE) { /* behind the year 9999 */
    span->days = behind - first;
    return;
  }
  int64_t months = (int64_t)(to.year - from.year) * 12 + to.month - from.month;
  if (to.day < from.day) months--;
  int32_t year = from.year + (int32_t)((from.month - 1 + months) / 12);
  int month = (int)((from.month - 1 + months) % 12) + 1;
  int day = from.day, most = days_of_month(year, month);
  struct date reached = {.precision = DATE_DAY,
                         .year = year,
                         .month = (uint8_t)month,
                         .day = (uint8_t)(day > most ? most : day)};
  span->years = months / 12;
  span->months = months % 12;
  span->days = behind - date_day_number(reached);
}

/* A span of days, both its ends included: the calendar's length where both are known, and its place on the
 * axis. */
static struct lineage_span *make_span(struct arena *arena, int32_t first, int32_t last,
                                      const struct axis *axis) {
  struct lineage_span *span = arena_allocate(arena, sizeof *span);
  int32_t behind = last == FOREVER ? last : last + 1;
  if (first != ALWAYS) span->from = date_of_day_number(first);
  if (last != FOREVER) span->until = date_of_day_number(last);
  if (span->from.precision != DATE_NONE && span->until.precision != DATE_NONE && last >= first)
    measure(span, first, behind);
  span->has_length = span->years + span->months + span->days > 0;
  if (behind < first) behind = first;
  span->at = axis_place(arena, axis, first);
  span->to = axis_place(arena, axis, behind);
  span->width = axis_width(arena, axis, first, behind);
  return span;
}

enum { CHART_AXIS = 24, CHART_ROW = 28 }; /* heights in pixels */

struct member {
  const struct agreement *agreement;
  int32_t first, last; /* ALWAYS and FOREVER: not known */
  int32_t signed_on;   /* ALWAYS: not known; of a year or month the first day */
  int32_t signed_last; /* the last day that it may have been signed on */
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

static struct member *chain_find(struct chain *chain, const void *agreement) {
  for (size_t i = 0; i < chain->count; i++)
    if (chain->members[i].agreement == agreement) return &chain->members[i];
  return NULL;
}

static int32_t day_or(struct date date, int32_t unknown) {
  return date.precision == DATE_NONE ? unknown : date_day_number(date);
}

static int32_t last_day_of_signing(const struct agreement *agreement) {
  struct date signed_on = agreement->signed_on.value;
  return signed_on.precision == DATE_NONE ? ALWAYS : date_last_day_number(signed_on);
}

static void chain_add(struct chain *chain, const struct agreement *agreement) {
  if (chain_find(chain, agreement) != NULL) return;
  chain->is_cut = chain->count == LINEAGE_STAGES;
  if (chain->is_cut) return;
  chain->members[chain->count++] = (struct member){.agreement = agreement,
                                                   .first = day_or(agreement->begins, ALWAYS),
                                                   .last = day_or(agreement->ends, FOREVER),
                                                   .signed_on = day_or(agreement->signed_on.value, ALWAYS),
                                                   .signed_last = last_day_of_signing(agreement),
                                                   .gap = ALWAYS};
}

static const struct agreement *predecessor_at(const struct agreement *agreement, size_t index) {
  return (const struct agreement *)((const struct reference *)agreement->succeeds.items)[index].target;
}

/* The nearest first. */
static void chain_collect(struct chain *chain, const struct agreement *agreement) {
  chain_add(chain, agreement);
  for (size_t at = 0; at < chain->count && !chain->is_cut; at++) {
    const struct agreement *member = chain->members[at].agreement;
    for (size_t i = 0; i < member->succeeds.count && !chain->is_cut; i++)
      chain_add(chain, predecessor_at(member, i));
    for (size_t i = 0; i < member->succeeded_by.count && !chain->is_cut; i++)
      chain_add(chain, list_at(&member->succeeded_by, i));
  }
}

/* As many of a member's predecessors as are looked at: all, but where the chain is cut. */
static size_t predecessor_count(const struct agreement *agreement) {
  size_t count = agreement->succeeds.count;
  return count < 2 * (size_t)LINEAGE_STAGES ? count : 2 * (size_t)LINEAGE_STAGES;
}

static void chain_join(struct chain *chain) {
  for (size_t i = 0; i < chain->count; i++) {
    const struct agreement *agreement = chain->members[i].agreement;
    for (size_t k = 0; k < predecessor_count(agreement); k++) {
      const struct member *predecessor = chain_find(chain, predecessor_at(agreement, k));
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

/* Sweeps over the time: a gap lies before whatever begins later than the day after all before it ended, and
 * is known to be signed. */
static void find_gaps(struct chain *chain) {
  struct member *swept[LINEAGE_STAGES];
  for (size_t i = 0; i < chain->count; i++)
    swept[i] = &chain->members[i];
  qsort(swept, chain->count, sizeof *swept, compare_first_days);
  int32_t last = swept[0]->last;
  for (size_t i = 1; i < chain->count; i++) {
    if (last != FOREVER && swept[i]->first > last + 1 && last > ALWAYS && swept[i]->signed_on != ALWAYS)
      swept[i]->gap = last + 1;
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
  return make_span(chain->arena, first, last, &chain->axis);
}

static int32_t later(int32_t a, int32_t b) {
  return a > b ? a : b;
}

/* When it begins, no more precise than its term says. */
static struct date as_recorded_start(const struct agreement *agreement) {
  struct date begins = agreement->begins, start = agreement_period(agreement)->start.value;
  if (start.precision != DATE_NONE && start.precision < begins.precision) begins.precision = start.precision;
  return begins;
}

/* Of a span whose ends are not both known to the day, no length is told. */
static void set_unmeasured(struct lineage_span *span, struct date from, struct date until) {
  span->from = from;
  span->until = until;
  span->has_length = false;
}

/* How an agreement follows one that it succeeds: without a gap only if it was signed and had begun by the day
 * after the other's end. */
static struct lineage_transition make_transition(const struct chain *chain, const struct member *predecessor,
                                                 const struct member *member) {
  struct lineage_transition transition = {.predecessor = (struct agreement *)predecessor->agreement};
  if (predecessor->last == FOREVER) {
    bool is_open = agreement_period(predecessor->agreement)->is_open;
    transition.transition = is_open ? VIEW("open-end") : VIEW("unknown-end");
    return transition;
  }
  int32_t effect = later(member->signed_on, member->first);
  if (effect > predecessor->last + 1) {
    transition.transition = member->signed_on >= member->first ? VIEW("signed-later") : VIEW("begins-later");
    transition.span = span_of(chain, predecessor->last + 1, effect - 1);
    transition.is_least = later(member->signed_last, member->first) > effect;
  } else if (effect > predecessor->last) {
    transition.transition = VIEW("seamless");
  } else {
    int32_t first = later(member->first, predecessor->first),
            last = member->last < predecessor->last ? member->last : predecessor->last;
    transition.is_overlap = true;
    transition.span = span_of(chain, first, last);
    struct date from = as_recorded_start(first == member->first ? member->agreement : predecessor->agreement),
                until = last == member->last ? member->agreement->ends : predecessor->agreement->ends;
    bool is_exact = from.precision >= DATE_DAY && until.precision >= DATE_DAY;
    transition.transition = is_exact ? VIEW("overlap") : VIEW("overlap-within");
    if (!is_exact) set_unmeasured(transition.span, from, until);
  }
  return transition;
}

/* Nothing is said of an agreement that is not known to be signed, nor of one that ended before what it
 * succeeds began, nor where the year or month of the signing leaves open whether it came in time. */
static bool is_told(const struct member *predecessor, const struct member *member) {
  if (member->signed_on == ALWAYS || member->last < predecessor->first) return false;
  if (predecessor->last == FOREVER) return true;
  int32_t in_time = predecessor->last + 1;
  return member->signed_last <= in_time || later(member->signed_on, member->first) > in_time;
}

static void add_transitions(struct chain *chain, size_t index, struct lineage_stage *stage) {
  const struct member *member = chain->order[index], *above = index == 0 ? NULL : chain->order[index - 1];
  size_t known = predecessor_count(member->agreement), count = 0;
  const struct member **predecessors = arena_array(chain->arena, known, sizeof *predecessors);
  for (size_t i = 0; i < known; i++) {
    const struct member *predecessor = chain_find(chain, predecessor_at(member->agreement, i));
    if (predecessor != NULL && is_told(predecessor, member)) predecessors[count++] = predecessor;
  }
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

static void chain_note_reads(const struct chain *chain, struct reads *reads) {
  static const char *const fields[] = {"begins", "ends", "succeeded_by"};
  for (size_t i = 0; i < chain->count; i++) {
    const struct entry *entry = &chain->members[i].agreement->entry;
    reads_note(reads, entry, READS_OWN);
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
      reads_field(reads, entry, fields[k]);
  }
}

/* The chain: whatever is joined to the agreement by `succeeds`, in both directions. Predecessors stand before
 * their successors, else what begins first.
 *
 * A gap is a time between two agreements of the chain in which none of them is in force, as far as this is
 * known: one without a first or a last day may have been in force at any time before, or after. It is drawn.
 * Of a chain that is cut only what is shown is looked at. How an agreement follows is told in words for those
 * that it succeeds itself. */
static void add_chain(struct arena *arena, const struct agreement *agreement, struct reads *reads,
                      struct lineage *lineage) {
  reads_field(reads, &agreement->entry, "succeeded_by");
  if (agreement->succeeds.count == 0 && agreement->succeeded_by.count == 0) return;
  struct chain *chain = arena_allocate(arena, sizeof *chain);
  chain->arena = arena;
  chain_collect(chain, agreement);
  chain_note_reads(chain, reads);
  chain_join(chain);
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

/* The agreements nearest to the page's own, which is the first; its ancestors follow, then its descendants.
 */
struct tree {
  struct arena *arena;
  const struct agreement *nodes[LINEAGE_NODES];
  size_t count, ancestors;
  bool is_cut;
  bool edge[LINEAGE_NODES][LINEAGE_NODES]; /* from one to another that implements it */
  bool expanded[LINEAGE_NODES];
  struct lineage_node *rows;
  size_t row_count, node_rows;
};

static size_t tree_find(const struct tree *tree, const void *agreement) {
  size_t i = 0;
  while (i < tree->count && tree->nodes[i] != agreement)
    i++;
  return i;
}

/* False where there is no room. */
static bool tree_add(struct tree *tree, const struct agreement *agreement, size_t limit) {
  if (tree_find(tree, agreement) < tree->count) return true;
  if (tree->count == limit) {
    tree->is_cut = true;
    return false;
  }
  tree->nodes[tree->count++] = agreement;
  return true;
}

static const struct agreement *parent_at(const struct agreement *agreement, size_t index) {
  return (const struct agreement *)((const struct reference *)agreement->implements.items)[index].target;
}

/* A list of which an unknown agreement has no more room is not read on, so that what is read is bounded. */
static void tree_collect(struct tree *tree, const struct agreement *agreement) {
  bool room = tree_add(tree, agreement, LINEAGE_NODES);
  for (size_t at = 0; at < tree->count && room; at++)
    for (size_t i = 0; i < tree->nodes[at]->implements.count && room; i++)
      room = tree_add(tree, parent_at(tree->nodes[at], i), LINEAGE_ANCESTORS + 1);
  tree->ancestors = tree->count - 1;
  room = true;
  for (size_t at = 0; at < tree->count && room; at = at == 0 ? tree->ancestors + 1 : at + 1)
    for (size_t i = 0; i < tree->nodes[at]->implemented_by.count && room; i++)
      room = tree_add(tree, list_at(&tree->nodes[at]->implemented_by, i), LINEAGE_NODES);
}

static size_t at_most(size_t count) {
  return count < 2 * (size_t)LINEAGE_NODES ? count : 2 * (size_t)LINEAGE_NODES;
}

/* Upwards by what each implements, downwards by what implements it: the long lists of the other direction
 * are never read. */
static void tree_join(struct tree *tree) {
  for (size_t child = 0; child <= tree->ancestors; child++)
    for (size_t i = 0; i < at_most(tree->nodes[child]->implements.count); i++) {
      size_t parent = tree_find(tree, parent_at(tree->nodes[child], i));
      if (parent < tree->count) tree->edge[parent][child] = true;
    }
  for (size_t parent = 0; parent < tree->count; parent = parent == 0 ? tree->ancestors + 1 : parent + 1)
    for (size_t i = 0; i < at_most(tree->nodes[parent]->implemented_by.count); i++) {
      size_t child = tree_find(tree, list_at(&tree->nodes[parent]->implemented_by, i));
      if (child < tree->count) tree->edge[parent][child] = true;
    }
}

static size_t parents_of(const struct tree *tree, size_t node) {
  size_t count = 0;
  for (size_t parent = 0; parent < tree->count; parent++)
    count += tree->edge[parent][node];
  return count;
}

static bool is_leading_up(const struct tree *tree, size_t node) {
  return node <= tree->ancestors;
}

static struct lineage_node *push(struct tree *tree, size_t node) {
  struct lineage_node *row = &tree->rows[tree->row_count++];
  struct agreement *agreement = (struct agreement *)tree->nodes[node];
  tree->node_rows++;
  *row = (struct lineage_node){.agreement = agreement, .is_this = node == 0};
  row->shown_provinces = agreement->all_provinces;
  if (row->shown_provinces.count > LINEAGE_PROVINCES) {
    row->more_provinces = (int64_t)(row->shown_provinces.count - LINEAGE_PROVINCES);
    row->shown_provinces.count = LINEAGE_PROVINCES;
  }
  if (is_leading_up(tree, node))
    row->more_above = (int64_t)(agreement->implements.count - parents_of(tree, node));
  return row;
}

/* A row, and below it those of what implements it; the depth is bounded by the number of nodes. */
static void emit(struct tree *tree, size_t node) {
  struct lineage_node *row = push(tree, node);
  struct agreement *agreement = row->agreement;
  if (agreement->implemented_by.count == 0) return;
  row->is_repeated = tree->expanded[node];
  if (row->is_repeated) return;
  tree->expanded[node] = row->opens = true;
  size_t shown = 0;
  for (size_t child = 0; child < tree->count; child++) {
    if (!tree->edge[node][child] || tree->node_rows == LINEAGE_ROWS) continue;
    emit(tree, child);
    shown++;
  }
  if (shown < agreement->implemented_by.count)
    tree->rows[tree->row_count++] =
        (struct lineage_node){.more = (int64_t)(agreement->implemented_by.count - shown),
                              .more_uncounted = node > 0 && is_leading_up(tree, node),
                              .more_of = node == 0 ? NULL : agreement};
  list_append(tree->arena, &tree->rows[tree->row_count - 1].closings, agreement);
}

static void tree_note_reads(const struct tree *tree, struct reads *reads) {
  for (size_t i = 0; i < tree->count; i++) {
    reads_note(reads, &tree->nodes[i]->entry, READS_OWN);
    reads_field(reads, &tree->nodes[i]->entry, "implemented_by");
    reads_field(reads, &tree->nodes[i]->entry, "all_provinces");
  }
}

/* The tree: all that the agreement implements, up to the roots, and all that implements it. One that
 * implements several stands under each; what implements it stands under the first of them. */
static void add_tree(struct arena *arena, const struct agreement *agreement, struct reads *reads,
                     struct lineage *lineage) {
  reads_field(reads, &agreement->entry, "implemented_by");
  if (agreement->implements.count == 0 && agreement->implemented_by.count == 0) return;
  struct tree *tree = arena_allocate(arena, sizeof *tree);
  tree->arena = arena;
  tree_collect(tree, agreement);
  tree_note_reads(tree, reads);
  tree_join(tree);
  /* Each node has at most one row that counts the rest. */
  tree->rows = arena_array(arena, LINEAGE_ROWS + LINEAGE_NODES, sizeof *tree->rows);
  for (size_t i = 0; i <= tree->ancestors; i++)
    if (parents_of(tree, i) == 0 && tree->node_rows < LINEAGE_ROWS) emit(tree, i);
  lineage->nodes = list_of(tree->rows, tree->row_count);
  lineage->tree_cut = tree->is_cut;
}

static int compare_amendments(const void *left, const void *right) {
  const struct lineage_amendment *a = left, *b = right;
  int order = date_compare(a->date, b->date);
  return order != 0 ? order : view_compare(a->agreement->entry.id, b->agreement->entry.id);
}

/* What the agreement amends and what amends it, the oldest first. */
static void add_amendments(struct arena *arena, const struct agreement *agreement, struct reads *reads,
                           struct lineage *lineage) {
  reads_field(reads, &agreement->entry, "amended_by");
  reads_note(reads, &agreement->entry, READS_OWN);
  size_t above = agreement->amends.count, below = agreement->amended_by.count, count = 0;
  lineage->amendments_cut = above > LINEAGE_AMENDMENTS || below > LINEAGE_AMENDMENTS - above;
  if (above > LINEAGE_AMENDMENTS) above = LINEAGE_AMENDMENTS;
  if (below > LINEAGE_AMENDMENTS - above) below = LINEAGE_AMENDMENTS - above;
  struct lineage_amendment *amendments = arena_array(arena, above + below, sizeof *amendments);
  const struct reference *amended = agreement->amends.items;
  for (size_t i = 0; i < above; i++)
    amendments[count++] = (struct lineage_amendment){(struct agreement *)amended[i].target,
                                                     entry_date(&agreement->entry), .is_amended = true};
  for (size_t i = 0; i < below; i++) {
    struct agreement *amending = list_at(&agreement->amended_by, i);
    reads_note(reads, &amending->entry, READS_OWN);
    amendments[count++] = (struct lineage_amendment){amending, entry_date(&amending->entry), false};
  }
  if (count > 1) qsort(amendments, count, sizeof *amendments, compare_amendments);
  lineage->amendments = list_of(amendments, count);
}

struct lineage *lineage_make(struct arena *arena, const struct agreement *agreement, struct reads *reads) {
  struct lineage *lineage = arena_allocate(arena, sizeof *lineage);
  add_chain(arena, agreement, reads, lineage);
  add_tree(arena, agreement, reads, lineage);
  add_amendments(arena, agreement, reads, lineage);
  return lineage;
}
