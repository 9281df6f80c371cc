#include "base/message.h"

#include "text/unicode.h"
#include "unit/fixture.h"

static void expect_in(const struct message_language *language, struct message message, const char *expected) {
  struct buffer text = {0};
  message_write(&text, &message, language);
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
  expect_text(message_unreadable("a\nb\x7f\x1b[31mđ"), "can't be read: a b  [31mđ");
}

static void a_long_text_is_cut_off_between_letters(void **state) {
  (void)state;
  enum { LETTERS = MESSAGE_TEXT_LIMIT / 2 }; /* of two bytes */
  struct buffer letters = {0}, expected = {0};
  buffer_add_byte(&letters, 'x');
  for (size_t i = 0; i < LETTERS; i++)
    buffer_add_string(&letters, "đ");
  buffer_add_string(&expected, "there is no file media/");
  buffer_add(&expected, view_slice(buffer_view(&letters), 0, MESSAGE_TEXT_LIMIT - 1));
  buffer_add_string(&expected, "…; add it to the repository");
  buffer_add_byte(&expected, '\0');
  expect_text(message_missing_media(buffer_view(&letters)), expected.data);
  buffer_free(&letters);
  buffer_free(&expected);
}

/* Another language has sentences of its own, with the arguments in another order, more often or not at all.
 */
