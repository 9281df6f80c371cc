/* Whether a file is whole: pictures and documents whose copying or sending was broken off lack their end. */
#ifndef KYKET_BASE_FILE_END_H
#define KYKET_BASE_FILE_END_H

#include "base/view.h"

/* Whether it can be told of a file that begins so, by the form that its first bytes say: JPEG, PNG, WebP, PDF
 * and the zipped files of office programs. */
bool file_has_end(struct view beginning);

/* Whether the open file of that size, of which file_has_end is true, ends too early. Something behind the end
 * does no harm, as what telephones add to photos. Reads the last of it, and all of it only where the end is
 * not there. False too where it can't be read. */
bool file_ends_early(int file, struct view beginning, size_t size);

#endif
