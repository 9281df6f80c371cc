#include "base/message.h"

#include "unit/fixture.h"

static void expect_in(const struct message_language *language, struct message message, const char *expected) {
  struct buffer text = {0};
  message_write_in(&text, &message, language);
  assert_view(buffer_view(&text), expected);
  buffer_free(&text);
}

static void expect_text(struct message message, const char *expected) {
  expect_in(&message_english, message, expected);
}

static void a_sentence_is_followed_by_its_way_out(void **state) {
  (void)state;
  expect_text(message_few_signatories(), "an agreement needs at least two signatories");
  expect_text(message_missing_media(VIEW("a.jpg")), "there is no file media/a.jpg; add it to the repository");
  expect_text(message_no_repository("/x"),
              "no git repository at or above \"/x\": name one with --repo DIR, make one with `git init`, or "
              "read the files as they are with --worktree");
}

static void arguments_stand_where_they_are_named(void **state) {
  (void)state;
  expect_text(message_wrong_folder(2022), "news of 2022 belongs in the folder news/2022/");
  expect_text(message_wrong_type("title", PHRASE_a_single_value, PHRASE_a_list),
              "title: expected a single value, found a list");
  expect_text(
      message_too_large(-4611686018427387904LL),
      "a file of text may have 16 MiB at the most; this one has -4611686018427387904 bytes; split it");
  expect_text(message_tag_unclosed(PHRASE_block, VIEW("b")),
              "the block \"b\" is never closed; write {{/b}} behind it");
  expect_text(
      message_part_of_list("news", VIEW("title")),
      "\"news\" is a list and has no \"title\"; write {{#news}}{{title}}{{/news}}, or .count for how many");
}

/* What stands in an argument is not looked at again. */
static void an_argument_is_no_template(void **state) {
  (void)state;
  expect_text(message_unknown_reference("agreement", VIEW("{near}%s{id}"), VIEW("{kind}")),
              "unknown agreement \"{near}%s{id}\"; did you mean \"{kind}\"?");
}

static void a_suggestion_that_there_is_none_of_is_left_out(void **state) {
  (void)state;
  expect_text(message_unknown_key(VIEW("titel"), "title"),
              "unknown key \"titel\" is left out; did you mean \"title\"?");
  expect_text(message_unknown_key(VIEW("titel"), NULL), "unknown key \"titel\" is left out");
  expect_text(message_unknown_reference("topic", VIEW("x"), (struct view){NULL, 0}), "unknown topic \"x\"");
}

static void control_characters_become_blanks(void **state) {
  (void)state;
  expect_text(message_yaml_syntax(VIEW("a\nb\x7f\x1b[31mđ")), "a b  [31mđ");
}

/* Another language has sentences of its own, with the arguments in another order, more often or not at all.
 */
static void a_second_language_has_its_own_order(void **state) {
  (void)state;
  static const struct message_text texts[MESSAGE_KINDS] = {
      [MESSAGE_unknown_reference] = {"“{id}” không phải là {kind} nào", "có phải “{near}” không?"},
      [MESSAGE_tag_closes_another] = {"dòng {line}: {kind} “{open}” chưa đóng mà đã có {{/{name}}}:",
                                      "hãy viết {{/{open}}} trước"},
      [MESSAGE_unknown_field] = {"{type} không có trường “{name}”", "có phải “{near}” không?"},
  };
  static const char *const phrases[PHRASES] = {[PHRASE_section] = "đoạn"};
  static const struct message_term terms[] = {{"agreement", "thỏa thuận"}, {NULL, NULL}};
  const struct message_language vietnamese = {texts, phrases, terms};
  expect_in(&vietnamese, message_unknown_reference("agreement", VIEW("ctph-4268"), VIEW("ctph-4286")),
            "“ctph-4268” không phải là thỏa thuận nào; có phải “ctph-4286” không?");
  expect_in(&vietnamese, message_unknown_reference("file", VIEW("x"), VIEW("")),
            "“x” không phải là file nào");
  expect_in(&vietnamese, message_tag_closes_another(VIEW("b"), PHRASE_section, VIEW("a"), 7),
            "dòng 7: đoạn “a” chưa đóng mà đã có {{/b}}: hãy viết {{/a}} trước");
  expect_in(&vietnamese, message_unknown_field(PHRASE_an, "agreement", VIEW("titel"), VIEW("title")),
            "thỏa thuận không có trường “titel”; có phải “title” không?");
}

