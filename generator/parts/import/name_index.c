#include "parts/import/name_index.h"

#include "parts/import/abbreviations.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "register/names.h"
#include "text/comparable.h"
#include "text/unicode.h"

#include <unicode/uchar.h>

/* Another order of the same words, as the youth union has it, or fewer of them, as of courts. */
static const struct {
  const char *words, *name;
} orders[] = {
    {"đoàn thanh niên cộng sản hồ chí minh tỉnh", "tỉnh đoàn"},
    {"đoàn thanh niên cộng sản hồ chí minh thành phố", "thành đoàn"},
    {"đoàn thanh niên tỉnh", "tỉnh đoàn"},
    {"đoàn thanh niên thành phố", "thành đoàn"},
    /* Their whole names first, so that they stay. */
    {"viện kiểm sát nhân dân", "viện kiểm sát nhân dân"},
    {"viện kiểm sát quân sự", "viện kiểm sát quân sự"},
    {"viện kiểm sát", "viện kiểm sát nhân dân"},
    {"tòa án nhân dân", "tòa án nhân dân"},
    {"tòa án quân sự", "tòa án quân sự"},
    {"tòa án", "tòa án nhân dân"},
    /* With a dash in the place of "và": "Sở Giáo dục - Đào tạo". */
    {"giáo dục đào tạo", "giáo dục và đào tạo"},
    {"khoa học công nghệ", "khoa học và công nghệ"},
    {"kế hoạch đầu tư", "kế hoạch và đầu tư"},
    {"tài nguyên môi trường", "tài nguyên và môi trường"},
    {"nông nghiệp môi trường", "nông nghiệp và môi trường"},
    {"nông nghiệp phát triển nông thôn", "nông nghiệp và phát triển nông thôn"},
    {"thông tin truyền thông", "thông tin và truyền thông"},
    {"văn hóa thể thao du lịch", "văn hóa thể thao và du lịch"},
    {"lao động thương binh xã hội", "lao động thương binh và xã hội"},
};
enum { ORDERS = sizeof orders / sizeof *orders };

/* How offices' names begin that the register may not know; what is of a place has its name behind. */
static const char *const leads[] = {"ủy ban nhân dân",
                                    "ủy ban mặt trận tổ quốc",
                                    "ủy ban mặt trận tổ quốc việt nam",
                                    "mặt trận tổ quốc",
                                    "mặt trận tổ quốc việt nam",
                                    "tỉnh đoàn",
                                    "thành đoàn",
                                    "hội đồng nhân dân",
                                    "hội đồng đội",
                                    "thường trực hội đồng nhân dân",
                                    "đoàn đại biểu quốc hội",
                                    "văn phòng đoàn đại biểu quốc hội và hội đồng nhân dân",
                                    "công an",
                                    "bộ chỉ huy quân sự",
                                    "ban chỉ huy quân sự",
                                    "bộ chỉ huy bộ đội biên phòng",
                                    "ban chỉ huy bộ đội biên phòng",
                                    "bộ đội biên phòng",
                                    "bộ tư lệnh bộ đội biên phòng",
                                    "bộ tư lệnh cảnh sát biển",
                                    "liên đoàn lao động",
                                    "tổng liên đoàn lao động",
                                    "hội cựu chiến binh",
                                    "hội cựu công an nhân dân",
                                    "hội cựu thanh niên xung phong",
                                    "hội chữ thập đỏ",
                                    "hội khuyến học",
                                    "hội liên hiệp phụ nữ",
                                    "hội phụ nữ",
                                    "hội liên hiệp thanh niên",
                                    "hội luật gia",
                                    "hội người cao tuổi",
                                    "hội nhà báo",
                                    "hội nông dân",
                                    "hội sinh viên",
                                    "hội doanh nhân trẻ",
                                    "liên minh hợp tác xã",
                                    "ngân hàng chính sách xã hội",
                                    "ngân hàng nông nghiệp và phát triển nông thôn",
                                    "bảo hiểm xã hội",
                                    "bưu điện",
                                    "cục thuế",
                                    "cục hải quan",
                                    "cục thi hành án dân sự",
                                    "chi cục thi hành án dân sự",
                                    "tổng cục thi hành án dân sự",
                                    "thi hành án dân sự",
                                    "chi cục kiểm lâm",
                                    "hạt kiểm lâm",
                                    "tổng cục hải quan",
                                    "chi cục hải quan",
                                    "tổng cục thuế",
                                    "chi cục thuế",
                                    "thuế",
                                    "thanh tra",
                                    "chi nhánh ngân hàng chính sách xã hội",
                                    "phòng giao dịch ngân hàng chính sách xã hội",
                                    "ngân hàng nhà nước",
                                    "ủy ban thường vụ quốc hội",
                                    "ban thường vụ tỉnh ủy",
                                    "đảng ủy công an",
                                    "đảng ủy quân sự",
                                    "đảng ủy bộ đội biên phòng",
                                    "đảng ủy ủy ban nhân dân",
                                    "đảng ủy các cơ quan đảng",
                                    "đảng ủy khối các cơ quan",
                                    "đảng ủy khối doanh nghiệp",
                                    "đảng ủy khối các cơ quan và doanh nghiệp",
                                    "ban thường vụ thành ủy",
                                    "hội người mù",
                                    "hội làm vườn",
                                    "hiệp hội doanh nghiệp",
                                    "liên hiệp các hội khoa học và kỹ thuật",
                                    "liên hiệp các tổ chức hữu nghị",
                                    "đài phát thanh truyền hình",
                                    "cục quản lý thị trường",
                                    "kho bạc nhà nước",
                                    "kiểm toán nhà nước",
                                    "cục dự trữ nhà nước",
                                    "chi cục dự trữ nhà nước",
                                    "ban chỉ huy phòng thủ",
                                    "tòa án nhân dân",
                                    "viện kiểm sát nhân dân",
                                    "ban dân tộc",
                                    "ban an toàn giao thông",
                                    "trung tâm dịch vụ việc làm",
                                    "trung tâm kiểm soát bệnh tật",
                                    "hội cựu giáo chức",
                                    "hội văn học nghệ thuật",
                                    "liên hiệp các hội văn học nghệ thuật",
                                    "ban quản lý khu kinh tế",
                                    "ban quản lý các khu công nghiệp",
                                    "đài phát thanh và truyền hình",
                                    "đoàn thanh niên cộng sản hồ chí minh"};

