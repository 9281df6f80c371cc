#include "source/source_internal.h"

#include "base/memory.h"

#include <errno.h>
#include <unistd.h>

static const struct mark no_mark = {0, 0};
const char *source_git_reason(void) {
  const git_error *error = git_error_last();
  return error == NULL || error->message == NULL ? "no reason given" : error->message;
}

void source_report(const struct source *source, struct diagnostics *diagnostics, struct view path,
                   struct message message) {
  struct buffer place = {0};
  if (source->place != NULL) buffer_format(&place, "%s/", source->place);
  /* A name from a repository must not be able to write lines of its own. */
  for (size_t i = 0; i < path.length; i++) {
    unsigned char byte = (unsigned char)path.data[i];
    if (byte < ' ' || byte == 0x7f)
      buffer_format(&place, "\\x%02x", byte);
    else
      buffer_add_byte(&place, path.data[i]);
  }
  while (place.length > 1 && place.data[place.length - 1] == '/')
    place.length--;
  diagnostics_add(diagnostics, buffer_view(&place), no_mark, message);
  buffer_free(&place);
}

void source_report_too_large(const struct source *source, struct diagnostics *diagnostics, struct view path,
                             size_t size) {
  source_report(source, diagnostics, path, message_too_large((long long)size));
}

bool source_write(int output, const void *data, size_t length) {
  const char *at = data;
  while (length > 0) {
    ssize_t written = write(output, at, length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    at += written;
    length -= (size_t)written;
  }
  return true;
}
