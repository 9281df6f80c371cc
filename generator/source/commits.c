#include "source/commits.h"

#include "base/ascii.h"
#include "base/map.h"
#include "base/memory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { SHALLOW_BYTES_LIMIT = 16 * 1024 * 1024 };

struct reading {
  struct source *source;
  struct arena *arena;
  struct commits *commits;
  struct map by_id;           /* raw id -> struct commit */
  struct map shallow;         /* raw id -> something */
  const unsigned char *known; /* an id; NULL: none */
};

static const struct source_location no_location = {0, 0};
static const struct view no_file = {NULL, 0};

static bool parse_id(struct view hex, unsigned char *id) {
  for (size_t i = 0; i < OBJECT_HEX; i++) {
    char digit = hex.data[i];
    int value = ascii_is_digit(digit) ? digit - '0' : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
    if (value < 0) return false;
    id[i / 2] = (unsigned char)(i % 2 == 0 ? value << 4 : id[i / 2] | value);
  }
  return true;
}

/* The commits at which a shallow clone ends, from git's file `shallow`: some versions of libgit2 then show
 * them with their parents, others as the first of all. */
static void read_shallow(struct reading *reading) {
  struct buffer text = {0};
  buffer_format(&text, "%sshallow", git_repository_commondir(reading->source->repository));
  buffer_add_byte(&text, '\0');
  int file = open(text.data, O_RDONLY | O_CLOEXEC);
  buffer_clear(&text);
  if (file < 0) {
    buffer_free(&text);
    return;
  }
  ssize_t length;
  while (text.length < SHALLOW_BYTES_LIMIT &&
         (length = read(file, buffer_reserve(&text, PIECE_BYTES), PIECE_BYTES)) > 0)
    text.length += (size_t)length;
  close(file);
  struct view rest = buffer_view(&text), line;
  while (view_next(&rest, '\n', &line)) {
    unsigned char *id = arena_allocate(reading->arena, OBJECT_BYTES);
    if (line.length >= OBJECT_HEX && parse_id(line, id))
      *map_slot(&reading->shallow, (struct view){(const char *)id, OBJECT_BYTES}) = id;
  }
  buffer_free(&text);
}

/* The commit of this id, new or known. */
static struct commit *meet(struct reading *reading, const unsigned char *id) {
  struct commit *known = map_get(&reading->by_id, (struct view){(const char *)id, OBJECT_BYTES});
  if (known != NULL) return known;
  struct commit *commit = arena_allocate(reading->arena, sizeof *commit);
  memcpy(commit->id, id, OBJECT_BYTES);
  struct view key = {(const char *)commit->id, OBJECT_BYTES};
  commit->boundary = map_get(&reading->shallow, key) != NULL;
  commit->known = reading->known != NULL && memcmp(id, reading->known, OBJECT_BYTES) == 0;
  *map_slot(&reading->by_id, key) = commit;
  struct commits *commits = reading->commits;
  commits->items = memory_grow(commits->items, commits->count, &commits->capacity, sizeof *commits->items);
  commits->items[commits->count++] = commit;
  return commit;
}

/* Cuts a line `keyword HEX` off the front. */
static bool next_id(struct view *rest, const char *keyword, unsigned char *id) {
  size_t length = strlen(keyword);
  if (!view_starts_with(*rest, keyword) || rest->length < length + OBJECT_HEX + 1 ||
      rest->data[length + OBJECT_HEX] != '\n' || !parse_id(view_slice(*rest, length, OBJECT_HEX), id))
    return false;
  *rest = view_slice(*rest, length + OBJECT_HEX + 1, SIZE_MAX);
  return true;
}

/* Digits off the front, after blanks and a sign. */
static int64_t next_integer(struct view *rest) {
  const int64_t limit = INT64_MAX / 100;
  bool negative = false;
  int64_t value = 0;
  size_t at = 0;
  for (; at < rest->length && strchr(" +-", rest->data[at]) != NULL; at++)
    negative = rest->data[at] == '-';
  for (; at < rest->length && ascii_is_digit(rest->data[at]) && value < limit; at++)
    value = value * 10 + (rest->data[at] - '0');
  *rest = view_slice(*rest, at, SIZE_MAX);
  return negative ? -value : value;
}

/* What git writes behind the address in the line `committer`; 1970 where there is none. */
static git_time parse_time(struct view text) {
  size_t line = view_find(text, VIEW("\ncommitter "), 0);
  if (line == VIEW_NOT_FOUND) return (git_time){0};
  size_t end = view_find_byte(text, '\n', line + 1);
  if (end == VIEW_NOT_FOUND) end = text.length;
  size_t at = end;
  while (at > line && text.data[at - 1] != '>')
    at--;
  struct view rest = view_slice(text, at, end - at);
  return (git_time){.time = next_integer(&rest)};
}

