#include "unit/fixture.h"

#include "text/comparable.h"
#include "text/text_matching.h"

enum { MOST = 260 };

struct texts {
  struct view items[MOST];
  size_t count;
};

/* Texts, one a line. */
static struct texts lines_of(const char *lines) {
  struct texts texts = {.count = 0};
  struct view rest = view_of(lines);
  while (lines[0] != '\0' && view_next(&rest, '\n', &texts.items[texts.count]))
    texts.count++;
  return texts;
}

static struct text_matches match_all(struct arena *arena, const struct texts *old, const struct texts *new) {
  struct view olds[MOST], news[MOST];
  for (size_t i = 0; i < old->count; i++)
    olds[i] = text_comparable(arena, old->items[i]);
  for (size_t i = 0; i < new->count; i++)
    news[i] = text_comparable(arena, new->items[i]);
  return text_match(arena, (struct text_list){olds, old->count}, (struct text_list){news, new->count});
}

/* For each new text in order "=2" (equal to the old text 2, counted from 0), "~2" (reworded), "?2" (related),
 * several of them, or "+". */
static void expect_matches(const char *old, const char *new, const char *expected) {
  struct arena arena = {0};
  struct texts olds = lines_of(old), news = lines_of(new);
  struct text_matches matches = match_all(&arena, &olds, &news);
  struct buffer found = {0};
  size_t at = 0;
  for (size_t i = 0; i < news.count; i++) {
    if (i > 0) buffer_add_byte(&found, ' ');
    if (at == matches.count || matches.items[at].new != i) buffer_add_byte(&found, '+');
    for (; at < matches.count && matches.items[at].new == i; at++) {
      buffer_add_byte(&found, " ?~="[matches.items[at].likeness]);
      buffer_add_integer(&found, (int64_t)matches.items[at].old);
    }
  }
  assert_int_equal(at, matches.count);
  assert_view(buffer_view(&found), expected);
  buffer_free(&found);
  arena_free(&arena);
}

static void equal_but_for_form(void **state) {
  (void)state;
  expect_matches("Hợp tác quốc tế", "Hợp tác quốc tế", "=0");
  expect_matches("Hợp tác quốc tế", "  HỢP TÁC   quốc tế.", "=0");
  expect_matches("Chăm lo, bảo vệ trẻ em;", "chăm lo - bảo vệ: “trẻ em”…", "=0");
  expect_matches("phát triển kinh tế - xã hội", "Phát triển kinh tế–xã hội", "=0");
  expect_matches("Hoà giải, thuỷ lợi, khoẻ mạnh", "HÒA GIẢI; thủy lợi; khỏe mạnh", "=0");
  expect_matches("trẻ em", "trẻem", "+");
}

static void tones_count(void **state) {
  (void)state;
  expect_matches("Tỉnh đoàn Nghệ An", "Tỉnh đoàn Nghe An", "?0");
  expect_matches("Trẻ em", "Trè em", "+");
  expect_matches("Bảo vệ", "Bao ve", "+");
  expect_matches("Đường", "Đương", "+");
}

/* What a reader would call the same subject, with more and other words around it. */
static void related_ones_are_found(void **state) {
  (void)state;
  expect_matches("Giám sát, bảo đảm thực hiện chế độ, chính sách",
                 "Xây dựng pháp luật, chính sách; kiểm tra, giám sát, phản biện", "?0");
  expect_matches("Hợp tác quốc tế", "Các hoạt động hợp tác quốc tế", "~0");
  expect_matches("Chăm sóc trẻ em\nDạy nghề",
                 "Tổ chức các lớp năng khiếu, ngày hội và diễn đàn, chăm sóc trẻ em có hoàn cảnh khó khăn",
                 "?0");
  expect_matches(
      "Giáo dục thế hệ trẻ\nPhát triển kinh tế\nGiám sát thực hiện chính sách",
      "Hỗ trợ học nghề\nKiểm tra, giám sát, phản biện chính sách\nTuyên truyền, giáo dục thế hệ trẻ",
      "+ ~2 ~0");
}

