#include "parse/body/rewriting.h"

#include "base/memory.h"

#include <stdlib.h>

/* The piece [begin, end) of the text stands for [from, to) of the source. */
struct body_edit {
  size_t begin, end;
  size_t from, to;
};

void body_rewrite(struct body_rewriting *rewriting, size_t at, size_t length, struct view piece) {
  struct buffer *text = &rewriting->text;
  if (rewriting->count == 0)
    buffer_reserve(text, rewriting->source.length + rewriting->source.length / 8 + 64);
  buffer_add(text, view_slice(rewriting->source, rewriting->taken, at - rewriting->taken));
  rewriting->edits =
      memory_grow(rewriting->edits, rewriting->count, &rewriting->capacity, sizeof *rewriting->edits);
  rewriting->edits[rewriting->count++] = (struct body_edit){
      .begin = text->length, .end = text->length + piece.length, .from = at, .to = at + length};
  buffer_add(text, piece);
  rewriting->taken = at + length;
}

struct view body_rewriting_end(struct body_rewriting *rewriting) {
  if (rewriting->count == 0) return rewriting->source;
  buffer_add(&rewriting->text, view_slice(rewriting->source, rewriting->taken, SIZE_MAX));
  rewriting->taken = rewriting->source.length;
  return buffer_view(&rewriting->text);
}

static size_t source_of(const struct body_rewriting *rewriting, size_t offset) {
  size_t low = 0, high = rewriting->count;
  while (low < high) { /* edits that begin at the offset or before */
    size_t middle = low + (high - low) / 2;
    if (rewriting->edits[middle].begin <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0) return offset;
  const struct body_edit *edit = &rewriting->edits[low - 1];
  return offset < edit->end ? edit->from : edit->to + (offset - edit->end);
}

size_t body_rewriting_origin(const struct body_rewriting *rewriting, size_t offset) {
  for (; rewriting != NULL; rewriting = rewriting->before)
    offset = source_of(rewriting, offset);
  return offset;
}

void body_rewriting_free(struct body_rewriting *rewriting) {
  buffer_free(&rewriting->text);
  free(rewriting->edits);
}
