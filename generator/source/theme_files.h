/* A theme's files, wherever the theme is. */
#ifndef KYKET_SOURCE_THEME_FILES_H
#define KYKET_SOURCE_THEME_FILES_H

#include "source/source.h"

struct theme_search {
  const char *folder;    /* --theme: a folder on disk, the only place looked in; NULL: search by name */
  struct view name;      /* from site.yaml; one name, no path */
  const char *installed; /* the folder of installed themes; NULL: that of the program that runs */
};

struct theme_file {
  struct view name;  /* below the theme's folder, with / */
  struct view bytes; /* all of it, at most SOURCE_TEXT_LIMIT */
};

struct theme_files {
  struct theme_file *items; /* sorted by name, bytewise */
  size_t count;
  struct view place; /* where they are, for messages: "themes/default", "/usr/share/kyket/themes/default" */
};

/* The themes that were installed with the program that runs: of PREFIX/bin/kyket and
 * PREFIX/libexec/kyket/kyket-NAME those in PREFIX/share/kyket/themes. So what is installed may lie anywhere.
 *
 * Looks for the theme's files in the folder that is named, else in `themes/NAME` of the source (which may be
 * NULL), for "default" in the program, and among the installed themes; a place without files does not
 * count. All of them are read. False with diagnostics: code "theme" with the places when there is no such
 * theme, else those of reading. All lives in the arena, or for good. */
bool theme_files_read(struct source *source, const struct theme_search *search, struct arena *arena,
                      struct theme_files *theme, struct diagnostics *diagnostics);

/* Adds what tells whether the installed themes are the same as before. */
void theme_files_add_state(struct buffer *text);

/* The file of this name, or NULL. */
const struct theme_file *theme_files_find(const struct theme_files *theme, struct view name);

/* Where the file is, for messages: "themes/default/templates/page.mustache". */
struct view theme_files_place(const struct theme_files *theme, struct view name, struct arena *arena);

/* The default theme's files, which the build puts into the program (see embed.sh), scripts and styles
 * minified. */
struct builtin_file {
  const char *name; /* from the theme's folder, with / */
  const char *begin, *end;
};

/* Sorted by name; ends with a row of NULLs that the count leaves out. */
extern const struct builtin_file builtin_files[];
extern const unsigned builtin_file_count;

#endif
