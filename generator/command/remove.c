#include "command/commands.h"
#include "command/edit_session.h"
#include "edit/removal.h"

/* The entry that --replaced-by names; false where it can't take the other's place, and a message has said so.
 */
static bool find_successor(struct edit_session *session, const struct entry *entry,
                           const struct entry **successor) {
  const char *id = session->options.replaced_by;
  *successor = NULL;
  if (id == NULL) return true;
  const struct entry *found = edit_session_entry(session, id);
  if (found == NULL) return false;
  if (found == entry || (found->hidden && !entry->hidden)) {
    edit_session_refuse(session, found == entry ? sentence_own_successor(session->command, entry->id)
                                                : sentence_hidden_successor(session->command, found->id));
    return false;
  }
  *successor = found;
  return true;
}

static void drop_silences(struct edit_session *session, const struct registry *then, void *removal) {
  removal_gather_silences(removal, session->project.registry, then, &session->diagnostics);
}

static enum exit_status remove_entry(struct edit_session *session) {
  const struct entry *entry = edit_session_entry(session, session->options.arguments[1]), *successor;
  if (entry == NULL || !find_successor(session, entry, &successor)) return EXIT_USAGE;
  struct removal removal = {.edits = &session->edits,
                            .registry = session->everything,
                            .entry = edit_session_among_all(session, entry),
                            .address = edit_session_address(session, entry),
                            .reason = view_trim(view_of(session->options.reason)),
                            .day = session->options.registry.today};
  if (successor != NULL) {
    removal.successor = edit_session_among_all(session, successor);
    removal.successor_address = edit_session_address(session, successor);
  }
  if (!removal_gather(&removal, &session->diagnostics) ||
      !edit_session_stays_whole(session, drop_silences, &removal))
    return EXIT_CONTENT;
  return EXIT_DONE;
}

enum exit_status command_remove(int argc, char **argv) {
  struct edit_session session = {0};
  enum exit_status status = edit_session_begin(&session, OF_REMOVE, argc, argv);
  if (status == EXIT_DONE && session.kind == ENTRY_REMOVED)
    status = edit_session_refuse(&session, sentence_removed_stays(session.command));
  if (status == EXIT_DONE) status = edit_session_open(&session, true);
  if (status == EXIT_DONE) status = remove_entry(&session);
  return edit_session_end(&session, status);
}
