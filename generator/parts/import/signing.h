/* What an article tells of an event and of an agreement that was signed at it: the parts of it. */
#ifndef KYKET_PARTS_IMPORT_SIGNING_H
#define KYKET_PARTS_IMPORT_SIGNING_H

#include "parts/import/mentions.h"

struct signing_person {
  struct view name, title; /* the title empty: the text does not say */
  const struct entry *entry;
};

struct party {
  const struct entry *organization; /* NULL: not known to the register */
  struct view unknown;              /* the name of one that is not */
  struct signing_person signers[4];
  size_t signer_count;
};

enum { PARTIES_LIMIT = 12, TERRITORY_LIMIT = 16 };

struct facts {
  bool is_signing;
  const char *event; /* its kind, as the register has it; NULL: the text tells of none */
  struct date day;   /* of the event */
  struct view place;
  const struct entry *type; /* of the agreement; NULL: not known */
  struct view number;
  int first_year, last_year; /* 0: no period of years */
  struct date starts, ends;  /* where there is none, what the text says of the term; each may be none */
  bool has_open_end;         /* the text says that there is no end */
  struct party parties[PARTIES_LIMIT];
  size_t party_count;
  /* Where it applies, by what the text says of that; nothing of a province that is named in passing. */
  const struct entry *territory[TERRITORY_LIMIT];
  size_t territory_count;
  bool is_of_part; /* of the country, which may have no province that the register knows */
  struct view *commitments;
  size_t commitment_count;
  const struct entry **commitment_parties; /* who does each, by what the text says; NULL: it says of none */
  bool has_examples;                       /* the commitments are examples */
};

#endif
