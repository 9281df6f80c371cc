#include "formats/data_table.h"

#include "formats/json_text.h"

enum { COLUMNS = 128 };

/* --- Columns --- */

struct making {
  struct arena *arena;
  struct data_table *table;
};

static void add_column(struct making *making, struct data_column column) {
  struct data_table *table = making->table;
  /* Types have at most FIELDS_OF_TYPE fields; what would not fit is left out of all that is made of it. */
  if (table->count < COLUMNS) table->columns[table->count++] = column;
}

static struct view field_name(const struct field *field) {
  return (struct view){field->name, field->name_length};
}

static struct data_column suffixed(struct arena *arena, struct data_column column, const char *suffix,
                                   enum data_form form) {
  column.name = ARENA_JOIN(arena, column.name, view_of(suffix));
  column.member = ARENA_JOIN(arena, column.member, view_of(suffix));
  column.form = form;
  return column;
}

/* A value's column, and those that say what an id stands for. */
static void add_value_columns(struct making *making, struct data_column column) {
  const struct field *field = column.field;
  add_column(making, column);
  if (field->kind != FIELD_REFERENCE && field->kind != FIELD_LINK) return;
  add_column(making, suffixed(making->arena, column, "_name", DATA_NAME));
  if (field->target != &entry_type) return;
  add_column(making, suffixed(making->arena, column, "_kind", DATA_KIND));
  add_column(making, suffixed(making->arena, column, "_url", DATA_ADDRESS));
}

static bool is_column(const struct field *field) {
  if ((field->flags & FIELD_IS_DERIVED) != 0) return (field->flags & FIELD_IS_OPEN) != 0;
  return (field->flags & EDITORIAL) == 0;
}

static bool holds_records(const struct field *field) {
  return field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS;
}

/* The columns of a field; of one that is a mapping, or a list of mappings, one for each of their values. */
static void add_field(struct making *making, const struct field *field, struct data_column column,
                      struct view prefix) {
  column.field = field;
  column.name = ARENA_JOIN(making->arena, prefix, field_name(field));
  column.member = column.name;
  if (!holds_records(field)) {
    add_value_columns(making, column);
    return;
  }
  column.outer = field;
  for (size_t i = 0; i < field->target->field_count; i++) {
    const struct field *inner = &field->target->fields[i];
    if (!is_column(inner) || holds_records(inner)) continue;
    struct data_column part = column;
    part.field = inner;
    part.name = ARENA_JOIN(making->arena, column.name, VIEW("_"), field_name(inner));
    part.member = field_name(inner);
    add_value_columns(making, part);
  }
}

/* The entry that a part belongs to: its id and its name. */
static void add_owner(struct making *making) {
  const struct record_type *type = making->table->types[0];
  struct data_column column = {.field = record_type_find(type, VIEW("id")), .name = view_of(type->name)};
  column.member = column.name;
  add_column(making, column);
  column.field = record_type_find(type, VIEW("heading"));
  add_column(making, suffixed(making->arena, column, "_name", DATA_VALUE));
}

/* What all entries have stands around the type's own: what is derived (its id and address) before it. */
static int place_of(const struct record_type *type, const struct field *field) {
  if (!entry_type_shares(type, field)) return 1;
  return (field->flags & FIELD_IS_DERIVED) != 0 ? 0 : 2;
}

static bool is_elsewhere(const struct data_table *table, const struct field *field) {
  for (const char *const *name = table->elsewhere; *name != NULL; name++)
    if (strcmp(field->name, *name) == 0) return true;
  return false;
}

static void add_level(struct making *making, unsigned level) {
  struct data_table *table = making->table;
  const struct record_type *type = table->types[level];
  struct data_column column = {.level = level};
  /* A part of a part has the part's name before its own columns. */
  bool is_prefixed = level == 2;
  struct view prefix = is_prefixed ? arena_format(making->arena, "%s_", type->name) : (struct view){NULL, 0};
  for (int place = 0; place < 3; place++)
    for (size_t i = 0; i < type->field_count; i++)
      if (is_column(&type->fields[i]) && !is_elsewhere(table, &type->fields[i]) &&
          place_of(type, &type->fields[i]) == place)
        add_field(making, &type->fields[i], column, prefix);
}

static uint32_t mask_of(const struct data_table *table) {
  const struct record_type *type = table->types[0];
  if (!reads_is_entry(type)) return 0;
  uint32_t mask = UINT32_C(1) << READS_OWN;
  for (size_t i = 0; i < table->count; i++) {
    const struct data_column *column = &table->columns[i];
    if (column->level == 0 && column->outer == NULL && column->field != NULL)
      mask |= UINT32_C(1) << reads_bit(type, column->field);
  }
  return mask;
}

