#include "base/memory.h"
#include "register/stages.h"
#include "register/validity.h"

#include <stdlib.h>

/* One relation between agreements as a graph; an edge goes from an agreement to one that it names. */
struct graph {
  struct registry *registry;
  const struct field *field;
  size_t count;
  struct agreement **nodes;
  uint32_t first; /* the number of the first; those of the others follow */
  size_t *open;   /* edges not yet taken away, per node */
  bool *gone;
  size_t *order; /* nodes whose targets all came before */
  size_t ordered;
};

static const struct list *edges(const struct graph *graph, size_t node) {
  return (const struct list *)((const char *)graph->nodes[node] + graph->field->offset);
}

static size_t edge(const struct graph *graph, size_t node, size_t index) {
  const struct reference *references = edges(graph, node)->items;
  return references[index].target->number - graph->first;
}

static void graph_open(struct graph *graph, struct registry *registry, const char *field) {
  const struct list *agreements = &registry->entries[ENTRY_AGREEMENT];
  *graph = (struct graph){.registry = registry,
                          .field = record_type_find(&agreement_type, view_of(field)),
                          .count = agreements->count,
                          .nodes = (struct agreement **)agreements->items};
  graph->open = memory_allocate(graph->count + 1, sizeof *graph->open);
  graph->gone = memory_allocate(graph->count + 1, sizeof *graph->gone);
  graph->order = memory_allocate(graph->count + 1, sizeof *graph->order);
  graph->first = graph->count == 0 ? 0 : graph->nodes[0]->entry.number;
}

static void graph_close(struct graph *graph) {
  free(graph->open);
  free(graph->gone);
  free(graph->order);
}

/* Kahn's algorithm: takes away nodes whose targets are all taken away. What stays is on a circle or leads to
 * one. */
static void graph_sort(struct graph *graph) {
  size_t *first = memory_allocate(graph->count + 2, sizeof *first), edge_count = 0;
  for (size_t i = 0; i < graph->count; i++)
    for (size_t k = 0; k < edges(graph, i)->count; k++, edge_count++)
      first[edge(graph, i, k) + 2]++;
  for (size_t i = 2; i < graph->count + 2; i++)
    first[i] += first[i - 1];
  size_t *sources = memory_allocate(edge_count + 1, sizeof *sources);
  for (size_t i = 0; i < graph->count; i++)
    for (size_t k = 0; k < edges(graph, i)->count; k++)
      sources[first[edge(graph, i, k) + 1]++] = i;
  for (size_t i = 0; i < graph->count; i++) {
    graph->open[i] = edges(graph, i)->count;
    if (graph->open[i] == 0) graph->order[graph->ordered++] = i;
  }
  for (size_t done = 0; done < graph->ordered; done++) {
    size_t node = graph->order[done];
    graph->gone[node] = true;
    for (size_t k = first[node]; k < first[node + 1]; k++)
      if (--graph->open[sources[k]] == 0) graph->order[graph->ordered++] = sources[k];
  }
  free(first);
  free(sources);
}

static size_t next_on_circle(const struct graph *graph, size_t node, const struct reference **reference) {
  for (size_t k = 0; k < edges(graph, node)->count; k++) {
    size_t target = edge(graph, node, k);
    if (graph->gone[target]) continue;
    *reference = (const struct reference *)edges(graph, node)->items + k;
    return target;
  }
  return graph->count;
}

static void report_circle(const struct graph *graph, const size_t *circle, size_t length,
                          struct diagnostics *diagnostics) {
  const struct agreement *first = graph->nodes[circle[0]];
  const struct reference *reference = edges(graph, circle[0])->items;
  next_on_circle(graph, circle[0], &reference);
  struct buffer path = {0};
  for (size_t i = 0; i < length && i < 8; i++)
    buffer_format(&path, "%.*s -> ", VIEW_FORMAT(graph->nodes[circle[i]]->entry.id));
  if (length > 8) buffer_add_string(&path, "... -> ");
  buffer_add(&path, first->entry.id);
  diagnostics_add(diagnostics, first->entry.path, reference->location,
                  length == 1 ? message_reference_to_itself(graph->field->name, buffer_view(&path))
                              : message_circle(graph->field->name, buffer_view(&path)));
  buffer_free(&path);
}

/* Room for the walks over a graph, which no node is on twice. */
struct walk {
  size_t *nodes;
  size_t *positions; /* of a node in its walk, from 1; 0: not on any yet */
};

