#include "command/options.h"

#include "command/report.h"
#include "site/address.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <time.h>

/* Options without a short form; the others are named by their letter. */
enum {
  OPTION_REV = 256,
  OPTION_WORKTREE,
  OPTION_CONTENT,
  OPTION_THEME,
  OPTION_DATE,
  OPTION_STRICT,
  OPTION_FULL,
  OPTION_FORCE,
  OPTION_SINCE,
  OPTION_NO_SYNC,
  OPTION_COMPRESS,
  OPTION_CACHE,
  OPTION_STATS,
  OPTION_FORMAT,
  OPTION_ID,
  OPTION_URL,
  OPTION_PORT,
  OPTION_LANG,
  OPTION_EXTERNAL,
  OPTION_WITH,
  OPTION_REASON,
  OPTION_REPLACED_BY
};

/* `value` is how the help calls the option's value (NULL: it takes none); words with | between them are the
 * only values that there are. `help` is what the option does. */
struct option_row {
  int code;
  unsigned commands;
  bool is_source; /* says what is read */
  enum phrase help;
  const char *name, *value;
};

enum {
  OF_BOTH = OF_BUILD | OF_CHECK,
  OF_EDITS = OF_NEW | OF_RENAME | OF_REMOVE | OF_IMPORT, /* they change the files on disk */
  OF_WORKTREE = OF_EDITS | OF_SERVE,                     /* they read the files on disk */
  OF_SOURCE = OF_BOTH | OF_LIST | OF_WORKTREE,
  OF_ALL = OF_SOURCE | OF_SCHEMA | OF_HOOK | OF_PUBLISH,
};

static const struct option_row option_rows[] = {
    {'C', OF_SOURCE | OF_HOOK, true, PHRASE_option_repo, "repo", "DIR"},
    {OPTION_REV, OF_BOTH | OF_LIST | OF_HOOK, true, PHRASE_option_rev, "rev", "REV"},
    {OPTION_WORKTREE, OF_BOTH, true, PHRASE_option_worktree, "worktree", NULL},
    {OPTION_CONTENT, OF_SOURCE | OF_HOOK, true, PHRASE_option_content, "content", "PATH"},
    {OPTION_THEME, OF_BOTH | OF_SERVE, true, PHRASE_option_theme, "theme", "DIR"},
    {'o', OF_BUILD | OF_HOOK | OF_PUBLISH, false, PHRASE_option_output, "output", "DIR"},
    {'b', OF_BOTH | OF_HOOK, false, PHRASE_option_base_url, "base-url", "URL"},
    {OPTION_REASON, OF_REMOVE, false, PHRASE_option_reason, "reason", "TEXT"},
    {OPTION_REPLACED_BY, OF_REMOVE, false, PHRASE_option_replaced_by, "replaced-by", "ID"},
    {OPTION_DATE, OF_BOTH | OF_NEW | OF_REMOVE | OF_IMPORT | OF_SERVE, false, PHRASE_option_date, "date",
     "DATE"},
    {'D', OF_BOTH, false, PHRASE_option_drafts, "drafts", NULL},
    {'F', OF_BOTH, false, PHRASE_option_future, "future", NULL},
    {OPTION_FORMAT, OF_CHECK, false, PHRASE_option_report_format, "format", "text|json|github|gitlab|sarif"},
    {OPTION_FORMAT, OF_SCHEMA, false, PHRASE_option_schema_format, "format", "json|markdown|man|sveltia"},
    {OPTION_SINCE, OF_CHECK, false, PHRASE_option_since, "since", "REV"},
    {OPTION_EXTERNAL, OF_CHECK, false, PHRASE_option_external, "external", NULL},
    {OPTION_STRICT, OF_BOTH | OF_HOOK, false, PHRASE_option_strict, "strict", NULL},
    {'j', OF_BUILD, false, PHRASE_option_jobs, "jobs", "N"},
    {OPTION_FULL, OF_BUILD, false, PHRASE_option_full, "full", NULL},
    {OPTION_FORCE, OF_BUILD, false, PHRASE_option_force, "force", NULL},
    {OPTION_NO_SYNC, OF_BUILD, false, PHRASE_option_no_sync, "no-sync", NULL},
    {OPTION_CACHE, OF_BUILD, false, PHRASE_option_cache, "cache", "DIR"},
    {OPTION_COMPRESS, OF_BUILD, false, PHRASE_option_compress, "compress", NULL},
    {OPTION_STATS, OF_BUILD, false, PHRASE_option_stats, "stats", "FILE"},
    {OPTION_ID, OF_NEW | OF_IMPORT, false, PHRASE_option_id, "id", "ID"},
    {OPTION_URL, OF_IMPORT, false, PHRASE_option_url, "url", "URL"},
    {OPTION_WITH, OF_PUBLISH, false, PHRASE_option_with, "with", "rsync|rclone"},
    {OPTION_PORT, OF_SERVE, false, PHRASE_option_port, "port", "N"},
    {OPTION_LANG, OF_ALL, false, PHRASE_option_lang, "lang", "vi|en"},
    {'q', OF_BOTH | OF_PUBLISH, false, PHRASE_option_quiet, "quiet", NULL},
    {'v', OF_BOTH, false, PHRASE_option_verbose, "verbose", NULL},
};
enum { OPTION_ROWS = sizeof option_rows / sizeof option_rows[0] };

