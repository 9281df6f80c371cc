/* Lists of files: names, limits and order, which both kinds of source share, and the list of a revision from
 * that of an earlier one. */
#include "base/ascii.h"
#include "base/memory.h"
#include "source/history_cache.h"
#include "source/source.h"
#include "source/source_internal.h"
#include "source/trees.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  NAME_BYTES_LIMIT = 255,           /* the file systems' own */
  FOLDER_BYTES = 1024,              /* what a folder counts as, for the time that it takes */
  MEMORY_LIMIT = 1024 * 1024 * 1024 /* a few million files */
};

size_t listing_enter(struct listing *listing, struct view name) {
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  buffer_add_byte(&listing->path, '/');
  return length;
}

void listing_leave(struct listing *listing, size_t length) {
  listing->path.length = length;
}

static void spend(struct listing *listing, size_t bytes) {
  if (listing->stopped) return;
  listing->spent += bytes;
  if (listing->spent <= MEMORY_LIMIT) return;
  listing->stopped = true;
  source_report(listing->source, listing->diagnostics,
                view_slice(buffer_view(&listing->path), 0, listing->folder_length),
                message_too_many_files((long long)listing->count));
}

void listing_report(struct listing *listing, struct view name, struct message message) {
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  source_report(listing->source, listing->diagnostics, buffer_view(&listing->path), message);
  listing->path.length = length;
}

static bool has_control_character(struct view name) {
  for (size_t i = 0; i < name.length; i++)
    if (ascii_is_control(name.data[i])) return true;
  return false;
}

bool listing_accepts(struct listing *listing, struct view name) {
  spend(listing, sizeof(struct source_file) + listing->path.length + name.length);
  if (listing->stopped || name.length == 0 || name.data[0] == '.') return false;
  struct message fault;
  if (name.length > NAME_BYTES_LIMIT)
    fault = message_long_file_name();
  else if (view_find_byte(name, '/', 0) != VIEW_NOT_FOUND)
    fault = message_slash_in_file_name();
  else if (has_control_character(name))
    fault = message_control_in_file_name();
  else if (!text_is_utf8(name, NULL))
    fault = message_file_name_not_utf8();
  else
    return true;
  listing_report(listing, view_slice(name, 0, NAME_BYTES_LIMIT), fault);
  return false;
}

void listing_add_file(struct listing *listing, struct view name, size_t size, const unsigned char *object) {
  listing->items = memory_grow(listing->items, listing->count, &listing->capacity, sizeof *listing->items);
  struct source_file *file = &listing->items[listing->count++];
  *file = (struct source_file){.size = size};
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  file->path = arena_copy(listing->arena, buffer_view(&listing->path));
  file->name = view_slice(file->path, listing->folder_length, SIZE_MAX);
  listing->path.length = length;
  if (object != NULL) memcpy(file->object, object, sizeof file->object);
}

bool listing_may_descend(struct listing *listing, unsigned depth) {
  spend(listing, FOLDER_BYTES);
  if (listing->stopped) return false;
  if (depth < FOLDER_DEPTH_LIMIT) return true;
  listing_report(listing, (struct view){NULL, 0}, message_deep_folders());
  return false;
}

bool source_plain_folder(struct view folder, struct buffer *plain) {
  struct view piece;
  if (folder.length > 0 && folder.data[0] == '/') return false;
  while (view_next(&folder, '/', &piece)) {
    if (piece.length == 0 || view_equal_string(piece, ".")) continue;
    if (view_equal_string(piece, "..") || memchr(piece.data, '\0', piece.length) != NULL) return false;
    if (plain->length > 0) buffer_add_byte(plain, '/');
    buffer_add(plain, piece);
  }
  return true;
}

static int compare_files(const void *left, const void *right) {
  const struct source_file *a = left, *b = right;
  return view_compare(a->path, b->path);
}

/* Orders the files; a damaged tree may name one twice, of which the first stays. False when they were out of
 * order. */
static bool finish_listing(struct listing *listing, struct source_files *files) {
  bool sorted = true;
  for (size_t i = 1; i < listing->count && sorted; i++)
    sorted = compare_files(&listing->items[i - 1], &listing->items[i]) < 0;
  if (!sorted) qsort(listing->items, listing->count, sizeof *listing->items, compare_files);
  files->items = arena_array(listing->arena, listing->count, sizeof *files->items);
  for (size_t i = 0; i < listing->count; i++)
    if (i == 0 || !view_equal(listing->items[i].path, listing->items[i - 1].path))
      files->items[files->count++] = listing->items[i];
  return sorted;
}