/* Walks from a node that is left until it meets its own steps or an end, and takes the walk away. */
static void follow(struct graph *graph, size_t start, struct walk *room, struct diagnostics *diagnostics) {
  size_t *walk = room->nodes, *position = room->positions, length = 0;
  const struct reference *reference = NULL;
  size_t node = start;
  while (node < graph->count && position[node] == 0) {
    walk[length++] = node;
    position[node] = length;
    node = next_on_circle(graph, node, &reference);
  }
  if (node < graph->count) {
    size_t begin = position[node] - 1;
    report_circle(graph, walk + begin, length - begin, diagnostics);
  }
  for (size_t i = 0; i < length; i++)
    graph->gone[walk[i]] = true;
}

static void report_circles(struct graph *graph, struct diagnostics *diagnostics) {
  graph_sort(graph);
  if (graph->ordered == graph->count) return;
  struct walk room = {memory_allocate(graph->count, sizeof(size_t)),
                      memory_allocate(graph->count, sizeof(size_t))};
  for (size_t i = 0; i < graph->count; i++)
    if (!graph->gone[i]) follow(graph, i, &room, diagnostics);
  free(room.nodes);
  free(room.positions);
}

/* The later of the first day of a year or month, and the signing; the day itself when the period begins on
 * one. */
static struct date first_day(const struct agreement *agreement) {
  struct date start = agreement_period(agreement)->start.value, signed_on = agreement->signed_on.value;
  if (start.precision == DATE_NONE) return signed_on;
  bool is_day = start.precision >= DATE_DAY;
  return !is_day && date_day_number(signed_on) > date_day_number(start) ? signed_on : start;
}

/* The day of termination is the first without effect. */
static void add_dates(struct agreement *agreement) {
  if (agreement->period != NULL) agreement->period->is_open = date_value_is_open(agreement->period->end);
  agreement->begins = first_day(agreement);
  agreement->ends = agreement_period(agreement)->end.value;
  if (agreement_termination(agreement)->date.value.precision == DATE_NONE) return;
  int32_t last = date_day_number(agreement_termination(agreement)->date.value) - 1;
  if (agreement->ends.precision == DATE_NONE || last < date_day_number(agreement->ends))
    agreement->ends = date_of_day_number(last);
}

enum { NEVER = INT32_MAX };

/* The day from which on the agreement takes the place of what it succeeds. Without a known signing nothing is
 * said of it. */
static int32_t takes_effect(const struct validity *validity) {
  if (validity->signed_on == NO_DAY) return NEVER;
  int32_t effect = validity->begins > validity->signed_on ? validity->begins : validity->signed_on;
  return validity->terminated != NO_DAY && validity->terminated <= effect ? NEVER : effect;
}

/* Successors come before what they succeed, so that the first day on which one of the line behind an
 * agreement took effect is known. What took effect after an agreement's own end does not replace it: it has
 * ended. */
static void derive_validity(struct graph *graph) {
  struct registry *registry = graph->registry;
  int32_t today = date_day_number(registry->options.today);
  int32_t *line = memory_allocate(graph->count + 1, sizeof *line);
  for (size_t i = 0; i < graph->count; i++)
    line[i] = NEVER;
  for (size_t i = graph->ordered; i-- > 0;) {
    size_t node = graph->order[i];
    struct agreement *agreement = graph->nodes[node];
    add_dates(agreement);
    bool is_replaced = line[node] != NEVER && (agreement->ends.precision == DATE_NONE ||
                                               line[node] < date_day_number(agreement->ends));
    agreement->replaced_from = is_replaced ? date_of_day_number(line[node]) : (struct date){0};
    struct validity validity = validity_of(agreement);
    enum status status = validity_on(&validity, today, registry->site->ending_days.value);
    agreement->status = status_names[status];
    agreement->validity_days = validity_text(&registry->arena, &validity);
    agreement->is_current = status_is_current(status);
    int32_t effect = takes_effect(&validity);
    if (line[node] < effect) effect = line[node];
    for (size_t k = 0; k < edges(graph, node)->count; k++) {
      int32_t *predecessor = &line[edge(graph, node, k)];
      if (effect < *predecessor) *predecessor = effect;
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

void registry_derive_status(struct registry *registry, struct list_builder *lists,
                            struct diagnostics *found) {
  (void)lists;
  static const char *const relations[] = {"implements", "amends", "succeeds"};
  for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
    struct graph graph;
    graph_open(&graph, registry, relations[i]);
    report_circles(&graph, found);
    if (strcmp(relations[i], "succeeds") == 0) derive_validity(&graph);
    graph_close(&graph);
  }
  derive_validity_of_units(registry);
}
