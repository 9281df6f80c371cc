/* Names to places: where on the context stack a name is found. */
#ifndef KYKET_RENDER_RESOLVE_H
#define KYKET_RENDER_RESOLVE_H

#include "render/problems.h"
#include "render/program.h"

enum level_kind { LEVEL_RECORD, LEVEL_VALUE, LEVEL_JSON };

/* One level of the context stack, as the compiler knows it. */
struct level {
  enum level_kind kind;
  uint8_t frame; /* at run time; none of LEVEL_JSON */
  bool in_list;  /* an element of a list */
  const struct record_type *type;
  enum value_kind value_kind; /* of LEVEL_VALUE */
  struct view form;           /* of a date */
};

struct context {
  struct level levels[FRAME_LIMIT];
  size_t count;
  size_t frames;  /* how many levels have a frame */
  bool json_root; /* nothing but JSON: every name is looked up when the page is made */
};

enum { HOP_LIMIT = 16 };

/* A place in a frame and what is there. */
struct value {
  enum value_kind kind;
  uint8_t frame;
  uint8_t hop_count;
  uint32_t offset;
  uint32_t hops[HOP_LIMIT];
  uint32_t masks[HOP_LIMIT + 1];   /* of what is read on the way, see schema/reads.h */
  bool daily;                      /* another one each day */
  const struct field *field;       /* NULL for what is no field of its own */
  const struct record_type *owner; /* whose field it is */
  const struct record_type *type;  /* of the record, or the list's records; NULL of a list of texts */
  struct view form;                /* of VALUE_DATE: "long" for date.long; empty: none given */
  struct view rest;                /* of VALUE_JSON: the names behind it */
};

/* What a name stands for. Both: it is looked up in JSON first, and is `value` where it is not found. */
struct resolution {
  bool typed, json;
  struct value value;
  struct view json_name;
};

/* False, and reported, when there is nothing of that name. */
bool resolve_name(const struct context *context, struct view name, struct place place,
                  struct problems *problems, struct resolution *resolution);

/* Whether names are looked up in JSON first. */
bool context_is_json(const struct context *context);

#endif
