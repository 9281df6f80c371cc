/* A file, or standard input, as a press text: .docx, HTML or plain text, told apart by their bytes. */
#ifndef KYKET_PARTS_IMPORT_PRESS_FILE_H
#define KYKET_PARTS_IMPORT_PRESS_FILE_H

#include "parts/import/press_text.h"

/* `path` "-" is standard input. */
enum press_file_result press_file_read(struct press_text *press, struct arena *arena, const char *path,
                                       struct diagnostics *diagnostics);

#endif
