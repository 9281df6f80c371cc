/* The compiler's parts: emit.c makes instructions, compile.c tags, expand.c partials, parents and blocks,
 * strings.c the language's texts and dates. */
#ifndef KYKET_RENDER_COMPILE_H
#define KYKET_RENDER_COMPILE_H

#include "render/resolve.h"
#include "render/scan.h"

enum {
  EXPANSION_DEPTH_LIMIT = 64,
  COMPILE_DEPTH_LIMIT = 512,     /* sections, blocks and expansions within each other */
  TOKEN_LIMIT = 2000000,         /* of one template with all that it includes */
  TEXT_LIMIT = 64 * 1024 * 1024, /* bytes, the same */
};

/* The blocks that a parent tag hands over, and those handed to the text that the tag is in. */
struct scope {
  const struct scope *outer;
  struct map blocks; /* to struct handed_block */
};

struct handed_block {
  const struct scanned_text *scanned;
  size_t open;
  const struct scope *scope; /* of the text it is written in */
};

/* A text that is being expanded. */
struct passage {
  const struct scanned_text *scanned;
  const struct scope *scope;
  struct view indent;  /* put before each line ... */
  struct view removed; /* ... from which this white space is taken off */
  bool skip_indent;    /* its first line begins within a line that has its indent */
};

struct expansion {
  const struct expansion *outer;
  const struct scanned_text *scanned;
  const struct scope *scope;
  struct view indent;
  size_t levels, frames; /* of the context */
  bool json;
  uint32_t entry; /* where a call begins, if `json` */
};

struct compiler {
  const struct template_library *library;
  struct arena *arena;  /* of the template */
  struct arena scratch; /* of the compilation */
  struct problems problems;
  struct map templates, strings; /* by name, to struct scanned_text; what has been scanned */
  struct context context;
  const struct expansion *expansion;
  size_t expansions, depth, tokens, text_bytes;
  bool stopped; /* a limit was reached and reported */

  struct buffer constant; /* text that no instruction adds yet */
  struct instruction *instructions;
  size_t instruction_count, instruction_capacity;
  struct date_form *forms;
  size_t form_count, form_capacity;
  struct choice *choices;
  size_t choice_count, choice_capacity;
  struct json_name *names;
  size_t name_count, name_capacity;
};

/* emit.c */
void emit_text(struct compiler *compiler, struct view text);
uint32_t emit(struct compiler *compiler, struct instruction instruction); /* its index */
uint32_t emit_here(struct compiler *compiler);                            /* the next one's index */
void emit_target(struct compiler *compiler, uint32_t instruction);        /* it jumps to here */
struct instruction emit_place(struct compiler *compiler, enum operation operation, const struct value *value);
struct instruction emit_json(struct compiler *compiler, enum operation operation, struct view name);
struct instruction emit_json_place(struct compiler *compiler, enum operation operation,
                                   const struct value *value);

/* compile.c: the tokens from `begin` up to, not including, `end`. */
void compile_range(struct compiler *compiler, struct passage *passage, size_t begin, size_t end);
struct place compile_place(const struct passage *passage, const struct token *token);
/* Reports that a limit was reached, and ends the compilation. */
void compile_stop(struct compiler *compiler, struct place place, const char *code, const char *message);
/* The white space at the begin of the line that the token begins. */
void compile_line_begin(struct compiler *compiler, struct passage *passage, const struct token *token);
/* White space at a line's begin without what the passage takes off. */
struct view compile_outdent(const struct passage *passage, struct view indent);

/* expand.c */
void expand_partial(struct compiler *compiler, const struct passage *passage, const struct token *token,
                    const struct scope *scope);
void expand_parent(struct compiler *compiler, const struct passage *passage, size_t at);
void expand_block(struct compiler *compiler, struct passage *passage, size_t at);
/* Compiles all of a text unless it is being expanded already (reported as `what` containing itself). */
void expand_text(struct compiler *compiler, struct passage *passage, struct place place, const char *what,
                 struct view name);

/* strings.c */
void compile_string(struct compiler *compiler, const struct passage *passage, const struct token *token);
/* The index of a date's form; false, and reported, when the language has not its pattern. */
bool compile_form(struct compiler *compiler, struct view name, struct place place, uint32_t *index);
/* "; did you mean "x"?" of the map's keys, or nothing. */
struct view compile_hint(struct compiler *compiler, const struct map *map, struct view written);

#endif
