#include "parts/serve/request_path.h"

#include "text/unicode.h"

bool request_value_read(struct view written, struct buffer *value) {
  for (size_t i = 0; i < written.length; i++) {
    char byte = written.data[i];
    if (byte == '%') {
      int stands_for = view_coded_byte(written, i);
      if (stands_for < 0) return false;
      byte = (char)stands_for;
      i += 2;
    } else if (byte == '+') {
      byte = ' ';
    }
    buffer_add_byte(value, byte);
  }
  return true;
}

static bool is_good_part(struct view part) {
  return part.length > 0 && !view_equal_string(part, ".") && !view_equal_string(part, "..");
}

bool request_path_read(struct view written, struct buffer *path) {
  if (written.length == 0 || written.data[0] != '/') return false;
  size_t begin = path->length;
  for (size_t i = 1; i < written.length; i++) {
    char byte = written.data[i];
    if (byte == '%') {
      int stands_for = view_coded_byte(written, i);
      if (stands_for < 0 || stands_for == '/') return false;
      byte = (char)stands_for;
      i += 2;
    }
    if ((unsigned char)byte < 0x20 || byte == 0x7f || byte == '\\') return false;
    buffer_add_byte(path, byte);
  }
  struct view rest = view_slice(buffer_view(path), begin, SIZE_MAX), part;
  if (!text_is_utf8(rest, NULL)) return false;
  if (rest.length > 0 && rest.data[rest.length - 1] == '/')
    rest.length--;
  else if (rest.length == 0)
    return true;
  if (rest.length == 0 || rest.data[rest.length - 1] == '/') return false;
  while (view_next(&rest, '/', &part))
    if (!is_good_part(part)) return false;
  return true;
}
