/* Whose turn it is to read by libgit2. It has a fault, from 1.5 to 1.9 at least: a thread that opens one pack
 * too many closes another, and when a third thread begins to read that one between the two steps of closing,
 * the windows of it are counted wrongly, and the heap is damaged at last. So where there may be more packs
 * than libgit2 keeps open, one thread reads at a time. Nothing of this is needed for what source/packs.h
 * reads. */
#ifndef KYKET_SOURCE_TURNS_H
#define KYKET_SOURCE_TURNS_H

#include <stdbool.h>
#include <stddef.h>

/* The turns of all threads that read a repository. NULL, which all of these take, is a repository whose packs
 * may all be open. */
struct turns;

/* For a repository with more packs than `open_packs`, or which borrows objects, from whoever has how many.
 * Release with turns_close. */
struct turns *turns_open(const char *common_folder, bool borrows, size_t open_packs);
/* The same turns for another thread. Release with turns_close, in any order. */
struct turns *turns_open_again(struct turns *turns);
void turns_close(struct turns *turns);

/* Waits for the turn of this thread, which must not have it, and ends it. */
void turns_begin(struct turns *turns);
void turns_end(struct turns *turns);

#endif
