/* One relation between the entries of a kind as a graph: an edge leads from an entry to one that it names. */
#ifndef KYKET_REGISTER_RELATION_GRAPH_H
#define KYKET_REGISTER_RELATION_GRAPH_H

#include "register/registry.h"

/* Which relation: by `field` of the kind, which is a reference, a list of references, or a list of records
 * whose field `inner` is one (NULL: the field itself). */
struct relation {
  enum entry_kind kind;
  const char *field, *inner;
};

/* Nodes are the published entries of the kind by their places. Edges to what is not among them are none. */
struct relation_graph {
  const struct relation *relation;
  size_t count;
  struct entry **nodes;
  const struct field *field;
  size_t stride, offset; /* of a list's items, and of the reference in one */
  uint32_t first;        /* the number of the first node; those of the others follow */
  size_t *open;          /* edges not yet taken away, per node */
  bool *gone;
  size_t *order; /* nodes all of whose targets come before them; those on a circle, or that lead to one, are
                    none */
  size_t ordered;
};

/* Opened and closed by the caller; the entries stay where they are in between. */
void relation_graph_open(struct relation_graph *graph, const struct registry *registry,
                         const struct relation *relation);
void relation_graph_close(struct relation_graph *graph);

size_t relation_graph_edges(const struct relation_graph *graph, size_t node);

/* The node that an edge leads to; `graph->count`: none. */
size_t relation_graph_edge(const struct relation_graph *graph, size_t node, size_t index);

/* Puts the nodes in order, and reports each circle once ("circle", "self-reference"), in linear time. */
void relation_graph_sort(struct relation_graph *graph, struct diagnostics *diagnostics);

#endif
