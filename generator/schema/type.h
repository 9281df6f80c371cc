/* How a record type is described. One table of fields drives the reading and checking of YAML, the names in
 * templates, the JSON Schema and the manual's reference.
 *
 * Every value of a record starts with what a template shows, followed by the location where it stood, so that
 * templates and messages use the same memory. */
#ifndef KYKET_SCHEMA_TYPE_H
#define KYKET_SCHEMA_TYPE_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/view.h"
#include "text/date.h"

struct record_type;
struct entry;

enum field_kind {
  /* Values of the front matter and of data files. */
  FIELD_TEXT,       /* struct text: plain text, escaped in pages */
  FIELD_URL,        /* struct text: an http or https address */
  FIELD_PATH,       /* struct text: a path on this site ("/gioi-thieu/") or an address */
  FIELD_MEDIA,      /* struct text: a file below media/ */
  FIELD_CHOICE,     /* struct text: one of `choices` */
  FIELD_DATE,       /* struct date_value: a day or a moment */
  FIELD_WHEN,       /* struct date_value: a year, a month, a day or a moment, whichever is known */
  FIELD_START,      /* struct date_value: a year or month, meaning its first day, or a day */
  FIELD_END,        /* struct date_value: a year or month, meaning its last day, or a day */
  FIELD_OPEN_END,   /* the same, or `open`: see date_value_is_open */
  FIELD_INTEGER,    /* struct integer_value: 0 or more */
  FIELD_DECIMAL,    /* struct decimal_value */
  FIELD_BOOLEAN,    /* struct boolean_value */
  FIELD_REFERENCE,  /* struct reference: an entry of type `target`, named by its id */
  FIELD_REFERENCES, /* struct list of struct reference; a single id is a list of one */
  FIELD_TEXTS,      /* struct list of struct text; a single text is a list of one */
  FIELD_RECORD,  /* a pointer to a struct of type `target`, whose first member is its struct source_location;
                    NULL:  not given */
  FIELD_RECORDS, /* struct list of such structs */
  /* Derived: made by the program, for templates. */
  FIELD_VIEW,   /* struct view: text, escaped in pages */
  FIELD_MARKUP, /* struct view: HTML that the program made itself */
  FIELD_BODY,   /* struct body *: a Markdown body, see parse/body.h; NULL when there is none */
  FIELD_DAY,    /* struct date */
  FIELD_NUMBER, /* int64_t */
  FIELD_FLAG,   /* bool */
  FIELD_LINK,   /* a pointer to a struct of type `target`, or NULL */
  FIELD_LINKS,  /* struct list of pointers to structs of type `target` */
  FIELD_JSON,   /* json_t *: names in it are looked up when the page is made */
  /* Looked up when the page is made, see schema/address_book.h; in the record is only what it is looked up
     by. */
  FIELD_ADDRESS,
};

/* What a FIELD_ADDRESS is the address of, and by which value of the record it is found. */
enum address_kind {
  ADDRESS_OF_ENTRY,   /* the entry's page: its number */
  ADDRESS_OF_HISTORY, /* the page of its revisions: its number */
  ADDRESS_OF_FOLDER,  /* what the entry's page lies in (the year of a news item): its number */
  ADDRESS_OF_MEDIA,   /* a file below media/: its struct text */
  /* The same for all records: */
  ADDRESS_OF_ORIGIN, /* scheme and host */
  ADDRESS_OF_HOME,   /* the front page, with scheme and host */
  ADDRESS_OF_ROOT,   /* the base path */
};
enum { ADDRESS_KINDS = ADDRESS_OF_ROOT + 1 };

/* A text of a record takes half of what a view and a location would. */
struct text {
  const char *data;
  uint32_t length;
  struct source_location location; /* line 0: not given */
};

static inline struct text text_at(struct view view, struct source_location location) {
  return (struct text){view.data, (uint32_t)view.length, location};
}

static inline struct view text_view(struct text text) {
  return (struct view){text.data, text.length};
}

struct date_value {
  struct date value;
  struct source_location location;
};

/* Whether a FIELD_OPEN_END says `open`: that there is no end, not that it is unknown. It is given, and has no
 * date. */
static inline bool date_value_is_open(struct date_value date) {
  return date.value.precision == DATE_NONE && date.location.line != 0;
}

struct integer_value {
  int64_t value;
  struct source_location location;
};

struct decimal_value {
  double value;
  struct source_location location;
};

struct boolean_value {
  bool value;
  struct source_location location;
};

/* First an id as it is written; when the register has resolved it, what has that id. */
struct reference {
  union {
    struct entry *target; /* NULL: not given, or it leads nowhere */
    const char *id;
  };
  uint32_t length; /* of the id; REFERENCE_RESOLVED: there is a target in its place */
  struct source_location location;
};
#define REFERENCE_RESOLVED UINT32_MAX

static inline struct reference reference_to(struct text id) {
  return (struct reference){.id = id.data, .length = id.length, .location = id.location};
}

/* Lets the reference lead to an entry, or nowhere. */
static inline void reference_resolve(struct reference *reference, struct entry *target) {
  reference->target = target;
  reference->length = REFERENCE_RESOLVED;
}

