#include "base/file_end.h"

#include "base/file_signature.h"

#include <unistd.h>

enum ending { ENDING_NONE, ENDING_JPEG, ENDING_PNG, ENDING_WEBP, ENDING_PDF, ENDING_ZIP };

/* Only of a file that goes on as such a file does: others are what their names say just as little. */
static enum ending ending_of(struct view bytes) {
  static const char *const of_office[] = {"[Content_Types].xml", "_rels/", "mimetype"};
  switch (file_form_of(bytes)) {
  case FORM_JPEG:
    return ENDING_JPEG;
  case FORM_PNG:
    return view_starts_with(view_slice(bytes, 12, SIZE_MAX), "IHDR") ? ENDING_PNG : ENDING_NONE;
  case FORM_WEBP:
    return ENDING_WEBP;
  default:
    break;
  }
  if (view_starts_with(bytes, "%PDF-") && view_find(bytes, VIEW(" obj"), 0) != VIEW_NOT_FOUND)
    return ENDING_PDF;
  return view_starts_with(bytes, "PK\x03\x04") && VIEW_HAS_ANY(bytes, of_office) ? ENDING_ZIP : ENDING_NONE;
}

bool file_has_end(struct view beginning) {
  return ending_of(beginning) != ENDING_NONE;
}

/* What stands at the end. */
static struct view bytes_of(enum ending ending) {
  return ending == ENDING_JPEG  ? VIEW("\xff\xd9")
         : ending == ENDING_PNG ? VIEW("IEND\xae\x42\x60\x82")
         : ending == ENDING_PDF ? VIEW("%%EOF")
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
  enum ending ending = ending_of(beginning);
  if (ending == ENDING_WEBP) return beginning.length > 8 && is_riff_cut(beginning, size);
  struct view end = bytes_of(ending);
  size_t from = size > TAIL ? size - TAIL : 0;
  if (ending != ENDING_JPEG || from > 0)
    if (!lacks(file, from, size, end)) return false;
  if (ending == ENDING_JPEG)
    from = skip_parts_of_jpeg(file, size);
  else
    from = ending == ENDING_PNG || size < REACH ? 0 : size - REACH;
  return from != SIZE_MAX && lacks(file, from, size, end);
}
