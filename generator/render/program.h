/* A compiled template: instructions over frames. A frame holds the record (or value) that one level of the
 * template's context stands for; which frame and where in it a name is found was settled by the compiler.
 * Values looked up by name (FIELD_JSON) have a stack of their own. */
#ifndef KYKET_RENDER_PROGRAM_H
#define KYKET_RENDER_PROGRAM_H

#include "render/template.h"

enum {
  FRAME_LIMIT = 64,       /* records and values within each other */
  JSON_DEPTH_LIMIT = 256, /* the same of JSON values; what is deeper is left out */
  CALL_DEPTH_LIMIT = 128, /* partials that contain themselves, for JSON values; what is deeper is left out */
  CALL_LIMIT = 1000000,   /* the same for how often they do so in one page */
};

/* What an instruction finds at the place it looks at. */
enum value_kind {
  VALUE_TEXT,   /* struct text, escaped */
  VALUE_VIEW,   /* struct view, escaped */
  VALUE_MARKUP, /* struct view, as it is */
  VALUE_BODY,   /* struct body */
  VALUE_DATE,   /* struct date, in a form of the language */
  VALUE_ISO,    /* struct date */
  VALUE_YEAR,   /* struct date */
  VALUE_MONTH,  /* struct date, of one that has a month */
  VALUE_DAY,
  VALUE_HAS_TIME,
  VALUE_NUMBER,  /* int64_t */
  VALUE_GROUPED, /* the same, of which pages group the digits */
  VALUE_INTEGER, /* struct integer_value */
  VALUE_DECIMAL, /* struct decimal_value */
  VALUE_COUNT,   /* uint32_t */
  VALUE_FLAG,    /* bool */
  VALUE_PRESENT, /* a record: there when it can be reached */
  VALUE_LIST,    /* struct list */
  VALUE_JSON,    /* json_t */
  /* What is looked up in the website's address book: one for each enum address_kind. */
  VALUE_ADDRESS,
  VALUE_LAST_ADDRESS = VALUE_ADDRESS + ADDRESS_KINDS - 1,
  VALUE_FIRST, /* of the frame: where its list stands */
  VALUE_LAST,
  VALUE_POSITION,
};

static inline bool value_is_address(enum value_kind kind) {
  return kind >= VALUE_ADDRESS && kind <= VALUE_LAST_ADDRESS;
}

/* What a value that is an address is the address of. */
static inline enum address_kind value_address(enum value_kind kind) {
  return (enum address_kind)(kind - VALUE_ADDRESS);
}

static inline bool value_is_text(enum value_kind kind) {
  return kind == VALUE_TEXT || kind == VALUE_VIEW;
}

/* The text that stands there, of a kind that is text. */
static inline struct view value_text(enum value_kind kind, const char *at) {
  return kind == VALUE_TEXT ? text_view(*(const struct text *)(const void *)at)
                            : *(const struct view *)(const void *)at;
}

enum operation {
  OPERATION_TEXT,        /* nothing but the text */
  OPERATION_NOTE,        /* notes that `mask` is read of the frame's record */
  OPERATION_NOTE_TODAY,  /* notes that the day of the build is read */
  OPERATION_PRINT_TEXT,  /* adds the VALUE_TEXT or VALUE_VIEW, escaped */
  OPERATION_PRINT,       /* adds the value */
  OPERATION_PRINT_JSON,  /* adds the JSON value and jumps; goes on when the name is nowhere on the stack */
  OPERATION_JUMP,        /* to `target` */
  OPERATION_IF,          /* jumps when the value is false, else makes it frame `slot` */
  OPERATION_UNLESS,      /* jumps when the value is true */
  OPERATION_LOOP,        /* jumps when the list is empty, else makes the first element frame `slot` */
  OPERATION_NEXT,        /* makes the next element frame `slot` and jumps */
  OPERATION_CHOOSE,      /* jumps to the case of the text, or to `target` */
  OPERATION_IF_KNOWN,    /* jumps when the JSON name is nowhere on the stack */
  OPERATION_ENTER_JSON,  /* jumps when the JSON value is false, else pushes it or its first element */
  OPERATION_NEXT_JSON,   /* pushes the next element and jumps, or takes the value off */
  OPERATION_UNLESS_JSON, /* jumps when the JSON value is true */
  OPERATION_CALL,        /* runs what begins at `target` until its return */
  OPERATION_RETURN,
  OPERATION_END,
};

/* `slot` of a condition whose value is not kept; `frame` of what is looked up on the stack of JSON values. */
enum { NO_FRAME = 255 };

/* A pointer that is followed. */
struct hop {
  uint32_t offset; /* added after it */
  uint32_t mask;   /* of what is read in the record that it leads to, see schema/reads.h */
};

struct instruction {
  uint8_t operation; /* enum operation */
  uint8_t kind;      /* enum value_kind */
  uint8_t frame;     /* where the value's place begins ... */
  uint8_t hops;      /* ... and how many pointers are followed to it */
  uint32_t offset;
  uint32_t target;
  uint8_t slot;
  bool raw;      /* JSON text is not escaped */
  bool pointers; /* the list's elements are pointers */
  uint32_t stride;
  union {
    uint32_t index; /* of the date's form, the choice's cases or the JSON name */
    uint32_t mask;  /* of what is read, see schema/reads.h */
    uint32_t size;  /* of the records that the list's pointers lead to, in bytes */
  };
  const struct hop *hops_taken;
  struct view text; /* added to the page before all else */
};

struct date_form {
  struct date_pattern pattern;
  struct date_pattern without_time; /* for a date that has none */
  struct date_pattern without_day;  /* for a month; without parts: as ISO 8601 has it */
  struct date_pattern year_alone;   /* for a year; without parts: its number */
};

struct choice_case {
  struct view value;
  uint32_t target;
};

struct choice {
  struct choice_case *cases;
  size_t count;
};

/* A name looked up in JSON values: the first part on the whole stack (unless the instruction has a place),
 * the others strictly inside. No parts: the current value. */
struct json_name {
  struct view *parts;
  size_t count;
};

struct template {
  const struct address_book *addresses; /* NULL: nothing has an address */
  const struct instruction *instructions;
  const struct date_form *forms;
  const struct choice *choices;
  const struct json_name *names;
  struct view group; /* what stands between thousands */
  bool json;         /* the record is one FIELD_JSON at `json_offset`, where all names are looked up */
  size_t json_offset;
};

#endif
