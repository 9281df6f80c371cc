#include "register/consequences.h"

#include "base/path.h"
#include "schema/records.h"

struct causes {
  struct view content;
  struct map broken;          /* files of which nothing but the cause is told */
  struct map misshapen;       /* by file and field: a value that was left out */
  struct map misnamed;        /* by kind and id: entries whose files are not read for their names */
  bool is_short[ENTRY_KINDS]; /* its data file lacks entries that it should have */
  bool any_broken, no_language, is_site_misnamed;
  bool is_objects_cause_known; /* one is told, whichever threads came upon it */
  struct arena arena;
};

static bool is_argument(const struct diagnostic *item, size_t index, const char *text) {
  return view_equal_string(item->arguments[index].text, text);
}

static bool is_phrase(const struct diagnostic *item, size_t index, enum phrase phrase) {
  return item->arguments[index].phrase == phrase;
}

/* Whether the whole file's values are lost with it. */
static bool breaks_file(const struct diagnostic *item) {
  static const char *const codes[] = {"yaml-syntax",     "yaml-alias", "yaml-limit",
                                      "no-front-matter", "not-utf8",   "conflict-marker"};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (strcmp(item->code, codes[i]) == 0) return true;
  if (item->kind == MESSAGE_missing_fields) return true;
  return item->kind == MESSAGE_wrong_type &&
         (is_phrase(item, 1, PHRASE_keys_with_values) || is_phrase(item, 1, PHRASE_a_list_of_entries));
}

/* Whether a data file's entry can't be named for it. */
static bool loses_entry(const struct diagnostic *item) {
  if (breaks_file(item)) return true;
  if (item->kind == MESSAGE_wrong_type) return is_phrase(item, 1, PHRASE_an_entry);
  return item->kind == MESSAGE_missing_field && is_argument(item, 1, "id");
}

static struct view key_of_field(struct causes *causes, struct view file, struct view field) {
  return arena_format(&causes->arena, "%.*s\n%.*s", VIEW_FORMAT(file), VIEW_FORMAT(field));
}

static struct view key_of_place(struct causes *causes, const struct diagnostic *item) {
  return arena_format(&causes->arena, "%.*s\n%u:%u", VIEW_FORMAT(item->file), item->location.line,
                      item->location.column);
}

/* The field that the first argument of a message about its value names. */
static bool names_field(const struct diagnostic *item) {
  return item->severity == SEVERITY_ERROR && message_argument_count(item->kind) > 0 &&
         (item->arguments[0].type == ARGUMENT_TEXT || item->arguments[0].type == ARGUMENT_TERM);
}

static struct view key_of_entry(struct causes *causes, const char *kind, struct view id) {
  return arena_format(&causes->arena, "%s\n%.*s", kind, VIEW_FORMAT(id));
}

/* An id that can't be is known by the one that is offered for it, which others may name already. */
static void note_offered(struct causes *causes, const struct diagnostic *item) {
  struct view name = view_slice(item->file, causes->content.length + (causes->content.length > 0), SIZE_MAX);
  struct view offer = item->arguments[item->kind == MESSAGE_unseen_in_id ? 0 : 1].text;
  if (view_ends_with(offer, ".md")) offer.length -= strlen(".md");
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    if (path_is_or_lies_in(name, view_of(entry_types[kind]->folder)))
      *map_slot(&causes->misnamed, key_of_entry(causes, entry_types[kind]->name, offer)) = causes;
  *map_slot(&causes->misshapen, key_of_place(causes, item)) = causes;
}

/* What is lost with a file whose name, below content/, should have been another. */
static void note_misnamed(struct causes *causes, struct view meant) {
  if (view_equal_string(meant, "site.yaml")) causes->is_site_misnamed = true;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    struct view folder = view_of(entry_types[kind]->folder), id = path_name(meant);
    if (view_equal(meant, folder)) causes->is_short[kind] = true;
    if (!path_is_below(meant, folder)) continue;
    id.length -= strlen(".md");
    *map_slot(&causes->misnamed, key_of_entry(causes, entry_types[kind]->name, id)) = causes;
  }
}

