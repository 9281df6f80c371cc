#include "register/organization_name.h"

#include "base/memory.h"
#include "register/names.h"
#include "text/comparable.h"

#include <stdlib.h>

struct lead {
  const char *words, *kind;
  bool is_sure; /* no office of another kind is called so */
};

/* A longer lead stands before a shorter one that begins it. */
static const struct lead leads[] = {
    {"Bộ Chỉ huy", "military", true},
    {"Bộ Tư lệnh Bộ đội", "military", true},
    {"Bộ Tư lệnh", "military", false},
    {"Bộ đội", "military", true},
    {"Bộ Tổng Tham mưu", "military", true},
    {"Ban Chỉ huy Quân sự", "military", true},
    {"Quân khu", "military", true},
    {"Quân chủng", "military", true},
    {"Quân đoàn", "military", true},
    {"Binh chủng", "military", true},
    {"Tổng cục Chính trị", "military", false},
    {"Bộ phận", "other", false},
    {"Bộ môn", "school", false},
    {"Bộ", "ministry", true},
    {"Thanh tra Chính phủ", "ministry", true},
    {"Văn phòng Chính phủ", "ministry", true},
    {"Ngân hàng Nhà nước Việt Nam", "ministry", false},
    {"Ủy ban Dân tộc", "ministry", false},
    {"Sở Giao dịch", "company", false},
    {"Sở Chỉ huy", "military", true},
    {"Sở", "department", true},
    {"Ban Dân tộc", "department", false},
    {"Văn phòng Ủy ban nhân dân", "department", false},
    {"Ủy ban nhân dân", "peoples-committee", true},
    {"UBND", "peoples-committee", true},
    {"Ban Thường trực Ủy ban Mặt trận", "front", true},
    {"Ủy ban Trung ương Mặt trận", "front", true},
    {"Ủy ban Mặt trận", "front", true},
    {"Ủy ban MTTQ", "front", true},
    {"Mặt trận", "front", false},
    {"Tỉnh đoàn", "youth-union", true},
    {"Thành đoàn", "youth-union", true},
    {"Huyện đoàn", "youth-union", true},
    {"Trung ương Đoàn", "youth-union", true},
    {"Ban Bí thư Trung ương Đoàn", "youth-union", true},
    {"Ban Thường vụ Tỉnh đoàn", "youth-union", true},
    {"Ban Thường vụ Thành đoàn", "youth-union", true},
    {"Ban Thanh niên", "youth-union", false},
    {"Đoàn Thanh niên", "youth-union", true},
    {"Đoàn TNCS", "youth-union", true},
    {"Đoàn Khối", "youth-union", false},
    {"Trung ương Hội Liên hiệp Phụ nữ", "union", true},
    {"Trung ương Hội Nông dân", "union", true},
    {"Trung ương Hội Cựu chiến binh", "union", true},
    {"Hội Liên hiệp Phụ nữ", "union", true},
    {"Hội LHPN", "union", true},
    {"Hội Phụ nữ", "union", true},
    {"Hội Nông dân", "union", true},
    {"Hội Cựu chiến binh", "union", true},
    {"Hội CCB", "union", true},
    {"Tổng Liên đoàn Lao động", "union", true},
    {"Liên đoàn Lao động", "union", true},
    {"LĐLĐ", "union", true},
    {"Công đoàn", "union", true},
    {"Hội đồng nhân dân", "other", false},
    {"Hội đồng", "other", false},
    {"Trung ương Hội", "association", false},
    {"Hội", "association", false},
    {"Hiệp hội", "association", false},
    {"Liên hiệp các", "association", false},
    {"Liên minh Hợp tác xã", "association", false},
    {"Tỉnh ủy", "party", true},
    {"Thành ủy", "party", true},
    {"Huyện ủy", "party", true},
    {"Đảng ủy", "party", true},
    {"Ban Tuyên giáo", "party", false},
    {"Ban Dân vận", "party", false},
    {"Ban Tổ chức", "party", false},
    {"Ban Nội chính", "party", false},
    {"Công an", "police", true},
    {"Tòa án", "judiciary", true},
    {"Viện kiểm sát", "judiciary", true},
    {"Ngân hàng Chính sách", "bank", true},
    {"Ngân hàng Thương mại", "bank", true},
    {"Ngân hàng TMCP", "bank", true},
    {"Ngân hàng", "bank", false},
    {"Trường Đại học", "school", true},
    {"Trường Cao đẳng", "school", true},
    {"Trường Trung học", "school", true},
    {"Trường THPT", "school", true},
    {"Trường Tiểu học", "school", true},
    {"Trường", "school", false},
    {"Đại học", "school", true},
    {"Học viện", "school", false},
    {"Viện", "school", false},
    {"Công ty", "company", true},
    {"Tổng công ty", "company", true},
    {"Tập đoàn", "company", true},
};

enum { LEADS = sizeof leads / sizeof *leads };

/* A name that a province has or had, comparable. */
struct ending {
  struct view name;
  const struct province *province;
};

