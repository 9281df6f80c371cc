/* The output folder: its states, and what holds in each. One build at a time holds it (a lock on the folder
 * above); `out` is the folder, .out.kyket-new, -old and -stage stand beside it.
 *
 *                    +------------------------- none ---- a folder or nothing that is not kyket's: refused
 *                    | first full build
 *                    v
 *   full build   published     increment
 *   +---------------'  ^ `------------------------+
 *   v                  |                          v
 *   -new is made       |                        -stage is made, journal.new in it
 *   | sync             |                          | sync; the folders of new files are made
 *   v                  | recovery: -new is        v
 *   dot files are      | cleared away, -old     journal.new is renamed to journal, and that is synced
 *   linked into it     | put back where out       | a step for each file: put by a rename, or removed
 *   | sync             | is missing, the steps    v
 *   v                  | of a journal are       all steps taken
 *   swap (exchange, or | taken again              | sync
 *   out to -old, -new  |                          v
 *   to out)            |                        the journal is removed, then -stage
 *   | sync             |                          |
 *   v                  |                          |
 *   late dot files     |                          |
 *   move, the old site |                          |
 *   is removed --------+--------------------------+
 *
 * Where no other folder can take out's place (placement.h) a full build changes the site in place too, after
 * it has looked through all of it (sweep.h); where nothing beside out can be renamed into it, the stage is
 * out/.kyket-stage.
 *
 * 1. `out` is the old site or the new one, whole, at every moment of a full build, and after a kill or a
 * power cut at any moment (publish.test.js "killed", durable.test.js "swapped in", "power cut").
 * 2. In an increment each file is the old one or the new one, whole; what a journal names is on the disk
 * before the journal is, and the journal until all its steps are (update_test.c, durable.test.js
 * "journal").
 * 3. The steps of a journal may be taken any number of times: what was put already is not in -stage any more
 *    (update_test.c).
 * 4. Without a journal nothing in `out` was changed; a build that fails before leaves it byte for byte
 *    (publish.test.js "errors leaves the published site").
 * 5. The marker `.kyket` is put last, so that its second line, which names what is published (see
 * depend/manifest.h), is that of a site that is there as a whole (increment.test.js).
 * 6. Names that begin with a dot are others': they are left alone, at any depth, and are in the new site when
 *    it is swapped in; so are the folder's mode, owner and group (publish.test.js "dot files", "mode",
 *    folder_test.c, faults.test.js).
 * 7. What a build publishes was looked up when it held the lock already, so that none puts an older state
 * over a newer one (publish.test.js "several pushes"); the marker's third line names the commit, which is not
 * replaced by one of its own past (publish.test.js "older revision").
 * 8. Leftovers of any depth are cleared away (publish.test.js "deeper than", folder_test.c); one that this
 * user may not remove is told of, and another name is taken (publish.test.js "leftovers of others"). */
#ifndef KYKET_PUBLISH_OUTPUT_H
#define KYKET_PUBLISH_OUTPUT_H

#include "base/diagnostics.h"

#include <limits.h>

#define OUTPUT_MARKER ".kyket"
#define OUTPUT_STAGE_INSIDE ".kyket-stage"

enum { OUTPUT_COMMIT = 40 }; /* hexadecimal digits */

struct output {
  const char *name;  /* the folder's in its parent */
  const char *fresh; /* beside it: what is being made; after a swap what was there */
  const char *aside; /* beside it: the old site, for the moment of a swap in two steps */
  const char *stage; /* what is put in its place file by file, see publish/in_place_update.h: beside the
                        folder, or in it where nothing beside it can be renamed into it */
  const char *stage_beside;
  bool stages_inside;
  struct view place; /* the folder as it was named, for messages */
  struct view parent_path;
  int parent;                     /* open and locked */
  int site;                       /* what is published; -1: nothing */
  uint64_t id;                    /* of what is published; 0: not known */
  char commit[OUTPUT_COMMIT + 1]; /* that was published, in hexadecimal digits; "": none, or not known */
  bool overtaken;                 /* something was published while this build waited for the lock */
  bool changed;                   /* this build has changed what is published, be it in part */
  /* Set by who opened the output: */
  bool no_sync;                       /* what is written need not be on the disk */
  char new_commit[OUTPUT_COMMIT + 1]; /* that is to be published; "": none */
};

/* Gets ready to replace the folder at `path`, which need not exist; the folders above it are made. Waits for
 * another build of a folder beside it, and holds the lock until output_close: what is to be published is
 * looked up after it, so that a build that waited publishes nothing that is older than what it waited for.
 * NULL with a diagnostic ("output-refused" when the folder holds something else, "output" when the
 * disk fails). The diagnostics must stay until output_close. */
struct output *output_open(const char *path, struct diagnostics *diagnostics);

/* The open folder in which the stage is. */
int output_stage_place(const struct output *output);

/* Whether a new folder can be swapped in for what is published; else its files are replaced one by one. */
bool output_is_replaceable(const struct output *output);

/* Stands for the output's place, for files of a cache that may serve several. Never 0. */
uint64_t output_hash(const struct output *output);

/* Learns the id and the commit again, after the marker was replaced. */
void output_refresh(struct output *output);

/* The marker's bytes for a site of this id, with the commit that is to be published. */
struct view output_marker(const struct output *output, struct arena *arena, uint64_t id);

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

/* Lets the next build have its turn; nothing is written any more. Of NULL nothing. */
void output_unlock(struct output *output);

void output_close(struct output *output);

#endif
