#include "cache/cache.h"

#include "base/files.h"
#include "base/memory.h"

#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>
#include <unistd.h>
#include <xxhash.h>
#include <yaml.h>

static const char *const names[CACHE_NAMES] = {
    [CACHE_VALUES] = "entries.values", [CACHE_INDEX] = "entries.index",
    [CACHE_HISTORY] = "history",       [CACHE_SITE] = "site",
    [CACHE_LATER] = "later",           [CACHE_LAST] = "last",
    [CACHE_MEDIA] = "media",           [CACHE_LINKS] = "links",
    [CACHE_PHOTOS] = "photos",         [CACHE_PHOTO_PACKS] = "photo-packs",
};

static size_t round_up(size_t size) {
  return (size + 3) & ~(size_t)3;
}

/* The build id among an object's notes, each of which is a header, a name and a description. */
static struct view build_id(struct view notes) {
  while (notes.length >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    memcpy(&note, notes.data, sizeof note);
    size_t name = round_up(note.n_namesz), rest = notes.length - sizeof note;
    if (name > rest || note.n_descsz > rest - name) break;
    struct view description = {notes.data + sizeof note + name, note.n_descsz};
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
        memcmp(notes.data + sizeof note, "GNU", 4) == 0)
      return description;
    notes = view_slice(notes, sizeof note + name + round_up(note.n_descsz), SIZE_MAX);
  }
  return (struct view){NULL, 0};
}

/* The first object is the program itself. */
static int take_build_id(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  struct view *id = context;
  for (size_t i = 0; i < object->dlpi_phnum && id->length == 0; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type == PT_NOTE)
      *id = build_id((struct view){(const char *)(object->dlpi_addr + part->p_vaddr), part->p_memsz});
  }
  return 1;
}

/* Adds what differs between any two builds of the program whose code differs: the build id that the linker
 * made of its bytes; without one, what the file system says of the program's file. A line of text. */
static void add_program(struct buffer *text) {
  struct view id = {NULL, 0};
  struct stat file = {0};
  dl_iterate_phdr(take_build_id, &id);
  for (size_t i = 0; i < id.length; i++)
    buffer_format(text, "%02x", (unsigned char)id.data[i]);
  if (id.length == 0 && stat("/proc/self/exe", &file) == 0)
    buffer_format(text, "%ju %ju %jd.%09ld", (uintmax_t)file.st_ino, (uintmax_t)file.st_size,
                  (intmax_t)file.st_mtim.tv_sec, file.st_mtim.tv_nsec);
  buffer_add_byte(text, '\n');
}

void cache_add_identity(struct buffer *text) {
  UVersionInfo icu, unicode;
  u_getVersion(icu);
  u_getUnicodeVersion(unicode);
  add_program(text);
  buffer_format(text, "cmark %s, yaml %s, icu %u.%u.%u, unicode %u.%u.%u\n", cmark_version_string(),
                yaml_get_version_string(), icu[0], icu[1], icu[2], unicode[0], unicode[1], unicode[2]);
}

uint64_t cache_identity(struct view more) {
  struct buffer text = {0};
  cache_add_identity(&text);
  buffer_add(&text, more);
  uint64_t hash = XXH3_64bits(text.data, text.length);
  buffer_free(&text);
  return hash == 0 ? 1 : hash;
}

static char *format(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *format(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text;
  if (vasprintf(&text, format, arguments) < 0) memory_fail(SIZE_MAX);
  va_end(arguments);
  return text;
}

char *cache_path(const struct cache *cache, enum cache_name name, uint64_t output) {
  if (output == 0) return format("%s/%s", cache->folder, names[name]);
  return format("%s/%s-%016llx", cache->folder, names[name], (unsigned long long)output);
}

struct view cache_map_open_file(int file, bool whole) {
  struct stat status;
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
    return (struct view){NULL, 0};
  int flags = whole && status.st_size < MEMORY_MANY_BYTES ? MAP_SHARED | MAP_POPULATE : MAP_SHARED;
  void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, flags, file, 0);
  return bytes == MAP_FAILED ? (struct view){NULL, 0} : (struct view){bytes, (size_t)status.st_size};
}

struct view cache_map(const struct cache *cache, enum cache_name name, uint64_t output, bool whole) {
  char *path = cache_path(cache, name, output);
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct view bytes = file < 0 ? (struct view){NULL, 0} : cache_map_open_file(file, whole);
  if (file >= 0) close(file);
  free(path);
  return bytes;
}

void cache_unmap(struct view bytes) {
  if (bytes.data != NULL) munmap((void *)(uintptr_t)bytes.data, bytes.length);
}

void cache_remove(const struct cache *cache, enum cache_name name, uint64_t output) {
  char *path = cache_path(cache, name, output);
  unlink(path);
  free(path);
}

