#include "site/theme_check.h"

#include "base/file_signature.h"
#include "base/path.h"
#include "parse/foreign_file.h"
#include "parse/unmerged.h"
#include "text/unicode.h"

enum { NAME_LIMIT = 200, SHOWN = 40 };

struct checking {
  const struct theme_files *theme;
  struct diagnostics *diagnostics;
  struct arena arena;
};

static void report(struct checking *checking, const struct theme_file *file, size_t offset,
                   struct message message) {
  const struct source_location begin = {1, 1};
  diagnostics_add(checking->diagnostics, theme_files_place(checking->theme, file->name, &checking->arena),
                  source_location_behind(begin, view_slice(file->bytes, 0, offset)), message);
}

static bool is_template(const struct theme_file *file) {
  return view_starts_with(file->name, "templates/") && view_ends_with(file->name, ".mustache");
}

static bool is_language(const struct theme_file *file) {
  return view_starts_with(file->name, "i18n/") && view_ends_with(file->name, ".yaml");
}

/* Whether the file is one of those that a theme is made of, but for its name or folder. */
static bool is_misplaced(const struct theme_file *file) {
  struct view name = path_name(file->name);
  if (name.data[0] == '.' || view_ends_with(name, ".md")) return false;
  return (view_starts_with(file->name, "templates/") || view_starts_with(file->name, "i18n/") ||
          view_ends_with(name, ".mustache")) &&
         !is_template(file) && !is_language(file) && !view_starts_with(file->name, "assets/");
}

static bool report_no_text(struct checking *checking, const struct theme_file *file) {
  struct view place = theme_files_place(checking->theme, file->name, &checking->arena);
  size_t bad = 0;
  bool is_html = view_starts_with(view_trim(file->bytes), "<"); /* as templates are */
  if ((!is_html && foreign_file_report(place, file->bytes, checking->diagnostics)) ||
      unmerged_report(place, file->bytes, checking->diagnostics))
    return true;
  if (text_is_utf8(file->bytes, &bad)) return false;
  report(checking, file, bad, message_not_utf8());
  return true;
}

/* The name of an asset that the text begins with, up to what ends an address; empty where it is put together
 * from parts. */
static struct view asset_name(struct view text) {
  size_t end = 0;
  while (end < text.length && end < NAME_LIMIT && strchr("\"' ?#><)\n", text.data[end]) == NULL)
    end++;
  struct view name = view_slice(text, 0, end);
  bool is_whole = end < text.length && end < NAME_LIMIT && view_find_byte(name, '{', 0) == VIEW_NOT_FOUND;
  return is_whole ? name : (struct view){NULL, 0};
}

static void check_asset(struct checking *checking, const struct theme_file *file, size_t offset,
                        struct view folder, struct view name) {
  if (name.length == 0) return;
  struct view wanted = ARENA_JOIN(&checking->arena, folder, name);
  if (theme_files_find(checking->theme, wanted) == NULL)
    report(checking, file, offset,
           message_theme_file_missing(view_slice(wanted, strlen("assets/"), SIZE_MAX)));
}

static void check_template(struct checking *checking, const struct theme_file *file) {
  static const char *const begins[] = {"{{addresses.assets}}", "\"/assets/"};
  if (view_trim(file->bytes).length == 0) report(checking, file, 0, message_template_is_empty());
  for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
    for (size_t at = 0; (at = view_find(file->bytes, view_of(begins[i]), at)) != VIEW_NOT_FOUND;) {
      at += strlen(begins[i]);
      check_asset(checking, file, at, VIEW("assets/"), asset_name(view_slice(file->bytes, at, SIZE_MAX)));
    }
  size_t tag = view_find(file->bytes, VIEW("{% "), 0);
  if (tag == VIEW_NOT_FOUND) return;
  struct view shown = view_slice(file->bytes, tag, SHOWN);
  size_t end = view_find(shown, VIEW("%}"), 0);
  if (end != VIEW_NOT_FOUND) report(checking, file, tag, message_foreign_tag(view_slice(shown, 0, end + 2)));
}

/* Files that a style sheet takes from beside it; those elsewhere are not looked for. */
static void check_style(struct checking *checking, const struct theme_file *file) {
  static const char begin[] = "url(";
  struct view folder = path_folder(file->name);
  folder = view_slice(file->name, 0, folder.length + 1);
  for (size_t at = 0; (at = view_find(file->bytes, VIEW(begin), at)) != VIEW_NOT_FOUND;) {
    at += strlen(begin);
    if (at < file->bytes.length && strchr("\"'", file->bytes.data[at]) != NULL) at++;
    struct view name = asset_name(view_slice(file->bytes, at, SIZE_MAX));
    bool is_elsewhere = view_find_byte(name, ':', 0) != VIEW_NOT_FOUND || view_starts_with(name, "/") ||
                        view_find(name, VIEW(".."), 0) != VIEW_NOT_FOUND ||
                        view_find_byte(name, '%', 0) != VIEW_NOT_FOUND;
    if (!is_elsewhere) check_asset(checking, file, at, folder, name);
  }
}

void theme_check(const struct theme_files *theme, bool advice, struct diagnostics *diagnostics) {
  struct checking checking = {.theme = theme, .diagnostics = diagnostics};
  for (size_t i = 0; i < theme->count; i++) {
    const struct theme_file *file = &theme->items[i];
    struct view name = path_name(file->name), beginning = view_slice(file->bytes, 0, FILE_SIGNATURE_BYTES);
    bool is_text = is_template(file) || is_language(file);
    if (is_text && report_no_text(&checking, file)) continue;
    if (!is_text && file_content_of(name, beginning) == FILE_LFS_POINTER)
      report(&checking, file, 0, message_media_pointer(name));
    if (!advice) continue;
    if (is_template(file)) check_template(&checking, file);
    if (view_starts_with(file->name, "assets/") && view_ends_with(name, ".css")) check_style(&checking, file);
    if (is_misplaced(file)) report(&checking, file, 0, message_theme_file_unread());
  }
  arena_free(&checking.arena);
}
