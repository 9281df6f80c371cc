/* What the files of site/ share: the website being planned, and how a page is added to it. */
#ifndef KYKET_SITE_PLAN_H
#define KYKET_SITE_PLAN_H

#include "register/registry.h"
#include "render/template.h"
#include "schema/address_book.h"
#include "site/files.h"
#include "site/models.h"
#include "source/theme_files.h"

struct page_context;
typedef void page_writer(struct page_context *context);

/* What is the same for all files that are made alike: pages, and (with `write` NULL) what is copied. */
struct file_maker {
  page_writer *write;
  const char *section; /* for webpage.section; NULL: the file has not the look of the site's pages */
  bool is_own;         /* the subject is the entry whose own page it is */
  bool is_aside;       /* left out of the sitemap */
  /* Names the file of the content that asks for this path; NULL: the entry whose own page it is, or none. */
  void (*blame)(const struct website_file *file, struct view *owner, struct source_location *location);
};

/* A year's news or events: a part of a list that is sorted by day, newest first. */
struct year_part {
  int64_t year;
  struct list list;
};

struct years {
  struct year_part *items; /* newest first */
  size_t count;
};

/* What falls into a year: the terms that have a day in it, the newest of their agreements, and the signings.
 */
struct period_chart_year {
  int64_t term_count, signed_count;
  struct list newest; /* at most PERIOD_CHART_BARS */
};

struct period_chart_years {
  int64_t first;
  size_t count;
  struct period_chart_year *items; /* every year from the first on */
};

/* What the website makes of a kind of entries; see kinds.c. */
struct site_kind {
  /* Plans the pages of the kind: each entry's own by plan_entry, and lists of them. */
  void (*plan)(struct website *website, enum entry_kind kind);
  struct file_maker own;     /* an entry's own page; without a writer its entries have no address */
  struct file_maker history; /* the page of an entry's revisions; without a writer there is none */
  struct file_maker older;   /* the older pages of an entry's lists, see site/pages/related.h */
  const char *segment;   /* the language file's string for the folder of their addresses; NULL: the root */
  bool has_list;         /* that folder has a page, which lists the entries */
  bool by_year;          /* there is a folder for each year between it and the entries */
  unsigned search_place; /* of the kind in the search index, from 1; 0: it is not searched */
};

struct page_templates;
struct search_index;

struct website {
  struct arena arena;
  const struct site_kind *const *kinds; /* by enum entry_kind */
  const struct registry *registry;
  struct source *source; /* of texts of the past, which the pages of revisions compare */
  const struct theme_files *theme;
  struct diagnostics *diagnostics; /* while it is being planned */
  struct template_library library;
  struct date_names *date_names;
  bool is_shown[PAGE_KINDS];         /* the theme has such pages */
  struct page_templates *templates;  /* see page_context.h */
  struct address_book book;          /* where entries and files are */
  struct view sections[ENTRY_KINDS]; /* the folder that the addresses of a kind begin with */
  struct addresses addresses;        /* where the parts of the site are */
  struct list menu;                  /* struct menu_link, none of which is current; see menu.h */
  const struct view
      *calendars; /* by the entries' numbers: the address of their calendar; NULL: none has one */
  size_t planned[ENTRY_KINDS]; /* how many entries' own pages are planned */
  struct website_files files;  /* in the order of planning until all are there */
  size_t file_capacity;
  struct years news_years, event_years;
  const struct period_chart_years *term_years; /* of the agreements, see period_chart_years_count */
  struct search_index *search;                 /* see site/pages/search.c */
  size_t page_size;
};

/* A string of the theme's language file; empty where it has none. */
struct view website_string(const struct website *website, const char *name);

#define ADDRESS_PAGE "index.html" /* the file of a folder's page */

/* Plans a page at a URL that carries the base path; one that ends with / is a folder's index.html. */
struct website_file *plan_page(struct website *website, struct view url, const struct file_maker *maker,
                               const void *subject);

/* The same for the page of a folder, where ADDRESS_PAGE stands in memory behind the URL (see address.h). */
struct website_file *plan_folder(struct website *website, struct view url, const struct file_maker *maker,
                                 const void *subject);

/* Plans an entry's own page, as the row of its kind says. */
struct website_file *plan_entry(struct website *website, const struct entry *entry);

/* The same for each entry of the kind, in the order of ids. */
void plan_entries(struct website *website, enum entry_kind kind);

/* Plans a file that is no page; the path must stay. */
void plan_file(struct website *website, struct view path, const struct file_maker *maker,
               const void *subject);

/* The URL of a page, with the base path. */
struct view plan_url(const struct website *website, const struct website_file *page);

/* Whether a file of that path was planned: looks at all of them. */
bool plan_has(const struct website *website, struct view path);

/* The file of that path in a plan that is complete; NULL: there is none. */
const struct website_file *plan_find(const struct website *website, struct view path);

/* Completes the plan. Each entry with an address must have its own page by now; one without stops the build
 * with "internal-error". Sorts the files, which takes least when those of a folder were planned in order;
 * each path is taken once, what is a file is no folder as well ("address-conflict"), and none is longer or
 * deeper than a file system takes ("address-too-long"). */
void plan_finish(struct website *website);

/* All published entries of the kind, newest first. */
const struct list *plan_newest(struct website *website, enum entry_kind kind);

/* What the website makes of entries like this one. */
static inline const struct site_kind *plan_kind_of(const struct website *website, const struct entry *entry) {
  return website->kinds[entry_kind_of_type(entry->type)];
}

#endif
