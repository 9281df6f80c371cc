/* Runs the CommonMark specification's examples: commonmark FILE.json, as commonmark-examples.js prints it.
 * Takes those of the version that the installed cmark follows, leaves out those with raw HTML, prints each
 * failure and, as the last line, "N passed, N failed, N skipped"; exit status 1 when one fails. */
#include "parse/body/body.h"

#include <cmark.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

struct tally {
  size_t passed, failed, skipped;
};

static struct view view_of_json(const json_t *example, const char *name) {
  const json_t *text = json_object_get(example, name);
  return (struct view){json_string_value(text), json_string_length(text)};
}

/* cmark has the numbers of the specification: 0.30.2 follows 0.30. */
static bool is_followed(const json_t *example) {
  char version[32];
  snprintf(version, sizeof version, "%d.%d", cmark_version() >> 16, (cmark_version() >> 8) & 0xff);
  return view_equal_string(view_of_json(example, "version"), version);
}

static bool has_html(struct view markdown) {
  cmark_node *document = cmark_parse_document(markdown.data, markdown.length, CMARK_OPT_DEFAULT);
  cmark_iter *iterator = cmark_iter_new(document);
  bool found = false;
  while (!found && cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iterator));
    found = type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
  }
  cmark_iter_free(iterator);
  cmark_node_free(document);
  return found;
}

static void print_lines(const char *sign, struct view text) {
  struct view line;
  while (view_next(&text, '\n', &line))
    printf("  %s%.*s%s\n", sign, VIEW_FORMAT(line), text.data == NULL ? "" : "\\n");
}

static void run_example(const json_t *example, struct tally *tally) {
  struct view markdown = view_of_json(example, "markdown"), expected = view_of_json(example, "html");
  if (markdown.data == NULL || expected.data == NULL) {
    printf("FAILED: an example without markdown or html\n");
    tally->failed++;
    return;
  }
  if (has_html(markdown)) {
    tally->skipped++;
    return;
  }
  struct arena arena = {0};
  struct diagnostics diagnostics = {.strict = false};
  struct buffer html = {0};
  const struct body *body =
      body_parse(&arena, &arena, markdown, VIEW("example.md"), 1, BODY_PLAIN_COMMONMARK, &diagnostics);
  body_write(&html, body, body->html, NULL);
  if (view_equal(buffer_view(&html), expected)) {
    tally->passed++;
  } else {
    tally->failed++;
    printf("FAILED %" JSON_INTEGER_FORMAT ": %s\n", json_integer_value(json_object_get(example, "example")),
           json_string_value(json_object_get(example, "section")));
    print_lines("  ", markdown);
    print_lines("-", expected);
    print_lines("+", buffer_view(&html));
  }
  buffer_free(&html);
  diagnostics_free(&diagnostics);
  arena_free(&arena);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: commonmark FILE.json\n");
    return 2;
  }
  json_error_t error;
  json_t *examples = json_load_file(argv[1], JSON_ALLOW_NUL, &error);
  if (examples == NULL) printf("FAILED %s: %s\n", argv[1], error.text);
  struct tally tally = {0};
  size_t index;
  json_t *example;
  json_array_foreach(examples, index, example) {
    if (is_followed(example)) run_example(example, &tally);
  }
  if (tally.passed + tally.failed == 0) {
    printf("FAILED %s: no examples for cmark %s\n", argv[1], cmark_version_string());
    tally.failed++;
  }
  json_decref(examples);
  printf("%zu passed, %zu failed, %zu skipped\n", tally.passed, tally.failed, tally.skipped);
  return tally.failed == 0 ? 0 : 1;
}
