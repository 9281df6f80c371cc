/* The events of a chart by kind: what is a point, and what no longer has room. */
#ifndef KYKET_SITE_CHARTS_PERIOD_CHART_LANES_H
#define KYKET_SITE_CHARTS_PERIOD_CHART_LANES_H

#include "site/charts/axis.h"
#include "site/charts/period_chart.h"

enum { PERIOD_CHART_LANES = 12 };

/* Begins as zeros. */
struct period_chart_lanes {
  struct list events[PERIOD_CHART_LANES]; /* newest first */
  int64_t left_out;
};

/* Takes an event, which is no newer than those before it; false when its lane is full. */
bool period_chart_lanes_add(struct arena *arena, struct period_chart_lanes *lanes, struct event *event);

/* Fills the chart's lanes, and what they left out. */
void period_chart_lanes_fill(struct arena *arena, const struct axis *axis,
                             const struct period_chart_lanes *lanes, const struct entry *subject,
                             struct period_chart *chart);

/* The points of the chart's lanes that are on its axis, each day once. */
struct list period_chart_lanes_lines(struct arena *arena, const struct period_chart *chart);

#endif
