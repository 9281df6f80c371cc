/* Paths with / between their parts, as views: nothing here looks at a disk. */
#ifndef KYKET_BASE_PATH_H
#define KYKET_BASE_PATH_H

#include "base/view.h"

/* The part before the last slash; empty where there is none. */
static inline struct view path_folder(struct view path) {
  const char *slash = path.length == 0 ? NULL : memrchr(path.data, '/', path.length);
  return slash == NULL ? (struct view){NULL, 0} : view_between(path.data, slash);
}

/* The part behind the last slash; the whole path where there is none. */
static inline struct view path_name(struct view path) {
  const char *slash = path.length == 0 ? NULL : memrchr(path.data, '/', path.length);
  return slash == NULL ? path : view_between(slash + 1, path.data + path.length);
}

/* Without the slashes at its end; "/" stays. */
static inline struct view path_without_end_slashes(struct view path) {
  while (path.length > 1 && path.data[path.length - 1] == '/')
    path.length--;
  return path;
}

/* Both without links, "." and "..". */
static inline bool path_is_or_lies_in(struct view path, struct view folder) {
  return view_equal(path, folder) || (path.length > folder.length && path.data[folder.length] == '/' &&
                                      view_equal(view_slice(path, 0, folder.length), folder));
}

#endif
