#include "edit/organization_name.h"

#include "register/names.h"
#include "text/comparable.h"

struct lead {
  const char *words, *kind;
};

/* A longer lead stands before a shorter one that begins it. */
static const struct lead leads[] = {
    {"Bộ Chỉ huy", "military"},
    {"Bộ Tư lệnh", "military"},
    {"Bộ đội", "military"},
    {"Bộ Tổng Tham mưu", "military"},
    {"Ban Chỉ huy Quân sự", "military"},
    {"Quân khu", "military"},
    {"Quân chủng", "military"},
    {"Quân đoàn", "military"},
    {"Binh chủng", "military"},
    {"Tổng cục Chính trị", "military"},
    {"Bộ", "ministry"},
    {"Thanh tra Chính phủ", "ministry"},
    {"Văn phòng Chính phủ", "ministry"},
    {"Ngân hàng Nhà nước Việt Nam", "ministry"},
    {"Ủy ban Dân tộc", "ministry"},
    {"Sở", "department"},
    {"Ban Dân tộc", "department"},
    {"Văn phòng Ủy ban nhân dân", "department"},
    {"Ủy ban nhân dân", "peoples-committee"},
    {"UBND", "peoples-committee"},
    {"Ban Thường trực Ủy ban Mặt trận", "front"},
    {"Ủy ban Trung ương Mặt trận", "front"},
    {"Ủy ban Mặt trận", "front"},
    {"Ủy ban MTTQ", "front"},
    {"Mặt trận", "front"},
    {"Tỉnh đoàn", "youth-union"},
    {"Thành đoàn", "youth-union"},
    {"Huyện đoàn", "youth-union"},
    {"Trung ương Đoàn", "youth-union"},
    {"Ban Bí thư Trung ương Đoàn", "youth-union"},
    {"Ban Thường vụ Tỉnh đoàn", "youth-union"},
    {"Ban Thường vụ Thành đoàn", "youth-union"},
    {"Ban Thanh niên", "youth-union"},
    {"Đoàn Thanh niên", "youth-union"},
    {"Đoàn TNCS", "youth-union"},
    {"Đoàn Khối", "youth-union"},
    {"Trung ương Hội Liên hiệp Phụ nữ", "union"},
    {"Trung ương Hội Nông dân", "union"},
    {"Trung ương Hội Cựu chiến binh", "union"},
    {"Hội Liên hiệp Phụ nữ", "union"},
    {"Hội LHPN", "union"},
    {"Hội Phụ nữ", "union"},
    {"Hội Nông dân", "union"},
    {"Hội Cựu chiến binh", "union"},
    {"Hội CCB", "union"},
    {"Tổng Liên đoàn Lao động", "union"},
    {"Liên đoàn Lao động", "union"},
    {"LĐLĐ", "union"},
    {"Công đoàn", "union"},
    {"Hội đồng nhân dân", "other"},
    {"Hội đồng", "other"},
    {"Trung ương Hội", "association"},
    {"Hội", "association"},
    {"Hiệp hội", "association"},
    {"Liên hiệp các", "association"},
    {"Liên minh Hợp tác xã", "association"},
    {"Tỉnh ủy", "party"},
    {"Thành ủy", "party"},
    {"Huyện ủy", "party"},
    {"Đảng ủy", "party"},
    {"Ban Tuyên giáo", "party"},
    {"Ban Dân vận", "party"},
    {"Ban Tổ chức", "party"},
    {"Ban Nội chính", "party"},
    {"Công an", "police"},
    {"Tòa án", "judiciary"},
    {"Viện kiểm sát", "judiciary"},
    {"Ngân hàng", "bank"},
    {"Trường", "school"},
    {"Đại học", "school"},
    {"Học viện", "school"},
    {"Viện", "school"},
    {"Công ty", "company"},
    {"Tổng công ty", "company"},
    {"Tập đoàn", "company"},
};

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

static struct view kind_of(struct arena *arena, struct view name) {
  for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
    if (is_front(name, text_comparable(arena, view_of(leads[i].words)))) return view_of(leads[i].kind);
  return (struct view){NULL, 0};
}

struct ending {
  struct view name; /* comparable */
  size_t longest;
  const struct province *province;
};

static void try_name(struct arena *arena, struct ending *ending, const struct province *province,
                     struct view name) {
  struct view end = text_comparable(arena, name);
  if (end.length <= ending->longest || !is_end(ending->name, end)) return;
  ending->longest = end.length;
  ending->province = province;
}

/* That with the longest name at the end; NULL: none. */
static const struct entry *province_of(struct arena *arena, const struct registry *registry,
                                       struct view name) {
  const struct list *provinces = &registry->entries[ENTRY_PROVINCE];
  struct ending ending = {.name = name};
  for (size_t i = 0; i < provinces->count; i++) {
    const struct province *province = list_at(provinces, i);
    for (size_t k = 0; k < names_count(&province->entry); k++)
      try_name(arena, &ending, province, names_at(&province->entry, k).name);
    for (size_t k = 0; k < province->other_names.count; k++)
      try_name(arena, &ending, province, text_view(((const struct text *)province->other_names.items)[k]));
  }
  return ending.province == NULL ? NULL : &ending.province->entry;
}

static bool is_local(struct arena *arena, struct view name) {
  static const char *const units[] = {"huyện", "quận", "phường", "thị xã", "thị trấn", "đặc khu"};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (has_word(name, text_comparable(arena, view_of(units[i])))) return true;
  return has_word(name, text_comparable(arena, VIEW("xã"))) &&
         !has_word(name, text_comparable(arena, VIEW("xã hội"))) &&
         !has_word(name, text_comparable(arena, VIEW("hợp tác xã")));
}

static struct view committee_of(const struct registry *registry, const struct entry *province) {
  const struct list *organizations = &registry->entries[ENTRY_ORGANIZATION];
  struct view found = {NULL, 0};
  for (size_t i = 0; i < organizations->count; i++) {
    const struct organization *organization = list_at(organizations, i);
    bool is_it = organization->province.target == province &&
                 view_equal_string(text_view(organization->kind), "peoples-committee") &&
                 view_equal_string(text_view(organization->level), "province");
    if (is_it && found.length > 0) return (struct view){NULL, 0};
    if (is_it) found = organization->entry.id;
  }
  return found;
}

struct organization_name organization_name_read(const struct registry *registry, struct view name) {
  struct arena arena = {0};
  struct view words = text_comparable(&arena, name);
  const struct entry *province = province_of(&arena, registry, words);
  struct organization_name read = {.kind = kind_of(&arena, words)};
  bool is_central = view_equal_string(read.kind, "ministry") ||
                    is_end(words, text_comparable(&arena, VIEW("Việt Nam"))) ||
                    is_end(words, text_comparable(&arena, VIEW("Trung ương"))) ||
                    is_front(words, text_comparable(&arena, VIEW("Trung ương")));
  if (province != NULL) read.province = province->id;
  if (province == NULL && is_central) read.level = VIEW("central");
  if (province != NULL && !is_local(&arena, words)) read.level = VIEW("province");
  if (province != NULL && view_equal_string(read.kind, "department"))
    read.parent = committee_of(registry, province);
  arena_free(&arena);
  return read;
}
