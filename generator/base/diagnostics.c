#include "base/diagnostics.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>

void diagnostics_add(struct diagnostics *diagnostics, enum severity severity, struct view file,
                     struct mark mark, const char *code, const char *format, ...) {
  if (diagnostics->strict && severity == SEVERITY_WARNING) severity = SEVERITY_ERROR;
  diagnostics->items =
      memory_grow(diagnostics->items, diagnostics->count, &diagnostics->capacity, sizeof *diagnostics->items);
  va_list arguments;
  va_start(arguments, format);
  char *text = memory_format(format, arguments);
  va_end(arguments);
  for (char *byte = text; *byte != '\0'; byte++)
    if ((unsigned char)*byte < ' ' || *byte == 0x7f) *byte = ' ';
  diagnostics->items[diagnostics->count++] = (struct diagnostic){
      .severity = severity,
      .file = arena_copy(&diagnostics->arena, file),
      .mark = mark,
      .code = code,
      .message = arena_copy(&diagnostics->arena, view_of(text)),
  };
  free(text);
  if (severity == SEVERITY_ERROR) diagnostics->errors++;
  if (severity == SEVERITY_WARNING) diagnostics->warnings++;
}

void diagnostics_append(struct diagnostics *into, const struct diagnostics *from, enum severity limit) {
  for (size_t i = 0; i < from->count; i++) {
    const struct diagnostic *item = &from->items[i];
    diagnostics_add(into, item->severity < limit ? item->severity : limit, item->file, item->mark, item->code,
                    "%.*s", VIEW_FORMAT(item->message));
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

const char *severity_name(enum severity severity) {
  static const char *const names[] = {"note", "warning", "error"};
  return names[severity];
}

void diagnostics_free(struct diagnostics *diagnostics) {
  arena_free(&diagnostics->arena);
  free(diagnostics->items);
  bool strict = diagnostics->strict;
  *diagnostics = (struct diagnostics){.strict = strict};
}
