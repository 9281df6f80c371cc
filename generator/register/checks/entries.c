#include "base/ascii.h"
#include "base/network.h"
#include "register/checks/consistency.h"
#include "register/names.h"
#include "register/stages.h"
#include "text/web_address.h"

struct checking {
  struct diagnostics *diagnostics;
  const struct entry *entry;
};

static void report(struct checking *checking, struct source_location location, struct message message) {
  diagnostics_add(checking->diagnostics, checking->entry->path, location, message);
}

static void check_order(struct checking *checking, struct date_value from, struct date_value to,
                        struct message message) {
  if (date_is_given(from.value) && date_is_given(to.value) && date_compare(to.value, from.value) < 0)
    report(checking, to.location, message);
}

enum { COMPARED = 64 }; /* with so many of those before, in a list */

static void check_signers(struct checking *checking, const struct signatory *signatory) {
  const struct signer *signers = signatory->signers.items;
  for (size_t i = 0; i < signatory->signers.count; i++) {
    bool person = signers[i].person.location.line != 0, name = signers[i].name.location.line != 0;
    const struct entry *who = signers[i].person.target;
    for (size_t k = 0; who != NULL && k < i && k < COMPARED; k++)
      if (signers[k].person.target == who)
        report(checking, signers[i].person.location, message_repeated_signer(who->id));
    if (!person && !name) report(checking, signers[i].location, message_missing_signer());
    if (person && name) report(checking, signers[i].name.location, message_unused_signer_name());
  }
}

static void check_signatories(struct checking *checking, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  size_t count = agreement->signatories.count;
  if (agreement->signatories.location.line != 0 && count < 2)
    report(checking, agreement->signatories.location, message_few_signatories());
  for (size_t i = 0; i < count; i++) {
    check_signers(checking, &signatories[i]);
    const struct entry *organization = signatories[i].organization.target;
    for (size_t k = 0; organization != NULL && k < i && k < COMPARED; k++)
      if (signatories[k].organization.target == organization)
        report(checking, signatories[i].organization.location, message_repeated_signatory());
  }
}

static void check_agreement(struct checking *checking, const struct agreement *agreement) {
  const struct period *period = agreement_period(agreement);
  if (agreement->signed_on.location.line == 0 && agreement->period == NULL)
    report(checking, agreement->entry.location, message_missing_period());
  if (agreement->period != NULL && !date_is_given(period->start.value) && !date_is_given(period->end.value) &&
      !date_value_is_open(period->end))
    report(checking, period->location, message_empty_period());
  check_order(checking, period->start, period->end, message_period_ends_early());
  check_signatories(checking, agreement);
  const struct legal_document *basis = agreement->legal_basis.items;
  for (size_t i = 0; i < agreement->legal_basis.count; i++)
    if (basis[i].number.location.line == 0 && basis[i].title.location.line == 0)
      report(checking, basis[i].location, message_missing_document());
}

/* The folder of a news item is the year of its date, as in its address. */
static void check_news(struct checking *checking, const struct news *news) {
  if (!date_is_given(news->date.value)) return;
  static const char beginning[] = {'n', 'e', 'w', 's', '/'};
  char text[DIGITS_MOST + sizeof beginning + 1], *end = text + sizeof text;
  end[-1] = '/';
  char *folder = digits_before(end - 1, (uint64_t)news->date.value.year) - sizeof beginning;
  memcpy(folder, beginning, sizeof beginning);
  if (view_find(news->entry.path, view_between(folder, end), 0) == VIEW_NOT_FOUND)
    report(checking, news->date.location, message_wrong_folder(news->date.value.year));
}

/* One whose place in its file is `location`; as it is next in order, and as the one behind it begins. */
static void check_former_name(struct checking *checking, size_t index, struct date_value until,
                              struct source_location location) {
  const struct entry *entry = checking->entry;
  struct unit_name name = names_at(entry, index), next = names_at(entry, index + 1);
  bool is_last = index + 2 == names_count(entry);
  if (date_is_given(until.value) && next.until.precision != DATE_NONE &&
      date_day_number(next.until) <= date_day_number(until.value))
    report(checking, until.location,
           is_last ? message_former_name_too_late() : message_former_names_unsorted());
  if (index == 0 && date_is_given(until.value) && name.from.precision != DATE_NONE &&
      date_day_number(until.value) < date_day_number(name.from))
    report(checking, until.location, message_former_name_too_early());
  if (view_equal(name.name, next.name) && view_equal(name.kind, next.kind) &&
      (name.short_name.length == 0 || view_equal(name.short_name, next.short_name)))
    report(checking, location, message_former_name_same());
}

static void check_organization(struct checking *checking, const struct organization *organization) {
  check_order(checking, organization->founded, organization->dissolved, message_dissolved_early());
  const struct former_name *names = organization->former_names.items;
  for (size_t i = 0; i < organization->former_names.count; i++)
    check_former_name(checking, i, names[i].until, names[i].location);
}

static void check_person(struct checking *checking, const struct person *person) {
  const struct position *positions = person->positions.items;
  for (size_t i = 0; i < person->positions.count; i++)
    check_order(checking, positions[i].from, positions[i].to, message_position_ends_early());
}

static void check_province(struct checking *checking, const struct province *province) {
  const struct former_unit_name *names = province->former_names.items;
  for (size_t i = 0; i < province->former_names.count; i++)
    check_former_name(checking, i, names[i].until, names[i].location);
}