struct data_table *data_table_make(struct arena *arena, const char *name, const struct record_type *type,
                                   const char *const lists[DATA_LEVELS - 1], const char *const *elsewhere,
                                   const struct record_type *beside) {
  struct data_table *table = arena_allocate(arena, sizeof *table);
  struct making making = {arena, table};
  table->name = name;
  table->elsewhere = elsewhere;
  table->heading_bit = reads_bit(&entry_type, record_type_find(&entry_type, VIEW("heading")));
  table->url_bit = reads_bit(&entry_type, record_type_find(&entry_type, VIEW("url")));
  table->columns = arena_array(arena, COLUMNS, sizeof *table->columns);
  table->types[0] = type;
  for (size_t i = 0; i < DATA_LEVELS - 1 && lists[i] != NULL; i++) {
    table->lists[i] = record_type_find(table->types[i], view_of(lists[i]));
    table->types[i + 1] = table->lists[i]->target;
  }
  if (table->types[1] == NULL) {
    add_level(&making, 0);
  } else {
    add_owner(&making);
    add_column(&making,
               (struct data_column){
                   .name = VIEW("number"), .member = VIEW("number"), .form = DATA_NUMBER, .level = 1});
  }
  for (unsigned level = 1; level < DATA_LEVELS && table->types[level] != NULL; level++)
    add_level(&making, level);
  table->types[DATA_BESIDE] = beside;
  if (beside != NULL) add_level(&making, DATA_BESIDE);
  table->mask = mask_of(table);
  return table;
}

/* --- Values --- */

/* A row: its records, by level, and the number of the part. */
struct row {
  const void *records[DATA_LEVELS + 1];
  size_t number;
};

static const struct entry *target_of(const struct field *field, const void *value) {
  return field->kind == FIELD_REFERENCE ? ((const struct reference *)value)->target : field_record(value);
}

static void add_heading(struct data_writer *writer, const struct entry *entry, struct buffer *out) {
  reads_note(writer->reads, entry, writer->table->heading_bit);
  buffer_add(out, entry->heading);
}

static void add_address(struct data_writer *writer, struct view address, struct buffer *out) {
  if (address.length == 0) return;
  buffer_add(out, writer->addresses->origin);
  buffer_add(out, address);
}

static void add_entry(struct data_writer *writer, enum data_form form, const struct entry *entry,
                      struct buffer *out) {
  if (entry == NULL) return;
  if (form == DATA_VALUE) {
    buffer_add(out, entry->id);
  } else if (form == DATA_NAME) {
    add_heading(writer, entry, out);
  } else if (form == DATA_KIND) {
    buffer_add(out, entry->entry_kind);
  } else {
    reads_note(writer->reads, entry, writer->table->url_bit);
    add_address(writer, address_book_entry(writer->addresses, entry), out);
  }
}

static void add_decimal(struct buffer *out, double number) {
  buffer_format(out, "%.15g", number);
}

/* The elements of a list of ids or texts. */
static size_t element_count(const struct field *field, const void *value) {
  return field->kind == FIELD_REFERENCES || field->kind == FIELD_TEXTS ? ((const struct list *)value)->count
                                                                       : 0;
}

static struct view element_at(const struct field *field, const void *value, size_t index) {
  const struct list *list = value;
  if (field->kind == FIELD_TEXTS) return text_view(((const struct text *)list->items)[index]);
  const struct entry *target = ((const struct reference *)list->items)[index].target;
  return target == NULL ? (struct view){NULL, 0} : target->id;
}

static void add_elements(const struct field *field, const void *value, struct buffer *out) {
  for (size_t i = 0; i < element_count(field, value); i++) {
    if (i > 0) buffer_add_byte(out, ';');
    buffer_add(out, element_at(field, value, i));
  }
}

static void add_media(struct data_writer *writer, struct view file, struct buffer *out) {
  buffer_add(out, writer->addresses->origin);
  address_book_add_media(writer->addresses, file, out);
}

