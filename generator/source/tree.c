#include "source/tree.h"

enum { OBJECT_BYTES = 20, MODE_DIGITS = 7 };

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

int tree_entry_compare(const struct tree_entry *a, const struct tree_entry *b) {
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
