/* JSON Feed (https://www.jsonfeed.org/version/1.1/). */
#ifndef KYKET_FORMATS_JSON_FEED_H
#define KYKET_FORMATS_JSON_FEED_H

#include "formats/feed.h"

void json_feed_write(struct buffer *buffer, const struct feed *feed);

#endif
