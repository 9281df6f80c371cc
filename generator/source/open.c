/* A source is opened, shared between threads and closed; what reading does is for its kind (struct
 * source_kind). */
#include "source/source.h"

#include "base/ascii.h"
#include "base/files.h"
#include "base/memory.h"
#include "base/path.h"
#include "source/source_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static const struct source_location no_location = {0, 0};
static const struct view no_file = {NULL, 0};

/* One more user of libgit2, see source_close. */
static bool count_libgit2(struct diagnostics *diagnostics) {
  if (git_libgit2_init() >= 0) return true;
  diagnostics_add(diagnostics, no_file, no_location, message_libgit2_fails(source_git_reason()));
  return false;
}

enum { PACK_WINDOW = 4 * 1024 * 1024, PACK_WINDOWS = 8, PACK_FILES = 16 };

/* What libgit2 must be told for the whole program. */
static bool start_libgit2(struct diagnostics *diagnostics) {
  /* libgit2 refuses extensions that it doesn't know. These change nothing for one who only reads, but for the
   * formats, whose values are checked when the repository is open (has_known_formats). */
  static const char *const extensions[] = {"partialclone",   "preciousobjects", "relativeworktrees",
                                           "worktreeconfig", "objectformat",    "refstorage"};
  if (!count_libgit2(diagnostics)) return false;
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, (const char **)extensions, sizeof extensions / sizeof *extensions);
  /* As git itself reads: zlib's checksums tell damaged bytes, hashing all again takes most of the time. */
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  /* Each object is read about once, so keeping them costs memory for nothing. */
  git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)0);
  git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)0);
  /* A pack is looked at in pieces, the last of which stay mapped: whole, it would all count as memory. */
  git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)PACK_WINDOW);
  git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, PACK_WINDOWS * (size_t)PACK_WINDOW);
  /* How many packs libgit2 has open at a time; source/packs.c has a limit of its own. */
  git_libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, (size_t)PACK_FILES);
  return true;
}

/* Cuts `path` back to the folder that git's setting safe.directory must name: the work tree, or the bare
 * repository. `path` is where the search began, `found` git's own folder that it led to. */
static void cut_to_repository(char *path, struct view found) {
  struct stat status;
  found = path_without_end_slashes(found);
  for (size_t length = strlen(path); length > 1;) {
    struct view here = {path, length};
    struct buffer inside = {0};
    buffer_format(&inside, "%s/.git", path);
    buffer_add_byte(&inside, '\0');
    bool above = lstat(inside.data, &status) == 0;
    buffer_free(&inside);
    if (above || (view_equal(here, found) && !view_ends_with(here, "/.git"))) return;
    length = path_folder(here).length;
    if (length == 0) length = 1;
    path[length] = '\0';
  }
}

/* Whether the path is there and belongs to another user than this process. */
static bool is_of_another(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && status.st_uid != geteuid();
}

/* Whether there is a repository around the folder that belongs to another user, with its diagnostic.
 * libgit2 1.5 says so with GIT_EOWNER only where some safe.directory is set, else with GIT_ENOTFOUND. */
static bool is_strangers(int result, const char *folder, struct diagnostics *diagnostics) {
  git_buf found = {0};
  if (result != GIT_EOWNER && result != GIT_ENOTFOUND) return false;
  if (git_repository_discover(&found, folder, 0, NULL) != 0) return false;
  char *path = realpath(folder, NULL);
  if (path != NULL) cut_to_repository(path, view_of(found.ptr));
  const char *shown = path == NULL ? folder : path;
  /* libgit2 says the same where it could not look whose it is. */
  bool strangers = is_of_another(shown) || is_of_another(found.ptr);
  if (strangers) diagnostics_add(diagnostics, no_file, no_location, message_foreign_repository(shown));
  free(path);
  git_buf_dispose(&found);
  return strangers;
}

/* Whether the repository's objects and references are stored in a way that libgit2 reads, with its
 * diagnostic.
 */
