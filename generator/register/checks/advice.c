/* What is missing or untidy rather than wrong, said where that was asked for. */
#include "base/memory.h"
#include "base/threads.h"
#include "parse/body/body.h"
#include "register/checks/consistency.h"
#include "register/next_change.h"
#include "register/stages.h"
#include "schema/fingerprint.h"
#include "text/garbled.h"
#include "text/untidy.h"

#include <stdlib.h>

static void name_target(const struct entry *entry, struct entry *target) {
  if (target != NULL && target != entry) target->is_named = true;
}

static void name_targets(const struct entry *entry, const struct list *references) {
  const struct reference *items = references->items;
  for (size_t i = 0; i < references->count; i++)
    name_target(entry, items[i].target);
}

/* Types nest as their tables do, which is a fixed and small depth. */
static void walk_record(const struct entry *entry, const struct record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    if (field->kind == FIELD_REFERENCE) name_target(entry, ((const struct reference *)value)->target);
    if (field->kind == FIELD_REFERENCES) name_targets(entry, list);
    if (field->kind == FIELD_RECORD && field_record(value) != NULL)
      walk_record(entry, field->target, field_record(value));
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count; k++)
      walk_record(entry, field->target, (const char *)list->items + k * field->target->size);
  }
}

static void walk_body(const struct entry *entry) {
  for (size_t i = 0; entry->body != NULL && i < entry->body->link_count; i++)
    name_target(entry, entry->body->links[i].entry);
}

static void check_links(struct diagnostics *diagnostics, const struct registry *registry) {
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      const struct entry *entry = list_at(&registry->entries[kind], i);
      walk_record(entry, entry->type, entry);
      walk_body(entry);
    }
  }
  static const enum entry_kind kinds[] = {ENTRY_ORGANIZATION, ENTRY_PERSON, ENTRY_TOPIC};
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
    const struct list *entries = &registry->entries[kinds[k]];
    for (size_t i = 0; i < entries->count; i++) {
      const struct entry *entry = list_at(entries, i);
      if (!entry->is_named)
        consistency_report(diagnostics, entry, entry->location,
                           message_not_linked(entry->type->name, entry->id));
    }
  }
}

static void check_news_of_agreements(struct diagnostics *diagnostics, const struct registry *registry) {
  const struct list *agreements = &registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++) {
    const struct agreement *agreement = list_at(agreements, i);
    if (agreement->news.count == 0)
      consistency_report(diagnostics, &agreement->entry, agreement->entry.location,
                         message_no_news(agreement->entry.id));
  }
}

/* The type by whose name the title begins, the longest of them; NULL: by none. */
static const struct entry *type_in_title(const struct registry *registry, struct view title) {
  const struct list *types = &registry->entries[ENTRY_AGREEMENT_TYPE];
  const struct entry *found = NULL;
  for (size_t i = 0; i < types->count; i++) {
    const struct entry *type = list_at(types, i);
    struct view name = type->heading, behind = view_slice(title, name.length, 1);
    bool begins = title.length >= name.length && view_equal(view_slice(title, 0, name.length), name) &&
                  (behind.length == 0 || behind.data[0] == ' ');
    if (begins && (found == NULL || name.length > found->heading.length)) found = type;
  }
  return found;
}

/* Whether one of two names begins with the other, as "Kế hoạch phối hợp" with "Kế hoạch". */
static bool begin_alike(struct view one, struct view other) {
  size_t length = one.length < other.length ? one.length : other.length;
  return view_equal(view_slice(one, 0, length), view_slice(other, 0, length));
}

static void check_types(struct diagnostics *diagnostics, const struct registry *registry) {
  const struct list *agreements = &registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++) {
    const struct agreement *agreement = list_at(agreements, i);
    const struct entry *given = agreement->type.target;
    const struct entry *type = type_in_title(registry, text_view(agreement->title));
    if (type == NULL || (given != NULL && begin_alike(given->heading, type->heading))) continue;
    struct buffer line = {0};
    buffer_format(&line, "type: %.*s", VIEW_FORMAT(type->id));
    if (given != NULL)
      consistency_report(diagnostics, &agreement->entry, agreement->type.location,
                         message_other_type_in_title(type->heading, buffer_view(&line)));
    else
      consistency_report(diagnostics, &agreement->entry, agreement->title.location,
                         message_type_in_title(type->heading, buffer_view(&line)));
    buffer_free(&line);
  }
}

