/* Files that have the name of a text and are something else: the cause of all that could be said of their
 * lines. */
#ifndef KYKET_PARSE_FOREIGN_FILE_H
#define KYKET_PARSE_FOREIGN_FILE_H

#include "base/diagnostics.h"

/* Whether the file is a document of an office program, a PDF, a web page, a pointer of Git LFS, locked by
 * git-crypt, in UTF-16, or has line ends that nothing reads any more; which is an error then ("not-text",
 * "not-utf8"). By the first bytes. */
bool foreign_file_report(struct view file, struct view text, struct diagnostics *diagnostics);

#endif
