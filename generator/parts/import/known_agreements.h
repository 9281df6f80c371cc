/* Agreements that the register knows, where an article tells of them by their type, parties and years, with
 * other words between: "Chương trình phối hợp số 12 ngày 4/9/2026 giữa Sở Y tế và Tỉnh đoàn giai đoạn …". */
#ifndef KYKET_PARTS_IMPORT_KNOWN_AGREEMENTS_H
#define KYKET_PARTS_IMPORT_KNOWN_AGREEMENTS_H

#include "parts/import/facts.h"

/* Where all agrees, what was a mention of the type becomes one of the agreement; what may be one is told. */
void known_agreements_find(struct mentions *mentions, struct arena *arena, const struct registry *registry,
                           const struct facts *facts, struct doubts *doubts);

/* Whether the words of two numbers are the same, whatever their signs: "12-QC/SYT" and "12/QC-SYT". */
bool known_agreements_same_number(struct arena *arena, struct view number, struct view other);

#endif
