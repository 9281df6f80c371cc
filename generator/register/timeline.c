#include "base/memory.h"
#include "base/sorting.h"
#include "register/stages.h"
#include "schema/fingerprint.h"

#include <stdlib.h>

struct event_builder {
  struct list_builder *lists;
  struct list *events; /* of everything */
};

/* The key is computed from the whole event, so nothing of it may change afterwards. */
static struct event *add_made(struct event_builder *builder, struct event made) {
  if (made.date.precision == DATE_NONE) return NULL;
  struct entry *entry = made.entry;
  struct event *event = arena_allocate(builder->lists->arena, sizeof *event);
  *event = made;
  event->key = fingerprint_event(event);
  list_builder_add(builder->lists, builder->events, event);
  list_builder_add(builder->lists, &entry->events, event);
  return event;
}

static struct event *add_event(struct event_builder *builder, struct entry *entry, struct date date,
                               struct view kind) {
  return add_made(builder, (struct event){.date = date, .event_kind = kind, .entry = entry});
}

/* Where a term of whole years or months begins with the signing, the event of the signing tells it, and one
 * on the year's first day would say what nobody said. */
static void add_agreement(struct event_builder *builder, struct agreement *agreement) {
  struct entry *entry = &agreement->entry;
  add_made(builder, (struct event){.date = agreement->signed_on.value,
                                   .event_kind = VIEW("signing"),
                                   .entry = entry,
                                   .is_planned = agreement->is_unsigned,
                                   .is_to_come = agreement->is_unsigned});
  if (!agreement->begins_with_signing)
    add_event(builder, entry, agreement_period(agreement)->start.value, VIEW("start"));
  struct date terminated = agreement_termination(agreement)->date.value,
              end = agreement_period(agreement)->end.value;
  add_event(builder, entry, terminated, VIEW("termination"));
  if (terminated.precision == DATE_NONE || date_compare(end, terminated) < 0)
    add_event(builder, entry, end, VIEW("end"));
}

/* A signing that one of its agreements dates itself, as precisely at least, is that agreement's event. */
static bool is_dated_by_agreement(const struct news *news, struct date date) {
  if (!view_equal_string(text_view(news_occasion(news)->kind), "signing")) return false;
  const struct reference *agreements = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++) {
    struct date signed_on = ((const struct agreement *)agreements[i].target)->signed_on.value;
    if (signed_on.precision != DATE_NONE && date_first_day_number(signed_on) >= date_first_day_number(date) &&
        date_last_day_number(signed_on) <= date_last_day_number(date))
      return true;
  }
  return false;
}

static void add_news(struct event_builder *builder, struct news *news) {
  if (news_occasion(news)->kind.length == 0) return;
  struct date date = news_occasion(news)->date.value;
  if (date.precision == DATE_NONE || is_dated_by_agreement(news, date)) return;
  struct event *event = add_made(builder, (struct event){.date = date,
                                                         .event_kind = text_view(news_occasion(news)->kind),
                                                         .entry = &news->entry,
                                                         .is_planned = news_announces(news)});
  const struct reference *agreements = news->agreements.items;
  for (size_t i = 0; i < news->agreements.count; i++)
    list_builder_add(builder->lists, &agreements[i].target->events, event);
}

enum { REORGANISATIONS = 16 }; /* in a row that are followed */

/* Adds an event to a province and to all units that it became part of. */
static void add_to_units(struct event_builder *builder, struct event *event, struct province *province) {
  const struct province *first = province;
  for (size_t i = 0; province != NULL && i < REORGANISATIONS; i++) {
    list_builder_add(builder->lists, &province->entry.events, event);
    province = (struct province *)province->merged_into.target;
    if (province == first) return;
  }
}

/* An office begins and ends for its province too, and ends for those that take over from it. */
static void add_organization(struct event_builder *builder, struct organization *organization) {
  struct province *province = (struct province *)organization->province.target;
  struct event *founding =
      add_event(builder, &organization->entry, organization->founded.value, VIEW("founding"));
  struct event *dissolution =
      add_event(builder, &organization->entry, organization->dissolved.value, VIEW("dissolution"));
  if (founding != NULL) add_to_units(builder, founding, province);
  if (dissolution == NULL) return;
  add_to_units(builder, dissolution, province);
  const struct successor *successors = organization->successors.items;
  for (size_t i = 0; i < organization->successors.count; i++)
    if (successors[i].organization.target != NULL)
      list_builder_add(builder->lists, &successors[i].organization.target->events, dissolution);
}

/* The new unit's first day; where only a month or year is known, that. */
static struct date day_of_merger(struct date until) {
  return until.precision < DATE_DAY ? until : date_of_day_number(date_day_number(until) + 1);
}

