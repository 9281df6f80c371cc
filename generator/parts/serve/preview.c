#include "parts/serve/preview.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/path.h"
#include "formats/json_text.h"
#include "register/photos.h"
#include "site/forms.h"

#include <limits.h>
#include <stdlib.h>

void preview_open(struct preview *preview, const struct options *options) {
  *preview =
      (struct preview){.options = options, .language = options_language(options, (struct view){NULL, 0})};
}

static void free_project(struct project *project) {
  project_close(project);
  free(project);
}

void preview_close(struct preview *preview) {
  preview_settle(preview);
  wording_forget(&preview->wording);
  if (preview->shown != NULL) {
    texts_close(&preview->texts);
    free_project(preview->shown);
  }
  diagnostics_free(&preview->found);
  arena_free(&preview->scratch);
  for (size_t i = 0; i < PREVIEW_PAGES_KEPT; i++) {
    buffer_free(&preview->kept[i].path);
    buffer_free(&preview->kept[i].bytes);
    buffer_free(&preview->kept[i].source);
  }
}

/* For the next time; also of a register with mistakes, of which the files without any are as good. */
static void keep(const struct project *project) {
  if (project->registry == NULL) return;
  (void)registry_keep(project->registry);
  registry_keep_media(project->registry);
  registry_keep_photos(project->registry);
}

enum exit_status preview_read(struct preview *preview) {
  preview_settle(preview);
  struct project *next = memory_allocate(1, sizeof *next);
  *next = (struct project){0};
  diagnostics_free(&preview->found);
  preview->found = (struct diagnostics){0};
  enum exit_status status = project_open(next, preview->options, NULL, &preview->found);
  diagnostics_sort(&preview->found);
  if (next->registry != NULL) preview->language = project_language(next, preview->options);
  preview->newest = next;
  preview->former = next;
  if (status == EXIT_DONE && next->website != NULL) {
    if (preview->shown != NULL) texts_close(&preview->texts);
    preview->former = preview->shown;
    preview->shown = next;
    texts_open(&preview->texts, next->registry, next->source, true);
    wording_forget(&preview->wording);
  } else {
    wording_undo(&preview->wording);
  }
  preview->generation++;
  return status;
}

void preview_settle(struct preview *preview) {
  if (preview->newest != NULL) keep(preview->newest);
  if (preview->former != NULL) free_project(preview->former);
  preview->newest = preview->former = NULL;
}

bool preview_has_file(const struct preview *preview, struct view path) {
  return preview->shown != NULL && source_files_find(&preview->shown->registry->files, path) != NULL;
}

