#include "command/edit_session.h"

#include "command/kind.h"
#include "command/report.h"
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
  return EXIT_DONE;
}

struct entry *edit_session_entry(struct edit_session *session) {
  return kind_find_entry(session->command, session->project.registry, session->kind,
                         session->options.arguments[1],
                         project_language(&session->project, &session->options));
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
  project_close(&session->project);
  diagnostics_free(&session->diagnostics);
  return status;
}

enum exit_status edit_session_refuse(const struct edit_session *session, struct message sentence) {
  report_sentence(stderr, project_language(&session->project, &session->options), sentence);
  return EXIT_USAGE;
}