static void different_ones_are_not(void **state) {
  (void)state;
  expect_matches("Hợp tác quốc tế", "Chăm sóc trẻ em", "+");
  expect_matches("Bảo vệ môi trường biển", "Bảo vệ trẻ em", "+");
  expect_matches("Phát triển kinh tế", "Phát triển du lịch", "+");
  /* What every agreement says is nothing in common. */
  expect_matches("Phối hợp thực hiện hiệu quả công tác tuyên truyền",
                 "Phối hợp thực hiện hiệu quả công tác cai nghiện", "+");
  expect_matches("Họp về việc của các bên và cho cả hai", "Dạy về nghề của các bên và cho cả hai", "+");
  expect_matches("", "", "");
  expect_matches("a", "", "");
  expect_matches("", "a\nb", "+ +");
  expect_matches("…", "?", "+");
}

/* Where there is nothing else the words that say little count. */
static void frames_alone(void **state) {
  (void)state;
  expect_matches("Phối hợp thực hiện", "Thực hiện phối hợp", "~0");
  expect_matches("Phối hợp thực hiện", "Dạy nghề", "+");
}

/* "xây dựng" is in all, so that it tells none from the others. */
static void rare_words_weigh_more(void **state) {
  (void)state;
  expect_matches(
      "Xây dựng đê điều\nXây dựng luật\nXây dựng trường học\nXây dựng nông thôn\nXây dựng cầu đường",
      "Xây dựng bệnh viện", "+");
  expect_matches("Xây dựng đê điều\nDạy luật\nMở trường học\nGiúp nông thôn\nLàm cầu đường",
                 "Xây dựng bệnh viện", "?0");
}

static void each_is_taken_once(void **state) {
  (void)state;
  expect_matches("a b\na b", "a b\na b\na b", "=0 =1 +");
  expect_matches("a b c d", "a b c x\na b c d", "+ =0");
  expect_matches("a b c d", "a b x y\na b c x", "+ ~0");
  /* The most similar pair comes first, whoever asks first. */
  expect_matches("a b c d\na b c x", "a b c y\na b c x", "~0 =1");
}

/* Two that became one, and one that became two; but not what is equal, or has less in common. */
static void what_is_left_is_beside_another(void **state) {
  (void)state;
  expect_matches("Đền ơn đáp nghĩa\nBảo đảm an sinh xã hội tốt hơn\nHợp tác quốc tế",
                 "Đền ơn đáp nghĩa và bảo đảm an sinh xã hội\nChăm sóc trẻ em", "~0?1 +");
  expect_matches("Đền ơn đáp nghĩa và bảo đảm an sinh xã hội\nHợp tác quốc tế",
                 "Đền ơn đáp nghĩa\nBảo đảm an sinh xã hội tốt hơn\nChăm sóc trẻ em", "~0 ?0 +");
  expect_matches("a b c d\na b c d", "a b c d\na b c x", "=0 ~1");
  expect_matches("a b c d", "a b c d\na b c x", "=0 +");
}

static void equally_similar_go_by_their_places(void **state) {
  (void)state;
  expect_matches("a b c 1\na b c 2\na b c 3", "a b c 7\na b c 8\na b c 9", "?0 ?1 ?2");
  expect_matches("x\na b c 1\na b c 2", "a b c 7\ny\na b c 9", "~1 + ~2");
}

static void one_can_move(void **state) {
  (void)state;
  expect_matches("một hai ba\nbốn năm sáu", "bốn năm sáu\nmột hai ba", "=1 =0");
}

