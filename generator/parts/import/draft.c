#include "parts/import/draft.h"

#include "edit/entry_template.h"
#include "parse/front_matter/questions.h"
#include "parts/import/cited_issuer.h"
#include "parts/import/listed_provinces.h"
#include "register/names.h"

#include "base/ascii.h"

#include <unicode/uchar.h>

#include "text/unicode.h"

/* What is doubtful about the field, each a line of comment. */
static void write_doubts(struct buffer *buffer, const struct draft *draft, enum doubt_field field) {
  for (const struct doubt *doubt = draft->doubts->first; doubt != NULL; doubt = doubt->next) {
    if (doubt->field != field) continue;
    buffer_add_string(buffer, QUESTION_MARK " ");
    message_write(buffer, &doubt->message, &message_vietnamese);
    buffer_add_byte(buffer, '\n');
  }
}

static void write_text(struct buffer *buffer, const char *key, struct view text) {
  if (text.length == 0) return;
  buffer_format(buffer, "%s: ", key);
  yaml_add_text(buffer, text);
  buffer_add_byte(buffer, '\n');
}

static void write_date(struct buffer *buffer, const char *key, struct date date) {
  if (date.precision == DATE_NONE) return;
  buffer_format(buffer, "%s: ", key);
  date_add_iso(buffer, date);
  buffer_add_byte(buffer, '\n');
}

/* "bao.example.vn" of an address. */
static struct view host_of(struct view url) {
  size_t scheme = view_find(url, VIEW("//"), 0);
  if (scheme == VIEW_NOT_FOUND) return (struct view){NULL, 0};
  struct view host = view_slice(url, scheme + 2, SIZE_MAX);
  host = view_slice(host, 0, view_find_byte(host, '/', 0));
  return view_starts_with(host, "www.") ? view_slice(host, strlen("www."), SIZE_MAX) : host;
}

/* Whether the outlet's name says less than its host: the host itself, or letters alone, as "HG". */
static bool is_short_outlet(struct arena *arena, struct view outlet, struct view host) {
  if (view_equal(text_fold(arena, outlet), host)) return true;
  for (size_t at = 0; at < outlet.length;)
    if (u_islower(text_next_character(outlet, &at))) return false;
  return true;
}

static void write_source(struct buffer *buffer, struct arena *arena, const struct draft *draft) {
  const struct article *article = draft->article;
  struct view name = ARENA_JOIN(arena, VIEW("“"), article->title, VIEW("”")), host = host_of(article->url);
  struct view outlet = article->outlet;
  if (host.length > 0 && is_short_outlet(arena, outlet, host)) outlet = (struct view){NULL, 0};
  if (outlet.length > 0) name = ARENA_JOIN(arena, name, VIEW(", "), outlet);
  if (host.length > 0)
    name = ARENA_JOIN(arena, name, outlet.length > 0 ? VIEW(" (") : VIEW(", "), host,
                      outlet.length > 0 ? VIEW(")") : VIEW(""));
  write_doubts(buffer, draft, DOUBT_SOURCE);
  buffer_add_string(buffer, "sources:\n");
  write_text(buffer, "  - name", name);
  write_text(buffer, "    url", article->url);
  write_date(buffer, "    date", article->published);
  if (article->url.length > 0) write_date(buffer, "    accessed", draft->today);
}

/* The ids of the entries of a type that are named, in the order of their first mention. `skip` is told one
 * that is not to be listed. */
struct id_list {
  const struct draft *draft;
  const struct record_type *type;
  struct map seen;
  size_t count;
};

static void add_id(struct buffer *buffer, struct id_list *list, const char *key, struct view id) {
  void **slot = map_slot(&list->seen, id);
  if (*slot != NULL) return;
  *slot = list;
  buffer_format(buffer, list->count++ == 0 ? "%s: [" : ", ", key);
  buffer_add(buffer, id);
}

