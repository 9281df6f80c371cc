#include "base/svg_risk.h"

#include "base/ascii.h"

#include <strings.h>

static bool is_name_byte(char byte) {
  return ascii_is_alphanumeric(byte) || strchr("_-.:", byte) != NULL;
}

/* The name at `at`, without the namespace before its colon. */
static struct view name_at(struct view text, size_t at) {
  size_t end = at;
  while (end < text.length && text.data[end] != '\0' && is_name_byte(text.data[end]))
    end++;
  struct view name = view_slice(text, at, end - at);
  const char *colon = name.length == 0 ? NULL : memrchr(name.data, ':', name.length);
  return colon == NULL ? name : view_between(colon + 1, name.data + name.length);
}

static bool is(struct view name, const char *word) {
  return name.length == strlen(word) && strncasecmp(name.data, word, name.length) == 0;
}

static enum svg_risk worst(enum svg_risk one, enum svg_risk other) {
  return one > other ? one : other;
}

static bool leads_out(struct view value) {
  return view_starts_with_any_case(value, "http:") || view_starts_with_any_case(value, "https:") ||
         view_starts_with_any_case(value, "//");
}

/* Whether a character or an entity of the file's own is coded in the beginning of the value. */
static bool is_coded(struct view value, bool *has_own_entity) {
  static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
  bool is_any = false;
  value = view_slice(value, 0, 40);
  for (size_t at = 0; (at = view_find_byte(value, '&', at)) != VIEW_NOT_FOUND; at++) {
    struct view rest = view_slice(value, at, SIZE_MAX);
    bool is_known = false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
      is_known = is_known || view_starts_with(rest, known[i]);
    is_any = is_any || !is_known;
    *has_own_entity = *has_own_entity || (!is_known && !view_starts_with(rest, "&#"));
  }
  return is_any;
}

/* Code in an address, whatever blanks or coded characters hide it. */
static bool is_code(struct view value) {
  bool has_own_entity = false, has_coded = is_coded(value, &has_own_entity);
  char bare[12];
  size_t length = 0;
  for (size_t i = 0; i < value.length && length < sizeof bare; i++)
    if ((unsigned char)value.data[i] > ' ') bare[length++] = value.data[i];
  struct view text = {bare, length};
  size_t colon = view_find_byte(text, ':', 0);
  return view_starts_with_any_case(text, "javascript:") || view_starts_with_any_case(text, "data:text/") ||
         view_starts_with_any_case(text, "data:app") || (has_coded && colon == VIEW_NOT_FOUND) ||
         has_own_entity;
}

/* Styles load from other sites by url() and @import. */
static enum svg_risk risk_of_style(struct view text) {
  for (size_t at = 0; (at = view_find(text, VIEW("url("), at)) != VIEW_NOT_FOUND; at += 4) {
    struct view value = view_trim(view_slice(text, at + 4, SIZE_MAX));
    if (value.length > 0 && (value.data[0] == '"' || value.data[0] == '\''))
      value = view_slice(value, 1, SIZE_MAX);
    if (leads_out(value)) return SVG_LOADS;
  }
  size_t import = view_find(text, VIEW("@import"), 0);
  return import != VIEW_NOT_FOUND && view_find(view_slice(text, import, 60), VIEW("//"), 0) != VIEW_NOT_FOUND
             ? SVG_LOADS
             : SVG_HARMLESS;
}

static enum svg_risk risk_of_attribute(struct view element, struct view name, struct view value) {
  bool is_link =
      is(name, "href") || is(name, "src") || is(name, "to") || is(name, "from") || is(name, "values");
  if (name.length > 2 && view_starts_with_any_case(name, "on")) return SVG_SCRIPT;
  if (is_link && is_code(value)) return SVG_SCRIPT;
  if ((is(name, "href") || is(name, "src")) && leads_out(value) && !is(element, "a")) return SVG_LOADS;
  return risk_of_style(value);
}

