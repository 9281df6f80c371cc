/* The order in which files are read into entries; reading itself is registry_read in register/stages.h. */
#ifndef KYKET_REGISTER_READING_H
#define KYKET_REGISTER_READING_H

#include "register/entries.h"

/* Puts the files, which are in the order of their paths, in the order of the entries: by id in each stretch
 * of one kind; those of the same id stay as they were. `order` has room for `count`. */
void reading_order(struct entry_file *files, size_t count, struct entry_file **order);

#endif
