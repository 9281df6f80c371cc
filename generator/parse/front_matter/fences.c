#include "parse/front_matter/fences.h"

#include "parse/front_matter/yaml_cause.h"

/* Cuts a line off, without its end. */
static bool next_line(struct view *rest, struct view *line) {
  if (rest->length == 0) return false;
  size_t end = view_find_byte(*rest, '\n', 0);
  *line = view_slice(*rest, 0, end == VIEW_NOT_FOUND ? rest->length : end);
  *rest = view_slice(*rest, end == VIEW_NOT_FOUND ? rest->length : end + 1, SIZE_MAX);
  if (line->length > 0 && line->data[line->length - 1] == '\r') line->length--;
  return true;
}

static bool is_fence(struct view line) {
  while (line.length > 0 && (line.data[line.length - 1] == ' ' || line.data[line.length - 1] == '\t'))
    line.length--;
  return view_equal_string(line, "---");
}

bool front_matter_split(struct view text, struct view *yaml, struct view *body, uint32_t *body_line) {
  struct view rest = text, line;
  if (!next_line(&rest, &line) || !is_fence(line)) return false;
  const char *begin = rest.data, *end = begin;
  for (uint32_t number = 2; next_line(&rest, &line); number++) {
    if (is_fence(line)) {
      *yaml = view_between(begin, end);
      *body = rest;
      *body_line = number + 1;
      return true;
    }
    end = rest.data;
  }
  return false;
}

/* The bytes of a sign that a line of hyphens may be mistyped with, or become in Word; 0: the text begins with
 * another. */
static size_t sign_length(struct view text) {
  static const char *const dashes[] = {"–", "—", "―", "‐", "‑", "−", "…"};
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
    if (view_starts_with(text, dashes[i])) return strlen(dashes[i]);
  return strchr("-_=.*+~;", text.data[0]) != NULL ? 1 : 0;
}

/* Whether the line is one of such signs alone, as "----", "———" or "...". */
static bool is_near_fence(struct view line) {
  struct view text = view_trim(line);
  size_t at = 0;
  if (text.length < 2) return false;
  while (at < text.length) {
    size_t length = text.data[at] == ' ' ? 1 : sign_length(view_slice(text, at, SIZE_MAX));
    if (length == 0) return false;
    at += length;
  }
  return true;
}

/* Whether the line may belong to the front matter: a key, an item, a comment, something indented. */
static bool is_yaml(struct view line) {
  if (line.length == 0 || strchr("{}[]<|*\"'", line.data[0]) != NULL) return false;
  size_t colon = view_find_byte(line, ':', 0), blank = view_find_byte(line, ' ', 0);
  return strchr(" \t#", line.data[0]) != NULL || view_starts_with(line, "- ") ||
         (colon != VIEW_NOT_FOUND && colon > 0 && (blank == VIEW_NOT_FOUND || colon < blank));
}

/* Blanks and what can't be seen. */
static size_t skip_unseen(struct view text) {
  size_t at = 0, length;
  enum phrase name;
  while (at < text.length) {
    if (strchr(" \t\r\n", text.data[at]) != NULL)
      at++;
    else if (yaml_invisible_character(view_slice(text, at, SIZE_MAX), &name, &length))
      at += length;
    else
      break;
  }
  return at;
}

/* What is wrong with a line that was meant as one of three hyphens. */
static struct message fence_message(struct view line) {
  enum phrase name;
  size_t length;
  struct view written = view_trim(line);
  bool is_unseen = view_starts_with(written, "---") && written.length > 3 &&
                   skip_unseen(view_slice(written, 3, SIZE_MAX)) == written.length - 3;
  if (is_unseen && yaml_invisible_character(view_trim(view_slice(written, 3, SIZE_MAX)), &name, &length))
    return message_fence_unseen(name);
  return message_fence_odd(view_shorten(written, 40));
}

/* The front matter is open: the first line that can't be of it, or that was to close it. */
static void report_open(struct view text, struct view file, struct diagnostics *diagnostics) {
  struct view rest = text, line;
  uint32_t number = 1, odd = 0;
  next_line(&rest, &line);
  for (number = 2; next_line(&rest, &line); number++) {
    if (is_near_fence(line) || view_starts_with(line, "---")) {
      diagnostics_add(diagnostics, file, source_location_at(number, 1), fence_message(line));
      return;
    }
    if (odd == 0 && !is_yaml(line)) odd = number;
  }
  diagnostics_add(diagnostics, file, source_location_at(odd == 0 ? number : odd, 1),
                  message_fence_not_closed());
}

/* Whether the front matter begins in one of the next lines: some text was put above it. */
static bool begins_below(struct view text) {
  enum { LOOKED_AT = 6 };
  struct view rest = text, line;
  for (size_t i = 0; i < LOOKED_AT && next_line(&rest, &line); i++) {
    struct view behind = rest, key;
    if (i > 0 && is_fence(line) && next_line(&behind, &key) && key.length > 0 &&
        strchr(" \t#-", key.data[0]) == NULL)
      return is_yaml(key);
  }
  return false;
}

void front_matter_report(struct view text, struct view file, struct diagnostics *diagnostics) {
  struct source_location begin = {1, 1};
  size_t unseen = skip_unseen(text);
  struct view rest = view_slice(text, unseen, SIZE_MAX), line = {NULL, 0};
  struct source_location location = source_location_behind(begin, view_slice(text, 0, unseen));
  next_line(&rest, &line);
  struct view trimmed = view_trim(line);
  bool is_odd = view_starts_with(trimmed, "---") || is_near_fence(line);
  if (is_fence(trimmed) && unseen == 0)
    report_open(text, file, diagnostics);
  else if (is_fence(trimmed) || (!is_odd && begins_below(text)))
    diagnostics_add(diagnostics, file, begin, message_fence_behind_blank());
  else if (is_odd)
    diagnostics_add(diagnostics, file, location, fence_message(line));
  else if (is_yaml(line) && line.data[0] != '#' && line.data[0] != '-')
    diagnostics_add(diagnostics, file, location, message_fence_missing());
  else
    diagnostics_add(diagnostics, file, begin, message_no_front_matter());
}
