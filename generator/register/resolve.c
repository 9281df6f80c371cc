#include "base/memory.h"
#include "base/path.h"
#include "base/threads.h"
#include "parse/body/body.h"
#include "parse/body/links.h"
#include "parse/entry.h"
#include "register/media.h"
#include "register/stages.h"
#include "text/suggestion.h"
#include "text/unicode.h"
#include <stdlib.h>

/* A suggestion looks at every name. After this many names have been looked at there are no more suggestions.
 */
enum { NAMES_LIMIT = 250000 };

/* What of a record may lead to another entry or a file: its table without the other fields. */
struct plan {
  unsigned use; /* of its file: bits of enum source_mark; a photo must be a picture */
  size_t count;
  struct step {
    const struct field *field;
    enum entry_kind kind;     /* of what is referred to */
    const struct plan *inner; /* of records in it */
  } steps[];
};

struct resolving {
  struct registry *registry;
  const struct plan *plans[ENTRY_KINDS]; /* NULL: nothing */
  struct diagnostics *diagnostics;       /* NULL: nothing is reported, only `failed` is set */
  struct view file;                      /* of the record at hand */
  const struct entry *owner;             /* whose it is */
  size_t names;                          /* looked at for suggestions */
  bool is_empty_told[ENTRY_KINDS];       /* that its data file has nothing */
  bool failed;                           /* there is something to report */
};

static bool leads_on(enum field_kind kind) {
  return kind == FIELD_REFERENCE || kind == FIELD_REFERENCES || kind == FIELD_MEDIA;
}

static const struct plan *make_plan(struct arena *arena, const struct record_type *type) {
  struct plan *plan = arena_allocate(arena, sizeof *plan + type->field_count * sizeof *plan->steps);
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    struct step step = {.field = field};
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    if (field->kind == FIELD_RECORD || field->kind == FIELD_RECORDS)
      step.inner = make_plan(arena, field->target);
    if (field->kind == FIELD_REFERENCE || field->kind == FIELD_REFERENCES)
      step.kind = entry_kind_of_type(field->target);
    if (step.inner != NULL || leads_on(field->kind)) plan->steps[plan->count++] = step;
  }
  plan->use = type == &photo_type        ? SOURCE_PHOTO
              : type == &attachment_type ? SOURCE_DOCUMENT | SOURCE_WANTED
                                         : SOURCE_WANTED;
  return plan->count == 0 ? NULL : plan;
}

/* Notes that something is wrong; whether it is to be reported. */
static bool may_report(struct resolving *resolving) {
  resolving->failed = true;
  return resolving->diagnostics != NULL;
}

static bool may_suggest(struct resolving *resolving, size_t names) {
  if (resolving->names > NAMES_LIMIT) return false;
  resolving->names += names;
  return true;
}

static const char *kind_name(enum entry_kind kind) {
  return entry_types[kind]->name;
}

/* The fields by which people know an entry. */
static bool is_name(const struct field *field) {
  static const char *const names[] = {"name", "short_name", "title",       "short_title",
                                      "code", "number",     "other_names", "former_names"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(field->name, names[i]) == 0) return true;
  return false;
}

struct offering {
  struct suggestion suggestion; /* `written` is folded, with blanks for hyphens */
  struct view id;               /* of the entry whose names are offered */
};

/* Names are compared by their words, whatever stands between them. */
static struct view fold_words(struct arena *arena, struct view text) {
  struct view folded = text_fold(arena, text);
  char *bytes = arena_allocate(arena, folded.length + 1);
  for (size_t i = 0; i < folded.length; i++)
    bytes[i] = strchr("-_.,/", folded.data[i]) == NULL ? folded.data[i] : ' ';
  return (struct view){bytes, folded.length};
}

static void offer(struct offering *offering, struct view name) {
  struct arena scratch = {0};
  suggestion_offer(&offering->suggestion, fold_words(&scratch, name), offering->id);
  arena_free(&scratch);
}

