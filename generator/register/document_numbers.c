#include "base/ascii.h"
#include "parse/body/body.h"
#include "register/stages.h"
#include "text/document_number.h"

/* Who has a number. */
struct holder {
  struct entry *agreement; /* the first by id */
  bool several;
};

struct numbers {
  struct arena *arena; /* for what lasts */
  struct diagnostics *diagnostics;
  struct arena scratch;
  struct map holders; /* number -> struct holder */
};

static void warn(struct numbers *numbers, const struct entry *entry, const struct text *text,
                 struct message message) {
  diagnostics_add(numbers->diagnostics, entry->path, text->location, message);
}

/* Behind the word by which papers lead to it, "Số: "; empty: there is none. */
static struct view without_word(struct view number) {
  static const char *const words[] = {"Số hiệu", "số hiệu", "Số", "số", "SỐ"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    struct view rest = view_trim(view_slice(number, strlen(words[i]), SIZE_MAX));
    if (!view_starts_with(number, words[i])) continue;
    if (view_starts_with(rest, ":")) rest = view_trim(view_slice(rest, 1, SIZE_MAX));
    return rest;
  }
  return (struct view){NULL, 0};
}

/* True when the number is there and has its form, and then its parts. */
static bool check_form(struct numbers *numbers, const struct entry *entry, const struct text *text,
                       struct document_number *parts) {
  if (text->length == 0) return false;
  say_of_number *fault = document_number_parse(text_view(*text), parts);
  if (fault == NULL) return true;
  struct view bare = without_word(text_view(*text));
  bool is_bare_good = document_number_parse(bare, parts) == NULL || document_number_is_without_issuer(bare);
  if (bare.length > 0 && is_bare_good)
    warn(numbers, entry, text, message_number_with_word(text_view(*text), bare));
  else
    warn(numbers, entry, text, fault(text_view(*text)));
  return false;
}

/* The bodies of a union or of the Front that sign for it, and stand in numbers before its code or alone: Ban
 * Chấp hành, Ban Thường vụ, Ban Thường trực, Ban Bí thư, Đoàn Chủ tịch, Ủy ban Trung ương. */
static const char *const bodies[] = {"BCH", "BTV", "BTT", "BBT", "ĐCT", "UBTW", "UBTƯ", "UBTU"};

static bool is_body(struct view issuer) {
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    if (view_equal_string(issuer, bodies[i])) return true;
  return false;
}

/* Without bodies at its front: BCHĐTN is the ĐTN. */
static struct view without_bodies(struct view code) {
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
    size_t length = strlen(bodies[i]);
    if (code.length <= length || code.data[0] != bodies[i][0] || !view_starts_with(code, bodies[i])) continue;
    code = view_slice(code, length, SIZE_MAX);
    i = SIZE_MAX; /* from the first again */
  }
  return code;
}

/* MTTW, UBMTTQVN and UBTƯMTTQVN have been the Front's. */
static bool is_front(struct view code) {
  return view_find(code, VIEW("MTTQ"), 0) != VIEW_NOT_FOUND || view_equal_string(code, "MTTW");
}

/* Without signs that some write in codes and others do not: "BGD&ĐT". */
static struct view without_signs(struct arena *arena, struct view code) {
  struct buffer plain = {0};
  for (size_t i = 0; i < code.length; i++)
    if (strchr("&.", code.data[i]) == NULL) buffer_add_byte(&plain, code.data[i]);
  struct view copy = plain.length == code.length ? code : arena_copy(arena, buffer_view(&plain));
  buffer_free(&plain);
  return copy;
}

/* TWĐ is short for TWĐTN. */
static bool is_short_for(struct view issuer, struct view code) {
  enum { LEAST = 3 };
  return view_equal(issuer, code) || (issuer.length >= LEAST && issuer.length < code.length &&
                                      view_equal(issuer, view_slice(code, 0, issuer.length)) &&
                                      !utf8_continues(code.data[issuer.length]));
}

/* Whether a code names the issuer; a code of several parts, as SNV-VP, stands in a number as several. */
static bool is_named(struct view code, struct view issuer) {
  struct view part;
  while (view_next(&code, '-', &part))
    if (is_short_for(without_bodies(issuer), without_bodies(part)) || (is_front(part) && is_front(issuer)))
      return true;
  return false;
}

static struct view code_of(const struct signatory *signatory) {
  const struct organization *organization = (const struct organization *)signatory->organization.target;
  return organization == NULL ? (struct view){NULL, 0} : text_view(organization->code);
}

/* Adds a name to a list in a message. */
static void add_name(struct buffer *names, struct view name) {
  buffer_format(names, "%s%.*s", names->length == 0 ? "" : ", ", VIEW_FORMAT(name));
}

static bool have_codes(const struct list *signatories) {
  const struct signatory *items = signatories->items;
  for (size_t i = 0; i < signatories->count; i++)
    if (code_of(&items[i]).length == 0) return false;
  return signatories->count > 0;
}

