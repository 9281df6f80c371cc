#include "register/photos.h"

#include "base/file_signature.h"
#include "base/memory.h"
#include "base/path.h"
#include "cache/photo_store.h"
#include "parse/body/links.h"
#include "register/media.h"
#include "register/photo_maker.h"
#include "register/web_addresses.h"
#include "schema/body.h"
#include "schema/fingerprint.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* No picture that is worth another one is smaller, in bytes. */
enum { DOT_BYTES = 256 };

/* A photo, or a PDF, and what was made of it. */
struct kept_photo {
  struct source_file *file;
  unsigned char id[PHOTO_ID_BYTES];
  bool has_id, has_pack;
  struct photo_pack pack;
  struct kept_photo *same; /* of another name with the same bytes, which stands for both; or itself */
  struct picture *picture; /* NULL: the file itself is shown */
};

struct photos {
  struct photo_store store;
  bool has_store;
  struct kept_photo *items; /* by path */
  size_t count;
  struct list renditions; /* struct rendition, each once */
  char program[PATH_MAX];
  pthread_mutex_t mutex; /* of registry_read_rendition */
};

/* One stage at work. */
struct preparing {
  struct registry *registry;
  struct source *source;
  struct photos *photos;
  struct map by_file; /* source_file's path -> struct kept_photo */
  struct kept_photo **missing;
  size_t missing_count;
  struct source_share *shares; /* a thread's each, as the next */
  struct photo_maker *makers;
  int fault; /* of the part: errno; 0: none */
  bool has_looked, has_program;
  struct diagnostics *diagnostics;
};

static bool is_hidden_from_browsers(const struct source_file *file) {
  return file->content == FILE_HEIC || file->content == FILE_TIFF;
}

/* Whether something may be made of the file. */
static bool is_wanted(const struct registry *registry, const struct source_file *file) {
  bool is_photo = (file->marks & SOURCE_PHOTO) != 0 && file->size > DOT_BYTES;
  if (is_photo && is_hidden_from_browsers(file)) return true;
  if (registry->options.photos.cache == NULL) return false;
  if ((file->marks & SOURCE_DOCUMENT) != 0 && file->content == FILE_PDF) return true;
  return is_photo && file->content == FILE_PICTURE && !view_ends_with(file->path, ".svg") &&
         !view_ends_with(file->path, ".SVG");
}

static int compare_files(const void *left, const void *right) {
  return view_compare(((const struct kept_photo *)left)->file->path,
                      ((const struct kept_photo *)right)->file->path);
}

static void gather(struct preparing *preparing) {
  const struct map *media = &preparing->registry->media;
  struct photos *photos = preparing->photos;
  size_t at = 0;
  photos->items = memory_allocate(media->count, sizeof *photos->items);
  for (const struct map_slot *slot; (slot = map_next(media, &at)) != NULL;)
    if (is_wanted(preparing->registry, slot->value)) photos->items[photos->count++].file = slot->value;
  qsort(photos->items, photos->count, sizeof *photos->items, compare_files);
}

/* Learns the ids of files on disk, by their signs or their bytes. */
static void identify(void *context, size_t worker, size_t begin, size_t end) {
  struct preparing *preparing = context;
  const struct photos *photos = preparing->photos;
  for (size_t i = begin; i < end; i++) {
    struct kept_photo *photo = &photos->items[i];
    struct source *source = source_share_take(&preparing->shares[worker], preparing->source, worker == 0);
    bool has_sign = photos->has_store && !source_is_revision(source) && source_file_has_object(photo->file);
    photo->has_id = (has_sign && photo_store_identify(&photos->store, photo->file->object, photo->id)) ||
                    source_identify(source, photo->file, photo->id);
  }
}

static bool is_lasting(uint32_t status) {
  return status == PHOTO_MADE || status == PHOTO_LEFT;
}

