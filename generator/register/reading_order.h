/* In which order entries are taken from images. */
#ifndef KYKET_REGISTER_READING_ORDER_H
#define KYKET_REGISTER_READING_ORDER_H

#include "register/entries.h"

/* The files, which are in the order of their paths, by kind and id: so they come to lie in memory as the
 * register goes through them, again and again. */
void reading_order(struct entry_file *files, size_t count, struct entry_file **order);

#endif
