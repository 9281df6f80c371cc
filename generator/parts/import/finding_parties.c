#include "parts/import/finding.h"
#include "parts/import/party_role.h"
#include "parts/import/press_people.h"
#include "parts/import/signing_deed.h"
#include "parts/import/signing_time.h"

#include "base/ascii.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

static bool is_office(const struct mention *mention) {
  return mention->entry == NULL || mention->entry->type == &organization_type;
}

/* Without the first of the words at the front. */
static bool cut_front(struct view *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(words[i]);
    bool ends = text->length == length || (text->length > length && text->data[length] == ' ');
    bool is_sign = !ascii_is_alphanumeric(words[i][0]) && (unsigned char)words[i][0] < 128;
    if (!view_starts_with(*text, words[i]) || (!ends && !is_sign)) continue;
    *text = view_trim(view_slice(*text, length, SIZE_MAX));
    return true;
  }
  return false;
}

/* Whether two offices with this between them are named together: "và", "phối hợp với", "cùng Ban Thường vụ".
 */
static bool is_joint(struct finding *finding, struct view gap) {
  static const char *const joints[] = {"và", "với", "cùng với", "cùng",         ",",
                                       "-",  "–",   ";",        "phối hợp với", "phối hợp cùng"};
  static const char *const bodies[] = {
      "trung ương",  "t.ư",           "tw",       "thường trực",     "ban chấp hành",
      "bch",         "ban thường vụ", "btv",      "ban thường trực", "ban giám đốc",
      "ban chỉ huy", "đoàn chủ tịch", "lãnh đạo", "đại diện",        "đảng ủy"};
  enum { LONGEST = 120 };
  gap = view_trim(gap);
  if (gap.length <= LONGEST) gap = text_fold_case(finding->arena, gap);
  /* "UBND tỉnh ký quy chế phối hợp với Tỉnh đoàn" */
  bool is_signed_with = gap.length <= LONGEST && view_find(gap, VIEW("ký"), 0) != VIEW_NOT_FOUND &&
                        (view_ends_with(gap, " với") || view_ends_with(gap, " cùng")) &&
                        view_find_byte(gap, '.', 0) == VIEW_NOT_FOUND;
  if (is_signed_with) return true;
  static const char *const adverbs[] = {"vừa", "đã", "mới"}, *const together[] = {"phối hợp"};
  struct view rest = gap;
  cut_front(&rest, adverbs, sizeof adverbs / sizeof *adverbs);
  if (cut_front(&rest, together, 1)) {
    static const char *const preposition[] = {"với", "cùng"};
    cut_front(&rest, preposition, 2);
    cut_front(&rest, bodies, sizeof bodies / sizeof *bodies);
    return rest.length == 0;
  }
  if (!cut_front(&gap, joints, sizeof joints / sizeof *joints)) return false;
  cut_front(&gap, joints, sizeof joints / sizeof *joints);
  cut_front(&gap, bodies, sizeof bodies / sizeof *bodies);
  return gap.length == 0;
}

/* Without what stands in brackets: "(huyện Tuy Phong, tỉnh Bình Thuận)". */
static struct view without_brackets(struct arena *arena, struct view gap) {
  if (view_find_byte(gap, '(', 0) == VIEW_NOT_FOUND) return gap;
  struct buffer rest = {0};
  size_t depth = 0;
  for (size_t i = 0; i < gap.length; i++) {
    depth += gap.data[i] == '(';
    if (depth == 0) buffer_add_byte(&rest, gap.data[i]);
    depth -= gap.data[i] == ')' && depth > 0;
  }
  struct view text = arena_copy(arena, buffer_view(&rest));
  buffer_free(&rest);
  return text;
}

