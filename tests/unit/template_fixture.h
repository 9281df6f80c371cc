/* Records with a field of every kind, and themes of a few texts, for the template's tests. */
#ifndef KYKET_TESTS_UNIT_TEMPLATE_FIXTURE_H
#define KYKET_TESTS_UNIT_TEMPLATE_FIXTURE_H

#include "parse/body/body.h"
#include "render/template.h"
#include "unit/english.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct province {
  struct view name;
  int64_t population;
};
struct office {
  struct text name;
  struct province *province;
};
struct signer {
  struct source_location location;
  struct text name;
  struct reference office;
};
struct span {
  struct source_location location;
  struct date_value start, end;
};
struct news {
  struct text title, link, review;
  struct view status, markup;
  struct date_value date;
  struct date day;
  struct integer_value number;
  struct decimal_value latitude;
  struct boolean_value draft;
  int64_t rank;
  bool featured;
  struct span *period;
  struct reference office;
  struct list offices, provinces, tags, signers;
  struct province *province;
  struct body *body;
  struct news *next;
  json_t *data;
};

static const struct record_type province_type, office_type, signer_type, span_type, news_type;
static const char *const reviews[] = {"annual", "none", NULL};
static const char *const statuses[] = {"in-force", "ended", NULL};

#define FIELD(type, field_kind, member, ...)                                                                 \
  {                                                                                                          \
    .name = #member, .name_length = sizeof #member - 1, .kind = FIELD_##field_kind,                          \
    .offset = offsetof(struct type, member), __VA_ARGS__                                                     \
  }
#define TYPE(type)                                                                                           \
  static const struct record_type type##_type = {.name = #type,                                              \
                                                 .size = sizeof(struct type),                                \
                                                 .fields = type##_fields,                                    \
                                                 .field_count = sizeof type##_fields / sizeof(struct field)}

static const struct field province_fields[] = {
    FIELD(province, VIEW, name, .flags = FIELD_IS_DERIVED),
    FIELD(province, NUMBER, population, .flags = FIELD_IS_DERIVED),
};
TYPE(province);
static const struct field office_fields[] = {
    FIELD(office, TEXT, name, .flags = REQUIRED),
    FIELD(office, LINK, province, .target = &province_type),
};
TYPE(office);
static const struct field signer_fields[] = {
    FIELD(signer, TEXT, name, .flags = REQUIRED),
    FIELD(signer, REFERENCE, office, .target = &office_type),
};
TYPE(signer);
static const struct field span_fields[] = {
    FIELD(span, START, start, .flags = OPTIONAL),
    FIELD(span, END, end, .flags = OPTIONAL),
};
TYPE(span);
static const struct field news_fields[] = {
    FIELD(news, TEXT, title, .flags = REQUIRED),
    FIELD(news, URL, link, .flags = OPTIONAL),
    FIELD(news, CHOICE, review, .choices = reviews),
    FIELD(news, VIEW, status, .choices = statuses),
    FIELD(news, MARKUP, markup, .flags = FIELD_IS_DERIVED),
    FIELD(news, DATE, date, .flags = OPTIONAL),
    FIELD(news, DAY, day, .flags = FIELD_IS_DERIVED),
    FIELD(news, INTEGER, number, .flags = OPTIONAL),
    FIELD(news, DECIMAL, latitude, .flags = OPTIONAL),
    FIELD(news, BOOLEAN, draft, .flags = OPTIONAL),
    FIELD(news, NUMBER, rank, .flags = FIELD_IS_DERIVED),
    FIELD(news, FLAG, featured, .flags = FIELD_IS_DERIVED),
    FIELD(news, RECORD, period, .target = &span_type),
    FIELD(news, REFERENCE, office, .target = &office_type),
    FIELD(news, REFERENCES, offices, .target = &office_type),
    FIELD(news, LINKS, provinces, .target = &province_type, .flags = FIELD_IS_DERIVED),
    FIELD(news, TEXTS, tags, .flags = OPTIONAL),
    FIELD(news, RECORDS, signers, .target = &signer_type),
    FIELD(news, LINK, province, .target = &province_type, .flags = FIELD_IS_DERIVED),
    FIELD(news, BODY, body, .flags = FIELD_IS_DERIVED),
    FIELD(news, LINK, next, .target = &news_type, .flags = FIELD_IS_DERIVED),
    FIELD(news, JSON, data, .flags = FIELD_IS_DERIVED),
};
TYPE(news);

