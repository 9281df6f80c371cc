/* The open data: the tables, as files; what describes them; and the pages that explain them. A table whose
 * entries have a day is cut by year, and where these are many by quarter or month, so that what is new
 * rewrites one small file of each table; there is no file of the whole of such a table, which each new entry
 * would write anew. What is another one at each commit, the revision and the day, stands in a file of its
 * own. */
#include "formats/data_table.h"
#include "register/validity.h"
#include "schema/fingerprint.h"
#include "site/address.h"
#include "site/pages/pages.h"

#include <stdlib.h>

enum { LISTS = DATA_LEVELS - 1 };

/* The tables: rows are the entries of a type, or their parts; of `event_type` the register's events. */
static const struct described {
  const char *name;
  const struct record_type *type;
  const char *lists[LISTS];
  const struct record_type *beside;
} described[] = {
    {"agreements", &agreement_type, {NULL}, &status_span_type},
    {"commitments", &agreement_type, {"commitments", NULL}, NULL},
    {"signatories", &agreement_type, {"signatories", "signers"}, NULL},
    {"organizations", &organization_type, {NULL}, NULL},
    {"people", &person_type, {NULL}, NULL},
    {"provinces", &province_type, {NULL}, NULL},
    {"regions", &region_type, {NULL}, NULL},
    {"topics", &topic_type, {NULL}, NULL},
    {"news", &news_type, {NULL}, NULL},
    {"events", &event_type, {NULL}, NULL},
};
enum { TABLES = sizeof described / sizeof described[0] };

/* Rows of a table in a file, with the name that the file has for them. */
struct part {
  const struct data *data;
  struct view name; /* "2026", "2026-11"; empty: the whole table */
  struct list rows; /* pointers to entries or events */
  uint64_t inputs;
};

/* One table with its files. */
struct data {
  const struct data_table *table;
  const char *elsewhere[LISTS + TABLES]; /* lists whose parts are rows of other tables, or of this one */
  struct list rows;                      /* all, in the order of the register */
  struct part *parts;
  size_t count;
  bool is_cut;
};

/* --- Parts --- */

/* A year with more rows than this is cut into quarters, and such a quarter into months. */
enum { FILE_ROWS = 64, MONTHS = 12, QUARTER = 3 };

static struct date date_of(const struct data *data, const void *row) {
  return data->table->types[0] == &event_type ? ((const struct event *)row)->date : entry_date(row);
}

static uint64_t key_of(const struct data *data, const void *row) {
  return data->table->types[0] == &event_type ? ((const struct event *)row)->key
                                              : ((const struct entry *)row)->key;
}

/* From 0 for December; MONTHS: it is not known. */
static size_t month_place(const struct data *data, const void *row) {
  struct date date = date_of(data, row);
  return date.precision < DATE_MONTH ? MONTHS : (size_t)(MONTHS - date.month);
}

static void add_rows(struct data *data, struct view name, struct list rows) {
  if (rows.count == 0) return;
  struct part *part = &data->parts[data->count++];
  *part = (struct part){.data = data, .name = name, .rows = rows};
  uint64_t inputs = fingerprint_view(name);
  for (size_t i = 0; i < rows.count; i++)
    inputs = fingerprint_mix(inputs, key_of(data, list_at(&rows, i)));
  part->inputs = inputs;
}

/* The rows of a quarter's months, the latest first, which lie one behind the other. */
static void cut_quarter(struct arena *arena, struct data *data, int32_t year, size_t quarter,
                        const struct list months[QUARTER]) {
  size_t count = 0;
  for (size_t i = 0; i < QUARTER; i++)
    count += months[i].count;
  if (count <= FILE_ROWS) {
    add_rows(data, arena_format(arena, "%04d-q%zu", (int)year, quarter), list_of(months[0].items, count));
    return;
  }
  for (size_t i = 0; i < QUARTER; i++)
    add_rows(data, arena_format(arena, "%04d-%02zu", (int)year, quarter * QUARTER - i), months[i]);
}

