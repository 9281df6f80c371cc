#include "source/trees.h"

#include "base/memory.h"
#include "source/tree.h"

#include <stdlib.h>

enum { KEPT_TREE_BYTES = 1024 * 1024 };

static struct node *folder_node(struct comparison *comparison, struct view path, struct arena *arena) {
  void **slot = map_slot(&comparison->nodes, path);
  if (*slot != NULL) return *slot;
  struct node *folder = arena_allocate(arena, sizeof *folder);
  folder->folder = true;
  *slot = folder;
  return folder;
}

/* The folder that the path is in, and those above it. */
static struct node *folder_of_path(struct comparison *comparison, struct view path, struct arena *arena) {
  struct node *above = &comparison->root;
  for (size_t at = 0; (at = view_find_byte(path, '/', at)) != VIEW_NOT_FOUND; at++) {
    struct node *folder = folder_node(comparison, view_slice(path, 0, at), arena);
    folder->above = above;
    above = folder;
  }
  return above;
}

void comparison_start(struct comparison *comparison, struct source *source, const struct source_files *files,
                      struct arena *arena) {
  *comparison = (struct comparison){.source = source, .root = {.folder = true}};
  comparison->files = arena_array(arena, files->count, sizeof(struct node *));
  struct view folder = {"", 0};
  struct node *above = NULL;
  for (size_t i = 0; i < files->count; i++) {
    struct view path = files->items[i].path;
    size_t length = path.length;
    while (length > 0 && path.data[length - 1] != '/')
      length--;
    /* Most are in the folder of the one before. */
    if (above == NULL || !view_equal(folder, view_slice(path, 0, length)))
      above = folder_of_path(comparison, path, arena);
    folder = view_slice(path, 0, length);
    struct node *node = arena_allocate(arena, sizeof *node);
    node->above = above;
    *map_slot(&comparison->nodes, path) = node;
    comparison->files[i] = node;
  }
}

void comparison_free(struct comparison *comparison) {
  for (size_t i = 0; i < TREE_SLOTS; i++)
    git_odb_object_free(comparison->trees[i]);
  map_free(&comparison->nodes);
  buffer_free(&comparison->path);
}

void comparison_pass_trees(struct comparison *from, struct comparison *to) {
  memcpy(to->trees, from->trees, sizeof to->trees);
  memset(from->trees, 0, sizeof from->trees);
}

void comparison_ask(struct node *file) {
  for (struct node *at = file; at != NULL; at = at->above)
    at->asked++;
}

void comparison_drop(struct node *file) {
  for (struct node *at = file; at != NULL; at = at->above)
    at->asked--;
}

/* A parent's tree is needed again when the parent's turn has come, often at once. */
static git_odb_object *read_tree(struct comparison *comparison, const unsigned char *id) {
  git_odb_object *object, **slot = &comparison->trees[id[0] % TREE_SLOTS];
  if (*slot != NULL && memcmp(git_odb_object_id(*slot)->id, id, OBJECT_BYTES) == 0) {
    git_odb_object_dup(&object, *slot);
    return object;
  }
  comparison->result = source_read_object(comparison->source, id, GIT_OBJECT_TREE, &object);
  if (comparison->result != 0) {
    memcpy(comparison->unread, id, OBJECT_BYTES);
    return NULL;
  }
  if (git_odb_object_size(object) <= KEPT_TREE_BYTES) {
    git_odb_object_free(*slot);
    git_odb_object_dup(slot, object);
  }
  return object;
}

struct pass {
  struct comparison *comparison;
  bool asked;
  struct difference_list *list;
};

static bool compare_trees(struct pass *pass, const unsigned char *newer, const unsigned char *older);

static void take_file(unsigned char *object, const struct tree_entry *entry) {
  if (entry != NULL && (entry->kind == TREE_FILE || entry->kind == TREE_PROGRAM))
    memcpy(object, entry->object, OBJECT_BYTES);
}

