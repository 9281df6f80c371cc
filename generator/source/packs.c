#include "source/packs.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"

#include <dirent.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

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
  OPEN_LIMIT = 16, /* pack files that are open at a time */
  PACK_HEAD_BYTES = 12,
  OBJECT_HEAD_BYTES = 10, /* of one of 64 bits */
  WINDOW_BYTES = 16 * 1024,
  BLOB = 3,
};

struct pack {
  const unsigned char *index;
  size_t index_size;
  size_t count;
  char *name; /* of its file in the folder */
  /* Under the set's lock: */
  int file;       /* -1: not open */
  size_t size;    /* of the file that was opened last, without the checksum at its end */
  size_t readers; /* threads that read from the file, which stays open meanwhile */
  size_t turn;    /* when it was read last */
};

/* The packs of a repository: one set for all threads, so that the number of open files does not grow with
 * the number of packs or of threads. */
struct pack_set {
  int folder;
  struct pack *items;
  size_t count, capacity;
  atomic_size_t users;
  atomic_bool ran_out; /* of file descriptors, at least once */
  pthread_mutex_t lock;
  size_t open_files, turn; /* under the lock */
};

struct packs {
  struct pack_set *set;
  size_t last; /* the pack that the last object was in */
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

/* A file of the set's folder, to read it; -1 with errno set. */
static int open_file(struct pack_set *set, const char *name) {
  int file = openat(set->folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0 && (errno == EMFILE || errno == ENFILE)) atomic_store(&set->ran_out, true);
  return file;
}

static bool map_index(struct pack_set *set, const char *name, struct pack *pack) {
  struct stat found;
  int file = open_file(set, name);
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

/* Whether the file is the pack that the index is of; `size` is set then. */
static bool check_pack(int file, const struct pack *pack, size_t *size) {
  struct stat found;
  unsigned char head[PACK_HEAD_BYTES], checksum[ID_BYTES];
  if (fstat(file, &found) != 0 || found.st_size < PACK_HEAD_BYTES + ID_BYTES) return false;
  *size = (size_t)found.st_size - ID_BYTES;
  return file_read_at(file, 0, (char *)head, sizeof head) && memcmp(head, "PACK\0\0\0\2", HEAD_BYTES) == 0 &&
         file_read_at(file, *size, (char *)checksum, sizeof checksum) &&
         memcmp(checksum, pack->index + pack->index_size - (size_t)2 * ID_BYTES, ID_BYTES) == 0;
}

/* Closes the file that was not read for the longest time, unless all of them are being read. */
static void close_one_file(struct pack_set *set) {
  struct pack *oldest = NULL;
  for (size_t i = 0; i < set->count; i++) {
    struct pack *pack = &set->items[i];
    if (pack->file >= 0 && pack->readers == 0 && (oldest == NULL || pack->turn < oldest->turn)) oldest = pack;
  }
  if (oldest == NULL) return;
  close(oldest->file);
  oldest->file = -1;
  set->open_files--;
}

/* The pack's open file, which give_file hands back; -1: it can't be opened, or is another pack's. */
static int take_file(struct pack_set *set, struct pack *pack, size_t *size) {
  pthread_mutex_lock(&set->lock);
  if (pack->file < 0) {
    if (set->open_files >= OPEN_LIMIT) close_one_file(set);
    int file = open_file(set, pack->name);
    if (file >= 0 && !check_pack(file, pack, &pack->size)) {
      close(file);
      file = -1;
      errno = EINVAL;
    }
    pack->file = file;
    if (file >= 0) set->open_files++;
  }
  int file = pack->file;
  *size = pack->size;
  if (file >= 0) {
    pack->readers++;
    pack->turn = ++set->turn;
  }
  pthread_mutex_unlock(&set->lock);
  return file;
}

static void give_file(struct pack_set *set, struct pack *pack) {
  pthread_mutex_lock(&set->lock);
  pack->readers--;
  pthread_mutex_unlock(&set->lock);
}

static void free_pack(const struct pack *pack) {
  if (pack->index != NULL) munmap((void *)(uintptr_t)pack->index, pack->index_size);
  if (pack->file >= 0) close(pack->file);
  free(pack->name);
}

/* Adds the pack of an index, unless one of the two files is not as it should be. */
static void add_pack(struct pack_set *set, const char *index_name) {
  struct view stem = view_of(index_name);
  if (!view_ends_with(stem, ".idx")) return;
  struct pack pack = {.file = -1};
  struct buffer name = {0};
  buffer_format(&name, "%.*s.pack", (int)stem.length - 4, index_name);
  buffer_add_byte(&name, '\0');
  pack.name = name.data;
  size_t size;
  bool good = map_index(set, index_name, &pack);
  if (good && take_file(set, &pack, &size) >= 0)
    give_file(set, &pack);
  else
    good = good && (errno == EMFILE || errno == ENFILE);
  if (good) {
    set->items = memory_grow(set->items, set->count, &set->capacity, sizeof *set->items);
    set->items[set->count++] = pack;
  } else {
    free_pack(&pack);
  }
}

static void set_free(struct pack_set *set) {
  for (size_t i = 0; i < set->count; i++)
    free_pack(&set->items[i]);
  free(set->items);
  close(set->folder);
  pthread_mutex_destroy(&set->lock);
  free(set);
}

/* NULL when there are no packs. */
static struct pack_set *set_read(const char *common_folder) {
  struct buffer path = {0};
  buffer_format(&path, "%s/objects/pack", common_folder);
  buffer_add_byte(&path, '\0');
  DIR *folder = opendir(path.data);
  buffer_free(&path);
  if (folder == NULL) return NULL;
  struct pack_set *set = memory_allocate(1, sizeof *set);
  set->folder = fcntl(dirfd(folder), F_DUPFD_CLOEXEC, 0);
  pthread_mutex_init(&set->lock, NULL);
  for (const struct dirent *item; set->folder >= 0 && (item = readdir(folder)) != NULL;)
    add_pack(set, item->d_name);
  closedir(folder);
  if (set->count > 0) return set;
  set_free(set);
  return NULL;
}

/* Takes part in the set, which the last that does frees. */
static struct packs *join_set(struct pack_set *set) {
  struct packs *packs = memory_allocate(1, sizeof *packs);
  atomic_fetch_add(&set->users, 1);
  packs->set = set;
  packs->decompressor = libdeflate_alloc_decompressor();
  if (packs->decompressor != NULL) return packs;
  packs_close(packs);
  return NULL;
}

struct packs *packs_open(const char *common_folder) {
  struct pack_set *set = set_read(common_folder);
  return set == NULL ? NULL : join_set(set);
}

struct packs *packs_open_again(const struct packs *packs) {
  return packs == NULL ? NULL : join_set(packs->set);
}

void packs_close(struct packs *packs) {
  if (packs == NULL) return;
  if (atomic_fetch_sub(&packs->set->users, 1) == 1) set_free(packs->set);
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
static struct pack *find_pack(struct packs *packs, const unsigned char *object, size_t *place) {
  struct pack_set *set = packs->set;
  for (size_t i = 0; i < set->count; i++) {
    size_t which = (packs->last + i) % set->count;
    *place = find_object(&set->items[which], object);
    if (*place == 0) continue;
    packs->last = which;
    return &set->items[which];
  }
  return NULL;
}

/* Fills the window with the pack's bytes from this place on: `length` of them, but no fewer than are worth a
 * call, or as many as there are. */
static bool fill_window(struct packs *packs, struct pack *pack, size_t place, size_t length) {
  size_t size, wanted = length < WINDOW_BYTES ? WINDOW_BYTES : length;
  int file = take_file(packs->set, pack, &size);
  packs->seen = NULL;
  buffer_clear(&packs->window);
  if (file < 0) return false;
  bool filled = place < size;
  if (filled && wanted > size - place) wanted = size - place;
  filled = filled && file_read_at(file, place, buffer_reserve(&packs->window, wanted), wanted);
  give_file(packs->set, pack);
  if (!filled) return false;
  packs->window.length = wanted;
  packs->seen = pack;
  packs->seen_at = place;
  return true;
}

/* The bytes of the pack from this place on, `length` of them or as many as there are; none when they can't be
 * read. */
static struct view look(struct packs *packs, struct pack *pack, size_t place, size_t length) {
  const struct buffer *window = &packs->window;
  bool is_seen = packs->seen == pack && place >= packs->seen_at && place - packs->seen_at <= window->length &&
                 length <= window->length - (place - packs->seen_at);
  if (!is_seen && !fill_window(packs, pack, place, length)) return (struct view){NULL, 0};
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

static bool inflate_blob(struct packs *packs, struct pack *pack, size_t place, size_t limit,
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
  struct pack *pack = find_pack(packs, object, &place);
  bool read = pack != NULL && inflate_blob(packs, pack, place, limit, arena, bytes);
  atomic_flag_clear(&packs->busy);
  return read;
}

/* By zlib, since libdeflate makes all or nothing. */
static size_t inflate_beginning(struct packs *packs, struct pack *pack, size_t place, char *bytes,
                                size_t size) {
  unsigned type;
  size_t whole;
  struct view seen = look(packs, pack, place, OBJECT_HEAD_BYTES), rest = seen;
  if (!read_head(&rest, &type, &whole) || type != BLOB) return SIZE_MAX;
  if (size > whole) size = whole;
  rest = look(packs, pack, place + (seen.length - rest.length), 2 * size + 64);
  z_stream stream = {.next_in = (unsigned char *)(uintptr_t)rest.data,
                     .avail_in = (unsigned)rest.length,
                     .next_out = (unsigned char *)bytes,
                     .avail_out = (unsigned)size};
  if (inflateInit(&stream) != Z_OK) return SIZE_MAX;
  inflate(&stream, Z_SYNC_FLUSH);
  size_t made = size - stream.avail_out;
  inflateEnd(&stream);
  return made == size ? size : SIZE_MAX;
}

size_t packs_read_beginning(struct packs *packs, const unsigned char *object, char *bytes, size_t size) {
  if (packs == NULL || atomic_flag_test_and_set(&packs->busy)) return SIZE_MAX;
  size_t place;
  struct pack *pack = find_pack(packs, object, &place);
  size_t read = pack == NULL ? SIZE_MAX : inflate_beginning(packs, pack, place, bytes, size);
  atomic_flag_clear(&packs->busy);
  return read;
}

bool packs_hold(const struct packs *packs, const unsigned char *object) {
  for (size_t i = 0; packs != NULL && i < packs->set->count; i++)
    if (find_object(&packs->set->items[i], object) != 0) return true;
  return false;
}

bool packs_ran_out_of_files(const struct packs *packs) {
  return packs != NULL && atomic_load(&packs->set->ran_out);
}
