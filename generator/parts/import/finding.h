/* What the searches for an article's facts share: where they look, and when something is said to be signed.
 */
#ifndef KYKET_PARTS_IMPORT_FINDING_H
#define KYKET_PARTS_IMPORT_FINDING_H

#include "parts/import/signing.h"

struct finding {
  struct facts *facts;
  struct arena *arena;
  const struct article *article;
  const struct mentions *mentions;
  struct doubts *doubts;
  const struct text_unit *day_unit; /* where the day of the event stands; NULL: nowhere */
  size_t day_at;
  const struct text_unit *parties_unit; /* where the parties are named together; NULL: nowhere */
  size_t parties_end;
  const struct text_unit *number_unit; /* where the number stands; NULL: nowhere */
  size_t number_end;
  bool has_two; /* "hai đơn vị ký" was said, and looked for */
};

/* Whether the token is there and is the word, folded. */
bool finding_token_is(const struct tokens *tokens, size_t i, const char *folded);

/* The part of the text says that something is signed, and not before. */
bool finding_tells_of_signing(const struct text_unit *unit, size_t from, size_t to);

/* Whether what stands at `at` is said of what is signed. */
bool finding_is_of_signing(const struct text_unit *unit, size_t at);

/* The same where semicolons may stand between: "ký quy chế quản lý biên giới; chống buôn lậu giai đoạn …". */
bool finding_is_in_sentence_of_signing(const struct text_unit *unit, size_t at);

/* All of the text as a number of at most so many digits. */
bool finding_read_number(struct view text, size_t most_digits, int *number);

/* The part of the unit tells of some day. */
bool finding_tells_of_day(const struct text_unit *unit, size_t from, size_t to);

/* Each fills in what its name says, and tells what is doubtful. The place is looked for where the day is, the
 * parties leave out what is the place, and signers are of parties: to be called in this order. */
void finding_day(struct finding *finding);
void finding_place(struct finding *finding);
void finding_parties(struct finding *finding);
/* The first offices that are named together, from the unit's mention on: they become the parties. False:
 * there are no two. */
bool finding_joint_parties(struct finding *finding, const struct text_unit *unit, size_t first);

/* The party that the mention is of; NULL: of none, or of one that the register does not know. */
struct party *finding_party_of(struct facts *facts, const struct mention *mention);

/* The period, behind the day: where it gives no years, what a sentence on the document says of its term. */
void finding_term(struct finding *finding);

/* A day at the token: "25/11/2021", "28/2", "25 tháng 11 năm 2021". The year is 0 where there is none. */
bool finding_read_day(const struct text_unit *unit, size_t i, int *year, int *month, int *day);

/* Unless it is one already. */
void finding_add_party(struct facts *facts, const struct mention *mention);

/* "Chương trình số 12/CTPH ngày 3/2/2028": the day of what is signed, where the text gives no other. */
void finding_day_of_number(struct finding *finding);

void finding_tell_of_more_parties(struct finding *finding);
void finding_tell_of_number(struct finding *finding);
void finding_signers(struct finding *finding);
void finding_territory(struct finding *finding);

/* What is numbered becomes the commitments. False: there are no two. */
bool finding_numbered(struct finding *finding);
void finding_commitments(struct finding *finding);

#endif
