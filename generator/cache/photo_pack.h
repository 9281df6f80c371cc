/* A pack: all that was made of one file below media/, in one file of the cache: of a photo its renditions for
 * the web, of a PDF its number of pages. It begins with this header, behind which the renditions' bytes stand
 * one after the other. The part kyket-photos (parts/photos/) writes it to a descriptor that it was given;
 * since it has read foreign bytes, nothing in what it wrote is believed: photo_pack_accept looks at all of
 * it. */
#ifndef KYKET_CACHE_PHOTO_PACK_H
#define KYKET_CACHE_PHOTO_PACK_H

#include "base/view.h"

#include <stdint.h>

/* Another number makes everything again: widths, formats, qualities, or this header changed. */
enum { PHOTO_RECIPE = 1 };

enum {
  PHOTO_ID_BYTES = 20,      /* of git's id of the file's bytes, by which a pack is found */
  PHOTO_RENDITIONS = 8,     /* the most of one photo */
  PHOTO_SIDE_LIMIT = 65535, /* pixels */
};

enum photo_format { PHOTO_WEBP, PHOTO_JPEG, PHOTO_PNG, PHOTO_FORMATS };

enum photo_status {
  PHOTO_MADE,
  PHOTO_LEFT,       /* as it is, for good: it moves, or is no picture that is made smaller */
  PHOTO_UNREADABLE, /* damaged, or of a kind that the libraries here don't read */
  PHOTO_TOO_LARGE,  /* more pixels or bytes than a photo has */
  PHOTO_STOPPED,    /* it took more time or memory than is given, or made the part fail */
  PHOTO_STATUSES
};

struct photo_rendition {
  uint64_t hash[2]; /* of the bytes, by photo_pack_accept */
  uint64_t offset;  /* from the beginning of the pack, by photo_pack_accept */
  uint32_t length;  /* in bytes */
  uint32_t width, height;
  uint32_t format; /* enum photo_format */
};

struct photo_pack {
  char magic[8];
  uint64_t checksum; /* of what follows, by photo_pack_accept */
  uint32_t recipe;
  uint32_t status; /* enum photo_status */
  uint32_t pages;  /* of a PDF; 0: not known */
  uint32_t count;
  struct photo_rendition renditions[PHOTO_RENDITIONS]; /* by format, then by width */
};

#define PHOTO_MAGIC "kyketpic"

/* Looks at what the part wrote into the open file: the header, that the renditions fill the rest, and that
 * their bytes begin as their format says. Fills in what is left to this function and writes the header again.
 * False: it is no pack. */
bool photo_pack_accept(int file, struct photo_pack *pack);

/* Reads the header of a pack that was accepted before. False: it is none, or damaged. */
bool photo_pack_read(int file, struct photo_pack *pack);

/* Whether the bytes are those of the rendition. */
bool photo_rendition_is(const struct photo_rendition *rendition, struct view bytes);

/* The end of a file's name, with its dot. */
const char *photo_format_ending(uint32_t format);

#endif
