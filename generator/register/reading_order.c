#include "register/reading_order.h"

#include "base/memory.h"
#include "base/sorting.h"

#include <stdlib.h>

/* "ID.md" */
static struct view name_of(const struct entry_file *item) {
  struct view path = item->file->path;
  const char *slash = memrchr(path.data, '/', path.length);
  return slash == NULL ? path : view_between(slash + 1, path.data + path.length);
}

static int compare_names(const void *left, const void *right) {
  return view_compare(name_of(left), name_of(right));
}

/* How many bytes all names begin with. */
static size_t shared_beginning(const struct entry_file *files, size_t count) {
  struct view shared = name_of(&files[0]);
  for (size_t i = 1; i < count; i++) {
    struct view name = name_of(&files[i]);
    size_t length = 0;
    while (length < shared.length && length < name.length && name.data[length] == shared.data[length])
      length++;
    shared.length = length;
  }
  return shared.length;
}

static void order_kind(struct entry_file *files, size_t count, struct sorting_item *items,
                       struct entry_file **order) {
  size_t shared = shared_beginning(files, count);
  for (size_t i = 0; i < count; i++)
    items[i] = (struct sorting_item){sorting_text_key(name_of(&files[i]), shared), &files[i]};
  sorting_sort(items, count, compare_names);
  for (size_t i = 0; i < count; i++)
    order[i] = items[i].value;
}

void reading_order(struct entry_file *files, size_t count, struct entry_file **order) {
  struct sorting_item *items = memory_allocate(count, sizeof *items);
  for (size_t begin = 0, end; begin < count; begin = end) {
    for (end = begin + 1; end < count && files[end].type == files[begin].type;)
      end++;
    order_kind(files + begin, end - begin, items, order + begin);
  }
  free(items);
}
