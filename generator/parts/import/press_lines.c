#include "parts/import/press_lines.h"

#include "base/ascii.h"
#include "text/unicode.h"
#include "text/word.h"

#include <unicode/uchar.h>

/* Lines that say nothing of the news, and those behind which nothing of it follows. Folded. */
static const char *const idle_lines[] = {"tin noi bat",
                                         "chia se",
                                         "share",
                                         "facebook",
                                         "twitter",
                                         "zalo",
                                         "luot xem",
                                         "luot doc",
                                         "xem:",
                                         "views",
                                         "so lan xem",
                                         "so luot xem",
                                         "in trang",
                                         "in bai",
                                         "in tin",
                                         "gui email",
                                         "gui mail",
                                         "xem voi co chu",
                                         "co chu",
                                         "trang chu",
                                         "home",
                                         "dang nhap",
                                         "dang ky",
                                         "mask",
                                         "print",
                                         "email",
                                         "nghe doc bai",
                                         "nghe bai",
                                         "sao chep",
                                         "copy link",
                                         "quay lai",
                                         "theo doi",
                                         "menu",
                                         "tim kiem",
                                         "skip to",
                                         "google news",
                                         "aa",
                                         "a+",
                                         "a-",
                                         "thich",
                                         "like",
                                         "messenger",
                                         "doc bai",
                                         "luu bai",
                                         "danh gia",
                                         "font size",
                                         "co chu:",
                                         "[da chuyen tiep]",
                                         "forwarded",
                                         "duyet bai",
                                         "nguoi duyet",
                                         "nghe audio",
                                         "giay phep so",
                                         "giay phep hoat dong",
                                         "ban quyen thuoc",
                                         "copyright",
                                         "cong hoa xa hoi chu nghia viet nam",
                                         "doc lap - tu do - hanh phuc"};
static const char *const closing_lines[] = {"tin moi",
                                            "tin lien quan",
                                            "tin cung chuyen muc",
                                            "tin cung muc",
                                            "bai lien quan",
                                            "bai viet lien quan",
                                            "xem them",
                                            "doc them",
                                            "cac tin khac",
                                            "cac tin bai khac",
                                            "tin khac",
                                            "tin cu hon",
                                            "tin cu",
                                            "tin da dua",
                                            "cac tin da dua",
                                            "binh luan",
                                            "y kien ban doc",
                                            "y kien doc gia",
                                            "y kien cua ban",
                                            "tags",
                                            "tag:",
                                            "tu khoa",
                                            "chuyen muc khac",
                                            "cung chuyen muc",
                                            "doc nhieu",
                                            "xem nhieu",
                                            "tin doc nhieu",
                                            "tin xem nhieu",
                                            "cac tin lien quan",
                                            "co the ban quan tam",
                                            "bai cung chuyen muc",
                                            "tin tuc khac",
                                            "bai viet khac",
                                            "cac bai khac",
                                            "cac bai viet khac",
                                            "gui binh luan",
                                            "gui y kien",
                                            "ho ten email",
                                            "ho va ten",
                                            "ma an toan",
                                            "ma bao mat",
                                            "thong ke truy cap",
                                            "lien ket website",
                                            "luot truy cap",
                                            "tong luot truy cap",
                                            "dang truy cap",
                                            "tong so diem cua bai viet la",
                                            "click de danh gia",
                                            "xep hang",
                                            "tin tuc lien quan",
                                            "tai ve",
                                            "tep dinh kem",
                                            "file dinh kem",
                                            "bai viet truoc",
                                            "bai viet tiep theo",
                                            "bai viet cung chuyen muc",
                                            "bai tiep theo",
                                            "bai truoc",
                                            "quan tam zalo",
                                            "su kien noi bat",
                                            "phan hoi",
                                            "gui phan hoi",
                                            "leave a comment",
                                            "leave a reply",
                                            "categories",
                                            "posted in",
                                            "filed under"};
/* Before the address or the title of another text. */
static const char *const link_labels[] = {
    "xem them:", "doc them:", "tin lien quan:",  "bai lien quan:",  "xem chi tiet:", "xem them tai:",
    "xem ngay:", "doc ngay:", "moi doc gia xem", "moi quy vi xem:", ">> xem",        ">>"};
/* Behind a number. */
static const char *const counters[] = {
    "luot xem", "luot doc", "binh luan", "luot chia se", "luot thich", "views",      "nguoi xem",  "da xem",
    "phut doc", "gio ·",    "phut ·",    "ngay ·",       "gio truoc",  "phut truoc", "ngay truoc", "lan doc",
    "like",     "share",    "thich",     "chia se",      "comments",   "shares",     "likes"};
