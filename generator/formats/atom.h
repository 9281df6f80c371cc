/* Atom feeds (RFC 4287). */
#ifndef KYKET_FORMATS_ATOM_H
#define KYKET_FORMATS_ATOM_H

#include "formats/feed.h"

void atom_write(struct buffer *buffer, const struct feed *feed);

#endif
