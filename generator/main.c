#include "base/memory.h"
#include "command/commands.h"

#include <stdio.h>
#include <string.h>

struct command {
  const char *name;
  enum exit_status (*run)(int argc, char **argv);
};

static const struct command commands[] = {
    {"build", command_build},
    {"check", command_check},
    {"schema", command_schema},
};

static void print_help(FILE *stream) {
  fputs(
      "usage: kyket build  [source] [-o DIR] [-b URL] [--date DATE] [-D|--drafts] [-F|--future] [--strict]\n"
      "                    [-j N] [--full] [--cache DIR] [--stats FILE] [-q|-v]\n"
      "       kyket check  [source] [-b URL] [--date DATE] [-D] [-F] [--format text|json|github|sarif] "
      "[--strict] [-q]\n"
      "       kyket schema [KIND] [--format json|markdown]\n"
      "       source:      [-C|--repo DIR] [--rev REV | --worktree] [--content PATH] [--theme DIR]\n"
      "\n"
      "Builds the website of a register of agreements from a git repository of Markdown and YAML.\n"
      "Exit status: 0 done, 1 the content has errors, 2 wrong usage, 3 the environment failed.\n"
      "The manual: man kyket\n",
      stream);
}

int main(int argc, char **argv) {
  memory_use_huge_pages();
  const char *name = argc > 1 ? argv[1] : "";
  for (int i = 2; i < argc; i++)
    if (strcmp(argv[i], "--help") == 0) name = "help";
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
    if (strcmp(name, commands[i].name) == 0) return (int)commands[i].run(argc - 1, argv + 1);
  if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
    print_help(stdout);
    return EXIT_DONE;
  }
  if (strcmp(name, "--version") == 0 || strcmp(name, "version") == 0) {
    printf("kyket %s\n", KYKET_VERSION);
    return EXIT_DONE;
  }
  if (argc > 1) fprintf(stderr, "kyket: there is no command \"%s\"\n", name);
  print_help(stderr);
  return EXIT_USAGE;
}
