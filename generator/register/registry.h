/* All records of a register together: read, checked, and linked both ways. registry.c has what every stage
 * may use of them; load.h makes one. */
#ifndef KYKET_REGISTER_REGISTRY_H
#define KYKET_REGISTER_REGISTRY_H

#include "base/map.h"
#include "base/stopwatch.h"
#include "base/threads.h"
#include "cache/cache.h"
#include "schema/records.h"
#include "source/source.h"

/* How photos are prepared for the web: see register/photos.h. */
struct photo_options {
  const struct cache *cache; /* of what was made before; NULL: only what no browser shows is made, to see
                                whether it can be */
  /* Finds the program that makes renditions, when there is something to make. NULL: none is made. */
  bool (*find_program)(char *path, size_t size);
  bool again; /* what could not be made before is tried again */
};

struct registry_options {
  const char *content;       /* the folder in the source; "content" */
  struct date today;         /* the day that statuses are worked out for */
  int64_t now;               /* the moment on it up to which news is published, date_seconds; 0: its end */
  bool drafts;               /* publish drafts too */
  bool future;               /* publish news of a later moment than `now` too */
  const struct cache *cache; /* of parsed entries and the history; NULL: none */
  struct photo_options photos;
  const char *spill;       /* a folder on the disk for the HTML of bodies, see register/texts.h; NULL: none */
  struct threads *threads; /* that work; NULL: one */
  struct stopwatch *stopwatch; /* NULL: not wanted */
  bool foreign_links;          /* note links in bodies that lead to other sites; not with a cache */
  bool advice;                 /* warn also of what is missing: the advice of registry_check_consistency */
  struct clean_entries
      *clean; /* what advice need not look at, see register/checks/consistency.h; NULL: all */
};

/* Whether drafts or news of the future are published too: a site of it is for its editors alone. */
static inline bool registry_is_preview(const struct registry_options *options) {
  return options->drafts || options->future;
}

/* The moment up to which news is published, as date_seconds; INT64_MAX: all is, for no day is known. */
int64_t registry_last_moment(const struct registry_options *options);

/* Release with registry_free. Entries that are not published (drafts, news of the future) are found by id,
 * but stand in no list. */
struct history;
struct history_cache;
struct worker_arenas;

/* Whether a register that lies in a repository's root has a file or folder of that name there; what else is
 * in the root is not the register's. */
bool registry_accepts(struct view name);

/* The path of a file of the register. */
struct view registry_path(const struct registry_options *options, struct arena *arena, const char *name);

/* Entries of a kind by id: a hash table of pointers alone, for each entry knows the hash (`key`). */
struct entry_table {
  struct entry **slots; /* NULL: free */
  size_t count, capacity;
};

struct registry {
  struct arena arena;
  struct entries *entry_files; /* see register/entries.h */
  struct registry_options options;
  struct site *site;
  uint64_t site_digest;                     /* of what site.yaml says */
  struct list entries[ENTRY_KINDS];         /* pointers, by id */
  struct list hidden;                       /* those that are not published, as they were read */
  size_t entry_count;                       /* of all, the highest of their numbers */
  unsigned built_in;                        /* a bit for each kind whose entries are the program's own */
  struct list all;                          /* pointers, by number */
  struct entry_table ids[ENTRY_KINDS];      /* of all of the kind */
  struct list by_path;                      /* pointers to entries with a file of their own, by its path */
  struct source_files files;                /* everything in the folder */
  struct map media;                         /* name below media/, in NFC -> struct source_file */
  struct photos *photos;                    /* see register/photos.h; NULL: none is shown */
  bool has_new_media;                       /* what some file below media/ or static/ is was not known */
  struct list statics;                      /* struct source_file below static/ */
  struct list newest[ENTRY_KINDS];          /* the published entries again, newest first */
  struct list national;                     /* the published agreements of the whole country, newest first */
  struct list silencing;                    /* the published entries that silence warnings, by kind and id */
  struct list events;                       /* struct event of everything, newest first */
  struct history_cache *history_cache;      /* the history of an earlier build's files; NULL: none */
  struct registry_history *reading_history; /* see register/history.h */
  const struct history *history;            /* of the files; NULL: not wanted */
  struct worker_arenas *worker_arenas;      /* see register/stages.h */
  bool shallow; /* the repository's history is cut off: last changes may be missing */
};

/* Keeps what was parsed in the cache for the next build; once, when the site is published. NULL, or why it
 * can't be, in a few words: the next build parses again. */
const char *registry_keep(struct registry *registry);

/* Keeps what the files below media/ and static/ are, unless all of it was known. Where that can't be written
 * the next build looks again. */
void registry_keep_media(const struct registry *registry);

/* Keeps the history, so that the next build walks only commits that are new, unless the one that was found
 * does as well. Where it can't be written the next build walks again. */
void registry_keep_history(const struct registry *registry, const struct source *source);

/* How many entries the register's own files publish. */
size_t registry_count(const struct registry *registry);

/* What an entry's `key` is. */
uint64_t entry_key(enum entry_kind kind, struct view id);

/* Adds an entry whose key is known. Returns the one that has its id already, which stays; NULL: none had. */
struct entry *entry_table_add(struct entry_table *table, struct entry *entry);

/* Makes room for `count` entries, so that adding them moves nothing. */
void entry_table_reserve(struct entry_table *table, size_t count);

/* The entry of that id, NULL when there is none. */
struct entry *registry_find(const struct registry *registry, enum entry_kind kind, struct view id);

/* The entry whose own file has that path, NULL when there is none. */
struct entry *registry_find_path(const struct registry *registry, struct view path);

/* The severity of what is wrong with an entry: a draft's mistakes are notes until it is published. */
enum severity entry_severity(const struct entry *entry);

/* Sorts pointers to entries: newest first, then by id. */
void entries_sort_newest(struct list *entries);

/* Sorts pointers to entries of one kind by name, when they are ranked. */
void entries_sort_by_name(struct list *entries);

#endif
