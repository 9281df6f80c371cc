#include "base/digits.h"
#include "register/phases.h"

struct checking {
  struct diagnostics *diagnostics;
  const struct entry *entry;
};

static void report(struct checking *checking, enum severity severity, struct mark mark, const char *code,
                   const char *message) {
  diagnostics_add(checking->diagnostics, severity, checking->entry->path, mark, code, "%s", message);
}

static bool is_given(struct date_value date) {
  return date.value.precision != DATE_NONE;
}

static void check_order(struct checking *checking, struct date_value from, struct date_value to,
                        const char *what) {
  if (is_given(from) && is_given(to) && date_compare(to.value, from.value) < 0)
    diagnostics_add(checking->diagnostics, SEVERITY_ERROR, checking->entry->path, to.mark, "end-before-start",
                    "%s: the end is before the start; one of the two is wrong", what);
}

static void check_signers(struct checking *checking, const struct signatory *signatory) {
  const struct signer *signers = signatory->signers.items;
  for (size_t i = 0; i < signatory->signers.count; i++) {
    bool person = signers[i].person.mark.line != 0, name = signers[i].name.mark.line != 0;
    if (!person && !name)
      report(checking, SEVERITY_ERROR, signers[i].mark, "missing-field",
             "a signer needs \"person\" (an id) or \"name\"");
    if (person && name)
      report(checking, SEVERITY_WARNING, signers[i].name.mark, "unused-value",
             "\"name\" is left out, since \"person\" says who it is; keep one");
  }
}

static void check_signatories(struct checking *checking, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  size_t count = agreement->signatories.count;
  if (agreement->signatories.mark.line != 0 && count < 2)
    report(checking, SEVERITY_ERROR, agreement->signatories.mark, "few-signatories",
           "an agreement needs at least two signatories");
  for (size_t i = 0; i < count; i++) {
    check_signers(checking, &signatories[i]);
    const struct entry *organization = signatories[i].organization.target;
    for (size_t k = 0; organization != NULL && k < i && k < 64; k++)
      if (signatories[k].organization.target == organization)
        report(checking, SEVERITY_ERROR, signatories[i].organization.mark, "repeated-reference",
               "this organization is a signatory already; put all its signers together");
  }
}

static void check_agreement(struct checking *checking, const struct agreement *agreement) {
  const struct period *period = agreement_period(agreement);
  if (agreement->signed_on.mark.line == 0 && agreement->period == NULL)
    report(checking, SEVERITY_ERROR, agreement->entry.mark, "missing-field",
           "an agreement needs \"signed\" (a day) or \"period\" (start, end)");
  if (agreement->period != NULL && !is_given(period->start) && !is_given(period->end))
    report(checking, SEVERITY_WARNING, period->mark, "missing-field",
           "\"period\" has neither start nor end; give one or leave it out");
  check_order(checking, period->start, period->end, "period");
  check_signatories(checking, agreement);
  const struct legal_document *basis = agreement->legal_basis.items;
  for (size_t i = 0; i < agreement->legal_basis.count; i++)
    if (basis[i].number.mark.line == 0 && basis[i].title.mark.line == 0)
      report(checking, SEVERITY_ERROR, basis[i].mark, "missing-field",
             "a document of \"legal_basis\" needs \"number\" or \"title\"");
}

/* The folder of a news item is the year of its date, as in its address. */
static void check_news(struct checking *checking, const struct news *news) {
  if (!is_given(news->date)) return;
  static const char beginning[] = {'n', 'e', 'w', 's', '/'};
  char text[DIGITS_MOST + sizeof beginning + 1], *end = text + sizeof text;
  end[-1] = '/';
  char *folder = digits_before(end - 1, (uint64_t)news->date.value.year) - sizeof beginning;
  memcpy(folder, beginning, sizeof beginning);
  if (view_find(news->entry.path, view_between(folder, end), 0) == VIEW_NOT_FOUND)
    diagnostics_add(checking->diagnostics, SEVERITY_WARNING, checking->entry->path, news->date.mark,
                    "wrong-folder", "news of %d belongs in the folder news/%d/", (int)news->date.value.year,
                    (int)news->date.value.year);
}

static void check_organization(struct checking *checking, const struct organization *organization) {
  check_order(checking, organization->founded, organization->dissolved, "founded and dissolved");
  if (organization->parent.target == &organization->entry)
    report(checking, SEVERITY_ERROR, organization->parent.mark, "self-reference",
           "an organization can't be its own parent");
  const struct successor *successors = organization->successors.items;
  for (size_t i = 0; i < organization->successors.count; i++)
    if (successors[i].organization.target == &organization->entry)
      report(checking, SEVERITY_ERROR, successors[i].organization.mark, "self-reference",
             "an organization can't succeed itself");
}

static void check_person(struct checking *checking, const struct person *person) {
  const struct position *positions = person->positions.items;
  for (size_t i = 0; i < person->positions.count; i++)
    check_order(checking, positions[i].from, positions[i].to, "positions");
}

static void check_province(struct checking *checking, const struct province *province) {
  if (province->merged_into.target == &province->entry)
    report(checking, SEVERITY_ERROR, province->merged_into.mark, "self-reference",
           "a province can't be merged into itself");
}

static void check_entry(struct diagnostics *diagnostics, const struct entry *entry) {
  struct checking checking = {diagnostics, entry};
  if (entry->type == &agreement_type) check_agreement(&checking, (const struct agreement *)entry);
  if (entry->type == &news_type) check_news(&checking, (const struct news *)entry);
  if (entry->type == &organization_type) check_organization(&checking, (const struct organization *)entry);
  if (entry->type == &person_type) check_person(&checking, (const struct person *)entry);
  if (entry->type == &province_type) check_province(&checking, (const struct province *)entry);
}

static void check_site(const struct site *site, struct diagnostics *diagnostics) {
  int64_t size = site->page_size.value;
  if (site->page_size.mark.line != 0 && (size < 1 || size > 1000))
    diagnostics_add(diagnostics, SEVERITY_ERROR, site->path, site->page_size.mark, "bad-number",
                    "page_size must be from 1 to 1000");
}

static void check_hidden(const struct registry *registry, struct diagnostics *diagnostics) {
  for (size_t i = 0; i < registry->hidden.count; i++) {
    const struct entry *entry = list_at(&registry->hidden, i);
    struct diagnostics found = {0};
    check_entry(&found, entry);
    diagnostics_append(diagnostics, &found, entry_severity(entry));
    diagnostics_free(&found);
  }
}

void registry_check(struct registry *registry, struct growing *lists, struct diagnostics *found) {
  check_site(registry->site, found);
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      list_ask_ahead(&registry->entries[kind], i, offsetof(struct entry, path));
      list_ask_ahead(&registry->entries[kind], i, sizeof *entry);
      check_entry(found, entry);
      if (entry_silences(entry)->count > 0) growing_add(lists, &registry->silencing, entry);
    }
  }
  check_hidden(registry, found);
}
