#include "source/history_past.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { FORMAT = 0x6b796803, LIMIT = 1 << 30, COMMIT_HEX = 40 };

struct header {
  uint64_t hash; /* of what follows */
  uint64_t program;
  uint64_t folder;
  uint64_t spent;
  unsigned char commit[20], tree[20];
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
  unsigned char object[20];
};

static uint64_t program_hash(void) {
  struct buffer identity = {0};
  program_add_identity(&identity);
  uint64_t hash = XXH3_64bits(identity.data, identity.length);
  buffer_free(&identity);
  return hash;
}

/* The file's bytes, all of them at once: each is looked at. No data when there are none. */
static struct view map_file(const char *path) {
  struct view none = {NULL, 0};
  struct stat status;
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return none;
  bool fits =
      fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= LIMIT && status.st_size > 0;
  size_t length = fits ? (size_t)status.st_size : 0;
  void *bytes = fits ? mmap(NULL, length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0) : MAP_FAILED;
  close(file);
  return bytes == MAP_FAILED ? none : (struct view){bytes, length};
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

static bool take_bytes(struct history_past *past, struct view bytes) {
  struct header header;
  if (bytes.length < sizeof header) return false;
  memcpy(&header, bytes.data, sizeof header);
  past->file_count = header.files;
  past->revision_count = header.revisions;
  past->change_count = header.changes;
  past->gone_count = header.gone;
  past->spent = header.spent;
  uint64_t gone = past->gone_count * sizeof *past->gone, files = past->file_count * sizeof *past->files,
           changes = past->change_count * sizeof *past->changes,
           revisions = past->revision_count * sizeof *past->revisions;
  if (header.format != FORMAT ||
      bytes.length != sizeof header + gone + files + changes + revisions + header.text ||
      header.hash != XXH3_64bits(bytes.data + sizeof header.hash, bytes.length - sizeof header.hash) ||
      header.program != program_hash() || header.folder != history_gone_hash(past->folder))
    return false;
  const char *at = bytes.data + sizeof header;
  past->gone = (const void *)at;
  past->files = (const void *)(at += gone);
  past->revisions = (const void *)(at += files);
  past->changes = (const void *)(at += revisions);
  past->text = (struct view){at + changes, header.text};
  memcpy(past->commit, header.commit, sizeof header.commit);
  memcpy(past->tree, header.tree, sizeof header.tree);
  return is_sound(past);
}

bool history_past_open(struct history_past *past, const char *path, struct view folder) {
  *past = (struct history_past){.folder = folder, .bytes = map_file(path)};
  if (take_bytes(past, past->bytes)) return true;
  history_past_close(past);
  return false;
}

void history_past_let_go(const struct history_past *past) {
  memory_let_go(past->bytes.data, past->bytes.length);
}

void history_past_close(struct history_past *past) {
  if (past->bytes.data != NULL) munmap((void *)(uintptr_t)past->bytes.data, past->bytes.length);
  *past = (struct history_past){0};
}

struct view history_past_path(const struct history_past *past, size_t index) {
  return text_of(past, past->files[index].path);
}

const unsigned char *history_past_object(const struct history_past *past, size_t index) {
  return past->files[index].object;
}

size_t history_past_place(const struct history_past *past, struct view path) {
  size_t low = 0, high = past->file_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (view_compare(history_past_path(past, middle), path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const struct past_file *history_past_find(const struct history_past *past, struct view path) {
  size_t at = history_past_place(past, path);
  bool is_there = at < past->file_count && view_equal(history_past_path(past, at), path);
  return is_there ? &past->files[at] : NULL;
}

static struct change change_of(const struct history_past *past, const struct past_revision *revision) {
  const struct past_change *kept = &past->changes[revision->change];
  return (struct change){kept->date, text_of(past, kept->author), text_of(past, kept->commit),
                         text_of(past, kept->summary)};
}

static const struct past_revision *revisions_of(const struct history_past *past,
                                                const struct past_file *file) {
  return &past->revisions[file->first];
}

void history_past_append(const struct past_file *file, struct file_history *history) {
  uint32_t room = HISTORY_LIMIT - history->kept;
  history->past = file;
  history->count += file->count;
  history->kept += file->kept < room ? file->kept : room;
}

struct change history_past_last(const struct history_past *past, const struct past_file *file) {
  return change_of(past, revisions_of(past, file));
}

const struct file_change *history_past_changes(const struct history_past *past,
                                               const struct file_history *file, struct arena *arena) {
  struct file_change *changes = arena_array(arena, file->kept, sizeof *changes);
  const struct past_revision *revision = revisions_of(past, file->past);
  size_t count = 0;
  for (const struct file_change *at = file->newest; at != NULL; at = at->older)
    changes[count++] = *at;
  for (; count < file->kept; count++, revision++) {
    struct change *change = arena_allocate(arena, sizeof *change);
    *change = change_of(past, revision);
    changes[count].change = change;
    memcpy(changes[count].object, revision->object, sizeof revision->object);
    memcpy(changes[count].before, revision->before, sizeof revision->before);
  }
  for (size_t i = 0; i + 1 < count; i++)
    changes[i].older = &changes[i + 1];
  return count == 0 ? NULL : changes;
}

static size_t count_newer(const struct file_history *file) {
  size_t count = 0;
  for (const struct file_change *at = file->newest; at != NULL; at = at->older)
    count++;
  return count;
}

uint64_t history_past_digest(const struct history_past *past, const struct file_history *file,
                             uint64_t digest) {
  size_t left = file->kept - count_newer(file);
  for (const struct past_revision *at = revisions_of(past, file->past); left > 0; left--, at++) {
    struct view commit = text_of(past, past->changes[at->change].commit);
    digest = XXH3_64bits_withSeed(commit.data, commit.length, digest);
  }
  return digest;
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
  size_t at = history_past_place(past, buffer_view(&below));
  buffer_free(&below);
  if (at < past->file_count && view_is_below(history_past_path(past, at), path)) return true;
  /* And a folder above it may have been a file. */
  for (size_t end = path.length; end > 0; end--)
    if (path.data[end - 1] == '/' && history_past_find(past, view_slice(path, 0, end - 1)) != NULL)
      return true;
  return false;
}

bool history_past_take(const struct history_past *past, const struct source_files *files,
                       struct history *history) {
  size_t at = 0;
  for (size_t i = 0; i < past->gone_count; i++)
    history_add_gone(history, past->gone[i]);
  for (size_t i = 0; i < files->count; i++) {
    int order = 1;
    while (at < past->file_count &&
           (order = view_compare(history_past_path(past, at), files->items[i].path)) < 0)
      history_add_gone(history, history_gone_hash(history_past_path(past, at++)));
    struct file_history *file = &history->files[i];
    bool was_there = at < past->file_count && order == 0;
    if (file->count == 0 && !was_there) return false;
    if (file->count == 0) history_past_append(&past->files[at], file);
    at += was_there;
  }
  for (; at < past->file_count; at++)
    history_add_gone(history, history_gone_hash(history_past_path(past, at)));
  return true;
}

struct writing {
  const struct history *history;
  struct past_file *files; /* room for them, and for their revisions */
  struct past_revision *revisions;
  struct buffer changes, text;
  size_t revision_count, change_count;
  struct map known; /* a commit's id in hex -> the place of its change, and one */
  const char *last; /* the id that was looked up last, by where it stands, and its place */
  uint32_t last_place;
};

static struct past_text add_text(struct writing *writing, struct view view) {
  struct past_text text = {(uint32_t)writing->text.length, (uint32_t)view.length};
  buffer_add(&writing->text, view);
  return text;
}

static void add_bytes(struct buffer *buffer, const void *bytes, size_t length) {
  buffer_add(buffer, (struct view){bytes, length});
}

static uint32_t place_of(struct writing *writing, const struct change *change) {
  if (writing->last == change->commit.data) return writing->last_place;
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
  writing->last = change->commit.data;
  writing->last_place = (uint32_t)((uintptr_t)*slot - 1);
  return writing->last_place;
}

static void add_revision(struct writing *writing, const struct change *change, const unsigned char *object,
                         const unsigned char *before) {
  struct past_revision *revision = &writing->revisions[writing->revision_count++];
  revision->change = place_of(writing, change);
  memcpy(revision->object, object, sizeof revision->object);
  memcpy(revision->before, before, sizeof revision->before);
}

static void add_file(struct writing *writing, const struct source_file *listed,
                     const struct file_history *history, struct past_file *file) {
  memset(file, 0, sizeof *file);
  file->path = add_text(writing, listed->path);
  file->count = history->count;
  file->kept = history->kept;
  file->first = (uint32_t)writing->revision_count;
  memcpy(file->object, listed->object, sizeof file->object);
  uint32_t left = file->kept;
  for (const struct file_change *at = history->newest; at != NULL; at = at->older, left--)
    add_revision(writing, at->change, at->object, at->before);
  for (uint32_t i = 0; i < left; i++) {
    const struct past_revision *revision = &revisions_of(writing->history->past, history->past)[i];
    struct change change = change_of(writing->history->past, revision);
    add_revision(writing, &change, revision->object, revision->before);
  }
}

/* Ascending, each once. */
static size_t sort_gone(uint64_t *gone, size_t count) {
  size_t kept = 0;
  if (count > 1) qsort(gone, count, sizeof *gone, compare_hashes);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || gone[kept - 1] != gone[i]) gone[kept++] = gone[i];
  return kept;
}

static void *add_room(struct buffer *bytes, size_t length) {
  void *room = buffer_reserve(bytes, length);
  bytes->length += length;
  return room;
}

static void move_bytes(struct buffer *to, struct buffer *from) {
  buffer_add(to, buffer_view(from));
  buffer_free(from);
}

void history_past_write(struct buffer *bytes, const unsigned char *commit, struct view folder,
                        const struct source_files *files, const struct history *history) {
  struct writing writing = {.history = history};
  struct header header;
  size_t gone = sort_gone(history->gone, history->gone_count), revisions = 0;
  for (size_t i = 0; i < history->file_count; i++)
    revisions += history->files[i].kept;
  add_room(bytes, sizeof header);
  add_bytes(bytes, history->gone, gone * sizeof *history->gone);
  size_t room = history->file_count * sizeof *writing.files + revisions * sizeof *writing.revisions;
  writing.files = add_room(bytes, room);
  writing.revisions = (struct past_revision *)(writing.files + history->file_count);
  for (size_t i = 0; i < history->file_count; i++)
    add_file(&writing, &files->items[i], &history->files[i], &writing.files[i]);
  memset(&header, 0, sizeof header);
  header.program = program_hash();
  header.folder = history_gone_hash(folder);
  memcpy(header.commit, commit, sizeof header.commit);
  memcpy(header.tree, files->tree, sizeof header.tree);
  header.spent = files->spent;
  header.format = FORMAT;
  header.files = (uint32_t)history->file_count;
  header.revisions = (uint32_t)writing.revision_count;
  header.changes = (uint32_t)writing.change_count;
  header.gone = (uint32_t)gone;
  header.text = (uint32_t)writing.text.length;
  map_free(&writing.known);
  move_bytes(bytes, &writing.changes);
  move_bytes(bytes, &writing.text);
  memcpy(bytes->data, &header, sizeof header);
  header.hash = XXH3_64bits(bytes->data + sizeof header.hash, bytes->length - sizeof header.hash);
  memcpy(bytes->data, &header.hash, sizeof header.hash);
  if (bytes->length > LIMIT) buffer_clear(bytes);
}
