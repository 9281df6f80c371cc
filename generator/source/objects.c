/* The objects of a repository: read through libgit2, with the reasons for what can't be, and loose ones by
 * zlib alone, for libgit2 (1.5 to 1.9) waits for ever on one that ends early. */
#include "base/ascii.h"
#include "base/files.h"
#include "base/memory.h"
#include "base/path.h"
#include "source/source_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <git2/sys/odb_backend.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
/* Where libgit2 since 1.8 keeps git_error_set_str. */
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif

/* As libgit2's packs: behind them, and before its own loose objects. */
enum { LOOSE_PRIORITY = 2, HEADER_BYTES = 64, MOST_COMPRESSION = 1032, SMALL_BYTES = 16 * 1024 };

struct loose {
  git_odb_backend backend; /* the first member: libgit2 hands it back */
  int objects;             /* the open folder of the repository's objects */
};

const char *source_git_reason(void) {
  const git_error *error = git_error_last();
  return error == NULL || error->message == NULL ? "no reason given" : error->message;
}

void source_add_name(struct buffer *text, struct view name) {
  for (size_t i = 0; i < name.length; i++) {
    if (ascii_is_control(name.data[i]))
      buffer_format(text, "\\x%02x", (unsigned char)name.data[i]);
    else
      buffer_add_byte(text, name.data[i]);
  }
}

void source_report(const struct source *source, struct diagnostics *diagnostics, struct view path,
                   struct message message) {
  struct buffer place = {0};
  if (source->place != NULL) buffer_format(&place, "%s/", source->place);
  source_add_name(&place, path);
  diagnostics_add(diagnostics, path_without_end_slashes(buffer_view(&place)), (struct source_location){0},
                  message);
  buffer_free(&place);
}

void source_report_too_large(const struct source *source, struct diagnostics *diagnostics, struct view path,
                             size_t size) {
  source_report(source, diagnostics, path, message_too_large((long long)size));
}

static int fail(const char *message) {
  git_error_set_str(GIT_ERROR_ODB, message);
  return GIT_ERROR;
}

/* What can't be read is not handed on to libgit2, which would take it for missing. */
static int fail_with_errno(void) {
  return fail(strerror(errno));
}

static int fail_as_special(const char *path) {
  char message[sizeof "objects/ is no file" + OBJECT_HEX + 1];
  (void)snprintf(message, sizeof message, "objects/%s is no file", path);
  return fail(message);
}

/* `TYPE SIZE` and a NUL. Returns the header's length with the NUL; 0: it is none. */
static size_t parse_header(const char *header, size_t length, git_object_t *type, size_t *size) {
  const char *end = memchr(header, '\0', length), *blank = memchr(header, ' ', length);
  if (end == NULL || blank == NULL || blank > end || blank - header > 6) return 0;
  char name[8] = {0};
  memcpy(name, header, (size_t)(blank - header));
  *type = git_object_string2type(name);
  if (*type == GIT_OBJECT_INVALID || blank + 1 == end || end - blank > 16) return 0;
  *size = 0;
  for (const char *digit = blank + 1; digit < end; digit++) {
    if (!ascii_is_digit(*digit)) return 0;
    *size = *size * 10 + (size_t)(*digit - '0');
  }
  return (size_t)(end - header) + 1;
}

/* The rest of the object behind the header, which the stream has begun with. */
static int inflate_rest(git_odb_backend *backend, z_stream *stream, struct view begun, size_t size,
                        void **data) {
  if (begun.length > size) return fail("a loose object is longer than it says");
  char *bytes = git_odb_backend_data_alloc(backend, size + 1);
  if (bytes == NULL) return GIT_ERROR;
  if (begun.length > 0) memcpy(bytes, begun.data, begun.length);
  /* One byte more than there should be, so that an object that is longer shows. */
  stream->next_out = (unsigned char *)bytes + begun.length;
  stream->avail_out = (unsigned)(size - begun.length + 1);
  int result = inflate(stream, Z_FINISH);
  if (result == Z_STREAM_END && stream->avail_out == 1) {
    bytes[size] = '\0';
    *data = bytes;
    return 0;
  }
  git_odb_backend_data_free(backend, bytes);
  return fail(stream->avail_in == 0 && result != Z_STREAM_END ? "a loose object ends early"
                                                              : "a loose object is damaged");
}

/* zlib asks for memory at the first bytes too, and a lack of it would look like a damaged object. */
static void *take_for_zlib(void *context, unsigned count, unsigned size) {
  (void)context;
  return memory_allocate(count, size);
}

static void free_for_zlib(void *context, void *block) {
  (void)context;
  free(block);
}

