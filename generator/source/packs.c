#include "source/packs.h"

#include "base/buffer.h"
#include "base/file_bytes.h"
#include "base/memory.h"

#include <dirent.h>
#include <endian.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* An index of version 2: its head, how many ids begin with at most each byte, the ids, a checksum of each
 * object, their places in 31 bits, larger places in 64 bits, the pack's checksum and its own. */
enum {
  HEAD_BYTES = 8,
  ID_BYTES = 20,
  FIRST_BYTES = 256,
  CHECK_BYTES = 4,
  PLACE_BYTES = 4,
  FIXED_BYTES = HEAD_BYTES + 4 * FIRST_BYTES + 2 * ID_BYTES,
  ENTRY_BYTES = ID_BYTES + CHECK_BYTES + PLACE_BYTES,
};
#define PLACE_IS_LARGE UINT32_C(0x80000000)

enum {
  PACKS_LIMIT = 256,
  PACK_HEAD_BYTES = 12,
  OBJECT_HEAD_BYTES = 10, /* of one of 64 bits */
  WINDOW_BYTES = 16 * 1024,
  BLOB = 3,
};

struct pack {
  int file;
  size_t size; /* without the checksum at its end */
  const unsigned char *index;
  size_t index_size;
  size_t count;
};

struct packs {
  struct pack items[PACKS_LIMIT];
  size_t count, last; /* the one that the last object was in */
  struct libdeflate_decompressor *decompressor;
  struct buffer window; /* bytes of a pack, */
  const struct pack *seen;
  size_t seen_at; /* from this place on */
  atomic_flag busy;
};

static uint32_t number_at(const unsigned char *bytes) {
  uint32_t number;
  memcpy(&number, bytes, sizeof number);
  return be32toh(number);
}

/* How many of the ids begin with this byte or one before it. */
static size_t count_up_to(const struct pack *pack, size_t byte) {
  return number_at(pack->index + HEAD_BYTES + sizeof(uint32_t) * byte);
}

