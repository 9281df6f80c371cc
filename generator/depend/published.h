/* Which pages an increment makes again: what is published, compared with the entries of now. This page is for
 * all of this folder, whose parts published.c puts together. An increment leaves the bytes that a full build
 * would, by these invariants; with each stand tests that fail where it is broken.
 *
 * 1. A page is a function of its inputs (website_inputs), of what it reads of entries while it is written
 *    (struct reads) and of the stamp. Nothing else: no clock, no order of threads, no earlier page.
 *      tests/property/increments.js
 * 2. Each read of an entry's field is noted when it is made, by templates and by the code of site/ alike.
 *      template_reads_test: each_field_that_is_read_is_noted
 * 3. Equal fingerprints stand for equal values: each bit of an entry has one that covers all that a read of
 *    that bit can show. What is shown of another entry is read, and noted, as that entry's.
 *      fingerprints_test: what_a_file_says_is_its_entrys_own,
 *      a_derived_field_differs_with_what_it_is_derived_from, a_body_differs_with_what_its_links_show
 * 4. A page stays only if its inputs are what they were and no bit that it has read is different. Of an entry
 *    that was deleted every bit is.
 *      changes_test: a_file_is_unchanged_when_nothing_it_read_is_different,
 *      entries_that_come_and_go_move_the_others
 * 5. The stamp covers all that every page depends on: the program, the libraries that parse, the theme,
 *    site.yaml, the options. Under another stamp every page is made again.
 *      cache.test.js: another version of cmark; increment.test.js: a mistake in a theme that is new is
 * reported
 * 6. A manifest is used only for what is published: the marker in the output folder, which is locked for all
 *    of the build, has its id.
 *      manifest_test: another_site_or_output_has_another_manifest
 * 7. A manifest of which any byte was changed is none; then the site is published as a whole.
 *      manifest_test: damaged_bytes_are_refused; cache_file_test: any_changed_byte_makes_it_no_file
 * 8. What is published and the manifest of it are on the disk before the marker names them. After a power cut
 *    the marker may be older than a manifest, which then is used for nothing.
 *      store_test: data_are_synced_before_they_are_named */
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
  struct fingerprints now; /* the items only where there is an old one: the manifest's writer makes others */
  struct arena fingerprints; /* theirs */
  struct changes changes;    /* where there is an old one */
};

/* What website_open is to do while it plans the site. Begin with cache, output, id and full, zeroed else; the
 * cache must stay, and the output must be locked, so that the id stays what it is. Release with
 * published_close. */
struct website_side_work published_side_work(struct published *published, const struct registry *registry);

/* When the website is open: what has changed besides entries. */
void published_finish(struct published *published, const struct website *website);

static inline bool published_is_known(const struct published *published) {
  return manifest_is_open(&published->old);
}

/* When the fingerprints of now are not needed any more, only how many entries there are. */
void published_forget(struct published *published);

void published_close(struct published *published);

#endif
