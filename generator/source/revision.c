/* A revision of a git repository as the source. */
#include "base/files.h"
#include "base/memory.h"
#include "source/source.h"
#include "source/source_internal.h"
#include "source/trees.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct source_location no_location = {0, 0};
static const struct view no_file = {NULL, 0};

/* Larger objects that are not packed are copied in pieces. */
enum { WHOLE_BYTES = 1024 * 1024 };

static bool is_empty(struct source *source) {
  git_reference *head = NULL;
  int result = git_repository_head(&head, source->repository);
  git_reference_free(head);
  return result == GIT_EUNBORNBRANCH || git_repository_is_empty(source->repository) == 1;
}

static bool exists_at_remote(struct source *source, const char *revision) {
  struct buffer name = {0};
  git_object *object = NULL;
  buffer_format(&name, "origin/%s", revision);
  buffer_add_byte(&name, '\0');
  bool exists = git_revparse_single(&object, source->repository, name.data) == 0;
  git_object_free(object);
  buffer_free(&name);
  return exists;
}

/* Whether it is a branch, a tag or HEAD; then what is missing is the commit. */
static bool names_reference(struct source *source, const char *revision) {
  git_reference *reference = NULL;
  bool found = git_reference_dwim(&reference, source->repository, revision) == 0;
  git_reference_free(reference);
  return found;
}

static void report_revision(struct source *source, const char *revision, int result,
                            struct diagnostics *diagnostics) {
  char reason[256];
  snprintf(reason, sizeof reason, "%s", source_git_reason());
  if (source_ran_out_of_files(source))
    diagnostics_add(diagnostics, no_file, no_location, message_revision_without_file(revision));
  else if (source_report_lost_alternate(source, diagnostics) ||
           (result != GIT_ENOTFOUND && source_report_special_reference(source->repository, diagnostics)))
    return;
  else if (is_empty(source))
    diagnostics_add(diagnostics, no_file, no_location,
                    message_no_commits(git_repository_path(source->repository)));
  else if (result == GIT_EAMBIGUOUS)
    diagnostics_add(diagnostics, no_file, no_location, message_ambiguous_revision(revision));
  else if (result == GIT_ENOTFOUND && exists_at_remote(source, revision))
    diagnostics_add(diagnostics, no_file, no_location, message_remote_revision(revision));
  else if (result == GIT_ENOTFOUND && names_reference(source, revision))
    diagnostics_add(diagnostics, no_file, no_location, message_missing_commit(revision));
  else if (result == GIT_ENOTFOUND)
    diagnostics_add(diagnostics, no_file, no_location, message_unknown_revision(revision, reason));
  else
    diagnostics_add(diagnostics, no_file, no_location, message_unusable_revision(revision, reason));
}

struct date source_date(git_time time) {
  const int64_t first = -62135510400, last = 253402214399; /* 0001-01-02 to 9999-12-30 */
  return date_of_seconds(time.time < first ? first : time.time > last ? last : time.time);
}

static void take_commit(struct source *source, const git_commit *commit) {
  source->has_commit = true;
  git_oid_cpy(&source->commit, git_commit_id(commit));
  git_oid_cpy(&source->tree, git_commit_tree_id(commit));
}

/* Not through git_revparse_single, which leaks the reference when the commit can't be read. */
static int find_head(struct source *source, git_object **object) {
  git_oid id;
  int result = git_reference_name_to_id(&id, source->repository, "HEAD");
  return result != 0 ? result : git_object_lookup(object, source->repository, &id, GIT_OBJECT_ANY);
}

bool source_find_commit(struct source *source, const char *revision, bool optional,
                        struct diagnostics *diagnostics) {
  if (optional && is_empty(source)) return !source_report_special_reference(source->repository, diagnostics);
  const char *wanted = revision == NULL ? "HEAD" : revision;
  git_object *object = NULL, *commit = NULL;
  int result = revision == NULL ? find_head(source, &object)
                                : git_revparse_single(&object, source->repository, revision);
  if (result != 0) {
    report_revision(source, wanted, result, diagnostics);
    return false;
  }
  result = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
  if (result == 0)
    take_commit(source, (const git_commit *)commit);
  else if (git_object_type(object) == GIT_OBJECT_COMMIT || git_object_type(object) == GIT_OBJECT_TAG)
    report_revision(source, wanted, result, diagnostics);
  else
    diagnostics_add(diagnostics, no_file, no_location,
                    message_no_commit(wanted, git_object_type2string(git_object_type(object))));
  git_object_free(commit);
  git_object_free(object);
  return result == 0;
}

static void report_left_out(struct listing *listing, const struct tree_entry *entry) {
  if (entry->kind == TREE_LINK)
    listing_report(listing, entry->name, message_symbolic_link());
  else
    listing_report(listing, entry->name, message_submodule());
}

