#include "parts/import/dateline.h"

#include "base/ascii.h"
#include "parts/import/abbreviations.h"
#include "text/unicode.h"
#include "text/word.h"

#include <string.h>
#include <unicode/uchar.h>

/* "VOV.VN", "Baothu.vn": the name of a site. */
static bool is_site(struct view name) {
  static const char *const ends[] = {".vn", ".com", ".net", ".org"};
  if (view_find_byte(name, ' ', 0) != VIEW_NOT_FOUND) return false;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t length = strlen(ends[i]);
    if (name.length <= length) continue;
    if (view_starts_with_any_case(view_slice(name, name.length - length, length), ends[i])) return true;
  }
  return false;
}

/* Whether "TPO" in "TPO - Đoàn Thanh niên …" names an outlet: "UBND - MTTQ tỉnh" and "UBND - Tỉnh đoàn" are
 * offices. */
static bool is_outlet(struct view name, struct view next) {
  return view_find_byte(name, ' ', 0) == VIEW_NOT_FOUND && abbreviation_words(name) == NULL &&
         (text_has_small_letter(next) || abbreviation_words(next) != NULL);
}

/* The end of "TPO - ", "VOV.VN – ", "ĐÀ NẴNG- " or "LSO-" before words with which leads begin; 0 where there
 * is none. "HĐND - UBND tỉnh …" are offices. */
static size_t dateline_end(struct arena *arena, struct view lead, size_t *name_length) {
  static const char *const dashes[] = {" - ", " – ", " — ", "- ", "-", "–"};
  static const char *const words[] = {"ngay", "sang", "chieu", "toi",   "trua", "trong",
                                      "nhan", "vua",  "de",    "hom",   "theo", "moi",
                                      "nham", "tai",  "thuc",  "thong", "tiep", "sau"};
  enum { LONGEST = 24, MOST_WORDS = 3 };
  struct view front = view_slice(lead, 0, LONGEST);
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    size_t at = view_find(front, view_of(dashes[i]), 0);
    if (at == VIEW_NOT_FOUND || at < 2) continue;
    struct view name = view_slice(lead, 0, at), rest, word;
    if (word_count(name) > MOST_WORDS) return 0;
    size_t end = at + strlen(dashes[i]);
    *name_length = at;
    if (is_site(name)) return end;
    if (text_has_small_letter(name)) return 0;
    rest = view_slice(lead, end, SIZE_MAX);
    if (!view_next(&rest, ' ', &word)) return 0;
    bool is_apart = dashes[i][0] == ' ';
    if (is_apart && is_outlet(name, word)) return end;
    word = text_fold(arena, word);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
      if (view_equal_string(word, words[k])) return end;
    return 0;
  }
  return 0;
}

/* Behind the signs that part a name in brackets from the lead; `*has_dash` whether there is one. */
static struct view behind_brackets(struct view rest, bool *has_dash) {
  static const char *const signs[] = {"-", "–", "—", ":"};
  rest = view_trim(rest);
  *has_dash = false;
  for (size_t i = 0; i < sizeof signs / sizeof *signs && !*has_dash; i++) {
    *has_dash = view_starts_with(rest, signs[i]);
    if (*has_dash) rest = view_trim(view_slice(rest, strlen(signs[i]), SIZE_MAX));
  }
  return rest;
}

/* The name in brackets at the front, "(Baonghean.vn) - " or "(BDO) ", of which the first may be missing;
 * empty where there is none. `*rest` is what stands behind it. */
static struct view take_brackets(struct view lead, struct view *rest) {
  enum { LONGEST = 60, LONGEST_BARE = 24 };
  const struct view none = {NULL, 0};
  size_t end = view_find_byte(view_slice(lead, 0, LONGEST), ')', 0);
  bool opens = lead.length > 0 && lead.data[0] == '(';
  if (end == VIEW_NOT_FOUND || end < 3) return none;
  struct view name = view_trim(opens ? view_slice(lead, 1, end - 1) : view_slice(lead, 0, end));
  bool has_dash;
  *rest = behind_brackets(view_slice(lead, end + 1, SIZE_MAX), &has_dash);
  if (!opens && (!has_dash || !is_site(name))) return none;
  size_t at = 0;
  bool is_bare = end <= LONGEST_BARE && (is_site(name) || !text_has_small_letter(name)) && rest->length > 0 &&
                 u_isupper(text_next_character(*rest, &at));
  return has_dash || is_bare ? name : none;
}