/* Without what stands between words. */
static struct view join_words(struct arena *arena, struct view words) {
  char *bytes = arena_allocate(arena, words.length + 1);
  size_t length = 0;
  for (size_t i = 0; i < words.length; i++)
    if (words.data[i] != ' ') bytes[length++] = words.data[i];
  return (struct view){bytes, length};
}

/* The first letters of the words before and in the name, which is how units are abbreviated: tphcm. */
static void offer_initials(struct offering *offering, struct view before, struct view name) {
  struct arena scratch = {0};
  struct view whole =
      fold_words(&scratch, arena_format(&scratch, "%.*s %.*s", VIEW_FORMAT(before), VIEW_FORMAT(name)));
  char initials[16];
  size_t count = 0;
  for (size_t i = 0; i < whole.length && count < sizeof initials; i++)
    if (whole.data[i] != ' ' && (i == 0 || whole.data[i - 1] == ' ')) initials[count++] = whole.data[i];
  struct view short_name = {initials, count};
  if (count >= 3) suggestion_offer(&offering->suggestion, short_name, offering->id);
  arena_free(&scratch);
}

/* All names in the record, in its lists and the records of these. */
static void offer_names(struct offering *offering, const struct record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    if (!is_name(field) || (field->flags & FIELD_IS_DERIVED) != 0) continue;
    if (field->kind == FIELD_TEXT) offer(offering, text_view(*(const struct text *)value));
    for (size_t k = 0; field->kind == FIELD_TEXTS && k < list->count; k++)
      offer(offering, text_view(((const struct text *)list->items)[k]));
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count; k++)
      offer_names(offering, field->target, (const char *)list->items + k * field->target->size);
  }
}

/* What the entry's own field holds, where that is a text. */
static struct view own_text(const struct entry *entry, const char *name) {
  const struct field *field = record_type_find(entry->type, view_of(name));
  if (field == NULL || field->kind != FIELD_TEXT) return (struct view){NULL, 0};
  return text_view(*(const struct text *)((const char *)entry + field->offset));
}

/* The id in what names a file or a link, as "organizations/ID.md" and "organization:ID". */
static struct view bare_id(struct view written) {
  size_t at = written.length;
  while (at > 0 && strchr("/:\\", written.data[at - 1]) == NULL)
    at--;
  struct view id = view_slice(written, at, SIZE_MAX);
  if (view_ends_with(id, ".md")) id.length -= strlen(".md");
  return id;
}

/* Whether the words stand in the text as whole ones. */
static bool has_words(struct view text, struct view words) {
  for (size_t at = 0; (at = view_find(text, words, at)) != VIEW_NOT_FOUND; at++) {
    size_t end = at + words.length;
    if ((at == 0 || text.data[at - 1] == ' ') && (end == text.length || text.data[end] == ' ')) return true;
  }
  return false;
}

/* The only entry in whose id these words stand; no data: there is none, or there are several. */
static struct view suggest_by_words(const struct list *entries, struct view words) {
  enum { LETTERS_LEAST = 5 };
  struct view found = {NULL, 0};
  if (words.length < LETTERS_LEAST) return found;
  struct arena scratch = {0};
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    if (!has_words(fold_words(&scratch, entry->id), words)) continue;
    if (found.data != NULL) {
      found.data = NULL;
      break;
    }
    found = entry->id;
  }
  arena_free(&scratch);
  return found;
}

/* By id and by every name, so that who wrote a name, a code or an abbreviation learns the id. */
static struct view suggest(struct resolving *resolving, enum entry_kind kind, struct view written) {
  const struct list *entries = &resolving->registry->entries[kind];
  struct view bare = bare_id(written);
  if (registry_find(resolving->registry, kind, bare) != NULL) return bare;
  if (!may_suggest(resolving, entries->count)) return (struct view){NULL, 0};
  struct arena scratch = {0};
  struct view words = fold_words(&scratch, written);
  struct offering offering = {.suggestion.written = words};
  struct offering joined = {.suggestion.written = join_words(&scratch, words)};
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *entry = list_at(entries, i);
    offering.id = joined.id = entry->id;
    offer(&offering, entry->id);
    offer_names(&offering, entry->type, entry);
    struct view unit = own_text(entry, "kind"), name = own_text(entry, "name");
    offer_initials(&joined, unit, name);
    if (entry->type == &province_type)
      offer(&offering, arena_format(&scratch, "%.*s %.*s", VIEW_FORMAT(unit), VIEW_FORMAT(name)));
  }
  bool is_initials = joined.suggestion.best.data != NULL && joined.suggestion.distance == 0;
  if (offering.suggestion.best.data == NULL && !is_initials)
    offering.suggestion.best = suggest_by_words(entries, words);
  arena_free(&scratch);
  return offering.suggestion.best.data == NULL && is_initials ? joined.suggestion.best
                                                              : offering.suggestion.best;
}

