/* The lines of history of each file, walked for all of them together.
 *
 * `git log -- FILE` follows a line from a commit to its parent; at a merge, to the first parent that has the
 * file as the merge has it, and only where there is none it parts to all of them. So nearly always a file is
 * at one commit at a time, and files at the same commit form a set that moves on as a whole, but for those
 * that turn off there. */
#include "source/history.h"

#include "base/control_characters.h"
#include "base/memory.h"
#include "source/commits.h"
#include "source/trees.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

/* A set that has been merged into another stands for that one. */
struct path_set {
  struct path_set *into;
  size_t count;                /* of tracers */
  const struct commit *cut_at; /* where its past ends that the repository knows */
};

/* One line of a file's history. Lines that have met again stay two until they are looked up. */
struct tracer {
  struct tracer *next;
  struct path_set *set;
};

struct walk {
  struct source *source;
  struct arena *arena; /* for what is handed out */
  struct arena *own;   /* for what the walk needs */
  struct history *history;
  struct diagnostics *diagnostics;
  const struct history_cache *cache; /* what is known of a commit on the way; NULL: nothing */
  struct comparison comparison;
  const struct commit *line;   /* the next commit of the first parents' line, which was published */
  const struct commit *commit; /* that is compared with what was before it; NULL: the files on disk are */
  struct map gone;             /* the paths of files that are gone, which are known */
};

static const struct source_location no_location = {0, 0};
static const struct view no_file = {NULL, 0};

static struct path_set *set_root(struct path_set *set) {
  while (set->into != NULL) {
    if (set->into->into != NULL) set->into = set->into->into;
    set = set->into;
  }
  return set;
}

static bool is_in(const struct node *file, const struct path_set *set) {
  for (const struct tracer *tracer = file->tracers; tracer != NULL; tracer = tracer->next)
    if (set_root(tracer->set) == set) return true;
  return false;
}

/* All of a set moves to the commit. */
static void move_set(struct path_set *set, struct commit *commit) {
  if (commit->paths == NULL) {
    commit->paths = set;
  } else if (commit->paths != set) {
    commit->paths->count += set->count;
    set->into = commit->paths;
  }
}

static void add_file(struct walk *walk, struct node *file, struct commit *commit) {
  if (commit->paths == NULL) commit->paths = arena_allocate(walk->own, sizeof *commit->paths);
  if (is_in(file, commit->paths)) return;
  struct tracer *tracer = arena_allocate(walk->own, sizeof *tracer);
  *tracer = (struct tracer){file->tracers, commit->paths};
  file->tracers = tracer;
  commit->paths->count++;
}

static void remove_file(struct node *file, struct path_set *set) {
  for (struct tracer **at = &file->tracers; *at != NULL;) {
    if (set_root((*at)->set) == set) {
      set->count--;
      *at = (*at)->next;
    } else {
      at = &(*at)->next;
    }
  }
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
    if ((unsigned char)clean.data[i] < ' ') clean.data[i] = ' ';
  for (size_t at = 0; (at = text_find_control(buffer_view(&clean), at)) < clean.length;)
    memset(clean.data + at, ' ', text_control_length(view_slice(buffer_view(&clean), at, SIZE_MAX)));
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
  int result = git_commit_lookup(&parsed, walk->source->repository, &id);
  if (result != 0) {
    diagnostics_add(walk->diagnostics, no_file, no_location,
                    source_commit_message(walk->source, hex, result));
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

/* The commit changed the file. */
static bool add_change(struct walk *walk, const struct difference *difference, struct commit *commit) {
  struct file_history *history = difference->file->history;
  if (history->count++ >= HISTORY_LIMIT) return true;
  const struct change *change = change_of(walk, commit);
  if (change == NULL) return false;
  struct file_change *made = arena_allocate(walk->arena, sizeof *made);
  made->change = change;
  memcpy(made->object, difference->newer, OBJECT_BYTES);
  memcpy(made->before, difference->older, OBJECT_BYTES);
  history_add(history, made);
  return true;
}

/* The past of a set is not in the repository. */
static void give_up(struct walk *walk, struct path_set *set, const struct commit *commit) {
  walk->history->shallow = true;
  set->cut_at = commit;
}

/* A tree could not be read. In a partial clone that is as it should be: what it holds is not known. */
static bool excuse(struct walk *walk, struct path_set *set, const struct commit *commit) {
  if (walk->comparison.result == GIT_ENOTFOUND && walk->source->is_partial) {
    give_up(walk, set, commit);
    walk->history->partial = true;
    return true;
  }
  source_report_object(walk->source, walk->diagnostics, no_file, walk->comparison.unread,
                       walk->comparison.result);
  return false;
}

static void keep_members(struct difference_list *list, const struct path_set *set) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++)
    if (is_in(list->items[i].file, set)) list->items[kept++] = list->items[i];
  list->count = kept;
}

