#include "register/entries.h"

#include "base/files.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/threads.h"
#include "cache/entry_codec.h"
#include "parse/body/body.h"
#include "parse/entry.h"
#include "register/names.h"
#include "text/search_terms.h"

#include <stdatomic.h>
#include <stdlib.h>

/* The first of two fields that the type has. */
static const struct field *find_either(const struct record_type *type, const char *first,
                                       const char *second) {
  const struct field *field = record_type_find(type, view_of(first));
  return field == NULL ? record_type_find(type, view_of(second)) : field;
}

void entry_basics_open(struct entry_basics *entry_basics, const struct registry_options *options) {
  *entry_basics = (struct entry_basics){
      .drafts = options->drafts,
      .future = options->future,
      .now = registry_last_moment(options),
      .today = options->today.precision == DATE_NONE ? INT32_MAX : date_day_number(options->today),
  };
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    entry_basics->fields[kind] = (struct entry_basics_fields){
        .title = find_either(entry_types[kind], "title", "name"),
        .short_title = find_either(entry_types[kind], "short_title", "short_name"),
        .draft = record_type_find(entry_types[kind], VIEW("draft")),
    };
}

static const void *value_of(const struct entry *entry, const struct field *field) {
  return (const char *)entry + field->offset;
}

/* The text of a field, `otherwise` when it is not given. */
static struct view text_or(const struct entry *entry, const struct field *field, struct view otherwise) {
  if (field == NULL) return otherwise;
  const struct text *text = value_of(entry, field);
  return text->length > 0 ? text_view(*text) : otherwise;
}

static bool is_true(const struct entry *entry, const struct field *field) {
  return field != NULL && ((const struct boolean_value *)value_of(entry, field))->value;
}

static bool is_future(const struct entry_basics *entry_basics, const struct entry *entry) {
  return entry->type == &news_type &&
         date_seconds(((const struct news *)entry)->date.value) > entry_basics->now;
}

/* Organizations and provinces bear the name of the day. */
static void name_unit(const struct entry_basics *entry_basics, struct arena *arena, struct entry *entry) {
  struct unit_name name = names_on(entry, entry_basics->today);
  entry->has_former_names = names_count(entry) > 1;
  if (name.name.length == 0) return;
  entry->heading = names_heading(arena, entry, &name);
  entry->short_heading = names_short_heading(arena, entry, &name);
  if (entry->type != &province_type) return;
  struct province *province = (struct province *)entry;
  province->full_name = names_full(arena, entry, &name);
  province->bare_name = name.name;
}

void entry_basics_init(const struct entry_basics *entry_basics, struct arena *arena, struct entry *entry) {
  enum entry_kind kind = entry_kind_of_type(entry->type);
  const struct entry_basics_fields *fields = &entry_basics->fields[kind];
  entry->key = entry_key(kind, entry->id);
  entry->heading = text_or(entry, fields->title, entry->id);
  entry->short_heading = text_or(entry, fields->short_title, entry->heading);
  if (entry->type == &organization_type || entry->type == &province_type)
    name_unit(entry_basics, arena, entry);
  entry->is_draft = is_true(entry, fields->draft);
  entry->hidden =
      (entry->is_draft && !entry_basics->drafts) || (is_future(entry_basics, entry) && !entry_basics->future);
}

enum { RUN = 16 };

/* What a thread has, and keeps until the registry is freed. */
struct entries_worker {
  struct arena arena, scratch;
  struct arena ids; /* of references, see entries_forget_ids */
  struct buffer encoded, html;
  struct search_reader *reader;
  struct source_share source;
  struct spill_writer writer;
};

struct entries {
  struct source *source;
  const struct entry_basics *entry_basics; /* while they are read */
  struct body_web web;                     /* the site's own address, which what is kept depends on */
  struct store *store;                     /* of an earlier build; NULL: none */
  struct store_writer *writer;             /* NULL: nothing is kept */
  atomic_size_t added;                     /* to what is kept */
  struct spill spill;
  const struct source_files *all;
  /* Of bodies in the spill file, by the numbers of their files, and of their search terms. */
  uint64_t *places, *term_places;
  struct entry_file *files;
  struct entry_file *const *order; /* in which they are read; NULL: in their own */
  size_t count, worker_count;
  struct entries_worker *workers;
};

static struct diagnostics *keep_found(struct diagnostics *found) {
  if (found->count == 0) return NULL;
  struct diagnostics *kept = memory_allocate(1, sizeof *kept);
  *kept = *found;
  return kept;
}

