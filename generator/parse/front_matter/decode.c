#include "parse/front_matter/decode.h"
#include "parse/front_matter/held_back.h"

#include "base/memory.h"
#include "parse/front_matter/decode_scalar.h"
#include "parse/front_matter/yaml_cause.h"
#include "text/press_date.h"
#include "text/unicode.h"

#include <stdlib.h>

_Static_assert(FIELDS_OF_TYPE < 64, "each field of a type has a bit in `seen`");

/* What the reader stands on. */
static enum phrase found_form(const struct yaml_reader *reader) {
  yaml_event_type_t type = yaml_reader_type(reader);
  return type == YAML_SCALAR_EVENT           ? PHRASE_a_single_value
         : type == YAML_SEQUENCE_START_EVENT ? PHRASE_a_list
         : type == YAML_MAPPING_START_EVENT  ? PHRASE_a_mapping
                                             : PHRASE_nothing;
}

void decode_wrong_type(struct yaml_reader *reader, const char *what, enum phrase expected) {
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                  message_wrong_type(what, expected, found_form(reader)));
}

/* One element of a list, added behind the others. The list is moved into the arena when it is complete. */
struct elements {
  char *items;
  size_t count, capacity, stride;
  bool is_misshapen; /* one had another form, which was said */
};

static void *grow(struct elements *elements) {
  elements->items = memory_grow(elements->items, elements->count, &elements->capacity, elements->stride);
  void *item = elements->items + elements->count++ * elements->stride;
  return memset(item, 0, elements->stride);
}

/* "key:value" in place of a key and its value. */
static bool report_lacking_blank(struct yaml_reader *reader, const struct record_type *type) {
  struct view key, value;
  if (yaml_reader_type(reader) != YAML_SCALAR_EVENT ||
      !yaml_lacks_blank(yaml_reader_value(reader), &key, &value) || record_type_find(type, key) == NULL)
    return false;
  struct buffer line = {0};
  yaml_write_line(&line, key, value);
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                  message_no_blank(key, buffer_view(&line)));
  buffer_free(&line);
  return true;
}

/* Up to three keys of a record, the required ones first: "start: …, end: …". */
static void add_form_of_record(struct buffer *form, const struct record_type *type) {
  enum { SHOWN = 3 };
  size_t count = 0;
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < type->field_count && count < SHOWN; i++) {
      const struct field *field = &type->fields[i];
      if ((field->flags & FIELD_IS_DERIVED) != 0 || ((field->flags & REQUIRED) != 0) != (pass == 0)) continue;
      buffer_format(form, "%s%s: …", count++ == 0 ? "" : ", ", field->name);
    }
}

/* The field as it is written. */
static void add_form(struct buffer *form, const struct field *field) {
  bool is_list =
      field->kind == FIELD_RECORDS || field->kind == FIELD_REFERENCES || field->kind == FIELD_TEXTS;
  buffer_format(form, "%s: %s", field->name, is_list ? "[" : "");
  bool is_record = field->kind == FIELD_RECORDS || field->kind == FIELD_RECORD;
  if (is_record) buffer_add_byte(form, '{');
  if (is_record) add_form_of_record(form, field->target);
  buffer_add_string(form, is_record ? "}" : is_list ? "…, …" : "…");
  if (is_list) buffer_add_string(form, "]");
}

/* The form of a record of two days, filled in with those that stand in its place, as in period: 2018-2022;
 * false where no two do. */
static bool add_form_of_span(struct buffer *form, const struct yaml_reader *reader,
                             const struct field *field) {
  const struct record_type *type = field->kind == FIELD_RECORD ? field->target : NULL;
  if (type == NULL || yaml_reader_type(reader) != YAML_SCALAR_EVENT || type->field_count < 2 ||
      type->fields[0].kind != FIELD_START)
    return false;
  struct buffer first = {0}, last = {0};
  bool is_span = press_date_read_span(&first, &last, yaml_reader_value(reader));
  if (is_span)
    buffer_format(form, "%s: {%s: %.*s, %s: %.*s}", field->name, type->fields[0].name,
                  VIEW_FORMAT(buffer_view(&first)), type->fields[1].name, VIEW_FORMAT(buffer_view(&last)));
  buffer_free(&first);
  buffer_free(&last);
  return is_span;
}

