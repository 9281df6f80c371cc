#include "text/copied_rest.h"

#include "base/ascii.h"
#include "text/unicode.h"

enum {
  SHORT = 80, /* bytes of what is but a few words, at the most */
  LONG = 200, /* bytes of a sentence to the editor */
};

/* Paragraphs of these words alone. */
static const char *const wholes[] = {
    "in bài viết",
    "in bài",
    "in trang này",
    "in tin này",
    "gửi bài viết",
    "gửi cho bạn bè",
    "gửi email",
    "chia sẻ bài viết",
    "chia sẻ",
    "chia sẻ:",
    "lưu bài viết",
    "lưu tin",
    "viết bình luận",
    "gửi bình luận",
    "bình luận của bạn",
    "ý kiến bạn đọc",
    "tin cùng chuyên mục",
    "cùng chuyên mục",
    "các tin khác",
    "tin khác",
    "tin mới hơn",
    "tin cũ hơn",
    "các tin mới hơn",
    "các tin cũ hơn",
    "bài viết liên quan",
    "tin bài liên quan",
    "về đầu trang",
    "lên đầu trang",
    "quảng cáo",
    "advertisement",
    "nghe đọc bài",
    "nghe bài viết",
    "a- a a+",
    "a a+",
    "cỡ chữ",
    "copy link",
    "sao chép liên kết",
    "theo dõi báo trên",
    "print",
    "share",
    "xem thêm >>",
    "xem thêm »",
    "đọc tiếp >>",
    "theo dõi trên google news",
};

/* Words of buttons, of which two or more make a paragraph. */
static const char *const buttons[] = {
    "chia sẻ",   "facebook", "zalo",    "twitter",  "messenger", "linkedin",  "email",
    "telegram",  "viber",    "tweet",   "whatsapp", "pinterest", "google+",   "copy link",
    "like",      "share",    "print",   "in bài",   "thích",     "bình luận", "lưu",
    "instagram", "tiktok",   "youtube", "fanpage",  "x",         "in",
};

/* What a number stands behind, or before. */
static const char *const counters[] = {"lượt xem",   "lượt đọc",   "số lượt xem", "số lần xem",
                                       "số lần đọc", "đã xem",     "views",       "lượt truy cập",
                                       "bình luận",  "lượt thích", "view"};

static const char *const messages[] = {
    "đã gửi từ iphone",        "đã gửi từ ipad",    "gửi từ iphone",        "sent from my",
    "đã gửi từ thiết bị",      "đã gửi từ outlook", "---------- forwarded", "-----original message",
    "----- thư gốc",           "get outlook for",   "tải outlook cho",      "commented [",
    "begin forwarded message",
};

static const char *const answers[] = {
    "dưới đây là bản tin đã",   "dưới đây là bài viết đã",
    "dưới đây là bản tin được", "dưới đây là bài viết được",
    "dưới đây là phiên bản",    "dưới đây là bản chỉnh sửa",
    "dưới đây là bản viết lại", "dưới đây là nội dung đã được chỉnh",
    "chắc chắn rồi!",           "chắc chắn rồi, dưới đây",
    "tất nhiên rồi!",           "hy vọng bản tin này",
    "hy vọng bài viết này",     "nếu bạn cần chỉnh sửa",
    "nếu bạn muốn, tôi có thể", "bạn có muốn tôi",
    "certainly! here",          "sure! here",
    "here is the revised",      "i hope this helps",
    "tôi đã chỉnh sửa bản tin",
};

static const char *const holds[] = {
    "không đăng trước",
    "cấm đăng trước",
    "không phát hành trước",
    "không công bố trước",
    "chỉ đăng sau",
    "chỉ công bố sau",
    "chỉ phát hành sau",
    "chưa được đăng tải",
    "chưa được phép đăng",
    "đề nghị chưa đăng",
    "đề nghị không đăng",
    "không đăng bài này",
    "embargo",
    "under embargo",
    "hold for release",
    "not for release",
    "not for publication",
    "do not publish",
    "lưu hành nội bộ",
    "tài liệu lưu hành nội bộ",
    "bản nháp lần",
    "đang chờ duyệt",
    "draft: true",
};

/* A Vietnamese letter as a small one. */
static int32_t small_letter(int32_t letter) {
  if (letter < 0x80) return ascii_lower((char)letter);
  if (letter >= 0xC0 && letter <= 0xDE) return letter + 0x20;
  if (letter == 0x1AF) return 0x1B0;
  bool is_paired = (letter >= 0x100 && letter <= 0x137) || letter == 0x168 || letter == 0x1A0 ||
                   (letter >= 0x1EA0 && letter <= 0x1EF9);
  return is_paired ? letter | 1 : letter;
}

/* The bytes of the text that say what the words in small letters say; 0: it begins otherwise. */
static size_t length_of(struct view text, const char *words) {
  size_t at = 0, read = 0;
  if (text.length == 0 || ((unsigned char)words[0] < 0x80 && ascii_lower(text.data[0]) != words[0])) return 0;
  size_t length = strlen(words);
  if (text.length < length) return 0;
  while (read < length) {
    if (at >= text.length) return 0;
    int32_t wanted =
        (unsigned char)words[read] < 0x80 ? words[read++] : text_next_character(view_of(words), &read);
    if (small_letter(text_next_character(text, &at)) != wanted) return 0;
  }
  return at;
}