static struct view suggest_media(struct resolving *resolving, struct view written) {
  const struct map *media = &resolving->registry->media;
  if (!may_suggest(resolving, media->count)) return (struct view){NULL, 0};
  struct arena scratch = {0};
  struct suggestion suggestion = {.written = text_fold(&scratch, written)};
  size_t at = 0;
  for (const struct map_slot *slot; (slot = map_next(media, &at)) != NULL;) {
    struct arena folding = {0};
    suggestion_offer(&suggestion, text_fold(&folding, slot->key), slot->key);
    arena_free(&folding);
  }
  arena_free(&scratch);
  return suggestion.best;
}

static struct view suggest_path(struct resolving *resolving, struct view written) {
  const struct list *entries = &resolving->registry->by_path;
  struct suggestion suggestion = {.written = written};
  if (!may_suggest(resolving, entries->count)) return (struct view){NULL, 0};
  for (size_t i = 0; i < entries->count; i++) {
    struct view path = ((struct entry *)list_at(entries, i))->path;
    suggestion_offer(&suggestion, path, path);
  }
  return suggestion.best;
}

static void report_unknown(struct resolving *resolving, const char *what, struct view written,
                           struct source_location location, struct view best) {
  diagnostics_add(resolving->diagnostics, resolving->file, location,
                  message_unknown_reference(what, written, best));
}

/* The ids of a kind that stand in one value, apart by commas or blanks, as a list; empty: some part is no id.
 */
static void list_ids(const struct resolving *resolving, enum entry_kind kind, struct view written,
                     struct buffer *list) {
  size_t count = 0;
  for (size_t at = 0, end; at < written.length; at = end + 1) {
    for (end = at; end < written.length && strchr(", ;|", written.data[end]) == NULL;)
      end++;
    struct view id = view_slice(written, at, end - at);
    if (id.length == 0) continue;
    bool is_known = registry_find(resolving->registry, kind, id) != NULL;
    buffer_format(list, "%s%.*s", count++ == 0 ? "" : ", ", VIEW_FORMAT(id));
    if (!is_known) count = SIZE_MAX / 2;
  }
  if (count < 2 || count >= SIZE_MAX / 2) buffer_clear(list);
}

static bool report_ids_in_one(struct resolving *resolving, enum entry_kind kind, struct view written,
                              struct source_location location) {
  struct buffer list = {0};
  list_ids(resolving, kind, written, &list);
  if (list.length > 0)
    diagnostics_add(resolving->diagnostics, resolving->file, location,
                    message_ids_in_one(buffer_view(&list)));
  bool reported = list.length > 0;
  buffer_free(&list);
  return reported;
}

/* Whether the kind's data file has nothing, which is reported there once in the place of each reference to
 * it.
 */
static bool report_empty_data(struct resolving *resolving, enum entry_kind kind, struct view id) {
  const char *folder = entry_types[kind]->folder;
  const struct registry *registry = resolving->registry;
  if (registry->entries[kind].count > 0 || strchr(folder, '.') == NULL) return false;
  struct arena scratch = {0};
  struct view path = registry_path(&registry->options, &scratch, folder);
  bool is_there = source_files_find(&registry->files, path) != NULL;
  if (is_there && !resolving->is_empty_told[kind])
    diagnostics_add(resolving->diagnostics, path, (struct source_location){0},
                    message_empty_data(kind_name(kind), id));
  resolving->is_empty_told[kind] = is_there;
  arena_free(&scratch);
  return is_there;
}

