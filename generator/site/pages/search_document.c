#include "site/pages/search_document.h"

#include "register/names.h"
#include "schema/fingerprint.h"

#define LABEL(name)                                                                                          \
  { name, sizeof(name) - 1 }
const struct view search_label_names[SEARCH_LABELS] = {
    [SEARCH_TITLE] = LABEL("title"),       [SEARCH_NAME] = LABEL("name"),
    [SEARCH_NUMBER] = LABEL("number"),     [SEARCH_COMMITMENT] = LABEL("commitment"),
    [SEARCH_SUMMARY] = LABEL("summary"),   [SEARCH_PARTY] = LABEL("party"),
    [SEARCH_SIGNER] = LABEL("signer"),     [SEARCH_POSITION] = LABEL("position"),
    [SEARCH_OFFICE] = LABEL("office"),     [SEARCH_PERSON] = LABEL("person"),
    [SEARCH_PLACE] = LABEL("place"),       [SEARCH_PROVINCE] = LABEL("province"),
    [SEARCH_TOPIC] = LABEL("topic"),       [SEARCH_LAW] = LABEL("law"),
    [SEARCH_TYPE] = LABEL("type"),         [SEARCH_PERIOD] = LABEL("period"),
    [SEARCH_DOCUMENT] = LABEL("document"), [SEARCH_AUTHOR] = LABEL("author"),
    [SEARCH_ALIAS] = LABEL("alias"),       [SEARCH_DATE] = LABEL("date"),
    [SEARCH_MENTION] = LABEL("mention"),
};

struct visit {
  const struct search_visitor *visitor;
  struct arena *scratch;
};

static void say(const struct visit *visit, enum search_label label, struct view text) {
  if (text.length > 0) visit->visitor->text(visit->visitor->context, label, text);
}

static void say_text(const struct visit *visit, enum search_label label, struct text text) {
  say(visit, label, text_view(text));
}

static void say_texts(const struct visit *visit, enum search_label label, const struct list *texts) {
  for (size_t i = 0; i < texts->count; i++)
    say_text(visit, label, ((const struct text *)texts->items)[i]);
}

static void file_under(const struct visit *visit, enum search_facet facet, struct view value) {
  if (visit->visitor->facet != NULL) visit->visitor->facet(visit->visitor->context, facet, value);
}

static void file_in_year(const struct visit *visit, struct date date) {
  if (date.precision == DATE_NONE) return;
  file_under(visit, FACET_YEAR, arena_format(visit->scratch, "%d", (int)date.year));
}

/* In the digits that a day of a query is brought to. */
static void say_date(const struct visit *visit, struct date date) {
  struct arena *scratch = visit->scratch;
  if (date.precision == DATE_MONTH)
    say(visit, SEARCH_DATE, arena_format(scratch, "%02d/%d", date.month, (int)date.year));
  else if (date.precision > DATE_MONTH)
    say(visit, SEARCH_DATE, arena_format(scratch, "%02d/%02d/%d", date.day, date.month, (int)date.year));
}

/* Two texts that are read one behind the other. */
static void say_both(const struct visit *visit, enum search_label label, struct view first,
                     struct view second) {
  if (first.length == 0 || second.length == 0) {
    say(visit, label, first.length == 0 ? second : first);
    return;
  }
  say(visit, label, ARENA_JOIN(visit->scratch, first, VIEW(" – "), second));
}

static bool is_unit(const struct entry *entry) {
  return entry->type == &organization_type || entry->type == &province_type;
}

static const struct list *other_names(const struct entry *entry) {
  if (entry->type == &organization_type) return &((const struct organization *)entry)->other_names;
  if (entry->type == &province_type) return &((const struct province *)entry)->other_names;
  if (entry->type == &person_type) return &((const struct person *)entry)->other_names;
  if (entry->type == &topic_type) return &((const struct topic *)entry)->other_names;
  return NULL;
}

/* By what else a reader may know the entry. */
static void say_names(const struct visit *visit, enum search_label label, const struct entry *entry) {
  if (!view_equal(entry->short_heading, entry->heading)) say(visit, label, entry->short_heading);
  if (entry->type == &organization_type) say_text(visit, label, ((const struct organization *)entry)->code);
  for (size_t i = names_count(entry); is_unit(entry) && i-- > 0;) {
    struct unit_name name = names_at(entry, i);
    struct view heading = names_heading(visit->scratch, entry, &name);
    if (!view_equal(heading, entry->heading)) say(visit, label, heading);
    if (!view_equal(name.name, heading) && !view_equal(name.name, entry->short_heading))
      say(visit, label, name.name);
    if (!view_equal(name.short_name, entry->short_heading)) say(visit, label, name.short_name);
  }
  if (other_names(entry) != NULL) say_texts(visit, label, other_names(entry));
}