void finding_add_party(struct facts *facts, const struct mention *mention) {
  for (size_t i = 0; i < facts->party_count; i++)
    if (mention->entry != NULL ? facts->parties[i].organization == mention->entry
                               : view_equal(facts->parties[i].unknown, mention->unknown))
      return;
  if (facts->party_count < PARTIES_LIMIT)
    facts->parties[facts->party_count++] =
        (struct party){.organization = mention->entry, .unknown = mention->unknown};
}

/* The first offices that are named together from the unit's mention `first` on, before `to`. */
static bool take_parties(struct finding *finding, const struct text_unit *unit, size_t first, size_t to) {
  struct facts *facts = finding->facts;
  facts->party_count = 0;
  size_t last_end = 0;
  for (size_t k = first; k < unit->mention_count && unit->mentions[k].begin < to; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (!is_office(mention)) continue;
    if (party_role_is_patron(unit, mention) || party_role_is_parent(unit, mention)) continue;
    /* "tại Hội trường UBND tỉnh": no party for that. */
    const char *begin = unit->text.data + mention->begin;
    struct view place = facts->place;
    if (place.length > 0 && begin >= place.data && begin < place.data + place.length) continue;
    struct view gap = view_slice(unit->text, last_end, mention->begin - last_end);
    if (facts->party_count == 0 && party_role_is_of_guests(finding->arena, unit->text, mention->begin))
      continue;
    if (facts->party_count > 0 && !is_joint(finding, without_brackets(finding->arena, gap))) {
      if (facts->party_count >= 2) return true;
      facts->party_count = 0;
    }
    finding_add_party(facts, mention);
    last_end = mention->end;
    finding->parties_unit = unit;
    finding->parties_end = last_end;
  }
  return facts->party_count >= 2;
}

bool finding_joint_parties(struct finding *finding, const struct text_unit *unit, size_t first) {
  return take_parties(finding, unit, first, SIZE_MAX);
}

/* The offices that are named together in a sentence that tells of signing: who only came to it is named in
 * another. */
static bool take_parties_of_sentence(struct finding *finding, const struct text_unit *unit) {
  size_t begin = 0, end = 0, mention = 0;
  for (size_t i = 0; i < unit->tokens.count; i++) {
    size_t at = unit->tokens.items[i].begin;
    if (!signing_is_now(unit, i) || at < begin) continue;
    for (; end <= at && end < unit->text.length; end = article_sentence_end(unit->text, end))
      begin = end;
    while (mention < unit->mention_count && unit->mentions[mention].begin < begin)
      mention++;
    if (take_parties(finding, unit, mention, end)) return true;
    begin = end;
  }
  return false;
}

/* Whether an office stands right behind "giữa", with no more than its body's name between: "giữa hai đơn vị,
 * trình UBND tỉnh" names none. */
static bool is_right_behind(struct finding *finding, const struct text_unit *unit, size_t between,
                            size_t first) {
  enum { LONGEST = 80 };
  while (first < unit->mention_count && !is_office(&unit->mentions[first]))
    first++;
  if (first == unit->mention_count) return false;
  size_t begin = between + strlen("giữa ");
  if (unit->mentions[first].begin < begin || unit->mentions[first].begin - begin > LONGEST) return false;
  struct view gap = view_slice(unit->text, begin, unit->mentions[first].begin - begin);
  gap = view_trim(without_brackets(finding->arena, gap));
  return gap.length == 0 || is_joint(finding, ARENA_JOIN(finding->arena, VIEW("và "), gap)) ||
         view_find_byte(gap, ',', 0) == VIEW_NOT_FOUND;
}

/* An office that stands in a signer's position. */
struct signing_office {
  const struct mention *mention;
  size_t begin; /* of the position */
};

/* "Tỉnh ủy", "Quốc hội": of the posts of one person not that which signs, where there is another. */
static bool is_party_committee(struct finding *finding, struct view text, const struct mention *mention) {
  static const char *const committees[] = {"tỉnh ủy",  "thành ủy", "đảng ủy",         "huyện ủy",
                                           "quận ủy",  "thị ủy",   "trung ương đảng", "ban cán sự",
                                           "quốc hội", "đảng đoàn"};
  struct view name =
      text_fold_case(finding->arena, view_slice(text, mention->begin, mention->end - mention->begin));
  for (size_t i = 0; i < sizeof committees / sizeof *committees; i++)
    if (view_starts_with(name, committees[i])) return true;
  return false;
}