/* Says that the field has another form, and shows that. */
static void report_form(struct yaml_reader *reader, const struct field *field, enum phrase expected) {
  struct buffer form = {0};
  if (!add_form_of_span(&form, reader, field)) add_form(&form, field);
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                  message_wrong_form(field->name, expected, found_form(reader), buffer_view(&form)));
  buffer_free(&form);
}

/* A list in the place of a text that begins with a bracket, as "[Video]", or of one value. The reader moves
 * past it. */
static bool report_list_for_one(struct yaml_reader *reader, const struct field *field) {
  struct source_location begin = yaml_reader_location(reader);
  struct buffer text = {0}, form = {0};
  size_t count = 0, depth = 0;
  bool is_flow = false, going;
  do {
    yaml_event_type_t type = yaml_reader_type(reader);
    if (type == YAML_SCALAR_EVENT) {
      struct source_location place = yaml_reader_location(reader);
      if (count == 0) is_flow = place.line == begin.line && place.column == begin.column + 1;
      buffer_format(&text, "%s%.*s", count == 0 ? "" : ", ", VIEW_FORMAT(yaml_reader_value(reader)));
      if (!is_flow && count == 0) buffer_add(&form, buffer_view(&text));
      count++;
    } else if (type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT) {
      depth++;
    } else {
      depth--;
    }
    going = yaml_reader_next(reader);
  } while (going && depth > 0);
  bool is_bracketed = is_flow && field->kind == FIELD_TEXT;
  struct buffer whole = {0}, line = {0};
  if (is_bracketed)
    buffer_format(&whole, "[%.*s]", VIEW_FORMAT(buffer_view(&text)));
  else
    buffer_add(&whole, is_flow
                           ? view_slice(buffer_view(&text), 0, view_find(buffer_view(&text), VIEW(", "), 0))
                           : buffer_view(&form));
  yaml_write_line(&line, view_of(field->name), count == 0 ? VIEW("…") : buffer_view(&whole));
  if (going)
    diagnostics_add(
        reader->diagnostics, reader->file, begin,
        message_wrong_form(field->name, PHRASE_a_single_value, PHRASE_a_list, buffer_view(&line)));
  buffer_free(&text);
  buffer_free(&form);
  buffer_free(&whole);
  buffer_free(&line);
  return going;
}

/* Whether the only value of a list begins with another sign than an item does, which is reported then. */
static bool report_sign_of_item(struct yaml_reader *reader, const struct field *field) {
  if (yaml_reader_type(reader) != YAML_SCALAR_EVENT || reader->event.style != YAML_PLAIN_SCALAR_STYLE)
    return false;
  struct view value = yaml_reader_value(reader);
  size_t length = yaml_item_sign(value), skipped;
  enum phrase name;
  if (length == 0 || yaml_invisible_character(view_slice(value, length, SIZE_MAX), &name, &skipped))
    return false;
  struct view sign = view_slice(value, 0, length), rest = view_slice(value, length, SIZE_MAX);
  size_t next =
      view_find(rest, view_trim(sign), 0); /* the next item's, whose line was taken for the same text */
  bool is_next = next != VIEW_NOT_FOUND && next > 0 && rest.data[next - 1] == ' ';
  struct buffer line = {0};
  buffer_format(&line, "- %.*s",
                VIEW_FORMAT(view_shorten(view_trim(view_slice(rest, 0, is_next ? next : rest.length)), 120)));
  diagnostics_add(reader->diagnostics, reader->file, yaml_reader_location(reader),
                  message_other_sign_of_item(field->name, buffer_view(&line)));
  buffer_free(&line);
  return true;
}