static bool is_title(const struct field *field) {
  static const char *const names[] = {"title", "name", "short_title", "short_name"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(field->name, names[i]) == 0) return true;
  return false;
}

/* Letters as HTML writes them were told when the text was read. */
static bool has_coded_letter(struct view text) {
  struct arena scratch = {0};
  struct garbled found;
  bool has_one = text_find_entity(text, &scratch, &found);
  arena_free(&scratch);
  return has_one;
}

/* Whether a value says only that nothing is known. */
static bool says_nothing(struct view text) {
  static const char *const words[] = {"không rõ",
                                      "Không rõ",
                                      "chưa rõ",
                                      "Chưa rõ",
                                      "không biết",
                                      "Không biết",
                                      "chưa biết",
                                      "Chưa biết",
                                      "không xác định",
                                      "Không xác định",
                                      "chưa xác định",
                                      "Chưa xác định",
                                      "không nêu",
                                      "Không nêu",
                                      "nguồn không nêu",
                                      "Nguồn không nêu",
                                      "chưa có",
                                      "Chưa có",
                                      "N/A",
                                      "n/a",
                                      "đang cập nhật",
                                      "Đang cập nhật",
                                      "null",
                                      "none",
                                      "unknown",
                                      "không có thông tin",
                                      "Không có thông tin",
                                      "(trống)",
                                      "-",
                                      "?"};
  enum { LONGEST = 32 };
  for (size_t i = 0; i < sizeof words / sizeof *words && text.length < LONGEST; i++)
    if (view_equal_string(text, words[i])) return true;
  return false;
}

/* Of a text that is no title only the signs that pages show of it; blanks next to each other are seen where a
 * title stands as it is, in lists and feeds. */
static void check_text(struct diagnostics *diagnostics, const struct entry *entry, const struct field *field,
                       const struct text *text, bool is_own) {
  if (says_nothing(text_view(*text))) {
    consistency_report(diagnostics, entry, text->location,
                       message_unknown_value(field->name, text_view(*text)));
    return;
  }
  struct view sign = {NULL, 0};
  enum untidy untidy = text->length == 0 ? UNTIDY_NOT : text_untidiness(text_view(*text), &sign);
  bool is_shown = untidy == UNTIDY_ENTITY || untidy == UNTIDY_MARKUP ||
                  (untidy == UNTIDY_CAPITALS && is_title(field)) || untidy == UNTIDY_PAIR ||
                  (untidy == UNTIDY_END && strchr(",;", sign.data[0]) != NULL) ||
                  (untidy != UNTIDY_NOT && is_own && is_title(field));
  if (!is_shown || (untidy == UNTIDY_ENTITY && has_coded_letter(text_view(*text)))) return;
  consistency_report(diagnostics, entry, text->location,
                     untidy == UNTIDY_BLANKS     ? message_title_with_blanks(field->name)
                     : untidy == UNTIDY_CAPITALS ? message_title_in_capitals(field->name)
                     : untidy == UNTIDY_ENTITY   ? message_title_with_entity(field->name)
                     : untidy == UNTIDY_END      ? is_own && is_title(field)
                                                       ? message_title_ends_openly(sign)
                                                       : message_text_ends_openly(field->name, sign)
                          : untidy == UNTIDY_STOP ? message_title_ends_with_stop(field->name)
                     : untidy == UNTIDY_PAIR     ? message_title_with_lone_sign(field->name, sign)
                                                 : message_title_with_markup(field->name));
}

