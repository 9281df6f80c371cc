/* The language's strings, and its patterns for dates. */
#ifndef KYKET_RENDER_STRINGS_H
#define KYKET_RENDER_STRINGS_H

#include "render/compiler.h"

/* The tokens of a string; NULL, and reported, when the language has none of the name. */
const struct scanned_text *strings_find(struct compiler *compiler, struct view name, struct place place);

/* The field that {{i18n.@name}} chooses a string by; false, and reported, when it is none with choices. */
bool strings_resolve_choice(struct compiler *compiler, struct view name, struct place place,
                            struct value *value);

/* The index of a date's form; false, and reported, when the language has not its pattern. */
bool strings_find_form(struct compiler *compiler, struct view name, struct place place, uint32_t *index);

#endif
