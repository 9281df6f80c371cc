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
  static const char *const words[] = {"của", "và",    "các",  "những", "với",  "cho",  "tại",
                                      "đã",  "sẽ",    "bởi",  "nhằm",  "theo", "được", "bị",
                                      "khi", "thuộc", "giữa", "hoặc",  "rằng"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_equal_string(word, words[i])) return true;
  return false;
}

/* "của của cải", "bị bị cáo": the second begins another word. */
static bool goes_on_as_another(struct view word, struct view behind) {
  static const char *const pairs[][2] = {{"của", " cải"}, {"theo", " đuổi"}, {"với", " tay"},
                                         {"bị", " cáo"},  {"bị", " can"},    {"bị", " đơn"},
                                         {"cho", " vay"}, {"cho", " thuê"},  {"cho", " phép"}};
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
  if (!find_keys(text, where)) return false;
  *message = message_keys_of_telex(*where);
  return true;
}
