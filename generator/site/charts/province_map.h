/* A map of provinces as tiles (register/tiles.h). */
#ifndef KYKET_SITE_CHARTS_PROVINCE_MAP_H
#define KYKET_SITE_CHARTS_PROVINCE_MAP_H

#include "site/models.h"
#include "site/plan.h"

/* The map of the units of the register's day, with the agreements that came down to them; NULL when none of
 * them has a tile. */
struct province_map *province_map_of_today(const struct website *website, struct arena *arena);

/* The map of the units before the last merger, with the agreements of each alone: those that were merged on
 * that day, and those of today. NULL when none was merged by the register's day, or none of the merged has a
 * tile. */
struct province_map *province_map_of_former(const struct website *website, struct arena *arena);

#endif