static bool is_among(struct view text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (length_of(text, words[i]) == text.length) return true;
  return false;
}

static bool begins_among(struct view text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (length_of(text, words[i]) > 0) return true;
  return false;
}

#define IS_AMONG(text, words) is_among((text), (words), sizeof(words) / sizeof *(words))
#define BEGINS_AMONG(text, words) begins_among((text), (words), sizeof(words) / sizeof *(words))

static struct view skip(struct view text, const char *signs) {
  while (text.length > 0 && strchr(signs, text.data[0]) != NULL)
    text = view_slice(text, 1, SIZE_MAX);
  return text;
}

/* Buttons beside each other, with blanks or signs between them; the first says what they are for, or there
 * are three. */
static bool are_buttons(struct view text) {
  size_t count = 0;
  bool is_sharing =
      length_of(text, "chia sẻ") > 0 || length_of(text, "share") > 0 || length_of(text, "in bài") > 0;
  while (text.length > 0) {
    size_t longest = 0;
    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++) {
      size_t length = length_of(text, buttons[i]);
      bool is_apart = length == text.length || strchr(" |,/:·-+", text.data[length]) != NULL;
      if (length > longest && is_apart) longest = length;
    }
    if (longest == 0) return false;
    count++;
    text = skip(view_slice(text, longest, SIZE_MAX), " |,/:-+");
  }
  return count > 2 || (count == 2 && is_sharing);
}

/* "123", "1.234", "(0)". */
static bool is_count(struct view text) {
  bool has_digit = false;
  for (size_t i = 0; i < text.length; i++) {
    has_digit = has_digit || ascii_is_digit(text.data[i]);
    if (!ascii_is_digit(text.data[i]) && strchr("., ():", text.data[i]) == NULL) return false;
  }
  return has_digit;
}

static bool is_counter(struct view text) {
  size_t digits = 0;
  while (digits < text.length && (ascii_is_digit(text.data[digits]) || text.data[digits] == '.'))
    digits++;
  struct view words = view_trim(view_slice(text, digits, SIZE_MAX));
  if (digits > 0) return words.length > 0 && IS_AMONG(words, counters);
  for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
    size_t length = length_of(text, counters[i]);
    if (length > 0 && is_count(view_slice(text, length, SIZE_MAX))) return true;
  }
  return false;
}

/* "[10:21, 20/11/2026] Lan: …", as messengers copy what was said. */
static bool is_said(struct view text) {
  enum { MOMENT = 30, NAME = 60 };
  if (text.length < 2 || text.data[0] != '[' || !ascii_is_digit(text.data[1])) return false;
  size_t end = view_find_byte(view_slice(text, 0, MOMENT), ']', 0);
  if (end == VIEW_NOT_FOUND) return false;
  struct view moment = view_slice(text, 0, end), name = view_slice(text, end + 1, NAME);
  return view_find_byte(moment, ':', 0) != VIEW_NOT_FOUND &&
         view_find_byte(moment, '/', 0) != VIEW_NOT_FOUND && view_starts_with(name, " ") &&
         view_find(name, VIEW(": "), 0) != VIEW_NOT_FOUND;
}

/* The lines at the front of a letter, or the one above what it answers. */
static bool is_of_letter(struct view text) {
  bool is_from = view_starts_with(text, "From: ") || view_starts_with(text, "Từ: ");
  if (is_from)
    return view_find(text, VIEW("\nSent: "), 0) != VIEW_NOT_FOUND ||
           view_find(text, VIEW("\nTo: "), 0) != VIEW_NOT_FOUND ||
           view_find(text, VIEW("\nĐến: "), 0) != VIEW_NOT_FOUND ||
           view_find(text, VIEW("\nDate: "), 0) != VIEW_NOT_FOUND;
  struct view line = view_slice(text, 0, view_find_byte(text, '\n', 0));
  return (view_starts_with(line, "Vào ") && view_ends_with(line, " đã viết:")) ||
         (view_starts_with(line, "On ") && view_ends_with(line, " wrote:"));
}

enum copied_rest text_copied_rest(struct view paragraph) {
  struct view text = skip(view_trim(paragraph), "*_(\"");
  if (text.length == 0) return COPIED_NOTHING;
  if (is_said(text) || is_of_letter(text) || BEGINS_AMONG(text, messages)) return COPIED_FROM_MESSAGE;
  if (text.length > LONG) return COPIED_NOTHING;
  if (BEGINS_AMONG(text, answers)) return COPIED_FROM_ANSWER;
  bool waits = length_of(text, "chờ ") > 0 && view_find(text, VIEW("duyệt"), 0) != VIEW_NOT_FOUND;
  bool is_version = length_of(text, "dự thảo lần") > 0;
  if (BEGINS_AMONG(text, holds) ||
      ((waits || is_version) && text.length <= SHORT && !view_ends_with(text, ".")))
    return COPIED_HOLD;
  if (text.length > SHORT) return COPIED_NOTHING;
  while (text.length > 0 && strchr("*_)", text.data[text.length - 1]) != NULL)
    text.length--;
  bool is_rest = IS_AMONG(text, wholes) || is_counter(text) || are_buttons(text);
  return is_rest ? COPIED_FROM_PAGE : COPIED_NOTHING;
}
