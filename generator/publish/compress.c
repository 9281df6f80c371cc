#include "publish/compress.h"

#include "base/files.h"
#include "base/map.h"
#include "base/memory.h"
#include "publish/folder.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char list_name[] = ".kyket-compressed", new_list_name[] = ".kyket-compressed.new";

enum { SMALLEST = 256, GZIP_LEVEL = 9, BROTLI_QUALITY = 7, BROTLI_WINDOW = 22, DEPTH_LIMIT = 256 };

/* The two functions of libbrotlienc that are called (brotli/encode.h). */
typedef int brotli_compress(int quality, int window, int mode, size_t length, const uint8_t *bytes,
                            size_t *encoded_length, uint8_t *encoded);
typedef size_t brotli_bound(size_t length);

struct brotli {
  void *library;
  brotli_compress *compress;
  brotli_bound *bound;
};

static struct brotli brotli_open(void) {
  struct brotli brotli = {.library = dlopen("libbrotlienc.so.1", RTLD_NOW | RTLD_LOCAL)};
  if (brotli.library == NULL) return brotli;
  /* POSIX lets a symbol's address be a function's. */
  *(void **)&brotli.compress = dlsym(brotli.library, "BrotliEncoderCompress");
  *(void **)&brotli.bound = dlsym(brotli.library, "BrotliEncoderMaxCompressedSize");
  if (brotli.compress != NULL && brotli.bound != NULL) return brotli;
  dlclose(brotli.library);
  return (struct brotli){0};
}

struct compressing {
  int site; /* the output folder, open */
  struct arena arena;
  struct view *texts; /* paths, each with a NUL behind it */
  size_t count, capacity;
  struct buffer old_list;
  struct map old; /* paths of copies that are kyket's own */
  struct brotli brotli;
  atomic_size_t made;
  atomic_bool failed;
};

