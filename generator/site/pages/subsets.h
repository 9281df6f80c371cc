/* Agreements that have something in common, cut from a longer list: those of a status, of a year, of a type.
 * Each subset is a list of its own, in numbered pages.
 *
 * Who reads a list of one status later than it was made sees it as it is then: the front page has ready
 * those that will come to the status, and the browser hides those that have left it (the theme's
 * validity.js). */
#ifndef KYKET_SITE_PAGES_SUBSETS_H
#define KYKET_SITE_PAGES_SUBSETS_H

#include "site/plan.h"

/* Where the lists by status below a list's folder are; nothing where the theme does not show them. */
struct view subsets_statuses_url(struct arena *arena, const struct website *website, struct view folder);

/* Plans the lists by status of agreements that are an entry's own or come from those it took over from: of
 * each status that one of them has or will have. `folder` is that of the whole list. */
void subsets_plan_statuses(struct website *website, struct entry *subject, bool is_inherited,
                           const struct list *agreements, struct view folder);

/* Plans those of the whole register: every status, every year, every type. */
void plan_subsets(struct website *website);

/* The agreements by year, the newest first: of signing or, where that is not known, of the beginning; 0: of
 * neither. Each year but that has its list below the folder. */
struct years subsets_years(struct arena *arena, const struct website *website);
struct view subsets_years_url(struct arena *arena, const struct website *website);

/* The agreements of each type, in the order of the types' ids; each type that has any has its list. */
struct list *subsets_by_type(struct arena *arena, const struct website *website);
struct view subsets_type_url(struct arena *arena, const struct website *website, const struct entry *type);

#endif