/* What a command takes without an option before it, how much at least and at most. */
static const struct argument_row {
  unsigned commands;
  int least, most;
  const char *synopsis;
} argument_rows[] = {
    {OF_SCHEMA, 0, 1, " [KIND]"},
    {OF_LIST, 1, 1, " KIND [source]"},
    {OF_NEW, 1, INT_MAX, " KIND NAME... [-C DIR] [--content PATH]"},
    {OF_HOOK, 1, 1, " install [-C DIR] [--rev REV] [--content PATH]"},
    {OF_IMPORT, 1, 1, " FILE|- [-C DIR] [--content PATH]"},
    {OF_PUBLISH, 1, 1, " TARGET"},
    {OF_RENAME, 3, 3, " KIND ID NEW-ID [-C DIR] [--content PATH]"},
    {OF_REMOVE, 2, 2, " KIND ID [-C DIR] [--content PATH]"},
    {OF_SERVE, 0, 0, " [-C DIR] [--content PATH] [--theme DIR]"},
    {OF_BOTH, 0, 0, " [source]"},
};

static const struct argument_row *arguments_of(enum command_set command) {
  const struct argument_row *row = argument_rows;
  while ((row->commands & command) == 0)
    row++;
  return row;
}

static bool has_letter(const struct option_row *row) {
  return row->code < OPTION_REV;
}

/* What getopt_long takes. */
struct getopt_tables {
  struct option names[OPTION_ROWS + 1];
  char letters[2 * OPTION_ROWS + 2];
};

static void fill_getopt_tables(struct getopt_tables *tables, enum command_set command) {
  struct option *name = tables->names;
  char *letter = tables->letters;
  *letter++ = ':'; /* then getopt returns another character for a missing value than for an unknown option */
  for (const struct option_row *row = option_rows; row < option_rows + OPTION_ROWS; row++) {
    if ((row->commands & command) == 0) continue;
    int has_value = row->value == NULL ? no_argument : required_argument;
    *name++ = (struct option){row->name, has_value, NULL, row->code};
    if (!has_letter(row)) continue;
    *letter++ = (char)row->code;
    if (row->value != NULL) *letter++ = ':';
  }
  *name = (struct option){NULL, 0, NULL, 0};
  *letter = '\0';
}

/* The locale's name for messages; NULL: there is none. */
static const char *name_of_locale(void) {
  static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
    const char *value = getenv(variables[i]);
    if (value != NULL && value[0] != '\0') return value;
  }
  return NULL;
}

const struct message_language *options_find_language(int argc, char **argv) {
  const struct message_language *language = NULL;
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
    const char *value = NULL;
    if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) value = argv[++i];
    if (strncmp(argv[i], "--lang=", 7) == 0) value = argv[i] + 7;
    if (value != NULL) language = message_language_find(view_of(value));
  }
  const char *locale = name_of_locale();
  return language == NULL && locale != NULL ? message_language_find(view_of(locale)) : language;
}

