/* What a line of a description (fields/README.md) and its first line come to in the tables of types that
 * schema/describe.awk makes: it puts the type's name, and the member that the line's own is in, in front of a
 * line's arguments. For the sources that include such tables alone. */
#ifndef KYKET_SCHEMA_ROWS_H
#define KYKET_SCHEMA_ROWS_H

#include <stddef.h>

#define FIELD(record, in, kind, member, need, extra, label, help)                                            \
  ROW(record, in member, kind, #member, need, label, help, extra)
#define FIELD_NAMED(record, in, kind, member, name, need, extra, label, help)                                \
  ROW(record, in member, kind, name, need, label, help, extra)
#define RECORD(record, in, type, member, need, label, help)                                                  \
  ROW(record, in member, RECORD, #member, need, label, help, TO(type))
#define DERIVED(record, in, kind, member, extra, help)                                                       \
  ROW(record, in member, kind, #member, FIELD_IS_DERIVED, NULL, help, extra)
#define DERIVED_COUNT(record, in, kind, member, extra, help)                                                 \
  ROW(record, in member, kind, #member, FIELD_IS_DERIVED | FIELD_IS_COUNT, NULL, help, extra)
#define DERIVED_DAILY(record, in, kind, member, extra, help)                                                 \
  ROW(record, in member, kind, #member, FIELD_IS_DERIVED | FIELD_IS_DAILY, NULL, help, extra)
#define DERIVED_OPEN(record, in, kind, member, extra, help)                                                  \
  ROW(record, in member, kind, #member, FIELD_IS_DERIVED | FIELD_IS_OPEN, NULL, help, extra)
/* `value`: the member that the address is found by. */
#define ADDRESS(record, in, of, member, value, help)                                                         \
  ROW(record, in value, ADDRESS, #member, FIELD_IS_DERIVED, NULL, help, .address = ADDRESS_OF_##of)
#define ADDRESS_OPEN(record, in, of, member, value, help)                                                    \
  ROW(record, in value, ADDRESS, #member, FIELD_IS_DERIVED | FIELD_IS_OPEN, NULL, help,                      \
      .address = ADDRESS_OF_##of)
#define LINK(record, in, type, member, help)                                                                 \
  ROW(record, in member, LINK, #member, FIELD_IS_DERIVED, NULL, help, TO(type))
#define LINK_OPEN(record, in, type, member, help)                                                            \
  ROW(record, in member, LINK, #member, FIELD_IS_DERIVED | FIELD_IS_OPEN, NULL, help, TO(type))

#define TO(type) .target = &type##_type
#define TO_OR_ONE(type, key) .target = &type##_type, .single = (key)
#define TO_AT_MOST(type, count) .target = &type##_type, .most = (count)
#define AMONG(...)                                                                                           \
  .choices = (const char *const[]) {                                                                         \
    __VA_ARGS__, NULL                                                                                        \
  }
#define AMONG_ORGANIZATION_KINDS                                                                             \
  AMONG("ministry", "department", "peoples-committee", "youth-union", "front", "union", "association",       \
        "party", "police", "military", "judiciary", "bank", "school", "company", "other")
#define PLAIN .target = NULL
#define UP_TO(characters) .longest = (characters)

#define ROW(record, member, field_kind, field_name, need, field_label, field_help, ...)                      \
  {.name = (field_name),                                                                                     \
   .name_length = sizeof(field_name) - 1,                                                                    \
   .kind = FIELD_##field_kind,                                                                               \
   .flags = (need),                                                                                          \
   .offset = offsetof(struct record, member),                                                                \
   .label = (field_label),                                                                                   \
   .help = (field_help),                                                                                     \
   __VA_ARGS__},

#define FIELD_COUNT(record) (sizeof record##_fields / sizeof record##_fields[0])
#define TYPE(record, type_label, type_folder, type_scheme, ...)                                              \
  _Static_assert(FIELD_COUNT(record) <= FIELDS_OF_TYPE,                                                      \
                 "too many fields for the masks of fields: " #record);                                       \
  const struct record_type record##_type = {.name = #record,                                                 \
                                            .size = sizeof(struct record),                                   \
                                            .fields = record##_fields,                                       \
                                            .field_count = FIELD_COUNT(record),                              \
                                            .label = (type_label),                                           \
                                            .folder = (type_folder),                                         \
                                            .scheme = (type_scheme),                                         \
                                            __VA_ARGS__};
/* The label of a base or a model may be left out. */
#define TYPE_OF_BASE(record, ...) TYPE(record, "" __VA_ARGS__, NULL, NULL)
#define TYPE_OF_MODEL(record, ...) TYPE(record, "" __VA_ARGS__, NULL, NULL)
#define TYPE_OF_PAGE(record, ...) TYPE(record, "", NULL, NULL)
#define TYPE_OF_PART(record, label) TYPE(record, label, NULL, NULL)
#define TYPE_OF_DOCUMENT(record, label, file) TYPE(record, label, file, NULL)
#define TYPE_OF_ENTRY(record, order, label, folder, scheme, ...)                                             \
  TYPE(record, label, folder, scheme, __VA_ARGS__)
#define KEY(member) .key = #member

#endif
