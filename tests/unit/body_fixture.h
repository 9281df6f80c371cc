/* What tests of bodies share: a body is parsed and compared with the HTML, the messages and the links that it
 * must have. */
#ifndef KYKET_UNIT_BODY_FIXTURE_H
#define KYKET_UNIT_BODY_FIXTURE_H

#include "parse/body/body.h"

#include "schema/address_book.h"
#include "unit/english.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define FIRST_LINE 5
#define FILE_PATH "content/news/2021/x.md"

struct fixture {
  struct arena arena;
  struct diagnostics diagnostics;
  struct buffer html;
  struct body *body;
  struct view *addresses; /* of the links' entries, each an entry of its own */
  struct address_book book;
};

static inline void release(struct fixture *fixture) {
  buffer_free(&fixture->html);
  diagnostics_free(&fixture->diagnostics);
  arena_free(&fixture->arena);
}

/* Parses, frees what the body must do without, and writes with /0, /1, ... as the links' addresses and <0>,
 * <1>, ... as their titles. */
static inline struct fixture parse_view(struct view markdown, unsigned flags) {
  struct fixture fixture = {.body = NULL};
  struct arena scratch = {0};
  fixture.body = body_parse(&fixture.arena, &scratch, markdown, VIEW(FILE_PATH), FIRST_LINE, flags,
                            &fixture.diagnostics);
  arena_free(&scratch);
  fixture.addresses = arena_array(&fixture.arena, fixture.body->link_count + 1, sizeof *fixture.addresses);
  fixture.book = (struct address_book){.root = VIEW("/so/"), .entries = fixture.addresses};
  for (size_t i = 0; i < fixture.body->link_count; i++) {
    struct entry *entry = arena_allocate(&fixture.arena, sizeof *entry);
    entry->number = (uint32_t)i;
    fixture.addresses[i] = arena_format(&fixture.arena, "/%zu", i);
    fixture.body->links[i].entry = entry;
    fixture.body->links[i].title = arena_format(&fixture.arena, "<%zu>", i);
  }
  body_write(&fixture.html, fixture.body, fixture.body->html, &fixture.book);
  diagnostics_sort(&fixture.diagnostics);
  return fixture;
}

static inline struct fixture parse(const char *markdown) {
  return parse_view(view_of(markdown), 0);
}

static inline void expect_view(struct view view, const char *expected, int line) {
  if (view_equal_string(view, expected)) return;
  print_error("line %d:\nexpected: %s\n     but: %.*s\n", line, expected, VIEW_FORMAT(view));
  fail();
}

static inline void expect_html(const char *markdown, const char *expected, int line) {
  struct fixture fixture = parse(markdown);
  expect_view(buffer_view(&fixture.html), expected, line);
  release(&fixture);
}

/* All diagnostics as "line:column code\n", lines counted from the body's first. */
static inline void expect_diagnostics(const struct fixture *fixture, const char *expected, int line) {
  struct buffer text = {0};
  for (size_t i = 0; i < fixture->diagnostics.count; i++) {
    const struct diagnostic *item = &fixture->diagnostics.items[i];
    assert_true(view_equal_string(item->file, FILE_PATH));
    assert_int_equal(item->severity, SEVERITY_WARNING);
    buffer_format(&text, "%u:%u %s\n", item->location.line - FIRST_LINE + 1, item->location.column,
                  item->code);
  }
  expect_view(buffer_view(&text), expected, line);
  buffer_free(&text);
}

static inline void expect_warnings(const char *markdown, const char *html, const char *warnings, int line) {
  struct fixture fixture = parse(markdown);
  expect_view(buffer_view(&fixture.html), html, line);
  expect_diagnostics(&fixture, warnings, line);
  release(&fixture);
}

/* All links as "line:column scheme target fragment\n". */
static inline void expect_links(const char *markdown, const char *expected, int line) {
  struct fixture fixture = parse(markdown);
  struct buffer text = {0};
  for (size_t i = 0; i < fixture.body->link_count; i++) {
    const struct body_link *link = &fixture.body->links[i];
    uint32_t found = link->location.line;
    buffer_format(&text, "%u:%u %s%s %.*s %.*s\n", found == 0 ? 0 : found - FIRST_LINE + 1,
                  link->location.column, link->image ? "image " : "",
                  link->scheme == NULL ? "file" : link->scheme, VIEW_FORMAT(link->target),
                  VIEW_FORMAT(link->fragment));
  }
  expect_view(buffer_view(&text), expected, line);
  buffer_free(&text);
  expect_diagnostics(&fixture, "", line);
  release(&fixture);
}

/* The message of the only diagnostic holds the text. */
static inline void expect_message(const char *markdown, const char *part, int line) {
  struct fixture fixture = parse(markdown);
  if (fixture.diagnostics.count != 1 ||
      view_find(english_of(&fixture.diagnostics.items[0]), view_of(part), 0) == VIEW_NOT_FOUND)
    fail_msg("line %d: not one message with \"%s\"", line, part);
  release(&fixture);
}

#define HTML(markdown, html) expect_html(markdown, html, __LINE__)
#define WARNINGS(markdown, html, warnings) expect_warnings(markdown, html, warnings, __LINE__)
#define LINKS(markdown, links) expect_links(markdown, links, __LINE__)
#define MESSAGE(markdown, part) expect_message(markdown, part, __LINE__)

#define TABLE(head, rows)                                                                                    \
  "<div class=\"table\">\n<table>\n<thead>\n" head "</thead>\n<tbody>\n" rows "</tbody>\n</table>\n</div>\n"
#define ROW(cells) "<tr>\n" cells "</tr>\n"
#define TH(text) "<th scope=\"col\">" text "</th>\n"
#define TD(text) "<td>" text "</td>\n"
#define AB ROW(TH("a") TH("b"))

#endif
