/* All records of a register together: read, checked, and linked both ways. */
#ifndef KYKET_REGISTER_REGISTRY_H
#define KYKET_REGISTER_REGISTRY_H

#include "base/map.h"
#include "base/stopwatch.h"
#include "base/store.h"
#include "schema/records.h"
#include "source/source.h"

struct registry_options {
  const char *content; /* the folder in the source; "content" */
  struct date today;   /* the day on which statuses are judged */
  bool drafts;         /* publish drafts too */
  bool future;         /* publish news dated after `today` too */
  bool keep;           /* registry_keep will be called */
  struct store *store; /* the cache of parsed entries, which must outlive the registry; NULL: none */
  size_t threads;      /* that read; 0: as many as there are cores */
  const char *past;    /* a file that keeps the history of an earlier build's files; NULL: none */
  size_t held;         /* about how many bytes of bodies stay in memory, see register/texts.h; 0: 64 MiB */
  struct stopwatch *stopwatch; /* NULL: nobody wants to know */
  bool advice;                 /* warn also of what is missing: the advice of registry_check_consistency */
};

/* Release with registry_free. Entries that are not published (drafts, news of the future) are found by id,
 * but stand in no list. */
struct history;

struct registry {
  struct arena arena;
  struct entries *kept; /* see register/entries.h */
  struct registry_options options;
  struct site *site;
  uint64_t site_digest;             /* of what site.yaml says */
  struct list entries[ENTRY_KINDS]; /* pointers, by id */
  struct list hidden;               /* those that are not published, as they were read */
  size_t entry_count;               /* of all, the highest of their numbers */
  struct map ids[ENTRY_KINDS];      /* id -> struct entry */
  struct map paths;                 /* path of the file -> struct entry; files of one entry only */
  struct source_files files;        /* everything in the folder */
  struct map media;                 /* name below media/, in NFC -> struct source_file */
  struct list statics;              /* struct source_file below static/ */
  struct list newest[ENTRY_KINDS];  /* the published entries again, newest first */
  struct list events;               /* struct event of everything, newest first */
  struct history *history;          /* of the files; NULL: nobody asked */
  bool shallow;                     /* the repository's history is cut off: last changes may be missing */
};

void registry_free(struct registry *registry);

/* Keeps what was parsed in the store for the next build; once, when the site is published. NULL is fine. */
void registry_keep(struct registry *registry, struct store *store);

/* Adds what registry_options.past is to hold, so that the next build walks only commits that are new; nothing
 * when the file that was read does as well. */
void registry_keep_history(const struct registry *registry, const struct source *source,
                           struct buffer *bytes);

/* The entry of that id, NULL when there is none. */
struct entry *registry_find(const struct registry *registry, enum entry_kind kind, struct view id);

/* Fills in what follows from an entry's own fields and the options: its headings, and whether it is hidden.
 */
void entry_prepare(struct entry *entry, const struct registry_options *options);

bool entry_is_draft(const struct entry *entry);

/* The severity of what is wrong with an entry: a draft's mistakes are notes until it is published. */
enum severity entry_severity(const struct entry *entry);

/* The day an entry is sorted by: news' date, an agreement's signing or else its beginning. */
struct date entry_date(const struct entry *entry);

/* Sorts pointers to entries: newest first, then by id. */
void entries_sort_newest(struct list *entries);

/* Sorts pointers to entries by their sort_key, then by id. */
void entries_sort_by_name(struct list *entries);

#endif