/* Where the words begin by which the office's people sign: a position, "đại diện lãnh đạo"; VIEW_NOT_FOUND:
 * there are none. */
static size_t signing_words(struct finding *finding, const struct text_unit *unit,
                            const struct mention *mention) {
  static const char *const words[] = {"đại diện lãnh đạo", "lãnh đạo", "đại diện", "thay mặt"};
  enum { REACH = 28 };
  struct view position = press_position_before(unit, text_unit_token_at(unit, mention->begin));
  if (position.length > 0) return (size_t)(position.data - unit->text.data);
  size_t begin = mention->begin > REACH ? mention->begin - REACH : 0;
  while (begin < mention->begin && utf8_continues(unit->text.data[begin]))
    begin++;
  struct view before = view_trim(view_slice(unit->text, begin, mention->begin - begin));
  struct view folded = text_fold_case(finding->arena, before);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (folded.length == before.length && view_ends_with(folded, words[i]))
      return (size_t)(before.data - unit->text.data) + before.length - strlen(words[i]);
  return VIEW_NOT_FOUND;
}

/* Whether the office is another post of the one before: "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh". */
static bool is_other_post(const struct text_unit *unit, size_t end_before, size_t begin) {
  static const char *const joints[] = {",", "-", "–", "kiêm", ", kiêm"};
  struct view gap = view_trim(view_slice(unit->text, end_before, begin - end_before));
  for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
    if (view_equal_string(gap, joints[i])) return true;
  return false;
}

/* "đồng chí Lê Văn An, Giám đốc Sở Y tế": a name stands right before the position. */
static bool is_behind_name(const struct finding *finding, const struct text_unit *unit, size_t begin) {
  enum { GAP = 5 }; /* ", ", " - ", " – " */
  const struct mentions *mentions = finding->mentions;
  size_t index = (size_t)(unit - mentions->units);
  for (size_t i = 0; i < mentions->person_count && mentions->people[i].unit <= index; i++)
    if (mentions->people[i].unit == index && mentions->people[i].end < begin &&
        begin - mentions->people[i].end <= GAP)
      return true;
  return false;
}

/* "được sự đồng ý của Chủ tịch UBND tỉnh": what is told of is another's. */
static bool is_of_someone(struct view text, size_t begin) {
  return view_ends_with(view_slice(text, 0, begin), " của ");
}

/* The offices in signers' positions from one place to another; false: there are none, or of one who has
 * several posts it is not clear in which he signs. */
static bool find_signing_offices(struct finding *finding, const struct text_unit *unit, size_t from,
                                 size_t to, struct signing_office *offices, size_t *count) {
  bool is_named = false;
  *count = 0;
  size_t last_end = 0;
  for (size_t k = text_unit_mention_at(unit, from); k < unit->mention_count && unit->mentions[k].begin < to;
       k++) {
    const struct mention *mention = &unit->mentions[k];
    if (!is_office(mention)) continue;
    size_t begin = signing_words(finding, unit, mention);
    if (begin == VIEW_NOT_FOUND || begin < from || is_of_someone(unit->text, begin)) continue;
    if (*count > 0 && is_other_post(unit, last_end, begin)) {
      struct signing_office *last = &offices[*count - 1];
      last_end = mention->end;
      if (is_party_committee(finding, unit->text, mention)) continue;
      if (is_party_committee(finding, unit->text, last->mention)) {
        last->mention = mention;
        continue;
      }
      if (is_named) return false;
    } else {
      is_named = is_behind_name(finding, unit, begin);
    }
    if (*count == PARTIES_LIMIT) return false;
    offices[(*count)++] = (struct signing_office){mention, begin};
    last_end = mention->end;
  }
  return *count >= 2;
}

