#include "base/memory.h"
#include "render/emit.h"
#include "render/expand.h"
#include "schema/address_book.h"

#include <stdlib.h>

enum {
  COMPILE_DEPTH_LIMIT = 512, /* sections, blocks and expansions within each other */
  TOKEN_LIMIT = 2000000,     /* of one template with all that it includes */
};

/* The tokens from `begin` up to, not including, `end`. */
static void compile_range(struct compiler *compiler, struct passage *passage, size_t begin, size_t end);

/* What stands between the tag at `at` and its close. */
static void compile_body(struct compiler *compiler, struct passage *passage, size_t at) {
  compile_range(compiler, passage, at + 1, passage->scanned->tokens[at].match);
}

/* The same of a section, which is not always run. */
static void compile_section_body(struct compiler *compiler, struct passage *passage, size_t at) {
  struct branch before = emit_begin_branch(compiler);
  compile_body(compiler, passage, at);
  emit_end_branch(compiler, &before);
}

/* Compiles all of a text, which messages call the `kind` `name`. */
static void compile_text(struct compiler *compiler, struct passage *passage, struct place place,
                         enum phrase kind, struct view name) {
  struct expansion expansion;
  if (!expand_enter(compiler, passage, place, kind, name, &expansion)) return;
  compile_range(compiler, passage, 0, passage->scanned->count);
  expand_leave(compiler, &expansion);
}

static void compile_partial(struct compiler *compiler, const struct passage *passage,
                            const struct token *token) {
  struct passage inner;
  if (expand_partial(compiler, passage, token, &inner))
    compile_text(compiler, &inner, passage_place(passage, token), PHRASE_template, token->text);
}

static void compile_parent(struct compiler *compiler, const struct passage *passage, size_t at) {
  const struct token *token = &passage->scanned->tokens[at];
  struct scope scope;
  struct passage inner;
  if (expand_parent(compiler, passage, at, &scope, &inner))
    compile_text(compiler, &inner, passage_place(passage, token), PHRASE_template, token->text);
  map_free(&scope.blocks);
}

static void compile_block(struct compiler *compiler, struct passage *passage, size_t at) {
  const struct handed_block *handed = expand_find_block(passage->scope, passage->scanned->tokens[at].text);
  if (handed == NULL) {
    compile_body(compiler, passage, at);
    return;
  }
  struct passage inner = expand_enter_block(compiler, passage, at, handed);
  compile_body(compiler, &inner, handed->open);
  expand_leave_block(compiler, passage, at, handed);
}

static void compile_string(struct compiler *compiler, struct view name, struct place place) {
  const struct scanned_text *scanned = strings_find(compiler, name, place);
  if (scanned == NULL) return;
  struct passage passage = {.scanned = scanned};
  compile_text(compiler, &passage, place, PHRASE_language_string, name);
}

/* One case for each of the field's choices. */
static void compile_cases(struct compiler *compiler, const struct value *value, struct place place) {
  size_t count = 0;
  while (value->field->choices[count] != NULL)
    count++;
  struct choice choice = {arena_array(compiler->arena, count, sizeof *choice.cases), count};
  struct instruction choose = emit_place(compiler, OPERATION_CHOOSE, value);
  choose.index = emit_choice(compiler, choice);
  uint32_t begin = emit(compiler, choose);
  uint32_t *ends = memory_allocate(count, sizeof *ends);
  for (size_t i = 0; i < count; i++) {
    const char *text = value->field->choices[i];
    choice.cases[i] = (struct choice_case){view_of(text), emit_here(compiler)};
    struct branch before = emit_begin_branch(compiler);
    compile_string(compiler, arena_format(&compiler->scratch, "%s.%s", value->field->name, text), place);
    emit_end_branch(compiler, &before);
    ends[i] = emit(compiler, (struct instruction){.operation = OPERATION_JUMP});
  }
  for (size_t i = 0; i < count; i++)
    emit_target(compiler, ends[i]);
  emit_target(compiler, begin);
  free(ends);
}

/* {{i18n.name}} or {{i18n.@name}} */
static void compile_string_tag(struct compiler *compiler, const struct passage *passage,
                               const struct token *token) {
  struct place place = passage_place(passage, token);
  struct value value;
  struct view name = view_slice(token->text, strlen("i18n."), SIZE_MAX);
  if (token->kind == TOKEN_RAW)
    problems_add(&compiler->problems, place, message_text_as_markup(token->text));
  else if (name.length == 0 || name.data[0] != '@')
    compile_string(compiler, name, place);
  else if (strings_resolve_choice(compiler, view_slice(name, 1, SIZE_MAX), place, &value))
    compile_cases(compiler, &value, place);
}