/* Bodies of the party, each with "tỉnh ủy" or "thành ủy" behind it. */
static const char *const party_bodies[] = {"ban tổ chức",     "ban tuyên giáo", "ban tuyên giáo và dân vận",
                                           "ban dân vận",     "ban nội chính",  "ban kinh tế",
                                           "ủy ban kiểm tra", "văn phòng"};

/* Behind these comes the name of the body itself, which the register may not know: "Trường Đại học Vinh". */
static const char *const named_leads[] = {
    "trường đại học", "trường cao đẳng",     "đại học",    "học viện",  "tập đoàn",
    "tổng công ty",   "trường trung cấp",    "huyện đoàn", "thị đoàn",  "quận đoàn",
    "quân khu",       "bộ tư lệnh quân khu", "quân đoàn",  "binh đoàn", "bộ tư lệnh vùng cảnh sát biển"};
static const char *const fields[] = {"nội vụ",
                                     "tư pháp",
                                     "tài chính",
                                     "y tế",
                                     "xây dựng",
                                     "công thương",
                                     "giáo dục và đào tạo",
                                     "khoa học và công nghệ",
                                     "nông nghiệp và môi trường",
                                     "nông nghiệp và phát triển nông thôn",
                                     "tài nguyên và môi trường",
                                     "thông tin và truyền thông",
                                     "văn hóa thể thao và du lịch",
                                     "văn hóa và thể thao",
                                     "du lịch",
                                     "kế hoạch và đầu tư",
                                     "giao thông vận tải",
                                     "lao động thương binh và xã hội",
                                     "ngoại vụ",
                                     "dân tộc và tôn giáo",
                                     "dân tộc",
                                     "quốc phòng",
                                     "công an",
                                     "ngoại giao",
                                     "an toàn thực phẩm",
                                     "quy hoạch kiến trúc"};

static void add_token(struct tokens *tokens, struct arena *arena, struct token token) {
  tokens->items = arena_grow(arena, tokens->items, tokens->count, &tokens->capacity, sizeof *tokens->items);
  tokens->items[tokens->count++] = token;
}

