#include "parts/import/finding.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

/* What stands before a list of contents. */
static const char *const list_words[] = {"nội dung", "Nội dung", "lĩnh vực",          "Lĩnh vực",
                                         "nhiệm vụ", "Nhiệm vụ", "công tác trọng tâm"};

static struct view without_stop(struct view text) {
  text = view_trim(text);
  while (text.length > 0 && strchr(".;/:, ", text.data[text.length - 1]) != NULL)
    text.length--;
  return text;
}

/* What an item of a row is counted with, and its number; 0: none. */
struct row_sign {
  enum row_style { ROW_DIGITS, ROW_LETTERS, ROW_WORDS } style;
  int order;
};

/* Without the dash of a list, and "Nội dung" before a number. */
static struct view without_front(struct view text) {
  static const char *const fronts[] = {"- ", "– ", "+ ", "• ", "* ", "Nội dung ", "nội dung "};
  text = view_trim(text);
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    if (view_starts_with(text, fronts[i])) return view_trim(view_slice(text, strlen(fronts[i]), SIZE_MAX));
  return text;
}

/* How long the sign behind a number is: "1. ", "(1) ", "1- ", "1/ ", "1: ", "1 - "; 0: none. A dash or slash
 * has a capital letter behind it, since "2 - 3" is none. */
static size_t sign_length(struct view text, bool in_bracket) {
  static const char *const signs[] = {") ", ". ", "- ", "/ ", ": ", " - ", " – "};
  for (size_t i = 0; i < sizeof signs / sizeof *signs && !(in_bracket && i > 0); i++) {
    size_t length = strlen(signs[i]), first = length;
    if (!view_starts_with(text, signs[i]) || text.length == length) continue;
    return i < 2 || u_isupper(text_next_character(text, &first)) ? length : 0;
  }
  return 0;
}

/* "a) …", "Một là, …", "Thứ nhất, …", "(1) …", as the first or another of a row; without that sign. */
static struct view without_sign(struct arena *arena, struct view text, struct row_sign *sign) {
  static const char *const words[][2] = {
      {"một là", "thứ nhất"}, {"hai là", "thứ hai"}, {"ba là", "thứ ba"},
      {"bốn là", "thứ tư"},   {"năm là", "thứ năm"}, {"sáu là", "thứ sáu"},
      {"bảy là", "thứ bảy"},  {"tám là", "thứ tám"}, {"chín là", "thứ chín"}};
  enum { FRONT = 12 };
  *sign = (struct row_sign){ROW_DIGITS, 0};
  struct view whole = view_trim(text);
  text = without_front(text);
  size_t at = text.length > 0 && text.data[0] == '(' ? 1 : 0, begin = at;
  while (at < text.length && ascii_is_digit(text.data[at]) && at - begin < 2)
    sign->order = sign->order * 10 + (text.data[at++] - '0');
  if (at == begin && at + 1 < text.length && text.data[at + 1] == ')' && text.data[at] >= 'a' &&
      text.data[at] <= 'i')
    *sign = (struct row_sign){ROW_LETTERS, text.data[at++] - 'a' + 1};
  size_t length = at == begin ? 0 : sign_length(view_slice(text, at, SIZE_MAX), begin > 0);
  if (length > 0) return view_trim(view_slice(text, at + length, SIZE_MAX));
  sign->order = 0;
  struct view front = text_fold_case(arena, view_slice(text, 0, FRONT));
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    for (size_t k = 0; k < 2; k++) {
      length = strlen(words[i][k]);
      if (!view_starts_with(front, words[i][k]) || text.length <= length) continue;
      bool is_longer = k == 1 && view_starts_with(view_slice(text, length, SIZE_MAX), " là ");
      if (is_longer) length += strlen(" là");
      bool ends = strchr(",:", text.data[length]) != NULL;
      if (!ends && !(text.data[length] == ' ' && (k == 0 || is_longer))) continue;
      *sign = (struct row_sign){ROW_WORDS, (int)i + 1};
      return text_capitalize(arena, view_trim(view_slice(text, length + 1, SIZE_MAX)));
    }
  return whole;
}