/* Adds the value as it is read: nothing where none is given. */
static void add_plain(struct data_writer *writer, const struct data_column *column, const void *record,
                      struct buffer *out) {
  const struct field *field = column->field;
  const void *value = (const char *)record + field->offset;
  switch (field->kind) {
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    if (date_value_is_open(*(const struct date_value *)value)) buffer_add(out, VIEW("open"));
    date_add_iso(out, ((const struct date_value *)value)->value);
    break;
  case FIELD_INTEGER:
    if (((const struct integer_value *)value)->location.line != 0)
      buffer_add_integer(out, ((const struct integer_value *)value)->value);
    break;
  case FIELD_DECIMAL:
    if (((const struct decimal_value *)value)->location.line != 0)
      add_decimal(out, ((const struct decimal_value *)value)->value);
    break;
  case FIELD_BOOLEAN:
    if (((const struct boolean_value *)value)->location.line != 0)
      buffer_add(out, ((const struct boolean_value *)value)->value ? VIEW("true") : VIEW("false"));
    break;
  case FIELD_REFERENCE:
  case FIELD_LINK:
    add_entry(writer, column->form, target_of(field, value), out);
    break;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
    add_elements(field, value, out);
    break;
  case FIELD_VIEW:
    buffer_add(out, *(const struct view *)value);
    break;
  case FIELD_DAY:
    date_add_iso(out, *(const struct date *)value);
    break;
  case FIELD_NUMBER:
    buffer_add_integer(out, *(const int64_t *)value);
    break;
  case FIELD_FLAG:
    buffer_add(out, *(const bool *)value ? VIEW("true") : VIEW("false"));
    break;
  case FIELD_ADDRESS:
    if (field->address == ADDRESS_OF_MEDIA)
      add_media(writer, text_view(*(const struct text *)value), out);
    else
      add_address(writer, address_book_find(writer->addresses, field->address, value), out);
    break;
  case FIELD_TEXT:
  case FIELD_URL:
  case FIELD_PATH:
  case FIELD_MEDIA:
  case FIELD_CHOICE:
    buffer_add(out, text_view(*(const struct text *)value));
    break;
  default: /* mappings have columns of their own; pages, bodies and lists of links are not data */
    break;
  }
}

/* What JSON and a Table Schema call the values. */
static const char *value_type(const struct data_column *column) {
  if (column->form == DATA_NUMBER) return "integer";
  switch (column->field->kind) {
  case FIELD_INTEGER:
  case FIELD_NUMBER:
    return "integer";
  case FIELD_DECIMAL:
    return "number";
  case FIELD_BOOLEAN:
  case FIELD_FLAG:
    return "boolean";
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
    return "array";
  default:
    return "string";
  }
}

static bool is_text(const struct data_column *column) {
  return strcmp(value_type(column), "string") == 0 || strcmp(value_type(column), "array") == 0;
}

/* --- CSV --- */

/* What spreadsheets may take for a formula. */
static bool is_formula(struct view text) {
  return text.length > 0 && text.data[0] != '\0' && strchr("=+-@\t\r", text.data[0]) != NULL;
}

static void add_cell(struct data_writer *writer, struct view text, bool may_be_formula) {
  bool formula = may_be_formula && is_formula(text), quoted = false;
  for (size_t i = 0; i < text.length && !quoted; i++)
    quoted = text.data[i] == '"' || text.data[i] == ',' || text.data[i] == '\n' || text.data[i] == '\r';
  struct buffer *buffer = writer->buffer;
  if (quoted) buffer_add_byte(buffer, '"');
  if (formula) buffer_add_byte(buffer, '\'');
  for (size_t at; (at = view_find_byte(text, '"', 0)) != VIEW_NOT_FOUND;
       text = view_slice(text, at + 1, SIZE_MAX)) {
    buffer_add(buffer, view_slice(text, 0, at + 1));
    buffer_add_byte(buffer, '"');
  }
  buffer_add(buffer, text);
  if (quoted) buffer_add_byte(buffer, '"');
}

/* The value in each of the mappings; nothing where none has it. */
static void add_joined(struct data_writer *writer, const struct data_column *column,
                       const struct list *list) {
  size_t stride = column->outer->target->size, values = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (i > 0) buffer_add_byte(&writer->cell, ';');
    size_t before = writer->cell.length;
    add_plain(writer, column, (const char *)list->items + i * stride, &writer->cell);
    values += writer->cell.length > before;
  }
  if (values == 0) buffer_clear(&writer->cell);
}