static bool is_letter(int32_t character) {
  return character > 0 && (u_isalnum(character) || (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0);
}

/* How a word is compared and folded: the same words come again and again. */
struct spelling {
  struct view word, folded;
};

static const struct spelling *spell(struct map *spellings, struct arena *arena, struct view word) {
  const struct spelling *known = map_get(spellings, word);
  if (known != NULL) return known;
  struct spelling *spelling = arena_allocate(arena, sizeof *spelling);
  *spelling = (struct spelling){text_comparable(arena, word), text_fold(arena, word)};
  *map_slot(spellings, arena_copy(arena, word)) = spelling;
  return spelling;
}

static struct tokens cut(struct map *spellings, struct arena *arena, struct view text) {
  struct tokens tokens = {0};
  for (size_t at = 0; at < text.length;) {
    size_t begin = at, end;
    int32_t character = text_next_character(text, &at);
    if (character == '&')
      add_token(&tokens, arena,
                (struct token){spell(spellings, arena, VIEW("và"))->word, VIEW("va"), begin, at, false});
    if (!is_letter(character)) continue;
    bool is_capital = u_isupper(character);
    for (end = at; at < text.length && is_letter(text_next_character(text, &at)); end = at)
      ;
    at = end;
    struct view word = view_slice(text, begin, end - begin);
    const struct spelling *spelling = spell(spellings, arena, word);
    add_token(&tokens, arena, (struct token){spelling->word, spelling->folded, begin, end, is_capital});
  }
  return tokens;
}

/* Whether the words stand at the token; how many they are. */
static size_t match(const struct tokens *tokens, size_t from, struct view comparable) {
  size_t count = 0;
  for (struct view word; view_next(&comparable, ' ', &word); count++)
    if (from + count >= tokens->count || !view_equal(tokens->items[from + count].word, word)) return 0;
  return count;
}

/* Words to compare and folded, as a token has them. */
struct words {
  struct view comparable, folded;
};

static void add_words(struct tokens *tokens, struct arena *arena, struct words words,
                      const struct token *first, const struct token *last) {
  struct view word, folded;
  while (view_next(&words.comparable, ' ', &word) && view_next(&words.folded, ' ', &folded))
    add_token(tokens, arena, (struct token){word, folded, first->begin, last->end, true});
}

struct rule {
  struct words from, to;
};

/* "TƯ" in "BỘ TƯ PHÁP", "SỞ KẾ HOẠCH VÀ ĐẦU TƯ", where that of "TƯ ĐOÀN" stands for other words. */
static bool is_mere_word(const struct tokens *tokens, size_t i) {
  static const char *const centres[] = {"doan", "hoi", "dang", "mttq", "mat"};
  if (!view_equal_string(tokens->items[i].word, "tư")) return false;
  for (size_t k = 0; k < sizeof centres / sizeof *centres && i + 1 < tokens->count; k++)
    if (view_equal_string(tokens->items[i + 1].folded, centres[k])) return false;
  return true;
}

/* With the first rule in the place of its words, wherever they stand. `of_capitals`: as an abbreviation. */
static struct tokens rewrite(struct arena *arena, struct view text, const struct tokens *tokens,
                             const struct rule *rules, size_t count, bool of_capitals) {
  struct tokens result = {0};
  bool all_capital = of_capitals && !text_has_small_letter(text);
  for (size_t i = 0; i < tokens->count;) {
    const struct token *token = &tokens->items[i];
    size_t length = 0;
    for (size_t rule = 0; rule < count && token->is_capital && length == 0; rule++) {
      if (all_capital && is_mere_word(tokens, i)) continue;
      length = match(tokens, i, rules[rule].from.comparable);
      if (length == 0) continue;
      const struct token *last = &tokens->items[i + length - 1];
      if (of_capitals && !view_equal_string(rules[rule].from.comparable, "tp") &&
          text_has_small_letter(view_slice(text, token->begin, last->end - token->begin))) {
        length = 0;
        continue;
      }
      add_words(&result, arena, rules[rule].to, token, last);
    }
    if (length == 0) add_token(&result, arena, *token);
    i += length == 0 ? 1 : length;
  }
  return result;
}

/* Without "(LĐ-TB&XH)" behind a name. */
static struct tokens without_brackets(struct view text, struct tokens tokens) {
  size_t kept = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    bool opens = tokens.items[i].begin > 0 && text.data[tokens.items[i].begin - 1] == '(';
    size_t end = view_find_byte(view_slice(text, 0, tokens.items[i].begin + 40), ')', tokens.items[i].begin);
    struct view inside = view_slice(text, tokens.items[i].begin, end - tokens.items[i].begin);
    if (opens && end != VIEW_NOT_FOUND && tokens.items[i].is_capital && !text_has_small_letter(inside)) {
      while (i + 1 < tokens.count && tokens.items[i + 1].begin < end)
        i++;
      continue;
    }
    tokens.items[kept++] = tokens.items[i];
  }
  tokens.count = kept;
  return tokens;
}