/* Once for a list. */
static void report_element(struct yaml_reader *reader, const struct field *field, enum phrase expected,
                           struct elements *elements) {
  if (!elements->is_misshapen) report_form(reader, field, expected);
  elements->is_misshapen = true;
}

static bool decode_part(struct yaml_reader *reader, const struct field *field, void *record,
                        bool *is_foreign);

static bool decode_element(struct yaml_reader *reader, const struct field *field, struct elements *elements) {
  if (field->kind == FIELD_RECORDS) {
    if (yaml_reader_type(reader) != YAML_MAPPING_START_EVENT) {
      if (!report_lacking_blank(reader, field->target))
        report_element(reader, field, PHRASE_a_list_of_mappings, elements);
      return yaml_reader_skip(reader);
    }
    struct source_location *record = grow(elements);
    *record = yaml_reader_location(reader);
    bool is_foreign = false;
    bool going = decode_part(reader, field, record, &is_foreign);
    if (is_foreign) elements->count--;
    return going;
  }
  if (yaml_reader_type(reader) != YAML_SCALAR_EVENT) {
    report_element(reader, field, field->kind == FIELD_TEXTS ? PHRASE_a_list_of_texts : PHRASE_a_list_of_ids,
                   elements);
    return yaml_reader_skip(reader);
  }
  if (!yaml_reader_is_null(reader)) decode_scalar(reader, field, grow(elements));
  return yaml_reader_next(reader);
}

static bool decode_list(struct yaml_reader *reader, const struct field *field, struct list *list) {
  struct elements elements = {.stride = field_stride(field)};
  list->location = yaml_reader_location(reader);
  bool going = true;
  if (yaml_reader_type(reader) == YAML_SEQUENCE_START_EVENT) {
    going = yaml_reader_next(reader);
    while (going && yaml_reader_type(reader) != YAML_SEQUENCE_END_EVENT)
      going = decode_element(reader, field, &elements);
    if (going) going = yaml_reader_next(reader);
  } else {
    going = report_sign_of_item(reader, field) ? yaml_reader_skip(reader)
                                               : decode_element(reader, field, &elements);
  }
  if (field->most != 0 && elements.count > field->most) {
    struct source_location first;
    memcpy(&first, elements.items + field->most * elements.stride, sizeof first);
    diagnostics_add(reader->diagnostics, reader->file, first,
                    message_too_many_items(field->name, (long long)elements.count, (long long)field->most));
    elements.count = field->most;
  }
  if (elements.count > 0) {
    list->items = arena_array(reader->arena, elements.count, elements.stride);
    memcpy(list->items, elements.items, elements.count * elements.stride);
    list->count = (uint32_t)elements.count;
  }
  free(elements.items);
  return going;
}

static bool decode_only_part(struct yaml_reader *reader, const struct field *field, void **value) {
  struct source_location *record = arena_allocate(reader->arena, field->target->size);
  bool is_foreign = false;
  *record = yaml_reader_location(reader);
  *value = record;
  bool going = decode_part(reader, field, record, &is_foreign);
  if (is_foreign) *value = NULL;
  return going;
}

static bool decode_value(struct yaml_reader *reader, const struct field *field, void *value) {
  if (yaml_reader_is_null(reader)) {
    decode_warn_cut(reader, field);
    return yaml_reader_next(reader);
  }
  switch (field->kind) {
  case FIELD_RECORD:
    if (yaml_reader_type(reader) != YAML_MAPPING_START_EVENT) {
      if (!report_lacking_blank(reader, field->target)) report_form(reader, field, PHRASE_a_mapping_of_keys);
      return yaml_reader_skip(reader);
    }
    return decode_only_part(reader, field, value);
  case FIELD_RECORDS:
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
    return decode_list(reader, field, value);
  default:
    if (yaml_reader_type(reader) == YAML_SEQUENCE_START_EVENT) return report_list_for_one(reader, field);
    if (yaml_reader_type(reader) != YAML_SCALAR_EVENT) {
      report_form(reader, field, PHRASE_a_single_value);
      return yaml_reader_skip(reader);
    }
    decode_scalar(reader, field, value);
    return yaml_reader_next(reader);
  }
}

