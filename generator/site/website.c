#include "site/website.h"

#include "base/memory.h"
#include "register/photos.h"
#include "render/language.h"
#include "schema/fingerprint.h"
#include "site/address.h"
#include "site/forms.h"
#include "site/gone.h"
#include "site/kinds.h"
#include "site/links.h"
#include "site/menu.h"
#include "site/pages/pages.h"
#include "site/theme_check.h"

#include <pthread.h>
#include <stdlib.h>

enum { PAGE_SIZE_DEFAULT = 50 };

void website_write(const struct website *website, const struct website_file *page, struct arena *scratch,
                   struct buffer *buffer, struct reads *reads, struct texts *texts) {
  struct page_context context = {website, page, scratch, buffer, reads, texts};
  page->maker->write(&context);
}

/* The name without folder and suffix; data NULL when it has not these. */
static struct view stem(struct view name, const char *folder, const char *suffix) {
  size_t before = strlen(folder), after = strlen(suffix);
  if (!view_starts_with(name, folder) || !view_ends_with(name, suffix) || name.length <= before + after)
    return (struct view){NULL, 0};
  return view_slice(name, before, name.length - before - after);
}

static void add_template(struct website *website, const struct theme_file *file, struct view name) {
  struct template_text *text = arena_allocate(&website->arena, sizeof *text);
  *text = (struct template_text){
      theme_files_place(website->theme, file->name, &website->arena), file->bytes, {1, 1}};
  *map_slot(&website->library.templates, name) = text;
}

/* The languages that the theme has, as site.yaml names them. */
static struct view languages_of(struct website *website) {
  struct buffer all = {0};
  for (size_t i = 0; i < website->theme->count; i++) {
    struct view language = stem(website->theme->items[i].name, "i18n/", ".yaml");
    if (language.data != NULL)
      buffer_format(&all, "%s%.*s", all.length == 0 ? "" : ", ", VIEW_FORMAT(language));
  }
  struct view copy = arena_copy(&website->arena, buffer_view(&all));
  buffer_free(&all);
  return copy;
}

static void read_language(struct website *website) {
  struct view tag = text_view(website->registry->site->language);
  struct view name = arena_format(&website->arena, "i18n/%.*s.yaml", VIEW_FORMAT(tag));
  const struct theme_file *file = theme_files_find(website->theme, name);
  website->date_names = date_names_open(arena_copy(&website->arena, tag).data);
  website->library.date_names = website->date_names;
  if (file == NULL)
    diagnostics_add(website->diagnostics, website->registry->site->path,
                    website->registry->site->language.location,
                    message_no_language_file(name, languages_of(website)));
  else
    language_read(file->bytes, theme_files_place(website->theme, name, &website->arena),
                  &website->library.strings, &website->arena, website->diagnostics);
}

static const struct file_maker asset = {0};

static void read_theme(struct website *website) {
  for (size_t i = 0; i < website->theme->count; i++) {
    const struct theme_file *file = &website->theme->items[i];
    struct view template = stem(file->name, "templates/", ".mustache");
    if (template.data != NULL) {
      add_template(website, file, template);
    } else if (view_starts_with(file->name, "assets/")) {
      plan_file(website, file->name, &asset, file);
    }
  }
  read_language(website);
}

static void choose_pages(struct website *website) {
  for (size_t kind = 0; kind < PAGE_KINDS; kind++)
    website->is_shown[kind] = !page_templates[kind].is_optional ||
                              map_get(&website->library.templates, page_templates[kind].name) != NULL;
}

static void blame_source(const struct website_file *file, struct view *owner,
                         struct source_location *location) {
  *owner = ((const struct source_file *)file->subject)->path;
  *location = (struct source_location){0};
}

static const struct file_maker copy = {.blame = blame_source};

static void blame_photo(const struct website_file *file, struct view *owner,
                        struct source_location *location) {
  *owner = rendition_source(file->subject)->path;
  *location = (struct source_location){0};
}

static const struct file_maker rendition = {.blame = blame_photo};

static void plan_renditions(struct website *website) {
  const struct list *renditions = registry_renditions(website->registry);
  for (size_t i = 0; i < renditions->count; i++) {
    const struct rendition *item = list_at(renditions, i);
    plan_file(website, ARENA_JOIN(&website->arena, VIEW("media/"), text_view(item->file)), &rendition, item);
  }
}