/* Makes them the parties, unless they are fewer than two. */
static bool take_offices(struct finding *finding, const struct text_unit *unit,
                         const struct signing_office *offices, size_t count) {
  struct facts *facts = finding->facts;
  facts->party_count = 0;
  for (size_t i = 0; i < count; i++) {
    finding_add_party(facts, offices[i].mention);
    finding->parties_end = offices[i].mention->end;
  }
  finding->parties_unit = unit;
  return facts->party_count >= 2;
}

/* What is signed by one office in its own right is no agreement: "ký Quyết định", "ký ban hành". */
static bool is_of_own_right(struct finding *finding, const struct text_unit *unit, size_t sign) {
  static const char *const papers[] = {"quyết định", "ban hành",  "công văn", "tờ trình", "giấy",
                                       "thông tư",   "nghị định", "chỉ thị",  "bằng"};
  enum { REACH = 32 };
  struct view rest = view_slice(unit->text, unit->tokens.items[sign].end, REACH);
  struct view folded = view_trim(text_fold_case(finding->arena, rest));
  for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
    if (view_starts_with(folded, papers[i])) return true;
  return false;
}

/* "… ký kết giữa Bộ trưởng Bộ Y tế và Bí thư thứ nhất Trung ương Đoàn". */
static bool take_offices_between(struct finding *finding, const struct text_unit *unit, size_t begin,
                                 size_t end) {
  struct signing_office offices[PARTIES_LIMIT];
  size_t count, between = view_find(view_slice(unit->text, 0, end), VIEW("giữa "), begin);
  if (between == VIEW_NOT_FOUND || !finding_is_of_signing(unit, between) ||
      !find_signing_offices(finding, unit, between, end, offices, &count))
    return false;
  size_t last = offices[count - 1].mention->begin;
  return !signing_deed_is_other(finding->arena, view_slice(unit->text, between, last - between)) &&
         take_offices(finding, unit, offices, count);
}

/* "Bộ trưởng Bộ Y tế và Bí thư thứ nhất Trung ương Đoàn ký …": those whose people sign in the sentence. */
static bool take_offices_of_sentence(struct finding *finding, const struct text_unit *unit, size_t begin,
                                     size_t end, size_t sign) {
  static const char *const guests[] = {"chứng kiến", " dự ", "tham dự", "có mặt"};
  struct signing_office offices[PARTIES_LIMIT];
  size_t count, sign_begin = unit->tokens.items[sign].begin;
  struct view before = view_slice(unit->text, begin, sign_begin - begin);
  if (is_of_own_right(finding, unit, sign) || VIEW_HAS_ANY(text_fold_case(finding->arena, before), guests))
    return false;
  if (!find_signing_offices(finding, unit, begin, sign_begin, offices, &count))
    return find_signing_offices(finding, unit, sign_begin, end, offices, &count) &&
           signing_deed_leads(finding->arena, unit, begin, offices[0].begin) &&
           take_offices(finding, unit, offices, count);
  size_t first = offices[0].begin;
  return !party_role_is_of_guests(finding->arena, unit->text, first) &&
         !signing_deed_is_other(finding->arena, view_slice(unit->text, first, sign_begin - first)) &&
         take_offices(finding, unit, offices, count);
}

