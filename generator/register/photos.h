/* Photos for the web. A photo that an entry shows is published as renditions of a few widths, which the part
 * kyket-photos makes (register/photo_maker.h) and the cache keeps by the photo's content
 * (cache/photo_store.h); the file itself is published only where something leads to it: a link, a list of
 * documents, the menu, or `original: true`. What is a dot, moves, or is an SVG is shown as it is; so is all
 * where the part is not installed, which a note says. Of PDFs that entries offer as documents the number of
 * pages is kept in the same way.
 *
 * Nothing is made, and no process started, for what the cache has. */
#ifndef KYKET_REGISTER_PHOTOS_H
#define KYKET_REGISTER_PHOTOS_H

#include "register/registry.h"

/* After registry_resolve: makes what is missing, fills in what entries and bodies show of photos and
 * documents, and withholds files (SOURCE_WITHHELD). Codes: "photo-unreadable", a warning at each place that
 * names the photo; of what browsers don't show an error, "media-content"; "photos-part", a note. While there
 * are errors nothing is made. */
void registry_prepare_photos(struct registry *registry, struct source *source,
                             struct diagnostics *diagnostics);

/* Lets the cache know what is used. */
void registry_keep_photos(const struct registry *registry);

/* All renditions, each once: pointers to struct rendition. Their `file` is below media/, and by content. */
const struct list *registry_renditions(const struct registry *registry);

/* The photo that a rendition is of. */
const struct source_file *rendition_source(const struct rendition *rendition);

/* The bytes of a rendition; what was lost from the cache meanwhile is made again. Several threads may ask.
 * False: they can't be had. */
bool registry_read_rendition(const struct registry *registry, struct source *source,
                             const struct rendition *rendition, struct buffer *bytes);

void photos_free(struct photos *photos);

#endif
