#include "publish/publication.h"

#include "base/memory.h"
#include "publish/file.h"
#include "publish/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct publication {
  struct output *output;
  int site;          /* the new site */
  const char *fresh; /* its name; NULL: not to be removed */
  atomic_size_t written, unchanged;
  size_t removed;
};

static bool make_new(struct publication *publication) {
  struct output *output = publication->output;
  if (mkdirat(output->parent, output->fresh, 0777) != 0)
    return output_fail(output, PHRASE_cant_make_folder, view_of(output->fresh));
  publication->site = folder_open(output->parent, output->fresh);
  return publication->site >= 0 || output_fail(output, PHRASE_cant_open_folder, view_of(output->fresh));
}

struct publication *publication_open(struct output *output) {
  struct publication *publication = memory_allocate(1, sizeof *publication);
  publication->output = output;
  publication->fresh = output->fresh;
  publication->site = -1;
  if (make_new(publication)) return publication;
  publication_close(publication);
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
static bool has_room(struct publication *publication, const char *path) {
  struct output *output = publication->output;
  return output->site < 0 || !folder_holds_dots(output->site, path) || output_refuse_file(output, path);
}

bool publication_write(struct publication *publication, struct view name, struct view bytes) {
  char path[PATH_MAX];
  int old = publication->output->site;
  if (!output_path(publication->output, name, path)) return false;
  bool same = old >= 0 && file_holds(old, path, bytes);
  if (!same && !has_room(publication, path)) return false;
  /* Where the file system has no links the file is written again. */
  if (same && publication_keep(publication, name)) return true;
  if (write_below(publication->site, path, bytes) != 0)
    return output_fail(publication->output, PHRASE_cant_write, name);
  if (same)
    publication->unchanged++;
  else
    publication->written++;
  return true;
}

bool publication_keep(struct publication *publication, struct view name) {
  char path[PATH_MAX];
  struct output *output = publication->output;
  if (output->site < 0 || !output_path(output, name, path)) return false;
  if (linkat(output->site, path, publication->site, path, 0) != 0 &&
      (errno != ENOENT || folder_make_parents(publication->site, path) != 0 ||
       linkat(output->site, path, publication->site, path, 0) != 0))
    return false;
  publication->unchanged++;
  return true;
}

static bool copy(struct publication *publication, const char *path, struct source *source,
                 const struct source_file *file) {
  struct diagnostics found = {0};
  bool good = source_copy(source, file, publication->site, path, &found);
  output_report(publication->output, &found);
  diagnostics_free(&found);
  return good;
}

bool publication_copy(struct publication *publication, struct view name, struct source *source,
                      const struct source_file *file) {
  char path[PATH_MAX];
  if (!output_path(publication->output, name, path)) return false;
  if (folder_make_parents(publication->site, path) != 0)
    return output_fail(publication->output, PHRASE_cant_make_folder_of, name);
  if (!copy(publication, path, source, file)) return false;
  if (publication->output->site < 0 ||
      !file_is_same(publication->site, path, publication->output->site, path)) {
    publication->written++;
    return has_room(publication, path);
  }
  publication->unchanged++;
  if (unlinkat(publication->site, path, 0) != 0)
    return output_fail(publication->output, PHRASE_cant_replace, name);
  if (linkat(publication->output->site, path, publication->site, path, 0) == 0) return true;
  return copy(publication, path, source, file);
}

/* After it the old site has the name of the new one. */
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

static bool write_marker(struct publication *publication, uint64_t id) {
  struct arena arena = {0};
  size_t written = publication->written, unchanged = publication->unchanged;
  bool good = publication_write(publication, VIEW(OUTPUT_MARKER), output_marker(&arena, id));
  publication->written = written;
  publication->unchanged = unchanged;
  arena_free(&arena);
  return good;
}

/* Until the swap and the dot files that moved over are on the disk the old site must stay. */
static bool sync_swapped(struct publication *publication) {
  if (output_sync(publication->output, publication->output->parent) == 0) return true;
  output_add(publication->output, message_not_synced(strerror(errno)));
  publication->fresh = NULL;
  return false;
}

bool publication_commit(struct publication *publication, uint64_t id) {
  struct output *output = publication->output;
  if (!write_marker(publication, id)) return false;
  /* A name must not be on the disk before what it names. */
  if (output_sync(output, publication->site) != 0)
    return output_fail(output, PHRASE_cant_write, view_of(output->fresh));
  if (output->site < 0) {
    if (renameat(output->parent, output->fresh, output->parent, output->name) != 0)
      return output_fail(output, PHRASE_cant_swap_in, view_of(output->fresh));
    return sync_swapped(publication);
  }
  if (!swap(output)) return false;
  if (folder_carry(output->site, publication->site, OUTPUT_MARKER, &publication->removed) != 0) {
    output_add(output, message_dots_left_behind(strerror(errno)));
    publication->fresh = NULL;
  }
  return sync_swapped(publication);
}

struct publication_counts publication_counts(const struct publication *publication) {
  return (struct publication_counts){publication->written, publication->unchanged, publication->removed};
}

void publication_close(struct publication *publication) {
  if (publication == NULL) return;
  if (publication->fresh != NULL && publication->site >= 0 &&
      folder_remove(publication->output->parent, publication->fresh) != 0)
    output_add(publication->output, message_not_cleared(publication->fresh, strerror(errno)));
  if (publication->site >= 0) close(publication->site);
  free(publication);
}