static bool is_sign(struct row_sign sign, enum row_style style, size_t order) {
  return sign.style == style && sign.order > 0 && (size_t)sign.order == order;
}

/* Where a sentence begins with the sign behind that of `order`, of a row in one paragraph: "Một là, …. Hai
 * là, …."; the text's length where none does. */
static size_t next_of_row(struct arena *arena, struct view text, enum row_style style, size_t order) {
  struct row_sign sign;
  without_sign(arena, text, &sign);
  bool is_here = is_sign(sign, style, order);
  for (size_t begin = article_sentence_end(text, 0); is_here && begin < text.length;) {
    without_sign(arena, view_slice(text, begin, SIZE_MAX), &sign);
    if (is_sign(sign, style, order + 1)) return begin;
    size_t end = article_sentence_end(text, begin);
    if (end <= begin) break;
    begin = end;
  }
  return text.length;
}

/* Whether a row begins in the paragraph, and where the sentence begins with which it does: "Hai bên có 2
 * việc. Thứ nhất, …". */
static bool find_row(struct arena *arena, struct view text, struct row_sign *sign, size_t *at) {
  for (size_t begin = 0, end; begin < text.length; begin = end) {
    without_sign(arena, view_slice(text, begin, SIZE_MAX), sign);
    *at = begin;
    if (sign->order == 1) return true;
    end = article_sentence_end(text, begin);
    if (end <= begin) break;
    size_t colon = view_find(view_slice(text, 0, end), VIEW(": "), begin);
    if (colon == VIEW_NOT_FOUND) continue;
    *at = colon + strlen(": ");
    without_sign(arena, view_slice(text, *at, end - *at), sign);
    if (sign->order == 1) return true;
  }
  return false;
}

/* Takes the row that begins in the paragraph at the place: what is counted on in the paragraphs below, until
 * something is counted anew ("II. Trách nhiệm", and below it "1. …"). What is counted otherwise is a part of
 * what it stands below. `behind` is the paragraph behind the last that was looked at. */
static void take_row(struct finding *finding, size_t paragraph, size_t begin, enum row_style style,
                     size_t *behind) {
  struct facts *facts = finding->facts;
  const struct article *article = finding->article;
  facts->commitment_count = 0;
  for (size_t i = paragraph; i < article->paragraph_count; i++) {
    struct row_sign sign;
    struct view text = view_slice(article->paragraphs[i].text, i == paragraph ? begin : 0, SIZE_MAX);
    without_sign(finding->arena, text, &sign);
    *behind = i + 1;
    if (i > paragraph && is_sign(sign, style, 1)) {
      *behind = i;
      return;
    }
    size_t before = facts->commitment_count;
    while (text.length > 0) {
      size_t end = next_of_row(finding->arena, text, style, facts->commitment_count + 1);
      /* Behind the last of a row in one paragraph the text goes on. */
      bool is_last =
          end == text.length && ((i == paragraph && begin > 0) || facts->commitment_count > before);
      if (is_last) end = article_sentence_end(text, 0);
      struct view rest = without_sign(finding->arena, view_slice(text, 0, end), &sign);
      if (is_sign(sign, style, facts->commitment_count + 1) && rest.length > 0)
        facts->commitments[facts->commitment_count++] = without_stop(rest);
      text = is_last ? (struct view){NULL, 0} : view_slice(text, end, SIZE_MAX);
    }
  }
}

/* The sentence that stands before a place in a paragraph, or before the paragraph. */
static struct view lead_of(const struct article *article, size_t paragraph, size_t begin) {
  if (begin == 0 && paragraph == 0) return (struct view){NULL, 0};
  struct view text = begin > 0 ? view_slice(article->paragraphs[paragraph].text, 0, begin)
                               : article->paragraphs[paragraph - 1].text;
  text = view_trim(text);
  return text.length == 0 ? text
                          : view_slice(text, article_sentence_begin(text, 0, text.length - 1), SIZE_MAX);
}

