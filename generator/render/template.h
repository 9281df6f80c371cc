/* Templates: Mustache (https://mustache.github.io, spec 1.4: interpolation, sections, inverted sections,
 * partials, comments, delimiters, inheritance) compiled for the type of record that a page shows.
 *
 * - A name that the record types on the context stack don't have is an error with file, line, column and a
 * suggestion.
 * - `{{name}}` escapes; `{{{name}}}` and `{{&name}}` are only for markup the program made (FIELD_MARKUP,
 * FIELD_BODY): of anything else it is an error, so a theme can't let unescaped text into a page.
 * Markup in `{{name}}` is an error too. Records, lists and flags can't be printed.
 * - Dates take a form: `{{signed.iso}}`, `.year`, `.month`, `.day`, or the name of a pattern in the language
 * file (`{{signed.long}}` uses its string `date.long`); without a form `date.short`. A year alone prints
 * by the form's name with `_year` behind it where the language has that (`date.long_year`), else as its
 * number; a month by `date.short_month` (without one as `2025-10`) where the pattern holds a day; a date
 * without a time is shown by `date.short` where the pattern holds hours or minutes. `.month` and
 * `.day` are nothing where they are not known. `.has_time` is a flag.
 * - Lists have `.count`; within a section over a list `{{@first}}`, `{{@last}}` (flags) and `{{@number}}`
 * (from 1).
 * - `{{.}}` is the current value: a text of a list of texts, or what a section's condition was about.
 * - `{{i18n.NAME}}` is the language file's string, compiled in place as a template of its own (so it may hold
 * tags).
 * - A choice shows by a language string `{{i18n.@FIELD}}`: the string named after the field's name and value
 * ("review.annual"), chosen when the page is made; all of a field's choices must have a string. FIELD may be
 * dotted; the strings are named after its last part.
 * - Truth: a text, view, markup that is not empty; a date given; a number not 0; a flag; a link that is not
 * NULL; a record that was given; a list with elements (the section then runs per element).
 * - In a section over a FIELD_JSON value names are looked up in it first, when the page is made, and are
 * not checked. A record type whose only field is a FIELD_JSON called "." gives templates as the spec has
 * them: no name is checked, `{{{name}}}` prints any text, a partial that is missing is empty, and partials
 * may contain themselves. Lambdas and dynamic names are not supported.
 *
 * The way from a template's text to the bytes of a page:
 *
 *   tokens.h             the text is cut into tags and the text between them, line by line
 *   expand.h             partials, parents, blocks and language strings are replaced by their tokens
 *   resolve.h            each name becomes a place in a record: pointers to follow and an offset
 *   compile.c, emit.h    tokens and places become instructions (program.h); template_compile returns them
 *   execute.c            template_execute runs the instructions over a record and appends to a buffer
 *
 * Everything before execute.c happens once for each template and build; problems.h collects what is wrong. */
#ifndef KYKET_RENDER_TEMPLATE_H
#define KYKET_RENDER_TEMPLATE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/map.h"
#include "schema/type.h"

struct address_book;

/* One source text, of a template or of the language file. */
struct template_text {
  struct view file; /* for messages */
  struct view text;
  struct source_location location; /* where `text` begins in the file: {1, 1} of a template, the value's place
                       of a language string */
};

/* The only record of its type that pages lead to, which says the same to all of them: where a template prints
 * its texts they become part of it. No entry. */
struct template_constant {
  const struct record_type *type;
  const void *record;
};
enum { TEMPLATE_CONSTANTS = 2 };

/* What a theme brings. The maps' values are struct template_text; they, all they hold and the names must
 * outlive the compiled templates. */
struct template_library {
  struct map templates; /* by name without ".mustache": "layout", "agreement", "partial/card" */
  struct map strings;   /* by name: "signed_on", "date.long", "review.annual" */
  const struct date_names *date_names;  /* of the language; NULL: patterns can't have MMMM or EEEE */
  struct template_scans *scans;         /* shared by all that are compiled; NULL: each cuts all texts again */
  const struct address_book *addresses; /* of the website; NULL: nothing has an address */
  struct template_constant constants[TEMPLATE_CONSTANTS];
};

/* What the library's texts are cut into, each once. Thread-safe. Opened before the first template is
 * compiled, closed after the last. */
struct template_scans *template_scans_open(void);
void template_scans_close(struct template_scans *scans);

struct template;
struct reads;
struct texts;

/* Compiles the template `name` for pages that show a record of `type`. NULL when it has errors; they are in
 * the diagnostics, at most 50 (codes "template-syntax", "unknown-template", "unknown-name", "unknown-string",
 * "unprintable", "unescaped-text", "escaped-markup", "date-pattern", "template-recursion"). Lives in the
 * arena. */
struct template *template_compile(const struct template_library *library, struct view name,
                                  const struct record_type *type, struct arena *arena,
                                  struct diagnostics *diagnostics);

/* Writes the page. Thread-safe: the template is not changed. The entries' fields that are read are noted in
 * `reads`, unless it is NULL. `texts` gives the HTML of bodies (register/texts.h); NULL where all is held. */
void template_execute(const struct template *template, const void *record, struct buffer *buffer,
                      struct reads *reads, struct texts *texts);

#endif