/* Only where every signatory has a code, so that no issuer may be one without. */
static void check_issuers(struct numbers *numbers, const struct agreement *agreement,
                          const struct document_number *parts) {
  const struct signatory *signatories = agreement->signatories.items;
  size_t count = agreement->signatories.count;
  struct buffer strangers = {0}, codes = {0};
  if (!have_codes(&agreement->signatories)) return;
  for (size_t i = 0; i < parts->issuer_count; i++) {
    bool named = is_body(parts->issuers[i]);
    for (size_t k = 0; k < count && !named; k++)
      named = is_named(without_signs(&numbers->scratch, code_of(&signatories[k])),
                       without_signs(&numbers->scratch, parts->issuers[i]));
    if (!named) add_name(&strangers, parts->issuers[i]);
  }
  for (size_t i = 0; i < count && strangers.length > 0; i++)
    add_name(&codes, code_of(&signatories[i]));
  if (strangers.length > 0)
    warn(numbers, &agreement->entry, &agreement->number,
         message_issuer_mismatch(text_view(agreement->number), buffer_view(&strangers), buffer_view(&codes)));
  buffer_free(&strangers);
  buffer_free(&codes);
}

/* Numbers may be alike, those of several years above all; then a mention says nothing certain. */
static void add_holder(struct numbers *numbers, struct agreement *agreement) {
  void **slot = map_slot(&numbers->holders, text_view(agreement->number));
  struct holder *holder = *slot;
  if (holder == NULL) {
    *slot = holder = arena_allocate(&numbers->scratch, sizeof *holder);
    holder->agreement = &agreement->entry;
    return;
  }
  holder->several = true;
  warn(numbers, &agreement->entry, &agreement->number,
       message_duplicate_number(text_view(agreement->number), holder->agreement->path));
}

static void check_agreement(struct numbers *numbers, const struct agreement *agreement) {
  struct document_number parts;
  const struct legal_document *basis = agreement->legal_basis.items;
  for (size_t i = 0; i < agreement->legal_basis.count; i++)
    check_form(numbers, &agreement->entry, &basis[i].number, &parts);
  /* Old ones don't name their issuers; of a decree it would be a slip. */
  if (document_number_is_without_issuer(text_view(agreement->number))) return;
  if (check_form(numbers, &agreement->entry, &agreement->number, &parts))
    check_issuers(numbers, agreement, &parts);
}

/* What is hidden is checked too, but holds no number. */
static void check_hidden(const struct registry *registry, struct diagnostics *diagnostics) {
  for (size_t i = 0; i < registry->hidden.count; i++) {
    const struct entry *entry = list_at(&registry->hidden, i);
    if (entry->type != &agreement_type) continue;
    struct diagnostics found = {0};
    struct numbers numbers = {.diagnostics = &found};
    check_agreement(&numbers, (const struct agreement *)entry);
    diagnostics_append(diagnostics, &found, entry_severity(entry));
    diagnostics_free(&found);
    arena_free(&numbers.scratch);
  }
}

/* The entry's own number, and those that it names as its legal basis. */
static void add_own(struct map *known, struct entry *entry) {
  if (entry->type != &agreement_type) return;
  const struct agreement *agreement = (const struct agreement *)entry;
  if (agreement->number.length > 0) *map_slot(known, text_view(agreement->number)) = entry;
  const struct legal_document *basis = agreement->legal_basis.items;
  for (size_t i = 0; i < agreement->legal_basis.count; i++)
    if (basis[i].number.length > 0) *map_slot(known, text_view(basis[i].number)) = entry;
}

/* Numbers in a body become links to agreements; the others are gathered. */
static void resolve_mentions(struct numbers *numbers, struct entry *entry) {
  struct body *body = entry->body;
  struct map known = {0};
  struct text *cited = NULL;
  for (size_t i = 0; body != NULL && i < body->link_count; i++) {
    struct body_link *link = &body->links[i];
    if (link->scheme == NULL || strcmp(link->scheme, "number") != 0) continue;
    const struct holder *holder = map_get(&numbers->holders, link->target);
    if (holder != NULL && !holder->several) {
      if (holder->agreement != entry) link->entry = holder->agreement;
      continue;
    }
    if (cited == NULL) {
      add_own(&known, entry);
      cited = arena_array(numbers->arena, body->link_count - i, sizeof *cited);
    }
    void **slot = map_slot(&known, link->target);
    if (*slot == NULL)
      cited[entry->documents_cited.count++] = text_at(link->target, (struct source_location){0});
    *slot = entry;
  }
  entry->documents_cited.items = cited;
  map_free(&known);
}

void registry_resolve_numbers(struct registry *registry, struct list_builder *lists,
                              struct diagnostics *found) {
  struct numbers numbers = {.arena = lists->arena, .diagnostics = found};
  const struct list *agreements = &registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < agreements->count; i++) {
    struct agreement *agreement = list_at(agreements, i);
    check_agreement(&numbers, agreement);
    if (agreement->number.length > 0) add_holder(&numbers, agreement);
  }
  check_hidden(registry, found);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < registry->entries[kind].count; i++)
      resolve_mentions(&numbers, list_at(&registry->entries[kind], i));
  map_free(&numbers.holders);
  arena_free(&numbers.scratch);
}