/* The tag whose name begins at `at`; `*end`: behind it. */
static enum svg_risk risk_of_tag(struct view text, size_t at, size_t *end) {
  static const char *const html[] = {"foreignObject", "iframe", "embed", "object",
                                     "html",          "body",   "link",  "meta"};
  struct view element = name_at(text, at);
  enum svg_risk risk = SVG_HARMLESS;
  if (is(element, "script") || is(element, "handler")) risk = SVG_SCRIPT;
  for (size_t i = 0; i < sizeof html / sizeof *html; i++)
    if (is(element, html[i])) risk = worst(risk, SVG_HTML);
  at = (size_t)(element.data + element.length - text.data);
  while (at < text.length && text.data[at] != '>') {
    struct view name = name_at(text, at);
    if (name.length == 0) {
      at++;
      continue;
    }
    at = (size_t)(name.data + name.length - text.data);
    while (at < text.length && ascii_is_space(text.data[at]))
      at++;
    if (at >= text.length || text.data[at] != '=') continue;
    for (at++; at < text.length && ascii_is_space(text.data[at]);)
      at++;
    if (at >= text.length || (text.data[at] != '"' && text.data[at] != '\'')) continue;
    size_t close = view_find_byte(text, text.data[at], at + 1);
    if (close == VIEW_NOT_FOUND) close = text.length;
    risk = worst(risk, risk_of_attribute(element, name, view_slice(text, at + 1, close - at - 1)));
    at = close + 1;
  }
  *end = at;
  return risk;
}

/* Behind the > of a declaration that begins at `at`, or behind the [ of its list of definitions; what is
 * quoted ends none. */
static size_t end_of_declaration(struct view text, size_t at) {
  for (; at < text.length && text.data[at] != '>' && text.data[at] != '['; at++) {
    if (text.data[at] != '"' && text.data[at] != '\'') continue;
    size_t close = view_find_byte(text, text.data[at], at + 1);
    if (close == VIEW_NOT_FOUND) return text.length;
    at = close;
  }
  return at < text.length ? at + 1 : text.length;
}

/* An entity may stand for elements, and an attribute may be on each element without being written there. */
static enum svg_risk risk_of_definition(struct view whole) {
  if (view_starts_with_any_case(whole, "<!ATTLIST")) return SVG_SCRIPT;
  if (!view_starts_with_any_case(whole, "<!ENTITY")) return SVG_HARMLESS;
  struct view value = view_slice(whole, 1, SIZE_MAX);
  bool is_markup = view_find_byte(value, '<', 0) != VIEW_NOT_FOUND ||
                   view_find(value, VIEW("&#"), 0) != VIEW_NOT_FOUND ||
                   view_find(value, VIEW("SYSTEM"), 0) != VIEW_NOT_FOUND;
  return is_markup ? SVG_SCRIPT : SVG_ENTITIES;
}

/* A style sheet of another kind than CSS makes any page of the file. */
static enum svg_risk risk_of_instruction(struct view whole) {
  if (!view_starts_with_any_case(whole, "<?xml-stylesheet")) return SVG_HARMLESS;
  return view_find(whole, VIEW("text/css"), 0) != VIEW_NOT_FOUND ? SVG_LOADS : SVG_SCRIPT;
}

/* What stands behind <! or <? at `at`. */
static enum svg_risk risk_of_declaration(struct view text, size_t at, size_t *end) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  const char *close = view_starts_with(rest, "<!--")        ? "-->"
                      : view_starts_with(rest, "<![CDATA[") ? "]]>"
                      : view_starts_with(rest, "<?")        ? "?>"
                                                            : NULL;
  if (close == NULL) {
    /* A list of definitions follows the bracket, and is looked at one by one. */
    *end = end_of_declaration(text, at);
    return risk_of_definition(view_slice(text, at, *end - at));
  }
  size_t found = view_find(text, view_of(close), at + 2);
  *end = found == VIEW_NOT_FOUND ? text.length : found + strlen(close);
  struct view whole = view_slice(text, at, *end - at);
  if (view_starts_with(whole, "<![CDATA[")) return risk_of_style(whole);
  return risk_of_instruction(whole);
}

enum svg_risk svg_risk_of(struct view text) {
  enum svg_risk risk = SVG_HARMLESS;
  size_t at = 0, style = SIZE_MAX; /* where the text of a style begins */
  /* What is written in UTF-16 can't be looked at. */
  if (view_find_byte(view_slice(text, 0, 64), '\0', 0) != VIEW_NOT_FOUND) return SVG_SCRIPT;
  while ((at = view_find_byte(text, '<', at)) != VIEW_NOT_FOUND && risk < SVG_SCRIPT) {
    char next = at + 1 < text.length ? text.data[at + 1] : ' ';
    size_t end = at + 1;
    if (style != SIZE_MAX) risk = worst(risk, risk_of_style(view_slice(text, style, at - style)));
    style = SIZE_MAX;
    if (next == '!' || next == '?')
      risk = worst(risk, risk_of_declaration(text, at, &end));
    else if (ascii_is_letter(next))
      risk = worst(risk, risk_of_tag(text, at + 1, &end));
    if (ascii_is_letter(next) && is(name_at(text, at + 1), "style")) style = end;
    at = end;
  }
  return risk;
}
