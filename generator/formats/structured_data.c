#include "formats/structured_data.h"

#include "formats/json_text.h"
#include "register/validity.h"

/* --- Values --- */

static void begin_node(struct buffer *buffer, struct view type) {
  char last = buffer->data[buffer->length - 1];
  if (last == '}') buffer_add_byte(buffer, ',');
  buffer_add_byte(buffer, '{');
  json_text_add_member(buffer, VIEW("@type"), type);
}

static void end_node(struct buffer *buffer) {
  buffer_add_byte(buffer, '}');
}

static void begin_list(struct buffer *buffer, struct view name) {
  json_text_begin_member(buffer, name);
  buffer_add_byte(buffer, '[');
}

/* A list without elements goes again, up to where it began. */
static void end_list(struct buffer *buffer, size_t begin) {
  if (buffer->data[buffer->length - 1] == '[')
    buffer->length = begin;
  else
    buffer_add_byte(buffer, ']');
}

static void add_text(const struct structured_data *data, struct view name, struct text text) {
  json_text_add_member(data->buffer, name, text_view(text));
}

static void add_date(const struct structured_data *data, struct view name, struct date date) {
  if (date.precision == DATE_NONE) return;
  json_text_begin_member(data->buffer, name);
  buffer_add_byte(data->buffer, '"');
  date_add_iso(data->buffer, date);
  buffer_add_byte(data->buffer, '"');
}

/* An address with the origin before it; plain, so that nothing needs an escape but what JSON's does. */
static void add_address(const struct structured_data *data, struct view name, struct view url) {
  if (url.length == 0) return;
  struct buffer whole = {0};
  buffer_add(&whole, data->addresses->origin);
  buffer_add(&whole, url);
  json_text_add_member(data->buffer, name, buffer_view(&whole));
  buffer_free(&whole);
}

/* --- Entries that others lead to --- */

static bool is_authority(const struct entry *entry) {
  static const char *const kinds[] = {"ministry", "department", "peoples-committee",
                                      "police",   "military",   "judiciary"};
  struct view kind = text_view(((const struct organization *)entry)->kind);
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (view_equal_string(kind, kinds[i])) return true;
  return false;
}

static struct view type_of(const struct entry *entry) {
  if (entry->type == &agreement_type) return VIEW("Legislation");
  if (entry->type == &news_type) return VIEW("NewsArticle");
  if (entry->type == &person_type) return VIEW("Person");
  if (entry->type == &province_type || entry->type == &region_type) return VIEW("AdministrativeArea");
  if (entry->type == &page_type) return VIEW("WebPage");
  if (entry->type == &topic_type) return VIEW("CollectionPage");
  if (entry->type != &organization_type) return (struct view){NULL, 0};
  return is_authority(entry) ? VIEW("GovernmentOrganization") : VIEW("Organization");
}

/* Its own page says more; `name` is what it is called here, empty: as there. */
static void add_reference(const struct structured_data *data, const struct entry *entry, struct view name) {
  if (entry == NULL) return;
  struct view heading = *(const struct view *)reads_field(data->reads, entry, "heading");
  if (entry->type == &organization_type) reads_note(data->reads, entry, READS_OWN);
  reads_field(data->reads, entry, "url");
  begin_node(data->buffer, type_of(entry));
  add_address(data, VIEW("@id"), address_book_entry(data->addresses, entry));
  json_text_add_member(data->buffer, VIEW("name"), name.length > 0 ? name : heading);
  end_node(data->buffer);
}

static const struct view as_there = {NULL, 0};

static void add_references(const struct structured_data *data, struct view name, const struct list *list) {
  size_t begin = data->buffer->length;
  begin_list(data->buffer, name);
  for (size_t i = 0; i < list->count; i++)
    add_reference(data, ((const struct reference *)list->items)[i].target, as_there);
  end_list(data->buffer, begin);
}

static void add_one(const struct structured_data *data, struct view name, const struct entry *entry) {
  if (entry == NULL) return;
  size_t begin = data->buffer->length;
  begin_list(data->buffer, name);
  add_reference(data, entry, as_there);
  end_list(data->buffer, begin);
}

static void add_names(const struct structured_data *data, struct view name, const struct list *references) {
  if (references->count == 0) return;
  begin_list(data->buffer, name);
  for (size_t i = 0; i < references->count; i++) {
    const struct entry *entry = ((const struct reference *)references->items)[i].target;
    if (entry == NULL) continue;
    if (data->buffer->data[data->buffer->length - 1] != '[') buffer_add_byte(data->buffer, ',');
    json_text_add(data->buffer, *(const struct view *)reads_field(data->reads, entry, "heading"));
  }
  buffer_add_byte(data->buffer, ']');
}

