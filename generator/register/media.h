/* What the files below media/ and static/ are, by their first bytes: a photo that no browser shows, or a file
 * that git holds only a pointer to, is told where an entry names it. */
#ifndef KYKET_REGISTER_MEDIA_H
#define KYKET_REGISTER_MEDIA_H

#include "register/registry.h"

/* What is wrong with a file that is shown or offered all the same; bits of `flaws`. */
enum file_flaw {
  FILE_ENDS_EARLY = 1, /* its copying was broken off */
  FILE_FORM_BITS = 1,  /* from this bit on: the form that a picture is in, if its name says another */
};

/* Fills in the `content`, the `flaws` and the `size` of all files below media/ and static/, on all cores.
 * What the cache knows of an object is not read again, and what it does not know is kept in it. Flaws are
 * looked for where advice was asked for: a file that ends early is a warning ("media-content"), a picture of
 * another form a note ("file-name"). Whether a file is whole is not looked at in a revision with many of
 * them, for all would have to be unpacked. A file in static/ that is but a pointer of Git LFS is an error
 * ("media-content"); those below media/ are told by registry_resolve. A private key is an error
 * ("secret-file"), as is an SVG below media/ that runs something ("active-file"); one below static/ is a
 * warning, and one that loads from other sites or has entities, wherever it is. */
void registry_examine_media(struct registry *registry, struct source *source,
                            struct diagnostics *diagnostics);

/* Where that was asked for, notes of the files below media/ that no entry, menu or text in static/ names
 * ("unused-media"). After registry_resolve; left out as long as there are errors. */
void registry_advise_media(const struct registry *registry, struct source *source,
                           struct diagnostics *diagnostics);

/* The file whose address on the site is that path ("/media/…"); NULL when there is none. */
struct source_file *media_at_address(const struct registry *registry, struct view address);

/* Whether a file can be shown as a photo, or be offered as a document. A photo that no browser shows, as HEIC
 * and TIFF, is left to register/photos.h, where renditions may be made of it. */
bool media_is_good(const struct source_file *file, bool is_photo);

/* What is wrong with one that can't. */
struct message media_message(const struct source_file *file, bool is_photo);

#endif
