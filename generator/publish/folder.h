/* Work on folders of the disk and on the files in them, relative to an open folder. */
#ifndef KYKET_PUBLISH_FOLDER_H
#define KYKET_PUBLISH_FOLDER_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/* Opens a folder, not through a symbolic link; -1 with errno. Close with close(). */
int folder_open(int parent, const char *name);

/* Opens a file below the folder for reading, through no symbolic link at any step; -1 with errno. */
int folder_open_file(int folder, const char *path);

/* Opens the folder that the path of a file stands in, through no symbolic link at any step; with `make` the
 * folders are made. -1 with errno. */
int folder_open_parent(int folder, const char *path, bool make);

/* Makes the folders that the path of a file needs; 0, or -1 with errno. */
int folder_make_parents(int folder, const char *path);

/* What is at that path, a symbolic link not followed. False with errno. */
bool folder_look(int folder, struct view path, struct stat *found);

/* Removes a folder with all it holds, to any depth, symbolic links not followed; 0 (also when it is not
 * there), or -1 with errno. */
int folder_remove(int parent, const char *name);

/* Waits until all that was written to the folder's file system, by whomever, is on its disk: for many files
 * far less work than one by one. 0, or -1 with errno. */
int folder_sync_all(int folder);

/* Waits until the names in the folder are on its disk. 0, or -1 with errno. */
int folder_sync_names(int folder);

/* Gives an open folder the mode, owner and group of another. False with errno. */
bool folder_take_rights(int folder, const struct stat *rights);

/* The same, and its lists of who may do what (acl(5)): its own, and the one for what is made in it. */
bool folder_take_all_rights(int folder, int from);

/* Whether the folder holds nothing but names that begin with a dot. */
bool folder_is_bare(int folder);

/* Whether the path is a folder with names in it, at any depth, that begin with a dot, or may be. */
bool folder_holds_dots(int parent, const char *path);

/* Removes of a folder what does not begin with a dot, and the folders that are empty then; what lies deep may
 * stay. 0, or -1 with errno. */
int folder_remove_visible(int parent, const char *name);

/* Adds the paths of all names in the folder, at any depth, that do not begin with a dot nor lie in what does,
 * each with a NUL behind it and those of folders with a / before that. 0, or -1 with errno. */
int folder_list_visible(int folder, struct buffer *paths);

/* Gives what begins with a dot in one folder, but `except` at the top, a second name at the same place in
 * another: folders are made with their rights, owner and times, files are linked. What the other folder has
 * already stays. What can't have a second name, as where the file system has no links, gets a copy, and its
 * path, with a NUL behind it, is added to `left`. Counts the files of `from` that `to` has not. 0, or -1 with
 * errno. */
int folder_link_dots(int from, int to, const char *except, struct buffer *left, size_t *missing);

/* Moves what was left from one folder to the other, over its copy. 0, or -1 with errno. */
int folder_move_left(int from, int to, struct view left);

/* Moves what begins with a dot, but `except` at the top, from one folder to the same places in another, where
 * it does not replace anything. 0, or -1 with errno. */
int folder_carry(int from, int to, const char *except);

/* By which the content of a published file is known again. */
uint64_t file_content_hash(struct view bytes);

/* Whether the file has these bytes; it is reached through no symbolic link. */
bool file_holds(int folder, const char *path, struct view bytes);

/* Whether two regular files hold the same; the right one is reached through no symbolic link. */
bool file_is_same(int left_folder, const char *left, int right_folder, const char *right);

#endif
