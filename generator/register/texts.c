#include "register/texts.h"

#include "parse/body/body.h"
#include "parse/entry.h"
#include "register/entries.h"
#include "text/search_terms.h"

#include <xxhash.h>

#include <stdlib.h>

void texts_open(struct texts *texts, const struct registry *registry, struct source *source, bool is_owner) {
  *texts = (struct texts){.registry = registry, .source = source, .is_owner = is_owner};
}

void texts_close(struct texts *texts) {
  source_share_close(&texts->share);
  arena_free(&texts->arena);
  buffer_free(&texts->html);
  diagnostics_free(&texts->found);
  *texts = (struct texts){0};
}

static struct view read_again(struct texts *texts, const struct source_file *file, size_t length) {
  struct view text;
  buffer_clear(&texts->html);
  char *html = buffer_reserve(&texts->html, length + 1);
  if (entries_read_spilled(texts->registry->entry_files, file, html, length))
    return (struct view){html, length};
  arena_reset(&texts->arena);
  struct source *source = source_share_take(&texts->share, texts->source, texts->is_owner);
  if (!source_read_text(source, file, &texts->arena, &text, &texts->found)) return (struct view){NULL, 0};
  return parse_body_html(&texts->arena, file->path, text);
}

struct view texts_html(struct texts *texts, const struct body *body) {
  if (body->html.data != NULL || texts == NULL) return body->html;
  struct view path = body->entry->path;
  const struct source_file *file = source_files_find(&texts->registry->files, path);
  struct view html = file == NULL ? (struct view){NULL, 0} : read_again(texts, file, body->html.length);
  if (html.data != NULL && html.length == body->html.length) return html;
  if (texts->found.errors == 0)
    diagnostics_add(&texts->found, path, (struct source_location){0}, message_changed_since_listed());
  return (struct view){NULL, 0};
}

/* Those that the cache or the spill file has; NULL: neither. */
static const uint32_t *kept_terms(const struct texts *texts, struct arena *arena, const struct body *body) {
  size_t size = body->term_count * sizeof(uint32_t);
  if (body->terms != NULL) return XXH3_64bits(body->terms, size) == body->terms_hash ? body->terms : NULL;
  if (texts == NULL || body->html.data != NULL || body->term_count == 0) return NULL;
  const struct source_file *file = source_files_find(&texts->registry->files, body->entry->path);
  uint32_t *terms = arena_allocate(arena, size);
  return file != NULL &&
                 entries_read_spilled_terms(texts->registry->entry_files, file, terms, body->term_count)
             ? terms
             : NULL;
}

const uint32_t *texts_terms(struct texts *texts, struct arena *arena, struct search_reader *reader,
                            const struct body *body, uint32_t *count) {
  const uint32_t *kept = kept_terms(texts, arena, body);
  *count = body->term_count;
  if (kept != NULL) return kept;
  const uint32_t *found = search_terms_of_html(reader, texts_html(texts, body), count);
  uint32_t *copy = arena_array(arena, *count, sizeof *copy);
  if (*count > 0) memcpy(copy, found, *count * sizeof *copy);
  return copy;
}
