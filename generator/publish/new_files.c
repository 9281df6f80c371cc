#include "publish/new_files.h"

#include "base/files.h"
#include "base/map.h"
#include "base/memory.h"
#include "publish/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What one rename puts into the site: a file, or a folder that is not there yet. */
struct unit {
  struct view path;
  size_t begin, end; /* its files */
  size_t first_link, links_end;
  bool is_folder, has_page;
  size_t index, low; /* of Tarjan's algorithm; 0: not seen */
  bool is_waiting;   /* seen, and of a component that is not complete */
};

struct visit {
  size_t unit, link;
};

struct arrangement {
  const struct new_file *files;
  size_t count;
  int stage, site;
  struct arena arena;
  struct unit *units;
  size_t unit_count, unit_capacity;
  size_t *unit_of;                      /* by file */
  struct map addresses;                 /* -> the file */
  struct view attribute, string, whole; /* what links begin with: in HTML the first, else the others */
  size_t *links;                        /* units, those of one unit's pages behind another's */
  size_t link_count, link_capacity;
  struct buffer *journal;
};

/* One that can't be looked at is taken for there: putting files into it tells why, or makes it. */
static bool is_folder_there(const struct arrangement *arrangement, struct view path) {
  struct stat found;
  if (folder_look(arrangement->site, path, &found)) return S_ISDIR(found.st_mode);
  return errno != ENOENT && errno != ENOTDIR && errno != ELOOP;
}

/* How much of both paths is the same folders, with the / behind them. */
static size_t shared_folders(struct view left, struct view right) {
  size_t shared = 0;
  for (size_t i = 0; i < left.length && i < right.length && left.data[i] == right.data[i]; i++)
    if (left.data[i] == '/') shared = i + 1;
  return shared;
}

/* The topmost folder of the path that is not there yet; the path itself where all are. Up to `known` they
 * are. */
static struct view find_new(const struct arrangement *arrangement, struct view path, size_t known) {
  for (size_t i = known; i < path.length; i++)
    if (path.data[i] == '/' && !is_folder_there(arrangement, view_slice(path, 0, i)))
      return view_slice(path, 0, i);
  return path;
}

/* Cuts the files into units: those of one new folder stand side by side. */
static void find_units(struct arrangement *arrangement) {
  for (size_t i = 0; i < arrangement->count; i++) {
    const struct new_file *file = &arrangement->files[i];
    struct unit *last =
        arrangement->unit_count == 0 ? NULL : &arrangement->units[arrangement->unit_count - 1];
    size_t known = last == NULL ? 0 : shared_folders(last->path, file->path);
    bool is_in_last = last != NULL && last->is_folder && path_is_below(file->path, last->path);
    if (!is_in_last) {
      struct view path = find_new(arrangement, file->path, known);
      arrangement->units = arena_grow(&arrangement->arena, arrangement->units, arrangement->unit_count,
                                      &arrangement->unit_capacity, sizeof *arrangement->units);
      arrangement->units[arrangement->unit_count++] =
          (struct unit){.path = path, .begin = i, .is_folder = path.length < file->path.length};
    }
    last = &arrangement->units[arrangement->unit_count - 1];
    last->end = i + 1;
    last->has_page = last->has_page || file->is_page;
    arrangement->unit_of[i] = arrangement->unit_count - 1;
    *map_slot(&arrangement->addresses, file->address) = (void *)(uintptr_t)file;
  }
}

/* Puts a link of one unit's page to another unit down. */
static void add_link(struct arrangement *arrangement, size_t unit, struct view address) {
  const struct new_file *file = map_get(&arrangement->addresses, address);
  if (file == NULL || arrangement->unit_of[file - arrangement->files] == unit) return;
  arrangement->links = arena_grow(&arrangement->arena, arrangement->links, arrangement->link_count,
                                  &arrangement->link_capacity, sizeof *arrangement->links);
  arrangement->links[arrangement->link_count++] = arrangement->unit_of[file - arrangement->files];
}

/* Each address that begins with `mark`, up to what none of ours has in it. */
static void find_links_in(struct arrangement *arrangement, size_t unit, struct view page, struct view mark) {
  for (size_t at = 0; (at = view_find(page, mark, at)) != VIEW_NOT_FOUND;) {
    at += mark.length;
    size_t end = at;
    while (end < page.length && (unsigned char)page.data[end] > ' ' &&
           strchr("\"'<>#?&,\\", page.data[end]) == NULL)
      end++;
    add_link(arrangement, unit, view_slice(page, at, end - at));
    at = end;
  }
}

static void find_links_of(struct arrangement *arrangement, size_t unit, const struct new_file *file,
                          struct view bytes) {
  if (view_ends_with(file->path, ".html")) {
    find_links_in(arrangement, unit, bytes, arrangement->attribute);
    return;
  }
  find_links_in(arrangement, unit, bytes, arrangement->string);
  find_links_in(arrangement, unit, bytes, arrangement->whole);
}

static bool read_staged(const struct arrangement *arrangement, const struct new_file *file,
                        struct buffer *bytes) {
  char name[32];
  (void)snprintf(name, sizeof name, "%zu", file->number);
  buffer_clear(bytes);
  int staged = folder_open_file(arrangement->stage, name);
  bool good = staged >= 0 && file_read(staged, bytes);
  if (staged >= 0) close(staged);
  return good;
}

