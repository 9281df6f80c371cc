#include "site/pages/answering.h"

#include "base/memory.h"

enum { OFFICES = 20 };

/* The offices that were met on the way from a party to those that carry on. */
struct search {
  const struct page_context *context;
  const struct organization *met[OFFICES];
  size_t count;
};

/* Whether the office has taken over by the day of the build. It has, where it did so by the end of the other
 * one, which is over; else it depends on the day. */
static bool has_begun(const struct page_context *context, const struct organization *former,
                      struct date since) {
  if (date_day_number(since) <= (int64_t)date_day_number(former->dissolved.value) + 1) return true;
  reads_note_world(context->reads, READS_TODAY);
  return date_day_number(since) <= date_day_number(context->website->registry->options.today);
}

static void meet(struct search *search, const struct organization *organization) {
  for (size_t i = 0; i < search->count; i++)
    if (search->met[i] == organization) return;
  if (search->count < OFFICES) search->met[search->count++] = organization;
}

/* Adds the successors of an office that is no more; false for one that carries on. */
static bool meet_successors(struct search *search, const struct organization *organization) {
  const struct page_context *context = search->context;
  reads_note(context->reads, &organization->entry, READS_OWN);
  reads_field(context->reads, &organization->entry, "is_former");
  if (!organization->is_former) return false;
  const struct successor *successors = organization->successors.items;
  for (size_t i = 0; i < organization->successors.count; i++) {
    const struct organization *next = (const struct organization *)successors[i].organization.target;
    if (next == NULL) continue;
    reads_note(context->reads, &next->entry, READS_OWN);
    if (has_begun(context, organization, successor_since(&successors[i]))) meet(search, next);
  }
  return true;
}

static struct answering answering_for(const struct page_context *context, struct signatory *party) {
  struct answering answering = {.party = party};
  struct search search = {.context = context};
  if (party->organization.target == NULL) return answering;
  meet(&search, (const struct organization *)party->organization.target);
  for (size_t i = 0; i < search.count; i++)
    if (!meet_successors(&search, search.met[i]))
      list_append(context->scratch, &answering.offices, (void *)search.met[i]);
    else if (i == 0)
      answering.is_successor = true;
  return answering;
}

struct list answering_of(const struct page_context *context, const struct agreement *agreement) {
  struct signatory *parties = agreement->signatories.items;
  size_t count = agreement->signatories.count;
  struct answering *answering = arena_array(context->scratch, count, sizeof *answering);
  reads_note(context->reads, &agreement->entry, READS_OWN);
  for (size_t i = 0; i < count; i++)
    answering[i] = answering_for(context, &parties[i]);
  return list_of(answering, count);
}
