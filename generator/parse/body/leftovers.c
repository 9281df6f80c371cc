#include "parse/body/leftovers.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "parse/body/foreign_markup.h"
#include "parse/body/memory.h"
#include "schema/records.h"
#include "text/garbled.h"
#include "text/html_tag.h"
#include "text/placeholder.h"
#include "text/suggestion.h"
#include "text/syllable.h"
#include "text/typing_slip.h"
#include "text/untidy.h"
#include "text/web_address.h"
#include "text/written_date.h"

#include <strings.h>

enum {
  CONTEXT = 16, /* bytes of a text that is looked for in the source */
  SHOWN = 60,   /* bytes of it in a message */
  REACH = 200,  /* bytes from the beginning of a link to its address at the most */
};

/* Kinds of leftovers; bits of `output->left`. */
enum left {
  LEFT_BOLD = 1,
  LEFT_STRUCK = 2,
  LEFT_LINK = 4,
  LEFT_FOREIGN = 8,
  LEFT_ENTITY = 16,
  LEFT_SIGN = 32,
  LEFT_ADDRESS = 64,
  LEFT_TAG = 128,
  LEFT_PLACEHOLDER = 256,
  LEFT_DATE = 512,
  LEFT_MARKS = 1024,
  LEFT_ESCAPED = 2048,
  LEFT_SIGN_OF_FONT = 4096,
  LEFT_PATH = 8192,
  LEFT_COMMENT = 16384,
  LEFT_FORMULA = 32768,
  LEFT_SLIP = 65536,
  LEFT_LINE_CODE = 131072,
};

static byte_block mark_signs(byte_block block) {
  return byte_block_between(block, '#' + 1, '\'') | byte_block_between(block, '*', '+') |
         byte_block_between(block, '<', '=') | byte_block_is(block, ':') | byte_block_is(block, '@') |
         byte_block_between(block, '[', '`') | byte_block_between(block, '{', '~');
}

struct source_location body_leftover_location(struct body_output *output, struct view text) {
  struct body_places *places = &output->job->places;
  struct view source = body_place_text(places, output->block), wanted = view_shorten(text, CONTEXT);
  size_t at = view_find(source, wanted, 0);
  if (at == VIEW_NOT_FOUND) return body_place_line(places, output->block.first);
  return body_place_offset(places, (size_t)(source.data - places->source.data) + at);
}

bool body_leftover_is_link(const struct body_output *output) {
  return (output->left & LEFT_LINK) != 0;
}

static void warn(struct body_output *output, struct view at, struct message message) {
  diagnostics_add(output->job->diagnostics, output->job->file, body_leftover_location(output, at), message);
}

/* A sign behind a backslash is meant to be seen. */
static bool is_escaped(struct body_output *output, char sign) {
  char escaped[] = {'\\', sign, '\0'};
  struct view source = body_place_text(&output->job->places, output->block);
  return view_find(source, view_of(escaped), 0) != VIEW_NOT_FOUND;
}

/* --- Links */

/* [text][label] without the line that says where the label leads. */
static bool is_link_of_label(struct view rest) {
  size_t end = view_find_byte(rest, ']', 2);
  return view_starts_with(rest, "][") && end != VIEW_NOT_FOUND && end > 2 && rest.data[2] != '^';
}

/* Whether an address begins here as a link has one: of the web, or of the register. */
static bool begins_address(struct view text) {
  static const char *const schemes[] = {ENTRY_SCHEME_NAMES, "media", "http", "https", "mailto"};
  if (text.length > 4 && strncasecmp(text.data, "www.", 4) == 0) return true;
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t length = strlen(schemes[i]);
    if (text.length > length + 1 && text.data[length] == ':' && !ascii_is_space(text.data[length + 1]) &&
        strncasecmp(text.data, schemes[i], length) == 0)
      return true;
  }
  return false;
}

static bool is_number(struct view text) {
  for (size_t i = 0; i < text.length; i++)
    if (!ascii_is_digit(text.data[i])) return false;
  return text.length > 0;
}

/* A link of which a bracket is missing or another one: [x(https://…), [x[(https://…), [x]https://…,
 * [x]{https://…}. A number in brackets may stand before an address. */
