/* Bytes at a place of an open file: all of them, however many calls the system takes. Thread-safe. */
#ifndef KYKET_BASE_FILE_BYTES_H
#define KYKET_BASE_FILE_BYTES_H

#include "base/view.h"

#include <stdint.h>

/* False with errno. */
bool file_bytes_write(int file, uint64_t at, struct view bytes);

/* False with errno; EIO when the file ends before. */
bool file_bytes_read(int file, uint64_t at, char *bytes, size_t length);

#endif
