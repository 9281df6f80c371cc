/* A .docx as a press text: a zip archive (zlib) with a document in XML (libxml2). */
#ifndef KYKET_PARTS_IMPORT_PRESS_DOCX_H
#define KYKET_PARTS_IMPORT_PRESS_DOCX_H

#include "parts/import/press_text.h"

bool press_docx_is(struct view bytes);

enum press_docx_result { PRESS_DOCX_READ, PRESS_DOCX_LARGE, PRESS_DOCX_BROKEN };

/* Only word/document.xml is unpacked, up to the limit of a file. A document type, and so any entity of its
 * own, makes it broken; nothing is loaded. */
enum press_docx_result press_docx_read(struct press_text *press, struct arena *arena, struct view bytes);

#endif
