/* A title, paragraph or caption as words, and what is named in it. */
#ifndef KYKET_PARTS_IMPORT_TEXT_UNIT_H
#define KYKET_PARTS_IMPORT_TEXT_UNIT_H

#include "parts/import/name_index.h"

struct mention {
  size_t begin, end;         /* in the unit's text, in bytes */
  const struct entry *entry; /* NULL: not known, or not which of several */
  struct view unknown;       /* the name of an office that the register does not know */
};

struct text_unit {
  struct view text;
  bool is_loud; /* all its letters are capital ones */
  struct tokens tokens;
  struct mention *mentions;
  size_t mention_count;
};

/* The province of an organization, or NULL. */
const struct entry *mention_province(const struct entry *entry);

/* The first token, and the first mention, that begins at the place or behind it. */
size_t text_unit_token_at(const struct text_unit *unit, size_t place);
size_t text_unit_mention_at(const struct text_unit *unit, size_t place);

/* Whether the token is there and is the word, folded. */
bool text_unit_is(const struct text_unit *unit, size_t i, const char *folded);

/* Whether the words from one token to another are one name: no mark that parts them. */
bool text_unit_is_together(const struct text_unit *unit, size_t from, size_t length, bool with_commas);

/* Whether so many tokens begin with capital letters. */
bool text_unit_are_capital(const struct text_unit *unit, size_t from, size_t length);

/* The token as it is written; empty where there is none. */
struct view text_unit_word(const struct text_unit *unit, size_t i);

/* The text from one token to the last of so many. */
struct view text_unit_part(const struct text_unit *unit, size_t from, size_t length);

/* "6", "ba": the number, above 1, that the token is; 0: none. */
long long text_unit_number(const struct text_unit *unit, size_t i);

/* Whether the tokens are part of a document's number and not all of it: no name stands there. */
bool text_unit_is_in_number(const struct text_unit *unit, size_t from, size_t length);

#endif
