#include "command/since.h"

#include <string.h>

/* A file of which something was said. */
struct since_file {
  unsigned char object[SOURCE_OBJECT_BYTES];
  enum { NOT_COMPARED, SAME, CHANGED } state;
};

struct removal {
  struct since *since;
  const struct project *project;
};

/* By which a message is known again: not by its line, which moves when others come or go. */
static struct view key_of(struct arena *arena, const struct diagnostic *item) {
  struct buffer text = {0};
  buffer_format(&text, "%d\n%s\n%.*s\n", (int)item->severity, item->code, VIEW_FORMAT(item->file));
  diagnostic_write(&text, item, &message_english);
  struct view key = arena_copy(arena, buffer_view(&text));
  buffer_free(&text);
  return key;
}

static size_t *count_of(struct since *since, struct view key) {
  size_t *count = map_get(&since->said, key);
  if (count != NULL) return count;
  count = arena_allocate(&since->arena, sizeof *count);
  *map_slot(&since->said, key) = count;
  return count;
}

static void keep_file(struct since *since, const struct project *project, struct view path) {
  const struct source_file *file = NULL;
  if (project->registry != NULL) file = source_files_find(&project->registry->files, path);
  if (file == NULL || map_get(&since->files, path) != NULL) return;
  struct since_file *kept = arena_allocate(&since->arena, sizeof *kept);
  memcpy(kept->object, file->object, sizeof kept->object);
  *map_slot(&since->files, arena_copy(&since->arena, path)) = kept;
}

static void keep_all_files(struct since *since, const struct project *project) {
  for (size_t i = 0; i < project->registry->all.count; i++)
    keep_file(since, project, ((const struct entry *)list_at(&project->registry->all, i))->path);
  keep_file(since, project, project->registry->site->path);
}

bool since_read(struct since *since, const struct options *options, const struct source *source,
                struct diagnostics *diagnostics) {
  char base[2 * SOURCE_OBJECT_BYTES + 1];
  if (!source_find_base(source, options->since, base, diagnostics)) return false;
  struct options then = *options;
  struct project project = {0};
  struct diagnostics found = {.strict = options->strict};
  then.source.revision = base;
  then.source.worktree = false;
  (void)project_open(&project, &then, NULL, &found);
  for (size_t i = 0; i < found.count; i++) {
    ++*count_of(since, key_of(&since->arena, &found.items[i]));
    keep_file(since, &project, found.items[i].file);
  }
  if (options->registry.foreign_links && project.registry != NULL) keep_all_files(since, &project);
  project_close(&project);
  diagnostics_free(&found);
  return true;
}

bool since_has_changed(struct since *since, const struct project *project, struct view path) {
  struct since_file *before = map_get(&since->files, path);
  const struct source_file *now = NULL;
  if (project->registry != NULL) now = source_files_find(&project->registry->files, path);
  if (before == NULL || now == NULL) return before == NULL;
  if (before->state == NOT_COMPARED)
    before->state = source_file_is(project->source, now, before->object) ? SAME : CHANGED;
  return before->state == CHANGED;
}

static bool was_said(const struct diagnostic *item, void *context) {
  struct removal *removal = context;
  struct arena scratch = {0};
  size_t *count = map_get(&removal->since->said, key_of(&scratch, item));
  arena_free(&scratch);
  if (count == NULL || *count == 0) return false;
  --*count;
  return map_get(&removal->since->files, item->file) == NULL ||
         !since_has_changed(removal->since, removal->project, item->file);
}

void since_remove(struct since *since, const struct project *project, struct diagnostics *diagnostics) {
  struct removal removal = {since, project};
  diagnostics_remove(diagnostics, was_said, &removal);
}

void since_close(struct since *since) {
  map_free(&since->said);
  map_free(&since->files);
  arena_free(&since->arena);
}
