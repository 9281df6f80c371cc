/* The path of a request as the name of a file of the site. */
#ifndef KYKET_PARTS_SERVE_REQUEST_PATH_H
#define KYKET_PARTS_SERVE_REQUEST_PATH_H

#include "base/buffer.h"

/* Adds what the path says, without the slash that it begins with. False for what no link of the site is: a
 * path without a slash before it, empty, "." and ".." parts, however they are written, encoded slashes,
 * backslashes, control characters, a wrong percent sign, and what is not UTF-8. */
bool request_path_read(struct view written, struct buffer *path);

/* Adds what a value of a query says: + is a blank, %XX a byte. False: a wrong percent sign. */
bool request_value_read(struct view written, struct buffer *value);

#endif