/* Finds what is kept, and lists what is not. */
static void find_kept(struct preparing *preparing) {
  struct photos *photos = preparing->photos;
  struct map by_id = {0};
  preparing->missing = memory_allocate(photos->count, sizeof *preparing->missing);
  for (size_t i = 0; i < photos->count; i++) {
    struct kept_photo *photo = &photos->items[i];
    photo->same = photo;
    *map_slot(&preparing->by_file, photo->file->path) = photo;
    if (!photo->has_id) continue;
    void **slot = map_slot(&by_id, (struct view){(const char *)photo->id, PHOTO_ID_BYTES});
    if (*slot != NULL) photo->same = *slot;
    if (*slot != NULL) continue;
    *slot = photo;
    photo->has_pack = photos->has_store && photo_store_find(&photos->store, photo->id, &photo->pack) &&
                      (!preparing->registry->options.photos.again || is_lasting(photo->pack.status));
    if (!photo->has_pack) preparing->missing[preparing->missing_count++] = photo;
  }
  map_free(&by_id);
}

/* What the part has written, or in place of nothing a header that says so. */
static bool accept(int output, enum photo_status status, struct photo_pack *pack) {
  bool is_written = is_lasting(status);
  if (is_written && photo_pack_accept(output, pack) && pack->status == (uint32_t)status) return true;
  *pack = (struct photo_pack){.recipe = PHOTO_RECIPE, .status = is_written ? PHOTO_STOPPED : status};
  memcpy(pack->magic, PHOTO_MAGIC, sizeof pack->magic);
  return ftruncate(output, 0) == 0 && pwrite(output, pack, sizeof *pack, 0) == (ssize_t)sizeof *pack &&
         photo_pack_accept(output, pack);
}

/* Makes one. False with errno: the part does not work, or the cache can't be written. */
static bool make(const struct photos *photos, struct photo_maker *maker, size_t thread, struct source *source,
                 struct kept_photo *photo) {
  struct photo_draft draft = {.file = -1};
  enum photo_kind kind = photo->file->content == FILE_PDF ? PHOTO_OF_PDF : PHOTO_OF_PICTURE;
  enum photo_status status = PHOTO_UNREADABLE;
  int input = source_open_any(source, photo->file);
  if (input < 0) return false;
  if (photos->has_store)
    (void)photo_draft_open(&photos->store, &draft, thread);
  else
    draft.file = memfd_create("pack", MFD_CLOEXEC);
  bool good = draft.file >= 0 && photo_maker_make(maker, photos->program, kind, input, draft.file, &status) &&
              accept(draft.file, status, &photo->pack);
  int fault = errno;
  close(input);
  if (!photos->has_store && draft.file >= 0)
    close(draft.file);
  else if (good)
    good = photo_draft_commit(&photos->store, &draft, photo->id);
  else
    photo_draft_drop(&photos->store, &draft);
  if (!good && fault != 0) errno = fault;
  return good;
}

static void make_run(void *context, size_t worker, size_t begin, size_t end) {
  struct preparing *preparing = context;
  for (size_t i = begin; i < end && __atomic_load_n(&preparing->fault, __ATOMIC_RELAXED) == 0; i++) {
    struct kept_photo *photo = preparing->missing[i];
    struct source *source = source_share_take(&preparing->shares[worker], preparing->source, worker == 0);
    errno = 0;
    photo->has_pack = make(preparing->photos, &preparing->makers[worker], worker, source, photo);
    if (!photo->has_pack) __atomic_store_n(&preparing->fault, errno == 0 ? EIO : errno, __ATOMIC_RELAXED);
  }
}

/* Whether the part is installed. */
static bool find_program(struct preparing *preparing) {
  const struct photo_options *options = &preparing->registry->options.photos;
  struct photos *photos = preparing->photos;
  if (!preparing->has_looked && options->find_program != NULL)
    preparing->has_program = options->find_program(photos->program, sizeof photos->program);
  preparing->has_looked = true;
  return preparing->has_program;
}

