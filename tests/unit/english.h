/* What diagnostics say, for tests that look at the words. */
#ifndef KYKET_TESTS_ENGLISH_H
#define KYKET_TESTS_ENGLISH_H

#include "base/diagnostics.h"

/* What the diagnostic says in English, till the 16th call after this one. */
__attribute__((unused)) static struct view english_of(const struct diagnostic *item) {
  static struct buffer texts[16];
  static size_t calls;
  struct buffer *text = &texts[calls++ % 16];
  buffer_clear(text);
  diagnostic_write(text, item, &message_english);
  buffer_add_byte(text, '\0');
  text->length--;
  return buffer_view(text);
}

#endif