/* How the captions of pictures begin. */
static const char *const caption_begins[] = {
    "quang canh", "toan canh", "dai dien",    "cac dai bieu",   "dai bieu",       "lanh dao",  "hai don vi",
    "cac don vi", "hai ben",   "cac ben",     "hai dia phuong", "cac dia phuong", "dong chi",  "cac dong chi",
    "ong",        "ba",        "hinh anh",    "ky ket",         "le ky",          "nghi thuc", "tang qua",
    "trao",       "tang hoa",  "pho",         "chu tich",       "bi thu",         "giam doc",  "bo truong",
    "thu truong", "dai ta",    "thuong ta",   "thieu tuong",    "trung tuong",    "khach moi", "can bo",
    "thanh vien", "chup anh",  "cac co quan", "doan dai bieu"};
static const char *const views_of_rooms[] = {"quang canh", "toan canh"};
/* What pictures show people do. Those who sign are named as groups in captions; people with their names who
 * sign are told of by the text. */
static const char *const scenes[] = {
    " phát biểu tại", " phát biểu trong",  " phát biểu khai mạc", " phát biểu.",   " chụp ảnh",
    " chụp hình",     " bắt tay",          " trao đổi văn",       " trao văn bản", " trao biên bản",
    " trao bản",      " trao quà",         " trao tặng",          " tặng hoa",     " tặng quà",
    " tham quan",     " chủ trì hội nghị", " chủ trì buổi",       " chủ trì lễ"};
static const char *const signing_scenes[] = {" ký kết",        " ký quy chế",  " ký chương trình",
                                             " ký thỏa thuận", " ký biên bản", " thực hiện nghi thức ký"};
static const char *const groups[] = {"dai dien",     "lanh dao", "hai don vi",     "cac don vi",
                                     "hai ben",      "cac ben",  "hai dia phuong", "cac dia phuong",
                                     "cac dai bieu", "dai bieu", "nghi thuc",      "le ky"};
/* With which a text tells more than a picture shows. */
static const char *const tales[] = {" đã ",    " sẽ ",       "cho biết",  "khẳng định", "nhấn mạnh",
                                    "đề nghị", "yêu cầu",    "mong muốn", "đánh giá",   "nêu rõ",
                                    " nhằm ",  "thống nhất", "cam kết",   " là ",       " được ",
                                    " từng ",  " vừa ",      " cũng "};

#define IS_AMONG(folded, words) is_among((folded), (words), sizeof(words) / sizeof *(words))
#define BEGINS_WITH(folded, words) begins_with((folded), (words), sizeof(words) / sizeof *(words))

/* A line that is one of these, or begins with one and is short. */
static bool is_among(struct view folded, const char *const *words, size_t count) {
  enum { LONG = 12, SHORT_LINE = 9, LABELLED = 16 }; /* what is LONG may be glued on: "Xem với cỡ chữAA" */
  for (size_t i = 0; i < count; i++) {
    if (!view_starts_with(folded, words[i])) continue;
    size_t length = strlen(words[i]);
    if (folded.length == length) return true;
    bool ends = length >= LONG || !ascii_is_alphanumeric(folded.data[length]);
    size_t most = folded.data[length] == ':' ? LABELLED : SHORT_LINE;
    if (ends && word_count(folded) <= most) return true;
  }
  return false;
}

static bool begins_with(struct view folded, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(words[i]);
    if (view_starts_with(folded, words[i]) &&
        (folded.length == length || !ascii_is_alphanumeric(folded.data[length])))
      return true;
  }
  return false;
}

bool press_line_ends_sentence(struct view line) {
  static const char *const ends[] = {".", "!", "?", ":", ";", "…", "”", "\"", ")", ","};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_ends_with(line, ends[i])) return true;
  return false;
}

static bool is_symbol(int32_t character) {
  int kind = character < 0 ? 0 : u_charType(character);
  return character >= 0xfe00 && character <= 0xfe0f
             ? true
             : kind == U_OTHER_SYMBOL && character != 0xb0 && character != 0xa9 && character != 0xae;
}

static bool is_item_sign(int32_t character) {
  static const int32_t signs[] = {0x2022, 0x25aa, 0x25ab, 0x25e6, 0x25cf, 0x25cb,  0x25a0,  0x25a1, 0x25ba,
                                  0x25b6, 0x27a2, 0x27a4, 0x2756, 0x2714, 0x2713,  0x2705,  0x2611, 0x2794,
                                  0xb7,   0xf0a7, 0xf0b7, 0x2027, 0x2043, 0x1f449, 0x1f539, 0x1f538};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (character == signs[i]) return true;
  return false;
}