static bool is_broken_link(struct view rest) {
  rest = view_slice(rest, 0, REACH);
  for (size_t at = 1; at + 1 < rest.length; at++) {
    char byte = rest.data[at];
    bool opens = byte == '(' || byte == '{' || byte == '<';
    if (byte == ']')
      return !is_number(view_slice(rest, 1, at - 1)) &&
             (begins_address(view_slice(rest, at + 1, SIZE_MAX)) ||
              (strchr("{<", rest.data[at + 1]) != NULL &&
               begins_address(view_slice(rest, at + 2, SIZE_MAX))));
    if (opens && at > 1 && !ascii_is_space(rest.data[at - 1]) &&
        begins_address(view_slice(rest, at + 1, SIZE_MAX)))
      return true;
  }
  return false;
}

/* [https://a.vn name] as wikis have it. */
static bool is_wiki_link(struct view rest) {
  rest = view_slice(rest, 0, REACH);
  size_t end = view_find_byte(rest, ']', 0), blank = view_find_byte(rest, ' ', 0);
  return begins_address(view_slice(rest, 1, SIZE_MAX)) && end != VIEW_NOT_FOUND && blank < end;
}

static bool is_name_byte(char byte) {
  return ascii_is_alphanumeric(byte) || byte == '-' || byte == '_';
}

static bool begins_web(struct view text) {
  return text.length > 5 && strncasecmp(text.data, "http", 4) == 0 && strchr(":sS", text.data[4]) != NULL;
}

static size_t address_begin(struct view text, size_t at) {
  while (at > 0 && ascii_is_letter(text.data[at - 1]))
    at--;
  return at;
}

/* The first bytes of what stands between blanks from `at` on. */
static struct view word_from(struct view text, size_t at) {
  struct view rest = view_slice(text, at, REACH);
  return view_slice(rest, 0, view_find_byte(rest, ' ', 0));
}

/* Without what the sentence puts behind it. */
static struct view without_stop(struct view word) {
  while (word.length > 0 && strchr(".,;:!?)]\"", word.data[word.length - 1]) != NULL)
    word.length--;
  return word;
}

/* Whether the word ends a host's name that a blank has cut: vn, or vn/tin. */
static bool is_last_of_host(struct view word) {
  static const char *const ends[] = {"vn", "com", "net", "org", "gov", "edu"};
  size_t length = 0;
  while (length < word.length && ascii_is_lower(word.data[length]))
    length++;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (view_equal_string(view_slice(word, 0, length), ends[i]))
      return length == word.length || strchr("/.,;)", word.data[length]) != NULL;
  return false;
}

/* The address of the web whose beginning stands at `begin`, with the words behind it that belong to the name
 * of its site: https://www. a.vn, https://a. vn, https://a .vn. In the arena where there are any. */
static struct view whole_address(struct arena *arena, struct view text, size_t begin) {
  enum { WORDS = 3 };
  struct view written = word_from(text, begin);
  for (size_t i = 0, behind = begin + written.length + 1; i < WORDS && behind < text.length; i++) {
    struct view next = word_from(text, behind), host = written;
    size_t slashes = view_find(host, VIEW("//"), 0);
    if (slashes != VIEW_NOT_FOUND) host = view_slice(host, slashes + 2, SIZE_MAX);
    size_t dot = view_find_byte(host, '.', 0);
    bool is_begun = dot == VIEW_NOT_FOUND || dot + 1 == host.length || view_equal_string(host, "www.");
    bool is_lower = next.length > 1 && (ascii_is_lower(next.data[0]) || ascii_is_digit(next.data[0]));
    bool goes_on = (next.length > 2 && next.data[0] == '.' && ascii_is_lower(next.data[1])) ||
                   (view_ends_with(host, ".") && is_last_of_host(next));
    if (view_find_byte(host, '/', 0) != VIEW_NOT_FOUND || !(goes_on || (is_begun && is_lower))) break;
    written = ARENA_JOIN(arena, written, next, (struct view){NULL, 0});
    behind += next.length + 1;
  }
  return without_stop(written);
}

