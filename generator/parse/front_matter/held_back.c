#include "parse/front_matter/held_back.h"

#include "base/arena.h"
#include "text/suggestion.h"
#include "text/unicode.h"

/* Keys that hold back unless their value says no. */
static const char *const holding[] = {
    "draft",     "drafts",     "isdraft",     "nhap",      "bannhap",     "lanhap",   "hidden",
    "ishidden",  "private",    "unlisted",    "embargo",   "wip",         "hold",     "onhold",
    "tamgiu",    "chuadang",   "choduyet",    "unpublish", "unpublished", "noindex",  "sitemapexclude",
    "internal",  "noibo",      "hide",        "an",        "disabled",    "headless", "password",
    "chuaduyet", "chuacongbo", "chuaxuatban", "dungdang",  "khongdang",
};

/* Keys that hold back when their value says no. */
static const char *const publishing[] = {
    "publish", "published", "public",  "ispublished", "dang",     "dadang", "congbo", "congkhai",
    "visible", "enabled",   "hienthi", "duyet",       "approved", "active", "show",   "xuatban"};

/* Keys whose value is a state, and the states that are not published. */
static const char *const stating[] = {"status", "state", "visibility", "trangthai", "tinhtrang", "stage"};
static const char *const states[] = {"draft",   "drafts",    "nhap",     "bannhap",  "hidden",      "private",
                                     "pending", "scheduled", "embargo",  "unlisted", "unpublished", "wip",
                                     "review",  "choduyet",  "chuadang", "noibo",    "internal"};

/* Keys whose value is a moment. */
static const char *const timing[] = {
    "publishdate",   "publishon",   "publishat",   "publishafter",   "pubdate",       "pubdatetime",
    "publisheddate", "publishedat", "releasedate", "release",        "embargountil",  "embargodate",
    "golive",        "ngaydang",    "dangngay",    "dangluc",        "ngaycongbo",    "expirydate",
    "expiresat",     "expires",     "expiredate",  "expirationdate", "unpublishdate", "unpublishon",
    "ngayhet",       "ngaygo",      "scheduled",   "scheduledfor",   "schedule",      "lichdang"};

/* Folded, and without what parts words. */
static struct view bare(struct arena *arena, struct view text) {
  struct view folded = text_fold(arena, text);
  char *letters = arena_array(arena, folded.length + 1, 1);
  size_t length = 0;
  for (size_t i = 0; i < folded.length; i++)
    if (folded.data[i] != ' ' && folded.data[i] != '_' && folded.data[i] != '-')
      letters[length++] = folded.data[i];
  return (struct view){letters, length};
}

static bool is_among(struct view word, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (view_equal_string(word, words[i])) return true;
  return false;
}

#define IS_AMONG(word, words) is_among((word), (words), sizeof(words) / sizeof(words)[0])

static bool says_no(struct view value) {
  static const char *const words[] = {"", "false", "no", "off", "0", "n", "khong", "null", "~"};
  return IS_AMONG(value, words);
}

static bool says_yes(struct view value) {
  static const char *const words[] = {"true", "yes", "on", "1", "y", "co"};
  return IS_AMONG(value, words);
}

/* One letter more, less, another, or two that changed places. */
static bool is_nearly_draft(struct view key) {
  return key.length >= 4 && suggestion_distance(key, VIEW("draft"), 1) <= 1;
}

enum held_back held_back_by(struct view key, struct view value) {
  if (key.length > 64) return HELD_BACK_NOT;
  struct arena arena = {0};
  struct view word = bare(&arena, key), said = bare(&arena, view_slice(value, 0, 64));
  enum held_back held = HELD_BACK_NOT;
  if (IS_AMONG(word, timing) && !says_no(said))
    held = says_yes(said) ? HELD_BACK : HELD_BACK_UNTIL;
  else if (((IS_AMONG(word, holding) || is_nearly_draft(word)) && !says_no(said)) ||
           (IS_AMONG(word, publishing) && says_no(said)) ||
           (IS_AMONG(word, stating) && IS_AMONG(said, states)))
    held = HELD_BACK;
  arena_free(&arena);
  return held;
}