static void add_csv_value(struct data_writer *writer, const struct data_column *column,
                          const struct row *row) {
  const void *record = row->records[column->level];
  if (record == NULL) return;
  buffer_clear(&writer->cell);
  if (column->form == DATA_NUMBER) {
    buffer_add_integer(writer->buffer, (int64_t)row->number);
    return;
  }
  const void *outer = column->outer == NULL ? NULL : (const char *)record + column->outer->offset;
  if (column->outer == NULL)
    add_plain(writer, column, record, &writer->cell);
  else if (column->outer->kind == FIELD_RECORDS)
    add_joined(writer, column, outer);
  else if (field_record(outer) != NULL)
    add_plain(writer, column, field_record(outer), &writer->cell);
  add_cell(writer, buffer_view(&writer->cell), is_text(column));
}

static void add_csv_row(struct data_writer *writer, const struct row *row) {
  for (size_t i = 0; i < writer->table->count; i++) {
    if (i > 0) buffer_add_byte(writer->buffer, ',');
    add_csv_value(writer, &writer->table->columns[i], row);
  }
  buffer_add(writer->buffer, VIEW("\r\n"));
}

/* --- JSON --- */

static void add_json_array(struct data_writer *writer, const struct data_column *column, const void *value) {
  size_t count = element_count(column->field, value);
  if (count == 0) return;
  json_text_begin_member(writer->buffer, column->member);
  buffer_add_byte(writer->buffer, '[');
  for (size_t i = 0; i < count; i++) {
    if (i > 0) buffer_add_byte(writer->buffer, ',');
    json_text_add(writer->buffer, element_at(column->field, value, i));
  }
  buffer_add_byte(writer->buffer, ']');
}

static void add_json_value(struct data_writer *writer, const struct data_column *column, const void *record) {
  if (strcmp(value_type(column), "array") == 0) {
    add_json_array(writer, column, (const char *)record + column->field->offset);
    return;
  }
  buffer_clear(&writer->cell);
  add_plain(writer, column, record, &writer->cell);
  struct view text = buffer_view(&writer->cell);
  if (text.length == 0) return;
  json_text_begin_member(writer->buffer, column->member);
  if (is_text(column))
    json_text_add(writer->buffer, text);
  else
    buffer_add(writer->buffer, text);
}

/* The columns from `begin` up to `end` are those of one mapping, or of nothing but the record. */
static void add_json_object(struct data_writer *writer, size_t begin, size_t end, const void *record) {
  buffer_add_byte(writer->buffer, '{');
  for (size_t i = begin; i < end; i++)
    add_json_value(writer, &writer->table->columns[i], record);
  buffer_add_byte(writer->buffer, '}');
}

static void add_json_objects(struct data_writer *writer, size_t begin, size_t end, const struct list *list) {
  const struct field *outer = writer->table->columns[begin].outer;
  if (list->count == 0) return;
  json_text_begin_member(writer->buffer, field_name(outer));
  buffer_add_byte(writer->buffer, '[');
  for (size_t i = 0; i < list->count; i++) {
    if (i > 0) buffer_add_byte(writer->buffer, ',');
    add_json_object(writer, begin, end, (const char *)list->items + i * outer->target->size);
  }
  buffer_add_byte(writer->buffer, ']');
}

/* Past the columns of the same mapping. */
static size_t end_of_object(const struct data_table *table, size_t begin) {
  size_t end = begin + 1;
  while (table->columns[begin].outer != NULL && end < table->count &&
         table->columns[end].outer == table->columns[begin].outer)
    end++;
  return end;
}

static void add_json_columns(struct data_writer *writer, size_t begin, size_t end, const struct row *row) {
  const struct data_column *column = &writer->table->columns[begin];
  const void *record = row->records[column->level];
  if (record == NULL) return;
  if (column->form == DATA_NUMBER) {
    json_text_begin_member(writer->buffer, column->member);
    buffer_add_integer(writer->buffer, (int64_t)row->number);
  } else if (column->outer == NULL) {
    add_json_value(writer, column, record);
  } else if (column->outer->kind == FIELD_RECORDS) {
    add_json_objects(writer, begin, end, (const void *)((const char *)record + column->outer->offset));
  } else if (field_record((const char *)record + column->outer->offset) != NULL) {
    json_text_begin_member(writer->buffer, field_name(column->outer));
    add_json_object(writer, begin, end, field_record((const char *)record + column->outer->offset));
  }
}

static void add_json_row(struct data_writer *writer, const struct row *row) {
  const struct data_table *table = writer->table;
  buffer_add(writer->buffer,
             writer->buffer->data[writer->buffer->length - 1] == '[' ? VIEW("\n{") : VIEW(",\n{"));
  for (size_t i = 0, end; i < table->count; i = end) {
    end = end_of_object(table, i);
    add_json_columns(writer, i, end, row);
  }
  buffer_add_byte(writer->buffer, '}');
}

