#include "base/memory.h"
#include "command/commands.h"
#include "command/library_memory.h"
#include "command/options.h"

#include <string.h>

struct command {
  const char *name;
  enum command_set options; /* that it has */
  enum exit_status (*run)(int argc, char **argv);
  const char *summary; /* in lines, for its help */
};

static const struct command commands[] = {
    {"build", OF_BUILD, command_build,
     "Builds the website of a register, or makes again only what has changed.\n"},
    {"check", OF_CHECK, command_check,
     "Tells what is wrong with a register and its theme, and writes nothing.\n"},
    {"schema", OF_SCHEMA, command_schema,
     "Prints what may stand in a register's files: of a KIND (agreement, news, organization, person, page,\n"
     "province, region, topic, agreement_type, site) or of all. Of the KIND theme, what templates can name;\n"
     "of the KIND diagnostics, what a report can say.\n"},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void print_help_of(const struct command *command) {
  options_print_synopsis(stdout, "usage: ", command->name, command->options);
  printf("\n%s", command->summary);
  options_print_descriptions(stdout, command->options);
}

static void print_help(FILE *stream) {
  for (size_t i = 0; i < COMMANDS; i++)
    options_print_synopsis(stream, i == 0 ? "usage: " : "       ", commands[i].name, commands[i].options);
  fputs("       kyket help | version\n", stream);
  options_print_source(stream, "       source:");
  fputs("\n"
        "Builds the website of a register of agreements from a git repository of Markdown and YAML.\n"
        "Exit status: 0 done, 1 the content or theme has errors, 2 wrong usage, 3 the environment failed.\n"
        "Each option of a command: kyket COMMAND --help. The manual: man kyket\n",
        stream);
}

static bool asks_for_help(int argc, char **argv) {
  for (int i = 2; i < argc; i++)
    if (strcmp(argv[i], "--help") == 0) return true;
  return false;
}

int main(int argc, char **argv) {
  memory_use_huge_pages();
  library_memory_use();
  const char *name = argc > 1 ? argv[1] : "";
  for (const struct command *command = commands; command < commands + COMMANDS; command++) {
    if (strcmp(name, command->name) != 0) continue;
    if (!asks_for_help(argc, argv)) return (int)command->run(argc - 1, argv + 1);
    print_help_of(command);
    return EXIT_DONE;
  }
  if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
    print_help(stdout);
    return EXIT_DONE;
  }
  if (strcmp(name, "version") == 0 || strcmp(name, "--version") == 0) {
    printf("kyket %s\n", KYKET_VERSION);
    return EXIT_DONE;
  }
  if (argc > 1) fprintf(stderr, "kyket: there is no command \"%s\"\n", name);
  print_help(stderr);
  return EXIT_USAGE;
}
