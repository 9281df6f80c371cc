/* kyket import: a press text becomes drafts. */
#include "command/edit_session.h"
#include "command/report.h"
#include "parse/entry.h"
#include "parts/import/draft.h"
#include "parts/import/known_agreements.h"
#include "parts/import/listed_provinces.h"
#include "parts/import/namesakes.h"
#include "parts/import/press_file.h"
#include "parts/import/press_people.h"
#include "parts/import/small_letters.h"
#include "text/legacy_encoding.h"
#include "text/unicode.h"

#include <unistd.h>

struct import {
  struct edit_session *session;
  struct arena *arena;
  struct press_text press;
  struct article article;
  struct mentions mentions;
  struct facts facts;
  struct doubts doubts;
  struct draft draft;
};

/* Of signatories in just those provinces that the title and the lead name: "Cà Mau và Ninh Bình ký kết". */
static bool has_same_provinces(const struct agreement *agreement, const struct mentions *mentions) {
  enum { MOST = 16 };
  const struct entry *named[MOST];
  size_t count = 0, found = 0;
  for (size_t i = 0; i < 2 && i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct entry *entry = mentions->units[i].mentions[k].entry;
      if (entry == NULL || entry->type != &province_type) continue;
      bool is_again = false;
      for (size_t at = 0; at < count; at++)
        is_again = is_again || named[at] == entry;
      if (!is_again && count < MOST) named[count++] = entry;
    }
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < agreement->signatories.count; k++) {
      const struct entry *organization = signatories[k].organization.target;
      if (organization == NULL || mention_province(organization) != named[i]) continue;
      found++;
      break;
    }
  return count >= 2 && found == count && agreement->signatories.count == count;
}

/* An agreement of the same parties and years, or of the number, is the one that the text tells of; where it
 * names no parties, one of the provinces that it names, if it is the only one. */
static const struct entry *find_agreement(const struct import *import) {
  const struct entry *of_provinces = NULL;
  bool several = false;
  const struct registry *registry = import->session->project.registry;
  const struct facts *facts = &import->facts;
  for (size_t i = 0; i < registry->all.count; i++) {
    const struct entry *entry = list_at(&registry->all, i);
    if (entry->type != &agreement_type) continue;
    const struct agreement *agreement = (const struct agreement *)entry;
    if (known_agreements_same_number(import->arena, text_view(agreement->number), facts->number))
      return entry;
    bool same_years = facts_are_years_of(facts->first_year, facts->last_year, agreement);
    bool same_day = facts->first_year == 0 && facts->day.precision == DATE_DAY &&
                    agreement->signed_on.value.precision == DATE_DAY &&
                    date_day_number(facts->day) == date_day_number(agreement->signed_on.value);
    if ((same_years || same_day) && facts_has_same_parties(facts, agreement)) return entry;
    if (!same_years || facts->party_count > 0 || !has_same_provinces(agreement, &import->mentions)) continue;
    several = several || of_provinces != NULL;
    of_provinces = entry;
  }
  return several ? NULL : of_provinces;
}

/* What keeps the agreement from being written. */
static bool is_complete(struct import *import) {
  const struct facts *facts = &import->facts;
  size_t known = 0;
  for (size_t i = 0; i < facts->party_count; i++)
    known += facts->parties[i].organization != NULL;
  if (facts->party_count < 2) {
    doubts_add(&import->doubts, DOUBT_AGREEMENT, sentence_import_no_parties());
    return false;
  }
  if (known < facts->party_count) {
    doubts_add(&import->doubts, DOUBT_AGREEMENT,
               sentence_import_few_parties((long long)known, (long long)facts->party_count));
    return false;
  }
  if (facts->day.precision == DATE_NONE && facts->first_year == 0) {
    doubts_add(&import->doubts, DOUBT_AGREEMENT, sentence_import_no_time());
    return false;
  }
  return true;
}

static enum exit_status check_id(struct import *import, enum entry_kind kind, struct view id) {
  struct edit_session *session = import->session;
  if (id.length == 0) return edit_session_refuse(session, sentence_no_id_from_name(session->command));
  if (!parse_id_is_good(id)) return edit_session_refuse(session, sentence_bad_entry_id(session->command, id));
  const struct entry *taken = registry_find(session->project.registry, kind, id);
  if (taken != NULL)
    return edit_session_refuse(session, sentence_entry_id_taken(session->command, id, taken->path));
  return EXIT_DONE;
}

static struct view folder_of(const struct import *import, const struct record_type *type) {
  const char *content = import->session->options.registry.content;
  if (content[0] == '\0') return view_of(type->folder);
  return arena_format(import->arena, "%s/%s", content, type->folder);
}

