/* Where in the file something stands that cmark's tree holds: cmark tells the lines of blocks, but not where
 * a link's destination or a tag is. Found by looking for it in the source, block by block. */
#ifndef KYKET_PARSE_BODY_PLACE_H
#define KYKET_PARSE_BODY_PLACE_H

#include "base/diagnostics.h"
#include "parse/body/rewriting.h"

struct body_destination;

/* Offsets of the starts of a text's lines; made when first asked for. */
struct body_line_starts {
  size_t *offsets;
  size_t count;
};

struct body_places {
  struct view source;                     /* what cmark has read, before marks were put into it */
  const struct body_rewriting *rewriting; /* which has made the source; NULL: it is `original` */
  struct view original;                   /* as it is in the file */
  uint32_t first_line;
  struct body_line_starts lines, original_lines;
  bool searched;
  struct body_destination *destinations; /* by kind, hash of the text and offset */
  size_t destination_count;
  size_t *tags; /* offsets of each < */
  size_t tag_count;
  size_t tag_block, next_tag; /* the block of the last tag asked for, and where to go on in `tags` */
  size_t *characters; /* how many begin in `original` before each block of its bytes; NULL until one is asked
                         for */
};

/* The lines of a block, from 1 as cmark counts them. */
struct body_lines {
  int first, last;
};

void body_places_free(struct body_places *places);

/* Of an offset in the source. */
struct source_location body_place_offset(struct body_places *places, size_t offset);

/* Of a column of a line, both from 1 as cmark counts them. */
struct source_location body_place_column(struct body_places *places, int line, int column);

/* The number of the line of the source that the offset is in, from 1 as cmark counts them. */
int body_place_line_number(struct body_places *places, size_t offset);

/* The source of a block: all of its lines. */
struct view body_place_text(struct body_places *places, struct body_lines block);

/* Of the first thing that is neither blank nor > in a line. */
struct source_location body_place_line(struct body_places *places, int line);

/* Of the next destination of a link or image in a block that reads `url` once its escapes are resolved, else
 * of the definition that it stands in, else of the block. */
struct source_location body_place_destination(struct body_places *places, struct body_lines block,
                                              struct view url);

/* Of the next tag (or comment) in a block that begins with `tag`, else of the block. */
struct source_location body_place_tag(struct body_places *places, struct body_lines block, struct view tag);

#endif