static bool has_known_formats(const git_config *config, const char *folder, struct diagnostics *diagnostics) {
  git_buf objects = {0}, references = {0};
  bool other_objects = git_config_get_string_buf(&objects, config, "extensions.objectformat") == 0 &&
                       strcasecmp(objects.ptr, "sha1") != 0;
  bool other_references = git_config_get_string_buf(&references, config, "extensions.refstorage") == 0 &&
                          strcasecmp(references.ptr, "files") != 0;
  if (other_objects)
    diagnostics_add(diagnostics, no_file, no_location, message_objects_of_sha256(folder));
  else if (other_references)
    diagnostics_add(diagnostics, no_file, no_location,
                    message_references_of_other_format(folder, references.ptr));
  git_buf_dispose(&objects);
  git_buf_dispose(&references);
  return !other_objects && !other_references;
}

/* Whether a server has promised to keep objects for it. */
static bool is_partial_clone(const git_config *config) {
  git_config_iterator *iterator = NULL;
  git_config_entry *entry;
  bool partial = false;
  if (git_config_iterator_new(&iterator, config) == 0)
    while (!partial && git_config_next(&entry, iterator) == 0) {
      struct view name = view_of(entry->name);
      partial = view_equal_string(name, "extensions.partialclone") ||
                (view_starts_with(name, "remote.") && view_ends_with(name, ".promisor"));
    }
  git_config_iterator_free(iterator);
  return partial;
}

static bool check_config(struct source *source, const char *folder, struct diagnostics *diagnostics) {
  git_config *config = NULL;
  bool known = true;
  if (git_repository_config_snapshot(&config, source->repository) == 0) {
    known = has_known_formats(config, folder, diagnostics);
    source->is_partial = is_partial_clone(config);
  }
  git_config_free(config);
  return known;
}

/* The same of a repository that libgit2 does not open: later versions look at the formats themselves. */
static bool check_unopened_formats(const char *folder, struct diagnostics *diagnostics) {
  git_buf found = {0};
  git_config *config = NULL;
  bool known = true;
  if (git_repository_discover(&found, folder, 0, NULL) == 0) {
    struct buffer path = {0};
    buffer_format(&path, "%s/config", found.ptr);
    buffer_add_byte(&path, '\0');
    known = git_config_open_ondisk(&config, path.data) != 0 || has_known_formats(config, folder, diagnostics);
    buffer_free(&path);
  }
  git_config_free(config);
  git_buf_dispose(&found);
  return known;
}

/* False with errno. */
static bool is_there(const char *folder, const char *name) {
  struct buffer path = {0};
  struct stat found;
  buffer_format(&path, "%s/%s", folder, name);
  buffer_add_byte(&path, '\0');
  bool there = stat(path.data, &found) == 0;
  int saved = errno;
  buffer_free(&path);
  errno = saved;
  return there;
}

/* For libgit2 there is no repository where it can't look for one. False with errno. */
static bool can_look_for_repository(const char *folder) {
  return is_there(folder, ".git") || errno == ENOENT || errno == ENOTDIR;
}

/* Where there is a repository, or a bare one, it is looked for again: libgit2 takes a fault that did not last
 * for none. */
static int open_around(struct source *source, const char *folder) {
  int result = git_repository_open_ext(&source->repository, folder, 0, NULL);
  if (result == GIT_ENOTFOUND && (is_there(folder, ".git") || is_there(folder, "HEAD")))
    result = git_repository_open_ext(&source->repository, folder, 0, NULL);
  return result;
}

static void report_open(int result, const char *folder, struct diagnostics *diagnostics) {
  char reason[256];
  snprintf(reason, sizeof reason, "%s", source_git_reason());
  if (result == GIT_ENOTFOUND && !can_look_for_repository(folder))
    diagnostics_add(diagnostics, no_file, no_location, message_unopened_repository(folder, strerror(errno)));
  else if (result == GIT_ENOTFOUND && source_report_lost_repository(folder, diagnostics))
    return;
  else if (result == GIT_ENOTFOUND)
    diagnostics_add(diagnostics, no_file, no_location, message_no_repository(folder));
  else if (check_unopened_formats(folder, diagnostics))
    diagnostics_add(diagnostics, no_file, no_location, message_unopened_repository(folder, reason));
}

static bool check_folder(const char *folder, struct diagnostics *diagnostics) {
  struct stat status;
  bool found = stat(folder, &status) == 0;
  if (found && (S_ISDIR(status.st_mode) || S_ISREG(status.st_mode))) return true;
  diagnostics_add(diagnostics, no_file, no_location,
                  found ? message_repository_is_no_folder(folder)
                        : message_unreadable_repository_folder(folder, strerror(errno)));
  return false;
}