/* Who writes a register writes Vietnamese unless its site is in English; without a site, who stands there
 * looks after a machine that speaks no language, which is English. */
const struct message_language *options_language(const struct options *options, struct view tag) {
  if (options->language != NULL) return options->language;
  if (tag.length == 0) return &message_english;
  return message_language_find(tag) == &message_english ? &message_english : &message_vietnamese;
}

enum exit_status options_refuse(const struct options *options, const char *name, enum phrase problem,
                                const char *value) {
  report_sentence(stderr, options_language(options, (struct view){NULL, 0}),
                  value == NULL ? sentence_usage(name, problem)
                                : sentence_usage_of_value(name, problem, value));
  return EXIT_USAGE;
}

static void set_moment(struct options *options, struct date moment) {
  options->registry.today = date_of_day_number(date_day_number(moment));
  options->registry.now = moment.precision == DATE_TIME ? date_seconds(moment) : 0;
}

static enum exit_status read_today(struct options *options, const char *command) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  long long seconds = (long long)time(NULL);
  if (epoch != NULL && epoch[0] != '\0') {
    char *end;
    errno = 0;
    seconds = strtoll(epoch, &end, 10);
    if (*end != '\0' || errno != 0 || seconds < 0 || seconds > 253402275599)
      return options_refuse(options, command, PHRASE_bad_epoch, epoch);
  }
  set_moment(options, date_of_seconds(seconds));
  return EXIT_DONE;
}

static const char *choices_of(int option, enum command_set command) {
  for (size_t i = 0; i < OPTION_ROWS; i++)
    if (option_rows[i].code == option && (option_rows[i].commands & command) != 0)
      return option_rows[i].value;
  return "";
}

/* The number of the value among the option's choices, from 0. */
static bool read_choice(const char *value, int option, enum command_set command, int *number) {
  struct view rest = view_of(choices_of(option, command)), choice;
  for (int i = 0; view_next(&rest, '|', &choice); i++) {
    if (!view_equal_string(choice, value)) continue;
    *number = i;
    return true;
  }
  return false;
}

static bool read_count(const char *text, size_t *count) {
  size_t length = strlen(text);
  *count = strtoul(text, NULL, 10);
  return length > 0 && length < 5 && strspn(text, "0123456789") == length && *count > 0;
}

static bool read_port(const char *text, unsigned *port) {
  size_t length = strlen(text);
  *port = (unsigned)strtoul(text, NULL, 10);
  return length > 0 && length < 6 && strspn(text, "0123456789") == length && *port <= 65535;
}

/* Without slashes at the end. */
static size_t trimmed_length(const char *path) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/')
    length--;
  return length;
}

/* A day, or a day and time. */
static bool read_moment(struct options *options, const char *value) {
  struct date moment;
  if (!date_parse(view_of(value), false, &moment) || moment.precision < DATE_DAY) return false;
  set_moment(options, moment);
  return true;
}

