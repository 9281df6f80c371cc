/* What holds of an agreement on a day. The browser has the same rule, in the theme's status.js: a page may be
 * read long after it was made. */
#ifndef KYKET_REGISTER_VALIDITY_H
#define KYKET_REGISTER_VALIDITY_H

#include "schema/records.h"

/* In the order in which counts are listed: what is in force, what is not known or still to come, what is
 * over. */
enum status {
  STATUS_IN_FORCE,
  STATUS_ENDING,
  STATUS_UNKNOWN,
  STATUS_UPCOMING,
  STATUS_UNSIGNED,
  STATUS_ENDED,
  STATUS_REPLACED,
  STATUS_TERMINATED,
};
enum { STATUSES = STATUS_TERMINATED + 1 };

/* Their codes, "in-force" and so on. */
extern const struct view status_names[STATUSES];

/* The status of a name; STATUSES when it is none. */
enum status status_of_name(struct view name);

static inline bool status_is_current(enum status status) {
  return status == STATUS_IN_FORCE || status == STATUS_ENDING;
}

enum { NO_DAY = INT32_MIN };

/* Days by number (date_day_number); NO_DAY where none is known. */
struct validity {
  int32_t signed_on;     /* of a year or month the first day */
  int32_t begins, ends;  /* the first and the last day; a termination ends it the day before */
  int32_t replaced_from; /* the day on which a successor took effect, before this one's own end */
  int32_t terminated;
  bool is_open; /* its text sets no end */
};

struct validity validity_of(const struct agreement *agreement);

/* On the day, the first that fits: terminated; unsigned, when it is signed later; upcoming, when it begins
 * later; replaced; ended; unknown, when no end is known; ending, within `ending_days` of its last day; in
 * force. */
enum status validity_on(const struct validity *validity, int32_t day, int64_t ending_days);

/* For the browser: signed/begins/ends/replaced/terminated, each a day or empty. Instead of an end that is not
 * known stands `open` where the text sets none, and `open:` before one that a termination set. */
struct view validity_text(struct arena *arena, const struct validity *validity);

/* The changes of an agreement's status after a day, in their order. */
struct status_change {
  int32_t day; /* the first of the new status */
  enum status from, to;
};
enum { STATUS_CHANGES = 6 }; /* at most: one for each day that the rule looks at */

size_t validity_changes(const struct validity *validity, int32_t after, int64_t ending_days,
                        struct status_change changes[STATUS_CHANGES]);

#endif