/* Where there is nothing near, where the ids are. */
static void report_unknown_id(struct resolving *resolving, enum entry_kind kind, struct view id,
                              struct source_location location) {
  if (report_ids_in_one(resolving, kind, id, location) || report_empty_data(resolving, kind, id)) return;
  struct view best = suggest(resolving, kind, id);
  struct arena scratch = {0};
  const char *folder = entry_types[kind]->folder;
  const char *place = registry_path(&resolving->registry->options, &scratch, folder).data;
  bool is_file = strchr(folder, '.') != NULL;
  if (best.data != NULL)
    report_unknown(resolving, kind_name(kind), id, location, best);
  else
    diagnostics_add(resolving->diagnostics, resolving->file, location,
                    is_file ? message_unknown_id_of_file(kind_name(kind), id, place)
                            : message_unknown_id_of_folder(kind_name(kind), id, place));
  arena_free(&scratch);
}

/* Whether the entry, which is not published, waits for its moment and the one at hand for the same or a later
 * one. */
static bool comes_in_time(const struct resolving *resolving, const struct entry *entry) {
  const struct entry *owner = resolving->owner;
  return owner->hidden && !owner->is_draft && owner->type == &news_type && entry->type == &news_type &&
         date_seconds(entry_date(owner)) >= date_seconds(entry_date(entry));
}

/* The entry is there and is not published. */
static void report_hidden(struct resolving *resolving, const struct entry *entry,
                          struct source_location location) {
  const char *kind = kind_name(entry_kind_of_type(entry->type));
  if (entry->is_draft && !resolving->registry->options.drafts) {
    diagnostics_add(resolving->diagnostics, resolving->file, location,
                    message_draft_reference(kind, entry->id, entry->path));
    return;
  }
  if (comes_in_time(resolving, entry)) return;
  struct buffer moment = {0};
  date_add_iso(&moment, entry_date(entry));
  diagnostics_add(resolving->diagnostics, resolving->file, location,
                  message_future_reference(kind, entry->id, buffer_view(&moment)));
  buffer_free(&moment);
}

/* The published entry; NULL when there is none, which is reported. */
static struct entry *find(struct resolving *resolving, enum entry_kind kind, struct view id,
                          struct source_location location) {
  struct entry *entry = registry_find(resolving->registry, kind, id);
  if (entry != NULL && !entry->hidden) return entry;
  if (!may_report(resolving)) return NULL;
  if (entry == NULL) {
    report_unknown_id(resolving, kind, id, location);
    return NULL;
  }
  report_hidden(resolving, entry, location);
  return NULL;
}