static void check_entry(struct diagnostics *diagnostics, const struct entry *entry) {
  struct checking checking = {diagnostics, entry};
  if (entry->type == &agreement_type) check_agreement(&checking, (const struct agreement *)entry);
  if (entry->type == &news_type) check_news(&checking, (const struct news *)entry);
  if (entry->type == &organization_type) check_organization(&checking, (const struct organization *)entry);
  if (entry->type == &person_type) check_person(&checking, (const struct person *)entry);
  if (entry->type == &province_type) check_province(&checking, (const struct province *)entry);
}

/* Parts of letters, digits and a few signs between slashes, two at least: an owner and a name. */
static bool is_repository(struct view path) {
  size_t parts = 0;
  struct view rest = path, part;
  while (view_next(&rest, '/', &part)) {
    if (part.length == 0 || part.data[0] == '.') return false;
    for (size_t i = 0; i < part.length; i++)
      if (!ascii_is_alphanumeric(part.data[i]) &&
          view_find_byte(VIEW("._-"), part.data[i], 0) == VIEW_NOT_FOUND)
        return false;
    parts++;
  }
  return parts >= 2 && path.data[path.length - 1] != '/';
}

/* Of a server that keys of the repository are sent to: encrypted, and a plain name, for it stands in a page's
 * policy too. */
static bool is_server(struct view address) {
  if (!view_starts_with(address, "https://")) return false;
  struct view host = view_slice(address, strlen("https://"), SIZE_MAX);
  host.length = view_find_byte(host, '/', 0) < host.length ? view_find_byte(host, '/', 0) : host.length;
  for (size_t i = 0; i < host.length; i++)
    if (!ascii_is_alphanumeric(host.data[i]) &&
        view_find_byte(VIEW(".:-"), host.data[i], 0) == VIEW_NOT_FOUND)
      return false;
  return host.length > 0;
}

static void check_forms(const struct site *site, struct diagnostics *diagnostics) {
  const struct forms_backend *backend = site->forms == NULL ? NULL : site->forms->backend;
  if (backend == NULL) return;
  if (backend->repo.length > 0 && !is_repository(text_view(backend->repo)))
    diagnostics_add(diagnostics, site->path, backend->repo.location,
                    message_bad_forms_repository(text_view(backend->repo)));
  const struct text servers[] = {backend->api_root, backend->base_url};
  for (size_t i = 0; i < sizeof servers / sizeof *servers; i++)
    if (servers[i].length > 0 && !is_server(text_view(servers[i])))
      diagnostics_add(diagnostics, site->path, servers[i].location,
                      message_bad_forms_server(text_view(servers[i])));
}

static bool is_mail(struct view text) {
  struct web_address found = web_address_find(text, 0);
  return found.written.data != NULL && found.written.length == text.length &&
         strcmp(found.scheme, "mailto:") == 0;
}

/* All pages and feeds name the address, which other machines must find. */
static void check_base(const struct site *site, struct diagnostics *diagnostics) {
  struct view address = text_view(site->base_url), host = address;
  size_t slashes = view_find(address, VIEW("://"), 0);
  if (slashes == VIEW_NOT_FOUND) return;
  host = view_slice(host, slashes + 3, SIZE_MAX);
  host = view_slice(host, 0, view_find_byte(host, '/', 0));
  if (!view_starts_with(host, "[")) host = view_slice(host, 0, view_find_byte(host, ':', 0));
  if (network_is_private_host(host))
    diagnostics_add(diagnostics, site->path, site->base_url.location,
                    message_base_url_of_own_machine(address));
}

static void check_menu(const struct site *site, struct diagnostics *diagnostics) {
  const struct menu_item *items = site->menu.items;
  for (size_t i = 1; i < site->menu.count && i < COMPARED; i++)
    for (size_t k = 0; k < i; k++) {
      bool is_url = view_equal(text_view(items[i].url), text_view(items[k].url));
      if (!is_url && !view_equal(text_view(items[i].title), text_view(items[k].title))) continue;
      diagnostics_add(diagnostics, site->path, is_url ? items[i].url.location : items[i].title.location,
                      message_repeated_menu(text_view(items[k].title)));
      break;
    }
}

enum { ENDING_DAYS_LIMIT = 3660 }; /* ten years */

static void check_site(const struct site *site, struct diagnostics *diagnostics) {
  int64_t size = site->page_size.value;
  if (site->page_size.location.line != 0 && (size < 1 || size > 1000))
    diagnostics_add(diagnostics, site->path, site->page_size.location, message_bad_page_size());
  if (site->ending_days.value > ENDING_DAYS_LIMIT)
    diagnostics_add(diagnostics, site->path, site->ending_days.location, message_bad_ending_days());
  if (site->contact != NULL && site->contact->email.length > 0 && !is_mail(text_view(site->contact->email)))
    diagnostics_add(diagnostics, site->path, site->contact->email.location,
                    message_no_mail_address(text_view(site->contact->email)));
  check_base(site, diagnostics);
  check_menu(site, diagnostics);
  check_forms(site, diagnostics);
}

static void check_hidden(const struct registry *registry, struct diagnostics *diagnostics) {
  for (size_t i = 0; i < registry->hidden.count; i++) {
    const struct entry *entry = list_at(&registry->hidden, i);
    struct diagnostics found = {0};
    check_entry(&found, entry);
    consistency_check_years(&found, entry, registry->options.today);
    diagnostics_append(diagnostics, &found, entry_severity(entry));
    diagnostics_free(&found);
  }
}

void registry_check_entries(struct registry *registry, struct list_builder *lists,
                            struct diagnostics *found) {
  check_site(registry->site, found);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      check_entry(found, entry);
      if (entry_silences(entry)->count > 0) list_builder_add(lists, &registry->silencing, entry);
    }
  }
  check_hidden(registry, found);
}
