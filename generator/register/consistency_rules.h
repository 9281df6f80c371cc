/* The parts of registry_check_consistency: each looks at one side of the register for what an editor would
 * want to know. Not for use outside of it. */
#ifndef KYKET_REGISTER_CONSISTENCY_RULES_H
#define KYKET_REGISTER_CONSISTENCY_RULES_H

#include "register/consistency.h"

/* "period-mismatch": "2018-2020" in the title or body of an agreement whose period is another. */
void consistency_check_periods(struct diagnostics *diagnostics, const struct agreement *agreement);

/* "signer-position", "signatory-dissolved", "signatory-not-founded", "foreign-province". */
void consistency_check_signatories(struct diagnostics *diagnostics, const struct agreement *agreement);

/* "legacy-encoding": Vietnamese in TCVN3 or VNI that was read as Latin-1. */
void consistency_check_encoding(struct diagnostics *diagnostics, const struct entry *entry);

/* "not-linked": organizations, people and topics that nothing else names. */
void consistency_check_links(struct diagnostics *diagnostics, const struct registry *registry);

#endif
