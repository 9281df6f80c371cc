#include "render/problems.h"

static bool is_known(const struct problems *problems, const struct problem *problem) {
  for (size_t i = 0; i < problems->count; i++) {
    const struct problem *known = &problems->items[i];
    if (source_location_compare(known->location, problem->location) == 0 &&
        view_equal(known->file, problem->file) && view_equal(known->message, problem->message))
      return true;
  }
  return false;
}

void problems_add(struct problems *problems, struct place place, struct message message) {
  if (problems->count == PROBLEMS_LIMIT) return;
  struct buffer text = {0};
  message_write(&text, &message, &message_english);
  struct problem problem = {place.file, place.location, buffer_view(&text)};
  if (!is_known(problems, &problem)) {
    problem.message = arena_copy(problems->arena, problem.message);
    problems->items[problems->count++] = problem;
    diagnostics_add(problems->diagnostics, place.file, place.location, message);
  }
  buffer_free(&text);
}
