#include "source/files.h"

#include <stdlib.h>

static int compare_path(const void *path, const void *file) {
  return view_compare(*(const struct view *)path, ((const struct source_file *)file)->path);
}

const struct source_file *source_files_find(const struct source_files *files, struct view path) {
  if (files->count == 0) return NULL;
  return bsearch(&path, files->items, files->count, sizeof *files->items, compare_path);
}