/* The id of a reference that is still to be resolved. */
static inline struct text reference_id(struct reference reference) {
  return (struct text){reference.id, reference.length, reference.location};
}

/* The elements' size follows from the field's kind, see field_stride. */
struct list {
  void *items;
  uint32_t count;
  struct source_location location;
};

static inline struct list list_of(void *items, size_t count) {
  return (struct list){.items = items, .count = (uint32_t)count};
}

enum field_flags {
  OPTIONAL = 0,
  REQUIRED = 1,
  FIELD_IS_DERIVED = 2, /* not in YAML */
  FIELD_IS_DAILY = 4,   /* another one each day, whatever the register says */
  FIELD_IS_OPEN = 8,    /* derived, and a column of the open data, as what is in YAML is */
  FIELD_IS_COUNT = 32,  /* how many there are: pages group its digits (2.000) */
  EDITORIAL = 16,       /* in YAML, for editors alone: left out of the open data */
  PROSE = 64,           /* sentences, for which a form has several lines */
};

struct field {
  const char *name;
  size_t name_length;
  enum field_kind kind;
  unsigned flags;
  size_t offset; /* of the value in the record, in bytes */
  const struct record_type *target;
  const char *const *choices; /* NULL-terminated, of a FIELD_CHOICE */
  const char
      *single; /* of a FIELD_RECORDS: the key under which its only record may stand without a list; or NULL */
  enum address_kind address; /* of a FIELD_ADDRESS */
  size_t longest;            /* in characters; 0: what its kind allows, see field_longest */
  size_t most;               /* records of a FIELD_RECORDS; 0: any number */
  const char *label;         /* for people, in Vietnamese */
  const char *help;          /* one sentence, in Vietnamese */
};

/* The most fields that a type can have: masks of a type's fields have a bit for each. A type with more does
 * not compile. */
enum { FIELDS_OF_TYPE = 63 };

struct record_type {
  const char *name; /* "agreement" */
  size_t size;      /* of the C structure */
  const struct field *fields;
  size_t field_count;
  const char *label;  /* for people, in Vietnamese; empty for what only templates see */
  const char *folder; /* of entries: where they are kept below content/ ("agreements"); else NULL */
  const char *scheme; /* of entries: how links in bodies name them ("agreement:ID"); NULL: they can't */
  const char *key;    /* of entries in a data file: the field, a path on this site, by which they are told
                         apart in the place of an id; NULL: they have ids */
};

/* The field of that name, or NULL. */
const struct field *record_type_find(const struct record_type *type, struct view name);

/* The field whose only record may stand under this key, or NULL. */
const struct field *record_type_find_single(const struct record_type *type, struct view key);

/* The field whose name is nearest to what was written, among those of YAML, or of all with `derived_too`;
 * NULL: none is near. */
const struct field *record_type_suggest(const struct record_type *type, struct view name, bool derived_too);

/* What a FIELD_RECORD leads to, by where its value is. */
static inline void *field_record(const void *value) {
  void *record;
  memcpy(&record, value, sizeof record);
  return record;
}

/* How many characters the text of a field of YAML, or each text of a list, may have; 0: its kind bounds it by
 * itself, or it is no text. Texts stand on other pages, too, so that a long one would grow with their
 * number. */
size_t field_longest(const struct field *field);

/* From one element of a list field to the next, in bytes; 0 for a field that is no list. */
size_t field_stride(const struct field *field);

/* Whether the elements (or the value) of the field are pointers to follow: references and links. */
bool field_is_pointer(const struct field *field);

/* Adds a pointer to a list of pointers (FIELD_LINKS) that only this function has filled. */
void list_append(struct arena *arena, struct list *list, void *item);

/* The pointer at `index` in such a list. */
static inline void *list_at(const struct list *list, size_t index) {
  return ((void **)list->items)[index];
}

/* Lists of pointers while many of them grow side by side: what one has outgrown becomes room for the others,
 * so that hardly more memory is taken than the lists need. Start with an arena, where the lists will lie, and
 * zeros. */
enum { LIST_BUILDER_SIZES = 48 };
struct list_builder {
  struct arena *arena;
  /* Blocks that were outgrown, by the logarithm of their size; each begins with a pointer to the next. */
  void **spare[LIST_BUILDER_SIZES];
};

/* Moves a full list to a block of twice its size. */
void list_builder_enlarge(struct list_builder *builder, struct list *list);

/* Adds a pointer to a list that only this function has filled. */
static inline void list_builder_add(struct list_builder *builder, struct list *list, void *item) {
  /* The block is of two pointers, or of the next power of two. */
  if (list->count != 1 && (list->count & (list->count - 1)) == 0) list_builder_enlarge(builder, list);
  ((void **)list->items)[list->count++] = item;
}

/* The same, unless it was the last to be added. */
static inline void list_builder_add_once(struct list_builder *builder, struct list *list, void *item) {
  if (list->count == 0 || list_at(list, list->count - 1) != item) list_builder_add(builder, list, item);
}

#endif
