/* Files below media/ and static/ that do not belong on a public site, told by their names: what programs
 * leave behind, what holds passwords or keys, and what runs in a reader's browser or on his computer. */
#ifndef KYKET_REGISTER_RISKY_FILES_H
#define KYKET_REGISTER_RISKY_FILES_H

#include "base/diagnostics.h"

/* Reports the file of that name below content/ and returns true where it is to be left out ("junk-file"), or
 * an error ("secret-file"). Below media/ a web page or program is an error too, and a document with macros a
 * warning ("active-file"). */
bool risky_file_report(struct view path, struct view name, struct diagnostics *diagnostics);

/* Whether the name alone says that the file holds a secret, which is reported then. */
bool risky_file_is_secret(struct view name);

/* Whether a robots.txt keeps all programs from all pages. */
bool risky_file_refuses_all(struct view robots);

#endif