static char *copy_view(struct view view) {
  return memcpy(memory_allocate(view.length + 1, 1), view.data, view.length);
}

static char *copy_string(const char *string) {
  return copy_view(view_of(string));
}

static bool open_root(struct source *source, const char *path, struct diagnostics *diagnostics) {
  source->root_path = copy_string(path);
  source->root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (source->root >= 0) return true;
  diagnostics_add(diagnostics, no_file, no_location, message_unreadable_work_tree(path, strerror(errno)));
  return false;
}

static bool open_work_tree(struct source *source, const char *folder, struct diagnostics *diagnostics) {
  source->kind = &source_disk;
  if (source->repository == NULL) return open_root(source, folder, diagnostics);
  const char *root = git_repository_workdir(source->repository);
  if (root == NULL) {
    diagnostics_add(diagnostics, no_file, no_location,
                    message_bare_repository(git_repository_path(source->repository)));
    return false;
  }
  return open_root(source, root, diagnostics) && source_find_commit(source, NULL, true, diagnostics);
}

/* While a push is received (in a pre-receive or update hook) git keeps its new objects apart. */
static const char *find_quarantine(void) {
  const char *path = getenv("GIT_QUARANTINE_PATH");
  return path == NULL || *path == '\0' ? NULL : path;
}

static bool add_quarantine(struct source *source) {
  const char *path = find_quarantine();
  return path == NULL || git_odb_add_disk_alternate(source->objects, path) == 0;
}

static bool open_source(struct source *source, const struct source_options *options,
                        struct diagnostics *diagnostics) {
  const char *folder = options->repository == NULL ? "." : options->repository;
  if (!check_folder(folder, diagnostics)) return false;
  int result = open_around(source, folder);
  if (is_strangers(result, folder, diagnostics)) return false;
  if (result == 0 ? source_report_special_file(source->repository, diagnostics)
                  : source_report_special_above(folder, diagnostics))
    return false;
  if (result == GIT_ENOTFOUND && options->worktree) return open_work_tree(source, folder, diagnostics);
  if (result == 0 && !check_config(source, folder, diagnostics)) return false;
  if (result == 0) source->common = copy_string(git_repository_commondir(source->repository));
  if (result == 0) result = git_repository_odb(&source->objects, source->repository);
  if (result != 0 || !source_add_loose(source->objects, git_repository_commondir(source->repository)) ||
      !add_quarantine(source)) {
    report_open(result, folder, diagnostics);
    return false;
  }
  source_add_alternates(source->objects, git_repository_commondir(source->repository));
  source->packs = packs_open(source->common);
  source->turns = turns_open(source->common, find_quarantine() != NULL, PACK_FILES);
  if (options->worktree) return open_work_tree(source, folder, diagnostics);
  source->kind = &source_git;
  return source_find_commit(source, options->revision, false, diagnostics);
}

struct source *source_open(const struct source_options *options, struct diagnostics *diagnostics) {
  if (!start_libgit2(diagnostics)) return NULL;
  struct source *source = memory_allocate(1, sizeof *source);
  source->root = -1;
  source->accepts = options->accepts;
  source->signs = options->signs;
  source->known = options->known;
  if (open_source(source, options, diagnostics)) return source;
  source_close(source);
  return NULL;
}

static int open_objects(struct source *copy, const struct source *source) {
  struct buffer path = {0};
  buffer_format(&path, "%s/objects", git_repository_commondir(source->repository));
  buffer_add_byte(&path, '\0');
  int result = git_odb_open(&copy->objects, path.data);
  buffer_free(&path);
  return result;
}

/* By the repository's own folder, from which its work tree can't be told where `.git` is a link or a file. */
static int open_repository(struct source *copy, const struct source *source) {
  const char *work_tree = git_repository_workdir(source->repository);
  int result = git_repository_open(&copy->repository, git_repository_path(source->repository));
  const char *found = result == 0 ? git_repository_workdir(copy->repository) : NULL;
  /* libgit2 1.5 leaks its path when it is the same. */
  if (result == 0 && work_tree != NULL && (found == NULL || strcmp(found, work_tree) != 0))
    result = git_repository_set_workdir(copy->repository, work_tree, 0);
  return result == 0 ? git_repository_odb(&copy->objects, copy->repository) : result;
}

