#include "text/web_address.h"

#include "base/ascii.h"
#include "base/byte_block.h"

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
