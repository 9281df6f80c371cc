/* Elements added to the end of a data file's list. */
#ifndef KYKET_EDIT_DATA_FILE_H
#define KYKET_EDIT_DATA_FILE_H

#include "edit/edits.h"
#include "register/registry.h"

struct data_file {
  struct edits *edits;
  struct view path;
  size_t indent; /* of the dashes of its elements */
  struct view text;
  bool is_new; /* made with the first element that is added, behind those that the program has of its own */
  const struct registry *registry;
  enum entry_kind kind;
};

/* The file that holds the entries of the kind. False with a diagnostic where it can't be read, and where its
 * list stands in brackets ("not-editable"). */
bool data_file_open(struct data_file *file, struct edits *edits, const struct registry *registry,
                    enum entry_kind kind, struct diagnostics *diagnostics);

/* Adds the text of elements, lines that begin with a dash at the file's indent; once. */
void data_file_add(const struct data_file *file, struct view elements);

#endif
