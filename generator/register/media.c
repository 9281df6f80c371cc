#include "register/media.h"

#include "base/file_end.h"
#include "base/file_signature.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/svg_risk.h"
#include "cache/file.h"
#include "parse/body/links.h"
#include "register/risky_files.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

/* What a file is, by a hash of its object and its name. Kept in their order. */
struct known {
  uint64_t key;
  uint64_t content;
  uint64_t size;
};

struct examining {
  const struct registry *registry;
  struct source *source;
  struct source_file **files;
  size_t count;
  bool finds_flaws, may_unpack; /* whole files, to see whether they are whole */
  struct source_share *shares;  /* a thread's each */
};

static uint64_t key_of(const struct source_file *file) {
  struct view name = path_name(file->path);
  return XXH3_64bits_withSeed(name.data, name.length, XXH3_64bits(file->object, sizeof file->object));
}

/* All of an SVG, or of another file that a browser reads as XML, is looked at: what else it can do than be a
 * picture. */
static enum file_content content_of_xml(struct source *source, const struct source_file *file,
                                        struct view beginning) {
  const enum file_content contents[] = {
      [SVG_HARMLESS] = file->content, [SVG_LOADS] = FILE_SVG_LOADS,   [SVG_ENTITIES] = FILE_SVG_ENTITIES,
      [SVG_HTML] = FILE_SVG_HTML,     [SVG_SCRIPT] = FILE_SVG_SCRIPT,
  };
  struct arena scratch = {0};
  struct diagnostics unheard = {0};
  struct view text;
  enum svg_risk risk =
      source_read_text(source, file, &scratch, &text, &unheard) ? svg_risk_of(text) : svg_risk_of(beginning);
  diagnostics_free(&unheard);
  arena_free(&scratch);
  return contents[risk];
}

static bool is_xml(const struct source_file *file) {
  static const char *const endings[] = {".svg", ".xml", ".xsl", ".xslt"};
  bool is_called_so = false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t length = strlen(endings[i]);
    is_called_so =
        is_called_so ||
        (file->path.length > length &&
         view_starts_with_any_case(view_slice(file->path, file->path.length - length, SIZE_MAX), endings[i]));
  }
  return is_called_so && (file->content == FILE_PICTURE || file->content == FILE_OTHER);
}

static bool ends_early(const struct examining *examining, struct source *source,
                       const struct source_file *file, struct view beginning) {
  if (!file_has_end(beginning) || (source_is_revision(source) && !examining->may_unpack)) return false;
  int opened = source_open_any(source, file);
  if (opened < 0) return false;
  bool early = file_ends_early(opened, beginning, file->size);
  close(opened);
  return early;
}

static void examine_run(void *context, size_t worker, size_t begin, size_t end) {
  const struct examining *examining = context;
  char bytes[FILE_SIGNATURE_BYTES];
  for (size_t i = begin; i < end; i++) {
    struct source_file *file = examining->files[i];
    if (file->content != FILE_UNREAD) continue;
    struct source *source = source_share_take(&examining->shares[worker], examining->source, worker == 0);
    size_t length = source_read_beginning(source, file, bytes, sizeof bytes);
    if (length == SIZE_MAX) continue;
    file->content = (unsigned char)file_content_of(path_name(file->path), (struct view){bytes, length});
    if (is_xml(file))
      file->content = (unsigned char)content_of_xml(source, file, (struct view){bytes, length});
    if (file->size == 0 && (length < sizeof bytes || !source_measure(source, file, &file->size)))
      file->size = length;
    enum { JUDGED = 256 }; /* bytes; a smaller file is hardly a photo or a document that readers miss */
    struct view beginning = {bytes, length};
    if (length < JUDGED || !examining->finds_flaws) continue;
    if (ends_early(examining, source, file, beginning)) file->flaws |= FILE_ENDS_EARLY;
    file->flaws |= (unsigned char)(file_form_meant(path_name(file->path), beginning) << FILE_FORM_BITS);
  }
}