/* The key that somebody means who writes it in Vietnamese, by its label or a word for it; NULL: none. */
static const struct field *field_in_vietnamese(const struct record_type *type, struct view key) {
  static const char *const others[][2] = {
      {"tac gia", "author"}, {"ngay ky", "signed"},      {"ngay", "date"},      {"so hieu", "number"},
      {"ten", "name"},       {"noi ky", "place"},        {"dia diem", "place"}, {"ben ky", "signatories"},
      {"anh", "photos"},     {"cam ket", "commitments"}, {"loai", "type"},      {"thoi gian", "period"}};
  enum { LONGEST = 64 };
  if (key.length > LONGEST) return NULL;
  struct arena scratch = {0};
  char *word = arena_allocate(&scratch, key.length + 1);
  for (size_t i = 0; i < key.length; i++)
    word[i] = key.data[i] == '_' || key.data[i] == '-' ? ' ' : key.data[i];
  struct view folded = text_fold(&scratch, (struct view){word, key.length});
  const struct field *found = NULL;
  for (size_t i = 0; i < type->field_count && found == NULL; i++)
    if ((type->fields[i].flags & FIELD_IS_DERIVED) == 0 &&
        view_equal(folded, text_fold(&scratch, view_of(type->fields[i].label))))
      found = &type->fields[i];
  for (size_t i = 0; i < sizeof others / sizeof *others && found == NULL; i++)
    if (view_equal_string(folded, others[i][0])) found = record_type_find(type, view_of(others[i][1]));
  arena_free(&scratch);
  return found;
}

/* Whether the key is the beginning of a comment that YAML takes for a key, which is reported then. The reader
 * stands at its value. */
static bool report_comment(struct yaml_reader *reader, struct view key, struct source_location location) {
  struct buffer whole = {0}, line = {0};
  bool has_value = yaml_reader_type(reader) == YAML_SCALAR_EVENT;
  struct view value = has_value ? yaml_reader_value(reader) : (struct view){NULL, 0};
  buffer_format(&whole, "%.*s:%s%.*s", VIEW_FORMAT(key), value.length > 0 ? " " : "", VIEW_FORMAT(value));
  bool is_comment = yaml_write_comment(&line, buffer_view(&whole));
  if (is_comment)
    diagnostics_add(reader->diagnostics, reader->file, location, message_yaml_comment(buffer_view(&line)));
  buffer_free(&line);
  buffer_free(&whole);
  return is_comment;
}

static void report_unknown_key(struct yaml_reader *reader, const struct record_type *type, struct view key,
                               struct source_location location) {
  const struct field *near = field_in_vietnamese(type, key);
  if (near == NULL) near = record_type_suggest(type, key, false);
  diagnostics_add(reader->diagnostics, reader->file, location,
                  message_unknown_key(key, near == NULL ? NULL : near->name));
}

/* Whether it is the key that holds back, where it does not, which is reported then. The reader stands at its
 * value.
 */
static bool report_draft_elsewhere(struct yaml_reader *reader, const struct record_type *type,
                                   struct view key, struct source_location location) {
  bool is_data = type->folder != NULL && strchr(type->folder, '.') != NULL;
  if (!view_equal_string(key, "draft") || yaml_reader_type(reader) != YAML_SCALAR_EVENT ||
      held_back_by(key, yaml_reader_value(reader)) == HELD_BACK_NOT)
    return false;
  diagnostics_add(reader->diagnostics, reader->file, location,
                  is_data ? message_held_back_in_data() : message_held_back_below());
  return true;
}