/* Another entry, as the page names it, and as a reader may. */
static void say_entry(const struct visit *visit, enum search_label label, const struct entry *entry) {
  if (entry == NULL) return;
  say(visit, label, entry->heading);
  if (is_unit(entry)) say_names(visit, SEARCH_ALIAS, entry);
}

static void file_under_province(const struct visit *visit, const struct province *province) {
  if (province == NULL) return;
  file_under(visit, FACET_PROVINCE, province->entry.id);
  if (province->unit_now != NULL && province->unit_now != province)
    file_under(visit, FACET_PROVINCE, province->unit_now->entry.id);
}

static void say_provinces(const struct visit *visit, const struct list *provinces) {
  for (size_t i = 0; i < provinces->count; i++) {
    const struct province *province = list_at(provinces, i);
    say_entry(visit, SEARCH_PROVINCE, &province->entry);
    file_under_province(visit, province);
  }
}

static void say_references(const struct visit *visit, enum search_label label, const struct list *references,
                           int facet) {
  for (size_t i = 0; i < references->count; i++) {
    const struct entry *entry = ((const struct reference *)references->items)[i].target;
    if (entry == NULL) continue;
    say_entry(visit, label, entry);
    if (facet != 0) file_under(visit, (enum search_facet)facet, entry->id);
  }
}

static void say_province(const struct visit *visit, const struct province *province) {
  if (province->region.target != NULL) say(visit, SEARCH_PLACE, province->region.target->heading);
  if (province->merged_into.target != NULL)
    say(visit, SEARCH_PROVINCE, province->merged_into.target->heading);
  for (size_t i = 0; i < province->merged.count; i++)
    say(visit, SEARCH_PROVINCE, ((const struct entry *)list_at(&province->merged, i))->heading);
  file_under_province(visit, province);
}

static void say_organization(const struct visit *visit, const struct organization *organization) {
  const struct entry *parent = organization->parent.target;
  if (parent != NULL) say(visit, SEARCH_OFFICE, parent->heading);
  for (size_t i = 0; i < organization->successors.count; i++) {
    const struct successor *successor = (const struct successor *)organization->successors.items + i;
    if (successor->organization.target != NULL)
      say_both(visit, SEARCH_OFFICE, successor->organization.target->heading, text_view(successor->scope));
  }
  if (organization->province.target != NULL) {
    say_entry(visit, SEARCH_PROVINCE, organization->province.target);
    file_under_province(visit, (const struct province *)organization->province.target);
  }
  file_under(visit, FACET_OFFICE, organization->entry.id);
}

static void say_person(const struct visit *visit, const struct person *person) {
  for (size_t i = 0; i < person->positions.count; i++) {
    const struct position *position = (const struct position *)person->positions.items + i;
    const struct entry *office = position->organization.target;
    if (office == NULL) continue;
    say_both(visit, SEARCH_POSITION, text_view(position->title), office->heading);
    say_names(visit, SEARCH_ALIAS, office);
    file_under(visit, FACET_OFFICE, office->id);
    file_under_province(visit,
                        (const struct province *)((const struct organization *)office)->province.target);
  }
}

static void say_signatories(const struct visit *visit, const struct agreement *agreement) {
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    const struct signatory *party = (const struct signatory *)agreement->signatories.items + i;
    const struct entry *office = party->organization.target;
    if (office == NULL) continue;
    if (!view_equal(party->name_then, office->heading)) say(visit, SEARCH_PARTY, party->name_then);
    say_entry(visit, SEARCH_PARTY, office);
    file_under(visit, FACET_OFFICE, office->id);
    for (size_t k = 0; k < party->signers.count; k++) {
      const struct signer *signer = (const struct signer *)party->signers.items + k;
      struct view name =
          signer->person.target != NULL ? signer->person.target->heading : text_view(signer->name);
      say_both(visit, SEARCH_SIGNER, name, text_view(signer->title));
    }
  }
}

static void say_commitments(const struct visit *visit, const struct agreement *agreement) {
  for (size_t i = 0; i < agreement->commitments.count; i++) {
    const struct commitment *commitment = (const struct commitment *)agreement->commitments.items + i;
    say_text(visit, SEARCH_COMMITMENT, commitment->title);
    say_text(visit, SEARCH_COMMITMENT, commitment->summary);
    say_text(visit, SEARCH_COMMITMENT, commitment->group);
    say_references(visit, SEARCH_TOPIC, &commitment->topics, FACET_TOPIC);
  }
}

