/* What commands that change the work tree have in common: new, rename and remove. A file of its own, since
 * none of them is another's. */
#ifndef KYKET_COMMAND_EDIT_SESSION_H
#define KYKET_COMMAND_EDIT_SESSION_H

#include "command/project.h"
#include "edit/edits.h"

struct edit_session {
  const char *command;
  struct options options;
  enum entry_kind kind; /* that the first argument names */
  struct project project;
  /* Where the whole is opened: the register as if all were published. References to what is not published
   * yet are known here alone. */
  struct registry *everything;
  struct edits edits;
  struct diagnostics diagnostics;
};

/* Reads the command line and the kind; EXIT_DONE, or a message says what is wrong. */
enum exit_status edit_session_begin(struct edit_session *session, enum command_set command, int argc,
                                    char **argv);

/* Opens the register. Where `whole`, it must be free of errors, for what could not be read may hold
 * references, and the website is planned too; else it is there as far as it could be read, whatever is wrong
 * with it. */
enum exit_status edit_session_open(struct edit_session *session, bool whole);

/* The entry with the id; NULL where there is none, or it is one that the program has of its own, and a
 * message has said so. */
struct entry *edit_session_entry(struct edit_session *session, const char *id);

/* The same entry in `everything`. */
struct entry *edit_session_among_all(const struct edit_session *session, const struct entry *entry);

/* Its address below the site's root, with a / before it; empty where it has none. */
struct view edit_session_address(struct edit_session *session, const struct entry *entry);

/* Takes the register as it would be, which is there for so long. */
typedef void edit_session_look(struct edit_session *session, const struct registry *then, void *context);

/* Whether the register would be free of errors with what was gathered; then `look`, unless it is NULL, looks
 * at it. Else each is added where it would be, by the lines that the files have now, and a sentence says that
 * nothing was changed. */
bool edit_session_stays_whole(struct edit_session *session, edit_session_look *look, void *context);

/* Writes what was gathered, if `status` is EXIT_DONE, prints the paths, says what was wrong, and frees all.
 */
enum exit_status edit_session_end(struct edit_session *session, enum exit_status status);

/* Says the sentence and returns EXIT_USAGE. */
enum exit_status edit_session_refuse(const struct edit_session *session, struct message sentence);

#endif
