#include "parse/body/body.h"
#include "register/texts.h"
#include "render/json.h"
#include "schema/address_book.h"
#include "schema/reads.h"

#include <math.h>
#include <stdio.h>

struct frame {
  const char *base; /* the record or value */
  const char *items;
  size_t index, count, stride;
  bool pointers;
  uint32_t size; /* of what they lead to */
};

struct machine {
  const struct template *template;
  struct buffer *buffer;
  struct reads *reads; /* NULL: not wanted */
  struct texts *texts;
  struct frame frames[FRAME_LIMIT];
  struct json_stack json;
  uint32_t calls[CALL_DEPTH_LIMIT];
  size_t call_count, calls_made;
};

static const char *follow(const char *at) {
  void *pointer;
  memcpy(&pointer, at, sizeof pointer);
  return pointer;
}

static void note(const struct machine *machine, const char *record, uint32_t mask) {
  if (machine->reads == NULL) return;
  reads_note_number(machine->reads, ((const struct entry *)(const void *)record)->number, mask);
}

/* Where the pointers lead; NULL when one of them is. */
static const char *follow_hops(const struct machine *machine, const struct instruction *instruction,
                               const char *at) {
  for (size_t i = 0; i < instruction->hops; i++) {
    const struct hop *hop = &instruction->hops_taken[i];
    at = follow(at);
    if (at == NULL) return NULL;
    if (hop->mask != 0) note(machine, at, hop->mask);
    at += hop->offset;
  }
  return at;
}

/* Where the instruction's value is; NULL when a pointer on the way is. */
static inline const char *locate(const struct machine *machine, const struct instruction *instruction) {
  const char *at = machine->frames[instruction->frame].base + instruction->offset;
  return instruction->hops == 0 ? at : follow_hops(machine, instruction, at);
}

static bool is_number_true(enum value_kind kind, const char *at) {
  switch (kind) {
  case VALUE_NUMBER:
  case VALUE_GROUPED:
  case VALUE_INTEGER:
    return *(const int64_t *)(const void *)at != 0;
  case VALUE_DECIMAL:
    return ((const struct decimal_value *)(const void *)at)->value != 0;
  case VALUE_COUNT:
    return *(const uint32_t *)(const void *)at != 0;
  default:
    return *(const bool *)(const void *)at;
  }
}

static bool is_date_true(enum value_kind kind, const struct date *date) {
  switch (kind) {
  case VALUE_MONTH:
    return date->precision >= DATE_MONTH;
  case VALUE_DAY:
    return date->precision >= DATE_DAY;
  case VALUE_HAS_TIME:
    return date->precision == DATE_TIME;
  default:
    return date->precision != DATE_NONE;
  }
}

static inline bool is_true(enum value_kind kind, const char *at) {
  if (at == NULL) return false;
  switch (kind) {
  case VALUE_TEXT:
    return ((const struct text *)(const void *)at)->length > 0;
  case VALUE_VIEW:
  case VALUE_MARKUP:
    return ((const struct view *)(const void *)at)->length > 0;
  case VALUE_BODY:
    return ((const struct body *)(const void *)at)->html.length > 0;
  case VALUE_DATE:
  case VALUE_ISO:
  case VALUE_YEAR:
  case VALUE_MONTH:
  case VALUE_DAY:
  case VALUE_HAS_TIME:
    return is_date_true(kind, (const void *)at);
  case VALUE_LIST:
    return ((const struct list *)(const void *)at)->count > 0;
  case VALUE_PRESENT:
    return true;
  default:
    return is_number_true(kind, at);
  }
}

/* Where the list stands that a frame (or the nearest JSON list) is an element of; false: there is none. */
static bool read_position(const struct machine *machine, const struct instruction *instruction, size_t *index,
                          size_t *count) {
  if (instruction->frame != NO_FRAME) {
    const struct frame *frame = &machine->frames[instruction->frame];
    *index = frame->index;
    *count = frame->count;
    return true;
  }
  const struct json_frame *frame = json_stack_element(&machine->json);
  if (frame == NULL) return false;
  *index = frame->index;
  *count = json_array_size(frame->list);
  return true;
}

/* Whether the instruction's condition about a position holds. */
static bool holds_position(const struct machine *machine, const struct instruction *instruction) {
  size_t index, count;
  if (!read_position(machine, instruction, &index, &count)) return false;
  if (instruction->kind == VALUE_FIRST) return index == 0;
  return instruction->kind == VALUE_POSITION || index + 1 == count;
}

static bool has_address(const struct machine *machine, enum value_kind kind, const char *at) {
  if (at == NULL) return false;
  if (value_address(kind) == ADDRESS_OF_MEDIA) return ((const struct text *)(const void *)at)->length > 0;
  return address_book_find(machine->template->addresses, value_address(kind), at).length > 0;
}

/* Whether the instruction's condition holds; `*at` is then where its value is. */
static inline bool holds(const struct machine *machine, const struct instruction *instruction,
                         const char **at) {
  if (instruction->kind >= VALUE_FIRST) return holds_position(machine, instruction);
  *at = locate(machine, instruction);
  if (value_is_address(instruction->kind)) return has_address(machine, instruction->kind, *at);
  return is_true(instruction->kind, *at);
}

