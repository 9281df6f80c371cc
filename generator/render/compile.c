#include "render/compile.h"

#include "base/memory.h"

#include <stdlib.h>

struct place compile_place(const struct passage *passage, const struct token *token) {
  return (struct place){passage->scanned->file, token->mark};
}

void compile_stop(struct compiler *compiler, struct place place, const char *code, const char *message) {
  compiler->stopped = true;
  problems_add(&compiler->problems, place, code, "%s", message);
}

static bool push_level(struct compiler *compiler, struct level level, struct place place) {
  struct context *context = &compiler->context;
  if (context->count == FRAME_LIMIT) {
    problems_add(&compiler->problems, place, "template-syntax",
                 "sections within sections, more than %d; use dotted names instead of some", FRAME_LIMIT);
    return false;
  }
  if (level.kind != LEVEL_JSON) level.frame = (uint8_t)context->frames++;
  context->levels[context->count++] = level;
  return true;
}

static void pop_level(struct compiler *compiler) {
  struct context *context = &compiler->context;
  if (context->levels[--context->count].kind != LEVEL_JSON) context->frames--;
}

/* What a section makes the current value; false: nothing, as of a flag, which could not be shown. */
static bool level_of(const struct value *value, struct level *level) {
  switch (value->kind) {
  case VALUE_FIRST:
  case VALUE_LAST:
  case VALUE_POSITION:
  case VALUE_FLAG:
  case VALUE_HAS_TIME:
    return false;
  case VALUE_RECORD:
  case VALUE_PRESENT:
    *level = (struct level){.kind = LEVEL_RECORD, .type = value->type};
    return true;
  case VALUE_LIST:
    *level = (struct level){.kind = LEVEL_RECORD, .type = value->type, .in_list = true};
    if (value->field->kind != FIELD_TEXTS) return true;
    level->kind = LEVEL_VALUE;
    level->value_kind = VALUE_TEXT;
    return true;
  case VALUE_JSON:
    *level = (struct level){.kind = LEVEL_JSON};
    return true;
  default:
    *level = (struct level){.kind = LEVEL_VALUE, .value_kind = value->kind, .form = value->form};
    return true;
  }
}

static void compile_body(struct compiler *compiler, struct passage *passage, size_t at) {
  compile_range(compiler, passage, at + 1, passage->scanned->tokens[at].match);
}

static void compile_json_section(struct compiler *compiler, struct passage *passage, size_t at,
                                 struct instruction enter) {
  const struct token *token = &passage->scanned->tokens[at];
  if (!push_level(compiler, (struct level){.kind = LEVEL_JSON}, compile_place(passage, token))) return;
  uint32_t begin = emit(compiler, enter);
  uint32_t body = emit_here(compiler);
  compile_body(compiler, passage, at);
  emit(compiler, (struct instruction){.operation = OPERATION_NEXT_JSON, .target = body});
  emit_target(compiler, begin);
  pop_level(compiler);
}

static void compile_loop(struct compiler *compiler, struct passage *passage, size_t at,
                         const struct value *value) {
  struct instruction loop = emit_place(compiler, OPERATION_LOOP, value);
  loop.slot = (uint8_t)(compiler->context.frames - 1);
  loop.stride = (uint32_t)field_stride(value->field);
  loop.pointers = field_is_pointer(value->field);
  uint32_t begin = emit(compiler, loop);
  uint32_t body = emit_here(compiler);
  compile_body(compiler, passage, at);
  emit(compiler, (struct instruction){.operation = OPERATION_NEXT, .slot = loop.slot, .target = body});
  emit_target(compiler, begin);
}