const struct website_file *preview_find(const struct preview *preview, struct view path) {
  if (preview->shown == NULL) return NULL;
  const struct website_files *files = website_files(preview->shown->website);
  size_t low = 0, high = files->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = view_compare(files->items[middle]->path, path);
    if (order == 0) return files->items[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

/* The entry whose own page it is; NULL: none. */
static const struct entry *entry_of(const struct preview *preview, const struct website_file *page) {
  const struct list *all = &preview->shown->registry->all;
  for (size_t i = 0; page != NULL && i < all->count; i++)
    if (list_at(all, i) == page->subject) return page->subject;
  return NULL;
}

/* The kept page of that path, or the one that goes for it. */
static size_t kept_place(struct preview *preview, struct view path) {
  for (size_t i = 0; i < PREVIEW_PAGES_KEPT; i++)
    if (view_equal(buffer_view(&preview->kept[i].path), path)) return i;
  size_t place = preview->kept_next;
  preview->kept_next = (place + 1) % PREVIEW_PAGES_KEPT;
  buffer_clear(&preview->kept[place].path);
  buffer_add(&preview->kept[place].path, path);
  buffer_clear(&preview->kept[place].bytes);
  buffer_clear(&preview->kept[place].source);
  return place;
}

static void read_source(const struct preview *preview, const struct entry *entry, struct arena *arena,
                        struct view *text) {
  const struct source_file file = {.path = entry->path};
  struct diagnostics unheard = {0};
  if (!source_read_text(preview->shown->source, &file, arena, text, &unheard)) *text = (struct view){NULL, 0};
  diagnostics_free(&unheard);
}

static void keep_source(struct preview *preview, const struct entry *entry, struct buffer *source) {
  struct view text = {NULL, 0};
  buffer_clear(source);
  if (entry != NULL) read_source(preview, entry, &preview->scratch, &text);
  buffer_add(source, text);
  arena_reset(&preview->scratch);
}

/* That of the entry as it was when its page was written; no data: none was lately. */
static struct view kept_source(const struct preview *preview, struct view path) {
  for (size_t i = 0; i < PREVIEW_PAGES_KEPT; i++) {
    struct view page = buffer_view(&preview->kept[i].path);
    const struct website_file *file = page.length == 0 ? NULL : preview_find(preview, page);
    const struct entry *entry = file == NULL ? NULL : entry_of(preview, file);
    if (entry != NULL && view_equal(entry->path, path)) return buffer_view(&preview->kept[i].source);
  }
  return (struct view){NULL, 0};
}

bool preview_show_words(struct preview *preview, struct view path) {
  if (preview->shown == NULL || preview->found.errors > 0 || preview->wording.entry != NULL) return false;
  struct entry *entry = registry_find_path(preview->shown->registry, path);
  struct view source = kept_source(preview, path), before, after;
  if (entry == NULL || source.length == 0) return false;
  before = arena_copy(&preview->wording.arena, source);
  read_source(preview, entry, &preview->wording.arena, &after);
  if (!wording_take(&preview->wording, preview->shown->registry, entry, before, after)) return false;
  preview->generation++;
  return true;
}

bool preview_write(struct preview *preview, const struct website_file *file, struct buffer *bytes) {
  const struct rendition *rendition = website_rendition(file);
  if (rendition != NULL)
    return registry_read_rendition(preview->shown->registry, preview->shown->source, rendition, bytes);
  if (!website_is_page(file)) {
    buffer_add(bytes, website_bytes(file));
    return true;
  }
  size_t begin = bytes->length;
  website_write(preview->shown->website, file, &preview->scratch, bytes, NULL, &preview->texts);
  arena_reset(&preview->scratch);
  bool good = preview->texts.found.errors == 0;
  diagnostics_free(&preview->texts.found);
  preview->texts.found = (struct diagnostics){0};
  size_t place = kept_place(preview, file->path);
  struct buffer *kept = &preview->kept[place].bytes;
  if (good && (preview->wording.entry == NULL || kept->length == 0)) {
    buffer_clear(kept);
    buffer_add(kept, view_slice(buffer_view(bytes), begin, SIZE_MAX));
    keep_source(preview, entry_of(preview, file), &preview->kept[place].source);
  } else if (!good && kept->length > 0) {
    bytes->length = begin;
    buffer_add(bytes, buffer_view(kept));
  }
  return good || kept->length > 0;
}

static void add_name(struct buffer *json, const char *name) {
  json_text_begin_member(json, view_of(name));
}

static void add_word(const struct preview *preview, struct buffer *json, const char *name,
                     enum phrase phrase) {
  json_text_add_member(json, view_of(name), view_of(preview->language->phrases[phrase]));
}

static void add_diagnostic(const struct preview *preview, struct buffer *json,
                           const struct diagnostic *item) {
  struct buffer text = {0};
  if (json->data[json->length - 1] == '}') buffer_add_byte(json, ',');
  buffer_add_byte(json, '{');
  if (item->location.line > 0)
    buffer_format(&text, "%.*s:%u:%u", VIEW_FORMAT(item->file), item->location.line, item->location.column);
  else
    buffer_add(&text, item->file);
  json_text_add_member(json, VIEW("place"), buffer_view(&text));
  buffer_clear(&text);
  diagnostic_write(&text, item, preview->language);
  json_text_add_member(json, VIEW("text"), buffer_view(&text));
  json_text_add_member(json, VIEW("code"), view_of(item->code));
  buffer_add_byte(json, '}');
  buffer_free(&text);
}

enum { TOLD = 20 }; /* more than that nobody reads over a page */

/* Those of the severity that are about the file (no data: about any). */
static void add_diagnostics(const struct preview *preview, struct buffer *json, const char *name,
                            enum severity severity, struct view file) {
  size_t told = 0;
  add_name(json, name);
  buffer_add_byte(json, '[');
  for (size_t i = 0; i < preview->found.count && told < TOLD; i++) {
    const struct diagnostic *item = &preview->found.items[i];
    if (item->severity != severity || (file.data != NULL && !view_equal(item->file, file))) continue;
    add_diagnostic(preview, json, item);
    told++;
  }
  buffer_add_byte(json, ']');
}

uint64_t preview_look(const struct preview *preview) {
  return preview->shown == NULL ? 0 : website_stamp(preview->shown->website);
}

uint64_t preview_digest(const struct preview *preview, struct view page) {
  if (preview->shown == NULL) return 0;
  return XXH3_64bits_withSeed(page.data, page.length, preview_look(preview));
}

static void add_form(struct buffer *json, const struct entry *entry) {
  struct buffer address = {0};
  forms_add_address(&address, entry);
  json_text_add_member(json, VIEW("form"), buffer_view(&address));
  buffer_free(&address);
}

static void add_page(struct preview *preview, const struct website_file *page, struct buffer *json) {
  struct buffer bytes = {0};
  const struct entry *entry = entry_of(preview, page);
  if (page != NULL) (void)preview_write(preview, page, &bytes);
  add_name(json, "page");
  buffer_format(json, "\"%016llx\"", (unsigned long long)preview_digest(preview, buffer_view(&bytes)));
  buffer_free(&bytes);
  if (entry != NULL) json_text_add_member(json, VIEW("file"), entry->path);
  if (entry != NULL) add_form(json, entry);
  if (entry != NULL) add_diagnostics(preview, json, "warnings", SEVERITY_WARNING, entry->path);
}

void preview_describe(struct preview *preview, const struct website_file *page, struct buffer *json) {
  bool is_there = preview->shown != NULL;
  buffer_format(json, "{\"generation\":%llu,\"tag\":\"%s\"", (unsigned long long)preview->generation,
                preview->language->tag);
  if (is_there) add_page(preview, page, json);
  buffer_format(json, ",\"error_count\":%zu,\"warning_count\":%zu", preview->found.errors,
                preview->found.warnings);
  add_diagnostics(preview, json, "errors", SEVERITY_ERROR, (struct view){NULL, 0});
  add_name(json, "words");
  buffer_add_byte(json, '{');
  add_word(preview, json, "broken", is_there ? PHRASE_serve_broken : PHRASE_serve_never);
  add_word(preview, json, "warnings", PHRASE_serve_warnings);
  add_word(preview, json, "all_warnings", PHRASE_serve_all_warnings);
  add_word(preview, json, "file", PHRASE_serve_file);
  add_word(preview, json, "form", PHRASE_serve_form);
  add_word(preview, json, "hide", PHRASE_serve_hide);
  add_word(preview, json, "more", PHRASE_serve_more);
  buffer_add_string(json, "}}");
}

/* The name of the folder that paths begin from, as who picks it sees it. */
static struct view folder_name(const struct preview *preview, char place[PATH_MAX]) {
  char link[48];
  (void)snprintf(link, sizeof link, "/proc/self/fd/%d",
                 preview->shown == NULL ? -1 : source_folder(preview->shown->source));
  ssize_t length = readlink(link, place, PATH_MAX - 1);
  return length <= 1 ? VIEW("kyket") : path_name((struct view){place, (size_t)length});
}

void preview_write_forms_config(const struct preview *preview, struct buffer *json) {
  char place[PATH_MAX], name[NAME_MAX + 1];
  struct view folder = folder_name(preview, place);
  (void)snprintf(name, sizeof name, "%.*s", VIEW_FORMAT(folder));
  struct forms_settings settings = {.content = preview->options->registry.content, .local = name};
  if (preview->shown != NULL) settings.site = preview->shown->registry->site;
  forms_write_config(json, &settings);
}
