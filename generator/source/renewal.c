/* The list of a revision from that of an earlier one: only folders that differ are read. */
#include "base/memory.h"
#include "source/revisions.h"
#include "source/source_internal.h"
#include "source/trees.h"

#include <stdlib.h>

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
