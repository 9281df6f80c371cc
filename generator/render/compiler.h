/* The state of one compilation. The compiler's parts, each needing only those before it: emit.h appends
 * instructions, expand.h finds the texts that tags stand for, compile.c compiles tag by tag. */
#ifndef KYKET_RENDER_COMPILER_H
#define KYKET_RENDER_COMPILER_H

#include "render/resolve.h"
#include "render/tokens.h"

enum { TEXT_LIMIT = 64 * 1024 * 1024 }; /* bytes, of one template with all that it includes */

struct expansion; /* of expand.h */

/* What is surely noted by now as read of a frame's record, and the OPERATION_NOTE to which more can be added
 * as long as the same instructions run; 0: there is none. */
struct noted {
  uint32_t mask, note;
};

/* For the instructions that run together, of each frame. */
struct branch {
  struct noted frames[FRAME_LIMIT];
};

struct compiler {
  const struct template_library *library;
  struct arena *arena;  /* of the template */
  struct arena scratch; /* of the compilation */
  struct problems problems;
  struct map templates, strings; /* by name, to struct scanned_text; what has been scanned */
  struct context context;
  struct branch branch;
  const struct expansion *expansion; /* the innermost text that is being expanded */
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

/* Begins a template for records of that type; release with compiler_release. The compiler must not be moved.
 */
void compiler_begin(struct compiler *compiler, const struct template_library *library,
                    const struct record_type *type, struct arena *arena, struct diagnostics *diagnostics);
void compiler_release(struct compiler *compiler);

/* The tokens of the source, which are shared by all compilations or kept in `scanned` (`templates` or
 * `strings`) under the name. */
const struct scanned_text *compiler_scan(struct compiler *compiler, struct map *scanned, struct view name,
                                         const struct template_text *source);

/* Reports that a limit was reached, and ends the compilation. */
void compiler_stop(struct compiler *compiler, struct place place, struct message message);

/* The key of the map that is likest to what was written; data NULL when none is. */
struct view compiler_suggest(const struct map *map, struct view written);

#endif