/* --- Agreements --- */

static void add_parties(const struct structured_data *data, const struct agreement *agreement) {
  size_t begin = data->buffer->length;
  begin_list(data->buffer, VIEW("legislationPassedBy"));
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    const struct signatory *signatory = (const struct signatory *)agreement->signatories.items + i;
    add_reference(data, signatory->organization.target, signatory->name_then);
  }
  end_list(data->buffer, begin);
}

/* What is in force and what is not; nothing where that is not known. */
static void add_force(const struct structured_data *data, const struct agreement *agreement) {
  enum status status =
      status_of_name(*(const struct view *)reads_field(data->reads, &agreement->entry, "status"));
  if (status == STATUS_UNKNOWN || status == STATUS_UNSIGNED || (int)status == STATUSES) return;
  json_text_add_member(data->buffer, VIEW("legislationLegalForce"),
                       status_is_current(status) ? VIEW("https://schema.org/InForce")
                                                 : VIEW("https://schema.org/NotInForce"));
}

static void add_bound(struct buffer *buffer, struct date date) {
  if (date.precision == DATE_NONE)
    buffer_add(buffer, VIEW(".."));
  else
    date_add_iso(buffer, date);
}

/* The term as it is recorded; what is not known of it is open, and nothing is said of a term of which no day
 * is known. A termination ends it. */
static void add_coverage(const struct structured_data *data, const struct agreement *agreement) {
  struct date start = agreement_period(agreement)->start.value,
              ends = *(const struct date *)reads_field(data->reads, &agreement->entry, "ends");
  bool is_open = ends.precision == DATE_NONE && agreement_period(agreement)->is_open;
  if (ends.precision == DATE_NONE && (start.precision == DATE_NONE || !is_open)) return;
  json_text_begin_member(data->buffer, VIEW("temporalCoverage"));
  buffer_add_byte(data->buffer, '"');
  add_bound(data->buffer, start);
  buffer_add_byte(data->buffer, '/');
  add_bound(data->buffer, ends);
  buffer_add_byte(data->buffer, '"');
}

static void add_territory(const struct structured_data *data, const struct agreement *agreement) {
  size_t begin = data->buffer->length;
  begin_list(data->buffer, VIEW("spatialCoverage"));
  if (agreement->national.value) {
    begin_node(data->buffer, VIEW("Country"));
    json_text_add_member(data->buffer, VIEW("name"), VIEW("Việt Nam"));
    end_node(data->buffer);
  }
  for (size_t i = 0; i < agreement->regions.count; i++)
    add_reference(data, ((const struct reference *)agreement->regions.items)[i].target, as_there);
  const struct list *provinces = reads_field(data->reads, &agreement->entry, "all_provinces");
  for (size_t i = 0; i < provinces->count; i++)
    add_reference(data, list_at(provinces, i), as_there);
  end_list(data->buffer, begin);
}

static void add_legal_basis(const struct structured_data *data, const struct list *documents) {
  size_t begin = data->buffer->length;
  begin_list(data->buffer, VIEW("isBasedOn"));
  for (size_t i = 0; i < documents->count; i++) {
    const struct legal_document *document = (const struct legal_document *)documents->items + i;
    begin_node(data->buffer, VIEW("Legislation"));
    add_text(data, VIEW("legislationIdentifier"), document->number);
    add_text(data, VIEW("name"), document->title);
    add_text(data, VIEW("url"), document->url);
    end_node(data->buffer);
  }
  end_list(data->buffer, begin);
}

static void add_agreement(const struct structured_data *data, const struct agreement *agreement) {
  add_text(data, VIEW("alternateName"), agreement->short_title);
  add_text(data, VIEW("description"), agreement->summary);
  add_text(data, VIEW("legislationIdentifier"), agreement->number);
  if (agreement->type.target != NULL)
    json_text_add_member(data->buffer, VIEW("legislationType"),
                         *(const struct view *)reads_field(data->reads, agreement->type.target, "heading"));
  reads_field(data->reads, &agreement->entry, "is_unsigned");
  if (!agreement->is_unsigned) add_date(data, VIEW("legislationDate"), agreement->signed_on.value);
  add_force(data, agreement);
  add_coverage(data, agreement);
  add_parties(data, agreement);
  add_territory(data, agreement);
  add_references(data, VIEW("legislationApplies"), &agreement->implements);
  add_references(data, VIEW("legislationChanges"), &agreement->amends);
  add_legal_basis(data, &agreement->legal_basis);
  add_names(data, VIEW("keywords"), &agreement->topics);
}

