/* The files of a store: the data, the state that tells whether they are as they were left, and the lock. */
#ifndef KYKET_BASE_STORE_FILES_H
#define KYKET_BASE_STORE_FILES_H

#include "base/view.h"

enum { STORE_DATA_FILES = 2 };

struct store_files {
  char *folder, *data_paths[STORE_DATA_FILES], *state_path, *lock_path;
  int lock; /* the file's descriptor, -1: not open */
};

/* The names only. */
void store_files_name(struct store_files *files, const char *folder);

/* Makes the folder and takes the lock with others. */
bool store_files_open(struct store_files *files, const char **reason);
void store_files_close(struct store_files *files);

/* Makes the lock one's own, for which it waits a little, and shares it again. When the first fails it is
 * still shared. */
bool store_files_take(struct store_files *files);
bool store_files_share(struct store_files *files);

/* Writes the state of the data as they are now. */
bool store_files_record(const struct store_files *files, struct view stamp);
bool store_files_are_as_recorded(const struct store_files *files, struct view stamp);

void store_files_drop(const struct store_files *files);

size_t store_files_data_bytes(const struct store_files *files);

#endif
