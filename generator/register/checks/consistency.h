/* Places where a register contradicts itself or is not complete: the codes, and the checks of one agreement.
 * The stages that run them are declared in register/stages.h. */
#ifndef KYKET_REGISTER_CHECKS_CONSISTENCY_H
#define KYKET_REGISTER_CHECKS_CONSISTENCY_H

#include "base/diagnostics.h"
#include "schema/records.h"

/* All are warnings that an entry can silence. Advice is given only where it was asked for: it says what is
 * missing rather than what is wrong. CODE(code, whether it is advice) */
#define CONSISTENCY_CODES(CODE)                                                                              \
  CODE("period-mismatch", false)                                                                             \
  CODE("late-signing", false)                                                                                \
  CODE("overlap", false)                                                                                     \
  CODE("signer-position", false)                                                                             \
  CODE("signatory-dissolved", false)                                                                         \
  CODE("signatory-not-founded", false)                                                                       \
  CODE("foreign-performer", false)                                                                           \
  CODE("foreign-province", true)                                                                             \
  CODE("event-after-news", false)                                                                            \
  CODE("photo-without-alt", false)                                                                           \
  CODE("photo-without-credit", false)                                                                        \
  CODE("legacy-encoding", false)                                                                             \
  CODE("no-news", true)                                                                                      \
  CODE("not-linked", true)

/* The codes, and NULL behind the last. */
extern const char *const consistency_codes[];

bool consistency_is_advice(struct view code);

/* Adds a message about the entry. */
void consistency_report(struct diagnostics *diagnostics, const struct entry *entry,
                        struct source_location location, struct message message);

/* Where the byte at `offset` of an entry's body stands in its file. */
struct source_location consistency_mark_in_body(const struct entry *entry, size_t offset);

/* "period-mismatch": "2018-2020" in the title or body of an agreement whose period is another;
 * "signer-position", "signatory-dissolved", "signatory-not-founded", "foreign-province". */
void consistency_check_agreement(struct diagnostics *diagnostics, const struct agreement *agreement);

/* Who carries out a commitment that is neither a signatory nor came after one ("foreign-performer"); and
 * errors: a commitment that is continued and does not exist ("unknown-commitment", "ambiguous-commitment",
 * "bad-number"). */
void consistency_check_commitments(struct diagnostics *diagnostics, const struct agreement *agreement);

#endif