/* --- Rows --- */

void data_writer_begin(struct data_writer *writer) {
  const struct data_table *table = writer->table;
  if (writer->is_json) {
    buffer_add_byte(writer->buffer, '[');
    return;
  }
  buffer_add(writer->buffer, VIEW("\xEF\xBB\xBF"));
  for (size_t i = 0; i < table->count; i++) {
    if (i > 0) buffer_add_byte(writer->buffer, ',');
    buffer_add(writer->buffer, table->columns[i].name);
  }
  buffer_add(writer->buffer, VIEW("\r\n"));
}

static const struct list *list_in(const struct field *field, const void *record) {
  return (const void *)((const char *)record + field->offset);
}

static void add_row(struct data_writer *writer, const struct row *row) {
  if (writer->is_json)
    add_json_row(writer, row);
  else
    add_csv_row(writer, row);
}

/* A part's rows: one for each of its own parts, or one without. */
static void add_part(struct data_writer *writer, struct row *row) {
  const struct field *field = writer->table->lists[1];
  row->records[2] = NULL;
  if (field == NULL || list_in(field, row->records[1])->count == 0) {
    add_row(writer, row);
    return;
  }
  const struct list *list = list_in(field, row->records[1]);
  for (size_t i = 0; i < list->count; i++) {
    row->records[2] = (const char *)list->items + i * field->target->size;
    add_row(writer, row);
  }
}

void data_writer_add(struct data_writer *writer, const void *record, const void *beside) {
  const struct data_table *table = writer->table;
  struct row row = {.records = {[0] = record, [DATA_BESIDE] = beside}};
  if (writer->reads != NULL && table->mask != 0)
    reads_note_number(writer->reads, ((const struct entry *)record)->number, table->mask);
  if (table->lists[0] == NULL) {
    add_row(writer, &row);
    return;
  }
  const struct list *list = list_in(table->lists[0], record);
  for (size_t i = 0; i < list->count; i++) {
    row.records[1] = (const char *)list->items + i * table->types[1]->size;
    row.number = i + 1;
    add_part(writer, &row);
  }
}

void data_writer_end(struct data_writer *writer) {
  if (writer->is_json) buffer_add(writer->buffer, VIEW("\n]\n"));
}

void data_writer_close(struct data_writer *writer) {
  buffer_free(&writer->cell);
}

size_t data_table_rows(const struct data_table *table, const void *record) {
  if (table->lists[0] == NULL) return 1;
  const struct list *list = list_in(table->lists[0], record);
  if (table->lists[1] == NULL) return list->count;
  size_t rows = 0;
  for (size_t i = 0; i < list->count; i++) {
    size_t parts = list_in(table->lists[1], (const char *)list->items + i * table->types[1]->size)->count;
    rows += parts == 0 ? 1 : parts;
  }
  return rows;
}

/* --- What describes them --- */

static const char date_pattern[] = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}[+]07:00)?)?)?$";
static const char end_pattern[] = "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|open)$";

static const char *pattern_of(const struct field *field) {
  switch (field->kind) {
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_DAY:
    return date_pattern;
  case FIELD_OPEN_END:
    return end_pattern;
  default:
    return NULL;
  }
}

static bool has_choices(const struct data_column *column) {
  return column->form == DATA_VALUE && column->field != NULL && column->field->choices != NULL;
}

static json_t *choices_of(const struct field *field) {
  json_t *choices = json_array();
  for (size_t i = 0; field->choices[i] != NULL; i++)
    json_array_append_new(choices, json_string(field->choices[i]));
  return choices;
}

struct view data_column_label(const struct data_column *column) {
  const struct field *field = column->field;
  bool is_own = field != NULL && column->outer == NULL && column->form == DATA_VALUE;
  return is_own ? view_of(field->label) : (struct view){NULL, 0};
}

struct view data_column_help(const struct data_column *column) {
  static const char *const of_form[] = {
      [DATA_NAME] = "Tên của mục có mã ấy, vào ngày dựng trang.",
      [DATA_KIND] = "Loại của mục ấy.",
      [DATA_ADDRESS] = "Địa chỉ của trang về mục ấy.",
      [DATA_NUMBER] = "Số thứ tự trong mục, từ 1.",
  };
  if (column->form != DATA_VALUE) return view_of(of_form[column->form]);
  /* Addresses have their origin here. */
  if (column->field->kind == FIELD_ADDRESS) return VIEW("Địa chỉ đầy đủ.");
  return view_of(column->field->help);
}

