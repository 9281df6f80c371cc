/* What is wrong and where: collected from every phase, reported all at once, sorted by place. */
#ifndef KYKET_BASE_DIAGNOSTICS_H
#define KYKET_BASE_DIAGNOSTICS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/message.h"
#include "base/source_location.h"

struct diagnostic {
  enum severity severity; /* that of its kind, or a lower one for a draft, or a higher one for --strict */
  enum message_kind kind;
  struct view file; /* as the repository names it; empty for what has no file */
  struct source_location location;
  const char *code;                         /* that of its kind */
  const struct message_argument *arguments; /* what its message is made of */
  size_t unshown;                           /* further messages with its code and file that are not kept */
};

/* The most messages of one code about one file that are kept; the report says how many more there are. */
enum { DIAGNOSTICS_SHOWN = 100 };

/* Zero-initialise to start; release with diagnostics_free. */
struct diagnostics {
  struct arena arena;
  struct diagnostic *items;
  size_t count, capacity;
  size_t errors, warnings; /* those that are not kept are among them */
  struct map kinds;        /* how many there are of each code and file */
  bool strict;             /* warnings count and show as errors */
};

/* Adds a message with the severity of its kind. `file` and the texts in the message are copied. */
void diagnostics_add(struct diagnostics *diagnostics, struct view file, struct source_location location,
                     struct message message);

/* The same with another severity. */
void diagnostics_add_as(struct diagnostics *diagnostics, enum severity severity, struct view file,
                        struct source_location location, struct message message);

/* What it was made of; the texts are its own. */
struct message diagnostic_message(const struct diagnostic *item);

/* Writes what is wrong and the way out, one line. */
void diagnostic_write(struct buffer *buffer, const struct diagnostic *item,
                      const struct message_language *language);

/* Adds one that another collection holds, and those that it stands for, with its severity. */
void diagnostics_add_again(struct diagnostics *diagnostics, const struct diagnostic *item);

/* Adds all of `from`, at most as severe as `limit`. */
void diagnostics_append(struct diagnostics *into, const struct diagnostics *from, enum severity limit);

/* Takes out those, with the ones that they stand for, of which the function is true. */
void diagnostics_remove(struct diagnostics *diagnostics,
                        bool (*is_unwanted)(const struct diagnostic *item, void *context), void *context);

/* Takes out warnings and notes. */
void diagnostics_keep_errors(struct diagnostics *diagnostics);

/* Orders by file, line, column; those of one place stay as they came. Behind those of a file comes a note of
 * how many more there are of a code. */
void diagnostics_sort(struct diagnostics *diagnostics);

/* Whether an error with this code is among them. */
bool diagnostics_have_error(const struct diagnostics *diagnostics, const char *code);

void diagnostics_free(struct diagnostics *diagnostics);

#endif
