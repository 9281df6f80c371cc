#include "register/load.h"

#include "base/memory.h"
#include "register/entries.h"
#include "register/history.h"
#include "register/media.h"
#include "register/photos.h"
#include "register/stages.h"

#include <stdlib.h>

enum { ENDING_DAYS = 180 };

static void set_site_defaults(struct site *site) {
  if (site->language.length == 0) site->language = text_at(VIEW("vi"), site->language.location);
  if (site->ending_days.location.line == 0) site->ending_days.value = ENDING_DAYS;
}

/* Everything after reading; the rows are those of stages.h. */
static void run_stages(struct registry *registry, struct source *source, struct diagnostics *found) {
  static registry_stage *const first[] = {registry_rank_newest, registry_resolve_numbers, registry_rank_names,
                                          registry_derive_status};
  static registry_stage *const last[] = {registry_build_timelines,   registry_check_entries,
                                         registry_check_consistency, registry_check_consistency_of_news,
                                         registry_check_overlaps,    registry_link_partners,
                                         registry_count_statuses,    registry_derive_reviews};
  struct stopwatch *stopwatch = registry->options.stopwatch;
  set_site_defaults(registry->site);
  registry_resolve(registry, found);
  registry_prepare_photos(registry, source, found);
  entries_forget_ids(registry->entry_files);
  stopwatch_lap(stopwatch, "resolve");
  stages_run(registry, first, sizeof first / sizeof first[0], found);
  stopwatch_lap(stopwatch, "order");
  registry_link(registry, found);
  stopwatch_lap(stopwatch, "link");
  stages_run(registry, last, sizeof last / sizeof last[0], found);
  registry_advise(registry, found);
  stopwatch_lap(stopwatch, "derive");
}

void registry_free(struct registry *registry) {
  if (registry == NULL) return;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    free(registry->ids[kind].slots);
  map_free(&registry->media);
  photos_free(registry->photos);
  entries_free(registry->entry_files);
  registry_free_history(registry);
  worker_arenas_free(registry->worker_arenas);
  arena_free(&registry->arena);
  free(registry);
}

struct explaining {
  const struct registry *registry;
  const struct source *source;
  struct diagnostics *explained;
};

/* The file that what is missing would be in, and by what it was named; false: that is not known. */
static bool find_missing(const struct explaining *explaining, struct arena *scratch,
                         const struct diagnostic *item, struct view *name, struct view *path) {
  const struct registry_options *options = &explaining->registry->options;
  bool is_media = item->kind == MESSAGE_missing_media || item->kind == MESSAGE_missing_media_near;
  bool is_entry = item->kind == MESSAGE_unknown_reference || item->kind == MESSAGE_unknown_id_of_file ||
                  item->kind == MESSAGE_unknown_id_of_folder;
  if (!is_media && !is_entry) return false;
  *name = item->arguments[is_media ? 0 : 1].text;
  enum entry_kind kind = is_media ? ENTRY_KINDS : entry_kind_of_name(item->arguments[0].text);
  if (is_entry && kind == ENTRY_KINDS) return false;
  const char *folder = is_media ? "media" : entry_types[kind]->folder;
  bool is_file = strchr(folder, '.') != NULL;
  const char *file =
      is_file ? folder
              : arena_format(scratch, "%s/%.*s%s", folder, VIEW_FORMAT(*name), is_media ? "" : ".md").data;
  *path = registry_path(options, scratch, file);
  return true;
}

/* What is missing because git ignores its file. */
static bool is_explained(const struct diagnostic *item, void *context) {
  struct explaining *explaining = context;
  struct arena scratch = {0};
  struct view name, path;
  bool hides =
      find_missing(explaining, &scratch, item, &name, &path) && source_hides(explaining->source, path);
  bool is_media = strcmp(item->code, "missing-media") == 0;
  if (hides)
    diagnostics_add_as(explaining->explained, item->severity, item->file, item->location,
                       is_media ? message_ignored_media(name, path) : message_ignored_entry(name, path));
  arena_free(&scratch);
  return hides;
}

static void explain_missing(const struct registry *registry, const struct source *source,
                            struct diagnostics *found) {
  struct diagnostics explained = {0};
  struct explaining explaining = {registry, source, &explained};
  if (found->errors == 0) return;
  diagnostics_remove(found, is_explained, &explaining);
  diagnostics_append(found, &explained, SEVERITY_ERROR);
  diagnostics_free(&explained);
}

static bool take_history(struct registry *registry, struct diagnostics *diagnostics) {
  struct diagnostics found = {0};
  bool good = registry_take_history(registry, &found);
  registry_silence_found(registry, &found, diagnostics);
  diagnostics_free(&found);
  return good;
}

struct registry *registry_load(struct source *source, const struct registry_options *options, bool history,
                               struct diagnostics *diagnostics) {
  struct registry *registry = memory_allocate(1, sizeof *registry);
  struct diagnostics found = {0};
  registry->options = *options;
  registry_open_history_cache(registry);
  bool good = registry_read(registry, source, history, &found);
  if (good) registry_examine_media(registry, source, &found);
  if (good) run_stages(registry, source, &found);
  if (good) registry_advise_media(registry, source, &found);
  explain_missing(registry, source, &found);
  registry_silence(registry, &found, diagnostics);
  diagnostics_free(&found);
  if (good && history && diagnostics->errors == 0)
    good = take_history(registry, diagnostics);
  else
    registry_end_history(registry);
  if (good && history) registry_date_updates(registry);
  stopwatch_lap(options->stopwatch, "history");
  if (good) return registry;
  registry_free(registry);
  return NULL;
}
