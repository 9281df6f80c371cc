#include "parts/import/listed_provinces.h"

#include "base/map.h"

static bool is_province_of_office(const struct mentions *mentions, const struct entry *province) {
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct entry *entry = mentions->units[i].mentions[k].entry;
      if (entry != NULL && mention_province(entry) == province) return true;
    }
  return false;
}

/* "tại Hà Nội", "tại trụ sở Bộ (Hà Nội)", "Hà Nội, ngày 25/11": where something was, not what the text is
 * about, as in "triển khai tại Nghệ An". */
static bool is_place(const struct facts *facts, const struct text_unit *unit, const struct mention *mention) {
  static const char *const kinds[] = {"thủ đô", "Thủ đô", "thành phố", "Thành phố", "TP.", "TP", "tỉnh"};
  static const char *const carried_out[] = {"triển khai", "thực hiện", "thí điểm", "áp dụng"};
  enum { REACH = 40, SHORT = 2 };
  const char *begin = unit->text.data + mention->begin;
  struct view place = facts->place;
  if (place.length > 0 && begin >= place.data && begin <= place.data + place.length + SHORT) return true;
  if (view_starts_with(view_slice(unit->text, mention->end, SIZE_MAX), ", ngày ")) return true;
  size_t from = mention->begin > REACH ? mention->begin - REACH : 0;
  struct view before = view_trim(view_slice(unit->text, from, mention->begin - from));
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (view_ends_with(before, kinds[i])) {
      before = view_trim(view_slice(before, 0, before.length - strlen(kinds[i])));
      break;
    }
  if (!view_ends_with(before, "tại") && !view_ends_with(before, "Tại")) return false;
  before = view_trim(view_slice(before, 0, before.length - strlen("tại")));
  for (size_t i = 0; i < sizeof carried_out / sizeof *carried_out; i++)
    if (view_ends_with(before, carried_out[i])) return false;
  return true;
}

/* Whether more is said of the province than that something was there. */
static bool is_about(const struct mentions *mentions, const struct facts *facts,
                     const struct entry *province) {
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct mention *mention = &mentions->units[i].mentions[k];
      if (mention->entry == province && !is_place(facts, &mentions->units[i], mention)) return true;
    }
  return false;
}

bool listed_provinces_has(const struct mentions *mentions, const struct facts *facts,
                          const struct entry *province) {
  /* Of an agreement of central bodies, the place of the signing is no territory. */
  bool is_mere_place = facts_is_central(facts) && !is_about(mentions, facts, province);
  return !is_province_of_office(mentions, province) && !is_mere_place;
}

static bool is_of_territory(const struct facts *facts, const struct entry *province) {
  for (size_t i = 0; i < facts->territory_count; i++)
    if (facts->territory[i] == province) return true;
  return false;
}

void listed_provinces_tell_of_passing(struct arena *arena, const struct mentions *mentions,
                                      const struct facts *facts, struct doubts *doubts) {
  enum { HEAD_UNITS = 2, MOST = 12 };
  struct map seen = {0};
  struct buffer ids = {0};
  size_t count = 0;
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct entry *province = mentions->units[i].mentions[k].entry;
      if (province == NULL || province->type != &province_type) continue;
      void **slot = map_slot(&seen, province->id);
      bool is_looked_at = *slot != NULL;
      *slot = &seen;
      if (is_looked_at || i < HEAD_UNITS || province == mentions->home || is_of_territory(facts, province) ||
          !listed_provinces_has(mentions, facts, province))
        continue;
      if (count++ < MOST)
        buffer_format(&ids, "%s%.*s", ids.length == 0 ? "" : ", ", VIEW_FORMAT(province->id));
    }
  if (count > MOST) buffer_add_string(&ids, ", …");
  if (count > 0)
    doubts_add(doubts, DOUBT_NAMES, sentence_import_passing_provinces(arena_copy(arena, buffer_view(&ids))));
  buffer_free(&ids);
  map_free(&seen);
}
