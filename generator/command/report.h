/* Diagnostics for people and for programs. */
#ifndef KYKET_COMMAND_REPORT_H
#define KYKET_COMMAND_REPORT_H

#include "base/diagnostics.h"
#include "command/options.h"

#include <stdio.h>

/* Prints all diagnostics, sorted: as lines `FILE:LINE:COLUMN: error: MESSAGE [CODE]`, as JSON, as GitHub's
 * workflow commands, or as SARIF 2.1.0. False when the stream can't be written. */
bool report_print(FILE *stream, struct diagnostics *diagnostics, enum report_format format);

#endif
