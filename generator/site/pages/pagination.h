/* Lists cut into numbered pages. Pages are counted from the oldest entry and full: a new entry changes the
 * list's front page alone, until the front has twice a page's size and gives its older half away as a new
 * numbered page. So every entry stands on one page, and the front shows at least a page's worth. */
#ifndef KYKET_SITE_PAGES_PAGINATION_H
#define KYKET_SITE_PAGES_PAGINATION_H

#include "site/plan.h"

/* How many numbered pages there are besides the front. */
size_t pagination_pages(size_t count, size_t page_size);

/* The part of a list, newest first, that the page shows; `number` 0 is the front. The part shares the list's
 * items. */
struct list pagination_part(const struct list *list, size_t page_size, size_t number);

/* The links between the pages. The front is at `front`, page N at `numbered`N/. */
struct pager *pagination_pager(struct arena *arena, size_t count, size_t page_size, size_t number,
                               struct view front, struct view numbered);

/* Plans the numbered pages (not the front) of a list that is a value of the field; `inputs` stands for what
 * else their writer takes from the plan. */
void pagination_plan(struct website *website, const struct field *field, const struct list *list,
                     struct view numbered, const struct file_maker *maker, const void *subject,
                     uint64_t inputs);

/* Lists that are sorted by day, cut into years. The parts share the list's items. `date_of` tells an item's
 * date. */
struct years years_cut(struct arena *arena, const struct list *list,
                       struct date (*date_of)(const void *item));

/* Links to the years: struct year_link, newest first. The pages of the years lie below `section`. */
struct list years_links(struct arena *arena, const struct years *years, struct view section, int64_t current);

#endif
