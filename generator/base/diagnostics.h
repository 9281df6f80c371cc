/* What is wrong and where: collected from every phase, reported all at once, sorted by place. */
#ifndef KYKET_BASE_DIAGNOSTICS_H
#define KYKET_BASE_DIAGNOSTICS_H

#include "base/arena.h"
#include "base/mark.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct diagnostic {
  enum severity severity;
  struct view file; /* as the repository names it; empty for what has no file */
  struct mark mark;
  const char *code;    /* a stable name in lower case with hyphens: "unknown-reference" */
  struct view message; /* what is wrong and the way out, one line */
};

/* Zero-initialise to start; release with diagnostics_free. */
struct diagnostics {
  struct arena arena;
  struct diagnostic *items;
  size_t count, capacity;
  size_t errors, warnings;
  bool strict; /* warnings count and show as errors */
};

/* `file` and the message are copied; `code` must be a literal. */
void diagnostics_add(struct diagnostics *diagnostics, enum severity severity, struct view file,
                     struct mark mark, const char *code, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Adds all of `from`, at most as severe as `limit`. */
void diagnostics_append(struct diagnostics *into, const struct diagnostics *from, enum severity limit);

/* Orders by file, line, column; those of one place stay as they came. */
void diagnostics_sort(struct diagnostics *diagnostics);

/* Whether an error with this code is among them. */
bool diagnostics_have_error(const struct diagnostics *diagnostics, const char *code);

const char *severity_name(enum severity severity);

void diagnostics_free(struct diagnostics *diagnostics);

#endif
