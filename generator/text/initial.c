#include "text/unicode.h"
#include "text/utf16.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

/* The marks that make a letter of its own in Vietnamese: circumflex, breve, horn. */
static bool makes_letter(UChar mark) {
  return mark == 0x0302 || mark == 0x0306 || mark == 0x031b;
}

struct view text_initial(struct arena *arena, struct view name) {
  struct utf16 text, parts, letter;
  utf16_open(&text);
  utf16_open(&parts);
  utf16_open(&letter);
  utf16_set(&text, name);
  utf16_normalize(UTF16_DECOMPOSED, &text, &parts);
  utf16_reserve(&letter, 8);
  int32_t at = parts.length > 1 && U16_IS_LEAD(parts.units[0]) ? 2 : parts.length > 0;
  UErrorCode status = U_ZERO_ERROR;
  letter.length = u_strToUpper(letter.units, 4, parts.units, at, "", &status);
  if (U_FAILURE(status)) letter.length = 0;
  for (; at < parts.length && letter.length < 8 && u_charType(parts.units[at]) == U_NON_SPACING_MARK; at++)
    if (makes_letter(parts.units[at])) letter.units[letter.length++] = parts.units[at];
  utf16_normalize(UTF16_COMPOSED, &letter, &text);
  struct buffer bytes = {0};
  utf16_add_to(&bytes, text.units, text.length);
  struct view copy = arena_copy(arena, buffer_view(&bytes));
  buffer_free(&bytes);
  utf16_close(&text);
  utf16_close(&parts);
  utf16_close(&letter);
  return copy;
}
