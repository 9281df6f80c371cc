#include "text/placeholder.h"

#include "unit/fixture.h"

/* Each by its first byte and the one behind it, at every place of a block. */
static void what_nobody_leaves_in_a_text_is_found(void **state) {
  (void)state;
  static const char *const all[] = {
      "Lorem ipsum",
      ":contentReference[oaicite",
      "[oaicite:",
      "As an AI language model",
      "Là một mô hình ngôn ngữ",
      "Click here to enter text",
      "Click or tap here to enter",
      "Bấm vào đây để nhập",
      "Nhập nội dung vào đây",
      "Nhập văn bản vào đây",
      "Error! Reference source not found",
      "Error! Bookmark not defined",
      "Lỗi! Không tìm thấy nguồn tham chiếu",
      "Lỗi! Thẻ đánh dấu",
      "[object Object]",
      "[citation needed]",
      "[cid:image",
      "[image: ",
      "HYPERLINK \"",
      "MERGEFIELD ",
      "PAGEREF _",
      "[Tin nhắn đã thu hồi]",
      "Xem bản dịch",
      "See translation",
      "#REF!",
      "#VALUE!",
      "#NAME?",
      "#DIV/0!",
      "???",
      "TODO",
      "FIXME",
      "TBD",
      "TBC",
      "xxx",
      "XXXX",
      "20xx",
      "201X",
      "turn0search1",
      "turn12view3",
      "【12†source】",
      "......",
      "……",
      "____",
      "ngày ... tháng",
      "tháng … năm",
      "ngày     tháng",
      "[tên cơ quan]",
      "(chèn ảnh)",
      "{name}",
      "<ngày>",
  };
  struct arena arena = {0};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    for (size_t before = 0; before < 20; before++) {
      struct view text = ARENA_JOIN(&arena, view_slice(VIEW("aa aa aa aa aa aa aa "), 21 - before, before),
                                    view_of(all[i]), VIEW(" aa"));
      struct view found = text_find_placeholder(text);
      if (found.data == NULL) fail_msg("\"%s\" behind %zu bytes is not found", all[i], before);
    }
  arena_free(&arena);
}

static void what_texts_have_is_left_alone(void **state) {
  (void)state;
  static const char *const all[] = {
      "",
      "Ngày 26/3/2026, Tỉnh đoàn và Sở Nội vụ ký chương trình phối hợp giai đoạn 2026–2030.",
      "Thế kỷ XX, khóa XIII, lần thứ XXX",
      "“Xem trước”, “Lễ ký kết” … và hết.",
      "Nhập học, Lỗi nhỏ, Error, Ax, Tom, Fine, Clear, See you",
      "return 5, turn 5, x = 1, taxi, Xã, 5 x 7, ai?",
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    struct view found = text_find_placeholder(view_of(all[i]));
    if (found.data != NULL) fail_msg("\"%.*s\" is found in \"%s\"", VIEW_FORMAT(found), all[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_nobody_leaves_in_a_text_is_found),
      cmocka_unit_test(what_texts_have_is_left_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
