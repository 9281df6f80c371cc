/* The terms that the search index has of a text, as numbers that the browser works out of a query in the same
 * way (the theme's search-index.js; man 7 kyket-theme, SEARCH, has the rule). Terms are words, pairs of words
 * that follow each other, whole names, and facets ("topic tre-em").
 *
 * A word is a run of letters and marks, or a run of ASCII digits: "4286CTPH" is two. What separates them is
 * all of ASCII that is neither letter nor digit, and U+0080 to U+00BF, U+00D7, U+2000 to U+2FFF, U+3000 to
 * U+303F; an apostrophe (U+0027 or U+2019) between two letters is left out: "H'leo" is one. Hashes are FNV-1a
 * of 32 bits of the folded word (text_fold), and of its comparable form (text_comparable), which tells
 * diacritics apart, but not on which vowel a tone stands. */
#ifndef KYKET_TEXT_SEARCH_TERMS_H
#define KYKET_TEXT_SEARCH_TERMS_H

#include "base/view.h"

#include <stdint.h>

struct search_word {
  uint32_t folded, exact; /* hashes */
  uint16_t first;         /* two bytes of the folded word; 0: there is nothing of it */
  bool stands_out;        /* a number, or no syllable of Vietnamese: a body is found by it alone too */
  bool may_lack; /* of what a place is ("tỉnh"), or of "Việt Nam": who types a name leaves it out */
};

/* What one thread needs to read words: what was found out of the last thousands of different ones. */
struct search_reader;
struct search_reader *search_reader_open(void);
void search_reader_close(struct search_reader *reader); /* NULL: nothing */

/* Cuts the next word off the front of `rest`; false when none is left. Of HTML tags and entities separate
 * words. */
bool search_next_word(struct search_reader *reader, struct view *rest, bool is_html,
                      struct search_word *word);

/* The keys of terms. The upper 16 bits choose the shard: of a pair they depend on the first word and the
 * first two letters of the second, so that one shard has all words that a second word can become. */
uint32_t search_key_of_word(const struct search_word *word);
uint32_t search_key_of_pair(const struct search_word *first, const struct search_word *second);
uint32_t search_key_of_facet(struct view facet);

/* A whole name: begin with SEARCH_NAME_BEGIN, add its words, take the key. Its shard is that of a pair of its
 * words (its first and second, third and fourth and so on, which of them depends on all words), or of its
 * only word: who looks for the words has it at hand. `exact` tells it from the pairs there. */
enum { SEARCH_NAME_PAIRS = 8 };
struct search_name {
  uint32_t mixed, count;
  struct search_word last;
  uint32_t places[SEARCH_NAME_PAIRS];
};
#define SEARCH_NAME_BEGIN ((struct search_name){.mixed = 7})
void search_name_add(struct search_name *name, const struct search_word *word);
uint32_t search_key_of_name(const struct search_name *name);
uint8_t search_exact_of_name(const struct search_name *name);

/* Tells two writings of a term apart that fold to the same: of a pair both words' `exact` count. */
uint8_t search_exact_of_pair(const struct search_word *first, const struct search_word *second);

/* The keys of a body's HTML, sorted, each once: its pairs, and those of its words that stand out. They are
 * the reader's until its next call. */
const uint32_t *search_terms_of_html(struct search_reader *reader, struct view html, uint32_t *count);

#endif