/* Whether the entry is named, and the article is not about it. */
static bool is_in_passing(const struct draft *draft, const struct entry *entry) {
  if (entry->type == &organization_type) return cited_issuer_is(draft->mentions, draft->facts, entry);
  return entry->type == &province_type && !listed_provinces_has(draft->mentions, draft->facts, entry);
}

static void write_ids(struct buffer *buffer, const struct draft *draft, const char *key,
                      const struct record_type *type) {
  struct id_list list = {.draft = draft, .type = type};
  const struct mentions *mentions = draft->mentions;
  struct map passing = {0}; /* what was looked at, and is named in passing alone */
  if (type == &agreement_type && draft->agreement_id.length > 0)
    add_id(buffer, &list, key, draft->agreement_id);
  if (type == &agreement_type && draft->agreement != NULL) add_id(buffer, &list, key, draft->agreement->id);
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct entry *entry = mentions->units[i].mentions[k].entry;
      if (entry == NULL || entry->type != type || map_get(&list.seen, entry->id) != NULL ||
          map_get(&passing, entry->id) != NULL)
        continue;
      if (is_in_passing(draft, entry)) {
        *map_slot(&passing, entry->id) = &list;
        continue;
      }
      add_id(buffer, &list, key, entry->id);
    }
  if (list.count > 0) buffer_add_string(buffer, "]\n");
  map_free(&list.seen);
  map_free(&passing);
}

/* Text of a body in which nothing is markup. */
static void add_plain(struct buffer *buffer, struct view text, bool is_begin) {
  size_t digits = 0;
  while (is_begin && digits < text.length && ascii_is_digit(text.data[digits]))
    digits++;
  for (size_t i = 0; i < text.length; i++) {
    bool is_sign = strchr("\\`*_[]<>|~^&!$", text.data[i]) != NULL;
    bool is_first_sign = is_begin && i == 0 && strchr("#+-=:", text.data[i]) != NULL;
    bool is_number_sign = digits > 0 && i == digits && (text.data[i] == '.' || text.data[i] == ')');
    if (is_sign || is_first_sign || is_number_sign) buffer_add_byte(buffer, '\\');
    buffer_add_byte(buffer, text.data[i]);
  }
}

struct body {
  struct buffer *buffer;
  struct map linked; /* scheme:id */
  struct arena *arena;
};

static void add_linked(struct body *body, const struct text_unit *unit) {
  size_t at = 0;
  for (size_t k = 0; k < unit->mention_count; k++) {
    const struct mention *mention = &unit->mentions[k];
    if (mention->entry == NULL || mention->entry->type->scheme == NULL) continue;
    struct view link =
        ARENA_JOIN(body->arena, view_of(mention->entry->type->scheme), VIEW(":"), mention->entry->id);
    void **slot = map_slot(&body->linked, link);
    if (*slot != NULL) continue;
    *slot = body;
    add_plain(body->buffer, view_slice(unit->text, at, mention->begin - at), at == 0);
    buffer_add_byte(body->buffer, '[');
    add_plain(body->buffer, view_slice(unit->text, mention->begin, mention->end - mention->begin), false);
    buffer_format(body->buffer, "](%.*s)", VIEW_FORMAT(link));
    at = mention->end;
  }
  add_plain(body->buffer, view_slice(unit->text, at, SIZE_MAX), at == 0);
}

static void write_body(struct buffer *buffer, struct arena *arena, const struct draft *draft) {
  struct body body = {.buffer = buffer, .arena = arena};
  bool in_list = false;
  for (size_t i = 0; i < draft->article->paragraph_count; i++) {
    enum paragraph_kind kind = draft->article->paragraphs[i].kind;
    bool is_item = kind == PARAGRAPH_ITEM;
    if (!is_item || !in_list) buffer_add_byte(buffer, '\n');
    in_list = is_item;
    if (kind == PARAGRAPH_HEADING) {
      buffer_add_string(buffer, "## ");
      add_plain(buffer, draft->article->paragraphs[i].text, false);
    } else {
      if (is_item) buffer_add_string(buffer, "- ");
      add_linked(&body, &draft->mentions->units[1 + i]);
    }
    buffer_add_byte(buffer, '\n');
  }
  map_free(&body.linked);
}