static bool take_kept(const struct entries *entries, struct entries_worker *worker, struct entry_file *item) {
  if (item->kept.length == 0) return false;
  struct diagnostics found = {0};
  struct view encoded = store_value(entries->store, item->kept);
  item->entry = entry_decode(&worker->arena, encoded, item->file->path, &found);
  if (item->entry != NULL && item->entry->type == item->type) {
    item->found = keep_found(&found);
    return true;
  }
  diagnostics_free(&found);
  item->entry = NULL;
  item->kept = (struct store_place){0};
  return false;
}

/* Keeps the entry as it is before the register changes anything. */
static void keep_entry(struct entries *entries, size_t number, struct entry_file *item,
                       const struct diagnostics *found) {
  struct buffer *encoded = &entries->workers[number].encoded;
  if (!entry_encode(encoded, item->entry, found)) return;
  store_add(entries->writer, number, buffer_view(encoded), &item->kept);
  atomic_fetch_add_explicit(&entries->added, 1, memory_order_relaxed);
}

/* Finds the terms where they are put aside or kept: who only checks the register needs none. */
static void find_terms(struct entries *entries, struct entries_worker *worker, struct entry *entry,
                       size_t place) {
  if (entries->spill.file < 0 && entries->writer == NULL) return;
  struct body *body = entry->body;
  if (worker->reader == NULL) worker->reader = search_reader_open();
  body->terms = search_terms_of_html(worker->reader, body->html, &body->term_count);
  struct view terms = {(const char *)body->terms, body->term_count * sizeof(uint32_t)};
  entries->term_places[place] = spill_add(&entries->spill, &worker->writer, terms);
}

/* A text is needed once, when its page is written; memory that nothing has touched yet takes longer to fill
 * than a file. One that can't be read from its object again stays. */
static void parse_body(struct entries *entries, struct entries_worker *worker, struct entry *entry,
                       const struct source_file *file, struct diagnostics *found) {
  entry->body = body_parse_apart(&worker->arena, &worker->html, &worker->scratch, entry->markdown, file->path,
                                 entry->body_line, BODY_IS_UTF8, &entries->web, found);
  struct view html = entry->body->html;
  if (source_file_has_object(file)) {
    size_t place = (size_t)(file - entries->all->items);
    find_terms(entries, worker, entry, place);
    entries->places[place] = spill_add(&entries->spill, &worker->writer, html);
    entry->body->html.data = NULL;
  } else {
    entry->body->html = arena_copy(&worker->arena, html);
  }
  entry->body->entry = entry;
  entry->contents = entry->body->headings;
}

/* What the file says is put into the arena; its bytes are needed only while it is parsed. */
static void parse(struct entries *entries, size_t number, struct entry_file *item) {
  struct entries_worker *worker = &entries->workers[number];
  struct diagnostics found = {0};
  struct view text;
  struct source *source = source_share_take(&worker->source, entries->source, number == 0);
  if (source_read_text(source, item->file, &worker->scratch, &text, &found)) {
    struct entry *entry =
        parse_entry(&worker->arena, &worker->ids, item->type, item->file->path, text, &found);
    if (view_trim(entry->markdown).length > 0) parse_body(entries, worker, entry, item->file, &found);
    entry->flags = parse_entry_flags(entry);
    entry->markdown =
        entry->flags == 0 ? (struct view){NULL, 0} : arena_copy(&worker->arena, entry->markdown);
    if (!source_file_has_object(item->file)) entry->digest = XXH3_64bits(text.data, text.length);
    item->entry = entry;
    if (entries->writer != NULL && source_file_has_object(item->file))
      keep_entry(entries, number, item, &found);
    if (entry->body != NULL) entry->body->terms = NULL;
  }
  item->found = keep_found(&found);
  arena_reset(&worker->scratch);
}

static struct entry_file *nth_file(const struct entries *entries, size_t i) {
  return entries->order == NULL ? &entries->files[i] : entries->order[i];
}

static void read_one(struct entries *entries, size_t number, struct entry_file *item) {
  if (!take_kept(entries, &entries->workers[number], item)) parse(entries, number, item);
  if (item->entry == NULL) return;
  if (source_file_has_object(item->file))
    item->entry->digest = XXH3_64bits(item->file->object, sizeof item->file->object);
  entry_basics_init(entries->entry_basics, &entries->workers[number].arena, item->entry);
}

static void read_run(void *context, size_t number, size_t begin, size_t end) {
  struct entries *entries = context;
  for (size_t i = begin; i < end; i++) {
    read_one(entries, number, nth_file(entries, i));
  }
}