static int inflate_object(git_odb_backend *backend, struct view compressed, void **data, size_t *size,
                          git_object_t *type) {
  char begin[HEADER_BYTES];
  z_stream stream = {.zalloc = take_for_zlib, .zfree = free_for_zlib};
  if (inflateInit(&stream) != Z_OK) memory_fail(sizeof stream);
  stream.next_in = (unsigned char *)(uintptr_t)compressed.data;
  stream.avail_in = (unsigned)compressed.length;
  stream.next_out = (unsigned char *)begin;
  stream.avail_out = sizeof begin;
  int result = inflate(&stream, Z_SYNC_FLUSH);
  size_t begun = sizeof begin - stream.avail_out, header = 0;
  if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR)
    header = parse_header(begin, begun, type, size);
  if (header == 0)
    result = fail("a loose object has no header");
  else if (*size / MOST_COMPRESSION > compressed.length || *size >= UINT32_MAX)
    result = fail("a loose object says that it is larger than it can be");
  else
    result = inflate_rest(backend, &stream, (struct view){begin + header, begun - header}, *size, data);
  inflateEnd(&stream);
  return result;
}

/* A small file is read: to map and unmap it, while others work, takes longer. */
static int inflate_file(git_odb_backend *backend, int file, size_t length, void **data, size_t *size,
                        git_object_t *type) {
  char small[SMALL_BYTES];
  if (length == 0) return fail("a loose object is empty");
  if (length <= sizeof small)
    return file_read_at(file, 0, small, length)
               ? inflate_object(backend, (struct view){small, length}, data, size, type)
               : fail_with_errno();
  void *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, file, 0);
  if (bytes == MAP_FAILED) return fail_with_errno();
  int result = inflate_object(backend, (struct view){bytes, length}, data, size, type);
  munmap(bytes, length);
  return result;
}

static int read_loose(void **data, size_t *size, git_object_t *type, git_odb_backend *backend,
                      const git_oid *id) {
  const struct loose *loose = (const struct loose *)backend;
  char hex[OBJECT_HEX + 1] = {0}, path[OBJECT_HEX + 2] = {0};
  git_oid_fmt(hex, id);
  memcpy(path, hex, 2);
  path[2] = '/';
  memcpy(path + 3, hex + 2, OBJECT_HEX - 2);
  int file = openat(loose->objects, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0 && (errno == EMFILE || errno == ENFILE)) return fail("too many open files");
  if (file < 0) return errno == ENOENT || errno == ENOTDIR ? GIT_ENOTFOUND : fail_with_errno();
  struct stat found;
  int result;
  if (fstat(file, &found) != 0)
    result = fail_with_errno();
  else if (!S_ISREG(found.st_mode))
    result = fail_as_special(path);
  else if (found.st_size < UINT32_MAX)
    result = inflate_file(backend, file, (size_t)found.st_size, data, size, type);
  else
    result = GIT_PASSTHROUGH;
  close(file);
  return result;
}

/* The first bytes of the file of a loose object, inflated, header and all; 0: it can't be read. */
static size_t inflate_first(int file, char *bytes, size_t size) {
  unsigned char compressed[SMALL_BYTES];
  ssize_t length = pread(file, compressed, sizeof compressed, 0);
  z_stream stream = {.next_in = compressed,
                     .avail_in = length < 0 ? 0 : (unsigned)length,
                     .next_out = (unsigned char *)bytes,
                     .avail_out = (unsigned)size};
  if (inflateInit(&stream) != Z_OK) return 0;
  inflate(&stream, Z_SYNC_FLUSH);
  size_t made = size - stream.avail_out;
  inflateEnd(&stream);
  return made;
}

