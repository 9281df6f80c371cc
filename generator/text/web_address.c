#include "text/web_address.h"

#include "base/ascii.h"
#include "base/byte_block.h"
#include "text/suggestion.h"

#include <strings.h>

static byte_block mark_candidates(byte_block block) {
  return byte_block_is(block, ':') | byte_block_is(block, '@') | byte_block_is(block | 0x20, 'w');
}

/* Signs beyond ASCII that no address is typed with: blanks, quotation marks, dashes. */
static bool ends_at(struct view text) {
  static const char *const signs[] = {"\xC2\xA0", "\xC2\xAB", "\xC2\xBB", "\xE2\x80", "\xE3\x80", "\xEF"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (view_starts_with(text, signs[i])) return true;
  return false;
}

static bool is_host_byte(struct view text, size_t at) {
  char byte = text.data[at];
  if ((unsigned char)byte < 0x80) return ascii_is_alphanumeric(byte) || byte == '-' || byte == '.';
  return !ends_at(view_slice(text, at, SIZE_MAX));
}

/* Where a host's name ends that begins at `at`; `at` when none does: it has a dot within. */
static size_t host_end(struct view text, size_t at) {
  size_t end = at, dot = SIZE_MAX;
  for (; end < text.length && is_host_byte(text, end); end++)
    if (text.data[end] == '.' && end > at && dot == SIZE_MAX) dot = end;
  bool whole = dot != SIZE_MAX && dot + 1 < end && text.data[at] != '.' && text.data[at] != '-' &&
               text.data[dot + 1] != '.';
  return whole ? end : at;
}

static bool is_path_byte(struct view text, size_t at) {
  char byte = text.data[at];
  if ((unsigned char)byte < 0x80) return byte > ' ' && strchr("<>\"`{}|\\^[]\x7f", byte) == NULL;
  return !ends_at(view_slice(text, at, SIZE_MAX));
}

/* The end without what belongs to the sentence around. */
static size_t trimmed_end(struct view text, size_t at, size_t end) {
  size_t opened = 0, closed = 0;
  for (size_t i = at; i < end; i++) {
    opened += text.data[i] == '(';
    closed += text.data[i] == ')';
  }
  while (end > at) {
    char last = text.data[end - 1];
    if (last == ')' && closed > opened)
      closed--;
    else if (strchr(".,;:!?'*_~", last) == NULL)
      break;
    end--;
  }
  return end;
}

/* The address from `begin` on whose host begins at `host`. */
static struct web_address read_site(struct view text, size_t begin, size_t host, const char *scheme) {
  size_t end = host_end(text, host);
  if (end == host) return (struct web_address){.scheme = NULL};
  while (end < text.length && is_path_byte(text, end))
    end++;
  end = trimmed_end(text, host, end);
  return (struct web_address){view_slice(text, begin, end - begin), scheme};
}

/* Where http or https begins before the colon at `at`; SIZE_MAX when it does not. */
static size_t scheme_begin(struct view text, size_t at, size_t from) {
  size_t length = at - from >= 5 && strncasecmp(text.data + at - 5, "https", 5) == 0  ? 5
                  : at - from >= 4 && strncasecmp(text.data + at - 4, "http", 4) == 0 ? 4
                                                                                      : 0;
  bool begins = length > 0 && (at == length || !ascii_is_alphanumeric(text.data[at - length - 1]));
  return begins && view_starts_with(view_slice(text, at + 1, SIZE_MAX), "//") ? at - length : SIZE_MAX;
}

static bool is_mail_byte(char byte) {
  return ascii_is_alphanumeric(byte) || byte == '.' || byte == '_' || byte == '-' || byte == '+';
}

/* The mail address around the @ at `at`. */
static struct web_address read_mail(struct view text, size_t at, size_t from) {
  struct web_address none = {.scheme = NULL};
  size_t begin = at, end = at + 1, dot = 0;
  while (begin > from && is_mail_byte(text.data[begin - 1]))
    begin--;
  while (begin < at && !ascii_is_alphanumeric(text.data[begin]))
    begin++;
  for (; end < text.length && (ascii_is_alphanumeric(text.data[end]) || strchr(".-", text.data[end]) != NULL);
       end++)
    if (text.data[end] == '.' && end + 1 < text.length && ascii_is_alphanumeric(text.data[end + 1]))
      dot = end;
  while (end > at + 1 && !ascii_is_alphanumeric(text.data[end - 1]))
    end--;
  bool whole = begin < at && dot > at + 1 && end >= dot + 3 && ascii_is_letter(text.data[end - 1]) &&
               ascii_is_alphanumeric(text.data[at + 1]);
  /* A letter beyond ASCII before it, or more of an address around it, makes it something else. */
  if (begin > 0 && ((unsigned char)text.data[begin - 1] >= 0x80 || strchr("/:@=", text.data[begin - 1])))
    whole = false;
  if (end < text.length && (unsigned char)text.data[end] >= 0x80 && !ends_at(view_slice(text, end, SIZE_MAX)))
    whole = false;
  return whole ? (struct web_address){view_slice(text, begin, end - begin), "mailto:"} : none;
}

static bool begins_www(struct view text, size_t at) {
  return text.length - at > 4 && strncasecmp(text.data + at, "www.", 4) == 0 &&
         (at == 0 ||
          (!ascii_is_alphanumeric(text.data[at - 1]) && strchr("./@-_", text.data[at - 1]) == NULL));
}

struct web_address web_address_find(struct view text, size_t from) {
  size_t at = from < text.length ? from : text.length;
  while ((at = byte_block_find(text, at, mark_candidates)) < text.length) {
    struct web_address found = {.scheme = NULL};
    size_t begin = text.data[at] == ':' ? scheme_begin(text, at, from) : SIZE_MAX;
    if (begin != SIZE_MAX)
      found = read_site(text, begin, at + 3, "");
    else if (text.data[at] == '@')
      found = read_mail(text, at, from);
    else if (text.data[at] != ':' && begins_www(text, at))
      found = read_site(text, at, at + 4, "https://");
    if (found.written.data != NULL) return found;
    at++;
  }
  return (struct web_address){.scheme = NULL};
}

/* Whether an address can go on so behind its scheme: a host with a dot, whose last part has only letters, at
 * least two. The last part of a file's name is no host's. */
static bool is_site(struct view rest, bool is_whole) {
  static const char *const files[] = {"pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "webp",
                                      "gif", "md",  "html", "htm", "txt",  "zip", "mp4",  "php", "yaml"};
  size_t end = 0, dot = SIZE_MAX;
  while (end < rest.length && strchr("/?#:", rest.data[end]) == NULL)
    end++;
  for (size_t i = 0; i < end; i++) {
    bool is_good = ascii_is_alphanumeric(rest.data[i]) || rest.data[i] == '-' || rest.data[i] == '.';
    if (!is_good || (rest.data[i] == '.' && (i == 0 || rest.data[i - 1] == '.'))) return false;
    if (rest.data[i] == '.') dot = i;
  }
  if (dot == SIZE_MAX || end < dot + 3) return false;
  for (size_t i = dot + 1; i < end; i++)
    if (!ascii_is_letter(rest.data[i])) return false;
  struct view last = view_slice(rest, dot + 1, end - dot - 1);
  for (size_t i = 0; is_whole && i < sizeof files / sizeof *files; i++)
    if (view_equal_string(last, files[i])) return false;
  for (size_t i = end; i < rest.length; i++)
    if (!is_path_byte(rest, i)) return false;
  return true;
}

/* The bytes of what stands in the place of "https://"; 0: nothing does. */
static size_t scheme_length(struct view written, const char **scheme) {
  enum { LONGEST = 7 };
  char letters[LONGEST];
  size_t length = 0, signs = 0;
  while (length < LONGEST && length < written.length && ascii_is_letter(written.data[length])) {
    letters[length] = (char)(written.data[length] | 0x20);
    length++;
  }
  while (length + signs < written.length && strchr(":;/\\. ", written.data[length + signs]) != NULL)
    signs++;
  struct view word = {letters, length};
  size_t secure = suggestion_distance(word, VIEW("https"), 2),
         plain = suggestion_distance(word, VIEW("http"), 2);
  struct view between = view_slice(written, length, signs);
  bool is_alone = view_equal_string(between, ".") || view_equal_string(between, " ");
  if (length < 3 || signs == 0 || is_alone || (secure > 2 && plain > 1) || letters[0] == 'f') return 0;
  *scheme = secure <= plain ? "https://" : "http://";
  return length + signs;
}

bool web_address_meant(struct buffer *buffer, struct view written) {
  const char *scheme = NULL, *inner;
  struct view rest = view_trim(written);
  for (size_t length; (length = scheme_length(rest, &inner)) > 0;) {
    scheme = inner;
    rest = view_slice(rest, length, SIZE_MAX);
  }
  if (!is_site(rest, scheme == NULL)) return false;
  struct view begin = view_slice(written, 0, scheme == NULL ? 0 : strlen(scheme));
  if (scheme != NULL && view_equal_string(begin, scheme) && rest.data == written.data + begin.length)
    return false;
  buffer_format(buffer, "%s%.*s", scheme == NULL ? "https://" : scheme, VIEW_FORMAT(rest));
  return true;
}
