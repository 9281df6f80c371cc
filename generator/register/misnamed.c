#include "register/misnamed.h"

#include "base/ascii.h"
#include "base/path.h"
#include "schema/records.h"
#include "text/suggestion.h"

#include <strings.h>

static bool ends_with(struct view name, const char *ending) {
  size_t length = strlen(ending);
  return name.length > length && strncasecmp(name.data + name.length - length, ending, length) == 0;
}

/* Without the first of the endings, which a NULL ends, that the name has; the same where it has none. */
static struct view without_ending(struct view name, const char *const *endings) {
  for (; *endings != NULL; endings++)
    if (ends_with(name, *endings)) return view_slice(name, 0, name.length - strlen(*endings));
  return name;
}

/* Without the ending that other programs give Markdown. */
static struct view without_markdown(struct view name) {
  static const char *const endings[] = {".md.txt", ".markdown", ".mdown", ".mkd", ".mdx", ".md", NULL};
  return without_ending(name, endings);
}

static struct view without_yaml(struct view name) {
  static const char *const endings[] = {".yaml.txt", ".yml.txt", ".yaml", ".yml", NULL};
  return without_ending(name, endings);
}

/* In small letters, with hyphens for blanks and underlines. */
static struct view plain_name(struct arena *arena, struct view name) {
  char *bytes = arena_allocate(arena, name.length + 1);
  for (size_t i = 0; i < name.length; i++)
    bytes[i] = strchr(" _", name.data[i]) != NULL ? '-' : ascii_lower(name.data[i]);
  return (struct view){bytes, name.length};
}

/* The data file of that name, which stands beside the folder where it belongs, or what other programs call
 * site.yaml; empty: it is none. */
static struct view file_elsewhere(struct view stem) {
  static const char *const sites[] = {"config", "-config", "settings", "hugo", "cau-hinh"};
  for (size_t i = 0; i < sizeof sites / sizeof *sites; i++)
    if (view_equal_string(stem, sites[i])) return VIEW("site.yaml");
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    struct view file = view_of(entry_types[kind]->folder);
    if (path_folder(file).length > 0 && view_equal(stem, path_name(without_yaml(file)))) return file;
  }
  return (struct view){NULL, 0};
}

/* The data file or site.yaml that is nearest; empty: none is. */
static struct view nearest_file(struct arena *arena, struct view name) {
  struct view stem = without_yaml(name);
  if (stem.length == name.length) return (struct view){NULL, 0};
  struct suggestion suggestion = {.written = plain_name(arena, stem)};
  bool is_data = path_is_below(suggestion.written, VIEW("data"));
  if (!is_data && view_find_byte(stem, '/', 0) != VIEW_NOT_FOUND) return (struct view){NULL, 0};
  for (size_t kind = 0; kind < ENTRY_KINDS && is_data; kind++) {
    struct view file = view_of(entry_types[kind]->folder);
    if (path_folder(file).length > 0) suggestion_offer(&suggestion, without_yaml(file), file);
  }
  if (!is_data) suggestion_offer(&suggestion, VIEW("site"), VIEW("site.yaml"));
  if (suggestion.best.data != NULL && suggestion.distance <= 1) return suggestion.best;
  return is_data ? (struct view){NULL, 0} : file_elsewhere(suggestion.written);
}

/* The folder of entries that the file's is, but for a letter or two; empty: none is. */
static struct view nearest_folder(struct arena *arena, struct view folder) {
  static const char *const words[][2] = {{"tin-tuc", "news"},
                                         {"tin", "news"},
                                         {"thoa-thuan", "agreements"},
                                         {"co-quan", "organizations"},
                                         {"nguoi-ky", "people"},
                                         {"nguoi", "people"},
                                         {"trang", "pages"}};
  struct suggestion suggestion = {.written = plain_name(arena, folder)};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_equal_string(suggestion.written, words[i][0])) return view_of(words[i][1]);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    struct view known = view_of(entry_types[kind]->folder);
    if (view_find_byte(known, '.', 0) == VIEW_NOT_FOUND) suggestion_offer(&suggestion, known, known);
  }
  return suggestion.distance <= 2 ? suggestion.best : (struct view){NULL, 0};
}

struct view misnamed_file(struct arena *arena, struct view name) {
  struct view file = nearest_file(arena, name), stem = without_markdown(name);
  if (file.length > 0) return file;
  size_t slash = view_find_byte(name, '/', 0);
  if (stem.length == name.length || slash == VIEW_NOT_FOUND) return (struct view){NULL, 0};
  struct view folder = nearest_folder(arena, view_slice(name, 0, slash));
  if (folder.length == 0) return folder;
  return ARENA_JOIN(arena, folder, view_slice(stem, slash, SIZE_MAX), VIEW(".md"));
}
