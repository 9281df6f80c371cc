#include "register/history.h"

#include "base/memory.h"
#include "base/threads.h"
#include "cache/file.h"
#include "source/history.h"

#include <stdlib.h>
#include <time.h>

/* What the thread that reads has for itself until the history is taken. */
struct registry_history {
  struct registry *registry;
  struct source *source;
  struct arena arena;
  struct diagnostics found;
  struct history history;
  struct threads_job job;
  bool begun, good;
};

/* What an earlier build has kept. */
struct kept_history {
  struct history_cache cache; /* first, for kept_of */
  struct cache_file file;
};

static struct kept_history *kept_of(const struct registry *registry) {
  return (struct kept_history *)registry->history_cache;
}

/* The layout of the arrays changes with the program alone, and all of it is about one folder. */
static uint64_t history_depends(const struct registry *registry) {
  return cache_identity(view_of(registry->options.content));
}

_Static_assert((int)HISTORY_CACHE_ARRAYS <= (int)CACHE_ARRAYS, "each has a place in the file");

void registry_open_history_cache(struct registry *registry) {
  struct kept_history *kept = arena_allocate(&registry->arena, sizeof *kept);
  if (registry->options.cache == NULL ||
      !cache_file_open(&kept->file, registry->options.cache, CACHE_HISTORY, 0, history_depends(registry)))
    return;
  if (history_cache_decode(&kept->cache, kept->file.arrays, view_of(registry->options.content)))
    registry->history_cache = &kept->cache;
  else
    cache_file_close(&kept->file);
}

static void read_history(struct registry_history *reading, struct source *source) {
  const struct registry *registry = reading->registry;
  reading->begun = true;
  reading->good = history_read(source, view_of(registry->options.content), &registry->files,
                               registry->history_cache, &reading->arena, &reading->history, &reading->found);
}

static void read_beside(void *context) {
  struct registry_history *reading = context;
  struct diagnostics unheard = {0};
  /* Where it can't be opened again, the one reads while the other waits. */
  struct source *own = source_open_history(reading->source, &unheard);
  read_history(reading, own == NULL ? reading->source : own);
  source_close(own);
  diagnostics_free(&unheard);
}

void registry_begin_history(struct registry *registry, struct source *source) {
  struct registry_history *reading = memory_allocate(1, sizeof *reading);
  *reading = (struct registry_history){.registry = registry, .source = source};
  registry->reading_history = reading;
  if (threads_count(registry->options.threads) > 1) threads_begin(&reading->job, read_beside, reading);
}

static bool is_day(struct date date) {
  return date.precision >= DATE_DAY;
}

/* Whether it is no later than the day, or on that day the moment, of the build. */
static bool has_come(struct date date, const struct registry_options *options) {
  int32_t day = date_day_number(date), today = date_day_number(options->today);
  bool by_moment = day == today && date.precision == DATE_TIME && options->now != 0;
  return by_moment ? date_seconds(date) <= options->now : day <= today;
}

struct date registry_known_day(struct date date, const struct registry_options *options) {
  bool is_over = date_day_number(date) <= date_day_number(options->today);
  return options->today.precision == DATE_NONE || is_over ? date : options->today;
}

/* Neither the day of the build nor the machine's has come to what the author's clock said, which zones alone
 * can't explain: a build of an earlier day is not the clock's fault. */
static bool is_ahead(struct date date, const struct registry_options *options) {
  enum { DAY = 24 * 60 * 60 };
  return !has_come(date, options) && date_seconds(date) > (int64_t)time(NULL) + DAY;
}

/* Entries side by side often have the same last change, which then is one record. */
static struct revision *revision_of(struct registry *registry, const struct change *change,
                                    struct revision *before) {
  if (before != NULL && before->commit.data == change->commit.data) return before;
  struct revision *revision = arena_allocate(&registry->arena, sizeof *revision);
  *revision = (struct revision){.date = registry_known_day(change->date, &registry->options),
                                .author = change->author,
                                .commit = change->commit,
                                .summary = change->summary,
                                .short_commit = view_slice(change->commit, 0, SHORT_COMMIT)};
  return revision;
}

