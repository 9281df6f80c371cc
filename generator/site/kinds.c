#include "site/kinds.h"

#include "site/pages/pages.h"

/* The plan of a kind that has no pages. */
static void plan_nothing(struct website *website, enum entry_kind kind) {
  (void)website;
  (void)kind;
}

/* A row that lacks a column, or a kind that lacks a row, does not compile. */
#define ROW(kind, planned_by, written_by, part, has_revisions, folder, listed, years, place)                 \
  static const struct site_kind kind##_row = {                                                               \
      .plan = (planned_by),                                                                                  \
      .own = {.write = (written_by), .section = (part), .is_own = true},                                     \
      .history = {.write = (has_revisions) ? write_history : NULL, .section = (part), .is_aside = true},     \
      .older = {.write = write_older, .section = (part)},                                                    \
      .segment = (folder),                                                                                   \
      .has_list = (listed),                                                                                  \
      .by_year = (years),                                                                                    \
      .search_place = (place),                                                                               \
  };

/* clang-format off */
/*  kind            planned by          own page            section of pages  revisions
    the folder of addresses: its segment, has it a list, and years?                        place in search */
ROW(province,       plan_provinces,     write_province,     "provinces",      false,
    "segment.provinces",                true,  false,                                      5)
ROW(region,         plan_nothing,       NULL,               NULL,             false,
    NULL,                               false, false,                                      0)
ROW(topic,          plan_topics,        write_topic,        "topics",         false,
    "segment.topics",                   true,  false,                                      6)
ROW(agreement_type, plan_nothing,       NULL,               NULL,             false,
    NULL,                               false, false,                                      0)
ROW(organization,   plan_organizations, write_organization, "organizations",  true,
    "segment.organizations",            true,  false,                                      3)
ROW(person,         plan_people,        write_person,       "people",         true,
    "segment.people",                   true,  false,                                      4)
ROW(agreement,      plan_agreements,    write_agreement,    "agreements",     true,
    "segment.agreements",               true,  false,                                      1)
ROW(news,           plan_news,          write_news,         "news",           true,
    "segment.news",                     true,  true,                                       2)
ROW(removed,        plan_entries,       write_removed,      "missing",        false,
    NULL,                               false, false,                                      0)
ROW(page,           plan_entries,       write_page,         "page",           true,
    NULL,                               false, false,                                      7)
/* clang-format on */

#define ENTRY_KIND_ROW(name, NAME) [ENTRY_##NAME] = &name##_row,
const struct site_kind *const site_kinds[ENTRY_KINDS] = {EACH_ENTRY_KIND(ENTRY_KIND_ROW)};