/* Of the files of a merge that differ from its earlier parents, those that are the same in this one turn off
 * to it; the others stay in the list. */
static bool turn_off(struct walk *walk, struct commit *merge, struct path_set *set, struct commit *parent,
                     struct difference_list *list) {
  struct difference_list differing = {0};
  for (size_t i = 0; i < list->count; i++)
    comparison_ask(list->items[i].file);
  bool compared = comparison_run(&walk->comparison, true, merge->tree, parent->tree, &differing);
  for (size_t i = 0; i < list->count; i++)
    comparison_drop(list->items[i].file);
  size_t kept = 0;
  for (size_t i = 0; compared && i < list->count; i++) {
    struct node *file = list->items[i].file;
    if (file->run == walk->comparison.run) {
      list->items[kept++] = list->items[i];
    } else {
      remove_file(file, set);
      add_file(walk, file, parent);
    }
  }
  if (compared) list->count = kept;
  free(differing.items);
  return compared;
}

/* Moves the set at this commit on to the parents. */
static bool pass_commit(struct walk *walk, struct commit *commit, struct path_set *set,
                        struct difference_list *list) {
  struct commit *first = commit->parent_count == 0 ? NULL : commit->parents[0];
  if (!comparison_run(&walk->comparison, false, commit->tree, first == NULL ? NULL : first->tree, list))
    return excuse(walk, set, commit);
  commit->passed = true;
  keep_members(list, set);
  for (size_t i = 1; i < commit->parent_count && list->count > 0; i++)
    if (!turn_off(walk, commit, set, commit->parents[i], list)) return excuse(walk, set, commit);
  for (size_t i = 0; i < list->count; i++) {
    if (!add_change(walk, &list->items[i], commit)) return false;
    for (size_t k = 1; k < commit->parent_count; k++)
      add_file(walk, list->items[i].file, commit->parents[k]);
  }
  if (first != NULL) move_set(set, first);
  return true;
}

/* What the files of the set at the known commit were before. False when that is not known of one. */
static bool take_past(struct walk *walk, const struct path_set *set, const struct source_files *files) {
  for (size_t i = 0; i < files->count; i++) {
    struct view path = files->items[i].path;
    const struct node *file = walk->comparison.files[i];
    if (!is_in(file, set)) continue;
    const struct cached_file *before = history_cache_find(walk->cache, path);
    if (before != NULL)
      history_cache_append(before, file->history);
    else if (history_cache_is_deleted(walk->cache, path))
      return false;
  }
  return true;
}

/* No file has its line here any more, but others that are gone may have had. */
static void pass_line(struct walk *walk, struct commit *commit, struct difference_list *list) {
  const struct commit *first = commit->parent_count == 0 ? NULL : commit->parents[0];
  if (comparison_run(&walk->comparison, false, commit->tree, first == NULL ? NULL : first->tree, list))
    commit->passed = true;
}

static bool walk_commits(struct walk *walk, struct commits *commits, const struct source_files *files) {
  struct difference_list list = {0};
  bool done = true;
  for (size_t i = 0; done && i < commits->count; i++) {
    struct commit *commit = commits->items[i];
    bool is_line = walk->line == commit, has_paths = commit->paths != NULL && commit->paths->count > 0;
    walk->commit = commit;
    list.count = 0;
    if (!has_paths) {
      if (is_line && !commit->boundary && !commit->known) pass_line(walk, commit, &list);
    } else if (commit->boundary)
      give_up(walk, commit->paths, commit);
    else if (commit->known)
      done = take_past(walk, commit->paths, files);
    else
      done = pass_commit(walk, commit, commit->paths, &list);
    if (is_line) walk->line = commit->parent_count == 0 ? NULL : commit->parents[0];
  }
  free(list.items);
  return done;
}

/* Which files on disk are as in the commit. */
static bool compare_disk(struct walk *walk, const struct source_files *files, const struct commit *start) {
  static const unsigned char nothing[OBJECT_BYTES];
  struct difference_list list = {0};
  bool compared = comparison_run(&walk->comparison, false, start->tree, NULL, &list);
  for (size_t i = 0; i < files->count; i++) {
    const struct node *file = walk->comparison.files[i];
    const unsigned char *object = file->run == walk->comparison.run ? list.items[file->index].newer : nothing;
    file->history->is_as_committed =
        memcmp(object, nothing, OBJECT_BYTES) != 0 && source_file_is(walk->source, &files->items[i], object);
  }
  free(list.items);
  return compared;
}

