#include "command/kind.h"

#include "base/path.h"
#include "command/report.h"
#include "text/suggestion.h"
#include "text/unicode.h"

/* "people" of "people", "provinces" of "data/provinces.yaml". */
static struct view folder_name(const struct record_type *type) {
  struct view name = path_name(view_of(type->folder));
  size_t dot = view_find_byte(name, '.', 0);
  return dot == VIEW_NOT_FOUND ? name : view_slice(name, 0, dot);
}

static bool is_same_word(struct view name, const char *word) {
  size_t i = 0;
  for (; i < name.length && word[i] != '\0'; i++)
    if ((name.data[i] == '_' ? '-' : name.data[i]) != (word[i] == '_' ? '-' : word[i])) return false;
  return i == name.length && word[i] == '\0';
}

void kind_refuse(const char *command, const char *word, const struct message_language *language) {
  struct suggestion suggestion = {.written = view_of(word)};
  struct buffer kinds = {0};
  struct arena scratch = {0};
  struct view slug = text_slug(&scratch, view_of(word));
  for (size_t i = 0; i < ENTRY_KINDS; i++) {
    suggestion_offer(&suggestion, view_of(entry_types[i]->name), view_of(entry_types[i]->name));
    buffer_format(&kinds, "%s%s", i == 0 ? "" : ", ", entry_types[i]->name);
  }
  for (size_t i = 0; i < ENTRY_KINDS; i++)
    if (view_equal(slug, text_slug(&scratch, view_of(entry_types[i]->label))))
      suggestion.best = view_of(entry_types[i]->name);
  report_sentence(stderr, language,
                  suggestion.best.data == NULL
                      ? sentence_unknown_kind_of_record(command, word, buffer_view(&kinds))
                      : sentence_unknown_kind_of_record_near(command, word, suggestion.best));
  buffer_free(&kinds);
  arena_free(&scratch);
}

enum entry_kind kind_find(const char *command, const char *word, const struct message_language *language) {
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    if (is_same_word(view_of(entry_types[kind]->name), word) ||
        is_same_word(folder_name(entry_types[kind]), word))
      return kind;
  kind_refuse(command, word, language);
  return ENTRY_KINDS;
}

struct entry *kind_find_entry(const char *command, const struct registry *registry, enum entry_kind kind,
                              const char *id, const struct message_language *language) {
  struct view written = path_name(view_of(id)); /* the file's name or path will do */
  if (view_ends_with(written, ".md")) written.length -= strlen(".md");
  struct entry *entry = registry_find(registry, kind, written);
  if (entry != NULL) return entry;
  struct suggestion suggestion = {.written = written};
  for (size_t i = 0; i < registry->all.count; i++) {
    struct entry *other = list_at(&registry->all, i);
    if (entry_kind_of_type(other->type) == kind) suggestion_offer(&suggestion, other->id, other->id);
  }
  const char *name = entry_types[kind]->name;
  report_sentence(stderr, language,
                  suggestion.best.data == NULL
                      ? sentence_unknown_entry_id(command, name, id)
                      : sentence_unknown_entry_id_near(command, name, id, suggestion.best));
  return NULL;
}