/* The rows of one year; those of no month come last. */
static void cut_year(struct arena *arena, struct data *data, int32_t year, const struct list *rows) {
  struct list months[MONTHS + 1] = {{0}}; /* from December on; the last is of no month */
  void **items = arena_array(arena, rows->count, sizeof *items);
  size_t at[MONTHS + 1] = {0}, begin = 0;
  for (size_t i = 0; i < rows->count; i++)
    months[month_place(data, list_at(rows, i))].count++;
  for (size_t i = 0; i <= MONTHS; begin += months[i].count, i++)
    months[i].items = items + begin;
  for (size_t i = 0; i < rows->count; i++) {
    size_t place = month_place(data, list_at(rows, i));
    ((void **)months[place].items)[at[place]++] = list_at(rows, i);
  }
  for (size_t quarter = MONTHS / QUARTER; quarter > 0; quarter--)
    cut_quarter(arena, data, year, quarter, &months[MONTHS - quarter * QUARTER]);
  add_rows(data, arena_format(arena, "%04d-xx", (int)year), months[MONTHS]);
}

static void cut(struct arena *arena, struct data *data) {
  size_t years = 0, count = data->rows.count;
  for (size_t i = 0; i < count; i++)
    years += i == 0 ||
             date_of(data, list_at(&data->rows, i)).year != date_of(data, list_at(&data->rows, i - 1)).year;
  data->parts = arena_array(arena, years * (MONTHS + 1) + 1, sizeof *data->parts);
  for (size_t begin = 0, end; begin < count; begin = end) {
    struct date date = date_of(data, list_at(&data->rows, begin));
    for (end = begin + 1; end < count && date_of(data, list_at(&data->rows, end)).year == date.year;)
      end++;
    struct list rows = list_of((void **)data->rows.items + begin, end - begin);
    if (date.precision == DATE_NONE)
      add_rows(data, VIEW("xxxx"), rows);
    else if (rows.count <= FILE_ROWS)
      add_rows(data, arena_format(arena, "%04d", (int)date.year), rows);
    else
      cut_year(arena, data, date.year, &rows);
  }
}

/* Which lists are not columns: those whose parts are rows. */
static void find_elsewhere(struct data *data, const struct described *own) {
  size_t count = 0;
  for (size_t i = 0; i < TABLES; i++)
    if (described[i].type == own->type && described[i].lists[0] != NULL)
      data->elsewhere[count++] = described[i].lists[0];
  for (size_t i = 1; i < LISTS && own->lists[i] != NULL; i++)
    data->elsewhere[count++] = own->lists[i];
}

static void gather(struct website *website, struct data *data) {
  const struct registry *registry = website->registry;
  const struct record_type *type = data->table->types[0];
  enum entry_kind kind = entry_kind_of_type(type);
  data->is_cut = type == &event_type || type == &agreement_type || type == &news_type;
  data->rows = type == &event_type ? registry->events
               : data->is_cut      ? registry->newest[kind]
                                   : registry->entries[kind];
  if (data->is_cut) {
    cut(&website->arena, data);
    return;
  }
  data->parts = arena_array(&website->arena, 1, sizeof *data->parts);
  add_rows(data, (struct view){NULL, 0}, data->rows);
  /* A table without rows has its file too. */
  data->parts[0].data = data;
  data->count = 1;
}

/* --- Files --- */

static struct status_span span_of(const struct registry *registry, const struct agreement *agreement) {
  struct validity validity = validity_of(agreement);
  struct status_change changes[STATUS_CHANGES];
  int32_t today = date_day_number(registry->options.today);
  size_t count = validity_changes(&validity, NO_DAY, registry->site->ending_days.value, changes);
  struct status_span span = {0};
  for (size_t i = 0; i < count; i++) {
    if (changes[i].day <= today)
      span.status_from = date_of_day_number(changes[i].day);
    else if (span.status_until.precision == DATE_NONE)
      span.status_until = date_of_day_number(changes[i].day - 1);
  }
  return span;
}

