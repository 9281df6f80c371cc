/* The default theme's files, which the build puts into the program (see embed.sh). */
#ifndef KYKET_SOURCE_BUILTIN_H
#define KYKET_SOURCE_BUILTIN_H

struct builtin_file {
  const char *name; /* from the theme's folder, with / */
  const char *begin, *end;
};

/* Sorted by name; ends with a row of NULLs that the count leaves out. */
extern const struct builtin_file builtin_files[];
extern const unsigned builtin_file_count;

#endif