struct view press_line_plain(struct view line, bool *is_item) {
  *is_item = false;
  bool is_first = true;
  for (size_t at = 0; at < line.length;) {
    int32_t character = text_next_character(line, &at);
    bool is_sign = is_item_sign(character);
    if (is_sign && is_first) *is_item = true;
    if (!is_sign && !is_symbol(character) && character != ' ' && character != '\t') break;
    is_first = false;
    line = view_slice(line, at, SIZE_MAX);
    at = 0;
  }
  while (line.length > 0) {
    size_t at = line.length - 1;
    while (at > 0 && utf8_continues(line.data[at]))
      at--;
    size_t end = at;
    int32_t character = text_next_character(line, &end);
    if (!is_symbol(character) && character != ' ' && character != '\t') break;
    line.length = at;
  }
  return line;
}

static bool has_letter(struct view text) {
  for (size_t at = 0; at < text.length;)
    if (u_isalpha(text_next_character(text, &at))) return true;
  return false;
}

/* "Trang chủ » Tin tức": the way to the page. */
static bool is_path_of_pages(struct view line) {
  static const char *const signs[] = {"»", "›", " >> ", " > "};
  enum { MOST_WORDS = 24 };
  if (press_line_ends_sentence(line) || word_count(line) > MOST_WORDS) return false;
  return VIEW_HAS_ANY(line, signs);
}

/* "126 bình luận", "2 giờ ·". */
static bool is_counter(struct view folded) {
  size_t at = 0;
  while (at < folded.length && (ascii_is_digit(folded.data[at]) || strchr("., kK", folded.data[at]) != NULL))
    at++;
  return at > 0 && ascii_is_digit(folded.data[0]) && word_count(folded) <= 5 &&
         IS_AMONG(view_slice(folded, at, SIZE_MAX), counters);
}

/* "#PhốiHợp #TỉnhĐoàn". */
static bool is_hashtags(struct view line) {
  struct view word;
  bool has_any = false;
  while (view_next(&line, ' ', &word)) {
    if (word.length == 0) continue;
    if (word.data[0] != '#' || word.length < 3) return false;
    has_any = true;
  }
  return has_any;
}

/* "Hình 1", "Ảnh 2a": the place of a picture. */
static bool is_picture_mark(struct view folded) {
  size_t begin = view_starts_with(folded, "hinh ") ? 5 : view_starts_with(folded, "anh ") ? 4 : 0;
  return begin > 0 && folded.length > begin && folded.length <= begin + 3 &&
         ascii_is_digit(folded.data[begin]);
}

/* A word alone in small letters is the text of a picture that was not shown: "quangcanhhn", "img_01". */
static bool is_small_word(struct view line) {
  size_t at = 0;
  enum { LONGEST = 60 };
  if (line.length > LONGEST || word_count(line) != 1 || press_line_ends_sentence(line)) return false;
  if (view_find(line, VIEW("://"), 0) != VIEW_NOT_FOUND) return false;
  return u_islower(text_next_character(line, &at));
}

/* "IMG_2034.jpg", "Ảnh minh họa.jpg": the file of a picture. A sentence that names one goes on or is longer.
 */
static bool is_picture_file(struct view folded) {
  static const char *const ends[] = {".jpg", ".jpeg", ".png",  ".gif", ".webp",
                                     ".bmp", ".heic", ".tiff", ".tif", ".svg"};
  enum { MOST_WORDS = 12 };
  while (folded.length > 0 && strchr(")]\"", folded.data[folded.length - 1]) != NULL)
    folded.length--;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_ends_with(folded, ends[i]) && folded.length > strlen(ends[i]))
      return word_count(folded) <= MOST_WORDS;
  return false;
}

bool press_line_is_idle(struct arena *arena, const struct press_line *whole) {
  enum { LONGEST = 200, LONGEST_LINK = 400 };
  struct view line = whole->text;
  bool is_small = whole->role != PRESS_ITEM && is_small_word(line);
  bool is_image = view_starts_with(line, "![") || view_starts_with(line, "[![");
  if (!has_letter(line) || is_small || is_image || is_path_of_pages(line) || is_hashtags(line)) return true;
  if (line.length > LONGEST_LINK) return false;
  struct view folded = text_fold(arena, line);
  if (is_picture_file(folded)) return true;
  for (size_t i = 0; i < sizeof link_labels / sizeof *link_labels; i++)
    if (view_starts_with(folded, link_labels[i]) && folded.length > strlen(link_labels[i]) + 1) return true;
  return line.length <= LONGEST &&
         (IS_AMONG(folded, idle_lines) || is_counter(folded) || is_picture_mark(folded));
}