/* Whether the key is one by which its editor means to hold the entry back, which is reported then. The reader
 * stands at its value. */
static bool report_held_back(struct yaml_reader *reader, const struct record_type *type, struct view key,
                             struct source_location location) {
  if (record_type_find(type, VIEW("draft")) == NULL)
    return report_draft_elsewhere(reader, type, key, location);
  bool is_scalar = yaml_reader_type(reader) == YAML_SCALAR_EVENT;
  enum held_back held = held_back_by(key, is_scalar ? yaml_reader_value(reader) : VIEW("true"));
  if (held == HELD_BACK_NOT) return false;
  diagnostics_add(reader->diagnostics, reader->file, location,
                  held == HELD_BACK ? message_held_back(key) : message_held_back_until(key));
  return true;
}

/* Whether the key belongs into the `period` that the type has, which is reported then. */
static bool report_beside_period(struct yaml_reader *reader, const struct record_type *type, struct view key,
                                 struct source_location location) {
  const struct field *period = record_type_find(type, VIEW("period"));
  if (period == NULL || record_type_find(period->target, key) == NULL) return false;
  diagnostics_add(reader->diagnostics, reader->file, location, message_beside_period(key));
  return true;
}

/* The field that a key names, by its own name or (`*single`) by the one for a list's only record. */
static const struct field *field_of_key(const struct record_type *type, struct view key, bool *single) {
  const struct field *field = record_type_find(type, key);
  *single = false;
  if (field != NULL) return (field->flags & FIELD_IS_DERIVED) != 0 ? NULL : field;
  field = record_type_find_single(type, key);
  *single = field != NULL;
  return field;
}

/* The field whose key it is but for characters that can't be seen, which are reported then; NULL: none. */
static const struct field *report_invisible(struct yaml_reader *reader, const struct record_type *type,
                                            struct view key, struct source_location location) {
  char clean[128];
  size_t length = 0, skipped;
  enum phrase name, seen = PHRASES;
  for (size_t i = 0; i < key.length && length < sizeof clean; i++) {
    if (yaml_invisible_character(view_slice(key, i, SIZE_MAX), &name, &skipped)) {
      seen = name;
      i += skipped - 1;
    } else {
      clean[length++] = key.data[i];
    }
  }
  bool single;
  if (seen == PHRASES) return NULL;
  const struct field *field = field_of_key(type, view_trim((struct view){clean, length}), &single);
  if (field != NULL)
    diagnostics_add(reader->diagnostics, reader->file, location, message_yaml_invisible(seen));
  return field;
}

/* The field whose key it begins with when it goes on behind a colon without a blank, as in "title:A: b",
 * which is reported then; NULL: none. The reader stands at the value. */
static const struct field *report_glued_key(struct yaml_reader *reader, const struct record_type *type,
                                            struct view key, struct source_location location) {
  struct view name, value;
  bool single;
  if (!yaml_lacks_blank(key, &name, &value)) return NULL;
  const struct field *field = field_of_key(type, name, &single);
  if (field == NULL) return NULL;
  struct buffer line = {0}, whole = {0};
  struct view text = view_trim(value);
  buffer_format(&whole, yaml_reader_is_null(reader) ? "%.*s" : "%.*s: …", VIEW_FORMAT(text));
  yaml_write_line(&line, name, buffer_view(&whole));
  diagnostics_add(reader->diagnostics, reader->file, location, message_no_blank(name, buffer_view(&line)));
  buffer_free(&line);
  buffer_free(&whole);
  return field;
}

/* A text without a letter is as good as none. */
static bool is_empty(const struct field *field, const void *value) {
  const struct text *text = value;
  return field->kind == FIELD_TEXT && text->data != NULL && text->length == 0;
}

