/* Unicode text: validity, normalisation (NFC), folding and slugs. Built on ICU. */
#ifndef KYKET_TEXT_UNICODE_H
#define KYKET_TEXT_UNICODE_H

#include "base/arena.h"
#include "base/view.h"

/* Whether the bytes are UTF-8; if not, `*bad_offset` (may be NULL) is where it stops being so. */
bool text_is_utf8(struct view text, size_t *bad_offset);

/* The character at `*at`, which must lie in the text, and moves behind it; below 0 when the bytes there are
 * none. */
int32_t text_next_character(struct view text, size_t *at);

/* Whether the text, which is UTF-8, is in NFC. */
bool text_is_normalized(struct view text);

/* Whether it is UTF-8 in NFC, told by the bytes alone: true of nearly all Vietnamese texts. False says
 * nothing. */
bool text_is_surely_clean(struct view text);

/* Where the first letter is that has more combining marks than any language writes, so that ordering them
 * takes long; the text's length when none has. To be looked at before a foreign text is normalized. */
size_t text_find_mark_pile(struct view text);

/* The text, which is UTF-8, in NFC: itself where it is so already, else a copy in the arena. */
struct view text_normalize(struct arena *arena, struct view text);

/* What a reader types without care: lower case, without diacritics, đ as d ("Nghệ An" -> "nghe an").
 * Other scripts keep their base letters. It is NFD without nonspacing marks (Mn), full case folding, NFC, and
 * always a copy; folding twice changes nothing more. */
struct view text_fold(struct arena *arena, struct view text);

/* The text without the difference of upper and lower case, in NFC; diacritics stay ("Nghệ An" -> "nghệ an").
 * Always a copy; what is not UTF-8 becomes U+FFFD. */
struct view text_fold_case(struct arena *arena, struct view text);

/* Whether one of the text's letters is a small one; "SỞ Y TẾ" has none. */
bool text_has_small_letter(struct view text);

/* With a capital letter at its beginning ("đặc khu" -> "Đặc khu"): itself, or a copy in the arena. */
struct view text_capitalize(struct arena *arena, struct view text);

/* Folded, with every run of what is neither ASCII letter nor digit as one hyphen, none at the ends
 * ("Căn cứ & cơ sở" -> "can-cu-co-so"). Empty when nothing is left. */
struct view text_slug(struct arena *arena, struct view text);

/* The letter that a name is listed under in Vietnamese: the first, upper case, without its tone but with what
 * makes it a letter of its own ("ánh" -> "A", "ân" -> "Â", "đức" -> "Đ"). Empty for an empty name. */
struct view text_initial(struct arena *arena, struct view name);

#endif