bool press_line_closes(struct arena *arena, struct view line) {
  return line.length <= 200 && IS_AMONG(text_fold(arena, line), closing_lines);
}

bool press_line_is_caption(struct arena *arena, struct view line) {
  return line.length <= 600 && BEGINS_WITH(text_fold(arena, line), caption_begins);
}

bool press_line_is_view(struct arena *arena, struct view line) {
  return line.length <= 120 && word_count(line) <= 16 && BEGINS_WITH(text_fold(arena, line), views_of_rooms);
}

bool press_line_is_scene(struct arena *arena, struct view line) {
  enum { LONGEST = 300, MOST_WORDS = 24 };
  if (line.length > LONGEST || !view_ends_with(line, ".") || word_count(line) > MOST_WORDS) return false;
  for (size_t i = 0; i + 1 < line.length; i++) {
    bool is_abbreviation = i > 0 && line.data[i] == '.' && ascii_is_upper(line.data[i - 1]); /* "TP.HCM" */
    if (!is_abbreviation && (ascii_is_digit(line.data[i]) || strchr(".:;?!", line.data[i]) != NULL))
      return false;
  }
  struct view folded = text_fold(arena, line);
  if (!BEGINS_WITH(folded, caption_begins) || VIEW_HAS_ANY(line, tales)) return false;
  return VIEW_HAS_ANY(line, scenes) || (BEGINS_WITH(folded, groups) && VIEW_HAS_ANY(line, signing_scenes));
}

size_t press_line_credit(struct view line, struct view *credit) {
  static const char *const signs[] = {"Ảnh:", "Ảnh :", "ảnh:", "ẢNH:", "Nguồn ảnh", "Photo:"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t at = view_find(line, view_of(signs[i]), 0);
    if (at == VIEW_NOT_FOUND) continue;
    struct view name = view_trim(view_slice(line, at + strlen(signs[i]), SIZE_MAX));
    while (name.length > 0 && strchr(": ", name.data[0]) != NULL)
      name = view_slice(name, 1, SIZE_MAX);
    while (name.length > 0 && strchr(").]", name.data[name.length - 1]) != NULL)
      name.length--;
    if (word_count(name) > 8) continue;
    *credit = name;
    while (at > 0 && strchr("([ -", line.data[at - 1]) != NULL)
      at--;
    return at;
  }
  return VIEW_NOT_FOUND;
}

bool press_line_is_name(struct view line) {
  size_t words = 0;
  if (press_line_ends_sentence(line) || line.length > 80) return false;
  for (struct view rest = line, word; view_next(&rest, ' ', &word);) {
    if (word.length == 0 || view_equal_string(word, "-") || view_equal_string(word, "–") ||
        view_equal_string(word, ","))
      continue;
    size_t at = 0;
    if (!u_isupper(text_next_character(word, &at))) return false;
    words++;
  }
  return words >= 1 && words <= 6;
}

/* "Lan Anh - Ảnh: Lê Nam", "Lan Anh; ảnh: CTV": who wrote, without whose pictures they are. */
static struct view without_credit(struct view names) {
  static const char *const signs[] = {"-", "–", ";", ",", "|"};
  struct view credit;
  size_t at = press_line_credit(names, &credit);
  if (at == VIEW_NOT_FOUND) return names;
  names = view_trim(view_slice(names, 0, at));
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (view_ends_with(names, signs[i]))
      return view_trim(view_slice(names, 0, names.length - strlen(signs[i])));
  return names;
}