/* The address that was meant by a mistyped one from `begin` on; empty: none can be known. */
static struct view address_meant(struct arena *arena, struct view text, size_t begin) {
  struct buffer meant = {0};
  struct view written = whole_address(arena, text, begin), found = {NULL, 0};
  bool is_joined = written.length > 0 && written.data != text.data + begin;
  struct web_address address = web_address_find(written, 0);
  if (web_address_meant(&meant, written))
    found = arena_copy(arena, buffer_view(&meant));
  else if (is_joined && address.written.data == written.data && address.written.length == written.length)
    found = written;
  buffer_free(&meant);
  return found;
}

static bool is_web(struct view word) {
  return (word.length == 4 || word.length == 5) && strncasecmp(word.data, "https", word.length) == 0;
}

/* Whether the colon at `at` belongs to an address that is no link: of the register without brackets around
 * (media:FILE), or of the web with something wrong in its beginning (https:// a.vn, htps://a.vn, https:a.vn)
 * or a blank in its host. */
static bool is_odd_address(struct arena *arena, struct view text, size_t at) {
  static const char *const entries[] = {ENTRY_SCHEME_NAMES, "media"};
  size_t begin = address_begin(text, at);
  struct view word = view_slice(text, begin, at - begin), rest = view_slice(text, at + 1, SIZE_MAX);
  if (begin > 0 && (is_name_byte(text.data[begin - 1]) || strchr("/?&=.", text.data[begin - 1]) != NULL))
    return false;
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
    if (view_equal_string(word, entries[i]))
      return rest.length > 2 && ascii_is_lower(rest.data[0]) && is_name_byte(rest.data[1]);
  if (word.length < 3 || word.length > 7 || rest.length < 3) return false;
  bool slashes = view_starts_with(rest, "//");
  if (!is_web(word)) return slashes && suggestion_distance(word, VIEW("https"), 2) <= 2;
  if (slashes && (rest.data[2] == '/' || begins_web(view_slice(rest, 2, SIZE_MAX)))) return true;
  if (view_starts_with(rest, "\\") || view_starts_with(rest, " //")) return true;
  if (rest.data[0] == '/' && ascii_is_alphanumeric(rest.data[1])) return true;
  return (slashes || ascii_is_alphanumeric(rest.data[0])) && address_meant(arena, text, begin).length > 0;
}

/* Where https begins before two slashes at `at` that lack their colon; SIZE_MAX: it does not. */
static size_t begin_without_colon(struct view text, size_t at) {
  size_t end = at > 0 && strchr(";.,", text.data[at - 1]) != NULL ? at - 1 : at;
  size_t begin = address_begin(text, end);
  bool is_apart = begin == 0 || strchr(" (\"", text.data[begin - 1]) != NULL;
  return is_apart && is_web(view_slice(text, begin, end - begin)) ? begin : SIZE_MAX;
}

/* Where the place of a file on one computer begins to which the colon or backslash at `at` belongs
 * (file:///C:/a.pdf, D:\a.pdf); SIZE_MAX: to none. */
static size_t path_begin(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  if (rest.data[0] == ':' && at >= 4 && view_starts_with(rest, ":///") &&
      strncasecmp(text.data + at - 4, "file", 4) == 0)
    return at - 4;
  bool is_drive = rest.data[0] == '\\' && at >= 2 && text.data[at - 1] == ':' &&
                  ascii_is_letter(text.data[at - 2]) && (at == 2 || !is_name_byte(text.data[at - 3])) &&
                  rest.length > 1 && (is_name_byte(rest.data[1]) || (unsigned char)rest.data[1] >= 0x80);
  return is_drive ? at - 2 : SIZE_MAX;
}

/* --- Bold and slanted */

/* Text that other programs highlight: three signs or more that make words bold and slanted at once. */
static bool is_long_bold(struct view rest, char before) {
  return before != '*' && view_starts_with(rest, "***") && rest.length > 3 && rest.data[3] != '*' &&
         !ascii_is_space(rest.data[3]);
}

static bool begins_word(struct view text) {
  return text.length > 0 && ((unsigned char)text.data[0] >= 0x80 || ascii_is_letter(text.data[0]));
}

/* A sign that opens within a line and is never closed: "Điều 1. *Phạm vi". At a line's front a star leads to
 * a note. */
