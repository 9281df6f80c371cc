#include "site/charts/lineage.h"

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

static size_t find(const struct tree *tree, const void *agreement) {
  size_t i = 0;
  while (i < tree->count && tree->nodes[i] != agreement)
    i++;
  return i;
}

/* False where there is no room. */
static bool add(struct tree *tree, const struct agreement *agreement, size_t limit) {
  if (find(tree, agreement) < tree->count) return true;
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
static void collect(struct tree *tree, const struct agreement *agreement) {
  bool room = add(tree, agreement, LINEAGE_NODES);
  for (size_t at = 0; at < tree->count && room; at++)
    for (size_t i = 0; i < tree->nodes[at]->implements.count && room; i++)
      room = add(tree, parent_at(tree->nodes[at], i), LINEAGE_ANCESTORS + 1);
  tree->ancestors = tree->count - 1;
  room = true;
  for (size_t at = 0; at < tree->count && room; at = at == 0 ? tree->ancestors + 1 : at + 1)
    for (size_t i = 0; i < tree->nodes[at]->implemented_by.count && room; i++)
      room = add(tree, list_at(&tree->nodes[at]->implemented_by, i), LINEAGE_NODES);
}

static size_t at_most(size_t count) {
  return count < 2 * (size_t)LINEAGE_NODES ? count : 2 * (size_t)LINEAGE_NODES;
}

/* Upwards by what each implements, downwards by what implements it: the long lists of the other direction
 * are never read. */
static void join(struct tree *tree) {
  for (size_t child = 0; child <= tree->ancestors; child++)
    for (size_t i = 0; i < at_most(tree->nodes[child]->implements.count); i++) {
      size_t parent = find(tree, parent_at(tree->nodes[child], i));
      if (parent < tree->count) tree->edge[parent][child] = true;
    }
  for (size_t parent = 0; parent < tree->count; parent = parent == 0 ? tree->ancestors + 1 : parent + 1)
    for (size_t i = 0; i < at_most(tree->nodes[parent]->implemented_by.count); i++) {
      size_t child = find(tree, list_at(&tree->nodes[parent]->implemented_by, i));
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

static void note_reads(const struct tree *tree, struct reads *reads) {
  for (size_t i = 0; i < tree->count; i++) {
    reads_note(reads, &tree->nodes[i]->entry, READS_OWN);
    reads_field(reads, &tree->nodes[i]->entry, "implemented_by");
    reads_field(reads, &tree->nodes[i]->entry, "all_provinces");
  }
}

void lineage_add_tree(struct arena *arena, const struct agreement *agreement, struct reads *reads,
                      struct lineage *lineage) {
  reads_field(reads, &agreement->entry, "implemented_by");
  if (agreement->implements.count == 0 && agreement->implemented_by.count == 0) return;
  struct tree *tree = arena_allocate(arena, sizeof *tree);
  tree->arena = arena;
  collect(tree, agreement);
  note_reads(tree, reads);
  join(tree);
  /* Each node has at most one row that counts the rest. */
  tree->rows = arena_array(arena, LINEAGE_ROWS + LINEAGE_NODES, sizeof *tree->rows);
  for (size_t i = 0; i <= tree->ancestors; i++)
    if (parents_of(tree, i) == 0 && tree->node_rows < LINEAGE_ROWS) emit(tree, i);
  lineage->nodes = list_of(tree->rows, tree->row_count);
  lineage->tree_cut = tree->is_cut;
}
