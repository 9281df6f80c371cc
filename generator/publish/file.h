/* Work on files of the disk, relative to an open folder. */
#ifndef KYKET_PUBLISH_FILE_H
#define KYKET_PUBLISH_FILE_H

#include "base/buffer.h"

/* Makes a file that is not there yet, with these bytes; 0, or -1 with errno. */
int file_write(int folder, const char *path, struct view bytes);

/* Adds all that is left in an open regular file to the buffer. False when it can't be read. */
bool file_read(int file, struct buffer *buffer);

/* By which the content of a published file is known again. */
uint64_t file_content_hash(struct view bytes);

/* Whether the file has these bytes; it is reached through no symbolic link. */
bool file_holds(int folder, const char *path, struct view bytes);

/* Whether two regular files hold the same; the right one is reached through no symbolic link. */
bool file_is_same(int left_folder, const char *left, int right_folder, const char *right);

#endif
