/* The shortest way to turn one sequence into another by leaving out and putting in, by Eugene W. Myers, "An
 * O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), in its linear-space form: the middle
 * of the way is found from both ends, and each half is solved likewise. */
#ifndef KYKET_TEXT_SEQUENCE_DIFFERENCE_H
#define KYKET_TEXT_SEQUENCE_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Equal numbers are equal elements. */
struct sequence {
  const uint32_t *items;
  size_t count;  /* below INT32_MAX / 4 */
  bool *changed; /* written: not in the other sequence. Zeroed by the caller. */
};

/* Marks what is only in one of the two. Takes at most `*budget` steps, which are taken off it; false when
 * they are used up, and what is marked then is of no use. Memory is at most 16 bytes an element. */
bool sequence_difference(struct sequence old, struct sequence new, size_t *budget);

#endif
