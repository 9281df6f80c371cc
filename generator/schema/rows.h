/* Turns a file of fields/ into the rows of a type's table. Not guarded: included once per table, after
 * `#define FIELDS "schema/fields/NAME.def"` and `#define RECORD_TYPE NAME`; it undefines FIELDS.
 * `#define ROW_PREFIX entry.` before it makes rows of the struct entry that RECORD_TYPE begins with. */
#ifndef ROW_PREFIX
#define ROW_PREFIX
#endif
#define ROW_OFFSET(name) offsetof(struct RECORD_TYPE, ROW_PREFIX name)
#define FIELD(field_kind, member, need, extra, field_label, field_help)                                      \
  FIELD_NAMED(field_kind, member, #member, need, extra, field_label, field_help)
#define FIELD_NAMED(field_kind, member, field_name, need, extra, field_label, field_help)                    \
  {.name = (field_name),                                                                                     \
   .kind = FIELD_##field_kind,                                                                               \
   .flags = (need),                                                                                          \
   .offset = ROW_OFFSET(member),                                                                             \
   extra,                                                                                                    \
   .label = (field_label),                                                                                   \
   .help = (field_help)},
#define RECORD(type, member, need, field_label, field_help)                                                  \
  FIELD(RECORD, member, need, TO(type), field_label, field_help)
#define DERIVED(field_kind, member, extra, field_help)                                                       \
  FIELD(field_kind, member, FIELD_IS_DERIVED, extra, NULL, field_help)
#define LINK(type, member, field_help) FIELD(LINK, member, FIELD_IS_DERIVED, TO(type), NULL, field_help)
#define TO(type) .target = &type##_type
#define AMONG(...)                                                                                           \
  .choices = (const char *const[]) {                                                                         \
    __VA_ARGS__, NULL                                                                                        \
  }
#define PLAIN .target = NULL

#include FIELDS

#undef FIELDS
#undef ROW_PREFIX
#undef ROW_OFFSET
#undef FIELD
#undef FIELD_NAMED
#undef RECORD
#undef DERIVED
#undef LINK
#undef TO
#undef AMONG
#undef PLAIN