static void add_province(struct event_builder *builder, struct province *province) {
  struct date until = province->until.value;
  if (until.precision == DATE_NONE || province->merged_into.target == NULL) return;
  struct event *event = add_event(builder, &province->entry, day_of_merger(until), VIEW("merger"));
  if (event != NULL) add_to_units(builder, event, (struct province *)province->merged_into.target);
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

/* Who gets which events, in two passes. First each subscriber says whose lists of events it gets, and each
 * event counts its receivers (`begins` by rank); then the receivers of all events are written down event by
 * event. Going through them from the newest event on fills every subscriber's list in order, without sorting
 * any. */
struct collection {
  const struct list *events;
  struct entry **subscribers;
  const struct list **lists; /* the lists that subscribers get, those of one behind those of the one before */
  size_t list_count, list_capacity;
  size_t *list_ends; /* by subscriber */
  size_t subscriber_count;
  size_t *begins;      /* by rank: of an event's part of `receivers`; its end once that is filled */
  uint32_t *receivers; /* indexes of subscribers, event by event */
};

static void add_subscribers(struct collection *collection, const struct registry *registry) {
  /* Agreements last: the others get what they have, and it is sorted like all lists. */
  static const enum entry_kind kinds[] = {ENTRY_ORGANIZATION, ENTRY_PERSON, ENTRY_PROVINCE, ENTRY_TOPIC,
                                          ENTRY_AGREEMENT};
  collection->subscribers = memory_allocate(registry->entry_count + 1, sizeof(struct entry *));
  collection->list_ends = memory_allocate(registry->entry_count + 1, sizeof *collection->list_ends);
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
    for (size_t i = 0; i < registry->entries[kinds[k]].count; i++)
      collection->subscribers[collection->subscriber_count++] = list_at(&registry->entries[kinds[k]], i);
}

enum { SOURCES = 3 };

/* Whose events an entry gets beside its own: those of its agreements, inherited ones too, and of its news. */
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

static void subscribe(struct collection *collection, const struct list *events) {
  if (events->count == 0) return;
  collection->lists = memory_grow(collection->lists, collection->list_count, &collection->list_capacity,
                                  sizeof(const struct list *));
  collection->lists[collection->list_count++] = events;
  for (size_t i = 0; i < events->count; i++)
    collection->begins[((struct event *)list_at(events, i))->rank + 1]++;
}

/* To its own events and those of its sources. */
static void subscribe_to_all(struct collection *collection, size_t subscriber) {
  struct entry *entry = collection->subscribers[subscriber];
  const struct list *sources[SOURCES];
  find_sources(entry, sources);
  subscribe(collection, &entry->events);
  for (size_t i = 0; i < SOURCES; i++) {
    for (size_t k = 0; k < sources[i]->count; k++) {
      subscribe(collection, &((struct entry *)list_at(sources[i], k))->events);
    }
  }
  collection->list_ends[subscriber] = collection->list_count;
}

/* Writes the subscriber down at each of its events, and gives it an empty list with room for them. */
static void note_subscriber(struct collection *collection, size_t subscriber, struct arena *arena) {
  size_t count = 0;
  for (size_t i = subscriber == 0 ? 0 : collection->list_ends[subscriber - 1];
       i < collection->list_ends[subscriber]; i++) {
    const struct list *events = collection->lists[i];
    count += events->count;
    for (size_t k = 0; k < events->count; k++)
      collection->receivers[collection->begins[((struct event *)list_at(events, k))->rank]++] =
          (uint32_t)subscriber;
  }
  if (count > 0)
    collection->subscribers[subscriber]->events =
        (struct list){.items = arena_array(arena, count, sizeof(void *))};
}

/* Adds each event to the list of each of its receivers, once. */
static void collect_events(const struct collection *collection) {
  size_t at = 0;
  for (size_t i = 0; i < collection->events->count; i++) {
    struct event *event = list_at(collection->events, i);
    for (; at < collection->begins[i]; at++) {
      struct list *events = &collection->subscribers[collection->receivers[at]]->events;
      if (events->count > 0 && list_at(events, events->count - 1) == event) continue;
      ((struct event **)events->items)[events->count++] = event;
    }
  }
}

static void collect(struct registry *registry, struct arena *arena) {
  size_t count = registry->events.count;
  struct collection collection = {.events = &registry->events};
  add_subscribers(&collection, registry);
  collection.begins = memory_allocate(count + 1, sizeof *collection.begins);
  for (size_t i = 0; i < collection.subscriber_count; i++)
    subscribe_to_all(&collection, i);
  for (size_t i = 0; i < count; i++)
    collection.begins[i + 1] += collection.begins[i];
  collection.receivers = memory_allocate(collection.begins[count] + 1, sizeof *collection.receivers);
  for (size_t i = 0; i < collection.subscriber_count; i++)
    note_subscriber(&collection, i, arena);
  collect_events(&collection);
  free(collection.subscribers);
  free(collection.lists);
  free(collection.list_ends);
  free(collection.begins);
  free(collection.receivers);
}

static void add_all(struct event_builder *builder, const struct registry *registry) {
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    for (size_t i = 0; i < registry->entries[kind].count; i++) {
      struct entry *entry = list_at(&registry->entries[kind], i);
      if (kind == ENTRY_AGREEMENT) add_agreement(builder, (struct agreement *)entry);
      if (kind == ENTRY_NEWS) add_news(builder, (struct news *)entry);
      if (kind == ENTRY_ORGANIZATION) add_organization(builder, (struct organization *)entry);
      if (kind == ENTRY_PROVINCE) add_province(builder, (struct province *)entry);
    }
  }
}

void registry_build_timelines(struct registry *registry, struct list_builder *lists,
                              struct diagnostics *found) {
  (void)found;
  struct event_builder builder = {lists, &registry->events};
  add_all(&builder, registry);
  sort_all(&registry->events);
  collect(registry, lists->arena);
}
