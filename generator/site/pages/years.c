#include "site/pages/years.h"

#include "site/address.h"

struct years years_cut(struct arena *arena, const struct list *list,
                       struct date (*date_of)(const void *item)) {
  struct years years = {0};
  for (size_t pass = 0; pass < 2; pass++) {
    size_t count = 0;
    int64_t year = INT64_MIN;
    for (size_t i = 0; i < list->count; i++) {
      struct date date = date_of(list_at(list, i));
      if (date.year != year) {
        year = date.year;
        if (pass == 1) years.items[count] = (struct year_part){year, {(void **)list->items + i, 0, {0}}};
        count++;
      }
      if (pass == 1) years.items[count - 1].list.count++;
    }
    if (pass == 0) years.items = arena_array(arena, count, sizeof *years.items);
    years.count = count;
  }
  return years;
}

struct list years_links(struct arena *arena, const struct years *years, struct view section,
                        int64_t current) {
  struct year_link *links = arena_array(arena, years->count, sizeof *links);
  for (size_t i = 0; i < years->count; i++)
    links[i] = (struct year_link){
        .year = years->items[i].year,
        .url = address_numbered(arena, section, years->items[i].year),
        .count = (int64_t)years->items[i].list.count,
        .current = years->items[i].year == current,
    };
  return list_of(links, years->count);
}
