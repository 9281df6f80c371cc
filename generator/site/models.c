#include "site/models.h"

#include <stddef.h>

#define TYPE(record)                                                                                         \
  {                                                                                                          \
    .name = #record, .size = sizeof(struct record), .fields = record##_fields,                               \
    .field_count = sizeof record##_fields / sizeof record##_fields[0]                                        \
  }

static const struct field addresses_fields[] = {
#define RECORD_TYPE addresses
#define FIELDS "site/fields/addresses.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type addresses_type = TYPE(addresses);

static const struct field menu_link_fields[] = {
#define RECORD_TYPE menu_link
#define FIELDS "site/fields/menu_link.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type menu_link_type = TYPE(menu_link);

static const struct field pager_fields[] = {
#define RECORD_TYPE pager
#define FIELDS "site/fields/pager.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type pager_type = TYPE(pager);

static const struct field region_fields[] = {
#define RECORD_TYPE region
#define FIELDS "site/fields/region.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type region_type = TYPE(region);

static const struct field month_link_fields[] = {
#define RECORD_TYPE month_link
#define FIELDS "site/fields/month_link.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type month_link_type = TYPE(month_link);

static const struct field year_link_fields[] = {
#define RECORD_TYPE year_link
#define FIELDS "site/fields/year_link.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type year_link_type = TYPE(year_link);

static const struct field concern_fields[] = {
#define RECORD_TYPE concern
#define FIELDS "site/fields/concern.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type concern_type = TYPE(concern);

static const struct field province_organizations_fields[] = {
#define RECORD_TYPE province_organizations
#define FIELDS "site/fields/province_organizations.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type province_organizations_type = TYPE(province_organizations);

static const struct field letter_fields[] = {
#define RECORD_TYPE letter
#define FIELDS "site/fields/letter.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type letter_type = TYPE(letter);

static const struct field month_fields[] = {
#define RECORD_TYPE month
#define FIELDS "site/fields/month.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type month_type = TYPE(month);

static const struct field difference_part_fields[] = {
#define RECORD_TYPE difference_part
#define FIELDS "site/fields/difference_part.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type difference_part_type = TYPE(difference_part);

static const struct field commitment_side_fields[] = {
#define RECORD_TYPE commitment_side
#define FIELDS "site/fields/commitment_side.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type commitment_side_type = TYPE(commitment_side);

static const struct field commitment_row_fields[] = {
#define RECORD_TYPE commitment_row
#define FIELDS "site/fields/commitment_row.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type commitment_row_type = TYPE(commitment_row);

static const struct field commitment_comparison_fields[] = {
#define RECORD_TYPE commitment_comparison
#define FIELDS "site/fields/commitment_comparison.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type commitment_comparison_type = TYPE(commitment_comparison);

static const struct field period_tick_fields[] = {
#define RECORD_TYPE period_tick
#define FIELDS "site/fields/period_tick.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type period_tick_type = TYPE(period_tick);

static const struct field period_point_fields[] = {
#define RECORD_TYPE period_point
#define FIELDS "site/fields/period_point.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type period_point_type = TYPE(period_point);

static const struct field period_lane_fields[] = {
#define RECORD_TYPE period_lane
#define FIELDS "site/fields/period_lane.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type period_lane_type = TYPE(period_lane);

static const struct field period_bar_fields[] = {
#define RECORD_TYPE period_bar
#define FIELDS "site/fields/period_bar.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type period_bar_type = TYPE(period_bar);

static const struct field period_chart_fields[] = {
#define RECORD_TYPE period_chart
#define FIELDS "site/fields/period_chart.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type period_chart_type = TYPE(period_chart);

static const struct field period_column_fields[] = {
#define RECORD_TYPE period_column
#define FIELDS "site/fields/period_column.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type period_column_type = TYPE(period_column);

static const struct field history_passage_fields[] = {
#define RECORD_TYPE history_passage
#define FIELDS "site/fields/history_passage.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type history_passage_type = TYPE(history_passage);

static const struct field history_revision_fields[] = {
#define RECORD_TYPE history_revision
#define FIELDS "site/fields/history_revision.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type history_revision_type = TYPE(history_revision);

static const struct field lineage_tick_fields[] = {
#define RECORD_TYPE lineage_tick
#define FIELDS "site/fields/lineage_tick.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_tick_type = TYPE(lineage_tick);

static const struct field lineage_span_fields[] = {
#define RECORD_TYPE lineage_span
#define FIELDS "site/fields/lineage_span.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_span_type = TYPE(lineage_span);

static const struct field lineage_transition_fields[] = {
#define RECORD_TYPE lineage_transition
#define FIELDS "site/fields/lineage_transition.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_transition_type = TYPE(lineage_transition);

static const struct field lineage_stage_fields[] = {
#define RECORD_TYPE lineage_stage
#define FIELDS "site/fields/lineage_stage.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_stage_type = TYPE(lineage_stage);

static const struct field lineage_node_fields[] = {
#define RECORD_TYPE lineage_node
#define FIELDS "site/fields/lineage_node.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_node_type = TYPE(lineage_node);

static const struct field lineage_amendment_fields[] = {
#define RECORD_TYPE lineage_amendment
#define FIELDS "site/fields/lineage_amendment.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_amendment_type = TYPE(lineage_amendment);

static const struct field lineage_fields[] = {
#define RECORD_TYPE lineage
#define FIELDS "site/fields/lineage.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type lineage_type = TYPE(lineage);

static const struct field home_page_fields[] = {
#define RECORD_TYPE home_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/home_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type home_page_type = TYPE(home_page);

static const struct field news_list_page_fields[] = {
#define RECORD_TYPE news_list_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/news_list_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type news_list_page_type = TYPE(news_list_page);

static const struct field agreement_list_page_fields[] = {
#define RECORD_TYPE agreement_list_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/agreement_list_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type agreement_list_page_type = TYPE(agreement_list_page);

static const struct field review_list_page_fields[] = {
#define RECORD_TYPE review_list_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/review_list_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type review_list_page_type = TYPE(review_list_page);

static const struct field agreement_page_fields[] = {
#define RECORD_TYPE agreement_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/agreement_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type agreement_page_type = TYPE(agreement_page);

static const struct field news_page_fields[] = {
#define RECORD_TYPE news_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/news_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type news_page_type = TYPE(news_page);

static const struct field organization_page_fields[] = {
#define RECORD_TYPE organization_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/organization_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type organization_page_type = TYPE(organization_page);

static const struct field person_page_fields[] = {
#define RECORD_TYPE person_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/person_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type person_page_type = TYPE(person_page);

static const struct field province_page_fields[] = {
#define RECORD_TYPE province_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/province_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type province_page_type = TYPE(province_page);

static const struct field topic_page_fields[] = {
#define RECORD_TYPE topic_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/topic_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type topic_page_type = TYPE(topic_page);

static const struct field older_page_fields[] = {
#define RECORD_TYPE older_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/older_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type older_page_type = TYPE(older_page);

static const struct field organization_list_page_fields[] = {
#define RECORD_TYPE organization_list_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/organization_list_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type organization_list_page_type = TYPE(organization_list_page);

static const struct field person_list_page_fields[] = {
#define RECORD_TYPE person_list_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/person_list_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type person_list_page_type = TYPE(person_list_page);

static const struct field province_list_page_fields[] = {
#define RECORD_TYPE province_list_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/province_list_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type province_list_page_type = TYPE(province_list_page);

static const struct field topic_list_page_fields[] = {
#define RECORD_TYPE topic_list_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/topic_list_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type topic_list_page_type = TYPE(topic_list_page);

static const struct field timeline_page_fields[] = {
#define RECORD_TYPE timeline_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/timeline_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type timeline_page_type = TYPE(timeline_page);

static const struct field page_page_fields[] = {
#define RECORD_TYPE page_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/page_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type page_page_type = TYPE(page_page);

static const struct field history_page_fields[] = {
#define RECORD_TYPE history_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/history_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type history_page_type = TYPE(history_page);

static const struct field search_page_fields[] = {
#define RECORD_TYPE search_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/search_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type search_page_type = TYPE(search_page);

static const struct field missing_page_fields[] = {
#define RECORD_TYPE missing_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/missing_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type missing_page_type = TYPE(missing_page);

static const struct field redirect_page_fields[] = {
#define RECORD_TYPE redirect_page
#define ROW_PREFIX webpage.
#define FIELDS "site/fields/webpage.def"
#include "schema/rows.h"
#define FIELDS "site/fields/redirect_page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type redirect_page_type = TYPE(redirect_page);
