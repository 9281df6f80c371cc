/* The register as it is on disk, planned as a website whose pages are made when they are asked for: the last
 * state without mistakes, and what is wrong with the newest. */
#ifndef KYKET_PARTS_SERVE_PREVIEW_H
#define KYKET_PARTS_SERVE_PREVIEW_H

#include "command/project.h"
#include "parts/serve/wording.h"
#include "register/texts.h"

enum { PREVIEW_PAGES_KEPT = 16 };

struct preview {
  const struct options *options;
  const struct message_language *language;
  struct project *shown;    /* NULL: there was no state without mistakes yet */
  struct project *newest;   /* NULL: there is nothing to settle */
  struct project *former;   /* that is not shown, or no longer; NULL: none */
  struct texts texts;       /* of what is shown */
  struct wording wording;   /* likewise */
  struct diagnostics found; /* in the newest state, which is shown unless there are errors */
  uint64_t generation;      /* grows with each state */
  struct arena scratch;
  /* The pages that were written last, as what a text of the register was made of may be gone from the disk.
   */
  struct {
    struct buffer path, bytes, source; /* of an entry's own page its file */
  } kept[PREVIEW_PAGES_KEPT];
  size_t kept_next; /* that is the next to go */
};

/* `options` and what they point to must stay. Release with preview_close. */
void preview_open(struct preview *preview, const struct options *options);
void preview_close(struct preview *preview);

/* Shows the words of a file that was saved, that of an entry whose page was written lately, before everything
 * is read again, which takes longer and is to follow. False: nothing is shown of it. */
bool preview_show_words(struct preview *preview, struct view path);

/* Reads the register and the theme again. EXIT_ENVIRONMENT: they could not be read; as with mistakes, what is
 * shown stays. */
enum exit_status preview_read(struct preview *preview);

/* Keeps what was read for the next time, and releases what is not shown: what readers need not wait for. */
void preview_settle(struct preview *preview);

/* Whether what is shown was read from a file of that path, among others. */
bool preview_has_file(const struct preview *preview, struct view path);

/* The file of the site at that path, without a slash before it; NULL: there is none. */
const struct website_file *preview_find(const struct preview *preview, struct view path);

/* Adds the bytes of a page or another file that is not copied from the disk. Where what a page shows can't be
 * read, as when it was written again with mistakes, they are those of the last time. False: there was none.
 */
bool preview_write(struct preview *preview, const struct website_file *file, struct buffer *bytes);

/* Another one when what is shown of these bytes of a page is another: it, or what the theme lays beside it.
 * 0: nothing is shown. */
uint64_t preview_digest(const struct preview *preview, struct view page);

/* Another one when the theme is, or what else all pages are made with. 0: nothing is shown. */
uint64_t preview_look(const struct preview *preview);

/* Adds as JSON what a browser that has this page open (NULL: one that is not there) shows besides: the
 * generation, a digest of the page, its source file, mistakes, warnings, and the words around them. */
void preview_describe(struct preview *preview, const struct website_file *page, struct buffer *json);

/* Adds the configuration of the forms that change the files on disk. */
void preview_write_forms_config(const struct preview *preview, struct buffer *json);

#endif
