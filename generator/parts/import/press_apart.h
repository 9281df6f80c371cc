/* A press text that libraries read from foreign bytes, in a sandbox of its own (base/sandbox.h): what comes
 * out of it is believed no more than a file is. */
#ifndef KYKET_PARTS_IMPORT_PRESS_APART_H
#define KYKET_PARTS_IMPORT_PRESS_APART_H

#include "parts/import/press_text.h"

/* Reads the bytes into the text there, and takes over what came of it. A reader that was stopped, for
 * whatever reason, gives PRESS_FILE_BROKEN. */
enum press_file_result press_read_apart(struct press_text *press, struct arena *arena, struct view bytes,
                                        enum press_file_result (*read)(struct press_text *press,
                                                                       struct arena *arena,
                                                                       struct view bytes));

#endif