/* Pictures have no files yet: their words wait behind #. */
static void write_captions(struct buffer *buffer, const struct draft *draft) {
  const struct article *article = draft->article;
  write_doubts(buffer, draft, DOUBT_PHOTOS);
  if (article->caption_count > 0) buffer_add_string(buffer, "# photos:\n");
  for (size_t i = 0; i < article->caption_count; i++) {
    buffer_add_string(buffer, "#   - file:\n");
    write_text(buffer, "#     caption", article->captions[i].text);
    write_text(buffer, "#     credit", article->captions[i].credit);
  }
}

static struct view first_sentence(struct view lead) {
  enum { SHORT = 450 };
  return lead.length <= SHORT ? lead : view_trim(view_slice(lead, 0, article_sentence_end(lead, 0)));
}

void draft_write_news(struct buffer *buffer, struct arena *arena, const struct draft *draft) {
  const struct article *article = draft->article;
  const struct facts *facts = draft->facts;
  buffer_add_string(buffer, "---\n");
  write_doubts(buffer, draft, DOUBT_HEADLINE);
  write_text(buffer, "title", article->title);
  write_doubts(buffer, draft, DOUBT_DATE);
  write_date(buffer, "date", draft->date);
  if (article->published.precision == DATE_NONE) buffer_add_string(buffer, "undated: true\n");
  write_text(buffer, "summary", first_sentence(article->paragraphs[0].text));
  write_text(buffer, "author", article->author);
  write_text(buffer, "# category", article->category);
  write_source(buffer, arena, draft);
  write_doubts(buffer, draft, DOUBT_EVENT);
  if (facts->event != NULL) {
    buffer_format(buffer, "event:\n  kind: %s\n", facts->event);
    write_date(buffer, "  date", facts->day);
    write_text(buffer, "  place", facts->place);
  }
  write_doubts(buffer, draft, DOUBT_AGREEMENT);
  write_ids(buffer, draft, "agreements", &agreement_type);
  write_doubts(buffer, draft, DOUBT_NAMES);
  write_ids(buffer, draft, "organizations", &organization_type);
  write_ids(buffer, draft, "people", &person_type);
  write_ids(buffer, draft, "provinces", &province_type);
  write_captions(buffer, draft);
  buffer_add_string(buffer, "draft: true\n---\n");
  write_body(buffer, arena, draft);
}

struct view draft_agreement_title(struct arena *arena, const struct facts *facts) {
  struct buffer title = {0};
  buffer_add(&title, facts->type == NULL ? VIEW("Thỏa thuận") : facts->type->heading);
  for (size_t i = 0; i < facts->party_count; i++) {
    buffer_add_string(&title, i == 0 ? " giữa " : i + 1 < facts->party_count ? ", " : " và ");
    const struct entry *entry = facts->parties[i].organization;
    struct unit_name name = names_on(entry, date_day_number(facts->day));
    buffer_add(&title, facts->day.precision == DATE_NONE ? entry->heading : name.name);
  }
  if (facts->first_year == facts->last_year && facts->first_year > 0)
    buffer_format(&title, " năm %d", facts->first_year);
  else if (facts->first_year > 0)
    buffer_format(&title, " giai đoạn %d–%d", facts->first_year, facts->last_year);
  struct view text = arena_copy(arena, buffer_view(&title));
  buffer_free(&title);
  return text;
}

static void write_signatories(struct buffer *buffer, const struct facts *facts) {
  buffer_add_string(buffer, "signatories:\n");
  for (size_t i = 0; i < facts->party_count; i++) {
    const struct party *party = &facts->parties[i];
    write_text(buffer, "  - organization", party->organization->id);
    if (party->signer_count > 0) buffer_add_string(buffer, "    signers:\n");
    for (size_t k = 0; k < party->signer_count; k++) {
      const struct signing_person *signer = &party->signers[k];
      write_text(buffer, signer->entry != NULL ? "      - person" : "      - name",
                 signer->entry != NULL ? signer->entry->id : signer->name);
      write_text(buffer, "        title", signer->title);
    }
  }
}