static void compile_typed_section(struct compiler *compiler, struct passage *passage, size_t at,
                                  const struct value *value) {
  const struct token *token = &passage->scanned->tokens[at];
  if (value->kind == VALUE_DATE && value->form.length > 0) {
    problems_add(&compiler->problems, compile_place(passage, token), "unknown-name",
                 "a date's form is no condition; write {{#%s}}", value->field->name);
    return;
  }
  if (token->kind == TOKEN_INVERTED) {
    struct instruction unless = value->kind == VALUE_JSON
                                    ? emit_json_place(compiler, OPERATION_UNLESS_JSON, value)
                                    : emit_place(compiler, OPERATION_UNLESS, value);
    uint32_t begin = emit(compiler, unless);
    compile_body(compiler, passage, at);
    emit_target(compiler, begin);
    return;
  }
  if (value->kind == VALUE_JSON) {
    compile_json_section(compiler, passage, at, emit_json_place(compiler, OPERATION_ENTER_JSON, value));
    return;
  }
  struct level level;
  bool keeps = level_of(value, &level);
  if (keeps && !push_level(compiler, level, compile_place(passage, token))) return;
  if (value->kind == VALUE_LIST) {
    compile_loop(compiler, passage, at, value);
  } else {
    struct instruction condition = emit_place(compiler, OPERATION_IF, value);
    if (keeps) condition.slot = (uint8_t)(compiler->context.frames - 1);
    uint32_t begin = emit(compiler, condition);
    compile_body(compiler, passage, at);
    emit_target(compiler, begin);
  }
  if (keeps) pop_level(compiler);
}

/* A section over a name that is looked up on the stack of JSON values. */
static void compile_untyped_section(struct compiler *compiler, struct passage *passage, size_t at) {
  const struct token *token = &passage->scanned->tokens[at];
  if (token->kind == TOKEN_SECTION) {
    compile_json_section(compiler, passage, at, emit_json(compiler, OPERATION_ENTER_JSON, token->text));
    return;
  }
  uint32_t begin = emit(compiler, emit_json(compiler, OPERATION_UNLESS_JSON, token->text));
  compile_body(compiler, passage, at);
  emit_target(compiler, begin);
}

static bool is_string_name(const struct compiler *compiler, struct view name) {
  return !compiler->context.json_root && (view_starts_with(name, "i18n.") || view_equal_string(name, "i18n"));
}

static void compile_section(struct compiler *compiler, struct passage *passage, size_t at) {
  const struct token *token = &passage->scanned->tokens[at];
  struct place place = compile_place(passage, token);
  if (is_string_name(compiler, token->text)) {
    problems_add(&compiler->problems, place, "unknown-name",
                 "a language string is no condition; use a field of the record");
    return;
  }
  struct resolution resolution;
  if (!resolve_name(&compiler->context, token->text, place, &compiler->problems, &resolution)) return;
  if (!resolution.json) {
    compile_typed_section(compiler, passage, at, &resolution.value);
  } else if (!resolution.typed) {
    compile_untyped_section(compiler, passage, at);
  } else {
    uint32_t known = emit(compiler, emit_json(compiler, OPERATION_IF_KNOWN, token->text));
    compile_untyped_section(compiler, passage, at);
    uint32_t over = emit(compiler, (struct instruction){.operation = OPERATION_JUMP});
    emit_target(compiler, known);
    compile_typed_section(compiler, passage, at, &resolution.value);
    emit_target(compiler, over);
  }
}

/* Why a value can't be printed by itself; NULL: it can. */
static const char *why_unprintable(const struct value *value) {
  switch (value->kind) {
  case VALUE_RECORD:
  case VALUE_PRESENT:
    return "is a record; name one of its fields, or write a section over it";
  case VALUE_LIST:
    return "is a list; write a section over it, or .count for how many";
  case VALUE_FLAG:
  case VALUE_FIRST:
  case VALUE_LAST:
  case VALUE_HAS_TIME:
    return "is a condition; write a section over it";
  default:
    return NULL;
  }
}