static void make_missing(struct preparing *preparing) {
  struct photos *photos = preparing->photos;
  if (preparing->missing_count == 0 || !find_program(preparing) || preparing->diagnostics->errors > 0) return;
  if (photos->has_store && !photo_store_make_folder(&photos->store)) {
    preparing->fault = errno;
    return;
  }
  size_t threads = threads_count(preparing->registry->options.threads);
  preparing->makers = memory_allocate(threads, sizeof *preparing->makers);
  threads_do(preparing->registry->options.threads, preparing->missing_count, 1, make_run, preparing);
  for (size_t i = 0; i < threads; i++)
    photo_maker_stop(&preparing->makers[i]);
  free(preparing->makers);
}

/* Its address below media/: what it holds, and for people who look at it, how wide it is. */
static struct text address_of(struct arena *arena, const struct photo_rendition *rendition) {
  uint64_t high = rendition->hash[0], low = rendition->hash[1];
  struct view path =
      arena_format(arena, "sized/%02x/%014llx%016llx-%u%s", (unsigned)(high >> 56),
                   (unsigned long long)(high & UINT64_C(0xffffffffffffff)), (unsigned long long)low,
                   rendition->width, photo_format_ending(rendition->format));
  return text_at(path, (struct source_location){0});
}

static struct list renditions_of(struct preparing *preparing, const struct kept_photo *photo, bool is_webp,
                                 struct map *addresses) {
  struct arena *arena = &preparing->registry->arena;
  struct rendition *items = arena_array(arena, photo->pack.count, sizeof *items);
  size_t count = 0;
  for (uint32_t i = 0; i < photo->pack.count; i++) {
    const struct photo_rendition *one = &photo->pack.renditions[i];
    if ((one->format == PHOTO_WEBP) != is_webp) continue;
    struct rendition *made = &items[count++];
    *made = (struct rendition){.width = one->width,
                               .height = one->height,
                               .file = address_of(arena, one),
                               .photo = photo,
                               .place = i};
    void **slot = map_slot(addresses, text_view(made->file));
    if (*slot == NULL) list_append(arena, &preparing->photos->renditions, made);
    *slot = made;
  }
  return list_of(items, count);
}

static void make_picture(struct preparing *preparing, struct kept_photo *photo, struct map *addresses) {
  struct picture *picture = arena_allocate(&preparing->registry->arena, sizeof *picture);
  *picture = (struct picture){.webp = renditions_of(preparing, photo, true, addresses),
                              .fallback = renditions_of(preparing, photo, false, addresses)};
  if (picture->webp.count == 0 || picture->fallback.count == 0) return;
  const struct rendition *largest =
      (const struct rendition *)picture->fallback.items + picture->fallback.count - 1;
  picture->width = largest->width;
  picture->height = largest->height;
  uint64_t key = 0;
  for (uint32_t i = 0; i < photo->pack.count; i++)
    key = fingerprint_mix(key, photo->pack.renditions[i].hash[0]);
  picture->key = (int64_t)key;
  photo->picture = picture;
}

/* Something leads to the file itself where its address on the site stands in a field. */
static void mark_address(const struct registry *registry, struct view address) {
  struct view below = body_link_below(text_view(registry->site->base_url), address);
  struct source_file *file = media_at_address(registry, below.length > 0 ? below : address);
  if (file != NULL) source_file_mark(file, SOURCE_WANTED);
}

static void mark_web_address(void *context, const struct entry *entry, const struct text *address) {
  (void)entry;
  mark_address(context, text_view(*address));
}

static void mark_addresses(const struct registry *registry) {
  const struct list *removed = &registry->entries[ENTRY_REMOVED];
  const struct menu_item *items = registry->site->menu.items;
  for (size_t i = 0; i < registry->site->menu.count; i++)
    mark_address(registry, text_view(items[i].url));
  for (size_t i = 0; i < removed->count; i++)
    mark_address(registry, text_view(((const struct removed *)list_at(removed, i))->replaced_by));
  registry_each_web_address(registry, mark_web_address, (void *)(uintptr_t)registry);
}

