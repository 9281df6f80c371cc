/* Memory from the system. Running out of it is the one failure that is not handed up: the program says so
 * and exits with EXIT_ENVIRONMENT. What is published then is what a kill at that moment leaves. */
#ifndef KYKET_BASE_MEMORY_H
#define KYKET_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

enum { MEMORY_HUGE_PAGE = 2 * 1024 * 1024 };

/* Lets the memory that follows come from huge pages, where the system has them: it hands out one in less time
 * than a tenth of the small ones that make it up. Once, before there is a second thread. */
void memory_use_huge_pages(void);

/* Reports that `bytes` bytes could not be had, and ends the program with EXIT_ENVIRONMENT; SIZE_MAX stands
 * for more than can be counted. */
_Noreturn void memory_fail(size_t bytes);

/* `count` times `size` bytes, zeroed. The caller owns them and frees them with free(). Never NULL, unless no
 * bytes are asked for: a failure ends the program, as in all functions here. */
void *memory_allocate(size_t count, size_t size);

/* As realloc, for `count` times `size` bytes: takes over `block` (which may be NULL), and the caller owns the
 * result. What is new is not zeroed. */
void *memory_resize(void *block, size_t count, size_t size);

/* `bytes` of huge pages, a whole number of them, not zeroed; freed with free(). */
void *memory_allocate_huge(size_t bytes);

/* Makes room for one more element in a growing array that the caller owns: takes over `block`, which has room
 * for `*capacity` elements, and doubles it when `count` has reached that. Returns the array. */
void *memory_grow(void *block, size_t count, size_t *capacity, size_t size);

/* Evicts a mapped file from memory, if it has many bytes: they are read again where they are next used.
 * `bytes` is where the mapping begins. */
enum { MEMORY_MANY_BYTES = 64 * 1024 * 1024 };
void memory_evict(const void *bytes, size_t length);

/* Whether what is only memory is given back though the program is about to end: just in the flavours of the
 * Makefile in which leaks are looked for. The system takes it all back at once, which is faster. */
#ifdef KYKET_FREE_AT_END
enum { MEMORY_FREED_AT_END = 1 };
#else
enum { MEMORY_FREED_AT_END = 0 };
#endif

#endif
