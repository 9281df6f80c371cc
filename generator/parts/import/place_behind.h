/* What behind the name of an office says of which place it is. */
#ifndef KYKET_PARTS_IMPORT_PLACE_BEHIND_H
#define KYKET_PARTS_IMPORT_PLACE_BEHIND_H

#include "parts/import/text_unit.h"

/* How many tokens name a kind of place below the province: "huyện", "thị xã". */
size_t place_lower_kind(const struct text_unit *unit, size_t i);

/* Whether what stands right behind a name says that it is not the province's office: "Công an huyện", "UBND
 * các xã", "UBND 6 tỉnh". */
bool place_is_lower(const struct text_unit *unit, size_t from);

/* "12", "XI": the number of a district that goes over provinces. */
bool place_is_number(struct view word);

/* How many tokens behind the name of an office say of which place it is: "tỉnh Đồng Tháp", "Bến Tre", "huyện
 * Ia Pa". */
size_t place_behind(const struct text_unit *unit, const struct name_index *index, size_t from);

/* "Việt Nam" behind a name: it is that of the whole country. */
size_t place_country_behind(const struct text_unit *unit, size_t from);

/* "tỉnh" or "thành phố" behind a name, with no name behind it. */
size_t place_kind_behind(const struct text_unit *unit, size_t from);

/* "tỉnh", "thành phố" or a kind of place below them stands at the token. */
bool place_begins(const struct text_unit *unit, size_t at);

#endif
