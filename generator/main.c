#include "base/memory.h"
#include "base/process.h"
#include "command/commands.h"
#include "command/library_memory.h"
#include "command/options.h"
#include "command/part.h"
#include "command/report.h"
#include "text/suggestion.h"

#include <string.h>

struct command {
  const char *name;
  enum command_set options;                       /* that it has */
  enum phrase summary;                            /* for its help */
  enum exit_status (*run)(int argc, char **argv); /* NULL: the part of this name does it */
};

static const struct command commands[] = {
    {"build", OF_BUILD, PHRASE_help_build, command_build},
    {"check", OF_CHECK, PHRASE_help_check, command_check},
    {"serve", OF_SERVE, PHRASE_help_serve, NULL},
    {"list", OF_LIST, PHRASE_help_list, command_list},
    {"new", OF_NEW, PHRASE_help_new, command_new},
    {"import", OF_IMPORT, PHRASE_help_import, NULL},
    {"rename", OF_RENAME, PHRASE_help_rename, command_rename},
    {"remove", OF_REMOVE, PHRASE_help_remove, command_remove},
    {"hook", OF_HOOK, PHRASE_help_hook, command_hook},
    {"publish", OF_PUBLISH, PHRASE_help_publish, command_publish},
    {"schema", OF_SCHEMA, PHRASE_help_schema, command_schema},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void print_help_of(const struct command *command, const struct message_language *language) {
  options_print_synopsis(stdout, language->phrases[PHRASE_help_usage], command->name, command->options);
  printf("\n%s\n", language->phrases[command->summary]);
  options_print_descriptions(stdout, command->options, language);
}

static void print_help(FILE *stream, const struct message_language *language) {
  for (size_t i = 0; i < COMMANDS; i++)
    options_print_synopsis(stream, i == 0 ? language->phrases[PHRASE_help_usage] : "       ",
                           commands[i].name, commands[i].options);
  fputs("       kyket help | version\n", stream);
  options_print_source(stream, "       source:");
  fprintf(stream, "\n%s\n", language->phrases[PHRASE_help_program]);
}

static bool asks_for_help(int argc, char **argv) {
  for (int i = 2; i < argc; i++)
    if (strcmp(argv[i], "--help") == 0) return true;
  return false;
}

static const struct command *find_command(const char *name) {
  for (const struct command *command = commands; command < commands + COMMANDS; command++)
    if (strcmp(name, command->name) == 0) return command;
  return NULL;
}

/* Says that there is no such command, and which was probably meant. */
static void report_unknown(const char *name, const struct message_language *language) {
  struct suggestion suggestion = {.written = view_of(name)};
  for (size_t i = 0; i < COMMANDS; i++)
    suggestion_offer(&suggestion, view_of(commands[i].name), view_of(commands[i].name));
  suggestion_offer(&suggestion, VIEW("help"), VIEW("help"));
  suggestion_offer(&suggestion, VIEW("version"), VIEW("version"));
  report_sentence(stderr, language,
                  suggestion.best.data != NULL ? sentence_unknown_command_near(name, suggestion.best)
                                               : sentence_unknown_command(name));
}

/* `kyket help`, which may name a command. */
static enum exit_status help(const char *name, const struct message_language *language) {
  const struct command *command = name == NULL ? NULL : find_command(name);
  if (command != NULL) {
    print_help_of(command, language);
    return EXIT_DONE;
  }
  if (name != NULL && name[0] != '-') {
    report_unknown(name, language);
    return EXIT_USAGE;
  }
  print_help(stdout, language);
  return EXIT_DONE;
}

/* What was printed must have arrived. */
static enum exit_status finish(const char *name, enum exit_status status,
                               const struct message_language *language) {
  if ((fflush(stdout) == 0 && !ferror(stdout)) || status == EXIT_ENVIRONMENT) return status;
  report_sentence(stderr, language, sentence_unwritable_output(name));
  return EXIT_ENVIRONMENT;
}

static enum exit_status run(int argc, char **argv, const struct message_language *language) {
  const char *name = argc > 1 ? argv[1] : "";
  const struct command *command = find_command(name);
  if (command != NULL) {
    if (!asks_for_help(argc, argv))
      return command->run != NULL ? command->run(argc - 1, argv + 1)
                                  : part_execute(command->name, argv + 1, language);
    print_help_of(command, language);
    return EXIT_DONE;
  }
  if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
    return help(argc > 2 ? argv[2] : NULL, language);
  if (strcmp(name, "version") == 0 || strcmp(name, "--version") == 0) {
    printf("kyket %s\n", KYKET_VERSION);
    return EXIT_DONE;
  }
  if (argc > 1) report_unknown(name, language);
  print_help(stderr, language);
  return EXIT_USAGE;
}

int main(int argc, char **argv) {
  long long kibibytes;
  process_begin();
  memory_use_huge_pages();
  library_memory_use();
  const struct options unread = {.language = options_find_language(argc, argv)};
  const struct message_language *language = options_language(&unread, (struct view){NULL, 0});
  if (!process_has_stack(&kibibytes)) {
    report_sentence(stderr, language, sentence_small_stack(kibibytes, PROCESS_STACK_KIB));
    return EXIT_ENVIRONMENT;
  }
  return (int)finish(argc > 1 ? argv[1] : "", run(argc, argv, language), language);
}
