#include "site/pages/uptake.h"

#include "base/memory.h"
#include "base/sorting.h"
#include "register/registry.h"
#include "site/pages/commitment_groups.h"
#include "site/pages/commitment_pairs.h"

#include <stdlib.h>

/* What became of a commitment, the best last. */
enum take { TAKE_UNLISTED, TAKE_UNSEEN, TAKE_MISSING, TAKE_CHANGED, TAKE_KEPT };

/* One that implements the agreement. */
struct party {
  struct agreement *agreement;
  struct province *province; /* its only one; NULL: none, or several */
  struct region *region;     /* of all its provinces; NULL: none, or several */
  struct view label;
  size_t column;
};

struct making {
  struct arena *arena;
  struct reads *reads;
  struct commitment_texts own; /* of the agreement at hand */
  bool is_excerpt;             /* its list */
  struct party *parties;
  size_t count;
  struct uptake *uptake;
};

static struct region *region_of(const struct province *province, struct reads *reads) {
  reads_note(reads, &province->entry, READS_OWN);
  struct region *region = (struct region *)province->region.target;
  if (region != NULL) return region;
  struct province *const *now = reads_field(reads, &province->entry, "unit_now");
  if (*now == NULL) return NULL;
  reads_note(reads, &(*now)->entry, READS_OWN);
  return (struct region *)(*now)->region.target;
}

static struct view name_of(const struct entry *entry, struct reads *reads) {
  reads_field(reads, entry, "heading"); /* which the order by names follows */
  return *(const struct view *)reads_field(reads, entry, "short_heading");
}

static void locate(struct party *party, struct reads *reads) {
  const struct list *provinces = reads_field(reads, &party->agreement->entry, "all_provinces");
  for (size_t i = 0; i < provinces->count; i++) {
    struct region *region = region_of(list_at(provinces, i), reads);
    if (i == 0) party->region = region;
    if (party->region != region) party->region = NULL;
    if (party->region == NULL) break;
  }
  if (provinces->count == 1) party->province = list_at(provinces, 0);
}

static int compare_places(const void *left, const void *right) {
  return (left > right) - (left < right);
}

/* By the names of their provinces; those of none or several are last, the newest first. */
static void sort_parties(struct making *making) {
  struct sorting_item *items = memory_allocate(making->count, sizeof *items);
  struct party *sorted = arena_array(making->arena, making->count, sizeof *sorted);
  for (size_t i = 0; i < making->count; i++) {
    struct province *province = making->parties[i].province;
    if (province != NULL) making->parties[i].label = name_of(&province->entry, making->reads);
    items[i] =
        (struct sorting_item){province == NULL ? UINT64_MAX : province->entry.name_rank, &making->parties[i]};
  }
  sorting_sort(items, making->count, compare_places);
  for (size_t i = 0; i < making->count; i++)
    sorted[i] = *(const struct party *)items[i].value;
  free(items);
  making->parties = sorted;
}

/* A province's name where it tells one party from the others, else the agreement's. */
static void name_parties(struct making *making) {
  struct party *parties = making->parties;
  for (size_t i = 0, end; i < making->count; i = end) {
    end = i + 1;
    while (end < making->count && parties[end].province == parties[i].province)
      end++;
    if (end == i + 1 && parties[i].province != NULL) continue;
    for (size_t k = i; k < end; k++)
      parties[k].label = name_of(&parties[k].agreement->entry, making->reads);
  }
}

static void gather_parties(struct making *making, const struct list *implementers) {
  making->uptake->is_cut = implementers->count > UPTAKE_IMPLEMENTERS;
  making->parties = arena_array(making->arena, implementers->count, sizeof *making->parties);
  for (size_t i = 0; i < implementers->count && i < UPTAKE_IMPLEMENTERS; i++) {
    struct agreement *agreement = list_at(implementers, i);
    reads_note(making->reads, &agreement->entry, READS_OWN);
    reads_field(making->reads, &agreement->entry, "is_unsigned");
    if (agreement == making->own.agreement || agreement->is_unsigned) continue;
    struct party *party = &making->parties[making->count++];
    party->agreement = agreement;
    locate(party, making->reads);
    making->uptake->listed += agreement->commitments.count > 0;
  }
  making->uptake->count = (int64_t)making->count;
  making->uptake->has_unlisted = making->uptake->listed < making->uptake->count;
  sort_parties(making);
  name_parties(making);
}

