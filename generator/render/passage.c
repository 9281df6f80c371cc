#include "render/passage.h"

#include "render/emit.h"

struct place passage_place(const struct passage *passage, const struct token *token) {
  return (struct place){passage->scanned->file, token->mark};
}

struct view passage_outdent(const struct passage *passage, struct view indent) {
  size_t same = 0;
  while (same < indent.length && same < passage->removed.length &&
         indent.data[same] == passage->removed.data[same])
    same++;
  return view_slice(indent, same, SIZE_MAX);
}

void passage_begin_line(struct compiler *compiler, struct passage *passage, const struct token *token) {
  if (!passage->skip_indent) emit_text(compiler, passage->indent);
  passage->skip_indent = false;
  emit_text(compiler, passage_outdent(passage, token->indent));
}
