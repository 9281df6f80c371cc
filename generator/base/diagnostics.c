#include "base/diagnostics.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>

/* Messages of one code about one file. */
struct kind {
  uint64_t key;
  size_t count;
  size_t last; /* index of the last one that is kept */
};

static struct kind *kind_of(struct diagnostics *diagnostics, const char *code, struct view file) {
  uint64_t key = hash_short(file, hash_short(view_of(code), 0));
  struct kind *kind = map_get(&diagnostics->kinds, (struct view){(const char *)&key, sizeof key});
  if (kind != NULL) return kind;
  kind = arena_allocate(&diagnostics->arena, sizeof *kind);
  kind->key = key;
  *map_slot(&diagnostics->kinds, (struct view){(const char *)&kind->key, sizeof key}) = kind;
  return kind;
}

/* The arguments of a message with texts of their own. */
static const struct message_argument *copy_arguments(struct arena *arena, const struct message *message) {
  size_t count = message_argument_count(message->kind);
  struct message_argument *copies = count == 0 ? NULL : arena_array(arena, count, sizeof *copies);
  for (size_t i = 0; i < count; i++) {
    copies[i] = message->arguments[i];
    if (message_argument_is_text(copies[i].type)) copies[i].text = arena_copy(arena, copies[i].text);
  }
  return copies;
}

/* A message with `unshown` others behind it. */
static void add(struct diagnostics *diagnostics, enum severity severity, struct view file,
                struct source_location location, struct message message, size_t unshown) {
  if (diagnostics->strict && severity == SEVERITY_WARNING) severity = SEVERITY_ERROR;
  if (severity == SEVERITY_ERROR) diagnostics->errors += 1 + unshown;
  if (severity == SEVERITY_WARNING) diagnostics->warnings += 1 + unshown;
  struct kind *kind = kind_of(diagnostics, message_rows[message.kind].code, file);
  if (kind->count == DIAGNOSTICS_SHOWN) {
    diagnostics->items[kind->last].unshown += 1 + unshown;
    return;
  }
  diagnostics->items =
      memory_grow(diagnostics->items, diagnostics->count, &diagnostics->capacity, sizeof *diagnostics->items);
  kind->count++;
  kind->last = diagnostics->count;
  diagnostics->items[diagnostics->count++] = (struct diagnostic){
      .severity = severity,
      .kind = message.kind,
      .file = arena_copy(&diagnostics->arena, file),
      .location = location,
      .code = message_rows[message.kind].code,
      .arguments = copy_arguments(&diagnostics->arena, &message),
      .unshown = unshown,
  };
}

void diagnostics_add_as(struct diagnostics *diagnostics, enum severity severity, struct view file,
                        struct source_location location, struct message message) {
  add(diagnostics, severity, file, location, message, 0);
}

void diagnostics_add(struct diagnostics *diagnostics, struct view file, struct source_location location,
                     struct message message) {
  add(diagnostics, message_rows[message.kind].severity, file, location, message, 0);
}

struct message diagnostic_message(const struct diagnostic *item) {
  struct message message = {.kind = item->kind};
  size_t count = message_argument_count(item->kind);
  if (count > 0) memcpy(message.arguments, item->arguments, count * sizeof *item->arguments);
  return message;
}

void diagnostic_write(struct buffer *buffer, const struct diagnostic *item,
                      const struct message_language *language) {
  const struct message message = diagnostic_message(item);
  message_write(buffer, &message, language);
}

void diagnostics_add_again(struct diagnostics *diagnostics, const struct diagnostic *item) {
  add(diagnostics, item->severity, item->file, item->location, diagnostic_message(item), item->unshown);
}

void diagnostics_append(struct diagnostics *into, const struct diagnostics *from, enum severity limit) {
  for (size_t i = 0; i < from->count; i++) {
    const struct diagnostic *item = &from->items[i];
    add(into, item->severity < limit ? item->severity : limit, item->file, item->location,
        diagnostic_message(item), item->unshown);
  }
}

void diagnostics_remove(struct diagnostics *diagnostics,
                        bool (*is_unwanted)(const struct diagnostic *item, void *context), void *context) {
  struct diagnostics kept = {.strict = diagnostics->strict};
  for (size_t i = 0; i < diagnostics->count; i++)
    if (!is_unwanted(&diagnostics->items[i], context)) diagnostics_add_again(&kept, &diagnostics->items[i]);
  diagnostics_free(diagnostics);
  *diagnostics = kept;
}

static bool is_no_error(const struct diagnostic *item, void *context) {
  (void)context;
  return item->severity != SEVERITY_ERROR;
}

void diagnostics_keep_errors(struct diagnostics *diagnostics) {
  diagnostics_remove(diagnostics, is_no_error, NULL);
}

/* The array is sorted through an index so that qsort, which is not stable, keeps the order of arrival. */
struct ordered {
  struct diagnostic item;
  size_t arrival;
};

static int compare(const void *left, const void *right) {
  const struct ordered *a = left, *b = right;
  int order = view_compare(a->item.file, b->item.file);
  if (order != 0) return order;
  if (a->item.kind != b->item.kind && (a->item.kind == MESSAGE_more || b->item.kind == MESSAGE_more))
    return a->item.kind == MESSAGE_more ? 1 : -1;
  order = source_location_compare(a->item.location, b->item.location);
  if (order != 0) return order;
  return (a->arrival > b->arrival) - (a->arrival < b->arrival);
}

/* Puts a note in the place of those that are not kept. */
static void note_unshown(struct diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics->count; i++) {
    struct diagnostic item = diagnostics->items[i];
    diagnostics->items[i].unshown = 0;
    if (item.unshown > 0)
      diagnostics_add(diagnostics, item.file, (struct source_location){0},
                      message_more((long long)item.unshown, item.code));
  }
  map_free(&diagnostics->kinds);
  diagnostics->kinds = (struct map){0};
}

void diagnostics_sort(struct diagnostics *diagnostics) {
  note_unshown(diagnostics);
  if (diagnostics->count < 2) return;
  struct ordered *ordered = memory_allocate(diagnostics->count, sizeof *ordered);
  for (size_t i = 0; i < diagnostics->count; i++)
    ordered[i] = (struct ordered){diagnostics->items[i], i};
  qsort(ordered, diagnostics->count, sizeof *ordered, compare);
  for (size_t i = 0; i < diagnostics->count; i++)
    diagnostics->items[i] = ordered[i].item;
  free(ordered);
}

bool diagnostics_have_error(const struct diagnostics *diagnostics, const char *code) {
  for (size_t i = 0; i < diagnostics->count; i++)
    if (diagnostics->items[i].severity == SEVERITY_ERROR && strcmp(diagnostics->items[i].code, code) == 0)
      return true;
  return false;
}

void diagnostics_free(struct diagnostics *diagnostics) {
  arena_free(&diagnostics->arena);
  free(diagnostics->items);
  map_free(&diagnostics->kinds);
  bool strict = diagnostics->strict;
  *diagnostics = (struct diagnostics){.strict = strict};
}
