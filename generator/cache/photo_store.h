/* The kept packs: a file each in a folder of the cache, called by the id of the photo's bytes, and an index
 * of their headers, which tells a build without opening them what has been made. The index says also how the
 * folder was left; where that is not how it is, each pack that is asked for is looked at. A pack whose bytes
 * are not what they were is noticed when it is published, by the renditions' hashes.
 *
 * What no build has used for PHOTO_UNUSED_DAYS is removed, so that builds of several branches may share a
 * cache. They may write at once: the index is renewed under a lock on the folder. */
#ifndef KYKET_CACHE_PHOTO_STORE_H
#define KYKET_CACHE_PHOTO_STORE_H

#include "cache/file.h"
#include "cache/photo_pack.h"

enum { PHOTO_UNUSED_DAYS = 30 };

struct photo_store {
  const struct cache *cache;
  struct cache_file index;
  int folder; /* of the packs; -1: there is none yet */
  bool has_index;
  bool is_as_it_was; /* the folder, since the index was written */
};

/* Where nothing is kept yet it is empty. Release with photo_store_close. */
void photo_store_open(struct photo_store *store, const struct cache *cache);
void photo_store_close(struct photo_store *store);

/* The id of the bytes of a file on disk that has this sign (see source.h). False: not known. Several threads
 * may ask and read. */
bool photo_store_identify(const struct photo_store *store, const unsigned char *sign, unsigned char *id);

/* The pack of that id. False: there is none. */
bool photo_store_find(const struct photo_store *store, const unsigned char *id, struct photo_pack *pack);

/* The bytes of a rendition, into the buffer. False: they are not there, or not what they were. */
bool photo_store_read(const struct photo_store *store, const unsigned char *id,
                      const struct photo_rendition *rendition, struct buffer *bytes);

/* A pack on its way. */
struct photo_draft {
  char name[64]; /* in the folder */
  int file;
};

/* Makes the folder, for photo_draft_open. False with errno. */
bool photo_store_make_folder(struct photo_store *store);
/* `thread` tells apart those that are open at once. False with errno. */
bool photo_draft_open(const struct photo_store *store, struct photo_draft *draft, size_t thread);
/* Keeps it, which was accepted, by the id. False with errno. In any case it is closed. */
bool photo_draft_commit(const struct photo_store *store, struct photo_draft *draft, const unsigned char *id);
void photo_draft_drop(const struct photo_store *store, struct photo_draft *draft);

/* A pack that this build uses. */
struct photo_use {
  unsigned char sign[PHOTO_ID_BYTES]; /* of the file; its id where it has none */
  unsigned char id[PHOTO_ID_BYTES];
  struct photo_pack pack;
};

/* Renews the index, where these are not all that it has: `day` counts days, as date_day_number. Removes what
 * was long unused. What can't be written costs the next build time. */
void photo_store_save(struct photo_store *store, const struct photo_use *uses, size_t count, uint32_t day);

#endif