static bool is_open_star(struct view text, size_t at) {
  return at > 0 && ascii_is_space(text.data[at - 1]) && begins_word(view_slice(text, at + 1, SIZE_MAX)) &&
         view_find_byte(text, '*', at + 1) == VIEW_NOT_FOUND;
}

/* _Điều 1, or _nghiêng_và: not the names of files and programs, which are words of ASCII. */
static bool is_open_underline(struct view text, size_t at) {
  struct view rest = view_slice(text, at + 1, SIZE_MAX);
  if ((at > 0 && !ascii_is_space(text.data[at - 1]) && text.data[at - 1] != '(') || !begins_word(rest))
    return false;
  struct view word = view_slice(rest, 0, view_find_byte(rest, ' ', 0));
  for (size_t i = 0; i < word.length; i++)
    if ((unsigned char)word.data[i] >= 0x80) return true;
  return false;
}

/* --- Signs of HTML */

/* The bytes of what is written as a sign of HTML, of which those that HTML knows have become their letter; 0:
 * none begins here. Behind a letter a capital one begins another name: R&D; */
static size_t entity_length(struct view rest, char before) {
  static const char *const unclosed[] = {"&nbsp", "&quot", "&ldquo", "&rdquo"};
  size_t at = 1;
  for (size_t i = 0; i < sizeof unclosed / sizeof *unclosed; i++)
    if (view_starts_with(rest, unclosed[i])) {
      size_t end = strlen(unclosed[i]);
      return end < rest.length && rest.data[end] == ';' ? end + 1 : end;
    }
  if (ascii_is_alphanumeric(before) && !(rest.length > 1 && ascii_is_lower(rest.data[1]))) return 0;
  if (at < rest.length && rest.data[at] == '#') at++;
  size_t begin = at;
  while (at < rest.length && ascii_is_alphanumeric(rest.data[at]) && at < CONTEXT)
    at++;
  return at >= begin + 2 && at < rest.length && rest.data[at] == ';' ? at + 1 : 0;
}

/* Whether HTML knows the sign. */
static bool is_entity(struct body_output *output, struct view entity) {
  cmark_node *document = body_memory_parse(output->job->scratch, entity);
  cmark_node *paragraph = cmark_node_first_child(document);
  cmark_node *text = paragraph == NULL ? NULL : cmark_node_first_child(paragraph);
  return text == NULL || cmark_node_get_literal(text) == NULL ||
         !view_equal(view_of(cmark_node_get_literal(text)), entity);
}

/* A tag whose signs were turned into signs of HTML: &lt;p&gt; */
static bool is_shown_tag(struct view rest) {
  static const char *const names[] = {"p",   "b",    "i",  "u",  "br",  "a",    "em", "strong",
                                      "div", "span", "ul", "ol", "li",  "td",   "tr", "th",
                                      "h1",  "h2",   "h3", "h4", "img", "table"};
  struct html_tag tag;
  size_t end = view_find_byte(rest, '>', 0);
  if (end == VIEW_NOT_FOUND || !html_tag_read(view_slice(rest, 0, end + 1), &tag)) return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (html_tag_is(&tag, names[i])) return true;
  return false;
}

/* --- Formulas and comments */

/* The bytes of a formula between dollars: not of sums of money, which have none of its signs. 0: there is
 * none. */
static size_t formula_length(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SHOWN);
  if (at > 0 && (ascii_is_alphanumeric(text.data[at - 1]) || text.data[at - 1] == '$')) return 0;
  size_t end = view_find_byte(rest, '$', 1);
  if (end == VIEW_NOT_FOUND || end < 2 || ascii_is_space(rest.data[1]) ||
      ascii_is_space(rest.data[end - 1]) ||
      (end + 1 < rest.length && ascii_is_alphanumeric(rest.data[end + 1])))
    return 0;
  bool has_sign = end == 2 && ascii_is_letter(rest.data[1]);
  for (size_t i = 1; i < end; i++)
    has_sign = has_sign || strchr("\\^_={}", rest.data[i]) != NULL;
  return has_sign ? end + 1 : 0;
}

