/* Values that have the right form and can hardly be meant: of one entry alone, of provinces and organizations
 * beside those that they belong to. */
#include "base/ascii.h"
#include "base/map.h"
#include "register/checks/consistency.h"
#include "register/organization_name.h"
#include "text/comparable.h"
#include "text/unicode.h"

#include <stdio.h>

struct detail {
  struct diagnostics *diagnostics;
  const struct entry *entry;
};

static void report(const struct detail *detail, struct source_location location, struct message message) {
  consistency_report(detail->diagnostics, detail->entry, location, message);
}

/* Whether the first words are the same; most texts differ there. */
static bool begin_alike(struct arena *scratch, struct view one, struct view other) {
  struct view word = {NULL, 0}, other_word = {NULL, 0};
  if (!comparable_next_word(&one, &word) || !comparable_next_word(&other, &other_word)) return true;
  return view_equal(text_comparable(scratch, word), text_comparable(scratch, other_word));
}

static bool is_same(struct view one, struct view other) {
  struct arena scratch = {0};
  bool same = begin_alike(&scratch, one, other) &&
              view_equal(text_comparable(&scratch, one), text_comparable(&scratch, other));
  arena_free(&scratch);
  return same;
}

static bool has_letter(struct view text) {
  for (size_t i = 0; i < text.length; i++)
    if (ascii_is_letter(text.data[i]) || (unsigned char)text.data[i] >= 0x80) return true;
  return false;
}

static size_t count_words(struct view text) {
  size_t words = text.length > 0;
  for (size_t i = 0; i < text.length; i++)
    words += text.data[i] == ' ';
  return words;
}

/* Whether it begins with a small letter. */
static bool begins_small(struct view text) {
  struct arena scratch = {0};
  struct view first = view_slice(text, 0, view_find_byte(text, ' ', 0));
  bool small = !view_equal(text_capitalize(&scratch, first), first);
  arena_free(&scratch);
  return small;
}

/* The number of an item, "1. " or "2) ", or the sign or letter of one, "- " or "a) ", with which a text
 * begins; 0: none. */
static size_t number_length(struct view text) {
  static const char *const signs[] = {"- ", "– ", "— ", "• ", "+ ", "* "};
  size_t length = 0;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (view_starts_with(text, signs[i])) return strlen(signs[i]);
  if (text.length > 3 && ascii_is_lower(text.data[0]) && text.data[1] == ')' && text.data[2] == ' ') return 3;
  while (length < text.length && ascii_is_digit(text.data[length]))
    length++;
  bool has_sign = length > 0 && length < 3 && length + 1 < text.length &&
                  strchr(".)", text.data[length]) != NULL && text.data[length + 1] == ' ';
  return has_sign ? length + 2 : 0;
}

static void check_person(const struct detail *detail, const struct person *person) {
  struct view name = text_view(person->name);
  const struct position *positions = person->positions.items;
  bool is_odd = name.length > 0 && (count_words(name) == 1 || begins_small(name));
  for (size_t i = 0; i < name.length; i++)
    is_odd = is_odd || strchr(",;:0123456789", name.data[i]) != NULL;
  for (size_t i = 0; i < person->positions.count && !is_odd; i++)
    is_odd = positions[i].title.length > 0 && is_same(name, text_view(positions[i].title));
  if (is_odd) report(detail, person->name.location, message_odd_person());
}

/* Of those who have no entry. */
static void check_signer(const struct detail *detail, const struct text *written) {
  static const char *const joints[] = {" và ", ";", " & "};
  struct view name = text_view(*written);
  if (VIEW_HAS_ANY(name, joints))
    report(detail, written->location, message_several_people(name));
  else if (view_find_byte(name, ',', 0) != VIEW_NOT_FOUND)
    report(detail, written->location, message_odd_person());
}

static void check_signers(const struct detail *detail, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    const struct signer *signers = signatories[i].signers.items;
    for (size_t k = 0; k < signatories[i].signers.count; k++)
      check_signer(detail, &signers[k].name);
  }
}

/* A word that says where something is, before the place itself. */
static void check_place(const struct detail *detail, const struct text *place) {
  static const char *const words[] = {"tại ", "Tại ", "ở ", "Ở "};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (view_starts_with(text_view(*place), words[i]))
      report(detail, place->location,
             message_place_with_word(view_slice(text_view(*place), strlen(words[i]), SIZE_MAX)));
}

/* A title that speaks of a signing and no review, or of a review and no signing, says what the occasion was.
 */
