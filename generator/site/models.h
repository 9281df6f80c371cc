/* What each page shows, as its template sees it: one structure and one type a kind of page. Each begins with
 * what every page has (struct webpage). The fields stand in files of site/fields/, made as those of
 * schema/fields/. */
#ifndef KYKET_SITE_MODELS_H
#define KYKET_SITE_MODELS_H

#include "schema/records.h"

/* Parts of pages. */
struct addresses {
#define FIELDS "site/fields/addresses.def"
#include "schema/members.h"
};
struct menu_link {
#define FIELDS "site/fields/menu_link.def"
#include "schema/members.h"
};
struct pager {
#define FIELDS "site/fields/pager.def"
#include "schema/members.h"
};
struct region {
#define FIELDS "site/fields/region.def"
#include "schema/members.h"
};
struct month_link {
#define FIELDS "site/fields/month_link.def"
#include "schema/members.h"
};
struct year_link {
#define FIELDS "site/fields/year_link.def"
#include "schema/members.h"
};
struct concern {
#define FIELDS "site/fields/concern.def"
#include "schema/members.h"
};
struct province_organizations {
#define FIELDS "site/fields/province_organizations.def"
#include "schema/members.h"
};
struct letter {
#define FIELDS "site/fields/letter.def"
#include "schema/members.h"
};
struct month {
#define FIELDS "site/fields/month.def"
#include "schema/members.h"
};
struct difference_part {
#define FIELDS "site/fields/difference_part.def"
#include "schema/members.h"
};
struct commitment_side {
#define FIELDS "site/fields/commitment_side.def"
#include "schema/members.h"
};
struct commitment_row {
#define FIELDS "site/fields/commitment_row.def"
#include "schema/members.h"
};
struct commitment_comparison {
#define FIELDS "site/fields/commitment_comparison.def"
#include "schema/members.h"
};
struct period_tick {
#define FIELDS "site/fields/period_tick.def"
#include "schema/members.h"
};
struct period_point {
#define FIELDS "site/fields/period_point.def"
#include "schema/members.h"
};
struct period_lane {
#define FIELDS "site/fields/period_lane.def"
#include "schema/members.h"
};
struct period_bar {
#define FIELDS "site/fields/period_bar.def"
#include "schema/members.h"
};
struct period_chart {
#define FIELDS "site/fields/period_chart.def"
#include "schema/members.h"
};
struct period_column {
#define FIELDS "site/fields/period_column.def"
#include "schema/members.h"
};
struct history_passage {
#define FIELDS "site/fields/history_passage.def"
#include "schema/members.h"
};
struct history_revision {
#define FIELDS "site/fields/history_revision.def"
#include "schema/members.h"
};

struct lineage_tick {
#define FIELDS "site/fields/lineage_tick.def"
#include "schema/members.h"
};
struct lineage_span {
#define FIELDS "site/fields/lineage_span.def"
#include "schema/members.h"
};
struct lineage_transition {
#define FIELDS "site/fields/lineage_transition.def"
#include "schema/members.h"
};
struct lineage_stage {
#define FIELDS "site/fields/lineage_stage.def"
#include "schema/members.h"
};
struct lineage_node {
#define FIELDS "site/fields/lineage_node.def"
#include "schema/members.h"
};
struct lineage_amendment {
#define FIELDS "site/fields/lineage_amendment.def"
#include "schema/members.h"
};
struct lineage {
#define FIELDS "site/fields/lineage.def"
#include "schema/members.h"
};

/* What every page has. */
struct webpage {
#define FIELDS "site/fields/webpage.def"
#include "schema/members.h"
};

