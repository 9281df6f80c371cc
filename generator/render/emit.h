/* Makes a template's instructions, one behind the other. */
#ifndef KYKET_RENDER_EMIT_H
#define KYKET_RENDER_EMIT_H

#include "render/compiler.h"

/* Adds to the page; neighbouring texts become one instruction. */
void emit_text(struct compiler *compiler, struct view text);

/* Appends an instruction; its index. */
uint32_t emit(struct compiler *compiler, struct instruction instruction);

/* The index of the next instruction, which may be jumped to. */
uint32_t emit_here(struct compiler *compiler);

/* Makes the instruction jump to here. */
void emit_target(struct compiler *compiler, uint32_t instruction);

/* What comes is not always run when what came before is, until the branch ends with what was returned: each
 * read is noted where it surely happens. */
struct branch emit_begin_branch(struct compiler *compiler);
void emit_end_branch(struct compiler *compiler, const struct branch *before);
/* The frame gets another record. */
void emit_enter_frame(struct compiler *compiler, size_t frame);

/* An instruction, to be appended next, about a value in a frame ... */
struct instruction emit_place(struct compiler *compiler, enum operation operation, const struct value *value);
/* ... about a name that is looked up on the stack of JSON values ... */
struct instruction emit_json(struct compiler *compiler, enum operation operation, struct view name);
/* ... or about one that is looked up in a JSON value in a frame. */
struct instruction emit_json_place(struct compiler *compiler, enum operation operation,
                                   const struct value *value);

/* What an instruction refers to by its `index`, which they return. */
uint32_t emit_form(struct compiler *compiler, struct date_form form);
uint32_t emit_choice(struct compiler *compiler, struct choice choice);

/* All that was made, as a template in the compiler's arena. */
struct template *emit_template(struct compiler *compiler, const struct record_type *type);

#endif