/* A path comes twice where it was a folder and is a file, for git's order has these in two places. */
static void add_difference(struct pass *pass, struct node *file, const struct tree_entry *newer,
                           const struct tree_entry *older) {
  struct difference_list *list = pass->list;
  if (file->run != pass->comparison->run) {
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count] = (struct difference){.file = file};
    file->run = pass->comparison->run;
    file->index = list->count++;
  }
  struct difference *difference = &list->items[file->index];
  take_file(difference->newer, newer);
  take_file(difference->older, older);
}

static const unsigned char *folder_of(const struct tree_entry *entry) {
  return entry != NULL && entry->kind == TREE_FOLDER ? entry->object : NULL;
}

/* Tells of the path where that is wanted; whether what is below it may have to be told. */
static bool tell_of(const struct pass *pass, const struct node *node, struct view path) {
  const struct comparison *comparison = pass->comparison;
  if (comparison->tell == NULL || pass->asked || comparison->untold) return false;
  if (comparison->folder.length > 0 && !view_is_below(path, comparison->folder))
    return view_equal(path, comparison->folder) || view_is_below(comparison->folder, path);
  if (node == NULL) comparison->tell(comparison->context, path);
  return true;
}

enum { TOLD_LIMIT = 1 << 22 };

/* Folders without a listed file, which only tell. */
static void compare_unlisted(struct pass *pass, const unsigned char *newer, const unsigned char *older) {
  struct comparison *comparison = pass->comparison;
  if (comparison->told++ >= TOLD_LIMIT || comparison->depth >= FOLDER_DEPTH_LIMIT) {
    comparison->untold = true;
    return;
  }
  comparison->depth++;
  if (!compare_trees(pass, newer, older)) comparison->untold = true;
  comparison->depth--;
}

/* Entries of one name that differ; one of them may be NULL. */
static bool compare_entry(struct pass *pass, const struct tree_entry *newer, const struct tree_entry *older) {
  struct buffer *path = &pass->comparison->path;
  size_t length = path->length;
  bool done = true;
  buffer_add(path, newer != NULL ? newer->name : older->name);
  struct node *node = map_get(&pass->comparison->nodes, buffer_view(path));
  const unsigned char *newer_folder = folder_of(newer), *older_folder = folder_of(older);
  bool listed = node != NULL && !(pass->asked && node->asked == 0);
  bool told = tell_of(pass, node, buffer_view(path)),
       is_folder = newer_folder != NULL || older_folder != NULL;
  if (listed && !node->folder) add_difference(pass, node, newer, older);
  buffer_add_byte(path, '/');
  if (is_folder && listed && node->folder)
    done = compare_trees(pass, newer_folder, older_folder);
  else if (is_folder && told)
    compare_unlisted(pass, newer_folder, older_folder);
  path->length = length;
  return done;
}

static bool compare_entries(struct pass *pass, struct view newer, struct view older) {
  struct tree_difference difference;
  bool done = true;
  while (done && tree_next_difference(&newer, &older, &difference))
    done = compare_entry(pass, difference.newer, difference.older);
  return done;
}

static bool compare_trees(struct pass *pass, const unsigned char *newer, const unsigned char *older) {
  const unsigned char *ids[] = {newer, older};
  git_odb_object *trees[] = {NULL, NULL};
  struct view texts[] = {{NULL, 0}, {NULL, 0}};
  bool done = true;
  for (size_t i = 0; done && i < 2; i++) {
    if (ids[i] == NULL) continue;
    trees[i] = read_tree(pass->comparison, ids[i]);
    done = trees[i] != NULL;
    if (done) texts[i] = (struct view){git_odb_object_data(trees[i]), git_odb_object_size(trees[i])};
  }
  done = done && compare_entries(pass, texts[0], texts[1]);
  for (size_t i = 0; i < 2; i++)
    git_odb_object_free(trees[i]);
  return done;
}

bool comparison_run(struct comparison *comparison, bool asked, const unsigned char *newer,
                    const unsigned char *older, struct difference_list *list) {
  struct pass pass = {comparison, asked, list};
  buffer_clear(&comparison->path);
  comparison->run++;
  if (asked && comparison->root.asked == 0) return true;
  if (older != NULL && memcmp(newer, older, OBJECT_BYTES) == 0) return true;
  return compare_trees(&pass, newer, older);
}