/* "Hà Nội (TTXVN) - ": the end of what an agency writes before its lead; 0: nothing. Where an agency writes
 * says of no province that the text is about it. */
static size_t agency_end(struct view lead, struct view *outlet) {
  static const char *const agencies[] = {"TTXVN", "VNA", "VOV",  "VTV", "SGGP", "TPO",
                                         "TTO",   "NDO", "QĐND", "PLO", "NLĐ",  "NLĐO"};
  enum { LONGEST = 48, MOST_WORDS = 4 };
  struct view front = view_slice(lead, 0, LONGEST);
  size_t open = view_find(front, VIEW(" ("), 0), close = view_find_byte(front, ')', 0), at = 0;
  if (open == VIEW_NOT_FOUND || close == VIEW_NOT_FOUND || close < open + 4 || open == 0) return 0;
  struct view place = view_slice(lead, 0, open);
  if (word_count(place) > MOST_WORDS || !u_isupper(text_next_character(place, &at))) return 0;
  struct view name = view_slice(lead, open + 2, close - open - 2);
  bool has_dash;
  struct view rest = behind_brackets(view_slice(lead, close + 1, SIZE_MAX), &has_dash);
  bool is_name = is_site(name); /* "Sở Y tế (SYT) - " is an office */
  for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
    is_name = is_name || view_equal_string(name, agencies[i]);
  if (!has_dash || !is_name) return 0;
  *outlet = name;
  return (size_t)(rest.data - lead.data);
}

struct view dateline_cut(struct dateline *dateline, struct arena *arena, struct view lead) {
  *dateline = (struct dateline){0};
  /* "3 Phong trào<tab>ĐTN: " */
  size_t tab = view_find_byte(lead, '\t', 0), length = 0;
  if (tab != VIEW_NOT_FOUND && word_count(view_slice(lead, 0, tab)) <= 6)
    lead = view_trim(view_slice(lead, tab, SIZE_MAX));
  size_t agency = agency_end(lead, &dateline->outlet);
  if (agency > 0) return view_slice(lead, agency, SIZE_MAX);
  struct view rest, name = take_brackets(lead, &rest);
  if (name.length > 0) {
    dateline->outlet = name;
    size_t place = dateline_end(arena, rest, &length);
    if (place > 0) dateline->place = view_slice(rest, 0, length);
    return view_slice(rest, place, SIZE_MAX);
  }
  size_t dash = dateline_end(arena, lead, &length);
  if (dash > 0) {
    dateline->place = view_slice(lead, 0, length);
    if (word_count(dateline->place) == 1) dateline->outlet = dateline->place;
    return view_slice(lead, dash, SIZE_MAX);
  }
  size_t colon = view_find_byte(lead, ':', 0), blank = view_find_byte(lead, ' ', 0);
  if (colon < 24 && colon < blank && colon > 1) {
    dateline->outlet = view_slice(lead, 0, colon);
    return view_trim(view_slice(lead, colon + 1, SIZE_MAX));
  }
  return lead;
}

bool dateline_is_alone(struct view line) {
  static const char *const dashes[] = {" -", " –", " —"};
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
    if (view_ends_with(line, dashes[i]) && line.length <= 24 && !text_has_small_letter(line)) return true;
  return false;
}

bool dateline_begins(struct arena *arena, struct view line) {
  struct view rest, outlet;
  size_t length;
  return take_brackets(line, &rest).length > 0 || dateline_end(arena, line, &length) > 0 ||
         agency_end(line, &outlet) > 0;
}

bool dateline_begins_lead(struct arena *arena, struct view line) {
  static const char *const words[] = {"sang", "chieu", "ngay", "toi", "trua"};
  struct view word;
  if (dateline_begins(arena, line)) return true;
  if (!view_next(&line, ' ', &word) || line.length == 0) return false;
  bool is_day = ascii_is_digit(line.data[0]) || view_starts_with(line, "ngày ");
  word = text_fold(arena, word);
  for (size_t i = 0; i < sizeof words / sizeof *words && is_day; i++)
    if (view_equal_string(word, words[i])) return true;
  return false;
}
