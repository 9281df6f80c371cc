/* What can be said about what is wrong: a kind of message for each row of diagnostics.def, with its
 * arguments.
 *
 * For each row there is a function named after it that takes the row's arguments, so that their number and
 * types are checked where a message is made: message_unknown_key(view_of("titel")), sentence_usage(...). What
 * a message says is looked up in the table only when it is written out, so one that was kept can be written
 * in any language. A day is given as the number YYYYMMDD, with 00 for what is not known of it, a decimal in
 * thousandths. */
#ifndef KYKET_BASE_MESSAGE_H
#define KYKET_BASE_MESSAGE_H

#include "base/buffer.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

const char *severity_name(enum severity severity);

/* Diagnostics, MESSAGE_KINDS of them, and behind them sentences that are none. */
enum message_kind {
#define MESSAGE(identifier, ...) MESSAGE_##identifier,
#include "base/diagnostics.def"
  MESSAGE_KINDS,
  MESSAGE_LAST = MESSAGE_KINDS - 1,
#define SENTENCE(identifier, ...) SENTENCE_##identifier,
#include "base/diagnostics.def"
  MESSAGE_ROWS
};

enum phrase {
#define PHRASE(identifier, ...) PHRASE_##identifier,
#include "base/diagnostics.def"
  PHRASES
};

enum message_argument_type {
  ARGUMENT_NONE,
  ARGUMENT_TEXT,
  ARGUMENT_TERM,
  ARGUMENT_HELP,
  ARGUMENT_NUMBER,
  ARGUMENT_DECIMAL,
  ARGUMENT_DAY,
  ARGUMENT_PHRASE
};

/* Whether `text` holds it. */
static inline bool message_argument_is_text(enum message_argument_type type) {
  return type == ARGUMENT_TEXT || type == ARGUMENT_TERM || type == ARGUMENT_HELP;
}

/* One value of a message, of the type that the message's row gives it. */
struct message_argument {
  enum message_argument_type type;
  enum phrase phrase;
  union {
    struct view text;
    long long number;
  };
};

/* Whether `number` holds it. */
static inline bool message_argument_is_number(enum message_argument_type type) {
  return type == ARGUMENT_NUMBER || type == ARGUMENT_DECIMAL || type == ARGUMENT_DAY;
}

enum { MESSAGE_ARGUMENTS_LIMIT = 8 };

/* The texts in it are the caller's. */
struct message {
  enum message_kind kind;
  struct message_argument arguments[MESSAGE_ARGUMENTS_LIMIT];
};

/* What a language makes of a kind of message: {name} stands for an argument. */
struct message_text {
  const char *sentence;
  const char *way_out; /* NULL where the sentence itself says what to do */
};

/* A word of the program's own and what a language says for it. */
struct message_term {
  const char *word, *translation;
};

/* Everything that a message in a language is made of. */
struct message_language {
  const char *tag;                  /* "vi" */
  const struct message_text *texts; /* one for each row */
  const char *const *phrases;       /* one for each phrase */
  const struct message_term *terms; /* ends with a word NULL; NULL: all words are said as they are */
};

/* A row of the table. */
struct message_row {
  const char *name; /* the row's identifier */
  const char *code; /* a stable name in lower case with hyphens: "unknown-reference" */
  enum severity severity;
  struct {
    const char *name;
    enum message_argument_type type;
  } arguments[MESSAGE_ARGUMENTS_LIMIT]; /* the rest have no name */
};

extern const struct message_row message_rows[MESSAGE_ROWS]; /* sentences have no code */
extern const struct message_language message_english, message_vietnamese;

/* The language of a tag such as "vi", "en-GB" or of a locale's name such as "vi_VN.UTF-8", of whatever case;
 * NULL: there are no messages in it. */
const struct message_language *message_language_find(struct view tag);

size_t message_argument_count(enum message_kind kind);

enum { MESSAGE_TEXT_LIMIT = 1000 }; /* bytes of a text in a sentence, which is cut off there */

/* Writes the sentence and its way out on one line: control characters become blanks. */
void message_write(struct buffer *buffer, const struct message *message,
                   const struct message_language *language);

/* The codes, each once, in alphabetical order; `codes` has room for MESSAGE_KINDS. Returns their number. */
size_t message_codes(const char **codes);

/* Applies `do` to each of one to eight arguments, with commas between. */
#define MESSAGE_EACH_1(do, a)                                                                                \
  do                                                                                                         \
  (a)
#define MESSAGE_EACH_2(do, a, ...)                                                                           \
  do                                                                                                         \
  (a), MESSAGE_EACH_1(do, __VA_ARGS__)
#define MESSAGE_EACH_3(do, a, ...)                                                                           \
  do                                                                                                         \
  (a), MESSAGE_EACH_2(do, __VA_ARGS__)
#define MESSAGE_EACH_4(do, a, ...)                                                                           \
  do                                                                                                         \
  (a), MESSAGE_EACH_3(do, __VA_ARGS__)
#define MESSAGE_EACH_5(do, a, ...)                                                                           \
  do                                                                                                         \
  (a), MESSAGE_EACH_4(do, __VA_ARGS__)
#define MESSAGE_EACH_6(do, a, ...)                                                                           \
  do                                                                                                         \
  (a), MESSAGE_EACH_5(do, __VA_ARGS__)
#define MESSAGE_EACH_7(do, a, ...)                                                                           \
  do                                                                                                         \
  (a), MESSAGE_EACH_6(do, __VA_ARGS__)
#define MESSAGE_EACH_8(do, a, ...)                                                                           \
  do                                                                                                         \
  (a), MESSAGE_EACH_7(do, __VA_ARGS__)
#define MESSAGE_NINTH(a, b, c, d, e, f, g, h, i, ...) i
#define MESSAGE_EACH(do, ...)                                                                                \
  MESSAGE_NINTH(__VA_ARGS__, MESSAGE_EACH_8, MESSAGE_EACH_7, MESSAGE_EACH_6, MESSAGE_EACH_5, MESSAGE_EACH_4, \
                MESSAGE_EACH_3, MESSAGE_EACH_2, MESSAGE_EACH_1, )                                            \
  (do, __VA_ARGS__)
#define MESSAGE_LIST(...) __VA_ARGS__

/* An argument of a row as the parameter of a function. */
#define MESSAGE_PARAMETER(argument) MESSAGE_PARAMETER_##argument
#define MESSAGE_PARAMETER_none void
#define MESSAGE_PARAMETER_text(name) const char *name
#define MESSAGE_PARAMETER_view(name) struct view name
#define MESSAGE_PARAMETER_term(name) const char *name
#define MESSAGE_PARAMETER_help(name) const char *name
#define MESSAGE_PARAMETER_number(name) long long name
#define MESSAGE_PARAMETER_decimal(name) long long name
#define MESSAGE_PARAMETER_day(name) long long name
#define MESSAGE_PARAMETER_phrase(name) enum phrase name

#define MESSAGE(identifier, code, severity, arguments, ...)                                                  \
  struct message message_##identifier(MESSAGE_EACH(MESSAGE_PARAMETER, MESSAGE_LIST arguments));
#define SENTENCE(identifier, arguments, ...)                                                                 \
  struct message sentence_##identifier(MESSAGE_EACH(MESSAGE_PARAMETER, MESSAGE_LIST arguments));
#include "base/diagnostics.def"

#endif
