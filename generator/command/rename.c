#include "base/ascii.h"
#include "command/commands.h"
#include "command/edit_session.h"
#include "edit/renaming.h"
#include "parse/entry.h"

/* Takes 2026/ off the front of the id that news gets; 0: nothing like it stands there. */
static int take_year(struct view *id) {
  int year = 0;
  for (size_t i = 0; i < 4; i++) {
    if (i >= id->length || !ascii_is_digit(id->data[i])) return 0;
    year = year * 10 + (id->data[i] - '0');
  }
  if (id->length < 5 || id->data[4] != '/') return 0;
  *id = view_slice(*id, strlen("2026/"), SIZE_MAX);
  return year;
}

/* That which the entry is to keep: where its date was put right before it is moved, that of the year of its
 * folder. */
static struct view old_address(struct edit_session *session, const struct entry *entry, int year) {
  struct view address = edit_session_address(session, entry);
  int shown = year == 0 ? 0 : ((const struct news *)entry)->date.value.year;
  int folder = year == 0 ? 0 : renaming_folder_year(session->project.registry, entry);
  struct arena *arena = &session->edits.arena;
  struct view end = arena_format(arena, "/%d/%.*s/", shown, VIEW_FORMAT(entry->id));
  if (shown != year || folder == 0 || folder == year || !view_ends_with(address, end.data)) return address;
  return arena_format(arena, "%.*s/%d/%.*s/", (int)(address.length - end.length), address.data, folder,
                      VIEW_FORMAT(entry->id));
}

static enum exit_status rename_entry(struct edit_session *session) {
  const struct registry *registry = session->project.registry;
  struct entry *entry = edit_session_entry(session, session->options.arguments[1]);
  if (entry == NULL) return EXIT_USAGE;
  struct view new_id = view_of(session->options.arguments[2]);
  int year = entry->type == &news_type ? take_year(&new_id) : 0;
  bool is_there = year == 0 || (renaming_folder_year(registry, entry) == year &&
                                ((const struct news *)entry)->date.value.year == year);
  const struct entry *taken = registry_find(registry, session->kind, new_id);
  if (taken != NULL && (taken != entry || is_there))
    return edit_session_refuse(session, sentence_entry_id_taken(session->command, new_id, taken->path));
  if (!parse_id_is_good(new_id))
    return edit_session_refuse(session, sentence_bad_entry_id(session->command, new_id));
  const struct renaming renaming = {.entry = edit_session_among_all(session, entry),
                                    .new_id = new_id,
                                    .address = old_address(session, entry, year),
                                    .year = year};
  return renaming_gather(&session->edits, session->everything, &renaming, &session->diagnostics)
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
