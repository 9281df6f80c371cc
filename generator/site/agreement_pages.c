#include "site/commitment_comparison.h"
#include "site/feeds.h"
#include "site/lineage.h"
#include "site/numbering.h"
#include "site/period_chart.h"

static struct view numbered_address(struct arena *arena, const struct website *website) {
  return arena_format(arena, "%.*s%.*s/", VIEW_FORMAT(website->addresses.agreements),
                      VIEW_FORMAT(website_string(website, "segment.list_page")));
}

static void write_list(struct writing *writing) {
  if (writing->page->number == 0) reads_note_world(writing->reads, READS_EVERYTHING);
  const struct website *website = writing->website;
  const struct planned_page *page = writing->page;
  struct agreement_list_page model = {0};
  writing_fill(writing, &model.webpage);
  model.webpage.feed = feeds_url(writing->scratch, website->addresses.agreements);
  model.agreements = numbering_part(page->list, website->page_size, page->number);
  model.pager = numbering_pager(writing->scratch, page->list->count, website->page_size, page->number,
                                website->addresses.agreements, numbered_address(writing->scratch, website));
  writing_render(writing, PAGE_AGREEMENT_LIST, &model);
}

static void write_agreement(struct writing *writing) {
  struct agreement_page model = {.agreement = (struct agreement *)writing->page->entry};
  writing_fill(writing, &model.webpage);
  model.commitment_comparisons = commitment_comparisons(writing->scratch, model.agreement, writing->reads,
                                                        &model.commitment_comparisons_cut);
  model.lineage = lineage_make(writing->scratch, model.agreement, writing->reads);
  model.chart = period_chart_of_agreement(writing->scratch, model.agreement, writing->reads);
  writing_render(writing, PAGE_AGREEMENT, &model);
}

void plan_agreements(struct website *website) {
  const struct list *all = plan_newest(website, ENTRY_AGREEMENT);
  const struct list *entries = &website->registry->entries[ENTRY_AGREEMENT];
  for (size_t i = 0; i < entries->count; i++)
    plan_entry(website, list_at(entries, i), write_agreement, "agreements");
  plan_page(website, website->addresses.agreements, write_list, "agreements")->list = all;
  static const struct field field = {.name = "agreements", .kind = FIELD_LINKS, .target = &agreement_type};
  numbering_plan(website, &field, all, numbered_address(&website->arena, website), write_list, "agreements",
                 NULL, 0, 0);
  feeds_plan(website, website->addresses.agreements, website_string(website, "feed.agreements"), all, NULL);
}
