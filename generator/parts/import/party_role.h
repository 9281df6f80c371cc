/* Whether an office that a text names is named for what else it does than sign. */
#ifndef KYKET_PARTS_IMPORT_PARTY_ROLE_H
#define KYKET_PARTS_IMPORT_PARTY_ROLE_H

#include "parts/import/text_unit.h"

/* "Dự lễ ký kết có …", "Tham dự …", "Chứng kiến …": who came is named behind. */
bool party_role_is_of_guests(struct arena *arena, struct view text, size_t at);

/* "dưới sự chủ trì của UBND tỉnh", "thừa ủy quyền của Bộ Y tế": by whose leave or in whose presence. */
bool party_role_is_patron(const struct text_unit *unit, const struct mention *mention);

/* "Bệnh viện Mắt thuộc Sở Y tế", "Phòng Cảnh sát giao thông Công an tỉnh", "Đoàn Thanh niên (Công an tỉnh)":
 * what signs is a unit below the office. */
bool party_role_is_parent(const struct text_unit *unit, const struct mention *mention);

#endif
