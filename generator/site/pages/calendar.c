/* Calendars of what is due: the last days of agreements and the next reviews, for the site and for each
 * province and organization that has any. They begin with the year of the build, so that they stay the same
 * from day to day. */
#include "formats/calendar.h"
#include "schema/fingerprint.h"
#include "site/pages/pages.h"

#include <stdlib.h>

enum { DUE = 2 }; /* at most of one agreement */

struct due {
  const struct agreement *agreement;
  struct date day;
  bool is_review;
};

static bool is_of_time(const struct website *website, struct date day) {
  return day.precision != DATE_NONE && day.year >= website->registry->options.today.year;
}

/* Whether its last day is still to end something. */
static bool ends_by_itself(const struct agreement *agreement) {
  return !view_equal_string(agreement->status, "replaced") &&
         !view_equal_string(agreement->status, "terminated");
}

static size_t dues_of(const struct website *website, const struct agreement *agreement,
                      struct due dues[DUE]) {
  size_t count = 0;
  if (agreement->is_unsigned) return 0;
  if (is_of_time(website, agreement->ends) && ends_by_itself(agreement))
    dues[count++] = (struct due){agreement, agreement->ends, false};
  if (agreement->next_review != NULL && is_of_time(website, agreement->next_review->due))
    dues[count++] = (struct due){agreement, agreement->next_review->due, true};
  return count;
}

static void note_agreement(struct page_context *context, const struct agreement *agreement) {
  static const char *const fields[] = {"title",  "short_heading", "url",    "ends",
                                       "status", "next_review",   "updated"};
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    reads_field(context->reads, &agreement->entry, fields[i]);
}

/* By day, then by id; of one agreement the end comes first. */
static int compare_dues(const void *left, const void *right) {
  const struct due *a = left, *b = right;
  int order = date_compare(a->day, b->day);
  if (order == 0) order = view_compare(a->agreement->entry.id, b->agreement->entry.id);
  return order != 0 ? order : a->is_review - b->is_review;
}

static const struct list *agreements_of(const struct registry *registry, const struct entry *entry) {
  if (entry == NULL) return &registry->newest[ENTRY_AGREEMENT];
  return entry->type == &province_type ? &((const struct province *)entry)->agreements
                                       : &((const struct organization *)entry)->agreements;
}

/* The words before the agreement's name: of an end that is known by its year or month alone, no last day. */
static struct view words_of(const struct website *website, const struct due *due) {
  if (due->is_review) return website_string(website, "calendar.review");
  return website_string(website, due->day.precision >= DATE_DAY ? "calendar.end" : "calendar.end_within");
}

static void add_due(struct page_context *context, const struct due *due) {
  const struct website *website = context->website;
  const struct entry *entry = &due->agreement->entry;
  struct view origin = website->book.origin;
  size_t host = view_find(origin, VIEW("://"), 0) + strlen("://");
  struct buffer uid = {0};
  buffer_format(&uid, due->is_review ? "review-%d-" : "end-", (int)due->day.year);
  buffer_add(&uid, entry->id);
  buffer_add_byte(&uid, '@');
  buffer_add(&uid, view_slice(origin, host, SIZE_MAX));
  struct calendar_event event = {
      .uid = buffer_view(&uid),
      .day = due->day,
      .stamp = due->agreement->updated,
      .summary = arena_format(context->scratch, "%.*s %.*s", VIEW_FORMAT(words_of(website, due)),
                              VIEW_FORMAT(entry->short_heading)),
      .url = ARENA_JOIN(context->scratch, origin, website->book.entries[entry->number])};
  calendar_add(context->buffer, &event);
  buffer_free(&uid);
}

static struct view name_of(const struct page_context *context, const struct entry *entry) {
  struct view site = text_view(context->website->registry->site->title);
  if (entry == NULL) return site;
  struct view heading = *(const struct view *)reads_field(context->reads, entry, "heading");
  return arena_format(context->scratch, "%.*s – %.*s", VIEW_FORMAT(heading), VIEW_FORMAT(site));
}

/* The subject is the province or organization; NULL: the site. */
static void write_calendar(struct page_context *context) {
  const struct entry *entry = context->page->subject;
  const struct list *agreements = agreements_of(context->website->registry, entry);
  if (entry != NULL) reads_field(context->reads, entry, "agreements");
  reads_note_world(context->reads, READS_TODAY);
  struct due *dues = arena_array(context->scratch, agreements->count * DUE + 1, sizeof *dues);
  size_t count = 0;
  for (size_t i = 0; i < agreements->count; i++) {
    const struct agreement *agreement = list_at(agreements, i);
    note_agreement(context, agreement);
    count += dues_of(context->website, agreement, dues + count);
  }
  qsort(dues, count, sizeof *dues, compare_dues);
  calendar_begin(context->buffer, name_of(context, entry));
  for (size_t i = 0; i < count; i++)
    add_due(context, &dues[i]);
  calendar_end(context->buffer);
}

static bool has_dues(const struct website *website, const struct list *agreements) {
  struct due dues[DUE];
  for (size_t i = 0; i < agreements->count; i++)
    if (dues_of(website, list_at(agreements, i), dues) > 0) return true;
  return false;
}

void address_calendars(struct website *website) {
  const struct registry *registry = website->registry;
  struct view name =
      arena_format(&website->arena, "%.*s.ics", VIEW_FORMAT(website_string(website, "segment.calendar")));
  if (!has_dues(website, agreements_of(registry, NULL))) return;
  website->addresses.calendar = ARENA_JOIN(&website->arena, website->book.root, name);
  struct view *calendars = arena_array(&website->arena, registry->entry_count + 1, sizeof *calendars);
  website->calendars = calendars;
  static const enum entry_kind kinds[] = {ENTRY_PROVINCE, ENTRY_ORGANIZATION};
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    for (size_t k = 0; k < registry->entries[kinds[i]].count; k++) {
      const struct entry *entry = list_at(&registry->entries[kinds[i]], k);
      if (has_dues(website, agreements_of(registry, entry)))
        calendars[entry->number] = ARENA_JOIN(&website->arena, website->book.entries[entry->number], name);
    }
}

void plan_calendars(struct website *website) {
  static const struct file_maker calendar = {.write = write_calendar};
  if (website->calendars == NULL) return;
  const struct list *all = agreements_of(website->registry, NULL);
  uint64_t inputs = 0;
  for (size_t i = 0; i < all->count; i++)
    inputs = fingerprint_mix(inputs, ((const struct entry *)list_at(all, i))->key);
  size_t planned = website->files.count;
  plan_page(website, website->addresses.calendar, &calendar, NULL)->inputs = inputs;
  for (size_t i = 0; i < planned; i++) {
    struct website_file *page = website->files.items[i];
    if (!page->maker->is_own) continue;
    struct view url = website->calendars[((const struct entry *)page->subject)->number];
    if (url.length == 0) continue;
    plan_page(website, url, &calendar, page->subject);
    /* The page links to it. */
    page->inputs = fingerprint_mix_view(page->inputs, url);
  }
}
