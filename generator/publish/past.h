/* Pages as they are published, for those that take parts of them over. */
#ifndef KYKET_PUBLISH_PAST_H
#define KYKET_PUBLISH_PAST_H

#include "depend/changes.h"
#include "publish/output.h"
#include "site/website.h"

/* Opens what is published at the file's path, and tells what the page had read by the entries of now. False
 * when the file is not what the manifest says. The reads live in the arena; release with past_close. */
bool past_open(struct website_past *past, const struct output *output, const struct manifest *old,
               const struct manifest_file *file, const struct changes *changes, struct arena *arena);

void past_close(struct website_past *past);

#endif
