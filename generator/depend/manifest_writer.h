/* Writes the manifest while a site is published: first what is known of the entries, then what each page has
 * read while pages are made, and the files at the end, so that memory holds little of it. */
#ifndef KYKET_DEPEND_MANIFEST_WRITER_H
#define KYKET_DEPEND_MANIFEST_WRITER_H

#include "depend/published.h"

/* Reads of files that are being gathered. Zero-initialise; set `run` to 0 before each file's; free(items). */
struct manifest_reads {
  struct manifest_read *items;
  size_t count, capacity, newest;
  uint32_t run; /* how many entries the newest read stands for */
};

void manifest_add_read(struct manifest_reads *reads, uint32_t number, uint32_t mask);

/* One file of the website on its way. */
struct publish_task {
  const struct website_file *file;
  const struct manifest_file *old; /* as it was published; NULL: it was not, or it is not known */
  uint64_t first_read;             /* of a page that was made, as in struct manifest_file */
  uint32_t read_count;
  bool up_to_date;    /* all that it is made of is as it was, so it is not made again */
  bool has_new_bytes; /* it was made, and differs from what was published; of an update in place alone */
  uint64_t content, bytes;
};

struct manifest_writer {
  struct published *published;
  const struct manifest *before; /* which a later part continues; NULL: a whole is written */
  const uint32_t *numbers;       /* of the entries in a later part, by those of now */
  struct manifest_part entries;  /* without keys and items once the writer is open */
  struct cache_writer file;
};

/* Begins the manifest. `in_place`: what differs from the whole manifest is written to a file of its own,
 * unless the whole needs a rewrite. Frees the fingerprints of `published`. The arena must stay. */
void manifest_writer_open(struct manifest_writer *writer, struct published *published, bool in_place,
                          struct threads *threads, struct arena *arena);

/* Gathers what a page has read; the task gets its place among what is gathered. */
void manifest_writer_gather(const struct manifest_writer *writer, const struct reads *reads,
                            struct manifest_reads *gathered, struct publish_task *task);

/* Writes what was gathered; where it begins is to be added to `first_read` of its tasks. Several threads may
 * do this. */
uint64_t manifest_writer_add(struct manifest_writer *writer, const struct manifest_reads *gathered);

/* What was published, and what was not. */
struct manifest_contents {
  const struct website_files *files;
  const struct manifest_file **found; /* by file: what was published at its path, or NULL */
  const struct publish_task *tasks;   /* in the order of the files; a file without one is as it was found */
  size_t task_count;
  const struct manifest_file **removed;
  size_t removed_count;
  uint64_t today;
};

/* Saves the manifest; the site's id in `id`, in any case. False with errno when it can't be saved: then what
 * was there stays. */
bool manifest_writer_save(struct manifest_writer *writer, const struct manifest_contents *contents,
                          uint64_t *id);

/* Removes what was not saved. Of a zeroed one too. */
void manifest_writer_close(struct manifest_writer *writer);

#endif