struct name_index {
  struct arena *arena;
  const struct registry *registry;
  struct rule abbreviations[ABBREVIATIONS], orders[ORDERS];
  struct map *spellings;  /* a word as it is written -> its struct spelling */
  struct map words;       /* a word -> its number, from 1 */
  struct map edges;       /* a node and a word -> the next node */
  struct name_use **uses; /* by node */
  size_t node_count, capacity;
};

const struct list *name_index_entries(const struct name_index *index) {
  return &index->registry->all;
}

/* A text as its words, with one blank between two: "GD&ĐT" is "gd và đt". */
static struct words join_words(const struct name_index *index, const char *text) {
  struct tokens tokens = cut(index->spellings, index->arena, view_of(text));
  struct buffer words = {0}, folded = {0};
  for (size_t i = 0; i < tokens.count; i++) {
    if (i > 0) buffer_add_byte(&words, ' ');
    if (i > 0) buffer_add_byte(&folded, ' ');
    buffer_add(&words, tokens.items[i].word);
    buffer_add(&folded, tokens.items[i].folded);
  }
  struct words joined = {arena_copy(index->arena, buffer_view(&words)),
                         arena_copy(index->arena, buffer_view(&folded))};
  buffer_free(&words);
  buffer_free(&folded);
  return joined;
}

static void fill_rules(struct name_index *index) {
  for (size_t i = 0; i < ABBREVIATIONS; i++)
    index->abbreviations[i] =
        (struct rule){join_words(index, abbreviations[i].written), join_words(index, abbreviations[i].words)};
  for (size_t i = 0; i < ORDERS; i++)
    index->orders[i] = (struct rule){join_words(index, orders[i].words), join_words(index, orders[i].name)};
}

struct tokens name_tokens(const struct name_index *index, struct view text) {
  struct tokens tokens = without_brackets(text, cut(index->spellings, index->arena, text));
  tokens = rewrite(index->arena, text, &tokens, index->abbreviations, ABBREVIATIONS, true);
  return rewrite(index->arena, text, &tokens, index->orders, ORDERS, false);
}

/* The node behind the word, 0 where there is none and none is to be made. Node 0 is the beginning. */
static size_t step(struct name_index *index, size_t node, size_t word, bool make) {
  uint64_t key = (uint64_t)node << 32 | word;
  struct view bytes = {(const char *)&key, sizeof key};
  void *found = map_get(&index->edges, bytes);
  if (found != NULL || !make) return (size_t)(uintptr_t)found;
  if (index->node_count == index->capacity) {
    size_t capacity = index->capacity * 2;
    struct name_use **uses = arena_array(index->arena, capacity, sizeof *uses);
    memcpy(uses, index->uses, index->node_count * sizeof *uses);
    index->uses = uses;
    index->capacity = capacity;
  }
  *map_slot(&index->edges, arena_copy(index->arena, bytes)) = (void *)(uintptr_t)index->node_count;
  return index->node_count++;
}

static size_t word_number(struct name_index *index, struct view word, bool make) {
  void *found = map_get(&index->words, word);
  if (found != NULL || !make) return (size_t)(uintptr_t)found;
  size_t number = index->words.count + 1;
  *map_slot(&index->words, word) = (void *)(uintptr_t)number;
  return number;
}

static void add_tokens(struct name_index *index, const struct token *tokens, size_t count,
                       enum name_use_kind kind, const struct entry *entry) {
  enum { LONGEST = 60 };
  if (count == 0 || count > LONGEST) return;
  size_t node = 0;
  for (size_t i = 0; i < count; i++)
    node = step(index, node, word_number(index, tokens[i].word, true), true);
  for (const struct name_use *use = index->uses[node]; use != NULL && use->entry == entry; use = use->next)
    if (use->kind == kind) return;
  struct name_use *use = arena_allocate(index->arena, sizeof *use);
  *use = (struct name_use){kind, entry, index->uses[node]};
  index->uses[node] = use;
}

static void add_name(struct name_index *index, struct view name, enum name_use_kind kind,
                     const struct entry *entry) {
  struct tokens tokens = name_tokens(index, name);
  bool is_short = tokens.count == 1 && name.length < 4; /* "HN" would be found everywhere */
  if (!is_short) add_tokens(index, tokens.items, tokens.count, kind, entry);
}

