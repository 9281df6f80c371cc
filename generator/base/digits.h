/* Decimal numbers, without printf. */
#ifndef KYKET_BASE_DIGITS_H
#define KYKET_BASE_DIGITS_H

#include <stdint.h>

enum { DIGITS_MOST = 20 }; /* of a uint64_t, or of an int64_t and its sign */

/* Writes the number so that it ends at `end`; where it begins. */
static inline char *digits_before(char *end, uint64_t value) {
  do
    *--end = (char)('0' + value % 10);
  while ((value /= 10) > 0);
  return end;
}

/* The two digits of a number below 100; behind them. */
static inline char *digits_pair(char *to, uint32_t value) {
  to[0] = (char)('0' + value / 10);
  to[1] = (char)('0' + value % 10);
  return to + 2;
}

#endif