static void check_occasion(const struct detail *detail, const struct news *news) {
  static const char *const reviews[] = {"sơ kết",   "tổng kết", "kiểm điểm", "nhìn lại",
                                        "đánh giá", "kết quả",  "thực hiện", "triển khai",
                                        "giám sát", "kiểm tra", "sau "};
  static const char *const signings[] = {
      "ký kết chương", "ký kết quy",    "ký kết thỏa", "ký kết kế",   "lễ ký",          "ký chương trình",
      "ký quy chế",    "ký thỏa thuận", "ký kế hoạch", "ký biên bản", "ký bản ghi nhớ", "ký nghị quyết"};
  static const char *const closings[] = {"sơ kết", "tổng kết"}, *const signs[] = {"ký", "Ký"};
  const struct text *kind = &news_occasion(news)->kind;
  bool is_signing = view_equal_string(text_view(*kind), "signing");
  bool is_review =
      view_equal_string(text_view(*kind), "review") || view_equal_string(text_view(*kind), "closing");
  if (!is_signing && !is_review) return;
  struct arena scratch = {0};
  struct view title = text_fold_case(&scratch, text_view(news->title));
  if (is_review && VIEW_HAS_ANY(title, signings) && !VIEW_HAS_ANY(title, reviews))
    report(detail, kind->location, message_occasion_is_signing());
  else if (is_signing && VIEW_HAS_ANY(title, closings) && !VIEW_HAS_ANY(text_view(news->title), signs))
    report(detail, kind->location, message_occasion_is_review());
  arena_free(&scratch);
}

/* One photo twice beside a text. */
static void check_photos(const struct detail *detail) {
  enum { COMPARED = 64 };
  const struct list *photos = record_value(detail->entry->type, detail->entry, "photos");
  const struct photo *items = photos == NULL ? NULL : photos->items;
  for (size_t i = 1; photos != NULL && i < photos->count && i < COMPARED; i++)
    for (size_t k = 0; k < i; k++)
      if (items[i].file.length > 0 && view_equal(text_view(items[i].file), text_view(items[k].file))) {
        report(detail, items[i].file.location, message_photo_twice(text_view(items[i].file)));
        break;
      }
}

/* The number or letter behind the one that a text begins with, where it opens another sentence or part of it:
 * "1. Dạy nghề; 2. Mở hội chợ", "a) …; b) …". Empty: there is none. */
static struct view next_number(struct view text, size_t first) {
  char sign = first == 3 && text.data[1] == ')' && !ascii_is_digit(text.data[0]) ? text.data[0] : '\0';
  char next[24];
  int number = 0;
  for (size_t i = 0; i < first && ascii_is_digit(text.data[i]); i++)
    number = number * 10 + (text.data[i] - '0');
  bool is_digit = ascii_is_digit(text.data[0]);
  size_t end = is_digit ? view_find_byte(text, text.data[first - 2], 0) : 1;
  if (is_digit)
    snprintf(next, sizeof next, "%d%c ", number + 1, text.data[end]);
  else if (sign != '\0')
    snprintf(next, sizeof next, "%c) ", sign + 1);
  else
    snprintf(next, sizeof next, "%.*s", (int)first, text.data);
  for (size_t at = first; (at = view_find(text, view_of(next), at)) != VIEW_NOT_FOUND; at++) {
    struct view before = view_slice(text, 0, at);
    bool is_line = before.data[before.length - 1] == '\n';
    before = view_trim(before);
    if (is_line || (is_digit || sign != '\0' ? strchr(";.:,", before.data[before.length - 1]) != NULL
                                             : before.data[before.length - 1] == ';'))
      return view_slice(text, at, strlen(next) - 1);
  }
  return (struct view){NULL, 0};
}

static void check_commitments(const struct detail *detail, const struct list *commitments) {
  const struct commitment *items = commitments->items;
  for (size_t i = 0; i < commitments->count; i++) {
    struct view title = text_view(items[i].title);
    size_t number = number_length(title);
    struct view next = number == 0 ? (struct view){NULL, 0} : next_number(title, number);
    if (title.length > 0 && !has_letter(title))
      report(detail, items[i].title.location, message_text_without_letters("title"));
    else if (next.length > 0)
      report(detail, items[i].title.location, message_several_commitments(next));
    else if (number > 0)
      report(detail, items[i].title.location,
             message_numbered_title(view_trim(view_slice(title, 0, number)),
                                    view_slice(title, number, SIZE_MAX)));
  }
}

static void check_short(const struct detail *detail, const char *field, struct text name, struct text given) {
  if (given.length > name.length && name.length > 0)
    report(detail, given.location, message_long_short_name(field));
}

/* Who has handed all of its work on stands no more. */
static void check_successors(const struct detail *detail, const struct organization *organization) {
  const struct successor *successors = organization->successors.items;
  bool is_whole = organization->successors.count > 0 && organization->dissolved.location.line == 0;
  for (size_t i = 0; i < organization->successors.count && is_whole; i++)
    is_whole = successors[i].scope.length == 0;
  if (is_whole) report(detail, organization->successors.location, message_successors_without_end());
}

