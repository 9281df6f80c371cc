/* Files of the register into records: an entry with its front matter, a data file's list, site.yaml. */
#ifndef KYKET_PARSE_ENTRY_H
#define KYKET_PARSE_ENTRY_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "schema/records.h"

enum { ID_LIMIT = 200 }; /* bytes */

/* Whether the id can be a part of an address: lower case letters without accents, digits, and behind the
 * first of them hyphens and underscores. */
bool parse_id_is_good(struct view id);

/* An id made of a name or of what can't be one: its letters as an address has them, of a long one its first
 * words, of which the last joins nothing ("và", "của"). Empty when nothing is left of it. */
struct view parse_offer_id(struct arena *arena, struct view name);

/* Whether this is a path on the site, without the / in front: plain characters, no empty part, none that
 * begins with a dot. */
bool parse_path_is_good(struct view path);

/* What stands for the id of an entry that has an address in its place: that, without a / around it. */
struct view parse_id_of_address(struct view address);

/* Makes text fit to be parsed: a byte order mark is dropped, what is not UTF-8 is an error ("not-utf8", at
 * its place), as is a letter under a pile of accents ("not-normalized"); other forms than NFC become NFC with
 * a warning (likewise). What git left of a merge is an error too ("conflict-marker"), of which nothing else
 * is read, as are changes in git's form. A word that was read in a wrong encoding is a warning
 * ("garbled-text"), as is one with
 * letters of another alphabet ("lookalike-letter"); a private key is an error that all is read of
 * ("secret-file"). False on an error. */
bool parse_clean_text(struct arena *arena, struct view file, struct view *text,
                      struct diagnostics *diagnostics);

/* The record of a Markdown file: front matter between two lines `---`, then the body. `path` is the file's
 * from the repository's root; the id is its name without ".md". Never NULL: what could be read is there, what
 * is wrong is reported (codes "no-front-matter", "too-long" and those of decode.h). Views go into
 * the text or the arena; the ids of references, which are freed once these are resolved, into `ids`, which
 * may be the same. */
struct entry *parse_entry(struct arena *arena, struct arena *ids, const struct record_type *type,
                          struct view path, struct view text, struct diagnostics *diagnostics);

/* The body of a Markdown file again: its HTML alone, as parse_entry and body_parse make it. No data when
 * there is none. Mistakes are not reported. */
struct view parse_body_html(struct arena *arena, struct view path, struct view text);

/* A data file: a list of mappings, each with its `id`. `*entries` is an array of pointers in the arena. */
void parse_data_file(struct arena *arena, const struct record_type *type, struct view path, struct view text,
                     struct list *entries, struct diagnostics *diagnostics);

/* site.yaml. Never NULL. */
struct site *parse_site(struct arena *arena, struct view path, struct view text,
                        struct diagnostics *diagnostics);

/* What rules of the register need to know of an entry's texts before they look at them: bits of enum
 * entry_flag, found once, when the file is parsed, so that most texts need not be looked at again. */
unsigned parse_entry_flags(const struct entry *entry);

/* The first text of the front matter that looks as if it were in an encoding from before Unicode; NULL: none
 * does. */
const struct text *parse_legacy_text(const struct record_type *type, const void *record);

/* The first such place in a body, in bytes; VIEW_NOT_FOUND: none is. */
size_t parse_legacy_place(struct view markdown);

#endif