static void write_relation(struct buffer *buffer, const char *key, const struct entry *const *entries,
                           size_t count) {
  for (size_t i = 0; i < count; i++)
    buffer_format(buffer, "%s%s%.*s", i == 0 ? key : "", i == 0 ? ": [" : ", ", VIEW_FORMAT(entries[i]->id));
  if (count > 0) buffer_add_string(buffer, "]\n");
}

static void write_bases(struct buffer *buffer, const struct document_text *document) {
  if (document == NULL || document->basis_count == 0) return;
  buffer_add_string(buffer, "legal_basis:\n");
  for (size_t i = 0; i < document->basis_count; i++) {
    const struct basis *basis = &document->bases[i];
    write_text(buffer, "  - number", basis->number);
    write_text(buffer, basis->number.length > 0 ? "    title" : "  - title", basis->title);
  }
}

static void write_period(struct buffer *buffer, const struct facts *facts) {
  if (facts->first_year > 0) {
    buffer_format(buffer, "period:\n  start: %d\n  end: %d\n", facts->first_year, facts->last_year);
  } else if (date_is_given(facts->starts) || date_is_given(facts->ends) || facts->has_open_end) {
    buffer_add_string(buffer, "period:\n");
    write_date(buffer, "  start", facts->starts);
    write_date(buffer, "  end", facts->ends);
    if (facts->has_open_end) buffer_add_string(buffer, "  end: open\n");
  }
}

void draft_write_agreement(struct buffer *buffer, struct arena *arena, const struct draft *draft) {
  const struct facts *facts = draft->facts;
  buffer_add_string(buffer, "---\n");
  write_doubts(buffer, draft, DOUBT_TITLE);
  write_text(buffer, "title", draft->agreement_title);
  write_doubts(buffer, draft, DOUBT_TYPE);
  if (facts->type != NULL) write_text(buffer, "type", facts->type->id);
  write_doubts(buffer, draft, DOUBT_NUMBER);
  write_text(buffer, "number", facts->number);
  write_doubts(buffer, draft, DOUBT_EVENT);
  write_date(buffer, "signed", facts->day);
  write_text(buffer, "place", facts->place);
  write_doubts(buffer, draft, DOUBT_PERIOD);
  write_period(buffer, facts);
  write_doubts(buffer, draft, DOUBT_NAMES);
  write_signatories(buffer, facts);
  write_doubts(buffer, draft, DOUBT_TERRITORY);
  write_relation(buffer, "provinces", facts->territory, facts->territory_count);
  if (facts_is_national(facts)) buffer_add_string(buffer, "national: true\n");
  write_doubts(buffer, draft, DOUBT_COMMITMENTS);
  if (facts->commitment_count > 0) buffer_add_string(buffer, "commitments:\n");
  for (size_t i = 0; i < facts->commitment_count; i++) {
    write_text(buffer, "  - title", facts->commitments[i]);
    if (facts->commitment_parties != NULL)
      buffer_format(buffer, "    by: [%.*s]\n", VIEW_FORMAT(facts->commitment_parties[i]->id));
  }
  if (facts->has_examples) buffer_add_string(buffer, "commitments_complete: false\n");
  write_doubts(buffer, draft, DOUBT_RELATIONS);
  write_relation(buffer, "implements", draft->relations.implements, draft->relations.implements_count);
  write_relation(buffer, "succeeds", draft->relations.succeeds, draft->relations.succeeds_count);
  write_relation(buffer, "amends", draft->relations.amends, draft->relations.amends_count);
  write_bases(buffer, draft->document);
  write_source(buffer, arena, draft);
  buffer_add_string(buffer, "draft: true\n---\n");
}
