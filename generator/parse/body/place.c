#include "parse/body/place.h"

#include "base/buffer.h"
#include "base/byte_block.h"
#include "base/hash.h"
#include "base/memory.h"
#include "parse/body/code.h"
#include "parse/body/memory.h"
#include "text/html_tag.h"

#include <stdlib.h>

enum {
  PARENTHESES_LIMIT = 32, /* as CommonMark lets them nest in a destination */
  TAG_TRIES = 1000,
  ENTITY_LIMIT = 10000,      /* destinations with entities that are resolved */
  ENTITY_BYTES_LIMIT = 4096, /* in one of them */
  /* Destinations of one text lie behind one another, unless it is made to cost much: then the first `](` may
   * reach to the text's end, and the next too. All that are read together have at most so many times the
   * bytes of the text. Those that are not read have the place of their block. */
  OVERLAP_LIMIT = 4,
  COUNTED_BYTES = 256, /* in a block whose characters are counted once */
};

enum destination_kind { DESTINATION_INLINE, DESTINATION_DEFINITION };

struct body_destination {
  uint64_t hash; /* of its text, escapes resolved */
  size_t offset;
  size_t resume; /* where the next search that begins here goes on: an index */
  enum destination_kind kind;
};

struct search {
  struct body_places *places;
  struct view source;
  size_t capacity, tag_capacity;
  struct code_spans spans;
  size_t entities;
  size_t bytes_left;           /* that may be read for destinations */
  struct buffer resolved;      /* of the destination at hand, without escapes */
  struct arena entities_arena; /* for cmark, while it resolves those of one destination */
};

/* Where the line after the one at the offset begins; SIZE_MAX after the last. */
static size_t after_line(struct view source, size_t offset) {
  offset = byte_block_find(source, offset, byte_block_line_end);
  if (offset + 1 < source.length && source.data[offset] == '\r' && source.data[offset + 1] == '\n') offset++;
  return offset < source.length ? offset + 1 : SIZE_MAX;
}

static void read_lines(struct body_line_starts *lines, struct view text) {
  size_t capacity = 0;
  if (lines->offsets != NULL) return;
  for (size_t at = 0; at != SIZE_MAX; at = after_line(text, at)) {
    lines->offsets = memory_grow(lines->offsets, lines->count, &capacity, sizeof *lines->offsets);
    lines->offsets[lines->count++] = at;
  }
}

void body_places_free(struct body_places *places) {
  free(places->lines.offsets);
  free(places->original_lines.offsets);
  free(places->characters);
  free(places->destinations);
  free(places->tags);
}

/* The offset at which a line starts; that of the end for lines past the last. */
static size_t line_offset(struct body_places *places, int line) {
  read_lines(&places->lines, places->source);
  if (line < 1) line = 1;
  return (size_t)line > places->lines.count ? places->source.length : places->lines.offsets[line - 1];
}

struct view body_place_text(struct body_places *places, struct body_lines block) {
  size_t begin = line_offset(places, block.first), end = line_offset(places, block.last + 1);
  return view_slice(places->source, begin, end > begin ? end - begin : 0);
}

