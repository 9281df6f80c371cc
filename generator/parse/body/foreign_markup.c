#include "parse/body/foreign_markup.h"

#include "base/ascii.h"

enum {
  REACH = 120,     /* bytes from a sign to the one that closes it, at the most */
  REACH_TAG = 400, /* to the end of a code, or the code that closes another */
};

/* Signs before and behind words, and what is typed here instead. */
static const struct {
  const char *open, *close;
  const char *begin, *end;
} pairs[] = {
    {"'''", "'''", "**", "**"},    {"''", "''", "*", "*"},   {"==", "==", "**", "**"},
    {"++", "++", "", ""},          {"^[", "]", NULL, NULL},  {"^", "^", "<sup>", "</sup>"},
    {"~", "~", "<sub>", "</sub>"}, {"$$", "$$", NULL, NULL}, {"<<", ">>", "“", "”"},
};

static const struct foreign_markup none = {0};

bool foreign_markup_begins_with(char byte) {
  return byte != '\0' && strchr("{[='+^~$:<%@\\", byte) != NULL;
}

static bool is_name_byte(char byte) {
  return ascii_is_alphanumeric(byte) || byte == '_' || byte == '-';
}

/* Past the name that begins at `at`. */
static size_t name_end(struct view text, size_t at) {
  while (at < text.length && is_name_byte(text.data[at]))
    at++;
  return at;
}

/* The words between the pair's signs stand close to them. */
static struct foreign_markup read_pair(struct view rest, char before, size_t i) {
  size_t open = strlen(pairs[i].open), close = strlen(pairs[i].close);
  if (rest.length <= open + close || !view_starts_with(rest, pairs[i].open)) return none;
  char next = rest.data[open];
  bool is_word = (unsigned char)next >= 0x80 || ascii_is_alphanumeric(next);
  if (!is_word || before == rest.data[0]) return none;
  size_t end = view_find(view_slice(rest, 0, REACH), view_of(pairs[i].close), open);
  if (end == VIEW_NOT_FOUND || ascii_is_space(rest.data[end - 1])) return none;
  struct view words = view_slice(rest, open, end - open);
  /* One sign stands before and behind a single word: ~20 người is no such pair. */
  if (open == 1 && close == 1 && view_find_byte(words, ' ', 0) != VIEW_NOT_FOUND) return none;
  return (struct foreign_markup){end + close, pairs[i].begin, pairs[i].end, words};
}

/* == Mục == and === Mục === of wikis, in a line of its own. */
static struct foreign_markup read_wiki_heading(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  size_t signs = 0;
  while (signs < rest.length && rest.data[signs] == '=')
    signs++;
  size_t end = rest.length;
  while (end > signs && rest.data[end - 1] == '=')
    end--;
  bool whole = at == 0 && signs >= 2 && signs <= 5 && rest.length - end == signs && end > signs + 2 &&
               rest.data[signs] == ' ' && rest.data[end - 1] == ' ';
  if (!whole) return none;
  return (struct foreign_markup){rest.length, signs == 2 ? "## " : "### ", "",
                                 view_trim(view_slice(rest, signs, end - signs))};
}

/* {{…}}, {%…%}, {#id}, {:.class}, {.class}, {name}, {name:value}. */
static size_t brace_length(struct view rest, char before) {
  static const char *const beginnings[] = {"{{", "{%", "{#", "{:", "{.", "{$"};
  size_t end = view_find_byte(rest, '}', 0);
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (view_starts_with(rest, beginnings[i])) {
      while (end != VIEW_NOT_FOUND && end < rest.length && rest.data[end] == '}')
        end++;
      return end == VIEW_NOT_FOUND ? rest.length : end;
    }
  size_t name = name_end(rest, 1);
  bool is_marked = before == '$' || before == '#' || before == '&';
  if (end == VIEW_NOT_FOUND || end > REACH || name < (is_marked ? 2U : 3U) || !ascii_is_letter(rest.data[1]))
    return 0;
  if (view_find(view_slice(rest, 0, end), VIEW("//"), 0) != VIEW_NOT_FOUND) return 0;
  bool has_value = rest.data[name] == ':' || rest.data[name] == '=' || rest.data[name] == '.';
  return name == end || (has_value && view_find_byte(view_slice(rest, 0, end), ' ', 0) == VIEW_NOT_FOUND)
             ? end + 1
             : 0;
}

/* [caption …], [b]…[/b], [!NOTE], [[page]], [name key="…"]. */
static size_t bracket_length(struct view rest) {
  static const char *const beginnings[] = {"[caption", "[gallery", "[embed", "[[", "[/", "[!"};
  size_t end = view_find_byte(rest, ']', 0), name = name_end(rest, 1);
  bool is_code = false;
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings && !is_code; i++)
    is_code = view_starts_with(rest, beginnings[i]);
  if (!is_code && name > 2 && end != VIEW_NOT_FOUND && name < end && rest.data[name] == ' ') {
    size_t key = name_end(rest, name + 1);
    is_code = key > name + 1 && key < end && rest.data[key] == '=';
  }
  if (!is_code && name > 1 && name < rest.length && strchr("]=", rest.data[name]) != NULL) {
    /* [b]…[/b] */
    size_t closing = view_find(rest, VIEW("[/"), name);
    is_code = closing != VIEW_NOT_FOUND &&
              view_equal(view_slice(rest, closing + 2, name - 1), view_slice(rest, 1, name - 1));
  }
  if (!is_code) return 0;
  while (end != VIEW_NOT_FOUND && end < rest.length && rest.data[end] == ']')
    end++;
  return end == VIEW_NOT_FOUND ? rest.length : end;
}

