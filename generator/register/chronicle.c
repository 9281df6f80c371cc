#include "base/memory.h"
#include "register/fingerprints.h"
#include "register/phases.h"

#include <stdlib.h>

/* An event and its day, worked out once. */
struct dated {
  int32_t day;
  struct event *event;
};

static struct event *add_event(struct registry *registry, struct entry *entry, struct date date,
                               const char *kind) {
  if (date.precision == DATE_NONE) return NULL;
  struct event *event = arena_allocate(&registry->arena, sizeof *event);
  *event = (struct event){.date = date, .event_kind = view_of(kind), .entry = entry};
  event->key = fingerprint_event(event);
  list_append(&registry->arena, &registry->events, event);
  list_append(&registry->arena, &entry->events, event);
  return event;
}

static void add_agreement(struct registry *registry, struct agreement *agreement) {
  struct entry *entry = &agreement->entry;
  add_event(registry, entry, agreement->signed_on.value, "signing");
  add_event(registry, entry, agreement->period.start.value, "start");
  struct date terminated = agreement->terminated.date.value, end = agreement->period.end.value;
  add_event(registry, entry, terminated, "termination");
  if (terminated.precision == DATE_NONE || date_compare(end, terminated) < 0)
    add_event(registry, entry, end, "end");
}

/* A signing that the agreement itself dates is told once. */
static bool is_told(const struct news *news, struct date date) {
  if (!view_equal_string(news->event.kind.value, "signing")) return false;
  const struct reference *agreements = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++) {
    struct date signed_on = ((const struct agreement *)agreements[i].target)->signed_on.value;
    if (signed_on.precision != DATE_NONE && date_day_number(signed_on) == date_day_number(date)) return true;
  }
  return false;
}

static void add_news(struct registry *registry, struct news *news) {
  if (news->event.kind.value.length == 0) return;
  struct date date = news->event.date.value;
  if (date.precision == DATE_NONE || is_told(news, date)) return;
  const char *kind = news->event.kind.value.data;
  struct event *event = add_event(registry, &news->entry, date, "");
  event->event_kind = (struct view){kind, news->event.kind.value.length};
  const struct reference *agreements = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++)
    list_append(&registry->arena, &agreements[i].target->events, event);
}

enum { REORGANISATIONS = 16 }; /* in a row that are followed */

/* Tells a province of an event, and all that it became part of. */
static void tell_units(struct registry *registry, struct event *event, struct province *province) {
  const struct province *first = province;
  for (size_t i = 0; province != NULL && i < REORGANISATIONS; i++) {
    list_append(&registry->arena, &province->entry.events, event);
    province = (struct province *)province->merged_into.target;
    if (province == first) return;
  }
}

/* An office begins and ends for its province too, and ends for those that take over from it. */
static void add_organization(struct registry *registry, struct organization *organization) {
  struct province *province = (struct province *)organization->province.target;
  struct event *founding = add_event(registry, &organization->entry, organization->founded.value, "founding");
  struct event *dissolution =
      add_event(registry, &organization->entry, organization->dissolved.value, "dissolution");
  if (founding != NULL) tell_units(registry, founding, province);
  if (dissolution == NULL) return;
  tell_units(registry, dissolution, province);
  const struct successor *successors = organization->successors.items;
  for (size_t i = 0; i < organization->successors.count; i++)
    if (successors[i].organization.target != NULL)
      list_append(&registry->arena, &successors[i].organization.target->events, dissolution);
}

/* A merger is the first day of the new unit. */
static void add_province(struct registry *registry, struct province *province) {
  struct date until = province->until.value;
  if (until.precision == DATE_NONE || province->merged_into.target == NULL) return;
  struct event *event =
      add_event(registry, &province->entry, date_of_day_number(date_day_number(until) + 1), "merger");
  if (event != NULL) tell_units(registry, event, (struct province *)province->merged_into.target);
}

static int compare(const void *left, const void *right) {
  const struct dated *a = left, *b = right;
  if (a->day != b->day) return a->day > b->day ? -1 : 1;
  int order = view_compare(a->event->entry->entry_kind, b->event->entry->entry_kind);
  if (order != 0) return order;
  order = view_compare(a->event->entry->id, b->event->entry->id);
  return order != 0 ? order : view_compare(a->event->event_kind, b->event->event_kind);
}

/* Sorts the events of everything, and ranks them for the other lists. */
static void sort_all(struct list *events) {
  struct dated *dated = memory_allocate(events->count + 1, sizeof *dated);
  for (size_t i = 0; i < events->count; i++) {
    struct event *event = list_at(events, i);
    dated[i] = (struct dated){date_day_number(event->date), event};
  }
  qsort(dated, events->count, sizeof *dated, compare);
  for (size_t i = 0; i < events->count; i++) {
    ((void **)events->items)[i] = dated[i].event;
    dated[i].event->rank = (uint32_t)i;
  }
  free(dated);
}

static int compare_ranks(const void *left, const void *right) {
  const struct event *a = *(struct event *const *)left, *b = *(struct event *const *)right;
  return (a->rank > b->rank) - (a->rank < b->rank);
}

/* Each once. */
static void sort(struct list *events) {
  if (events->count < 2) return;
  qsort(events->items, events->count, sizeof(void *), compare_ranks);
  size_t kept = 1;
  void **items = events->items;
  for (size_t i = 1; i < events->count; i++)
    if (items[i] != items[kept - 1]) items[kept++] = items[i];
  events->count = kept;
}

/* What concerns an entry: its own events and those of its agreements, inherited ones too, and news. */
static void gather(struct registry *registry, struct entry *entry, const struct list *entries) {
  if (entries == NULL) return;
  for (size_t i = 0; i < entries->count; i++) {
    const struct entry *other = list_at(entries, i);
    for (size_t k = 0; k < other->events.count; k++)
      list_append(&registry->arena, &entry->events, list_at(&other->events, k));
  }
}

static void gather_for(struct registry *registry, enum entry_kind kind) {
  for (size_t i = 0; i < registry->entries[kind].count; i++) {
    struct entry *entry = list_at(&registry->entries[kind], i);
    gather(registry, entry, record_value(entry->type, entry, "agreements"));
    gather(registry, entry, record_value(entry->type, entry, "inherited"));
    gather(registry, entry, record_value(entry->type, entry, "news"));
    sort(&entry->events);
  }
}

void registry_chronicle(struct registry *registry) {
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      if (kind == ENTRY_AGREEMENT) add_agreement(registry, (struct agreement *)entry);
      if (kind == ENTRY_NEWS) add_news(registry, (struct news *)entry);
      if (kind == ENTRY_ORGANIZATION) add_organization(registry, (struct organization *)entry);
      if (kind == ENTRY_PROVINCE) add_province(registry, (struct province *)entry);
    }
  }
  sort_all(&registry->events);
  for (size_t i = 0; i < registry->entries[ENTRY_AGREEMENT].count; i++)
    sort(&((struct entry *)list_at(&registry->entries[ENTRY_AGREEMENT], i))->events);
  gather_for(registry, ENTRY_ORGANIZATION);
  gather_for(registry, ENTRY_PERSON);
  gather_for(registry, ENTRY_PROVINCE);
  gather_for(registry, ENTRY_TOPIC);
}
