/* A file, or standard input, as a press text: .docx, HTML or plain text, told apart by their bytes. */
#ifndef KYKET_PARTS_IMPORT_PRESS_FILE_H
#define KYKET_PARTS_IMPORT_PRESS_FILE_H

#include "parts/import/press_text.h"

enum press_file_result {
  PRESS_FILE_READ,
  PRESS_FILE_UNREADABLE, /* errno says why */
  PRESS_FILE_LARGE,      /* it, or what is packed in it, is above the limits */
  PRESS_FILE_BROKEN,     /* an archive that can't be read, or HTML with no text */
  PRESS_FILE_WRONG,      /* a diagnostic says what */
};

/* `path` "-" is standard input. */
enum press_file_result press_file_read(struct press_text *press, struct arena *arena, const char *path,
                                       struct diagnostics *diagnostics);

#endif
