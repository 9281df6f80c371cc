/* What an entry's own file and the options say of it, whatever its kind: its heading, its key, whether it is
 * published. Needs no other entry, so that threads do it while they read. */
#ifndef KYKET_REGISTER_ENTRY_BASICS_H
#define KYKET_REGISTER_ENTRY_BASICS_H

#include "register/registry.h"

struct entry_basics {
  bool drafts, future;
  int32_t today; /* no news is later when it is not known */
  struct entry_basics_fields {
    const struct field *title, *short_title, *draft; /* NULL: the kind has none */
  } fields[ENTRY_KINDS];
};

void entry_basics_open(struct entry_basics *entry_basics, const struct registry_options *options);

void entry_basics_init(const struct entry_basics *entry_basics, struct entry *entry);

#endif
