#include "site/address.h"
#include "site/charts/lineage.h"
#include "site/charts/period_chart.h"
#include "site/pages/commitment_comparison.h"
#include "site/pages/commitment_groups.h"
#include "site/pages/endings.h"
#include "site/pages/facets.h"
#include "site/pages/feeds.h"
#include "site/pages/listing.h"
#include "site/pages/pages.h"
#include "site/pages/pagination.h"
#include "site/pages/parties.h"
#include "site/pages/subsets.h"
#include "site/pages/territory.h"
#include "site/pages/unit_names.h"
#include "site/pages/uptake.h"

static void write_list(struct page_context *context) {
  if (context->page->number == 0) reads_note_world(context->reads, READS_EVERYTHING);
  const struct website *website = context->website;
  const struct list *all = &website->registry->newest[ENTRY_AGREEMENT];
  size_t number = context->page->number;
  struct agreement_list_page model = {0};
  page_context_fill(context, &model.webpage);
  if (number == 0) model.webpage.feed = feeds_url(context->scratch, website->addresses.agreements);
  model.agreements = pagination_part(all, website->page_size, number);
  model.pager = pagination_pager(
      context->scratch, all->count, website->page_size, number, website->addresses.agreements,
      address_list_pages(context->scratch, website, website->addresses.agreements));
  if (number == 0) facets_fill(context, &model);
  page_context_render(context, PAGE_AGREEMENT_LIST, &model);
}

void write_agreement(struct page_context *context) {
  struct agreement_page model = {.agreement = (struct agreement *)context->page->subject};
  page_context_fill(context, &model.webpage);
  model.commitment_groups = commitment_groups(context->scratch, model.agreement, context->reads);
  model.parties = parties_of_agreement(context->scratch, model.agreement, context->reads);
  model.topic_uses = topic_uses(context->scratch, model.agreement);
  model.is_excerpt = commitments_are_excerpt(model.agreement);
  model.territories = territories_of_agreement(context->website, context->scratch, model.agreement);
  model.named_provinces = unit_names_of_provinces(context, model.agreement);
  model.commitment_comparisons = commitment_comparisons(context->scratch, model.agreement, context->reads,
                                                        &model.commitment_comparisons_cut);
  model.uptake = uptake_make(context->scratch, model.agreement, context->reads);
  model.lineage = lineage_make(context->scratch, model.agreement, context->reads);
  model.chart = period_chart_of_agreement(context->scratch, model.agreement, context->reads);
  page_context_render(context, PAGE_AGREEMENT, &model);
}

void plan_agreements(struct website *website, enum entry_kind kind) {
  static const struct file_maker list = {.write = write_list, .section = "agreements"};
  const struct list *all = plan_newest(website, kind);
  plan_entries(website, kind);
  plan_page(website, website->addresses.agreements, &list, NULL);
  static const struct field field = {.name = "agreements", .kind = FIELD_LINKS, .target = &agreement_type};
  struct view front = website->addresses.agreements,
              numbered = address_list_pages(&website->arena, website, front);
  pagination_plan(website, &field, all, numbered, &list, NULL, 0);
  if (website->addresses.statuses.length > 0) listing_plan(website, &field, all, front, numbered, true);
  feeds_plan(website, website->addresses.agreements, website_string(website, "feed.agreements"), all, NULL);
  plan_territories(website);
  plan_subsets(website);
  plan_endings(website);
}
