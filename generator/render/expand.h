/* What the tags of a template stand for that bring other texts in: partials, parents, blocks, strings of the
 * language and its patterns for dates. Nothing is compiled here: compile.c compiles the passages that it is
 * given, between entering and leaving them. */
#ifndef KYKET_RENDER_EXPAND_H
#define KYKET_RENDER_EXPAND_H

#include "render/compiler.h"

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

struct passage {
  const struct scanned_text *scanned;
  const struct scope *scope;
  struct view indent;  /* put before each line ... */
  struct view removed; /* ... from which this white space is taken off */
  bool skip_indent;    /* its first line begins within a line that has its indent */
};

/* Where a token stands. */
struct place passage_place(const struct passage *passage, const struct token *token);

/* White space at a line's begin without what the passage takes off. */
struct view passage_outdent(const struct passage *passage, struct view indent);

/* Emits the white space at the begin of the line that the token begins. */
void passage_begin_line(struct compiler *compiler, struct passage *passage, const struct token *token);

/* A text that is being expanded, within others. */
struct expansion {
  const struct expansion *outer;
  const struct scanned_text *scanned;
  const struct scope *scope;
  struct view indent;
  size_t levels, frames; /* of the context */
  bool json;
  uint32_t entry, over; /* if `json`: where a call begins, and the jump over what is called */
  struct branch before; /* if `json`: the one that it is called from first */
};

/* Begins the expansion of all of the passage's text; leave it when its tokens are compiled. False: there is
 * nothing to compile, as it is being expanded already and is called again, which is emitted, or as it can't
 * be expanded, which is reported of "the `kind` `name`". The expansion must stay where it is until left. */
bool expand_enter(struct compiler *compiler, const struct passage *passage, struct place place,
                  enum phrase kind, struct view name, struct expansion *expansion);
void expand_leave(struct compiler *compiler, const struct expansion *expansion);

/* The tokens of a template; NULL when the library has none of the name. */
const struct scanned_text *expand_find_template(struct compiler *compiler, struct view name);
void expand_report_missing(struct compiler *compiler, struct view name, struct place place);

/* The text that a partial tag stands for; false when there is none, reported where that is wrong. */
bool expand_partial(struct compiler *compiler, const struct passage *passage, const struct token *token,
                    struct passage *inner);

/* The same of the parent tag at `at`, handed the blocks in it, which `scope` is set to. Release these with
 * map_free, whatever is returned, when the text is compiled. */
bool expand_parent(struct compiler *compiler, const struct passage *passage, size_t at, struct scope *scope,
                   struct passage *inner);

/* What was handed over for the block, by the outermost of those who did; NULL: nothing. */
const struct handed_block *expand_find_block(const struct scope *scope, struct view name);

/* Begins what was handed over in the place of the block at `at` of `site`; its passage. */
struct passage expand_enter_block(struct compiler *compiler, const struct passage *site, size_t at,
                                  const struct handed_block *handed);
/* Ends the line as the block and what was handed over do together. */
void expand_leave_block(struct compiler *compiler, struct passage *site, size_t at,
                        const struct handed_block *handed);

/* The tokens of a string; NULL, and reported, when the language has none of the name. */
const struct scanned_text *strings_find(struct compiler *compiler, struct view name, struct place place);

/* The field that {{i18n.@name}} chooses a string by; false, and reported, when it is none with choices. */
bool strings_resolve_choice(struct compiler *compiler, struct view name, struct place place,
                            struct value *value);

/* The index of a date's form; false, and reported, when the language has not its pattern. */
bool strings_find_form(struct compiler *compiler, struct view name, struct place place, uint32_t *index);

#endif
