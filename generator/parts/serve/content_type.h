/* What a server says that a file is, by its name. */
#ifndef KYKET_PARTS_SERVE_CONTENT_TYPE_H
#define KYKET_PARTS_SERVE_CONTENT_TYPE_H

#include "base/view.h"

/* "application/octet-stream" of an ending that is not known. */
const char *content_type_of(struct view path);

#endif