/* "Đại diện lãnh đạo hai đơn vị ký …": where the words stand, before "ký"; empty: they don't. */
static struct view two_who_sign(struct finding *finding, const struct text_unit *unit, size_t begin,
                                size_t sign) {
  static const char *const twos[] = {"hai đơn vị", "hai bên", "hai cơ quan", "hai ngành", "hai tổ chức",
                                     "2 đơn vị",   "2 bên",   "2 cơ quan",   "2 ngành",   "hai sở"};
  size_t sign_begin = unit->tokens.items[sign].begin;
  struct view before = view_slice(unit->text, begin, sign_begin - begin);
  struct view folded = text_fold_case(finding->arena, before);
  if (folded.length != before.length) return (struct view){NULL, 0};
  for (size_t i = 0; i < sizeof twos / sizeof *twos; i++) {
    size_t at = view_find(folded, view_of(twos[i]), 0);
    if (at == VIEW_NOT_FOUND || (at > 0 && before.data[at - 1] != ' ')) continue;
    struct view rest = view_slice(before, at + strlen(twos[i]), SIZE_MAX);
    if (!signing_deed_is_other(finding->arena, rest)) return view_slice(before, at, strlen(twos[i]));
  }
  return (struct view){NULL, 0};
}

/* The two that are named together in the title, the first paragraphs, or before the sentence in its own, and
 * no more of them. */
static bool take_two_before(struct finding *finding, size_t own_unit, size_t begin) {
  enum { FIRST = 3 };
  const struct text_unit *units = finding->mentions->units;
  if (take_parties(finding, &units[own_unit], 0, begin)) return finding->facts->party_count == 2;
  for (size_t i = 0; i < own_unit && i < FIRST; i++)
    if (take_parties(finding, &units[i], 0, SIZE_MAX)) return finding->facts->party_count == 2;
  return false;
}

/* The parties by those who sign in a sentence that tells of it as of a deed. */
static bool take_parties_by_signers(struct finding *finding, size_t index) {
  const struct text_unit *unit = &finding->mentions->units[index];
  for (size_t begin = 0, end; begin < unit->text.length; begin = end) {
    end = article_sentence_end(unit->text, begin);
    if (end <= begin) return false;
    size_t sign = signing_deed_find(unit, begin, end);
    if (take_offices_between(finding, unit, begin, end) ||
        (sign > 0 && take_offices_of_sentence(finding, unit, begin, end, sign))) {
      doubts_add(finding->doubts, DOUBT_NAMES, sentence_import_by_signers());
      return true;
    }
    if (sign == 0 || finding->has_two) continue;
    struct view two = two_who_sign(finding, unit, begin, sign);
    if (two.length == 0) continue;
    finding->has_two = true;
    if (!take_two_before(finding, index, begin)) continue;
    doubts_add(finding->doubts, DOUBT_NAMES, sentence_import_two_meant(two));
    return true;
  }
  return false;
}

/* The offices behind "giữa", else the first that are named together, in the title, then where signing is told
 * of: in the sentence, else by those who sign in it, else in the paragraph. */
void finding_parties(struct finding *finding) {
  const struct mentions *mentions = finding->mentions;
  enum { BETWEEN, SENTENCE, SIGNERS, PARAGRAPH, PASSES };
  for (int pass = BETWEEN; pass < PASSES; pass++)
    for (size_t i = 0; i < mentions->unit_count; i++) {
      const struct text_unit *unit = &mentions->units[i];
      if (!finding_tells_of_signing(unit, 0, unit->text.length)) continue;
      if (pass == SIGNERS && !take_parties_by_signers(finding, i)) continue;
      if (pass == SIGNERS) return;
      size_t between = pass == BETWEEN ? view_find(unit->text, VIEW("giữa "), 0) : 0;
      if (pass == BETWEEN && (between == VIEW_NOT_FOUND || !finding_is_of_signing(unit, between))) continue;
      size_t first = 0;
      while (first < unit->mention_count && unit->mentions[first].begin < between)
        first++;
      if (pass == BETWEEN && !is_right_behind(finding, unit, between, first)) continue;
      if (pass == SENTENCE ? take_parties_of_sentence(finding, unit)
                           : take_parties(finding, unit, first, SIZE_MAX) &&
                                 !(finding->has_two && finding->facts->party_count != 2))
        return;
    }
  finding->facts->party_count = 0;
}

