#include "text/collation.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf16.h"

#include <stdlib.h>
#include <unicode/ucol.h>

struct collation {
  UCollator *collator;
};

struct collation *collation_open(const char *language) {
  char locale[ULOC_FULLNAME_CAPACITY];
  if (!utf16_locale_of(language, locale)) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = ucol_open(locale, &status);
  if (U_FAILURE(status)) return NULL;
  ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  if (U_FAILURE(status)) {
    ucol_close(collator);
    return NULL;
  }
  struct collation *collation = memory_allocate(1, sizeof *collation);
  collation->collator = collator;
  return collation;
}

void collation_close(struct collation *collation) {
  if (collation == NULL) return;
  ucol_close(collation->collator);
  free(collation);
}

/* Without the NUL that ends ICU's keys. */
static void add_key(struct buffer *buffer, const struct collation *collation, struct view text) {
  enum { USUAL_ROOM = 256 };
  struct utf16 units;
  utf16_open(&units);
  utf16_set(&units, text);
  int32_t room = USUAL_ROOM;
  int32_t length = ucol_getSortKey(collation->collator, units.units, units.length,
                                   (uint8_t *)buffer_reserve(buffer, USUAL_ROOM), room);
  if (length > room) {
    room = length;
    length = ucol_getSortKey(collation->collator, units.units, units.length,
                             (uint8_t *)buffer_reserve(buffer, (size_t)room), room);
  }
  utf16_check(length == 0 ? U_MEMORY_ALLOCATION_ERROR : U_ZERO_ERROR);
  buffer->length += (size_t)length - 1;
  utf16_close(&units);
}

static struct view copy_and_free(struct arena *arena, struct buffer *buffer) {
  struct view copy = arena_copy(arena, buffer_view(buffer));
  buffer_free(buffer);
  return copy;
}

struct view collation_key(const struct collation *collation, struct arena *arena, struct view text) {
  struct buffer buffer = {0};
  add_key(&buffer, collation, text);
  return copy_and_free(arena, &buffer);
}

struct view collation_name_key(const struct collation *collation, struct arena *arena, struct view name) {
  name = view_trim(name);
  size_t given = name.length;
  while (given > 0 && !ascii_is_space(name.data[given - 1]))
    given--;
  struct buffer buffer = {0};
  add_key(&buffer, collation, view_slice(name, given, SIZE_MAX));
  buffer_add_byte(&buffer, '\0'); /* less than any byte of a key */
  add_key(&buffer, collation, view_trim(view_slice(name, 0, given)));
  return copy_and_free(arena, &buffer);
}
