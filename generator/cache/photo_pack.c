#include "cache/photo_pack.h"

#include "base/files.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <xxhash.h>

_Static_assert(sizeof(struct photo_pack) == 8 + 8 + 4 * 4 + PHOTO_RENDITIONS * sizeof(struct photo_rendition),
               "no bytes between the members, which a checksum would cover");

const char *photo_format_ending(uint32_t format) {
  static const char *const endings[PHOTO_FORMATS] = {
      [PHOTO_WEBP] = ".webp", [PHOTO_JPEG] = ".jpg", [PHOTO_PNG] = ".png"};
  return format < PHOTO_FORMATS ? endings[format] : "";
}

static uint64_t checksum_of(const struct photo_pack *pack) {
  size_t begin = offsetof(struct photo_pack, recipe);
  return XXH3_64bits((const char *)pack + begin, sizeof *pack - begin);
}

static bool is_format(uint32_t format, struct view bytes) {
  static const char png[] = "\x89PNG\r\n\x1a\n";
  switch (format) {
  case PHOTO_WEBP:
    return bytes.length > 12 && memcmp(bytes.data, "RIFF", 4) == 0 && memcmp(bytes.data + 8, "WEBP", 4) == 0;
  case PHOTO_JPEG:
    return bytes.length > 3 && memcmp(bytes.data, "\xff\xd8\xff", 3) == 0;
  case PHOTO_PNG:
    return bytes.length > 8 && memcmp(bytes.data, png, 8) == 0;
  default:
    return false;
  }
}

static void hash(struct view bytes, uint64_t result[2]) {
  XXH128_hash_t value = XXH3_128bits(bytes.data, bytes.length);
  result[0] = value.high64;
  result[1] = value.low64;
}

bool photo_rendition_is(const struct photo_rendition *rendition, struct view bytes) {
  uint64_t found[2];
  hash(bytes, found);
  return bytes.length == rendition->length && found[0] == rendition->hash[0] &&
         found[1] == rendition->hash[1];
}

/* The header but for what is only known once the bytes were looked at. */
static bool is_header(const struct photo_pack *pack) {
  if (memcmp(pack->magic, PHOTO_MAGIC, sizeof pack->magic) != 0 || pack->recipe != PHOTO_RECIPE ||
      pack->status >= PHOTO_STATUSES || pack->count > PHOTO_RENDITIONS ||
      (pack->status != PHOTO_MADE && pack->count > 0))
    return false;
  for (size_t i = 0; i < pack->count; i++) {
    const struct photo_rendition *one = &pack->renditions[i];
    if (one->format >= PHOTO_FORMATS || one->width == 0 || one->height == 0 ||
        one->width > PHOTO_SIDE_LIMIT || one->height > PHOTO_SIDE_LIMIT)
      return false;
    bool in_order = i == 0 || one->format > one[-1].format ||
                    (one->format == one[-1].format && one->width > one[-1].width);
    if (!in_order) return false;
  }
  return true;
}

static bool place_all(struct photo_pack *pack, struct view bytes) {
  uint64_t offset = sizeof *pack;
  for (size_t i = 0; i < pack->count; i++) {
    struct photo_rendition *one = &pack->renditions[i];
    if (one->length > bytes.length - offset) return false;
    struct view own = view_slice(bytes, offset, one->length);
    if (!is_format(one->format, own)) return false;
    one->offset = offset;
    hash(own, one->hash);
    offset += one->length;
  }
  for (size_t i = pack->count; i < PHOTO_RENDITIONS; i++)
    pack->renditions[i] = (struct photo_rendition){0};
  return offset == bytes.length;
}

bool photo_pack_accept(int file, struct photo_pack *pack) {
  struct stat status;
  if (!file_read_at(file, 0, (char *)pack, sizeof *pack) || !is_header(pack) || fstat(file, &status) != 0)
    return false;
  size_t length = (size_t)status.st_size;
  void *bytes = mmap(NULL, length, PROT_READ, MAP_SHARED, file, 0);
  if (bytes == MAP_FAILED) return false;
  bool good = place_all(pack, (struct view){bytes, length});
  munmap(bytes, length);
  pack->checksum = checksum_of(pack);
  return good && file_write_at(file, 0, (struct view){(const char *)pack, sizeof *pack});
}

bool photo_pack_read(int file, struct photo_pack *pack) {
  struct stat status;
  if (!file_read_at(file, 0, (char *)pack, sizeof *pack) || !is_header(pack) ||
      pack->checksum != checksum_of(pack) || fstat(file, &status) != 0)
    return false;
  const struct photo_rendition *last = pack->count == 0 ? NULL : &pack->renditions[pack->count - 1];
  uint64_t end = last == NULL ? sizeof *pack : last->offset + last->length;
  return (uint64_t)status.st_size == end;
}
