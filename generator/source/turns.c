#include "source/turns.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

struct turns {
  pthread_mutex_t lock;
  atomic_size_t users;
};

static bool has_alternates(const char *common_folder) {
  struct buffer path = {0};
  buffer_format(&path, "%s/objects/info/alternates", common_folder);
  buffer_add_byte(&path, '\0');
  bool found = access(path.data, F_OK) == 0;
  buffer_free(&path);
  return found;
}

static size_t count_packs(const char *common_folder) {
  struct buffer path = {0};
  buffer_format(&path, "%s/objects/pack", common_folder);
  buffer_add_byte(&path, '\0');
  DIR *folder = opendir(path.data);
  buffer_free(&path);
  size_t count = 0;
  if (folder == NULL) return 0;
  for (const struct dirent *item; (item = readdir(folder)) != NULL;)
    count += view_ends_with(view_of(item->d_name), ".pack");
  closedir(folder);
  return count;
}

struct turns *turns_open(const char *common_folder, bool borrows, size_t open_packs) {
  if (!borrows && !has_alternates(common_folder) && count_packs(common_folder) <= open_packs) return NULL;
  struct turns *turns = memory_allocate(1, sizeof *turns);
  pthread_mutex_init(&turns->lock, NULL);
  atomic_init(&turns->users, 1);
  return turns;
}

struct turns *turns_open_again(struct turns *turns) {
  if (turns != NULL) atomic_fetch_add(&turns->users, 1);
  return turns;
}

void turns_close(struct turns *turns) {
  if (turns == NULL || atomic_fetch_sub(&turns->users, 1) != 1) return;
  pthread_mutex_destroy(&turns->lock);
  free(turns);
}

void turns_begin(struct turns *turns) {
  if (turns != NULL) pthread_mutex_lock(&turns->lock);
}

void turns_end(struct turns *turns) {
  if (turns != NULL) pthread_mutex_unlock(&turns->lock);
}
