#include "base/memory.h"
#include "render/compile.h"
#include "text/suggestion.h"

#include <stdlib.h>

static int compare_names(const void *left, const void *right) {
  return view_compare(*(const struct view *)left, *(const struct view *)right);
}

struct view compile_hint(struct compiler *compiler, const struct map *map, struct view written) {
  if (map->count == 0) return (struct view){"", 0};
  struct view *names = memory_allocate(map->count, sizeof *names);
  size_t count = 0, at = 0;
  for (const struct map_slot *slot = map_next(map, &at); slot != NULL; slot = map_next(map, &at))
    if (slot->value != NULL) names[count++] = slot->key;
  qsort(names, count, sizeof *names, compare_names);
  struct suggestion suggestion = {.written = written};
  for (size_t i = 0; i < count; i++)
    suggestion_offer(&suggestion, names[i], names[i]);
  free(names);
  if (suggestion.best.data == NULL) return (struct view){"", 0};
  return arena_format(&compiler->scratch, "; did you mean \"%.*s\"?", VIEW_FORMAT(suggestion.best));
}

static void complain_unknown(struct compiler *compiler, struct view name, struct place place) {
  problems_add(&compiler->problems, place, "unknown-string", "the language file has no string \"%.*s\"%.*s",
               VIEW_FORMAT(name), VIEW_FORMAT(compile_hint(compiler, &compiler->library->strings, name)));
}

/* Compiles the string in place; false, and reported, when there is none. */
static bool expand_string(struct compiler *compiler, struct view name, struct place place) {
  const struct template_text *source = map_get(&compiler->library->strings, name);
  if (source == NULL) {
    complain_unknown(compiler, name, place);
    return false;
  }
  struct scanned_text *scanned = map_get(&compiler->strings, name);
  if (scanned == NULL) {
    scanned = arena_allocate(&compiler->scratch, sizeof *scanned);
    scan_template(source, &compiler->problems, scanned);
    /* `name` may be made of parts; the map keeps its key. */
    *map_slot(&compiler->strings, arena_copy(&compiler->scratch, name)) = scanned;
  }
  struct passage passage = {.scanned = scanned};
  expand_text(compiler, &passage, place, "language string", name);
  return true;
}

/* One case for each of the field's choices. */
static void compile_cases(struct compiler *compiler, const struct value *value, struct place place) {
  size_t count = 0;
  while (value->field->choices[count] != NULL)
    count++;
  struct choice choice = {arena_array(compiler->arena, count, sizeof *choice.cases), count};
  struct instruction choose = emit_place(compiler, OPERATION_CHOOSE, value);
  choose.index = (uint32_t)compiler->choice_count;
  compiler->choices =
      memory_grow(compiler->choices, compiler->choice_count, &compiler->choice_capacity, sizeof choice);
  compiler->choices[compiler->choice_count++] = choice;
  uint32_t begin = emit(compiler, choose);
  uint32_t *ends = memory_allocate(count, sizeof *ends);
  for (size_t i = 0; i < count; i++) {
    const char *text = value->field->choices[i];
    choice.cases[i] = (struct choice_case){view_of(text), emit_here(compiler)};
    expand_string(compiler, arena_format(&compiler->scratch, "%s.%s", value->field->name, text), place);
    ends[i] = emit(compiler, (struct instruction){.operation = OPERATION_JUMP});
  }
  for (size_t i = 0; i < count; i++)
    emit_target(compiler, ends[i]);
  emit_target(compiler, begin);
  free(ends);
}

/* {{i18n.@name}} */
static void compile_choice(struct compiler *compiler, struct view name, struct place place) {
  struct resolution resolution;
  if (name.length == 0 || name.data[0] == '@' || name.data[0] == '.') {
    problems_add(&compiler->problems, place, "unknown-name", "behind i18n.@ stands the name of a field");
    return;
  }
  if (!resolve_name(&compiler->context, name, place, &compiler->problems, &resolution)) return;
  const struct value *value = &resolution.value;
  if (!resolution.typed || value->kind != VALUE_TEXT || value->field == NULL ||
      value->field->choices == NULL) {
    problems_add(&compiler->problems, place, "unknown-name",
                 "\"%.*s\" is no field with choices, so no string belongs to it", VIEW_FORMAT(name));
    return;
  }
  compile_cases(compiler, value, place);
}

void compile_string(struct compiler *compiler, const struct passage *passage, const struct token *token) {
  struct place place = compile_place(passage, token);
  struct view name = view_slice(token->text, strlen("i18n."), SIZE_MAX);
  if (token->kind == TOKEN_RAW)
    problems_add(&compiler->problems, place, "unescaped-text", "\"%.*s\" is no markup; write {{%.*s}}",
                 VIEW_FORMAT(token->text), VIEW_FORMAT(token->text));
  else if (name.length > 0 && name.data[0] == '@')
    compile_choice(compiler, view_slice(name, 1, SIZE_MAX), place);
  else
    expand_string(compiler, name, place);
}

/* Whether the pattern, which is valid, shows hours or minutes. */
static bool shows_time(struct view pattern) {
  bool quoted = false;
  for (size_t i = 0; i < pattern.length; i++) {
    if (pattern.data[i] == '\'') quoted = !quoted;
    if (!quoted && (pattern.data[i] == 'H' || pattern.data[i] == 'm')) return true;
  }
  return false;
}

/* The language's pattern of that name, checked; false when there is none or it is wrong, and reported. */
static bool find_pattern(struct compiler *compiler, struct view form, struct place place,
                         struct view *pattern) {
  static const struct date sample = {
      .precision = DATE_TIME, .year = 2021, .month = 11, .day = 25, .hour = 16, .minute = 45};
  struct view name = arena_format(&compiler->scratch, "date.%.*s", VIEW_FORMAT(form));
  const struct template_text *source = map_get(&compiler->library->strings, name);
  if (source == NULL) {
    complain_unknown(compiler, name, place);
    return false;
  }
  struct buffer scratch = {0};
  bool valid = date_add_pattern(&scratch, sample, source->text, compiler->library->date_names);
  buffer_free(&scratch);
  *pattern = source->text;
  if (valid) return true;
  problems_add(&compiler->problems, (struct place){source->file, source->mark}, "date-pattern",
               "\"%.*s\" is no pattern of a date; it may hold y d dd M MM MMMM EEEE H HH mm, and other "
               "letters in '…'",
               VIEW_FORMAT(source->text));
  return false;
}

bool compile_form(struct compiler *compiler, struct view name, struct place place, uint32_t *index) {
  struct date_form form;
  if (name.length == 0) name = VIEW("short");
  if (!find_pattern(compiler, name, place, &form.pattern)) return false;
  form.without_time = form.pattern;
  if (shows_time(form.pattern)) {
    if (!find_pattern(compiler, VIEW("short"), place, &form.without_time)) return false;
    if (shows_time(form.without_time)) {
      const struct template_text *source = map_get(&compiler->library->strings, VIEW("date.short"));
      problems_add(&compiler->problems, (struct place){source->file, source->mark}, "date-pattern",
                   "\"date.short\" is for dates without a time and can't hold hours or minutes");
      return false;
    }
  }
  compiler->forms = memory_grow(compiler->forms, compiler->form_count, &compiler->form_capacity, sizeof form);
  compiler->forms[compiler->form_count] = form;
  *index = (uint32_t)compiler->form_count++;
  return true;
}
