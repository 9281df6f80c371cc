#include "schema/records.h"

#include <stddef.h>

#define TYPE(record, type_label, type_folder)                                                                \
  {                                                                                                          \
    .name = #record, .size = sizeof(struct record), .fields = record##_fields,                               \
    .field_count = sizeof record##_fields / sizeof record##_fields[0], .label = (type_label),                \
    .folder = (type_folder)                                                                                  \
  }

static const struct field revision_fields[] = {
#define RECORD_TYPE revision
#define FIELDS "schema/fields/revision.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type revision_type = TYPE(revision, "Lần sửa", NULL);

static const struct field heading_fields[] = {
#define RECORD_TYPE heading
#define FIELDS "schema/fields/heading.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type heading_type = TYPE(heading, "Tiêu đề trong nội dung", NULL);

static const struct field event_fields[] = {
#define RECORD_TYPE event
#define FIELDS "schema/fields/event.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type event_type = TYPE(event, "Sự kiện", NULL);

static const struct field review_fields[] = {
#define RECORD_TYPE review
#define FIELDS "schema/fields/review.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type review_type = TYPE(review, "Lần sơ kết", NULL);

static const struct field partner_fields[] = {
#define RECORD_TYPE partner
#define FIELDS "schema/fields/partner.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type partner_type = TYPE(partner, "Cơ quan cùng ký", NULL);

static const struct field status_count_fields[] = {
#define RECORD_TYPE status_count
#define FIELDS "schema/fields/status_count.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type status_count_type = TYPE(status_count, "Số thỏa thuận theo hiệu lực", NULL);

static const struct field provenance_fields[] = {
#define RECORD_TYPE provenance
#define FIELDS "schema/fields/provenance.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type provenance_type = TYPE(provenance, "Thỏa thuận chuyển về", NULL);

static const struct field entry_fields[] = {
#define RECORD_TYPE entry
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type entry_type = TYPE(entry, "Mục", NULL);

static const struct field period_fields[] = {
#define RECORD_TYPE period
#define FIELDS "schema/fields/period.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type period_type = TYPE(period, "Thời hạn", NULL);

static const struct field termination_fields[] = {
#define RECORD_TYPE termination
#define FIELDS "schema/fields/termination.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type termination_type = TYPE(termination, "Chấm dứt", NULL);

static const struct field signatory_fields[] = {
#define RECORD_TYPE signatory
#define FIELDS "schema/fields/signatory.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type signatory_type = TYPE(signatory, "Bên ký", NULL);

static const struct field signer_fields[] = {
#define RECORD_TYPE signer
#define FIELDS "schema/fields/signer.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type signer_type = TYPE(signer, "Người ký", NULL);

static const struct field commitment_fields[] = {
#define RECORD_TYPE commitment
#define FIELDS "schema/fields/commitment.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type commitment_type = TYPE(commitment, "Nội dung cam kết", NULL);

static const struct field legal_document_fields[] = {
#define RECORD_TYPE legal_document
#define FIELDS "schema/fields/legal_document.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type legal_document_type = TYPE(legal_document, "Văn bản pháp luật", NULL);

static const struct field attachment_fields[] = {
#define RECORD_TYPE attachment
#define FIELDS "schema/fields/attachment.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type attachment_type = TYPE(attachment, "Văn bản đính kèm", NULL);

static const struct field photo_fields[] = {
#define RECORD_TYPE photo
#define FIELDS "schema/fields/photo.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type photo_type = TYPE(photo, "Ảnh", NULL);

static const struct field origin_fields[] = {
#define RECORD_TYPE origin
#define FIELDS "schema/fields/origin.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type origin_type = TYPE(origin, "Nguồn", NULL);

static const struct field occasion_fields[] = {
#define RECORD_TYPE occasion
#define FIELDS "schema/fields/occasion.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type occasion_type = TYPE(occasion, "Sự kiện trong tin", NULL);

static const struct field successor_fields[] = {
#define RECORD_TYPE successor
#define FIELDS "schema/fields/successor.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type successor_type = TYPE(successor, "Cơ quan kế thừa", NULL);

static const struct field position_fields[] = {
#define RECORD_TYPE position
#define FIELDS "schema/fields/position.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type position_type = TYPE(position, "Chức vụ", NULL);

static const struct field silence_fields[] = {
#define RECORD_TYPE silence
#define FIELDS "schema/fields/silence.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type silence_type = TYPE(silence, "Cảnh báo được bỏ", NULL);

static const struct field menu_item_fields[] = {
#define RECORD_TYPE menu_item
#define FIELDS "schema/fields/menu_item.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type menu_item_type = TYPE(menu_item, "Mục trình đơn", NULL);

static const struct field agreement_fields[] = {
#define RECORD_TYPE agreement
#define ROW_PREFIX entry.
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#define FIELDS "schema/fields/agreement.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type agreement_type = TYPE(agreement, "Thỏa thuận", "agreements");

static const struct field news_fields[] = {
#define RECORD_TYPE news
#define ROW_PREFIX entry.
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#define FIELDS "schema/fields/news.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type news_type = TYPE(news, "Tin", "news");

static const struct field organization_fields[] = {
#define RECORD_TYPE organization
#define ROW_PREFIX entry.
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#define FIELDS "schema/fields/organization.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type organization_type = TYPE(organization, "Cơ quan", "organizations");

static const struct field person_fields[] = {
#define RECORD_TYPE person
#define ROW_PREFIX entry.
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#define FIELDS "schema/fields/person.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type person_type = TYPE(person, "Người", "people");

static const struct field province_fields[] = {
#define RECORD_TYPE province
#define ROW_PREFIX entry.
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#define FIELDS "schema/fields/province.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type province_type = TYPE(province, "Tỉnh thành", "data/provinces.yaml");

static const struct field topic_fields[] = {
#define RECORD_TYPE topic
#define ROW_PREFIX entry.
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#define FIELDS "schema/fields/topic.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type topic_type = TYPE(topic, "Lĩnh vực", "data/topics.yaml");

static const struct field agreement_type_fields[] = {
#define RECORD_TYPE agreement_type
#define ROW_PREFIX entry.
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#define FIELDS "schema/fields/agreement_type.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type agreement_type_type =
    TYPE(agreement_type, "Loại văn bản", "data/agreement-types.yaml");

static const struct field page_fields[] = {
#define RECORD_TYPE page
#define ROW_PREFIX entry.
#define FIELDS "schema/fields/entry.def"
#include "schema/rows.h"
#define FIELDS "schema/fields/page.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type page_type = TYPE(page, "Trang", "pages");

static const struct field site_fields[] = {
#define RECORD_TYPE site
#define FIELDS "schema/fields/site.def"
#include "schema/rows.h"
#undef RECORD_TYPE
};
const struct record_type site_type = TYPE(site, "Trang web", "site.yaml");

const struct record_type *const entry_types[ENTRY_KINDS] = {
    [ENTRY_PROVINCE] = &province_type,
    [ENTRY_TOPIC] = &topic_type,
    [ENTRY_AGREEMENT_TYPE] = &agreement_type_type,
    [ENTRY_ORGANIZATION] = &organization_type,
    [ENTRY_PERSON] = &person_type,
    [ENTRY_AGREEMENT] = &agreement_type,
    [ENTRY_NEWS] = &news_type,
    [ENTRY_PAGE] = &page_type,
};

enum entry_kind entry_kind_of_name(struct view name) {
  enum entry_kind kind = 0;
  while (kind < ENTRY_KINDS && !view_equal_string(name, entry_types[kind]->name))
    kind++;
  return kind;
}

enum entry_kind entry_kind_of_type(const struct record_type *type) {
  enum entry_kind kind = 0;
  while (kind < ENTRY_KINDS && entry_types[kind] != type)
    kind++;
  return kind;
}

const struct period *agreement_period(const struct agreement *agreement) {
  static const struct period none = {0};
  return agreement->period == NULL ? &none : agreement->period;
}

const struct termination *agreement_termination(const struct agreement *agreement) {
  static const struct termination none = {0};
  return agreement->terminated == NULL ? &none : agreement->terminated;
}

const struct occasion *news_occasion(const struct news *news) {
  static const struct occasion none = {0};
  return news->event == NULL ? &none : news->event;
}

const struct list *entry_silences(const struct entry *entry) {
  static const size_t offsets[ENTRY_KINDS] = {
      [ENTRY_PROVINCE] = offsetof(struct province, silenced),
      [ENTRY_TOPIC] = offsetof(struct topic, silenced),
      [ENTRY_AGREEMENT_TYPE] = offsetof(struct agreement_type, silenced),
      [ENTRY_ORGANIZATION] = offsetof(struct organization, silenced),
      [ENTRY_PERSON] = offsetof(struct person, silenced),
      [ENTRY_AGREEMENT] = offsetof(struct agreement, silenced),
      [ENTRY_NEWS] = offsetof(struct news, silenced),
      [ENTRY_PAGE] = offsetof(struct page, silenced),
  };
  return (const struct list *)((const char *)entry + offsets[entry_kind_of_type(entry->type)]);
}

const void *record_value(const struct record_type *type, const void *record, const char *name) {
  const struct field *field = record_type_find(type, view_of(name));
  return field == NULL ? NULL : (const char *)record + field->offset;
}