/* What is shown of each, and which files are not published. */
static void show_made(struct preparing *preparing) {
  struct photos *photos = preparing->photos;
  struct map addresses = {0};
  bool any = false;
  for (size_t i = 0; i < photos->count; i++) {
    struct kept_photo *photo = &photos->items[i];
    const struct kept_photo *same = photo->same;
    if (photo == same && photo->has_pack && photo->pack.status == PHOTO_MADE &&
        preparing->registry->options.photos.cache != NULL)
      make_picture(preparing, photo, &addresses);
    photo->picture = same->picture;
    any = any || photo->picture != NULL;
  }
  map_free(&addresses);
  if (any) mark_addresses(preparing->registry);
  for (size_t i = 0; i < photos->count; i++)
    if (photos->items[i].picture != NULL && (photos->items[i].file->marks & SOURCE_WANTED) == 0)
      source_file_mark(photos->items[i].file, SOURCE_WITHHELD);
}

static const struct kept_photo *photo_of(const struct preparing *preparing, const struct source_file *file) {
  return file == NULL ? NULL : map_get(&preparing->by_file, file->path);
}

/* What is wrong with a photo, if anything. Whether a photo can be read that was not looked at, as a draft's
 * and any while there are errors, is not known. */
static bool find_fault(struct preparing *preparing, const struct source_file *file,
                       const struct kept_photo *photo, struct message *message) {
  const struct kept_photo *made = photo == NULL ? NULL : photo->same;
  bool is_made = made != NULL && made->has_pack;
  struct view name = path_name(file->path);
  if (is_made && (made->pack.status == PHOTO_MADE ||
                  (made->pack.status == PHOTO_LEFT && !is_hidden_from_browsers(file))))
    return false;
  if (is_hidden_from_browsers(file) &&
      (is_made || file->size <= DOT_BYTES || preparing->fault != 0 || !find_program(preparing))) {
    *message = media_message(file, true);
    return true;
  }
  if (!is_made) return false;
  *message = made->pack.status == PHOTO_TOO_LARGE ? message_photo_too_large(name)
             : made->pack.status == PHOTO_STOPPED ? message_photo_stopped(name)
                                                  : message_photo_unreadable(name);
  return true;
}

static void report(struct preparing *preparing, const struct entry *owner, const struct source_file *file,
                   const struct kept_photo *photo, struct source_location location) {
  struct message message;
  struct diagnostics found = {0};
  if (file == NULL || !find_fault(preparing, file, photo, &message)) return;
  diagnostics_add(&found, owner->path, location, message);
  diagnostics_append(preparing->diagnostics, &found, entry_severity(owner));
  diagnostics_free(&found);
}

static struct source_file *media_named(const struct preparing *preparing, struct text name) {
  return name.length == 0 ? NULL : map_get(&preparing->registry->media, text_view(name));
}

static void fill_photo(struct preparing *preparing, const struct entry *owner, struct photo *record) {
  const struct source_file *file = media_named(preparing, record->file);
  const struct kept_photo *photo = photo_of(preparing, file);
  record->shown = record->file;
  report(preparing, owner, file, photo, record->file.location);
  if (photo == NULL || photo->picture == NULL || owner->hidden) return;
  const struct list *fallback = &photo->picture->fallback;
  record->picture = photo->picture;
  record->shown = ((const struct rendition *)fallback->items)[fallback->count - 1].file;
}

/* The end of a file's name, in capital letters. */
static struct view format_of(struct arena *arena, struct view name) {
  size_t dot = name.length;
  while (dot > 0 && name.data[dot - 1] != '.' && name.data[dot - 1] != '/')
    dot--;
  if (dot == 0 || name.data[dot - 1] != '.') return (struct view){NULL, 0};
  struct view ending = arena_copy(arena, view_slice(name, dot, SIZE_MAX));
  for (size_t i = 0; i < ending.length; i++) {
    char *byte = (char *)(uintptr_t)ending.data + i;
    if (*byte >= 'a' && *byte <= 'z') *byte = (char)(*byte - 'a' + 'A');
  }
  return ending;
}

