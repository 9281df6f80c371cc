#include "command/commands.h"
#include "command/edit_session.h"
#include "edit/renaming.h"
#include "parse/entry.h"

static enum exit_status rename_entry(struct edit_session *session) {
  const struct registry *registry = session->project.registry;
  struct entry *entry = edit_session_entry(session, session->options.arguments[1]);
  if (entry == NULL) return EXIT_USAGE;
  struct view new_id = view_of(session->options.arguments[2]);
  const struct entry *taken = registry_find(registry, session->kind, new_id);
  if (taken != NULL)
    return edit_session_refuse(session, sentence_entry_id_taken(session->command, new_id, taken->path));
  if (!parse_id_is_good(new_id))
    return edit_session_refuse(session, sentence_bad_entry_id(session->command, new_id));
  struct view address = edit_session_address(session, entry);
  return renaming_gather(&session->edits, session->everything, edit_session_among_all(session, entry), new_id,
                         address, &session->diagnostics)
             ? EXIT_DONE
             : EXIT_CONTENT;
}

enum exit_status command_rename(int argc, char **argv) {
  struct edit_session session = {0};
  enum exit_status status = edit_session_begin(&session, OF_RENAME, argc, argv);
  if (status == EXIT_DONE) status = edit_session_open(&session, true);
  if (status == EXIT_DONE) status = rename_entry(&session);
  return edit_session_end(&session, status);
}