static struct uptake_column *add_column(struct making *making, struct view label,
                                        struct agreement *agreement) {
  struct uptake_column *column = arena_allocate(making->arena, sizeof *column);
  *column = (struct uptake_column){.label = label, .agreement = agreement};
  list_append(making->arena, &making->uptake->columns, column);
  return column;
}

static void add_columns(struct making *making) {
  for (size_t i = 0; i < making->count; i++) {
    making->parties[i].column = i;
    add_column(making, making->parties[i].label, making->parties[i].agreement);
  }
}

static bool is_among(const struct list *regions, const struct region *region) {
  for (size_t i = 0; i < regions->count; i++)
    if (list_at(regions, i) == region) return true;
  return false;
}

/* By the regions' names; one for all that are of no region, or of several, is last. */
static void add_region_columns(struct making *making) {
  struct list regions = {0};
  bool are_others = false;
  for (size_t i = 0; i < making->count; i++) {
    struct region *region = making->parties[i].region;
    if (region != NULL && regions.count < UPTAKE_COLUMNS - 1 && !is_among(&regions, region))
      list_append(making->arena, &regions, region);
  }
  for (size_t i = 0; i < regions.count; i++)
    name_of(list_at(&regions, i), making->reads);
  entries_sort_by_name(&regions);
  for (size_t i = 0; i < regions.count; i++)
    add_column(making, ((const struct entry *)list_at(&regions, i))->short_heading, NULL);
  for (size_t i = 0; i < making->count; i++) {
    size_t at = 0;
    while (at < regions.count && list_at(&regions, at) != making->parties[i].region)
      at++;
    making->parties[i].column = at;
    are_others = are_others || at == regions.count;
  }
  if (are_others) add_column(making, VIEW(""), NULL);
}

static void add_rows(struct making *making) {
  for (size_t i = 0; i < making->own.texts.count; i++) {
    struct uptake_row *row = arena_allocate(making->arena, sizeof *row);
    *row = (struct uptake_row){.commitment = commitment_at(making->own.agreement, i)};
    for (size_t k = 0; k < making->uptake->columns.count; k++) {
      struct uptake_cell *cell = arena_allocate(making->arena, sizeof *cell);
      *cell = (struct uptake_cell){0};
      list_append(making->arena, &row->cells, cell);
    }
    list_append(making->arena, &making->uptake->rows, row);
  }
}

static void add_finding(struct making *making, struct list *findings, int64_t *more,
                        struct uptake_finding finding) {
  if (findings->count == UPTAKE_NAMED) {
    ++*more;
    return;
  }
  struct uptake_finding *made = arena_allocate(making->arena, sizeof *made);
  *made = finding;
  list_append(making->arena, findings, made);
}

/* What the party says of the row's commitment with one of its own. */
static void add_taken(struct making *making, const struct party *party, const struct commitment_pair *pair) {
  struct uptake_row *row = list_at(&making->uptake->rows, pair->other);
  struct uptake_finding finding = {.label = party->label,
                                   .agreement = party->agreement,
                                   .commitment = commitment_at(party->agreement, pair->own),
                                   .is_declared = pair->is_declared};
  if (pair->likeness == TEXT_EQUAL)
    add_finding(making, &row->kept, &row->more_kept, finding);
  else
    add_finding(making, &row->changed, &row->more_changed, finding);
}