/* Words that are looked for in names, comparable. */
struct words {
  struct view viet_nam, central, central_committee, province, city, commune, cooperative, social;
  struct view local[6], communal[4];
};

static const char *const local_units[] = {"huyện", "quận", "phường", "thị xã", "thị trấn", "đặc khu"};
static const char *const communal_units[] = {"xã", "phường", "thị trấn", "đặc khu"};

struct organization_names {
  struct arena arena;
  const struct registry *registry;
  struct view leads[LEADS]; /* comparable */
  struct words words;
  struct ending *endings;
  size_t count, capacity;
};

static void add_ending(struct organization_names *names, const struct province *province, struct view name) {
  struct view comparable = text_comparable(&names->arena, name);
  if (comparable.length == 0) return;
  names->endings = memory_grow(names->endings, names->count, &names->capacity, sizeof *names->endings);
  names->endings[names->count++] = (struct ending){comparable, province};
}

static void add_province(struct organization_names *names, const struct province *province) {
  for (size_t i = 0; i < names_count(&province->entry); i++)
    add_ending(names, province, names_at(&province->entry, i).name);
  for (size_t i = 0; i < province->other_names.count; i++)
    add_ending(names, province, text_view(((const struct text *)province->other_names.items)[i]));
}

struct organization_names *organization_names_open(const struct registry *registry) {
  struct organization_names *names = memory_allocate(1, sizeof *names);
  struct arena *arena = &names->arena;
  names->registry = registry;
  names->words = (struct words){
      .viet_nam = text_comparable(arena, VIEW("Việt Nam")),
      .central = text_comparable(arena, VIEW("Trung ương")),
      .central_committee = text_comparable(arena, VIEW("Ủy ban Trung ương")),
      .province = text_comparable(arena, VIEW("tỉnh")),
      .city = text_comparable(arena, VIEW("thành phố")),
      .commune = text_comparable(arena, VIEW("xã")),
      .cooperative = text_comparable(arena, VIEW("hợp tác xã")),
      .social = text_comparable(arena, VIEW("xã hội")),
  };
  for (size_t i = 0; i < sizeof local_units / sizeof *local_units; i++)
    names->words.local[i] = text_comparable(arena, view_of(local_units[i]));
  for (size_t i = 0; i < sizeof communal_units / sizeof *communal_units; i++)
    names->words.communal[i] = text_comparable(arena, view_of(communal_units[i]));
  for (size_t i = 0; i < LEADS; i++)
    names->leads[i] = text_comparable(arena, view_of(leads[i].words));
  const struct list *provinces = &registry->entries[ENTRY_PROVINCE];
  for (size_t i = 0; i < provinces->count; i++)
    add_province(names, list_at(provinces, i));
  return names;
}

void organization_names_close(struct organization_names *names) {
  if (names == NULL) return;
  free(names->endings);
  arena_free(&names->arena);
  free(names);
}

/* Whether `part` is whole words at the text's front or end; both are comparable. */
static bool is_front(struct view text, struct view part) {
  return part.length > 0 && text.length >= part.length &&
         view_equal(view_slice(text, 0, part.length), part) &&
         (text.length == part.length || text.data[part.length] == ' ');
}

static bool is_end(struct view text, struct view part) {
  if (part.length == 0 || text.length < part.length) return false;
  size_t at = text.length - part.length;
  return view_equal(view_slice(text, at, part.length), part) && (at == 0 || text.data[at - 1] == ' ');
}

static bool has_word(struct view text, struct view word) {
  for (size_t at = 0; at + word.length <= text.length; at++) {
    bool begins = at == 0 || text.data[at - 1] == ' ';
    if (begins && is_front(view_slice(text, at, text.length - at), word)) return true;
  }
  return false;
}

/* The longest lead that the name begins with; LEADS: none. */
static size_t lead_of(const struct organization_names *names, struct view name) {
  size_t i = 0;
  while (i < LEADS && !is_front(name, names->leads[i]))
    i++;
  return i;
}

/* That with the longest name at the end; NULL: none. */
static const struct ending *ending_of(const struct organization_names *names, struct view name) {
  const struct ending *found = NULL;
  for (size_t i = 0; i < names->count; i++) {
    const struct ending *ending = &names->endings[i];
    if ((found == NULL || ending->name.length > found->name.length) && is_end(name, ending->name))
      found = ending;
  }
  return found;
}

static bool is_local(const struct words *words, struct view name) {
  for (size_t i = 0; i < sizeof words->local / sizeof *words->local; i++)
    if (has_word(name, words->local[i])) return true;
  return has_word(name, words->commune) && !has_word(name, words->social) &&
         !has_word(name, words->cooperative);
}

enum { PROVINCE_RANK = 2 };

unsigned organization_level_rank(struct text level) {
  static const char *const levels[] = {"central", "province", "city", "commune"};
  static const unsigned ranks[] = {1, PROVINCE_RANK, PROVINCE_RANK, 3};
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
    if (view_equal_string(text_view(level), levels[i])) return ranks[i];
  return 0;
}