/* Types nest as their tables do. */
static void check_texts(struct diagnostics *diagnostics, const struct entry *entry,
                        const struct record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    const void *value = (const char *)record + field->offset;
    const struct list *list = value;
    if (field->kind == FIELD_TEXT) check_text(diagnostics, entry, field, value, type == entry->type);
    if (field->kind == FIELD_RECORD && field_record(value) != NULL)
      check_texts(diagnostics, entry, field->target, field_record(value));
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count; k++)
      check_texts(diagnostics, entry, field->target, (const char *)list->items + k * field->target->size);
  }
}

/* Names in one text: "AG; Tỉnh AG", "TPHCM, Sài Gòn". A comma may belong to a name, as in that of the
 * ministry of labour, but hardly beside an abbreviation, or before the word that the name begins with. */
static bool are_several_names(struct view text) {
  if (view_find_byte(text, ';', 0) != VIEW_NOT_FOUND || view_find(text, VIEW(" | "), 0) != VIEW_NOT_FOUND)
    return true;
  struct view rest = text, part, first = {NULL, 0};
  bool has_short = false, is_repeated = false;
  size_t parts = 0;
  for (; view_next(&rest, ',', &part); parts++) {
    part = view_trim(part);
    bool is_short = part.length > 1 && part.length < 12;
    for (size_t i = 0; i < part.length && is_short; i++)
      is_short = part.data[i] != ' ' && !(part.data[i] >= 'a' && part.data[i] <= 'z');
    struct view word = view_slice(part, 0, view_find_byte(part, ' ', 0));
    is_repeated = is_repeated || (parts > 0 && word.length > 0 && view_equal(word, first));
    has_short = has_short || is_short;
    if (parts == 0) first = word;
  }
  return parts > 1 && (has_short || is_repeated);
}

static void check_several(struct diagnostics *diagnostics, const struct entry *entry,
                          const struct text *text) {
  if (are_several_names(text_view(*text)))
    consistency_report(diagnostics, entry, text->location, message_several_names(text_view(*text)));
}

static void check_other_names(struct diagnostics *diagnostics, const struct entry *entry) {
  const struct list *others = record_value(entry->type, entry, "other_names");
  for (size_t i = 0; others != NULL && i < others->count; i++)
    check_several(diagnostics, entry, (const struct text *)others->items + i);
  const struct list *former = record_value(entry->type, entry, "former_names");
  if (former == NULL) return;
  for (size_t i = 0; i < former->count; i++)
    check_several(diagnostics, entry,
                  entry->type == &province_type ? &((const struct former_unit_name *)former->items)[i].name
                                                : &((const struct former_name *)former->items)[i].name);
}

/* How somebody is addressed is no part of the name. */
static void check_name(struct diagnostics *diagnostics, const struct person *person) {
  struct view name = text_view(person->name), bare = text_bare_name(name);
  if (bare.length < name.length)
    consistency_report(diagnostics, &person->entry, person->name.location, message_name_with_address(bare));
}

static bool is_given_in(const struct field *field, const void *record) {
  const void *value = (const char *)record + field->offset;
  const struct list *list = value;
  switch (field->kind) {
  case FIELD_TEXT:
  case FIELD_URL:
  case FIELD_PATH:
  case FIELD_MEDIA:
  case FIELD_CHOICE:
    return ((const struct text *)value)->length > 0;
  case FIELD_REFERENCE:
    return ((const struct reference *)value)->target != NULL;
  case FIELD_DATE:
  case FIELD_WHEN:
  case FIELD_START:
  case FIELD_END:
  case FIELD_OPEN_END:
    return ((const struct date_value *)value)->location.line != 0;
  case FIELD_REFERENCES:
  case FIELD_TEXTS:
  case FIELD_RECORDS:
    return list->count > 0;
  case FIELD_RECORD:
    return field_record(value) != NULL;
  default:
    return false;
  }
}

/* Of texts and references; what else is given counts as another. */
static bool is_equal_in(const struct field *field, const void *record, const void *other) {
  const void *value = (const char *)record + field->offset, *wanted = (const char *)other + field->offset;
  if (field->kind == FIELD_REFERENCE)
    return ((const struct reference *)value)->target == ((const struct reference *)wanted)->target;
  if (field->kind > FIELD_CHOICE) return false;
  return view_equal(text_view(*(const struct text *)value), text_view(*(const struct text *)wanted));
}