/* Where both are known. */
static void say_years(const struct visit *visit, struct date start, struct date end) {
  if (start.precision == DATE_NONE || end.precision == DATE_NONE) return;
  say(visit, SEARCH_PERIOD,
      start.year == end.year ? arena_format(visit->scratch, "%d", (int)start.year)
                             : arena_format(visit->scratch, "%d–%d", (int)start.year, (int)end.year));
}

static void say_agreement(const struct visit *visit, const struct agreement *agreement) {
  const struct period *period = agreement_period(agreement);
  say_text(visit, SEARCH_NUMBER, agreement->number);
  say_signatories(visit, agreement);
  say_text(visit, SEARCH_SUMMARY, agreement->summary);
  say_commitments(visit, agreement);
  say_text(visit, SEARCH_PLACE, agreement->place);
  say_provinces(visit, &agreement->all_provinces);
  say_references(visit, SEARCH_PLACE, &agreement->regions, 0);
  if (agreement->national.value) say(visit, SEARCH_PLACE, visit->visitor->national);
  say_references(visit, SEARCH_TOPIC, &agreement->topics, FACET_TOPIC);
  if (agreement->type.target != NULL) say(visit, SEARCH_TYPE, agreement->type.target->heading);
  say_years(visit, period->start.value, period->end.value);
  for (size_t i = 0; i < agreement->legal_basis.count; i++) {
    const struct legal_document *law = (const struct legal_document *)agreement->legal_basis.items + i;
    say_both(visit, SEARCH_LAW, text_view(law->number), text_view(law->title));
  }
  for (size_t i = 0; i < agreement->documents.count; i++)
    say_text(visit, SEARCH_DOCUMENT, ((const struct attachment *)agreement->documents.items + i)->title);
  say_text(visit, SEARCH_SUMMARY, agreement_termination(agreement)->reason);
  say_date(visit, agreement->signed_on.value);
  say_date(visit, period->start.value);
  say_date(visit, period->end.value);
  say_date(visit, agreement_termination(agreement)->date.value);
  if (agreement->signed_on.value.precision != DATE_NONE)
    file_in_year(visit, agreement->signed_on.value);
  else
    file_in_year(visit, period->start.value);
}

static void say_news(const struct visit *visit, const struct news *news) {
  say_text(visit, SEARCH_SUMMARY, news->summary);
  say_references(visit, SEARCH_OFFICE, &news->organizations, FACET_OFFICE);
  say_references(visit, SEARCH_PERSON, &news->people, 0);
  if (news->event != NULL) {
    say_text(visit, SEARCH_PLACE, news->event->place);
    say_date(visit, news->event->date.value);
  }
  say_date(visit, news_day_of_source(news));
  say_provinces(visit, &news->all_provinces);
  say_references(visit, SEARCH_TOPIC, &news->topics, FACET_TOPIC);
  say_text(visit, SEARCH_AUTHOR, news->author);
  say_text(visit, SEARCH_TYPE, news->category);
  say_references(visit, SEARCH_MENTION, &news->agreements, 0);
  for (size_t i = 0; i < news->photos.count; i++) {
    const struct photo *photo = (const struct photo *)news->photos.items + i;
    say_text(visit, SEARCH_MENTION, photo->caption);
    say_text(visit, SEARCH_MENTION, photo->alt);
  }
  file_in_year(visit, news_day_of_source(news));
}

void search_document_visit(const struct entry *entry, struct arena *scratch,
                           const struct search_visitor *visitor) {
  const struct visit visit = {visitor, scratch};
  say(&visit, SEARCH_TITLE, entry->heading);
  say_names(&visit, SEARCH_NAME, entry);
  if (entry->type == &province_type) say_province(&visit, (const struct province *)entry);
  if (entry->type == &organization_type) say_organization(&visit, (const struct organization *)entry);
  if (entry->type == &person_type) say_person(&visit, (const struct person *)entry);
  if (entry->type == &topic_type) {
    say_text(&visit, SEARCH_SUMMARY, ((const struct topic *)entry)->description);
    file_under(&visit, FACET_TOPIC, entry->id);
  }
  if (entry->type == &agreement_type) say_agreement(&visit, (const struct agreement *)entry);
  if (entry->type == &news_type) say_news(&visit, (const struct news *)entry);
  if (entry->type == &page_type) say_text(&visit, SEARCH_SUMMARY, ((const struct page *)entry)->summary);
  for (size_t i = 0; i < entry->sources.count; i++)
    say_text(&visit, SEARCH_MENTION, ((const struct origin *)entry->sources.items + i)->name);
}

