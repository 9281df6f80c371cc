/* UTF-16, which ICU's functions want: only for the sources of this folder. */
#ifndef KYKET_TEXT_UTF16_H
#define KYKET_TEXT_UTF16_H

#include "base/buffer.h"
#include "base/view.h"

#include <unicode/uloc.h>
#include <unicode/utypes.h>

enum { UTF16_ROOM = 256, UTF16_MOST_BYTES = 1 << 28 };

/* Start with utf16_open; release with utf16_close. Must not be copied: short texts are in `room`. */
struct utf16 {
  UChar *units;
  int32_t length, capacity;
  UChar room[UTF16_ROOM];
};

/* Ends the program as a lack of memory does when an ICU function failed that has no other reason to. */
void utf16_check(UErrorCode status);

void utf16_open(struct utf16 *text);
void utf16_close(struct utf16 *text);

/* Room for `capacity` units; what was there is lost. */
void utf16_reserve(struct utf16 *text, int32_t capacity);

/* Takes UTF-8, of UTF16_MOST_BYTES at the most; what is not UTF-8 becomes U+FFFD. */
void utf16_set(struct utf16 *text, struct view utf8);

enum utf16_form { UTF16_COMPOSED, UTF16_DECOMPOSED };

/* Writes `from` in NFC or NFD into `to`, another text. */
void utf16_normalize(enum utf16_form form, const struct utf16 *from, struct utf16 *to);

bool utf16_is_composed(const struct utf16 *text);

/* Appends the units as UTF-8. */
void utf16_add_to(struct buffer *buffer, const UChar *units, int32_t length);

/* ICU's name of a BCP 47 tag; false when the tag is wrong or ICU knows no such language. */
bool utf16_locale_of(const char *language, char locale[ULOC_FULLNAME_CAPACITY]);

#endif
