#include "base/message.h"

#include "base/control_characters.h"

#include <stdlib.h>
#include <strings.h>

#define NONE NULL

#define ARGUMENT_ROW(argument) ARGUMENT_ROW_##argument
#define ARGUMENT_ROW_none                                                                                    \
  { NULL, ARGUMENT_NONE }
#define ARGUMENT_ROW_text(name)                                                                              \
  { #name, ARGUMENT_TEXT }
#define ARGUMENT_ROW_view(name)                                                                              \
  { #name, ARGUMENT_TEXT }
#define ARGUMENT_ROW_term(name)                                                                              \
  { #name, ARGUMENT_TERM }
#define ARGUMENT_ROW_help(name)                                                                              \
  { #name, ARGUMENT_HELP }
#define ARGUMENT_ROW_number(name)                                                                            \
  { #name, ARGUMENT_NUMBER }
#define ARGUMENT_ROW_decimal(name)                                                                           \
  { #name, ARGUMENT_DECIMAL }
#define ARGUMENT_ROW_day(name)                                                                               \
  { #name, ARGUMENT_DAY }
#define ARGUMENT_ROW_phrase(name)                                                                            \
  { #name, ARGUMENT_PHRASE }

const struct message_row message_rows[MESSAGE_ROWS] = {
#define MESSAGE(identifier, code, severity, arguments, ...)                                                  \
  [MESSAGE_##identifier] = {                                                                                 \
      #identifier, code, SEVERITY_##severity, {MESSAGE_EACH(ARGUMENT_ROW, MESSAGE_LIST arguments)}},
#define SENTENCE(identifier, arguments, ...)                                                                 \
  [SENTENCE_##identifier] = {                                                                                \
      #identifier, NULL, SEVERITY_NOTE, {MESSAGE_EACH(ARGUMENT_ROW, MESSAGE_LIST arguments)}},
#include "base/diagnostics.def"
};

static const struct message_text english_texts[MESSAGE_ROWS] = {
#define MESSAGE(identifier, code, severity, arguments, english, english_way, vietnamese, vietnamese_way)     \
  [MESSAGE_##identifier] = {english, english_way},
#define SENTENCE(identifier, arguments, english, vietnamese) [SENTENCE_##identifier] = {english, NONE},
#include "base/diagnostics.def"
};

static const struct message_text vietnamese_texts[MESSAGE_ROWS] = {
#define MESSAGE(identifier, code, severity, arguments, english, english_way, vietnamese, vietnamese_way)     \
  [MESSAGE_##identifier] = {vietnamese, vietnamese_way},
#define SENTENCE(identifier, arguments, english, vietnamese) [SENTENCE_##identifier] = {vietnamese, NONE},
#include "base/diagnostics.def"
};

static const char *const english_phrases[PHRASES] = {
#define PHRASE(identifier, english, vietnamese) [PHRASE_##identifier] = english,
#include "base/diagnostics.def"
};

static const char *const vietnamese_phrases[PHRASES] = {
#define PHRASE(identifier, english, vietnamese) [PHRASE_##identifier] = vietnamese,
#include "base/diagnostics.def"
};

static const struct message_term vietnamese_terms[] = {
#define TERM(word, vietnamese) {word, vietnamese},
#include "base/diagnostics.def"
    {NULL, NULL}};

const struct message_language message_english = {"en", english_texts, english_phrases, NULL};
const struct message_language message_vietnamese = {"vi", vietnamese_texts, vietnamese_phrases,
                                                    vietnamese_terms};

const struct message_language *message_language_find(struct view tag) {
  static const struct message_language *const languages[] = {&message_english, &message_vietnamese};
  size_t length = 0;
  while (length < tag.length && view_find_byte(VIEW("_-.@"), tag.data[length], 0) == VIEW_NOT_FOUND)
    length++;
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
    if (strlen(languages[i]->tag) == length && strncasecmp(tag.data, languages[i]->tag, length) == 0)
      return languages[i];
  return NULL;
}

static struct message_argument of_text(const char *text) {
  return (struct message_argument){.type = ARGUMENT_TEXT, .text = view_of(text == NULL ? "" : text)};
}

static struct message_argument of_view(struct view text) {
  return (struct message_argument){.type = ARGUMENT_TEXT, .text = text};
}

static struct message_argument of_term(const char *word) {
  return (struct message_argument){.type = ARGUMENT_TERM, .text = view_of(word)};
}

static struct message_argument of_help(const char *help) {
  return (struct message_argument){.type = ARGUMENT_HELP, .text = view_of(help)};
}

static struct message_argument of_number(long long number) {
  return (struct message_argument){.type = ARGUMENT_NUMBER, .number = number};
}

static inline struct message_argument of_decimal(long long thousandths) {
  return (struct message_argument){.type = ARGUMENT_DECIMAL, .number = thousandths};
}

static inline struct message_argument of_day(long long day) {
  return (struct message_argument){.type = ARGUMENT_DAY, .number = day};
}

static struct message_argument of_phrase(enum phrase phrase) {
  return (struct message_argument){.type = ARGUMENT_PHRASE, .phrase = phrase};
}

#define ARGUMENT_VALUE(argument) ARGUMENT_VALUE_##argument
#define ARGUMENT_VALUE_none                                                                                  \
  { .type = ARGUMENT_NONE }
#define ARGUMENT_VALUE_text(name) of_text(name)
#define ARGUMENT_VALUE_view(name) of_view(name)
#define ARGUMENT_VALUE_term(name) of_term(name)
#define ARGUMENT_VALUE_help(name) of_help(name)
#define ARGUMENT_VALUE_number(name) of_number(name)
#define ARGUMENT_VALUE_decimal(name) of_decimal(name)
#define ARGUMENT_VALUE_day(name) of_day(name)
#define ARGUMENT_VALUE_phrase(name) of_phrase(name)

#define MESSAGE(identifier, code, severity, arguments, ...)                                                  \
  struct message message_##identifier(MESSAGE_EACH(MESSAGE_PARAMETER, MESSAGE_LIST arguments)) {             \
    return (struct message){MESSAGE_##identifier, {MESSAGE_EACH(ARGUMENT_VALUE, MESSAGE_LIST arguments)}};   \
  }
#define SENTENCE(identifier, arguments, ...)                                                                 \
  struct message sentence_##identifier(MESSAGE_EACH(MESSAGE_PARAMETER, MESSAGE_LIST arguments)) {            \
    return (struct message){SENTENCE_##identifier, {MESSAGE_EACH(ARGUMENT_VALUE, MESSAGE_LIST arguments)}};  \
  }
#include "base/diagnostics.def"

size_t message_argument_count(enum message_kind kind) {
  size_t count = 0;
  while (count < MESSAGE_ARGUMENTS_LIMIT && message_rows[kind].arguments[count].name != NULL)
    count++;
  return count;
}

/* The argument whose name in braces the text begins with, and the length of that; NULL: it begins otherwise.
 */
static const struct message_argument *begins_with_argument(const struct message *message, const char *text,
                                                           size_t *length) {
  const struct message_row *row = &message_rows[message->kind];
  for (size_t i = 0; *text == '{' && i < message_argument_count(message->kind); i++) {
    *length = strlen(row->arguments[i].name) + 2;
    if (strncmp(text + 1, row->arguments[i].name, *length - 2) == 0 && text[*length - 1] == '}')
      return &message->arguments[i];
  }
  return NULL;
}

static struct view translate(struct view word, const struct message_language *language) {
  for (const struct message_term *term = language->terms; term != NULL && term->word != NULL; term++)
    if (view_equal_string(word, term->word)) return view_of(term->translation);
  return word;
}

/* "2026-11-30", or as Vietnamese writes it "30/11/2026"; a month or a year alone where that is known. */
static void write_day(struct buffer *buffer, long long number, const struct message_language *language) {
  long long year = number / 10000, month = number / 100 % 100, day = number % 100;
  bool is_iso = language != &message_vietnamese;
  if (!is_iso && day > 0) buffer_format(buffer, "%lld/", day);
  if (!is_iso && month > 0) buffer_format(buffer, "%lld/", month);
  buffer_format(buffer, "%lld", year);
  if (is_iso && month > 0) buffer_format(buffer, "-%02lld", month);
  if (is_iso && day > 0) buffer_format(buffer, "-%02lld", day);
}

static void write_argument(struct buffer *buffer, const struct message_argument *argument,
                           const struct message_language *language) {
  if (argument->type == ARGUMENT_TEXT) {
    struct view shown = view_shorten(argument->text, MESSAGE_TEXT_LIMIT);
    buffer_add(buffer, shown);
    if (shown.length < argument->text.length) buffer_add_string(buffer, "…");
  }
  if (argument->type == ARGUMENT_HELP) buffer_add(buffer, argument->text);
  if (argument->type == ARGUMENT_TERM) buffer_add(buffer, translate(argument->text, language));
  if (argument->type == ARGUMENT_NUMBER) buffer_format(buffer, "%lld", argument->number);
  if (argument->type == ARGUMENT_DECIMAL)
    buffer_format(buffer, "%lld%c%03lld", argument->number / 1000,
                  language == &message_vietnamese ? ',' : '.', argument->number % 1000);
  if (argument->type == ARGUMENT_DAY) write_day(buffer, argument->number, language);
  if (argument->type == ARGUMENT_PHRASE) buffer_add_string(buffer, language->phrases[argument->phrase]);
}

/* Braces that hold no argument's name are text. */
static void write_text(struct buffer *buffer, const struct message *message, const char *text,
                       const struct message_language *language) {
  size_t length;
  while (*text != '\0') {
    const struct message_argument *argument = begins_with_argument(message, text, &length);
    if (argument == NULL) buffer_add_byte(buffer, *text++);
    if (argument == NULL) continue;
    write_argument(buffer, argument, language);
    text += length;
  }
}

/* Whether it offers something that there is none of. */
static bool lacks_argument(const struct message *message, const char *text) {
  size_t length;
  for (; *text != '\0'; text++) {
    const struct message_argument *argument = begins_with_argument(message, text, &length);
    if (argument != NULL && argument->type == ARGUMENT_TEXT && argument->text.length == 0) return true;
  }
  return false;
}

void message_write(struct buffer *buffer, const struct message *message,
                   const struct message_language *language) {
  const struct message_text *text = &language->texts[message->kind];
  size_t begin = buffer->length;
  write_text(buffer, message, text->sentence, language);
  if (text->way_out != NULL && !lacks_argument(message, text->way_out)) {
    buffer_add_string(buffer, view_ends_with(view_of(text->sentence), ":") ? " " : "; ");
    write_text(buffer, message, text->way_out, language);
  }
  for (size_t i = begin; i < buffer->length; i++)
    if ((unsigned char)buffer->data[i] < ' ') buffer->data[i] = ' ';
  for (size_t at = begin; (at = text_find_control(buffer_view(buffer), at)) < buffer->length;)
    memset(buffer->data + at, ' ', text_control_length(view_slice(buffer_view(buffer), at, SIZE_MAX)));
}

static int compare_codes(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

size_t message_codes(const char **codes) {
  size_t count = 0;
  for (size_t i = 0; i < MESSAGE_KINDS; i++)
    codes[i] = message_rows[i].code;
  qsort(codes, MESSAGE_KINDS, sizeof *codes, compare_codes);
  for (size_t i = 0; i < MESSAGE_KINDS; i++)
    if (count == 0 || strcmp(codes[count - 1], codes[i]) != 0) codes[count++] = codes[i];
  return count;
}

const char *severity_name(enum severity severity) {
  static const char *const names[] = {"note", "warning", "error"};
  return names[severity];
}