/* Whether the words before a list say that it is of something else than what was agreed on: what was done
 * before, who came or was rewarded, what somebody asked for. */
static bool leads_to_other_things(struct finding *finding, struct view lead) {
  static const char *const others[] = {
      "kết quả",     "đạt được",      "đã phối hợp", "đã thực hiện", "đã tổ chức",     "đã triển khai",
      "năm qua",     "thời gian qua", "vừa qua",     "tham dự",      "dự lễ",          "dự buổi",
      "dự hội nghị", "có mặt",        "thành phần",  "khen thưởng",  "được khen",      "biểu dương",
      "được tặng",   "trao tặng",     "trao thưởng", "đã thông qua", "được thông qua", "nghị thông qua",
      "làm việc",    "đề nghị",       "mong muốn",   "yêu cầu",      "đề xuất",        "kiến nghị",
      "hạn chế",     "tồn tại",       "khó khăn",    "nguyên nhân",  "bài học",        "chứng kiến",
      "danh sách",   "đại biểu",      "nhấn mạnh",   "lưu ý"};
  static const char *const agreed[] = {"thống nhất", "cam kết",       "sẽ ",
                                       "tiếp tục",   "thời gian tới", "quy định"};
  size_t last = 0;
  struct view folded = text_fold_case(finding->arena, lead);
  bool is_other = false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    for (size_t at = 0; (at = view_find(folded, view_of(others[i]), at)) != VIEW_NOT_FOUND; at++) {
      is_other = true;
      last = at > last ? at : last;
    }
  return is_other && !VIEW_HAS_ANY(view_slice(folded, last, SIZE_MAX), agreed);
}

/* Whether someone is named in the unit between the two places; people stand in the order of the text. */
static bool names_someone(const struct mentions *mentions, size_t unit, size_t begin, size_t end) {
  size_t low = 0, high = mentions->person_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct press_person *person = &mentions->people[middle];
    if (person->unit < unit || (person->unit == unit && person->begin < begin))
      low = middle + 1;
    else
      high = middle;
  }
  return low < mentions->person_count && mentions->people[low].unit == unit &&
         mentions->people[low].begin < end;
}

/* "1. Ông Lê Văn An, Giám đốc …": most of the paragraphs begin with someone. */
static bool is_list_of_people(const struct finding *finding, size_t from, size_t to) {
  enum { FRONT = 24 };
  size_t people = 0;
  for (size_t i = from; i < to; i++)
    people += names_someone(finding->mentions, i + 1, 0, FRONT);
  return people * 2 > to - from;
}

/* What is numbered; `is_led`: behind words that lead to what was agreed on. */
static bool take_numbered(struct finding *finding, bool is_led) {
  const struct article *article = finding->article;
  struct facts *facts = finding->facts;
  for (size_t i = 0, behind; i < article->paragraph_count; i = behind) {
    struct row_sign sign;
    size_t begin;
    behind = i + 1;
    if (!find_row(finding->arena, article->paragraphs[i].text, &sign, &begin)) continue;
    struct view lead = lead_of(article, i, begin);
    if (leads_to_other_things(finding, lead) || (is_led && !VIEW_HAS_ANY(lead, list_words))) continue;
    take_row(finding, i, begin, sign.style, &behind);
    if (facts->commitment_count >= 2 && !is_list_of_people(finding, i, i + facts->commitment_count))
      return true;
  }
  facts->commitment_count = 0;
  return false;
}

static bool find_numbered(struct finding *finding) {
  return take_numbered(finding, true) || take_numbered(finding, false);
}

/* "8 nội dung cơ bản gồm: …; …": how many it says; 0 where it does not. */
static int said_count(struct view text, size_t at) {
  size_t end = at;
  while (end > 0 && text.data[end - 1] == ' ')
    end--;
  size_t begin = end;
  while (begin > 0 && ascii_is_digit(text.data[begin - 1]))
    begin--;
  int number = 0;
  return finding_read_number(view_slice(text, begin, end - begin), 2, &number) ? number : 0;
}

