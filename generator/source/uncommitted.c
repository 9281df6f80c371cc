/* What is not committed, as `git status` finds it: libgit2 compares the commit's trees, the index and the
 * files' sizes and times, and reads only those that may differ. */
#include "base/path.h"
#include "source/source.h"
#include "source/source_internal.h"

#include <fcntl.h>
#include <unistd.h>

static struct view sign_of(const struct source_file *file) {
  return (struct view){(const char *)file->object, SOURCE_OBJECT_BYTES};
}

static const unsigned char *find_known(const struct source *source, const struct source_file *file) {
  bool has_sign = source->known != NULL && source_file_has_object(file);
  return has_sign ? map_get(&source->known->object_by_sign, sign_of(file)) : NULL;
}

static void note_known(const struct source *source, const struct source_file *file, const git_oid *object) {
  if (source->known == NULL || !source_file_has_object(file)) return;
  struct arena *arena = &source->known->objects;
  void **slot = map_slot(&source->known->object_by_sign, arena_copy(arena, sign_of(file)));
  *slot = (void *)arena_copy(arena, (struct view){(const char *)object->id, SOURCE_OBJECT_BYTES}).data;
}

bool source_file_is(const struct source *source, const struct source_file *file,
                    const unsigned char *object) {
  git_oid wanted, found;
  git_object_t type;
  size_t size;
  /* Of a revision's files git's own names are known. */
  if (!source->signs && source_file_has_object(file))
    return memcmp(file->object, object, SOURCE_OBJECT_BYTES) == 0;
  const unsigned char *known = find_known(source, file);
  if (known != NULL) return memcmp(known, object, SOURCE_OBJECT_BYTES) == 0;
  git_oid_fromraw(&wanted, object);
  if (source_read_header(source, &wanted, &size, &type) != 0 || size != file->size) return false;
  struct buffer path = {0};
  buffer_format(&path, "%s/%.*s", source->root_path, VIEW_FORMAT(file->path));
  buffer_add_byte(&path, '\0');
  bool is_hashed = git_odb_hashfile(&found, path.data, GIT_OBJECT_BLOB) == 0;
  buffer_free(&path);
  if (is_hashed) note_known(source, file, &found);
  return is_hashed && git_oid_equal(&found, &wanted) == 1;
}

enum { NAMES_SHOWN = 3, INDEX_HEADER = 12 };

/* How many files the index has: a number of 32 bits behind its mark and version. SIZE_MAX: not known. */
static size_t count_index(git_repository *repository) {
  unsigned char header[INDEX_HEADER];
  struct buffer path = {0};
  buffer_format(&path, "%sindex", git_repository_path(repository));
  buffer_add_byte(&path, '\0');
  int file = open(path.data, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  buffer_free(&path);
  if (file < 0) return SIZE_MAX;
  bool whole = read(file, header, sizeof header) == (ssize_t)sizeof header;
  close(file);
  size_t count = 0;
  for (size_t i = 8; whole && i < INDEX_HEADER; i++)
    count = count << 8 | header[i];
  return whole ? count : SIZE_MAX;
}

static bool is_head(const struct source *source) {
  git_oid head;
  return source->has_commit && git_reference_name_to_id(&head, source->repository, "HEAD") == 0 &&
         git_oid_equal(&head, &source->commit) == 1;
}

/* What a listing leaves out is no change of the register. */
static bool is_listed(const struct source *source, bool themes, struct view path) {
  struct view name, top = view_slice(path, 0, view_find_byte(path, '/', 0));
  bool is_theme = themes && view_equal_string(top, "themes");
  if (source->accepts != NULL && !is_theme && !source->accepts(top)) return false;
  while (view_next(&path, '/', &name))
    if (name.length > 0 && name.data[0] == '.') return false;
  return true;
}

/* What a program outside of git makes of the bytes, as LFS does, can't be compared with them. */
static bool is_filtered(git_repository *repository, const char *path) {
  const char *filter = NULL;
  return git_attr_get(&filter, repository, GIT_ATTR_CHECK_FILE_THEN_INDEX, path, "filter") == 0 &&
         git_attr_value(filter) == GIT_ATTR_VALUE_STRING;
}

static void add(const char *path, struct buffer *names, struct source_uncommitted *found) {
  if (++found->count > NAMES_SHOWN + 1) return;
  if (found->count > 1) buffer_add_string(names, ", ");
  if (found->count > NAMES_SHOWN)
    buffer_add_string(names, "…");
  else
    source_add_name(names, view_of(path));
}

static void collect(const struct source *source, bool themes, const git_diff *difference, struct arena *arena,
                    struct source_uncommitted *found) {
  struct buffer names = {0};
  for (size_t i = 0; i < git_diff_num_deltas(difference); i++) {
    const git_diff_delta *delta = git_diff_get_delta(difference, i);
    const char *path = delta->status == GIT_DELTA_DELETED ? delta->old_file.path : delta->new_file.path;
    if (is_listed(source, themes, view_of(path)) && !is_filtered(source->repository, path))
      add(path, &names, found);
  }
  found->files = arena_copy(arena, buffer_view(&names));
  buffer_free(&names);
}

bool source_hides(const struct source *source, struct view path) {
  git_repository *repository = source->repository;
  const char *folder = repository == NULL ? NULL : git_repository_workdir(repository);
  if (folder == NULL) return false;
  struct buffer whole = {0};
  buffer_format(&whole, "%s%.*s", folder, VIEW_FORMAT(path));
  buffer_add_byte(&whole, '\0');
  int ignored = 0;
  bool hides = access(whole.data, F_OK) == 0 &&
               git_ignore_path_is_ignored(&ignored, repository, whole.data + strlen(folder)) == 0 &&
               ignored == 1;
  buffer_free(&whole);
  return hides;
}

void source_find_uncommitted(const struct source *source, struct view content, bool themes, size_t limit,
                             struct arena *arena, struct source_uncommitted *found) {
  git_tree *tree = NULL;
  git_diff *difference = NULL;
  git_diff_options options;
  git_repository *repository = source->repository;
  *found = (struct source_uncommitted){0};
  if (repository == NULL || source->root >= 0 || git_repository_workdir(repository) == NULL ||
      !is_head(source) || count_index(repository) > limit)
    return;
  if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION) != 0) return;
  char folder[] = "themes", *folders[] = {(char *)arena_copy(arena, content).data, folder};
  /* Of the root all is read. */
  options.pathspec.count = content.length == 0 ? 0 : themes ? 2 : 1;
  options.pathspec.strings = folders;
  options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
                  GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_IGNORE_SUBMODULES | GIT_DIFF_SKIP_BINARY_CHECK;
  turns_begin(source->turns);
  if (git_tree_lookup(&tree, repository, &source->tree) == 0 &&
      git_diff_tree_to_workdir_with_index(&difference, repository, tree, &options) == 0)
    collect(source, themes, difference, arena, found);
  turns_end(source->turns);
  git_diff_free(difference);
  git_tree_free(tree);
}
