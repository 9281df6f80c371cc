#include "command/edit_session.h"

#include "command/kind.h"
#include "command/report.h"
#include "register/load.h"
#include "schema/address_book.h"

enum exit_status edit_session_begin(struct edit_session *session, enum command_set command, int argc,
                                    char **argv) {
  session->command = argv[0];
  enum exit_status status = options_read(&session->options, command, argc, argv);
  if (status != EXIT_DONE) return status;
  session->kind = kind_find(argv[0], session->options.arguments[0],
                            project_language(&session->project, &session->options));
  return session->kind == ENTRY_KINDS ? EXIT_USAGE : EXIT_DONE;
}

/* What is wrong with drafts is no matter here. */
static bool open_everything(struct edit_session *session) {
  struct diagnostics unheard = {0};
  struct registry_options options = session->project.registry->options;
  options.drafts = options.future = true;
  session->everything = registry_load(session->project.source, &options, false, &unheard);
  diagnostics_free(&unheard);
  return session->everything != NULL;
}

enum exit_status edit_session_open(struct edit_session *session, bool whole) {
  struct diagnostics *diagnostics = &session->diagnostics;
  enum exit_status status = whole ? project_open(&session->project, &session->options, NULL, diagnostics)
                                  : project_read(&session->project, &session->options, false, diagnostics);
  diagnostics_keep_errors(diagnostics);
  if (session->project.registry == NULL || (whole && status != EXIT_DONE)) return status;
  if (!whole) {
    diagnostics_free(diagnostics);
    *diagnostics = (struct diagnostics){0};
  }
  session->edits.root = source_folder(session->project.source);
  return !whole || open_everything(session) ? EXIT_DONE : EXIT_ENVIRONMENT;
}

struct entry *edit_session_entry(struct edit_session *session, const char *id) {
  const struct registry *registry = session->project.registry;
  struct entry *entry = kind_find_entry(session->command, registry, session->kind, id,
                                        project_language(&session->project, &session->options));
  if (entry == NULL || (registry->built_in & 1U << session->kind) == 0) return entry;
  edit_session_refuse(session, sentence_entry_built_in(session->command, view_of(id), entry->path));
  return NULL;
}

struct entry *edit_session_among_all(const struct edit_session *session, const struct entry *entry) {
  return registry_find(session->everything, session->kind, entry->id);
}

static void keep_lines(struct edit_session *session, const struct diagnostics *found) {
  for (size_t i = 0; i < found->count; i++) {
    struct diagnostic item = found->items[i];
    if (item.severity != SEVERITY_ERROR) continue;
    if (item.location.line > 0)
      item.location = source_location_at(edits_old_line(&session->edits, item.file, item.location.line),
                                         item.location.column);
    diagnostics_add_again(&session->diagnostics, &item);
  }
}

bool edit_session_stays_whole(struct edit_session *session, edit_session_look *look, void *context) {
  struct project then = {0};
  struct map changes = {0};
  struct diagnostics found = {0};
  edits_changes(&session->edits, &changes);
  then.source = source_open(&session->options.source, &found);
  if (then.source != NULL) {
    source_show_changes(then.source, &changes);
    project_open(&then, &session->options, NULL, &found);
  }
  bool is_whole = found.errors == 0;
  if (!is_whole) {
    edit_session_refuse(session, sentence_edit_would_break(session->command));
    keep_lines(session, &found);
  } else if (look != NULL) {
    look(session, then.registry, context);
  }
  project_close(&then);
  diagnostics_free(&found);
  map_free(&changes);
  return is_whole;
}

struct view edit_session_address(struct edit_session *session, const struct entry *entry) {
  const struct address_book *book = website_addresses(session->project.website);
  struct view address = address_book_entry(book, entry);
  if (address.length < book->root.length) return (struct view){NULL, 0};
  return ARENA_JOIN(&session->edits.arena, VIEW("/"), view_slice(address, book->root.length, SIZE_MAX));
}

static bool print_paths(const struct edits *edits) {
  struct buffer text = {0};
  edits_print(edits, &text);
  bool good = fwrite(text.data, 1, text.length, stdout) == text.length && fflush(stdout) == 0;
  buffer_free(&text);
  return good;
}

enum exit_status edit_session_end(struct edit_session *session, enum exit_status status) {
  const struct message_language *language = project_language(&session->project, &session->options);
  if (status == EXIT_DONE &&
      (session->diagnostics.errors > 0 || !edits_write(&session->edits, &session->diagnostics)))
    status = EXIT_ENVIRONMENT;
  if (status == EXIT_DONE && !print_paths(&session->edits)) {
    report_sentence(stderr, language, sentence_unwritable_output(session->command));
    status = EXIT_ENVIRONMENT;
  }
  if (!report_print(stderr, &session->diagnostics, REPORT_TEXT, language)) status = EXIT_ENVIRONMENT;
  edits_free(&session->edits);
  registry_free(session->everything);
  project_close(&session->project);
  diagnostics_free(&session->diagnostics);
  return status;
}

enum exit_status edit_session_refuse(const struct edit_session *session, struct message sentence) {
  report_sentence(stderr, project_language(&session->project, &session->options), sentence);
  return EXIT_USAGE;
}
