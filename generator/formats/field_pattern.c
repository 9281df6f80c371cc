#include "formats/field_pattern.h"

const char id_pattern[] = "^[a-z0-9][a-z0-9_-]*$";

#define DAY_PATTERN "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#define TIME_PATTERN "([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"

const char *field_pattern(const struct field *field) {
  switch (field->kind) {
  case FIELD_URL:
    return "^https?://";
  case FIELD_PATH:
    return "^(/|https?://)";
  case FIELD_DATE:
    return "^" DAY_PATTERN TIME_PATTERN "$";
  case FIELD_WHEN:
    return "^([0-9]{4}(-[0-9]{2})?|" DAY_PATTERN TIME_PATTERN ")$";
  case FIELD_START:
  case FIELD_END:
    return "^([0-9]{4}(-[0-9]{2})?|" DAY_PATTERN ")$";
  case FIELD_OPEN_END:
    return "^([0-9]{4}(-[0-9]{2})?|" DAY_PATTERN "|open)$";
  case FIELD_REFERENCE:
  case FIELD_REFERENCES:
    return id_pattern;
  default:
    return NULL;
  }
}