bool source_list(struct source *source, struct view folder, struct arena *arena, struct source_files *files,
                 struct diagnostics *diagnostics) {
  *files = (struct source_files){0};
  struct listing listing = {.arena = arena, .diagnostics = diagnostics, .source = source};
  struct buffer plain = {0};
  size_t reported = diagnostics->count;
  bool found = source_plain_folder(folder, &plain);
  if (found) {
    if (plain.length > 0) listing_enter(&listing, buffer_view(&plain));
    listing.folder_length = listing.path.length;
    found = source->kind->list(source, buffer_view(&plain), &listing);
  }
  if (found && finish_listing(&listing, files) && diagnostics->count == reported)
    memcpy(files->tree, listing.tree, sizeof files->tree);
  files->spent = listing.spent;
  buffer_free(&plain);
  buffer_free(&listing.path);
  free(listing.items);
  return found;
}

static int compare_path(const void *path, const void *file) {
  return view_compare(*(const struct view *)path, ((const struct source_file *)file)->path);
}

const struct source_file *source_files_find(const struct source_files *files, struct view path) {
  if (files->count == 0) return NULL;
  return bsearch(&path, files->items, files->count, sizeof *files->items, compare_path);
}

/* An edit script: the cached files [place, place + removed) are replaced by the listing's files [first, the
 * next edit's first). */
struct edit {
  size_t place, removed, first;
};

struct renewal {
  struct source *source;
  const struct history_cache *cache;
  struct listing listing; /* of the files that are new or not the same */
  struct edit *edits;
  size_t count, capacity;
};

static bool add_edit(struct renewal *renewal, size_t place, size_t removed) {
  const struct edit *last = renewal->count == 0 ? NULL : &renewal->edits[renewal->count - 1];
  /* Both trees would have to be in order. */
  if (last != NULL && place < last->place + last->removed) return false;
  renewal->edits = memory_grow(renewal->edits, renewal->count, &renewal->capacity, sizeof *renewal->edits);
  renewal->edits[renewal->count++] = (struct edit){place, removed, renewal->listing.count};
  return true;
}

static bool change_file(struct renewal *renewal, const struct tree_entry *newer,
                        const struct tree_entry *older) {
  struct listing *listing = &renewal->listing;
  struct view name = newer != NULL ? newer->name : older->name;
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  size_t place = history_cache_place(renewal->cache, buffer_view(&listing->path));
  bool was_there = place < renewal->cache->file_count &&
                   view_equal(history_cache_path(renewal->cache, place), buffer_view(&listing->path));
  listing->path.length = length;
  if (was_there != (older != NULL) || !add_edit(renewal, place, older != NULL)) return false;
  if (newer == NULL) return true;
  if (newer->kind != TREE_FILE && newer->kind != TREE_PROGRAM) return false;
  listing_add_file(listing, name, 0, newer->object);
  return true;
}

/* A folder that is in one of the trees only, and is the one that is walked. */
static bool change_folder(struct renewal *renewal, const unsigned char *newer, unsigned depth) {
  struct listing *listing = &renewal->listing;
  size_t begin = history_cache_place(renewal->cache, buffer_view(&listing->path));
  listing->path.data[listing->path.length - 1] = '/' + 1;
  size_t end = history_cache_place(renewal->cache, buffer_view(&listing->path));
  listing->path.data[listing->path.length - 1] = '/';
  if (newer == NULL) return add_edit(renewal, begin, end - begin);
  if (begin != end || !add_edit(renewal, begin, 0)) return false;
  source_list_tree(renewal->source, newer, depth, listing);
  return true;
}

static bool compare_trees(struct renewal *renewal, const unsigned char *newer, const unsigned char *older,
                          unsigned depth);

static bool compare_entry(struct renewal *renewal, const struct tree_entry *newer,
                          const struct tree_entry *older, unsigned depth) {
  struct listing *listing = &renewal->listing;
  const struct tree_entry *any = newer != NULL ? newer : older;
  if (!listing_accepts(listing, any->name)) return true;
  if (any->kind != TREE_FOLDER) return change_file(renewal, newer, older);
  size_t length = listing_enter(listing, any->name);
  bool done = listing_may_descend(listing, depth);
  if (done && newer != NULL && older != NULL)
    done = compare_trees(renewal, newer->object, older->object, depth + 1);
  else if (done)
    done = change_folder(renewal, newer == NULL ? NULL : newer->object, depth + 1);
  listing_leave(listing, length);
  return done;
}

