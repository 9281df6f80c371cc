#include "source/history_past.h"

#include "base/memory.h"
#include "base/program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { FORMAT = 0x6b796801, LIMIT = 1 << 30, COMMIT_HEX = 40 };

struct header {
  uint64_t hash; /* of what follows */
  uint64_t program;
  uint64_t folder;
  unsigned char commit[20];
  uint32_t format;
  uint32_t files, revisions, changes, gone, text;
};

/* Places in the text. */
struct past_text {
  uint32_t begin, length;
};

struct past_change {
  struct date date;
  struct past_text author, commit, summary;
};

struct past_revision {
  uint32_t change;
  unsigned char object[20], before[20];
};

struct past_file {
  struct past_text path;
  uint64_t count;
  uint32_t first, kept;
};

static uint64_t program_hash(void) {
  struct buffer identity = {0};
  program_add_identity(&identity);
  uint64_t hash = XXH3_64bits(identity.data, identity.length);
  buffer_free(&identity);
  return hash;
}

/* The file's bytes in the arena, aligned for any type. */
static struct view read_file(const char *path, struct arena *arena) {
  struct view none = {NULL, 0};
  struct stat status;
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return none;
  bool fits = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= LIMIT;
  char *bytes = fits ? arena_allocate(arena, (size_t)status.st_size + 1) : NULL;
  size_t length = 0;
  ssize_t count = 1;
  while (fits && length < (size_t)status.st_size && count > 0) {
    count = read(file, bytes + length, (size_t)status.st_size - length);
    if (count > 0) length += (size_t)count;
  }
  close(file);
  return fits && count > 0 ? (struct view){bytes, length} : none;
}

static bool is_text(const struct history_past *past, struct past_text text) {
  return text.begin <= past->text.length && text.length <= past->text.length - text.begin;
}

static struct view text_of(const struct history_past *past, struct past_text text) {
  return (struct view){past->text.data + text.begin, text.length};
}

static bool is_sound(const struct history_past *past) {
  bool sound = true;
  for (size_t i = 0; sound && i < past->change_count; i++) {
    const struct past_change *change = &past->changes[i];
    sound = date_is_sound(change->date) && is_text(past, change->author) && is_text(past, change->commit) &&
            is_text(past, change->summary);
  }
  for (size_t i = 0; sound && i < past->revision_count; i++)
    sound = past->revisions[i].change < past->change_count;
  for (size_t i = 0; sound && i < past->file_count; i++) {
    const struct past_file *file = &past->files[i];
    sound = is_text(past, file->path) && file->first <= past->revision_count && file->kept <= HISTORY_LIMIT &&
            file->kept <= past->revision_count - file->first && file->kept <= file->count;
  }
  return sound;
}

bool history_past_open(struct history_past *past, const char *path, struct view folder, struct arena *arena) {
  struct header header;
  struct view bytes = read_file(path, arena);
  if (bytes.length < sizeof header) return false;
  memcpy(&header, bytes.data, sizeof header);
  *past = (struct history_past){.file_count = header.files,
                                .revision_count = header.revisions,
                                .change_count = header.changes,
                                .gone_count = header.gone,
                                .arena = arena};
  uint64_t gone = past->gone_count * sizeof *past->gone, files = past->file_count * sizeof *past->files,
           changes = past->change_count * sizeof *past->changes,
           revisions = past->revision_count * sizeof *past->revisions;
  if (header.format != FORMAT ||
      bytes.length != sizeof header + gone + files + changes + revisions + header.text ||
      header.hash != XXH3_64bits(bytes.data + sizeof header.hash, bytes.length - sizeof header.hash) ||
      header.program != program_hash() || header.folder != history_gone_hash(folder))
    return false;
  const char *at = bytes.data + sizeof header;
  past->gone = (const void *)at;
  past->files = (const void *)(at += gone);
  past->changes = (const void *)(at += files);
  past->revisions = (const void *)(at += changes);
  past->text = (struct view){at + revisions, header.text};
  memcpy(past->commit, header.commit, sizeof header.commit);
  if (!is_sound(past)) return false;
  past->made = arena_array(arena, past->change_count, sizeof *past->made);
  return true;
}

