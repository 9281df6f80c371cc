#include "register/consequences.h"

#include "base/path.h"
#include "schema/records.h"

struct causes {
  struct view content;
  struct map broken;          /* files of which nothing but the cause is told */
  struct map misshapen;       /* by file and field: a value that was left out */
  struct map misnamed;        /* by kind and id: entries whose files are not read for their names */
  struct map lacking_parties; /* files of agreements whose signatories are not all known */
  struct map odd_years;       /* files with a year that can hardly be meant */
  struct map missing;         /* by file and field: required ones that are not given */
  struct map misspelt;        /* by file and field: those of them for which another key was written */
  struct map odd_tags;        /* templates with a tag that is read otherwise than it was meant */
  struct map told; /* by kind and place: what several templates come upon in one that they include */
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
  static const char *const codes[] = {"yaml-syntax", "yaml-alias",      "yaml-limit", "no-front-matter",
                                      "not-utf8",    "conflict-marker", "not-text"};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (strcmp(item->code, codes[i]) == 0) return true;
  if (item->kind == MESSAGE_missing_fields) return true;
  return item->kind == MESSAGE_wrong_type &&
         (is_phrase(item, 1, PHRASE_keys_with_values) || is_phrase(item, 1, PHRASE_a_list_of_entries));
}

/* Whether a data file's entry can't be named for it. Who copies an entry and gives the copy no id of its own,
 * or forgets the hyphen before it, names it by the id that it should have. */
static bool loses_entry(const struct diagnostic *item) {
  if (breaks_file(item) || item->kind == MESSAGE_duplicate_id || item->kind == MESSAGE_lacking_dash)
    return true;
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
         message_argument_is_text(item->arguments[0].type);
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

/* Whether a party of an agreement is lost with it. */
static bool loses_party(const struct diagnostic *item) {
  switch (item->kind) {
  case MESSAGE_few_signatories:
    return true;
  case MESSAGE_missing_field:
    return is_argument(item, 1, "signatories") || is_argument(item, 1, "organization");
  case MESSAGE_unknown_reference:
  case MESSAGE_unknown_id_of_folder:
    return is_argument(item, 0, organization_type.name);
  default:
    return names_field(item) && is_argument(item, 0, "signatories");
  }
}

/* Whether the same place can be come upon by several templates. */
static bool is_of_template(const struct diagnostic *item) {
  return strcmp(item->code, "unknown-string") == 0 || strcmp(item->code, "template-recursion") == 0 ||
         strcmp(item->code, "template-syntax") == 0 || strcmp(item->code, "unknown-template") == 0;
}

static bool is_told(struct causes *causes, const struct diagnostic *item) {
  if (!is_of_template(item) || item->location.line == 0) return false;
  struct view place = key_of_place(causes, item);
  void **slot =
      map_slot(&causes->told, arena_format(&causes->arena, "%d\n%.*s", item->kind, VIEW_FORMAT(place)));
  bool was_told = *slot != NULL;
  *slot = causes;
  return was_told;
}

static void note(struct causes *causes, const struct diagnostic *item) {
  if (item->kind == MESSAGE_blank_in_name || item->kind == MESSAGE_tag_closes_another)
    *map_slot(&causes->odd_tags, item->file) = causes;
  if (breaks_file(item) && view_find(item->file, VIEW("/i18n/"), 0) != VIEW_NOT_FOUND)
    causes->no_language = true;
  if (loses_party(item)) *map_slot(&causes->lacking_parties, item->file) = causes;
  if (strcmp(item->code, "far-year") == 0) *map_slot(&causes->odd_years, item->file) = causes;
  if (item->kind == MESSAGE_missing_field && item->severity == SEVERITY_ERROR)
    *map_slot(&causes->missing, key_of_field(causes, item->file, item->arguments[1].text)) = causes;
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

/* Whether another key was written in the place of a required one. */
static bool is_misspelt(struct causes *causes, const struct diagnostic *item) {
  return map_get(&causes->misspelt, key_of_field(causes, item->file, item->arguments[1].text)) != NULL;
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
  if (is_told(causes, item)) return true;
  switch (item->kind) {
  case MESSAGE_no_site:
    return causes->is_site_misnamed;
  case MESSAGE_not_linked:
  case MESSAGE_no_news:
    return causes->any_broken;
  case MESSAGE_tag_unclosed:
    return map_get(&causes->odd_tags, item->file) != NULL;
  case MESSAGE_foreign_performer:
    return map_get(&causes->lacking_parties, item->file) != NULL;
  case MESSAGE_wrong_folder:
  case MESSAGE_event_after_news:
    return map_get(&causes->odd_years, item->file) != NULL;
  case MESSAGE_missing_field:
    return is_misspelt(causes, item);
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

/* A key that is written otherwise than one that must be given: that is what is to be told, as an error. */
static void raise_misspelt(struct causes *causes, struct diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics->count; i++) {
    struct diagnostic *item = &diagnostics->items[i];
    if (item->kind != MESSAGE_unknown_key || item->arguments[1].text.length == 0 ||
        map_get(&causes->missing, key_of_field(causes, item->file, item->arguments[1].text)) == NULL)
      continue;
    *map_slot(&causes->misspelt, key_of_field(causes, item->file, item->arguments[1].text)) = causes;
    item->severity = SEVERITY_ERROR; /* which diagnostics_remove counts */
  }
}

void consequences_remove(struct diagnostics *diagnostics, struct view content) {
  if (diagnostics->errors + diagnostics->warnings == 0) return;
  struct causes causes = {.content = content};
  for (size_t i = 0; i < diagnostics->count; i++)
    note(&causes, &diagnostics->items[i]);
  raise_misspelt(&causes, diagnostics);
  diagnostics_remove(diagnostics, is_consequence, &causes);
  map_free(&causes.broken);
  map_free(&causes.misshapen);
  map_free(&causes.misnamed);
  map_free(&causes.lacking_parties);
  map_free(&causes.odd_years);
  map_free(&causes.missing);
  map_free(&causes.misspelt);
  map_free(&causes.odd_tags);
  map_free(&causes.told);
  arena_free(&causes.arena);
}
