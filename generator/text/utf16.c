#include "text/utf16.h"

#include "base/memory.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

enum { REPLACEMENT = 0xFFFD };

void utf16_check(UErrorCode status) {
  if (U_FAILURE(status)) memory_fail(SIZE_MAX);
}

void utf16_open(struct utf16 *text) {
  text->units = text->room;
  text->length = 0;
  text->capacity = UTF16_ROOM;
}

void utf16_close(struct utf16 *text) {
  if (text->units != text->room) free(text->units);
}

void utf16_reserve(struct utf16 *text, int32_t capacity) {
  text->length = 0;
  if (capacity <= text->capacity) return;
  utf16_close(text);
  text->units = memory_allocate((size_t)capacity, sizeof *text->units);
  text->capacity = capacity;
}

void utf16_set(struct utf16 *text, struct view utf8) {
  if (utf8.length > UTF16_MOST_BYTES) utf8.length = UTF16_MOST_BYTES;
  utf16_reserve(text, (int32_t)utf8.length);
  if (utf8.length == 0) return;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(text->units, text->capacity, &text->length, utf8.data, (int32_t)utf8.length,
                       REPLACEMENT, NULL, &status);
  utf16_check(status);
}

void utf16_normalize(enum utf16_form form, const struct utf16 *from, struct utf16 *to) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *rules =
      form == UTF16_COMPOSED ? unorm2_getNFCInstance(&status) : unorm2_getNFDInstance(&status);
  utf16_check(status);
  utf16_reserve(to, from->length);
  int32_t length = unorm2_normalize(rules, from->units, from->length, to->units, to->capacity, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    utf16_reserve(to, length);
    length = unorm2_normalize(rules, from->units, from->length, to->units, to->capacity, &status);
  }
  utf16_check(status);
  to->length = length;
}

bool utf16_is_composed(const struct utf16 *text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *rules = unorm2_getNFCInstance(&status);
  UBool composed = unorm2_isNormalized(rules, text->units, text->length, &status);
  utf16_check(status);
  return composed != 0;
}

void utf16_add_to(struct buffer *buffer, const UChar *units, int32_t length) {
  if (length == 0) return;
  int32_t room = length <= INT32_MAX / 3 ? length * 3 : INT32_MAX;
  char *to = buffer_reserve(buffer, (size_t)room);
  int32_t written = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8WithSub(to, room, &written, units, length, REPLACEMENT, NULL, &status);
  utf16_check(status);
  buffer->length += (size_t)written;
}

bool utf16_locale_of(const char *language, char locale[ULOC_FULLNAME_CAPACITY]) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t read = 0;
  uloc_forLanguageTag(language, locale, ULOC_FULLNAME_CAPACITY, &read, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return false;
  if (read == 0 || language[read] != '\0') return false;
  UResourceBundle *data = ures_open(NULL, locale, &status);
  ures_close(data);
  return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}
