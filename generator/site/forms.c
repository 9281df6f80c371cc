#include "site/forms.h"

#include "base/path.h"
#include "site/plan.h"

/* Put in by the linker, see the Makefile; programs of tests are linked without. */
extern const struct builtin_file forms_files[] __attribute__((weak));
extern const unsigned forms_file_count __attribute__((weak));

static size_t file_count(void) {
  return &forms_file_count == NULL ? 0 : forms_file_count;
}

struct view forms_file(struct view name) {
  for (size_t i = 0; i < file_count(); i++)
    if (view_equal_string(name, forms_files[i].name))
      return view_between(forms_files[i].begin, forms_files[i].end);
  return (struct view){NULL, 0};
}

/* Adds the text up to the mark; what is behind it is left. */
static void add_before(struct buffer *page, struct view *text, const char *mark) {
  size_t at = view_find(*text, view_of(mark), 0);
  if (at > text->length) return;
  buffer_add(page, view_slice(*text, 0, at));
  *text = view_slice(*text, at + strlen(mark), SIZE_MAX);
}

void forms_write_page(struct buffer *page, struct view language, const struct forms_backend *backend) {
  struct view text = forms_file(VIEW(ADDRESS_PAGE));
  add_before(page, &text, "{{language}}");
  buffer_add(page, language);
  add_before(page, &text, "{{place}}");
  buffer_add_string(page, backend == NULL ? "local" : "remote");
  add_before(page, &text, "{{servers}}");
  if (backend != NULL) forms_add_servers(page, backend);
  buffer_add(page, text);
}

void forms_write_config(struct buffer *json, const struct forms_settings *settings) {
  json_t *config = forms_config(settings);
  char *text = config == NULL ? NULL : json_dumps(config, JSON_COMPACT);
  if (text != NULL) buffer_add_string(json, text);
  buffer_add_byte(json, '\n');
  free(text);
  json_decref(config);
}

void forms_add_address(struct buffer *address, const struct entry *entry) {
  struct view id = entry->id;
  const char *collection = entry->type->name;
  size_t folder = view_find(entry->path, view_of(entry->type->folder), 0);
  if (strncmp(entry->type->folder, "data/", strlen("data/")) == 0) {
    id = view_of(collection);
    collection = forms_data_collection;
  } else if (folder < entry->path.length) {
    /* With the folder of its year. */
    id = view_slice(entry->path, folder + strlen(entry->type->folder) + 1, SIZE_MAX);
    if (view_ends_with(id, ".md")) id.length -= strlen(".md");
  }
  buffer_format(address, "/" FORMS_FOLDER "#/collections/%s/entries/", collection);
  buffer_add_path(address, id);
}

static void plan_bytes(struct website *website, const struct file_maker *maker, const char *name,
                       struct view bytes) {
  struct theme_file *file = arena_allocate(&website->arena, sizeof *file);
  *file = (struct theme_file){arena_format(&website->arena, FORMS_FOLDER "%s", name), bytes};
  plan_file(website, file->name, maker, file);
}

static void plan_text(struct website *website, const struct file_maker *maker, const char *name,
                      struct buffer *text) {
  plan_bytes(website, maker, name, arena_copy(&website->arena, buffer_view(text)));
  buffer_clear(text);
}

void forms_plan(struct website *website, const struct file_maker *maker) {
  const struct site *site = website->registry->site;
  if (site->forms == NULL || site->forms->backend == NULL) return;
  const struct forms_settings settings = {website->registry->options.content, site, website->book.home, NULL};
  struct buffer text = {0};
  forms_write_config(&text, &settings);
  plan_text(website, maker, FORMS_CONFIG, &text);
  forms_write_page(&text, text_view(site->language), site->forms->backend);
  plan_text(website, maker, ADDRESS_PAGE, &text);
  buffer_free(&text);
  for (size_t i = 0; i < file_count(); i++)
    if (strcmp(forms_files[i].name, ADDRESS_PAGE) != 0)
      plan_bytes(website, maker, forms_files[i].name, view_between(forms_files[i].begin, forms_files[i].end));
}
