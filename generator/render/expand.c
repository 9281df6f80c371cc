#include "render/expand.h"

#include "render/emit.h"

struct place passage_place(const struct passage *passage, const struct token *token) {
  return (struct place){passage->scanned->file, token->location};
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

enum { EXPANSION_DEPTH_LIMIT = 64 };

/* The expansion of the same text, with the same blocks, that this one would be in. */
static const struct expansion *find_expansion(const struct compiler *compiler,
                                              const struct passage *passage) {
  for (const struct expansion *at = compiler->expansion; at != NULL; at = at->outer)
    if (at->scanned == passage->scanned && at->scope == passage->scope) return at;
  return NULL;
}

/* Within JSON values a text may contain itself, as the data has an end: it is called. */
static bool call_again(struct compiler *compiler, const struct passage *passage,
                       const struct expansion *known) {
  const struct context *context = &compiler->context;
  if (!known->json || known->frames != context->frames || known->levels == context->count ||
      !view_equal(known->indent, passage->indent))
    return false;
  emit(compiler, (struct instruction){.operation = OPERATION_CALL, .target = known->entry});
  return true;
}

static void begin_expansion(struct compiler *compiler, const struct passage *passage,
                            struct expansion *expansion) {
  *expansion = (struct expansion){.outer = compiler->expansion,
                                  .scanned = passage->scanned,
                                  .scope = passage->scope,
                                  .indent = passage->indent,
                                  .levels = compiler->context.count,
                                  .frames = compiler->context.frames,
                                  .json = context_is_json(&compiler->context)};
  if (expansion->json) {
    uint32_t call = emit(compiler, (struct instruction){.operation = OPERATION_CALL});
    expansion->over = emit(compiler, (struct instruction){.operation = OPERATION_JUMP});
    emit_target(compiler, call);
    expansion->entry = emit_here(compiler);
    expansion->before = emit_begin_branch(compiler);
    for (size_t i = 0; i < compiler->context.frames; i++)
      emit_enter_frame(compiler, i); /* it may be called from where nothing is noted yet */
  }
  compiler->expansion = expansion;
  compiler->expansions++;
}

bool expand_enter(struct compiler *compiler, const struct passage *passage, struct place place,
                  enum phrase kind, struct view name, struct expansion *expansion) {
  if (passage->scanned->broken || compiler->stopped) return false;
  const struct expansion *known = find_expansion(compiler, passage);
  bool json = context_is_json(&compiler->context);
  if (known != NULL && json && call_again(compiler, passage, known)) return false;
  if (known != NULL && (!json || known->json)) {
    problems_add(&compiler->problems, place,
                 json ? message_contains_itself_indented(kind, name) : message_contains_itself(kind, name));
    return false;
  }
  if (compiler->expansions == EXPANSION_DEPTH_LIMIT) {
    compiler_stop(compiler, place, message_deep_inclusion());
    return false;
  }
  begin_expansion(compiler, passage, expansion);
  return true;
}

void expand_leave(struct compiler *compiler, const struct expansion *expansion) {
  compiler->expansions--;
  compiler->expansion = expansion->outer;
  if (expansion->json) {
    emit_end_branch(compiler, &expansion->before);
    emit(compiler, (struct instruction){.operation = OPERATION_RETURN});
    emit_target(compiler, expansion->over);
  }
}

const struct scanned_text *expand_find_template(struct compiler *compiler, struct view name) {
  const struct template_text *source = map_get(&compiler->library->templates, name);
  return source == NULL ? NULL : compiler_scan(compiler, &compiler->templates, name, source);
}

void expand_report_missing(struct compiler *compiler, struct view name, struct place place) {
  problems_add(&compiler->problems, place,
               message_unknown_template(name, compiler_suggest(&compiler->library->templates, name)));
}

static struct view join_indents(struct compiler *compiler, struct view outer, struct view inner) {
  if (inner.length == 0) return outer;
  if (outer.length == 0) return inner;
  compiler->text_bytes += outer.length + inner.length;
  if (compiler->text_bytes > TEXT_LIMIT) return outer; /* the next text is one too many, and reported */
  return arena_format(&compiler->scratch, "%.*s%.*s", VIEW_FORMAT(outer), VIEW_FORMAT(inner));
}

bool expand_partial(struct compiler *compiler, const struct passage *passage, const struct token *token,
                    struct passage *inner) {
  const struct scanned_text *scanned = expand_find_template(compiler, token->text);
  if (scanned == NULL) {
    /* Of names that are looked up when the page is made, the specification says it is empty. */
    if (!compiler->context.json_root)
      expand_report_missing(compiler, token->text, passage_place(passage, token));
    return false;
  }
  *inner = (struct passage){.scanned = scanned, .scope = passage->scope};
  if (token->standalone)
    inner->indent = join_indents(compiler, passage->indent, passage_outdent(passage, token->indent));
  return true;
}

/* The blocks that stand directly in the parent tag. */
static void collect_blocks(struct compiler *compiler, const struct passage *passage, size_t at,
                           struct scope *scope) {
  const struct token *tokens = passage->scanned->tokens;
  for (size_t i = at + 1; i < tokens[at].match; i++) {
    if (tokens[i].kind == TOKEN_BLOCK) {
      void **slot = map_slot(&scope->blocks, tokens[i].text);
      if (*slot != NULL) {
        problems_add(&compiler->problems, passage_place(passage, &tokens[i]),
                     message_block_twice(tokens[i].text, tokens[at].text));
      } else {
        struct handed_block *block = arena_allocate(&compiler->scratch, sizeof *block);
        *block = (struct handed_block){passage->scanned, i, passage->scope};
        *slot = block;
      }
      i = tokens[i].match;
    } else if (tokens[i].kind == TOKEN_SECTION || tokens[i].kind == TOKEN_INVERTED ||
               tokens[i].kind == TOKEN_PARENT) {
      i = tokens[i].match;
    }
  }
}

bool expand_parent(struct compiler *compiler, const struct passage *passage, size_t at, struct scope *scope,
                   struct passage *inner) {
  *scope = (struct scope){.outer = passage->scope};
  collect_blocks(compiler, passage, at, scope);
  if (!expand_partial(compiler, passage, &passage->scanned->tokens[at], inner)) return false;
  if (scope->blocks.count > 0) inner->scope = scope;
  return true;
}

const struct handed_block *expand_find_block(const struct scope *scope, struct view name) {
  const struct handed_block *found = NULL;
  for (; scope != NULL; scope = scope->outer) {
    const struct handed_block *block = map_get(&scope->blocks, name);
    if (block != NULL) found = block;
  }
  return found;
}

struct passage expand_enter_block(struct compiler *compiler, const struct passage *site, size_t at,
                                  const struct handed_block *handed) {
  const struct token *block = &site->scanned->tokens[at];
  const struct token *content = &handed->scanned->tokens[handed->open];
  bool empty = content->match == handed->open + 1;
  struct passage passage = {.scanned = handed->scanned, .scope = handed->scope, .indent = site->indent};
  if (content->standalone) passage.removed = content->inner_indent;
  if (block->standalone) {
    /* Where the block's own content has lines, they say how far it is indented. */
    struct view indent = block->inner_indent.data == NULL ? block->indent : block->inner_indent;
    passage.indent = join_indents(compiler, site->indent, passage_outdent(site, indent));
    if (!content->standalone && !empty) emit_text(compiler, passage.indent);
  } else {
    passage.skip_indent = content->standalone;
  }
  return passage;
}

void expand_leave_block(struct compiler *compiler, struct passage *site, size_t at,
                        const struct handed_block *handed) {
  const struct token *block = &site->scanned->tokens[at];
  const struct token *close = &site->scanned->tokens[block->match];
  const struct token *content = &handed->scanned->tokens[handed->open];
  bool empty = content->match == handed->open + 1;
  bool ends_line = handed->scanned->tokens[content->match].ends_content;
  if (ends_line && close->begins_line)
    passage_begin_line(compiler, site, close);
  else if (!ends_line && close->standalone && !(block->standalone && empty))
    emit_text(compiler, VIEW("\n")); /* which the block's closing tag took with it */
}

static void report_unknown(struct compiler *compiler, struct view name, struct place place) {
  problems_add(&compiler->problems, place,
               message_unknown_string(name, compiler_suggest(&compiler->library->strings, name)));
}

const struct scanned_text *strings_find(struct compiler *compiler, struct view name, struct place place) {
  const struct template_text *source = map_get(&compiler->library->strings, name);
  if (source != NULL) return compiler_scan(compiler, &compiler->strings, name, source);
  report_unknown(compiler, name, place);
  return NULL;
}

bool strings_resolve_choice(struct compiler *compiler, struct view name, struct place place,
                            struct value *value) {
  struct resolution resolution;
  if (name.length == 0 || name.data[0] == '@' || name.data[0] == '.') {
    problems_add(&compiler->problems, place, message_choice_without_field());
    return false;
  }
  if (!resolve_name(&compiler->context, name, place, &compiler->problems, &resolution)) return false;
  *value = resolution.value;
  if (!resolution.typed || !value_is_text(value->kind) || value->field == NULL ||
      value->field->choices == NULL) {
    problems_add(&compiler->problems, place, message_field_without_choices(name));
    return false;
  }
  return true;
}

static bool shows(const struct date_pattern *pattern, enum date_part_kind one, enum date_part_kind other) {
  for (size_t i = 0; i < pattern->count; i++)
    if (pattern->parts[i].kind == one || pattern->parts[i].kind == other) return true;
  return false;
}

static bool shows_time(const struct date_pattern *pattern) {
  return shows(pattern, DATE_PART_HOUR, DATE_PART_MINUTE);
}

/* The language's pattern of that name; false when there is none or it is wrong, and reported. */
static bool find_pattern(struct compiler *compiler, struct view form, struct place place,
                         const struct template_text **source, struct date_pattern *pattern) {
  struct view name = arena_format(&compiler->scratch, "date.%.*s", VIEW_FORMAT(form));
  *source = map_get(&compiler->library->strings, name);
  if (*source == NULL) {
    report_unknown(compiler, name, place);
    return false;
  }
  if (date_pattern_read(pattern, (*source)->text, compiler->library->date_names, compiler->arena))
    return true;
  problems_add(&compiler->problems, (struct place){(*source)->file, (*source)->location},
               message_bad_date_pattern((*source)->text));
  return false;
}

static bool shows_day(const struct date_pattern *pattern) {
  return shows(pattern, DATE_PART_DAY, DATE_PART_WEEKDAY);
}

static bool shows_year_alone(const struct date_pattern *pattern) {
  return !shows_time(pattern) && !shows_day(pattern) &&
         !shows(pattern, DATE_PART_MONTH, DATE_PART_MONTH_NAME);
}

/* How the form shows a month whose day is not known: by its own pattern where that needs no day, else by the
 * language's `date.short_month`, else as ISO 8601 has it (a pattern without parts). */
static bool find_form_of_month(struct compiler *compiler, struct place place, struct date_form *form) {
  const struct template_text *source;
  form->without_day = form->without_time;
  if (!shows_day(&form->without_day)) return true;
  form->without_day = (struct date_pattern){0};
  if (map_get(&compiler->library->strings, VIEW("date.short_month")) == NULL) return true;
  if (!find_pattern(compiler, VIEW("short_month"), place, &source, &form->without_day)) return false;
  if (!shows_time(&form->without_day) && !shows_day(&form->without_day)) return true;
  problems_add(&compiler->problems, (struct place){source->file, source->location},
               message_short_month_with_day());
  return false;
}

/* How the form shows a year whose month is not known: by the language's pattern of the form's name with
 * `_year` behind it, or by its number alone (a pattern without parts). */
static bool find_form_of_year(struct compiler *compiler, struct view name, struct place place,
                              struct date_form *form) {
  const struct template_text *source;
  struct view of_year = arena_format(&compiler->scratch, "%.*s_year", VIEW_FORMAT(name));
  form->year_alone = (struct date_pattern){0};
  if (map_get(&compiler->library->strings, ARENA_JOIN(&compiler->scratch, VIEW("date."), of_year)) == NULL)
    return true;
  if (!find_pattern(compiler, of_year, place, &source, &form->year_alone)) return false;
  if (shows_year_alone(&form->year_alone)) return true;
  problems_add(&compiler->problems, (struct place){source->file, source->location},
               message_year_with_month(of_year));
  return false;
}

bool strings_find_form(struct compiler *compiler, struct view name, struct place place, uint32_t *index) {
  struct date_form form;
  const struct template_text *source;
  if (name.length == 0) name = VIEW("short");
  if (!find_pattern(compiler, name, place, &source, &form.pattern)) return false;
  form.without_time = form.pattern;
  if (shows_time(&form.pattern)) {
    if (!find_pattern(compiler, VIEW("short"), place, &source, &form.without_time)) return false;
    if (shows_time(&form.without_time)) {
      problems_add(&compiler->problems, (struct place){source->file, source->location},
                   message_short_date_with_time());
      return false;
    }
  }
  if (!find_form_of_month(compiler, place, &form) || !find_form_of_year(compiler, name, place, &form))
    return false;
  *index = emit_form(compiler, form);
  return true;
}