static void plan_copies(struct website *website) {
  size_t at = 0;
  for (const struct map_slot *slot; (slot = map_next(&website->registry->media, &at)) != NULL;) {
    const struct source_file *file = slot->value;
    if ((file->marks & SOURCE_WITHHELD) != 0) continue;
    struct view path = arena_format(&website->arena, "media/%.*s", VIEW_FORMAT(slot->key));
    plan_file(website, path, &copy, file);
  }
  for (size_t i = 0; i < website->registry->statics.count; i++) {
    const struct source_file *file = list_at(&website->registry->statics, i);
    struct view name = view_slice(file->name, strlen("static/"), SIZE_MAX);
    plan_file(website, name, &copy, file);
  }
}

bool website_is_page(const struct website_file *file) {
  return file->maker->write != NULL;
}

const struct source_file *website_source(const struct website_file *file) {
  return file->maker == &copy ? file->subject : NULL;
}

const struct rendition *website_rendition(const struct website_file *file) {
  return file->maker == &rendition ? file->subject : NULL;
}

struct view website_bytes(const struct website_file *file) {
  return file->maker == &asset ? ((const struct theme_file *)file->subject)->bytes : (struct view){NULL, 0};
}

uint64_t website_inputs(const struct website_file *file) {
  if (website_is_page(file)) return fingerprint_mix(3, file->inputs);
  if (file->maker == &asset) return fingerprint_mix_view(1, website_bytes(file));
  if (file->maker == &rendition) return fingerprint_mix_view(4, file->path); /* which is by its content */
  const struct source_file *source = file->subject;
  if (!source_file_has_object(source)) return 0;
  return fingerprint_mix_view(2, (struct view){(const char *)source->object, SOURCE_OBJECT_BYTES});
}

/* Of two files at one address the first is right and the other is reported. So what has its address from the
 * language file comes before entries, which can be renamed. */
static void plan_everything(struct website *website) {
  plan_home(website);
  plan_reviews(website);
  plan_timeline(website);
  plan_search(website);
  plan_missing(website);
  plan_data(website);
  forms_plan(website, &asset);
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    site_kinds[kind]->plan(website, kind);
  plan_histories(website);
  plan_copies(website);
  plan_renditions(website);
  plan_redirects(website);
  plan_calendars(website);
  plan_site_files(website);
  plan_sitemap_robots(website);
  plan_finish(website);
}

/* The plan, the caller's own work and the templates don't need each other, so they are made side by side. */
struct opening {
  struct website *website;
  const struct website_side_work *side_work; /* NULL: nothing */
  bool plans, is_asked, is_known;
  size_t runs; /* of the caller's own work */
  pthread_mutex_t asking;
  struct diagnostics planning, compiling[PAGE_KINDS];
};

enum { SIDE_RUN = 256 };

/* Whether the templates are known to be good. */
static bool is_known(struct opening *opening) {
  if (opening->side_work == NULL) return false;
  pthread_mutex_lock(&opening->asking);
  if (!opening->is_asked)
    opening->is_known = opening->side_work->is_known_good(opening->side_work->context, opening->website);
  opening->is_asked = true;
  pthread_mutex_unlock(&opening->asking);
  return opening->is_known;
}

static void do_side_work(struct opening *opening, size_t worker, size_t run) {
  const struct website_side_work *side_work = opening->side_work;
  size_t begin = run * SIDE_RUN, left = side_work->items - begin;
  is_known(opening);
  side_work->task(side_work->context, worker, begin, begin + (left < SIDE_RUN ? left : SIDE_RUN));
}

/* Part 0 is the plan, which takes longest; then come the runs, then one part for each template. */
static void open_part(void *context, size_t worker, size_t begin, size_t end) {
  struct opening *opening = context;
  for (size_t i = begin; i < end; i++) {
    size_t kind = i - 1 - opening->runs;
    if (i == 0 && opening->plans)
      plan_everything(opening->website);
    else if (i > 0 && i <= opening->runs)
      do_side_work(opening, worker, i - 1);
    else if (i > opening->runs && opening->website->is_shown[kind] && !is_known(opening))
      page_template_compile(opening->website, (enum page_kind)kind, &opening->compiling[kind]);
  }
}

