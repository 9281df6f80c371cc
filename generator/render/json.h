/* Names that are looked up in JSON values when a page is made. */
#ifndef KYKET_RENDER_JSON_H
#define KYKET_RENDER_JSON_H

#include "render/program.h"

#include <jansson.h>

struct json_frame {
  const json_t *value;
  const json_t *list; /* that the value is an element of; NULL: of none */
  size_t index;
};

struct json_stack {
  struct json_frame frames[JSON_DEPTH_LIMIT];
  size_t count;
};

/* The value of the name, looked up on the stack or, with `base`, inside it; NULL: there is none. `*known`
 * says whether the first part was found. */
const json_t *json_stack_find(const struct json_stack *stack, const json_t *base,
                              const struct json_name *name, bool *known);

/* What a section over the value depends on. */
bool json_value_holds(const json_t *value);

void json_value_print(struct buffer *buffer, const json_t *value, bool raw);

/* Pushes the value, of an array its first element; false when there is no room. The value is true. */
bool json_stack_enter(struct json_stack *stack, const json_t *value);

/* Moves to the list's next element; false at the end, where the value is taken off. */
bool json_stack_next(struct json_stack *stack);

/* The nearest frame whose value is a list's element, or NULL. */
const struct json_frame *json_stack_element(const struct json_stack *stack);

#endif