/* A theme of texts, each at {1, 1} of a file named after it. */
struct theme {
  struct arena arena;
  struct template_library library;
  struct diagnostics diagnostics;
  struct buffer output;
};

static void add(struct theme *theme, struct map *map, const char *name, const char *text,
                struct source_location location) {
  struct template_text *source = arena_allocate(&theme->arena, sizeof *source);
  *source = (struct template_text){view_of(name), view_of(text), location};
  *map_slot(map, view_of(name)) = source;
}

static void add_template(struct theme *theme, const char *name, const char *text) {
  add(theme, &theme->library.templates, name, text, (struct source_location){1, 1});
}

static void add_string(struct theme *theme, const char *name, const char *text) {
  add(theme, &theme->library.strings, name, text, (struct source_location){7, 9});
}

static void release(struct theme *theme) {
  map_free(&theme->library.templates);
  map_free(&theme->library.strings);
  diagnostics_free(&theme->diagnostics);
  buffer_free(&theme->output);
  arena_free(&theme->arena);
}

static const struct template *compile(struct theme *theme, const char *text) {
  add_template(theme, "page", text);
  return template_compile(&theme->library, VIEW("page"), &news_type, &theme->arena, &theme->diagnostics);
}

/* The theme is released. */
static void expect_in(struct theme *theme, const void *record, const char *text, const char *expected) {
  const struct template *template = compile(theme, text);
  for (size_t i = 0; i < theme->diagnostics.count; i++)
    print_error("%.*s\n", VIEW_FORMAT(english_of(&theme->diagnostics.items[i])));
  assert_non_null(template);
  assert_int_equal(theme->diagnostics.count, 0);
  template_execute(template, record, &theme->output, NULL, NULL);
  buffer_add_byte(&theme->output, '\0');
  assert_string_equal(theme->output.data, expected);
  release(theme);
}

static void expect(const struct news *news, const char *text, const char *expected) {
  struct theme theme = {.output = {0}};
  add_string(&theme, "date.short", "dd/MM/y");
  expect_in(&theme, news, text, expected);
}

static void assert_problem(const struct diagnostic *item, const char *file, uint32_t line, uint32_t column,
                           const char *code, const char *part) {
  if (view_find(english_of(item), view_of(part), 0) == VIEW_NOT_FOUND)
    fail_msg("not \"%s\" but: %.*s", part, VIEW_FORMAT(english_of(item)));
  assert_string_equal(item->code, code);
  assert_true(view_equal_string(item->file, file));
  assert_int_equal(item->location.line, line);
  assert_int_equal(item->location.column, column);
  assert_int_equal(item->severity, SEVERITY_ERROR);
}

/* Exactly one problem, at that place of the file; the theme is released. */
static void refuse_in(struct theme *theme, const char *text, const char *file, uint32_t line, uint32_t column,
                      const char *code, const char *part) {
  assert_null(compile(theme, text));
  assert_int_equal(theme->diagnostics.count, 1);
  assert_problem(&theme->diagnostics.items[0], file, line, column, code, part);
  release(theme);
}

static void refuse(const char *text, uint32_t line, uint32_t column, const char *code, const char *part) {
  struct theme theme = {.output = {0}};
  add_string(&theme, "date.short", "dd/MM/y");
  refuse_in(&theme, text, "page", line, column, code, part);
}

static struct text text_of(const char *value) {
  return text_at(view_of(value), source_location_at(1, 1));
}

static struct date day_of(int year, int month, int day) {
  return (struct date){.precision = DATE_DAY, .year = year, .month = (uint8_t)month, .day = (uint8_t)day};
}

#endif
