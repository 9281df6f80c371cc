#include "parts/import/finding.h"

#include "text/unicode.h"

#include <unicode/uchar.h>

/* A sentence of the title or of a paragraph. */
struct sentence {
  const struct text_unit *unit;
  size_t begin, end;
  struct view folded; /* of its letters alone the case is another */
  bool tells;         /* of signing, or it is the title */
};

/* "Hai bên đã thí điểm tại An Giang": what was done tells nothing of what is signed. */
static bool is_of_past(const struct sentence *sentence) {
  static const char *const words[] = {" đã ", "đã được", "thời gian qua", "năm qua", "kết quả", "đến nay"};
  return !sentence->tells && VIEW_HAS_ANY(sentence->folded, words);
}

/* "Dự lễ có lãnh đạo các sở trên địa bàn Hà Nội", "trực tuyến đến các tỉnh": who came, before the place. */
static bool is_of_guests(struct view before) {
  enum { REACH = 400 };
  static const char *const words[] = {"dự lễ",      "tham dự", "cùng dự",    "đến dự",  "dự có",
                                      "chứng kiến", "có mặt",  "trực tuyến", "điểm cầu"};
  before = view_slice(before, before.length > REACH ? before.length - REACH : 0, REACH);
  return VIEW_HAS_ANY(before, words);
}

static bool cut_end(struct view *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (view_ends_with(*text, words[i])) {
      *text = view_trim(view_slice(*text, 0, text->length - strlen(words[i])));
      return true;
    }
  return false;
}

#define ENDS_WITH(text, words) cut_end(&(text), words, sizeof(words) / sizeof *(words))

/* Whether the agreement is said to apply where these words, folded, stand before: "trên địa bàn tỉnh", "triển
 * khai tại", "tại các tỉnh"; behind what is signed also "của thành phố". */
static bool applies_behind(const struct sentence *sentence, struct view before, bool is_behind_type) {
  static const char *const kinds[] = {"các tỉnh, thành phố",
                                      "tỉnh, thành phố",
                                      "thành phố",
                                      "tỉnh",
                                      "thủ đô",
                                      "tp.",
                                      "tp",
                                      "vùng",
                                      "khu vực"};
  static const char *const several[] = {
      "các tỉnh, thành phố:", "các tỉnh, thành phố", "các tỉnh:", "các tỉnh", "hai tỉnh", "ba tỉnh"};
  static const char *const places[] = {"tại", "ở"}, *const areas[] = {"địa bàn", "phạm vi"};
  static const char *const deeds[] = {"triển khai", "thực hiện", "thí điểm", "áp dụng"};
  static const char *const belongs[] = {"của", "cho"};
  before = view_trim(before);
  bool is_several = ENDS_WITH(before, several);
  if (!is_several) ENDS_WITH(before, kinds);
  if (ENDS_WITH(before, areas)) return true;
  if (ENDS_WITH(before, places)) return is_several || ENDS_WITH(before, deeds);
  return sentence->tells && is_behind_type && ENDS_WITH(before, belongs);
}

/* "trên địa bàn các tỉnh Tây Nguyên", "tại các tỉnh biên giới": a part of the country that is no province. */
static bool names_region(const struct sentence *sentence) {
  static const char *const fronts[] = {"địa bàn ", "tại các tỉnh ", "ở các tỉnh ", "tại khu vực ",
                                       "tại vùng "};
  static const char *const kinds[] = {"các ", "tỉnh ", "thành phố ", "khu vực ", "vùng "};
  static const char *const regions[] = {"phía ", "miền ", "ven biển", "biên giới", "duyên hải", "đồng bằng"};
  struct view text = view_slice(sentence->unit->text, 0, sentence->end);
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    for (size_t at = sentence->begin; (at = view_find(text, view_of(fronts[i]), at)) != VIEW_NOT_FOUND;
         at++) {
      struct view rest = view_slice(text, at + strlen(fronts[i]), SIZE_MAX);
      bool is_plural = view_ends_with(view_of(fronts[i]), "các tỉnh ");
      for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (!view_starts_with(rest, kinds[k])) continue;
        is_plural = is_plural || k == 1;
        rest = view_slice(rest, strlen(kinds[k]), SIZE_MAX);
        k = SIZE_MAX; /* from the first kind again */
      }
      size_t first = 0;
      bool is_name = rest.length > 0 && u_isupper(text_next_character(rest, &first)) &&
                     !view_starts_with(rest, "Việt Nam");
      for (size_t k = 0; k < sizeof regions / sizeof *regions && !is_name; k++)
        is_name = is_plural && view_starts_with(rest, regions[k]);
      if (is_name && !is_of_guests(view_slice(sentence->folded, 0, at - sentence->begin))) return true;
    }
  return false;
}

static void add_province(struct facts *facts, const struct entry *province) {
  facts->is_of_part = true;
  for (size_t i = 0; i < facts->territory_count; i++)
    if (facts->territory[i] == province) return;
  if (facts->territory_count < TERRITORY_LIMIT) facts->territory[facts->territory_count++] = province;
}

/* "An Giang, Kiên Giang và Cà Mau": the province stands in a list behind another. */
static bool is_next(struct view gap) {
  static const char *const joints[] = {", ", " và ", " - ", " – ", ", và ", ", tỉnh ", " và tỉnh "};
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
    if (view_equal_string(gap, joints[i])) return true;
  return false;
}

/* The provinces of the sentence, whose mentions are those from `first` on. */
static void take_provinces(struct finding *finding, const struct sentence *sentence, size_t first) {
  const struct text_unit *unit = sentence->unit;
  bool is_behind_type = false;
  size_t last_end = SIZE_MAX;
  for (size_t i = first; i < unit->mention_count && unit->mentions[i].begin < sentence->end; i++) {
    const struct mention *mention = &unit->mentions[i];
    if (mention->entry == NULL) continue;
    is_behind_type = is_behind_type || mention->entry->type == &agreement_type_type;
    if (mention->entry->type != &province_type) continue;
    struct view before = view_slice(sentence->folded, 0, mention->begin - sentence->begin);
    bool is_in_list =
        last_end != SIZE_MAX && is_next(view_slice(unit->text, last_end, mention->begin - last_end));
    if (!is_in_list && (!applies_behind(sentence, before, is_behind_type) || is_of_guests(before))) continue;
    add_province(finding->facts, mention->entry);
    last_end = mention->end;
  }
}

void finding_territory(struct finding *finding) {
  const struct mentions *mentions = finding->mentions;
  for (size_t i = 0; i <= mentions->paragraph_units; i++) {
    const struct text_unit *unit = &mentions->units[i];
    size_t mention = 0;
    for (size_t begin = 0, end; begin < unit->text.length; begin = end) {
      end = article_sentence_end(unit->text, begin);
      if (end <= begin) break;
      while (mention < unit->mention_count && unit->mentions[mention].begin < begin)
        mention++;
      struct view text = view_slice(unit->text, begin, end - begin);
      struct sentence sentence = {unit, begin, end, text_fold_case(finding->arena, text),
                                  i == 0 || finding_tells_of_signing(unit, begin, end)};
      if (sentence.folded.length != text.length || is_of_past(&sentence)) continue;
      take_provinces(finding, &sentence, mention);
      finding->facts->is_of_part = finding->facts->is_of_part || names_region(&sentence);
    }
  }
}
