/* The line of history of each file, walked for all of them together.
 *
 * `git log -1 -- FILE` follows one line: from a commit to its parent; at a merge, to the first parent that
 * has the file as the merge has it; it ends where no parent has. So each file is at one commit at a time, and
 * files at the same commit form a set that moves on as a whole, but for those that end or turn off there. */
#include "source/history.h"

#include "source/commits.h"
#include "source/comparison.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <unistd.h>

/* A set that has been merged into another stands for that one. */
struct path_set {
  struct path_set *into;
  size_t count;
};

struct walk {
  struct source *source;
  struct arena *arena; /* for what is handed out */
  struct arena *own;   /* for what the walk needs */
  struct history *history;
  struct diagnostics *diagnostics;
  struct comparison comparison;
  size_t unknown; /* files whose last change is still sought */
};

static const struct mark no_mark = {0, 0};
static const struct view no_file = {NULL, 0};

static struct path_set *set_root(struct path_set *set) {
  while (set->into != NULL) {
    if (set->into->into != NULL) set->into = set->into->into;
    set = set->into;
  }
  return set;
}

static bool is_in(const struct node *file, const struct path_set *set) {
  return file->set != NULL && set_root(file->set) == set;
}

/* All of a set moves to the commit. */
static void move_set(struct path_set *set, struct commit *commit) {
  if (commit->paths == NULL) {
    commit->paths = set;
  } else {
    commit->paths->count += set->count;
    set->into = commit->paths;
  }
}

static void move_file(struct walk *walk, struct node *file, struct commit *commit) {
  set_root(file->set)->count--;
  if (commit->paths == NULL) commit->paths = arena_allocate(walk->own, sizeof *commit->paths);
  commit->paths->count++;
  file->set = commit->paths;
}

/* Text that others wrote, as UTF-8 on one line. */
static struct view clean_text(struct arena *arena, const char *text) {
  struct view rest = view_trim(view_of(text));
  rest = view_trim(view_slice(rest, 0, view_find_byte(rest, '\n', 0)));
  struct buffer clean = {0};
  size_t bad;
  while (!text_is_utf8(rest, &bad)) {
    buffer_add(&clean, view_slice(rest, 0, bad));
    buffer_add_string(&clean, "\xef\xbf\xbd");
    rest = view_slice(rest, bad + 1, SIZE_MAX);
  }
  buffer_add(&clean, rest);
  for (size_t i = 0; i < clean.length; i++)
    if ((unsigned char)clean.data[i] < ' ' || clean.data[i] == 0x7f) clean.data[i] = ' ';
  struct view copy = arena_copy(arena, buffer_view(&clean));
  buffer_free(&clean);
  return copy;
}

static struct change *change_of(struct walk *walk, struct commit *commit) {
  if (commit->change != NULL) return commit->change;
  git_commit *parsed;
  git_oid id;
  char hex[OBJECT_HEX + 1] = {0};
  git_oid_fromraw(&id, commit->id);
  git_oid_fmt(hex, &id);
  if (git_commit_lookup(&parsed, walk->source->repository, &id) != 0) {
    diagnostics_add(walk->diagnostics, SEVERITY_ERROR, no_file, no_mark, "history",
                    "the commit %s of the history can't be read: %s; see `git fsck`", hex,
                    source_git_reason());
    return NULL;
  }
  const git_signature *author = git_commit_author(parsed);
  struct change *change = arena_allocate(walk->arena, sizeof *change);
  change->date = source_date(author->when);
  change->author = clean_text(walk->arena, author->name);
  change->commit = arena_copy(walk->arena, view_of(hex));
  change->summary = clean_text(walk->arena, git_commit_message(parsed));
  git_commit_free(parsed);
  commit->change = change;
  return change;
}

/* The file's line ends at this commit, which changed it. */
static bool end_file(struct walk *walk, struct node *file, struct commit *commit) {
  if (file->set == NULL) return true; /* a damaged tree may name it twice */
  struct change *change = change_of(walk, commit);
  if (change == NULL) return false;
  *map_slot(&walk->history->changes, file->file->path) = change;
  set_root(file->set)->count--;
  file->set = NULL;
  comparison_drop(file, QUESTION_UNKNOWN);
  walk->unknown--;
  return true;
}

/* The past of a set is not in the repository. */
static void give_up(struct walk *walk, struct path_set *set) {
  walk->history->shallow = true;
  walk->unknown -= set->count;
  set->count = 0;
}

static bool is_partial_clone(struct walk *walk) {
  git_config *config = NULL;
  git_config_iterator *iterator = NULL;
  git_config_entry *entry;
  bool partial = false;
  if (git_repository_config_snapshot(&config, walk->source->repository) == 0 &&
      git_config_iterator_new(&iterator, config) == 0)
    while (!partial && git_config_next(&entry, iterator) == 0) {
      struct view name = view_of(entry->name);
      partial = view_equal_string(name, "extensions.partialclone") ||
                (view_starts_with(name, "remote.") && view_ends_with(name, ".promisor"));
    }
  git_config_iterator_free(iterator);
  git_config_free(config);
  return partial;
}

/* A tree could not be read. In a partial clone that is as it should be: what it would tell is not known. */
static bool excuse(struct walk *walk, struct path_set *set) {
  if (walk->comparison.result == GIT_ENOTFOUND && is_partial_clone(walk)) {
    give_up(walk, set);
    return true;
  }
  source_report_object(walk->source, walk->diagnostics, no_file, walk->comparison.unread,
                       walk->comparison.result);
  return false;
}

static void keep_members(struct node_list *list, const struct path_set *set) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++)
    if (is_in(list->items[i], set)) list->items[kept++] = list->items[i];
  list->count = kept;
}

