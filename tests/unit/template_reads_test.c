/* What a template notes that it has read. */
#include "render/template.h"
#include "schema/reads.h"

#include "unit/fixture.h"

enum { NEWS = 1, FIRST, SECOND, ENTRIES = SECOND };

struct reading {
  struct arena arena;
  struct template_library library;
  struct diagnostics diagnostics;
  struct reads reads;
  struct news news;
  struct organization first, second;
  struct reference organizations[2];
};

static uint32_t bit_of(const struct record_type *type, const char *name) {
  const struct field *field = record_type_find(type, view_of(name));
  if (field == NULL) fail_msg("there is no %s", name);
  return UINT32_C(1) << reads_bit(type, field);
}

static void open_reading(struct reading *reading) {
  *reading =
      (struct reading){.news.entry = {.type = &news_type, .number = NEWS, .heading = VIEW_LITERAL("Tin")}};
  reading->first.entry = (struct entry){.type = &organization_type, .number = FIRST};
  reading->second.entry = (struct entry){.type = &organization_type, .number = SECOND};
  reading->organizations[0].target = &reading->first.entry;
  reading->organizations[1].target = &reading->second.entry;
  reading->news.organizations = (struct list){.items = reading->organizations, .count = 2};
  reads_open(&reading->reads, ENTRIES);
}

/* Notes what the template reads of the news item. */
static void read_by(struct reading *reading, const char *text) {
  struct template_text *source = arena_allocate(&reading->arena, sizeof *source);
  *source = (struct template_text){VIEW("page"), view_of(text), {1, 1}};
  *map_slot(&reading->library.templates, VIEW("page")) = source;
  const struct template *template =
      template_compile(&reading->library, VIEW("page"), &news_type, &reading->arena, &reading->diagnostics);
  assert_non_null(template);
  struct buffer page = {0};
  reads_clear(&reading->reads);
  template_execute(template, &reading->news, &page, &reading->reads, NULL);
  buffer_free(&page);
}

static void close_reading(struct reading *reading) {
  reads_close(&reading->reads);
  map_free(&reading->library.templates);
  diagnostics_free(&reading->diagnostics);
  arena_free(&reading->arena);
}

static void each_field_that_is_read_is_noted(void **state) {
  (void)state;
  struct reading reading;
  uint32_t heading = bit_of(&news_type, "heading"), url = bit_of(&news_type, "url");
  uint32_t own = bit_of(&news_type, "summary");
  open_reading(&reading);
  read_by(&reading, "nothing");
  assert_int_equal(reading.reads.count, 0);
  read_by(&reading, "{{heading}}");
  assert_int_equal(reading.reads.masks[NEWS], heading);
  read_by(&reading, "{{heading}} {{url}} {{heading}} {{summary}}");
  assert_int_equal(reading.reads.masks[NEWS], heading | url | own);
  assert_int_equal(reading.reads.count, 1);
  close_reading(&reading);
}

static void what_a_section_reads_is_noted_when_it_is_shown(void **state) {
  (void)state;
  struct reading reading;
  uint32_t heading = bit_of(&news_type, "heading"), url = bit_of(&news_type, "url");
  uint32_t id = bit_of(&news_type, "id");
  open_reading(&reading);
  /* There is a heading, and no id. */
  read_by(&reading, "{{#heading}}{{url}}{{/heading}}");
  assert_int_equal(reading.reads.masks[NEWS], heading | url);
  read_by(&reading, "{{^heading}}{{url}}{{/heading}}");
  assert_int_equal(reading.reads.masks[NEWS], heading);
  read_by(&reading, "{{#id}}{{url}}{{/id}}");
  assert_int_equal(reading.reads.masks[NEWS], id);
  read_by(&reading, "{{^id}}{{url}}{{/id}}");
  assert_int_equal(reading.reads.masks[NEWS], id | url);
  /* What was read in a section that is not shown is noted behind it all the same. */
  read_by(&reading, "{{#id}}{{url}}{{/id}}{{url}}");
  assert_int_equal(reading.reads.masks[NEWS], id | url);
  read_by(&reading, "{{#id}}{{url}}{{/id}}{{^heading}}{{url}}{{/heading}}");
  assert_int_equal(reading.reads.masks[NEWS], id | heading);
  close_reading(&reading);
}

static void each_record_of_a_list_is_noted(void **state) {
  (void)state;
  struct reading reading;
  uint32_t heading = bit_of(&organization_type, "heading"), url = bit_of(&organization_type, "url");
  open_reading(&reading);
  reading.second.entry.heading = VIEW("Sở");
  read_by(&reading, "{{#organizations}}{{#heading}}{{url}}{{/heading}}{{/organizations}}");
  assert_int_equal(reading.reads.masks[NEWS], bit_of(&news_type, "organizations"));
  assert_int_equal(reading.reads.masks[FIRST], heading);
  assert_int_equal(reading.reads.masks[SECOND], heading | url);
  /* One list behind the other has other records at the same place. */
  read_by(&reading, "{{#agreements}}{{url}}{{/agreements}}{{#organizations}}{{url}}{{/organizations}}");
  assert_int_equal(reading.reads.masks[FIRST], url);
  assert_int_equal(reading.reads.masks[SECOND], url);
  close_reading(&reading);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_field_that_is_read_is_noted),
      cmocka_unit_test(what_a_section_reads_is_noted_when_it_is_shown),
      cmocka_unit_test(each_record_of_a_list_is_noted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