static void gather(struct examining *examining) {
  const struct registry *registry = examining->registry;
  examining->files = memory_allocate(registry->media.count + registry->statics.count, sizeof(void *));
  size_t at = 0;
  for (const struct map_slot *slot; (slot = map_next(&registry->media, &at)) != NULL;)
    examining->files[examining->count++] = slot->value;
  for (size_t i = 0; i < registry->statics.count; i++)
    examining->files[examining->count++] = list_at(&registry->statics, i);
}

static int compare_known(const void *left, const void *right) {
  uint64_t a = ((const struct known *)left)->key, b = ((const struct known *)right)->key;
  return (a > b) - (a < b);
}

/* Takes over what is known; whether there is something that is not. */
static bool take_known(const struct examining *examining) {
  struct cache_file kept = {0};
  const struct registry_options *options = &examining->registry->options;
  size_t count = 0;
  bool has_new = false;
  if (options->cache == NULL ||
      !cache_file_open(&kept, options->cache, CACHE_MEDIA, 0, cache_identity(VIEW("media 4"))) ||
      !cache_file_count(&kept, 0, sizeof(struct known), &count))
    count = 0;
  for (size_t i = 0; i < examining->count; i++) {
    struct source_file *file = examining->files[i];
    if (!source_file_has_object(file)) continue;
    struct known wanted = {.key = key_of(file)};
    const struct known *found =
        count == 0 ? NULL : bsearch(&wanted, kept.arrays[0].data, count, sizeof(struct known), compare_known);
    if (found != NULL && found->content < FILE_CONTENTS) {
      file->content = (unsigned char)found->content;
      file->size = (size_t)found->size;
    }
    if (file->content == FILE_UNREAD) has_new = true;
  }
  cache_file_close(&kept);
  return has_new;
}

void registry_keep_media(const struct registry *registry) {
  struct examining examining = {.registry = registry};
  if (!registry->has_new_media || registry->options.cache == NULL) return;
  gather(&examining);
  struct known *known = memory_allocate(examining.count, sizeof *known);
  size_t count = 0;
  for (size_t i = 0; i < examining.count; i++) {
    const struct source_file *file = examining.files[i];
    if (source_file_has_object(file) && file->content != FILE_UNREAD)
      known[count++] = (struct known){key_of(file), file->content, file->size};
  }
  qsort(known, count, sizeof *known, compare_known);
  struct cache_writer writer = {0};
  cache_writer_open(&writer, registry->options.cache, CACHE_MEDIA, 0, cache_identity(VIEW("media 4")));
  cache_writer_add(&writer, 0, known, count * sizeof *known);
  cache_writer_commit(&writer, NULL);
  cache_writer_close(&writer);
  free(known);
  free(examining.files);
}

/* What a file is that does not belong on a public site, wherever it is named. Who may write below static/ may
 * put scripts there as he likes. */
static void report_risk(const struct source_file *file, bool is_media, struct diagnostics *diagnostics) {
  const struct source_location whole = {0};
  enum severity severity = is_media ? SEVERITY_ERROR : SEVERITY_WARNING;
  switch ((enum file_content)file->content) {
  case FILE_SECRET:
    if (!risky_file_is_secret(file->name))
      diagnostics_add(diagnostics, file->path, whole, message_secret_file(PHRASE_key_file));
    break;
  case FILE_SVG_SCRIPT:
    diagnostics_add_as(diagnostics, severity, file->path, whole, message_svg_runs(PHRASE_svg_script));
    break;
  case FILE_SVG_HTML:
    diagnostics_add_as(diagnostics, severity, file->path, whole, message_svg_runs(PHRASE_svg_html));
    break;
  case FILE_SVG_ENTITIES:
    diagnostics_add(diagnostics, file->path, whole, message_svg_entities());
    break;
  case FILE_SVG_LOADS:
    diagnostics_add(diagnostics, file->path, whole, message_svg_loads());
    break;
  default:
    break;
  }
}

static int compare_paths(const void *left, const void *right) {
  return view_compare((*(struct source_file *const *)left)->path,
                      (*(struct source_file *const *)right)->path);
}

static bool is_risky(const struct source_file *file) {
  return file->content >= FILE_SECRET && file->content <= FILE_SVG_SCRIPT;
}

