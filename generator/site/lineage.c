#include "site/lineage.h"

#include "register/registry.h"

#include <stddef.h>
#include <stdlib.h>

#define TYPE(record)                                                                                         \
  {                                                                                                          \
    .name = #record, .size = sizeof(struct record), .fields = record##_fields,                               \
    .field_count = sizeof record##_fields / sizeof record##_fields[0]                                        \
  }

static const struct field lineage_tick_fields[] = {
#define RECORD_TYPE lineage_tick
#define FIELDS "site/fields/lineage_tick.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_tick_type = TYPE(lineage_tick);

static const struct field lineage_span_fields[] = {
#define RECORD_TYPE lineage_span
#define FIELDS "site/fields/lineage_span.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_span_type = TYPE(lineage_span);

static const struct field lineage_transition_fields[] = {
#define RECORD_TYPE lineage_transition
#define FIELDS "site/fields/lineage_transition.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_transition_type = TYPE(lineage_transition);

static const struct field lineage_stage_fields[] = {
#define RECORD_TYPE lineage_stage
#define FIELDS "site/fields/lineage_stage.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_stage_type = TYPE(lineage_stage);

static const struct field lineage_node_fields[] = {
#define RECORD_TYPE lineage_node
#define FIELDS "site/fields/lineage_node.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_node_type = TYPE(lineage_node);

static const struct field lineage_amendment_fields[] = {
#define RECORD_TYPE lineage_amendment
#define FIELDS "site/fields/lineage_amendment.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_amendment_type = TYPE(lineage_amendment);

static const struct field lineage_fields[] = {
#define RECORD_TYPE lineage
#define FIELDS "site/fields/lineage.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_type = TYPE(lineage);

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
  lineage->amendments = (struct list){.items = amendments, .count = count};
}

struct lineage *lineage_make(struct arena *arena, const struct agreement *agreement, struct reads *reads) {
  struct lineage *lineage = arena_allocate(arena, sizeof *lineage);
  lineage_add_chain(arena, agreement, reads, lineage);
  lineage_add_tree(arena, agreement, reads, lineage);
  lineage_add_amendments(arena, agreement, reads, lineage);
  return lineage;
}