static bool ends_with(const struct tokens *tokens, const struct tokens *end) {
  if (end->count == 0 || tokens->count <= end->count) return false;
  for (size_t i = 0; i < end->count; i++)
    if (!view_equal(tokens->items[tokens->count - end->count + i].word, end->items[i].word)) return false;
  return true;
}

/* The names of a province: as many texts as there is room for. */
static size_t province_names(const struct province *province, struct view *names, size_t room) {
  size_t count = 0;
  for (size_t i = 0; i < names_count(&province->entry) && count + 2 <= room; i++) {
    struct unit_name name = names_at(&province->entry, i);
    names[count++] = name.name;
    if (name.short_name.length > 0) names[count++] = name.short_name;
  }
  const struct text *others = province->other_names.items;
  for (size_t i = 0; i < province->other_names.count && count < room; i++)
    names[count++] = text_view(others[i]);
  return count;
}

/* How many of the words before a province's name are no kind of it. */
static size_t head_without_kind(const struct tokens *whole, size_t head) {
  if (head > 1 && view_equal_string(whole->items[head - 1].folded, "tinh")) return head - 1;
  bool is_city = head > 2 && view_equal_string(whole->items[head - 2].folded, "thanh") &&
                 view_equal_string(whole->items[head - 1].folded, "pho");
  return is_city ? head - 2 : head;
}

/* An office's name with another name of its province, with and without its kind; and without any. */
static void add_variants(struct name_index *index, struct view name,
                         const struct organization *organization) {
  enum { NAMES = 16 };
  struct arena *arena = index->arena;
  const struct entry *target = organization->province.target;
  if (target == NULL) return;
  struct view names[NAMES];
  size_t count = province_names((const struct province *)target, names, NAMES);
  struct tokens whole = name_tokens(index, name);
  for (size_t i = 0; i < count; i++) {
    struct tokens end = name_tokens(index, names[i]);
    if (!ends_with(&whole, &end)) continue;
    size_t head = whole.count - end.count, kind = head_without_kind(&whole, head);
    if (head >= 2) add_tokens(index, whole.items, head, NAME_RELATIVE, &organization->entry);
    bool is_office = kind >= 2 && !view_equal_string(whole.items[0].folded, "uy");
    static const char *const kinds[] = {"", "tỉnh", "thành phố"};
    for (size_t k = 0; k < 3; k++) {
      struct view unit = view_of(kinds[k]);
      struct tokens variant = {0}, unit_tokens = name_tokens(index, unit);
      for (size_t word = 0; word < kind; word++)
        add_token(&variant, arena, whole.items[word]);
      for (size_t word = 0; word < unit_tokens.count; word++)
        add_token(&variant, arena, unit_tokens.items[word]);
      if (is_office) add_tokens(index, variant.items, variant.count, NAME_RELATIVE, &organization->entry);
      size_t before = variant.count;
      for (size_t other = 0; other < count; other++) {
        struct tokens province = name_tokens(index, names[other]);
        variant.count = before;
        for (size_t word = 0; word < province.count; word++)
          add_token(&variant, arena, province.items[word]);
        add_tokens(index, variant.items, variant.count, NAME_WHOLE, &organization->entry);
      }
    }
    return;
  }
}

static void add_organization(struct name_index *index, const struct organization *organization) {
  const struct text *others = organization->other_names.items;
  for (size_t i = 0; i < names_count(&organization->entry); i++) {
    struct unit_name name = names_at(&organization->entry, i);
    add_name(index, name.name, NAME_WHOLE, &organization->entry);
    add_variants(index, name.name, organization);
    if (name.short_name.length == 0) continue;
    add_name(index, name.short_name, NAME_WHOLE, &organization->entry);
    add_variants(index, name.short_name, organization);
  }
  for (size_t i = 0; i < organization->other_names.count; i++)
    add_name(index, text_view(others[i]), NAME_WHOLE, &organization->entry);
}

static void add_entry(struct name_index *index, const struct entry *entry) {
  if (entry->type == &organization_type) {
    add_organization(index, (const struct organization *)entry);
  } else if (entry->type == &person_type) {
    const struct person *person = (const struct person *)entry;
    const struct text *others = person->other_names.items;
    add_name(index, entry->heading, NAME_WHOLE, entry);
    for (size_t i = 0; i < person->other_names.count; i++)
      add_name(index, text_view(others[i]), NAME_WHOLE, entry);
  } else if (entry->type == &province_type) {
    enum { NAMES = 16 };
    struct view names[NAMES];
    size_t count = province_names((const struct province *)entry, names, NAMES);
    for (size_t i = 0; i < count; i++)
      add_name(index, names[i], NAME_WHOLE, entry);
  } else if (entry->type == &agreement_type) {
    add_name(index, entry->heading, NAME_WHOLE, entry);
    add_name(index, entry->short_heading, NAME_WHOLE, entry);
    add_name(index, text_view(((const struct agreement *)entry)->number), NAME_WHOLE, entry);
  } else if (entry->type == &agreement_type_type) {
    add_name(index, entry->heading, NAME_WHOLE, entry);
  }
}

