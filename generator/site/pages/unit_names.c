#include "site/pages/unit_names.h"

#include "register/names.h"
#include "site/page_context.h"

static bool has_several_kinds(const struct entry *entry, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (!view_equal(names_at(entry, i).kind, names_at(entry, 0).kind)) return true;
  return false;
}

/* What is shown follows from the entry's file. */
struct list unit_names_rows(const struct page_context *context, const struct entry *entry) {
  size_t count = names_count(entry);
  reads_note(context->reads, entry, READS_OWN);
  if (count == 1) return (struct list){0};
  struct name_row *rows = arena_array(context->scratch, count, sizeof *rows);
  bool kinds = entry->type == &organization_type && has_several_kinds(entry, count);
  for (size_t i = 0; i < count; i++) {
    struct unit_name name = names_at(entry, count - 1 - i);
    rows[i] = (struct name_row){.name = names_heading(context->scratch, entry, &name),
                                .short_name = names_short_heading(context->scratch, entry, &name),
                                .from = name.from,
                                .until = name.until};
    if (kinds) rows[i].kind = name.kind;
    if (view_equal(rows[i].short_name, name.name)) rows[i].short_name = (struct view){NULL, 0};
  }
  return list_of(rows, count);
}

struct list unit_names_of_provinces(const struct page_context *context, const struct agreement *agreement) {
  const struct list *provinces = reads_field(context->reads, &agreement->entry, "all_provinces");
  struct named_province *named = arena_array(context->scratch, provinces->count, sizeof *named);
  struct date today = context->website->registry->options.today;
  for (size_t i = 0; i < provinces->count; i++) {
    struct province *province = list_at(provinces, i);
    named[i].province = province;
    reads_note(context->reads, &province->entry, READS_OWN);
    reads_field(context->reads, &province->entry, "heading");
    struct unit_name name;
    if (!province->entry.has_former_names ||
        !names_at_signing(&province->entry, agreement->signed_on.value, today, &name))
      continue;
    struct view then = names_heading(context->scratch, &province->entry, &name);
    if (!view_equal(then, province->entry.heading)) named[i].name_then = then;
  }
  return list_of(named, provinces->count);
}
