/* Turns a file of fields/ into the rows of a type's table. Not guarded: included once per table, after
 * `#define FIELDS "schema/fields/NAME.def"` and `#define RECORD_TYPE NAME`; it undefines FIELDS.
 * `#define ROW_PREFIX entry.` before it makes rows of the struct entry that RECORD_TYPE begins with. */
#ifndef ROW_PREFIX
#define ROW_PREFIX
#endif
#define FIELD(kind, member, need, extra, label, help) ROW(kind, member, #member, need, label, help, extra)
#define FIELD_NAMED(kind, member, name, need, extra, label, help)                                            \
  ROW(kind, member, name, need, label, help, extra)
#define RECORD(type, member, need, label, help) ROW(RECORD, member, #member, need, label, help, TO(type))
#define DERIVED(kind, member, extra, help) ROW(kind, member, #member, FIELD_IS_DERIVED, NULL, help, extra)
#define DERIVED_DAILY(kind, member, extra, help)                                                             \
  ROW(kind, member, #member, FIELD_IS_DERIVED | FIELD_IS_DAILY, NULL, help, extra)
#define LINK(type, member, help) ROW(LINK, member, #member, FIELD_IS_DERIVED, NULL, help, TO(type))
#define TO(type) .target = &type##_type
#define AMONG(...)                                                                                           \
  .choices = (const char *const[]) {                                                                         \
    __VA_ARGS__, NULL                                                                                        \
  }
#define PLAIN .target = NULL
#define ROW(field_kind, member, field_name, need, field_label, field_help, ...)                              \
  {.name = (field_name),                                                                                     \
   .name_length = sizeof(field_name) - 1,                                                                    \
   .kind = FIELD_##field_kind,                                                                               \
   .flags = (need),                                                                                          \
   .offset = offsetof(struct RECORD_TYPE, ROW_PREFIX member),                                                \
   .label = (field_label),                                                                                   \
   .help = (field_help),                                                                                     \
   __VA_ARGS__},

#include FIELDS

#undef FIELDS
#undef ROW_PREFIX
#undef FIELD
#undef FIELD_NAMED
#undef RECORD
#undef DERIVED
#undef DERIVED_DAILY
#undef LINK
#undef TO
#undef AMONG
#undef PLAIN
#undef ROW