/* Whether it is the name of a file on its way: NAME-new-PID; of earlier versions of the program, whose cache
 * this one takes over, also NAME-new, NAME-new-OUTPUT and entries.*-PID. */
static bool is_leftover(const char *name) {
  for (size_t i = 0; i < CACHE_NAMES; i++) {
    size_t length = strlen(names[i]);
    if (strncmp(name, names[i], length) != 0 || name[length] != '-') continue;
    const char *rest = name + length;
    if (strncmp(rest, "-new", 4) == 0) return strspn(rest + 4, "-0123456789abcdef") == strlen(rest + 4);
    if (i == CACHE_VALUES || i == CACHE_INDEX) return strspn(rest + 1, "0123456789") == strlen(rest + 1);
  }
  return false;
}

/* Whoever writes a file that has a name holds its lock. */
static void remove_leftover(int folder, const char *name) {
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat status;
  if (file < 0) return;
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && flock(file, LOCK_EX | LOCK_NB) == 0)
    unlinkat(folder, name, 0);
  close(file);
}

static void remove_leftovers(const struct cache *cache) {
  DIR *folder = opendir(cache->folder);
  if (folder == NULL) return;
  for (const struct dirent *item; (item = readdir(folder)) != NULL;)
    if (is_leftover(item->d_name)) remove_leftover(dirfd(folder), item->d_name);
  closedir(folder);
}

/* In the cache's folder, or in the nearest above it that is there already. */
static int open_nameless(const char *path) {
  char *folder = format("%s", path), *end = folder + strlen(folder);
  int file = -1;
  do {
    while (end > folder && end[-1] != '/')
      end--;
    while (end > folder + 1 && end[-1] == '/')
      end--;
    *end = '\0';
    file = open(end == folder ? "." : folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  } while (file < 0 && errno == ENOENT && end > folder + 1);
  free(folder);
  return file;
}

bool cache_make_folders(const char *path) {
  char *folder = format("%s", path);
  bool good = true;
  for (char *slash = strchr(folder + 1, '/'); slash != NULL && good; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    good = mkdir(folder, 0777) == 0 || errno == EEXIST;
    *slash = '/';
  }
  free(folder);
  return good;
}

/* Gives the draft a file with a name, and its lock. False with errno. */
static bool open_named(struct cache_draft *draft) {
  unlink(draft->new_path);
  draft->file = open(draft->new_path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  draft->named = draft->file >= 0;
  return draft->named && flock(draft->file, LOCK_EX | LOCK_NB) == 0;
}

bool cache_draft_open(struct cache_draft *draft, const struct cache *cache, enum cache_name name,
                      uint64_t output) {
  remove_leftovers(cache);
  *draft =
      (struct cache_draft){.cache = cache,
                           .path = cache_path(cache, name, output),
                           .new_path = format("%s/%s-new-%d", cache->folder, names[name], (int)getpid())};
  draft->file = open_nameless(draft->path);
  return draft->file >= 0 || (cache_make_folders(draft->path) && open_named(draft));
}

static bool copy_file(int from, int to) {
  struct view bytes = cache_map_open_file(from, true);
  bool good = bytes.data != NULL && file_write_at(to, 0, bytes);
  cache_unmap(bytes);
  return good;
}

/* Where /proc is not mounted a nameless file can't be given a name: then one with its bytes gets it. */
static bool give_name(struct cache_draft *draft) {
  if (!cache_make_folders(draft->path)) return false;
  char *own = format("/proc/self/fd/%d", draft->file);
  unlink(draft->new_path);
  draft->named = linkat(AT_FDCWD, own, AT_FDCWD, draft->new_path, AT_SYMLINK_FOLLOW) == 0;
  free(own);
  if (draft->named) return true;
  int nameless = draft->file;
  bool good = open_named(draft) && copy_file(nameless, draft->file);
  close(nameless);
  return good;
}

bool cache_sync_data(const struct cache *cache, int file) {
  return cache->no_sync || fdatasync(file) == 0;
}

bool cache_draft_commit(struct cache_draft *draft) {
  if (!draft->named && !give_name(draft)) return false;
  if (!cache_sync_data(draft->cache, draft->file) || rename(draft->new_path, draft->path) != 0) return false;
  draft->named = false;
  return true;
}

void cache_draft_close(struct cache_draft *draft) {
  int saved = errno;
  if (draft->named) unlink(draft->new_path);
  if (draft->path != NULL && draft->file >= 0) close(draft->file);
  free(draft->path);
  free(draft->new_path);
  *draft = (struct cache_draft){.file = -1};
  errno = saved;
}

void cache_sync_names(const struct cache *cache) {
  int folder = cache->no_sync ? -1 : open(cache->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  fsync(folder);
  close(folder);
}
