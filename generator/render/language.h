/* A theme's language file (i18n/LANG.yaml): texts by name, grouped as the file's author likes. */
#ifndef KYKET_RENDER_LANGUAGE_H
#define KYKET_RENDER_LANGUAGE_H

#include "render/template.h"

/* Adds the file's texts to `strings`, as struct template_text in the arena; groups make dotted names
 * ("date.long"). A text has the location of its first character: of a quoted one behind the quote, of a block
 * the line behind its | or >. False when something is wrong; it is in the diagnostics: "language-file" for a
 * name given twice and for what is no text (a list, a number, nothing), or what parse/yaml.h reports. */
bool language_read(struct view text, struct view file, struct map *strings, struct arena *arena,
                   struct diagnostics *diagnostics);

#endif