static void fill_document(const struct preparing *preparing, struct attachment *record) {
  const struct source_file *file = media_named(preparing, record->file);
  const struct kept_photo *document = photo_of(preparing, file);
  if (file == NULL) return;
  int64_t kilobytes = (int64_t)((file->size + 999) / 1000);
  record->format = format_of(&preparing->registry->arena, text_view(record->file));
  if (kilobytes < 10000)
    record->kilobytes = kilobytes;
  else
    record->megabytes = (kilobytes + 500) / 1000;
  if (document != NULL && document->same->has_pack) record->pages = document->same->pack.pages;
}

/* The lists of photos and documents of a kind of entries. */
struct file_lists {
  struct {
    size_t offset;
    bool is_photos;
  } lists[4];
  size_t count;
};

static struct file_lists find_lists(const struct record_type *type) {
  struct file_lists found = {0};
  for (size_t i = 0; i < type->field_count && found.count < sizeof found.lists / sizeof *found.lists; i++) {
    const struct field *field = &type->fields[i];
    bool is_photos = field->target == &photo_type;
    if (field->kind != FIELD_RECORDS || (!is_photos && field->target != &attachment_type)) continue;
    found.lists[found.count].offset = field->offset;
    found.lists[found.count++].is_photos = is_photos;
  }
  return found;
}

static void fill_lists(struct preparing *preparing, const struct file_lists *lists, struct entry *entry) {
  for (size_t i = 0; i < lists->count; i++) {
    const struct list *list = (const void *)((const char *)entry + lists->lists[i].offset);
    for (uint32_t k = 0; k < list->count; k++)
      if (lists->lists[i].is_photos)
        fill_photo(preparing, entry, (struct photo *)list->items + k);
      else
        fill_document(preparing, (struct attachment *)list->items + k);
  }
}

static void fill_body(struct preparing *preparing, const struct entry *entry) {
  struct body *body = entry->body;
  for (uint32_t i = 0; body != NULL && i < body->link_count; i++) {
    struct body_link *link = &body->links[i];
    if (!link->image || link->scheme == NULL) continue;
    const struct source_file *file = strcmp(link->scheme, "site") == 0
                                         ? media_at_address(preparing->registry, link->target)
                                         : map_get(&preparing->registry->media, link->target);
    const struct kept_photo *photo = photo_of(preparing, file);
    report(preparing, entry, file, photo, link->location);
    link->picture = photo == NULL || entry->hidden ? NULL : photo->picture;
  }
}

static void fill_all(struct preparing *preparing) {
  struct file_lists lists[ENTRY_KINDS];
  const struct list *all = &preparing->registry->all;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    lists[kind] = find_lists(entry_types[kind]);
  for (size_t i = 0; i < all->count; i++) {
    struct entry *entry = list_at(all, i);
    fill_lists(preparing, &lists[entry_kind_of_type(entry->type)], entry);
    if (entry->links_files) fill_body(preparing, entry);
  }
}

/* That the part is not there, or fails, once. */
static void report_part(const struct preparing *preparing) {
  struct registry *registry = preparing->registry;
  size_t count = 0;
  for (size_t i = 0; i < preparing->missing_count; i++)
    count += !preparing->missing[i]->has_pack && preparing->missing[i]->file->content != FILE_PDF;
  if (count == 0 || registry->options.photos.cache == NULL) return;
  struct view place = registry_path(&registry->options, &registry->arena, "media");
  if (preparing->fault != 0)
    diagnostics_add(preparing->diagnostics, place, (struct source_location){0},
                    message_photos_part_fails((long long)count, strerror(preparing->fault)));
  else if (!preparing->has_program && registry->options.photos.find_program != NULL)
    diagnostics_add(preparing->diagnostics, place, (struct source_location){0},
                    message_photos_without_part((long long)count));
}

