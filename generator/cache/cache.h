/* The cache: what one build leaves for the next, in one folder (`.kyket/` beside the output unless another is
 * named). Only this folder of the program knows what its files are called and what their bytes look like.
 *
 *     entries.values    every parsed entry, written behind its end only        cache/store.h
 *     entries.index     where in it the entry of each path is                   cache/store.h
 *     media             what the files below media/ are, by their bytes      register/media.h
 *     history           the revisions of every file                             source/revisions.h
 *     site-OUTPUT       what is published in an output folder, and why          depend/manifest.h
 *     later-OUTPUT      what has changed there since site-OUTPUT was written    depend/manifest.h
 *     photos            which pack was made of which photo                     cache/photo_store.h
 *     photo-packs/      the packs, a file each                                  cache/photo_pack.h
 *     links             which links to other sites were good, and when          parts/links/answers.c
 *     last-OUTPUT       what the last build of the output was made of and said  command/last_build.h
 *
 * All but entries.values, links and packs have the one format of cache/file.h. Three rules hold for each:
 *
 * 1. It is replaced as a whole: written beside, its data synced to the disk, then renamed. So a kill, a full
 *    disk or a power cut leaves the file of before, or none; what is open goes on to be read as it was.
 * 2. It names all that its meaning depends on, and carries a checksum. A file with any byte changed, of
 *    another program or with other libraries, is no file.
 * 3. Losing any of them costs the next build time and nothing else.
 *
 * Builds of several outputs may share a cache at once. As with every mapped file, cutting off a file that is
 * open is fatal. */
#ifndef KYKET_CACHE_CACHE_H
#define KYKET_CACHE_CACHE_H

#include "base/buffer.h"

struct cache {
  const char *folder;
  bool no_sync; /* nothing is synced to the disk: faster, and a power cut may cost the cache */
};

enum cache_name {
  CACHE_VALUES,
  CACHE_INDEX,
  CACHE_HISTORY,
  CACHE_SITE,
  CACHE_LATER,
  CACHE_LAST,
  CACHE_MEDIA,
  CACHE_LINKS,
  CACHE_PHOTOS,
  CACHE_PHOTO_PACKS,
  CACHE_NAMES,
};

/* Adds, as lines of text, what the meaning of all that is parsed depends on besides the sources: this
 * program, and the versions of the libraries that read Markdown, YAML and Unicode. */
void cache_add_identity(struct buffer *text);

/* The hash of these lines, and of some more; never 0. */
uint64_t cache_identity(struct view more);

/* Maps a file of the cache for reading; no data when there is none, it is empty or no regular file. `whole`:
 * every byte will be looked at. `output` tells apart the files of several outputs; 0 where there is one for
 * all. Release with cache_unmap. */
struct view cache_map(const struct cache *cache, enum cache_name name, uint64_t output, bool whole);
struct view cache_map_open_file(int file, bool whole);
void cache_unmap(struct view bytes);

/* Makes the folders above a path that are missing. False with errno. */
bool cache_make_folders(const char *path);

/* The path of a file; free with free(). */
char *cache_path(const struct cache *cache, enum cache_name name, uint64_t output);

/* Removes a file that is of no use any more, if it is there. */
void cache_remove(const struct cache *cache, enum cache_name name, uint64_t output);

/* A file on its way. It has no name before the commit; on a file system without such files it is called
 * NAME-new-PID. Leftovers of killed builds are removed when the next one is opened. */
struct cache_draft {
  const struct cache *cache;
  char *path, *new_path; /* where it belongs, and where it is until then, if it has a name */
  bool named;
  int file; /* -1: none */
};

/* Opens a file to be written and read. False with errno. */
bool cache_draft_open(struct cache_draft *draft, const struct cache *cache, enum cache_name name,
                      uint64_t output);
/* Syncs the data, and gives the file its name in the place of what had it. False with errno: what was there
 * stays. */
bool cache_draft_commit(struct cache_draft *draft);
/* Removes what was not committed. */
void cache_draft_close(struct cache_draft *draft);

/* Waits until the data of a file are on the disk, unless nothing is to be synced. False with errno. */
bool cache_sync_data(const struct cache *cache, int file);

/* At the end of a build: waits until the new names are on the disk. What is not gets lost with a power cut,
 * which is no error. */
void cache_sync_names(const struct cache *cache);

#endif