/* Finds what is kept of each file. */
static void find_kept(struct entries *entries) {
  struct store_cursor cursor = {0};
  for (size_t i = 0; i < entries->count; i++) {
    struct entry_file *item = &entries->files[i];
    if (source_file_has_object(item->file))
      store_find(entries->store, &cursor, item->file->path, item->file->object, &item->kept);
  }
  store_evict(entries->store);
}

static void open_store(struct entries *entries, const struct cache *cache) {
  uint64_t depends = cache_identity(entries->web.home);
  entries->store = store_open(cache, depends);
  entries->writer = store_write(cache, entries->store, depends, entries->worker_count);
  if (entries->store != NULL) find_kept(entries);
}

void entries_read(struct registry *registry, struct source *source, const struct entry_basics *entry_basics,
                  struct entry_file *files, struct entry_file *const *order, size_t count) {
  struct entries *entries = memory_allocate(1, sizeof *entries);
  struct threads *threads = registry->options.threads;
  size_t workers = threads_count(threads), useful = (count + RUN - 1) / RUN;
  if (workers > useful) workers = useful + (useful == 0);
  *entries = (struct entries){.source = source,
                              .entry_basics = entry_basics,
                              .web = {.keeps_foreign = registry->options.foreign_links},
                              .files = files,
                              .count = count,
                              .worker_count = workers,
                              .workers = memory_allocate(workers, sizeof(struct entries_worker)),
                              .all = &registry->files,
                              .places = memory_allocate(registry->files.count, sizeof(uint64_t)),
                              .term_places = memory_allocate(registry->files.count, sizeof(uint64_t))};
  if (registry->site != NULL) entries->web.home = text_view(registry->site->base_url);
  spill_open(&entries->spill, registry->options.spill);
  registry->entry_files = entries;
  if (registry->options.cache != NULL) open_store(entries, registry->options.cache);
  if (entries->store != NULL) entries->order = order;
  threads_do(threads, count, RUN, read_run, entries);
  entries->entry_basics = NULL;
  entries->order = NULL;
  for (size_t i = 0; i < workers; i++) {
    spill_writer_close(&entries->spill, &entries->workers[i].writer);
    source_share_close(&entries->workers[i].source);
    buffer_free(&entries->workers[i].html);
    search_reader_close(entries->workers[i].reader);
    arena_free(&entries->workers[i].scratch);
  }
}

bool entries_read_spilled(const struct entries *entries, const struct source_file *file, char *html,
                          size_t length) {
  return spill_read(&entries->spill, entries->places[file - entries->all->items], html, length);
}

bool entries_read_spilled_terms(const struct entries *entries, const struct source_file *file,
                                uint32_t *terms, size_t count) {
  return spill_read(&entries->spill, entries->term_places[file - entries->all->items], (char *)terms,
                    count * sizeof *terms);
}

const char *registry_keep(struct registry *registry) {
  struct entries *entries = registry->entry_files;
  const char *reason = NULL;
  if (entries == NULL) return NULL;
  if (entries->added == 0) {
    store_abandon(entries->writer); /* which may keep another one from writing */
    entries->writer = NULL;
    return NULL;
  }
  struct store_item *items = memory_allocate(entries->count, sizeof *items);
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry_file *item = &entries->files[i];
    items[i] = (struct store_item){item->file->path, item->file->object, &item->kept};
  }
  store_commit(entries->writer, items, entries->count, &reason);
  entries->writer = NULL;
  entries->added = 0;
  free(items);
  return reason;
}

void entries_forget_ids(struct entries *entries) {
  for (size_t i = 0; entries != NULL && i < entries->worker_count; i++)
    arena_free(&entries->workers[i].ids);
  if (entries != NULL && entries->store != NULL) store_evict(entries->store);
}

void entries_free(struct entries *entries) {
  if (entries == NULL) return;
  entries_forget_ids(entries);
  for (size_t i = 0; i < entries->worker_count; i++) {
    struct entries_worker *worker = &entries->workers[i];
    source_share_close(&worker->source);
    buffer_free(&worker->encoded);
    arena_free(&worker->scratch);
    arena_free(&worker->arena);
  }
  for (size_t i = 0; i < entries->count; i++) {
    if (entries->files[i].found == NULL) continue;
    diagnostics_free(entries->files[i].found);
    free(entries->files[i].found);
  }
  spill_close(&entries->spill);
  free(entries->places);
  free(entries->term_places);
  store_abandon(entries->writer);
  store_close(entries->store);
  free(entries->files);
  free(entries->workers);
  free(entries);
}