static void write_rows(struct page_context *context, bool is_json) {
  const struct part *part = context->page->subject;
  const struct data_table *table = part->data->table;
  struct data_writer writer = {.table = table,
                               .addresses = &context->website->book,
                               .buffer = context->buffer,
                               .reads = context->reads,
                               .is_json = is_json};
  data_writer_begin(&writer);
  for (size_t i = 0; i < part->rows.count; i++) {
    const void *row = list_at(&part->rows, i);
    struct status_span span = {0};
    if (table->types[DATA_BESIDE] != NULL) {
      reads_field(context->reads, row, "validity_days");
      span = span_of(context->website->registry, row);
    }
    data_writer_add(&writer, row, &span);
  }
  data_writer_end(&writer);
  data_writer_close(&writer);
}

static void write_csv(struct page_context *context) {
  write_rows(context, false);
}

static void write_json(struct page_context *context) {
  write_rows(context, true);
}

static void write_value(struct page_context *context, json_t *value) {
  char *text = json_dumps(value, JSON_INDENT(1));
  buffer_add_string(context->buffer, text);
  buffer_add_byte(context->buffer, '\n');
  free(text);
  json_decref(value);
}

static void write_schema(struct page_context *context) {
  write_value(context, data_table_schema(((const struct data *)context->page->subject)->table));
}

static void write_json_schema(struct page_context *context) {
  write_value(context, data_table_json_schema(((const struct data *)context->page->subject)->table));
}

/* What is another one at each commit. */
static void write_state(struct page_context *context) {
  const struct website *website = context->website;
  struct buffer *buffer = context->buffer;
  reads_note_world(context->reads, READS_TODAY);
  buffer_add(buffer, VIEW("{\n \"date\": \""));
  date_add_iso(buffer, website->registry->options.today);
  buffer_add(buffer, VIEW("\""));
  if (context->page->inputs != 0) {
    buffer_add(buffer, VIEW(",\n \"revision\": \""));
    for (size_t i = 0; i < SOURCE_OBJECT_BYTES; i++)
      buffer_format(buffer, "%02x", source_commit_id(website->source)[i]);
    buffer_add(buffer, VIEW("\""));
  }
  buffer_add(buffer, VIEW("\n}\n"));
}

/* --- Where they are --- */

static struct view address_of_part(struct arena *arena, const struct website *website,
                                   const struct part *part, const char *ending) {
  return ARENA_JOIN(arena, website->addresses.data, view_of(part->data->table->name),
                    part->name.length == 0 ? VIEW("") : VIEW("/"), part->name, view_of(ending));
}

static struct view address_of(struct arena *arena, const struct website *website, const char *folder,
                              const char *name, const char *ending) {
  return arena_format(arena, "%.*s%s%s%s", VIEW_FORMAT(website->addresses.data), folder, name, ending);
}

/* --- The package --- */

static json_t *text_of(struct view text) {
  return json_stringn(text.data == NULL ? "" : text.data, text.length);
}

static void set_text(json_t *object, const char *name, struct view text) {
  if (text.length > 0) json_object_set_new(object, name, text_of(text));
}

static json_t *licences_of(const struct site *site) {
  json_t *licence = json_object();
  set_text(licence, "name", text_view(site->licence->name));
  set_text(licence, "title", text_view(site->licence->title));
  set_text(licence, "path", text_view(site->licence->url));
  return json_pack("[o]", licence);
}

static json_t *contributors_of(const struct site *site) {
  struct view name = text_view(site->publisher);
  json_t *contributor = json_object();
  if (site->contact != NULL && site->contact->name.length > 0) name = text_view(site->contact->name);
  set_text(contributor, "title", name.length > 0 ? name : text_view(site->title));
  if (site->contact != NULL) {
    set_text(contributor, "email", text_view(site->contact->email));
    set_text(contributor, "path", text_view(site->contact->url));
  }
  json_object_set_new(contributor, "roles", json_pack("[s]", "publisher"));
  return json_pack("[o]", contributor);
}

