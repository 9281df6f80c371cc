/* Where an output folder lies: whether another folder can take its place, or its files have to be replaced
 * one by one. A rename can't replace a folder that something is mounted on, or in; where a folder is mounted
 * at another place too, as in a container, the old one would be seen there; overlayfs may refuse to rename a
 * folder that came from below; and a new folder can't be given to an owner or a group that are not one's own.
 *
 * Mounts of other mount namespaces are looked for as far as /proc shows them: a container's of the same
 * machine, not those that begin during the build. */
#ifndef KYKET_PUBLISH_PLACEMENT_H
#define KYKET_PUBLISH_PLACEMENT_H

#include <stdbool.h>

/* Whether the folder, which is open, is a mount point, so that nothing can be renamed into it from beside it.
 */
bool placement_is_mount(int parent, int folder);

/* Whether a new folder beside it can be swapped in for the open folder `name` of the open `parent`. */
bool placement_is_replaceable(int parent, const char *name, int folder);

#endif