static void prepare_files(struct preparing *preparing) {
  struct photos *photos = preparing->photos;
  struct threads *threads = preparing->registry->options.threads;
  const struct cache *cache = preparing->registry->options.photos.cache;
  photos->has_store = cache != NULL;
  if (photos->has_store) photo_store_open(&photos->store, cache);
  preparing->shares = memory_allocate(threads_count(threads), sizeof *preparing->shares);
  threads_do(threads, photos->count, source_is_revision(preparing->source) ? photos->count : 1, identify,
             preparing);
  find_kept(preparing);
  make_missing(preparing);
  for (size_t i = 0; i < threads_count(threads); i++)
    source_share_close(&preparing->shares[i]);
  free(preparing->shares);
  show_made(preparing);
}

void registry_prepare_photos(struct registry *registry, struct source *source,
                             struct diagnostics *diagnostics) {
  if (registry->media.count == 0) return;
  struct photos *photos = memory_allocate(1, sizeof *photos);
  struct preparing preparing = {
      .registry = registry, .source = source, .photos = photos, .diagnostics = diagnostics};
  pthread_mutex_init(&photos->mutex, NULL);
  registry->photos = photos;
  gather(&preparing);
  if (photos->count > 0) prepare_files(&preparing);
  fill_all(&preparing);
  report_part(&preparing);
  map_free(&preparing.by_file);
  free(preparing.missing);
}

void registry_keep_photos(const struct registry *registry) {
  struct photos *photos = registry->photos;
  const struct cache *cache = registry->options.photos.cache;
  if (cache == NULL) return;
  struct photo_store empty = {.folder = -1}, *store = &empty;
  if (photos != NULL && photos->has_store) store = &photos->store;
  if (store == &empty) photo_store_open(store, cache);
  size_t count = 0, files = photos == NULL ? 0 : photos->count;
  struct photo_use *uses = memory_allocate(files + 1, sizeof *uses);
  for (size_t i = 0; i < files; i++) {
    const struct kept_photo *photo = &photos->items[i], *same = photo->same;
    if (!same->has_pack || !photo->has_id) continue;
    struct photo_use *use = &uses[count++];
    memcpy(use->id, photo->id, PHOTO_ID_BYTES);
    memcpy(use->sign, source_file_has_object(photo->file) ? photo->file->object : photo->id, PHOTO_ID_BYTES);
    use->pack = same->pack;
  }
  int64_t day = date_day_number(registry->options.today);
  photo_store_save(store, uses, count, day < 0 ? 0 : (uint32_t)day);
  free(uses);
  if (store == &empty) photo_store_close(store);
}

const struct list *registry_renditions(const struct registry *registry) {
  static const struct list none = {0};
  return registry->photos == NULL ? &none : &registry->photos->renditions;
}

const struct source_file *rendition_source(const struct rendition *rendition) {
  return ((const struct kept_photo *)rendition->photo)->file;
}

/* The same bytes are made of the same photo, unless the libraries are others. */
static bool make_again(struct photos *photos, struct source *source, const struct kept_photo *photo) {
  struct photo_maker maker = {0};
  struct kept_photo again = *photo;
  bool good = make(photos, &maker, 0, source, &again);
  photo_maker_stop(&maker);
  return good;
}

bool registry_read_rendition(const struct registry *registry, struct source *source,
                             const struct rendition *rendition, struct buffer *bytes) {
  struct photos *photos = registry->photos;
  const struct photo_options *options = &registry->options.photos;
  const struct kept_photo *photo = rendition->photo;
  const struct photo_rendition *one = &photo->pack.renditions[rendition->place];
  if (photo_store_read(&photos->store, photo->id, one, bytes)) return true;
  pthread_mutex_lock(&photos->mutex);
  /* Another thread may have made it again meanwhile. */
  bool good = photo_store_read(&photos->store, photo->id, one, bytes);
  if (!good && options->find_program != NULL &&
      options->find_program(photos->program, sizeof photos->program))
    good = make_again(photos, source, photo) && photo_store_read(&photos->store, photo->id, one, bytes);
  pthread_mutex_unlock(&photos->mutex);
  return good;
}

void photos_free(struct photos *photos) {
  if (photos == NULL) return;
  if (photos->has_store) photo_store_close(&photos->store);
  pthread_mutex_destroy(&photos->mutex);
  free(photos->items);
  free(photos);
}
