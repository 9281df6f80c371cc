/* The rules of registry_check_consistency: their names and how their warnings are given. Not for use outside
 * of it. */
#ifndef KYKET_REGISTER_CONSISTENCY_H
#define KYKET_REGISTER_CONSISTENCY_H

#include "register/registry.h"

/* A warning can be silenced; notes too, and they are told only where advice was asked for. */
#define CONSISTENCY_RULES(RULE)                                                                              \
  RULE(PERIOD_MISMATCH, "period-mismatch", SEVERITY_WARNING)                                                 \
  RULE(LATE_SIGNING, "late-signing", SEVERITY_WARNING)                                                       \
  RULE(OVERLAP, "overlap", SEVERITY_WARNING)                                                                 \
  RULE(SIGNER_POSITION, "signer-position", SEVERITY_WARNING)                                                 \
  RULE(SIGNATORY_DISSOLVED, "signatory-dissolved", SEVERITY_WARNING)                                         \
  RULE(SIGNATORY_NOT_FOUNDED, "signatory-not-founded", SEVERITY_WARNING)                                     \
  RULE(FOREIGN_PROVINCE, "foreign-province", SEVERITY_NOTE)                                                  \
  RULE(EVENT_AFTER_NEWS, "event-after-news", SEVERITY_WARNING)                                               \
  RULE(PHOTO_WITHOUT_ALT, "photo-without-alt", SEVERITY_WARNING)                                             \
  RULE(PHOTO_WITHOUT_CREDIT, "photo-without-credit", SEVERITY_WARNING)                                       \
  RULE(LEGACY_ENCODING, "legacy-encoding", SEVERITY_WARNING)                                                 \
  RULE(NO_NEWS, "no-news", SEVERITY_NOTE)                                                                    \
  RULE(NOT_LINKED, "not-linked", SEVERITY_NOTE)

enum consistency_rule {
#define RULE(name, code, severity) RULE_##name,
  CONSISTENCY_RULES(RULE)
#undef RULE
      CONSISTENCY_RULE_COUNT
};

const char *consistency_code(enum consistency_rule rule);
enum severity consistency_severity(enum consistency_rule rule);

/* Says what is wrong with the entry, with the rule's code and severity. */
void consistency_report(struct diagnostics *diagnostics, const struct entry *entry, struct mark mark,
                        enum consistency_rule rule, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Where the byte at `offset` of an entry's body stands in its file. */
struct mark consistency_mark_in_body(const struct entry *entry, size_t offset);

#endif
