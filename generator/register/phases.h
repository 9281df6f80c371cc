/* The steps of registry_load after reading, in their order. Each needs those before it. */
#ifndef KYKET_REGISTER_PHASES_H
#define KYKET_REGISTER_PHASES_H

#include "register/registry.h"

/* Reads every file of the folder into records; false when the source failed. */
bool registry_read(struct registry *registry, struct source *source, struct diagnostics *diagnostics);

/* Every reference of the front matter and of bodies to its entry. Codes: "unknown-reference" (with a
 * suggestion), "draft-reference", "missing-media". */
void registry_resolve(struct registry *registry, struct diagnostics *diagnostics);

/* Numbers of documents: their form ("bad-number-form"), issuers that are no signatories ("issuer-mismatch"),
 * two agreements with the same ("duplicate-number"). Numbers that a body mentions lead to their agreements;
 * the others are gathered in `documents_cited`. */
void registry_resolve_numbers(struct registry *registry, struct diagnostics *diagnostics);

/* Rules over whole records: "few-signatories", "missing-field", "end-before-start", "wrong-folder", ... */
void registry_check(struct registry *registry, struct diagnostics *diagnostics);

/* The other direction of each reference, provinces included. */
void registry_link(struct registry *registry);

/* Self references and circles in `succeeds` and `implements` ("self-reference", "circle"), and what holds on
 * the day: begins, ends, status. */
void registry_judge(struct registry *registry, struct diagnostics *diagnostics);

/* Events, of everything and of each entry. */
void registry_chronicle(struct registry *registry);

#endif
