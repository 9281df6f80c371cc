/* The files of entries in the order of the entries. */
#ifndef KYKET_REGISTER_READING_ORDER_H
#define KYKET_REGISTER_READING_ORDER_H

#include "register/entries.h"

/* The files, which are in the order of their paths, by id in each stretch of one kind; those of the same id
 * stay as they were. */
void reading_order(struct entry_file *files, size_t count, struct entry_file **order);

#endif
