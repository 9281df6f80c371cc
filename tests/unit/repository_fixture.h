/* Real repositories for tests, made with the git program in a folder that is removed at the end. */
#ifndef KYKET_TESTS_REPOSITORY_FIXTURE_H
#define KYKET_TESTS_REPOSITORY_FIXTURE_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "unit/english.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define FIXTURE __attribute__((unused)) static

struct fixture {
  char folder[64];
  struct arena arena;
  struct diagnostics diagnostics;
};

/* Runs a script in the fixture's folder; it must succeed. */
__attribute__((format(printf, 2, 3))) FIXTURE void run(struct fixture *fixture, const char *format, ...) {
  struct buffer script = {0};
  buffer_format(&script, "set -e; cd '%s'; ", fixture->folder);
  char *command = NULL;
  va_list arguments;
  va_start(arguments, format);
  assert_true(vasprintf(&command, format, arguments) >= 0);
  va_end(arguments);
  buffer_add_string(&script, command);
  buffer_add_byte(&script, '\0');
  int status = system(script.data);
  if (status != 0) fail_msg("status %d of: %s", status, command);
  free(command);
  buffer_free(&script);
}

/* What a script prints, without the line's end. */
__attribute__((format(printf, 2, 3))) FIXTURE struct view output_of(struct fixture *fixture,
                                                                    const char *format, ...) {
  struct buffer script = {0}, output = {0};
  char *command = NULL;
  va_list arguments;
  va_start(arguments, format);
  assert_true(vasprintf(&command, format, arguments) >= 0);
  va_end(arguments);
  buffer_format(&script, "cd '%s'; %s", fixture->folder, command);
  buffer_add_byte(&script, '\0');
  FILE *pipe = popen(script.data, "r");
  assert_non_null(pipe);
  size_t length;
  while ((length = fread(buffer_reserve(&output, 4096), 1, 4096, pipe)) > 0)
    output.length += length;
  assert_int_equal(pclose(pipe), 0);
  struct view copy = arena_copy(&fixture->arena, view_trim(buffer_view(&output)));
  free(command);
  buffer_free(&script);
  buffer_free(&output);
  return copy;
}

/* A path below the fixture's folder, with a NUL at the end. */
FIXTURE const char *in_fixture(struct fixture *fixture, const char *path) {
  return arena_format(&fixture->arena, "%s/%s", fixture->folder, path).data;
}

