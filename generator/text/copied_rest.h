/* Paragraphs that were copied along with a text and are none of it: what stands around an article on a page
 * of the press, what a messenger or a mail program adds, what a program that answers says of its answer, and
 * what was said to the editor alone. */
#ifndef KYKET_TEXT_COPIED_REST_H
#define KYKET_TEXT_COPIED_REST_H

#include "base/view.h"

enum copied_rest {
  COPIED_NOTHING,
  COPIED_FROM_PAGE, /* "Chia sẻ Facebook Zalo", "In bài viết", "Lượt xem: 123" */
  COPIED_FROM_MESSAGE, /* "[10:21, 20/11/2026] Lan: …", "Đã gửi từ iPhone", the lines at a letter's front */
  COPIED_FROM_ANSWER, /* "Dưới đây là bản tin đã được chỉnh sửa" */
  COPIED_HOLD,        /* "Không đăng trước 17h ngày 20/12", which holds nothing back */
};

/* What the paragraph is, all of it; told of those that leave no doubt. A few comparisons for most. */
enum copied_rest text_copied_rest(struct view paragraph);

#endif
