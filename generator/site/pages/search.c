#include "site/pages/search.h"

#include "base/ascii.h"
#include "base/files.h"
#include "base/memory.h"
#include "base/sorting.h"
#include "formats/json_text.h"
#include "formats/search_index.h"
#include "register/texts.h"
#include "register/validity.h"
#include "schema/body.h"
#include "schema/fingerprint.h"
#include "site/pages/pages.h"
#include "site/pages/search_document.h"
#include "site/pages/search_numbers.h"
#include "text/search_terms.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* A part of a generation's shards, see search_write_part. */
struct search_part {
  struct buffer buffer;
  size_t *ends;
};

struct generation {
  struct search_index *index;
  const struct searched_entry *items;
  size_t count;
  unsigned bits;
  uint64_t digest; /* of all its entries */
  pthread_mutex_t making;
  struct search_part *parts; /* NULL: none is made */
};

/* What a search page is told of its index, and what its shards are made of. */
struct search_index {
  const struct website *website;
  struct search_numbers numbers;
  struct generation generations[SEARCH_GENERATIONS_MOST];
  unsigned row_bits;  /* of numbers, which share a file of rows */
  unsigned days_bits; /* of numbers, which share a file of validity */
  uint64_t *digests;  /* of the items */
  struct view parameters;
};

/* A worker's own memory while documents are made. */
struct search_worker {
  struct arena scratch;
  struct search_reader *reader;
  struct texts texts;
  struct view national;
  uint64_t *terms; /* see order_of */
  size_t count, capacity;
};

/* By key, mentions last, and exact writing, the best class first: all of a term in one number. */
enum { ORDER_BITS = 43 };
static uint64_t order_of(const struct search_term *term) {
  uint64_t is_mention = term->class == SEARCH_IN_BODY;
  return (uint64_t)term->key << 11 | is_mention << 10 | (uint64_t)term->exact << 2 |
         (uint64_t)(SEARCH_IN_NAME - term->class);
}

static struct search_term term_of(uint64_t order) {
  return (struct search_term){(uint32_t)(order >> 11), (uint8_t)(order >> 2),
                              (uint8_t)(SEARCH_IN_NAME - (order & 3))};
}

static void add_term(struct search_worker *worker, uint32_t key, unsigned exact, enum search_class class) {
  worker->terms = memory_grow(worker->terms, worker->count, &worker->capacity, sizeof *worker->terms);
  worker->terms[worker->count++] = order_of(&(struct search_term){key, (uint8_t)exact, (uint8_t) class});
}

static enum search_class class_of(enum search_label label) {
  if (label <= SEARCH_NUMBER) return SEARCH_IN_NAME;
  return label == SEARCH_MENTION || label == SEARCH_AUTHOR ? SEARCH_IN_BODY : SEARCH_IN_TEXT;
}

/* What a reader who types a number has typed of it so far, from two digits on. Never as exact as a whole
 * word. */
static void add_unfinished(struct search_worker *worker, struct view number) {
  size_t digits = 0;
  while (digits < number.length && ascii_is_digit(number.data[digits]))
    digits++;
  for (size_t length = 2; length < digits; length++) {
    struct view rest = {number.data, length};
    struct search_word word;
    if (!search_next_word(worker->reader, &rest, false, &word)) continue;
    add_term(worker, search_key_of_word(&word), (word.exact & 0xff) ^ 0xff, SEARCH_IN_NAME);
  }
}

static void add_text(void *context, enum search_label label, struct view text) {
  struct search_worker *worker = context;
  if (label == SEARCH_NUMBER) add_unfinished(worker, text);
  struct search_word word, last, telling = {0};
  enum search_class class = class_of(label);
  bool shows_exact = class != SEARCH_IN_BODY;
  struct search_name name = SEARCH_NAME_BEGIN;
  for (bool first = true; search_next_word(worker->reader, &text, false, &word); first = false, last = word) {
    if (class != SEARCH_IN_BODY || word.stands_out)
      add_term(worker, search_key_of_word(&word), shows_exact ? word.exact & 0xff : 0, class);
    if (!first)
      add_term(worker, search_key_of_pair(&last, &word), shows_exact ? search_exact_of_pair(&last, &word) : 0,
               class);
    if (class != SEARCH_IN_NAME) continue;
    search_name_add(&name, &word);
    if (word.may_lack) continue;
    /* As if what a name may lack were not there. */
    if (!first && last.may_lack && telling.first != 0)
      add_term(worker, search_key_of_pair(&telling, &word), search_exact_of_pair(&telling, &word), class);
    telling = word;
  }
  if (name.count > 0) add_term(worker, search_key_of_name(&name), search_exact_of_name(&name), class);
}

