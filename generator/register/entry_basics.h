/* What an entry's own file and the options say of it, whatever its kind: its heading, its key, whether it is
 * published. Needs no other entry, so that threads do it while they read. */
#ifndef KYKET_REGISTER_ENTRY_BASICS_H
#define KYKET_REGISTER_ENTRY_BASICS_H

#include "register/registry.h"

struct settling {
  bool drafts, future;
  int32_t today; /* no news is later when it is not known */
  struct settling_fields {
    const struct field *title, *short_title, *draft; /* NULL: the kind has none */
  } fields[ENTRY_KINDS];
};

void settling_open(struct settling *settling, const struct registry_options *options);

void settle_entry(const struct settling *settling, struct entry *entry);

#endif
