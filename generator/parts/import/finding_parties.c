#include "parts/import/finding.h"

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
      "ban chỉ huy", "lãnh đạo",      "đại diện", "đảng ủy"};
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

/* "Dự lễ ký kết có …", "Tham dự …", "Chứng kiến …": who came is named behind. */
static bool is_of_guests(struct finding *finding, struct view text, size_t at) {
  static const char *const words[] = {"dự ",        "tham dự",    "cùng dự", "đến dự",   "về dự",
                                      "tới dự",     "chứng kiến", "đồng dự", "tham gia", "cùng tham dự",
                                      "về tham dự", "khách mời",  "chủ trì"};
  enum { REACH = 400, FRONT = 40 };
  size_t begin = at > REACH ? at - REACH : 0;
  while (begin < at && utf8_continues(text.data[begin]))
    begin++;
  for (size_t next; (next = article_sentence_end(text, begin)) <= at && next > begin;)
    begin = next;
  struct view front = text_fold_case(finding->arena, view_trim(view_slice(text, begin, FRONT)));
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_starts_with(front, words[i])) return true;
  return false;
}

/* The first offices that are named together from the unit's mention `first` on, before `to`. */
static bool take_parties(struct finding *finding, const struct text_unit *unit, size_t first, size_t to) {
  struct facts *facts = finding->facts;
  facts->party_count = 0;
  size_t last_end = 0;
  for (size_t k = first; k < unit->mention_count && unit->mentions[k].begin < to; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (!is_office(mention)) continue;
    /* "tại Hội trường UBND tỉnh": no party for that. */
    const char *begin = unit->text.data + mention->begin;
    struct view place = facts->place;
    if (place.length > 0 && begin >= place.data && begin < place.data + place.length) continue;
    struct view gap = view_slice(unit->text, last_end, mention->begin - last_end);
    if (facts->party_count == 0 && is_of_guests(finding, unit->text, mention->begin)) continue;
    if (facts->party_count > 0 && !is_joint(finding, without_brackets(finding->arena, gap))) {
      if (facts->party_count >= 2) return true;
      facts->party_count = 0;
    }
    bool is_again = false;
    for (size_t i = 0; i < facts->party_count; i++)
      is_again =
          is_again || (mention->entry != NULL ? facts->parties[i].organization == mention->entry
                                              : view_equal(facts->parties[i].unknown, mention->unknown));
    if (!is_again && facts->party_count < PARTIES_LIMIT)
      facts->parties[facts->party_count++] =
          (struct party){.organization = mention->entry, .unknown = mention->unknown};
    last_end = mention->end;
    finding->parties_unit = unit;
    finding->parties_end = last_end;
  }
  return facts->party_count >= 2;
}

/* The offices that are named together in a sentence that tells of signing: who only came to it is named in
 * another. */
