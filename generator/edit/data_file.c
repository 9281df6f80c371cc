#include "edit/data_file.h"

#include "edit/entry_template.h"
#include "edit/references.h"

/* How far the dashes of the file's entries are indented. */
static size_t indent_of(const struct data_file *file) {
  const struct registry *registry = file->registry;
  for (size_t i = 0; i < registry->all.count; i++) {
    const struct entry *entry = list_at(&registry->all, i);
    if (!view_equal(entry->path, file->path)) continue;
    struct view text = file->text;
    size_t line = source_line_begin(text, source_location_offset(text, entry->location)), blanks = 0;
    while (line + blanks < text.length && text.data[line + blanks] == ' ')
      blanks++;
    return blanks;
  }
  return 0;
}

/* Whether the first line that says something begins with a bracket. */
static bool has_brackets(struct view text) {
  struct view rest = view_slice(text, source_line_begin(text, 0), SIZE_MAX), line;
  while (view_next(&rest, '\n', &line)) {
    line = view_trim(line);
    if (line.length == 0 || line.data[0] == '#' || view_equal_string(line, "---")) continue;
    return line.data[0] == '[';
  }
  return false;
}

bool data_file_open(struct data_file *file, struct edits *edits, const struct registry *registry,
                    enum entry_kind kind, struct diagnostics *diagnostics) {
  struct view path = registry_path(&registry->options, &edits->arena, entry_types[kind]->folder);
  *file = (struct data_file){.edits = edits, .path = path, .registry = registry, .kind = kind};
  file->is_new = source_files_find(&registry->files, path) == NULL;
  if (file->is_new) return true;
  size_t errors = diagnostics->errors;
  file->text = edits_text(edits, path, diagnostics);
  if (diagnostics->errors > errors) return false;
  if (has_brackets(file->text)) {
    diagnostics_add(diagnostics, path, source_location_at(1, 1), message_entry_not_editable());
    return false;
  }
  file->indent = indent_of(file);
  return true;
}

/* Entries that the program has of its own hold only while no file has others. */
static void add_built_in(const struct data_file *file, struct buffer *text) {
  const struct registry *registry = file->registry;
  bool is_built_in = (registry->built_in & 1U << file->kind) != 0;
  for (size_t i = 0; i < registry->all.count && is_built_in; i++) {
    const struct entry *entry = list_at(&registry->all, i);
    if (entry_kind_of_type(entry->type) != file->kind) continue;
    buffer_format(text, "- id: %.*s\n  name: ", VIEW_FORMAT(entry->id));
    yaml_add_text(text, entry->heading);
    buffer_add_byte(text, '\n');
  }
}

void data_file_add(const struct data_file *file, struct view elements) {
  struct buffer added = {0};
  struct view text = file->text;
  if (file->is_new) add_built_in(file, &added);
  if (text.length > 0 && text.data[text.length - 1] != '\n') buffer_add_byte(&added, '\n');
  buffer_add(&added, elements);
  if (file->is_new)
    edits_create(file->edits, file->path, buffer_view(&added));
  else
    edits_replace(file->edits, file->path, text.length, text.length, buffer_view(&added));
  buffer_free(&added);
}
