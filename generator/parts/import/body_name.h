/* How the name of a body is written in a register, by how it stands in running text. */
#ifndef KYKET_PARTS_IMPORT_BODY_NAME_H
#define KYKET_PARTS_IMPORT_BODY_NAME_H

#include "parts/import/text_unit.h"
#include "register/names.h"

/* What is written short in running text has its whole name in a register. */
struct view body_name_whole(struct arena *arena, struct view name);

/* "Hội Nông dân Việt Nam" is the "Hội Nông dân" of a province. */
struct view body_name_without_country(struct arena *arena, struct view written);

/* What the home province of an article is called. */
struct home_names {
  struct unit_name here;        /* as the article says, else as today */
  struct unit_name as_province; /* the last one that is no city's, where it had one, else the same */
};

/* "Đoàn Thanh niên" is the youth union's, and "Đoàn đại biểu Quốc hội" is not. */
bool body_name_is_of_youth_union(const struct text_unit *unit, size_t from);

/* "Ban Dân vận Tỉnh ủy" is a body of the party, which has the province's name behind it without its kind. */
bool body_name_is_of_party(const struct text_unit *unit, size_t from, size_t length);

/* The name of the home province's office: "Hội Nông dân tỉnh" is "Hội Nông dân tỉnh Gia Lai", of a province
 * that is a city today too. */
struct view body_name_at_home(struct arena *arena, const struct home_names *home,
                              const struct text_unit *unit, size_t from, size_t length);

#endif
