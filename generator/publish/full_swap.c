#include "publish/full_swap.h"

#include "base/files.h"
#include "base/memory.h"
#include "publish/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct full_swap {
  struct output *output;
  int site;          /* the new site */
  const char *fresh; /* its name; NULL: not to be removed */
  atomic_size_t written, unchanged;
  size_t removed;
  struct buffer left; /* dot files that could not be linked into the new site */
};

static bool make_new(struct full_swap *full_swap) {
  struct output *output = full_swap->output;
  if (mkdirat(output->parent, output->fresh, 0777) != 0)
    return output_fail(output, PHRASE_cant_make_folder, view_of(output->fresh));
  full_swap->site = folder_open(output->parent, output->fresh);
  if (full_swap->site < 0) return output_fail(output, PHRASE_cant_open_folder, view_of(output->fresh));
  bool good = output->site < 0 || folder_take_all_rights(full_swap->site, output->site);
  return good || output_fail(output, PHRASE_cant_make_folder, view_of(output->fresh));
}

struct full_swap *full_swap_open(struct output *output) {
  struct full_swap *full_swap = memory_allocate(1, sizeof *full_swap);
  full_swap->output = output;
  full_swap->fresh = output->fresh;
  full_swap->site = -1;
  if (make_new(full_swap)) return full_swap;
  full_swap_close(full_swap);
  return NULL;
}

/* Most files are the first of a folder of their own, which need not be looked for. False when folders above
 * it are missing; writing the file tells what else is wrong. */
static bool make_own_folder(int site, const char *path) {
  char folder[PATH_MAX];
  const char *end = strrchr(path, '/');
  if (end == NULL) return true;
  memcpy(folder, path, (size_t)(end - path));
  folder[end - path] = '\0';
  return mkdirat(site, folder, 0777) == 0 || errno != ENOENT;
}

/* As file_write, and its folders. */
static int write_below(int site, const char *path, struct view bytes) {
  if (make_own_folder(site, path)) {
    int result = file_write(site, path, bytes);
    if (result == 0 || errno != ENOENT) return result;
  }
  if (folder_make_parents(site, path) != 0) return -1;
  return file_write(site, path, bytes);
}

/* A folder that held dot files can't become a file: they would have no place. */
static bool has_room(struct full_swap *full_swap, const char *path) {
  struct output *output = full_swap->output;
  return output->site < 0 || !folder_holds_dots(output->site, path) || output_refuse_file(output, path);
}

bool full_swap_write(struct full_swap *full_swap, struct view name, struct view bytes) {
  char path[PATH_MAX];
  int old = full_swap->output->site;
  if (!output_path(full_swap->output, name, path)) return false;
  bool same = old >= 0 && file_holds(old, path, bytes);
  if (!same && !has_room(full_swap, path)) return false;
  /* Where the file system has no links the file is written again. */
  if (same && full_swap_keep(full_swap, name)) return true;
  if (write_below(full_swap->site, path, bytes) != 0)
    return output_fail(full_swap->output, PHRASE_cant_write, name);
  if (same)
    full_swap->unchanged++;
  else
    full_swap->written++;
  return true;
}

bool full_swap_keep(struct full_swap *full_swap, struct view name) {
  char path[PATH_MAX];
  struct output *output = full_swap->output;
  if (output->site < 0 || !output_path(output, name, path)) return false;
  if (linkat(output->site, path, full_swap->site, path, 0) != 0 &&
      (errno != ENOENT || folder_make_parents(full_swap->site, path) != 0 ||
       linkat(output->site, path, full_swap->site, path, 0) != 0))
    return false;
  full_swap->unchanged++;
  return true;
}

static bool copy(struct full_swap *full_swap, const char *path, struct source *source,
                 const struct source_file *file) {
  struct diagnostics found = {0};
  bool good = source_copy(source, file, full_swap->site, path, &found);
  output_report(full_swap->output, &found);
  diagnostics_free(&found);
  return good;
}

bool full_swap_copy(struct full_swap *full_swap, struct view name, struct source *source,
                    const struct source_file *file) {
  char path[PATH_MAX];
  if (!output_path(full_swap->output, name, path)) return false;
  if (folder_make_parents(full_swap->site, path) != 0)
    return output_fail(full_swap->output, PHRASE_cant_make_folder_of, name);
  if (!copy(full_swap, path, source, file)) return false;
  if (full_swap->output->site < 0 || !file_is_same(full_swap->site, path, full_swap->output->site, path)) {
    full_swap->written++;
    return has_room(full_swap, path);
  }
  full_swap->unchanged++;
  if (unlinkat(full_swap->site, path, 0) != 0)
    return output_fail(full_swap->output, PHRASE_cant_replace, name);
  if (linkat(full_swap->output->site, path, full_swap->site, path, 0) == 0) return true;
  return copy(full_swap, path, source, file);
}

