/* The rule of statuses for who has the same one: reads agreements' facts a line, as validity_text writes
 * them, and writes for each a line with a letter for each day: its status by its place in enum status, from
 * A.
 *
 *   status FIRST-DAY LAST-DAY ENDING-DAYS <FACTS
 *
 * Exit status 2: what was given is not of this form. */
#include "register/validity.h"

#include <stdio.h>
#include <stdlib.h>

static bool read_day(struct view text, int32_t *day) {
  struct date date = {0};
  *day = NO_DAY;
  if (text.length == 0) return true;
  if (!date_parse(text, false, &date) || date.precision != DATE_DAY) return false;
  *day = date_day_number(date);
  return true;
}

static bool read_facts(struct view line, struct validity *validity) {
  int32_t *const days[] = {&validity->signed_on, &validity->begins, &validity->ends, &validity->replaced_from,
                           &validity->terminated};
  for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
    struct view day;
    if (!view_next(&line, '/', &day)) day = (struct view){0};
    if (i == 2) {
      validity->is_open = view_starts_with(day, "open");
      if (validity->is_open) day = view_slice(day, strlen(day.length > 4 ? "open:" : "open"), SIZE_MAX);
    }
    if (!read_day(day, days[i])) return false;
  }
  return true;
}

int main(int count, char **arguments) {
  int32_t first, last;
  if (count != 4 || !read_day(view_of(arguments[1]), &first) || !read_day(view_of(arguments[2]), &last))
    return 2;
  int64_t ending_days = atoll(arguments[3]);
  char line[256];
  while (fgets(line, sizeof line, stdin) != NULL) {
    struct validity validity = {0};
    if (!read_facts(view_trim(view_of(line)), &validity)) return 2;
    for (int32_t day = first; day <= last; day++)
      putchar('A' + (int)validity_on(&validity, day, ending_days));
    putchar('\n');
  }
  return ferror(stdin) != 0 || fflush(stdout) != 0 ? 2 : 0;
}
