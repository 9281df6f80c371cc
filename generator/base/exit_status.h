/* What the program's exit status means; users' scripts rely on it. */
#ifndef KYKET_BASE_EXIT_STATUS_H
#define KYKET_BASE_EXIT_STATUS_H

enum exit_status {
  EXIT_DONE = 0,
  EXIT_CONTENT = 1,     /* the content or the theme has errors */
  EXIT_USAGE = 2,       /* wrong options or arguments */
  EXIT_ENVIRONMENT = 3, /* git, the disk or the memory failed */
};

#endif
