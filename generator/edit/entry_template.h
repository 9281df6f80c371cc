/* The text of a new entry: every field of its type, with its help as a comment. */
#ifndef KYKET_EDIT_ENTRY_TEMPLATE_H
#define KYKET_EDIT_ENTRY_TEMPLATE_H

#include "base/buffer.h"
#include "schema/records.h"

/* A field that is written as given, with the value as it stands in the file. */
struct given_field {
  const char *name;
  struct view value; /* empty: not given */
};

struct entry_template {
  const struct record_type *type;
  struct view id;    /* written where entries of the type share a file */
  struct view name;  /* the title or name */
  struct date today; /* for a day that must be given */
  const struct given_field *given;
  size_t given_count;
};

/* What must be given stands as keys to be filled in, all else behind `#`. An entry that can be a draft is
 * one. The file of an entry of its own: front matter and a line of body. Else an element of a data file's
 * list, its dash indented by `indent` blanks. */
void entry_template_write(struct buffer *buffer, const struct entry_template *entry, size_t indent);

/* A text as one value of YAML: plain where that means the same, else in single quotes. Ends of lines become
 * blanks. */
void yaml_add_text(struct buffer *buffer, struct view text);

#endif