/* Puts all files at the start; `places` has where each stands in the history, NULL: in the same order. */
static bool start_files(struct walk *walk, const struct source_files *files, const size_t *places,
                        struct commit *start) {
  start->paths = arena_allocate(walk->own, sizeof *start->paths);
  for (size_t i = 0; i < files->count; i++) {
    struct node *file = walk->comparison.files[i];
    file->history = &walk->history->files[places == NULL ? i : places[i]];
    add_file(walk, file, start);
  }
  return walk->source->root < 0 || compare_disk(walk, files, start) || excuse(walk, start->paths, start);
}

/* Whether the oldest revision that is known made the file. */
static bool is_complete(const struct file_history *history) {
  static const unsigned char nothing[OBJECT_BYTES];
  return history->oldest != NULL && history->kept == history->count &&
         memcmp(history->oldest->before, nothing, OBJECT_BYTES) == 0;
}

/* Marks the files whose past is not known. */
static void mark_cuts(struct walk *walk, const struct source_files *files) {
  for (size_t i = 0; i < files->count; i++) {
    const struct node *file = walk->comparison.files[i];
    const struct commit *latest = NULL;
    for (const struct tracer *tracer = file->tracers; tracer != NULL; tracer = tracer->next) {
      const struct commit *commit = set_root(tracer->set)->cut_at;
      if (commit != NULL && (latest == NULL || commit->time.time > latest->time.time)) latest = commit;
    }
    if (latest == NULL || is_complete(file->history)) continue;
    file->history->is_cut = true;
    file->history->cut_at = source_date(latest->time);
  }
}

/* The walk goes back in time, so it comes by the commit without a file before it comes by others of it. */
static void note_gone(struct walk *walk, struct view path, const unsigned char *file,
                      const struct commit *commit) {
  if (file == NULL || !view_ends_with(path, ".md") || map_get(&walk->gone, path) != NULL) return;
  struct gone_file gone = {.path = arena_copy(walk->arena, path)};
  if (commit != NULL) gone.date = source_date(commit->time);
  memcpy(gone.object, file, OBJECT_BYTES);
  *map_slot(&walk->gone, gone.path) = walk;
  history_add_gone(walk->history, gone);
}

static void add_deleted_path(void *context, struct view path, const unsigned char *file) {
  struct walk *walk = context;
  history_add_deleted(walk->history, history_deleted_hash(path));
  if (walk->commit == walk->line) note_gone(walk, path, file, walk->commit);
}

/* Whether the next walk may end here: all is known, and the line of first parents, which a path that never
 * was there is followed along, was looked at commit by commit. */
static bool is_base(const struct walk *walk, const struct commits *commits) {
  const struct commit *commit = commits->items[0];
  for (size_t i = 0; i < commits->count && commit != NULL && commit->passed; i++)
    commit = commit->parent_count == 0 ? NULL : commit->parents[0];
  return commit == NULL && !walk->history->shallow && !walk->comparison.has_unreported &&
         walk->source->root < 0;
}

static bool read_whole(struct walk *walk, struct view folder, const struct source_files *files) {
  struct commits commits = {0};
  comparison_start(&walk->comparison, walk->source, files, walk->own);
  walk->comparison.report = add_deleted_path;
  walk->comparison.context = walk;
  walk->comparison.folder = folder;
  bool done = commits_read(walk->source, walk->own, &commits, walk->diagnostics);
  for (size_t i = 0; i < commits.count; i++)
    if (commits.items[i]->boundary) walk->history->shallow = true;
  done = done && start_files(walk, files, NULL, commits.items[0]);
  if (done) walk->line = commits.items[0];
  done = done && walk_commits(walk, &commits, files);
  if (done) mark_cuts(walk, files);
  walk->history->walked = commits.count;
  walk->history->keeps = done && is_base(walk, &commits);
  comparison_free(&walk->comparison);
  commits_free(&commits);
  return done;
}

/* Paths that differ somewhere in the walk, each with where it does so last. */
struct changed_path {
  unsigned char file[OBJECT_BYTES];
  bool is_file; /* what was there before was one, on the line of first parents */
  const struct commit *commit;
};

struct changed_paths {
  struct arena *arena;
  struct map by_path; /* to struct changed_path */
  const struct commit *commit;
  bool is_line; /* it is compared with its first parent, on the line of these */
};

static void collect_path(void *context, struct view path, const unsigned char *file) {
  struct changed_paths *paths = context;
  struct changed_path *changed = map_get(&paths->by_path, path);
  if (changed == NULL) {
    changed = arena_allocate(paths->arena, sizeof *changed);
    *map_slot(&paths->by_path, arena_copy(paths->arena, path)) = changed;
  }
  if (!paths->is_line || file == NULL || changed->is_file) return;
  *changed = (struct changed_path){.is_file = true, .commit = paths->commit};
  memcpy(changed->file, file, OBJECT_BYTES);
}

