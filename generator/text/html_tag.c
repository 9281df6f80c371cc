#include "text/html_tag.h"

#include "base/ascii.h"

#include <strings.h>

/* Whether the byte at `at` belongs to the name that begins at `name`. Only Word's names have a prefix, such
 * as o: or st1:; what is longer is an address's scheme. */
static bool is_of_name(struct view text, size_t name, size_t at) {
  char byte = text.data[at];
  bool prefix = at - name <= 2 || (at - name == 3 && text.data[name] == 's' && text.data[name + 1] == 't');
  return ascii_is_alphanumeric(byte) || byte == '-' || (byte == ':' && prefix);
}

/* Where the tag ends whose attributes begin at `at`; 0 when it does not. */
static size_t tag_end(struct view text, size_t at) {
  char quote = '\0';
  for (; at < text.length && text.data[at] != '<'; at++) {
    char byte = text.data[at];
    if (quote != '\0') {
      if (byte == quote) quote = '\0';
    } else if (byte == '>') {
      return at + 1;
    } else if ((byte == '"' || byte == '\'') && text.data[at - 1] == '=') {
      quote = byte;
    }
  }
  return 0;
}

bool html_tag_read(struct view text, struct html_tag *tag) {
  size_t at = 1;
  if (!view_starts_with(text, "<")) return false;
  *tag = (struct html_tag){.closing = at < text.length && text.data[at] == '/'};
  at += tag->closing;
  size_t name = at;
  if (at == text.length || !ascii_is_letter(text.data[at])) return false;
  for (; at < text.length && is_of_name(text, name, at); at++)
    if (at - name < HTML_NAME_LIMIT - 1) tag->name[at - name] = ascii_lower(text.data[at]);
  if (at == text.length || (!ascii_is_space(text.data[at]) && text.data[at] != '>' && text.data[at] != '/'))
    return false;
  tag->length = tag_end(text, at);
  if (tag->length == 0) return false;
  tag->attributes = view_slice(text, at, tag->length - 1 - at);
  return true;
}

bool html_tag_is(const struct html_tag *tag, const char *name) {
  return strcmp(tag->name, name) == 0;
}

/* Cuts one attribute off the front, with its value if it has one. */
static bool next_attribute(struct view *rest, struct view *name, struct view *value) {
  size_t at = 0;
  while (at < rest->length && (ascii_is_space(rest->data[at]) || rest->data[at] == '/'))
    at++;
  size_t begin = at;
  while (at < rest->length && !ascii_is_space(rest->data[at]) && rest->data[at] != '=')
    at++;
  *name = view_slice(*rest, begin, at - begin);
  *value = (struct view){NULL, 0};
  while (at < rest->length && ascii_is_space(rest->data[at]))
    at++;
  if (at < rest->length && rest->data[at] == '=') {
    at++;
    while (at < rest->length && ascii_is_space(rest->data[at]))
      at++;
    char quote = at < rest->length ? rest->data[at] : '\0';
    bool quoted = quote == '"' || quote == '\'';
    begin = at + quoted;
    for (at = begin; at < rest->length; at++)
      if (quoted ? rest->data[at] == quote : ascii_is_space(rest->data[at])) break;
    *value = view_slice(*rest, begin, at - begin);
    at += quoted;
  }
  *rest = view_slice(*rest, at, SIZE_MAX);
  return name->length > 0 || value->data != NULL;
}

struct view html_tag_value(const struct html_tag *tag, const char *attribute) {
  struct view rest = tag->attributes, name, value;
  while (next_attribute(&rest, &name, &value))
    if (name.length == strlen(attribute) && strncasecmp(name.data, attribute, name.length) == 0) return value;
  return (struct view){NULL, 0};
}

void html_add_unescaped(struct buffer *buffer, struct view value) {
  static const struct {
    const char *entity;
    char sign;
  } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  for (size_t at = 0; at < value.length;) {
    size_t i = 0, count = sizeof entities / sizeof *entities;
    struct view rest = view_slice(value, at, SIZE_MAX);
    while (i < count && !(rest.data[0] == '&' && view_starts_with(rest, entities[i].entity)))
      i++;
    buffer_add_byte(buffer, i < count ? entities[i].sign : rest.data[0]);
    at += i < count ? strlen(entities[i].entity) : 1;
  }
}