static void note(struct causes *causes, const struct diagnostic *item) {
  if (strcmp(item->code, "bad-id") == 0) note_offered(causes, item);
  if (item->kind == MESSAGE_misnamed_file) note_misnamed(causes, item->arguments[0].text);
  if (breaks_file(item)) {
    *map_slot(&causes->broken, item->file) = causes;
    causes->any_broken = true;
  }
  if (item->kind == MESSAGE_no_language_file) causes->no_language = true;
  if (item->kind == MESSAGE_beside_period)
    *map_slot(&causes->misshapen, key_of_field(causes, item->file, VIEW("period"))) = causes;
  if (names_field(item))
    *map_slot(&causes->misshapen, key_of_field(causes, item->file, item->arguments[0].text)) = causes;
  if (!loses_entry(item) || item->file.length <= causes->content.length) return;
  struct view name = view_slice(item->file, causes->content.length + (causes->content.length > 0), SIZE_MAX);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    if (view_equal_string(name, entry_types[kind]->folder)) causes->is_short[kind] = true;
}

static bool is_misshapen(struct causes *causes, struct view file, const char *field) {
  return map_get(&causes->misshapen, key_of_field(causes, file, view_of(field))) != NULL;
}

static bool is_reference_to_short(struct causes *causes, const struct diagnostic *item) {
  if (strcmp(item->code, "unknown-reference") != 0 && item->kind != MESSAGE_empty_data) return false;
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    if (is_argument(item, 0, entry_types[kind]->name))
      return causes->is_short[kind] ||
             (message_argument_count(item->kind) > 1 &&
              map_get(&causes->misnamed,
                      key_of_entry(causes, entry_types[kind]->name, item->arguments[1].text)) != NULL);
  return false;
}

/* What is said of the language file's strings where there is no such file. */
static bool is_of_strings(const struct diagnostic *item) {
  return strcmp(item->code, "unknown-string") == 0 || strcmp(item->code, "bad-segment") == 0 ||
         strcmp(item->code, "date-pattern") == 0;
}

static bool is_consequence(const struct diagnostic *item, void *context) {
  struct causes *causes = context;
  if (item->kind == MESSAGE_partial_clone || item->kind == MESSAGE_lost_alternate) {
    bool is_known = causes->is_objects_cause_known;
    causes->is_objects_cause_known = true;
    return is_known;
  }
  bool is_name = strcmp(item->code, "bad-id") == 0 || strcmp(item->code, "duplicate-id") == 0;
  if (map_get(&causes->broken, item->file) != NULL && !breaks_file(item) && !is_name) return true;
  if (is_reference_to_short(causes, item)) return true;
  if (causes->no_language && is_of_strings(item)) return true;
  switch (item->kind) {
  case MESSAGE_no_site:
    return causes->is_site_misnamed;
  case MESSAGE_not_linked:
  case MESSAGE_no_news:
    return causes->any_broken;
  case MESSAGE_unseen_characters:
    return map_get(&causes->misshapen, key_of_place(causes, item)) != NULL;
  case MESSAGE_no_period:
    return is_misshapen(causes, item->file, "period");
  case MESSAGE_few_signatories:
    return is_misshapen(causes, item->file, "signatories");
  case MESSAGE_missing_period:
    return is_misshapen(causes, item->file, "signed") || is_misshapen(causes, item->file, "period");
  case MESSAGE_empty_period:
    return is_misshapen(causes, item->file, "start") || is_misshapen(causes, item->file, "end");
  default:
    return false;
  }
}

void consequences_remove(struct diagnostics *diagnostics, struct view content) {
  if (diagnostics->errors == 0) return;
  struct causes causes = {.content = content};
  for (size_t i = 0; i < diagnostics->count; i++)
    note(&causes, &diagnostics->items[i]);
  diagnostics_remove(diagnostics, is_consequence, &causes);
  map_free(&causes.broken);
  map_free(&causes.misshapen);
  map_free(&causes.misnamed);
  arena_free(&causes.arena);
}