/* Whether the star at `at` opens a comment of programs, which a star closes. */
static bool begins_comment(struct view text, size_t at) {
  enum { LONGEST = 1000 }; /* bytes that are looked through for its end */
  return at > 0 && text.data[at - 1] == '/' &&
         view_find(view_slice(text, at + 1, LONGEST), VIEW("*/"), 0) != VIEW_NOT_FOUND;
}

/* --- All of them */

static unsigned left_at_bold(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  char before = at > 0 ? text.data[at - 1] : ' ', behind = rest.length > 2 ? rest.data[2] : ' ';
  bool twice =
      rest.length > 1 && rest.data[1] == '*' && before != '*' && !(rest.length > 2 && rest.data[2] == '*');
  if (is_long_bold(rest, before)) return LEFT_BOLD;
  if (!twice) return is_open_star(text, at) ? LEFT_SIGN : 0;
  bool loose = ascii_is_space(before) && ascii_is_space(behind);
  return !loose && !(before == '(' && behind == ')') ? LEFT_BOLD : 0;
}

static unsigned left_at_struck(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  bool twice = rest.length > 1 && rest.data[1] == '~' && (at == 0 || text.data[at - 1] != '~') &&
               !(rest.length > 2 && (rest.data[2] == '~' || ascii_is_space(rest.data[2])));
  return twice ? LEFT_STRUCK : 0;
}

static unsigned left_at_bracket(struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  char before = at > 0 ? text.data[at - 1] : ' ';
  if (foreign_markup_at(text, at).length > 0) return LEFT_FOREIGN;
  bool turned = before == ')' && begins_address(view_slice(rest, 1, SIZE_MAX));
  return turned || is_wiki_link(rest) || is_broken_link(rest) ? LEFT_LINK : 0;
}

/* The kind of leftover at `at`; 0: it is none. */
static unsigned left_at(struct body_output *output, struct view text, size_t at) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  unsigned left = 0;
  switch (text.data[at]) {
  case '*':
    return begins_comment(text, at) ? LEFT_COMMENT : left_at_bold(text, at);
  case '$':
    left = formula_length(text, at) > 0 ? LEFT_FORMULA : 0;
    break;
  case '&':
    left = entity_length(rest, at > 0 ? text.data[at - 1] : ' ') > 0 ? LEFT_ENTITY : 0;
    break;
  case '~':
    left = left_at_struck(text, at);
    break;
  case ']':
    return view_starts_with(rest, "](") || is_link_of_label(rest) ? LEFT_LINK : 0;
  case '[':
    left = left_at_bracket(text, at);
    break;
  case '`':
    return LEFT_SIGN;
  case '_':
    return is_open_underline(text, at) ? LEFT_SIGN : 0;
  case '<':
    left = is_shown_tag(rest) ? LEFT_TAG : 0;
    break;
  case '\\':
    if (foreign_markup_at(text, at).length > 0) return LEFT_FOREIGN;
    return path_begin(text, at) != SIZE_MAX      ? LEFT_PATH
           : text_line_code_length(text, at) > 0 ? LEFT_LINE_CODE
                                                 : 0;
  case ':':
    left = path_begin(text, at) != SIZE_MAX                 ? LEFT_PATH
           : is_odd_address(output->job->scratch, text, at) ? LEFT_ADDRESS
                                                            : 0;
    break;
  default:
    break;
  }
  if (left != 0 || !foreign_markup_begins_with(text.data[at])) return left;
  return foreign_markup_at(text, at).length > 0 ? LEFT_FOREIGN : 0;
}

static void warn_foreign(struct body_output *output, struct view text, size_t at) {
  struct foreign_markup found = foreign_markup_at(text, at);
  struct view rest = view_slice(text, at, SIZE_MAX),
              sign = view_shorten(rest, found.length < SHOWN ? found.length : SHOWN);
  if (found.begin == NULL) {
    warn(output, rest, rest.data[0] == '\\' ? message_formula_left(sign) : message_short_code(sign));
    return;
  }
  struct view instead = ARENA_JOIN(output->job->scratch, view_of(found.begin),
                                   view_shorten(found.words, SHOWN), view_of(found.end));
  warn(output, rest, message_foreign_sign(sign, instead));
}

