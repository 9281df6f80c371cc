#include "parse/body/footnote.h"

#include "base/memory.h"

#include <stdlib.h>

/* The definition that the text begins with; what follows it is left in `text`. */
static const struct body_note_mark *cut_definition(const struct body_job *job, struct view *text) {
  struct body_piece piece;
  if (!body_marks_in(&job->marks, *text) || !body_marks_next(&job->marks, text, &piece)) return NULL;
  return piece.kind == BODY_PIECE_NOTE && piece.note->lead > 0 ? piece.note : NULL;
}

/* The definition that an item begins with, else NULL. */
static const struct body_note_mark *definition_of(const struct body_job *job, cmark_node *item) {
  cmark_node *paragraph = cmark_node_first_child(item);
  cmark_node *node = paragraph == NULL ? NULL : cmark_node_first_child(paragraph);
  if (node == NULL || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH ||
      cmark_node_get_type(node) != CMARK_NODE_TEXT)
    return NULL;
  struct view text = view_of(cmark_node_get_literal(node));
  return cut_definition(job, &text);
}

/* Takes `[^label]:` off the front of a definition. */
static void strip(const struct body_job *job, cmark_node *item) {
  cmark_node *paragraph = cmark_node_first_child(item), *node = cmark_node_first_child(paragraph);
  struct view text = view_of(cmark_node_get_literal(node));
  cut_definition(job, &text);
  if (view_starts_with(text, ":")) text = view_slice(text, 1, SIZE_MAX);
  while (text.length > 0 && (text.data[0] == ' ' || text.data[0] == '\t'))
    text = view_slice(text, 1, SIZE_MAX);
  if (text.length > 0) {
    /* A copy, since cmark frees the old text before it reads the new. */
    char *copy = memory_allocate(text.length + 1, 1);
    memcpy(copy, text.data, text.length);
    cmark_node_set_literal(node, copy);
    free(copy);
    return;
  }
  cmark_node *next = cmark_node_next(node);
  if (next != NULL && cmark_node_get_type(next) == CMARK_NODE_SOFTBREAK) cmark_node_free(next);
  cmark_node_free(node);
  if (cmark_node_first_child(paragraph) == NULL) cmark_node_free(paragraph);
}

static void take(struct body_footnotes *footnotes, struct body_job *job, struct body_footnote *footnote) {
  cmark_node *list = cmark_node_parent(footnote->item);
  cmark_node_unlink(footnote->item);
  if (cmark_node_first_child(list) == NULL) cmark_node_free(list);
  strip(job, footnote->item);
  struct view label = footnote->definition->label;
  void **slot = map_slot(&footnotes->by_label, label);
  if (*slot != NULL) {
    const struct body_footnote *first = *slot;
    diagnostics_add(
        job->diagnostics, job->file, body_place_offset(&job->places, footnote->definition->offset),
        message_duplicate_footnote(label, body_place_offset(&job->places, first->definition->offset).line));
    cmark_node_free(footnote->item);
    return;
  }
  *slot = footnote;
  footnotes->all =
      memory_grow(footnotes->all, footnotes->count, &footnotes->capacity, sizeof(struct body_footnote *));
  footnotes->all[footnotes->count++] = footnote;
}

void body_footnotes_take(struct body_footnotes *footnotes, struct body_job *job, cmark_node *document) {
  *footnotes = (struct body_footnotes){0};
  if (job->marks.note_count == 0) return;
  struct body_footnote **found = NULL;
  size_t count = 0, capacity = 0;
  cmark_iter *iterator = cmark_iter_new(document);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iterator);
    /* On the way out, so that one within another comes first. */
    if (cmark_iter_get_event_type(iterator) != CMARK_EVENT_EXIT ||
        cmark_node_get_type(node) != CMARK_NODE_ITEM)
      continue;
    const struct body_note_mark *definition = definition_of(job, node);
    if (definition == NULL) continue;
    found = memory_grow(found, count, &capacity, sizeof(struct body_footnote *));
    found[count] = arena_allocate(job->scratch, sizeof(struct body_footnote));
    *found[count++] = (struct body_footnote){.definition = definition, .item = node};
  }
  cmark_iter_free(iterator);
  for (size_t i = 0; i < count; i++)
    take(footnotes, job, found[i]);
  free(found);
}

struct body_footnote *body_footnotes_find(const struct body_footnotes *footnotes, struct view label) {
  return map_get(&footnotes->by_label, label);
}

void body_footnotes_refer(struct body_footnotes *footnotes, struct body_footnote *footnote) {
  footnote->references++;
  if (footnote->number != 0) return;
  footnotes->used = memory_grow(footnotes->used, footnotes->used_count, &footnotes->used_capacity,
                                sizeof(struct body_footnote *));
  footnotes->used[footnotes->used_count++] = footnote;
  footnote->number = footnotes->used_count;
}

void body_footnotes_check(const struct body_footnotes *footnotes, struct body_job *job) {
  for (size_t i = 0; i < footnotes->count; i++) {
    const struct body_footnote *footnote = footnotes->all[i];
    if (footnote->number != 0) continue;
    diagnostics_add(job->diagnostics, job->file,
                    body_place_offset(&job->places, footnote->definition->offset),
                    message_unused_footnote(footnote->definition->label));
  }
}

void body_footnotes_free(struct body_footnotes *footnotes) {
  map_free(&footnotes->by_label);
  free(footnotes->all);
  free(footnotes->used);
  *footnotes = (struct body_footnotes){0};
}