/* :smile: */
static size_t emoji_length(struct view rest, char before) {
  size_t end = 1;
  bool letter = false;
  for (; end < rest.length && (is_name_byte(rest.data[end]) || rest.data[end] == '+'); end++)
    letter = letter || ascii_is_lower(rest.data[end]);
  bool apart = ascii_is_space(before) || before == '(';
  return apart && letter && end > 2 && end < rest.length && rest.data[end] == ':' &&
                 (end + 1 == rest.length || !is_name_byte(rest.data[end + 1]))
             ? end + 1
             : 0;
}

/* \textbf{…} of LaTeX. */
static size_t latex_length(struct view rest) {
  size_t end = 1;
  while (end < rest.length && ascii_is_letter(rest.data[end]))
    end++;
  size_t close = view_find_byte(view_slice(rest, 0, REACH), '}', end);
  return end > 2 && end < rest.length && rest.data[end] == '{' && close != VIEW_NOT_FOUND ? close + 1 : 0;
}

/* Whether a number or a unit of length stands there: of a formula, as in x^2 + y^2, the sign may be a part.
 */
static bool is_measure(struct view before) {
  static const char *const units[] = {"m", "km", "dm", "cm", "mm"};
  size_t begin = before.length;
  if (begin > 0 && ascii_is_digit(before.data[begin - 1])) return true;
  while (begin > 0 &&
         (ascii_is_letter(before.data[begin - 1]) || (unsigned char)before.data[begin - 1] >= 0x80))
    begin--;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (view_equal_string(view_slice(before, begin, SIZE_MAX), units[i])) return true;
  return false;
}

/* m^2, 10^{-3}: a power, where other programs raise what follows. */
static struct foreign_markup read_power(struct view text, size_t at) {
  enum { LONGEST = 4 };
  struct view rest = view_slice(text, at, SIZE_MAX);
  if (rest.length < 2 || !is_measure(view_slice(text, 0, at))) return none;
  bool in_braces = rest.data[1] == '{';
  size_t begin = in_braces ? 2 : 1, end = begin;
  if (end < rest.length && rest.data[end] == '-') end++;
  while (end < rest.length && ascii_is_alphanumeric(rest.data[end]))
    end++;
  bool is_closed = !in_braces || (end < rest.length && rest.data[end] == '}');
  if (end == begin || end - begin > LONGEST || !is_closed || rest.data[end - 1] == '-') return none;
  return (struct foreign_markup){end + in_braces, "<sup>", "</sup>", view_slice(rest, begin, end - begin)};
}

/* <%= … %>, %NAME%, @[video](…), %[address], %%…%% */
static size_t other_length(struct view rest, char before) {
  if (view_starts_with(rest, "%%")) {
    size_t end = view_find(view_slice(rest, 0, REACH), VIEW("%%"), 3);
    return end == VIEW_NOT_FOUND || !ascii_is_space(before) ? 0 : end + 2;
  }
  if (view_starts_with(rest, "<%")) {
    size_t end = view_find(view_slice(rest, 0, REACH), VIEW("%>"), 2);
    return end == VIEW_NOT_FOUND ? 0 : end + 2;
  }
  if (view_starts_with(rest, "%[http") || view_starts_with(rest, "@[")) {
    size_t end = view_find_byte(view_slice(rest, 0, REACH), ']', 0);
    return end == VIEW_NOT_FOUND ? 2 : end + 1;
  }
  size_t end = 1;
  if (!view_starts_with(rest, "%")) return 0;
  while (end < rest.length && (ascii_is_upper(rest.data[end]) || rest.data[end] == '_'))
    end++;
  return end > 3 && end < rest.length && rest.data[end] == '%' ? end + 1 : 0;
}

struct foreign_markup foreign_markup_at(struct view text, size_t at) {
  struct view rest = view_slice(text, at, REACH_TAG);
  char sign = rest.data[0], before = at > 0 ? text.data[at - 1] : ' ';
  struct foreign_markup found = none;
  if (sign == '{') found.length = brace_length(rest, before);
  if (sign == '[') found.length = bracket_length(rest);
  if (sign == ':') found.length = emoji_length(rest, before);
  if (sign == '<' || sign == '%' || sign == '@') found.length = other_length(rest, before);
  if (sign == '\\') found.length = latex_length(rest);
  if (sign == '=') found = read_wiki_heading(text, at);
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs && found.length == 0; i++)
    if (pairs[i].open[0] == sign) found = read_pair(rest, before, i);
  if (sign == '^' && found.length == 0) found = read_power(text, at);
  return found;
}
