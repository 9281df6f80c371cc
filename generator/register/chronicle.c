#include "base/memory.h"
#include "base/sorting.h"
#include "schema/fingerprint.h"
#include "register/phases.h"
#include "register/steps.h"

#include <stdlib.h>

struct chronicle {
  struct growing *lists;
  struct list *events; /* of everything */
};

/* The key is computed from the whole event, so nothing of it may change afterwards. */
static struct event *add_event(struct chronicle *chronicle, struct entry *entry, struct date date,
                               struct view kind) {
  if (date.precision == DATE_NONE) return NULL;
  struct event *event = arena_allocate(chronicle->lists->arena, sizeof *event);
  *event = (struct event){.date = date, .event_kind = kind, .entry = entry};
  event->key = fingerprint_event(event);
  growing_add(chronicle->lists, chronicle->events, event);
  growing_add(chronicle->lists, &entry->events, event);
  return event;
}

static void add_agreement(struct chronicle *chronicle, struct agreement *agreement) {
  struct entry *entry = &agreement->entry;
  add_event(chronicle, entry, agreement->signed_on.value, VIEW("signing"));
  add_event(chronicle, entry, agreement_period(agreement)->start.value, VIEW("start"));
  struct date terminated = agreement_termination(agreement)->date.value,
              end = agreement_period(agreement)->end.value;
  add_event(chronicle, entry, terminated, VIEW("termination"));
  if (terminated.precision == DATE_NONE || date_compare(end, terminated) < 0)
    add_event(chronicle, entry, end, VIEW("end"));
}

/* A signing that the agreement itself dates is told once. */
static bool is_told(const struct news *news, struct date date) {
  if (!view_equal_string(text_view(news_occasion(news)->kind), "signing")) return false;
  const struct reference *agreements = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++) {
    struct date signed_on = ((const struct agreement *)agreements[i].target)->signed_on.value;
    if (signed_on.precision != DATE_NONE && date_day_number(signed_on) == date_day_number(date)) return true;
  }
  return false;
}

static void add_news(struct chronicle *chronicle, struct news *news) {
  if (news_occasion(news)->kind.length == 0) return;
  struct date date = news_occasion(news)->date.value;
  if (date.precision == DATE_NONE || is_told(news, date)) return;
  struct event *event = add_event(chronicle, &news->entry, date, text_view(news_occasion(news)->kind));
  const struct reference *agreements = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++)
    growing_add(chronicle->lists, &agreements[i].target->events, event);
}

enum { REORGANISATIONS = 16 }; /* in a row that are followed */

/* Tells a province of an event, and all that it became part of. */
static void tell_units(struct chronicle *chronicle, struct event *event, struct province *province) {
  const struct province *first = province;
  for (size_t i = 0; province != NULL && i < REORGANISATIONS; i++) {
    growing_add(chronicle->lists, &province->entry.events, event);
    province = (struct province *)province->merged_into.target;
    if (province == first) return;
  }
}

/* An office begins and ends for its province too, and ends for those that take over from it. */
static void add_organization(struct chronicle *chronicle, struct organization *organization) {
  struct province *province = (struct province *)organization->province.target;
  struct event *founding =
      add_event(chronicle, &organization->entry, organization->founded.value, VIEW("founding"));
  struct event *dissolution =
      add_event(chronicle, &organization->entry, organization->dissolved.value, VIEW("dissolution"));
  if (founding != NULL) tell_units(chronicle, founding, province);
  if (dissolution == NULL) return;
  tell_units(chronicle, dissolution, province);
  const struct successor *successors = organization->successors.items;
  for (size_t i = 0; i < organization->successors.count; i++)
    if (successors[i].organization.target != NULL)
      growing_add(chronicle->lists, &successors[i].organization.target->events, dissolution);
}

/* A merger is the first day of the new unit. */
static void add_province(struct chronicle *chronicle, struct province *province) {
  struct date until = province->until.value;
  if (until.precision == DATE_NONE || province->merged_into.target == NULL) return;
  struct event *event =
      add_event(chronicle, &province->entry, date_of_day_number(date_day_number(until) + 1), VIEW("merger"));
  if (event != NULL) tell_units(chronicle, event, (struct province *)province->merged_into.target);
}