/* Items below a paragraph that says of what they are: "… các nội dung phối hợp:". */
static bool find_items(struct finding *finding) {
  enum { REACH = 200 };
  struct facts *facts = finding->facts;
  const struct article *article = finding->article;
  for (size_t i = 0; i + 2 < article->paragraph_count; i++) {
    struct view text = article->paragraphs[i].text;
    if (!view_ends_with(text, ":") || article->paragraphs[i + 1].kind != PARAGRAPH_ITEM) continue;
    struct view lead = view_slice(text, text.length > REACH ? text.length - REACH : 0, REACH);
    size_t word = VIEW_NOT_FOUND;
    for (size_t k = 0; k < sizeof list_words / sizeof *list_words && word == VIEW_NOT_FOUND; k++)
      word = view_find(lead, view_of(list_words[k]), 0);
    if (word == VIEW_NOT_FOUND || leads_to_other_things(finding, lead_of(article, i + 1, 0))) continue;
    facts->commitment_count = 0;
    for (size_t k = i + 1; k < article->paragraph_count && article->paragraphs[k].kind == PARAGRAPH_ITEM;
         k++) {
      struct view part = without_stop(article->paragraphs[k].text);
      if (part.length > 0)
        facts->commitments[facts->commitment_count++] = text_capitalize(finding->arena, part);
    }
    if (facts->commitment_count < 2) continue;
    int said = said_count(lead, word);
    if (said > 0 && (size_t)said != facts->commitment_count)
      doubts_add(finding->doubts, DOUBT_COMMITMENTS,
                 sentence_import_count(said, (long long)facts->commitment_count));
    return true;
  }
  facts->commitment_count = 0;
  return false;
}

/* Parts with ";" between them; `at_capitals`: only where what follows begins with a capital letter. */
static void split(struct finding *finding, struct view text, bool at_capitals) {
  struct facts *facts = finding->facts;
  facts->commitment_count = 0;
  while (text.length > 0) {
    size_t end = 0;
    for (;; end++) {
      end = view_find_byte(text, ';', end);
      if (end == VIEW_NOT_FOUND || !at_capitals) break;
      size_t next = end + 1;
      while (next < text.length && text.data[next] == ' ')
        next++;
      if (next >= text.length || u_isupper(text_next_character(text, &next))) break;
    }
    struct row_sign sign;
    struct view part = end == VIEW_NOT_FOUND ? text : view_slice(text, 0, end);
    part = without_stop(without_sign(finding->arena, part, &sign));
    if (part.length > 0)
      facts->commitments[facts->commitment_count++] = text_capitalize(finding->arena, part);
    text = end == VIEW_NOT_FOUND ? (struct view){NULL, 0} : view_slice(text, end + 1, SIZE_MAX);
  }
}

/* A list that ends so names examples: "…", "v.v.", "vân vân". */
static bool ends_open(struct view list) {
  static const char *const ends[] = {"...",  "…",  "....", "v.v",     "v.v.",
                                     "v..v", "vv", "vv.",  "vân vân", "vân vân."};
  list = view_trim(list);
  while (list.length > 0 && strchr("/;)", list.data[list.length - 1]) != NULL)
    list.length--;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_ends_with(list, ends[i])) return true;
  return false;
}

/* Without "v.v." at the end, which is no content. */
static void drop_open_end(struct facts *facts) {
  static const char *const words[] = {"v.v", "vv", "vân vân", "V.v", "Vv", "Vân vân", "…"};
  struct view *last = &facts->commitments[facts->commitment_count - 1];
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!view_ends_with(*last, words[i])) continue;
    size_t begin = last->length - strlen(words[i]);
    if (begin > 0 && strchr(" ,;.", last->data[begin - 1]) == NULL && words[i][0] != '\xe2') continue;
    last->length = begin;
    *last = without_stop(*last);
  }
  if (last->length == 0) facts->commitment_count--;
}

