/* Which pages an increment makes again: what is published, compared with the entries of now. This page is for
 * all of this folder. An increment leaves the bytes that a full build would, by these invariants; behind each
 * stands a test that fails where it is broken.
 *
 *  1. A page is a function of its inputs (website_inputs), of what it reads of entries while it is written
 *     (struct reads), and of the stamp. Nothing else: no clock, no order of threads, no earlier page.
 *       tests/property/increments.js; manifest_test: what_was_saved_is_opened
 *  2. Every read of an entry's field is noted, field by field, when it is made: by templates through
 *     reads_field, by the site's own code through reads_note.
 *       template_reads_test; reads_test
 *  3. Equal fingerprints stand for equal values: each bit of each entry has a fingerprint that covers all
 *     that a read of that bit can see. What another entry says is read, and noted, as that one's own.
 *       fingerprints_test: what_a_file_says_changes_its_own_bit_alone
 *  4. A page stays if, and only if, its inputs are what they were and no bit that it has read is different:
 *     of a deleted entry every bit is.
 *       changes_test: a_file_is_spared_when_nothing_that_it_read_is_different
 *  5. The stamp covers all that every page depends on: the program, the libraries that parse, the theme,
 *     site.yaml, the options. Under another stamp every page is made again.
 *       increment.test.js; cache.test.js: another version of a library
 *  6. A manifest is used only for what is published: the marker in the output folder has its id. It is found
 *     without a lock first, and compared again when the output is locked.
 *       manifest_test: another_site_or_output_has_another_manifest
 *  7. A manifest of which any byte was changed is none, and then the site is published as a whole.
 *       manifest_test: a_damaged_manifest_is_none; file_test: any_changed_byte_makes_it_no_file
 *  8. A manifest is on the disk, and the files that it describes are too (publish/), before the marker with
 *     its id is; so after a power cut the marker never names pages that are not there.
 *       store_test: data_are_synced_before_they_are_named */
#ifndef KYKET_DEPEND_PUBLISHED_H
#define KYKET_DEPEND_PUBLISHED_H

#include "depend/changes.h"
#include "site/website.h"

struct published {
  const struct cache *cache;
  uint64_t output; /* stands for the output folder's place, see cache_map */
  uint64_t id;     /* of what is published there; 0: nothing is, or it is not known */
  bool full;       /* what is published is left out of account */
  struct arena arena;
  uint64_t stamp;      /* of the website that is to be published: all that every page depends on; never 0 */
  struct manifest old; /* closed where it is not known, or its stamp is another */
  struct fingerprints now;
  struct arena fingerprints; /* theirs */
  struct changes changes;    /* where there is an old one */
};

/* What website_open is to do beside the plan. Begin with cache, output, id and full, zeroed else; the cache
 * must stay. Nothing is locked or written. Release with published_close. */
struct website_beside published_beside(struct published *published, const struct registry *registry);

/* When the output is locked: looks again, unless this is what was found. */
void published_recheck(struct published *published, const struct website *website, uint64_t output,
                       uint64_t id);

static inline bool published_is_known(const struct published *published) {
  return manifest_is_open(&published->old);
}

/* When the fingerprints of now are not needed any more, only how many entries there are. */
void published_forget(struct published *published);

void published_close(struct published *published);

#endif