/* The path below media/ of one that names that folder itself; empty where it does not. */
static struct view path_in_media(struct view name) {
  static const char *const folders[] = {"media/", "content/media/"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
    if (view_starts_with(name, folders[i])) return view_slice(name, strlen(folders[i]), SIZE_MAX);
  return (struct view){NULL, 0};
}

/* What an entry that is not published names is neither shown nor offered. */
static void mark_media(const struct resolving *resolving, struct source_file *file, unsigned use) {
  source_file_mark(file, SOURCE_NAMED | (resolving->owner->hidden ? 0 : use));
}

/* A file below media/ must be there and be what it is named for. */
static void check_media(struct resolving *resolving, struct view name, struct source_location location,
                        unsigned use) {
  bool is_photo = (use & SOURCE_PHOTO) != 0;
  struct source_file *file = map_get(&resolving->registry->media, name);
  if (file != NULL) mark_media(resolving, file, use);
  if (file != NULL && media_is_good(file, is_photo)) return;
  if (!may_report(resolving)) return;
  if (file != NULL) {
    diagnostics_add(resolving->diagnostics, resolving->file, location, media_message(file, is_photo));
    return;
  }
  struct view inner = path_in_media(name);
  if (inner.length > 0) {
    diagnostics_add(resolving->diagnostics, resolving->file, location, message_media_twice(name, inner));
    return;
  }
  struct view best = suggest_media(resolving, name);
  diagnostics_add(resolving->diagnostics, resolving->file, location,
                  best.data == NULL ? message_missing_media(name) : message_missing_media_near(name, best));
}

/* A file that a body names by its address on the site. */
static void name_address(const struct resolving *resolving, const struct body_link *link) {
  struct source_file *file = media_at_address(resolving->registry, link->target);
  if (file != NULL) mark_media(resolving, file, link->image ? SOURCE_PHOTO : SOURCE_WANTED);
}

static void resolve_reference(struct resolving *resolving, enum entry_kind kind,
                              struct reference *reference) {
  if (reference->location.line == 0 || reference->length == REFERENCE_RESOLVED) return;
  struct text id = reference_id(*reference);
  struct entry *target = find(resolving, kind, text_view(id), id.location);
  if (target == NULL && resolving->diagnostics == NULL) return; /* once more, to say so */
  reference_resolve(reference, target);
}

/* Whether each leads to another entry; then nothing is to be said. */
static bool all_lead_on(struct resolving *resolving, enum entry_kind kind, const struct list *list) {
  struct reference *references = list->items;
  for (size_t i = 0; i < list->count; i++) {
    resolve_reference(resolving, kind, &references[i]);
    if (references[i].length != REFERENCE_RESOLVED) return false;
    for (size_t k = 0; k < i; k++)
      if (references[k].target == references[i].target) return false;
  }
  return true;
}

/* Drops references that lead nowhere, so that a template sees only those that do. */
static void resolve_references(struct resolving *resolving, const struct step *step, struct list *list) {
  struct reference *references = list->items;
  size_t kept = 0;
  if (resolving->diagnostics == NULL) {
    if (!all_lead_on(resolving, step->kind, list)) resolving->failed = true;
    return;
  }
  for (size_t i = 0; i < list->count; i++) {
    resolve_reference(resolving, step->kind, &references[i]);
    bool twice = false;
    for (size_t k = 0; k < kept && !twice; k++)
      twice = references[k].target == references[i].target;
    if (references[i].target != NULL && twice)
      diagnostics_add(resolving->diagnostics, resolving->file, references[i].location,
                      message_repeated_reference(step->field->name, references[i].target->id));
    if (references[i].target != NULL && !twice) references[kept++] = references[i];
  }
  list->count = (uint32_t)kept;
}

static unsigned use_of(const struct plan *plan, const void *record) {
  bool is_whole = plan->use == SOURCE_PHOTO && ((const struct photo *)record)->original.value;
  return is_whole ? plan->use | SOURCE_WANTED : plan->use;
}

/* Types nest as their tables do, which is a fixed and small depth. */
static void resolve_record(struct resolving *resolving, const struct plan *plan, void *record) {
  for (size_t i = 0; i < plan->count; i++) {
    const struct step *step = &plan->steps[i];
    void *value = (char *)record + step->field->offset;
    struct list *list = value;
    const struct text *text = value;
    switch (step->field->kind) {
    case FIELD_REFERENCE:
      resolve_reference(resolving, step->kind, value);
      break;
    case FIELD_REFERENCES:
      resolve_references(resolving, step, list);
      break;
    case FIELD_RECORD:
      if (field_record(value) != NULL) resolve_record(resolving, step->inner, field_record(value));
      break;
    case FIELD_RECORDS:
      for (size_t k = 0; k < list->count; k++)
        resolve_record(resolving, step->inner, (char *)list->items + k * step->field->target->size);
      break;
    default:
      if (text->length > 0) check_media(resolving, text_view(*text), text->location, use_of(plan, record));
      break;
    }
  }
}

static void resolve_path(struct resolving *resolving, struct body_link *link) {
  struct entry *entry = registry_find_path(resolving->registry, link->target);
  if (entry == NULL) {
    if (!may_report(resolving)) return;
    report_unknown(resolving, "file", link->target, link->location, suggest_path(resolving, link->target));
  } else if (entry->hidden && entry->number != 0) {
    if (may_report(resolving)) report_hidden(resolving, entry, link->location);
  } else if (entry->number != 0) { /* without a number: its id is another's, as was said */
    link->entry = entry;
  }
}

/* Whether it leads to a path of this site or to a place in a page, of which the website knows more. */
static bool has_address(const struct body_link *link) {
  return link->fragment.length > 0 || (link->scheme != NULL && strcmp(link->scheme, "site") == 0);
}

/* A province's kind is left to the sentence that the link stands in. */
static struct view link_title(const struct entry *entry) {
  return entry->type == &province_type ? entry->short_heading : entry->heading;
}

static void resolve_body(struct resolving *resolving, struct entry *owner) {
  struct body *body = owner->body;
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    struct body_link *link = &body->links[i];
    enum entry_kind kind = link->scheme == NULL ? ENTRY_KINDS : entry_kind_of_scheme(link->scheme);
    bool is_media = link->scheme != NULL && strcmp(link->scheme, "media") == 0;
    if (link->scheme == NULL)
      resolve_path(resolving, link);
    else if (is_media)
      check_media(resolving, link->target, link->location, link->image ? SOURCE_PHOTO : SOURCE_WANTED);
    else if (strcmp(link->scheme, "site") == 0)
      name_address(resolving, link);
    else if (kind < ENTRY_KINDS)
      link->entry = find(resolving, kind, link->target, link->location);
    if (has_address(link)) owner->has_addresses = true;
    if (is_media || link->image) owner->links_files = true;
    /* Of what is not published yet the title is not shown either. */
    link->title = link->entry != NULL ? link_title(link->entry)
                  : is_media          ? path_name(link->target)
                                      : VIEW("…");
  }
}

