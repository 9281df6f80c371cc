/* The names of a register, and where a text has one of them. Names are compared word by word, whatever their
 * case and signs; abbreviations that all of Vietnam's press has (UBND, TNCS, LĐ-TB&XH, TP.HCM) are the words
 * that they stand for. */
#ifndef KYKET_PARTS_IMPORT_NAME_INDEX_H
#define KYKET_PARTS_IMPORT_NAME_INDEX_H

#include "register/registry.h"

/* A word of a text; several in the place of one abbreviation have its place. */
struct token {
  struct view word;   /* comparable */
  struct view folded; /* without diacritics, lower case */
  size_t begin, end;  /* in the text, in bytes */
  bool is_capital;    /* begins with a capital letter */
};

struct tokens {
  struct token *items;
  size_t count, capacity;
};

enum name_use_kind {
  NAME_WHOLE,      /* of one entry */
  NAME_RELATIVE,   /* of an office, without its province: "Tỉnh đoàn" */
  NAME_LEAD,       /* how the name of an office begins that the register may not know */
  NAME_NAMED_LEAD, /* the same, of one that has a name of its own behind */
};

struct name_use {
  enum name_use_kind kind;
  const struct entry *entry; /* NULL: NAME_LEAD */
  struct name_use *next;     /* of the same name */
};

struct name_index;

/* Of all entries, drafts included. Lies in the arena but for its maps: release with name_index_close. */
struct name_index *name_index_open(struct arena *arena, const struct registry *registry);
void name_index_close(struct name_index *index);

/* All entries of the register, drafts included. */
const struct list *name_index_entries(const struct name_index *index);

/* The text's words; what is in brackets behind a name as its abbreviation is left out. */
struct tokens name_tokens(const struct name_index *index, struct view text);

/* The only province whose name, without blanks and diacritics, is in the host of a web address or in the name
 * of a paper; NULL: none or several. */
const struct entry *name_index_province_in(const struct name_index *index, struct view address);

/* The longest name that begins with the token, at most until `end`: its uses and how many tokens it has;
 * NULL: none. */
const struct name_use *name_index_find(const struct name_index *index, const struct tokens *tokens,
                                       size_t from, size_t *length);

#endif
