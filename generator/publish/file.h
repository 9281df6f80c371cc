/* Work on files of the disk, relative to an open folder. */
#ifndef KYKET_PUBLISH_FILE_H
#define KYKET_PUBLISH_FILE_H

#include "base/buffer.h"

/* Makes a file that is not there yet, with these bytes, or with those of all pieces one behind the other; 0,
 * or -1 with errno. */
int file_write(int folder, const char *path, struct view bytes);
int file_write_pieces(int folder, const char *path, const struct view *pieces, size_t count);

/* Adds all that is left in an open regular file to the buffer. False when it can't be read. */
bool file_read(int file, struct buffer *buffer);

/* The whole of an open regular file in memory, read ahead; no data when it is empty or can't be had. Unmap
 * with munmap. */
struct view file_map(int file);

/* Whether the file has these bytes; it is reached through no symbolic link. */
bool file_holds(int folder, const char *path, struct view bytes);

/* Whether two regular files hold the same; the right one is reached through no symbolic link. */
bool file_is_same(int left_folder, const char *left, int right_folder, const char *right);

#endif