/* Of central bodies alone: of others their provinces say it. */
static void tell_territory(struct import *import) {
  const struct facts *facts = &import->facts;
  if (facts_is_national(facts))
    doubts_add(&import->doubts, DOUBT_TERRITORY, sentence_import_national());
  else if (facts->territory_count > 0)
    doubts_add(&import->doubts, DOUBT_TERRITORY, sentence_import_provinces());
  else if (facts->is_of_part)
    doubts_add(&import->doubts, DOUBT_TERRITORY, sentence_import_part_of_country());
}

static enum exit_status add_agreement(struct import *import) {
  if (!import->facts.is_signing) return EXIT_DONE;
  const struct entry *known = find_agreement(import);
  if (known != NULL) {
    import->draft.agreement = known;
    doubts_add(&import->doubts, DOUBT_AGREEMENT, sentence_import_known_agreement(known->id));
    return EXIT_DONE;
  }
  if (!is_complete(import)) return EXIT_DONE;
  import->draft.agreement_title = draft_agreement_title(import->arena, &import->facts);
  struct view id = parse_offer_id(import->arena, import->draft.agreement_title);
  if (import->facts.first_year > 0)
    id = arena_format(import->arena, "%.*s-%d-%d", VIEW_FORMAT(id), import->facts.first_year,
                      import->facts.last_year);
  import->draft.agreement_id = id;
  doubts_add(&import->doubts, DOUBT_TITLE, sentence_import_made_title());
  tell_territory(import);
  relations_find(&import->draft.relations, import->session->project.registry, &import->mentions,
                 &import->facts, &import->doubts);
  return check_id(import, ENTRY_AGREEMENT, import->draft.agreement_id);
}

static void print_doubts(const struct import *import, struct view news,
                         const struct message_language *language) {
  for (const struct doubt *doubt = import->doubts.first; doubt != NULL; doubt = doubt->next) {
    /* Without an agreement there is nothing to check of its fields. */
    if (import->draft.agreement_id.length == 0 && doubt->field > DOUBT_AGREEMENT) continue;
    struct buffer line = {0};
    buffer_format(&line, "%.*s: warning: ", VIEW_FORMAT(news));
    message_write(&line, &doubt->message, language);
    fprintf(stderr, "%.*s\n", VIEW_FORMAT(buffer_view(&line)));
    buffer_free(&line);
  }
}

/* In double quotes, as a shell takes it. */
static void print_new(const char *kind, struct view name) {
  struct buffer line = {0};
  for (size_t i = 0; i < name.length; i++) {
    if (strchr("\"\\$`", name.data[i]) != NULL) buffer_add_byte(&line, '\\');
    buffer_add_byte(&line, name.data[i]);
  }
  fprintf(stderr, "kyket new %s \"%.*s\"\n", kind, VIEW_FORMAT(buffer_view(&line)));
  buffer_free(&line);
}

static void print_unknown(const struct import *import) {
  const struct mentions *mentions = &import->mentions;
  struct map seen = {0};
  for (size_t i = 0; i < mentions->unit_count; i++)
    for (size_t k = 0; k < mentions->units[i].mention_count; k++) {
      const struct mention *mention = &mentions->units[i].mentions[k];
      if (mention->entry != NULL) continue;
      void **slot = map_slot(&seen, mention->unknown);
      if (*slot == NULL) print_new("organization", mention->unknown);
      *slot = &seen;
    }
  for (size_t i = 0; i < mentions->person_count; i++) {
    if (mentions->people[i].entry != NULL) continue;
    void **slot = map_slot(&seen, mentions->people[i].name);
    if (*slot == NULL) print_new("person", mentions->people[i].name);
    *slot = &seen;
  }
  map_free(&seen);
}

/* Those of the parties that the register does not know. */
static void print_unknown_parties(const struct facts *facts) {
  for (size_t i = 0; i < facts->party_count; i++)
    if (facts->parties[i].organization == NULL) print_new("organization", facts->parties[i].unknown);
}

static struct view agreement_path(const struct import *import) {
  return ARENA_JOIN(import->arena, folder_of(import, &agreement_type), VIEW("/"), import->draft.agreement_id,
                    VIEW(".md"));
}

static void add_agreement_file(struct import *import) {
  struct buffer text = {0};
  draft_write_agreement(&text, import->arena, &import->draft);
  edits_create(&import->session->edits, agreement_path(import), buffer_view(&text));
  buffer_free(&text);
}

static void add_files(struct import *import) {
  struct edits *edits = &import->session->edits;
  struct buffer text = {0};
  struct view news_id = import->draft.article->title, folder = folder_of(import, &news_type);
  news_id = import->session->options.id != NULL ? view_of(import->session->options.id)
                                                : parse_offer_id(import->arena, news_id);
  struct view news = arena_format(import->arena, "%.*s/%d/%.*s.md", VIEW_FORMAT(folder),
                                  (int)import->draft.date.year, VIEW_FORMAT(news_id));
  draft_write_news(&text, import->arena, &import->draft);
  edits_create(edits, news, buffer_view(&text));
  buffer_free(&text);
  if (import->draft.agreement_id.length > 0) add_agreement_file(import);
  print_doubts(import, news, project_language(&import->session->project, &import->session->options));
  print_unknown(import);
}