struct date search_document_date(const struct entry *entry) {
  if (entry->type == &news_type) return news_day_of_source((const struct news *)entry);
  return entry->type == &agreement_type ? entry_date(entry) : (struct date){0};
}

uint64_t search_names_digest(const struct entry *entry) {
  uint64_t digest = fingerprint_mix_view(entry->key, entry->heading);
  digest = fingerprint_mix_view(digest, entry->short_heading);
  /* All its names, and which province it is in, are what its file says. */
  return is_unit(entry) ? fingerprint_mix(digest, entry->digest) : digest;
}

static uint64_t mix_entry(uint64_t digest, const struct entry *entry, const uint64_t *names) {
  return fingerprint_mix(digest, entry == NULL ? 0 : names[entry->number]);
}

static uint64_t mix_references(uint64_t digest, const struct list *references, const uint64_t *names) {
  for (size_t i = 0; i < references->count; i++)
    digest = mix_entry(digest, ((const struct reference *)references->items)[i].target, names);
  return digest;
}

static uint64_t mix_province(uint64_t digest, const struct province *province, const uint64_t *names) {
  digest = mix_entry(digest, &province->entry, names);
  return province->unit_now == NULL ? digest : mix_entry(digest, &province->unit_now->entry, names);
}

static uint64_t mix_provinces(uint64_t digest, const struct list *provinces, const uint64_t *names) {
  for (size_t i = 0; i < provinces->count; i++)
    digest = mix_province(digest, list_at(provinces, i), names);
  return digest;
}

static uint64_t mix_agreement(uint64_t digest, const struct agreement *agreement, const uint64_t *names) {
  digest = fingerprint_mix_view(digest, agreement->validity_days);
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    const struct signatory *party = (const struct signatory *)agreement->signatories.items + i;
    digest = mix_entry(digest, party->organization.target, names);
    digest = fingerprint_mix_view(digest, party->name_then);
    for (size_t k = 0; k < party->signers.count; k++)
      digest = mix_entry(digest, ((const struct signer *)party->signers.items)[k].person.target, names);
  }
  digest = mix_provinces(digest, &agreement->all_provinces, names);
  digest = mix_references(digest, &agreement->regions, names);
  digest = mix_references(digest, &agreement->topics, names);
  for (size_t i = 0; i < agreement->commitments.count; i++)
    digest =
        mix_references(digest, &((const struct commitment *)agreement->commitments.items)[i].topics, names);
  return mix_entry(digest, agreement->type.target, names);
}

static uint64_t mix_news(uint64_t digest, const struct news *news, const uint64_t *names) {
  digest = mix_references(digest, &news->organizations, names);
  digest = mix_references(digest, &news->people, names);
  digest = mix_references(digest, &news->topics, names);
  digest = mix_references(digest, &news->agreements, names);
  return mix_provinces(digest, &news->all_provinces, names);
}

static uint64_t mix_organization(uint64_t digest, const struct organization *organization,
                                 const uint64_t *names) {
  digest = mix_entry(digest, organization->parent.target, names);
  for (size_t i = 0; i < organization->successors.count; i++)
    digest = mix_entry(
        digest, ((const struct successor *)organization->successors.items)[i].organization.target, names);
  const struct province *province = (const struct province *)organization->province.target;
  return province == NULL ? digest : mix_province(digest, province, names);
}

static uint64_t mix_person(uint64_t digest, const struct person *person, const uint64_t *names) {
  digest = fingerprint_mix(digest, person->is_signer);
  for (size_t i = 0; i < person->positions.count; i++) {
    const struct entry *office = ((const struct position *)person->positions.items)[i].organization.target;
    digest = mix_entry(digest, office, names);
    if (office != NULL) digest = mix_organization(digest, (const struct organization *)office, names);
  }
  return digest;
}

uint64_t search_document_digest(const struct entry *entry, const uint64_t *names) {
  uint64_t digest = fingerprint_mix(names[entry->number], entry->digest);
  if (entry->type == &agreement_type) return mix_agreement(digest, (const struct agreement *)entry, names);
  if (entry->type == &news_type) return mix_news(digest, (const struct news *)entry, names);
  if (entry->type == &organization_type)
    return mix_organization(digest, (const struct organization *)entry, names);
  if (entry->type == &person_type) return mix_person(digest, (const struct person *)entry, names);
  if (entry->type != &province_type) return digest;
  const struct province *province = (const struct province *)entry;
  digest = mix_provinces(mix_province(digest, province, names), &province->merged, names);
  digest = mix_entry(digest, province->merged_into.target, names);
  return mix_entry(digest, province->region.target, names);
}
