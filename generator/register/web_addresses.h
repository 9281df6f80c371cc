/* The web addresses that records give in fields of their own: of sources, offices, documents. */
#ifndef KYKET_REGISTER_WEB_ADDRESSES_H
#define KYKET_REGISTER_WEB_ADDRESSES_H

#include "register/registry.h"

/* Is given each address with the entry that it stands in, which may be one that is not published. */
typedef void take_web_address(void *context, const struct entry *entry, const struct text *address);

/* Goes through all entries by number, and through the fields of each in the order of their tables. */
void registry_each_web_address(const struct registry *registry, take_web_address *take, void *context);

#endif
