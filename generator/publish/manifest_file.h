/* The manifest's two files on the disk: the arrays of a part, one behind the other, under a checksum. */
#ifndef KYKET_PUBLISH_MANIFEST_FILE_H
#define KYKET_PUBLISH_MANIFEST_FILE_H

#include "publish/manifest.h"

enum manifest_file_kind { MANIFEST_WHOLE, MANIFEST_LATER };

/* Maps the output's file of the kind. `whole` is the checksum of the whole that it goes on from; 0: it is one
 * itself. Its own is put in `checksum` unless that is NULL. False when there is none of these, or it is
 * damaged; what stands in the arrays is for the caller to check. The bytes are released with
 * manifest_file_close, in any case. */
bool manifest_file_open(const char *folder, const struct output *output, enum manifest_file_kind kind,
                        uint64_t whole, struct view *bytes, uint64_t *checksum, struct manifest_state *state,
                        struct manifest_part *part);

void manifest_file_close(struct view bytes);

/* Saves parts as one, in one step, in the folder, which is made when it is missing; with a whole, what goes
 * on from another is removed. False with errno. */
bool manifest_file_save(const char *folder, const struct output *output, enum manifest_file_kind kind,
                        uint64_t whole, const struct manifest_state *state, const struct manifest_part *parts,
                        size_t count);

#endif
