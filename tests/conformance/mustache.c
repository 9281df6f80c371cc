/* Runs the Mustache specification's tests: mustache FILE.json...
 * Prints each failure and, as the last line, "N passed, N failed"; exit status 1 when one fails. */
#include "render/template.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct page {
  json_t *data;
};

static const struct field fields[] = {
    {.name = ".",
     .name_length = 1,
     .kind = FIELD_JSON,
     .flags = FIELD_IS_DERIVED,
     .offset = offsetof(struct page, data)},
};
static const struct record_type page_type = {
    .name = "page", .size = sizeof(struct page), .fields = fields, .field_count = 1};

struct tally {
  size_t passed, failed;
};

/* What the specification leaves to choice and kyket does not have. */
static bool is_left_out(const char *path) {
  return strstr(path, "lambdas") != NULL || strstr(path, "dynamic-names") != NULL;
}

static struct view view_of_json(const json_t *text) {
  return (struct view){json_string_value(text), json_string_length(text)};
}

static void add_template(struct map *templates, struct arena *arena, const char *name, const json_t *text) {
  struct template_text *source = arena_allocate(arena, sizeof *source);
  *source = (struct template_text){view_of(name), view_of_json(text), {1, 1}};
  *map_slot(templates, view_of(name)) = source;
}

static void print_lines(const char *sign, struct view text) {
  struct view line;
  while (view_next(&text, '\n', &line))
    printf("  %s%.*s%s\n", sign, VIEW_FORMAT(line), text.data == NULL ? "" : "\\n");
}

static void print_failure(const char *path, const json_t *test, struct view expected, struct view output,
                          const struct diagnostics *diagnostics) {
  printf("FAILED %s: %s: %s\n", path, json_string_value(json_object_get(test, "name")),
         json_string_value(json_object_get(test, "desc")));
  print_lines("-", expected);
  print_lines("+", output);
  for (size_t i = 0; i < diagnostics->count; i++) {
    const struct diagnostic *item = &diagnostics->items[i];
    struct buffer message = {0};
    diagnostic_write(&message, item, &message_english);
    printf("  %.*s:%u:%u: %.*s [%s]\n", VIEW_FORMAT(item->file), item->location.line, item->location.column,
           VIEW_FORMAT(buffer_view(&message)), item->code);
    buffer_free(&message);
  }
}

static bool run_test(const char *path, const json_t *test) {
  struct arena arena = {0};
  struct template_library library = {.date_names = NULL};
  struct diagnostics diagnostics = {.strict = false};
  struct buffer output = {0};
  const char *name;
  json_t *partial;
  json_object_foreach(json_object_get(test, "partials"), name, partial)
      add_template(&library.templates, &arena, name, partial);
  add_template(&library.templates, &arena, "(the test)", json_object_get(test, "template"));

  struct template *template =
      template_compile(&library, VIEW("(the test)"), &page_type, &arena, &diagnostics);
  struct page page = {json_object_get(test, "data")};
  if (template != NULL) template_execute(template, &page, &output, NULL, NULL);
  struct view expected = view_of_json(json_object_get(test, "expected"));
  bool passed = template != NULL && view_equal(buffer_view(&output), expected);
  if (!passed) print_failure(path, test, expected, buffer_view(&output), &diagnostics);

  buffer_free(&output);
  diagnostics_free(&diagnostics);
  map_free(&library.templates);
  arena_free(&arena);
  return passed;
}

static void run_file(const char *path, struct tally *tally) {
  json_error_t error;
  json_t *file = json_load_file(path, 0, &error);
  json_t *tests = json_object_get(file, "tests");
  if (json_array_size(tests) == 0) {
    printf("FAILED %s: no tests in it%s%s\n", path, file == NULL ? ": " : "", file == NULL ? error.text : "");
    tally->failed++;
  }
  if (is_left_out(path)) {
    printf("skipped %s: not supported (%zu tests)\n", path, json_array_size(tests));
  } else {
    size_t index;
    json_t *test;
    json_array_foreach(tests, index, test) {
      if (run_test(path, test))
        tally->passed++;
      else
        tally->failed++;
    }
  }
  json_decref(file);
}

int main(int argc, char **argv) {
  struct tally tally = {0};
  if (argc < 2) {
    fprintf(stderr, "usage: mustache FILE.json...\n");
    return 2;
  }
  for (int i = 1; i < argc; i++)
    run_file(argv[i], &tally);
  printf("%zu passed, %zu failed\n", tally.passed, tally.failed);
  return tally.failed == 0 ? 0 : 1;
}
