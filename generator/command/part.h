#ifndef KYKET_COMMAND_PART_H
#define KYKET_COMMAND_PART_H

/* Parts: programs of their own beside kyket, for what needs a library that a build must not load. A part is
 * named kyket-NAME. It lies in the folder of the program that runs, where `make` builds it, or in
 * ../libexec/kyket/ seen from there, where `make install` puts it. */

#include "base/exit_status.h"
#include "base/message.h"

#include <stdbool.h>
#include <stddef.h>

/* The part's path. False: it is not installed. */
bool part_find(const char *name, char *path, size_t size);

/* The part that makes renditions of photos: for struct photo_options. */
bool part_find_photos(char *path, size_t size);

/* Becomes the part `name`, with `argv` (argv[0]: the command's name) as its arguments. Returns only where
 * that fails, and has said so. */
enum exit_status part_execute(const char *name, char **argv, const struct message_language *language);

#endif
