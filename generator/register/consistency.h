/* The rules of registry_check_consistency: their names and how their warnings are given. Not for use outside
 * of it. */
#ifndef KYKET_REGISTER_CONSISTENCY_H
#define KYKET_REGISTER_CONSISTENCY_H

#include "register/registry.h"

/* All are warnings that can be silenced. Advice is told only where it was asked for: it says what is missing
 * rather than what is wrong. */
#define CONSISTENCY_RULES(RULE)                                                                              \
  RULE(PERIOD_MISMATCH, "period-mismatch", false)                                                            \
  RULE(LATE_SIGNING, "late-signing", false)                                                                  \
  RULE(OVERLAP, "overlap", false)                                                                            \
  RULE(SIGNER_POSITION, "signer-position", false)                                                            \
  RULE(SIGNATORY_DISSOLVED, "signatory-dissolved", false)                                                    \
  RULE(SIGNATORY_NOT_FOUNDED, "signatory-not-founded", false)                                                \
  RULE(FOREIGN_PROVINCE, "foreign-province", true)                                                           \
  RULE(EVENT_AFTER_NEWS, "event-after-news", false)                                                          \
  RULE(PHOTO_WITHOUT_ALT, "photo-without-alt", false)                                                        \
  RULE(PHOTO_WITHOUT_CREDIT, "photo-without-credit", false)                                                  \
  RULE(LEGACY_ENCODING, "legacy-encoding", false)                                                            \
  RULE(NO_NEWS, "no-news", true)                                                                             \
  RULE(NOT_LINKED, "not-linked", true)

enum consistency_rule {
#define RULE(name, code, advice) RULE_##name,
  CONSISTENCY_RULES(RULE)
#undef RULE
      CONSISTENCY_RULE_COUNT
};

const char *consistency_code(enum consistency_rule rule);
/* Of a warning's code. */
bool consistency_is_advice(struct view code);

/* Says what is wrong with the entry: a message with the code of a rule. */
void consistency_report(struct diagnostics *diagnostics, const struct entry *entry, struct mark mark,
                        struct message message);

/* Where the byte at `offset` of an entry's body stands in its file. */
struct mark consistency_mark_in_body(const struct entry *entry, size_t offset);

#endif