static void tell_of_list(struct finding *finding, struct view list, struct view lead, int said) {
  struct facts *facts = finding->facts;
  facts->has_examples = view_ends_with(view_trim(lead), "như") || ends_open(list);
  if (facts->has_examples) drop_open_end(facts);
  if (said > 0 && (size_t)said != facts->commitment_count)
    doubts_add(finding->doubts, DOUBT_COMMITMENTS,
               sentence_import_count(said, (long long)facts->commitment_count));
}

/* "… nội dung …: …; …". */
static bool find_listed(struct finding *finding, const char *word) {
  enum { REACH = 80, TRIES = 200 };
  struct facts *facts = finding->facts;
  size_t tries = 0;
  for (size_t i = 0; i < finding->article->paragraph_count; i++) {
    struct view text = finding->article->paragraphs[i].text;
    for (size_t at = 0; (at = view_find(text, view_of(word), at)) != VIEW_NOT_FOUND; at++) {
      size_t colon = view_find_byte(view_slice(text, 0, at + REACH), ':', at);
      if (colon == VIEW_NOT_FOUND) continue;
      size_t begin = article_sentence_begin(text, 0, at);
      if (leads_to_other_things(finding, view_slice(text, begin, colon - begin))) continue;
      if (tries++ == TRIES) {
        facts->commitment_count = 0;
        return false;
      }
      struct view list = view_slice(text, colon + 1, article_sentence_end(text, colon) - colon - 1);
      int said = said_count(text, at);
      split(finding, list, true);
      if (facts->commitment_count < 2) split(finding, list, false);
      if (facts->commitment_count < 2) continue;
      tell_of_list(finding, list, view_slice(text, 0, colon), said);
      return true;
    }
  }
  facts->commitment_count = 0;
  return false;
}

/* "Chương trình phối hợp số 14", where "Chương trình phối hợp tiến hành …" tells what is done. */
static bool is_name_of_document(struct view text, size_t begin, size_t end) {
  static const char *const before[] = {"ương trình ", "uy chế ", "ế hoạch ", "công tác "};
  static const char *const behind[] = {"số",  "giữa",     "giai đoạn", "về",
                                       "của", "công tác", "hoạt động", "năm"};
  bool is_name = false;
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    is_name = is_name || view_ends_with(view_slice(text, 0, begin), before[i]);
  struct view rest = view_trim(view_slice(text, end, SIZE_MAX));
  for (size_t i = 0; i < sizeof behind / sizeof *behind && is_name; i++)
    if (view_starts_with(rest, behind[i])) return true;
  return false;
}

/* "thống nhất ký kết, tập trung", "thực hiện các nội dung sau": words that lead to a list, where "tuyên
 * truyền với chủ đề" has the name of what it tells behind its colon. */
static bool leads_to_list(struct view words) {
  static const char *const leads[] = {"nội dung", "nhiệm vụ",     "tập trung",      "các mặt",
                                      "cụ thể",   "các lĩnh vực", "những việc sau", "bao gồm"};
  static const char *const last[] = {" sau", " gồm", " là", " sau đây"};
  static const char *const names[] = {"chủ đề", "chuyên đề", "khẩu hiệu", "thông điệp", "tên gọi"};
  words = view_trim(words);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (view_ends_with(words, names[i])) return false;
  for (size_t i = 0; i < sizeof last / sizeof *last; i++)
    if (view_ends_with(words, last[i])) return true;
  return words.length == 0 || VIEW_HAS_ANY(words, leads);
}

/* Where the first content begins: behind a colon that follows some few words that lead to it, else at `from`.
 */
static size_t begin_of_contents(struct view sentence, size_t from, size_t first_end) {
  enum { REACH = 80 };
  size_t colon = view_find_byte(view_slice(sentence, 0, first_end), ':', from);
  bool leads = colon != VIEW_NOT_FOUND && colon - from <= REACH &&
               leads_to_list(view_slice(sentence, from, colon - from));
  return leads ? colon + 1 : from;
}