static bool parse_commit(struct reading *reading, struct commit *commit, struct view text) {
  unsigned char parent[OBJECT_BYTES];
  if (!next_id(&text, "tree ", commit->tree)) return false;
  commit->time = parse_time(text);
  if (commit->boundary || commit->known) return true;
  struct view rest = text;
  size_t count = 0;
  while (next_id(&rest, "parent ", parent))
    count++;
  commit->parents = arena_array(reading->arena, count, sizeof(struct commit *));
  while (next_id(&text, "parent ", parent)) {
    struct commit *met = meet(reading, parent);
    met->children++;
    commit->parents[commit->parent_count++] = met;
  }
  return true;
}

static bool read_commit(struct reading *reading, struct commit *commit, struct diagnostics *diagnostics) {
  git_odb_object *object;
  char hex[OBJECT_HEX + 1] = {0};
  git_oid id;
  git_oid_fromraw(&id, commit->id);
  git_oid_fmt(hex, &id);
  int result = source_read_object(reading->source, commit->id, GIT_OBJECT_COMMIT, &object);
  if (result != 0) {
    diagnostics_add(diagnostics, no_file, no_location, source_commit_message(reading->source, hex, result));
    return false;
  }
  struct view text = {git_odb_object_data(object), git_odb_object_size(object)};
  bool good = parse_commit(reading, commit, text);
  if (!good) diagnostics_add(diagnostics, no_file, no_location, message_malformed_commit(hex));
  git_odb_object_free(object);
  return good;
}

/* Commits whose children have all been walked: a heap with the newest on top, of equals the one met first. */
struct waiting {
  struct waiting_commit {
    struct commit *commit;
    size_t met;
  } * items;
  size_t count, met;
};

static bool goes_before(const struct waiting_commit *a, const struct waiting_commit *b) {
  return a->commit->time.time != b->commit->time.time ? a->commit->time.time > b->commit->time.time
                                                      : a->met < b->met;
}

static void waiting_add(struct waiting *waiting, struct commit *commit) {
  struct waiting_commit item = {commit, waiting->met++};
  size_t at = waiting->count++;
  for (; at > 0 && goes_before(&item, &waiting->items[(at - 1) / 2]); at = (at - 1) / 2)
    waiting->items[at] = waiting->items[(at - 1) / 2];
  waiting->items[at] = item;
}

static struct commit *waiting_take(struct waiting *waiting) {
  struct commit *first = waiting->items[0].commit;
  struct waiting_commit item = waiting->items[--waiting->count];
  size_t at = 0;
  for (size_t below = 1; below < waiting->count; below = 2 * at + 1) {
    if (below + 1 < waiting->count && goes_before(&waiting->items[below + 1], &waiting->items[below]))
      below++;
    if (!goes_before(&waiting->items[below], &item)) break;
    waiting->items[at] = waiting->items[below];
    at = below;
  }
  waiting->items[at] = item;
  return first;
}

/* Reorders so that every commit comes before its parents. Uses up `children`. */
static void order(struct commits *commits) {
  struct commit **ordered = memory_allocate(commits->count, sizeof(struct commit *));
  struct waiting waiting = {.items = memory_allocate(commits->count, sizeof(struct waiting_commit))};
  size_t end = 0;
  commits->items[0]->children++; /* damaged commits may form a circle; the first does not come again */
  waiting_add(&waiting, commits->items[0]);
  while (waiting.count > 0) {
    struct commit *commit = waiting_take(&waiting);
    ordered[end++] = commit;
    for (size_t i = 0; i < commit->parent_count; i++)
      if (--commit->parents[i]->children == 0) waiting_add(&waiting, commit->parents[i]);
  }
  free(waiting.items);
  free(commits->items);
  commits->items = ordered;
  commits->count = commits->capacity = end;
}

static bool read_all(struct reading *reading, size_t limit, struct diagnostics *diagnostics) {
  struct commits *commits = reading->commits;
  read_shallow(reading);
  commits->shallow = reading->shallow.count > 0;
  meet(reading, reading->source->commit.id);
  bool all = true;
  for (size_t i = 0; all && i < commits->count; i++)
    all = i <= limit && read_commit(reading, commits->items[i], diagnostics);
  if (all) order(commits);
  map_free(&reading->by_id);
  map_free(&reading->shallow);
  return all;
}

bool commits_read(struct source *source, struct arena *arena, struct commits *commits,
                  struct diagnostics *diagnostics) {
  struct reading reading = {.source = source, .arena = arena, .commits = commits};
  return read_all(&reading, SIZE_MAX, diagnostics);
}

bool commits_read_since(struct source *source, struct arena *arena, const unsigned char *known, size_t limit,
                        struct commits *commits) {
  struct reading reading = {.source = source, .arena = arena, .commits = commits, .known = known};
  struct diagnostics discarded = {0};
  bool all = read_all(&reading, limit, &discarded) && !commits->shallow;
  for (size_t i = 0; all && i < commits->count; i++)
    all = commits->items[i]->known || commits->items[i]->parent_count > 0;
  diagnostics_free(&discarded);
  return all;
}

void commits_free(struct commits *commits) {
  free(commits->items);
  *commits = (struct commits){0};
}
