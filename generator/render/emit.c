#include "render/emit.h"

#include "base/memory.h"

void emit_text(struct compiler *compiler, struct view text) {
  if (compiler->stopped) return;
  compiler->text_bytes += text.length;
  if (compiler->text_bytes > TEXT_LIMIT)
    compiler_stop(compiler, (struct place){0}, message_long_template());
  else
    buffer_add(&compiler->constant, text);
}

/* Takes the text that came before it with it. */
uint32_t emit(struct compiler *compiler, struct instruction instruction) {
  if (compiler->constant.length > 0)
    instruction.text = arena_copy(compiler->arena, buffer_view(&compiler->constant));
  buffer_clear(&compiler->constant);
  compiler->instructions = memory_grow(compiler->instructions, compiler->instruction_count,
                                       &compiler->instruction_capacity, sizeof instruction);
  compiler->instructions[compiler->instruction_count] = instruction;
  return (uint32_t)compiler->instruction_count++;
}

uint32_t emit_here(struct compiler *compiler) {
  if (compiler->constant.length > 0) emit(compiler, (struct instruction){.operation = OPERATION_TEXT});
  return (uint32_t)compiler->instruction_count;
}

void emit_target(struct compiler *compiler, uint32_t instruction) {
  uint32_t here = emit_here(compiler);
  compiler->instructions[instruction].target = here;
}

struct branch emit_begin_branch(struct compiler *compiler) {
  struct branch before = compiler->branch;
  for (size_t i = 0; i < FRAME_LIMIT; i++)
    compiler->branch.frames[i].note = 0;
  return before;
}

void emit_end_branch(struct compiler *compiler, const struct branch *before) {
  compiler->branch = *before;
}

void emit_enter_frame(struct compiler *compiler, size_t frame) {
  compiler->branch.frames[frame] = (struct noted){0};
}

/* Lets the instructions note what is read of a frame's record, with as few notes as may be. */
static void note_read(struct compiler *compiler, uint8_t frame, uint32_t mask) {
  struct noted *noted = &compiler->branch.frames[frame];
  if ((mask & ~noted->mask) == 0) return;
  noted->mask |= mask;
  if (noted->note == 0) {
    struct instruction note = {.operation = OPERATION_NOTE, .frame = frame};
    noted->note = emit(compiler, note) + 1;
  }
  compiler->instructions[noted->note - 1].mask |= mask;
}

struct instruction emit_place(struct compiler *compiler, enum operation operation,
                              const struct value *value) {
  struct instruction instruction = {.operation = (uint8_t)operation,
                                    .kind = (uint8_t)value->kind,
                                    .frame = value->frame,
                                    .hops = value->hop_count,
                                    .offset = value->offset,
                                    .slot = NO_FRAME};
  if (value->masks[0] != 0) note_read(compiler, value->frame, value->masks[0]);
  if (value->daily) emit(compiler, (struct instruction){.operation = OPERATION_NOTE_TODAY});
  if (value->hop_count > 0) {
    struct hop *hops = arena_array(compiler->arena, value->hop_count, sizeof *hops);
    for (size_t i = 0; i < value->hop_count; i++)
      hops[i] = (struct hop){value->hops[i], value->masks[i + 1]};
    instruction.hops_taken = hops;
  }
  return instruction;
}

/* The index of the dotted name's parts; "." has none. */
static uint32_t add_json_name(struct compiler *compiler, struct view name) {
  struct json_name parts = {NULL, 0};
  if (name.data != NULL && !view_equal_string(name, ".")) {
    parts.count = 1;
    for (size_t i = 0; i < name.length; i++)
      parts.count += name.data[i] == '.';
    parts.parts = arena_array(compiler->arena, parts.count, sizeof *parts.parts);
    struct view rest = name, part;
    for (size_t i = 0; i < parts.count && view_next(&rest, '.', &part); i++)
      parts.parts[i] = arena_copy(compiler->arena, part);
  }
  compiler->names =
      memory_grow(compiler->names, compiler->name_count, &compiler->name_capacity, sizeof parts);
  compiler->names[compiler->name_count] = parts;
  return (uint32_t)compiler->name_count++;
}

struct instruction emit_json(struct compiler *compiler, enum operation operation, struct view name) {
  return (struct instruction){.operation = (uint8_t)operation,
                              .kind = VALUE_JSON,
                              .frame = NO_FRAME,
                              .index = add_json_name(compiler, name)};
}

struct instruction emit_json_place(struct compiler *compiler, enum operation operation,
                                   const struct value *value) {
  struct instruction instruction = emit_place(compiler, operation, value);
  instruction.index = add_json_name(compiler, value->rest);
  return instruction;
}

uint32_t emit_form(struct compiler *compiler, struct date_form form) {
  compiler->forms = memory_grow(compiler->forms, compiler->form_count, &compiler->form_capacity, sizeof form);
  compiler->forms[compiler->form_count] = form;
  return (uint32_t)compiler->form_count++;
}

uint32_t emit_choice(struct compiler *compiler, struct choice choice) {
  compiler->choices =
      memory_grow(compiler->choices, compiler->choice_count, &compiler->choice_capacity, sizeof choice);
  compiler->choices[compiler->choice_count] = choice;
  return (uint32_t)compiler->choice_count++;
}

static const void *keep(struct compiler *compiler, const void *items, size_t count, size_t size) {
  void *kept = arena_array(compiler->arena, count, size);
  if (count > 0) memcpy(kept, items, count * size);
  return kept;
}

struct template *emit_template(struct compiler *compiler, const struct record_type *type) {
  emit(compiler, (struct instruction){.operation = OPERATION_END});
  struct template *template = arena_allocate(compiler->arena, sizeof *template);
  template->instructions =
      keep(compiler, compiler->instructions, compiler->instruction_count, sizeof *compiler->instructions);
  template->forms = keep(compiler, compiler->forms, compiler->form_count, sizeof *compiler->forms);
  template->choices = keep(compiler, compiler->choices, compiler->choice_count, sizeof *compiler->choices);
  template->names = keep(compiler, compiler->names, compiler->name_count, sizeof *compiler->names);
  template->addresses = compiler->library->addresses;
  const struct template_text *group = map_get(&compiler->library->strings, VIEW("number.group"));
  if (group != NULL) template->group = group->text;
  template->json = compiler->context.json_root;
  if (template->json) template->json_offset = type->fields[0].offset;
  return template;
}