static bool take_parties_of_sentence(struct finding *finding, const struct text_unit *unit) {
  size_t begin = 0, end = 0, mention = 0;
  for (size_t i = 0; i < unit->tokens.count; i++) {
    size_t at = unit->tokens.items[i].begin;
    if (!finding_is_sign_word(unit, i) || at < begin) continue;
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

/* The offices behind "giữa", else the first that are named together, in the title, then where signing is told
 * of: in the sentence, else in the paragraph. */
void finding_parties(struct finding *finding) {
  const struct mentions *mentions = finding->mentions;
  enum { BETWEEN, SENTENCE, PARAGRAPH, PASSES };
  for (int pass = BETWEEN; pass < PASSES; pass++)
    for (size_t i = 0; i < mentions->unit_count; i++) {
      const struct text_unit *unit = &mentions->units[i];
      if (!finding_tells_of_signing(unit, 0, unit->text.length)) continue;
      size_t between = pass == BETWEEN ? view_find(unit->text, VIEW("giữa "), 0) : 0;
      if (pass == BETWEEN && (between == VIEW_NOT_FOUND || !finding_is_of_signing(unit->text, between)))
        continue;
      size_t first = 0;
      while (first < unit->mention_count && unit->mentions[first].begin < between)
        first++;
      if (pass == BETWEEN && !is_right_behind(finding, unit, between, first)) continue;
      if (pass == SENTENCE ? take_parties_of_sentence(finding, unit)
                           : take_parties(finding, unit, first, SIZE_MAX))
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

/* The title before the office in one of the parts of what is said of a person: "Giám đốc" of "Giám đốc Sở Y
 * tế". */
static struct party *find_position(struct finding *finding, const struct text_unit *unit, size_t from,
                                   size_t to, struct view *title) {
  enum { LONGEST = 80 };
  for (size_t k = 0; k < unit->mention_count; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (mention->begin < from || mention->end > to || mention->entry == NULL) continue;
    for (size_t i = 0; i < finding->facts->party_count; i++) {
      struct party *party = &finding->facts->parties[i];
      if (party->organization != mention->entry) continue;
      size_t begin = mention->begin;
      while (begin > from && strchr(",;-(", unit->text.data[begin - 1]) == NULL &&
             !view_ends_with(view_slice(unit->text, from, begin - from), "–"))
        begin--;
      struct view words = view_trim(view_slice(unit->text, begin, mention->begin - begin));
      size_t first = 0;
      if (words.length == 0 || words.length > LONGEST || !u_isupper(text_next_character(words, &first)))
        continue;
      *title = words;
      return party;
    }
  }
  return NULL;
}

static bool has_position(const struct entry *person, const struct entry *organization) {
  const struct list *positions = &((const struct person *)person)->positions;
  for (size_t i = 0; i < positions->count; i++)
    if (((const struct position *)positions->items)[i].organization.target == organization) return true;
  return false;
}

static struct party *party_of(struct facts *facts, const struct mention *mention) {
  for (size_t i = 0; i < facts->party_count; i++)
    if (mention->entry != NULL && facts->parties[i].organization == mention->entry) return &facts->parties[i];
  return NULL;
}

/* Where what is said of a person ends: at the next one, or with the sentence. */
static size_t end_of_person(const struct mentions *mentions, size_t i) {
  const struct press_person *person = &mentions->people[i], *next = person + 1;
  size_t end = article_sentence_end(mentions->units[person->unit].text, person->begin);
  bool is_near = i + 1 < mentions->person_count && next->unit == person->unit && next->begin < end;
  return is_near ? next->begin : end;
}

static struct party *party_of_person(struct finding *finding, const struct press_person *person, size_t to,
                                     struct view *title) {
  const struct text_unit *unit = &finding->mentions->units[person->unit];
  return person->office != NULL ? party_of(finding->facts, person->office)
                                : find_position(finding, unit, person->end, to, title);
}

/* The party of one whose office another sentence says: "Dự có ông Lê Văn An, Giám đốc Sở Y tế." */
static struct party *party_said_elsewhere(struct finding *finding, const struct press_person *person,
                                          struct view *title) {
  enum { MOST_TRIES = 4 };
  const struct mentions *mentions = finding->mentions;
  struct party *party = NULL;
  size_t tries = 0;
  for (size_t i = 0; i < mentions->person_count && tries < MOST_TRIES && party == NULL; i++)
    if (&mentions->people[i] != person && view_equal(mentions->people[i].name, person->name)) {
      tries++;
      struct view said = mentions->people[i].title;
      party = party_of_person(finding, &mentions->people[i], end_of_person(mentions, i), &said);
      if (party != NULL) *title = said;
    }
  return party;
}

static void add_signer(struct finding *finding, const struct press_person *person, size_t to) {
  struct view title = person->title;
  struct party *party = party_of_person(finding, person, to, &title);
  if (party == NULL) party = party_said_elsewhere(finding, person, &title);
  for (size_t i = 0; i < finding->facts->party_count && party == NULL && person->entry != NULL; i++)
    if (finding->facts->parties[i].organization != NULL &&
        has_position(person->entry, finding->facts->parties[i].organization))
      party = &finding->facts->parties[i];
  if (party == NULL) return;
  for (size_t i = 0; i < party->signer_count; i++)
    if (view_equal(party->signers[i].name, person->name)) return;
  if (party->signer_count == sizeof party->signers / sizeof *party->signers) return;
  party->signers[party->signer_count++] = (struct signing_person){person->name, title, person->entry};
}

/* What people do who are no signers, though it says behind that something is signed. */
static bool tells_of_other_deed(struct finding *finding, struct view text) {
  static const char *const deeds[] = {"chứng kiến", " dự ",      "chủ trì",  "phát biểu", "khẳng định",
                                      "cho biết",   "nhấn mạnh", "đề nghị",  "trao đổi",  "thông qua",
                                      "yêu cầu",    "mong muốn", "đánh giá", "ghi nhận",  "chỉ đạo",
                                      "chúc mừng",  "tham dự",   "nhất trí", "chia sẻ",   "bày tỏ"};
  text = text_fold_case(finding->arena, text);
  return VIEW_HAS_ANY(text, deeds);
}

/* The token of "ký" between two places as what is done, not as the name of the event; 0: none. */
static size_t find_deed_of_signing(const struct text_unit *unit, size_t from, size_t to) {
  size_t low = 0, high = unit->tokens.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (unit->tokens.items[middle].begin < from)
      low = middle + 1;
    else
      high = middle;
  }
  for (size_t i = low == 0 ? 1 : low; i < unit->tokens.count && unit->tokens.items[i].end <= to; i++) {
    if (!finding_is_sign_word(unit, i) || finding_is_signed_before(unit, i)) continue;
    if (finding_token_is(&unit->tokens, i - 1, "le") || finding_token_is(&unit->tokens, i - 1, "se"))
      continue;
    if (finding_token_is(&unit->tokens, i - 1, "nghi") && i >= 2 &&
        finding_token_is(&unit->tokens, i - 2, "hoi"))
      continue;
    return i;
  }
  return 0;
}

/* "Ký quy chế có ông A và bà B": "ký" stands at the front of the sentence that names them. */
static bool begins_with_signing(const struct text_unit *unit, size_t begin, size_t first) {
  struct view front = view_trim(view_slice(unit->text, begin, first - begin));
  static const char *const fronts[] = {
      "Ký ",        "Thực hiện nghi thức ký", "Thực hiện ký", "Tiến hành ký", "Đại diện ký", "Tham gia ký",
      "Thay mặt ký"};
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    if (view_starts_with(front, fronts[i])) return view_find(front, VIEW(" có "), 0) != VIEW_NOT_FOUND;
  return false;
}

/* Two people or more in a sentence, behind whom it says that they sign. */
void finding_signers(struct finding *finding) {
  const struct mentions *mentions = finding->mentions;
  size_t begin = 0, begin_unit = SIZE_MAX;
  for (size_t i = 0; i < mentions->person_count;) {
    const struct press_person *first = &mentions->people[i];
    const struct text_unit *unit = &mentions->units[first->unit];
    size_t end = article_sentence_end(unit->text, first->begin), count = 1;
    while (i + count < mentions->person_count && mentions->people[i + count].unit == first->unit &&
           mentions->people[i + count].begin < end)
      count++;
    i += count;
    if (count < 2) continue;
    if (begin_unit != first->unit) begin = 0;
    begin_unit = first->unit;
    for (size_t next; (next = article_sentence_end(unit->text, begin)) <= first->begin && next > begin;)
      begin = next;
    size_t behind = first[count - 1].end, sign = find_deed_of_signing(unit, behind, end);
    bool begins = begins_with_signing(unit, begin, first->begin);
    bool good = sign > 0 ? !tells_of_other_deed(finding, view_slice(unit->text, behind,
                                                                    unit->tokens.items[sign].begin - behind))
                         : begins;
    if (!good || (!begins && is_of_guests(finding, unit->text, first->begin))) continue;
    for (size_t k = 0; k < count; k++)
      add_signer(finding, &first[k], k + 1 < count ? first[k + 1].begin : end);
  }
}
