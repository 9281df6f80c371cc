#include "text/syllable.h"

#include "base/ascii.h"

enum {
  SYLLABLE = 7,    /* letters of the longest: nghieng */
  WORDS_LEAST = 6, /* fewer may be of any language */
  OWN_LEAST = 2,   /* words that Vietnamese alone has */
};

static size_t longest_at(struct view word, size_t at, const char *const *parts, size_t count) {
  size_t longest = 0;
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(parts[i]);
    if (length > longest && view_starts_with(view_slice(word, at, SIZE_MAX), parts[i])) longest = length;
  }
  return longest;
}

#define LONGEST_AT(word, at, parts) longest_at((word), (at), (parts), sizeof(parts) / sizeof(parts)[0])

static bool is_bare(struct view word) {
  static const char *const initials[] = {"b",  "c", "ch", "d", "g",  "gh",  "gi", "h", "k",
                                         "kh", "l", "m",  "n", "ng", "ngh", "nh", "p", "ph",
                                         "q",  "r", "s",  "t", "th", "tr",  "v",  "x"};
  static const char *const vowels[] = {"a",   "e",   "i",   "o",   "u",   "y",   "ai",  "ao",  "au",  "ay",
                                       "eo",  "eu",  "ia",  "ie",  "iu",  "oa",  "oe",  "oi",  "oo",  "ua",
                                       "ue",  "ui",  "uo",  "uu",  "uy",  "ye",  "ieu", "oai", "oao", "oay",
                                       "oeo", "uai", "uay", "uoi", "uou", "uya", "uye", "uyu", "yeu"};
  static const char *const ends[] = {"c", "ch", "m", "n", "ng", "nh", "p", "t"};
  size_t initial = LONGEST_AT(word, 0, initials);
  size_t vowel = LONGEST_AT(word, initial, vowels);
  if (vowel == 0 && initial == 2 && view_starts_with(word, "gi")) { /* gì */
    initial = 1;
    vowel = 1;
  }
  size_t end = initial + vowel;
  return vowel > 0 && end + LONGEST_AT(word, end, ends) == word.length;
}

/* In small letters, in `letters`; nothing where it is no word of ASCII that is as short as a syllable. */
static struct view small_letters(struct view word, char letters[SYLLABLE]) {
  if (word.length > SYLLABLE) return (struct view){NULL, 0};
  for (size_t i = 0; i < word.length; i++) {
    if (!ascii_is_letter(word.data[i])) return (struct view){NULL, 0};
    letters[i] = ascii_lower(word.data[i]);
  }
  return (struct view){letters, word.length};
}

bool syllable_is_bare(struct view word) {
  char letters[SYLLABLE];
  struct view small = small_letters(word, letters);
  return small.length > 0 && is_bare(small);
}

/* Whether the syllable begins or ends as few words of other languages do. */
static bool is_own(struct view word) {
  static const char *const beginnings[] = {"ng", "nh", "kh", "ph", "tr", "gi", "qu"};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (word.length > 2 && view_starts_with(word, beginnings[i])) return true;
  return view_ends_with(word, "nh") || view_ends_with(word, "uong") || view_ends_with(word, "ieu");
}

bool text_lacks_marks(struct view text) {
  size_t words = 0, own = 0;
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.data[i] >= 0x80) return false;
  for (size_t at = 0, begin; at < text.length;) {
    while (at < text.length && !ascii_is_letter(text.data[at]))
      at++;
    for (begin = at; at < text.length && ascii_is_letter(text.data[at]);)
      at++;
    if (at == begin) break;
    if (at < text.length && (text.data[at] == '-' || text.data[at] == '_') && at + 1 < text.length &&
        text.data[at + 1] != ' ')
      return false; /* an id, or a file's name */
    char letters[SYLLABLE];
    struct view small = small_letters(view_slice(text, begin, at - begin), letters);
    if (small.length == 0 || !is_bare(small)) return false;
    words++;
    own += is_own(small);
  }
  return words >= WORDS_LEAST && own >= OWN_LEAST;
}
