/* Texts that were typed or pasted without care: what readers see of it. */
#ifndef KYKET_TEXT_UNTIDY_H
#define KYKET_TEXT_UNTIDY_H

#include "base/message.h"

enum untidy {
  UNTIDY_NOT,
  UNTIDY_BLANKS,
  UNTIDY_CAPITALS,
  UNTIDY_ENTITY,
  UNTIDY_MARKUP,
  UNTIDY_END,  /* the sign is the one it ends with */
  UNTIDY_STOP, /* it ends with a full stop that belongs to no abbreviation */
  UNTIDY_PAIR, /* the sign is both of the pair */
};

/* What is untidy in a title or name, which is plain text: blanks next to each other, capital letters
 * throughout, an entity of HTML ("&amp;"), or signs of markup ("**", "<b>"); a comma, full stop or the like
 * at the end, of quotes or brackets one without the other. `*sign` is which sign, where that is told apart.
 */
enum untidy text_untidiness(struct view title, struct view *sign);

/* The name of a person without how he is addressed ("Ông", "Đồng chí", "TS.") and what he is ("Bộ trưởng"):
 * the name itself where it begins with none. */
struct view text_bare_name(struct view name);

/* Whether a text is but the name that a camera, a messenger or a program gave a file ("IMG_2034.JPG",
 * "z3456789012345", "le-ky-ket-2024"), or a word in the place of one ("Untitled", "ảnh 1"). */
bool text_is_file_name(struct view text);

/* A character that is none of a text's, where it stands, and what is to be said of it, which points to
 * `code`. */
struct unseen {
  size_t at;
  struct message message;
  char code[12];
};

/* The first character that no text needs and nobody sees: without width, soft hyphens, byte order marks, line
 * separators and signs that turn the direction round; or an accent that belongs to no letter, or what stands
 * for a picture that was not copied. False: there is none, or it is a letter in an encoding from before
 * Unicode. The text is in NFC. */
bool text_find_unseen(struct view text, struct unseen *found);

/* The first sign that only one font has (of Unicode's private use), as Word's bullets are. */
bool text_find_sign_of_font(struct view text, struct unseen *found);

#endif