static void add_facet(void *context, enum search_facet facet, struct view value) {
  struct search_worker *worker = context;
  const char head[] = {(char)facet, ':'};
  struct view named = ARENA_JOIN(&worker->scratch, (struct view){head, sizeof head}, value);
  add_term(worker, search_key_of_facet(named), 0, SEARCH_IN_TEXT);
}

/* Of a term only the best class is kept; a mention goes without saying where a better text has it. */
static struct search_term *best_terms(struct search_worker *worker, size_t *count) {
  uint64_t *room = arena_array(&worker->scratch, worker->count, sizeof *room);
  struct search_term *terms = arena_array(&worker->scratch, worker->count, sizeof *terms);
  const uint64_t *sorted = sorting_sort_numbers(worker->terms, room, worker->count, 0, ORDER_BITS);
  size_t kept = 0;
  for (size_t i = 0; i < worker->count; i++) {
    struct search_term term = term_of(sorted[i]);
    bool same_key = kept > 0 && term.key == terms[kept - 1].key;
    if (same_key && (term.exact == terms[kept - 1].exact || term.class == SEARCH_IN_BODY)) continue;
    terms[kept++] = term;
  }
  *count = kept;
  return terms;
}

/* A generation's shards that are made. */
struct making {
  struct generation *generation;
  struct search_worker *workers;
  size_t worker_count;
  struct search_gathered **gathered; /* by slices of the documents */
  size_t slices;
  uint32_t *ids;
  struct spill spill;
  const struct search_writer *writer; /* NULL: the parts are kept */
  uint64_t *shards;                   /* that are to be written, by number: number << 32 | place */
  size_t shard_count;
  bool *is_made;       /* by part */
  atomic_bool is_lost; /* what was put aside of some part is not there */
};

static void gather_terms(struct search_worker *worker, struct search_gathered *gathered,
                         const struct entry *entry, uint32_t place) {
  static const struct search_visitor visitor = {.text = add_text, .facet = add_facet};
  struct search_visitor own = visitor;
  own.context = worker;
  own.national = worker->national;
  worker->count = 0;
  search_document_visit(entry, &worker->scratch, &own);
  size_t count;
  const struct search_term *terms = best_terms(worker, &count);
  search_gather_terms(gathered, terms, count, place);
}

static void gather_document(const struct making *making, struct search_worker *worker,
                            struct search_gathered *gathered, size_t place) {
  const struct entry *entry = making->generation->items[place].entry;
  gather_terms(worker, gathered, entry, (uint32_t)place);
  if (entry->body != NULL) {
    uint32_t count;
    const uint32_t *keys = texts_terms(&worker->texts, &worker->scratch, worker->reader, entry->body, &count);
    search_gather_body(gathered, keys, count, (uint32_t)place);
  }
  arena_reset(&worker->scratch);
}

static void gather_slices(void *context, size_t worker, size_t begin, size_t end) {
  const struct making *making = context;
  size_t count = making->generation->count;
  for (size_t i = begin; i < end; i++) {
    for (size_t place = i * count / making->slices; place < (i + 1) * count / making->slices; place++)
      gather_document(making, &making->workers[worker], making->gathered[i], place);
    search_gather_end(making->gathered[i]);
  }
}

