/* The way from files to a whole register, in its order. */
#ifndef KYKET_REGISTER_PHASES_H
#define KYKET_REGISTER_PHASES_H

#include "register/steps.h"

/* Reads every file of the folder into records, and begins with the files' history where that is wanted; false
 * when the source failed. */
bool registry_read(struct registry *registry, struct source *source, bool history,
                   struct diagnostics *diagnostics);

/* Every reference of the front matter and of bodies to its entry. Codes: "unknown-reference" (with a
 * suggestion), "draft-reference", "missing-media". */
void registry_resolve(struct registry *registry, struct diagnostics *diagnostics);

/* What follows needs all of the above, but not each other. */

/* Numbers of documents: their form ("bad-number-form"), issuers that are no signatories ("issuer-mismatch"),
 * two agreements with the same ("duplicate-number"). Numbers that a body mentions lead to their agreements;
 * the others are gathered in `documents_cited`. */
registry_step registry_resolve_numbers;

/* The published entries in the orders in which they are listed: `newest` and the ranks; and the sort keys. */
registry_step registry_rank_newest, registry_rank_names;

/* Self references and circles in `succeeds` and `implements` ("self-reference", "circle"), and what holds on
 * the day: begins, ends, status. */
registry_step registry_judge;

/* The other direction of each reference, provinces included; each commitment's agreement, and each topic's
 * commitments: those that name the topic themselves, of the newest agreement first, in their order. */
void registry_link(struct registry *registry, struct diagnostics *diagnostics);

/* What follows needs all of the above, but not each other. */

/* Rules over whole records: "few-signatories", "missing-field", "end-before-start", "wrong-folder", ...; and
 * which entries silence warnings. */
registry_step registry_check;

/* How many agreements of each status a province, an organization and a topic have. */
registry_step registry_count;

/* The reviews of agreements with `review: annual`: one for each year of the term, and which of them were
 * held.
 *
 * - The term is cut into years from its first day on, the period's or else the signing: one of 2021 to 2025
 * has reviews due on 31 December of each of these years, one that begins on a 1 July on each 30 June. Less
 * than half a year (183 days) left at the end belongs to the year before. The last review is the closing one,
 * due on the term's last day. A term without an end has a review for each year up to today's and for the
 * next, none of them closing. At most 100.
 * - News that names the agreement, with an `event` of kind "review" or "closing" not after today, holds the
 * review of the year of the term that the event's date (without one, the news' own) lies in; after the term
 * the last one. A closing event holds the last one whenever it was. Of several the closing is shown, else the
 * earliest.
 * - One that nobody held is overdue from the day after it is due; before, it is due within its year of the
 * term and upcoming ahead of it. It is not asked for at all when due after the last day of a terminated
 * agreement, or once a successor has begun when due on its first day or later. */
registry_step registry_review;

/* With whom each organization signed. Of an agreement with more than 64 signatories only the first 64 are
 * partners. */
registry_step registry_partner;

/* Events, of everything and of each entry: its own, and those of its agreements, inherited ones too, and
 * news. An office's founding and end are its province's too, and its end is of those that succeed it; these
 * and the merger of a province are told of every unit that the province became part of. */
registry_step registry_chronicle;

/* What an editor would want to know: places where the register contradicts itself. All are warnings; the
 * codes are in register/consistency.h. That of news and pages is a step of its own. */
registry_step registry_check_consistency, registry_check_consistency_of_news;

/* "overlap": agreements of the same signatories whose periods overlap, and no `succeeds`, `amends` or
 * `implements` leads from one to the other. */
registry_step registry_check_overlaps;

/* Places where the register is not complete, where somebody wants to know. Needs all steps; what needs whole
 * links is left out as long as there are errors. */
void registry_advise(struct registry *registry, struct diagnostics *diagnostics);

/* Hands on what was found, but for warnings that their entry silences, and for advice that nobody
 * asked for. A silence that nothing was left out for is a warning ("unused-silence"). */
void registry_silence(struct registry *registry, const struct diagnostics *found,
                      struct diagnostics *diagnostics);

#endif