static void report_flaws(const struct source_file *file, struct diagnostics *diagnostics) {
  const struct source_location whole = {0};
  if ((file->flaws & FILE_ENDS_EARLY) != 0)
    diagnostics_add(diagnostics, file->path, whole, message_media_ends_early());
  enum file_form form = file->flaws >> FILE_FORM_BITS;
  if (form == FORM_NONE) return;
  struct view name = path_name(file->path);
  size_t stem = name.length;
  while (name.data[stem - 1] != '.')
    stem--;
  struct buffer meant = {0};
  buffer_format(&meant, "%.*s%s", (int)stem - 1, name.data, file_form_ending(form));
  diagnostics_add(diagnostics, file->path, whole, message_media_of_other_form(buffer_view(&meant)));
  buffer_free(&meant);
}

/* A robots.txt of the editors' own, with which no search engine would show the site. */
static void report_robots(const struct examining *examining, const struct source_file *file,
                          struct diagnostics *diagnostics) {
  struct arena scratch = {0};
  struct diagnostics unheard = {0};
  struct view text;
  if (source_read_text(examining->source, file, &scratch, &text, &unheard) && risky_file_refuses_all(text))
    diagnostics_add(diagnostics, file->path, (struct source_location){0}, message_robots_refuse_all());
  diagnostics_free(&unheard);
  arena_free(&scratch);
}

static void report_files(const struct examining *examining, struct diagnostics *diagnostics) {
  const struct registry *registry = examining->registry;
  for (size_t i = 0; i < registry->statics.count; i++) {
    const struct source_file *file = list_at(&registry->statics, i);
    if (file->content == FILE_LFS_POINTER)
      diagnostics_add(diagnostics, file->path, (struct source_location){0}, media_message(file, false));
    report_risk(file, false, diagnostics);
    report_flaws(file, diagnostics);
    if (view_equal_string(file->name, "static/robots.txt")) report_robots(examining, file, diagnostics);
  }
  size_t count = 0;
  for (size_t i = 0; i < registry->media.count; i++)
    if (is_risky(examining->files[i]) || examining->files[i]->flaws != 0)
      examining->files[count++] = examining->files[i];
  qsort(examining->files, count, sizeof(void *), compare_paths);
  for (size_t i = 0; i < count; i++) {
    report_risk(examining->files[i], true, diagnostics);
    report_flaws(examining->files[i], diagnostics);
  }
}

void registry_examine_media(struct registry *registry, struct source *source,
                            struct diagnostics *diagnostics) {
  struct examining examining = {.registry = registry, .source = source};
  if (registry->media.count + registry->statics.count == 0) return;
  struct threads *threads = registry->options.threads;
  gather(&examining);
  examining.shares = memory_allocate(threads_count(threads), sizeof *examining.shares);
  enum { UNPACKED = 500 };
  registry->has_new_media = take_known(&examining);
  examining.finds_flaws = registry->options.advice;
  examining.may_unpack = examining.count <= UNPACKED;
  enum { RUN = 16 };
  threads_do(threads, examining.count, RUN, examine_run, &examining);
  for (size_t i = 0; i < threads_count(threads); i++)
    source_share_close(&examining.shares[i]);
  free(examining.shares);
  report_files(&examining, diagnostics);
  free(examining.files);
}

bool media_is_good(const struct source_file *file, bool is_photo) {
  switch ((enum file_content)file->content) {
  case FILE_UNREAD:
  case FILE_PICTURE:
    return true;
  case FILE_EMPTY:
  case FILE_LFS_POINTER:
  case FILE_MISNAMED:
    return false;
  case FILE_HEIC:
  case FILE_TIFF:
  case FILE_SECRET: /* told already, as the next are */
  case FILE_SVG_LOADS:
  case FILE_SVG_ENTITIES:
  case FILE_SVG_HTML:
  case FILE_SVG_SCRIPT:
    return true;
  default:
    return !is_photo;
  }
}