static bool find_links(struct arrangement *arrangement) {
  struct buffer bytes = {0};
  bool good = true;
  for (size_t i = 0; i < arrangement->unit_count && arrangement->unit_count > 1 && good; i++) {
    struct unit *unit = &arrangement->units[i];
    unit->first_link = arrangement->link_count;
    for (size_t k = unit->begin; k < unit->end && good; k++) {
      const struct new_file *file = &arrangement->files[k];
      if (!file->is_page) continue;
      good = read_staged(arrangement, file, &bytes);
      find_links_of(arrangement, i, file, buffer_view(&bytes));
    }
    unit->links_end = arrangement->link_count;
  }
  buffer_free(&bytes);
  return good;
}

/* Moves a staged file to its place in the staged folder of its unit. */
static bool move_into(const struct arrangement *arrangement, const char *folder, const struct new_file *file,
                      struct view below) {
  struct buffer path = {0};
  char name[32];
  (void)snprintf(name, sizeof name, "%zu", file->number);
  buffer_format(&path, "%s/%.*s", folder, VIEW_FORMAT(below));
  buffer_add_byte(&path, '\0');
  bool good = folder_make_parents(arrangement->stage, path.data) == 0 &&
              renameat(arrangement->stage, name, arrangement->stage, path.data) == 0;
  int saved = errno;
  buffer_free(&path);
  errno = saved;
  return good;
}

static bool put_unit(const struct arrangement *arrangement, size_t number) {
  const struct unit *unit = &arrangement->units[number];
  if (!unit->is_folder) {
    buffer_format(arrangement->journal, "put %zu %.*s\n", arrangement->files[unit->begin].number,
                  VIEW_FORMAT(unit->path));
    return true;
  }
  char folder[32];
  (void)snprintf(folder, sizeof folder, "folder-%zu", number);
  for (size_t i = unit->begin; i < unit->end; i++) {
    const struct new_file *file = &arrangement->files[i];
    if (!move_into(arrangement, folder, file, view_slice(file->path, unit->path.length + 1, SIZE_MAX)))
      return false;
  }
  buffer_format(arrangement->journal, "put %s %.*s\n", folder, VIEW_FORMAT(unit->path));
  return true;
}

/* Tarjan, "Depth-first search and linear graph algorithms" (1972): components come out in an order in which
 * each stands behind those that it links to. Without recursion: a chain of pages may be long. */
struct walk {
  struct arrangement *arrangement;
  struct visit *visits;
  size_t depth;
  size_t *waiting;
  size_t waiting_count, seen;
};

static void enter(struct walk *walk, size_t number) {
  struct unit *unit = &walk->arrangement->units[number];
  unit->index = unit->low = ++walk->seen;
  unit->is_waiting = true;
  walk->waiting[walk->waiting_count++] = number;
  walk->visits[walk->depth++] = (struct visit){number, unit->first_link};
}

/* The last seen first, so of two that link to each other one that was come to from the other is there before
 * it. */
static bool put_component(struct walk *walk, size_t root) {
  for (;;) {
    size_t number = walk->waiting[--walk->waiting_count];
    walk->arrangement->units[number].is_waiting = false;
    if (!put_unit(walk->arrangement, number)) return false;
    if (number == root) return true;
  }
}

static bool leave(struct walk *walk) {
  struct unit *units = walk->arrangement->units;
  size_t number = walk->visits[--walk->depth].unit;
  if (walk->depth > 0) {
    struct unit *above = &units[walk->visits[walk->depth - 1].unit];
    if (units[number].low < above->low) above->low = units[number].low;
  }
  return units[number].low != units[number].index || put_component(walk, number);
}

static bool walk_from(struct walk *walk, size_t root) {
  struct arrangement *arrangement = walk->arrangement;
  if (arrangement->units[root].index != 0) return true;
  enter(walk, root);
  while (walk->depth > 0) {
    struct visit *visit = &walk->visits[walk->depth - 1];
    struct unit *unit = &arrangement->units[visit->unit];
    if (visit->link == unit->links_end) {
      if (!leave(walk)) return false;
      continue;
    }
    size_t next = arrangement->links[visit->link++];
    const struct unit *linked = &arrangement->units[next];
    if (linked->index == 0)
      enter(walk, next);
    else if (linked->is_waiting && linked->index < unit->low)
      unit->low = linked->index;
  }
  return true;
}

/* What is no page goes first: pages show it. */
static bool put_units(struct arrangement *arrangement) {
  struct walk walk = {.arrangement = arrangement};
  walk.visits = arena_array(&arrangement->arena, arrangement->unit_count, sizeof *walk.visits);
  walk.waiting = arena_array(&arrangement->arena, arrangement->unit_count, sizeof *walk.waiting);
  for (int page = 0; page < 2; page++)
    for (size_t i = 0; i < arrangement->unit_count; i++)
      if (arrangement->units[i].has_page == (page == 1) && !walk_from(&walk, i)) return false;
  return true;
}

bool new_files_arrange(const struct new_file *files, size_t count, const struct new_files_base *base,
                       int stage, int site, struct buffer *journal) {
  struct arrangement arrangement = {
      .files = files, .count = count, .stage = stage, .site = site, .journal = journal};
  struct arena *arena = &arrangement.arena;
  arrangement.unit_of = arena_array(arena, count, sizeof *arrangement.unit_of);
  arrangement.attribute = ARENA_JOIN(arena, VIEW("=\""), base->root);
  arrangement.string = view_slice(arrangement.attribute, 1, SIZE_MAX);
  arrangement.whole = ARENA_JOIN(arena, base->origin, base->root);
  find_units(&arrangement);
  bool good = find_links(&arrangement) && put_units(&arrangement);
  int saved = errno;
  map_free(&arrangement.addresses);
  arena_free(arena);
  errno = saved;
  return good;
}
