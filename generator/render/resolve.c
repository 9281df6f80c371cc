#include "render/resolve.h"

#include "schema/reads.h"
#include "text/suggestion.h"

static const char *const special_names[] = {"@first", "@last", "@number", "i18n"};

static enum phrase article_of(const char *name) {
  return strchr("aeiou", name[0]) == NULL ? PHRASE_a : PHRASE_an;
}

bool context_is_json(const struct context *context) {
  for (size_t i = context->count; i > 0; i--)
    if (context->levels[i - 1].kind != LEVEL_VALUE) return context->levels[i - 1].kind == LEVEL_JSON;
  return false;
}

static bool holds_json(const struct context *context) {
  for (size_t i = 0; i < context->count; i++)
    if (context->levels[i].kind == LEVEL_JSON) return true;
  return false;
}

static const struct field *find_field(const struct record_type *type, struct view name) {
  return type == NULL ? NULL : record_type_find(type, name);
}

static void offer_fields(struct suggestion *suggestion, const struct record_type *type) {
  for (size_t i = 0; type != NULL && i < type->field_count; i++)
    suggestion_offer(suggestion, view_of(type->fields[i].name), view_of(type->fields[i].name));
}

static void report_unknown_field(const struct record_type *type, struct view name, struct place place,
                                 struct problems *problems) {
  struct suggestion suggestion = {.written = name};
  offer_fields(&suggestion, type);
  const char *type_name = type == NULL ? "record" : type->name;
  problems_add(problems, place,
               message_unknown_field(article_of(type_name), type_name, name, suggestion.best));
}

static void report_unknown_name(const struct context *context, struct view name, struct place place,
                                struct problems *problems) {
  struct suggestion suggestion = {.written = name};
  const struct record_type *innermost = NULL;
  for (size_t i = context->count; i > 0; i--) {
    const struct level *level = &context->levels[i - 1];
    if (level->kind != LEVEL_RECORD) continue;
    if (innermost == NULL) innermost = level->type;
    offer_fields(&suggestion, level->type);
  }
  for (size_t i = 0; i < sizeof special_names / sizeof *special_names; i++)
    suggestion_offer(&suggestion, view_of(special_names[i]), view_of(special_names[i]));
  const char *type_name = innermost == NULL ? "record" : innermost->name;
  problems_add(problems, place,
               message_unknown_field(article_of(type_name), type_name, name, suggestion.best));
}

static void add_offset(struct value *value, size_t offset) {
  if (value->hop_count == 0)
    value->offset += (uint32_t)offset;
  else
    value->hops[value->hop_count - 1] += (uint32_t)offset;
}

static bool follow_pointer(struct value *value) {
  if (value->hop_count == HOP_LIMIT) return false;
  value->hops[value->hop_count++] = 0;
  return true;
}

/* What reading the field of a record of the type is to be noted as. */
static void note_read(struct value *value, const struct record_type *type, const struct field *field) {
  if (reads_is_entry(type))
    value->masks[value->hop_count] |= UINT32_C(1) << reads_bit(type, field);
  else if ((field->flags & FIELD_IS_DAILY) != 0)
    value->daily = true;
}

/* Moves from a record of the type to its field; false when there are too many pointers on the way. */
static bool step_into(struct value *value, const struct record_type *type, const struct field *field) {
  note_read(value, type, field);
  add_offset(value, field->offset);
  value->field = field;
  value->owner = type;
  value->type = field->target;
  switch (field->kind) {
  case FIELD_TEXT:
  case FIELD_URL:
  case FIELD_PATH:
  case FIELD_MEDIA:
  case FIELD_CHOICE:
    value->kind = VALUE_TEXT;
    return true;
  case FIELD_VIEW:
    value->kind = VALUE_VIEW;
    return true;
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
  case FIELD_DAY:
    value->kind = VALUE_DATE;
    return true;
  case FIELD_INTEGER:
    value->kind = VALUE_INTEGER;
    return true;
  case FIELD_DECIMAL:
    value->kind = VALUE_DECIMAL;
    return true;
  case FIELD_NUMBER:
    value->kind = (field->flags & FIELD_IS_COUNT) != 0 ? VALUE_GROUPED : VALUE_NUMBER;
    return true;
  case FIELD_BOOLEAN:
  case FIELD_FLAG:
    value->kind = VALUE_FLAG;
    return true;
  case FIELD_MARKUP:
    value->kind = VALUE_MARKUP;
    return true;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
  case FIELD_LINKS:
    value->kind = VALUE_LIST;
    return true;
  case FIELD_RECORD:
  case FIELD_REFERENCE:
  case FIELD_LINK:
    value->kind = VALUE_PRESENT;
    return follow_pointer(value);
  case FIELD_BODY:
    value->kind = VALUE_BODY;
    return follow_pointer(value);
  case FIELD_JSON:
    value->kind = VALUE_JSON;
    return follow_pointer(value);
  case FIELD_ADDRESS:
    value->kind = (enum value_kind)(VALUE_ADDRESS + field->address);
    return true;
  }
  return false;
}