size_t source_read_loose_beginning(const struct source *source, const unsigned char *object, char *bytes,
                                   size_t size) {
  git_oid id;
  struct buffer path = {0};
  char hex[OBJECT_HEX + 1] = {0};
  git_oid_fromraw(&id, object);
  git_oid_fmt(hex, &id);
  buffer_format(&path, "%s/objects/%.2s/%s", git_repository_commondir(source->repository), hex, hex + 2);
  buffer_add_byte(&path, '\0');
  int file = open(path.data, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  buffer_free(&path);
  if (file < 0) return SIZE_MAX;
  char *first = memory_allocate(HEADER_BYTES + size, 1);
  size_t made = inflate_first(file, first, HEADER_BYTES + size), whole = 0;
  close(file);
  git_object_t type = GIT_OBJECT_INVALID;
  size_t header = parse_header(first, made < HEADER_BYTES ? made : HEADER_BYTES, &type, &whole);
  size_t read = header == 0 || type != GIT_OBJECT_BLOB ? SIZE_MAX : whole < size ? whole : size;
  if (read != SIZE_MAX && made - header < read) read = SIZE_MAX;
  if (read != SIZE_MAX) memcpy(bytes, first + header, read);
  free(first);
  return read;
}

static void free_loose(git_odb_backend *backend) {
  struct loose *loose = (struct loose *)backend;
  close(loose->objects);
  free(loose);
}

bool source_add_loose(git_odb *objects, const char *common_folder) {
  struct buffer path = {0};
  buffer_format(&path, "%s/objects", common_folder);
  buffer_add_byte(&path, '\0');
  int folder = open(path.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  buffer_free(&path);
  if (folder < 0) return true;
  struct loose *loose = memory_allocate(1, sizeof *loose);
  loose->objects = folder;
  if (git_odb_init_backend(&loose->backend, GIT_ODB_BACKEND_VERSION) == 0) {
    loose->backend.read = read_loose;
    loose->backend.free = free_loose;
    if (git_odb_add_backend(objects, &loose->backend, LOOSE_PRIORITY) == 0) return true;
  }
  free_loose(&loose->backend);
  return false;
}

bool source_ran_out_of_files(const struct source *source) {
  if (packs_ran_out_of_files(source->packs)) return true;
  int probe = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (probe >= 0) close(probe);
  return probe < 0 && (errno == EMFILE || errno == ENFILE);
}

/* What libgit2 takes for missing may only not be readable: it passes over packs that it can't open. */
static int why_not_found(const struct source *source, const unsigned char *object) {
  if (source_ran_out_of_files(source)) return OBJECT_WITHOUT_FILE;
  return packs_hold(source->packs, object) ? OBJECT_IN_UNREADABLE_PACK : GIT_ENOTFOUND;
}

int source_read_header(const struct source *source, const git_oid *id, size_t *size, git_object_t *type) {
  turns_begin(source->turns);
  int result = git_odb_read_header(size, type, source->objects, id);
  turns_end(source->turns);
  return result;
}

int source_read_object(struct source *source, const unsigned char *object, git_object_t type,
                       git_odb_object **read) {
  git_oid id;
  git_oid_fromraw(&id, object);
  turns_begin(source->turns);
  int result = git_odb_read(read, source->objects, &id);
  turns_end(source->turns);
  if (result != 0) {
    *read = NULL;
    return result == GIT_ENOTFOUND ? why_not_found(source, object) : result;
  }
  if (git_odb_object_type(*read) == type) return 0;
  git_odb_object_free(*read);
  *read = NULL;
  return OBJECT_OF_ANOTHER_TYPE;
}

/* Whether a read failed for want of a file descriptor. libgit2 may know it by its own failure when others
 * have closed files since. */
static bool is_without_file(const struct source *source, int result) {
  return result == OBJECT_WITHOUT_FILE || strcasestr(source_git_reason(), "too many open files") != NULL ||
         source_ran_out_of_files(source);
}

/* Why a blob or a folder that a file needs can't be read. */
static struct message object_message(const struct source *source, const char *hex, int result) {
  if (is_without_file(source, result)) return message_object_without_file(hex);
  return result == GIT_ENOTFOUND               ? message_missing_object(hex)
         : result == OBJECT_OF_ANOTHER_TYPE    ? message_object_of_another_type(hex)
         : result == OBJECT_ENDS_EARLY         ? message_object_ends_early(hex)
         : result == OBJECT_IN_UNREADABLE_PACK ? message_object_in_unreadable_pack(hex)
                                               : message_unreadable_object(hex, source_git_reason());
}

struct message source_commit_message(const struct source *source, const char *hex, int result) {
  if (is_without_file(source, result)) return message_commit_without_file(hex);
  return result == OBJECT_OF_ANOTHER_TYPE      ? message_history_no_commit(hex)
         : result == OBJECT_IN_UNREADABLE_PACK ? message_commit_in_unreadable_pack(hex)
                                               : message_unreadable_commit(hex, source_git_reason());
}

/* What a partial clone has left at its server, and what was borrowed from a folder that is gone, is one cause
 * for all files. */
static bool report_common_cause(const struct source *source, struct diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics->count; i++)
    if (diagnostics->items[i].kind == MESSAGE_partial_clone ||
        diagnostics->items[i].kind == MESSAGE_lost_alternate)
      return true;
  if (source_report_lost_alternate(source, diagnostics)) return true;
  if (source->is_partial)
    diagnostics_add(diagnostics, (struct view){NULL, 0}, (struct source_location){0},
                    message_partial_clone());
  return source->is_partial;
}

void source_report_object(const struct source *source, struct diagnostics *diagnostics, struct view path,
                          const unsigned char *object, int result) {
  if (result == GIT_ENOTFOUND && !is_without_file(source, result) && report_common_cause(source, diagnostics))
    return;
  git_oid id;
  char hex[OBJECT_HEX + 1] = {0};
  git_oid_fromraw(&id, object);
  git_oid_fmt(hex, &id);
  source_report(source, diagnostics, path, object_message(source, hex, result));
}