enum press_label press_line_label(struct arena *arena, struct view line, struct view *value) {
  static const char *const authors[] = {"tin va anh",
                                        "tin, anh",
                                        "bai va anh",
                                        "bai, anh",
                                        "tin anh",
                                        "tin-anh",
                                        "tin–anh",
                                        "bai-anh",
                                        "bai–anh",
                                        "tin bai",
                                        "tin, bai",
                                        "tin",
                                        "bai",
                                        "tac gia",
                                        "tac gia bai viet",
                                        "nguoi viet",
                                        "nguoi viet tin",
                                        "nguoi viet bai",
                                        "thuc hien",
                                        "tin - anh",
                                        "tin – anh",
                                        "bai - anh",
                                        "bai – anh",
                                        "pv",
                                        "bai viet",
                                        "anh va bai",
                                        "tin va bai",
                                        "tin, bai, anh",
                                        "tin, bai va anh",
                                        "tin bai va anh",
                                        "noi dung va anh",
                                        "nguoi dua tin"};
  enum { LONGEST_LABEL = 40, LONGEST = 300 };
  if (line.length > LONGEST) return PRESS_LABEL_NONE;
  size_t colon = view_find_byte(line, ':', 0);
  if (colon == VIEW_NOT_FOUND) {
    *value = view_trim(view_slice(line, strlen("Theo "), SIZE_MAX));
    bool is_source = view_starts_with(line, "Theo ") && press_line_is_name(*value);
    return is_source ? PRESS_LABEL_SOURCE : PRESS_LABEL_NONE;
  }
  if (colon > LONGEST_LABEL) return PRESS_LABEL_NONE;
  struct view label = text_fold(arena, view_trim(view_slice(line, 0, colon)));
  *value = view_trim(view_slice(line, colon + 1, SIZE_MAX));
  if (value->length == 0) return PRESS_LABEL_NONE;
  for (size_t i = 0; i < sizeof authors / sizeof *authors; i++) {
    if (!view_equal_string(label, authors[i])) continue;
    *value = without_credit(*value);
    return value->length > 0 ? PRESS_LABEL_AUTHOR : PRESS_LABEL_NONE;
  }
  if (view_equal_string(label, "theo") || view_equal_string(label, "nguon") ||
      view_equal_string(label, "nguon tin"))
    return PRESS_LABEL_SOURCE;
  /* "Nguồn Báo Thử: https://…" */
  bool is_named = view_starts_with(label, "nguon ") && !view_starts_with(label, "nguon anh");
  return is_named && view_starts_with(*value, "http") ? PRESS_LABEL_SOURCE : PRESS_LABEL_NONE;
}

/* Words with which the office of who wrote begins, behind the name. */
static bool is_office_of_author(struct arena *arena, struct view text) {
  static const char *const offices[] = {
      "phong", "ban",       "so",     "dai", "van phong", "hoi",        "tinh doan",
      "td",    "trung tam", "tt",     "p.",  "bao",       "cong",       "pho",
      "pct",   "bi thu",    "ubnd",   "bch", "doan",      "huyen doan", "cong an",
      "vksnd", "vien",      "toa an", "cuc", "chi cuc",   "ct",         "cong tac vien"};
  return BEGINS_WITH(text_fold(arena, text), offices);
}

struct view press_line_author(struct arena *arena, struct view line, bool *is_marked) {
  static const char *const dashes[] = {" - ", " – ", " — ", ", "};
  static const char *const ranks[] = {"CTV ", "PV ", "Ctv ", "Cộng tác viên ", "Phóng viên "};
  enum { LONGEST = 120 };
  *is_marked = false;
  if (line.length > LONGEST || line.length == 0) return (struct view){NULL, 0};
  if (line.data[0] == '(') {
    size_t end = view_find_byte(line, ')', 0);
    if (end == VIEW_NOT_FOUND || line.length - end > 12) return (struct view){NULL, 0};
    line = view_trim(view_slice(line, 1, end - 1));
    *is_marked = true;
  } else if (view_starts_with(line, "- ") && view_ends_with(line, " -") && line.length > 4) {
    line = view_trim(view_slice(line, 2, line.length - 4));
    *is_marked = true;
  }
  /* "T.H (TTXVN)" */
  size_t agency = view_find(line, VIEW(" ("), 0);
  if (agency != VIEW_NOT_FOUND && view_ends_with(line, ")") &&
      !text_has_small_letter(view_slice(line, agency, SIZE_MAX)))
    line = view_slice(line, 0, agency);
  for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
    if (view_starts_with(line, ranks[i])) line = view_trim(view_slice(line, strlen(ranks[i]), SIZE_MAX));
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    size_t at = view_find(line, view_of(dashes[i]), 0);
    if (at == VIEW_NOT_FOUND) continue;
    struct view name = view_slice(line, 0, at), office = view_slice(line, at + strlen(dashes[i]), SIZE_MAX);
    size_t words = word_count(name);
    if (words < 2 || words > 5 || !press_line_is_name(name) || word_count(office) > 10) continue;
    if (is_office_of_author(arena, office)) return name;
  }
  struct view folded = text_fold(arena, line);
  bool is_board = view_equal_string(folded, "ban bien tap") || view_equal_string(folded, "bbt");
  return is_board || press_line_is_name(line) ? line : (struct view){NULL, 0};
}
