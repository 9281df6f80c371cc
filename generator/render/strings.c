#include "render/strings.h"

#include "render/emit.h"

static void complain_unknown(struct compiler *compiler, struct view name, struct place place) {
  problems_add(&compiler->problems, place,
               message_unknown_string(name, compiler_suggest(&compiler->library->strings, name)));
}

const struct scanned_text *strings_find(struct compiler *compiler, struct view name, struct place place) {
  const struct template_text *source = map_get(&compiler->library->strings, name);
  if (source != NULL) return compiler_scan(compiler, &compiler->strings, name, source);
  complain_unknown(compiler, name, place);
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

static bool shows_time(const struct date_pattern *pattern) {
  for (size_t i = 0; i < pattern->count; i++)
    if (pattern->parts[i].kind == DATE_PART_HOUR || pattern->parts[i].kind == DATE_PART_MINUTE) return true;
  return false;
}

/* The language's pattern of that name; false when there is none or it is wrong, and reported. */
static bool find_pattern(struct compiler *compiler, struct view form, struct place place,
                         const struct template_text **source, struct date_pattern *pattern) {
  struct view name = arena_format(&compiler->scratch, "date.%.*s", VIEW_FORMAT(form));
  *source = map_get(&compiler->library->strings, name);
  if (*source == NULL) {
    complain_unknown(compiler, name, place);
    return false;
  }
  if (date_pattern_read(pattern, (*source)->text, compiler->library->date_names, compiler->arena))
    return true;
  problems_add(&compiler->problems, (struct place){(*source)->file, (*source)->mark},
               message_bad_date_pattern((*source)->text));
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
      problems_add(&compiler->problems, (struct place){source->file, source->mark},
                   message_short_date_with_time());
      return false;
    }
  }
  *index = emit_form(compiler, form);
  return true;
}