static void compile_typed_variable(struct compiler *compiler, const struct passage *passage,
                                   const struct token *token, const struct value *value) {
  struct place place = compile_place(passage, token);
  struct problems *problems = &compiler->problems;
  bool raw = token->kind == TOKEN_RAW;
  bool markup = value->kind == VALUE_MARKUP || value->kind == VALUE_BODY;
  const char *reason = why_unprintable(value);
  if (reason != NULL) {
    problems_add(problems, place, "unprintable", "\"%.*s\" %s", VIEW_FORMAT(token->text), reason);
    return;
  }
  if (raw && !markup) {
    problems_add(problems, place, "unescaped-text", "\"%.*s\" is no markup; write {{%.*s}}",
                 VIEW_FORMAT(token->text), VIEW_FORMAT(token->text));
    return;
  }
  if (markup && !raw) {
    problems_add(problems, place, "escaped-markup", "\"%.*s\" is markup; write {{{%.*s}}}",
                 VIEW_FORMAT(token->text), VIEW_FORMAT(token->text));
    return;
  }
  if (value->kind == VALUE_JSON) {
    struct instruction print = emit_json_place(compiler, OPERATION_PRINT_JSON, value);
    emit_target(compiler, emit(compiler, print));
    return;
  }
  struct instruction print = emit_place(compiler, OPERATION_PRINT, value);
  if (value->kind == VALUE_DATE && !compile_form(compiler, value->form, place, &print.index)) return;
  emit(compiler, print);
}

static void compile_variable(struct compiler *compiler, const struct passage *passage,
                             const struct token *token) {
  if (is_string_name(compiler, token->text)) {
    compile_string(compiler, passage, token);
    return;
  }
  struct place place = compile_place(passage, token);
  struct resolution resolution;
  if (!resolve_name(&compiler->context, token->text, place, &compiler->problems, &resolution)) return;
  if (!resolution.json) {
    compile_typed_variable(compiler, passage, token, &resolution.value);
    return;
  }
  bool raw = token->kind == TOKEN_RAW;
  if (raw && !compiler->context.json_root) {
    problems_add(&compiler->problems, place, "unescaped-text", "\"%.*s\" is no markup; write {{%.*s}}",
                 VIEW_FORMAT(token->text), VIEW_FORMAT(token->text));
    return;
  }
  struct instruction print = emit_json(compiler, OPERATION_PRINT_JSON, token->text);
  print.raw = raw;
  uint32_t over = emit(compiler, print);
  if (resolution.typed) compile_typed_variable(compiler, passage, token, &resolution.value);
  emit_target(compiler, over);
}

struct view compile_outdent(const struct passage *passage, struct view indent) {
  size_t same = 0;
  while (same < indent.length && same < passage->removed.length &&
         indent.data[same] == passage->removed.data[same])
    same++;
  return view_slice(indent, same, SIZE_MAX);
}

void compile_line_begin(struct compiler *compiler, struct passage *passage, const struct token *token) {
  if (!passage->skip_indent) emit_text(compiler, passage->indent);
  passage->skip_indent = false;
  emit_text(compiler, compile_outdent(passage, token->indent));
}

/* Compiles one token; the one to go on behind. */
static size_t compile_token(struct compiler *compiler, struct passage *passage, size_t at) {
  const struct token *token = &passage->scanned->tokens[at];
  switch (token->kind) {
  case TOKEN_TEXT:
  case TOKEN_NEWLINE:
    emit_text(compiler, token->text);
    return at;
  case TOKEN_VARIABLE:
  case TOKEN_RAW:
    compile_variable(compiler, passage, token);
    return at;
  case TOKEN_SECTION:
  case TOKEN_INVERTED:
    compile_section(compiler, passage, at);
    return token->match;
  case TOKEN_PARTIAL:
    expand_partial(compiler, passage, token, passage->scope);
    return at;
  case TOKEN_PARENT:
    expand_parent(compiler, passage, at);
    return token->match;
  case TOKEN_BLOCK:
    expand_block(compiler, passage, at);
    return token->match;
  default:
    return at;
  }
}