/* Where the first file stands whose path is not before this one. */
static size_t lower_bound(const struct history_past *past, struct view path) {
  size_t low = 0, high = past->file_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (view_compare(text_of(past, past->files[middle].path), path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static const struct past_file *find(const struct history_past *past, struct view path) {
  size_t at = lower_bound(past, path);
  bool is_there = at < past->file_count && view_equal(text_of(past, past->files[at].path), path);
  return is_there ? &past->files[at] : NULL;
}

static const struct change *change_of(struct history_past *past, size_t index) {
  if (past->made[index] != NULL) return past->made[index];
  const struct past_change *kept = &past->changes[index];
  struct change *change = arena_allocate(past->arena, sizeof *change);
  *change = (struct change){kept->date, text_of(past, kept->author), text_of(past, kept->commit),
                            text_of(past, kept->summary)};
  past->made[index] = change;
  return change;
}

bool history_past_append(struct history_past *past, struct view path, struct file_history *history) {
  const struct past_file *file = find(past, path);
  if (file == NULL) return false;
  history->count += file->count;
  for (size_t i = 0; i < file->kept && history->kept < HISTORY_LIMIT; i++) {
    const struct past_revision *revision = &past->revisions[file->first + i];
    struct file_change *made = arena_allocate(past->arena, sizeof *made);
    made->change = change_of(past, revision->change);
    memcpy(made->object, revision->object, sizeof made->object);
    memcpy(made->before, revision->before, sizeof made->before);
    history_add(history, made);
  }
  return true;
}

static int compare_hashes(const void *left, const void *right) {
  const uint64_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

bool history_past_is_gone(const struct history_past *past, struct view path) {
  uint64_t hash = history_gone_hash(path);
  if (past->gone_count > 0 &&
      bsearch(&hash, past->gone, past->gone_count, sizeof hash, compare_hashes) != NULL)
    return true;
  /* Where it was a folder there are files below it, though perhaps others between. */
  struct buffer below = {0};
  buffer_add(&below, path);
  buffer_add_byte(&below, '/');
  size_t at = lower_bound(past, buffer_view(&below));
  buffer_free(&below);
  if (at < past->file_count && view_is_below(text_of(past, past->files[at].path), path)) return true;
  /* And a folder above it may have been a file. */
  for (size_t end = path.length; end > 0; end--)
    if (path.data[end - 1] == '/' && find(past, view_slice(path, 0, end - 1)) != NULL) return true;
  return false;
}

void history_past_add_gone(const struct history_past *past, const struct source_files *files,
                           struct history *history) {
  for (size_t i = 0; i < past->gone_count; i++)
    history_add_gone(history, past->gone[i]);
  for (size_t i = 0; i < past->file_count; i++) {
    struct view path = text_of(past, past->files[i].path);
    if (source_files_find(files, path) == NULL) history_add_gone(history, history_gone_hash(path));
  }
}

struct writing {
  struct buffer files, revisions, changes, text;
  size_t revision_count, change_count;
  struct map known; /* a commit's id in hex -> the place of its change, and one */
};

static struct past_text add_text(struct writing *writing, struct view view) {
  struct past_text text = {(uint32_t)writing->text.length, (uint32_t)view.length};
  buffer_add(&writing->text, view);
  return text;
}

static void add_bytes(struct buffer *buffer, const void *bytes, size_t length) {
  buffer_add(buffer, (struct view){bytes, length});
}

static uint32_t index_of(struct writing *writing, const struct change *change) {
  void **slot = map_slot(&writing->known, change->commit);
  if (*slot == NULL) {
    struct past_change kept;
    memset(&kept, 0, sizeof kept);
    kept.date = change->date;
    kept.author = add_text(writing, change->author);
    kept.commit = add_text(writing, change->commit);
    kept.summary = add_text(writing, change->summary);
    add_bytes(&writing->changes, &kept, sizeof kept);
    *slot = (void *)(uintptr_t)++writing->change_count;
  }
  return (uint32_t)((uintptr_t)*slot - 1);
}

static void add_file(struct writing *writing, struct view path, const struct file_history *history) {
  struct past_file file;
  memset(&file, 0, sizeof file);
  file.path = add_text(writing, path);
  file.count = history->count;
  file.kept = (uint32_t)history->kept;
  file.first = (uint32_t)writing->revision_count;
  for (const struct file_change *at = history->newest; at != NULL; at = at->older) {
    struct past_revision revision;
    revision.change = index_of(writing, at->change);
    memcpy(revision.object, at->object, sizeof revision.object);
    memcpy(revision.before, at->before, sizeof revision.before);
    add_bytes(&writing->revisions, &revision, sizeof revision);
    writing->revision_count++;
  }
  add_bytes(&writing->files, &file, sizeof file);
}

/* Ascending, each once. */
static size_t sort_gone(uint64_t *gone, size_t count) {
  size_t kept = 0;
  if (count > 1) qsort(gone, count, sizeof *gone, compare_hashes);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || gone[kept - 1] != gone[i]) gone[kept++] = gone[i];
  return kept;
}

void history_past_write(struct buffer *bytes, const unsigned char *commit, struct view folder,
                        const struct source_files *files, const struct history *history) {
  struct writing writing = {0};
  for (size_t i = 0; i < files->count; i++) {
    const struct file_history *file = map_get(&history->files, files->items[i].path);
    if (file != NULL) add_file(&writing, files->items[i].path, file);
  }
  size_t gone = sort_gone(history->gone, history->gone_count);
  struct header header;
  memset(&header, 0, sizeof header);
  header.program = program_hash();
  header.folder = history_gone_hash(folder);
  memcpy(header.commit, commit, sizeof header.commit);
  header.format = FORMAT;
  header.files = (uint32_t)(writing.files.length / sizeof(struct past_file));
  header.revisions = (uint32_t)writing.revision_count;
  header.changes = (uint32_t)writing.change_count;
  header.gone = (uint32_t)gone;
  header.text = (uint32_t)writing.text.length;
  size_t begin = bytes->length;
  add_bytes(bytes, &header, sizeof header);
  add_bytes(bytes, history->gone, gone * sizeof *history->gone);
  buffer_add(bytes, buffer_view(&writing.files));
  buffer_add(bytes, buffer_view(&writing.changes));
  buffer_add(bytes, buffer_view(&writing.revisions));
  buffer_add(bytes, buffer_view(&writing.text));
  header.hash =
      XXH3_64bits(bytes->data + begin + sizeof header.hash, bytes->length - begin - sizeof header.hash);
  memcpy(bytes->data + begin, &header.hash, sizeof header.hash);
  if (bytes->length - begin > LIMIT) bytes->length = begin;
  buffer_free(&writing.files);
  buffer_free(&writing.revisions);
  buffer_free(&writing.changes);
  buffer_free(&writing.text);
  map_free(&writing.known);
}
