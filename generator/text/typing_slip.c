#include "text/typing_slip.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "text/comparable.h"
#include "text/syllable.h"
#include "text/unicode.h"

enum {
  KEYS = 10,  /* that are typed for one at the most */
  GLUED = 24, /* bytes of two words in one at the most */
};

static bool is_word_byte(char byte) {
  return ascii_is_alphanumeric(byte) || (unsigned char)byte >= 0x80;
}

/* Whether what stands at `at` ends a word: a blank, or a sign that a sentence puts there. */
static bool is_end(struct view text, size_t at) {
  return at == text.length || (text.data[at] != '\0' && strchr(" ,.;:!?)", text.data[at]) != NULL) ||
         view_starts_with(view_slice(text, at, SIZE_MAX), "”");
}

/* --- A word twice */

/* Words that nobody writes twice to say something: not từ từ, là là, luôn luôn, ngày ngày. */
static bool is_small_word(struct view word) {
  static const char *const words[] = {"của",  "và",   "các",  "những", "với",  "cho",  "tại",   "đã",
                                      "sẽ",   "bởi",  "nhằm", "theo",  "được", "bị",   "khi",   "thuộc",
                                      "giữa", "hoặc", "rằng", "cùng",  "về",   "trên", "dưới",  "đến",
                                      "cũng", "vẫn",  "nếu",  "nhưng", "gồm",  "tuy",  "trước", "để"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_equal_string(word, words[i])) return true;
  return false;
}

