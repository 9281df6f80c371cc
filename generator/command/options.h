/* The options that commands share, and the order of their phases. */
#ifndef KYKET_COMMAND_OPTIONS_H
#define KYKET_COMMAND_OPTIONS_H

#include "base/exit_status.h"
#include "register/registry.h"
#include "source/source.h"

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_GITHUB, REPORT_SARIF };

struct options {
  struct source_options source;
  struct registry_options registry;
  const char *theme;    /* a folder; NULL: the one that site.yaml names */
  const char *output;   /* NULL: "output" in the repository's folder */
  const char *base_url; /* NULL: site.yaml's */
  const char *cache;    /* a folder; NULL: .kyket beside the output */
  size_t threads;       /* 0: as many as there are cores */
  bool full;            /* without the cache */
  const char *stats;    /* a file; NULL: none */
  enum report_format format;
  bool strict, quiet, verbose;
};

enum option_set { OPTIONS_OF_BUILD, OPTIONS_OF_CHECK };

/* Reads `argv[1]` on. EXIT_DONE, else a usage message was printed. `date` defaults to SOURCE_DATE_EPOCH's
 * day, else today's, in Vietnam. */
enum exit_status options_read(struct options *options, enum option_set set, int argc, char **argv);

#endif