static int compare_kinds(const void *left, const void *right) {
  return view_compare(((const struct event *)left)->event_kind, ((const struct event *)right)->event_kind);
}

/* The place of each kind by its name. */
static void order_kinds(uint32_t *places) {
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t other = 0; other < ENTRY_KINDS; other++)
      places[kind] += strcmp(entry_types[other]->name, entry_types[kind]->name) < 0;
}

/* The newest first, then by the kind and id of its entry: numbers are in the order of ids. */
static uint64_t key_of(const struct event *event, const uint32_t *places) {
  enum { LATEST_DAY = 3000000, KIND_BITS = 4, NUMBER_BITS = 32 };
  _Static_assert(ENTRY_KINDS <= 1 << KIND_BITS, "each kind has a number of KIND_BITS bits");
  uint64_t day = (uint64_t)(LATEST_DAY - date_day_number(event->date));
  uint64_t kind = places[entry_kind_of_type(event->entry->type)];
  return (day << KIND_BITS | kind) << NUMBER_BITS | event->entry->number;
}

/* Sorts the events of everything, and ranks them for the other lists. */
static void sort_all(struct list *events) {
  uint32_t places[ENTRY_KINDS] = {0};
  order_kinds(places);
  struct sorting_item *items = memory_allocate(events->count + 1, sizeof *items);
  for (size_t i = 0; i < events->count; i++)
    items[i] = (struct sorting_item){key_of(list_at(events, i), places), list_at(events, i)};
  sorting_sort(items, events->count, compare_kinds);
  for (size_t i = 0; i < events->count; i++) {
    struct event *event = items[i].value;
    ((void **)events->items)[i] = event;
    event->rank = (uint32_t)i;
  }
  free(items);
}

/* Whom each event is told to, by its rank: so that their lists come sorted when the events are told newest
 * first.
 */
struct telling {
  const struct list *events;
  struct entry **listeners;
  const struct list **heard; /* lists of events, those of one listener behind those of the one before */
  size_t heard_count, heard_capacity;
  size_t *heard_ends; /* by listener */
  size_t listener_count;
  size_t *begins; /* of an event's part of `told`; its end once that is filled */
  uint32_t *told; /* places of listeners */
};

static void add_listeners(struct telling *telling, const struct registry *registry) {
  /* Agreements last: the others listen to what they have, which is then sorted too. */
  static const enum entry_kind kinds[] = {ENTRY_ORGANIZATION, ENTRY_PERSON, ENTRY_PROVINCE, ENTRY_TOPIC,
                                          ENTRY_AGREEMENT};
  telling->listeners = memory_allocate(registry->entry_count + 1, sizeof(struct entry *));
  telling->heard_ends = memory_allocate(registry->entry_count + 1, sizeof *telling->heard_ends);
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
    for (size_t i = 0; i < registry->entries[kinds[k]].count; i++)
      telling->listeners[telling->listener_count++] = list_at(&registry->entries[kinds[k]], i);
}

enum { SOURCES = 3 };

/* What concerns an entry: its agreements, inherited ones too, and news. */
static void find_sources(struct entry *entry, const struct list *sources[SOURCES]) {
  static const struct list none;
  sources[0] = sources[1] = sources[2] = &none;
  if (entry->type == &organization_type) {
    struct organization *organization = (struct organization *)entry;
    sources[0] = &organization->agreements;
    sources[1] = &organization->inherited;
    sources[2] = &organization->news;
  } else if (entry->type == &person_type) {
    sources[0] = &((struct person *)entry)->agreements;
    sources[2] = &((struct person *)entry)->news;
  } else if (entry->type == &province_type) {
    sources[0] = &((struct province *)entry)->agreements;
    sources[2] = &((struct province *)entry)->news;
  } else if (entry->type == &topic_type) {
    sources[0] = &((struct topic *)entry)->agreements;
    sources[2] = &((struct topic *)entry)->news;
  }
}

