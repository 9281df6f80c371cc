#include "source/trees.h"

#include "base/memory.h"
#include "base/path.h"

#include <stdlib.h>

enum { MODE_DIGITS = 7, STRIDE = 64, KEPT_TREE_BYTES = 1024 * 1024 };

/* As git's canon_mode: of a file's permissions only the owner's x counts. */
static enum tree_kind kind_of_mode(uint32_t mode) {
  switch (mode & 0170000) {
  case 0100000:
    return (mode & 0100) != 0 ? TREE_PROGRAM : TREE_FILE;
  case 0040000:
    return TREE_FOLDER;
  case 0120000:
    return TREE_LINK;
  default:
    return TREE_SUBMODULE;
  }
}

bool tree_next(struct view *rest, struct tree_entry *entry) {
  const char *at = rest->data, *end = rest->data + rest->length;
  uint32_t mode = 0;
  int digits = 0;
  for (; at < end && *at >= '0' && *at <= '7' && digits < MODE_DIGITS; at++, digits++)
    mode = mode << 3 | (uint32_t)(*at - '0');
  if (digits == 0 || at == end || *at != ' ') return false;
  const char *name = at + 1;
  const char *name_end = memchr(name, '\0', (size_t)(end - name));
  if (name_end == NULL || name_end == name || end - name_end < OBJECT_BYTES + 1) return false;
  entry->kind = kind_of_mode(mode);
  entry->name = view_between(name, name_end);
  entry->object = (const unsigned char *)name_end + 1;
  *rest = view_between(name_end + 1 + OBJECT_BYTES, end);
  return true;
}

/* The order of git's trees, in which a folder's name ends with a slash. As strcmp's result. */
static int compare_names(const struct tree_entry *a, const struct tree_entry *b) {
  size_t shared = a->name.length < b->name.length ? a->name.length : b->name.length;
  int order = memcmp(a->name.data, b->name.data, shared);
  if (order != 0) return order;
  /* The byte behind the shared part: the name's next, or what stands for its end. */
  unsigned char after_a = a->name.length > shared  ? (unsigned char)a->name.data[shared]
                          : a->kind == TREE_FOLDER ? '/'
                                                   : '\0';
  unsigned char after_b = b->name.length > shared  ? (unsigned char)b->name.data[shared]
                          : b->kind == TREE_FOLDER ? '/'
                                                   : '\0';
  return after_a - after_b;
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

bool tree_next_difference(struct view *newer, struct view *older, struct tree_difference *difference) {
  struct tree_entry *entry = &difference->entries[0], *other = &difference->entries[1];
  for (;;) {
    skip_common(newer, older);
    struct view after = *newer, behind = *older;
    bool has_entry = tree_next(&after, entry), has_other = tree_next(&behind, other);
    if (!has_entry && !has_other) return false;
    int order = !has_entry ? 1 : !has_other ? -1 : compare_names(entry, other);
    if (order <= 0) *newer = after;
    if (order >= 0) *older = behind;
    if (order == 0 && same_entry(entry, other)) continue;
    difference->newer = order <= 0 ? entry : NULL;
    difference->older = order >= 0 ? other : NULL;
    return true;
  }
}

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
  struct view folder = {NULL, 0};
  struct node *above = NULL;
  for (size_t i = 0; i < files->count; i++) {
    struct view path = files->items[i].path;
    struct view this_folder = path_folder(path);
    /* Most are in the folder of the one before. */
    if (above == NULL || !view_equal(folder, this_folder)) above = folder_of_path(comparison, path, arena);
    folder = this_folder;
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

/* Reports the path where that is wanted; whether what is below it may have to be reported. */
static bool report_path(const struct pass *pass, const struct node *node, struct view path,
                        const struct tree_entry *entry) {
  const struct comparison *comparison = pass->comparison;
  if (comparison->report == NULL || pass->asked || comparison->has_unreported) return false;
  if (comparison->folder.length > 0 && !path_is_below(path, comparison->folder))
    return view_equal(path, comparison->folder) || path_is_below(comparison->folder, path);
  bool is_file = entry->kind == TREE_FILE || entry->kind == TREE_PROGRAM;
  if (node == NULL) comparison->report(comparison->context, path, is_file ? entry->object : NULL);
  return true;
}

enum { UNLISTED_LIMIT = 1 << 22 };

/* Folders without a listed file: what is in them is only reported. */
static void compare_unlisted(struct pass *pass, const unsigned char *newer, const unsigned char *older) {
  struct comparison *comparison = pass->comparison;
  if (comparison->unlisted++ >= UNLISTED_LIMIT || comparison->depth >= FOLDER_DEPTH_LIMIT) {
    comparison->has_unreported = true;
    return;
  }
  comparison->depth++;
  if (!compare_trees(pass, newer, older)) comparison->has_unreported = true;
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
  bool is_reported = report_path(pass, node, buffer_view(path), older != NULL ? older : newer),
       is_folder = newer_folder != NULL || older_folder != NULL;
  if (listed && !node->folder) add_difference(pass, node, newer, older);
  buffer_add_byte(path, '/');
  if (is_folder && listed && node->folder)
    done = compare_trees(pass, newer_folder, older_folder);
  else if (is_folder && is_reported)
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