/* "của của cải", "bị bị cáo": the second begins another word. */
static bool goes_on_as_another(struct view word, struct view behind) {
  static const char *const pairs[][2] = {
      {"của", " cải"},  {"theo", " đuổi"}, {"với", " tay"},  {"bị", " cáo"},   {"bị", " can"},
      {"bị", " đơn"},   {"cho", " vay"},   {"cho", " thuê"}, {"cho", " phép"}, {"cùng", " cực"},
      {"cùng", " khổ"}, {"cùng", " kiệt"}, {"về", " hưu"},   {"đến", " đích"}, {"để", " dành"},
      {"để", " lại"},   {"để", " mắt"},    {"để", " tâm"},   {"gồm", " thâu"}, {"trên", " dưới"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (view_equal_string(word, pairs[i][0]) && view_starts_with(behind, pairs[i][1])) return true;
  return false;
}

/* The word of three bytes or more from `begin` to the blank at `blank`, where it stands behind the blank
 * again. */
static bool is_twice(struct view text, size_t begin, size_t blank, size_t *end) {
  size_t length = blank - begin, next = blank + 1;
  if (text.length - next < length || text.data[next + 1] != text.data[begin + 1] ||
      memcmp(text.data + begin + 1, text.data + next + 1, length - 1) != 0)
    return false;
  *end = next + length;
  struct view word = view_slice(text, next, length);
  bool is_same = text.data[begin] == text.data[next] || ascii_lower(text.data[begin]) == text.data[next];
  return is_same && is_small_word(word) && is_end(text, *end) &&
         !goes_on_as_another(word, view_slice(text, *end, SIZE_MAX));
}

/* --- Two words in one */

/* Whether it is a syllable that begins with a consonant and has a tone. */
static bool is_toned_syllable(struct view word) {
  bool begins = view_starts_with(word, "đ") ||
                (ascii_is_lower(word.data[0]) && strchr("aeiouywfjz", word.data[0]) == NULL);
  if (!begins) return false;
  struct arena scratch = {0};
  struct view comparable = text_comparable(&scratch, word);
  bool has_tone =
      comparable.length > 0 && (unsigned char)comparable.data[comparable.length - 1] <= COMPARABLE_TONES;
  bool is_toned = has_tone && syllable_is_bare(text_fold(&scratch, word));
  arena_free(&scratch);
  return is_toned;
}

/* Where the second of two words begins that were typed in one; 0: it is one word. */
static size_t second_word(struct view word) {
  static const char *const small[] = {"và", "của", "với", "cho", "được", "trong", "những", "tại"};
  if (word.length > GLUED) return 0;
  for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
    if (word.data[0] != small[i][0] || word.data[1] != small[i][1]) continue;
    size_t length = strlen(small[i]);
    if (word.length > length + 2 && view_starts_with(word, small[i]) &&
        is_toned_syllable(view_slice(word, length, SIZE_MAX)))
      return length;
  }
  return 0;
}

/* --- Keys */

/* The letters without what Telex makes marks of: dduowng becomes duong, and hopw hop. */
static struct view without_keys(struct view word, char letters[KEYS]) {
  size_t length = 0;
  bool has_round = false; /* a vowel that w changes */
  for (size_t i = 0; i < word.length; i++) {
    char letter = ascii_lower(word.data[i]);
    bool is_doubled = length > 0 && letter == letters[length - 1] && strchr("aeod", letter) != NULL;
    if (is_doubled || (letter == 'w' && has_round)) continue;
    has_round = has_round || strchr("aou", letter) != NULL;
    letters[length++] = letter;
  }
  return (struct view){letters, length};
}

/* Whether a word of small letters, which may begin with a capital one, is one that only Telex has: a syllable
 * with the key of a tone behind its consonant (trinhf, hopwj), or uow in it. */
static bool is_keys(struct view word) {
  static const char *const others[] = {"conf", "conj", "inf", "inj"};
  char letters[KEYS];
  if (word.length < 4 || word.length > KEYS) return false;
  for (size_t i = 0; i < word.length; i++)
    if (!ascii_is_lower(word.data[i]) && (i > 0 || !ascii_is_upper(word.data[i]))) return false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (view_equal_string(word, others[i])) return false;
  char last = word.data[word.length - 1];
  bool has_horns = view_find(word, VIEW("uow"), 0) != VIEW_NOT_FOUND;
  bool has_tone_key = strchr("fj", last) != NULL || (has_horns && strchr("srx", last) != NULL);
  struct view bare = without_keys(view_slice(word, 0, word.length - has_tone_key), letters);
  if (bare.length < 3 || !syllable_is_bare(bare)) return false;
  return has_horns || (has_tone_key && strchr("nghmptc", bare.data[bare.length - 1]) != NULL);
}

static byte_block mark_keys(byte_block block) {
  return byte_block_is(block, 'f') | byte_block_is(block, 'j') | byte_block_is(block, 'w');
}

/* Addresses and names of files have signs beside their words. */
static bool find_keys(struct view text, struct view *where) {
  for (size_t at = 0; (at = byte_block_find(text, at, mark_keys)) < text.length; at++) {
    size_t begin = at, end = at;
    while (begin > 0 && is_word_byte(text.data[begin - 1]))
      begin--;
    while (end < text.length && is_word_byte(text.data[end]))
      end++;
    bool is_apart = begin == 0 || strchr(" (\"", text.data[begin - 1]) != NULL;
    *where = view_slice(text, begin, end - begin);
    at = end - 1;
    bool is_name = end + 1 < text.length && text.data[end] == '.' && is_word_byte(text.data[end + 1]);
    if (is_apart && !is_name && is_end(text, end) && is_keys(*where)) return true;
  }
  return false;
}

/* --- Keys of VNI */

/* What the key makes of the letter before it. */
static bool is_key_of_vni(char key, struct view letters) {
  char last = letters.length > 0 ? letters.data[letters.length - 1] : '\0';
  switch (key) {
  case '6':
    return strchr("aeo", last) != NULL;
  case '7':
    return strchr("ou", last) != NULL;
  case '8':
    return last == 'a';
  case '9':
    return letters.length == 1 && last == 'd';
  default:
    return key != '0' && strchr("aeiouy", last) != NULL;
  }
}

/* Whether a word in which digits stand between letters is one that only VNI has: Vie65t, d9o7n, tri2nh.
 * Digits behind all letters may be a number (khu65). */
static bool is_keys_of_vni(struct view word) {
  char letters[KEYS];
  size_t length = 0, tones = 0, inside = 0;
  if (word.length < 3 || word.length > KEYS) return false;
  for (size_t i = 0; i < word.length; i++) {
    char byte = word.data[i], next = i + 1 < word.length ? word.data[i + 1] : ' ';
    if (ascii_is_digit(byte)) {
      bool is_last = length > 0 && !ascii_is_letter(next) && inside > 0;
      if (length == 0 || (!is_key_of_vni(byte, (struct view){letters, length}) && !(is_last && byte < '6')))
        return false;
      tones += byte < '6';
      inside += ascii_is_letter(next);
    } else {
      if (!ascii_is_lower(byte) && (i > 0 || !ascii_is_upper(byte))) return false;
      letters[length++] = ascii_lower(byte);
    }
  }
  bool is_long = length > 2 || (length == 2 && view_starts_with(view_slice(word, 1, SIZE_MAX), "9"));
  return inside > 0 && tones < 2 && is_long && syllable_is_bare((struct view){letters, length});
}

/* --- Letters for digits */

char typing_slip_digit(char byte) {
  return byte == 'l' || byte == 'I' ? '1' : byte == 'o' || byte == 'O' ? '0' : byte;
}

/* The groups of digits that a number or a day in digits has. */
struct digit_groups {
  size_t lengths[3], count;
  char sign; /* between them */
};

/* False: it has letters that look like no digit, different signs, or too many groups. */
static bool read_groups(struct view word, struct digit_groups *groups) {
  *groups = (struct digit_groups){.count = 1};
  for (size_t i = 0; i < word.length; i++) {
    char byte = word.data[i];
    if (ascii_is_digit(typing_slip_digit(byte))) {
      groups->lengths[groups->count - 1]++;
      continue;
    }
    if (strchr("/.-,", byte) == NULL || (groups->sign != '\0' && groups->sign != byte) ||
        groups->lengths[groups->count - 1] == 0 || groups->count == 3)
      return false;
    groups->sign = byte;
    groups->count++;
  }
  return groups->lengths[groups->count - 1] > 0;
}

static bool is_behind(struct view text, size_t begin, const char *word) {
  return view_ends_with(view_slice(text, 0, begin), word);
}

/* Whether a day, a month or a year stands in words around it. */
static bool is_in_words(struct view text, size_t begin, size_t end) {
  return is_behind(text, begin, "gày ") || is_behind(text, begin, "háng ") || is_behind(text, begin, "ăm ") ||
         view_starts_with(view_slice(text, end, SIZE_MAX), " tháng ");
}

/* Whether letters stand for digits in a word that has both: in a day (l5/6/2026), a year (2O26), a number of
 * thousands (1.5OO) or hundreds (5OO). Other words may be what things are called (2O2, 10l). */
static bool has_letters_for_digits(struct view text, struct view word) {
  struct digit_groups groups;
  if (word.length < 2 || !read_groups(word, &groups)) return false;
  size_t begin = (size_t)(word.data - text.data), digits = 0;
  for (size_t i = 0; i < word.length; i++)
    digits += ascii_is_digit(word.data[i]);
  char first = typing_slip_digit(word.data[0]), second = typing_slip_digit(word.data[1]);
  const size_t *lengths = groups.lengths;
  bool is_short = lengths[0] <= 2 && (groups.count == 1 || lengths[1] <= 2);
  if (digits == 0) return false;
  if (is_short && groups.count < 3 && strchr(".,", groups.sign) != NULL)
    return is_in_words(text, begin, begin + word.length);
  if (groups.count == 3 && strchr("/-.", groups.sign) != NULL)
    return (is_short && lengths[2] == 4) || (groups.sign == '-' && lengths[0] == 4 && lengths[2] <= 2);
  if (groups.count == 2 && groups.sign == '/')
    return is_short ? is_in_words(text, begin, begin + word.length) : lengths[0] <= 2 && lengths[1] == 4;
  if (groups.count > 1) return strchr(".,", groups.sign) != NULL && lengths[0] <= 3 && lengths[1] == 3;
  if (lengths[0] == 4) return (first == '1' && second == '9') || (first == '2' && second == '0');
  for (size_t i = 1; i < word.length; i++)
    if (typing_slip_digit(word.data[i]) != '0') return false;
  return lengths[0] > 2 && ascii_is_digit(word.data[0]);
}

static struct view with_digits(struct arena *arena, struct view word) {
  char *copy = arena_allocate(arena, word.length);
  for (size_t i = 0; i < word.length; i++)
    copy[i] = typing_slip_digit(word.data[i]);
  return (struct view){copy, word.length};
}

/* A digit beside a letter of ASCII. */
static byte_block mark_mixed(byte_block first, byte_block second, byte_block third) {
  (void)third;
  byte_block first_letter = byte_block_between(first | 0x20, 'a', 'z');
  byte_block second_letter = byte_block_between(second | 0x20, 'a', 'z');
  return (byte_block_between(first, '0', '9') & second_letter) |
         (first_letter & byte_block_between(second, '0', '9'));
}

static bool is_of_number(char byte) {
  return is_word_byte(byte) || (byte != '\0' && strchr("/.-,", byte) != NULL);
}

/* Words in which letters and digits stand side by side. */
static bool find_mixed(struct view text, struct arena *arena, struct view *where, struct message *message) {
  for (size_t at = 0; (at = byte_block_find_three(text, at, mark_mixed)) < text.length; at++) {
    size_t begin = at, end = at;
    while (begin > 0 && is_of_number(text.data[begin - 1]))
      begin--;
    while (end < text.length && is_of_number(text.data[end]))
      end++;
    struct view word = view_slice(text, begin, end - begin);
    at = end - 1;
    while (word.length > 0 && strchr("/.-,", word.data[word.length - 1]) != NULL)
      word.length--;
    bool is_apart = begin == 0 || strchr(" (\"*", text.data[begin - 1]) != NULL;
    if (!is_apart || !(word.length < end - begin || is_end(text, end))) continue;
    *where = word;
    if (is_keys_of_vni(word)) {
      *message = message_keys_of_vni(word);
      return true;
    }
    if (has_letters_for_digits(text, word)) {
      *message = message_letters_for_digits(word, with_digits(arena, word));
      return true;
    }
  }
  return false;
}

/* --- Blanks that are missing */

static bool is_letter_byte(char byte) {
  return ascii_is_letter(byte) || (unsigned char)byte >= 0x80;
}

/* A sign of a sentence right before a letter. */
static byte_block mark_joined(byte_block first, byte_block second, byte_block third) {
  (void)third;
  byte_block sign = byte_block_is(first, '.') | byte_block_is(first, ',') |
                    byte_block_between(first, ':', ';') | byte_block_is(first, '!') |
                    byte_block_is(first, '?');
  byte_block letter = byte_block_between(second | 0x20, 'a', 'z') | byte_block_between(second, 0xC3, 0xC6) |
                      byte_block_is(second, 0xE1);
  return sign & letter;
}

/* Whether a word is a syllable of two letters or more in small letters, but for the first one. */
static bool is_syllable(struct arena *scratch, struct view word, bool *is_capital) {
  enum { LONGEST = 20 };
  if (word.length < 2 || word.length > LONGEST) return false;
  struct view small = text_fold_case(scratch, word), bare = text_fold(scratch, word);
  size_t first = 1;
  while (first < word.length && utf8_continues(word.data[first]))
    first++;
  *is_capital = !view_equal(view_slice(small, 0, first), view_slice(word, 0, first));
  return bare.length > 1 && syllable_is_bare(bare) &&
         view_equal(view_slice(small, first, SIZE_MAX), view_slice(word, first, SIZE_MAX));
}

static bool is_in_ascii(struct view text) {
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.data[i] >= 0x80) return false;
  return true;
}

