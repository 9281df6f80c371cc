#include "source/tree.h"

enum { OBJECT_BYTES = 20, MODE_DIGITS = 7, STRIDE = 64 };

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
static int compare_entries(const struct tree_entry *a, const struct tree_entry *b) {
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
    int order = !has_entry ? 1 : !has_other ? -1 : compare_entries(entry, other);
    if (order <= 0) *newer = after;
    if (order >= 0) *older = behind;
    if (order == 0 && same_entry(entry, other)) continue;
    difference->newer = order <= 0 ? entry : NULL;
    difference->older = order >= 0 ? other : NULL;
    return true;
  }
}
