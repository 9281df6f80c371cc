#include "render/problems.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>

static bool is_known(const struct problems *problems, const struct problem *problem) {
  for (size_t i = 0; i < problems->count; i++) {
    const struct problem *known = &problems->items[i];
    if (mark_compare(known->mark, problem->mark) == 0 && strcmp(known->code, problem->code) == 0 &&
        view_equal(known->file, problem->file) && view_equal(known->message, problem->message))
      return true;
  }
  return false;
}

void problems_add(struct problems *problems, struct place place, const char *code, const char *format, ...) {
  if (problems->count == PROBLEMS_LIMIT) return;
  va_list arguments;
  va_start(arguments, format);
  char *text = memory_format(format, arguments);
  va_end(arguments);
  struct problem problem = {place.file, place.mark, code, view_of(text)};
  if (!is_known(problems, &problem)) {
    problem.message = arena_copy(problems->arena, problem.message);
    problems->items[problems->count++] = problem;
    diagnostics_add(problems->diagnostics, SEVERITY_ERROR, place.file, place.mark, code, "%.*s",
                    VIEW_FORMAT(problem.message));
  }
  free(text);
}