static bool is_name(struct view name) {
  for (size_t i = 0; i < name.length; i++)
    if ((name.data[i] < 'a' || name.data[i] > 'z') && name.data[i] != '_') return false;
  return name.length > 0;
}

/* Whether the row has an argument of that name; notes it. */
static bool use(enum message_kind kind, struct view name, bool *used) {
  for (size_t i = 0; i < message_argument_count(kind); i++)
    if (view_equal_string(name, message_rows[kind].arguments[i].name)) return used[i] = true;
  return false;
}

static void use_names(enum message_kind kind, const char *text, bool *used) {
  for (const char *at = text; at != NULL && (at = strchr(at, '{')) != NULL; at++) {
    const char *end = strchr(at, '}');
    struct view name = end == NULL ? (struct view){NULL, 0} : view_between(at + 1, end);
    if (is_name(name) && !use(kind, name, used))
      fail_msg("[%s] \"%s\": there is no argument %.*s", message_rows[kind].code, text, VIEW_FORMAT(name));
  }
}

/* A name in braces that no argument has would be shown as it is, an argument that is not named be lost. */
static void every_row_names_its_arguments(void **state) {
  (void)state;
  for (enum message_kind kind = 0; kind < MESSAGE_KINDS; kind++) {
    const struct message_text *text = &message_english.texts[kind];
    bool used[MESSAGE_ARGUMENTS_LIMIT] = {false};
    use_names(kind, text->sentence, used);
    use_names(kind, text->way_out, used);
    for (size_t i = 0; i < message_argument_count(kind); i++)
      if (!used[i]) fail_msg("\"%s\" does not name %s", text->sentence, message_rows[kind].arguments[i].name);
  }
}

static void every_row_has_a_code_and_a_sentence(void **state) {
  (void)state;
  for (enum message_kind kind = 0; kind < MESSAGE_KINDS; kind++) {
    const char *code = message_rows[kind].code, *sentence = message_english.texts[kind].sentence;
    assert_int_equal(strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(code));
    assert_true(sentence[0] != '\0' && !view_ends_with(view_of(sentence), ";"));
  }
  for (enum phrase phrase = 0; phrase < PHRASES; phrase++)
    assert_true(message_english.phrases[phrase][0] != '\0');
}

static void codes_are_listed_once_in_order(void **state) {
  (void)state;
  const char *codes[MESSAGE_KINDS];
  size_t count = message_codes(codes);
  bool found = false;
  assert_in_range(count, 60, MESSAGE_KINDS - 1);
  for (size_t i = 1; i < count; i++)
    assert_true(strcmp(codes[i - 1], codes[i]) < 0);
  for (size_t i = 0; i < count; i++)
    found = found || strcmp(codes[i], "bad-number-form") == 0;
  assert_true(found);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sentence_is_followed_by_its_way_out),
      cmocka_unit_test(arguments_stand_where_they_are_named),
      cmocka_unit_test(an_argument_is_no_template),
      cmocka_unit_test(a_suggestion_that_there_is_none_of_is_left_out),
      cmocka_unit_test(control_characters_become_blanks),
      cmocka_unit_test(a_second_language_has_its_own_order),
      cmocka_unit_test(every_row_names_its_arguments),
      cmocka_unit_test(every_row_has_a_code_and_a_sentence),
      cmocka_unit_test(codes_are_listed_once_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
