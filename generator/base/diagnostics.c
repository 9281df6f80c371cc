#include "base/diagnostics.h"

#include "base/memory.h"

#include <stdlib.h>

/* The arguments of a message with texts of their own. */
static const struct message_argument *copy_arguments(struct arena *arena, const struct message *message) {
  size_t count = message_argument_count(message->kind);
  struct message_argument *copies = count == 0 ? NULL : arena_array(arena, count, sizeof *copies);
  for (size_t i = 0; i < count; i++) {
    copies[i] = message->arguments[i];
    if (copies[i].type == ARGUMENT_TEXT) copies[i].text = arena_copy(arena, copies[i].text);
  }
  return copies;
}

void diagnostics_add_as(struct diagnostics *diagnostics, enum severity severity, struct view file,
                        struct mark mark, struct message message) {
  if (diagnostics->strict && severity == SEVERITY_WARNING) severity = SEVERITY_ERROR;
  diagnostics->items =
      memory_grow(diagnostics->items, diagnostics->count, &diagnostics->capacity, sizeof *diagnostics->items);
  struct buffer text = {0};
  message_write(&text, &message);
  diagnostics->items[diagnostics->count++] = (struct diagnostic){
      .severity = severity,
      .kind = message.kind,
      .file = arena_copy(&diagnostics->arena, file),
      .mark = mark,
      .code = message_rows[message.kind].code,
      .message = arena_copy(&diagnostics->arena, buffer_view(&text)),
      .arguments = copy_arguments(&diagnostics->arena, &message),
  };
  buffer_free(&text);
  if (severity == SEVERITY_ERROR) diagnostics->errors++;
  if (severity == SEVERITY_WARNING) diagnostics->warnings++;
}

void diagnostics_add(struct diagnostics *diagnostics, struct view file, struct mark mark,
                     struct message message) {
  diagnostics_add_as(diagnostics, message_rows[message.kind].severity, file, mark, message);
}

struct message diagnostic_message(const struct diagnostic *item) {
  struct message message = {.kind = item->kind};
  size_t count = message_argument_count(item->kind);
  if (count > 0) memcpy(message.arguments, item->arguments, count * sizeof *item->arguments);
  return message;
}

void diagnostics_add_again(struct diagnostics *diagnostics, const struct diagnostic *item) {
  diagnostics_add_as(diagnostics, item->severity, item->file, item->mark, diagnostic_message(item));
}

void diagnostics_append(struct diagnostics *into, const struct diagnostics *from, enum severity limit) {
  for (size_t i = 0; i < from->count; i++) {
    const struct diagnostic *item = &from->items[i];
    diagnostics_add_as(into, item->severity < limit ? item->severity : limit, item->file, item->mark,
                       diagnostic_message(item));
  }
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
  order = mark_compare(a->item.mark, b->item.mark);
  if (order != 0) return order;
  return (a->arrival > b->arrival) - (a->arrival < b->arrival);
}

void diagnostics_sort(struct diagnostics *diagnostics) {
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
  bool strict = diagnostics->strict;
  *diagnostics = (struct diagnostics){.strict = strict};
}
