/* A register for tests: a folder on disk, loaded as a whole. */
#ifndef KYKET_TESTS_REGISTER_FIXTURE_H
#define KYKET_TESTS_REGISTER_FIXTURE_H

#include "register/load.h"
#include "unit/fixture.h"

/* The least that a register has: its site.yaml, two organizations `a` and `b`. */
FIXTURE void put_base(struct fixture *fixture) {
  put(fixture, "content/site.yaml", "title: Sổ\nbase_url: https://example.vn/\n");
  put(fixture, "content/organizations/a.md", "---\nname: Bộ A\n---\n");
  put(fixture, "content/organizations/b.md", "---\nname: Sở B\n---\n");
}

/* An agreement of `a` and `b` with these keys. */
FIXTURE void put_agreement(struct fixture *fixture, const char *id, const char *keys) {
  struct view path = arena_format(&fixture->arena, "content/agreements/%s.md", id);
  put_view(fixture, path.data,
           arena_format(&fixture->arena,
                        "---\ntitle: Thỏa thuận %s\nsignatories: [{organization: a}, {organization: b}]\n%s"
                        "---\n",
                        id, keys));
}

FIXTURE struct date day(const char *text) {
  struct date date;
  if (!date_parse(view_of(text), false, &date)) fail_msg("%s is no day", text);
  return date;
}

FIXTURE struct registry *load_with(struct fixture *fixture, const struct registry_options *options) {
  struct source_options place = {.repository = fixture->folder, .worktree = true};
  struct source *source = source_open(&place, &fixture->diagnostics);
  if (source == NULL) print_diagnostics(&fixture->diagnostics);
  assert_non_null(source);
  struct registry *registry = registry_load(source, options, false, &fixture->diagnostics);
  source_close(source);
  assert_non_null(registry);
  return registry;
}

/* With the day on which it is judged. */
FIXTURE struct registry *load(struct fixture *fixture, const char *today) {
  struct registry_options options = {.content = "content", .today = day(today)};
  return load_with(fixture, &options);
}

/* The same, and nothing is wrong but that on that day something is not signed yet. */
FIXTURE struct registry *load_good(struct fixture *fixture, const char *today) {
  struct registry *registry = load(fixture, today);
  size_t early = 0;
  for (size_t i = 0; i < fixture->diagnostics.count; i++)
    early += strcmp(fixture->diagnostics.items[i].code, "signed-in-future") == 0;
  expect_count(fixture, early);
  diagnostics_free(&fixture->diagnostics);
  return registry;
}

/* The same, where warnings are not what it is about. */
FIXTURE struct registry *load_sound(struct fixture *fixture, const char *today) {
  struct registry *registry = load(fixture, today);
  if (fixture->diagnostics.errors > 0) expect_count(fixture, 0);
  diagnostics_free(&fixture->diagnostics);
  return registry;
}

FIXTURE struct entry *entry_of(const struct registry *registry, enum entry_kind kind, const char *id) {
  struct entry *entry = registry_find(registry, kind, view_of(id));
  if (entry == NULL) fail_msg("there is no %s %s", entry_types[kind]->name, id);
  return entry;
}

FIXTURE struct agreement *agreement_of(const struct registry *registry, const char *id) {
  return (struct agreement *)entry_of(registry, ENTRY_AGREEMENT, id);
}

FIXTURE struct organization *organization_of(const struct registry *registry, const char *id) {
  return (struct organization *)entry_of(registry, ENTRY_ORGANIZATION, id);
}

FIXTURE struct province *province_of(const struct registry *registry, const char *id) {
  return (struct province *)entry_of(registry, ENTRY_PROVINCE, id);
}

/* The ids of a list of pointers to entries, joined by blanks. */
FIXTURE void assert_ids(const struct list *list, const char *expected) {
  struct buffer ids = {0};
  for (size_t i = 0; i < list->count; i++)
    buffer_format(&ids, "%s%.*s", i == 0 ? "" : " ", VIEW_FORMAT(((struct entry *)list_at(list, i))->id));
  assert_view(buffer_view(&ids), expected);
  buffer_free(&ids);
}

#endif