static json_t *resource_of(struct arena *arena, const struct part *part) {
  const char *table = part->data->table->name;
  struct view name, path;
  if (part->name.length == 0) {
    name = view_of(table);
    path = arena_format(arena, "%s.csv", table);
  } else {
    name = arena_format(arena, "%s-%.*s", table, VIEW_FORMAT(part->name));
    path = arena_format(arena, "%s/%.*s.csv", table, VIEW_FORMAT(part->name));
  }
  struct view schema = arena_format(arena, "schema/%s.json", table);
  return json_pack("{s:o,s:s,s:s,s:o,s:o}", "name", text_of(name), "type", "table", "format", "csv", "path",
                   text_of(path), "schema", text_of(schema));
}

static json_t *resources_of(struct arena *arena, const struct data *tables) {
  json_t *resources = json_array();
  for (size_t i = 0; i < TABLES; i++)
    for (size_t k = 0; k < tables[i].count; k++)
      json_array_append_new(resources, resource_of(arena, &tables[i].parts[k]));
  json_array_append_new(resources, json_pack("{s:s,s:s,s:s,s:s}", "name", "state", "path", "state.json",
                                             "format", "json", "mediatype", "application/json"));
  return resources;
}

/* One resource a line. */
static void write_package(struct page_context *context) {
  const struct site *site = context->website->registry->site;
  json_t *package = json_object();
  json_object_set_new(package, "$schema",
                      json_string("https://datapackage.org/profiles/2.0/datapackage.json"));
  json_object_set_new(package, "name", json_string("kyket"));
  set_text(package, "title", text_view(site->title));
  set_text(package, "description", text_view(site->description));
  set_text(package, "homepage",
           address_absolute(context->scratch, context->website, context->website->addresses.data));
  if (site->licence != NULL) json_object_set_new(package, "licenses", licences_of(site));
  json_object_set_new(package, "contributors", contributors_of(site));
  json_object_set_new(package, "resources", resources_of(context->scratch, context->page->subject));
  char *text = json_dumps(package, JSON_COMPACT);
  buffer_add_string(context->buffer, text);
  buffer_add_byte(context->buffer, '\n');
  free(text);
  json_decref(package);
}

/* --- The pages --- */

static struct data_listing *listing_of(struct arena *arena, const struct website *website,
                                       const struct data *data) {
  struct data_listing *listing = arena_allocate(arena, sizeof *listing);
  const char *name = data->table->name;
  *listing =
      (struct data_listing){.data_table = view_of(name),
                            .url = address_of(arena, website, "", name, "/"),
                            .file_count = data->is_cut ? (int64_t)data->count : 0,
                            .schema = address_of(arena, website, "schema/", name, ".json"),
                            .json_schema = address_of(arena, website, "schema/", name, ".schema.json")};
  if (data->is_cut) return listing;
  listing->csv = address_of_part(arena, website, &data->parts[0], ".csv");
  listing->json = address_of_part(arena, website, &data->parts[0], ".json");
  return listing;
}

static void write_data(struct page_context *context) {
  const struct data *tables = context->page->subject;
  reads_note_world(context->reads, READS_EVERYTHING);
  struct data_page model = {.package =
                                address_of(context->scratch, context->website, "", "datapackage", ".json"),
                            .state = address_of(context->scratch, context->website, "", "state", ".json")};
  page_context_fill(context, &model.webpage);
  for (size_t i = 0; i < TABLES; i++) {
    struct data_listing *listing = listing_of(context->scratch, context->website, &tables[i]);
    for (size_t k = 0; k < tables[i].rows.count; k++)
      listing->rows += (int64_t)data_table_rows(tables[i].table, list_at(&tables[i].rows, k));
    list_append(context->scratch, &model.tables, listing);
  }
  page_context_render(context, PAGE_DATA, &model);
}

