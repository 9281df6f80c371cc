/* The menu of the site: that of site.yaml, or of the parts that the register has something for. */
#ifndef KYKET_SITE_MENU_H
#define KYKET_SITE_MENU_H

#include "site/plan.h"

/* Fills website->menu, when the addresses of the site's parts are known. Without `menu` in site.yaml it has
 * agreements, news, offices, provinces, topics and the timeline, those of which the register says something;
 * an empty list there is a menu without items. */
void menu_open(struct website *website);

/* struct menu_link for the page of that address: those are current whose part it belongs to. */
struct list menu_links(struct arena *arena, const struct website *website, struct view url);

#endif