/* "/2015/01/26/" in an address, as many sites have it: the day on which they put the text up. */
static bool day_in_address(struct view url, struct date *date) {
  for (size_t at = 0; (at = view_find_byte(url, '/', at)) != VIEW_NOT_FOUND; at++) {
    struct view day = view_slice(url, at + 1, strlen("2015/01/26"));
    if (day.length < strlen("2015/01/26") || at + 1 + day.length >= url.length ||
        url.data[at + 1 + day.length] != '/' || day.data[4] != '/' || day.data[7] != '/')
      continue;
    char iso[] = "2015-01-26";
    memcpy(iso, day.data, day.length);
    iso[4] = iso[7] = '-';
    if (date_parse(view_of(iso), false, date) && date->precision == DATE_DAY) return true;
  }
  return false;
}

/* An address as one is compared: without scheme, "www.", what a page is opened at, and the last slash. */
static struct view plain_address(struct view url) {
  size_t scheme = view_find(url, VIEW("://"), 0);
  if (scheme != VIEW_NOT_FOUND) url = view_slice(url, scheme + strlen("://"), SIZE_MAX);
  if (view_starts_with(url, "www.")) url = view_slice(url, strlen("www."), SIZE_MAX);
  url = view_slice(url, 0, view_find_byte(url, '#', 0));
  while (view_ends_with(url, "/"))
    url.length--;
  return url;
}

/* Tells of each entry that has the address among its sources: the text may have been taken over before. */
static void tell_of_source(struct import *import, struct view url) {
  enum { MOST = 5 };
  const struct registry *registry = import->session->project.registry;
  struct view address = plain_address(url);
  size_t told = 0;
  for (size_t i = 0; address.length > 0 && i < registry->all.count && told < MOST; i++) {
    const struct entry *entry = list_at(&registry->all, i);
    const struct origin *origins = entry->sources.items;
    for (size_t k = 0; k < entry->sources.count; k++) {
      if (!view_equal(plain_address(text_view(origins[k].url)), address)) continue;
      doubts_add(&import->doubts, DOUBT_SOURCE,
                 sentence_import_known_source(view_of(entry->type->name), entry->id, entry->path));
      told++;
      break;
    }
  }
}

/* A title in capital letters takes those of the text. */
static void write_title_small(struct import *import) {
  struct article *article = &import->article;
  if (!small_letters_are_missing(article->title)) return;
  struct view *lines = arena_array(import->arena, article->paragraph_count + 1, sizeof *lines);
  for (size_t i = 0; i < article->paragraph_count; i++)
    lines[i] = article->paragraphs[i].text;
  struct view small = small_letters_of(import->arena, article->title, &import->mentions.units[0], lines,
                                       article->paragraph_count);
  article->title = text_capitalize(import->arena, small);
  doubts_add(&import->doubts, DOUBT_HEADLINE, sentence_import_small_title());
}

static enum exit_status import_article(struct import *import, const struct name_index *index) {
  struct edit_session *session = import->session;
  struct article *article = &import->article;
  if (article->published.precision == DATE_NONE)
    doubts_add(&import->doubts, DOUBT_DATE,
               day_in_address(article->url, &article->published) ? sentence_import_day_of_address()
                                                                 : sentence_import_no_day());
  tell_of_source(import, article->url);
  if (article->other_days) doubts_add(&import->doubts, DOUBT_DATE, sentence_import_other_days());
  if (article->is_author_likely)
    doubts_add(&import->doubts, DOUBT_SOURCE, sentence_import_author_above(article->author));
  size_t likely = 0;
  for (size_t i = 0; i < article->caption_count; i++)
    likely += article->captions[i].is_likely;
  if (likely > 0)
    doubts_add(&import->doubts, DOUBT_PHOTOS, sentence_import_likely_captions((long long)likely));
  mentions_find(&import->mentions, import->arena, article, index, &import->doubts);
  press_people_find(&import->mentions, import->arena);
  facts_find(&import->facts, import->arena, article, &import->mentions, &import->doubts);
  namesakes_tell(&import->mentions, &import->doubts);
  listed_provinces_tell_of_passing(import->arena, &import->mentions, &import->facts, &import->doubts);
  known_agreements_find(&import->mentions, import->arena, session->project.registry, &import->facts,
                        &import->doubts);
  write_title_small(import);
  import->draft = (struct draft){
      .article = article, .mentions = &import->mentions, .facts = &import->facts, .doubts = &import->doubts};
  import->draft.today = session->options.registry.today;
  import->draft.today.precision = DATE_DAY;
  import->draft.date =
      article->published.precision != DATE_NONE ? article->published : session->options.registry.today;
  enum exit_status status =
      check_id(import, ENTRY_NEWS,
               session->options.id != NULL ? view_of(session->options.id)
                                           : parse_offer_id(import->arena, article->title));
  if (status == EXIT_DONE) status = add_agreement(import);
  if (status == EXIT_DONE) add_files(import);
  return status;
}

