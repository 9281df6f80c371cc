/* The folders that a repository borrows objects from, as git reads objects/info/alternates: a path a line,
 * relative ones from the folder of objects that names them, and what they name in turn. libgit2 does not
 * follow relative ones of others. */
#include "base/files.h"
#include "base/map.h"
#include "source/source_internal.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEPTH_LIMIT = 5 };

struct alternates {
  struct arena arena;
  struct map met;   /* by the real path */
  git_odb *objects; /* NULL: they are only looked for */
  struct view lost, named_in;
};

static void follow(struct alternates *alternates, const char *objects, unsigned depth);

static void follow_line(struct alternates *alternates, const char *objects, struct view file,
                        struct view line, unsigned depth) {
  char real[PATH_MAX];
  const char *path = line.data[0] == '/'
                         ? arena_copy(&alternates->arena, line).data
                         : arena_format(&alternates->arena, "%s/%.*s", objects, VIEW_FORMAT(line)).data;
  if (realpath(path, real) == NULL) {
    if (alternates->lost.length == 0) {
      alternates->lost = view_of(path);
      alternates->named_in = file;
    }
    return;
  }
  struct view known = arena_copy(&alternates->arena, view_of(real));
  if (map_get(&alternates->met, known) != NULL) return;
  *map_slot(&alternates->met, known) = alternates;
  /* The first level is libgit2's, and so are absolute paths. */
  if (depth > 0 && line.data[0] != '/' && alternates->objects != NULL)
    (void)git_odb_add_disk_alternate(alternates->objects, known.data);
  if (depth + 1 < DEPTH_LIMIT) follow(alternates, known.data, depth + 1);
}

static void follow(struct alternates *alternates, const char *objects, unsigned depth) {
  struct buffer text = {0};
  struct view file = arena_format(&alternates->arena, "%s/info/alternates", objects), line;
  int opened = open(file.data, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (opened < 0) return;
  bool good = file_read(opened, &text);
  close(opened);
  struct view rest = buffer_view(&text);
  while (good && view_next(&rest, '\n', &line))
    if (line.length > 0 && line.data[0] != '#' && line.data[0] != '"')
      follow_line(alternates, objects, file, line, depth);
  buffer_free(&text);
}

static void start(struct alternates *alternates, const char *common_folder, git_odb *objects) {
  alternates->objects = objects;
  follow(alternates, arena_format(&alternates->arena, "%sobjects", common_folder).data, 0);
}

static void end(struct alternates *alternates) {
  map_free(&alternates->met);
  arena_free(&alternates->arena);
}

void source_add_alternates(git_odb *objects, const char *common_folder) {
  struct alternates alternates = {0};
  start(&alternates, common_folder, objects);
  end(&alternates);
}

bool source_report_lost_alternate(const struct source *source, struct diagnostics *diagnostics) {
  if (source->common == NULL) return false;
  struct alternates alternates = {0};
  start(&alternates, source->common, NULL);
  bool lost = alternates.lost.length > 0;
  if (lost)
    diagnostics_add(diagnostics, (struct view){NULL, 0}, (struct source_location){0},
                    message_lost_alternate(alternates.lost, alternates.named_in));
  end(&alternates);
  return lost;
}
