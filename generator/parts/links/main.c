/* kyket-links: `kyket check --external`, which looks links to other sites up. */
#include "command/check.h"
#include "command/library_memory.h"
#include "parts/links/answers.h"
#include "parts/links/gather.h"
#include "parts/links/look_up.h"
#include "register/stages.h"

#include <time.h>

static const struct cache cache = {.folder = ".kyket"};

/* What was found of one address, at each of its places that are wanted. */
static void report(const struct external_link *link, struct diagnostics *diagnostics) {
  const struct answer *answer = &link->answer;
  struct message message;
  if (answer->kind == ANSWER_STATUS)
    message = message_dead_external_status(link->written, answer->status);
  else if (answer->kind == ANSWER_FAILURE)
    message = message_dead_external_link(link->written, answer->failure);
  else if (answer->kind == ANSWER_MOVED)
    message = message_moved_permanently(link->written, answer->target);
  else
    return;
  for (const struct link_place *place = link->places; place != NULL; place = place->next)
    if (place->is_wanted) diagnostics_add(diagnostics, place->file, place->location, message);
}

struct wanted {
  struct since *since;
  const struct project *project;
};

static bool is_changed(void *context, struct view file) {
  const struct wanted *wanted = context;
  return since_has_changed(wanted->since, wanted->project, file);
}

static void look_around(const struct project *project, struct since *since, struct diagnostics *diagnostics) {
  struct external_links links = {0};
  struct wanted wanted = {since, project};
  struct diagnostics found = {0};
  bool strict = diagnostics->strict;
  long long left = 0;
  links_gather(&links, project->registry, since == NULL ? NULL : is_changed, &wanted);
  answers_recall(&links, &cache, (int64_t)time(NULL));
  links_look_up(&links);
  answers_keep(&links, &cache, (int64_t)time(NULL));
  for (size_t i = 0; i < links.count; i++) {
    report(&links.items[i], &found);
    left += links.items[i].is_wanted && links.items[i].answer.kind == ANSWER_NONE;
  }
  if (left > 0)
    diagnostics_add(&found, (struct view){NULL, 0}, (struct source_location){0}, message_links_left(left));
  diagnostics->strict = false; /* a check does not fail for what others do */
  registry_silence_found(project->registry, &found, diagnostics);
  diagnostics->strict = strict;
  diagnostics_free(&found);
  links_free(&links);
}

int main(int argc, char **argv) {
  library_memory_use();
  return (int)check_run(argc, argv, look_around);
}