/* The only record of a list, written under the key for a single one. */
static bool decode_single(struct yaml_reader *reader, const struct field *field, void *value) {
  if (!yaml_reader_is_null(reader) && yaml_reader_type(reader) != YAML_MAPPING_START_EVENT) {
    const struct field single = {.name = field->single, .kind = FIELD_RECORD, .target = field->target};
    report_form(reader, &single, PHRASE_a_mapping_of_keys);
    return yaml_reader_skip(reader);
  }
  return decode_value(reader, field, value);
}

/* Which fields of a record were given, and which of these by the key for a list's only record: a bit for each
 * field. */
struct seen {
  uint64_t fields, singles;
  const struct field *first, *text; /* the first one; the last one, where its value is a text */
  uint32_t text_line;               /* of that */
  size_t unknown;                   /* keys that the type has not */
  bool is_item;                     /* of a list */
  bool is_split;                    /* another item begins in it, which was said */
};

/* Whether the key that is given again is the first one of an item, so that another item begins with it, which
 * is reported then. The reader stands at the value. */
static bool report_lacking_dash(struct yaml_reader *reader, const struct field *field, struct seen *seen,
                                struct source_location location) {
  if (seen->is_split) return true;
  if (!seen->is_item || field != seen->first) return false;
  struct buffer line = {0};
  bool is_scalar = yaml_reader_type(reader) == YAML_SCALAR_EVENT;
  buffer_add_string(&line, "- ");
  yaml_write_line(&line, view_of(field->name), is_scalar ? yaml_reader_value(reader) : VIEW("…"));
  diagnostics_add(reader->diagnostics, reader->file, location,
                  message_lacking_dash(view_of(field->name), buffer_view(&line)));
  buffer_free(&line);
  seen->is_split = true;
  return true;
}

/* Whether the key, which is none, has blanks and stands right below a text, which it goes on with, as in a
 * title of two lines of which the second has a colon. That is reported then. The reader stands at the value.
 */
static bool report_text_as_key(struct yaml_reader *reader, const struct record_type *type, const void *record,
                               struct view key, const struct seen *seen, struct source_location location) {
  if (seen->text == NULL || location.line != seen->text_line + 1) return false;
  if (view_find_byte(key, ' ', 0) == VIEW_NOT_FOUND || field_in_vietnamese(type, key) != NULL) return false;
  const struct text *text = (const struct text *)(const void *)((const char *)record + seen->text->offset);
  if (text->length == 0) return false;
  bool is_scalar = yaml_reader_type(reader) == YAML_SCALAR_EVENT;
  struct view value = is_scalar ? yaml_reader_value(reader) : VIEW("…");
  struct buffer whole = {0}, line = {0};
  buffer_format(&whole, "%.*s %.*s:%s%.*s", VIEW_FORMAT(text_view(*text)), VIEW_FORMAT(key),
                value.length > 0 ? " " : "", VIEW_FORMAT(value));
  yaml_write_line(&line, view_of(seen->text->name), buffer_view(&whole));
  diagnostics_add(reader->diagnostics, reader->file, location,
                  message_text_as_key(key, seen->text->name, buffer_view(&line)));
  buffer_free(&whole);
  buffer_free(&line);
  return true;
}

static void report_second(struct yaml_reader *reader, const struct field *field, bool single, bool was_single,
                          struct source_location location) {
  diagnostics_add(reader->diagnostics, reader->file, location,
                  single != was_single ? message_single_and_list(field->single, field->name)
                                       : message_duplicate_key(single ? field->single : field->name));
}

