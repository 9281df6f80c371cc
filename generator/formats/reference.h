/* The reference of record types for people: what may stand in a register's files, and what a theme's
 * templates can name. As Markdown (CommonMark with pipe tables), or as mdoc(7) for the manual's pages. */
#ifndef KYKET_FORMATS_REFERENCE_H
#define KYKET_FORMATS_REFERENCE_H

#include "base/message.h"
#include "schema/records.h"

enum reference_format { REFERENCE_MARKDOWN, REFERENCE_MAN };

/* The keys of a kind of files (`type`: an entry's type or site_type) and of the parts that they have. */
void reference_write(struct buffer *buffer, const struct record_type *type, enum reference_format format);

/* The keys of all kinds of files, site.yaml first; each kind of part once. */
void reference_write_all(struct buffer *buffer, enum reference_format format);

/* A template, and the type of what it shows. */
struct reference_template {
  struct view name;
  const struct record_type *type;
  bool optional;
};

/* The names that templates have: those that all have, those of each, and those of each record type that they
 * lead to. */
void reference_write_templates(struct buffer *buffer, const struct reference_template *templates,
                               size_t count, enum reference_format format);

/* The codes of diagnostics in alphabetical order, each with the messages that have it. In braces stands what
 * is different each time. */
void reference_write_diagnostics(struct buffer *buffer, enum reference_format format,
                                 const struct message_language *language);

#endif
