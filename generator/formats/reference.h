/* The reference of the front matter as Markdown, a table a record type. */
#ifndef KYKET_FORMATS_REFERENCE_H
#define KYKET_FORMATS_REFERENCE_H

#include "base/buffer.h"
#include "schema/records.h"

/* The type and the types of its parts. */
void reference_write(struct buffer *buffer, const struct record_type *type);

/* All types of files, site.yaml first. */
void reference_write_all(struct buffer *buffer);

#endif