static bool ends_with_year(struct view text) {
  struct view year = view_slice(text, text.length < 4 ? text.length : text.length - 4, SIZE_MAX);
  for (size_t i = 0; i < year.length; i++)
    if (!ascii_is_digit(year.data[i])) return false;
  return year.length == 4 && (view_starts_with(year, "19") || view_starts_with(year, "20"));
}

/* Between two syllables of which one has marks, or a year and a word that begins a sentence: not in the names
 * of sites and files, and not behind what is cut short (TP.HCM, ThS.Nguyễn, Q.Bình Thạnh). */
static bool find_joined(struct view text, struct arena *arena, struct view *where, struct message *message) {
  for (size_t at = 0; (at = byte_block_find_three(text, at, mark_joined)) < text.length; at++) {
    size_t begin = at, end = at + 1;
    while (begin > 0 && is_letter_byte(text.data[begin - 1]))
      begin--;
    while (end < text.length && is_letter_byte(text.data[end]))
      end++;
    bool is_year = begin == at && ends_with_year(view_slice(text, 0, at));
    if (is_year) begin = at - 4;
    struct view before = view_slice(text, begin, at - begin), behind = view_slice(text, at + 1, end - at - 1);
    size_t quote = view_find_byte(before, '\xE2', 0);
    bool is_apart = quote != VIEW_NOT_FOUND || begin == 0 || strchr(" (\"*", text.data[begin - 1]) != NULL;
    if (quote != VIEW_NOT_FOUND) before = view_slice(before, quote + 3, SIZE_MAX);
    behind = view_slice(behind, 0, view_find_byte(behind, '\xE2', 0));
    bool goes_on = end + 1 < text.length && text.data[end] == '.' && is_word_byte(text.data[end + 1]);
    if (!is_apart || goes_on || !is_end(text, at + 1 + behind.length) ||
        (is_in_ascii(before) && is_in_ascii(behind)))
      continue;
    struct arena scratch = {0};
    bool is_capital_before, is_capital = false;
    bool are_syllables = (is_year || is_syllable(&scratch, before, &is_capital_before)) &&
                         is_syllable(&scratch, behind, &is_capital);
    arena_free(&scratch);
    if (!are_syllables || (is_year && text.data[at] != '.') ||
        (!is_capital && strchr(",;", text.data[at]) == NULL))
      continue;
    *where = view_between(before.data, behind.data + behind.length);
    *message = message_blank_missing(
        *where, ARENA_JOIN(arena, view_between(before.data, behind.data), VIEW(" "), behind));
    return true;
  }
  return false;
}