static struct view committee_of(const struct registry *registry, const struct entry *province) {
  const struct list *organizations = &registry->entries[ENTRY_ORGANIZATION];
  struct view found = {NULL, 0};
  for (size_t i = 0; i < organizations->count; i++) {
    const struct organization *organization = list_at(organizations, i);
    bool is_it = organization->province.target == province &&
                 view_equal_string(text_view(organization->kind), "peoples-committee") &&
                 organization_level_rank(organization->level) == PROVINCE_RANK;
    if (is_it && found.length > 0) return (struct view){NULL, 0};
    if (is_it) found = organization->entry.id;
  }
  return found;
}

/* Whether the province is a centrally run city now. */
static bool is_city(const struct organization_names *names, const struct province *province) {
  struct arena arena = {0};
  bool found = view_equal(text_comparable(&arena, text_view(province->kind)), names->words.city);
  arena_free(&arena);
  return found;
}

struct organization_name organization_name_read(const struct organization_names *names, struct view name) {
  struct arena arena = {0};
  const struct words *words = &names->words;
  struct view text = text_comparable(&arena, name);
  size_t lead = lead_of(names, text);
  const struct ending *ending = ending_of(names, text);
  struct organization_name read = {0};
  if (lead < LEADS) read.kind = view_of(leads[lead].kind);
  bool is_central = view_equal_string(read.kind, "ministry") || is_end(text, words->viet_nam) ||
                    is_end(text, words->central) || is_front(text, words->central);
  if (ending != NULL) read.province = ending->province->entry.id;
  if (ending == NULL && is_central) read.level = VIEW("central");
  if (ending != NULL && !is_local(words, text))
    read.level = is_city(names, ending->province) ? VIEW("city") : VIEW("province");
  if (ending != NULL && view_equal_string(read.kind, "department"))
    read.parent = committee_of(names->registry, &ending->province->entry);
  arena_free(&arena);
  return read;
}

/* The unit of communes that stands right behind the words by which the kind is known, or behind those and
 * "Việt Nam"; NULL: none does. Elsewhere such a word belongs to a name. */
static const char *communal_unit(const struct organization_names *names, struct view text, struct view lead) {
  struct view rest = view_slice(text, lead.length, SIZE_MAX);
  size_t country = view_find(rest, names->words.viet_nam, 0);
  if (country != VIEW_NOT_FOUND) rest = view_slice(rest, country + names->words.viet_nam.length, SIZE_MAX);
  if (rest.length == 0 || rest.data[0] != ' ') return NULL;
  rest = view_slice(rest, 1, SIZE_MAX);
  for (size_t i = 0; i < sizeof communal_units / sizeof *communal_units; i++)
    if (is_front(rest, names->words.communal[i]) && !is_front(rest, names->words.social))
      return communal_units[i];
  return NULL;
}

/* Whether the words before the province's name say that it is meant as a whole: "tỉnh", or a lead that only
 * offices of a province have, or "thành phố" where that is its kind now. */
static bool is_of_whole(const struct organization_names *names, struct view text, struct view lead,
                        const struct ending *ending) {
  struct view before = view_trim(view_slice(text, 0, text.length - ending->name.length));
  if (is_end(before, names->words.province)) return true;
  if (is_end(before, names->words.city)) return is_city(names, ending->province);
  static const char *const provincial[] = {"Tỉnh đoàn", "Tỉnh ủy", "Sở"};
  for (size_t i = 0; i < LEADS; i++)
    for (size_t k = 0; k < sizeof provincial / sizeof *provincial; k++)
      if (lead.data == names->leads[i].data && strcmp(leads[i].words, provincial[k]) == 0)
        return view_equal(before, lead) || strcmp(provincial[k], "Sở") == 0;
  return false;
}

struct organization_facts organization_name_facts(const struct organization_names *names, struct view name) {
  struct organization_facts facts = {.province = NULL};
  struct arena arena = {0};
  struct view text = text_comparable(&arena, name);
  size_t index = lead_of(names, text);
  if (index < LEADS && leads[index].is_sure) {
    struct view lead = names->leads[index];
    const struct ending *ending = ending_of(names, text);
    const char *unit = communal_unit(names, text, lead);
    bool is_whole =
        ending != NULL && !is_local(&names->words, text) && is_of_whole(names, text, lead, ending);
    facts.kind = view_of(leads[index].kind);
    facts.lead = view_of(leads[index].words);
    if (is_whole) facts.province = ending->province;
    if (is_whole)
      facts.level = VIEW("province");
    else if (unit != NULL)
      facts.level = VIEW("commune");
    else if (ending == NULL &&
             (view_equal_string(facts.kind, "ministry") || is_front(text, names->words.central) ||
              is_front(text, names->words.central_committee)))
      facts.level = VIEW("central");
  }
  arena_free(&arena);
  return facts;
}
