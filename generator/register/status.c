#include "base/memory.h"
#include "register/relation_graph.h"
#include "register/stages.h"
#include "register/validity.h"

#include <stdlib.h>

/* The later of the first day of a year or month, and the signing; the day itself when the period begins on
 * one. */
static struct date first_day(const struct agreement *agreement) {
  struct date start = agreement_period(agreement)->start.value, signed_on = agreement->signed_on.value;
  if (start.precision == DATE_NONE) return signed_on;
  bool is_day = start.precision >= DATE_DAY;
  return !is_day && date_day_number(signed_on) > date_day_number(start) ? signed_on : start;
}

/* Whether the signing came after the first day of the year or month in which the term begins. */
static bool is_later_than_start(const struct agreement *agreement) {
  struct date start = agreement_period(agreement)->start.value;
  return start.precision != DATE_NONE && date_day_number(agreement->begins) != date_day_number(start);
}

/* Whether both are the same year, month or day; one that begins and one that ends lie apart within it. */
static bool is_one_date(struct date a, struct date b) {
  if (a.precision == DATE_NONE || a.precision != b.precision || a.year != b.year) return false;
  if (a.precision == DATE_YEAR) return true;
  return a.month == b.month && (a.precision == DATE_MONTH || a.day == b.day);
}

/* Whether both are given, one of them as a day and the other as a month, or the like. */
static bool is_mixed_precision(struct date a, struct date b) {
  if (a.precision == DATE_TIME) a.precision = DATE_DAY;
  if (b.precision == DATE_TIME) b.precision = DATE_DAY;
  return a.precision != DATE_NONE && b.precision != DATE_NONE && a.precision != b.precision;
}

/* The day of termination is the first without effect. */
static void add_dates(struct agreement *agreement) {
  if (agreement->period != NULL) {
    struct date start = agreement->period->start.value, end = agreement->period->end.value;
    agreement->period->is_open = date_value_is_open(agreement->period->end);
    agreement->period->is_one = is_one_date(start, end);
    agreement->period->is_mixed = is_mixed_precision(start, end);
  }
  agreement->begins = first_day(agreement);
  agreement->begins_with_signing = is_later_than_start(agreement);
  agreement->ends = agreement_period(agreement)->end.value;
  if (agreement_termination(agreement)->date.value.precision == DATE_NONE) return;
  int32_t last = date_day_number(agreement_termination(agreement)->date.value) - 1;
  if (agreement->ends.precision == DATE_NONE || last < date_day_number(agreement->ends))
    agreement->ends = date_of_day_number(last);
}

/* When the agreement takes the place of what it succeeds, as precise as what its source says of it; no date
 * if never. Without a known signing nothing is said of it. */
static struct date takes_effect(const struct agreement *agreement, const struct validity *validity) {
  if (validity->signed_on == NO_DAY) return (struct date){0};
  struct date effect =
      validity->begins > validity->signed_on ? agreement->begins : agreement->signed_on.value;
  if (effect.precision == DATE_TIME) effect.precision = DATE_DAY;
  bool is_in_vain = validity->terminated != NO_DAY && validity->terminated <= date_day_number(effect);
  return is_in_vain ? (struct date){0} : effect;
}

/* Whether `date` comes before `other`; no date comes after all. */
static bool is_earlier(struct date date, struct date other) {
  if (date.precision == DATE_NONE || other.precision == DATE_NONE) return date.precision != DATE_NONE;
  return date_day_number(date) < date_day_number(other);
}

/* Successors come before what they succeed, so that the first date on which one of the line behind an
 * agreement took effect is known. What took effect after an agreement's own end does not replace it: it has
 * ended. */
static void derive_validity(const struct relation_graph *graph, struct registry *registry,
                            struct arena *arena) {
  int32_t today = date_day_number(registry->options.today);
  struct date *line = memory_allocate(graph->count + 1, sizeof *line);
  for (size_t i = graph->ordered; i-- > 0;) {
    size_t node = graph->order[i];
    struct agreement *agreement = (struct agreement *)graph->nodes[node];
    add_dates(agreement);
    agreement->replaced_from = is_earlier(line[node], agreement->ends) ? line[node] : (struct date){0};
    struct validity validity = validity_of(agreement);
    enum status status = validity_on(&validity, today, registry->site->ending_days.value);
    agreement->status = status_names[status];
    agreement->validity_days = validity_text(arena, &validity);
    agreement->is_current = status_is_current(status);
    agreement->is_unsigned = status == STATUS_UNSIGNED;
    struct date effect = takes_effect(agreement, &validity);
    if (is_earlier(line[node], effect)) effect = line[node];
    for (size_t k = 0; k < relation_graph_edges(graph, node); k++) {
      struct date *predecessor =
          &line[relation_graph_edge(graph, node, k)]; /* one more than there are nodes */
      if (is_earlier(effect, *predecessor)) *predecessor = effect;
    }
  }
  free(line);
}

static bool is_over(struct date last, int32_t today) {
  return last.precision != DATE_NONE && date_day_number(last) < today;
}

/* Which provinces and organizations are no more. A merged province without a day has always been so. */
static void derive_validity_of_units(struct registry *registry) {
  int32_t today = date_day_number(registry->options.today);
  for (size_t i = 0; i < registry->entries[ENTRY_PROVINCE].count; i++) {
    struct province *province = list_at(&registry->entries[ENTRY_PROVINCE], i);
    struct date until = province->until.value;
    province->is_former =
        province->merged_into.target != NULL && (until.precision == DATE_NONE || is_over(until, today));
  }
  for (size_t i = 0; i < registry->entries[ENTRY_ORGANIZATION].count; i++) {
    struct organization *organization = list_at(&registry->entries[ENTRY_ORGANIZATION], i);
    organization->is_former = is_over(organization->dissolved.value, today);
  }
}

static void derive_positions(struct registry *registry) {
  for (size_t i = 0; i < registry->entries[ENTRY_PERSON].count; i++) {
    const struct list *positions =
        &((const struct person *)list_at(&registry->entries[ENTRY_PERSON], i))->positions;
    struct position *items = positions->items;
    for (size_t k = 0; k < positions->count; k++) {
      items[k].is_one = is_one_date(items[k].from.value, items[k].to.value);
      items[k].is_mixed = is_mixed_precision(items[k].from.value, items[k].to.value);
    }
  }
}

void registry_derive_status(struct registry *registry, struct list_builder *lists,
                            struct diagnostics *found) {
  static const struct relation relations[] = {
      {ENTRY_AGREEMENT, "implements", NULL}, {ENTRY_AGREEMENT, "amends", NULL},
      {ENTRY_ORGANIZATION, "parent", NULL},  {ENTRY_ORGANIZATION, "successors", "organization"},
      {ENTRY_PROVINCE, "merged_into", NULL}, {ENTRY_AGREEMENT, "succeeds", NULL},
  };
  for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
    struct relation_graph graph;
    relation_graph_open(&graph, registry, &relations[i]);
    relation_graph_sort(&graph, found);
    if (strcmp(relations[i].field, "succeeds") == 0) derive_validity(&graph, registry, lists->arena);
    relation_graph_close(&graph);
  }
  derive_validity_of_units(registry);
  derive_positions(registry);
}
