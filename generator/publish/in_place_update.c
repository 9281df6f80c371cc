#include "publish/in_place_update.h"

#include "base/files.h"
#include "base/memory.h"
#include "publish/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char journal_name[] = "journal", unfinished_name[] = "journal.new";

struct in_place_update {
  struct output *output;
  int stage;
  struct buffer journal; /* lines: "put NAME PATH" and "remove PATH" */
  struct buffer first;   /* those before new files */
  struct new_file *fresh;
  size_t fresh_count, fresh_capacity;
  bool clears; /* what stands in the way is removed first */
};

enum { NUMBER_BYTES = 24 };

static void number_name(char name[static NUMBER_BYTES], size_t number) {
  snprintf(name, NUMBER_BYTES, "%zu", number);
}

struct in_place_update *in_place_update_open(struct output *output) {
  struct in_place_update *update = memory_allocate(1, sizeof *update);
  update->output = output;
  update->stage = -1;
  int place = output_stage_place(output);
  if (mkdirat(place, output->stage, 0777) == 0) {
    update->stage = folder_open(place, output->stage);
    /* Folders that are new are made in it, and are as if they had been made in the site. */
    if (update->stage >= 0) (void)folder_take_all_rights(update->stage, output->site);
    if (update->stage >= 0) return update;
  }
  output_fail(output, PHRASE_cant_make_folder, view_of(output->stage));
  in_place_update_close(update);
  return NULL;
}

bool in_place_update_write(struct in_place_update *update, size_t number, struct view name,
                           struct view bytes) {
  char staged[NUMBER_BYTES];
  number_name(staged, number);
  if (file_write(update->stage, staged, bytes) == 0) return true;
  return output_fail(update->output, PHRASE_cant_write, name);
}

bool in_place_update_copy(struct in_place_update *update, size_t number, struct view name,
                          struct source *source, const struct source_file *file) {
  (void)name;
  char staged[NUMBER_BYTES];
  struct diagnostics found = {0};
  number_name(staged, number);
  bool good = source_copy(source, file, update->stage, staged, &found);
  output_report(update->output, &found);
  diagnostics_free(&found);
  return good;
}

bool in_place_update_is_same(struct in_place_update *update, size_t number, struct view name) {
  char staged[NUMBER_BYTES], path[PATH_MAX];
  number_name(staged, number);
  return name.length < sizeof path && output_path(update->output, name, path) &&
         file_is_same(update->stage, staged, update->output->site, path);
}

bool in_place_update_has(const struct in_place_update *update, struct view name) {
  struct stat found;
  return folder_look(update->output->site, name, &found);
}

void in_place_update_put_new(struct in_place_update *update, const struct new_file *file) {
  update->fresh =
      memory_grow(update->fresh, update->fresh_count, &update->fresh_capacity, sizeof *update->fresh);
  update->fresh[update->fresh_count++] = *file;
}

void in_place_update_put(struct in_place_update *update, size_t number, struct view name) {
  buffer_format(&update->journal, "put %zu %.*s\n", number, VIEW_FORMAT(name));
}

void in_place_update_remove(struct in_place_update *update, struct view name) {
  buffer_format(&update->journal, "remove %.*s\n", VIEW_FORMAT(name));
}

