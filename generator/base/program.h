/* Which program this is. */
#ifndef KYKET_BASE_PROGRAM_H
#define KYKET_BASE_PROGRAM_H

#include "base/buffer.h"

/* Adds what differs between any two builds of the program whose code differs: the build id that the linker
 * made of its bytes; without one, what the file system says of the program's file. A line of text. */
void program_add_identity(struct buffer *text);

#endif
