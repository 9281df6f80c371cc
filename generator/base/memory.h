/* Memory from the system. Running out of it is the one failure that is not handed up: the program says so
 * and exits with EXIT_ENVIRONMENT, which leaves the published site as it was. */
#ifndef KYKET_BASE_MEMORY_H
#define KYKET_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

enum { MEMORY_HUGE_PAGE = 2 * 1024 * 1024 };

/* Lets the memory that follows come from huge pages, where the system has them: it hands out one in less time
 * than a tenth of the small ones that make it up. Once, before there is a second thread. */
void memory_use_huge_pages(void);

/* Ends the program as when there are no more so many bytes; SIZE_MAX stands for more than can be counted. */
_Noreturn void memory_fail(size_t bytes);

/* `count` times `size` bytes, zeroed; freed with free(). */
void *memory_allocate(size_t count, size_t size);

/* As realloc, for `count` times `size` bytes; what is new is not zeroed. */
void *memory_resize(void *block, size_t count, size_t size);

/* `bytes` of huge pages, a whole number of them, not zeroed; freed with free(). */
void *memory_allocate_huge(size_t bytes);

/* As vasprintf, never NULL; freed with free(). */
char *memory_format(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* Makes room for one more in a growing array: doubles `capacity` when `count` has reached it. */
void *memory_grow(void *block, size_t count, size_t *capacity, size_t size);

/* What the bytes of a mapped file take in memory goes, if they are many: they are read again where they are
 * looked at. `bytes` is where the mapping begins. */
enum { MEMORY_MANY_BYTES = 64 * 1024 * 1024 };
void memory_let_go(const void *bytes, size_t length);

/* Whether what is only memory is given back though the program is about to end: just in the flavours of the
 * Makefile in which leaks are looked for. The system takes it all back at once, which is faster. */
#ifdef KYKET_FREE_AT_END
enum { MEMORY_FREED_AT_END = 1 };
#else
enum { MEMORY_FREED_AT_END = 0 };
#endif

#endif
