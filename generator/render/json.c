#include "render/json.h"

#include <stdio.h>
#include <stdlib.h>

static const json_t *member(const json_t *value, struct view name) {
  return json_is_object(value) ? json_object_getn(value, name.data, name.length) : NULL;
}

static const json_t *find_on_stack(const struct json_stack *stack, struct view name) {
  for (size_t i = stack->count; i > 0; i--) {
    const json_t *value = member(stack->frames[i - 1].value, name);
    if (value != NULL) return value;
  }
  return NULL;
}

const json_t *json_stack_find(const struct json_stack *stack, const json_t *base,
                              const struct json_name *name, bool *known) {
  const json_t *value = base;
  size_t next = 0;
  if (base == NULL && name->count == 0)
    value = stack->count == 0 ? NULL : stack->frames[stack->count - 1].value;
  else if (base == NULL)
    value = find_on_stack(stack, name->parts[next++]);
  *known = value != NULL;
  for (; next < name->count && value != NULL; next++)
    value = member(value, name->parts[next]);
  return value;
}

bool json_value_holds(const json_t *value) {
  if (value == NULL) return false;
  switch (json_typeof(value)) {
  case JSON_STRING:
    return json_string_length(value) > 0;
  case JSON_ARRAY:
    return json_array_size(value) > 0;
  case JSON_INTEGER:
  case JSON_REAL:
    return json_number_value(value) != 0;
  case JSON_NULL:
  case JSON_FALSE:
    return false;
  default:
    return true;
  }
}

/* The shortest of the usual forms that reads back as the same number, with a point in every locale. */
static void print_real(struct buffer *buffer, double value) {
  char digits[40];
  snprintf(digits, sizeof digits, "%.15g", value);
  if (strtod(digits, NULL) != value) snprintf(digits, sizeof digits, "%.17g", value);
  for (char *at = digits; *at != '\0'; at++)
    buffer_add_byte(buffer, *at == ',' ? '.' : *at);
}

void json_value_print(struct buffer *buffer, const json_t *value, bool raw) {
  if (value == NULL) return;
  switch (json_typeof(value)) {
  case JSON_STRING: {
    struct view text = {json_string_value(value), json_string_length(value)};
    if (raw)
      buffer_add(buffer, text);
    else
      buffer_add_escaped(buffer, text);
    break;
  }
  case JSON_INTEGER:
    buffer_add_integer(buffer, json_integer_value(value));
    break;
  case JSON_REAL:
    print_real(buffer, json_real_value(value));
    break;
  case JSON_TRUE:
    buffer_add_string(buffer, "true");
    break;
  case JSON_FALSE:
    buffer_add_string(buffer, "false");
    break;
  default:
    break;
  }
}

bool json_stack_enter(struct json_stack *stack, const json_t *value) {
  if (stack->count == JSON_DEPTH_LIMIT) return false;
  bool is_list = json_is_array(value);
  stack->frames[stack->count++] =
      (struct json_frame){is_list ? json_array_get(value, 0) : value, is_list ? value : NULL, 0};
  return true;
}

bool json_stack_next(struct json_stack *stack) {
  struct json_frame *frame = &stack->frames[stack->count - 1];
  if (frame->list != NULL && ++frame->index < json_array_size(frame->list)) {
    frame->value = json_array_get(frame->list, frame->index);
    return true;
  }
  stack->count--;
  return false;
}

const struct json_frame *json_stack_element(const struct json_stack *stack) {
  for (size_t i = stack->count; i > 0; i--)
    if (stack->frames[i - 1].list != NULL) return &stack->frames[i - 1];
  return NULL;
}
