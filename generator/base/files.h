/* Bytes of files of the disk: all of them, however many calls the system takes. Thread-safe. And spill files,
 * which are for this program alone. */
#ifndef KYKET_BASE_FILES_H
#define KYKET_BASE_FILES_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdatomic.h>
#include <stdint.h>

/* A path without links, "." and "..", in the arena: of as much of it as is there, with the rest behind it. */
struct view file_real_path(struct arena *arena, const char *path);

/* The folder of the program that runs, without links. False where the system does not say (no /proc), or it
 * does not fit. */
bool file_program_folder(char *folder, size_t size);

/* At a place of an open file. False with errno. */
bool file_write_at(int file, uint64_t at, struct view bytes);

/* The same; EIO when the file ends before. */
bool file_read_at(int file, uint64_t at, char *bytes, size_t length);

/* Where an open file stands, which then stands behind them. False with errno. */
bool file_append(int file, struct view bytes);

/* Makes a file below a folder that is not there yet, with these bytes; 0, or -1 with errno. */
int file_write(int folder, const char *path, struct view bytes);

/* Adds all that is left in an open regular file to the buffer. False when it can't be read. */
bool file_read(int file, struct buffer *buffer);

/* A spill file: bytes that are put aside on the disk while the program runs, to keep memory small. A full
 * build puts the HTML of bodies aside: 42 MB of 10,000 entries, where its peak is 54 MB (about 96 MB if they
 * stayed in memory), and 417 MB of 100,000. Time is no reason: writing and reading them costs about what
 * filling fresh memory does.
 *
 * The file has no name, so it is gone with the program, however that ends. A disk that does not take it is no
 * failure: what was put aside is then not there to be read. */
struct spill {
  int file; /* -1: none */
  atomic_uint_least64_t end;
  atomic_bool failed;
};

/* What one thread puts aside. Zero-initialise; release with spill_writer_close. */
struct spill_writer {
  struct buffer waiting;
  uint64_t begin; /* its place in the file */
  size_t room;    /* bytes behind it that are this writer's */
};

/* In the file system of the folder, which may be NULL: nothing is put aside then. Release with spill_close.
 */
void spill_open(struct spill *spill, const char *folder);
void spill_close(struct spill *spill);

/* Where the bytes can be read once the writer is closed, never 0; 0 when they can't be put aside. Several
 * threads may do this, each with a writer of its own. */
uint64_t spill_add(struct spill *spill, struct spill_writer *writer, struct view bytes);

/* Writes what is still waiting. */
void spill_writer_close(struct spill *spill, struct spill_writer *writer);

/* `length` bytes from a place that spill_add returned. Thread-safe. False when they are not there. */
bool spill_read(const struct spill *spill, uint64_t place, char *bytes, size_t length);

#endif