static void write_table(struct page_context *context) {
  const struct data *data = context->page->subject;
  struct arena *arena = context->scratch;
  struct data_table_page model = {.listing = listing_of(arena, context->website, data)};
  page_context_fill(context, &model.webpage);
  for (size_t i = 0; data->is_cut && i < data->count; i++) {
    struct data_file *file = arena_allocate(arena, sizeof *file);
    *file = (struct data_file){.name = data->parts[i].name,
                               .csv = address_of_part(arena, context->website, &data->parts[i], ".csv"),
                               .json = address_of_part(arena, context->website, &data->parts[i], ".json")};
    list_append(arena, &model.files, file);
  }
  for (size_t i = 0; i < data->table->count; i++) {
    const struct data_column *column = &data->table->columns[i];
    struct data_field *field = arena_allocate(arena, sizeof *field);
    *field = (struct data_field){column->name, data_column_label(column), data_column_help(column)};
    list_append(arena, &model.fields, field);
  }
  page_context_render(context, PAGE_DATA_TABLE, &model);
}

/* --- The plan --- */

static void plan_table(struct website *website, const struct data *data) {
  static const struct file_maker csv = {.write = write_csv}, json = {.write = write_json},
                                 schema = {.write = write_schema}, json_schema = {.write = write_json_schema},
                                 page = {.write = write_table, .section = "data"};
  struct arena *arena = &website->arena;
  const char *name = data->table->name;
  uint64_t names = 0;
  for (size_t i = 0; i < data->count; i++) {
    const struct part *part = &data->parts[i];
    plan_page(website, address_of_part(arena, website, part, ".csv"), &csv, part)->inputs = part->inputs;
    plan_page(website, address_of_part(arena, website, part, ".json"), &json, part)->inputs = part->inputs;
    names = fingerprint_mix_view(names, part->name);
  }
  plan_page(website, address_of(arena, website, "schema/", name, ".json"), &schema, data);
  plan_page(website, address_of(arena, website, "schema/", name, ".schema.json"), &json_schema, data);
  if (website->is_shown[PAGE_DATA_TABLE])
    plan_page(website, address_of(arena, website, "", name, "/"), &page, data)->inputs = names;
}

static uint64_t names_of_parts(const struct data *tables) {
  uint64_t names = 0;
  for (size_t i = 0; i < TABLES; i++)
    for (size_t k = 0; k < tables[i].count; k++)
      names = fingerprint_mix_view(names, tables[i].parts[k].name);
  return names;
}

/* 0 where there is no revision. */
static uint64_t revision_of(const struct website *website) {
  if (website->source == NULL || !source_is_revision(website->source)) return 0;
  const unsigned char *commit = source_commit_id(website->source);
  return fingerprint_view((struct view){(const char *)commit, SOURCE_OBJECT_BYTES}) | 1;
}

void plan_data(struct website *website) {
  static const struct file_maker front = {.write = write_data, .section = "data"},
                                 package = {.write = write_package}, state = {.write = write_state};
  if (!website->is_shown[PAGE_DATA]) return;
  struct arena *arena = &website->arena;
  struct data *tables = arena_array(arena, TABLES, sizeof *tables);
  for (size_t i = 0; i < TABLES; i++) {
    find_elsewhere(&tables[i], &described[i]);
    tables[i].table = data_table_make(arena, described[i].name, described[i].type, described[i].lists,
                                      tables[i].elsewhere, described[i].beside);
    gather(website, &tables[i]);
    plan_table(website, &tables[i]);
  }
  plan_page(website, website->addresses.data, &front, tables)->inputs = names_of_parts(tables);
  plan_page(website, address_of(arena, website, "", "datapackage", ".json"), &package, tables)->inputs =
      names_of_parts(tables);
  plan_page(website, address_of(arena, website, "", "state", ".json"), &state, NULL)->inputs =
      revision_of(website);
}