/* --- Other entries --- */

static void add_publisher(const struct structured_data *data) {
  struct view publisher = text_view(data->site->publisher);
  json_text_begin_member(data->buffer, VIEW("publisher"));
  begin_node(data->buffer, VIEW("Organization"));
  json_text_add_member(data->buffer, VIEW("name"),
                       publisher.length > 0 ? publisher : text_view(data->site->title));
  end_node(data->buffer);
}

/* Where the news was published before. */
static void add_sources(const struct structured_data *data, const struct list *sources) {
  size_t begin = data->buffer->length;
  begin_list(data->buffer, VIEW("isBasedOn"));
  for (size_t i = 0; i < sources->count; i++) {
    const struct origin *origin = (const struct origin *)sources->items + i;
    begin_node(data->buffer, VIEW("CreativeWork"));
    add_text(data, VIEW("name"), origin->name);
    add_text(data, VIEW("url"), origin->url);
    end_node(data->buffer);
  }
  end_list(data->buffer, begin);
}

static void add_photos(const struct structured_data *data, const struct list *photos) {
  size_t begin = data->buffer->length;
  begin_list(data->buffer, VIEW("image"));
  for (size_t i = 0; i < photos->count; i++) {
    struct buffer address = {0};
    if (i > 0) buffer_add_byte(data->buffer, ',');
    buffer_add(&address, data->addresses->origin);
    address_book_add_media(data->addresses, text_view(((const struct photo *)photos->items)[i].shown),
                           &address);
    json_text_add(data->buffer, buffer_view(&address));
    buffer_free(&address);
  }
  end_list(data->buffer, begin);
}

static void add_news(const struct structured_data *data, const struct news *news) {
  add_text(data, VIEW("headline"), news->title);
  add_text(data, VIEW("description"), news->summary);
  add_date(data, VIEW("datePublished"), news_day_of_source(news));
  add_text(data, VIEW("articleSection"), news->category);
  add_text(data, VIEW("creditText"), news->author);
  add_text(data, VIEW("inLanguage"), data->site->language);
  add_publisher(data);
  add_photos(data, &news->photos);
  add_references(data, VIEW("about"), &news->agreements);
  size_t begin = data->buffer->length;
  begin_list(data->buffer, VIEW("mentions"));
  const struct list *const lists[] = {&news->organizations, &news->people};
  for (size_t i = 0; i < 2; i++)
    for (size_t k = 0; k < lists[i]->count; k++)
      add_reference(data, ((const struct reference *)lists[i]->items)[k].target, as_there);
  end_list(data->buffer, begin);
  add_names(data, VIEW("keywords"), &news->topics);
  add_sources(data, &news->entry.sources);
}

static void add_organization(const struct structured_data *data, const struct organization *organization) {
  add_text(data, VIEW("alternateName"), organization->short_name);
  add_text(data, VIEW("url"), organization->website);
  add_date(data, VIEW("foundingDate"), organization->founded.value);
  add_date(data, VIEW("dissolutionDate"), organization->dissolved.value);
  add_one(data, VIEW("parentOrganization"), organization->parent.target);
  add_one(data, VIEW("location"), organization->province.target);
}

/* A position is a role, which has days. */
static void add_person(const struct structured_data *data, const struct person *person) {
  size_t begin = data->buffer->length;
  begin_list(data->buffer, VIEW("affiliation"));
  for (size_t i = 0; i < person->positions.count; i++) {
    const struct position *position = (const struct position *)person->positions.items + i;
    begin_node(data->buffer, VIEW("OrganizationRole"));
    add_text(data, VIEW("roleName"), position->title);
    add_date(data, VIEW("startDate"), position->from.value);
    add_date(data, VIEW("endDate"), position->to.value);
    add_one(data, VIEW("affiliation"), position->organization.target);
    end_node(data->buffer);
  }
  end_list(data->buffer, begin);
}

