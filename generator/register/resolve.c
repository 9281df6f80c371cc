#include "base/memory.h"
#include "base/threads.h"
#include "parse/body.h"
#include "register/phases.h"
#include "text/suggestion.h"
#include "text/unicode.h"

#include <stdlib.h>

/* A suggestion looks at every name; after so many names there are none any more. */
enum { NAMES_LIMIT = 250000 };

/* The fields of a record type that lead somewhere: themselves, or by their own records. */
struct outline {
  struct part {
    const struct field *field;
    enum entry_kind kind;    /* of references */
    struct outline *records; /* of a record or records */
  } * parts;
  size_t count;
};

struct resolving {
  struct registry *registry;
  const struct outline *outlines;  /* by kind */
  struct diagnostics *diagnostics; /* NULL: what is wrong is left as it is, to be looked at again */
  bool failed;
  struct view file; /* of the record at hand */
  size_t names;     /* looked at for suggestions */
};

static bool may_suggest(struct resolving *resolving, size_t names) {
  if (resolving->names > NAMES_LIMIT) return false;
  resolving->names += names;
  return true;
}

static const char *kind_name(enum entry_kind kind) {
  return entry_types[kind]->name;
}

/* By id and by name, so that who wrote the name learns the id. */
static struct view suggest(struct resolving *resolving, enum entry_kind kind, struct view written) {
  const struct list *entries = &resolving->registry->entries[kind];
  if (!may_suggest(resolving, entries->count)) return (struct view){NULL, 0};
  struct arena scratch = {0};
  struct suggestion suggestion = {.written = text_fold(&scratch, written)};
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    suggestion_offer(&suggestion, entry->id, entry->id);
    struct arena one = {0};
    suggestion_offer(&suggestion, text_fold(&one, entry->heading), entry->id);
    suggestion_offer(&suggestion, text_fold(&one, entry->short_heading), entry->id);
    arena_free(&one);
  }
  arena_free(&scratch);
  return suggestion.best;
}

static struct view suggest_media(struct resolving *resolving, struct view written) {
  const struct map *media = &resolving->registry->media;
  struct suggestion suggestion = {.written = written};
  size_t at = 0;
  if (!may_suggest(resolving, media->count)) return (struct view){NULL, 0};
  for (const struct map_slot *slot; (slot = map_next(media, &at)) != NULL;)
    suggestion_offer(&suggestion, slot->key, slot->key);
  return suggestion.best;
}

static struct view suggest_path(struct resolving *resolving, struct view written) {
  const struct list *entries = &resolving->registry->by_path;
  struct suggestion suggestion = {.written = written};
  if (!may_suggest(resolving, entries->count)) return (struct view){NULL, 0};
  for (size_t i = 0; i < entries->count; i++) {
    struct view path = ((struct entry *)list_at(entries, i))->path;
    suggestion_offer(&suggestion, path, path);
  }
  return suggestion.best;
}

static void report_unknown(struct resolving *resolving, const char *what, struct view written,
                           struct mark mark, struct view best) {
  diagnostics_add(resolving->diagnostics, SEVERITY_ERROR, resolving->file, mark, "unknown-reference",
                  "unknown %s \"%.*s\"%s%.*s%s", what, VIEW_FORMAT(written),
                  best.data == NULL ? "" : "; did you mean \"", VIEW_FORMAT(best),
                  best.data == NULL ? "" : "\"?");
}

/* The published entry; NULL when there is none, which is reported unless it is only to come. */
static struct entry *find(struct resolving *resolving, enum entry_kind kind, struct view id,
                          struct mark mark) {
  struct entry *entry = registry_find(resolving->registry, kind, id);
  if (entry != NULL && !entry->hidden) return entry;
  resolving->failed = true;
  if (resolving->diagnostics == NULL) return NULL;
  if (entry == NULL) {
    report_unknown(resolving, kind_name(kind), id, mark, suggest(resolving, kind, id));
    return NULL;
  }
  if (entry->is_draft)
    diagnostics_add(
        resolving->diagnostics, SEVERITY_ERROR, resolving->file, mark, "draft-reference",
        "the %s \"%.*s\" is a draft; publish it (draft: false), make this one a draft too, or use "
        "--drafts",
        kind_name(kind), VIEW_FORMAT(id));
  return NULL;
}

static struct source_file *find_media(struct resolving *resolving, struct view name, struct mark mark) {
  struct source_file *file = map_get(&resolving->registry->media, name);
  if (file != NULL) return file;
  resolving->failed = true;
  if (resolving->diagnostics == NULL) return NULL;
  struct view best = suggest_media(resolving, name);
  diagnostics_add(resolving->diagnostics, SEVERITY_ERROR, resolving->file, mark, "missing-media",
                  "there is no file media/%.*s%s%.*s%s", VIEW_FORMAT(name),
                  best.data == NULL ? "; add it to the repository" : "; did you mean \"", VIEW_FORMAT(best),
                  best.data == NULL ? "" : "\"?");
  return NULL;
}

static void resolve_reference(struct resolving *resolving, const struct part *part,
                              struct reference *reference) {
  if (reference->id.mark.line == 0) return;
  reference->target = find(resolving, part->kind, reference->id.value, reference->id.mark);
}

static bool is_among(const struct reference *references, size_t count, const struct entry *target) {
  for (size_t i = 0; i < count; i++)
    if (references[i].target == target) return true;
  return false;
}

