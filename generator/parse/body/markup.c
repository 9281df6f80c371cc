#include "parse/body/markup.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "parse/body/address_source.h"
#include "parse/body/code.h"
#include "parse/body/html_source.h"

static byte_block mark_markup(byte_block block) {
  return byte_block_is(block, '<') | byte_block_is(block, ']');
}

/* Whether there may be anything to mend: a tag or comment, or an address with a blank. */
static bool may_need_mending(struct view text) {
  for (size_t at = 0; (at = byte_block_find(text, at, mark_markup)) < text.length; at++) {
    struct view rest = view_slice(text, at, SIZE_MAX);
    if (rest.data[0] == ']') {
      if (address_source_is_odd(rest)) return true;
    } else if (rest.length > 2 && (ascii_is_letter(rest.data[1]) || strchr("/!?", rest.data[1]) != NULL)) {
      struct html_tag tag;
      if (!ascii_is_letter(rest.data[1]) || html_tag_read(rest, &tag)) return true;
    }
  }
  return false;
}

static byte_block mark_stops(byte_block block) {
  return byte_block_is(block, '<') | byte_block_is(block, ']') | byte_block_is(block, '\n') |
         byte_block_is(block, '`') | byte_block_is(block, '\\') | byte_block_is(block, '|');
}

/* A line's words, behind blanks, quotation signs and an item's marker. */
static struct view words_at(struct view text, size_t at) {
  while (at < text.length && (strchr(" \t>-+*", text.data[at]) != NULL && text.data[at] != '\0'))
    at++;
  size_t end = view_find_byte(text, '\n', at);
  return view_slice(text, at, end == VIEW_NOT_FOUND ? SIZE_MAX : end - at);
}

/* Behind the fenced code that begins with the line at `at`; `at` when none does. */
static size_t skip_fence(struct view text, size_t at) {
  struct view words = words_at(text, at);
  struct fence fence = {.length = fence_length(words)};
  if (fence.length == 0) return at;
  fence.sign = words.data[0];
  while ((at = view_find_byte(text, '\n', at)) != VIEW_NOT_FOUND) {
    at++;
    if (at < text.length && fence_closes(&fence, words_at(text, at))) break;
  }
  size_t end = at == VIEW_NOT_FOUND ? VIEW_NOT_FOUND : view_find_byte(text, '\n', at);
  return end == VIEW_NOT_FOUND ? text.length : end + 1;
}

void body_markup_mend(struct body_job *job, struct body_rewriting *rewriting) {
  struct view text = rewriting->source;
  if (!may_need_mending(text)) return;
  struct code_spans spans = {0};
  struct html_source html = {.job = job, .rewriting = rewriting};
  for (size_t at = 0, line = SIZE_MAX; at < text.length;) {
    if (line != at && (at == 0 || text.data[at - 1] == '\n')) {
      line = at;
      html_source_line(&html, at);
      at = skip_fence(text, at);
      if (at != line) continue;
    }
    at = byte_block_find(text, at, mark_stops);
    if (at == text.length) break;
    switch (text.data[at]) {
    case '`':
      at = code_span_end(&spans, text, at);
      break;
    case '\\':
      at += at + 1 < text.length && text.data[at + 1] != '\n' ? 2 : 1;
      break;
    case ']':
      at = address_source_mend(rewriting, at);
      break;
    default:
      at = html_source_mend(&html, at);
    }
  }
  html_source_end(&html);
}
