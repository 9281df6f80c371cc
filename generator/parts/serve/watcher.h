/* Tells when files of some folders are saved, at any depth (inotify). */
#ifndef KYKET_PARTS_SERVE_WATCHER_H
#define KYKET_PARTS_SERVE_WATCHER_H

#include "source/source.h"

struct watcher;

/* `root` is an open folder, which must stay. `folders` are paths below it, or absolute ones, that need not be
 * there; an empty one is the root itself, of which only names are looked at that `accepts`. Names that begin
 * with a dot are left out. Of each file that something happens to `known` forgets what it knows. NULL with
 * errno: the system watches no more. Release with watcher_close. */
struct watcher *watcher_open(int root, const struct view *folders, size_t count,
                             bool (*accepts)(struct view name), struct known_files *known);
void watcher_close(struct watcher *watcher);

/* The file that is readable when something has happened. */
int watcher_file(const struct watcher *watcher);

/* Takes what has happened; whether a file may have changed. `*saved` is the path of the one that was closed
 * or put into its place, valid until the next call; no data where anything else has happened besides. */
bool watcher_take(struct watcher *watcher, struct view *saved);

/* Watches folders that have come. To be called before the files are read, so that nothing is missed. False
 * with errno: not all are watched. */
bool watcher_renew(struct watcher *watcher);

#endif