/* One option; false when its value is wrong, with the reason in `*problem`. */
static bool read_option(struct options *options, enum command_set command, int option, char *value,
                        enum phrase *problem) {
  switch (option) {
  case 'C':
    options->source.repository = value;
    return true;
  case OPTION_REV:
    options->source.revision = value;
    return true;
  case OPTION_WORKTREE:
    options->source.worktree = true;
    return true;
  case OPTION_CONTENT:
    value[trimmed_length(value)] = '\0';
    while (strncmp(value, "./", 2) == 0)
      value += 2;
    options->registry.content = value;
    return true;
  case OPTION_THEME:
    options->theme = value;
    return true;
  case 'o':
    options->output = value;
    *problem = PHRASE_bad_output;
    return value[0] != '\0';
  case 'b':
    options->base_url = value;
    *problem = PHRASE_bad_base;
    return website_accepts_base(view_of(value));
  case OPTION_DATE:
    *problem = PHRASE_bad_day;
    return read_moment(options, value);
  case 'D':
    options->registry.drafts = true;
    return true;
  case 'F':
    options->registry.future = true;
    return true;
  case OPTION_EXTERNAL:
    options->registry.foreign_links = true;
    return true;
  case OPTION_STRICT:
    options->strict = true;
    return true;
  case 'q':
    options->quiet = true;
    return true;
  case 'v':
    options->verbose = true;
    return true;
  case OPTION_STATS:
    options->stats = value;
    return true;
  case 'j':
    *problem = PHRASE_bad_jobs;
    return read_count(value, &options->threads);
  case OPTION_FORMAT:
    options->has_format = true;
    *problem = command == OF_CHECK ? PHRASE_bad_report_format : PHRASE_bad_schema_format;
    return read_choice(value, option, command, &options->format);
  case OPTION_LANG:
    *problem = PHRASE_bad_lang;
    options->language = message_language_find(view_of(value));
    return options->language != NULL && strcmp(value, options->language->tag) == 0;
  case OPTION_WITH:
    *problem = PHRASE_bad_sender;
    return read_choice(value, option, command, &options->sender);
  case OPTION_PORT:
    *problem = PHRASE_bad_port;
    return read_port(value, &options->port);
  case OPTION_ID:
    options->id = value;
    return true;
  case OPTION_REASON:
    options->reason = value;
    *problem = PHRASE_bad_reason;
    return view_trim(view_of(value)).length > 0;
  case OPTION_REPLACED_BY:
    options->replaced_by = value;
    return true;
  case OPTION_COMPRESS:
    options->compress = true;
    return true;
  case OPTION_URL:
    options->url = value;
    *problem = PHRASE_bad_url;
    return strncmp(value, "https://", 8) == 0 || strncmp(value, "http://", 7) == 0;
  case OPTION_NO_SYNC:
    options->no_sync = true;
    return true;
  case OPTION_FULL:
    options->full = true;
    return true;
  case OPTION_SINCE:
    options->since = value;
    return true;
  case OPTION_FORCE:
    options->force = true;
    return true;
  default: /* --cache */
    options->cache = value;
    *problem = PHRASE_bad_cache;
    return *value != '\0';
  }
}

/* Below the repository's root: no leading slash, no "." or ".." part. */
static bool is_folder_path(const char *path) {
  struct view rest = view_of(path), part;
  if (rest.length == 0) return false;
  while (view_next(&rest, '/', &part))
    if (part.length == 0 || part.data[0] == '.') return false;
  return true;
}

/* What getopt has stopped at, as it was typed: the argument that it has just read, or one of several letters
 * behind a dash, at which it stays until it has read the last. A letter that is no ASCII is told with all. */
static const char *asked_wrongly(const char *letters, int option, char *const *next, char letter[3]) {
  bool is_long =
      optopt == 0 || optopt >= OPTION_REV ||
      (option == '?' ? strchr(letters, optopt) != NULL : view_starts_with(view_of(next[-1]), "--"));
  if (is_long) return next[-1];
  if (optopt < 0 || optopt > 0x7F) return next[0] != NULL ? next[0] : next[-1];
  letter[1] = (char)optopt;
  return letter;
}

static enum exit_status read_command_line(struct options *options, enum command_set command, int argc,
                                          char **argv) {
  struct getopt_tables tables;
  fill_getopt_tables(&tables, command);
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, tables.letters, tables.names, NULL)) != -1;) {
    enum phrase problem = PHRASE_unknown_option;
    char letter[] = "-?";
    if (option == '?' || option == ':')
      return options_refuse(options, argv[0], option == '?' ? PHRASE_unknown_option : PHRASE_missing_value,
                            asked_wrongly(tables.letters, option, argv + optind, letter));
    if (!read_option(options, command, option, optarg, &problem))
      return options_refuse(options, argv[0], problem, optarg);
  }
  const struct argument_row *row = arguments_of(command);
  options->arguments = argv + optind;
  options->argument_count = argc - optind;
  if (options->argument_count > row->most)
    return options_refuse(options, argv[0], PHRASE_unexpected_argument, argv[optind + row->most]);
  if (options->argument_count < row->least)
    return options_refuse(options, argv[0], PHRASE_missing_argument, NULL);
  if (command == OF_REMOVE && options->reason == NULL)
    return options_refuse(options, argv[0], PHRASE_bad_reason, NULL);
  return EXIT_DONE;
}

enum { PORT_DEFAULT = 8080 };

