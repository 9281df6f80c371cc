/* The commands' options: one table, from which the command line is read and each command's help is printed.
 */
#ifndef KYKET_COMMAND_OPTIONS_H
#define KYKET_COMMAND_OPTIONS_H

#include "base/exit_status.h"
#include "base/message.h"
#include "register/registry.h"
#include "source/source.h"

#include <stdio.h>

/* In the order in which the table of options names them, as enum report_format. */
enum schema_format { SCHEMA_JSON, SCHEMA_MARKDOWN, SCHEMA_MAN, SCHEMA_SVELTIA };

enum sender { SENDER_RSYNC, SENDER_RCLONE };

struct options {
  struct source_options source;
  struct registry_options registry;
  const char *theme;    /* a folder; NULL: the theme that site.yaml names */
  const char *output;   /* a folder; NULL: not given */
  const char *base_url; /* NULL: site.yaml's */
  const char *cache;    /* a folder; NULL: .kyket beside the output */
  bool compress;        /* write compressed copies beside texts */
  bool no_sync;         /* the disk is not waited for */
  const char *since;    /* a revision; NULL: all is told */
  const char *stats;    /* a file; NULL: none */
  char **arguments;     /* what stands without an option before it */
  int argument_count;
  const char *id;                          /* of a new entry; NULL: made of its name */
  const char *reason;                      /* why an entry is removed */
  const char *replaced_by;                 /* the id of what takes its place; NULL: nothing does */
  const char *url;                         /* of the source; NULL: not given */
  const struct message_language *language; /* of --lang, else of the locale; NULL: neither names one */
  size_t threads;                          /* 0: as many as the process may use */
  int format;                              /* enum report_format of check, enum schema_format of schema */
  int sender;                              /* enum sender of publish */
  bool has_format;                         /* --format was given */
  unsigned port;                           /* of serve; 0: any that is free */
  bool full, force, strict, quiet, verbose;
};

/* Each command is a bit: a row of the table names the commands that have its option. */
enum command_set {
  OF_BUILD = 1,
  OF_CHECK = 2,
  OF_SCHEMA = 4,
  OF_LIST = 8,
  OF_NEW = 16,
  OF_RENAME = 32,
  OF_REMOVE = 64,
  OF_HOOK = 128,
  OF_IMPORT = 256,
  OF_PUBLISH = 1024,
  OF_SERVE = 512,
};

/* The language that --lang among the arguments names, else that of the locale by its name, installed or not:
 * of LC_ALL, else LC_MESSAGES, else LANG, of which the first that is not empty decides. NULL where that is C,
 * POSIX or a language without messages. */
const struct message_language *options_find_language(int argc, char **argv);

/* The language in which to speak of a site whose language has the tag: what the options name, else the
 * site's. An empty tag stands for no site at all. */
const struct message_language *options_language(const struct options *options, struct view tag);

/* Reads `argv[1]` on; `argv[0]` is the command's name. EXIT_DONE, else a message on standard error says what
 * is wrong. The day (`registry.today`) is --date, else SOURCE_DATE_EPOCH's in Vietnam, else today in Vietnam.
 */
enum exit_status options_read(struct options *options, enum command_set command, int argc, char **argv);

/* Prints "usage: kyket NAME [source] ..." with all options of the command, in lines of at most 100
 * characters. `lead` ("usage: ") begins the first line. Those that say what is read are in [source] together,
 * which options_print_source prints on a line of its own. */
void options_print_synopsis(FILE *stream, const char *lead, const char *name, enum command_set command);

void options_print_source(FILE *stream, const char *lead);

/* Prints what each option of the command does, an option a line or two. */
void options_print_descriptions(FILE *stream, enum command_set command,
                                const struct message_language *language);

/* Prints a usage message for the command `name` ("kyket build: PROBLEM: VALUE; see kyket build --help") to
 * standard error and returns EXIT_USAGE. `value` may be NULL. */
enum exit_status options_refuse(const struct options *options, const char *name, enum phrase problem,
                                const char *value);

#endif