static bool compare_trees(struct renewal *renewal, const unsigned char *newer, const unsigned char *older,
                          unsigned depth) {
  git_odb_object *trees[2] = {NULL, NULL};
  bool done = source_read_object(renewal->source, newer, GIT_OBJECT_TREE, &trees[0]) == 0 &&
              source_read_object(renewal->source, older, GIT_OBJECT_TREE, &trees[1]) == 0;
  if (done) {
    struct view rest = {git_odb_object_data(trees[0]), git_odb_object_size(trees[0])};
    struct view other = {git_odb_object_data(trees[1]), git_odb_object_size(trees[1])};
    struct tree_difference difference;
    while (done && tree_next_difference(&rest, &other, &difference))
      done = compare_entry(renewal, difference.newer, difference.older, depth);
    done = done && rest.length == 0;
  }
  for (size_t i = 0; i < 2; i++)
    git_odb_object_free(trees[i]);
  return done;
}

static void take_cached(const struct renewal *renewal, size_t begin, size_t end, struct source_files *files) {
  size_t folder = renewal->listing.folder_length;
  for (size_t i = begin; i < end; i++) {
    struct source_file *file = &files->items[files->count++];
    file->path = history_cache_path(renewal->cache, i);
    file->name = view_slice(file->path, folder, SIZE_MAX);
    memcpy(file->object, history_cache_object(renewal->cache, i), sizeof file->object);
  }
}

/* False when the files come out of order, which a damaged tree does. */
static bool join(const struct renewal *renewal, struct source_files *files) {
  const struct listing *listing = &renewal->listing;
  size_t taken = 0;
  files->items =
      arena_array(listing->arena, renewal->cache->file_count + listing->count, sizeof *files->items);
  for (size_t i = 0; i < renewal->count; i++) {
    const struct edit *edit = &renewal->edits[i];
    size_t end = i + 1 < renewal->count ? edit[1].first : listing->count;
    take_cached(renewal, taken, edit->place, files);
    for (size_t k = edit->first; k < end; k++)
      files->items[files->count++] = listing->items[k];
    taken = edit->place + edit->removed;
  }
  take_cached(renewal, taken, renewal->cache->file_count, files);
  for (size_t i = 1; i < files->count; i++)
    if (view_compare(files->items[i - 1].path, files->items[i].path) >= 0) return false;
  return true;
}

static bool renew(struct renewal *renewal, struct view folder, struct source_files *files) {
  struct listing *listing = &renewal->listing;
  if (folder.length > 0) listing_enter(listing, folder);
  listing->folder_length = listing->path.length;
  if (source_find_folder(renewal->source, folder, listing, listing->tree) != SOURCE_FOUND) return false;
  if (memcmp(listing->tree, renewal->cache->tree, OBJECT_BYTES) != 0 &&
      !compare_trees(renewal, listing->tree, renewal->cache->tree, 0))
    return false;
  if (listing->diagnostics->count > 0 || listing->stopped || !join(renewal, files)) return false;
  memcpy(files->tree, listing->tree, sizeof files->tree);
  files->spent = listing->spent;
  return true;
}

bool source_list_since(struct source *source, const struct history_cache *cache, struct arena *arena,
                       struct source_files *files) {
  static const unsigned char nothing[OBJECT_BYTES];
  struct diagnostics discarded = {0};
  struct buffer plain = {0};
  struct renewal renewal = {
      .source = source,
      .cache = cache,
      .listing = {.arena = arena, .diagnostics = &discarded, .source = source, .spent = cache->spent}};
  *files = (struct source_files){0};
  bool done = source->kind == &source_git && memcmp(cache->tree, nothing, OBJECT_BYTES) != 0 &&
              source_plain_folder(cache->folder, &plain) && renew(&renewal, buffer_view(&plain), files);
  if (!done) *files = (struct source_files){0};
  buffer_free(&plain);
  buffer_free(&renewal.listing.path);
  free(renewal.listing.items);
  free(renewal.edits);
  diagnostics_free(&discarded);
  return done;
}