/* Whether all that the record says is said in the other. */
static bool is_said_in(const struct record_type *type, const void *record, const void *other) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    if ((field->flags & FIELD_IS_DERIVED) == 0 && is_given_in(field, record) &&
        !is_equal_in(field, record, other))
      return false;
  }
  return true;
}

/* Items of a list next to each other of which one says nothing that the other does not. */
static void check_repeated_items(struct diagnostics *diagnostics, const struct entry *entry,
                                 const struct field *field, const struct list *list) {
  const char *items = list->items;
  size_t size = field->target->size;
  for (size_t i = 1; i < list->count; i++) {
    const char *before = items + (i - 1) * size, *item = items + i * size;
    bool is_first = !is_said_in(field->target, item, before);
    if (is_first && !is_said_in(field->target, before, item)) continue;
    struct source_location location;
    memcpy(&location, is_first ? before : item, sizeof location);
    consistency_report(diagnostics, entry, location, message_repeated_item(field->name));
  }
}

static void check_lists(struct diagnostics *diagnostics, const struct entry *entry) {
  for (size_t i = 0; i < entry->type->field_count; i++) {
    const struct field *field = &entry->type->fields[i];
    if (field->kind == FIELD_RECORDS && (field->flags & (FIELD_IS_DERIVED | EDITORIAL)) == 0 &&
        field->target != &commitment_type)
      check_repeated_items(diagnostics, entry, field,
                           (const struct list *)(const void *)((const char *)entry + field->offset));
  }
}

static bool is_after(struct date date, struct date other) {
  return date.precision != DATE_NONE && other.precision != DATE_NONE &&
         date_first_day_number(date) > date_last_day_number(other);
}

/* Days that a source can't have. */
static void check_source(struct diagnostics *diagnostics, const struct entry *entry,
                         const struct origin *origin, struct date today) {
  const struct date_value *date = &origin->date, *accessed = &origin->accessed;
  if (is_after(date->value, today))
    consistency_report(diagnostics, entry, date->location, message_source_in_future("date"));
  if (is_after(accessed->value, today))
    consistency_report(diagnostics, entry, accessed->location, message_source_in_future("accessed"));
  else if (is_after(date->value, accessed->value))
    consistency_report(diagnostics, entry, accessed->location, message_source_read_early());
  if (accessed->value.precision != DATE_NONE && origin->url.length == 0)
    consistency_report(diagnostics, entry, accessed->location, message_accessed_nothing());
}

static void check_sources(struct diagnostics *diagnostics, const struct entry *entry, struct date today) {
  const struct list *sources = record_value(entry->type, entry, "sources");
  for (size_t i = 0; sources != NULL && i < sources->count; i++)
    check_source(diagnostics, entry, (const struct origin *)sources->items + i, today);
}

/* What is gone went by today. */
static void check_removal(struct diagnostics *diagnostics, const struct removed *removed, struct date today) {
  if (is_after(removed->date.value, today))
    consistency_report(diagnostics, &removed->entry, removed->date.location,
                       message_source_in_future("date"));
}

/* Advice that hangs on nothing but the file and the day, as long as all references lead somewhere, without
 * which there is none. */
static void check_alone(struct diagnostics *diagnostics, const struct entry *entry, struct date today) {
  check_texts(diagnostics, entry, entry->type, entry);
  if (entry->type == &person_type) check_name(diagnostics, (const struct person *)entry);
  check_other_names(diagnostics, entry);
  consistency_check_details(diagnostics, entry);
  check_lists(diagnostics, entry);
  check_sources(diagnostics, entry, today);
  if (entry->type == &removed_type) check_removal(diagnostics, (const struct removed *)entry, today);
  if (entry->type == &agreement_type)
    consistency_check_repeated_commitments(diagnostics, (const struct agreement *)entry);
}

static uint64_t clean_key(const struct entry *entry) {
  return fingerprint_mix(entry->digest, (uint64_t)entry_kind_of_type(entry->type));
}

