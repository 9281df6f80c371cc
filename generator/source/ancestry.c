/* Whether one commit comes before another. Asked of two commits only, so libgit2 walks: from both at once,
 * the newest first, until it knows. Where a shallow clone ends its older versions fail. */
#include "base/memory.h"
#include "source/commits.h"
#include "source/source_internal.h"

#include <stdlib.h>

struct names {
  git_oid *commits;
  size_t count, capacity;
};

static void add_name(struct names *names, git_reference *reference) {
  git_object *commit = NULL;
  if (git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) == 0) {
    names->commits = memory_grow(names->commits, names->count, &names->capacity, sizeof *names->commits);
    git_oid_cpy(&names->commits[names->count++], git_object_id(commit));
  }
  git_object_free(commit);
  git_reference_free(reference);
}

/* The commits of all branches, tags and so on, and of HEAD. */
static void list_names(git_repository *repository, struct names *names) {
  git_reference_iterator *iterator = NULL;
  git_reference *reference;
  if (git_repository_head(&reference, repository) == 0) add_name(names, reference);
  if (git_reference_iterator_new(&iterator, repository) == 0)
    while (git_reference_next(&reference, iterator) == 0)
      add_name(names, reference);
  git_reference_iterator_free(iterator);
}

/* Our own walk, from the later commit. */
static bool walk_meets(const struct source *source, const git_oid *later, const git_oid *commit) {
  struct arena arena = {0};
  struct commits commits = {0};
  struct source from = *source;
  bool found = false;
  git_oid_cpy(&from.commit, later);
  (void)commits_read_since(&from, &arena, commit->id, SIZE_MAX, &commits);
  for (size_t i = 0; i < commits.count && !found; i++)
    found = commits.items[i]->known;
  commits_free(&commits);
  arena_free(&arena);
  return found;
}

/* Whether a commit comes before the later one, as far as the repository knows. */
static bool comes_before(const struct source *source, const git_oid *commit, const git_oid *later) {
  git_oid base;
  /* libgit2 1.5 leaks what its walk allocated where a shallow clone ends. */
  if (git_repository_is_shallow(source->repository) == 0) {
    turns_begin(source->turns);
    int result = git_merge_base(&base, source->repository, later, commit);
    turns_end(source->turns);
    const git_error *error = git_error_last();
    if (result == 0) return git_oid_equal(&base, commit) == 1;
    if (result == GIT_ENOTFOUND && error != NULL && error->klass == GIT_ERROR_MERGE) return false;
  }
  turns_begin(source->turns);
  bool exists = git_odb_exists(source->objects, later) == 1;
  turns_end(source->turns);
  return exists && walk_meets(source, later, commit);
}

static bool is_named(const struct source *source, const git_oid *commit) {
  struct names names = {0};
  bool named = false;
  list_names(source->repository, &names);
  for (size_t i = 0; i < names.count && !named; i++)
    named = git_oid_equal(&names.commits[i], commit) == 1;
  for (size_t i = 0; i < names.count && !named; i++)
    named = comes_before(source, commit, &names.commits[i]);
  free(names.commits);
  return named;
}

bool source_is_outdated(const struct source *source, const char *later) {
  git_oid id;
  return source->repository != NULL && source->has_commit && git_oid_fromstr(&id, later) == 0 &&
         comes_before(source, &source->commit, &id) && is_named(source, &id);
}

bool source_find_base(const struct source *source, const char *revision,
                      char base[static 2 * SOURCE_OBJECT_BYTES + 1], struct diagnostics *diagnostics) {
  struct source at = *source;
  git_oid parting;
  if (source->repository == NULL) {
    diagnostics_add(diagnostics, (struct view){NULL, 0}, (struct source_location){0},
                    message_no_repository(source->root_path));
    return false;
  }
  if (!source_find_commit(&at, revision, false, diagnostics)) return false;
  if (!source->has_commit || git_merge_base(&parting, source->repository, &at.commit, &source->commit) != 0)
    git_oid_cpy(&parting, &at.commit);
  git_oid_tostr(base, 2 * SOURCE_OBJECT_BYTES + 1, &parting);
  return true;
}
