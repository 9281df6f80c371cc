/* The symbol of a Vietnamese document, as decrees on clerical work and the Party's rules have it:
 *
 *   74/2019/NĐ-CP, 128/NQ-CP          number, year, kind, issuers
 *   4286-CTPH/BLĐTBXH-TWĐTN           number, kind, issuers
 *   01/2018/NQLT/CP-BCA               a kind may be parted by / from its issuers
 *   202/2025/QH15                     a law: the National Assembly and its term, no kind
 *
 * A number has up to six digits and may end in a small letter (30a); a kind and an issuer are capital letters
 * and digits that begin with a letter, with fewer small letters among them (TTg, CTr). */
#ifndef KYKET_TEXT_DOCUMENT_NUMBER_H
#define KYKET_TEXT_DOCUMENT_NUMBER_H

#include "base/message.h"

enum { DOCUMENT_ISSUERS = 16 };

/* All parts are views into what was parsed. */
struct document_number {
  struct view number;
  int year;         /* 0: none */
  struct view kind; /* empty: a law */
  struct view issuers[DOCUMENT_ISSUERS];
  size_t issuer_count; /* at least 1 */
};

/* What a message says of a symbol that is none. */
typedef struct message say_of_number(struct view number);

/* Reads a symbol, all of the text; NULL when it is one, else what is wrong with it. */
say_of_number *document_number_parse(struct view text, struct document_number *number);

/* 01/2002/NQLT, 01/NQLT/2002: a joint document's number, year and kind, as old ones and the press have them.
 */
bool document_number_is_without_issuer(struct view text);

/* The next symbol in a running text at `from` or behind it, at word boundaries: no letter, digit, or sign of
 * an address or file name next to it. Data NULL when there is none. Any bytes will do. */
struct view document_number_find(struct view text, size_t from);

/* Whether a symbol that stands right behind the text would be part of a longer word. */
bool document_number_is_glued(struct view text_before);

#endif
