/* Bytes of files of the disk: all of them, however many calls the system takes. Thread-safe. */
#ifndef KYKET_BASE_FILES_H
#define KYKET_BASE_FILES_H

#include "base/buffer.h"

#include <stdint.h>

/* At a place of an open file. False with errno. */
bool file_write_at(int file, uint64_t at, struct view bytes);

/* The same; EIO when the file ends before. */
bool file_read_at(int file, uint64_t at, char *bytes, size_t length);

/* Makes a file below a folder that is not there yet, with these bytes; 0, or -1 with errno. */
int file_write(int folder, const char *path, struct view bytes);

/* Adds all that is left in an open regular file to the buffer. False when it can't be read. */
bool file_read(int file, struct buffer *buffer);

#endif