static void add_province(const struct structured_data *data, const struct province *province) {
  add_text(data, VIEW("identifier"), province->code);
  json_text_begin_member(data->buffer, VIEW("containedInPlace"));
  begin_node(data->buffer, VIEW("Country"));
  json_text_add_member(data->buffer, VIEW("name"), VIEW("Việt Nam"));
  end_node(data->buffer);
}

void structured_data_add_entry(const struct structured_data *data, const struct entry *entry) {
  struct view type = type_of(entry), url = address_book_entry(data->addresses, entry);
  if (type.length == 0 || url.length == 0) return;
  reads_note(data->reads, entry, READS_OWN);
  reads_field(data->reads, entry, "url");
  begin_node(data->buffer, type);
  add_address(data, VIEW("@id"), url);
  add_address(data, VIEW("mainEntityOfPage"), url);
  json_text_add_member(data->buffer, VIEW("name"),
                       *(const struct view *)reads_field(data->reads, entry, "heading"));
  if (entry->type == &agreement_type) add_agreement(data, (const struct agreement *)entry);
  if (entry->type == &news_type) add_news(data, (const struct news *)entry);
  if (entry->type == &organization_type) add_organization(data, (const struct organization *)entry);
  if (entry->type == &person_type) add_person(data, (const struct person *)entry);
  if (entry->type == &province_type) add_province(data, (const struct province *)entry);
  if (entry->type == &topic_type)
    add_text(data, VIEW("description"), ((const struct topic *)entry)->description);
  if (entry->type == &page_type) add_text(data, VIEW("description"), ((const struct page *)entry)->summary);
  end_node(data->buffer);
}

/* --- The page --- */

void structured_data_begin(const struct structured_data *data) {
  buffer_add(data->buffer, VIEW("{\"@context\":\"https://schema.org\",\"@graph\":["));
}

void structured_data_end(const struct structured_data *data) {
  buffer_add(data->buffer, VIEW("]}"));
}

void structured_data_add_website(const struct structured_data *data, struct view search) {
  begin_node(data->buffer, VIEW("WebSite"));
  json_text_add_member(data->buffer, VIEW("@id"), data->addresses->home);
  json_text_add_member(data->buffer, VIEW("url"), data->addresses->home);
  add_text(data, VIEW("name"), data->site->title);
  add_text(data, VIEW("description"), data->site->description);
  add_text(data, VIEW("inLanguage"), data->site->language);
  add_publisher(data);
  json_text_begin_member(data->buffer, VIEW("potentialAction"));
  begin_node(data->buffer, VIEW("SearchAction"));
  json_text_begin_member(data->buffer, VIEW("target"));
  begin_node(data->buffer, VIEW("EntryPoint"));
  struct buffer address = {0};
  buffer_add(&address, search);
  buffer_add(&address, VIEW("?q={search_term_string}"));
  add_address(data, VIEW("urlTemplate"), buffer_view(&address));
  buffer_free(&address);
  end_node(data->buffer);
  json_text_add_member(data->buffer, VIEW("query-input"), VIEW("required name=search_term_string"));
  end_node(data->buffer);
  end_node(data->buffer);
}

void structured_data_add_breadcrumbs(const struct structured_data *data,
                                     const struct structured_data_crumb *crumbs, size_t count) {
  begin_node(data->buffer, VIEW("BreadcrumbList"));
  begin_list(data->buffer, VIEW("itemListElement"));
  for (size_t i = 0; i < count; i++) {
    begin_node(data->buffer, VIEW("ListItem"));
    json_text_begin_member(data->buffer, VIEW("position"));
    buffer_add_integer(data->buffer, (int64_t)i + 1);
    json_text_add_member(data->buffer, VIEW("name"), crumbs[i].name);
    add_address(data, VIEW("item"), crumbs[i].url);
    end_node(data->buffer);
  }
  buffer_add_byte(data->buffer, ']');
  end_node(data->buffer);
}

struct view structured_data_markup(struct arena *arena, struct view json) {
  struct buffer markup = {0};
  buffer_add(&markup, VIEW("<script type=\"application/ld+json\">"));
  for (size_t at; (at = view_find_byte(json, '<', 0)) != VIEW_NOT_FOUND;
       json = view_slice(json, at + 1, SIZE_MAX)) {
    buffer_add(&markup, view_slice(json, 0, at));
    buffer_add(&markup, VIEW("\\u003c"));
  }
  buffer_add(&markup, json);
  buffer_add(&markup, VIEW("</script>"));
  struct view copy = arena_copy(arena, buffer_view(&markup));
  buffer_free(&markup);
  return copy;
}