static void fill_cell(struct making *making, const struct party *party, struct uptake_row *row,
                      enum take take) {
  struct uptake_cell *cell = list_at(&row->cells, party->column);
  bool is_taken = take == TAKE_CHANGED || take == TAKE_KEPT;
  struct uptake_finding finding = {.label = party->label, .agreement = party->agreement};
  row->taken += is_taken;
  cell->taken += is_taken;
  cell->count += take != TAKE_UNLISTED;
  if (take == TAKE_MISSING) add_finding(making, &row->missing, &row->more_missing, finding);
  if (take == TAKE_UNSEEN) add_finding(making, &row->unseen, &row->more_unseen, finding);
  if (making->uptake->is_by_region) return;
  cell->is_kept = take == TAKE_KEPT;
  cell->is_changed = take == TAKE_CHANGED;
  cell->is_missing = take == TAKE_MISSING;
  cell->is_unseen = take == TAKE_UNSEEN;
  cell->is_unlisted = take == TAKE_UNLISTED;
}

static void compare_party(struct making *making, const struct party *party, struct arena *scratch) {
  enum take takes[COMMITMENTS_COMPARED], otherwise = TAKE_UNLISTED;
  if (party->agreement->commitments.count > 0)
    otherwise = making->is_excerpt || commitments_are_excerpt(party->agreement) ? TAKE_UNSEEN : TAKE_MISSING;
  for (size_t i = 0; i < making->own.texts.count; i++)
    takes[i] = otherwise;
  if (otherwise != TAKE_UNLISTED) {
    struct commitment_texts texts = commitment_texts_of(scratch, party->agreement);
    struct continuations continuations;
    continuations_open(&continuations, party->agreement);
    struct commitment_pairs pairs = commitment_pairs_of(scratch, &continuations, &making->own, &texts);
    continuations_close(&continuations);
    for (size_t i = 0; i < pairs.count; i++) {
      enum take take = pairs.items[i].likeness == TEXT_EQUAL ? TAKE_KEPT : TAKE_CHANGED;
      if (take > takes[pairs.items[i].other]) takes[pairs.items[i].other] = take;
      add_taken(making, party, &pairs.items[i]);
    }
    making->uptake->are_commitments_cut |= commitment_texts_are_cut(&texts);
    ((struct uptake_column *)list_at(&making->uptake->columns, party->column))->count++;
  }
  for (size_t i = 0; i < making->own.texts.count; i++)
    fill_cell(making, party, list_at(&making->uptake->rows, i), takes[i]);
}

static void compare_parties(struct making *making) {
  struct arena scratch = {0};
  for (size_t i = 0; i < making->count; i++) {
    compare_party(making, &making->parties[i], &scratch);
    arena_reset(&scratch);
  }
  arena_free(&scratch);
  for (size_t i = 0; i < making->uptake->rows.count; i++) {
    const struct list *cells = &((const struct uptake_row *)list_at(&making->uptake->rows, i))->cells;
    for (size_t k = 0; k < cells->count; k++) {
      struct uptake_cell *cell = list_at(cells, k);
      if (cell->count > 0) cell->percent = 100 * cell->taken / cell->count;
    }
  }
}

struct uptake *uptake_make(struct arena *arena, struct agreement *agreement, struct reads *reads) {
  const struct list *implementers = reads_field(reads, &agreement->entry, "implemented_by");
  reads_note(reads, &agreement->entry, READS_OWN);
  if (agreement->commitments.count == 0 || implementers->count == 0) return NULL;
  struct uptake *uptake = arena_allocate(arena, sizeof *uptake);
  *uptake = (struct uptake){0};
  struct making making = {.arena = arena, .reads = reads, .uptake = uptake};
  making.own = commitment_texts_of(arena, agreement);
  making.is_excerpt = commitments_are_excerpt(agreement);
  uptake->are_commitments_cut = commitment_texts_are_cut(&making.own);
  gather_parties(&making, implementers);
  if (uptake->listed == 0) return NULL;
  uptake->is_by_region = making.count > UPTAKE_COLUMNS;
  if (uptake->is_by_region)
    add_region_columns(&making);
  else
    add_columns(&making);
  add_rows(&making);
  compare_parties(&making);
  return uptake;
}