struct message media_message(const struct source_file *file, bool is_photo) {
  struct view name = path_name(file->path);
  switch ((enum file_content)file->content) {
  case FILE_EMPTY:
    return message_media_empty(name);
  case FILE_LFS_POINTER:
    return source_file_has_object(file) ? message_media_pointer_in_revision(name)
                                        : message_media_pointer(name);
  case FILE_HEIC:
    return message_media_no_picture(name, PHRASE_picture_heic);
  case FILE_TIFF:
    return message_media_no_picture(name, PHRASE_picture_tiff);
  case FILE_PDF:
    return message_media_document(name, PHRASE_document_pdf);
  case FILE_OFFICE:
    return message_media_document(name, PHRASE_document_office);
  case FILE_WEB_PAGE:
    return message_media_document(name, PHRASE_document_web_page);
  case FILE_MISNAMED_PICTURE:
    return message_media_misnamed(name);
  default:
    return is_photo ? message_media_unknown(name) : message_media_misnamed(name);
  }
}

struct source_file *media_at_address(const struct registry *registry, struct view address) {
  static const char folder[] = "/media/";
  if (!view_starts_with(address, folder)) return NULL;
  struct arena scratch = {0};
  struct view name = body_link_decode(&scratch, view_slice(address, strlen(folder), SIZE_MAX));
  struct source_file *file = map_get(&registry->media, text_normalize(&scratch, name));
  arena_free(&scratch);
  return file;
}

static void name_menu(const struct registry *registry) {
  const struct menu_item *items = registry->site->menu.items;
  for (size_t i = 0; i < registry->site->menu.count; i++) {
    struct source_file *file = media_at_address(registry, text_view(items[i].url));
    if (file != NULL) source_file_mark(file, SOURCE_NAMED);
  }
}

static bool may_name_files(struct view name) {
  static const char *const endings[] = {".html", ".css", ".js",          ".json",
                                        ".svg",  ".txt", ".webmanifest", ".xml"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (view_ends_with(name, endings[i])) return true;
  return false;
}

/* Files that are named, by their own names, in the texts below static/. */
static void name_in_statics(const struct registry *registry, struct source *source,
                            struct source_file **files, size_t count) {
  struct arena scratch = {0};
  struct diagnostics unheard = {0};
  for (size_t i = 0; i < registry->statics.count; i++) {
    const struct source_file *file = list_at(&registry->statics, i);
    struct view text;
    if (may_name_files(file->name) && source_read_text(source, file, &scratch, &text, &unheard))
      for (size_t k = 0; k < count; k++)
        if (view_find(text, path_name(files[k]->path), 0) != VIEW_NOT_FOUND)
          source_file_mark(files[k], SOURCE_NAMED);
    arena_reset(&scratch);
  }
  diagnostics_free(&unheard);
  arena_free(&scratch);
}

/* The work of name_in_statics is that of each text for each file, so that only so many are looked for. */
enum { LOOKED_FOR = 200 };

/* Files that readers load whole: photos are shown smaller. */
static void report_large(const struct source_file *file, struct diagnostics *diagnostics) {
  enum { LARGE = 20, MEGABYTE = 1000000 };
  bool is_picture = file->content == FILE_PICTURE || file->content == FILE_HEIC || file->content == FILE_TIFF;
  if (!is_picture && file->size >= (size_t)LARGE * MEGABYTE)
    diagnostics_add(diagnostics, file->path, (struct source_location){0},
                    message_large_media((long long)(file->size / MEGABYTE)));
}

void registry_advise_media(const struct registry *registry, struct source *source,
                           struct diagnostics *diagnostics) {
  if (!registry->options.advice || diagnostics->errors > 0) return;
  name_menu(registry);
  struct source_file **files = memory_allocate(registry->media.count + 1, sizeof(void *));
  size_t count = 0, at = 0;
  for (const struct map_slot *slot; (slot = map_next(&registry->media, &at)) != NULL;)
    report_large(slot->value, diagnostics);
  at = 0;
  for (const struct map_slot *slot; (slot = map_next(&registry->media, &at)) != NULL;)
    if ((((struct source_file *)slot->value)->marks & SOURCE_NAMED) == 0) files[count++] = slot->value;
  qsort(files, count, sizeof(void *), compare_paths);
  if (count > 0 && count <= LOOKED_FOR) name_in_statics(registry, source, files, count);
  for (size_t i = 0; i < count; i++)
    if ((files[i]->marks & SOURCE_NAMED) == 0)
      diagnostics_add(diagnostics, files[i]->path, (struct source_location){0}, message_unused_media());
  free(files);
}
