#include "register/relation_graph.h"

#include "base/memory.h"

#include <stdlib.h>

void relation_graph_open(struct relation_graph *graph, const struct registry *registry,
                         const struct relation *relation) {
  const struct list *entries = &registry->entries[relation->kind];
  const struct field *field = record_type_find(entry_types[relation->kind], view_of(relation->field));
  *graph = (struct relation_graph){.relation = relation,
                                   .count = entries->count,
                                   .nodes = (struct entry **)entries->items,
                                   .field = field,
                                   .stride = sizeof(struct reference)};
  if (relation->inner != NULL) {
    graph->stride = field->target->size;
    graph->offset = record_type_find(field->target, view_of(relation->inner))->offset;
  }
  graph->open = memory_allocate(graph->count + 1, sizeof *graph->open);
  graph->gone = memory_allocate(graph->count + 1, sizeof *graph->gone);
  graph->order = memory_allocate(graph->count + 1, sizeof *graph->order);
  graph->first = graph->count == 0 ? 0 : graph->nodes[0]->number;
}

void relation_graph_close(struct relation_graph *graph) {
  free(graph->open);
  free(graph->gone);
  free(graph->order);
}

size_t relation_graph_edges(const struct relation_graph *graph, size_t node) {
  const void *value = (const char *)graph->nodes[node] + graph->field->offset;
  return graph->field->kind == FIELD_REFERENCE ? 1 : ((const struct list *)value)->count;
}

static const struct reference *reference_at(const struct relation_graph *graph, size_t node, size_t index) {
  const void *value = (const char *)graph->nodes[node] + graph->field->offset;
  if (graph->field->kind == FIELD_REFERENCE) return value;
  const char *items = ((const struct list *)value)->items;
  return (const struct reference *)(items + index * graph->stride + graph->offset);
}

size_t relation_graph_edge(const struct relation_graph *graph, size_t node, size_t index) {
  const struct entry *target = reference_at(graph, node, index)->target;
  if (target == NULL || target->number < graph->first || target->number - graph->first >= graph->count)
    return graph->count;
  return target->number - graph->first;
}

/* Kahn's algorithm: takes away nodes whose targets are all taken away. What stays is on a circle or leads to
 * one. */
static void take_away(struct relation_graph *graph) {
  size_t *first = memory_allocate(graph->count + 3, sizeof *first), edge_count = 0;
  for (size_t i = 0; i < graph->count; i++)
    for (size_t k = 0; k < relation_graph_edges(graph, i); k++) {
      size_t target = relation_graph_edge(graph, i, k);
      if (target == graph->count) continue;
      first[target + 2]++;
      graph->open[i]++;
      edge_count++;
    }
  for (size_t i = 2; i < graph->count + 2; i++)
    first[i] += first[i - 1];
  size_t *sources = memory_allocate(edge_count + 1, sizeof *sources);
  for (size_t i = 0; i < graph->count; i++) {
    for (size_t k = 0; k < relation_graph_edges(graph, i); k++) {
      size_t target = relation_graph_edge(graph, i, k);
      if (target < graph->count) sources[first[target + 1]++] = i;
    }
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

static size_t next_on_circle(const struct relation_graph *graph, size_t node,
                             const struct reference **reference) {
  for (size_t k = 0; k < relation_graph_edges(graph, node); k++) {
    size_t target = relation_graph_edge(graph, node, k);
    if (target == graph->count || graph->gone[target]) continue;
    *reference = reference_at(graph, node, k);
    return target;
  }
  return graph->count;
}

static void report_circle(const struct relation_graph *graph, const size_t *circle, size_t length,
                          struct diagnostics *diagnostics) {
  const struct entry *first = graph->nodes[circle[0]];
  const struct reference *reference = reference_at(graph, circle[0], 0);
  next_on_circle(graph, circle[0], &reference);
  struct buffer path = {0};
  for (size_t i = 0; i < length && i < 8; i++)
    buffer_format(&path, "%.*s -> ", VIEW_FORMAT(graph->nodes[circle[i]]->id));
  if (length > 8) buffer_add_string(&path, "... -> ");
  buffer_add(&path, first->id);
  diagnostics_add(diagnostics, first->path, reference->location,
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
static void follow(struct relation_graph *graph, size_t start, struct walk *room,
                   struct diagnostics *diagnostics) {
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

void relation_graph_sort(struct relation_graph *graph, struct diagnostics *diagnostics) {
  take_away(graph);
  if (graph->ordered == graph->count) return;
  struct walk room = {memory_allocate(graph->count, sizeof(size_t)),
                      memory_allocate(graph->count, sizeof(size_t))};
  for (size_t i = 0; i < graph->count; i++)
    if (!graph->gone[i]) follow(graph, i, &room, diagnostics);
  free(room.nodes);
  free(room.positions);
}
