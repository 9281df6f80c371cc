/* What recognising the names of an article takes, and what its parts share: mentions.c goes through the
 * words, recognition_offices.c knows offices that the register may not have, recognition_bodies.c whether a
 * central body's name is that of an office of a province. */
#ifndef KYKET_PARTS_IMPORT_RECOGNITION_H
#define KYKET_PARTS_IMPORT_RECOGNITION_H

#include "parts/import/body_name.h"
#include "parts/import/doubts.h"

/* Whose text it is, which decides what "BĐBP" alone is in it. */
enum text_scope {
  SCOPE_CENTRAL, /* no province is named, or several are and no office of them */
  SCOPE_PLACE,   /* a province is no more than where something was, and central bodies are named beside it */
  SCOPE_PROVINCE /* of one province, or of several */
};

/* Which entries the names of an article are, and what that takes. */
struct recognition {
  enum text_scope scope;
  struct text_unit *units;
  size_t unit_count;
  const struct entry *home;     /* the only province that the article is about; NULL: none or several */
  struct home_names home_names; /* its own */
  struct arena *arena;
  const struct name_index *index;
  struct doubts *doubts;
  struct view lower_home; /* the only place below a province that the article names: "huyện Ba Thê" */
  bool is_paper_of_home;  /* what the article says of itself is of the home province */
  bool has_centre;        /* a central body has a name in it that no office of a province has */
  bool is_lower;          /* offices of such places are named, and none of a province */
  struct map told;        /* names that a doubt was told of */
  struct map offices;     /* the words of names of the register's offices -> the entry, see
                           * recognition_same_words; empty until the first is looked for */
  struct map spellings;   /* the words of an unknown name -> the view as which it was written first */
};

/* Whether one of the uses is of the kind. */
bool recognition_has_kind(const struct name_use *uses, enum name_use_kind kind);

/* A doubt about a name is told once in an article. */
void recognition_tell_once(struct recognition *recognition, struct view name, struct message message);

/* The only use of the kind whose entry is of the home province, or of any where there is one use, or that an
 * article of several provinces names whole; else NULL, and the ids of all in `candidates`. */
const struct entry *recognition_choose(struct recognition *recognition, const struct name_use *uses,
                                       enum name_use_kind kind, struct buffer *candidates);

/* The tokens become a mention, of the entry or of the unknown name. */
void recognition_add(struct text_unit *unit, size_t from, size_t length, const struct entry *entry,
                     struct view unknown);

/* The entry that a whole name is of, if it is one's. */
const struct entry *recognition_find_whole(struct recognition *recognition, struct view name);

/* The name as it was written first, of names of the same words in any order, and not in capital letters alone
 * where it is written otherwise. The rank of the province makes no other office of it: "Sở Tư pháp tỉnh Bắc
 * Giang", "Sở Du lịch thành phố Hải Phòng". */
struct view recognition_first_spelling(struct recognition *recognition, struct view name);

/* The only office of the register whose name is of the same words in that sense; NULL: none or several. */
const struct entry *recognition_same_words(struct recognition *recognition, struct view name);

/* "Trung ương" before the name. */
bool recognition_is_of_center(const struct text_unit *unit, size_t from);

/* Whether the name, by its own words or those around it, is a body of the centre. */
bool recognition_is_central(const struct text_unit *unit, size_t from, size_t length);

/* Whether an office whose name begins so may be one of a district: "Sở", "Cục" and "Tỉnh đoàn" are not. */
bool recognition_may_be_lower(const struct text_unit *unit, size_t from);

/* An office that the register may not know, by how its name begins; how many tokens it takes. */
size_t recognition_take_office(struct recognition *recognition, struct text_unit *unit,
                               const struct name_use *uses, size_t from, size_t length);

/* An organization without a province. */
bool recognition_is_central_body(const struct entry *entry);

/* Whether a central body's name stands here for offices of provinces too: "BĐBP", "Hội Nông dân". */
bool recognition_is_of_many(const struct text_unit *unit, const struct name_use *uses, size_t from,
                            size_t length, const struct entry *entry);

/* A name that is a central body's, where it may be an office's of a province; how many tokens it takes, 0: it
 * is the central body. */
size_t recognition_take_body(struct recognition *recognition, struct text_unit *unit,
                             const struct name_use *uses, size_t from, size_t length,
                             const struct entry *entry);

#endif