static void a_second_language_has_its_own_order(void **state) {
  (void)state;
  static const struct message_text texts[MESSAGE_ROWS] = {
      [MESSAGE_unknown_reference] = {"“{id}” không phải là {kind} nào", "có phải “{near}” không?"},
      [MESSAGE_tag_closes_another] = {"dòng {line}: {kind} “{open}” chưa đóng mà đã có {{/{name}}}:",
                                      "hãy viết {{/{open}}} trước"},
      [MESSAGE_unknown_field] = {"{type} không có trường “{name}”", "có phải “{near}” không?"},
  };
  static const char *const phrases[PHRASES] = {[PHRASE_section] = "đoạn"};
  static const struct message_term terms[] = {{"agreement", "thỏa thuận"}, {NULL, NULL}};
  const struct message_language vietnamese = {"vi", texts, phrases, terms};
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

static const struct message_language *const languages[] = {&message_english, &message_vietnamese};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static const char *text_or_empty(const char *text) {
  return text == NULL ? "" : text;
}

/* What the schema says of a field is in Vietnamese alone. */
static bool is_spoken(enum message_kind kind, size_t argument, size_t language) {
  return message_rows[kind].arguments[argument].type != ARGUMENT_HELP ||
         languages[language] == &message_vietnamese;
}

/* A name in braces that no argument has would be shown as it is, an argument that is not named be lost; a
 * help that another language than its own named would be a sentence in two languages. */
static void every_row_names_its_arguments(void **state) {
  (void)state;
  for (enum message_kind kind = 0; kind < MESSAGE_ROWS; kind++)
    for (size_t language = 0; language < LANGUAGES; language++) {
      const struct message_text *text = &languages[language]->texts[kind];
      bool used[MESSAGE_ARGUMENTS_LIMIT] = {false};
      use_names(kind, text->sentence, used);
      use_names(kind, text->way_out, used);
      for (size_t i = 0; i < message_argument_count(kind); i++)
        if (used[i] != is_spoken(kind, i, language))
          fail_msg("\"%s\" does not name %s, or should not", text->sentence,
                   message_rows[kind].arguments[i].name);
    }
}

/* The way out is left out where an argument in it is empty: so in each language what may be empty must stand
 * there and not in the sentence. */
static void languages_name_the_same_arguments_in_the_way_out(void **state) {
  (void)state;
  for (enum message_kind kind = 0; kind < MESSAGE_ROWS; kind++) {
    bool used[LANGUAGES][MESSAGE_ARGUMENTS_LIMIT] = {{false}};
    for (size_t language = 0; language < LANGUAGES; language++)
      use_names(kind, languages[language]->texts[kind].way_out, used[language]);
    for (size_t i = 0; i < message_argument_count(kind); i++)
      if (message_rows[kind].arguments[i].type == ARGUMENT_TEXT && used[0][i] != used[1][i])
        fail_msg("%s: the way out of one language names %s", message_rows[kind].name,
                 message_rows[kind].arguments[i].name);
  }
}

static void every_row_has_a_code_and_sentences(void **state) {
  (void)state;
  for (enum message_kind kind = 0; kind < MESSAGE_ROWS; kind++) {
    const char *code = text_or_empty(message_rows[kind].code);
    assert_true((code[0] != '\0') == (kind < MESSAGE_KINDS));
    assert_int_equal(strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(code));
    for (size_t language = 0; language < LANGUAGES; language++) {
      const struct message_text *text = &languages[language]->texts[kind];
      if (text->sentence == NULL || text->sentence[0] == '\0' || view_ends_with(view_of(text->sentence), ";"))
        fail_msg("%s has no sentence in %s", message_rows[kind].name, languages[language]->tag);
      if ((text->way_out == NULL) != (message_english.texts[kind].way_out == NULL))
        fail_msg("%s has a way out in one language only", message_rows[kind].name);
    }
  }
  for (enum phrase phrase = 0; phrase < PHRASES; phrase++)
    for (size_t language = 0; language < LANGUAGES; language++)
      assert_true(languages[language]->phrases[phrase][0] != '\0');
}

/* Whether a letter stands in it outside of arguments. */
static bool has_words(const char *text) {
  bool is_argument = false;
  for (; *text != '\0'; text++) {
    if (*text == '{' || *text == '}') is_argument = *text == '{';
    if (!is_argument && ((*text | 32) >= 'a' && (*text | 32) <= 'z')) return true;
  }
  return false;
}

static void languages_differ(void **state) {
  (void)state;
  for (enum message_kind kind = 0; kind < MESSAGE_ROWS; kind++) {
    const char *english = message_english.texts[kind].sentence;
    const char *vietnamese = message_vietnamese.texts[kind].sentence;
    if (has_words(english) && strcmp(english, vietnamese) == 0)
      fail_msg("\"%s\" is in both languages", english);
  }
}

/* Whether a letter of Latin with a mark, as Vietnamese has them, stands outside of quotes. Đ is one of the
 * codes of documents, as in 74/2019/NĐ-CP, which are the same in every language. */
static bool has_marked_letter(const char *text) {
  bool is_quoted = false;
  for (size_t at = 0; text[at] != '\0';) {
    int32_t letter = text_next_character(view_of(text), &at);
    if (letter == '"') is_quoted = !is_quoted;
    if (!is_quoted && letter != 0x110 &&
        ((letter >= 0xC0 && letter <= 0x24F) || (letter >= 0x1E00 && letter <= 0x1EFF)))
      return true;
  }
  return false;
}

/* No sentence begins in one language and ends in the other. */
static void sentences_are_in_one_language(void **state) {
  (void)state;
  for (enum message_kind kind = 0; kind < MESSAGE_ROWS; kind++) {
    const struct message_text *english = &message_english.texts[kind];
    if (has_marked_letter(english->sentence) || has_marked_letter(text_or_empty(english->way_out)))
      fail_msg("%s has Vietnamese in English", message_rows[kind].name);
    if (kind < MESSAGE_KINDS && has_words(english->sentence) &&
        !has_marked_letter(message_vietnamese.texts[kind].sentence))
      fail_msg("%s has no Vietnamese", message_rows[kind].name);
  }
  for (enum phrase phrase = 0; phrase < PHRASES; phrase++)
    assert_false(has_marked_letter(message_english.phrases[phrase]));
}

static void languages_are_found_by_tag_and_by_locale(void **state) {
  (void)state;
  const char *const vietnamese[] = {"vi", "vi-VN", "vi_VN", "vi_VN.UTF-8", "VI", "vi.utf8", "vi@x"};
  const char *const english[] = {"en", "en_US.UTF-8", "en-GB", "EN_us"};
  const char *const none[] = {"", "C", "C.UTF-8", "POSIX", "fr_FR.UTF-8", "vie", "e", "vn", "english"};
  for (size_t i = 0; i < sizeof vietnamese / sizeof *vietnamese; i++)
    assert_ptr_equal(message_language_find(view_of(vietnamese[i])), &message_vietnamese);
  for (size_t i = 0; i < sizeof english / sizeof *english; i++)
    assert_ptr_equal(message_language_find(view_of(english[i])), &message_english);
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_null(message_language_find(view_of(none[i])));
}

static void kinds_and_parts_of_sentences_are_in_the_language(void **state) {
  (void)state;
  expect_in(&message_vietnamese, message_unknown_reference("agreement", VIEW("a"), VIEW("b")),
            "không có thỏa thuận nào có mã \"a\"; có phải ý bạn là \"b\"?");
  expect_in(&message_vietnamese, message_wrong_type("title", PHRASE_a_single_value, PHRASE_a_list),
            "title: phải là một giá trị, nhưng ở đây là một danh sách");
}

static void numbers_are_written_as_the_language_writes_them(void **state) {
  (void)state;
  const struct message took = sentence_checked_in(1042, 7);
  expect_in(&message_english, took, "kyket: read 1.042 s, planned 0.007 s");
  expect_in(&message_vietnamese, took, "kyket: đọc 1,042 giây, lập kế hoạch 0,007 giây");
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
      cmocka_unit_test(a_long_text_is_cut_off_between_letters),
      cmocka_unit_test(a_second_language_has_its_own_order),
      cmocka_unit_test(every_row_names_its_arguments),
      cmocka_unit_test(languages_name_the_same_arguments_in_the_way_out),
      cmocka_unit_test(every_row_has_a_code_and_sentences),
      cmocka_unit_test(languages_differ),
      cmocka_unit_test(sentences_are_in_one_language),
      cmocka_unit_test(languages_are_found_by_tag_and_by_locale),
      cmocka_unit_test(kinds_and_parts_of_sentences_are_in_the_language),
      cmocka_unit_test(numbers_are_written_as_the_language_writes_them),
      cmocka_unit_test(codes_are_listed_once_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
