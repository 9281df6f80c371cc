/* What stands in a text in the place of what was to be written there, and what programs leave behind. */
#ifndef KYKET_TEXT_PLACEHOLDER_H
#define KYKET_TEXT_PLACEHOLDER_H

#include "base/view.h"

/* The first of them: notes to oneself ("TODO", "xxx", "[chèn ảnh]", "(cập nhật sau)"), blanks to be filled in
 * ("ngày ... tháng ... năm", "Số:     /CTPH", "Họ tên: ........"), text that fills pages ("Lorem ipsum"), and
 * what programs that write texts, word processors and tables leave (":contentReference[oaicite:0]", "Error!
 * Reference source not found.", "#REF!"). Data NULL: there is none. */
struct view text_find_placeholder(struct view text);

#endif