/* "2 đơn vị phối hợp …; …; …": a sentence with semicolons that tells what is done together. */
static bool find_running(struct finding *finding) {
  static const char *const words[] = {"thống nhất phối hợp", "sẽ phối hợp", "tập trung vào", "phối hợp",
                                      "thống nhất",          "cam kết"};
  enum { TRIES = 200 };
  struct facts *facts = finding->facts;
  size_t tries = 0;
  for (size_t i = 1; i < finding->article->paragraph_count; i++) {
    struct view text = finding->article->paragraphs[i].text;
    for (size_t begin = 0; begin < text.length && tries < TRIES; tries++) {
      size_t end = article_sentence_end(text, begin);
      struct view sentence = view_slice(text, begin, end - begin);
      begin = end > begin ? end : text.length;
      size_t first = view_find_byte(sentence, ';', 0), from = VIEW_NOT_FOUND;
      for (size_t k = 0; k < sizeof words / sizeof *words && first != VIEW_NOT_FOUND; k++) {
        size_t at = view_find(view_slice(sentence, 0, first), view_of(words[k]), 0);
        if (at == VIEW_NOT_FOUND || is_name_of_document(sentence, at, at + strlen(words[k]))) continue;
        from = at + strlen(words[k]);
        break;
      }
      if (from == VIEW_NOT_FOUND || view_find(sentence, VIEW("đồng chí"), 0) != VIEW_NOT_FOUND) continue;
      if (leads_to_other_things(finding, view_slice(sentence, 0, from))) continue;
      from = begin_of_contents(sentence, from, first);
      split(finding, view_slice(sentence, from, SIZE_MAX), false);
      if (facts->commitment_count < 2) continue;
      tell_of_list(finding, sentence, (struct view){NULL, 0}, 0);
      doubts_add(finding->doubts, DOUBT_COMMITMENTS, sentence_import_running());
      return true;
    }
  }
  facts->commitment_count = 0;
  return false;
}

/* The party with whose name the part of a sentence begins, behind "Theo đó," and the like; `*end` is behind
 * the name. */
static const struct entry *party_at_front(const struct finding *finding, const struct text_unit *unit,
                                          size_t begin, size_t to, size_t *end) {
  static const char *const fronts[] = {"",
                                       "- ",
                                       "Về phía ",
                                       "Phía ",
                                       "Theo đó, ",
                                       "Trong đó, ",
                                       "trong đó, ",
                                       "Cụ thể, ",
                                       "Theo thỏa thuận, ",
                                       "Theo thoả thuận, ",
                                       "Theo quy chế, ",
                                       "Theo chương trình, ",
                                       "Theo kế hoạch, "};
  size_t first = text_unit_mention_at(unit, begin);
  if (first == unit->mention_count || unit->mentions[first].end > to) return NULL;
  const struct mention *mention = &unit->mentions[first];
  const struct party *party = finding_party_of(finding->facts, mention);
  struct view front = view_slice(unit->text, begin, mention->begin - begin);
  while (front.length > 0 && front.data[0] == ' ')
    front = view_slice(front, 1, SIZE_MAX);
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts && party != NULL; i++)
    if (view_equal_string(front, fronts[i])) {
      *end = mention->end;
      return party->organization;
    }
  return NULL;
}

/* Without "có trách nhiệm" and the like at the front. */
static struct view without_duty(struct view text) {
  static const char *const words[] = {
      "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "sẽ", "đảm nhận", "đảm nhiệm", ":"};
  text = view_trim(text);
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !is_cut; i++) {
      is_cut = view_starts_with(text, words[i]);
      if (is_cut) text = view_trim(view_slice(text, strlen(words[i]), SIZE_MAX));
    }
  }
  return text;
}

