/* Turns a file of fields/ into the members of a structure. Not guarded: included once per structure, after
 * `#define FIELDS "schema/fields/NAME.def"`, which it undefines. */
#define FIELD(kind, name, need, extra, label, help) MEMBER_##kind(name)
#define FIELD_NAMED(kind, member, name, need, extra, label, help) MEMBER_##kind(member)
#define RECORD(type, name, need, label, help) struct type *name;
#define DERIVED(kind, name, extra, help) MEMBER_##kind(name)
#define DERIVED_DAILY(kind, name, extra, help) MEMBER_##kind(name)
#define LINK(type, name, help) struct type *name;
#define MEMBER_TEXT(name) struct text name;
#define MEMBER_URL(name) struct text name;
#define MEMBER_PATH(name) struct text name;
#define MEMBER_MEDIA(name) struct text name;
#define MEMBER_CHOICE(name) struct text name;
#define MEMBER_DATE(name) struct date_value name;
#define MEMBER_START(name) struct date_value name;
#define MEMBER_END(name) struct date_value name;
#define MEMBER_INTEGER(name) struct integer_value name;
#define MEMBER_DECIMAL(name) struct decimal_value name;
#define MEMBER_BOOLEAN(name) struct boolean_value name;
#define MEMBER_REFERENCE(name) struct reference name;
#define MEMBER_REFERENCES(name) struct list name;
#define MEMBER_TEXTS(name) struct list name;
#define MEMBER_RECORDS(name) struct list name;
#define MEMBER_VIEW(name) struct view name;
#define MEMBER_MARKUP(name) struct view name;
#define MEMBER_BODY(name) struct body *name;
#define MEMBER_DAY(name) struct date name;
#define MEMBER_NUMBER(name) int64_t name;
#define MEMBER_FLAG(name) bool name;
#define MEMBER_LINKS(name) struct list name;

#include FIELDS

#undef FIELDS
#undef FIELD
#undef FIELD_NAMED
#undef RECORD
#undef DERIVED
#undef DERIVED_DAILY
#undef LINK
#undef MEMBER_TEXT
#undef MEMBER_URL
#undef MEMBER_PATH
#undef MEMBER_MEDIA
#undef MEMBER_CHOICE
#undef MEMBER_DATE
#undef MEMBER_START
#undef MEMBER_END
#undef MEMBER_INTEGER
#undef MEMBER_DECIMAL
#undef MEMBER_BOOLEAN
#undef MEMBER_REFERENCE
#undef MEMBER_REFERENCES
#undef MEMBER_TEXTS
#undef MEMBER_RECORDS
#undef MEMBER_VIEW
#undef MEMBER_MARKUP
#undef MEMBER_BODY
#undef MEMBER_DAY
#undef MEMBER_NUMBER
#undef MEMBER_FLAG
#undef MEMBER_LINKS