static void refuse_successor(struct resolving *resolving, const struct text *written) {
  if (may_report(resolving))
    diagnostics_add(resolving->diagnostics, resolving->file, written->location,
                    message_bad_successor(text_view(*written)));
}

/* The removed entry at whose address another's successor is said to be; NULL: at none's. */
static const struct removed *next_removed(const struct resolving *resolving, const struct removed *removed) {
  struct arena scratch = {0};
  struct body_target target =
      body_link_resolve(&scratch, text_view(removed->replaced_by), removed->entry.path, false);
  bool is_path = target.scheme != NULL && strcmp(target.scheme, "site") == 0;
  const struct entry *next =
      is_path ? registry_find(resolving->registry, ENTRY_REMOVED, parse_id_of_address(target.target)) : NULL;
  arena_free(&scratch);
  return (const struct removed *)next;
}

/* A way from one address that is gone to the next one must end; told at each of those that go round. */
static void check_way(struct resolving *resolving, const struct removed *removed) {
  enum { STEPS = 16 };
  const struct removed *next = next_removed(resolving, removed);
  struct buffer way = {0};
  buffer_add(&way, text_view(removed->address));
  for (size_t i = 0; next != NULL && next != removed && i < STEPS; i++) {
    buffer_format(&way, " → %.*s", VIEW_FORMAT(text_view(next->address)));
    next = next_removed(resolving, next);
  }
  buffer_format(&way, " → %.*s", VIEW_FORMAT(text_view(removed->address)));
  if (next == removed && may_report(resolving))
    diagnostics_add(resolving->diagnostics, resolving->file, removed->replaced_by.location,
                    message_circle("replaced_by", buffer_view(&way)));
  buffer_free(&way);
}

/* What takes the place of an entry that was removed: written as the destination of a link in a body. */
static void resolve_successor(struct resolving *resolving, struct removed *removed) {
  const struct text *written = &removed->replaced_by;
  struct arena scratch = {0};
  if (written->length == 0) return;
  struct body_target target = body_link_resolve(&scratch, text_view(*written), removed->entry.path, false);
  enum entry_kind kind = target.scheme == NULL ? ENTRY_KINDS : entry_kind_of_scheme(target.scheme);
  bool is_path = target.scheme != NULL && strcmp(target.scheme, "site") == 0;
  if (target.kind == BODY_TARGET_LINK && kind < ENTRY_KINDS)
    removed->successor = find(resolving, kind, target.target, written->location);
  else if (target.kind != BODY_TARGET_EXTERNAL && !is_path)
    refuse_successor(resolving, written);
  if (is_path) check_way(resolving, removed);
  arena_free(&scratch);
}

