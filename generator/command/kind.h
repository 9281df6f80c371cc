/* The kinds and ids that a command is given. A file of its own, since several commands take them. */
#ifndef KYKET_COMMAND_KIND_H
#define KYKET_COMMAND_KIND_H

#include "command/options.h"

/* The kind of entries that a word names: by its type ("agreement_type", also with a hyphen), its folder
 * ("people") or, in a data file, that one's name ("provinces"). ENTRY_KINDS where there is none, and a
 * message has said so. */
enum entry_kind kind_find(const char *command, const char *word, const struct message_language *language);

/* Says that there is no kind of that name, with the nearest one, or the one that is called so in Vietnamese,
 * or all. */
void kind_refuse(const char *command, const char *word, const struct message_language *language);

/* The entry, by its id or its file; NULL where there is none, and a message has said so. */
struct entry *kind_find_entry(const char *command, const struct registry *registry, enum entry_kind kind,
                              const char *id, const struct message_language *language);

#endif
