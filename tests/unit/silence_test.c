#include "register/stages.h"
#include "unit/register_fixture.h"

static void check(struct fixture *fixture) {
  registry_free(load(fixture, "2026-01-01"));
}

static const char page[] = "content/pages/p.md";
static const char topics[] = "content/data/topics.yaml";

static void a_silenced_warning_is_not_told(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  static const char late[] = "signed: 2020-01-03\nperiod: {start: 2018-01-01, end: 2022}\n";
  put_agreement(fixture, "t", late);
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "late-signing", "content/agreements/t.md", 4, 9, "");
  put_agreement(
      fixture, "t",
      arena_format(&fixture->arena, "%ssilenced: [{code: late-signing, reason: Ký muộn}]\n", late).data);
  check(fixture);
  expect_count(fixture, 0);
  /* With --strict too, and of this entry alone. */
  put_agreement(fixture, "u", "signed: 2025-01-03\nperiod: {start: 2023-01-01, end: 2032}\n");
  fixture->diagnostics.strict = true;
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "late-signing", "content/agreements/u.md", 4, 9, "");
}

static void warnings_of_reading_are_silenced_too(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, page, "---\ntitle: P\nsilenced: [{code: raw-html, reason: L}]\n---\n<canvas>P</canvas>\n");
  check(fixture);
  expect_count(fixture, 0);
  put(fixture, page,
      "---\ntitle: P\nsilenced: [{code: raw-html, reason: L}]\ntitel: P\n---\n<canvas>P</canvas>\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "unknown-key", page, 4, 1, "titel");
}

static void an_error_is_told_in_any_case(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, page,
      "---\ntitle: P\nsilenced: [{code: unknown-reference, reason: L}]\n---\n[](topic:khong-co)\n");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "unknown-reference", page, 5, 4, "khong-co");
}

static void a_silence_without_a_warning_is_one(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, page, "---\ntitle: P\nsilenced: [{code: late-signing, reason: L}]\n---\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "unused-silence", page, 3, 19,
              "no warning \"late-signing\" to silence; take");
  put(fixture, page, "---\ntitle: P\nsilenced: [{code: period-missmatch, reason: L}]\n---\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "unused-silence", page, 3, 19, "did you mean \"period-mismatch\"?");
  put(fixture, page,
      "---\ntitle: P\nsilenced: [{code: raw-html, reason: L}, {code: raw-html, reason: "
      "L}]\n---\n<canvas>P</canvas>\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "unused-silence", page, 3, 48, "raw-html");
}

static void a_reason_and_a_code_are_needed(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, page, "---\ntitle: P\nsilenced: [{code: raw-html}]\n---\n<canvas>P</canvas>\n");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "missing-field", page, 3, 12, "needs \"reason\"");
  put(fixture, page, "---\ntitle: P\nsilenced: [{reason: L}]\n---\n");
  check(fixture);
  expect_only(fixture, SEVERITY_ERROR, "missing-field", page, 3, 12, "needs \"code\"");
}

/* Each for itself, though they share a file. */
static void entries_of_a_data_file_are_silenced_one_by_one(void **state) {
  struct fixture *fixture = *state;
  struct registry_options options = {.content = "content", .today = day("2026-01-01"), .advice = true};
  put_base(fixture);
  put(fixture, page, "---\ntitle: P\n---\n[](organization:a) [](organization:b)\n");
  put(fixture, topics,
      "- {id: z, name: Z}\n- {id: y, name: Y, silenced: [{code: not-linked, reason: L}]}\n- {id: x, name: "
      "X}\n");
  registry_free(load_with(fixture, &options));
  expect(fixture, SEVERITY_WARNING, "not-linked", topics, 1, 8, "\"z\"");
  expect(fixture, SEVERITY_WARNING, "not-linked", topics, 3, 8, "\"x\"");
  expect_count(fixture, 2);
  diagnostics_free(&fixture->diagnostics);
  /* A silence of advice is used, asked for or not. */
  check(fixture);
  expect_count(fixture, 0);
}

/* Whatever a message says, an entry can silence it, as long as it is a warning and not that of a silence
 * itself. */
static void every_kind_of_warning_can_be_silenced(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  size_t count = 0;
  for (int kind = 0; kind < MESSAGE_KINDS; kind++) {
    const struct message_row *row = &message_rows[kind];
    if (row->severity != SEVERITY_WARNING || strcmp(row->code, "unused-silence") == 0) continue;
    put_view(fixture, page,
             arena_format(&fixture->arena, "---\ntitle: P\nsilenced: [{code: %s, reason: L}]\n---\nP.\n",
                          row->code));
    struct registry *registry = load(fixture, "2026-01-01");
    diagnostics_free(&fixture->diagnostics);
    struct diagnostics found = {0};
    diagnostics_add(&found, view_of(page), source_location_at(5, 1),
                    (struct message){.kind = (enum message_kind)kind});
    fixture->diagnostics.strict = true;
    registry_silence(registry, &found, &fixture->diagnostics);
    if (fixture->diagnostics.count > 0) fail_msg("%s can't be silenced", row->code);
    fixture->diagnostics.strict = false;
    diagnostics_free(&found);
    registry_free(registry);
    count++;
  }
  assert_true(count > 100);
}

/* A silence of news that is still to come, which is checked already. */
static void what_waits_is_silenced_too(void **state) {
  struct fixture *fixture = *state;
  static const char path[] = "content/news/2027/n.md";
  put_base(fixture);
  put(fixture, path, "---\ntitle: Tin\ndate: 2027-01-05\n---\n<canvas>P</canvas>\n");
  check(fixture);
  expect_only(fixture, SEVERITY_WARNING, "raw-html", path, 5, 1, "");
  put(fixture, path,
      "---\ntitle: Tin\ndate: 2027-01-05\nsilenced: [{code: raw-html, reason: "
      "L}]\n---\n<canvas>P</canvas>\n");
  check(fixture);
  expect_count(fixture, 0);
}

static void a_drafts_silences_are_not_judged(void **state) {
  struct fixture *fixture = *state;
  put_base(fixture);
  put(fixture, page, "---\ntitle: P\ndraft: true\nsilenced: [{code: late-signing, reason: L}]\n---\n");
  check(fixture);
  expect_count(fixture, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_silenced_warning_is_not_told),
      FIXTURE_TEST(warnings_of_reading_are_silenced_too),
      FIXTURE_TEST(an_error_is_told_in_any_case),
      FIXTURE_TEST(a_silence_without_a_warning_is_one),
      FIXTURE_TEST(a_reason_and_a_code_are_needed),
      FIXTURE_TEST(entries_of_a_data_file_are_silenced_one_by_one),
      FIXTURE_TEST(every_kind_of_warning_can_be_silenced),
      FIXTURE_TEST(what_waits_is_silenced_too),
      FIXTURE_TEST(a_drafts_silences_are_not_judged),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
