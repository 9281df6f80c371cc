/* Whether "ký" tells of the signing that a text reports, or of what was signed before or shall be. */
#ifndef KYKET_PARTS_IMPORT_SIGNING_TIME_H
#define KYKET_PARTS_IMPORT_SIGNING_TIME_H

#include "parts/import/text_unit.h"

/* "ký" as a word for signing: not "kỳ" or "kỷ", which are the same when folded, nor "đăng ký", "ký ức". */
bool signing_is_word(const struct text_unit *unit, size_t i);

/* The token is that word, and something is signed by it when the text reports: not "thực hiện quy chế đã ký",
 * "từ khi ký", "sẽ ký", nor a pledge, "ký cam kết". */
bool signing_is_now(const struct text_unit *unit, size_t i);

/* The token is that word, and what it tells of shall be signed: "sẽ ký", "dự kiến ký". */
bool signing_is_to_come(const struct text_unit *unit, size_t i);

/* Whether the name of a kind of document that is agreed on stands at a token of the part of the unit, or a
 * word for working together: "quy chế", "thỏa thuận", "phối hợp". */
bool signing_names_document(const struct text_unit *unit, size_t from, size_t to);

/* Whether the name of a kind of document stands there: "quy chế", "thỏa thuận". */
bool signing_names_paper(const struct text_unit *unit, size_t from, size_t to);

/* "ký kết Quy chế …": the first token of what is signed, right behind the token of "ký" or behind a few
 * words; 0: none. */
size_t signing_object(const struct text_unit *unit, size_t i);

#endif