/* Kinds of pages. */
struct home_page {
  struct webpage webpage;
#define FIELDS "site/fields/home_page.def"
#include "schema/members.h"
};
struct news_list_page {
  struct webpage webpage;
#define FIELDS "site/fields/news_list_page.def"
#include "schema/members.h"
};
struct agreement_list_page {
  struct webpage webpage;
#define FIELDS "site/fields/agreement_list_page.def"
#include "schema/members.h"
};
struct review_list_page {
  struct webpage webpage;
#define FIELDS "site/fields/review_list_page.def"
#include "schema/members.h"
};
struct agreement_page {
  struct webpage webpage;
#define FIELDS "site/fields/agreement_page.def"
#include "schema/members.h"
};
struct news_page {
  struct webpage webpage;
#define FIELDS "site/fields/news_page.def"
#include "schema/members.h"
};
struct organization_page {
  struct webpage webpage;
#define FIELDS "site/fields/organization_page.def"
#include "schema/members.h"
};
struct person_page {
  struct webpage webpage;
#define FIELDS "site/fields/person_page.def"
#include "schema/members.h"
};
struct province_page {
  struct webpage webpage;
#define FIELDS "site/fields/province_page.def"
#include "schema/members.h"
};
struct topic_page {
  struct webpage webpage;
#define FIELDS "site/fields/topic_page.def"
#include "schema/members.h"
};
struct older_page {
  struct webpage webpage;
#define FIELDS "site/fields/older_page.def"
#include "schema/members.h"
};
struct organization_list_page {
  struct webpage webpage;
#define FIELDS "site/fields/organization_list_page.def"
#include "schema/members.h"
};
struct person_list_page {
  struct webpage webpage;
#define FIELDS "site/fields/person_list_page.def"
#include "schema/members.h"
};
struct province_list_page {
  struct webpage webpage;
#define FIELDS "site/fields/province_list_page.def"
#include "schema/members.h"
};
struct topic_list_page {
  struct webpage webpage;
#define FIELDS "site/fields/topic_list_page.def"
#include "schema/members.h"
};
struct timeline_page {
  struct webpage webpage;
#define FIELDS "site/fields/timeline_page.def"
#include "schema/members.h"
};
struct page_page {
  struct webpage webpage;
#define FIELDS "site/fields/page_page.def"
#include "schema/members.h"
};
struct history_page {
  struct webpage webpage;
#define FIELDS "site/fields/history_page.def"
#include "schema/members.h"
};
struct search_page {
  struct webpage webpage;
#define FIELDS "site/fields/search_page.def"
#include "schema/members.h"
};
struct missing_page {
  struct webpage webpage;
#define FIELDS "site/fields/missing_page.def"
#include "schema/members.h"
};
struct redirect_page {
  struct webpage webpage;
#define FIELDS "site/fields/redirect_page.def"
#include "schema/members.h"
};

extern const struct record_type addresses_type;
extern const struct record_type menu_link_type;
extern const struct record_type pager_type;
extern const struct record_type region_type;
extern const struct record_type month_link_type;
extern const struct record_type year_link_type;
extern const struct record_type concern_type;
extern const struct record_type province_organizations_type;
extern const struct record_type letter_type;
extern const struct record_type month_type;
extern const struct record_type difference_part_type;
extern const struct record_type commitment_side_type;
extern const struct record_type commitment_row_type;
extern const struct record_type commitment_comparison_type;
extern const struct record_type period_tick_type;
extern const struct record_type period_point_type;
extern const struct record_type period_lane_type;
extern const struct record_type period_bar_type;
extern const struct record_type period_chart_type;
extern const struct record_type period_column_type;
extern const struct record_type history_passage_type;
extern const struct record_type history_revision_type;
extern const struct record_type lineage_tick_type;
extern const struct record_type lineage_span_type;
extern const struct record_type lineage_transition_type;
extern const struct record_type lineage_stage_type;
extern const struct record_type lineage_node_type;
extern const struct record_type lineage_amendment_type;
extern const struct record_type lineage_type;
extern const struct record_type home_page_type;
extern const struct record_type news_list_page_type;
extern const struct record_type agreement_list_page_type;
extern const struct record_type review_list_page_type;
extern const struct record_type agreement_page_type;
extern const struct record_type news_page_type;
extern const struct record_type organization_page_type;
extern const struct record_type person_page_type;
extern const struct record_type province_page_type;
extern const struct record_type topic_page_type;
extern const struct record_type older_page_type;
extern const struct record_type organization_list_page_type;
extern const struct record_type person_list_page_type;
extern const struct record_type province_list_page_type;
extern const struct record_type topic_list_page_type;
extern const struct record_type timeline_page_type;
extern const struct record_type page_page_type;
extern const struct record_type history_page_type;
extern const struct record_type search_page_type;
extern const struct record_type missing_page_type;
extern const struct record_type redirect_page_type;

#endif
