#include "command/last_build.h"

#include "base/program.h"
#include "publish/file.h"
#include "publish/output.h"
#include "source/theme_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

uint64_t last_build_key(const struct options *options, const struct source *source) {
  struct buffer text = {0};
  if (options->full || options->source.worktree || options->theme != NULL) return 0;
  program_add_identity(&text);
  source_add_state(source, &text);
  theme_files_add_state(&text);
  buffer_format(&text, "%s\n%s\n%d %d %d\n", options->registry.content,
                options->base_url == NULL ? "" : options->base_url, options->registry.drafts,
                options->registry.future, options->strict);
  date_add_iso(&text, options->registry.today);
  uint64_t key = XXH3_64bits(text.data, text.length);
  buffer_free(&text);
  return key == 0 ? 1 : key;
}

static bool read_record(const char *path, struct arena *arena, struct view *text) {
  struct buffer bytes = {0};
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  bool good = file >= 0 && file_read(file, &bytes);
  if (file >= 0) close(file);
  *text = arena_copy(arena, buffer_view(&bytes));
  buffer_free(&bytes);
  return good;
}

/* The first line; the report is the rest, and its hash stands in that line. */
#define RECORD_FORMAT "kyket-last-1 %llx %llx %zx %zx %zx %llx\n"
enum { NUMBERS = 6 };

static bool parse_record(struct view text, struct last_build *last) {
  static const char name[] = "kyket-last-1 ";
  uint64_t numbers[NUMBERS];
  if (!view_starts_with(text, name)) return false;
  char *at = (char *)(uintptr_t)text.data + strlen(name);
  errno = 0;
  for (size_t i = 0; i < NUMBERS; i++) {
    char *begin = at;
    numbers[i] = strtoull(begin, &at, 16);
    if (at == begin || errno != 0) return false;
  }
  if (*at != '\n') return false;
  *last = (struct last_build){.key = numbers[0],
                              .id = numbers[1],
                              .entries = numbers[2],
                              .pages = numbers[3],
                              .files = numbers[4],
                              .report = view_slice(text, (size_t)(at + 1 - text.data), SIZE_MAX)};
  return numbers[NUMBERS - 1] == XXH3_64bits(last->report.data, last->report.length);
}

bool last_build_find(const struct options *options, const struct output *output, uint64_t key,
                     struct last_build *last, struct arena *arena) {
  char path[PATH_MAX];
  struct view text;
  return key != 0 && output->id != 0 && output_cache_file(output, options->cache, "last", path) &&
         read_record(path, arena, &text) && parse_record(text, last) && last->key == key &&
         last->id == output->id;
}

void last_build_keep(const struct options *options, const struct output *output,
                     const struct last_build *last) {
  struct buffer text = {0};
  char path[PATH_MAX], fresh[PATH_MAX];
  if (output_cache_file(output, options->cache, "last", path) &&
      output_cache_file(output, options->cache, "last-new", fresh)) {
    unsigned long long hash = XXH3_64bits(last->report.data, last->report.length);
    buffer_format(&text, RECORD_FORMAT, (unsigned long long)last->key, (unsigned long long)last->id,
                  last->entries, last->pages, last->files, hash);
    buffer_add(&text, last->report);
    unlink(fresh);
    if (file_write(AT_FDCWD, fresh, buffer_view(&text)) != 0 || rename(fresh, path) != 0) unlink(path);
  }
  buffer_free(&text);
}
