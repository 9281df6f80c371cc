#include "command/commands.h"
#include "command/edit_session.h"
#include "edit/data_file.h"
#include "edit/entry_template.h"
#include "parse/entry.h"
#include "register/organization_name.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <unistd.h>

/* The words behind the kind, or the answer at a terminal. */
static struct view take_name(struct edit_session *session) {
  struct arena *arena = &session->edits.arena;
  struct buffer name = {0};
  for (int i = 1; i < session->options.argument_count; i++)
    buffer_format(&name, "%s%s", i == 1 ? "" : " ", session->options.arguments[i]);
  if (name.length == 0 && isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) {
    fprintf(stderr, "%s: ", entry_types[session->kind]->label);
    char *line = NULL;
    size_t room = 0;
    if (getline(&line, &room, stdin) > 0) buffer_add_string(&name, line);
    free(line);
  }
  struct view text = text_normalize(arena, arena_copy(arena, view_trim(buffer_view(&name))));
  buffer_free(&name);
  return text;
}

static enum exit_status choose_id(struct edit_session *session, struct entry_template *new_entry) {
  const char *id = session->options.id;
  bool has_address = new_entry->type->key != NULL; /* in place of an id */
  new_entry->id = id != NULL    ? view_of(id)
                  : has_address ? new_entry->name
                                : parse_offer_id(&session->edits.arena, new_entry->name);
  if (new_entry->id.length == 0)
    return edit_session_refuse(session, sentence_no_id_from_name(session->command));
  bool is_good = has_address ? view_starts_with(new_entry->id, "/") : parse_id_is_good(new_entry->id);
  if (!is_good)
    return edit_session_refuse(session, has_address
                                            ? sentence_bad_entry_address(session->command, new_entry->id)
                                            : sentence_bad_entry_id(session->command, new_entry->id));
  struct view known = has_address ? parse_id_of_address(new_entry->id) : new_entry->id;
  const struct entry *taken = registry_find(session->project.registry, session->kind, known);
  if (taken != NULL)
    return edit_session_refuse(session,
                               sentence_entry_id_taken(session->command, new_entry->id, taken->path));
  return EXIT_DONE;
}

static void add_to_data_file(struct edit_session *session, const struct entry_template *new_entry) {
  const struct registry *registry = session->project.registry;
  struct data_file file;
  struct buffer added = {0};
  if (!data_file_open(&file, &session->edits, registry, session->kind, &session->diagnostics)) return;
  entry_template_write(&added, new_entry, file.indent);
  data_file_add(&file, buffer_view(&added));
  buffer_free(&added);
}

/* News lies in a folder of its year. */
static void add_file(struct edit_session *session, const struct entry_template *new_entry,
                     struct view folder) {
  struct arena *arena = &session->edits.arena;
  struct buffer text = {0};
  if (new_entry->type == &news_type)
    folder = arena_format(arena, "%.*s/%d", VIEW_FORMAT(folder), (int)new_entry->today.year);
  entry_template_write(&text, new_entry, 0);
  edits_create(&session->edits, ARENA_JOIN(arena, folder, VIEW("/"), new_entry->id, VIEW(".md")),
               buffer_view(&text));
  buffer_free(&text);
}

static enum exit_status add_entry(struct edit_session *session, struct entry_template *new_entry) {
  enum exit_status status = choose_id(session, new_entry);
  if (status != EXIT_DONE) return status;
  struct organization_name read = {0};
  if (session->kind == ENTRY_ORGANIZATION) {
    struct organization_names *names = organization_names_open(session->project.registry);
    read = organization_name_read(names, new_entry->name);
    organization_names_close(names);
  }
  const struct given_field given[] = {
      {"kind", read.kind}, {"level", read.level}, {"province", read.province}, {"parent", read.parent}};
  new_entry->given = given;
  new_entry->given_count = sizeof given / sizeof *given;
  const char *folder = new_entry->type->folder;
  if (strchr(folder, '.') == NULL)
    add_file(session, new_entry, registry_path(&session->options.registry, &session->edits.arena, folder));
  else
    add_to_data_file(session, new_entry);
  new_entry->given = NULL;
  new_entry->given_count = 0;
  return EXIT_DONE;
}

enum exit_status command_new(int argc, char **argv) {
  struct edit_session session = {0};
  enum exit_status status = edit_session_begin(&session, OF_NEW, argc, argv);
  if (status != EXIT_DONE) return edit_session_end(&session, status);
  struct entry_template new_entry = {.type = entry_types[session.kind],
                                     .today = session.options.registry.today};
  new_entry.name = take_name(&session);
  if (new_entry.name.length == 0)
    status = options_refuse(&session.options, argv[0], PHRASE_missing_argument, NULL);
  else
    status = edit_session_open(&session, false);
  if (status == EXIT_DONE) status = add_entry(&session, &new_entry);
  return edit_session_end(&session, status);
}
