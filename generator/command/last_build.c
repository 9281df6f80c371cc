#include "command/last_build.h"

#include "cache/file.h"
#include "command/part.h"
#include "publish/output.h"
#include "source/theme_files.h"

#include <xxhash.h>

uint64_t last_build_key(const struct options *options, const struct source *source) {
  struct buffer text = {0};
  if (options->full || options->source.worktree || options->theme != NULL) return 0;
  cache_add_identity(&text);
  source_add_state(source, &text);
  theme_files_add_state(&text);
  buffer_format(&text, "%s\n%s\n%d %d %d\n", options->registry.content,
                options->base_url == NULL ? "" : options->base_url, options->registry.drafts,
                options->registry.future, options->strict);
  date_add_iso(&text, options->registry.today);
  /* Photos that could not be made smaller for want of the part are, once it is installed. */
  char part[PATH_MAX];
  buffer_format(&text, "\n%s\n%d", options->language == NULL ? "" : options->language->tag,
                part_find_photos(part, sizeof part));
  uint64_t key = XXH3_64bits(text.data, text.length);
  buffer_free(&text);
  return key == 0 ? 1 : key;
}

/* The arrays of the record. */
enum { LAST_COUNTS, LAST_REPORT, LAST_LANGUAGE };

struct counts {
  uint64_t id, entries, pages, files;
  struct next_change change;
};

static bool read_record(const struct cache *cache, uint64_t output, uint64_t key, struct arena *arena,
                        struct last_build *last) {
  struct cache_file file;
  struct counts counts;
  if (!cache_file_open(&file, cache, CACHE_LAST, output, key)) return false;
  bool good = file.arrays[LAST_COUNTS].length == sizeof counts;
  if (good) {
    memcpy(&counts, file.arrays[LAST_COUNTS].data, sizeof counts);
    *last = (struct last_build){.key = key,
                                .id = counts.id,
                                .entries = counts.entries,
                                .pages = counts.pages,
                                .files = counts.files,
                                .change = counts.change,
                                .report = arena_copy(arena, file.arrays[LAST_REPORT]),
                                .language = arena_copy(arena, file.arrays[LAST_LANGUAGE])};
  }
  cache_file_close(&file);
  return good;
}

bool last_build_find(const struct cache *cache, const struct output *output, uint64_t key, int64_t moment,
                     struct last_build *last, struct arena *arena) {
  return key != 0 && output->id != 0 && read_record(cache, output_hash(output), key, arena, last) &&
         last->id == output->id && last->change.last_publication <= moment &&
         moment < last->change.next_publication;
}

void last_build_keep(const struct cache *cache, const struct output *output, const struct last_build *last) {
  struct cache_writer writer;
  const struct counts counts = {last->id, last->entries, last->pages, last->files, last->change};
  cache_writer_open(&writer, cache, CACHE_LAST, output_hash(output), last->key);
  cache_writer_add(&writer, LAST_COUNTS, &counts, sizeof counts);
  cache_writer_add(&writer, LAST_REPORT, last->report.data, last->report.length);
  cache_writer_add(&writer, LAST_LANGUAGE, last->language.data, last->language.length);
  cache_writer_commit(&writer, NULL);
  cache_writer_close(&writer);
}
