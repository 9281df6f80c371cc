/* The text of an agreement itself, as opposed to one of the press that tells of it: "Số: 03/2008/NQLT-…",
 * "NGHỊ QUYẾT LIÊN TỊCH", "Căn cứ …", "Điều 1". */
#ifndef KYKET_PARTS_IMPORT_DOCUMENT_TEXT_H
#define KYKET_PARTS_IMPORT_DOCUMENT_TEXT_H

#include "parts/import/signing.h"
#include "register/registry.h"

struct basis {
  struct view number, title; /* the number empty: none is given */
};

enum { BASES_LIMIT = 30 };

/* Views of the lines, or in the arena. */
struct document_text {
  struct article
      article; /* its title as an agreement has it; its paragraphs are the lines at both its ends */
  struct mentions mentions;
  struct facts facts; /* parties that the register does not know among its parties */
  struct basis bases[BASES_LIMIT];
  size_t basis_count;
};

/* Reads the press text as a document; false: it is none. Parties are those that the title names, that the
 * codes in the number are, that are said to issue it, or that stand in the head: the first of these that the
 * register knows all. All lies in the arena but for what the index has. */
bool document_text_read(struct document_text *document, struct arena *arena, const struct press_text *press,
                        const struct name_index *index, const struct registry *registry,
                        struct doubts *doubts);

#endif
