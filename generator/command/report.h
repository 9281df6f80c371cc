/* Diagnostics for people and for programs. */
#ifndef KYKET_COMMAND_REPORT_H
#define KYKET_COMMAND_REPORT_H

#include "base/diagnostics.h"

#include <stdio.h>

/* In the order in which the table of options names them. */
enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_GITHUB, REPORT_GITLAB, REPORT_SARIF };

/* Prints all diagnostics, sorted: as lines `FILE:LINE:COLUMN: error: MESSAGE [CODE]`, as JSON, as GitHub's
 * workflow commands, as GitLab's report of code quality, or as SARIF 2.1.0. The messages are in the language;
 * all else is the same in each. False when the stream can't be written. */
bool report_print(FILE *stream, struct diagnostics *diagnostics, enum report_format format,
                  const struct message_language *language);

/* Prints a sentence and an end of line. */
void report_sentence(FILE *stream, const struct message_language *language, struct message sentence);

/* Seconds as sentences take them. */
long long report_seconds(double seconds);

#endif
