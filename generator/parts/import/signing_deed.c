#include "parts/import/signing_deed.h"

#include "parts/import/finding.h"
#include "parts/import/signing_time.h"
#include "text/unicode.h"

/* What people do who are no signers, though it says behind that something is signed. */
bool signing_deed_is_other(struct arena *arena, struct view text) {
  static const char *const deeds[] = {"chứng kiến", " dự ",      "chủ trì",  "phát biểu", "khẳng định",
                                      "cho biết",   "nhấn mạnh", "đề nghị",  "trao đổi",  "thông qua",
                                      "yêu cầu",    "mong muốn", "đánh giá", "ghi nhận",  "chỉ đạo",
                                      "chúc mừng",  "tham dự",   "nhất trí", "chia sẻ",   "bày tỏ"};
  text = text_fold_case(arena, text);
  return VIEW_HAS_ANY(text, deeds);
}

/* The token of "ký" between two places as what is done, not as the name of the event; 0: none. */
size_t signing_deed_find(const struct text_unit *unit, size_t from, size_t to) {
  size_t first = text_unit_token_at(unit, from);
  for (size_t i = first == 0 ? 1 : first; i < unit->tokens.count && unit->tokens.items[i].end <= to; i++) {
    if (!signing_is_now(unit, i)) continue;
    if (text_unit_is(unit, i - 1, "le") || text_unit_is(unit, i - 1, "se")) continue;
    if (text_unit_is(unit, i - 1, "nghi") && i >= 2 && text_unit_is(unit, i - 2, "hoi")) continue;
    return i;
  }
  return 0;
}

/* Whether the front of a sentence ends with a word that those are listed behind who did it. */
static bool ends_with_list(struct view front) {
  static const char *const joints[] = {"gồm", "gồm có", "có", "là", "bao gồm"};
  static const char *const addresses[] = {"các đồng chí", "đồng chí", "các ông, bà", "các ông", "các bà",
                                          "ông",          "bà",       "các đ/c",     "đ/c"};
  if (view_ends_with(front, ":")) front = view_trim(view_slice(front, 0, front.length - 1));
  for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
    if (view_ends_with(front, addresses[i])) {
      front = view_trim(view_slice(front, 0, front.length - strlen(addresses[i])));
      break;
    }
  if (view_ends_with(front, ":")) front = view_trim(view_slice(front, 0, front.length - 1));
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
    if (view_ends_with(front, joints[i])) return true;
  return false;
}

/* "Ký quy chế có ông A và bà B", "Đại diện các bên ký kết gồm: ông A; bà B": "ký" stands in front of the
 * people in the sentence that names them. */
bool signing_deed_leads(struct arena *arena, const struct text_unit *unit, size_t begin, size_t first) {
  struct view front = view_trim(view_slice(unit->text, begin, first - begin));
  static const char *const fronts[] = {
      "Ký ",        "Thực hiện nghi thức ký", "Thực hiện ký", "Tiến hành ký", "Đại diện ký", "Tham gia ký",
      "Thay mặt ký"};
  static const char *const between[] = {"ký bởi", "ký kết bởi", "ký giữa", "ký kết giữa"};
  static const char *const events[] = {"lễ ký", "buổi ký", "hội nghị ký", "chương trình ký", "dự "};
  if (VIEW_HAS_ANY(front, between)) return true;
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    if (view_starts_with(front, fronts[i])) return view_find(front, VIEW(" có "), 0) != VIEW_NOT_FOUND;
  struct view folded = text_fold_case(arena, front);
  return signing_deed_find(unit, begin, first) > 0 && ends_with_list(folded) &&
         !signing_deed_is_other(arena, front) && !VIEW_HAS_ANY(folded, events);
}
