/* The memory of libraries. */
#ifndef KYKET_COMMAND_LIBRARY_MEMORY_H
#define KYKET_COMMAND_LIBRARY_MEMORY_H

/* From here on a library that gets no memory ends the program as the program itself does (see base/memory.h).
 * Left to themselves some crash, some report an object that can't be read, and some go on with less, which
 * would show in pages. Before anything else uses a library. */
void library_memory_use(void);

#endif