/* Who wrote &amp; before what HTML does not know wants it to be seen. */
static void warn_entity(struct body_output *output, struct view rest) {
  struct view source = body_place_text(&output->job->places, output->block),
              entity = view_slice(rest, 0, entity_length(rest, ' '));
  struct view meant = ARENA_JOIN(output->job->scratch, VIEW("&amp;"), view_slice(entity, 1, SIZE_MAX));
  if (view_find(source, meant, 0) == VIEW_NOT_FOUND)
    warn(output, rest, view_ends_with(entity, ";") ? message_entity_left(entity) : message_code_left(entity));
  else if (is_entity(output, entity))
    warn(output, rest, message_code_left(entity));
}

static void warn_path(struct body_output *output, struct view path) {
  size_t end = 0;
  while (end < path.length && end < SHOWN && strchr(" ,;)\"", path.data[end]) == NULL)
    end++;
  warn(output, path, message_local_path(view_shorten(path, end)));
}

/* An address that is no link, from `at` on. */
static void warn_address(struct body_output *output, struct view text, size_t at) {
  struct view shown = view_shorten(view_slice(text, at, SIZE_MAX), SHOWN),
              meant = address_meant(output->job->scratch, text, at);
  warn(output, view_slice(text, at, SIZE_MAX),
       meant.length > 0 ? message_address_left(shown, meant) : message_link_left(shown));
}

/* A link that a blank behind the scheme of its address has broken: [x](agreement: id). */
static void warn_link(struct body_output *output, struct view rest) {
  struct view shown = view_shorten(rest, SHOWN), inside = view_slice(rest, 2, SIZE_MAX);
  size_t end = view_find_byte(inside, ')', 0), colon = view_find(inside, VIEW(": "), 0);
  bool is_short = view_starts_with(rest, "](") && end != VIEW_NOT_FOUND && colon < end && end < REACH;
  inside = view_slice(inside, 0, end);
  struct view name = is_short ? view_trim(view_slice(inside, colon + 1, SIZE_MAX)) : (struct view){NULL, 0};
  struct view meant = ARENA_JOIN(output->job->scratch, view_slice(inside, 0, is_short ? colon + 1 : 0), name);
  bool is_meant = is_short && begins_address(meant) && view_find_byte(meant, ' ', 0) == VIEW_NOT_FOUND;
  warn(output, rest, is_meant ? message_link_left_by_blank(shown, meant) : message_link_left(shown));
}

static void warn_left(struct body_output *output, struct view text, size_t at, unsigned left) {
  struct view rest = view_slice(text, at, SIZE_MAX);
  if ((output->left & left) != 0) return;
  output->left |= left == LEFT_LINK || left == LEFT_ADDRESS ? LEFT_LINK | LEFT_ADDRESS
                  : left == LEFT_FORMULA                    ? LEFT_FORMULA | LEFT_FOREIGN
                                                            : left;
  if (is_escaped(output, rest.data[0]) || (left == LEFT_LINK && is_escaped(output, '['))) return;
  if (left == LEFT_FOREIGN)
    warn_foreign(output, text, at);
  else if (left == LEFT_PATH)
    warn_path(output, view_slice(text, path_begin(text, at), SIZE_MAX));
  else if (left == LEFT_LINE_CODE)
    warn(output, rest, message_line_code_left(view_slice(rest, 0, text_line_code_length(text, at))));
  else if (left == LEFT_ENTITY)
    warn_entity(output, rest);
  else if (left == LEFT_TAG)
    warn(output, rest, message_code_left(view_slice(rest, 0, view_find_byte(rest, '>', 0) + 1)));
  else if (left == LEFT_LINK)
    warn_link(output, rest);
  else if (left == LEFT_ADDRESS)
    warn_address(output, text, address_begin(text, at));
  else if (left == LEFT_FORMULA)
    warn(output, rest, message_formula_left(view_slice(rest, 0, formula_length(text, at))));
  else if (left == LEFT_COMMENT)
    warn(output, view_slice(text, at - 1, SIZE_MAX),
         message_comment_left(view_shorten(view_slice(text, at - 1, SIZE_MAX), SHOWN)));
  else
    warn(output, rest, message_sign_left(view_slice(rest, 0, left == LEFT_SIGN ? 1 : 2)));
}

