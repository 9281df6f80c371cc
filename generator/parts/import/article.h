/* What a press text says of itself: title, day, lead, author, captions, source; and what of it is no news. */
#ifndef KYKET_PARTS_IMPORT_ARTICLE_H
#define KYKET_PARTS_IMPORT_ARTICLE_H

#include "parts/import/press_text.h"
#include "text/date.h"

enum paragraph_kind { PARAGRAPH_TEXT, PARAGRAPH_HEADING, PARAGRAPH_ITEM };

struct paragraph {
  struct view text; /* without the sign of an item */
  enum paragraph_kind kind;
};

struct caption {
  struct view text, credit;
  bool is_likely; /* nothing says that it is one, but its words */
};

/* Views of the lines, or in the arena; empty: the text does not say. */
struct article {
  struct view title, author, outlet, url, category;
  struct view dateline; /* the place before the lead: "ĐÀ NẴNG" */
  struct date published;
  bool is_author_likely;        /* nothing says that it is one, but where it stands */
  bool other_days;              /* there are more days that may be that of publication */
  struct paragraph *paragraphs; /* the first is the lead */
  size_t paragraph_count;
  struct caption *captions;
  size_t caption_count;
};

/* False: there is no title or no paragraph. */
bool article_read(struct article *article, struct arena *arena, const struct press_text *press);

/* The end of the sentence of the text that begins at `from`: behind its stop, at most the text's length. */
size_t article_sentence_end(struct view text, size_t from);

/* Where the sentence begins that has the byte at `at`, of those from `from` on, which begins one itself. */
size_t article_sentence_begin(struct view text, size_t from, size_t at);

#endif
