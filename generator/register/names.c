#include "register/names.h"

#include "text/unicode.h"

static const struct list *former_names(const struct entry *entry) {
  static const struct list none = {0};
  if (entry->type == &organization_type) return &((const struct organization *)entry)->former_names;
  if (entry->type == &province_type) return &((const struct province *)entry)->former_names;
  return &none;
}

size_t names_count(const struct entry *entry) {
  return (size_t)former_names(entry)->count + 1;
}

static struct date until_of(const struct entry *entry, size_t index) {
  const struct list *names = former_names(entry);
  if (entry->type == &province_type)
    return ((const struct former_unit_name *)names->items)[index].until.value;
  return ((const struct former_name *)names->items)[index].until.value;
}

/* What follows a year is the next year, as precise as that. */
static struct date day_after(struct date last) {
  struct date first = date_of_day_number(date_day_number(last) + 1);
  if (last.precision < DATE_DAY && first.precision != DATE_NONE) first.precision = last.precision;
  return first;
}

static struct unit_name present_name(const struct entry *entry) {
  if (entry->type == &province_type) {
    const struct province *province = (const struct province *)entry;
    return (struct unit_name){.name = text_view(province->name),
                              .short_name = text_view(province->short_name),
                              .kind = text_view(province->kind),
                              .until = province->until.value};
  }
  if (entry->type == &organization_type) {
    const struct organization *organization = (const struct organization *)entry;
    return (struct unit_name){.name = text_view(organization->name),
                              .short_name = text_view(organization->short_name),
                              .kind = text_view(organization->kind),
                              .until = organization->dissolved.value};
  }
  return (struct unit_name){.name = entry->heading, .short_name = entry->short_heading};
}

static struct unit_name former_name(const struct entry *entry, size_t index) {
  struct unit_name found = {.until = until_of(entry, index)};
  if (entry->type == &province_type) {
    const struct former_unit_name *name = (const struct former_unit_name *)former_names(entry)->items + index;
    found.name = text_view(name->name);
    found.short_name = text_view(name->short_name);
    found.kind = text_view(name->kind);
  } else {
    const struct former_name *name = (const struct former_name *)former_names(entry)->items + index;
    found.name = text_view(name->name);
    found.short_name = text_view(name->short_name);
    found.kind = text_view(name->kind);
  }
  if (found.kind.length == 0) found.kind = present_name(entry).kind;
  return found;
}

struct unit_name names_at(const struct entry *entry, size_t index) {
  struct unit_name name = index + 1 == names_count(entry) ? present_name(entry) : former_name(entry, index);
  if (index > 0)
    name.from = day_after(until_of(entry, index - 1));
  else if (entry->type == &organization_type)
    name.from = ((const struct organization *)entry)->founded.value;
  return name;
}

static size_t index_on(const struct entry *entry, int32_t day) {
  size_t low = 0, high = names_count(entry) - 1;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (date_day_number(until_of(entry, middle)) < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

struct unit_name names_on(const struct entry *entry, int32_t day) {
  return names_at(entry, index_on(entry, day));
}

bool names_at_signing(const struct entry *entry, struct date signed_on, struct date today,
                      struct unit_name *name) {
  if (signed_on.precision == DATE_NONE || date_first_day_number(signed_on) > date_day_number(today))
    return false;
  size_t index = index_on(entry, date_first_day_number(signed_on));
  if (index != index_on(entry, date_last_day_number(signed_on))) return false;
  *name = names_at(entry, index);
  return true;
}

/* A province's name that already begins with its kind stays as it is. */
static bool has_kind(struct arena *arena, const struct unit_name *name) {
  struct view folded = text_fold_case(arena, name->name), kind = text_fold_case(arena, name->kind);
  if (view_starts_with(folded, "tp. ") || view_starts_with(folded, "tp ")) return true;
  return folded.length > kind.length && folded.data[kind.length] == ' ' &&
         memcmp(folded.data, kind.data, kind.length) == 0;
}

struct view names_full(struct arena *arena, const struct entry *entry, const struct unit_name *name) {
  if (entry->type != &province_type || name->kind.length == 0 || has_kind(arena, name)) return name->name;
  return ARENA_JOIN(arena, name->kind, VIEW(" "), name->name);
}

struct view names_heading(struct arena *arena, const struct entry *entry, const struct unit_name *name) {
  struct view full = names_full(arena, entry, name);
  return entry->type == &province_type ? text_capitalize(arena, full) : full;
}

static bool is_city(struct arena *arena, struct view kind) {
  return view_starts_with(text_fold(arena, kind), "thanh pho");
}

struct view names_short_heading(struct arena *arena, const struct entry *entry,
                                const struct unit_name *name) {
  if (name->short_name.length > 0) return name->short_name;
  if (entry->type != &province_type || !is_city(arena, name->kind) || has_kind(arena, name))
    return name->name;
  return ARENA_JOIN(arena, VIEW("TP. "), name->name);
}