/* What is wrong with the plan is reported only when all else is right. */
static void open_parts(struct website *website, const struct website_side_work *side_work,
                       struct diagnostics *diagnostics, bool based) {
  struct opening opening = {.website = website, .plans = based && diagnostics->errors == 0};
  website->diagnostics = &opening.planning;
  if (opening.plans) address_everything(website);
  if (opening.plans) menu_open(website);
  if (opening.plans) address_calendars(website);
  if (opening.plans) opening.side_work = side_work;
  if (opening.side_work != NULL) opening.runs = (side_work->items + SIDE_RUN - 1) / SIDE_RUN;
  pthread_mutex_init(&opening.asking, NULL);
  threads_do(website->registry->options.threads, 1 + opening.runs + PAGE_KINDS, 1, open_part, &opening);
  pthread_mutex_destroy(&opening.asking);
  for (size_t kind = 0; kind < PAGE_KINDS; kind++) {
    diagnostics_append(diagnostics, &opening.compiling[kind], SEVERITY_ERROR);
    diagnostics_free(&opening.compiling[kind]);
  }
  if (diagnostics->errors == 0) diagnostics_append(diagnostics, &opening.planning, SEVERITY_ERROR);
  diagnostics_free(&opening.planning);
  website->diagnostics = NULL;
}

struct website *website_open(const struct registry *registry, const struct theme_files *theme,
                             struct source *source, const char *base_url,
                             const struct website_side_work *side_work, struct diagnostics *diagnostics) {
  size_t errors = diagnostics->errors;
  struct website *website = memory_allocate(1, sizeof *website);
  website->kinds = site_kinds;
  website->registry = registry;
  website->theme = theme;
  website->source = source;
  website->diagnostics = diagnostics;
  website->templates = page_templates_open();
  website->library.scans = template_scans_open();
  const struct site *site = registry->site;
  website->library.addresses = &website->book;
  website->library.constants[0] = (struct template_constant){&site_type, site};
  website->library.constants[1] = (struct template_constant){&addresses_type, &website->addresses};
  website->page_size = site->page_size.location.line == 0 ? PAGE_SIZE_DEFAULT : (size_t)site->page_size.value;
  bool based = base_url != NULL
                   ? address_base(website, view_of(base_url), (struct source_location){0})
                   : site->base_url.length > 0 &&
                         address_base(website, text_view(site->base_url), site->base_url.location);
  read_theme(website);
  theme_check(theme, registry->options.advice, diagnostics);
  choose_pages(website);
  stopwatch_lap(registry->options.stopwatch, "theme");
  open_parts(website, side_work, diagnostics, based);
  if (based && diagnostics->errors == 0) website_check_links(website, diagnostics);
  if (based && diagnostics->errors == 0) website_check_gone(website, diagnostics);
  stopwatch_lap(registry->options.stopwatch, "plan");
  if (based && diagnostics->errors == errors) return website;
  website_close(website);
  return NULL;
}

void website_close(struct website *website) {
  if (website == NULL) return;
  search_close(website->search);
  if (website->date_names != NULL) date_names_close(website->date_names);
  map_free(&website->library.templates);
  map_free(&website->library.strings);
  free(website->files.items);
  page_templates_close(website->templates);
  template_scans_close(website->library.scans);
  arena_free(&website->arena);
  free(website);
}

const struct registry *website_registry(const struct website *website) {
  return website->registry;
}

const struct address_book *website_addresses(const struct website *website) {
  return &website->book;
}

uint64_t website_stamp(const struct website *website) {
  const struct registry *registry = website->registry;
  uint64_t stamp = fingerprint_mix(registry->site_digest, registry->options.drafts);
  stamp = fingerprint_mix(stamp, registry->options.future);
  stamp = fingerprint_mix(stamp, registry->shallow);
  for (size_t i = 0; i < addresses_type.field_count; i++)
    stamp =
        fingerprint_mix_view(stamp, *(const struct view *)(const void *)((const char *)&website->addresses +
                                                                         addresses_type.fields[i].offset));
  stamp = fingerprint_mix_view(stamp, website->book.home);
  for (size_t i = 0; i < website->menu.count; i++)
    stamp = fingerprint_mix_view(stamp, ((const struct menu_link *)list_at(&website->menu, i))->url);
  for (size_t i = 0; i < website->theme->count; i++) {
    stamp = fingerprint_mix_view(stamp, website->theme->items[i].name);
    stamp = fingerprint_mix_view(stamp, website->theme->items[i].bytes);
  }
  return stamp;
}

const struct website_files *website_files(const struct website *website) {
  return &website->files;
}
