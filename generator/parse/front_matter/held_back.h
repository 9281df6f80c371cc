/* Keys by which an editor means to hold an entry back: near misses of `draft`, and what other programs of
 * this kind know. An entry that has one must not be published as if it were not there. */
#ifndef KYKET_PARSE_FRONT_MATTER_HELD_BACK_H
#define KYKET_PARSE_FRONT_MATTER_HELD_BACK_H

#include "base/view.h"

enum held_back {
  HELD_BACK_NOT,  /* the key holds nothing back */
  HELD_BACK,      /* as `draft: true` would */
  HELD_BACK_UNTIL /* until a moment, or from one on */
};

/* What a key that the type does not know would hold back with that value. Case, diacritics and what parts
 * words
 * (`isDraft`, `is_draft`, `Bản nháp`) don't count. */
enum held_back held_back_by(struct view key, struct view value);

#endif