/* A submodule in the place of a folder that is asked for, or above it. */
static void report_submodule(struct listing *listing, struct view folder, struct view name) {
  size_t above = listing->path.length;
  struct view path = view_slice(folder, 0, above + name.length);
  struct view rest = view_slice(folder, path.length + 1, SIZE_MAX);
  listing_report(listing, name,
                 view_starts_with(folder, "themes/")
                     ? message_submodule_of_theme(folder)
                     : message_submodule_of_content(path, rest.length == 0 ? VIEW(".") : rest));
}

static bool find_entry(git_odb_object *tree, struct view name, struct tree_entry *entry) {
  struct view rest = {git_odb_object_data(tree), git_odb_object_size(tree)};
  while (tree_next(&rest, entry))
    if (view_equal(entry->name, name)) return true;
  return false;
}

enum source_found source_find_folder(struct source *source, struct view folder, struct listing *listing,
                                     unsigned char *tree) {
  struct view rest = folder, name;
  memcpy(tree, source->tree.id, OBJECT_BYTES);
  while (rest.length > 0 && view_next(&rest, '/', &name)) {
    git_odb_object *object;
    struct view above = view_slice(folder, 0, (size_t)(name.data - folder.data));
    int result = source_read_object(source, tree, GIT_OBJECT_TREE, &object);
    if (result != 0) {
      source_report_object(source, listing->diagnostics, above, tree, result);
      return SOURCE_BROKEN;
    }
    struct tree_entry entry;
    bool found = find_entry(object, name, &entry);
    if (found && entry.kind == TREE_FOLDER) {
      memcpy(tree, entry.object, OBJECT_BYTES);
    } else if (found && (entry.kind == TREE_LINK || entry.kind == TREE_SUBMODULE)) {
      size_t length = listing->path.length;
      listing->path.length = above.length;
      if (entry.kind == TREE_SUBMODULE)
        report_submodule(listing, folder, entry.name);
      else
        report_left_out(listing, &entry);
      listing->path.length = length;
    }
    git_odb_object_free(object);
    if (!found || entry.kind != TREE_FOLDER) return SOURCE_ABSENT;
  }
  return SOURCE_FOUND;
}

static void list_entry(struct source *source, const struct tree_entry *entry, unsigned depth,
                       struct listing *listing) {
  if (!listing_accepts(listing, entry->name)) return;
  if (entry->kind == TREE_FOLDER) {
    size_t length = listing_enter(listing, entry->name);
    if (listing_may_descend(listing, depth)) source_list_tree(source, entry->object, depth + 1, listing);
    listing_leave(listing, length);
  } else if (entry->kind == TREE_FILE || entry->kind == TREE_PROGRAM) {
    listing_add_file(listing, entry->name, 0, entry->object);
  } else {
    report_left_out(listing, entry);
  }
}

void source_list_tree(struct source *source, const unsigned char *tree, unsigned depth,
                      struct listing *listing) {
  git_odb_object *object;
  int result = source_read_object(source, tree, GIT_OBJECT_TREE, &object);
  if (result != 0) {
    source_report_object(source, listing->diagnostics, buffer_view(&listing->path), tree, result);
    return;
  }
  struct view rest = {git_odb_object_data(object), git_odb_object_size(object)};
  struct tree_entry entry;
  while (!listing->stopped && tree_next(&rest, &entry))
    list_entry(source, &entry, depth, listing);
  if (!listing->stopped && rest.length > 0) listing_report(listing, no_file, message_malformed_folder());
  git_odb_object_free(object);
}

static bool list_revision(struct source *source, struct view folder, struct listing *listing) {
  enum source_found found = source_find_folder(source, folder, listing, listing->tree);
  if (found == SOURCE_FOUND) source_list_tree(source, listing->tree, 0, listing);
  return found != SOURCE_ABSENT;
}

/* What is missing or damaged is reported when it is read. */
static size_t object_size(struct source *source, const unsigned char *object) {
  git_oid id;
  size_t size = 0;
  git_object_t type;
  git_oid_fromraw(&id, object);
  return source_read_header(source, &id, &size, &type) == 0 ? size : 0;
}

static bool read_blob(struct source *source, const struct source_file *file, git_odb_object **object,
                      struct diagnostics *diagnostics) {
  int result = source_read_object(source, file->object, GIT_OBJECT_BLOB, object);
  if (result != 0) source_report_object(source, diagnostics, file->path, file->object, result);
  return result == 0;
}

