#include "site/charts/lineage.h"

#include "register/registry.h"

#include <stdlib.h>

static int compare_amendments(const void *left, const void *right) {
  const struct lineage_amendment *a = left, *b = right;
  int order = date_compare(a->date, b->date);
  return order != 0 ? order : view_compare(a->agreement->entry.id, b->agreement->entry.id);
}

void lineage_add_amendments(struct arena *arena, const struct agreement *agreement, struct reads *reads,
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
  lineage_add_chain(arena, agreement, reads, lineage);
  lineage_add_tree(arena, agreement, reads, lineage);
  lineage_add_amendments(arena, agreement, reads, lineage);
  return lineage;
}
