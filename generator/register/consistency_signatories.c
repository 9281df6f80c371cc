#include "register/consistency_rules.h"
#include "text/unicode.h"

static bool is_given(struct date date) {
  return date.precision != DATE_NONE;
}

/* "chu-tich-ubnd-tinh" is "chu-tich" of the organization "UBND tỉnh …". */
static bool is_same_title(struct view shorter, struct view longer, struct view organization) {
  if (shorter.length == 0 || shorter.length > longer.length) return false;
  if (memcmp(shorter.data, longer.data, shorter.length) != 0) return false;
  if (shorter.length == longer.length) return true;
  if (longer.data[shorter.length] != '-') return false;
  return view_find(organization, view_slice(longer, shorter.length + 1, SIZE_MAX), 0) != VIEW_NOT_FOUND;
}

enum {
  TITLES = 16,     /* in one line at the most that are compared */
  POSITIONS = 256, /* of a person, and signers of a signatory, at the most that are looked at */
};

/* Titles of several offices are separated by commas; one that both have will do. */
static bool titles_agree(struct view title, struct view position, const struct entry *organization) {
  if (view_equal(title, position)) return true;
  struct arena scratch = {0};
  struct view names =
      arena_format(&scratch, "%.*s | %.*s", VIEW_FORMAT(text_slug(&scratch, organization->heading)),
                   VIEW_FORMAT(text_slug(&scratch, organization->short_heading)));
  bool agree = false;
  struct view left = title, one, other;
  for (size_t i = 0; i < TITLES && !agree && view_next(&left, ',', &one); i++) {
    struct view right = position, a = text_slug(&scratch, one);
    for (size_t k = 0; k < TITLES && !agree && view_next(&right, ',', &other); k++) {
      struct view b = text_slug(&scratch, other);
      agree = is_same_title(a, b, names) || is_same_title(b, a, names);
    }
  }
  arena_free(&scratch);
  return agree;
}

static bool covers(const struct position *position, struct date date) {
  int32_t day = date_day_number(date);
  struct date from = position->from.value, to = position->to.value;
  return !is_given(date) ||
         ((!is_given(from) || date_day_number(from) <= day) && (!is_given(to) || date_day_number(to) >= day));
}

static void check_signer(struct diagnostics *diagnostics, const struct agreement *agreement,
                         const struct entry *organization, const struct signer *signer) {
  if (signer->person.target == NULL) return;
  const struct person *person = (const struct person *)signer->person.target;
  const struct position *positions = person->positions.items;
  if (person->positions.count > POSITIONS) return;
  bool any = false, same = signer->title.length == 0, in_time = false;
  for (size_t i = 0; i < person->positions.count; i++) {
    if (positions[i].organization.target != organization) continue;
    any = true;
    bool titled = signer->title.length == 0 ||
                  titles_agree(text_view(signer->title), text_view(positions[i].title), organization);
    same = same || titled;
    in_time = in_time || (titled && covers(&positions[i], agreement->signed_on.value));
  }
  if (!any || in_time) return;
  bool titled = signer->title.length > 0;
  consistency_report(diagnostics, &agreement->entry, titled ? signer->title.mark : signer->person.mark,
                     same ? message_signer_position_on_day(person->entry.id, organization->id)
                          : message_signer_position(person->entry.id, organization->id));
}

/* Without a day of signing the first day of the period tells as much about who was gone already. */
static void check_organization(struct diagnostics *diagnostics, const struct agreement *agreement,
                               const struct signatory *signatory) {
  const struct organization *organization = (const struct organization *)signatory->organization.target;
  struct date signed_on = agreement->signed_on.value, day = entry_date(&agreement->entry);
  struct date founded = organization->founded.value, dissolved = organization->dissolved.value;
  struct mark mark = signatory->organization.mark;
  if (is_given(founded) && is_given(dissolved) && date_compare(dissolved, founded) < 0) return;
  if (is_given(day) && is_given(dissolved) && date_day_number(dissolved) < date_day_number(day))
    consistency_report(diagnostics, &agreement->entry, mark,
                       message_signatory_dissolved(organization->entry.id));
  if (is_given(signed_on) && is_given(founded) && date_day_number(founded) > date_day_number(signed_on))
    consistency_report(diagnostics, &agreement->entry, mark,
                       message_signatory_not_founded(organization->entry.id));
}

static const struct province *province_of(const struct signatory *signatory) {
  const struct organization *organization = (const struct organization *)signatory->organization.target;
  return organization == NULL ? NULL : (const struct province *)organization->province.target;
}

/* A province and what it was merged into are the same place. */
static bool is_same_place(const struct province *a, const struct province *b) {
  return a == b || a->merged_into.target == &b->entry || b->merged_into.target == &a->entry;
}

enum { COMPARISONS = 4096 }; /* at the most for one agreement */

static void check_provinces(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  const struct reference *provinces = agreement->provinces.items;
  size_t count = agreement->signatories.count;
  if (count * agreement->provinces.count > COMPARISONS) return;
  for (size_t i = 0; i < count; i++)
    if (province_of(&signatories[i]) == NULL) return;
  for (size_t i = 0; i < agreement->provinces.count; i++) {
    bool found = count == 0;
    for (size_t k = 0; k < count && !found; k++)
      found = is_same_place((const struct province *)provinces[i].target, province_of(&signatories[k]));
    if (!found)
      consistency_report(diagnostics, &agreement->entry, provinces[i].mark,
                         message_foreign_province(provinces[i].target->id));
  }
}

void consistency_check_signatories(struct diagnostics *diagnostics, const struct agreement *agreement) {
  const struct signatory *signatories = agreement->signatories.items;
  for (size_t i = 0; i < agreement->signatories.count; i++) {
    if (signatories[i].organization.target == NULL) continue;
    const struct signer *signers = signatories[i].signers.items;
    for (size_t k = 0; k < signatories[i].signers.count && k < POSITIONS; k++)
      check_signer(diagnostics, agreement, signatories[i].organization.target, &signers[k]);
    check_organization(diagnostics, agreement, &signatories[i]);
  }
  check_provinces(diagnostics, agreement);
}
