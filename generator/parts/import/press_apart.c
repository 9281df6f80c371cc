#include "parts/import/press_apart.h"

#include "base/files.h"
#include "base/sandbox.h"
#include "text/unicode.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIELDS = 3 };

static const struct sandbox_limits limits = {.cpu_seconds = 20, .memory_mb = 1024, .output_mb = 64};

/* What the sandbox hands out: the result, three fields, and behind them each line as its role and its text. A
 * text is its length and its bytes. */
static void add_number(struct buffer *buffer, uint32_t number) {
  buffer_add(buffer, (struct view){(const char *)&number, sizeof number});
}

static void add_text(struct buffer *buffer, struct view text) {
  add_number(buffer, (uint32_t)text.length);
  buffer_add(buffer, text);
}

static bool take_number(struct view *rest, uint32_t *number) {
  if (rest->length < sizeof *number) return false;
  memcpy(number, rest->data, sizeof *number);
  *rest = view_slice(*rest, sizeof *number, SIZE_MAX);
  return true;
}

static bool take_text(struct view *rest, struct view *text) {
  uint32_t length;
  if (!take_number(rest, &length) || length > rest->length) return false;
  *text = view_slice(*rest, 0, length);
  *rest = view_slice(*rest, length, SIZE_MAX);
  return text_is_utf8(*text, NULL);
}

static bool write_out(const struct press_text *press, enum press_file_result result) {
  struct buffer buffer = {0};
  const struct view fields[FIELDS] = {press->url, press->author, press->published};
  add_number(&buffer, result);
  for (size_t i = 0; i < FIELDS; i++)
    add_text(&buffer, fields[i]);
  for (size_t i = 0; i < press->count; i++) {
    add_number(&buffer, press->lines[i].role);
    add_text(&buffer, press->lines[i].text);
  }
  bool good = file_append(SANDBOX_OUTPUT, buffer_view(&buffer));
  buffer_free(&buffer);
  return good;
}

static enum press_file_result take_over(struct press_text *press, struct arena *arena, struct view rest) {
  struct view fields[FIELDS], text;
  uint32_t result, role;
  if (!take_number(&rest, &result) || result > PRESS_FILE_BROKEN) return PRESS_FILE_BROKEN;
  for (size_t i = 0; i < FIELDS; i++)
    if (!take_text(&rest, &fields[i])) return PRESS_FILE_BROKEN;
  press->url = arena_copy(arena, fields[0]);
  press->author = arena_copy(arena, fields[1]);
  press->published = arena_copy(arena, fields[2]);
  while (rest.length > 0) {
    if (!take_number(&rest, &role) || role > PRESS_ITEM || !take_text(&rest, &text)) return PRESS_FILE_BROKEN;
    press_text_add(press, arena, text, (enum press_role)role);
  }
  return (enum press_file_result)result;
}

static enum press_file_result take_file(struct press_text *press, struct arena *arena, int file) {
  struct buffer buffer = {0};
  enum press_file_result result = PRESS_FILE_BROKEN;
  if (lseek(file, 0, SEEK_SET) == 0 && file_read(file, &buffer))
    result = take_over(press, arena, buffer_view(&buffer));
  buffer_free(&buffer);
  return result;
}

static bool ended_well(pid_t child) {
  int state;
  while (waitpid(child, &state, 0) < 0)
    if (errno != EINTR) return false;
  return WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

enum press_file_result press_read_apart(struct press_text *press, struct arena *arena, struct view bytes,
                                        enum press_file_result (*read)(struct press_text *press,
                                                                       struct arena *arena,
                                                                       struct view bytes)) {
  enum press_file_result result = PRESS_FILE_UNREADABLE;
  int file = memfd_create("kyket-import", MFD_CLOEXEC);
  if (file < 0) return result;
  pid_t child = fork();
  if (child == 0) {
    struct press_text own = {0};
    if (!sandbox_enter(file, file, &limits)) _exit(1);
    enum press_file_result found = read(&own, arena, bytes);
    _exit(write_out(&own, found) ? 0 : 1);
  }
  if (child > 0) result = ended_well(child) ? take_file(press, arena, file) : PRESS_FILE_BROKEN;
  close(file);
  return result;
}
