#include "base/snapshot_files.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* One behind the other; free with free(). */
static char *join(const char *path, const char *separator, const char *suffix) {
  size_t lengths[] = {strlen(path), strlen(separator), strlen(suffix)};
  char *text = memory_allocate(lengths[0] + lengths[1] + lengths[2] + 1, 1);
  memcpy(text, path, lengths[0]);
  memcpy(text + lengths[0], separator, lengths[1]);
  memcpy(text + lengths[0] + lengths[1], suffix, lengths[2]);
  return text;
}

char *snapshot_file_path(const char *path, const char *suffix) {
  return join(path, ".", suffix);
}

struct view snapshot_map(int file) {
  struct stat status;
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0)
    return (struct view){NULL, 0};
  void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
  if (bytes == MAP_FAILED) return (struct view){NULL, 0};
  return (struct view){bytes, (size_t)status.st_size};
}

void snapshot_unmap(struct view bytes) {
  if (bytes.data != NULL) munmap((void *)(uintptr_t)bytes.data, bytes.length);
}

/* The end of the path of the folder that the path names a file in. */
static char *folder_end(const char *path, char *end) {
  while (end > path && end[-1] != '/')
    end--;
  while (end > path + 1 && end[-1] == '/')
    end--;
  return end;
}

/* In the file's folder, or in the nearest above it that is there already. */
static int open_nameless(const char *path) {
  char *folder = join(path, "", ""), *end = folder + strlen(folder);
  int file = -1;
  do {
    end = folder_end(folder, end);
    *end = '\0';
    file = open(end == folder ? "." : folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  } while (file < 0 && errno == ENOENT && end > folder + 1);
  free(folder);
  return file;
}

static bool make_folders(const char *path) {
  char *folder = join(path, "", "");
  bool good = true;
  for (char *slash = strchr(folder + 1, '/'); slash != NULL && good; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    good = mkdir(folder, 0777) == 0 || errno == EEXIST;
    *slash = '/';
  }
  free(folder);
  return good;
}

bool snapshot_draft_open(struct snapshot_draft *draft, const char *path, const char *suffix) {
  *draft = (struct snapshot_draft){.path = snapshot_file_path(path, suffix)};
  draft->file = open_nameless(draft->path);
  if (draft->file >= 0) return true;
  draft->new_path = join(draft->path, "-", "new");
  if (!make_folders(draft->path)) return false;
  unlink(draft->new_path);
  draft->file = open(draft->new_path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  return draft->file >= 0;
}

static bool give_name(struct snapshot_draft *draft) {
  char own[32], number[16];
  snprintf(own, sizeof own, "/proc/self/fd/%d", draft->file);
  snprintf(number, sizeof number, "%d", (int)getpid());
  draft->new_path = join(draft->path, "-", number);
  unlink(draft->new_path);
  return linkat(AT_FDCWD, own, AT_FDCWD, draft->new_path, AT_SYMLINK_FOLLOW) == 0;
}

bool snapshot_draft_publish(struct snapshot_draft *draft) {
  if (draft->new_path == NULL && (!make_folders(draft->path) || !give_name(draft))) return false;
  if (rename(draft->new_path, draft->path) != 0) return false;
  free(draft->new_path);
  draft->new_path = NULL;
  return true;
}

void snapshot_draft_close(struct snapshot_draft *draft) {
  if (draft->file >= 0) {
    close(draft->file);
    if (draft->new_path != NULL) unlink(draft->new_path);
  }
  free(draft->path);
  free(draft->new_path);
  *draft = (struct snapshot_draft){.file = -1};
}