static void step_into_date(struct value *value, struct view part) {
  static const struct {
    const char *name;
    enum value_kind kind;
  } forms[] = {{"iso", VALUE_ISO},
               {"year", VALUE_YEAR},
               {"month", VALUE_MONTH},
               {"day", VALUE_DAY},
               {"has_time", VALUE_HAS_TIME}};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (view_equal_string(part, forms[i].name)) value->kind = forms[i].kind;
  value->form = part;
}

/* The dotted names behind the first, strictly inside of `value`. */
static bool resolve_rest(struct value *value, struct view rest, struct place place,
                         struct problems *problems) {
  struct view part;
  while (value->kind != VALUE_JSON && view_next(&rest, '.', &part)) {
    if (value->kind == VALUE_PRESENT) {
      const struct field *field = find_field(value->type, part);
      if (field == NULL) {
        report_unknown_field(value->type, part, place, problems);
        return false;
      }
      if (!step_into(value, value->type, field)) {
        problems_add(problems, place, message_long_name());
        return false;
      }
    } else if (value->kind == VALUE_DATE && value->form.length == 0 && part.length > 0) {
      step_into_date(value, part);
    } else if (value->kind == VALUE_GROUPED && view_equal_string(part, "plain")) {
      value->kind = VALUE_NUMBER;
    } else if (value->kind == VALUE_LIST && view_equal_string(part, "count")) {
      add_offset(value, offsetof(struct list, count));
      value->kind = VALUE_COUNT;
    } else if (value->kind == VALUE_LIST) {
      problems_add(problems, place, message_part_of_list(value->field->name, part));
      return false;
    } else {
      problems_add(problems, place,
                   message_part_of_value(value->field == NULL ? "." : value->field->name, part));
      return false;
    }
  }
  value->rest = rest;
  return true;
}

/* @first, @last and @number, of the nearest level that is a list's element. */
static bool resolve_position(const struct context *context, struct view name, struct place place,
                             struct problems *problems, struct resolution *resolution) {
  enum value_kind kind = view_equal_string(name, "@first")  ? VALUE_FIRST
                         : view_equal_string(name, "@last") ? VALUE_LAST
                                                            : VALUE_POSITION;
  if (kind == VALUE_POSITION && !view_equal_string(name, "@number")) {
    report_unknown_name(context, name, place, problems);
    return false;
  }
  for (size_t i = context->count; i > 0; i--) {
    const struct level *level = &context->levels[i - 1];
    if (level->kind != LEVEL_JSON && !level->in_list) continue;
    resolution->typed = true;
    resolution->value =
        (struct value){.kind = kind, .frame = level->kind == LEVEL_JSON ? NO_FRAME : level->frame};
    return true;
  }
  problems_add(problems, place, message_name_of_lists_only(name));
  return false;
}

static void resolve_current(const struct context *context, struct resolution *resolution) {
  const struct level *level = &context->levels[context->count - 1];
  if (level->kind == LEVEL_JSON) {
    resolution->json = true;
    return;
  }
  resolution->typed = true;
  resolution->value = (struct value){.kind = level->kind == LEVEL_RECORD ? VALUE_PRESENT : level->value_kind,
                                     .frame = level->frame,
                                     .type = level->type,
                                     .form = level->form};
}

/* The level whose record has the field, from the innermost outward. */
static const struct level *find_level(const struct context *context, struct view first,
                                      const struct field **field) {
  for (size_t i = context->count; i > 0; i--) {
    const struct level *level = &context->levels[i - 1];
    *field = level->kind == LEVEL_RECORD ? find_field(level->type, first) : NULL;
    if (*field != NULL) return level;
  }
  return NULL;
}

bool resolve_name(const struct context *context, struct view name, struct place place,
                  struct problems *problems, struct resolution *resolution) {
  *resolution = (struct resolution){.json_name = name};
  if (view_equal_string(name, ".")) {
    resolve_current(context, resolution);
    return true;
  }
  if (name.length > 0 && name.data[0] == '@' && !context->json_root)
    return resolve_position(context, name, place, problems, resolution);

  struct view rest = name, first;
  view_next(&rest, '.', &first);
  const struct field *field;
  const struct level *level = find_level(context, first, &field);
  resolution->json = context_is_json(context) || (level == NULL && holds_json(context));
  if (level == NULL) {
    if (!resolution->json) report_unknown_name(context, first, place, problems);
    return resolution->json;
  }
  resolution->typed = true;
  resolution->value = (struct value){.frame = level->frame};
  step_into(&resolution->value, level->type, field);
  if (!resolution->json) return resolve_rest(&resolution->value, rest, place, problems);
  struct problems silent = {.arena = problems->arena, .count = PROBLEMS_LIMIT};
  resolution->typed = resolve_rest(&resolution->value, rest, place, &silent);
  return true;
}