/* The index of the line that the offset is in. */
static size_t find_line(const struct body_line_starts *lines, size_t offset) {
  size_t low = 0, high = lines->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (lines->offsets[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* How many characters begin in the bytes from `begin` to `end`. */
static size_t count_between(struct view text, size_t begin, size_t end) {
  size_t count = 0;
  for (size_t at = begin; at < end; at++)
    count += !utf8_continues(text.data[at]);
  return count;
}

/* How many characters of the text begin before the offset. */
static size_t count_before(struct body_places *places, size_t offset) {
  struct view text = places->original;
  if (places->characters == NULL) {
    size_t blocks = text.length / COUNTED_BYTES;
    places->characters = memory_allocate(blocks + 1, sizeof *places->characters);
    places->characters[0] = 0;
    for (size_t i = 0; i < blocks; i++)
      places->characters[i + 1] =
          places->characters[i] + count_between(text, i * COUNTED_BYTES, (i + 1) * COUNTED_BYTES);
  }
  size_t block = offset / COUNTED_BYTES;
  return places->characters[block] + count_between(text, block * COUNTED_BYTES, offset);
}

/* How many characters of its line begin before the offset. Many places of one long line may be asked for, in
 * any order. */
static size_t count_characters(struct body_places *places, size_t line, size_t offset) {
  if (offset > places->original.length) offset = places->original.length;
  if (offset <= line) return 0;
  if (offset - line <= COUNTED_BYTES) return count_between(places->original, line, offset);
  return count_before(places, offset) - count_before(places, line);
}

struct source_location body_place_offset(struct body_places *places, size_t offset) {
  struct body_line_starts *lines = &places->original_lines;
  read_lines(lines, places->original);
  offset = body_rewriting_origin(places->rewriting, offset);
  size_t line = find_line(lines, offset);
  return source_location_at(places->first_line + line,
                            count_characters(places, lines->offsets[line], offset) + 1);
}

struct source_location body_place_column(struct body_places *places, int line, int column) {
  return body_place_offset(places, line_offset(places, line) + (size_t)column - 1);
}

int body_place_line_number(struct body_places *places, size_t offset) {
  read_lines(&places->lines, places->source);
  return (int)find_line(&places->lines, offset) + 1;
}

struct source_location body_place_line(struct body_places *places, int line) {
  size_t start = line_offset(places, line), at = start;
  while (at < places->source.length && strchr(" \t>", places->source.data[at]) != NULL &&
         places->source.data[at] != '\0')
    at++;
  return body_place_offset(places, at);
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_punctuation(char byte) {
  return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') || (byte >= '[' && byte <= '`') ||
         (byte >= '{' && byte <= '~');
}

/* The destination at the front of the text, in its angle brackets if it has some; data NULL when there is
 * none. `*end` is where its last byte was looked at. */
static struct view cut_destination(struct view text, size_t *end) {
  size_t depth = 0, at = 0;
  bool bracketed = view_starts_with(text, "<"), refused = false;
  for (at = bracketed; at < text.length && !refused; at++) {
    char byte = text.data[at];
    if (byte == '\\' && at + 1 < text.length && is_punctuation(text.data[at + 1])) {
      at++;
    } else if (bracketed) {
      if (byte == '>') break;
      refused = byte == '<' || byte == '\n' || byte == '\r';
    } else {
      refused = byte == '(' && ++depth > PARENTHESES_LIMIT;
      if ((byte == ')' && depth-- == 0) || is_space(byte)) break;
    }
  }
  *end = at;
  if (refused || (bracketed && at >= text.length)) return (struct view){NULL, 0};
  return bracketed ? view_slice(text, 1, at - 1) : view_slice(text, 0, at);
}

/* Entities as cmark resolves them, and escapes. */
static struct view resolve_entities(struct search *search, struct view text) {
  if (text.length > ENTITY_BYTES_LIMIT || ++search->entities > ENTITY_LIMIT) return text;
  struct buffer *resolved = &search->resolved;
  buffer_clear(resolved);
  buffer_format(resolved, "[x](<%.*s>)", VIEW_FORMAT(text));
  struct arena *previous = body_memory_use(&search->entities_arena);
  cmark_node *document = body_memory_parse(&search->entities_arena, buffer_view(resolved));
  cmark_node *link = cmark_node_first_child(cmark_node_first_child(document));
  const char *url = link == NULL ? NULL : cmark_node_get_url(link);
  buffer_clear(resolved);
  if (url == NULL)
    buffer_add(resolved, text);
  else
    buffer_add_string(resolved, url);
  arena_reset(&search->entities_arena);
  body_memory_use(previous);
  return buffer_view(resolved);
}

/* The text with its escapes resolved; valid until the next call. */
static struct view resolve_escapes(struct search *search, struct view text) {
  if (view_find_byte(text, '&', 0) != VIEW_NOT_FOUND) return resolve_entities(search, text);
  if (view_find_byte(text, '\\', 0) == VIEW_NOT_FOUND) return text;
  struct buffer *resolved = &search->resolved;
  buffer_clear(resolved);
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == '\\' && i + 1 < text.length && is_punctuation(text.data[i + 1])) i++;
    buffer_add_byte(resolved, text.data[i]);
  }
  return buffer_view(resolved);
}

static uint64_t hash_of(struct view text) {
  return XXH3_64bits(text.data == NULL ? "" : text.data, text.length);
}

static void keep_destination(struct body_places *places, size_t *capacity, uint64_t hash,
                             enum destination_kind kind, size_t offset) {
  places->destinations =
      memory_grow(places->destinations, places->destination_count, capacity, sizeof *places->destinations);
  places->destinations[places->destination_count++] =
      (struct body_destination){.hash = hash, .offset = offset, .kind = kind};
}

/* The destination of a link or definition that begins at the offset, if one does. */
static void add_destination(struct search *search, enum destination_kind kind, size_t offset) {
  struct body_places *places = search->places;
  size_t end;
  struct view raw = cut_destination(view_slice(search->source, offset, search->bytes_left), &end);
  search->bytes_left -= end < search->bytes_left ? end : search->bytes_left;
  if (raw.data == NULL || search->bytes_left == 0) return;
  keep_destination(places, &search->capacity, hash_of(resolve_escapes(search, raw)), kind,
                   (size_t)(raw.data - search->source.data));
}

/* A link's destination after `](`, or a definition's after `]:`, at the offset. */
static void read_destination(struct search *search, enum destination_kind kind, size_t offset) {
  while (offset < search->source.length && is_space(search->source.data[offset]))
    offset++;
  add_destination(search, kind, offset);
}

/* The address in <a href="…">. */
static void read_reference(struct search *search, struct view text) {
  struct body_places *places = search->places;
  struct html_tag tag;
  if (!html_tag_read(text, &tag) || tag.closing || !html_tag_is(&tag, "a")) return;
  struct view value = html_tag_value(&tag, "href"), address = view_trim(value);
  if (value.data == NULL) return;
  buffer_clear(&search->resolved);
  html_add_unescaped(&search->resolved, address);
  keep_destination(places, &search->capacity, hash_of(buffer_view(&search->resolved)), DESTINATION_INLINE,
                   (size_t)(address.data - search->source.data));
}

/* A tag, or a link in angle brackets, at the offset. */
static void read_angle(struct search *search, size_t offset) {
  struct body_places *places = search->places;
  places->tags = memory_grow(places->tags, places->tag_count, &search->tag_capacity, sizeof *places->tags);
  places->tags[places->tag_count++] = offset;
  struct view rest = view_slice(search->source, offset, SIZE_MAX);
  read_reference(search, rest);
  size_t letters = 1;
  while (letters < rest.length &&
         (rest.data[letters] == '.' || rest.data[letters] == '-' || rest.data[letters] == '+' ||
          ((unsigned char)rest.data[letters] | 0x20) >= 'a' || rest.data[letters] == '_' ||
          (rest.data[letters] >= '0' && rest.data[letters] <= '9')) &&
         letters < 256 && rest.data[letters] != '>')
    letters++;
  if (letters >= rest.length || (rest.data[letters] != ':' && rest.data[letters] != '@')) return;
  add_destination(search, DESTINATION_INLINE, offset);
}

static int compare(const void *left, const void *right) {
  const struct body_destination *a = left, *b = right;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
  return (a->offset > b->offset) - (a->offset < b->offset);
}

static byte_block mark_special(byte_block block) {
  return byte_block_is(block, '`') | byte_block_is(block, '<') | byte_block_is(block, ']') |
         byte_block_is(block, '\\');
}

static void read_source(struct body_places *places) {
  struct view source = places->source;
  struct search search = {
      .places = places, .source = source, .bytes_left = OVERLAP_LIMIT * (source.length + 1)};
  for (size_t at = 0; (at = byte_block_find(source, at, mark_special)) < source.length;) {
    char byte = source.data[at], next = '\0';
    if (at + 1 < source.length) next = source.data[at + 1];
    if (byte == '`') {
      at = code_span_end(&search.spans, source, at);
      continue;
    }
    if (byte == '<') read_angle(&search, at);
    if (byte == ']' && next == '(') read_destination(&search, DESTINATION_INLINE, at + 2);
    if (byte == ']' && next == ':') read_destination(&search, DESTINATION_DEFINITION, at + 2);
    at += byte == '\\' && is_punctuation(next) ? 2 : 1;
  }
  size_t count = places->destination_count;
  if (count > 1) qsort(places->destinations, count, sizeof *places->destinations, compare);
  for (size_t i = 0; i < count; i++)
    places->destinations[i].resume = i;
  places->searched = true;
  buffer_free(&search.resolved);
  arena_free(&search.entities_arena);
}

/* The first destination that does not come before `wanted`. */
static size_t lower_bound(const struct body_places *places, const struct body_destination *wanted) {
  size_t low = 0, high = places->destination_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare(&places->destinations[middle], wanted) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static const struct body_destination *find(struct body_places *places, const struct body_destination *wanted,
                                           size_t end) {
  size_t first = lower_bound(places, wanted);
  if (first == places->destination_count) return NULL;
  size_t at = places->destinations[first].resume;
  if (at == places->destination_count) return NULL;
  struct body_destination *found = &places->destinations[at];
  if (found->kind != wanted->kind || found->hash != wanted->hash || found->offset >= end) return NULL;
  if (wanted->kind == DESTINATION_DEFINITION) return found;
  /* One in angle brackets may have been met twice. */
  do
    at++;
  while (at < places->destination_count && compare(&places->destinations[at], found) == 0);
  places->destinations[first].resume = at;
  return found;
}

struct source_location body_place_destination(struct body_places *places, struct body_lines block,
                                              struct view url) {
  if (!places->searched) read_source(places);
  uint64_t hash = hash_of(url);
  struct body_destination wanted = {.hash = hash, .offset = line_offset(places, block.first)};
  size_t end = line_offset(places, block.last + 1);
  const struct body_destination *found = find(places, &wanted, end);
  if (found == NULL) {
    wanted = (struct body_destination){.kind = DESTINATION_DEFINITION, .hash = hash};
    found = find(places, &wanted, SIZE_MAX);
  }
  return found == NULL ? body_place_line(places, block.first) : body_place_offset(places, found->offset);
}

static size_t first_tag(const struct body_places *places, size_t offset) {
  size_t low = 0, high = places->tag_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (places->tags[middle] < offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

struct source_location body_place_tag(struct body_places *places, struct body_lines block, struct view tag) {
  if (!places->searched) read_source(places);
  size_t start = line_offset(places, block.first), end = line_offset(places, block.last + 1);
  if (places->next_tag == 0 || places->tag_block != start) places->next_tag = first_tag(places, start);
  places->tag_block = start;
  size_t line_end = view_find_byte(tag, '\n', 0);
  struct view line = view_slice(tag, 0, line_end);
  size_t last = places->next_tag + TAG_TRIES;
  for (size_t i = places->next_tag; i < places->tag_count && i < last && places->tags[i] < end; i++) {
    if (!view_equal(view_slice(places->source, places->tags[i], line.length), line)) continue;
    places->next_tag = i + 1;
    return body_place_offset(places, places->tags[i]);
  }
  return body_place_line(places, block.first);
}