static bool decode_pair(struct yaml_reader *reader, const struct record_type *type, void *record,
                        struct seen *seen) {
  struct source_location location = yaml_reader_location(reader);
  if (yaml_reader_type(reader) != YAML_SCALAR_EVENT) {
    decode_wrong_type(reader, type->name, PHRASE_a_plain_key);
    return yaml_reader_skip(reader) && yaml_reader_skip(reader);
  }
  bool single;
  const struct field *field = field_of_key(type, yaml_reader_value(reader), &single);
  if (field == NULL) {
    struct view key = yaml_reader_scalar(reader);
    if (!yaml_reader_next(reader)) return false;
    const struct field *meant = report_invisible(reader, type, key, location);
    if (meant == NULL) meant = report_glued_key(reader, type, key, location);
    if (meant != NULL) seen->fields |= (uint64_t)1 << (size_t)(meant - type->fields);
    if (meant == NULL && !report_comment(reader, key, location) &&
        !report_held_back(reader, type, key, location) &&
        !report_beside_period(reader, type, key, location) &&
        !report_text_as_key(reader, type, record, key, seen, location)) {
      report_unknown_key(reader, type, key, location);
      seen->unknown++;
    }
    seen->text = NULL;
    return yaml_reader_skip(reader);
  }
  if (!yaml_reader_next(reader)) return false;
  size_t index = (size_t)(field - type->fields);
  uint64_t bit = (uint64_t)1 << index;
  if ((seen->fields & bit) != 0) {
    if (!report_lacking_dash(reader, field, seen, location))
      report_second(reader, field, single, (seen->singles & bit) != 0, location);
    return yaml_reader_skip(reader);
  }
  seen->fields |= bit;
  if (seen->first == NULL) seen->first = field;
  seen->text = field->kind == FIELD_TEXT ? field : NULL;
  seen->text_line = yaml_reader_location(reader).line;
  if (single) seen->singles |= bit;
  void *value = (char *)record + field->offset;
  bool nothing = yaml_reader_is_null(reader);
  if (nothing && (field->flags & REQUIRED) != 0 && decode_warn_cut(reader, field))
    return yaml_reader_next(reader); /* that it is missing is what follows from it */
  if (!(single ? decode_single : decode_value)(reader, field, value)) return false;
  if (nothing || is_empty(field, value)) {
    seen->fields &= ~bit;
    seen->singles &= ~bit;
  }
  return true;
}

static bool decode_fields(struct yaml_reader *reader, const struct record_type *type, void *record,
                          struct seen *seen) {
  struct source_location location = yaml_reader_location(reader);
  if (!yaml_reader_next(reader)) return false;
  while (yaml_reader_type(reader) != YAML_MAPPING_END_EVENT)
    if (!decode_pair(reader, type, record, seen)) return false;
  for (size_t i = 0; i < type->field_count; i++)
    if ((type->fields[i].flags & REQUIRED) != 0 && (seen->fields & (uint64_t)1 << i) == 0)
      diagnostics_add(reader->diagnostics, reader->file, location,
                      message_missing_field(type->name, type->fields[i].name, type->fields[i].help));
  return yaml_reader_next(reader);
}

/* A record within another. One of which no key is known was meant otherwise (`*is_foreign`): that is said of
 * it, and nothing of its keys. */
static bool decode_part(struct yaml_reader *reader, const struct field *field, void *record,
                        bool *is_foreign) {
  struct diagnostics found = {0}, *diagnostics = reader->diagnostics;
  struct source_location location = yaml_reader_location(reader);
  struct seen seen = {.is_item = field->kind == FIELD_RECORDS};
  reader->diagnostics = &found;
  bool going = decode_fields(reader, field->target, record, &seen);
  reader->diagnostics = diagnostics;
  *is_foreign = going && seen.unknown > 0 && seen.first == NULL && seen.fields == 0;
  if (*is_foreign) {
    struct buffer form = {0};
    add_form(&form, field);
    diagnostics_add(diagnostics, reader->file, location,
                    message_foreign_keys(field->name, buffer_view(&form)));
    buffer_free(&form);
  } else {
    diagnostics_append(diagnostics, &found, SEVERITY_ERROR);
  }
  diagnostics_free(&found);
  return going;
}

bool decode_record(struct yaml_reader *reader, const struct record_type *type, void *record) {
  struct seen seen = {.is_item = type->folder != NULL && strchr(type->folder, '.') != NULL};
  return decode_fields(reader, type, record, &seen);
}
