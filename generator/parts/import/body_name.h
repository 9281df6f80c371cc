/* How the name of a body is written in a register, by how it stands in running text. */
#ifndef KYKET_PARTS_IMPORT_BODY_NAME_H
#define KYKET_PARTS_IMPORT_BODY_NAME_H

#include "parts/import/text_unit.h"

/* What is written short in running text has its whole name in a register. */
struct view body_name_whole(struct arena *arena, struct view name);

/* "Hội Nông dân Việt Nam" is the "Hội Nông dân" of a province. */
struct view body_name_without_country(struct arena *arena, struct view written);

/* The name of the home province's office: "Hội Nông dân tỉnh" is "Hội Nông dân tỉnh Gia Lai". */
struct view body_name_at_home(struct arena *arena, const struct province *home, const struct text_unit *unit,
                              size_t from, size_t length);

#endif
