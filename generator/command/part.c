#include "command/part.h"

#include "base/files.h"
#include "command/report.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

static bool is_program(char *path, size_t size, const char *folder, const char *below, const char *name) {
  int length = snprintf(path, size, "%s%s/kyket-%s", folder, below, name);
  return length > 0 && (size_t)length < size && access(path, X_OK) == 0;
}

bool part_find(const char *name, char *path, size_t size) {
  char folder[PATH_MAX];
  if (!file_program_folder(folder, sizeof folder)) return false;
  return is_program(path, size, folder, "", name) ||
         is_program(path, size, folder, "/../libexec/kyket", name);
}

bool part_find_photos(char *path, size_t size) {
  return part_find("photos", path, size);
}

enum exit_status part_execute(const char *name, char **argv, const struct message_language *language) {
  char path[PATH_MAX];
  if (part_find(name, path, sizeof path)) execv(path, argv);
  report_sentence(stderr, language, sentence_no_part(name));
  return EXIT_ENVIRONMENT;
}