/* All paths in which one of the commits differs from one of its parents. */
static bool collect_paths(struct comparison *comparison, struct changed_paths *paths,
                          const struct commits *commits) {
  struct difference_list none = {0};
  const struct commit *line = commits->count == 0 ? NULL : commits->items[0];
  bool done = true;
  for (size_t i = 0; done && i < commits->count; i++) {
    const struct commit *commit = paths->commit = commits->items[i];
    bool is_line = commit == line;
    if (is_line) line = commit->parent_count == 0 ? NULL : commit->parents[0];
    for (size_t k = 0; done && k < commit->parent_count; k++) {
      paths->is_line = is_line && k == 0;
      done = comparison_run(comparison, false, commit->tree, commit->parents[k]->tree, &none);
    }
  }
  return done && !comparison->has_unreported;
}

/* Splits the paths into those of listed files and the rest, which are deleted ones. */
static void split_paths(struct walk *walk, const struct changed_paths *paths,
                        const struct source_files *files, struct source_files *changed, size_t *places) {
  const struct map_slot *slot;
  size_t at = 0;
  *changed =
      (struct source_files){.items = arena_array(walk->own, paths->by_path.count, sizeof *changed->items)};
  while ((slot = map_next(&paths->by_path, &at)) != NULL) {
    const struct source_file *file = source_files_find(files, slot->key);
    if (file == NULL) {
      const struct changed_path *gone = slot->value;
      history_add_deleted(walk->history, history_deleted_hash(slot->key));
      note_gone(walk, slot->key, gone->is_file ? gone->file : NULL, gone->commit);
    } else {
      places[changed->count] = (size_t)(file - files->items);
      changed->items[changed->count++] = *file;
    }
  }
}

/* After more commits than this the whole history is walked. */
enum { SINCE_LIMIT = 256 };

/* Walks what came after the cache's commit. False when that is not enough to know all. */
static bool read_since(struct walk *walk, struct view folder, const struct source_files *files) {
  struct commits commits = {0};
  struct source_files changed = {0};
  struct changed_paths paths = {.arena = walk->own};
  struct comparison collecting = {.source = walk->source,
                                  .root = {.folder = true},
                                  .report = collect_path,
                                  .context = &paths,
                                  .folder = folder};
  bool done = commits_read_since(walk->source, walk->own, walk->cache->commit, SINCE_LIMIT, &commits) &&
              !walk->source->is_partial && collect_paths(&collecting, &paths, &commits);
  if (done) {
    size_t *places = arena_array(walk->own, paths.by_path.count, sizeof *places);
    split_paths(walk, &paths, files, &changed, places);
    comparison_start(&walk->comparison, walk->source, &changed, walk->own);
    comparison_pass_trees(&collecting, &walk->comparison);
    done = start_files(walk, &changed, places, commits.items[0]) && walk_commits(walk, &commits, &changed) &&
           history_cache_take(walk->cache, files, walk->history);
    comparison_free(&walk->comparison);
  }
  if (done) {
    walk->history->cache = walk->cache;
    walk->history->walked = commits.count;
    walk->history->keeps = true;
  }
  comparison_free(&collecting);
  map_free(&paths.by_path);
  commits_free(&commits);
  return done;
}

static void start_history(struct history *history, const struct source_files *files, struct arena *arena) {
  history_free(history);
  history->files = arena_array(arena, files->count, sizeof *history->files);
  history->file_count = files->count;
  for (size_t i = 0; i < files->count; i++)
    history->files[i].is_as_committed = true;
}

bool history_read(struct source *source, struct view folder, const struct source_files *files,
                  const struct history_cache *cache, struct arena *arena, struct history *history,
                  struct diagnostics *diagnostics) {
  *history = (struct history){0};
  if (!source->has_commit) return true;
  struct arena own = {0};
  struct diagnostics discarded = {0};
  struct walk walk = {.source = source,
                      .arena = arena,
                      .own = &own,
                      .history = history,
                      .diagnostics = &discarded,
                      .cache = cache};
  start_history(history, files, arena);
  bool done = cache != NULL && source->root < 0 && read_since(&walk, folder, files);
  if (!done) {
    if (cache != NULL) start_history(history, files, arena);
    map_free(&walk.gone);
    walk = (struct walk){
        .source = source, .arena = arena, .own = &own, .history = history, .diagnostics = diagnostics};
    done = read_whole(&walk, folder, files);
  }
  map_free(&walk.gone);
  diagnostics_free(&discarded);
  arena_free(&own);
  if (!done) history_free(history);
  return done;
}
