#include "render/compiler.h"

#include "base/memory.h"
#include "text/suggestion.h"

#include <pthread.h>
#include <stdlib.h>

static void begin_context(struct context *context, const struct record_type *type) {
  context->json_root =
      type->field_count == 1 && type->fields[0].kind == FIELD_JSON && strcmp(type->fields[0].name, ".") == 0;
  context->levels[0] =
      (struct level){.kind = context->json_root ? LEVEL_JSON : LEVEL_RECORD, .frame = 0, .type = type};
  context->count = 1;
  context->frames = 1;
}

void compiler_begin(struct compiler *compiler, const struct template_library *library,
                    const struct record_type *type, struct arena *arena, struct diagnostics *diagnostics) {
  *compiler = (struct compiler){.library = library, .arena = arena};
  compiler->problems.diagnostics = diagnostics;
  compiler->problems.arena = &compiler->scratch;
  begin_context(&compiler->context, type);
}

struct template_scans {
  pthread_mutex_t lock;
  struct arena arena;
  struct map scanned; /* by where the source is */
};

struct template_scans *template_scans_open(void) {
  struct template_scans *scans = memory_allocate(1, sizeof *scans);
  pthread_mutex_init(&scans->lock, NULL);
  return scans;
}

static void release_scanned(struct map *map) {
  size_t at = 0;
  for (const struct map_slot *slot = map_next(map, &at); slot != NULL; slot = map_next(map, &at)) {
    struct scanned_text *scanned = slot->value;
    if (scanned != NULL) free(scanned->tokens);
  }
  map_free(map);
}

void template_scans_close(struct template_scans *scans) {
  release_scanned(&scans->scanned);
  pthread_mutex_destroy(&scans->lock);
  arena_free(&scans->arena);
  free(scans);
}

/* The tokens of the source if some compilation has read them already, else NULL. */
static const struct scanned_text *find_shared(struct template_scans *scans,
                                              const struct template_text *source) {
  pthread_mutex_lock(&scans->lock);
  const struct scanned_text *known =
      map_get(&scans->scanned, (struct view){(const char *)&source, sizeof source});
  pthread_mutex_unlock(&scans->lock);
  return known;
}

/* Shares the tokens with other compilations; those of another one where that was faster. */
static const struct scanned_text *share(struct template_scans *scans, const struct template_text *source,
                                        const struct scanned_text *scanned) {
  pthread_mutex_lock(&scans->lock);
  struct view key = arena_copy(&scans->arena, (struct view){(const char *)&source, sizeof source});
  void **slot = map_slot(&scans->scanned, key);
  if (*slot == NULL) {
    struct scanned_text *copy = arena_allocate(&scans->arena, sizeof *copy);
    *copy = *scanned;
    *slot = copy;
  } else {
    free(scanned->tokens);
  }
  const struct scanned_text *shared = *slot;
  pthread_mutex_unlock(&scans->lock);
  return shared;
}

void compiler_release(struct compiler *compiler) {
  release_scanned(&compiler->templates);
  release_scanned(&compiler->strings);
  buffer_free(&compiler->constant);
  free(compiler->instructions);
  free(compiler->forms);
  free(compiler->choices);
  free(compiler->names);
  arena_free(&compiler->scratch);
}

const struct scanned_text *compiler_scan(struct compiler *compiler, struct map *scanned, struct view name,
                                         const struct template_text *source) {
  struct template_scans *scans = compiler->library->scans;
  const struct scanned_text *shared = scans == NULL ? NULL : find_shared(scans, source);
  if (shared != NULL) return shared;
  struct scanned_text *known = map_get(scanned, name);
  if (known != NULL) return known;
  known = arena_allocate(&compiler->scratch, sizeof *known);
  tokens_read(source, &compiler->problems, known);
  /* A broken text is not shared, so that its problems are reported for each template that includes it. */
  if (scans != NULL && !known->broken) return share(scans, source, known);
  /* The name may be made of parts; the map keeps its key. */
  *map_slot(scanned, arena_copy(&compiler->scratch, name)) = known;
  return known;
}

void compiler_stop(struct compiler *compiler, struct place place, struct message message) {
  compiler->stopped = true;
  problems_add(&compiler->problems, place, message);
}

static int compare_names(const void *left, const void *right) {
  return view_compare(*(const struct view *)left, *(const struct view *)right);
}

struct view compiler_suggest(const struct map *map, struct view written) {
  if (map->count == 0) return (struct view){NULL, 0};
  struct view *names = memory_allocate(map->count, sizeof *names);
  size_t count = 0, at = 0;
  for (const struct map_slot *slot = map_next(map, &at); slot != NULL; slot = map_next(map, &at))
    if (slot->value != NULL) names[count++] = slot->key;
  qsort(names, count, sizeof *names, compare_names);
  struct suggestion suggestion = {.written = written};
  for (size_t i = 0; i < count; i++)
    suggestion_offer(&suggestion, names[i], names[i]);
  free(names);
  return suggestion.best;
}
