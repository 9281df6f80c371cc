/* A harness: one function that takes any bytes, as libFuzzer calls it (clang -fsanitize=fuzzer), and what
 * driver.c needs to call it without libFuzzer. It aborts when a promise is broken. */
#ifndef KYKET_TESTS_FUZZ_H
#define KYKET_TESTS_FUZZ_H

#include "base/diagnostics.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the format is made of, put into inputs at random; NULL-terminated. */
extern const char *const fuzz_tokens[];

#define FUZZ_CHECK(promise)                                                                                  \
  do {                                                                                                       \
    if (!(promise)) {                                                                                        \
      fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #promise);                                  \
      abort();                                                                                               \
    }                                                                                                        \
  } while (0)

__attribute__((unused)) static void fuzz_check_message(const struct diagnostic *item,
                                                       const struct message_language *language) {
  struct buffer text = {0};
  diagnostic_write(&text, item, language);
  struct view message = buffer_view(&text);
  FUZZ_CHECK(message.length > 0 && text_is_utf8(message, NULL));
  FUZZ_CHECK(view_find_byte(message, '\n', 0) == VIEW_NOT_FOUND);
  buffer_free(&text);
}

/* Every message is one line of UTF-8 with a code, and at a place that there can be. */
__attribute__((unused)) static void fuzz_check_diagnostics(const struct diagnostics *diagnostics,
                                                           size_t size) {
  for (size_t i = 0; i < diagnostics->count; i++) {
    const struct diagnostic *item = &diagnostics->items[i];
    FUZZ_CHECK(item->code[0] != '\0');
    fuzz_check_message(item, &message_english);
    fuzz_check_message(item, &message_vietnamese);
    FUZZ_CHECK(item->location.line <= size + 2 && item->location.column <= size + 2);
  }
}

#endif
