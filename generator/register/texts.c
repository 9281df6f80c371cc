#include "register/texts.h"

#include "parse/body/body.h"
#include "parse/entry.h"
#include "register/entries.h"

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
