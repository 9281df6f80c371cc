/* The open data's tables: rows of entries, or of parts of entries, whose columns are what their types say
 * (schema/fields/): all that editors write but what is EDITORIAL, and what is derived and open. As CSV (RFC
 * 4180, UTF-8 with a byte order mark) and JSON; described as a Table Schema and a JSON Schema.
 *
 * A column for each value; where a field leads to an entry its id, and another one with its name. A mapping
 * (`period`) is a column for each of its values in CSV (`period_start`) and an object in JSON. So is a list
 * of mappings, whose values stand in CSV one behind the other with ; between them, and an array of objects in
 * JSON. In CSV a text that a spreadsheet would take for a formula has ' in front. */
#ifndef KYKET_FORMATS_DATA_TABLE_H
#define KYKET_FORMATS_DATA_TABLE_H

#include "schema/address_book.h"
#include "schema/reads.h"

#include <jansson.h>

enum data_form {
  DATA_VALUE,
  DATA_NAME,    /* the heading of the entry that the field leads to */
  DATA_KIND,    /* the kind of it, of a field that leads to entries of several kinds */
  DATA_ADDRESS, /* its address, likewise */
  DATA_NUMBER,  /* of a part among those of its entry, from 1 */
};

struct data_column {
  struct view name;   /* in CSV; in JSON too, unless it is in an object */
  struct view member; /* of the object that `outer` is */
  const struct field
      *outer; /* the mapping, or list of mappings, that the value is in; NULL: the row itself */
  const struct field *field; /* NULL: none */
  enum data_form form;
  unsigned level; /* of the row's records */
};

/* A row's records: an entry (or an event), a part of it, a part of that; and what is worked out beside. */
enum { DATA_LEVELS = 3, DATA_BESIDE = DATA_LEVELS };

struct data_table {
  const char *name;
  const struct record_type *types[DATA_LEVELS + 1]; /* of a row's records; NULL: there is none */
  const struct field *lists[DATA_LEVELS];           /* of the level below, in which a level's records lie */
  struct data_column *columns;
  size_t count;
  uint32_t mask;                 /* of the bits of the row's entry that the columns read */
  unsigned heading_bit, url_bit; /* of entries that fields lead to */
  const char *const *elsewhere;
};

/* A table of the records of a type, or with names in `lists` (each NULL: no more) of the parts in these
 * lists, one row each. An entry without such parts has no row; a part without parts of its own has one.
 * `beside` may be NULL. Lives in the arena. */
struct data_table *data_table_make(struct arena *arena, const char *name, const struct record_type *type,
                                   const char *const lists[DATA_LEVELS - 1], const char *const *elsewhere,
                                   const struct record_type *beside);

/* Writes rows of a table. Zero-initialise but for the first four; release with data_writer_close. */
struct data_writer {
  const struct data_table *table;
  const struct address_book *addresses;
  struct buffer *buffer;
  struct reads *reads; /* of entries; NULL: not wanted */
  struct buffer cell;
  bool is_json;
};

void data_writer_begin(struct data_writer *writer);
/* All rows of a record; `beside` may be NULL. */
void data_writer_add(struct data_writer *writer, const void *record, const void *beside);
void data_writer_end(struct data_writer *writer);
void data_writer_close(struct data_writer *writer);

/* How many rows the record has. */
size_t data_table_rows(const struct data_table *table, const void *record);

/* What a column is called by people, where it has such a name, and what is in it. */
struct view data_column_label(const struct data_column *column);
struct view data_column_help(const struct data_column *column);

/* The table's columns as a Table Schema (https://datapackage.org/standard/table-schema/), and its rows in
 * JSON as a JSON Schema (draft 2020-12). New references. */
json_t *data_table_schema(const struct data_table *table);
json_t *data_table_json_schema(const struct data_table *table);

#endif