FIXTURE void write_bytes(struct fixture *fixture, const char *path, const void *bytes, size_t length) {
  FILE *file = fopen(in_fixture(fixture, path), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

FIXTURE void write_text(struct fixture *fixture, const char *path, const char *text) {
  write_bytes(fixture, path, text, strlen(text));
}

/* The first diagnostic of this code at the file (NULL: anywhere) whose message holds the text, or NULL. */
FIXTURE const struct diagnostic *find_diagnostic(struct fixture *fixture, const char *code, const char *file,
                                                 const char *text) {
  for (size_t i = 0; i < fixture->diagnostics.count; i++) {
    const struct diagnostic *item = &fixture->diagnostics.items[i];
    if (strcmp(item->code, code) == 0 && (file == NULL || view_equal_string(item->file, file)) &&
        view_find(english_of(item), view_of(text), 0) != VIEW_NOT_FOUND)
      return item;
  }
  return NULL;
}

FIXTURE void expect_diagnostic(struct fixture *fixture, const char *code, const char *file,
                               const char *text) {
  if (find_diagnostic(fixture, code, file, text) != NULL) return;
  for (size_t i = 0; i < fixture->diagnostics.count; i++) {
    const struct diagnostic *item = &fixture->diagnostics.items[i];
    print_message("%s: %s [%s]\n", item->file.data, english_of(item).data, item->code);
  }
  fail_msg("no diagnostic [%s] at \"%s\" with \"%s\"", code, file, text);
}

/* Puts an object into the repository `site` under an id that need not be its own: forty times the digit. What
 * git stores compressed is stored as it is, in one block of zlib's format. */
FIXTURE void forge_object(struct fixture *fixture, char digit, const char *type, struct view bytes) {
  struct buffer plain = {0}, packed = {0};
  uint32_t a = 1, b = 0;
  buffer_format(&plain, "%s %zu", type, bytes.length);
  buffer_add_byte(&plain, '\0');
  buffer_add(&plain, bytes);
  assert_true(plain.length < 0xffff);
  for (size_t i = 0; i < plain.length; i++) {
    a = (a + (unsigned char)plain.data[i]) % 65521;
    b = (b + a) % 65521;
  }
  const uint32_t length = (uint32_t)plain.length;
  const uint32_t head[] = {0x78, 0x01, 0x01, length & 255, length >> 8, ~length & 255, ~length >> 8 & 255};
  const uint32_t tail[] = {b >> 8, b & 255, a >> 8, a & 255};
  for (size_t i = 0; i < 7; i++)
    buffer_add_byte(&packed, (char)head[i]);
  buffer_add(&packed, buffer_view(&plain));
  for (size_t i = 0; i < 4; i++)
    buffer_add_byte(&packed, (char)tail[i]);
  char path[96] = "site/.git/objects/", *at = path + strlen(path);
  memset(at, digit, 2);
  mkdir(in_fixture(fixture, path), 0755);
  at[2] = '/';
  memset(at + 3, digit, 38);
  write_bytes(fixture, path, packed.data, packed.length);
  buffer_free(&plain);
  buffer_free(&packed);
}

/* An id as forge_object gives it, in trees (20 bytes) or in commits (40). */
FIXTURE void add_forged_id(struct buffer *buffer, char digit, bool hex) {
  int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
  for (int i = 0; i < (hex ? 40 : 20); i++)
    buffer_add_byte(buffer, (char)(hex ? digit : value << 4 | value));
}

FIXTURE void add_forged_entry(struct buffer *tree, const char *mode_and_name, char digit) {
  buffer_add_string(tree, mode_and_name);
  buffer_add_byte(tree, '\0');
  add_forged_id(tree, digit, false);
}

FIXTURE void add_forged_commit(struct buffer *commit, char tree, char parent) {
  buffer_add_string(commit, "tree ");
  add_forged_id(commit, tree, true);
  buffer_add_string(commit, "\nparent ");
  add_forged_id(commit, parent, true);
  buffer_add_string(commit, "\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nmessage\n");
}

FIXTURE int fixture_start(void **state) {
  static const char *const settings[][2] = {
      {"GIT_CONFIG_GLOBAL", "/dev/null"},
      {"GIT_CONFIG_NOSYSTEM", "1"},
      {"GIT_LITERAL_PATHSPECS", "1"},
      {"GIT_AUTHOR_NAME", "Nguyễn Văn A"},
      {"GIT_AUTHOR_EMAIL", "a@example.vn"},
      {"GIT_AUTHOR_DATE", "1637833500 +0700"},
      {"GIT_COMMITTER_NAME", "Trần Thị B"},
      {"GIT_COMMITTER_EMAIL", "b@example.vn"},
      {"GIT_COMMITTER_DATE", "1637833600 +0700"},
      {"LC_ALL", "C"},
  };
  static const char *const cleared[] = {
      "GIT_DIR",        "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_QUARANTINE_PATH",
      "XDG_CONFIG_HOME"};
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (fixture == NULL) return -1;
  strcpy(fixture->folder, "/tmp/kyket-test-XXXXXX");
  if (mkdtemp(fixture->folder) == NULL) return -1;
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
    setenv(settings[i][0], settings[i][1], 1);
  for (size_t i = 0; i < sizeof cleared / sizeof *cleared; i++)
    unsetenv(cleared[i]);
  setenv("HOME", fixture->folder, 1);
  *state = fixture;
  return chdir(fixture->folder);
}

FIXTURE int fixture_end(void **state) {
  struct fixture *fixture = *state;
  int left = chdir("/");
  run(fixture, "chmod -R u+rwX . && rm -rf '%s'", fixture->folder);
  diagnostics_free(&fixture->diagnostics);
  arena_free(&fixture->arena);
  free(fixture);
  return left;
}

/* libgit2 1.5 with PCRE2 forgets the memory of each match that fails. */
#ifdef __SANITIZE_ADDRESS__
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return "leak:libpcre2-8\n";
}
#endif

#define FIXTURE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_start, fixture_end)

#endif
