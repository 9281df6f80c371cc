/* What tests share: a folder of their own that is removed at the end, an arena, and the diagnostics found. */
#ifndef KYKET_TESTS_FIXTURE_H
#define KYKET_TESTS_FIXTURE_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "unit/english.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define FIXTURE __attribute__((unused)) static

struct fixture {
  char folder[64];
  struct arena arena;
  struct diagnostics diagnostics;
};

/* A path below the fixture's folder, with a NUL at the end. */
FIXTURE const char *in_fixture(struct fixture *fixture, const char *path) {
  return arena_format(&fixture->arena, "%s/%s", fixture->folder, path).data;
}

/* Makes the folders that the file needs, and the file. */
FIXTURE void put_view(struct fixture *fixture, const char *path, struct view text) {
  char *full = strdup(in_fixture(fixture, path));
  assert_non_null(full);
  for (char *slash = strchr(full + strlen(fixture->folder) + 1, '/'); slash != NULL;
       slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(full, 0777);
    *slash = '/';
  }
  FILE *file = fopen(full, "wb");
  if (file == NULL) fail_msg("can't write %s", full);
  if (text.length > 0) assert_int_equal(fwrite(text.data, 1, text.length, file), text.length);
  assert_int_equal(fclose(file), 0);
  free(full);
}

FIXTURE void put(struct fixture *fixture, const char *path, const char *text) {
  put_view(fixture, path, view_of(text));
}

/* The bytes of a file, with a NUL behind them; NULL when there is no such file. */
FIXTURE const char *bytes_of(struct fixture *fixture, const char *path) {
  struct buffer bytes = {0};
  FILE *file = fopen(in_fixture(fixture, path), "rb");
  if (file == NULL) return NULL;
  for (size_t length; (length = fread(buffer_reserve(&bytes, 4096), 1, 4096, file)) > 0;)
    bytes.length += length;
  fclose(file);
  const char *copy = arena_copy(&fixture->arena, buffer_view(&bytes)).data;
  buffer_free(&bytes);
  return copy;
}

FIXTURE void print_diagnostics(const struct diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics->count; i++) {
    const struct diagnostic *item = &diagnostics->items[i];
    print_error("%.*s:%u:%u: %s: %.*s [%s]\n", VIEW_FORMAT(item->file), item->location.line,
                item->location.column, severity_name(item->severity), VIEW_FORMAT(english_of(item)),
                item->code);
  }
}

FIXTURE bool is_expected(const struct diagnostic *item, enum severity severity, const char *code,
                         const char *file, uint32_t line, uint32_t column, const char *part) {
  return item->severity == severity && strcmp(item->code, code) == 0 && view_equal_string(item->file, file) &&
         item->location.line == line && item->location.column == column &&
         view_find(english_of(item), view_of(part), 0) != VIEW_NOT_FOUND;
}

/* There is exactly one such diagnostic. */
FIXTURE void expect(struct fixture *fixture, enum severity severity, const char *code, const char *file,
                    uint32_t line, uint32_t column, const char *part) {
  size_t found = 0;
  for (size_t i = 0; i < fixture->diagnostics.count; i++)
    found += is_expected(&fixture->diagnostics.items[i], severity, code, file, line, column, part);
  if (found == 1) return;
  print_diagnostics(&fixture->diagnostics);
  fail_msg("%zu times %s:%u:%u: %s: %s [%s]", found, file, line, column, severity_name(severity), part, code);
}

FIXTURE void expect_count(struct fixture *fixture, size_t count) {
  if (fixture->diagnostics.count != count) print_diagnostics(&fixture->diagnostics);
  assert_int_equal(fixture->diagnostics.count, count);
}

/* There is this diagnostic and no other; it is forgotten. */
FIXTURE void expect_only(struct fixture *fixture, enum severity severity, const char *code, const char *file,
                         uint32_t line, uint32_t column, const char *part) {
  expect(fixture, severity, code, file, line, column, part);
  expect_count(fixture, 1);
  diagnostics_free(&fixture->diagnostics);
}

FIXTURE void assert_view(struct view view, const char *expected) {
  if (!view_equal_string(view, expected)) fail_msg("not \"%s\" but \"%.*s\"", expected, VIEW_FORMAT(view));
}

FIXTURE void assert_contains(struct view text, const char *part) {
  if (view_find(text, view_of(part), 0) == VIEW_NOT_FOUND)
    fail_msg("no \"%s\" in:\n%.*s", part, VIEW_FORMAT(text));
}

FIXTURE size_t count_of(struct view text, const char *part) {
  size_t count = 0;
  for (size_t at = 0; (at = view_find(text, view_of(part), at)) != VIEW_NOT_FOUND; at += strlen(part))
    count++;
  return count;
}

/* Seconds of the processor that this program has used. */
FIXTURE double used_seconds(void) {
  return (double)clock() / CLOCKS_PER_SEC;
}

FIXTURE int fixture_start(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  if (fixture == NULL) return -1;
  strcpy(fixture->folder, "/tmp/kyket-test-XXXXXX");
  if (mkdtemp(fixture->folder) == NULL) return -1;
  *state = fixture;
  return 0;
}

FIXTURE int open_up(const char *path, const struct stat *status, int kind, struct FTW *walk) {
  (void)status;
  (void)walk;
  return kind == FTW_D || kind == FTW_DNR ? chmod(path, 0777) : 0;
}

FIXTURE int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk) {
  (void)status;
  (void)walk;
  return kind == FTW_DP ? rmdir(path) : unlink(path);
}

FIXTURE int fixture_end(void **state) {
  struct fixture *fixture = *state;
  int left = nftw(fixture->folder, open_up, 16, FTW_PHYS);
  if (left == 0) left = nftw(fixture->folder, remove_one, 16, FTW_PHYS | FTW_DEPTH);
  diagnostics_free(&fixture->diagnostics);
  arena_free(&fixture->arena);
  free(fixture);
  return left;
}

#define FIXTURE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_start, fixture_end)

#endif
