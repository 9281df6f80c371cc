#include "base/path.h"
#include "parse/entry.h"
#include "site/address.h"
#include "site/pages/pages.h"

struct redirect {
  const struct entry *entry;
  const struct text *alias;
};

static void write_redirect(struct page_context *context) {
  const struct redirect *redirect = context->page->subject;
  const struct entry *entry = redirect->entry;
  reads_note_all(context->reads, entry);
  struct view target = context->website->book.entries[entry->number];
  struct redirect_page model = {.target = target, .heading = entry->heading};
  model.target_address = address_absolute(context->scratch, context->website, target);
  page_context_fill(context, &model.webpage);
  page_context_render(context, PAGE_REDIRECT, &model);
}

static void blame_alias(const struct website_file *file, struct view *owner,
                        struct source_location *location) {
  const struct redirect *redirect = file->subject;
  *owner = redirect->entry->path;
  *location = redirect->alias->location;
}

static const struct file_maker maker = {.write = write_redirect, .section = "missing", .blame = blame_alias};

/* The id that an entry had, in the place of its address. */
static void warn_of_id(struct website *website, const struct entry *entry, const struct text *alias) {
  if (!parse_id_is_good(text_view(*alias))) return;
  struct view address =
      view_slice(website->book.entries[entry->number], website->book.root.length - 1, SIZE_MAX);
  if (address.length == 0) return;
  struct view folder = path_folder(view_slice(address, 0, address.length - 1));
  struct view meant = ARENA_JOIN(&website->arena, folder, VIEW("/"), text_view(*alias), VIEW("/"));
  diagnostics_add(website->diagnostics, entry->path, alias->location,
                  message_alias_of_id(text_view(*alias), meant));
}

/* A path without / at the end is a file when it ends with .html, else a folder's page. */
static void plan_alias(struct website *website, const struct entry *entry, const struct text *alias) {
  struct view path = text_view(*alias);
  if (view_starts_with(path, "/")) path = view_slice(path, 1, SIZE_MAX);
  if (!parse_path_is_good(path)) {
    diagnostics_add(website->diagnostics, entry->path, alias->location,
                    message_no_path_of_site("aliases", text_view(*alias)));
    return;
  }
  warn_of_id(website, entry, alias);
  bool whole = view_ends_with(path, "/") || view_ends_with(path, ".html") || view_ends_with(path, ".htm");
  struct redirect *redirect = arena_allocate(&website->arena, sizeof *redirect);
  *redirect = (struct redirect){entry, alias};
  struct view end = whole ? (struct view){NULL, 0} : VIEW("/");
  struct view address = ARENA_JOIN(&website->arena, website->book.root, path, end);
  if (view_equal(address, website->book.entries[entry->number]))
    diagnostics_add(website->diagnostics, entry->path, alias->location, message_alias_of_itself(address));
  else
    plan_page(website, address, &maker, redirect);
}

void plan_redirects(struct website *website) {
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
    const struct field *field = record_type_find(entry_types[kind], VIEW("aliases"));
    if (field == NULL) continue;
    for (size_t i = 0; i < website->registry->entries[kind].count; i++) {
      const struct entry *entry = list_at(&website->registry->entries[kind], i);
      const struct list *aliases = (const void *)((const char *)entry + field->offset);
      for (size_t k = 0; k < aliases->count; k++)
        plan_alias(website, entry, (const struct text *)aliases->items + k);
    }
  }
}