/* "…, Ủy ban Thể dục và Sở Y tế": what goes on behind the parties as an office that was not understood. */
void finding_tell_of_more_parties(struct finding *finding) {
  static const char *const joints[] = {", ", " và ", " - ", " – ", "; "};
  static const char *const heads[] = {
      "Ủy ban",   "Hội ",      "Ban ",     "Sở ",       "Bộ ",         "Cục ",    "Chi cục",
      "Phòng ",   "Trung tâm", "Đoàn ",    "Liên ",     "Tổng ",       "Viện ",   "Tòa ",
      "Công an",  "Công ty",   "Tập đoàn", "Trường ",   "Ngân hàng",   "Đài ",    "Văn phòng",
      "Hiệp hội", "Giáo hội",  "Quỹ ",     "Thanh tra", "Chính quyền", "Kho bạc", "Mặt trận"};
  enum { REACH = 120, WORDS = 60 };
  const struct text_unit *unit = finding->parties_unit;
  if (finding->facts->party_count < 2 || unit == NULL) return;
  struct view rest = view_slice(unit->text, finding->parties_end, REACH);
  if (view_starts_with(rest, " (")) {
    size_t end = view_find_byte(rest, ')', 0);
    if (end != VIEW_NOT_FOUND) rest = view_slice(rest, end + 1, SIZE_MAX);
  }
  bool is_joined = false, is_office_word = false;
  for (size_t i = 0; i < sizeof joints / sizeof *joints && !is_joined; i++) {
    is_joined = view_starts_with(rest, joints[i]);
    if (is_joined) rest = view_slice(rest, strlen(joints[i]), SIZE_MAX);
  }
  for (size_t i = 0; i < sizeof heads / sizeof *heads && is_joined; i++)
    is_office_word = is_office_word || view_starts_with(rest, heads[i]);
  if (!is_office_word || view_starts_with(rest, "Hội nghị") || view_starts_with(rest, "Hội thảo")) return;
  size_t end = 0;
  while (end < rest.length && strchr(",;.(:", rest.data[end]) == NULL &&
         (end < WORDS || rest.data[end] != ' '))
    end++;
  /* The reach may end within a character. */
  for (size_t at = 0; at < end;) {
    size_t begin = at;
    if (text_next_character(rest, &at) < 0) end = begin;
  }
  doubts_add(finding->doubts, DOUBT_NAMES, sentence_import_more_parties(view_slice(rest, 0, end)));
}

/* "ba cơ quan là …": the sentence that names the parties says how many there are. */
void finding_tell_of_number(struct finding *finding) {
  static const char *const nouns[][2] = {
      {"co", "quan"}, {"don", "vi"}, {"to", "chuc"}, {"ben", NULL}, {"nganh", NULL}};
  const struct text_unit *unit = finding->parties_unit;
  const struct facts *facts = finding->facts;
  if (facts->party_count < 2 || unit == NULL) return;
  size_t begin = article_sentence_begin(unit->text, 0, finding->parties_end - 1);
  for (size_t i = text_unit_token_at(unit, begin);
       i < unit->tokens.count && unit->tokens.items[i].end <= finding->parties_end; i++) {
    long long said = text_unit_number(unit, i);
    if (said == 0 || said == (long long)facts->party_count) continue;
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++) {
      if (!text_unit_is(unit, i + 1, nouns[k][0]) ||
          (nouns[k][1] != NULL && !text_unit_is(unit, i + 2, nouns[k][1])))
        continue;
      doubts_add(finding->doubts, DOUBT_NAMES, sentence_import_offices(said, (long long)facts->party_count));
      return;
    }
  }
}

struct party *finding_party_of(struct facts *facts, const struct mention *mention) {
  for (size_t i = 0; i < facts->party_count; i++)
    if (mention->entry != NULL && facts->parties[i].organization == mention->entry) return &facts->parties[i];
  return NULL;
}