/* --- All of them */

static byte_block mark_blanks(byte_block block) {
  return byte_block_is(block, ' ');
}

/* By the first byte of a word: how many it has at least where it begins with one of the small words. */
static const uint8_t least[UINT8_MAX + 1] = {['v'] = 6, ['c'] = 6, ['t'] = 8, ['n'] = 10, [0xC4] = 11};
static const bool opens[UINT8_MAX + 1] = {['('] = true, ['"'] = true, ['*'] = true, ['_'] = true};

static bool find_glued(struct view text, size_t begin, size_t blank, struct arena *arena, struct view *where,
                       struct message *message) {
  size_t end = begin;
  while (end < blank && is_word_byte(text.data[end]))
    end++;
  *where = view_slice(text, begin, end - begin);
  size_t second = where->length >= 6 ? second_word(*where) : 0;
  if (second == 0) return false;
  *message = message_words_glued(*where, ARENA_JOIN(arena, view_slice(*where, 0, second), VIEW(" "),
                                                    view_slice(*where, second, SIZE_MAX)));
  return true;
}

bool typing_slip_find(struct view text, struct arena *arena, struct view *where, struct message *message) {
  struct byte_block_marks marks = {0};
  for (size_t begin = 0, blank = 0; blank < text.length; begin = blank + 1) {
    blank = byte_block_next(text, &marks, mark_blanks);
    while (begin < blank && opens[(unsigned char)text.data[begin]])
      begin++;
    if (begin == blank) continue;
    size_t length = blank - begin, end, least_length = least[(unsigned char)text.data[begin]];
    if (length >= 3 && blank + 1 < text.length && is_twice(text, begin, blank, &end)) {
      *where = view_slice(text, begin, end - begin);
      *message = message_word_twice(*where);
      return true;
    }
    if (least_length > 0 && length >= least_length && find_glued(text, begin, blank, arena, where, message))
      return true;
  }
  if (find_keys(text, where)) {
    *message = message_keys_of_telex(*where);
    return true;
  }
  return find_mixed(text, arena, where, message) || find_joined(text, arena, where, message);
}