static bool map_index(int folder, const char *name, struct pack *pack) {
  struct stat found;
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  void *bytes = MAP_FAILED;
  if (fstat(file, &found) == 0 && found.st_size >= FIXED_BYTES)
    bytes = mmap(NULL, (size_t)found.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  if (bytes == MAP_FAILED) return false;
  pack->index = bytes;
  pack->index_size = (size_t)found.st_size;
  pack->count = count_up_to(pack, FIRST_BYTES - 1);
  return memcmp(bytes, "\377tOc\0\0\0\2", HEAD_BYTES) == 0 &&
         pack->count <= (pack->index_size - FIXED_BYTES) / ENTRY_BYTES;
}

/* Whether the pack is the one that the index is of. */
static bool open_pack(int folder, const char *name, struct pack *pack) {
  struct stat found;
  unsigned char head[PACK_HEAD_BYTES], checksum[ID_BYTES];
  pack->file = openat(folder, name, O_RDONLY | O_CLOEXEC);
  if (pack->file < 0 || fstat(pack->file, &found) != 0 || found.st_size < PACK_HEAD_BYTES + ID_BYTES)
    return false;
  pack->size = (size_t)found.st_size - ID_BYTES;
  return file_bytes_read(pack->file, 0, (char *)head, sizeof head) &&
         memcmp(head, "PACK\0\0\0\2", HEAD_BYTES) == 0 &&
         file_bytes_read(pack->file, pack->size, (char *)checksum, sizeof checksum) &&
         memcmp(checksum, pack->index + pack->index_size - (size_t)2 * ID_BYTES, ID_BYTES) == 0;
}

static void close_pack(const struct pack *pack) {
  if (pack->file >= 0) close(pack->file);
  if (pack->index != NULL) munmap((void *)(uintptr_t)pack->index, pack->index_size);
}

static void add_pack(struct packs *packs, int folder, const char *name) {
  struct view stem = view_of(name);
  if (packs->count == PACKS_LIMIT || !view_ends_with(stem, ".idx")) return;
  struct buffer path = {0};
  buffer_format(&path, "%.*s.pack", (int)stem.length - 4, name);
  buffer_add_byte(&path, '\0');
  struct pack pack = {.file = -1};
  if (map_index(folder, name, &pack) && open_pack(folder, path.data, &pack))
    packs->items[packs->count++] = pack;
  else
    close_pack(&pack);
  buffer_free(&path);
}

struct packs *packs_open(const char *common_folder) {
  struct buffer path = {0};
  buffer_format(&path, "%s/objects/pack", common_folder);
  buffer_add_byte(&path, '\0');
  DIR *folder = opendir(path.data);
  buffer_free(&path);
  if (folder == NULL) return NULL;
  struct packs *packs = memory_allocate(1, sizeof *packs);
  for (const struct dirent *item; (item = readdir(folder)) != NULL;)
    add_pack(packs, dirfd(folder), item->d_name);
  closedir(folder);
  if (packs->count > 0) packs->decompressor = libdeflate_alloc_decompressor();
  if (packs->decompressor != NULL) return packs;
  packs_close(packs);
  return NULL;
}

void packs_close(struct packs *packs) {
  if (packs == NULL) return;
  for (size_t i = 0; i < packs->count; i++)
    close_pack(&packs->items[i]);
  libdeflate_free_decompressor(packs->decompressor);
  buffer_free(&packs->window);
  free(packs);
}

/* The place of the object in the pack; 0: it is not there, or past what 31 bits hold. */
static size_t find_object(const struct pack *pack, const unsigned char *object) {
  const unsigned char *ids = pack->index + HEAD_BYTES + sizeof(uint32_t) * FIRST_BYTES;
  size_t low = object[0] == 0 ? 0 : count_up_to(pack, object[0] - 1), high = count_up_to(pack, object[0]);
  if (high > pack->count) return 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = memcmp(object, ids + middle * ID_BYTES, ID_BYTES);
    if (order == 0) {
      uint32_t place = number_at(ids + pack->count * (ID_BYTES + CHECK_BYTES) + middle * sizeof place);
      return (place & PLACE_IS_LARGE) == 0 ? place : 0;
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return 0;
}

/* The pack that has the object, and where; NULL: none has. */
static const struct pack *find_pack(struct packs *packs, const unsigned char *object, size_t *place) {
  for (size_t i = 0; i < packs->count; i++) {
    size_t which = (packs->last + i) % packs->count;
    *place = find_object(&packs->items[which], object);
    if (*place == 0) continue;
    packs->last = which;
    return &packs->items[which];
  }
  return NULL;
}

/* The bytes of the pack from this place on, `length` of them or as many as there are. */
static struct view look(struct packs *packs, const struct pack *pack, size_t place, size_t length) {
  struct buffer *window = &packs->window;
  if (place >= pack->size) return (struct view){NULL, 0};
  if (length > pack->size - place) length = pack->size - place;
  if (packs->seen != pack || place < packs->seen_at || place - packs->seen_at > window->length ||
      length > window->length - (place - packs->seen_at)) {
    size_t wanted = length < WINDOW_BYTES ? WINDOW_BYTES : length;
    if (wanted > pack->size - place) wanted = pack->size - place;
    buffer_clear(window);
    packs->seen = NULL;
    if (!file_bytes_read(pack->file, place, buffer_reserve(window, wanted), wanted))
      return (struct view){NULL, 0};
    window->length = wanted;
    packs->seen = pack;
    packs->seen_at = place;
  }
  return view_slice(buffer_view(window), place - packs->seen_at, SIZE_MAX);
}

/* Cuts off the type and the size that an object begins with. */
static bool read_head(struct view *rest, unsigned *type, size_t *size) {
  size_t at = 0;
  *size = 0;
  for (unsigned shift = 0; at < rest->length && at < OBJECT_HEAD_BYTES; shift += shift == 0 ? 4 : 7) {
    unsigned char byte = (unsigned char)rest->data[at++];
    if (shift == 0) *type = byte >> 4 & 7;
    *size |= (size_t)(byte & (shift == 0 ? 0x0f : 0x7f)) << shift;
    if ((byte & 0x80) == 0) {
      *rest = view_slice(*rest, at, SIZE_MAX);
      return true;
    }
  }
  return false;
}

static bool inflate_blob(struct packs *packs, const struct pack *pack, size_t place, size_t limit,
                         struct arena *arena, struct view *bytes) {
  unsigned type;
  size_t size, used, made;
  struct view seen = look(packs, pack, place, OBJECT_HEAD_BYTES), rest = seen;
  if (!read_head(&rest, &type, &size) || type != BLOB || size > limit) return false;
  /* No more than what can't be compressed takes. */
  rest = look(packs, pack, place + (seen.length - rest.length), size + size / 8 + 64);
  char *text = arena_allocate(arena, size + 1);
  if (libdeflate_zlib_decompress_ex(packs->decompressor, rest.data, rest.length, text, size, &used, &made) !=
          LIBDEFLATE_SUCCESS ||
      made != size)
    return false;
  text[size] = '\0';
  *bytes = (struct view){text, size};
  return true;
}

bool packs_read_blob(struct packs *packs, const unsigned char *object, size_t limit, struct arena *arena,
                     struct view *bytes) {
  if (packs == NULL || atomic_flag_test_and_set(&packs->busy)) return false;
  size_t place;
  const struct pack *pack = find_pack(packs, object, &place);
  bool read = pack != NULL && inflate_blob(packs, pack, place, limit, arena, bytes);
  atomic_flag_clear(&packs->busy);
  return read;
}