static bool is_clean(const struct clean_entries *clean, const struct entry *entry) {
  uint64_t key = clean_key(entry);
  struct view bytes = {(const char *)&key, sizeof key};
  return clean != NULL && entry->file != 0 && map_get(&clean->by_digest, bytes) != NULL;
}

/* Of entries of one data file the digest is the same. */
static void note_clean(struct clean_entries *clean, const struct entry *entry) {
  uint64_t key = clean_key(entry);
  if (clean == NULL || entry->file == 0) return;
  struct view bytes = arena_copy(&clean->arena, (struct view){(const char *)&key, sizeof key});
  *map_slot(&clean->by_digest, bytes) = clean;
}

void clean_entries_free(struct clean_entries *clean) {
  map_free(&clean->by_digest);
  arena_free(&clean->arena);
}

enum { RUN = 64 };

struct checking {
  const struct registry *registry;
  const struct entry **entries;
  bool *are_clean;
  struct diagnostics *found; /* by runs of entries */
};

static void check_run(void *context, size_t worker, size_t begin, size_t end) {
  const struct checking *checking = context;
  struct diagnostics *found = &checking->found[begin / RUN];
  (void)worker;
  for (size_t i = begin; i < end; i++) {
    size_t count = found->count;
    check_alone(found, checking->entries[i], checking->registry->options.today);
    checking->are_clean[i] = found->count == count;
  }
}

static void check_each(struct diagnostics *diagnostics, const struct registry *registry) {
  struct clean_entries *clean = registry->options.clean;
  size_t room = registry->all.count, count = 0, runs = (room + RUN - 1) / RUN;
  struct checking checking = {registry, memory_allocate(room, sizeof(struct entry *)),
                              memory_allocate(room, sizeof(bool)),
                              memory_allocate(runs, sizeof(struct diagnostics))};
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      const struct entry *entry = list_at(&registry->entries[kind], i);
      if (!is_clean(clean, entry)) checking.entries[count++] = entry;
    }
  threads_do(registry->options.threads, count, RUN, check_run, &checking);
  for (size_t i = 0; i < runs; i++) {
    diagnostics_append(diagnostics, &checking.found[i], SEVERITY_ERROR);
    diagnostics_free(&checking.found[i]);
  }
  for (size_t i = 0; i < count; i++)
    if (checking.are_clean[i]) note_clean(clean, checking.entries[i]);
  free(checking.entries);
  free(checking.are_clean);
  free(checking.found);
}

/* Also when an entry silences advice, so that it is warned when there is none to silence. */
static bool is_wanted(const struct registry *registry) {
  bool wanted = registry->options.advice;
  for (size_t i = 0; i < registry->silencing.count && !wanted; i++) {
    const struct list *silences = entry_silences(list_at(&registry->silencing, i));
    const struct silence *items = silences->items;
    for (size_t k = 0; k < silences->count && !wanted; k++)
      wanted = consistency_is_advice(text_view(items[k].code));
  }
  return wanted;
}

static void report_waiting(struct diagnostics *diagnostics, const struct registry *registry) {
  for (size_t i = 0; i < registry->hidden.count; i++) {
    const struct entry *entry = list_at(&registry->hidden, i);
    if (!registry_news_waits(registry, entry)) continue;
    const struct date_value *date = &((const struct news *)entry)->date;
    struct buffer moment = {0};
    date_add_iso(&moment, date->value);
    diagnostics_add(diagnostics, entry->path, date->location, message_waiting(buffer_view(&moment)));
    buffer_free(&moment);
  }
}

void registry_advise(struct registry *registry, struct diagnostics *diagnostics) {
  if (diagnostics->errors > 0 || !is_wanted(registry)) return;
  check_news_of_agreements(diagnostics, registry);
  check_links(diagnostics, registry);
  report_waiting(diagnostics, registry);
  check_each(diagnostics, registry);
  check_types(diagnostics, registry);
  consistency_check_offices(diagnostics, registry);
  consistency_check_places(diagnostics, registry);
}