/* At most six digits behind the point, without zeros at the end. */
static void print_decimal(struct buffer *buffer, double value) {
  if (!isfinite(value)) return;
  if (fabs(value) >= 1e12) {
    buffer_format(buffer, "%.0f", value);
    return;
  }
  int64_t millionths = llround(fabs(value) * 1e6);
  if (value < 0 && millionths != 0) buffer_add_byte(buffer, '-');
  buffer_add_integer(buffer, millionths / 1000000);
  char digits[8];
  int length = snprintf(digits, sizeof digits, "%06d", (int)(millionths % 1000000));
  while (length > 0 && digits[length - 1] == '0')
    length--;
  if (length == 0) return;
  buffer_add_byte(buffer, '.');
  buffer_add(buffer, (struct view){digits, (size_t)length});
}

static void print_date_in_form(struct buffer *buffer, struct date date, const struct date_form *form) {
  if (date.precision == DATE_TIME)
    date_add_pattern(buffer, date, &form->pattern);
  else if (date.precision == DATE_DAY)
    date_add_pattern(buffer, date, &form->without_time);
  else if (date.precision == DATE_MONTH && form->without_day.count > 0)
    date_add_pattern(buffer, date, &form->without_day);
  else if (date.precision == DATE_YEAR && form->year_alone.count > 0)
    date_add_pattern(buffer, date, &form->year_alone);
  else
    date_add_iso(buffer, date);
}

static void print_date(const struct machine *machine, const struct instruction *instruction,
                       const struct date *date) {
  struct buffer *buffer = machine->buffer;
  if (!is_date_true(instruction->kind, date)) return;
  if (instruction->kind == VALUE_MONTH) {
    buffer_add_integer(buffer, date->month);
  } else if (instruction->kind == VALUE_DAY) {
    buffer_add_integer(buffer, date->day);
  } else if (instruction->kind == VALUE_YEAR) {
    buffer_add_integer(buffer, date->year);
  } else if (instruction->kind == VALUE_ISO) {
    date_add_iso(buffer, *date);
  } else {
    print_date_in_form(buffer, *date, &machine->template->forms[instruction->index]);
  }
}

static void print_position(struct machine *machine, const struct instruction *instruction) {
  size_t index, count;
  if (read_position(machine, instruction, &index, &count))
    buffer_add_integer(machine->buffer, (int64_t)index + 1);
}

static void print_text(const struct machine *machine, const struct instruction *instruction) {
  const char *at = locate(machine, instruction);
  if (at != NULL) buffer_add_escaped(machine->buffer, value_text(instruction->kind, at));
}

static void print_address(const struct machine *machine, enum value_kind kind, const char *at) {
  const struct address_book *addresses = machine->template->addresses;
  if (value_address(kind) != ADDRESS_OF_MEDIA) {
    buffer_add_escaped(machine->buffer, address_book_find(addresses, value_address(kind), at));
    return;
  }
  struct buffer address = {0};
  struct view file = text_view(*(const struct text *)(const void *)at);
  if (file.length > 0) address_book_add_media(addresses, file, &address);
  buffer_add_escaped(machine->buffer, buffer_view(&address));
  buffer_free(&address);
}

static void print_value(struct machine *machine, const struct instruction *instruction) {
  if (instruction->kind == VALUE_POSITION) {
    print_position(machine, instruction);
    return;
  }
  const void *at = locate(machine, instruction);
  if (at == NULL) return;
  if (value_is_address(instruction->kind)) {
    print_address(machine, instruction->kind, at);
    return;
  }
  struct buffer *buffer = machine->buffer;
  switch (instruction->kind) {
  case VALUE_MARKUP:
    buffer_add(buffer, *(const struct view *)at);
    break;
  case VALUE_BODY:
    body_write(buffer, at, texts_html(machine->texts, at), machine->template->addresses);
    break;
  case VALUE_NUMBER:
    buffer_add_integer(buffer, *(const int64_t *)at);
    break;
  case VALUE_GROUPED:
    buffer_add_grouped(buffer, *(const int64_t *)at, machine->template->group);
    break;
  case VALUE_INTEGER: {
    const struct integer_value *integer = at;
    if (integer->location.line != 0 || integer->value != 0) buffer_add_integer(buffer, integer->value);
    break;
  }
  case VALUE_DECIMAL: {
    const struct decimal_value *decimal = at;
    if (decimal->location.line != 0 || decimal->value != 0) print_decimal(buffer, decimal->value);
    break;
  }
  case VALUE_COUNT:
    buffer_add_grouped(buffer, *(const uint32_t *)at, machine->template->group);
    break;
  default:
    print_date(machine, instruction, at);
  }
}

/* Moves on to the next element of the list that is there; false at its end. */
static bool move_on(struct frame *frame) {
  while (++frame->index < frame->count) {
    const char *element = frame->items + frame->index * frame->stride;
    frame->base = frame->pointers ? follow(element) : element;
    if (frame->base == NULL) continue;
    return true;
  }
  return false;
}

