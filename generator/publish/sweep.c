#include "publish/sweep.h"

#include "publish/folder.h"

#include <stdlib.h>

/* The first file that is not before the path. */
static size_t find(const struct website_files *files, struct view path) {
  size_t low = 0, high = files->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (view_compare(files->items[middle]->path, path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool is_file(const struct website_files *files, struct view path) {
  size_t at = find(files, path);
  return at < files->count && view_equal(files->items[at]->path, path);
}

/* Whether a file lies below it; `path` ends with a /. */
static bool is_folder(const struct website_files *files, struct view path) {
  size_t at = find(files, path);
  return at < files->count && files->items[at]->path.length > path.length &&
         view_equal(view_slice(files->items[at]->path, 0, path.length), path);
}

static bool lies_in_file(const struct website_files *files, struct view path) {
  for (size_t i = 0; i < path.length; i++)
    if (path.data[i] == '/' && is_file(files, view_slice(path, 0, i))) return true;
  return false;
}

enum fate { STAYS, GOES, GOES_FIRST };

/* Of a name as folder_list_visible gives it, with a NUL behind it. */
static enum fate fate_of(const struct website_files *files, struct view name, struct arena *arena) {
  bool folder = name.data[name.length - 1] == '/';
  struct view path = folder ? view_slice(name, 0, name.length - 1) : name;
  if (folder ? is_folder(files, name) : is_file(files, name)) return STAYS;
  bool is_in_the_way =
      lies_in_file(files, path) ||
      (folder ? is_file(files, path) : is_folder(files, arena_format(arena, "%.*s/", VIEW_FORMAT(path))));
  return is_in_the_way ? GOES_FIRST : GOES;
}

struct found {
  struct view path;
  enum fate fate;
};

/* What lies in a folder comes before it. */
static int compare(const void *left, const void *right) {
  const struct found *a = left, *b = right;
  if (a->fate != b->fate) return a->fate == GOES_FIRST ? -1 : 1;
  return view_compare(b->path, a->path);
}

bool sweep_find(struct sweep *sweep, int site, const struct website_files *files, struct arena *arena) {
  *sweep = (struct sweep){0};
  if (folder_list_visible(site, &sweep->names) != 0) return false;
  size_t most = 0;
  for (size_t i = 0; i < sweep->names.length; i++)
    most += sweep->names.data[i] == '\0';
  struct found *found = arena_array(arena, most, sizeof *found);
  struct view rest = buffer_view(&sweep->names), name;
  while (view_next(&rest, '\0', &name)) {
    if (name.length == 0) continue;
    enum fate fate = fate_of(files, name, arena);
    if (fate == STAYS) continue;
    bool folder = name.data[name.length - 1] == '/';
    found[sweep->count++] = (struct found){view_slice(name, 0, name.length - folder), fate};
    sweep->in_the_way += fate == GOES_FIRST;
    sweep->files += !folder;
  }
  if (sweep->count > 1) qsort(found, sweep->count, sizeof *found, compare);
  sweep->paths = arena_array(arena, sweep->count, sizeof *sweep->paths);
  for (size_t i = 0; i < sweep->count; i++)
    sweep->paths[i] = found[i].path;
  return true;
}

void sweep_close(struct sweep *sweep) {
  buffer_free(&sweep->names);
}
