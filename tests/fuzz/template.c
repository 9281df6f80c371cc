/* A template for agreements: three parts, each behind a line that is a single form feed: the page, the
 * partial `part`, the language's string `words`. */
#include "render/template.h"

#include "fuzz/fuzz.h"
#include "parse/body/body.h"
#include "parse/entry.h"

const char *const fuzz_tokens[] = {"{{",
                                   "}}",
                                   "{{#",
                                   "{{/",
                                   "{{^",
                                   "{{>",
                                   "{{<",
                                   "{{$",
                                   "{{!",
                                   "{{&",
                                   "{{{",
                                   "}}}",
                                   "{{=<% %>=}}",
                                   "<%",
                                   "%>",
                                   ".",
                                   "\n",
                                   " ",
                                   "\t",
                                   "\r\n",
                                   "title",
                                   "signed",
                                   "signed.iso",
                                   "signed.long",
                                   "signatories",
                                   "organization",
                                   "name",
                                   "period",
                                   "start",
                                   "status",
                                   "i18n.",
                                   "i18n.words",
                                   "i18n.@review",
                                   "i18n.@status",
                                   "@first",
                                   "@last",
                                   "@number",
                                   ".count",
                                   "topics",
                                   "heading",
                                   "{{> part}}",
                                   "{{<part}}",
                                   "{{/part}}",
                                   "{{$x}}",
                                   "{{/x}}",
                                   "body",
                                   "{{{body}}}",
                                   "contents",
                                   "events",
                                   "succeeded_by",
                                   "draft",
                                   "<b>",
                                   "&",
                                   "\n\f\n",
                                   NULL};

static const char agreement_text[] =
    "---\ntitle: Chương trình <4286>\nsigned: 2021-11-25\nreview: annual\nperiod: {start: 2021, end: 2025}\n"
    "signatories:\n- {organization: a, signers: [{person: p}, {name: B, title: C}]}\n- {organization: a}\n"
    "topics: [x, y]\ncommitments: [{title: A, topics: x}]\naliases: [/a/, /b/]\nsource: {name: N}\n---\n"
    "# Mục\n\nThân [x](https://e.vn)\n";

/* Lets every reference of a record lead to an entry of its type, as the register does. */
static void resolve(struct arena *arena, const struct record_type *type, void *record);

static void resolve_one(struct arena *arena, const struct field *field, struct reference *reference) {
  reference_resolve(reference, arena_allocate(arena, field->target->size));
  reference->target->type = field->target;
  reference->target->heading = VIEW("Mục & tên");
}

static void resolve(struct arena *arena, const struct record_type *type, void *record) {
  for (size_t i = 0; i < type->field_count; i++) {
    const struct field *field = &type->fields[i];
    void *value = (char *)record + field->offset;
    struct list *list = value;
    if ((field->flags & FIELD_IS_DERIVED) != 0) continue;
    if (field->kind == FIELD_REFERENCE && ((struct reference *)value)->location.line != 0)
      resolve_one(arena, field, value);
    if (field->kind == FIELD_RECORD && field_record(value) != NULL)
      resolve(arena, field->target, field_record(value));
    for (size_t k = 0; field->kind == FIELD_REFERENCES && k < list->count; k++)
      resolve_one(arena, field, (struct reference *)list->items + k);
    for (size_t k = 0; field->kind == FIELD_RECORDS && k < list->count; k++)
      resolve(arena, field->target, (char *)list->items + k * field->target->size);
  }
}

static struct agreement *make_agreement(struct arena *arena) {
  struct diagnostics diagnostics = {0};
  struct entry *entry = parse_entry(arena, arena, &agreement_type, VIEW("content/agreements/a.md"),
                                    VIEW(agreement_text), &diagnostics);
  entry->body = body_parse(arena, arena, entry->markdown, entry->path, entry->body_line, 0, &diagnostics);
  entry->contents = entry->body->headings;
  entry->heading = VIEW("Chương trình");
  FUZZ_CHECK(diagnostics.count == 0);
  resolve(arena, &agreement_type, entry);
  struct agreement *agreement = (struct agreement *)entry;
  agreement->status = VIEW("in-force");
  agreement->is_current = true;
  list_append(arena, &agreement->succeeded_by, agreement);
  diagnostics_free(&diagnostics);
  return agreement;
}

static void add(struct arena *arena, struct map *map, const char *name, struct view text) {
  struct template_text *source = arena_allocate(arena, sizeof *source);
  *source = (struct template_text){view_of(name), text, {1, 1}};
  *map_slot(map, view_of(name)) = source;
}

/* Cuts the next part off the front. */
static struct view next_part(struct view *rest) {
  size_t end = view_find(*rest, VIEW("\n\f\n"), 0);
  struct view part = view_slice(*rest, 0, end);
  *rest = end == VIEW_NOT_FOUND ? (struct view){NULL, 0} : view_slice(*rest, end + 3, SIZE_MAX);
  return part;
}

static const char *const strings[][2] = {{"date.short", "dd/MM/y"},     {"date.long", "'ngày' d"},
                                         {"review.annual", "hằng năm"}, {"review.none", "không"},
                                         {"status.upcoming", "sắp"},    {"status.in-force", "đang"},
                                         {"status.ending", "sắp hết"},  {"status.ended", "hết"},
                                         {"status.replaced", "thay"},   {"status.terminated", "dứt"}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct view rest = {(const char *)data, size};
  struct arena arena = {0};
  struct diagnostics diagnostics = {0};
  struct template_library library = {0};
  struct buffer page = {0};
  add(&arena, &library.templates, "page", next_part(&rest));
  add(&arena, &library.templates, "part", next_part(&rest));
  add(&arena, &library.strings, "words", next_part(&rest));
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
    add(&arena, &library.strings, strings[i][0], view_of(strings[i][1]));
  const struct template *template =
      template_compile(&library, VIEW("page"), &agreement_type, &arena, &diagnostics);
  FUZZ_CHECK((template == NULL) == (diagnostics.errors > 0));
  if (template != NULL) {
    struct agreement *nothing = arena_allocate(&arena, sizeof *nothing);
    template_execute(template, nothing, &page, NULL, NULL);
    size_t length = page.length;
    template_execute(template, make_agreement(&arena), &page, NULL, NULL);
    FUZZ_CHECK(page.length >= length);
  }
  for (size_t i = 0; i < diagnostics.count; i++)
    FUZZ_CHECK(diagnostics.items[i].location.line >= 1 && diagnostics.items[i].location.line <= size + 1);
  buffer_free(&page);
  map_free(&library.templates);
  map_free(&library.strings);
  diagnostics_free(&diagnostics);
  arena_free(&arena);
  return 0;
}