/* Whether the output is still the folder that was opened. False with a diagnostic. */
static bool is_in_place(struct output *output) {
  struct stat own, found;
  if (fstat(output->site, &own) != 0 ||
      fstatat(output->parent, output->name, &found, AT_SYMLINK_NOFOLLOW) != 0)
    return output_fail(output, PHRASE_cant_swap_in, view_of(output->fresh));
  if (own.st_dev == found.st_dev && own.st_ino == found.st_ino) return true;
  output_add(output, message_output_exchanged());
  return false;
}

/* After it the old site has the name of the new one. Where the file system can't exchange two names there is
 * none for a moment. */
static bool swap(struct output *output) {
  int parent = output->parent;
  if (renameat2(parent, output->fresh, parent, output->name, RENAME_EXCHANGE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS)
    return output_fail(output, PHRASE_cant_swap_in, view_of(output->fresh));
  if (renameat(parent, output->name, parent, output->aside) != 0)
    return output_fail(output, PHRASE_cant_set_aside, view_of(output->name));
  if (renameat(parent, output->fresh, parent, output->name) != 0) {
    output_fail(output, PHRASE_cant_swap_in, view_of(output->fresh));
    if (renameat(parent, output->aside, parent, output->name) != 0)
      output_fail(output, PHRASE_cant_put_back_yet, view_of(output->aside));
    return false;
  }
  if (renameat(parent, output->aside, parent, output->fresh) == 0) return true;
  /* The site is published; the next build clears the old one away. */
  return true;
}

static bool write_marker(struct full_swap *full_swap, uint64_t id) {
  struct arena arena = {0};
  size_t written = full_swap->written, unchanged = full_swap->unchanged;
  bool good = full_swap_write(full_swap, VIEW(OUTPUT_MARKER), output_marker(full_swap->output, &arena, id));
  full_swap->written = written;
  full_swap->unchanged = unchanged;
  arena_free(&arena);
  return good;
}

/* Until the swap is on the disk the old site must stay. */
static bool sync_swapped(struct full_swap *full_swap) {
  full_swap->output->changed = true;
  if (output_sync(full_swap->output, full_swap->output->parent) == 0) return true;
  output_add(full_swap->output, message_not_synced(strerror(errno)));
  full_swap->fresh = NULL;
  return false;
}

/* Of the old site there is left what begins with a dot. What came there since the new site was given it, or
 * had no second name, moves over. */
static void carry_late(struct full_swap *full_swap) {
  struct output *output = full_swap->output;
  if (full_swap->fresh == NULL ||
      (folder_remove_visible(output->parent, full_swap->fresh) == 0 &&
       folder_move_left(output->site, full_swap->site, buffer_view(&full_swap->left)) == 0 &&
       folder_carry(output->site, full_swap->site, OUTPUT_MARKER) == 0))
    return;
  output_add(output, message_dots_left_behind(strerror(errno)));
  full_swap->fresh = NULL;
}

bool full_swap_commit(struct full_swap *full_swap, uint64_t id) {
  struct output *output = full_swap->output;
  if (output->site >= 0 && folder_link_dots(output->site, full_swap->site, OUTPUT_MARKER, &full_swap->left,
                                            &full_swap->removed) != 0)
    return output_fail(output, PHRASE_cant_write, view_of(output->fresh));
  if (!write_marker(full_swap, id)) return false;
  /* A name must not be on the disk before what it names. */
  if (output_sync(output, full_swap->site) != 0)
    return output_fail(output, PHRASE_cant_write, view_of(output->fresh));
  if (output->site < 0) {
    if (renameat2(output->parent, output->fresh, output->parent, output->name, RENAME_NOREPLACE) != 0 &&
        ((errno != EINVAL && errno != ENOSYS) ||
         renameat(output->parent, output->fresh, output->parent, output->name) != 0))
      return output_fail(output, PHRASE_cant_swap_in, view_of(output->fresh));
    return sync_swapped(full_swap);
  }
  if (!is_in_place(output) || !swap(output)) return false;
  if (!sync_swapped(full_swap)) return false;
  carry_late(full_swap);
  return true;
}

struct full_swap_counts full_swap_counts(const struct full_swap *full_swap) {
  return (struct full_swap_counts){full_swap->written, full_swap->unchanged, full_swap->removed};
}

void full_swap_close(struct full_swap *full_swap) {
  if (full_swap == NULL) return;
  if (full_swap->fresh != NULL && full_swap->site >= 0 &&
      folder_remove(full_swap->output->parent, full_swap->fresh) != 0)
    output_add(full_swap->output, message_not_cleared(full_swap->fresh, strerror(errno)));
  if (full_swap->site >= 0) close(full_swap->site);
  buffer_free(&full_swap->left);
  free(full_swap);
}