/* The first of the shards to be written whose number is not below that one. */
static size_t find_shard(const struct making *making, size_t number) {
  size_t low = 0, high = making->shard_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (making->shards[middle] >> 32 < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void free_part(struct search_part *part) {
  buffer_free(&part->buffer);
  free(part->ends);
  *part = (struct search_part){0};
}

/* Makes the part and has its shards written. */
static void make_part(struct making *making, size_t worker, size_t number) {
  unsigned bits = making->generation->bits;
  size_t count = search_shards_of_part(bits);
  struct search_part *part = &making->generation->parts[number];
  part->ends = memory_allocate(count, sizeof *part->ends);
  making->is_made[number] =
      search_write_part(&part->buffer, part->ends, making->gathered, making->slices, making->ids, number);
  if (!making->is_made[number]) {
    free_part(part);
    atomic_store(&making->is_lost, true);
  } else if (making->writer == NULL) {
    part->buffer.capacity = part->buffer.length;
    part->buffer.data = memory_resize(part->buffer.data, part->buffer.length + 1, 1);
  } else {
    size_t end = find_shard(making, (number + 1) * count);
    for (size_t i = find_shard(making, number * count); i < end; i++)
      making->writer->write(making->writer->context, worker, (uint32_t)making->shards[i]);
    free_part(part);
  }
}

static void make_parts(void *context, size_t worker, size_t begin, size_t end) {
  struct making *making = context;
  for (size_t i = begin; i < end; i++)
    if (!making->is_made[i]) make_part(making, worker, i);
}

enum { SLICE_ENTRIES = 16, SLICES_OF_WORKER = 4 };

static void open_workers(struct making *making, struct source *source) {
  const struct website *website = making->generation->index->website;
  for (size_t i = 0; i < making->worker_count; i++) {
    struct search_worker *worker = &making->workers[i];
    worker->reader = search_reader_open();
    worker->national = website_string(website, "territory.of_country");
    texts_open(&worker->texts, website->registry, source, i == 0);
  }
}

static void close_workers(struct making *making, struct diagnostics *found) {
  for (size_t i = 0; i < making->worker_count; i++) {
    struct search_worker *worker = &making->workers[i];
    diagnostics_append(found, &worker->texts.found, SEVERITY_ERROR);
    texts_close(&worker->texts);
    search_reader_close(worker->reader);
    arena_free(&worker->scratch);
    free(worker->terms);
  }
}

/* Gathers all documents, and makes of them those parts that are not made yet. */
static void gather_and_make(struct making *making, struct spill *spill, struct source *source,
                            struct threads *threads, struct diagnostics *found) {
  unsigned bits = making->generation->bits;
  making->is_lost = false;
  open_workers(making, source);
  for (size_t i = 0; i < making->slices; i++)
    making->gathered[i] = search_gather_open(bits, spill);
  threads_do(threads, making->slices, 1, gather_slices, making);
  close_workers(making, found);
  if (found->errors == 0) threads_do(threads, search_parts(bits), 1, make_parts, making);
  for (size_t i = 0; i < making->slices; i++)
    search_gather_close(making->gathered[i]);
}

/* Whose turn it is must be clear. */
static void make_generation(struct making *making, struct source *source, struct threads *threads,
                            struct diagnostics *found) {
  struct generation *generation = making->generation;
  making->worker_count = threads_count(threads);
  making->slices = generation->count / SLICE_ENTRIES + 1;
  if (making->slices > making->worker_count * SLICES_OF_WORKER)
    making->slices = making->worker_count * SLICES_OF_WORKER;
  making->workers = memory_allocate(making->worker_count, sizeof *making->workers);
  making->gathered = memory_allocate(making->slices, sizeof *making->gathered);
  making->ids = memory_allocate(generation->count + 1, sizeof *making->ids);
  making->is_made = memory_allocate(search_parts(generation->bits), sizeof *making->is_made);
  generation->parts = memory_allocate(search_parts(generation->bits), sizeof *generation->parts);
  for (size_t i = 0; i < generation->count; i++)
    making->ids[i] = generation->items[i].number;
  spill_open(&making->spill, generation->index->website->registry->options.spill);
  gather_and_make(making, &making->spill, source, threads, found);
  spill_close(&making->spill);
  /* Where the disk had no room, or can't be read, memory has to do. */
  if (making->is_lost) gather_and_make(making, NULL, source, threads, found);
  free(making->workers);
  free(making->gathered);
  free(making->ids);
  free(making->is_made);
}

static void write_shard(struct page_context *context) {
  struct generation *generation = (struct generation *)context->page->subject;
  size_t shards = search_shards_of_part(generation->bits), part = context->page->number / shards,
         at = context->page->number % shards;
  pthread_mutex_lock(&generation->making);
  if (generation->parts == NULL) {
    struct source *source = context->texts == NULL ? NULL : context->texts->source;
    struct diagnostics found = {0};
    struct making making = {.generation = generation};
    make_generation(&making, source, NULL, &found);
    if (context->texts != NULL) diagnostics_append(&context->texts->found, &found, SEVERITY_ERROR);
    diagnostics_free(&found);
  }
  pthread_mutex_unlock(&generation->making);
  const struct search_part *made = &generation->parts[part];
  if (made->ends == NULL) return; /* what could not be read was reported */
  size_t begin = at == 0 ? 0 : made->ends[at - 1];
  buffer_add(context->buffer, view_slice(buffer_view(&made->buffer), begin, made->ends[at] - begin));
}

static const struct file_maker shard_maker = {.write = write_shard, .is_aside = true};

bool search_is_shard(const struct website_file *file) {
  return file->maker == &shard_maker;
}

static void free_parts(struct generation *generation) {
  for (size_t i = 0; generation->parts != NULL && i < search_parts(generation->bits); i++)
    free_part(&generation->parts[i]);
  free(generation->parts);
  generation->parts = NULL;
}

/* Makes and writes those of a generation's shards that are among the files. */
static void write_generation(struct making *making, const struct website_file *const *files, size_t count,
                             struct source *source, struct threads *threads, struct diagnostics *found) {
  uint64_t *shards = memory_allocate(2 * count + 1, sizeof *shards);
  for (size_t i = 0; i < count; i++)
    if (files[i]->subject == making->generation)
      shards[making->shard_count++] = (uint64_t)files[i]->number << 32 | i;
  making->shards = sorting_sort_numbers(shards, shards + making->shard_count, making->shard_count, 32, 64);
  if (making->shard_count > 0) make_generation(making, source, threads, found);
  free(shards);
  free_parts(making->generation);
}

void search_write(const struct website_file *const *files, size_t count, const struct search_writer *writer,
                  struct source *source, struct threads *threads, struct diagnostics *found) {
  if (count == 0) return;
  const struct search_index *index = ((const struct generation *)files[0]->subject)->index;
  for (size_t i = 0; i < index->numbers.generations && found->errors == 0; i++) {
    struct making making = {.generation = (struct generation *)&index->generations[i], .writer = writer};
    write_generation(&making, files, count, source, threads, found);
  }
}

/* Rows. */

enum { QUOTED_BYTES = 160, ROW_BYTES = 800 };

struct row {
  struct buffer *buffer;
  size_t begin;
  struct arena *scratch;
};

/* The first words of a text, with a sign that there are more. */
static struct view first_words(struct arena *scratch, struct view text) {
  if (text.length <= QUOTED_BYTES) return text;
  size_t length = QUOTED_BYTES;
  while (length > 0 && text.data[length] != ' ')
    length--;
  if (length == 0) length = QUOTED_BYTES;
  while (length > 0 && ((unsigned char)text.data[length] & 0xc0) == 0x80)
    length--;
  return arena_format(scratch, "%.*s …", (int)length, text.data);
}

static void add_quoted(void *context, enum search_label label, struct view text) {
  struct row *row = context;
  if (label == SEARCH_TITLE || label >= SEARCH_ALIAS || row->buffer->length - row->begin > ROW_BYTES) return;
  bool first = row->buffer->data[row->buffer->length - 1] == '[';
  buffer_add_string(row->buffer, first ? "[\"" : ",[\"");
  buffer_add(row->buffer, search_label_names[label]);
  buffer_add_string(row->buffer, "\",");
  json_text_add(row->buffer, first_words(row->scratch, text));
  buffer_add_byte(row->buffer, ']');
}

static void add_member(struct buffer *buffer, const char *name, struct view value) {
  if (value.length == 0) return;
  buffer_add_string(buffer, ",\"");
  buffer_add_string(buffer, name);
  buffer_add_string(buffer, "\":");
  json_text_add(buffer, value);
}

/* Signers are apart from other people. */
static struct view kind_of(const struct entry *entry) {
  bool signer = entry->type == &person_type && ((const struct person *)entry)->is_signer;
  return signer ? VIEW("signer") : entry->entry_kind;
}

static void add_date(struct buffer *buffer, const char *name, struct date date) {
  if (date.precision == DATE_NONE) return;
  if (date.precision == DATE_TIME) date.precision = DATE_DAY;
  buffer_format(buffer, ",\"%s\":\"", name);
  date_add_iso(buffer, date);
  buffer_add_byte(buffer, '"');
}

/* The last day of an office or province that is none any more. */
static struct date until_of(const struct entry *entry) {
  if (entry->type == &organization_type) return ((const struct organization *)entry)->dissolved.value;
  if (entry->type == &province_type) return ((const struct province *)entry)->until.value;
  return (struct date){0};
}

static void add_row(struct page_context *context, const struct searched_entry *searched) {
  const struct entry *entry = searched->entry;
  struct buffer *buffer = context->buffer;
  struct row row = {buffer, buffer->length, context->scratch};
  buffer_format(buffer, "{\"id\":%u", searched->number);
  add_member(buffer, "kind", kind_of(entry));
  add_member(buffer, "title", entry->heading);
  add_member(buffer, "url", context->website->book.entries[entry->number]);
  add_date(buffer, "date", search_document_date(entry));
  add_date(buffer, "until", until_of(entry));
  if (entry->type == &agreement_type)
    add_member(buffer, "days", ((const struct agreement *)entry)->validity_days);
  buffer_add(buffer, VIEW(",\"texts\":["));
  search_document_visit(
      entry, context->scratch,
      &(const struct search_visitor){.context = &row,
                                     .national = website_string(context->website, "territory.of_country"),
                                     .text = add_quoted});
  buffer_add(buffer, VIEW("]}"));
}

/* The rows of a file: a run of items. */
static void write_rows(struct page_context *context) {
  const struct searched_entry *const *rows = context->page->subject;
  buffer_add_byte(context->buffer, '[');
  for (size_t i = 0; i < context->page->number; i++) {
    buffer_add(context->buffer, i == 0 ? VIEW("\n") : VIEW(",\n"));
    add_row(context, rows[i]);
  }
  buffer_add(context->buffer, VIEW("\n]\n"));
}

/* Validity. */

static void write_days(struct page_context *context) {
  const struct searched_entry *const *agreements = context->page->subject;
  struct search_days days = {.buffer = context->buffer};
  for (size_t i = 0; i < context->page->number; i++) {
    struct validity validity = validity_of((const struct agreement *)agreements[i]->entry);
    const int32_t of[] = {validity.signed_on, validity.begins, validity.ends, validity.replaced_from,
                          validity.terminated};
    unsigned flags = validity.is_open ? SEARCH_DAYS_OPEN : 0;
    for (unsigned k = 0; k < sizeof of / sizeof *of; k++)
      if (of[k] != NO_DAY) flags |= 1U << k;
    search_days_add(&days, agreements[i]->number, flags, of);
  }
}

static const struct file_maker row_maker = {.write = write_rows, .is_aside = true},
                               days_maker = {.write = write_days, .is_aside = true};

/* The plan. */

static bool is_undated(uint32_t number) {
  return (number & SEARCH_UNDATED) != 0;
}

/* All items by number; the caller frees it. */
static const struct searched_entry **by_number(const struct search_index *index, size_t count) {
  uint32_t *order = search_numbers_order(index->numbers.items, count);
  const struct searched_entry **items = memory_allocate(count + 1, sizeof *items);
  for (size_t i = 0; i < count; i++)
    items[i] = &index->numbers.items[order[i]];
  free(order);
  return items;
}

/* Plans a file of those of `items` from `begin` up to `end`, as many as the page's number. */
static void plan_run(struct website *website, const struct search_index *index, struct view url,
                     const struct file_maker *maker, const struct searched_entry *const *items,
                     size_t count) {
  const struct searched_entry **run = arena_array(&website->arena, count, sizeof *run);
  memcpy(run, items, count * sizeof *run);
  struct website_file *file = plan_page(website, url, maker, run);
  file->number = (uint32_t)count;
  for (size_t i = 0; i < count; i++)
    file->inputs = fingerprint_mix(fingerprint_mix(file->inputs, run[i]->number),
                                   index->digests[run[i] - index->numbers.items]);
}

enum { ROW_SHARE_UNDATED = 4 };

static struct view row_url(const struct search_index *index, uint32_t number) {
  bool undated = is_undated(number);
  unsigned shift = undated ? ROW_SHARE_UNDATED : index->row_bits;
  struct arena *arena = &((struct website *)index->website)->arena;
  return ARENA_JOIN(arena, index->website->addresses.search, VIEW("r/"),
                    arena_integer(arena, number >> shift), VIEW(".json"));
}

static uint32_t row_file(const struct search_index *index, uint32_t number) {
  return number >> (is_undated(number) ? ROW_SHARE_UNDATED : index->row_bits);
}

static void plan_rows(struct website *website, const struct search_index *index,
                      const struct searched_entry *const *items, size_t count) {
  for (size_t i = 0, end; i < count; i = end) {
    end = i + 1;
    while (end < count && row_file(index, items[end]->number) == row_file(index, items[i]->number) &&
           is_undated(items[end]->number) == is_undated(items[i]->number))
      end++;
    plan_run(website, index, row_url(index, items[i]->number), &row_maker, items + i, end - i);
  }
}

/* Plans the files of validity, and tells which there are. */
static void plan_days(struct website *website, const struct search_index *index,
                      const struct searched_entry **items, size_t count, struct buffer *parameters) {
  size_t agreements = 0;
  for (size_t i = 0; i < count; i++)
    if (!is_undated(items[i]->number) && (items[i]->number & 1) != 0) items[agreements++] = items[i];
  for (size_t i = 0, end; i < agreements; i = end) {
    uint32_t file = items[i]->number >> index->days_bits;
    for (end = i + 1; end < agreements && items[end]->number >> index->days_bits == file;)
      end++;
    struct view url =
        arena_format(&website->arena, "%.*ss/%u.bin", VIEW_FORMAT(website->addresses.search), file);
    buffer_format(parameters, "%s%u", i == 0 ? "" : ",", file);
    plan_run(website, index, url, &days_maker, items + i, end - i);
  }
}

/* A shard is to have some 1,500 bytes: about a third of the HTML, and some of what else is said. */
static unsigned shard_bits(const struct generation *generation) {
  enum { SHARD_BYTES = 4096, ENTRY_BYTES = 1024 };
  size_t bytes = generation->count * ENTRY_BYTES;
  for (size_t i = 0; i < generation->count; i++)
    if (generation->items[i].entry->body != NULL) bytes += generation->items[i].entry->body->html.length;
  unsigned bits = 0;
  while (bits < SEARCH_BITS_MOST && (size_t)SHARD_BYTES << bits < bytes)
    bits++;
  return bits;
}

/* There are thousands of shards, whose addresses are made in each build: "FOLDER1f.bin". */
static struct view shard_url(struct arena *arena, struct view folder, uint32_t shard) {
  char digits[2 * sizeof shard], *end = digits + sizeof digits, *begin = end;
  do
    *--begin = "0123456789abcdef"[shard & 15];
  while ((shard >>= 4) != 0);
  return ARENA_JOIN(arena, folder, view_between(begin, end), VIEW(".bin"));
}

static void plan_generation(struct website *website, struct search_index *index, size_t place) {
  struct generation *generation = &index->generations[place];
  size_t begin = place == 0 ? 0 : index->numbers.ends[place - 1];
  *generation = (struct generation){
      .index = index, .items = index->numbers.items + begin, .count = index->numbers.ends[place] - begin};
  pthread_mutex_init(&generation->making, NULL);
  generation->bits = shard_bits(generation);
  generation->digest = generation->bits;
  for (size_t i = 0; i < generation->count; i++)
    generation->digest = fingerprint_mix(fingerprint_mix(generation->digest, generation->items[i].number),
                                         index->digests[begin + i]);
  struct view folder =
      arena_format(&website->arena, "%.*s%zu/", VIEW_FORMAT(website->addresses.search), place);
  for (uint32_t i = 0; i < UINT32_C(1) << generation->bits; i++) {
    struct view url = shard_url(&website->arena, folder, i);
    struct website_file *file = plan_page(website, url, &shard_maker, generation);
    file->number = i;
    file->inputs = generation->digest;
  }
}

static void find_digests(struct website *website, struct search_index *index, size_t count) {
  const struct registry *registry = website->registry;
  uint64_t *names = memory_allocate(registry->entry_count + 1, sizeof *names);
  for (size_t i = 0; i < registry->all.count; i++) {
    const struct entry *entry = list_at(&registry->all, i);
    names[entry->number] = search_names_digest(entry);
  }
  index->digests = arena_array(&website->arena, count, sizeof *index->digests);
  for (size_t i = 0; i < count; i++)
    index->digests[i] = search_document_digest(index->numbers.items[i].entry, names);
  free(names);
}

/* Rows of agreements and news that follow each other share a file, few since results are seldom neighbours,
 * and the validity of some thousand agreements, of which a browser loads all. */
static void choose_bits(struct search_index *index) {
  enum { ROW_SLOTS_BITS = 1, VALIDITIES = 4096, VALIDITY_DAYS_BITS = 16 };
  index->row_bits = ROW_SLOTS_BITS + index->numbers.day_bits;
  index->days_bits = VALIDITY_DAYS_BITS + index->numbers.day_bits;
  for (size_t some = VALIDITIES; some < index->numbers.agreements; some *= 2)
    index->days_bits--;
}

static void write_search(struct page_context *context) {
  const struct search_index *index = context->page->subject;
  const struct registry *registry = context->website->registry;
  struct search_page model = {.index = index->parameters};
  reads_note_world(context->reads, READS_EVERYTHING);
  for (size_t i = 0; i < registry->entries[ENTRY_PROVINCE].count; i++) {
    struct province *province = list_at(&registry->entries[ENTRY_PROVINCE], i);
    if (!province->is_former) list_append(context->scratch, &model.provinces, province);
  }
  for (size_t i = 0; i < registry->entries[ENTRY_TOPIC].count; i++)
    list_append(context->scratch, &model.topics, list_at(&registry->entries[ENTRY_TOPIC], i));
  entries_sort_by_name(&model.provinces);
  entries_sort_by_name(&model.topics);
  page_context_fill(context, &model.webpage);
  page_context_render(context, PAGE_SEARCH, &model);
}

void plan_search(struct website *website) {
  static const struct file_maker search = {.write = write_search, .section = "search"};
  struct search_index *index = arena_allocate(&website->arena, sizeof *index);
  struct buffer parameters = {0};
  index->website = website;
  index->numbers = search_numbers_give(website);
  size_t count = index->numbers.ends[index->numbers.generations - 1];
  find_digests(website, index, count);
  choose_bits(index);
  buffer_format(&parameters, "2 %u %u ", index->row_bits, index->days_bits);
  for (size_t i = 0; i < index->numbers.generations; i++) {
    plan_generation(website, index, i);
    buffer_format(&parameters, "%s%u", i == 0 ? "" : ",", index->generations[i].bits);
  }
  const struct searched_entry **items = by_number(index, count);
  plan_rows(website, index, items, count);
  buffer_add_byte(&parameters, ' ');
  plan_days(website, index, items, count, &parameters);
  free(items);
  buffer_add_byte(&parameters, ' ');
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    buffer_format(&parameters, "%s%s", kind == 0 ? "" : ",", entry_types[kind]->name);
  index->parameters = arena_copy(&website->arena, buffer_view(&parameters));
  buffer_free(&parameters);
  struct website_file *page = plan_page(website, website->addresses.search, &search, index);
  page->inputs = fingerprint_mix_view(page->inputs, index->parameters);
  website->search = index;
}

void search_close(struct search_index *index) {
  for (size_t i = 0; index != NULL && i < index->numbers.generations; i++) {
    pthread_mutex_destroy(&index->generations[i].making);
    free_parts(&index->generations[i]);
  }
}