static void hear(struct telling *telling, const struct list *events) {
  if (events->count == 0) return;
  telling->heard = memory_grow(telling->heard, telling->heard_count, &telling->heard_capacity,
                               sizeof(const struct list *));
  telling->heard[telling->heard_count++] = events;
  for (size_t i = 0; i < events->count; i++)
    telling->begins[((struct event *)list_at(events, i))->rank + 1]++;
}

/* Its own events and those of what concerns it. */
static void hear_all(struct telling *telling, size_t listener) {
  struct entry *entry = telling->listeners[listener];
  const struct list *sources[SOURCES];
  find_sources(entry, sources);
  hear(telling, &entry->events);
  for (size_t i = 0; i < SOURCES; i++) {
    for (size_t k = 0; k < sources[i]->count; k++) {
      list_ask_ahead(sources[i], k, offsetof(struct entry, events));
      hear(telling, &((struct entry *)list_at(sources[i], k))->events);
    }
  }
  telling->heard_ends[listener] = telling->heard_count;
}

/* Gives the listener room for its events in their order. */
static void tell_listener(struct telling *telling, size_t listener, struct arena *arena) {
  size_t count = 0;
  for (size_t i = listener == 0 ? 0 : telling->heard_ends[listener - 1]; i < telling->heard_ends[listener];
       i++) {
    const struct list *events = telling->heard[i];
    count += events->count;
    for (size_t k = 0; k < events->count; k++)
      telling->told[telling->begins[((struct event *)list_at(events, k))->rank]++] = (uint32_t)listener;
  }
  if (count > 0)
    telling->listeners[listener]->events = (struct list){.items = arena_array(arena, count, sizeof(void *))};
}

/* Each once. */
static void add_told(const struct telling *telling) {
  size_t at = 0;
  for (size_t i = 0; i < telling->events->count; i++) {
    struct event *event = list_at(telling->events, i);
    for (; at < telling->begins[i]; at++) {
      struct list *events = &telling->listeners[telling->told[at]]->events;
      if (events->count > 0 && list_at(events, events->count - 1) == event) continue;
      ((struct event **)events->items)[events->count++] = event;
    }
  }
}

static void tell(struct registry *registry, struct arena *arena) {
  size_t count = registry->events.count;
  struct telling telling = {.events = &registry->events};
  add_listeners(&telling, registry);
  telling.begins = memory_allocate(count + 1, sizeof *telling.begins);
  for (size_t i = 0; i < telling.listener_count; i++)
    hear_all(&telling, i);
  for (size_t i = 0; i < count; i++)
    telling.begins[i + 1] += telling.begins[i];
  telling.told = memory_allocate(telling.begins[count] + 1, sizeof *telling.told);
  for (size_t i = 0; i < telling.listener_count; i++)
    tell_listener(&telling, i, arena);
  add_told(&telling);
  free(telling.listeners);
  free(telling.heard);
  free(telling.heard_ends);
  free(telling.begins);
  free(telling.told);
}

static void add_all(struct chronicle *chronicle, const struct registry *registry) {
  static const size_t asked[ENTRY_KINDS] = {
      [ENTRY_AGREEMENT] = offsetof(struct agreement, signed_on), [ENTRY_NEWS] = offsetof(struct news, event)};
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      list_ask_ahead(&registry->entries[kind], i, asked[kind]);
      if (kind == ENTRY_AGREEMENT) add_agreement(chronicle, (struct agreement *)entry);
      if (kind == ENTRY_NEWS) add_news(chronicle, (struct news *)entry);
      if (kind == ENTRY_ORGANIZATION) add_organization(chronicle, (struct organization *)entry);
      if (kind == ENTRY_PROVINCE) add_province(chronicle, (struct province *)entry);
    }
  }
}

void registry_chronicle(struct registry *registry, struct growing *lists, struct diagnostics *found) {
  (void)found;
  struct chronicle chronicle = {lists, &registry->events};
  add_all(&chronicle, registry);
  sort_all(&registry->events);
  tell(registry, lists->arena);
}
