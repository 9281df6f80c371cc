#include "parse/front_matter/questions.h"

void front_matter_report_questions(struct view yaml, struct view path, struct diagnostics *diagnostics) {
  struct view rest = yaml, line;
  if (view_find(yaml, VIEW(QUESTION_MARK), 0) == VIEW_NOT_FOUND) return;
  for (uint32_t number = 2; view_next(&rest, '\n', &line); number++)
    if (view_starts_with(line, QUESTION_MARK))
      diagnostics_add(diagnostics, path, source_location_at(number, 1),
                      message_open_question(view_trim(view_slice(line, sizeof QUESTION_MARK - 1, SIZE_MAX))));
}