static bool read_text(struct source *source, const struct source_file *file, struct arena *arena,
                      struct view *text, struct diagnostics *diagnostics) {
  if (packs_read_blob(source->packs, file->object, SOURCE_TEXT_LIMIT, arena, text)) return true;
  git_odb_object *object;
  size_t size = object_size(source, file->object);
  if (size > SOURCE_TEXT_LIMIT) {
    source_report_too_large(source, diagnostics, file->path, size);
    return false;
  }
  if (!read_blob(source, file, &object, diagnostics)) return false;
  size = git_odb_object_size(object);
  bool fits = size <= SOURCE_TEXT_LIMIT;
  if (fits)
    *text = arena_copy(arena, (struct view){git_odb_object_data(object), size});
  else
    source_report_too_large(source, diagnostics, file->path, size);
  git_odb_object_free(object);
  return fits;
}

static size_t read_beginning(struct source *source, const struct source_file *file, char *bytes,
                             size_t size) {
  size_t read = packs_read_beginning(source->packs, file->object, bytes, size);
  if (read == SIZE_MAX) read = source_read_loose_beginning(source, file->object, bytes, size);
  git_odb_object *object;
  if (read != SIZE_MAX || source_read_object(source, file->object, GIT_OBJECT_BLOB, &object) != 0)
    return read;
  read = git_odb_object_size(object) < size ? git_odb_object_size(object) : size;
  memcpy(bytes, git_odb_object_data(object), read);
  git_odb_object_free(object);
  return read;
}

enum source_text source_read_object_text(struct source *source, struct view path, const unsigned char *object,
                                         size_t limit, struct arena *arena, struct view *text,
                                         struct diagnostics *diagnostics) {
  static const unsigned char nothing[OBJECT_BYTES];
  git_odb_object *read;
  *text = (struct view){NULL, 0};
  if (source->objects == NULL || memcmp(object, nothing, OBJECT_BYTES) == 0) return SOURCE_TEXT_MISSING;
  if (limit > SOURCE_TEXT_LIMIT) limit = SOURCE_TEXT_LIMIT;
  if (packs_read_blob(source->packs, object, limit, arena, text)) return SOURCE_TEXT_READ;
  if (object_size(source, object) > limit) return SOURCE_TEXT_TOO_LARGE;
  int result = source_read_object(source, object, GIT_OBJECT_BLOB, &read);
  if (result == GIT_ENOTFOUND) return SOURCE_TEXT_MISSING;
  if (result != 0) {
    source_report_object(source, diagnostics, path, object, result);
    return SOURCE_TEXT_UNREADABLE;
  }
  *text = arena_copy(arena, (struct view){git_odb_object_data(read), git_odb_object_size(read)});
  git_odb_object_free(read);
  return SOURCE_TEXT_READ;
}

static bool write_piece(struct source *source, const struct source_file *file, int output, const void *data,
                        size_t length, const char *path, struct diagnostics *diagnostics) {
  if (file_append(output, (struct view){data, length})) return true;
  source_report(source, diagnostics, file->path, message_unwritable_copy(path, strerror(errno)));
  return false;
}

static bool copy_stream(struct source *source, const struct source_file *file, git_odb_stream *stream,
                        size_t size, int output, const char *path, struct diagnostics *diagnostics) {
  char *piece = memory_allocate(PIECE_BYTES, 1);
  size_t copied = 0;
  int length;
  bool written = true;
  while (written && (length = git_odb_stream_read(stream, piece, PIECE_BYTES)) > 0) {
    written = write_piece(source, file, output, piece, (size_t)length, path, diagnostics);
    copied += (size_t)length;
  }
  free(piece);
  if (!written) return false;
  if (length == 0 && copied == size) return true;
  source_report_object(source, diagnostics, file->path, file->object,
                       length == 0 ? OBJECT_ENDS_EARLY : GIT_ERROR);
  return false;
}

static bool copy(struct source *source, const struct source_file *file, int output, const char *path,
                 struct diagnostics *diagnostics) {
  git_odb_stream *stream = NULL;
  git_odb_object *object;
  git_object_t type;
  git_oid id;
  size_t size;
  git_oid_fromraw(&id, file->object);
  /* libgit2 has streams for objects that are not packed only. */
  if (object_size(source, file->object) > WHOLE_BYTES &&
      git_odb_open_rstream(&stream, &size, &type, source->objects, &id) == 0) {
    bool copied = copy_stream(source, file, stream, size, output, path, diagnostics);
    git_odb_stream_free(stream);
    return copied;
  }
  if (!read_blob(source, file, &object, diagnostics)) return false;
  bool written = write_piece(source, file, output, git_odb_object_data(object), git_odb_object_size(object),
                             path, diagnostics);
  git_odb_object_free(object);
  return written;
}

static bool measure(struct source *source, const struct source_file *file, size_t *size) {
  git_object_t type;
  git_oid id;
  git_oid_fromraw(&id, file->object);
  return source_read_header(source, &id, size, &type) == 0 && type == GIT_OBJECT_BLOB;
}

const struct source_kind source_git = {list_revision, read_text, read_beginning, measure, copy};
