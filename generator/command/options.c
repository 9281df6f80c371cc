#include "command/options.h"

#include "site/website.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
  OPTION_REV = 256,
  OPTION_WORKTREE,
  OPTION_CONTENT,
  OPTION_THEME,
  OPTION_DATE,
  OPTION_STRICT,
  OPTION_FULL,
  OPTION_CACHE,
  OPTION_STATS,
  OPTION_FORMAT
};

#define OPTIONS_FOR_BOTH                                                                                     \
  {"repo", required_argument, NULL, 'C'}, {"rev", required_argument, NULL, OPTION_REV},                      \
      {"worktree", no_argument, NULL, OPTION_WORKTREE},                                                      \
      {"content", required_argument, NULL, OPTION_CONTENT},                                                  \
      {"theme", required_argument, NULL, OPTION_THEME}, {"base-url", required_argument, NULL, 'b'},          \
      {"date", required_argument, NULL, OPTION_DATE}, {"drafts", no_argument, NULL, 'D'},                    \
      {"future", no_argument, NULL, 'F'}, {"strict", no_argument, NULL, OPTION_STRICT},                      \
      {"quiet", no_argument, NULL, 'q'}, {                                                                   \
    "verbose", no_argument, NULL, 'v'                                                                        \
  }

static const struct option build_options[] = {
    OPTIONS_FOR_BOTH,
    {"output", required_argument, NULL, 'o'},
    {"jobs", required_argument, NULL, 'j'},
    {"full", no_argument, NULL, OPTION_FULL},
    {"cache", required_argument, NULL, OPTION_CACHE},
    {"stats", required_argument, NULL, OPTION_STATS},
    {NULL, 0, NULL, 0},
};

static const struct option check_options[] = {
    OPTIONS_FOR_BOTH,
    {"format", required_argument, NULL, OPTION_FORMAT},
    {NULL, 0, NULL, 0},
};

static enum exit_status usage(const char *command, const char *problem, const char *value) {
  fprintf(stderr, "kyket %s: %s%s%s; see kyket help\n", command, problem, value == NULL ? "" : ": ",
          value == NULL ? "" : value);
  return EXIT_USAGE;
}

enum { VIETNAM_OFFSET = 7 * 60 };

static enum exit_status read_today(struct date *today, const char *command) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  long long seconds = (long long)time(NULL);
  if (epoch != NULL && epoch[0] != '\0') {
    char *end;
    errno = 0;
    seconds = strtoll(epoch, &end, 10);
    if (*end != '\0' || errno != 0 || seconds < 0 || seconds > 253402275599)
      return usage(command, "SOURCE_DATE_EPOCH is no number of seconds since 1970", epoch);
  }
  *today = date_of_day_number(date_day_number(date_of_seconds(seconds, VIETNAM_OFFSET)));
  return EXIT_DONE;
}

static bool read_format(const char *name, enum report_format *format) {
  static const char *const names[] = {"text", "json", "github", "sarif"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (strcmp(name, names[i]) != 0) continue;
    *format = (enum report_format)i;
    return true;
  }
  return false;
}

static bool read_count(const char *text, size_t *count) {
  size_t length = strlen(text);
  *count = strtoul(text, NULL, 10);
  return length > 0 && length < 5 && strspn(text, "0123456789") == length && *count > 0;
}

/* Without slashes at the end. */
static size_t trimmed_length(const char *path) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/')
    length--;
  return length;
}

/* One option; false when its value is wrong, with the reason in `*problem`. */
static bool read_option(struct options *options, int option, char *value, const char **problem) {
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
    options->registry.content = value;
    return true;
  case OPTION_THEME:
    options->theme = value;
    return true;
  case 'o':
    options->output = value;
    *problem = "-o needs a folder";
    return value[0] != '\0';
  case 'b':
    options->base_url = value;
    *problem = "-b needs an address like https://example.vn/ or https://example.vn/path/";
    return website_accepts_base(view_of(value));
  case OPTION_DATE:
    *problem = "--date needs a day like 2026-11-22";
    return date_parse(view_of(value), false, &options->registry.today) &&
           options->registry.today.precision == DATE_DAY;
  case 'D':
    options->registry.drafts = true;
    return true;
  case 'F':
    options->registry.future = true;
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
    *problem = "-j needs a number of threads from 1 on";
    return read_count(value, &options->threads);
  case OPTION_FORMAT:
    *problem = "--format is text, json, github or sarif";
    return read_format(value, &options->format);
  case OPTION_FULL:
    options->full = true;
    return true;
  default: /* --cache */
    options->cache = value;
    *problem = "--cache needs a folder";
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

enum exit_status options_read(struct options *options, enum option_set set, int argc, char **argv) {
  const char *command = argv[0];
  *options = (struct options){.registry.content = "content"};
  enum exit_status status = read_today(&options->registry.today, command);
  opterr = 0;
  optind = 1;
  const char *letters = set == OPTIONS_OF_BUILD ? ":C:b:DFqvo:j:" : ":C:b:DFqv";
  const struct option *names = set == OPTIONS_OF_BUILD ? build_options : check_options;
  for (int option; status == EXIT_DONE && (option = getopt_long(argc, argv, letters, names, NULL)) != -1;) {
    const char *problem = NULL;
    if (option == '?') return usage(command, "unknown option", argv[optind - 1]);
    if (option == ':') return usage(command, "a value is missing after", argv[optind - 1]);
    if (!read_option(options, option, optarg, &problem)) return usage(command, problem, optarg);
  }
  if (status != EXIT_DONE) return status;
  if (optind < argc) return usage(command, "unexpected argument", argv[optind]);
  if (options->source.worktree && options->source.revision != NULL)
    return usage(command, "--rev and --worktree exclude each other", NULL);
  if (!is_folder_path(options->registry.content))
    return usage(command, "--content needs a folder of the repository, like content",
                 options->registry.content);
  return EXIT_DONE;
}