/* What is said of the column for people. */
static void add_words(json_t *schema, const struct data_column *column) {
  struct view label = data_column_label(column), help = data_column_help(column);
  if (label.length > 0) json_object_set_new(schema, "title", json_stringn(label.data, label.length));
  json_object_set_new(schema, "description", json_stringn(help.data, help.length));
}

static json_t *constraints_of(const struct data_column *column) {
  json_t *constraints = json_object();
  if (column->outer != NULL && column->outer->kind == FIELD_RECORDS) return constraints;
  if (has_choices(column)) json_object_set_new(constraints, "enum", choices_of(column->field));
  if (column->field != NULL && pattern_of(column->field) != NULL)
    json_object_set_new(constraints, "pattern", json_string(pattern_of(column->field)));
  return constraints;
}

static json_t *schema_of_column(const struct data_column *column) {
  bool is_joined = column->outer != NULL && column->outer->kind == FIELD_RECORDS;
  json_t *schema =
      json_pack("{s:o,s:s}", "name", json_stringn(column->name.data, column->name.length), "type",
                is_joined || strcmp(value_type(column), "array") == 0 ? "string" : value_type(column));
  add_words(schema, column);
  json_t *constraints = constraints_of(column);
  if (json_object_size(constraints) > 0) json_object_set(schema, "constraints", constraints);
  json_decref(constraints);
  return schema;
}

json_t *data_table_schema(const struct data_table *table) {
  json_t *fields = json_array();
  for (size_t i = 0; i < table->count; i++)
    json_array_append_new(fields, schema_of_column(&table->columns[i]));
  json_t *schema =
      json_pack("{s:s,s:o,s:[s]}", "$schema", "https://datapackage.org/profiles/2.0/tableschema.json",
                "fields", fields, "missingValues", "");
  if (table->types[1] == NULL && reads_is_entry(table->types[0]))
    json_object_set_new(schema, "primaryKey", json_pack("[s]", "id"));
  return schema;
}

static json_t *json_schema_of_column(const struct data_column *column) {
  json_t *schema = json_pack("{s:s}", "type", value_type(column));
  if (strcmp(value_type(column), "array") == 0)
    json_object_set_new(schema, "items", json_pack("{s:s}", "type", "string"));
  add_words(schema, column);
  if (has_choices(column)) json_object_set_new(schema, "enum", choices_of(column->field));
  if (column->field != NULL && column->form == DATA_VALUE && pattern_of(column->field) != NULL)
    json_object_set_new(schema, "pattern", json_string(pattern_of(column->field)));
  return schema;
}

static json_t *properties_of(const struct data_table *table, size_t begin, size_t end) {
  json_t *properties = json_object();
  for (size_t i = begin; i < end; i++)
    json_object_setn_new(properties, table->columns[i].member.data, table->columns[i].member.length,
                         json_schema_of_column(&table->columns[i]));
  return properties;
}

static void add_object_schema(json_t *properties, const struct data_table *table, size_t begin, size_t end) {
  const struct field *outer = table->columns[begin].outer;
  json_t *object = json_pack("{s:s,s:o,s:b}", "type", "object", "properties",
                             properties_of(table, begin, end), "additionalProperties", 0);
  json_t *schema =
      outer->kind == FIELD_RECORD ? object : json_pack("{s:s,s:o}", "type", "array", "items", object);
  json_object_set_new(schema, "title", json_string(outer->label));
  json_object_set_new(schema, "description", json_string(outer->help));
  json_object_set_new(properties, outer->name, schema);
}

json_t *data_table_json_schema(const struct data_table *table) {
  json_t *properties = json_object();
  for (size_t i = 0, end; i < table->count; i = end) {
    end = end_of_object(table, i);
    if (table->columns[i].outer != NULL) {
      add_object_schema(properties, table, i, end);
      continue;
    }
    json_t *own = properties_of(table, i, end);
    json_object_update(properties, own);
    json_decref(own);
  }
  json_t *required = json_array();
  json_array_append_new(required,
                        json_stringn(table->columns[0].member.data, table->columns[0].member.length));
  return json_pack("{s:s,s:s,s:s,s:{s:s,s:o,s:o,s:b}}", "$schema",
                   "https://json-schema.org/draft/2020-12/schema", "title", table->name, "type", "array",
                   "items", "type", "object", "properties", properties, "required", required,
                   "additionalProperties", 0);
}