/* Texts, and the shards of the search index, which lose a quarter. */
static bool is_compressible(struct view name) {
  static const char *const endings[] = {".html", ".css", ".js",  ".svg",         ".xml", ".json",
                                        ".txt",  ".csv", ".ics", ".webmanifest", ".bin"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
    if (view_ends_with(name, endings[i])) return true;
  return false;
}

static void add_text(struct compressing *compressing, struct view path) {
  compressing->texts =
      memory_grow(compressing->texts, compressing->count, &compressing->capacity, sizeof *compressing->texts);
  compressing->texts[compressing->count++] = arena_copy(&compressing->arena, path);
}

/* Finds the texts below a folder; names that begin with a dot are others'. Closes the folder. */
static bool find_texts(struct compressing *compressing, int folder, struct view below, size_t depth) {
  DIR *listing = folder < 0 ? NULL : fdopendir(folder);
  if (listing == NULL) {
    if (folder >= 0) close(folder);
    return false;
  }
  bool good = true;
  errno = 0;
  for (const struct dirent *item; good && (item = readdir(listing)) != NULL;) {
    if (item->d_name[0] == '.') continue;
    struct view name = view_of(item->d_name);
    struct view path = below.length == 0 ? arena_copy(&compressing->arena, name)
                                         : ARENA_JOIN(&compressing->arena, below, VIEW("/"), name);
    struct stat found;
    if (fstatat(folder, item->d_name, &found, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (S_ISDIR(found.st_mode) && depth < DEPTH_LIMIT)
      good = find_texts(compressing, folder_open(folder, item->d_name), path, depth + 1);
    else if (S_ISREG(found.st_mode) && found.st_size >= SMALLEST && is_compressible(name))
      add_text(compressing, path);
    errno = 0;
  }
  good = good && errno == 0;
  closedir(listing);
  return good;
}

static int by_path(const void *a, const void *b) {
  return view_compare(*(const struct view *)a, *(const struct view *)b);
}

/* A folder lists its names in any order; the list of copies is the same for the same site. */
static void sort_texts(struct compressing *compressing) {
  if (compressing->count > 1)
    qsort(compressing->texts, compressing->count, sizeof *compressing->texts, by_path);
}

static void read_list(struct compressing *compressing) {
  int file = openat(compressing->site, list_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return;
  if (!file_read(file, &compressing->old_list)) buffer_clear(&compressing->old_list);
  close(file);
  struct view rest = buffer_view(&compressing->old_list), line;
  while (view_next(&rest, '\n', &line))
    if (line.length > 0) *map_slot(&compressing->old, line) = compressing;
}

static const char *const endings[] = {".gz", ".br"};

static struct view copy_path(struct arena *arena, struct view text, size_t form) {
  return ARENA_JOIN(arena, text, view_of(endings[form]));
}

/* The list is there before the copies are, so that none is ever taken for another's. */
static bool write_list(struct compressing *compressing) {
  int site = compressing->site;
  struct buffer list = {0};
  for (size_t i = 0; i < compressing->count; i++)
    for (size_t form = 0; form < 2; form++) {
      struct view path = copy_path(&compressing->arena, compressing->texts[i], form);
      struct stat found;
      /* What stands there and is not in the list is the site's own. */
      if (map_get(&compressing->old, path) == NULL &&
          fstatat(site, path.data, &found, AT_SYMLINK_NOFOLLOW) == 0)
        continue;
      buffer_add(&list, path);
      buffer_add_byte(&list, '\n');
    }
  unlinkat(site, new_list_name, 0);
  bool good = file_write(site, new_list_name, buffer_view(&list)) == 0 &&
              renameat(site, new_list_name, site, list_name) == 0;
  buffer_free(&list);
  return good;
}

/* The compressed bytes in a block of malloc; length 0 where that would be no smaller. */
static struct view compress_bytes(const struct compressing *compressing, size_t form, struct view text) {
  size_t bound =
      form == 0 ? libdeflate_gzip_compress_bound(NULL, text.length) : compressing->brotli.bound(text.length);
  uint8_t *bytes = memory_allocate(bound + 1, 1);
  size_t length = bound;
  if (form == 0) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(GZIP_LEVEL);
    length =
        compressor == NULL ? 0 : libdeflate_gzip_compress(compressor, text.data, text.length, bytes, bound);
    libdeflate_free_compressor(compressor);
  } else if (compressing->brotli.compress(BROTLI_QUALITY, BROTLI_WINDOW, 0, text.length,
                                          (const uint8_t *)text.data, &length, bytes) == 0) {
    length = 0;
  }
  return (struct view){(const char *)bytes, length < text.length ? length : 0};
}

/* Replaces a copy in one step. */
static bool put(int site, size_t worker, struct view path, struct view bytes, const struct stat *text) {
  struct buffer name = {0};
  buffer_format(&name, "%s.%zu", list_name, worker);
  buffer_add_byte(&name, '\0');
  unlinkat(site, name.data, 0);
  const struct timespec times[2] = {text->st_mtim, text->st_mtim};
  bool good = file_write(site, name.data, bytes) == 0 &&
              utimensat(site, name.data, times, AT_SYMLINK_NOFOLLOW) == 0 &&
              renameat(site, name.data, site, path.data) == 0;
  buffer_free(&name);
  return good;
}

static bool has_time_of(int site, const char *path, const struct stat *text) {
  struct stat found;
  return fstatat(site, path, &found, AT_SYMLINK_NOFOLLOW) == 0 &&
         found.st_mtim.tv_sec == text->st_mtim.tv_sec && found.st_mtim.tv_nsec == text->st_mtim.tv_nsec;
}

/* Both copies of one text. */
static bool compress_text(struct compressing *compressing, size_t worker, struct view path) {
  int site = compressing->site, file = folder_open_file(site, path.data);
  struct arena arena = {0};
  struct buffer text = {0};
  struct stat found;
  bool good = file >= 0 && fstat(file, &found) == 0;
  for (size_t form = 0; good && form < 2; form++) {
    if (form == 1 && compressing->brotli.library == NULL) continue;
    struct view copy = copy_path(&arena, path, form);
    struct stat other;
    bool is_there = fstatat(site, copy.data, &other, AT_SYMLINK_NOFOLLOW) == 0;
    if (is_there && (map_get(&compressing->old, copy) == NULL || has_time_of(site, copy.data, &found)))
      continue;
    if (text.length == 0) good = file_read(file, &text);
    struct view bytes = good ? compress_bytes(compressing, form, buffer_view(&text)) : (struct view){NULL, 0};
    if (good && bytes.length > 0)
      good = put(site, worker, copy, bytes, &found);
    else if (good && is_there)
      good = unlinkat(site, copy.data, 0) == 0;
    compressing->made += bytes.length > 0;
    free((void *)(uintptr_t)bytes.data);
  }
  if (file >= 0) close(file);
  buffer_free(&text);
  arena_free(&arena);
  return good;
}

static void compress_run(void *context, size_t worker, size_t begin, size_t end) {
  struct compressing *compressing = context;
  for (size_t i = begin; i < end && !compressing->failed; i++)
    if (!compress_text(compressing, worker, compressing->texts[i])) compressing->failed = true;
}

/* Removes a copy, and the folders that are empty then. */
static bool drop(int site, struct view path) {
  struct arena arena = {0};
  char *name = (char *)(uintptr_t)arena_copy(&arena, path).data;
  bool good = unlinkat(site, name, 0) == 0 || errno == ENOENT || errno == ENOTDIR;
  for (char *slash; good && (slash = strrchr(name, '/')) != NULL;) {
    *slash = '\0';
    if (unlinkat(site, name, AT_REMOVEDIR) != 0) break;
  }
  arena_free(&arena);
  return good;
}

/* Of the list's copies those that are not a text's any more; with `all` every one. */
static bool remove_old(struct compressing *compressing, bool all, size_t *removed) {
  struct map wanted = {0};
  for (size_t i = 0; !all && i < compressing->count; i++)
    for (size_t form = 0; form < 2; form++)
      *map_slot(&wanted, copy_path(&compressing->arena, compressing->texts[i], form)) = compressing;
  bool good = true;
  struct view rest = buffer_view(&compressing->old_list), line;
  while (good && view_next(&rest, '\n', &line)) {
    struct stat found;
    if (line.length == 0 || map_get(&wanted, line) != NULL) continue;
    struct view name = arena_copy(&compressing->arena, line);
    if (fstatat(compressing->site, name.data, &found, AT_SYMLINK_NOFOLLOW) != 0) continue;
    good = drop(compressing->site, name);
    *removed += good;
  }
  map_free(&wanted);
  return good;
}

/* False with errno when there is nothing published. */
static bool open_site(struct compressing *compressing, const struct output *output) {
  compressing->site = folder_open(output->parent, output->name);
  if (compressing->site >= 0) read_list(compressing);
  return compressing->site >= 0;
}

/* Hands the result on, with its errno. */
static bool finish(struct compressing *compressing, bool good) {
  int saved = errno;
  if (compressing->brotli.library != NULL) dlclose(compressing->brotli.library);
  if (compressing->site >= 0) close(compressing->site);
  map_free(&compressing->old);
  buffer_free(&compressing->old_list);
  free(compressing->texts);
  arena_free(&compressing->arena);
  errno = saved;
  return good;
}

bool compress_output(const struct output *output, struct threads *threads, struct compress_counts *counts) {
  struct compressing compressing = {.brotli = brotli_open()};
  *counts = (struct compress_counts){.no_brotli = compressing.brotli.library == NULL};
  bool good =
      open_site(&compressing, output) &&
      find_texts(&compressing, folder_open(output->parent, output->name), (struct view){NULL, 0}, 0) &&
      remove_old(&compressing, false, &counts->removed);
  sort_texts(&compressing);
  good = good && write_list(&compressing);
  if (good) threads_do(threads, compressing.count, 8, compress_run, &compressing);
  good = good && !compressing.failed && output_sync(output, compressing.site) == 0;
  counts->made = compressing.made;
  return finish(&compressing, good);
}

bool compress_is_used(const struct output *output) {
  struct stat found;
  int site = folder_open(output->parent, output->name);
  bool is_used = site >= 0 && fstatat(site, list_name, &found, AT_SYMLINK_NOFOLLOW) == 0;
  if (site >= 0) close(site);
  return is_used;
}

bool compress_remove(const struct output *output) {
  struct compressing compressing = {0};
  size_t removed = 0;
  bool good = open_site(&compressing, output) && remove_old(&compressing, true, &removed) &&
              unlinkat(compressing.site, list_name, 0) == 0;
  return finish(&compressing, good);
}