/* Drops references that lead nowhere, so that a template sees only those that do. */
static void resolve_references(struct resolving *resolving, const struct part *part, struct list *list) {
  struct reference *references = list->items;
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    resolve_reference(resolving, part, &references[i]);
    bool twice = references[i].target != NULL && is_among(references, kept, references[i].target);
    if (twice) resolving->failed = true;
    if (resolving->failed && resolving->diagnostics == NULL) return;
    if (twice)
      diagnostics_add(resolving->diagnostics, SEVERITY_WARNING, resolving->file, references[i].id.mark,
                      "repeated-reference", "%s: \"%.*s\" is named twice; keep one", part->field->name,
                      VIEW_FORMAT(references[i].id.value));
    if (references[i].target != NULL && !twice) references[kept++] = references[i];
  }
  list->count = kept;
}

static void resolve_record(struct resolving *resolving, const struct outline *outline, void *record) {
  for (size_t i = 0; i < outline->count; i++) {
    const struct part *part = &outline->parts[i];
    void *value = (char *)record + part->field->offset;
    struct list *list = value;
    const struct text *text = value;
    switch (part->field->kind) {
    case FIELD_REFERENCE:
      resolve_reference(resolving, part, value);
      break;
    case FIELD_REFERENCES:
      resolve_references(resolving, part, list);
      break;
    case FIELD_MEDIA:
      if (text->value.length > 0) find_media(resolving, text->value, text->mark);
      break;
    case FIELD_RECORD:
      resolve_record(resolving, part->records, value);
      break;
    default:
      for (size_t k = 0; k < list->count; k++)
        resolve_record(resolving, part->records, (char *)list->items + k * part->field->target->size);
      break;
    }
  }
}

/* Types nest as their tables do, which is a fixed and small depth. */
static struct outline *outline_of(const struct record_type *type, struct arena *arena) {
  struct outline *outline = arena_allocate(arena, sizeof *outline);
  outline->parts = arena_array(arena, type->field_count, sizeof *outline->parts);
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    struct part part = {.field = field};
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    if (field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS) {
      part.records = outline_of(field->target, arena);
      if (part.records->count == 0) continue;
    } else if (field->kind == FIELD_REFERENCE || field->kind == FIELD_REFERENCES) {
      part.kind = entry_kind_of_type(field->target);
    } else if (field->kind != FIELD_MEDIA) {
      continue;
    }
    outline->parts[outline->count++] = part;
  }
  return outline;
}

static void resolve_path(struct resolving *resolving, struct body_link *link) {
  struct entry *entry = registry_find_path(resolving->registry, link->target);
  if (entry != NULL && !entry->hidden) link->entry = entry;
  if (entry != NULL) return;
  resolving->failed = true;
  if (resolving->diagnostics != NULL)
    report_unknown(resolving, "file", link->target, link->mark, suggest_path(resolving, link->target));
}

static void resolve_body(struct resolving *resolving, struct entry *owner) {
  struct body *body = owner->body;
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    struct body_link *link = &body->links[i];
    enum entry_kind kind = link->scheme == NULL ? ENTRY_KINDS : entry_kind_of_name(view_of(link->scheme));
    if (link->scheme == NULL)
      resolve_path(resolving, link);
    else if (strcmp(link->scheme, "media") == 0)
      find_media(resolving, link->target, link->mark);
    else if (kind < ENTRY_KINDS)
      link->entry = find(resolving, kind, link->target, link->mark);
    /* Of what is still to come not even the title is told. */
    link->title = link->entry == NULL ? VIEW("…") : link->entry->heading;
  }
}

static void resolve_entry(struct resolving *resolving, struct entry *entry) {
  resolving->file = entry->path;
  resolve_record(resolving, &resolving->outlines[entry_kind_of_type(entry->type)], entry);
  resolve_body(resolving, entry);
}

struct trial {
  struct registry *registry;
  const struct outline *outlines;
  const struct list *entries;
  bool *failed; /* by their places */
};

static void try_run(void *context, size_t worker, size_t begin, size_t end) {
  (void)worker;
  const struct trial *trial = context;
  for (size_t i = begin; i < end; i++) {
    struct resolving resolving = {.registry = trial->registry, .outlines = trial->outlines};
    list_ask_ahead(trial->entries, i, sizeof(struct entry));
    list_ask_ahead(trial->entries, i, offsetof(struct entry, body));
    resolve_entry(&resolving, list_at(trial->entries, i));
    trial->failed[i] = resolving.failed;
  }
}

enum { RUN = 256 };

/* Few entries have something wrong: these are done again, one after the other, and then it is told. */
static void resolve_entries(struct resolving *resolving, const struct list *entries) {
  struct registry *registry = resolving->registry;
  struct trial trial = {registry, resolving->outlines, entries,
                        memory_allocate(entries->count + 1, sizeof(bool))};
  threads_do(threads_count(registry->options.threads), entries->count, RUN, try_run, &trial);
  for (size_t i = 0; i < entries->count; i++)
    if (trial.failed[i]) resolve_entry(resolving, list_at(entries, i));
  free(trial.failed);
}

static void resolve_hidden(struct resolving *resolving, struct entry *entry) {
  struct diagnostics *diagnostics = resolving->diagnostics, found = {0};
  resolving->diagnostics = &found;
  resolve_entry(resolving, entry);
  diagnostics_append(diagnostics, &found, entry_severity(entry));
  diagnostics_free(&found);
  resolving->diagnostics = diagnostics;
}

void registry_resolve(struct registry *registry, struct diagnostics *diagnostics) {
  struct arena scratch = {0};
  struct outline outlines[ENTRY_KINDS];
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    outlines[kind] = *outline_of(entry_types[kind], &scratch);
  struct resolving resolving = {.registry = registry, .outlines = outlines, .diagnostics = diagnostics};
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    resolve_entries(&resolving, &registry->entries[kind]);
  for (size_t i = 0; i < registry->hidden.count; i++)
    resolve_hidden(&resolving, list_at(&registry->hidden, i));
  arena_free(&scratch);
}
