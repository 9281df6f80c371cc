#include "parts/import/small_letters.h"

#include "text/syllable.h"
#include "text/unicode.h"

#include <string.h>
#include <unicode/uchar.h>

bool small_letters_are_missing(struct view text) {
  bool has_capital = false;
  for (size_t at = 0; at < text.length;) {
    int32_t character = text_next_character(text, &at);
    if (u_islower(character)) return false;
    has_capital = has_capital || u_isupper(character);
  }
  return has_capital;
}

/* Cuts off the signs behind the word and returns them. */
static struct view cut_signs(struct view *word) {
  size_t length = word->length;
  while (length > 0 && strchr(".,:;()\"", word->data[length - 1]) != NULL)
    length--;
  struct view signs = view_slice(*word, length, SIZE_MAX);
  word->length = length;
  return signs;
}

/* How a word stands inside the text's sentences. */
struct spelling {
  struct view word;
  bool is_small;
};

/* Notes how the words of a title are written in the lines that are not in capital letters. What begins a
 * sentence says nothing. */
static void note_spellings(struct arena *arena, struct map *spellings, const struct view *lines,
                           size_t count) {
  enum { LINES = 400 };
  for (size_t i = 0; i < count && i < LINES; i++) {
    struct view rest = lines[i], word;
    if (small_letters_are_missing(rest)) continue;
    for (bool begins = true; view_next(&rest, ' ', &word);) {
      bool is_first = begins;
      begins = word.length > 0 && strchr(".:;-", word.data[word.length - 1]) != NULL;
      cut_signs(&word);
      size_t at = 0;
      if (word.length == 0 || is_first) continue;
      struct spelling *spelling = map_get(spellings, text_fold_case(arena, word));
      if (spelling == NULL) continue;
      spelling->is_small = spelling->is_small || !u_isupper(text_next_character(word, &at));
      if (spelling->word.length == 0) spelling->word = word;
    }
  }
}

/* A word of a name in the title, as the register or the text has that name; else as it is. Types of
 * agreements are no names. */
static struct view word_of_office(struct arena *arena, const struct text_unit *unit, const char *place,
                                  struct view small) {
  for (size_t i = 0; i < unit->mention_count; i++) {
    const struct mention *mention = &unit->mentions[i];
    const char *begin = unit->text.data + mention->begin;
    if (place < begin || place >= unit->text.data + mention->end) continue;
    if (mention->entry != NULL && mention->entry->type == &agreement_type_type) continue;
    struct view rest = mention->entry == NULL ? mention->unknown : mention->entry->heading, word;
    while (text_has_small_letter(rest) && view_next(&rest, ' ', &word))
      if (view_equal(text_fold_case(arena, word), small)) return word;
    if (place == begin) return text_capitalize(arena, small);
  }
  return small;
}

/* "TNCS", "MTTQ": what is no syllable is an abbreviation, and stays. */
static bool is_abbreviation(struct arena *arena, struct view small) {
  struct view bare = text_fold(arena, small);
  size_t at = 0;
  while (at < small.length)
    if (!u_isalpha(text_next_character(small, &at))) return false;
  return small.length > 1 && !syllable_is_bare(bare);
}

/* Names that any article may have in its title and nowhere else. */
static void write_names(struct buffer *text) {
  static const char *const names[] = {"Hồ Chí Minh", "Việt Nam", "Hà Nội"};
  struct arena arena = {0};
  struct view folded = text_fold_case(&arena, buffer_view(text));
  for (size_t i = 0; i < sizeof names / sizeof *names && folded.length == text->length; i++) {
    struct view name = text_fold_case(&arena, view_of(names[i]));
    for (size_t at = 0; (at = view_find(folded, name, at)) != VIEW_NOT_FOUND; at += name.length) {
      size_t end = at + name.length;
      bool is_whole = (at == 0 || folded.data[at - 1] == ' ') &&
                      (end == folded.length || strchr(" ,.;:)", folded.data[end]) != NULL);
      if (is_whole) memcpy(text->data + at, names[i], name.length);
    }
  }
  arena_free(&arena);
}

struct view small_letters_of(struct arena *arena, struct view title, const struct text_unit *unit,
                             const struct view *lines, size_t count) {
  struct map spellings = {0};
  struct view rest = title, word;
  while (view_next(&rest, ' ', &word)) {
    cut_signs(&word);
    void **slot = map_slot(&spellings, text_fold_case(arena, word));
    if (*slot == NULL) *slot = arena_allocate(arena, sizeof(struct spelling));
    *(struct spelling *)*slot = (struct spelling){.is_small = false};
  }
  note_spellings(arena, &spellings, lines, count);
  struct buffer text = {0};
  for (rest = title; view_next(&rest, ' ', &word);) {
    struct view signs = cut_signs(&word), small = text_fold_case(arena, word);
    const struct spelling *spelling = map_get(&spellings, small);
    bool is_name = spelling->word.length > 0 && !spelling->is_small;
    if (text.length > 0) buffer_add_byte(&text, ' ');
    struct view written = is_name ? spelling->word : word_of_office(arena, unit, word.data, small);
    bool is_short = view_equal(written, small) && is_abbreviation(arena, small);
    buffer_add(&text, is_short ? word : written);
    buffer_add(&text, signs);
  }
  write_names(&text);
  map_free(&spellings);
  struct view copy = arena_copy(arena, buffer_view(&text));
  buffer_free(&text);
  return copy;
}
