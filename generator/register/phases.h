/* The steps of registry_load after reading, in their order. Each needs those before it. */
#ifndef KYKET_REGISTER_PHASES_H
#define KYKET_REGISTER_PHASES_H

#include "register/registry.h"

/* Reads every file of the folder into records; false when the source failed. */
bool registry_read(struct registry *registry, struct source *source, struct diagnostics *diagnostics);

/* Every reference of the front matter and of bodies to its entry. Codes: "unknown-reference" (with a
 * suggestion), "draft-reference", "missing-media". */
void registry_resolve(struct registry *registry, struct diagnostics *diagnostics);

/* Rules over whole records: "few-signatories", "missing-field", "end-before-start", "wrong-folder", ... */
void registry_check(struct registry *registry, struct diagnostics *diagnostics);

/* The other direction of each reference, provinces included. */
void registry_link(struct registry *registry);

/* Self references and circles in `succeeds` and `implements` ("self-reference", "circle"), and what holds on
 * the day: begins, ends, status. */
void registry_judge(struct registry *registry, struct diagnostics *diagnostics);

/* Events, of everything and of each entry. */
void registry_chronicle(struct registry *registry);

/* What an editor would want to know: places where the register contradicts itself or is not complete. All are
 * warnings and notes; the codes are in register/consistency.h. What needs whole links is left out as long as
 * there are errors. */
void registry_check_consistency(struct registry *registry, struct diagnostics *diagnostics);

/* Hands on what was found, but for warnings and notes that their entry silences, and for advice that nobody
 * asked for. A silence that nothing was left out for is a warning ("unused-silence"). */
void registry_silence(struct registry *registry, const struct diagnostics *found,
                      struct diagnostics *diagnostics);

#endif
