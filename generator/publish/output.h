/* The output folder, held by one build at a time: opened, locked, and brought into order after a build that
 * was killed.
 *
 * A folder is kyket's own when it holds the file `.kyket`, whose second line names what is published (see
 * depend/manifest.h). Names that begin with a dot are left alone, at any depth. */
#ifndef KYKET_PUBLISH_OUTPUT_H
#define KYKET_PUBLISH_OUTPUT_H

#include "base/diagnostics.h"

#include <limits.h>

#define OUTPUT_MARKER ".kyket"

struct output {
  const char *name;  /* the folder's in its parent */
  const char *fresh; /* beside it: what is being made; after a swap what was there */
  const char *aside; /* beside it: the old site, for the moment of a swap in two steps */
  const char *stage; /* beside it: what is put in its place file by file, see publish/replacement.h */
  struct view place; /* the folder as it was named, for messages */
  struct view parent_path;
  int parent;   /* open and locked */
  int site;     /* what is published; -1: nothing */
  uint64_t id;  /* of what is published; 0: not known */
  bool no_sync; /* what is written need not be on the disk; set by who opened the output */
};

/* Gets ready to replace the folder at `path`, which need not exist; the folders above it are made. Waits for
 * another build of a folder beside it, and holds the lock until output_close: what is to be published is
 * looked up after it, so that a build that waited publishes nothing that is older than what it waited for.
 * NULL with a diagnostic ("output-refused" when the folder holds something else, "output" when the
 * disk fails). The diagnostics must stay until output_close. */
struct output *output_open(const char *path, struct diagnostics *diagnostics);

/* Stands for the output's place, for files of a cache that may serve several. Never 0. */
uint64_t output_hash(const struct output *output);

/* Learns the id again, after the marker was replaced. */
void output_refresh(struct output *output);

/* The marker's bytes for a site of this id. */
struct view output_marker(struct arena *arena, uint64_t id);

/* Adds a diagnostic with the reason in errno; false. Thread-safe. */
bool output_fail(struct output *output, enum phrase action, struct view name);
/* That a folder that holds dot files can't become a file: they would have no place. Adds the diagnostic;
 * false. */
bool output_refuse_file(struct output *output, const char *path);

/* Adds a diagnostic at the output; thread-safe. */
void output_add(struct output *output, struct message message);
/* Adds those of another; thread-safe. */
void output_report(struct output *output, const struct diagnostics *found);

/* Waits until all that was written beside the output is on the disk, unless that is not wanted; 0, or -1 with
 * errno. */
int output_sync(const struct output *output, int folder);

/* The name as a path with a NUL; false with a diagnostic when it is too long. */
bool output_path(struct output *output, struct view name, char path[static PATH_MAX]);

void output_close(struct output *output);

#endif