static void resolve_entry(struct resolving *resolving, struct entry *entry) {
  const struct plan *plan = resolving->plans[entry_kind_of_type(entry->type)];
  resolving->file = entry->path;
  resolving->owner = entry;
  if (plan != NULL) resolve_record(resolving, plan, entry);
  resolve_body(resolving, entry);
  if (entry->type == &removed_type) resolve_successor(resolving, (struct removed *)entry);
}

/* Most entries name only what is there. Whether one does is found out on all cores; only the others are
 * resolved again with something to report to, in their order. */
struct validation {
  const struct resolving *resolving;
  const struct list *entries;
  bool *is_clean; /* by entry */
};

enum { RUN = 64 }; /* entries that a thread takes at once */

static void validate_run(void *context, size_t worker, size_t begin, size_t end) {
  const struct validation *validation = context;
  (void)worker;
  for (size_t i = begin; i < end; i++) {
    struct resolving quiet = *validation->resolving;
    resolve_entry(&quiet, list_at(validation->entries, i));
    validation->is_clean[i] = !quiet.failed;
  }
}

/* A draft's mistakes are notes until it is published. */
static void report_entry(struct resolving *resolving, struct entry *entry, struct diagnostics *diagnostics) {
  struct diagnostics of_hidden = {0};
  resolving->diagnostics = entry->hidden ? &of_hidden : diagnostics;
  resolving->failed = false;
  resolve_entry(resolving, entry);
  entry->is_lacking = resolving->failed;
  diagnostics_append(diagnostics, &of_hidden, entry_severity(entry));
  diagnostics_free(&of_hidden);
}

/* Of the documents, file -> struct attachment: the first that has a title, of the agreement of the lowest id.
 */
static void map_documents(const struct registry *registry, struct map *documents) {
  const struct list *agreements = &registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++) {
    const struct agreement *agreement = list_at(agreements, i);
    struct attachment *items = agreement->documents.items;
    for (size_t k = 0; k < agreement->documents.count; k++) {
      if (items[k].title.length == 0) continue;
      void **slot = map_slot(documents, text_view(items[k].file));
      if (*slot == NULL) *slot = &items[k];
    }
  }
}

/* A link to a file that has no text bears the title under which the entry itself names the document, else
 * another agreement. */
static void name_files(const struct entry *owner, const struct map *documents) {
  const struct list *own =
      owner->type == &agreement_type ? &((const struct agreement *)owner)->documents : NULL;
  for (size_t i = 0; i < owner->body->link_count; i++) {
    struct body_link *link = &owner->body->links[i];
    if (link->scheme == NULL || strcmp(link->scheme, "media") != 0) continue;
    const struct attachment *document = map_get(documents, link->target);
    for (size_t k = 0; own != NULL && k < own->count; k++) {
      const struct attachment *item = (const struct attachment *)own->items + k;
      if (item->title.length > 0 && view_equal(text_view(item->file), link->target)) document = item;
    }
    if (document != NULL) link->title = text_view(document->title);
  }
}

static void name_all_files(const struct registry *registry) {
  struct map documents = {0};
  bool is_mapped = false;
  for (size_t i = 0; i < registry->all.count; i++) {
    const struct entry *entry = list_at(&registry->all, i);
    if (!entry->links_files) continue;
    if (!is_mapped) map_documents(registry, &documents);
    is_mapped = true;
    name_files(entry, &documents);
  }
  map_free(&documents);
}

void registry_resolve(struct registry *registry, struct diagnostics *diagnostics) {
  const struct list *all = &registry->all;
  struct arena plans = {0};
  struct resolving resolving = {.registry = registry};
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    resolving.plans[kind] = make_plan(&plans, entry_types[kind]);
  struct validation validation = {&resolving, all, memory_allocate(all->count, sizeof(bool))};
  threads_do(registry->options.threads, all->count, RUN, validate_run, &validation);
  for (size_t i = 0; i < all->count; i++)
    if (!validation.is_clean[i]) report_entry(&resolving, list_at(all, i), diagnostics);
  free(validation.is_clean);
  name_all_files(registry);
  arena_free(&plans);
}