static bool open_revision(struct source *copy, const struct source *source, bool history) {
  copy->packs = packs_open_again(source->packs);
  copy->turns = turns_open_again(source->turns);
  const char *common = git_repository_commondir(source->repository);
  bool opened = (history ? open_repository(copy, source) : open_objects(copy, source)) == 0 &&
                source_add_loose(copy->objects, common) && add_quarantine(copy);
  if (opened) source_add_alternates(copy->objects, common);
  return opened;
}

static struct source *open_again(const struct source *source, bool history, struct diagnostics *diagnostics) {
  if (!count_libgit2(diagnostics)) return NULL;
  struct source *copy = memory_allocate(1, sizeof *copy);
  *copy = *source;
  copy->repository = NULL;
  copy->objects = NULL;
  copy->packs = NULL;
  copy->turns = NULL;
  copy->root_path = source->root_path == NULL ? NULL : copy_string(source->root_path);
  copy->place = source->place == NULL ? NULL : copy_string(source->place);
  copy->common = source->common == NULL ? NULL : copy_string(source->common);
  copy->root = source->root < 0 ? -1 : fcntl(source->root, F_DUPFD_CLOEXEC, 0);
  bool good = source->root < 0 || copy->root >= 0;
  if (source->root < 0 || (history && source->repository != NULL))
    good = good && open_revision(copy, source, history);
  if (good) return copy;
  diagnostics_add(diagnostics, no_file, no_location,
                  message_not_opened_again(source->root < 0 ? source_git_reason() : strerror(errno)));
  source_close(copy);
  return NULL;
}

struct source *source_open_again(const struct source *source, struct diagnostics *diagnostics) {
  return open_again(source, false, diagnostics);
}

struct source *source_open_history(const struct source *source, struct diagnostics *diagnostics) {
  return open_again(source, true, diagnostics);
}

struct source *source_share_take(struct source_share *share, struct source *first, bool is_owner) {
  struct diagnostics discarded = {0};
  if (!is_owner && share->own == NULL && !share->none) {
    share->own = source_open_again(first, &discarded);
    share->none = share->own == NULL;
    diagnostics_free(&discarded);
  }
  return share->own == NULL ? first : share->own;
}

void source_share_close(struct source_share *share) {
  source_close(share->own);
  *share = (struct source_share){0};
}

struct source *source_open_folder(const char *path) {
  int root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return NULL;
  if (git_libgit2_init() < 0) {
    close(root);
    errno = EIO;
    return NULL;
  }
  struct source *source = memory_allocate(1, sizeof *source);
  source->kind = &source_disk;
  source->root = root;
  source->root_path = copy_string(path);
  source->place = copy_view(path_without_end_slashes(view_of(path)));
  return source;
}

/* git's setting core.hooksPath is for all repositories of a user, or for one. */
static struct view hooks_folder(git_repository *repository, struct arena *arena) {
  git_config *config = NULL;
  git_buf set = {0};
  struct view folder = arena_format(arena, "%shooks", git_repository_commondir(repository));
  if (git_repository_config_snapshot(&config, repository) == 0 &&
      git_config_get_path(&set, config, "core.hookspath") == 0 && set.ptr[0] == '/')
    folder = arena_copy(arena, view_of(set.ptr));
  git_buf_dispose(&set);
  git_config_free(config);
  return folder;
}

bool source_find_hooks(const char *folder, struct arena *arena, struct view *hooks, struct view *branch) {
  git_repository *repository = NULL;
  git_reference *head = NULL;
  *branch = (struct view){NULL, 0};
  if (git_libgit2_init() < 0) return false;
  bool is_found = git_repository_open(&repository, folder) == 0;
  if (is_found) *hooks = hooks_folder(repository, arena);
  if (is_found && git_reference_lookup(&head, repository, "HEAD") == 0 &&
      git_reference_type(head) == GIT_REFERENCE_SYMBOLIC)
    *branch = arena_copy(arena, view_of(git_reference_symbolic_target(head)));
  git_reference_free(head);
  git_repository_free(repository);
  git_libgit2_shutdown();
  return is_found;
}

int source_folder(const struct source *source) {
  return source->root;
}

