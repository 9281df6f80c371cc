#include "source/comparison.h"

#include "base/memory.h"
#include "source/tree.h"

#include <stdlib.h>

enum { KEPT_TREE_BYTES = 1024 * 1024, STRIDE = 64 };

static struct node *folder_node(struct comparison *comparison, struct view path, struct arena *arena) {
  void **slot = map_slot(&comparison->nodes, path);
  if (*slot != NULL) return *slot;
  struct node *folder = arena_allocate(arena, sizeof *folder);
  folder->folder = true;
  *slot = folder;
  return folder;
}

static void add_file(struct comparison *comparison, const struct source_file *file, struct arena *arena) {
  struct node *above = &comparison->root;
  for (size_t at = 0; (at = view_find_byte(file->path, '/', at)) != VIEW_NOT_FOUND; at++) {
    struct node *folder = folder_node(comparison, view_slice(file->path, 0, at), arena);
    folder->above = above;
    above = folder;
  }
  struct node *node = arena_allocate(arena, sizeof *node);
  node->above = above;
  node->file = file;
  *map_slot(&comparison->nodes, file->path) = node;
}

void comparison_start(struct comparison *comparison, struct source *source, const struct source_files *files,
                      struct arena *arena) {
  *comparison = (struct comparison){.source = source, .root = {.folder = true}};
  for (size_t i = 0; i < files->count; i++)
    add_file(comparison, &files->items[i], arena);
}

void comparison_free(struct comparison *comparison) {
  for (size_t i = 0; i < TREE_SLOTS; i++)
    git_odb_object_free(comparison->trees[i]);
  map_free(&comparison->nodes);
  buffer_free(&comparison->path);
}

void comparison_ask(struct node *file, enum question question) {
  for (struct node *at = file; at != NULL; at = at->above)
    at->asked[question]++;
}

void comparison_drop(struct node *file, enum question question) {
  for (struct node *at = file; at != NULL; at = at->above)
    at->asked[question]--;
}

void node_list_add(struct node_list *list, struct node *node) {
  list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
  list->items[list->count++] = node;
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
  enum question question;
  struct node_list *differing;
};

static bool compare_trees(struct pass *pass, const unsigned char *newer, const unsigned char *older);

/* An entry of the newer tree, and its namesake in the older one, which differs or is NULL. */
static bool compare_entry(struct pass *pass, const struct tree_entry *newer, const struct tree_entry *older) {
  struct buffer *path = &pass->comparison->path;
  size_t length = path->length;
  bool done = true;
  buffer_add(path, newer->name);
  struct node *node = map_get(&pass->comparison->nodes, buffer_view(path));
  bool same_kind = node != NULL && node->folder == (newer->kind == TREE_FOLDER);
  if (same_kind && node->asked[pass->question] > 0) {
    if (node->folder) {
      buffer_add_byte(path, '/');
      done = compare_trees(pass, newer->object, older == NULL ? NULL : older->object);
    } else {
      memcpy(node->object, newer->object, OBJECT_BYTES);
      node_list_add(pass->differing, node);
    }
  }
  path->length = length;
  return done;
}

static bool same_entry(const struct tree_entry *a, const struct tree_entry *b) {
  return a->kind == b->kind && memcmp(a->object, b->object, OBJECT_BYTES) == 0;
}

static size_t common_length(struct view a, struct view b) {
  size_t limit = a.length < b.length ? a.length : b.length, length = 0;
  while (limit - length >= STRIDE && memcmp(a.data + length, b.data + length, STRIDE) == 0)
    length += STRIDE;
  while (length < limit && a.data[length] == b.data[length])
    length++;
  return length;
}

/* Passes over the entries that both begin with, byte for byte: nearly all. */
static void skip_common(struct view *a, struct view *b) {
  size_t common = common_length(*a, *b), done = 0;
  if (common == 0) return;
  if (common == a->length && common == b->length) {
    *a = *b = (struct view){NULL, 0};
    return;
  }
  while (done < common) {
    const char *end = memchr(a->data + done, '\0', common - done);
    if (end == NULL || (size_t)(end - a->data) + 1 + OBJECT_BYTES > common) break;
    done = (size_t)(end - a->data) + 1 + OBJECT_BYTES;
  }
  *a = view_slice(*a, done, SIZE_MAX);
  *b = view_slice(*b, done, SIZE_MAX);
}

/* Both are in git's order; of damaged trees that are not, the result is only less exact. */
static bool compare_entries(struct pass *pass, struct view newer, struct view older) {
  struct tree_entry entry, other;
  bool done = true;
  skip_common(&newer, &older);
  while (done && tree_next(&newer, &entry)) {
    int order = -1;
    struct view behind = older;
    while (tree_next(&behind, &other) && (order = tree_entry_compare(&entry, &other)) > 0)
      older = behind;
    if (order != 0) {
      done = compare_entry(pass, &entry, NULL);
      continue;
    }
    older = behind;
    if (!same_entry(&entry, &other)) done = compare_entry(pass, &entry, &other);
    skip_common(&newer, &older);
  }
  return done;
}

static bool compare_trees(struct pass *pass, const unsigned char *newer, const unsigned char *older) {
  struct view older_text = {NULL, 0};
  git_odb_object *newer_tree = read_tree(pass->comparison, newer), *older_tree = NULL;
  if (newer_tree == NULL) return false;
  if (older != NULL) {
    older_tree = read_tree(pass->comparison, older);
    if (older_tree == NULL) {
      git_odb_object_free(newer_tree);
      return false;
    }
    older_text = (struct view){git_odb_object_data(older_tree), git_odb_object_size(older_tree)};
  }
  struct view newer_text = {git_odb_object_data(newer_tree), git_odb_object_size(newer_tree)};
  bool done = compare_entries(pass, newer_text, older_text);
  git_odb_object_free(newer_tree);
  git_odb_object_free(older_tree);
  return done;
}

bool comparison_run(struct comparison *comparison, enum question question, const unsigned char *newer,
                    const unsigned char *older, struct node_list *differing) {
  struct pass pass = {comparison, question, differing};
  buffer_clear(&comparison->path);
  if (comparison->root.asked[question] == 0) return true;
  if (older != NULL && memcmp(newer, older, OBJECT_BYTES) == 0) return true;
  return compare_trees(&pass, newer, older);
}