static void take_history(struct registry *registry, const struct history *history,
                         struct diagnostics *diagnostics) {
  struct revision *revision = NULL;
  struct map told = {0};
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      struct change last;
      if (entry->file == 0) continue;
      const struct file_history *file = entry->history = &history->files[entry->file - 1];
      entry->revision_count = (int64_t)file->count;
      if (file->is_cut) entry->history_cut = file->cut_at;
      if (!file_revisions_last(history, file, &last)) continue;
      entry->last_change = revision = revision_of(registry, &last, revision);
      if (is_ahead(last.date, &registry->options) && map_get(&told, last.commit) == NULL) {
        struct date day = date_of_day_number(date_day_number(last.date));
        *map_slot(&told, last.commit) = revision;
        diagnostics_add(diagnostics, entry->path, (struct source_location){0},
                        message_clock_ahead(last.commit, day.year * 10000LL + day.month * 100LL + day.day));
      }
    }
  map_free(&told);
}

bool registry_take_history(struct registry *registry, struct diagnostics *diagnostics) {
  struct registry_history *reading = registry->reading_history;
  threads_end(&reading->job);
  if (!reading->begun) read_history(reading, reading->source);
  /* For advice as much of it will do as can be read. */
  if (registry->options.advice && !reading->good) return true;
  diagnostics_append(diagnostics, &reading->found, SEVERITY_ERROR);
  registry->history = &reading->history;
  if (reading->good && registry->history->files != NULL)
    take_history(registry, registry->history, diagnostics);
  registry->shallow = registry->history->shallow;
  if (registry->shallow && !registry->options.advice)
    diagnostics_add(diagnostics, (struct view){NULL, 0}, (struct source_location){0},
                    registry->history->partial ? message_partial_history() : message_shallow_history());
  return reading->good;
}

/* Clocks may be wrong and days may be planned: what has not come is left out. */
static struct date later_by(struct date date, struct date other, const struct registry_options *options) {
  return is_day(other) && has_come(other, options) && date_compare(other, date) > 0 ? other : date;
}

/* When the sources were read, or are from. */
static struct date newest_source(const struct list *sources, const struct registry_options *options) {
  const struct origin *items = sources->items;
  struct date newest = {0};
  for (size_t i = 0; i < sources->count; i++)
    newest = later_by(later_by(newest, items[i].date.value, options), items[i].accessed.value, options);
  return newest;
}

static struct date day_of_update(const struct entry *entry, struct date published,
                                 const struct registry_options *options) {
  struct date updated = {0};
  if (entry->last_change != NULL)
    updated = has_come(entry->last_change->date, options) ? entry->last_change->date : options->today;
  updated = later_by(updated, published, options);
  if (!is_day(updated)) updated = newest_source(&entry->sources, options);
  return is_day(updated) ? updated : options->today;
}

void registry_date_updates(struct registry *registry) {
  const struct list *news = &registry->entries[ENTRY_NEWS], *agreements = &registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < news->count; i++) {
    struct news *item = list_at(news, i);
    item->updated = day_of_update(&item->entry, item->date.value, &registry->options);
  }
  for (size_t i = 0; i < agreements->count; i++) {
    struct agreement *item = list_at(agreements, i);
    item->updated = day_of_update(&item->entry, item->signed_on.value, &registry->options);
  }
}

void registry_evict_history(const struct registry *registry) {
  if (registry->history_cache != NULL) cache_file_evict(&kept_of(registry)->file);
}

void registry_end_history(struct registry *registry) {
  if (registry->reading_history != NULL) threads_end(&registry->reading_history->job);
}

/* So few commits after those that are kept are walked again rather than written. */
enum { FEW_COMMITS = 16 };

void registry_keep_history(const struct registry *registry, const struct source *source) {
  const struct history *history = registry->history;
  struct buffer arrays[HISTORY_CACHE_ARRAYS] = {0};
  struct cache_writer writer;
  if (registry->options.cache == NULL || history == NULL || !history->keeps ||
      (history->cache != NULL && history->walked <= FEW_COMMITS))
    return;
  if (history_cache_encode(arrays, source_commit_id(source), &registry->files, history)) {
    cache_writer_open(&writer, registry->options.cache, CACHE_HISTORY, 0, history_depends(registry));
    for (size_t i = 0; i < HISTORY_CACHE_ARRAYS; i++)
      cache_writer_add(&writer, i, arrays[i].data, arrays[i].length);
    cache_writer_commit(&writer, NULL);
    cache_writer_close(&writer);
  }
  for (size_t i = 0; i < HISTORY_CACHE_ARRAYS; i++)
    buffer_free(&arrays[i]);
}

void registry_free_history(struct registry *registry) {
  struct registry_history *reading = registry->reading_history;
  registry_end_history(registry);
  if (reading != NULL) {
    history_free(&reading->history);
    arena_free(&reading->arena);
    diagnostics_free(&reading->found);
    free(reading);
  }
  if (registry->history_cache != NULL) cache_file_close(&kept_of(registry)->file);
}