void compile_range(struct compiler *compiler, struct passage *passage, size_t begin, size_t end) {
  const struct scanned_text *scanned = passage->scanned;
  struct place place = begin < scanned->count ? compile_place(passage, &scanned->tokens[begin])
                                              : (struct place){scanned->file, {0, 0}};
  if (compiler->depth == COMPILE_DEPTH_LIMIT)
    compile_stop(compiler, place, "template-recursion",
                 "sections, blocks and partials within each other, more than 512; include less");
  compiler->depth++;
  for (size_t at = begin; at <= end && at < scanned->count && !compiler->stopped; at++) {
    const struct token *token = &scanned->tokens[at];
    /* A line that begins with the closing tag begins inside the section. */
    if (token->begins_line) compile_line_begin(compiler, passage, token);
    if (at == end) break;
    if (++compiler->tokens > TOKEN_LIMIT) {
      compile_stop(compiler, compile_place(passage, token), "template-recursion",
                   "the template and what it includes have more than 2 million parts; include less");
      break;
    }
    at = compile_token(compiler, passage, at);
  }
  compiler->depth--;
}

static const void *keep(struct compiler *compiler, const void *items, size_t count, size_t size) {
  void *kept = arena_array(compiler->arena, count, size);
  if (count > 0) memcpy(kept, items, count * size);
  return kept;
}

static struct template *finish(struct compiler *compiler, const struct record_type *type) {
  emit(compiler, (struct instruction){.operation = OPERATION_END});
  struct template *template = arena_allocate(compiler->arena, sizeof *template);
  template->instructions =
      keep(compiler, compiler->instructions, compiler->instruction_count, sizeof *compiler->instructions);
  template->forms = keep(compiler, compiler->forms, compiler->form_count, sizeof *compiler->forms);
  template->choices = keep(compiler, compiler->choices, compiler->choice_count, sizeof *compiler->choices);
  template->names = keep(compiler, compiler->names, compiler->name_count, sizeof *compiler->names);
  template->date_names = compiler->library->date_names;
  template->json = compiler->context.json_root;
  if (template->json) template->json_offset = type->fields[0].offset;
  return template;
}

static void release_scanned(struct map *map) {
  size_t at = 0;
  for (const struct map_slot *slot = map_next(map, &at); slot != NULL; slot = map_next(map, &at)) {
    struct scanned_text *scanned = slot->value;
    if (scanned != NULL) free(scanned->tokens);
  }
  map_free(map);
}

static void release(struct compiler *compiler) {
  release_scanned(&compiler->templates);
  release_scanned(&compiler->strings);
  buffer_free(&compiler->constant);
  free(compiler->instructions);
  free(compiler->forms);
  free(compiler->choices);
  free(compiler->names);
  arena_free(&compiler->scratch);
}

static void begin_context(struct context *context, const struct record_type *type) {
  context->json_root =
      type->field_count == 1 && type->fields[0].kind == FIELD_JSON && strcmp(type->fields[0].name, ".") == 0;
  context->levels[0] =
      (struct level){.kind = context->json_root ? LEVEL_JSON : LEVEL_RECORD, .frame = 0, .type = type};
  context->count = 1;
  context->frames = 1;
}

struct template *template_compile(const struct template_library *library, struct view name,
                                  const struct record_type *type, struct arena *arena,
                                  struct diagnostics *diagnostics) {
  struct compiler *compiler = memory_allocate(1, sizeof *compiler);
  compiler->library = library;
  compiler->arena = arena;
  compiler->problems.diagnostics = diagnostics;
  compiler->problems.arena = &compiler->scratch;
  begin_context(&compiler->context, type);

  struct token start = {.kind = TOKEN_PARTIAL, .text = name, .mark = {0, 0}};
  struct scanned_text nowhere = {.count = 0};
  struct passage passage = {.scanned = &nowhere};
  if (map_get(&library->templates, name) == NULL)
    problems_add(&compiler->problems, (struct place){0}, "unknown-template",
                 "the theme has no template \"%.*s\"%.*s", VIEW_FORMAT(name),
                 VIEW_FORMAT(compile_hint(compiler, &library->templates, name)));
  else
    expand_partial(compiler, &passage, &start, NULL);

  struct template *template = NULL;
  if (compiler->problems.count == 0) template = finish(compiler, type);
  release(compiler);
  free(compiler);
  return template;
}