static void many_texts(void **state) {
  (void)state;
  struct arena arena = {0};
  struct texts old = {.count = MOST}, new = {.count = MOST};
  for (int i = 0; i < MOST; i++) {
    old.items[i] = arena_format(&arena, "nội dung số w%d x%d y%d", i, i, i);
    new.items[MOST - 1 - i] = arena_format(&arena, "Nội dung số w%d x%d z%d", i, i, i);
  }
  struct text_matches matches = match_all(&arena, &old, &new);
  assert_int_equal(matches.count, MOST);
  for (size_t i = 0; i < MOST; i++) {
    assert_int_equal(matches.items[i].old, MOST - 1 - i);
    assert_int_equal(matches.items[i].likeness, TEXT_REWORDED);
  }
  arena_free(&arena);
}

/* Of long texts only the beginning counts for similarity, the whole for equality. */
static void long_texts(void **state) {
  (void)state;
  struct arena arena = {0};
  struct buffer old = {0}, new = {0}, other = {0};
  for (int i = 0; i < 3000; i++) {
    buffer_format(&old, "w%d ", i);
    buffer_format(&new, i < 1000 ? "w%d " : "v%d ", i);
    buffer_format(&other, i < 1000 ? "v%d " : "w%d ", i);
  }
  struct view first = text_comparable(&arena, buffer_view(&old));
  assert_int_equal(text_likeness(first, text_comparable(&arena, buffer_view(&new))), TEXT_REWORDED);
  assert_int_equal(text_likeness(first, text_comparable(&arena, buffer_view(&other))), TEXT_UNLIKE);
  assert_int_equal(text_likeness(first, text_comparable(&arena, buffer_view(&old))), TEXT_EQUAL);
  buffer_free(&old);
  buffer_free(&new);
  buffer_free(&other);
  arena_free(&arena);
}

static void expect_comparable(const char *text, const char *expected) {
  struct arena arena = {0};
  assert_view(text_comparable(&arena, view_of(text)), expected);
  arena_free(&arena);
}

static void comparable_texts(void **state) {
  (void)state;
  expect_comparable("", "");
  expect_comparable(" …, ", "");
  expect_comparable("Hoà, HÒA\u00a0- hoa", "hoa\1 hoa\1 hoa");
  expect_comparable("Quyết định: 12/2020/QĐ-TTg.", "quyêt\2 đinh\5 12 2020 qđ ttg");
  expect_comparable("à á ả ã ạ ằ ắ ẳ ẵ ặ ầ ấ ẩ ẫ ậ",
                    "a\1 a\2 a\4 a\3 a\5 ă\1 ă\2 ă\4 ă\3 ă\5 â\1 â\2 â\4 â\3 â\5");
  expect_comparable("È É Ẻ Ẽ Ẹ Ề Ế Ể Ễ Ệ Ì Í Ỉ Ĩ Ị",
                    "e\1 e\2 e\4 e\3 e\5 ê\1 ê\2 ê\4 ê\3 ê\5 i\1 i\2 i\4 i\3 i\5");
  expect_comparable("ò ó ỏ õ ọ ồ ố ổ ỗ ộ ờ ớ ở ỡ ợ",
                    "o\1 o\2 o\4 o\3 o\5 ô\1 ô\2 ô\4 ô\3 ô\5 ơ\1 ơ\2 ơ\4 ơ\3 ơ\5");
  expect_comparable("ù ú ủ ũ ụ ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ",
                    "u\1 u\2 u\4 u\3 u\5 ư\1 ư\2 ư\4 ư\3 ư\5 y\1 y\2 y\4 y\3 y\5");
  expect_comparable("«Straße» Ωμέγα 日本", "strasse ωμέγα 日本");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_but_for_form),
      cmocka_unit_test(tones_count),
      cmocka_unit_test(related_ones_are_found),
      cmocka_unit_test(different_ones_are_not),
      cmocka_unit_test(frames_alone),
      cmocka_unit_test(rare_words_weigh_more),
      cmocka_unit_test(each_is_taken_once),
      cmocka_unit_test(what_is_left_is_beside_another),
      cmocka_unit_test(equally_similar_go_by_their_places),
      cmocka_unit_test(one_can_move),
      cmocka_unit_test(many_texts),
      cmocka_unit_test(long_texts),
      cmocka_unit_test(comparable_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