static bool begin_loop(struct machine *machine, const struct instruction *instruction) {
  const struct list *list = (const void *)locate(machine, instruction);
  if (list == NULL || list->count == 0) return false;
  struct frame *frame = &machine->frames[instruction->slot];
  *frame = (struct frame){.items = list->items,
                          .index = SIZE_MAX,
                          .count = list->count,
                          .stride = instruction->stride,
                          .pointers = instruction->pointers,
                          .size = instruction->size};
  return move_on(frame);
}

static uint32_t choose(const struct machine *machine, const struct instruction *instruction) {
  const char *at = locate(machine, instruction);
  const struct choice *choice = &machine->template->choices[instruction->index];
  struct view text = at == NULL ? (struct view){NULL, 0} : value_text(instruction->kind, at);
  for (size_t i = 0; at != NULL && i < choice->count; i++)
    if (view_equal(text, choice->cases[i].value)) return choice->cases[i].target;
  return instruction->target;
}

/* The JSON value the instruction names. `*known` is false only when the stack has not the first part. */
static const json_t *find_json(const struct machine *machine, const struct instruction *instruction,
                               bool *known) {
  const struct json_name *name = &machine->template->names[instruction->index];
  if (instruction->frame == NO_FRAME) return json_stack_find(&machine->json, NULL, name, known);
  const json_t *base = (const void *)locate(machine, instruction);
  const json_t *value = base == NULL ? NULL : json_stack_find(&machine->json, base, name, known);
  *known = true;
  return value;
}

/* Runs one of the operations on JSON values; what comes next. */
static uint32_t run_json(struct machine *machine, const struct instruction *instruction, uint32_t next) {
  if (instruction->operation == OPERATION_NEXT_JSON)
    return json_stack_next(&machine->json) ? instruction->target : next;
  bool known;
  const json_t *value = find_json(machine, instruction, &known);
  switch (instruction->operation) {
  case OPERATION_PRINT_JSON:
    if (!known) return next;
    json_value_print(machine->buffer, value, instruction->raw);
    return instruction->target;
  case OPERATION_IF_KNOWN:
    return known ? next : instruction->target;
  case OPERATION_ENTER_JSON:
    return json_value_holds(value) && json_stack_enter(&machine->json, value) ? next : instruction->target;
  default:
    return json_value_holds(value) ? instruction->target : next;
  }
}

static void run(struct machine *machine) {
  const struct instruction *instructions = machine->template->instructions;
  for (uint32_t next = 0;;) {
    const struct instruction *instruction = &instructions[next++];
    const char *at = NULL;
    buffer_add(machine->buffer, instruction->text);
    switch ((enum operation)instruction->operation) {
    case OPERATION_TEXT:
      break;
    case OPERATION_NOTE:
      note(machine, machine->frames[instruction->frame].base, instruction->mask);
      break;
    case OPERATION_NOTE_TODAY:
      reads_note_world(machine->reads, READS_TODAY);
      break;
    case OPERATION_PRINT_TEXT:
      print_text(machine, instruction);
      break;
    case OPERATION_PRINT:
      print_value(machine, instruction);
      break;
    case OPERATION_JUMP:
      next = instruction->target;
      break;
    case OPERATION_IF:
      if (!holds(machine, instruction, &at))
        next = instruction->target;
      else if (instruction->slot != NO_FRAME)
        machine->frames[instruction->slot].base = at;
      break;
    case OPERATION_UNLESS:
      if (holds(machine, instruction, &at)) next = instruction->target;
      break;
    case OPERATION_LOOP:
      if (!begin_loop(machine, instruction)) next = instruction->target;
      break;
    case OPERATION_NEXT:
      if (move_on(&machine->frames[instruction->slot])) next = instruction->target;
      break;
    case OPERATION_CHOOSE:
      next = choose(machine, instruction);
      break;
    case OPERATION_CALL:
      if (machine->call_count == CALL_DEPTH_LIMIT || machine->calls_made == CALL_LIMIT) break;
      machine->calls_made++;
      machine->calls[machine->call_count++] = next;
      next = instruction->target;
      break;
    case OPERATION_RETURN:
      if (machine->call_count == 0) return;
      next = machine->calls[--machine->call_count];
      break;
    case OPERATION_END:
      return;
    default:
      next = run_json(machine, instruction, next);
    }
  }
}

void template_execute(const struct template *template, const void *record, struct buffer *buffer,
                      struct reads *reads, struct texts *texts) {
  struct machine machine; /* only what is used is set */
  machine.template = template;
  machine.buffer = buffer;
  machine.reads = reads;
  machine.texts = texts;
  machine.json.count = 0;
  machine.call_count = machine.calls_made = 0;
  machine.frames[0].base = record;
  if (template->json) {
    const json_t *value = (const void *)follow((const char *)record + template->json_offset);
    if (value == NULL) value = json_null();
    machine.json.frames[machine.json.count++] = (struct json_frame){value, NULL, 0};
  }
  run(&machine);
}