void source_close(struct source *source) {
  if (source == NULL) return;
  packs_close(source->packs);
  turns_close(source->turns);
  git_odb_free(source->objects);
  git_repository_free(source->repository);
  if (source->root >= 0) close(source->root);
  free(source->root_path);
  free(source->place);
  free(source->common);
  free(source);
  git_libgit2_shutdown();
}

const unsigned char *source_commit_id(const struct source *source) {
  return source->commit.id;
}

bool source_is_revision(const struct source *source) {
  return source->kind == &source_git && source->has_commit;
}

static void add_file_state(const struct source *source, const char *name, struct buffer *text) {
  struct buffer path = {0};
  struct stat found;
  buffer_format(&path, "%s/%s", source->common, name);
  buffer_add_byte(&path, '\0');
  if (stat(path.data, &found) == 0)
    buffer_format(text, "%s %jd %jd.%09ld\n", name, (intmax_t)found.st_size, (intmax_t)found.st_mtim.tv_sec,
                  found.st_mtim.tv_nsec);
  buffer_free(&path);
}

uint64_t source_objects_state(const struct source *source) {
  struct buffer text = {0};
  if (!source->is_partial) return 0;
  add_file_state(source, "objects/pack", &text);
  /* A small fetch is unpacked. */
  for (unsigned i = 0; i < 256; i++) {
    char folder[sizeof "objects/ff"];
    (void)snprintf(folder, sizeof folder, "objects/%02x", i);
    add_file_state(source, folder, &text);
  }
  uint64_t state = XXH3_64bits(text.data, text.length);
  buffer_free(&text);
  return state;
}

/* Besides the commit it counts how far back a shallow clone knows the past, what stands in for other objects,
 * and what a partial clone has. */
void source_add_state(const struct source *source, struct buffer *text) {
  buffer_format(text, "%s\n", git_oid_tostr_s(&source->commit));
  if (source->repository == NULL) return;
  buffer_format(text, "%s\n", source->common);
  add_file_state(source, "shallow", text);
  add_file_state(source, "info/grafts", text);
  buffer_format(text, "%016jx\n", (uintmax_t)source_objects_state(source));
}

size_t source_read_beginning(struct source *source, const struct source_file *file, char *bytes,
                             size_t size) {
  return source->kind->read_beginning(source, file, bytes, size);
}

bool source_read_text(struct source *source, const struct source_file *file, struct arena *arena,
                      struct view *text, struct diagnostics *diagnostics) {
  *text = (struct view){NULL, 0};
  return source->kind->read_text(source, file, arena, text, diagnostics);
}

bool source_measure(struct source *source, const struct source_file *file, size_t *size) {
  return source->kind->measure(source, file, size);
}

int source_open_any(struct source *source, const struct source_file *file) {
  size_t size;
  struct diagnostics unheard = {0};
  if (!source_is_revision(source)) return source_open_file(source, file, &size);
  int copy = memfd_create("file", MFD_CLOEXEC);
  if (copy < 0) return -1;
  bool good = source->kind->copy(source, file, copy, "memory", &unheard);
  diagnostics_free(&unheard);
  if (good) return copy;
  close(copy);
  return -1;
}

bool source_identify(struct source *source, const struct source_file *file, unsigned char *id) {
  size_t size;
  git_oid found;
  if (source_is_revision(source)) {
    memcpy(id, file->object, SOURCE_OBJECT_BYTES);
    return true;
  }
  int opened = source_open_file(source, file, &size);
  if (opened < 0) return false;
  struct buffer bytes = {0};
  bool good = file_read(opened, &bytes) &&
              git_odb_hash(&found, bytes.data == NULL ? "" : bytes.data, bytes.length, GIT_OBJECT_BLOB) == 0;
  if (good) memcpy(id, found.id, SOURCE_OBJECT_BYTES);
  buffer_free(&bytes);
  close(opened);
  return good;
}

bool source_copy(struct source *source, const struct source_file *file, int directory, const char *path,
                 struct diagnostics *diagnostics) {
  int output = openat(directory, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (output < 0) {
    source_report(source, diagnostics, file->path, message_unwritable_copy(path, strerror(errno)));
    return false;
  }
  bool copied = source->kind->copy(source, file, output, path, diagnostics);
  if (close(output) != 0 && copied) {
    source_report(source, diagnostics, file->path, message_unwritable_copy(path, strerror(errno)));
    copied = false;
  }
  if (!copied) unlinkat(directory, path, 0);
  return copied;
}
