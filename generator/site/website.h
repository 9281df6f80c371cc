/* The website of a register: which files there are, at which address, with what in them. */
#ifndef KYKET_SITE_WEBSITE_H
#define KYKET_SITE_WEBSITE_H

#include "base/threads.h"
#include "register/registry.h"
#include "schema/reads.h"
#include "site/files.h"
#include "source/theme_files.h"

struct texts;
struct address_book;

/* What the caller wants done on other cores while the site is planned, when the addresses of all entries are
 * known.
 */
struct website_side_work {
  void *context;
  /* Called first, once: whether a site of the same theme and options was made before by this program, so that
   * its templates have no mistakes. The website has its stamp and its registry, but no files yet. */
  bool (*is_known_good)(void *context, const struct website *website);
  threads_task *task; /* does `items` items */
  size_t items;
};

/* Plans the site and compiles the theme, or leaves templates that are known to be good to the first page of
 * each. The registry is not changed: other websites may show it at the same time. `base_url` replaces that of
 * site.yaml unless NULL. `source` gives the texts of the past; without one (NULL) pages say that they are not
 * there. All must stay until website_close. `side_work` may be NULL. NULL when there are errors, which are in
 * the diagnostics; then that work may not be done. */
struct website *website_open(const struct registry *registry, const struct theme_files *theme,
                             struct source *source, const char *base_url,
                             const struct website_side_work *side_work, struct diagnostics *diagnostics);
void website_close(struct website *website);

/* What every page depends on besides: the theme, site.yaml, the addresses, the options, but not the day. */
uint64_t website_stamp(const struct website *website);

const struct registry *website_registry(const struct website *website);

/* Where things are on the website. */
const struct address_book *website_addresses(const struct website *website);

const struct website_files *website_files(const struct website *website);

/* Where a file's bytes come from: it is a page, made by website_write; or it is copied from a file of the
 * source (else NULL); or it is a rendition of a photo (else NULL), see registry_read_rendition; or they are
 * there. */
bool website_is_page(const struct website_file *file);
const struct source_file *website_source(const struct website_file *file);
const struct rendition *website_rendition(const struct website_file *file);
struct view website_bytes(const struct website_file *file);

/* Stands for what a file is made of, but what a page reads (see website_write); 0: not known, of what lies on
 * disk. */
uint64_t website_inputs(const struct website_file *file);

/* Writes a page's bytes behind what is in the buffer, and notes in `reads`, unless it is NULL, what of the
 * entries the page has read: while that, the page's inputs and the website's stamp stay the same, so do its
 * bytes. Thread-safe; `scratch` is memory for the time of the call, and `texts` the thread's own: what it
 * could not find is missing in the page. */
void website_write(const struct website *website, const struct website_file *page, struct arena *scratch,
                   struct buffer *buffer, struct reads *reads, struct texts *texts);

#endif