/* Of the files of a merge that differ from its earlier parents, those that are the same in this one turn off
 * to it; the others stay in the list. */
static bool turn_off(struct walk *walk, struct commit *merge, struct commit *parent, struct node_list *list) {
  struct node_list differing = {0};
  for (size_t i = 0; i < list->count; i++)
    comparison_ask(list->items[i], QUESTION_MERGE);
  bool compared = comparison_run(&walk->comparison, QUESTION_MERGE, merge->tree, parent->tree, &differing);
  for (size_t i = 0; i < list->count; i++)
    comparison_drop(list->items[i], QUESTION_MERGE);
  /* No file is in question now, so the counts can serve as marks. */
  for (size_t i = 0; i < differing.count; i++)
    differing.items[i]->asked[QUESTION_MERGE] = 1;
  size_t kept = 0;
  for (size_t i = 0; compared && i < list->count; i++) {
    if (list->items[i]->asked[QUESTION_MERGE] != 0)
      list->items[kept++] = list->items[i];
    else
      move_file(walk, list->items[i], parent);
  }
  for (size_t i = 0; i < differing.count; i++)
    differing.items[i]->asked[QUESTION_MERGE] = 0;
  if (compared) list->count = kept;
  free(differing.items);
  return compared;
}

/* Moves the set at this commit on to the parents. */
static bool pass_commit(struct walk *walk, struct commit *commit, struct path_set *set,
                        struct node_list *list) {
  struct commit *first = commit->parent_count == 0 ? NULL : commit->parents[0];
  if (!comparison_run(&walk->comparison, QUESTION_UNKNOWN, commit->tree, first == NULL ? NULL : first->tree,
                      list))
    return excuse(walk, set);
  keep_members(list, set);
  for (size_t i = 1; i < commit->parent_count && list->count > 0; i++)
    if (!turn_off(walk, commit, commit->parents[i], list)) return excuse(walk, set);
  for (size_t i = 0; i < list->count; i++)
    if (!end_file(walk, list->items[i], commit)) return false;
  if (first != NULL)
    move_set(set, first);
  else
    walk->unknown -= set->count; /* none, unless a tree is damaged */
  return true;
}

static bool walk_commits(struct walk *walk, struct commits *commits) {
  struct node_list list = {0};
  bool done = true;
  for (size_t i = 0; done && walk->unknown > 0 && i < commits->count; i++) {
    struct commit *commit = commits->items[i];
    if (commit->paths == NULL || commit->paths->count == 0) continue;
    list.count = 0;
    if (commit->boundary)
      give_up(walk, commit->paths);
    else
      done = pass_commit(walk, commit, commit->paths, &list);
  }
  free(list.items);
  return done;
}

/* Whether the file on disk has the bytes of the blob. */
static bool is_as_committed(struct walk *walk, const struct node *file) {
  git_oid committed, found;
  git_object_t type;
  size_t size;
  git_oid_fromraw(&committed, file->object);
  if (git_odb_read_header(&size, &type, walk->source->objects, &committed) != 0 || size != file->file->size)
    return false;
  struct buffer path = {0};
  buffer_format(&path, "%s/%.*s", walk->source->root_path, VIEW_FORMAT(file->file->path));
  buffer_add_byte(&path, '\0');
  bool same = git_odb_hashfile(&found, path.data, GIT_OBJECT_BLOB) == 0 &&
              memcmp(found.id, committed.id, OBJECT_BYTES) == 0;
  buffer_free(&path);
  return same;
}

/* Puts the files that are as in the commit at its start. */
static bool start_files(struct walk *walk, const struct source_files *files, struct commit *start) {
  struct node_list list = {0};
  for (size_t i = 0; i < files->count; i++)
    comparison_ask(map_get(&walk->comparison.nodes, files->items[i].path), QUESTION_UNKNOWN);
  bool compared = comparison_run(&walk->comparison, QUESTION_UNKNOWN, start->tree, NULL, &list);
  start->paths = arena_allocate(walk->own, sizeof *start->paths);
  for (size_t i = 0; i < list.count; i++) {
    struct node *file = list.items[i];
    if (file->set != NULL || (walk->source->root >= 0 && !is_as_committed(walk, file))) continue;
    file->set = start->paths;
    start->paths->count++;
  }
  walk->unknown = start->paths->count;
  for (size_t i = 0; i < files->count; i++) {
    struct node *file = map_get(&walk->comparison.nodes, files->items[i].path);
    if (file->set == NULL) comparison_drop(file, QUESTION_UNKNOWN);
  }
  free(list.items);
  return compared || excuse(walk, start->paths);
}

bool history_read(struct source *source, const struct source_files *files, struct arena *arena,
                  struct history *history, struct diagnostics *diagnostics) {
  *history = (struct history){0};
  if (!source->has_commit) return true;
  struct arena own = {0};
  struct commits commits = {0};
  struct walk walk = {
      .source = source, .arena = arena, .own = &own, .history = history, .diagnostics = diagnostics};
  comparison_start(&walk.comparison, source, files, &own);
  bool done = commits_read(source, &own, &commits, diagnostics);
  for (size_t i = 0; i < commits.count; i++)
    if (commits.items[i]->boundary) history->shallow = true;
  done = done && start_files(&walk, files, commits.items[0]) && walk_commits(&walk, &commits);
  comparison_free(&walk.comparison);
  commits_free(&commits);
  arena_free(&own);
  if (!done) history_free(history);
  return done;
}

void history_free(struct history *history) {
  map_free(&history->changes);
  *history = (struct history){0};
}