/* Two slashes: a comment that begins a line, or an address without its colon. */
static void warn_slashes(struct body_output *output, struct view text) {
  if (view_starts_with(text, "// ") && (output->left & LEFT_COMMENT) == 0) {
    output->left |= LEFT_COMMENT;
    warn(output, text, message_comment_left(view_shorten(text, SHOWN)));
  }
  for (size_t at = 0; (at = view_find_byte(text, '/', at)) != VIEW_NOT_FOUND; at++) {
    if (at + 1 == text.length || text.data[at + 1] != '/') continue;
    size_t begin = begin_without_colon(text, at);
    if (begin == SIZE_MAX || (output->left & LEFT_ADDRESS) != 0 ||
        address_meant(output->job->scratch, text, begin).length == 0)
      continue;
    output->left |= LEFT_LINK | LEFT_ADDRESS;
    warn_address(output, text, begin);
  }
}

/* "h2. Mục": a heading of Textile, which begins a block. */
static void warn_textile(struct body_output *output, struct view text) {
  bool is_heading = text.length > 4 && text.data[0] == 'h' && text.data[1] >= '1' && text.data[1] <= '6' &&
                    text.data[2] == '.' && text.data[3] == ' ' && (output->left & LEFT_FOREIGN) == 0;
  struct view line = view_slice(text, 0, view_find_byte(text, '\n', 0));
  if (!is_heading) return;
  output->left |= LEFT_FOREIGN;
  warn(output, text,
       message_foreign_sign(view_shorten(line, SHOWN),
                            ARENA_JOIN(output->job->scratch, VIEW("## "),
                                       view_shorten(view_slice(line, 4, SIZE_MAX), SHOWN), VIEW(""))));
}

/* What is no sign, but not what readers should see: once a block. */
static void warn_words(struct body_output *output, struct view text) {
  struct view where = text_find_placeholder(text);
  struct message message;
  if (where.data != NULL && (output->left & LEFT_PLACEHOLDER) == 0) {
    output->left |= LEFT_PLACEHOLDER;
    warn(output, where, message_placeholder(view_shorten(where, SHOWN)));
  }
  if ((output->left & LEFT_DATE) == 0 && written_date_find_fault(text, &where, &message)) {
    output->left |= LEFT_DATE;
    warn(output, where, message);
  }
  if ((output->left & LEFT_SLIP) == 0 && typing_slip_find(text, output->job->scratch, &where, &message)) {
    output->left |= LEFT_SLIP;
    warn(output, where, message);
  }
  if ((output->left & LEFT_MARKS) == 0 && text_lacks_marks(text)) {
    output->left |= LEFT_MARKS;
    warn(output, text, message_text_without_marks());
  }
}

/* "Trang 2/3", or what is left of "- 2 -" in an item: the number of a page that was copied with it. */
static bool is_number_of_page(struct view text) {
  static const char *const names[] = {"Trang ", "trang ", "Page "};
  size_t at = 0, begin;
  text = view_trim(text);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (view_starts_with(text, names[i])) at = strlen(names[i]);
  begin = at;
  while (at < text.length && ascii_is_digit(text.data[at]))
    at++;
  if (at == begin || at - begin > 3) return false;
  struct view rest = view_slice(text, at, SIZE_MAX);
  if (begin == 0) return view_equal_string(rest, " -");
  size_t of = view_starts_with(rest, "/") ? 1 : view_starts_with(rest, " of ") ? 4 : 0;
  return of > 0 && is_number(view_slice(rest, of, SIZE_MAX));
}

