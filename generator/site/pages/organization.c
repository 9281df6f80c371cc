#include "site/pages/pages.h"
#include "site/pages/related.h"
#include "site/pages/unit_names.h"

#include <stdlib.h>

/* Local organizations stand under their province; provinces by name. */
static struct list by_province(const struct page_context *context) {
  const struct list *provinces = &context->website->registry->entries[ENTRY_PROVINCE];
  struct list sorted = {0};
  for (size_t i = 0; i < provinces->count; i++) {
    struct province *province = list_at(provinces, i);
    if (province->organizations.count > 0) list_append(context->scratch, &sorted, province);
  }
  entries_sort_by_name(&sorted);
  struct province_organizations *groups = arena_array(context->scratch, sorted.count, sizeof *groups);
  for (size_t i = 0; i < sorted.count; i++) {
    struct province *province = list_at(&sorted, i);
    groups[i] = (struct province_organizations){province, province->organizations};
  }
  return list_of(groups, sorted.count);
}

/* `FEW` organizations all stand on the page without being unfolded. */
enum { TABLE_ROWS = 200, FEW = 30 };

static struct list first_rows(struct list list) {
  if (list.count > TABLE_ROWS) list.count = TABLE_ROWS;
  return list;
}

static int compare_signatories(const void *left, const void *right) {
  const struct organization *a = *(struct organization *const *)left,
                            *b = *(struct organization *const *)right;
  if (a->agreements.count != b->agreements.count) return a->agreements.count > b->agreements.count ? -1 : 1;
  return (a->entry.name_rank > b->entry.name_rank) - (a->entry.name_rank < b->entry.name_rank);
}

/* Who has signed, the most agreements first. */
static void fill_signatories(const struct page_context *context, struct organization_list_page *model) {
  const struct list *organizations = &context->website->registry->entries[ENTRY_ORGANIZATION];
  struct list signatories = {0};
  for (size_t i = 0; i < organizations->count; i++) {
    struct organization *organization = list_at(organizations, i);
    if (organization->agreements.count > 0) list_append(context->scratch, &signatories, organization);
  }
  if (signatories.count > 1) qsort(signatories.items, signatories.count, sizeof(void *), compare_signatories);
  model->signatory_count = (int64_t)signatories.count;
  model->signatories = first_rows(signatories);
}

static void write_list(struct page_context *context) {
  reads_note_world(context->reads, READS_EVERYTHING);
  const struct list *organizations = &context->website->registry->entries[ENTRY_ORGANIZATION];
  struct organization_list_page model = {.count = (int64_t)organizations->count};
  page_context_fill(context, &model.webpage);
  for (size_t i = 0; i < organizations->count; i++) {
    struct organization *organization = list_at(organizations, i);
    if (organization->province.target != NULL) continue;
    bool central = view_equal_string(text_view(organization->level), "central");
    list_append(context->scratch, central ? &model.central : &model.others, organization);
  }
  entries_sort_by_name(&model.central);
  entries_sort_by_name(&model.others);
  model.is_short = organizations->count <= FEW;
  model.provinces = by_province(context);
  fill_signatories(context, &model);
  page_context_render(context, PAGE_ORGANIZATION_LIST, &model);
}

void write_organization(struct page_context *context) {
  struct organization *organization = (struct organization *)context->page->subject;
  struct organization_page model = {.organization = organization};
  page_context_fill(context, &model.webpage);
  model.webpage.feed = related_feed(context, &organization->entry);
  reads_field(context->reads, &organization->entry, "partners");
  model.partners = first_rows(organization->partners);
  model.partners_cut = model.partners.count < organization->partners.count;
  model.concern = related_front(context, &organization->entry);
  model.statuses_url = related_statuses_url(context, &organization->entry);
  model.inherited_statuses_url = related_inherited_statuses_url(context, &organization->entry);
  model.names = unit_names_rows(context, &organization->entry);
  page_context_render(context, PAGE_ORGANIZATION, &model);
}

void plan_organizations(struct website *website, enum entry_kind kind) {
  const struct list *organizations = &website->registry->entries[kind];
  static const struct file_maker list = {.write = write_list, .section = "organizations"};
  plan_page(website, website->addresses.organizations, &list, NULL);
  for (size_t i = 0; i < organizations->count; i++)
    related_plan(website, list_at(organizations, i));
}