/* What keeps a document from becoming an agreement; false: it was told. */
static bool is_document_complete(struct import *import, const struct document_text *document) {
  struct edit_session *session = import->session;
  const char *file = session->options.arguments[0];
  const struct facts *facts = &document->facts;
  size_t known = 0;
  for (size_t i = 0; i < facts->party_count; i++)
    known += facts->parties[i].organization != NULL;
  const struct entry *agreement = known < facts->party_count ? NULL : find_agreement(import);
  if (agreement != NULL) {
    edit_session_refuse(session, sentence_import_document_known(file, agreement->id, agreement->path));
  } else if (known < 2 || known < facts->party_count) {
    edit_session_refuse(session, sentence_import_document_parties(file, (long long)known));
    print_unknown_parties(facts);
  } else if (facts->day.precision == DATE_NONE && facts->first_year == 0) {
    edit_session_refuse(session, sentence_import_document_time(file));
  } else {
    return true;
  }
  return false;
}

/* The agreement's own text: a draft of the agreement, and no news. */
static enum exit_status import_document(struct import *import, struct document_text *document) {
  struct edit_session *session = import->session;
  struct draft *draft = &import->draft;
  import->facts = document->facts;
  import->mentions = document->mentions;
  if (!is_document_complete(import, document)) return EXIT_CONTENT;
  if (session->options.url != NULL) document->article.url = view_of(session->options.url);
  tell_of_source(import, document->article.url);
  *draft = (struct draft){.article = &document->article,
                          .mentions = &import->mentions,
                          .facts = &import->facts,
                          .doubts = &import->doubts,
                          .today = session->options.registry.today,
                          .agreement_title = document->article.title,
                          .document = document};
  draft->today.precision = DATE_DAY;
  draft->agreement_id = session->options.id != NULL ? view_of(session->options.id)
                                                    : parse_offer_id(import->arena, draft->agreement_title);
  tell_territory(import);
  enum exit_status status = check_id(import, ENTRY_AGREEMENT, draft->agreement_id);
  if (status != EXIT_DONE) return status;
  add_agreement_file(import);
  print_doubts(import, agreement_path(import), project_language(&session->project, &session->options));
  return EXIT_DONE;
}

static enum exit_status import_file(struct edit_session *session) {
  struct import import = {
      .session = session, .arena = &session->edits.arena, .doubts = {.arena = &session->edits.arena}};
  const char *file = session->options.arguments[0];
  enum press_file_result result = press_file_read(&import.press, import.arena, file, &session->diagnostics);
  switch (result) {
  case PRESS_FILE_READ:
    break;
  case PRESS_FILE_UNREADABLE:
    edit_session_refuse(session, sentence_import_unreadable(file));
    return EXIT_ENVIRONMENT;
  case PRESS_FILE_LARGE:
    edit_session_refuse(session, sentence_import_large(file));
    return EXIT_CONTENT;
  case PRESS_FILE_BROKEN:
    edit_session_refuse(session, sentence_import_broken(file));
    return EXIT_CONTENT;
  case PRESS_FILE_WRONG:
    return EXIT_CONTENT;
  }
  for (size_t i = 0, where; i < import.press.count; i++)
    if (text_is_legacy(import.press.lines[i].text, &where)) {
      edit_session_refuse(session, sentence_import_legacy(file, import.press.lines[i].text));
      return EXIT_CONTENT;
    }
  struct name_index *index = name_index_open(import.arena, session->project.registry);
  struct document_text document;
  enum exit_status status = EXIT_CONTENT;
  if (document_text_read(&document, import.arena, &import.press, index, session->project.registry,
                         &import.doubts)) {
    status = import_document(&import, &document);
  } else if (!article_read(&import.article, import.arena, &import.press)) {
    edit_session_refuse(session, sentence_import_no_article(file));
  } else {
    if (session->options.url != NULL) import.article.url = view_of(session->options.url);
    status = import_article(&import, index);
  }
  name_index_close(index);
  return status;
}

int main(int argc, char **argv) {
  struct edit_session session = {.command = "import"};
  enum exit_status status = options_read(&session.options, OF_IMPORT, argc, argv);
  if (status == EXIT_DONE) status = edit_session_open(&session, false);
  if (status == EXIT_DONE) status = import_file(&session);
  return (int)edit_session_end(&session, status);
}