/* Codes in the place of letters, and signs that only one font has: once a block. */
static void warn_spoilt(struct body_output *output, struct view text) {
  struct garbled escaped;
  struct unseen sign;
  if (text.length < SHOWN / 2 && is_number_of_page(text))
    warn(output, text, message_number_of_page(view_trim(text)));
  if ((output->left & LEFT_ESCAPED) == 0 && text_find_escaped(text, 0, output->job->scratch, &escaped)) {
    output->left |= LEFT_ESCAPED;
    warn(output, escaped.word,
         escaped.meant.length > 0 ? message_escaped_letters(escaped.word, escaped.meant)
                                  : message_escaped_unknown(escaped.word));
  }
  if ((output->left & LEFT_SIGN_OF_FONT) == 0 && text_find_sign_of_font(text, &sign)) {
    output->left |= LEFT_SIGN_OF_FONT;
    warn(output, view_slice(text, sign.at, SIZE_MAX), sign.message);
  }
}

void body_warn_leftovers(struct body_output *output, struct view text) {
  for (size_t at = 0; (at = byte_block_find(text, at, mark_signs)) < text.length; at++) {
    unsigned left = left_at(output, text, at);
    if (left != 0) warn_left(output, text, at, left);
  }
  warn_slashes(output, text);
  warn_textile(output, text);
  warn_words(output, text);
  warn_spoilt(output, text);
}

void body_warn_split(struct body_output *output, cmark_node *soft_break) {
  cmark_node *before = cmark_node_previous(soft_break), *behind = cmark_node_next(soft_break);
  if (before == NULL || behind == NULL || cmark_node_get_type(before) != CMARK_NODE_TEXT ||
      cmark_node_get_type(behind) != CMARK_NODE_TEXT)
    return;
  struct view line = view_of(cmark_node_get_literal(before)), next = view_of(cmark_node_get_literal(behind));
  if (line.length < 2 || next.length == 0 || line.data[line.length - 1] != '-') return;
  char last = line.data[line.length - 2];
  bool is_word = ascii_is_lower(last) || (unsigned char)last >= 0x80;
  bool goes_on = ascii_is_lower(next.data[0]) || (unsigned char)next.data[0] >= 0x80;
  if (!is_word || !goes_on || view_ends_with(line, "–")) return;
  const char *blank = memrchr(line.data, ' ', line.length);
  struct view word = blank == NULL ? line : view_between(blank + 1, line.data + line.length);
  struct view words = ARENA_JOIN(output->job->scratch, view_shorten(word, SHOWN), VIEW(" "),
                                 view_shorten(next, view_find_byte(next, ' ', 0)));
  warn(output, word, message_split_word(view_shorten(words, SHOWN)));
}

/* Whether the text ends with words in brackets, not with a number. */
static bool is_in_brackets(struct view text) {
  size_t begin = text.length - 1;
  while (begin > 0 && strchr("[]", text.data[begin - 1]) == NULL)
    begin--;
  return begin > 0 && text.data[begin - 1] == '[' && begin + 1 < text.length &&
         !is_number(view_slice(text, begin, text.length - 1 - begin));
}

static bool is_emphasis(cmark_node *node) {
  if (node == NULL) return false;
  cmark_node_type type = cmark_node_get_type(node);
  return type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG;
}

void body_warn_beside(struct body_output *output, cmark_node *node) {
  struct view text = view_of(cmark_node_get_literal(node));
  if (text.length == 0) return;
  cmark_node *before = cmark_node_previous(node), *behind = cmark_node_next(node);
  char first = text.data[0], last = text.data[text.length - 1];
  bool uneven = (is_emphasis(before) && (first == '*' || first == '_')) ||
                (is_emphasis(behind) && (last == '*' || last == '_'));
  char sign = is_emphasis(before) && (first == '*' || first == '_') ? first : last;
  if (uneven && (output->left & LEFT_SIGN) == 0 && !is_escaped(output, sign)) {
    output->left |= LEFT_SIGN;
    warn(output, text, message_uneven_signs(view_slice(text, sign == first ? 0 : text.length - 1, 1)));
  }
  /* [x]<https://a.vn/> */
  if (behind != NULL && cmark_node_get_type(behind) == CMARK_NODE_LINK && last == ']' && is_in_brackets(text))
    warn(output, text, message_link_left(view_shorten(text, SHOWN)));
  bool second = before != NULL && cmark_node_get_type(before) == CMARK_NODE_LINK && first == '(' &&
                begins_address(view_slice(text, 1, SIZE_MAX));
  if (second) warn(output, text, message_link_left(view_shorten(text, SHOWN)));
}
