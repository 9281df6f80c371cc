#include "parts/import/press_title.h"

#include "base/map.h"
#include "parts/import/dateline.h"
#include "parts/import/press_lines.h"
#include "text/unicode.h"
#include "text/word.h"

enum { HEAD_LINES = 60, LEAST_WORDS = 5, MOST_WORDS = 50 };

/* It begins or ends as leads do, and titles do not: "TPO - Sáng nay …", "… đã ký kết." */
static bool is_like_lead(struct arena *arena, struct view line) {
  if (view_ends_with(line, ".") && !view_ends_with(line, "..")) return true;
  return dateline_begins(arena, line);
}

/* The title where the line that was taken for it is the lead, and the day stands below that. */
static size_t above_lead(struct arena *arena, const struct press_text *press,
                         const struct press_line_note *notes, size_t line) {
  enum { NEAR = 3 };
  if (!is_like_lead(arena, press->lines[line].text)) return line;
  for (size_t i = line; i-- > 0 && i + NEAR >= line && !notes[i].has_day;) {
    size_t words = word_count(press->lines[i].text);
    if (notes[i].is_idle || words < LEAST_WORDS || words > MOST_WORDS) continue;
    return is_like_lead(arena, press->lines[i].text) ? line : i;
  }
  return line;
}

/* The first line that is long enough, of those before `end`. */
static size_t find_first(const struct press_text *press, const struct press_line_note *notes, size_t end) {
  for (size_t i = 0; i < end && i < HEAD_LINES; i++)
    if (!notes[i].is_idle && word_count(press->lines[i].text) >= LEAST_WORDS) return i;
  return SIZE_MAX;
}

/* By where the lines stand alone. */
static size_t find_by_place(struct arena *arena, const struct press_text *press,
                            const struct press_line_note *notes) {
  enum { NEAR = 5 };
  bool is_first = true;
  for (size_t day = 0; day < press->count && day < HEAD_LINES; day++) {
    if (!notes[day].has_day) continue;
    for (size_t i = day; i-- > 0 && !notes[i].has_day && (is_first || i + NEAR > day);) {
      size_t words = word_count(press->lines[i].text);
      if (!notes[i].is_idle && words >= LEAST_WORDS && words <= MOST_WORDS)
        return above_lead(arena, press, notes, i);
    }
    is_first = false;
  }
  return find_first(press, notes, press->count);
}

/* Cuts the next two neighbouring words off a text as text_slug makes it: the second is the first of the next
 * two. */
static bool next_pair(struct view *slug, struct view *pair) {
  size_t first = view_find_byte(*slug, '-', 0);
  if (first == VIEW_NOT_FOUND) return false;
  *pair = view_slice(*slug, 0, view_find_byte(*slug, '-', first + 1));
  *slug = view_slice(*slug, first + 1, SIZE_MAX);
  return true;
}

/* The first line of the text itself, a sentence; the number of lines where there is none. */
static size_t find_text(struct arena *arena, const struct press_text *press,
                        const struct press_line_note *notes) {
  enum { SENTENCE_WORDS = 15 };
  size_t i = 0;
  for (; i < press->count; i++) {
    struct view line = press->lines[i].text;
    size_t words = notes[i].is_idle ? 0 : word_count(line);
    if (words > MOST_WORDS || (words >= SENTENCE_WORDS && is_like_lead(arena, line))) break;
  }
  return i;
}

/* Two neighbouring words of the lines from `begin` on that are as long as sentences. */
static void gather_pairs(struct map *pairs, struct arena *arena, const struct press_text *press,
                         const struct press_line_note *notes, size_t begin) {
  enum { LINES = 40, TEXT_WORDS = 15 };
  for (size_t i = begin, lines = 0; i < press->count && lines < LINES; i++) {
    if (notes[i].is_idle || word_count(press->lines[i].text) < TEXT_WORDS) continue;
    lines++;
    for (struct view slug = text_slug(arena, press->lines[i].text), pair; next_pair(&slug, &pair);)
      *map_slot(pairs, pair) = pairs; /* is there */
  }
}

/* How much of the line stands in the text. */
struct likeness {
  double share; /* of the line's pairs of words */
  double weight;
};

static struct likeness likeness_of(struct arena *arena, const struct map *pairs, struct view line) {
  size_t all = 0, shared = 0;
  for (struct view slug = text_slug(arena, line), pair; next_pair(&slug, &pair); all++)
    if (map_get(pairs, pair) != NULL) shared++;
  if (all == 0) return (struct likeness){0};
  double share = (double)shared / (double)all;
  return (struct likeness){share, share * (double)shared};
}

/* Captions begin as some titles do: "Ký kết …". Below the day of publication they are captions. */
static bool may_be_title(struct arena *arena, struct view line, bool is_caption) {
  enum { MOST_TITLE_WORDS = 32 };
  size_t words = word_count(line);
  struct view credit;
  return words >= LEAST_WORDS && words <= MOST_TITLE_WORDS && !is_like_lead(arena, line) &&
         press_line_credit(line, &credit) == VIEW_NOT_FOUND &&
         press_line_is_caption(arena, line) == is_caption && !press_line_is_view(arena, line);
}

/* Of the lines from `begin` to `end` the one that has most in common with the text, where that is much and
 * more than `least`; SIZE_MAX: none. */
static size_t most_alike(struct arena *arena, const struct press_text *press,
                         const struct press_line_note *notes, const struct map *pairs, size_t begin,
                         size_t end, double least, bool is_caption) {
  enum { MUCH_PERCENT = 50 };
  size_t best = SIZE_MAX;
  for (size_t i = begin; i < end; i++) {
    struct view line = press->lines[i].text;
    if (notes[i].is_idle || !may_be_title(arena, line, is_caption)) continue;
    struct likeness likeness = likeness_of(arena, pairs, line);
    if (likeness.share * 100 < MUCH_PERCENT || likeness.weight <= least) continue;
    least = likeness.weight;
    best = i;
  }
  return best;
}

/* The line above the text that has most in common with it, where that is much and `place` has little. */
static size_t find_by_text(struct arena *arena, const struct press_text *press,
                           const struct press_line_note *notes, size_t place) {
  enum { LITTLE_PERCENT = 35 };
  struct map pairs = {0};
  size_t text = find_text(arena, press, notes);
  /* The day stands below the text. */
  size_t first = place < text ? place : find_first(press, notes, text);
  if (first == SIZE_MAX || first >= text) return place;
  place = first;
  size_t best = place, day = place;
  while (day < text && !notes[day].has_day)
    day++;
  gather_pairs(&pairs, arena, press, notes, text);
  struct likeness likeness = likeness_of(arena, &pairs, press->lines[place].text);
  if (likeness.share * 100 < LITTLE_PERCENT) {
    best = most_alike(arena, press, notes, &pairs, 0, text, likeness.weight, false);
    if (best == SIZE_MAX) best = most_alike(arena, press, notes, &pairs, place, day, likeness.weight, true);
    if (best == SIZE_MAX) best = place;
  }
  map_free(&pairs);
  return best;
}

size_t press_title_find(struct arena *arena, const struct press_text *press,
                        const struct press_line_note *notes) {
  for (size_t i = 0; i < press->count; i++)
    if (press->lines[i].role == PRESS_TITLE) return i;
  size_t place = find_by_place(arena, press, notes);
  return place == SIZE_MAX ? place : find_by_text(arena, press, notes, place);
}
