/* Compressed copies beside the texts that are published, as web servers look for them (nginx's gzip_static
 * and brotli_static): FILE.gz and FILE.br, where they are smaller. They follow the site, whose files are what
 * they were without them; a list in the output folder (.kyket-compressed) names those that are kyket's own,
 * so that no other file is replaced or removed. A copy has its text's time: one that has another is made
 * again. */
#ifndef KYKET_PUBLISH_COMPRESS_H
#define KYKET_PUBLISH_COMPRESS_H

#include "base/threads.h"
#include "publish/output.h"

struct compress_counts {
  size_t made, removed;
  bool no_brotli; /* the library can't be loaded, which only this loads: there are no FILE.br */
};

/* Brings the copies of what is published into order: makes those that are missing or older than their texts,
 * removes those without one. Looks at each file of the disk. False with
 * errno. */
bool compress_output(const struct output *output, struct threads *threads, struct compress_counts *counts);

/* Whether there are copies, which would be out of date soon. */
bool compress_is_used(const struct output *output);

/* Removes all copies. False with errno. */
bool compress_remove(const struct output *output);

#endif