static void check_code(const struct detail *detail, struct text code) {
  bool has_blank = view_find_byte(text_view(code), ' ', 0) != VIEW_NOT_FOUND, has_capital = code.length == 0;
  for (size_t i = 0; i < code.length; i++)
    has_capital = has_capital || ascii_is_upper(code.data[i]) || (unsigned char)code.data[i] >= 0x80;
  if (has_blank || !has_capital) report(detail, code.location, message_odd_code());
}

static void check_sources(const struct detail *detail) {
  const struct list *sources = record_value(detail->entry->type, detail->entry, "sources");
  const struct origin *items = sources == NULL ? NULL : sources->items;
  for (size_t i = 0; sources != NULL && i < sources->count; i++)
    if (view_starts_with(text_view(items[i].name), "http://") ||
        view_starts_with(text_view(items[i].name), "https://"))
      report(detail, items[i].name.location, message_source_without_name());
}

/* Sentences that only repeat the title, and a name of several words that begins with a small letter. */
static void check_heading(const struct detail *detail) {
  const struct entry *entry = detail->entry;
  const struct text *title = record_value(entry->type, entry, "title");
  if (title == NULL) title = record_value(entry->type, entry, "name");
  if (title == NULL || title->length == 0) return;
  static const char *const fields[] = {"summary", "description"};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    const struct text *text = record_value(entry->type, entry, fields[i]);
    if (text != NULL && text->length > 0 && is_same(text_view(*text), text_view(*title)))
      report(detail, text->location, message_repeats_title(fields[i]));
  }
  if (entry->type != &person_type && count_words(text_view(*title)) > 2 && begins_small(text_view(*title)))
    report(detail, title->location, message_title_begins_small());
}

/* Where Vietnam and its islands are. */
static void check_coordinates(const struct detail *detail, const struct province *province) {
  enum { SOUTH = 6, NORTH = 24, WEST = 100, EAST = 120 };
  const struct decimal_value *latitude = &province->latitude, *longitude = &province->longitude;
  bool has_latitude = latitude->location.line != 0, has_longitude = longitude->location.line != 0;
  if (has_latitude != has_longitude)
    report(detail, has_latitude ? latitude->location : longitude->location, message_half_a_place());
  bool is_far_north = has_latitude && (latitude->value < SOUTH || latitude->value > NORTH);
  bool is_far_east = has_longitude && (longitude->value < WEST || longitude->value > EAST);
  if (is_far_north || is_far_east)
    report(detail, is_far_north ? latitude->location : longitude->location, message_place_abroad());
}

/* Codes of provinces are two digits, of which a zero in front is easily lost. */
static void check_province_code(const struct detail *detail, const struct province *province) {
  struct view code = text_view(province->code);
  if (code.length != 1 || !ascii_is_digit(code.data[0])) return;
  const char meant[] = {'"', '0', code.data[0], '"', '\0'};
  report(detail, province->code.location, message_odd_province_code(code, view_of(meant)));
}

/* The kind stands before the name on pages, and so must not be in it. */
static void check_province_name(const struct detail *detail, const struct province *province) {
  static const char *const kinds[] = {"Tỉnh ", "tỉnh ", "Thành phố ", "thành phố ", "TP. ", "TP "};
  struct view name = text_view(province->name);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (view_starts_with(name, kinds[i]))
      report(
          detail, province->name.location,
          message_name_with_kind(view_trim(view_of(kinds[i])), view_slice(name, strlen(kinds[i]), SIZE_MAX)));
  struct arena scratch = {0};
  struct view kind = text_fold(&scratch, view_trim(text_view(province->kind)));
  if (kind.length > 0 && !view_equal_string(kind, "tinh") && !view_equal_string(kind, "thanh pho"))
    report(detail, province->kind.location, message_odd_province_kind(text_view(province->kind)));
  arena_free(&scratch);
}

/* A title that speaks of three sides or more, of which fewer are given. One side may have several
 * signatories, so that more say nothing. */
static void check_sides(const struct detail *detail, const struct agreement *agreement) {
  static const struct {
    const char *words;
    unsigned sides;
  } forms[] = {{"ba bên", 3},  {"3 bên", 3}, {"tay ba", 3},  {"bốn bên", 4}, {"4 bên", 4},
               {"năm bên", 5}, {"5 bên", 5}, {"sáu bên", 6}, {"6 bên", 6}};
  struct view title = text_view(agreement->title);
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    size_t at = view_find(title, view_of(forms[i].words), 0);
    struct view behind =
        view_slice(title, at == VIEW_NOT_FOUND ? title.length : at + strlen(forms[i].words), SIZE_MAX);
    bool is_apart = at != VIEW_NOT_FOUND &&
                    (at == 0 || title.data[at - 1] == ' ' || title.data[at - 1] == '(') &&
                    (behind.length == 0 || strchr(" ,:;.)", behind.data[0]) != NULL) &&
                    !view_starts_with(behind, " cạnh");
    if (!is_apart || agreement->signatories.count >= forms[i].sides) continue;
    report(detail, agreement->title.location,
           message_parties_in_title(forms[i].sides, (long long)agreement->signatories.count));
    return;
  }
}