struct name_index *name_index_open(struct arena *arena, const struct registry *registry) {
  enum { NODES = 1024 };
  struct name_index *index = arena_allocate(arena, sizeof *index);
  *index = (struct name_index){.arena = arena, .registry = registry, .node_count = 1, .capacity = NODES};
  index->uses = arena_array(arena, NODES, sizeof *index->uses);
  index->spellings = arena_allocate(arena, sizeof *index->spellings);
  *index->spellings = (struct map){0};
  fill_rules(index);
  for (size_t i = 0; i < registry->all.count; i++)
    add_entry(index, list_at(&registry->all, i));
  for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
    add_name(index, view_of(leads[i]), NAME_LEAD, NULL);
  for (size_t i = 0; i < sizeof party_bodies / sizeof *party_bodies; i++) {
    add_name(index, arena_format(arena, "%s tỉnh ủy", party_bodies[i]), NAME_LEAD, NULL);
    add_name(index, arena_format(arena, "%s thành ủy", party_bodies[i]), NAME_LEAD, NULL);
  }
  for (size_t i = 0; i < sizeof named_leads / sizeof *named_leads; i++)
    add_name(index, view_of(named_leads[i]), NAME_NAMED_LEAD, NULL);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    add_name(index, arena_format(arena, "sở %s", fields[i]), NAME_LEAD, NULL);
    add_name(index, arena_format(arena, "bộ %s", fields[i]), NAME_LEAD, NULL);
    add_name(index, arena_format(arena, "phòng %s", fields[i]), NAME_LEAD, NULL);
  }
  return index;
}

/* "Lạng Sơn" is "langson". */
static struct view without_blanks(struct arena *arena, struct view text) {
  struct view folded = text_fold(arena, text);
  char *letters = arena_array(arena, folded.length + 1, 1);
  size_t length = 0;
  for (size_t i = 0; i < folded.length; i++)
    if (ascii_is_alphanumeric(folded.data[i])) letters[length++] = folded.data[i];
  return (struct view){letters, length};
}

const struct entry *name_index_province_in(const struct name_index *index, struct view address) {
  enum { SHORTEST = 5 }; /* "Huế" may be in any word */
  size_t scheme = view_find(address, VIEW("//"), 0), begin = scheme == VIEW_NOT_FOUND ? 0 : scheme + 2;
  size_t end = view_find_byte(address, '/', begin);
  address = view_slice(address, begin, (end == VIEW_NOT_FOUND ? address.length : end) - begin);
  struct view host = without_blanks(index->arena, address);
  const struct list *provinces = &index->registry->entries[ENTRY_PROVINCE];
  const struct entry *found = NULL;
  for (size_t i = 0; i < provinces->count; i++) {
    const struct entry *province = list_at(provinces, i);
    for (size_t k = 0; k < names_count(province); k++) {
      struct view name = without_blanks(index->arena, names_at(province, k).name);
      if (name.length < SHORTEST || view_find(host, name, 0) == VIEW_NOT_FOUND || found == province) continue;
      if (found != NULL) return NULL;
      found = province;
    }
  }
  return found;
}

void name_index_close(struct name_index *index) {
  map_free(index->spellings);
  map_free(&index->words);
  map_free(&index->edges);
}

const struct name_use *name_index_find(const struct name_index *index, const struct tokens *tokens,
                                       size_t from, size_t *length) {
  const struct name_use *found = NULL;
  size_t node = 0;
  for (size_t i = from; i < tokens->count; i++) {
    void *word = map_get(&index->words, tokens->items[i].word);
    if (word == NULL) break;
    uint64_t key = (uint64_t)node << 32 | (uintptr_t)word;
    void *next = map_get(&index->edges, (struct view){(const char *)&key, sizeof key});
    if (next == NULL) break;
    node = (size_t)(uintptr_t)next;
    if (index->uses[node] == NULL) continue;
    found = index->uses[node];
    *length = i - from + 1;
  }
  return found;
}
