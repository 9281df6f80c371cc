#include "site/page_context.h"

#include "base/memory.h"
#include "formats/feed.h"
#include "formats/structured_data.h"
#include "site/address.h"
#include "site/menu.h"

#include <pthread.h>
#include <stdlib.h>

/* Each template is compiled once, by the thread that needs it first. */
struct page_templates {
  struct compiled_template {
    pthread_mutex_t making;
    struct arena arena;
    struct template *made;
    bool is_tried;
  } items[PAGE_KINDS];
};

const struct template *page_template_compile(const struct website *website, enum page_kind kind,
                                             struct diagnostics *diagnostics) {
  struct compiled_template *template = &website->templates->items[kind];
  pthread_mutex_lock(&template->making);
  if (!template->is_tried)
    template->made = template_compile(&website->library, page_templates[kind].name, page_templates[kind].type,
                                      &template->arena, diagnostics);
  template->is_tried = true;
  const struct template *made = template->made;
  pthread_mutex_unlock(&template->making);
  return made;
}

struct page_templates *page_templates_open(void) {
  struct page_templates *templates = memory_allocate(1, sizeof *templates);
  for (size_t kind = 0; kind < PAGE_KINDS; kind++)
    pthread_mutex_init(&templates->items[kind].making, NULL);
  return templates;
}

void page_templates_close(struct page_templates *templates) {
  for (size_t kind = 0; kind < PAGE_KINDS; kind++) {
    pthread_mutex_destroy(&templates->items[kind].making);
    arena_free(&templates->items[kind].arena);
  }
  free(templates);
}

enum { CRUMBS = 4 };

/* The front page, the section's list, an entry's year, the entry. */
static size_t find_crumbs(const struct page_context *context, const struct entry *entry,
                          struct structured_data_crumb crumbs[CRUMBS]) {
  const struct website *website = context->website;
  const char *section = context->page->maker->section;
  const struct field *field = record_type_find(&addresses_type, view_of(section));
  size_t count = 0;
  crumbs[count++] =
      (struct structured_data_crumb){website_string(website, "section.home"), website->book.root};
  if (field != NULL) {
    struct view name = ARENA_JOIN(context->scratch, VIEW("section."), view_of(section));
    struct view url = *(const struct view *)(const void *)((const char *)&website->addresses + field->offset);
    if (url.length > 0 && !view_equal(url, website->book.root))
      crumbs[count++] = (struct structured_data_crumb){website_string(website, name.data), url};
  }
  if (entry == NULL) return count;
  struct view url = website->book.entries[entry->number];
  if (plan_kind_of(website, entry)->by_year) {
    struct view year = address_book_find(&website->book, ADDRESS_OF_FOLDER, &entry->number);
    crumbs[count++] =
        (struct structured_data_crumb){arena_integer(context->scratch, entry_date(entry).year), year};
  }
  crumbs[count++] = (struct structured_data_crumb){
      *(const struct view *)reads_field(context->reads, entry, "short_heading"), url};
  return count;
}

/* What the page says to programs. */
static struct view structured_data_of(const struct page_context *context) {
  const struct website *website = context->website;
  const struct file_maker *maker = context->page->maker;
  if (maker->section == NULL) return (struct view){NULL, 0};
  const struct entry *entry = maker->is_own ? context->page->subject : NULL;
  struct structured_data_crumb crumbs[CRUMBS];
  size_t count = find_crumbs(context, entry, crumbs);
  bool is_home = view_equal(plan_url(website, context->page), website->book.root);
  if (!is_home && count < 2) return (struct view){NULL, 0};
  struct buffer json = {0};
  const struct structured_data data = {&json, website->registry->site, &website->book, context->reads};
  structured_data_begin(&data);
  if (is_home) structured_data_add_website(&data, website->addresses.search);
  if (entry != NULL) structured_data_add_entry(&data, entry);
  if (!is_home) structured_data_add_breadcrumbs(&data, crumbs, count);
  structured_data_end(&data);
  struct view markup = structured_data_markup(context->scratch, buffer_view(&json));
  buffer_free(&json);
  return markup;
}

/* webcal: instead of the address's own scheme. */
static struct view webcal_of(const struct page_context *context, struct view calendar) {
  struct view origin = context->website->book.origin;
  size_t scheme = view_find_byte(origin, ':', 0);
  return ARENA_JOIN(context->scratch, VIEW("webcal"), view_slice(origin, scheme, SIZE_MAX), calendar);
}

static void fill_calendar(const struct page_context *context, struct webpage *webpage) {
  const struct website *website = context->website;
  const struct website_file *page = context->page;
  if (page->maker->is_own && website->calendars != NULL)
    webpage->calendar = website->calendars[((const struct entry *)page->subject)->number];
  else if (view_equal(webpage->url, website->book.root))
    webpage->calendar = website->addresses.calendar;
  if (webpage->calendar.length > 0) webpage->calendar_feed = webcal_of(context, webpage->calendar);
}

/* Whether a source of the page's entry was read only in part, so that what is not found may be there. */
static bool has_source_in_part(const struct page_context *context) {
  if (!context->page->maker->is_own) return false;
  const struct list *sources = reads_field(context->reads, context->page->subject, "sources");
  const struct origin *items = sources->items;
  for (size_t i = 0; i < sources->count; i++)
    if (items[i].partial.value) return true;
  return false;
}

void page_context_fill(const struct page_context *context, struct webpage *webpage) {
  const struct website *website = context->website;
  struct view url = plan_url(website, context->page);
  webpage->site = website->registry->site;
  webpage->addresses = (struct addresses *)&website->addresses;
  webpage->section = view_of(context->page->maker->section);
  webpage->menu = menu_links(context->scratch, website, url);
  webpage->url = url;
  webpage->canonical = address_absolute(context->scratch, website, url);
  fill_calendar(context, webpage);
  webpage->structured_data = structured_data_of(context);
  webpage->sources_in_part = has_source_in_part(context);
  webpage->today = website->registry->options.today;
  webpage->is_preview = registry_is_preview(&website->registry->options);
}

static const struct template *template_of(const struct website *website, enum page_kind kind) {
  struct diagnostics none = {0};
  const struct template *template = page_template_compile(website, kind, &none);
  diagnostics_free(&none);
  return template;
}

void page_context_render(struct page_context *context, enum page_kind kind, void *model) {
  struct webpage *webpage = model;
  if (webpage->feed.length > 0) webpage->json_feed = feed_json_url(context->scratch, webpage->feed);
  template_execute(template_of(context->website, kind), model, context->buffer, context->reads,
                   context->texts);
}