void consistency_check_details(struct diagnostics *diagnostics, const struct entry *entry) {
  const struct detail detail = {diagnostics, entry};
  check_heading(&detail);
  check_sources(&detail);
  check_photos(&detail);
  if (entry->type == &news_type) {
    check_place(&detail, &news_occasion((const struct news *)entry)->place);
    check_occasion(&detail, (const struct news *)entry);
  }
  if (entry->type == &person_type) check_person(&detail, (const struct person *)entry);
  if (entry->type == &province_type) check_coordinates(&detail, (const struct province *)entry);
  if (entry->type == &organization_type) {
    const struct organization *organization = (const struct organization *)entry;
    check_short(&detail, "short_name", organization->name, organization->short_name);
    check_code(&detail, organization->code);
    check_successors(&detail, organization);
  }
  if (entry->type == &agreement_type) {
    const struct agreement *agreement = (const struct agreement *)entry;
    check_short(&detail, "short_title", agreement->title, agreement->short_title);
    check_commitments(&detail, &agreement->commitments);
    check_signers(&detail, agreement);
    check_sides(&detail, agreement);
    check_place(&detail, &agreement->place);
    if (agreement->place.length > 0 && !has_letter(text_view(agreement->place)))
      report(&detail, agreement->place.location, message_text_without_letters("place"));
  }
}

static void check_office(const struct detail *detail, const struct organization *organization) {
  const struct organization *parent = (const struct organization *)organization->parent.target;
  unsigned rank = organization_level_rank(organization->level),
           above = parent == NULL ? 0 : organization_level_rank(parent->level);
  if (rank > 0 && above > rank)
    report(detail, organization->parent.location, message_parent_below(parent->entry.id));
  if (rank == 1 && organization->province.target != NULL)
    report(detail, organization->province.location, message_province_of_central());
  if (rank > 1 && organization->province.target == NULL)
    report(detail, organization->level.location, message_no_province());
}

static void check_merger(const struct detail *detail, const struct province *province, struct date today) {
  const struct province *into = (const struct province *)province->merged_into.target;
  const struct region *region = (const struct region *)province->region.target;
  bool has_until = date_is_given(province->until.value);
  if (into != NULL && !has_until)
    report(detail, province->merged_into.location, message_merged_without_day());
  if (into == NULL && has_until) report(detail, province->until.location, message_ended_without_merger());
  if (into != NULL && has_until && date_is_given(into->until.value) &&
      date_last_day_number(into->until.value) <= date_last_day_number(province->until.value))
    report(detail, province->merged_into.location, message_merged_into_ended(into->entry.id));
  if (into == NULL && region != NULL && date_is_given(region->until.value) &&
      date_last_day_number(region->until.value) < date_first_day_number(today))
    report(detail, province->region.location, message_region_ended(region->entry.id));
}

/* Of provinces of today: codes of those before were given again. */
static void check_codes(struct diagnostics *diagnostics, const struct list *provinces) {
  struct map first = {0};
  for (size_t i = 0; i < provinces->count; i++) {
    const struct province *province = list_at(provinces, i);
    if (province->code.length == 0 || province->merged_into.target != NULL) continue;
    void **known = map_slot(&first, text_view(province->code));
    if (*known != NULL)
      consistency_report(diagnostics, &province->entry, province->code.location,
                         message_code_of_another(((const struct entry *)*known)->id));
    else
      *known = list_at(provinces, i);
  }
  map_free(&first);
}

void consistency_check_places(struct diagnostics *diagnostics, const struct registry *registry) {
  const struct list *organizations = &registry->entries[ENTRY_ORGANIZATION];
  const struct list *provinces = &registry->entries[ENTRY_PROVINCE];
  bool is_vietnamese = view_equal_string(text_view(registry->site->language), "vi");
  for (size_t i = 0; i < organizations->count; i++) {
    const struct organization *organization = list_at(organizations, i);
    const struct detail detail = {diagnostics, &organization->entry};
    check_office(&detail, organization);
  }
  for (size_t i = 0; i < provinces->count; i++) {
    const struct province *province = list_at(provinces, i);
    const struct detail detail = {diagnostics, &province->entry};
    if (is_vietnamese) check_province_name(&detail, province);
    if (is_vietnamese) check_province_code(&detail, province);
    check_merger(&detail, province, registry->options.today);
  }
  check_codes(diagnostics, provinces);
}