enum exit_status options_read(struct options *options, enum command_set command, int argc, char **argv) {
  *options = (struct options){
      .registry.content = "content", .language = options_find_language(argc, argv), .port = PORT_DEFAULT};
  enum exit_status status = command == OF_SCHEMA ? EXIT_DONE : read_today(options, argv[0]);
  if (status == EXIT_DONE) status = read_command_line(options, command, argc, argv);
  if (status != EXIT_DONE) return status;
  if ((command & OF_WORKTREE) != 0 || (command == OF_LIST && options->source.revision == NULL))
    options->source.worktree = true;
  if (options->source.worktree && options->source.revision != NULL)
    return options_refuse(options, argv[0], PHRASE_rev_and_worktree, NULL);
  if (strcmp(options->registry.content, ".") == 0) {
    options->registry.content = "";
    options->source.accepts = registry_accepts;
  } else if (!is_folder_path(options->registry.content))
    return options_refuse(options, argv[0], PHRASE_bad_content, options->registry.content);
  return EXIT_DONE;
}

/* Whether the command does nothing without it. */
static bool is_required(const struct option_row *row) {
  return row->code == OPTION_REASON;
}

/* "[-o DIR]", or "[--full]" without a short form. */
static int format_option(char *text, size_t size, const struct option_row *row) {
  const char *blank = row->value == NULL ? "" : " ", *value = row->value == NULL ? "" : row->value;
  if (has_letter(row)) return snprintf(text, size, "[-%c%s%s]", row->code, blank, value);
  if (is_required(row)) return snprintf(text, size, "--%s%s%s", row->name, blank, value);
  return snprintf(text, size, "[--%s%s%s]", row->name, blank, value);
}

enum { SYNOPSIS_WIDTH = 100 };

void options_print_synopsis(FILE *stream, const char *lead, const char *name, enum command_set command) {
  int indent = (int)strlen(lead) + fprintf(stream, "%skyket %s", lead, name) - (int)strlen(lead);
  int column = indent;
  column += fprintf(stream, "%s", arguments_of(command)->synopsis);
  for (const struct option_row *row = option_rows; row < option_rows + OPTION_ROWS; row++) {
    if ((row->commands & command) == 0 || row->is_source) continue;
    char text[64];
    int length = format_option(text, sizeof text, row);
    if (column + 1 + length > SYNOPSIS_WIDTH) column = fprintf(stream, "\n%*s", indent, "") - 1;
    column += fprintf(stream, " %s", text);
  }
  fputc('\n', stream);
}

void options_print_source(FILE *stream, const char *lead) {
  fputs(lead, stream);
  for (const struct option_row *row = option_rows; row < option_rows + OPTION_ROWS; row++) {
    if (!row->is_source) continue;
    char text[64];
    format_option(text, sizeof text, row);
    fprintf(stream, " %s", text);
  }
  fputc('\n', stream);
}

enum { HELP_COLUMN = 28 };

static void print_description(FILE *stream, const struct option_row *row,
                              const struct message_language *language) {
  int column = has_letter(row) ? fprintf(stream, "  -%c, --%s", row->code, row->name)
                               : fprintf(stream, "      --%s", row->name);
  if (row->value != NULL) column += fprintf(stream, " %s", row->value);
  struct view rest = view_of(language->phrases[row->help]), line;
  while (view_next(&rest, '\n', &line)) {
    if (column >= HELP_COLUMN) column = fprintf(stream, "\n") - 1;
    fprintf(stream, "%*s%.*s\n", HELP_COLUMN - column, "", VIEW_FORMAT(line));
    column = 0;
  }
}

void options_print_descriptions(FILE *stream, enum command_set command,
                                const struct message_language *language) {
  for (int pass = 0; pass < 2; pass++) {
    bool is_first = true;
    for (const struct option_row *row = option_rows; row < option_rows + OPTION_ROWS; row++) {
      if ((row->commands & command) == 0 || row->is_source == (pass == 1)) continue;
      if (is_first)
        fprintf(stream, "\n%s\n",
                language->phrases[pass == 0 ? PHRASE_help_source_options : PHRASE_help_options]);
      is_first = false;
      print_description(stream, row, language);
    }
  }
}
