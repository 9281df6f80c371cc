/* Places where a register contradicts itself or is not complete: the codes, and what the checks share. The
 * stages are declared in register/stages.h: agreements.c has that of agreements (with commitments.c) and of
 * all kinds before news, news.c that of news and pages, advice.c the advice. */
#ifndef KYKET_REGISTER_CHECKS_CONSISTENCY_H
#define KYKET_REGISTER_CHECKS_CONSISTENCY_H

#include "base/diagnostics.h"
#include "base/map.h"
#include "register/registry.h"

/* All are warnings that an entry can silence. Advice is given only where it was asked for: it says what is
 * missing rather than what is wrong. CODE(code, whether it is advice) */
#define CONSISTENCY_CODES(CODE)                                                                              \
  CODE("period-mismatch", false)                                                                             \
  CODE("number-year", false)                                                                                 \
  CODE("far-year", false)                                                                                    \
  CODE("no-period", false)                                                                                   \
  CODE("signed-in-future", false)                                                                            \
  CODE("signing-mismatch", false)                                                                            \
  CODE("wrong-order", false)                                                                                 \
  CODE("signer-twice", false)                                                                                \
  CODE("known-signer", false)                                                                                \
  CODE("twin", false)                                                                                        \
  CODE("taken-tile", false)                                                                                  \
  CODE("signer-elsewhere", false)                                                                            \
  CODE("late-signing", false)                                                                                \
  CODE("overlap", false)                                                                                     \
  CODE("signer-position", false)                                                                             \
  CODE("signatory-dissolved", false)                                                                         \
  CODE("signatory-not-founded", false)                                                                       \
  CODE("foreign-performer", false)                                                                           \
  CODE("odd-value", true)                                                                                    \
  CODE("no-province", true)                                                                                  \
  CODE("name-mismatch", true)                                                                                \
  CODE("foreign-agreement", true)                                                                            \
  CODE("foreign-province", true)                                                                             \
  CODE("event-after-news", false)                                                                            \
  CODE("photo-without-alt", false)                                                                           \
  CODE("photo-without-credit", false)                                                                        \
  CODE("dead-external-link", false)                                                                          \
  CODE("moved-permanently", false)                                                                           \
  CODE("legacy-encoding", false)                                                                             \
  CODE("no-type", true)                                                                                      \
  CODE("repeated-item", true)                                                                                \
  CODE("source-day", true)                                                                                   \
  CODE("untidy-title", true)                                                                                 \
  CODE("repeated-commitment", true)                                                                          \
  CODE("no-news", true)                                                                                      \
  CODE("not-linked", true)

/* The codes, and NULL behind the last. */
extern const char *const consistency_codes[];

bool consistency_is_advice(struct view code);

/* Files of entries in which advice of one day found nothing, by what they say, for one who reads a register
 * again and again. Zero-initialise; release with clean_entries_free. */
struct clean_entries {
  struct arena arena;
  struct map by_digest;
};

void clean_entries_free(struct clean_entries *clean);

/* Adds a message about the entry. */
void consistency_report(struct diagnostics *diagnostics, const struct entry *entry,
                        struct source_location location, struct message message);

/* Where the byte at `offset` of an entry's body stands in its file. */
struct source_location consistency_mark_in_body(const struct entry *entry, size_t offset);

/* "photo-without-alt", "photo-without-credit". */
void consistency_check_photos(struct diagnostics *diagnostics, const struct entry *entry,
                              const struct list *photos);

/* "legacy-encoding": Vietnamese in TCVN3 or VNI that was read as Latin-1. One warning an entry says enough.
 */
void consistency_check_encoding(struct diagnostics *diagnostics, const struct entry *entry);

/* "far-year": days that lie before 1800, those of news before 1945, or more than 50 years after today; but
 * for those of an agreement itself, which are among the contradictions. */
void consistency_check_years(struct diagnostics *diagnostics, const struct entry *entry, struct date today);

/* Where days, signers and relations of an agreement contradict each other or its news: "no-period" (its title
 * names years, and no period is given), "signed-in-future", "wrong-order" (it is terminated before it is
 * signed or after its end, or older than what it follows or amends), "signer-twice" (for two sides),
 * "signer-elsewhere" (all positions are in other offices), "known-signer" (a name that has an entry),
 * "signing-mismatch" (news tells of another day, which is reported at both). */
void consistency_check_contradictions(struct diagnostics *diagnostics, const struct agreement *agreement,
                                      struct date today);

/* "twin": of news with one title and day, of organizations with one name and province, of people with one
 * name and office, of topics, regions and types with one name, each but the first by id. */
void consistency_check_twins(struct diagnostics *diagnostics, const struct list *entries);

/* "taken-tile": one of two provinces or islands that have the same tile of a map (register/tiles.h), the one
 * that is not shown; and an error where a tile lies outside of all maps ("bad-number"). */
void consistency_check_tiles(struct diagnostics *diagnostics, const struct list *provinces);

/* "odd-value", "untidy-title": what an entry alone says that can hardly be meant. */
void consistency_check_details(struct diagnostics *diagnostics, const struct entry *entry);

/* "odd-value", "no-province": organizations and provinces that do not fit those that they belong to. */
void consistency_check_places(struct diagnostics *diagnostics, const struct registry *registry);

/* "name-mismatch": the name of an organization says another kind, level or province than its fields. */
void consistency_check_offices(struct diagnostics *diagnostics, const struct registry *registry);

/* "wrong-order": a successor that took over more than a year before the end. */
void consistency_check_successors(struct diagnostics *diagnostics, const struct organization *organization);

/* Who carries out a commitment that is neither a signatory nor came after one ("foreign-performer"); and
 * errors: a commitment that is continued and does not exist ("unknown-commitment", "ambiguous-commitment",
 * "bad-number"). */
void consistency_check_commitments(struct diagnostics *diagnostics, const struct agreement *agreement);

/* "repeated-commitment": one with the words of an earlier one in the same part of the agreement, of the same
 * performers. */
void consistency_check_repeated_commitments(struct diagnostics *diagnostics,
                                            const struct agreement *agreement);

#endif
