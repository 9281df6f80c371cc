#include "parts/import/press_file.h"

#include "parse/entry.h"
#include "parts/import/press_apart.h"
#include "parts/import/press_docx.h"
#include "parts/import/press_html.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static enum press_file_result read_bytes(int file, struct buffer *buffer) {
  enum { PIECE = 1 << 16 };
  for (;;) {
    ssize_t length = read(file, buffer_reserve(buffer, PIECE), PIECE);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return PRESS_FILE_UNREADABLE;
    if (length == 0) return PRESS_FILE_READ;
    buffer->length += (size_t)length;
    if (buffer->length > PRESS_FILE_LIMIT) return PRESS_FILE_LARGE;
  }
}

static enum press_file_result read_docx(struct press_text *press, struct arena *arena, struct view bytes) {
  static const enum press_file_result results[] = {PRESS_FILE_READ, PRESS_FILE_LARGE, PRESS_FILE_BROKEN};
  return results[press_docx_read(press, arena, bytes)];
}

static enum press_file_result read_html(struct press_text *press, struct arena *arena, struct view bytes) {
  if (!press_html_read(press, arena, bytes)) return PRESS_FILE_BROKEN;
  return press_text_is_large(press) ? PRESS_FILE_LARGE : PRESS_FILE_READ;
}

static enum press_file_result read_text(struct press_text *press, struct arena *arena, struct view name,
                                        struct view bytes, struct diagnostics *diagnostics) {
  if (press_docx_is(bytes)) return press_read_apart(press, arena, bytes, read_docx);
  if (!parse_clean_text(arena, name, &bytes, diagnostics)) return PRESS_FILE_WRONG;
  if (press_html_is(bytes)) return press_read_apart(press, arena, bytes, read_html);
  if (bytes.length > PRESS_TEXT_LIMIT) return PRESS_FILE_LARGE;
  press_text_read_plain(press, arena, bytes);
  return press_text_is_large(press) ? PRESS_FILE_LARGE : PRESS_FILE_READ;
}

enum press_file_result press_file_read(struct press_text *press, struct arena *arena, const char *path,
                                       struct diagnostics *diagnostics) {
  bool is_input = strcmp(path, "-") == 0;
  struct stat found;
  int file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return PRESS_FILE_UNREADABLE;
  /* A pipe or a device may never end; standard input is the caller's. */
  if (!is_input && (fstat(file, &found) != 0 || !S_ISREG(found.st_mode))) {
    close(file);
    return PRESS_FILE_UNREADABLE;
  }
  struct buffer buffer = {0};
  enum press_file_result result = read_bytes(file, &buffer);
  if (!is_input) close(file);
  struct view bytes = arena_copy(arena, buffer_view(&buffer));
  buffer_free(&buffer);
  if (result == PRESS_FILE_READ) result = read_text(press, arena, view_of(path), bytes, diagnostics);
  return result;
}
