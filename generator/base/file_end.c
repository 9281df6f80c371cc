#include "base/file_end.h"

#include <unistd.h>

enum form { FORM_OTHER, FORM_JPEG, FORM_PNG, FORM_WEBP, FORM_PDF, FORM_ZIP };

static bool begins(struct view bytes, size_t at, const char *signature, size_t length) {
  return bytes.length >= at + length && memcmp(bytes.data + at, signature, length) == 0;
}

/* Only of a file that goes on as such a file does: others are what their names say just as little. */
static enum form form_of(struct view bytes) {
  if (begins(bytes, 0, "\xff\xd8\xff", 3)) return FORM_JPEG;
  if (begins(bytes, 0, "\x89PNG\r\n\x1a\n", 8)) return begins(bytes, 12, "IHDR", 4) ? FORM_PNG : FORM_OTHER;
  if (begins(bytes, 0, "RIFF", 4) && begins(bytes, 8, "WEBP", 4)) return FORM_WEBP;
  if (begins(bytes, 0, "%PDF-", 5))
    return view_find(bytes, VIEW(" obj"), 0) != VIEW_NOT_FOUND ? FORM_PDF : FORM_OTHER;
  bool is_office = begins(bytes, 0, "PK\x03\x04", 4) &&
                   (view_find(bytes, VIEW("[Content_Types].xml"), 0) != VIEW_NOT_FOUND ||
                    view_find(bytes, VIEW("_rels/"), 0) != VIEW_NOT_FOUND ||
                    view_find(bytes, VIEW("mimetype"), 0) != VIEW_NOT_FOUND);
  return is_office ? FORM_ZIP : FORM_OTHER;
}

bool file_has_end(struct view beginning) {
  return form_of(beginning) != FORM_OTHER;
}

/* What stands at the end. */
static struct view end_of(enum form form) {
  return form == FORM_JPEG  ? VIEW("\xff\xd9")
         : form == FORM_PNG ? VIEW("IEND\xae\x42\x60\x82")
         : form == FORM_PDF ? VIEW("%%EOF")
                            : VIEW("PK\x05\x06");
}

/* The length that the container states for what follows its first eight bytes. */
static bool is_riff_cut(struct view beginning, size_t size) {
  const unsigned char *bytes = (const unsigned char *)beginning.data;
  size_t stated = bytes[4] | (size_t)bytes[5] << 8 | (size_t)bytes[6] << 16 | (size_t)bytes[7] << 24;
  return size < stated + 8;
}

static bool read_at(int file, size_t at, char *bytes, size_t length) {
  ssize_t got = pread(file, bytes, length, (off_t)at);
  return got >= 0 && (size_t)got == length;
}

/* Where the pixels of a JPEG begin, behind the parts that state their lengths, in one of which a small
 * picture with an end of its own may be; its size where the file ends before, SIZE_MAX where they don't. */
static size_t skip_parts_of_jpeg(int file, size_t size) {
  char bytes[4];
  const unsigned char *part = (const unsigned char *)bytes;
  for (size_t at = 2; at + sizeof bytes <= size && read_at(file, at, bytes, sizeof bytes);) {
    if (part[0] != 0xff) return SIZE_MAX;
    if (part[1] == 0xda) return at;
    at += part[1] == 0xff ? 1 : (size_t)2 + ((size_t)part[2] << 8 | part[3]);
  }
  return size;
}

/* Whether the bytes are nowhere from `at` on. */
static bool lacks(int file, size_t at, size_t size, struct view wanted) {
  enum { PIECE = 16384 };
  char bytes[PIECE];
  while (at + wanted.length <= size) {
    size_t length = size - at < sizeof bytes ? size - at : sizeof bytes;
    if (!read_at(file, at, bytes, length)) return false;
    if (view_find((struct view){bytes, length}, wanted, 0) != VIEW_NOT_FOUND) return false;
    at += length - (wanted.length - 1);
  }
  return true;
}

bool file_ends_early(int file, struct view beginning, size_t size) {
  enum { TAIL = 1024, REACH = 66000 }; /* bytes; a comment of an archive may be 65,535 long */
  enum form form = form_of(beginning);
  if (form == FORM_WEBP) return beginning.length > 8 && is_riff_cut(beginning, size);
  struct view end = end_of(form);
  size_t from = size > TAIL ? size - TAIL : 0;
  if (form != FORM_JPEG || from > 0)
    if (!lacks(file, from, size, end)) return false;
  if (form == FORM_JPEG)
    from = skip_parts_of_jpeg(file, size);
  else
    from = form == FORM_PNG || size < REACH ? 0 : size - REACH;
  return from != SIZE_MAX && lacks(file, from, size, end);
}
