/* How files become a register: the stages of a build in their order.
 *
 *   read       every file becomes records (registry_read)
 *   resolve    ids in front matter and bodies become pointers to entries (registry_resolve)
 *   photos     what is missing is made of photos, and withheld what is not shown (registry_prepare_photos)
 *   first row  orders of the lists, document numbers, status of each agreement: side by side
 *   link       the other direction of each reference (registry_link)
 *   last row   timelines, reviews, partners, counts, checks: side by side
 *   advise     what is missing, where that was asked for (registry_advise)
 *   silence    warnings that their entries accept are taken back (registry_silence)
 *
 * A stage needs all rows above it and nothing beside it. registry_load in load.c runs them. */
#ifndef KYKET_REGISTER_STAGES_H
#define KYKET_REGISTER_STAGES_H

#include "register/registry.h"

/* A stage that runs beside others: it writes nothing that another one of its row reads or writes. What it
 * makes lies in the arena of `lists`, which lives as long as the registry. What is wrong is added to `found`.
 */
typedef void registry_stage(struct registry *registry, struct list_builder *lists, struct diagnostics *found);

/* Runs the stages of a row on all cores and returns when all are done. What they have found is added in the
 * order of the stages, whatever the number of threads. Those that take longest should come first. */
void stages_run(struct registry *registry, registry_stage *const *stages, size_t count,
                struct diagnostics *diagnostics);

/* Frees the arenas that the stages worked in; `arenas` may be NULL. */
void worker_arenas_free(struct worker_arenas *arenas);

/* Reads every file of the folder into records, and begins to read the files' history where that is wanted.
 * False when the source failed. Codes: "no-content", "no-site", "unknown-file", "duplicate-id", and those of
 * the parsers. */
bool registry_read(struct registry *registry, struct source *source, bool history,
                   struct diagnostics *diagnostics);

/* Every reference of the front matter and of bodies to its entry. Codes: "unknown-reference" (with a
 * suggestion), "draft-reference", "missing-media", "repeated-reference". */
void registry_resolve(struct registry *registry, struct diagnostics *diagnostics);

/* The first row. */

/* Numbers of documents: their form ("bad-number-form"), issuers that are no signatories ("issuer-mismatch"),
 * two agreements with the same ("duplicate-number"). Numbers that a body mentions lead to their agreements;
 * the others are gathered in `documents_cited`. */
registry_stage registry_resolve_numbers;

/* The published entries in the orders in which they are listed: `newest` and the ranks; and the sort keys. */
registry_stage registry_rank_newest, registry_rank_names;

/* Self references and circles in `succeeds`, `amends`, `implements`, `parent`, `successors` and `merged_into`
 * ("self-reference", "circle"), and what
 * holds on the day: begins, ends and status of each agreement (register/validity.h), which provinces and
 * organizations are no more. */
registry_stage registry_derive_status;

/* The other direction of each reference, provinces included, and what comes down to the units and offices
 * that carry on for those that are no more; each commitment's agreement, and each topic's commitments: those
 * that name the topic themselves, of the newest agreement first, in their order. */
void registry_link(struct registry *registry, struct diagnostics *diagnostics);

/* The last row. */

/* Events, of everything and of each entry: its own, and those of its agreements, inherited ones too, and
 * news. An office's founding and end are its province's too, and its end is of those that succeed it; these
 * and the merger of a province are events of every unit that the province became part of. */
registry_stage registry_build_timelines;

/* Rules over single records: "few-signatories", "missing-field", "end-before-start", "wrong-folder", ...; and
 * which entries silence warnings. */
registry_stage registry_check_entries;

/* Places where the register contradicts itself: warnings with the codes of register/checks/consistency.h.
 * Those of news and pages are a stage of their own, and so is "overlap": agreements of the same signatories
 * whose periods overlap, and no `succeeds`, `amends` or `implements` leads from one to the other. */
registry_stage registry_check_consistency, registry_check_consistency_of_news, registry_check_overlaps;

/* With whom each organization signed. Of an agreement with more than 64 signatories only the first 64 are
 * partners. */
registry_stage registry_link_partners;

/* How many agreements of each status a province, an organization and a topic have. */
registry_stage registry_count_statuses;

/* The reviews of agreements with `review: annual`: which are asked for, and which of them news tells of.
 *
 * - One is asked for in each calendar year of which at least half (183 days) lies between the later of
 * signing and beginning, and the end; it is due on 31 December. An agreement ends here, too, where a
 * successor takes its place. Without a known end one is asked for in each year up to the one after today's.
 * At most 100 years are looked at.
 * - News that names the agreement, with an `event` of kind "review" not after today, tells of the review of
 * the year that the event's date (without one, the news' own) lies in. So does one of kind "closing" where
 * none else does; a closing is asked for never and told always, as is a review of a year that asks for none.
 * Of several of one kind and year the earliest is told.
 * - News of a day before its event's tells of a plan, not of a review that took place: it counts as none, and
 * the latest of the year stands beside the review that it announces.
 * - One that no news tells of is "no-report" from the day after it is due; before, it is due within its year
 * and upcoming ahead of it. */
registry_stage registry_derive_reviews;

/* Places where the register is not complete, where that was asked for. Needs all stages; what needs whole
 * links is left out as long as there are errors. */
void registry_advise(struct registry *registry, struct diagnostics *diagnostics);

/* Hands on what was found, but for warnings that their entry silences, and for advice that was not asked
 * for. A silence that nothing was left out for is a warning ("unused-silence"). */
void registry_silence(struct registry *registry, const struct diagnostics *found,
                      struct diagnostics *diagnostics);
/* The same for what was found after all was read; silences are not judged. */
void registry_silence_found(const struct registry *registry, const struct diagnostics *found,
                            struct diagnostics *diagnostics);

#endif