/* "đã cấp 5 tỷ đồng", "do ông A làm đại diện": no duty for the time that comes. */
static bool is_duty(struct view text) {
  static const char *const words[] = {"đã ", "do ", "là ", "và ", "cùng ", "với ", "vừa ", "được ", "ký "};
  if (text.length == 0 || strchr("(,-", text.data[0]) != NULL) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_starts_with(text, words[i])) return false;
  return true;
}

static void add_of_party(struct finding *finding, struct view part, const struct entry *party) {
  struct facts *facts = finding->facts;
  part = without_stop(part);
  if (part.length == 0) return;
  facts->commitment_parties[facts->commitment_count] = party;
  facts->commitments[facts->commitment_count++] = text_capitalize(finding->arena, part);
}

/* "Sở Y tế khám bệnh; Tỉnh đoàn vận động hội viên", "Bộ Y tế có trách nhiệm: …; …": the parts of a sentence
 * between semicolons, each of the party that is named last. None from the first on that has no party. */
static void take_of_parties(struct finding *finding, const struct text_unit *unit, size_t begin, size_t end) {
  const struct entry *party = NULL;
  struct view sentence = view_slice(unit->text, 0, end);
  bool is_row = view_find_byte(sentence, ';', begin) != VIEW_NOT_FOUND;
  for (size_t next; is_row && begin < end; begin = next + 1) {
    size_t behind = begin;
    next = view_find_byte(sentence, ';', begin);
    if (next == VIEW_NOT_FOUND) next = end;
    const struct entry *here = party_at_front(finding, unit, begin, next, &behind);
    if (here != NULL) party = here;
    struct view part = without_duty(view_slice(unit->text, behind, next - behind));
    if (party == NULL || (here != NULL && !is_duty(part))) return;
    add_of_party(finding, part, party);
  }
}

/* What each party does, where at least two are told of. */
static bool find_of_parties(struct finding *finding) {
  struct facts *facts = finding->facts;
  const struct mentions *mentions = finding->mentions;
  bool has_several = false;
  facts->commitment_count = 0;
  for (size_t i = 2; i <= mentions->paragraph_units; i++) {
    const struct text_unit *unit = &mentions->units[i];
    for (size_t begin = 0, end; begin < unit->text.length; begin = end) {
      end = article_sentence_end(unit->text, begin);
      if (end <= begin) break;
      if (!names_someone(mentions, i, begin, end)) take_of_parties(finding, unit, begin, end);
    }
  }
  for (size_t i = 1; i < facts->commitment_count; i++)
    has_several = has_several || facts->commitment_parties[i] != facts->commitment_parties[0];
  if (!has_several) {
    facts->commitment_count = 0;
    facts->commitment_parties = NULL;
    return false;
  }
  doubts_add(finding->doubts, DOUBT_COMMITMENTS, sentence_import_running());
  return true;
}

/* For as many as the text has of what ends one; how many. */
static size_t make_room(struct finding *finding) {
  size_t room = finding->article->paragraph_count + 1;
  for (size_t i = 0; i < finding->article->paragraph_count; i++)
    for (size_t k = 0; k < finding->article->paragraphs[i].text.length; k++)
      room += strchr(";.!?", finding->article->paragraphs[i].text.data[k]) != NULL;
  finding->facts->commitments = arena_array(finding->arena, room, sizeof *finding->facts->commitments);
  return room;
}

bool finding_numbered(struct finding *finding) {
  make_room(finding);
  return find_numbered(finding);
}

void finding_commitments(struct finding *finding) {
  struct facts *facts = finding->facts;
  size_t room = make_room(finding);
  bool is_found = find_items(finding) || find_numbered(finding);
  for (size_t i = 0; i < sizeof list_words / sizeof *list_words && !is_found; i++)
    is_found = find_listed(finding, list_words[i]);
  if (!is_found) {
    facts->commitment_parties = arena_array(finding->arena, room, sizeof *facts->commitment_parties);
    is_found = find_of_parties(finding);
  }
  if (!is_found && !find_running(finding))
    doubts_add(finding->doubts, DOUBT_COMMITMENTS, sentence_import_no_contents());
}
