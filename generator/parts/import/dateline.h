/* What stands before the words of a lead and says where it was printed: "(Baonghean.vn) - ", "Web.ĐTN: ",
 * "TPO - ", "ĐÀ NẴNG - ". */
#ifndef KYKET_PARTS_IMPORT_DATELINE_H
#define KYKET_PARTS_IMPORT_DATELINE_H

#include "base/arena.h"
#include "base/view.h"

/* Views of the line; empty: it does not say. One word may be either. */
struct dateline {
  struct view outlet, place;
};

/* The lead without its dateline. */
struct view dateline_cut(struct dateline *dateline, struct arena *arena, struct view lead);

/* "NDO -" alone on a line. */
bool dateline_is_alone(struct view line);

/* The line begins with one: "TPO - …", "(GLO)- …". */
bool dateline_begins(struct arena *arena, struct view line);

/* As leads begin: with a dateline, or "Sáng 13/3, …". */
bool dateline_begins_lead(struct arena *arena, struct view line);

#endif