static bool push_level(struct compiler *compiler, struct level level, struct place place) {
  struct context *context = &compiler->context;
  if (context->count == FRAME_LIMIT) {
    problems_add(&compiler->problems, place, message_deep_sections(FRAME_LIMIT));
    return false;
  }
  if (level.kind != LEVEL_JSON) {
    level.frame = (uint8_t)context->frames++;
    emit_enter_frame(compiler, level.frame);
  }
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

static void compile_json_section(struct compiler *compiler, struct passage *passage, size_t at,
                                 struct instruction enter) {
  const struct token *token = &passage->scanned->tokens[at];
  if (!push_level(compiler, (struct level){.kind = LEVEL_JSON}, passage_place(passage, token))) return;
  uint32_t begin = emit(compiler, enter);
  uint32_t body = emit_here(compiler);
  compile_section_body(compiler, passage, at);
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
  if (loop.pointers) loop.size = (uint32_t)value->type->size;
  uint32_t begin = emit(compiler, loop);
  uint32_t body = emit_here(compiler);
  compile_section_body(compiler, passage, at);
  emit(compiler, (struct instruction){.operation = OPERATION_NEXT, .slot = loop.slot, .target = body});
  emit_target(compiler, begin);
}

static void compile_typed_section(struct compiler *compiler, struct passage *passage, size_t at,
                                  const struct value *value) {
  const struct token *token = &passage->scanned->tokens[at];
  if (value->kind == VALUE_DATE && value->form.length > 0) {
    problems_add(&compiler->problems, passage_place(passage, token),
                 message_date_form_as_condition(value->field->name));
    return;
  }
  if (token->kind == TOKEN_INVERTED) {
    struct instruction unless = value->kind == VALUE_JSON
                                    ? emit_json_place(compiler, OPERATION_UNLESS_JSON, value)
                                    : emit_place(compiler, OPERATION_UNLESS, value);
    uint32_t begin = emit(compiler, unless);
    compile_section_body(compiler, passage, at);
    emit_target(compiler, begin);
    return;
  }
  if (value->kind == VALUE_JSON) {
    compile_json_section(compiler, passage, at, emit_json_place(compiler, OPERATION_ENTER_JSON, value));
    return;
  }
  struct level level;
  bool keeps = level_of(value, &level);
  if (keeps && !push_level(compiler, level, passage_place(passage, token))) return;
  if (value->kind == VALUE_LIST) {
    compile_loop(compiler, passage, at, value);
  } else {
    struct instruction condition = emit_place(compiler, OPERATION_IF, value);
    if (keeps) condition.slot = (uint8_t)(compiler->context.frames - 1);
    uint32_t begin = emit(compiler, condition);
    compile_section_body(compiler, passage, at);
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
  compile_section_body(compiler, passage, at);
  emit_target(compiler, begin);
}

static bool is_string_name(const struct compiler *compiler, struct view name) {
  return !compiler->context.json_root && (view_starts_with(name, "i18n.") || view_equal_string(name, "i18n"));
}

static void compile_section(struct compiler *compiler, struct passage *passage, size_t at) {
  const struct token *token = &passage->scanned->tokens[at];
  struct place place = passage_place(passage, token);
  if (is_string_name(compiler, token->text)) {
    problems_add(&compiler->problems, place, message_string_as_condition());
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
    struct branch before = emit_begin_branch(compiler);
    compile_typed_section(compiler, passage, at, &resolution.value);
    emit_end_branch(compiler, &before);
    emit_target(compiler, over);
  }
}

/* What a message says of a name in a tag. */
typedef struct message say_of_name(struct view name);

/* Why a value can't be printed by itself; NULL: it can. */
static say_of_name *why_unprintable(const struct value *value) {
  switch (value->kind) {
  case VALUE_PRESENT:
    return message_record_printed;
  case VALUE_LIST:
    return message_list_printed;
  case VALUE_FLAG:
  case VALUE_FIRST:
  case VALUE_LAST:
  case VALUE_HAS_TIME:
    return message_condition_printed;
  default:
    return NULL;
  }
}

/* The text of a record, or an address, that is the same for all pages; false: it is none. */
static bool find_constant(const struct compiler *compiler, const struct value *value, struct view *text) {
  if (value_is_address(value->kind) && value_address(value->kind) >= ADDRESS_OF_ORIGIN) {
    *text = address_book_find(compiler->library->addresses, value_address(value->kind), NULL);
    return true;
  }
  if (!value_is_text(value->kind) || value->owner == NULL) return false;
  for (size_t i = 0; i < TEMPLATE_CONSTANTS; i++) {
    const struct template_constant *constant = &compiler->library->constants[i];
    if (constant->type != value->owner) continue;
    *text = value_text(value->kind, (const char *)constant->record + value->field->offset);
    return true;
  }
  return false;
}

static void emit_constant(struct compiler *compiler, struct view text) {
  struct buffer escaped = {0};
  buffer_add_escaped(&escaped, text);
  emit_text(compiler, buffer_view(&escaped));
  buffer_free(&escaped);
}

static void compile_typed_variable(struct compiler *compiler, const struct passage *passage,
                                   const struct token *token, const struct value *value) {
  struct place place = passage_place(passage, token);
  struct problems *problems = &compiler->problems;
  bool raw = token->kind == TOKEN_RAW;
  bool markup = value->kind == VALUE_MARKUP || value->kind == VALUE_BODY;
  say_of_name *unprintable = why_unprintable(value);
  if (unprintable != NULL) {
    problems_add(problems, place, unprintable(token->text));
    return;
  }
  if (raw && !markup) {
    problems_add(problems, place, message_text_as_markup(token->text));
    return;
  }
  if (markup && !raw) {
    problems_add(problems, place, message_markup_as_text(token->text));
    return;
  }
  if (value->kind == VALUE_JSON) {
    struct instruction print = emit_json_place(compiler, OPERATION_PRINT_JSON, value);
    emit_target(compiler, emit(compiler, print));
    return;
  }
  struct view constant;
  if (find_constant(compiler, value, &constant)) {
    emit_constant(compiler, constant);
    return;
  }
  enum operation operation = value_is_text(value->kind) ? OPERATION_PRINT_TEXT : OPERATION_PRINT;
  struct instruction print = emit_place(compiler, operation, value);
  if (value->kind == VALUE_DATE && !strings_find_form(compiler, value->form, place, &print.index)) return;
  emit(compiler, print);
}

static void compile_variable(struct compiler *compiler, const struct passage *passage,
                             const struct token *token) {
  if (is_string_name(compiler, token->text)) {
    compile_string_tag(compiler, passage, token);
    return;
  }
  struct place place = passage_place(passage, token);
  struct resolution resolution;
  if (!resolve_name(&compiler->context, token->text, place, &compiler->problems, &resolution)) return;
  if (!resolution.json) {
    compile_typed_variable(compiler, passage, token, &resolution.value);
    return;
  }
  bool raw = token->kind == TOKEN_RAW;
  if (raw && !compiler->context.json_root) {
    problems_add(&compiler->problems, place, message_text_as_markup(token->text));
    return;
  }
  struct instruction print = emit_json(compiler, OPERATION_PRINT_JSON, token->text);
  print.raw = raw;
  uint32_t over = emit(compiler, print);
  struct branch before = emit_begin_branch(compiler);
  if (resolution.typed) compile_typed_variable(compiler, passage, token, &resolution.value);
  emit_end_branch(compiler, &before);
  emit_target(compiler, over);
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
    compile_partial(compiler, passage, token);
    return at;
  case TOKEN_PARENT:
    compile_parent(compiler, passage, at);
    return token->match;
  case TOKEN_BLOCK:
    compile_block(compiler, passage, at);
    return token->match;
  default:
    return at;
  }
}

static void compile_range(struct compiler *compiler, struct passage *passage, size_t begin, size_t end) {
  const struct scanned_text *scanned = passage->scanned;
  struct place place = begin < scanned->count ? passage_place(passage, &scanned->tokens[begin])
                                              : (struct place){scanned->file, {0, 0}};
  if (compiler->depth == COMPILE_DEPTH_LIMIT) compiler_stop(compiler, place, message_deep_template());
  compiler->depth++;
  for (size_t at = begin; at <= end && at < scanned->count && !compiler->stopped; at++) {
    const struct token *token = &scanned->tokens[at];
    /* A line that begins with the closing tag begins inside the section. */
    if (token->begins_line) passage_begin_line(compiler, passage, token);
    if (at == end) break;
    if (++compiler->tokens > TOKEN_LIMIT) {
      compiler_stop(compiler, passage_place(passage, token), message_many_parts());
      break;
    }
    at = compile_token(compiler, passage, at);
  }
  compiler->depth--;
}

struct template *template_compile(const struct template_library *library, struct view name,
                                  const struct record_type *type, struct arena *arena,
                                  struct diagnostics *diagnostics) {
  struct compiler *compiler = memory_allocate(1, sizeof *compiler);
  compiler_begin(compiler, library, type, arena, diagnostics);
  struct passage passage = {.scanned = expand_find_template(compiler, name)};
  if (passage.scanned == NULL)
    problems_add(&compiler->problems, (struct place){0}, message_lacking_template(name));
  else
    compile_text(compiler, &passage, (struct place){0}, PHRASE_template, name);
  struct template *template = NULL;
  if (compiler->problems.count == 0) template = emit_template(compiler, type);
  compiler_release(compiler);
  free(compiler);
  return template;
}