static const char *name_in(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

/* Closes the folder and hands the result on, with its errno. */
static int leave(int folder, int result) {
  int saved = errno;
  close(folder);
  errno = saved;
  return result;
}

/* Puts the files of a staged folder into one that somebody has made meanwhile. */
static int merge(int stage, const char *staged, int site, const char *path) {
  struct buffer names = {0}, from = {0}, to = {0};
  struct view rest, name;
  int top = folder_open(stage, staged);
  int result = top < 0 ? -1 : folder_list_visible(top, &names);
  if (top >= 0) close(top);
  rest = buffer_view(&names);
  while (result == 0 && view_next(&rest, '\0', &name)) {
    if (name.length == 0 || name.data[name.length - 1] == '/') continue;
    buffer_clear(&from);
    buffer_clear(&to);
    buffer_format(&from, "%s/%.*s", staged, VIEW_FORMAT(name));
    buffer_format(&to, "%s/%.*s", path, VIEW_FORMAT(name));
    buffer_add_byte(&from, '\0');
    buffer_add_byte(&to, '\0');
    int folder = folder_open_parent(site, to.data, true);
    result = folder < 0 ? -1 : leave(folder, renameat(stage, from.data, folder, name_in(to.data)));
  }
  int saved = errno;
  buffer_free(&names);
  buffer_free(&from);
  buffer_free(&to);
  errno = saved;
  return result == 0 ? folder_remove(stage, staged) : -1;
}

/* In the place of a folder that is new, somebody may have put a file or a link: it goes. */
static bool clear_for_folder(int folder, const char *name) {
  return name[0] != '.' && unlinkat(folder, name, 0) == 0;
}

/* Puts a staged file in its place; one that is not there any more has been put already. */
static int put(int stage, const char *staged, int site, const char *path) {
  struct stat found;
  if (fstatat(stage, staged, &found, AT_SYMLINK_NOFOLLOW) != 0) return errno == ENOENT ? 0 : -1;
  int folder = folder_open_parent(site, path, true);
  if (folder < 0) return -1;
  int result = renameat(stage, staged, folder, name_in(path));
  if (result != 0 && errno == ENOTDIR && S_ISDIR(found.st_mode) && clear_for_folder(folder, name_in(path)))
    result = renameat(stage, staged, folder, name_in(path));
  leave(folder, result);
  bool is_taken = result != 0 && S_ISDIR(found.st_mode) && (errno == ENOTEMPTY || errno == EEXIST);
  return is_taken ? merge(stage, staged, site, path) : result;
}

static int drop_at(int site, const char *path, int flags) {
  int folder = folder_open_parent(site, path, false);
  return folder < 0 ? -1 : leave(folder, unlinkat(folder, name_in(path), flags));
}

/* Removes the folders of a path that are empty. Some may be gone already, of a build that was killed. */
static void drop_folders(int site, char *path) {
  for (char *slash; (slash = strrchr(path, '/')) != NULL;) {
    *slash = '\0';
    if (drop_at(site, path, AT_REMOVEDIR) != 0 && errno != ENOENT) return;
  }
}

/* Removes a file and the folders that are empty then, or a folder unless it holds something. */
static int drop(int site, char *path) {
  int result = drop_at(site, path, 0);
  if (result != 0 && errno == EISDIR) {
    result = drop_at(site, path, AT_REMOVEDIR);
    if (result != 0 && (errno == ENOTEMPTY || errno == EEXIST)) return 0;
  }
  if (result != 0 && errno != ENOENT) return -1;
  drop_folders(site, path);
  return 0;
}

static int take_step(int stage, int site, struct view line) {
  char path[PATH_MAX], staged[NUMBER_BYTES];
  struct view rest = line, verb, number;
  view_next(&rest, ' ', &verb);
  bool is_put = view_equal_string(verb, "put");
  if (is_put) view_next(&rest, ' ', &number);
  if (rest.length >= sizeof path || (is_put && number.length >= sizeof staged)) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(path, rest.data, rest.length);
  path[rest.length] = '\0';
  if (!is_put) return drop(site, path);
  memcpy(staged, number.data, number.length);
  staged[number.length] = '\0';
  return put(stage, staged, site, path);
}

/* All steps of a journal; those that were taken before change nothing. */
static bool take_steps(struct output *output, int stage, int site, struct view journal) {
  struct view line;
  output->changed = true;
  while (view_next(&journal, '\n', &line)) {
    if (line.length == 0 || take_step(stage, site, line) == 0) continue;
    output_add(output, message_step_fails(view_slice(line, 0, PATH_MAX - 1), strerror(errno)));
    return false;
  }
  return true;
}

/* The path of the next file that is to be put in its place; false: there is none. */
static bool next_put(struct view *journal, struct view *path) {
  struct view word;
  while (view_next(journal, '\n', path)) {
    if (!view_starts_with(*path, "put ")) continue;
    view_next(path, ' ', &word);
    view_next(path, ' ', &word);
    return true;
  }
  return false;
}

void in_place_update_clear(struct in_place_update *update, struct view name) {
  update->clears = true;
  buffer_format(&update->first, "remove %.*s\n", VIEW_FORMAT(name));
}

/* Which mount a folder belongs to; a file can't be moved to another one. */
static bool is_of_mount(int folder, int site) {
  struct statx found, own;
  if (statx(folder, "", AT_EMPTY_PATH, STATX_MNT_ID, &found) != 0 ||
      statx(site, "", AT_EMPTY_PATH, STATX_MNT_ID, &own) != 0 ||
      (found.stx_mask & own.stx_mask & STATX_MNT_ID) == 0)
    return true;
  return found.stx_mnt_id == own.stx_mnt_id;
}

/* Folders that are new are made before anything is changed: they are what a full disk could still refuse.
 * Where a file is in the way they are made when it is gone. */
static bool make_folders(struct in_place_update *update) {
  struct view rest = buffer_view(&update->journal), name;
  while (next_put(&rest, &name)) {
    char path[PATH_MAX];
    if (!output_path(update->output, name, path)) return false;
    int folder = folder_open_parent(update->output->site, path, true);
    if (folder < 0 && update->clears && (errno == ENOTDIR || errno == ELOOP)) continue;
    if (folder < 0) return output_fail(update->output, PHRASE_cant_make_folder_of, name);
    struct stat found;
    bool is_folder =
        fstatat(folder, name_in(path), &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(found.st_mode);
    bool is_reached = is_of_mount(folder, update->output->site);
    close(folder);
    errno = EXDEV;
    if (!is_reached) return output_fail(update->output, PHRASE_cant_write, name);
    if (!is_folder) continue;
    if (folder_holds_dots(update->output->site, path)) return output_refuse_file(update->output, path);
    errno = EISDIR;
    if (!update->clears)
      return output_fail(update->output, PHRASE_cant_write, name); /* else it will be gone */
  }
  return true;
}

/* Away with those again that no file came into. */
static void clear_folders(int site, struct view journal) {
  struct view name;
  while (next_put(&journal, &name)) {
    char path[PATH_MAX];
    if (name.length >= sizeof path) continue;
    memcpy(path, name.data, name.length);
    path[name.length] = '\0';
    drop_folders(site, path);
  }
}

/* From here on the journal counts. What it speaks of is on the disk before, and its name before the first
 * step: so whatever of the steps outlives a power cut, the journal does, with all that it needs. */
static bool begin_journal(struct in_place_update *update) {
  struct output *output = update->output;
  int stage = update->stage;
  if (output_sync(output, stage) != 0) return false;
  if (renameat(stage, unfinished_name, stage, journal_name) != 0) return false;
  if (output->no_sync || folder_sync_names(stage) == 0) return true;
  int saved = errno;
  renameat(stage, journal_name, stage, unfinished_name);
  errno = saved;
  return false;
}

/* Takes the steps; when they are on the disk the journal has had its time. */
static bool finish_journal(struct output *output, int stage, int site, struct view journal) {
  if (!take_steps(output, stage, site, journal)) return false;
  if (output_sync(output, site) != 0) {
    output_add(output, message_not_synced(strerror(errno)));
    return false;
  }
  unlinkat(stage, journal_name, 0);
  return true;
}

/* Before all else what is in the way goes, and new files come. */
static bool complete_journal(struct in_place_update *update, const struct new_files_base *base) {
  struct buffer rest = update->journal;
  update->journal = update->first;
  update->first = rest;
  bool good = new_files_arrange(update->fresh, update->fresh_count, base, update->stage, update->output->site,
                                &update->journal);
  buffer_add(&update->journal, buffer_view(&rest));
  buffer_format(&update->journal, "put marker %s\n", OUTPUT_MARKER);
  return good;
}

bool in_place_update_commit(struct in_place_update *update, const struct new_files_base *base, uint64_t id) {
  struct output *output = update->output;
  struct arena arena = {0};
  bool good = file_write(update->stage, "marker", output_marker(output, &arena, id)) == 0;
  arena_free(&arena);
  good = good && complete_journal(update, base);
  struct view journal = buffer_view(&update->journal);
  good = good && file_write(update->stage, unfinished_name, journal) == 0;
  if (!good) return output_fail(output, PHRASE_cant_write, VIEW("the journal"));
  if (!make_folders(update)) {
    clear_folders(output->site, journal);
    return false;
  }
  if (!begin_journal(update)) {
    output_fail(output, PHRASE_cant_write, VIEW("the journal"));
    clear_folders(output->site, journal);
    return false;
  }
  if (finish_journal(output, update->stage, output->site, journal)) return true;
  close(update->stage);
  update->stage = -1;
  return false;
}

static void clear_stage(struct output *output) {
  if (folder_remove(output_stage_place(output), output->stage) == 0) return;
  output_add(output, message_not_cleared(output->stage, strerror(errno)));
}

void in_place_update_close(struct in_place_update *update) {
  if (update == NULL) return;
  if (update->stage >= 0) {
    /* First of all what would be done again. */
    unlinkat(update->stage, journal_name, 0);
    close(update->stage);
    clear_stage(update->output);
  }
  buffer_free(&update->journal);
  buffer_free(&update->first);
  free(update->fresh);
  free(update);
}

/* False with errno; ENOENT where there is none. */
static bool read_journal(int stage, const char *name, struct buffer *journal) {
  int file = folder_open_file(stage, name);
  if (file < 0) return false;
  errno = EIO; /* where it is no file */
  bool good = file_read(file, journal);
  return leave(file, good);
}

/* Finishes or clears away what one stage holds. */
static bool recover_stage(struct output *output, int place, const char *name) {
  int stage = folder_open(place, name);
  if (stage < 0) return errno == ENOENT || output_fail(output, PHRASE_cant_open, view_of(name));
  struct buffer journal = {0};
  bool good = true;
  int site = folder_open(output->parent, output->name);
  if (read_journal(stage, journal_name, &journal)) {
    good = site < 0 || finish_journal(output, stage, site, buffer_view(&journal));
  } else if (errno != ENOENT) {
    good = output_fail(output, PHRASE_cant_open, VIEW("the journal"));
  } else if (site >= 0 && read_journal(stage, unfinished_name, &journal)) {
    clear_folders(site, buffer_view(&journal));
  }
  if (site >= 0) close(site);
  buffer_free(&journal);
  close(stage);
  if (good && folder_remove(place, name) != 0) good = output_fail(output, PHRASE_cant_clear, view_of(name));
  return good;
}

bool in_place_update_recover(struct output *output) {
  bool good = recover_stage(output, output->parent, output->stage_beside) &&
              (output->site < 0 || recover_stage(output, output->site, OUTPUT_STAGE_INSIDE));
  output_refresh(output);
  return good;
}
