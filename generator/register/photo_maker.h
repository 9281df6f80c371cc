/* The part kyket-photos at work: a process that is started for the first photo that is new, gets the file and
 * a place for the pack by descriptors, one photo at a time, and is watched. It reads foreign bytes, so it has
 * neither network nor files (base/sandbox.h), and what it writes is looked at (cache/photo_pack.h).
 */
#ifndef KYKET_REGISTER_PHOTO_MAKER_H
#define KYKET_REGISTER_PHOTO_MAKER_H

#include "cache/photo_pack.h"

/* One message each way on a socket that the part has as its standard input; the request carries two
 * descriptors, of the file to read and of the pack to write. */
struct photo_request {
  uint32_t kind; /* enum photo_kind */
};
enum photo_kind { PHOTO_OF_PICTURE, PHOTO_OF_PDF, PHOTO_KINDS };
struct photo_answer {
  uint32_t status; /* enum photo_status; the pack is written where it is PHOTO_MADE or PHOTO_LEFT */
};

/* The wall-clock time of one photo, in seconds; and of the processor. */
enum { PHOTO_SECONDS = 120, PHOTO_CPU_SECONDS = 40 };

/* A process, or none yet. Zero-initialise; release with photo_maker_stop. For one thread. */
struct photo_maker {
  int socket; /* where `process` is not 0 */
  int process;
};

/* Lets the program at `path` make a pack of the open file `input` in the open, empty file `output`. False:
 * the program can't be started or does not answer, with errno. A photo that makes the process fail is
 * PHOTO_STOPPED, and the next one gets another process. */
bool photo_maker_make(struct photo_maker *maker, const char *path, enum photo_kind kind, int input,
                      int output, enum photo_status *status);

void photo_maker_stop(struct photo_maker *maker);

#endif
