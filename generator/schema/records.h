/* The records of a register as C structures, and their types. Each field stands in a file of fields/. */
#ifndef KYKET_SCHEMA_RECORDS_H
#define KYKET_SCHEMA_RECORDS_H

#include "schema/type.h"

struct body;
struct file_history;

/* Not from YAML: a commit that changed an entry; a heading of a body (the members of struct body_heading in
 * parse/body.h); one line of a timeline; a review that an agreement asks for; who signed with an
 * organization; how many agreements have a status; through whom an agreement came down to a province or an
 * organization. */
struct revision {
#define FIELDS "schema/fields/revision.def"
#include "schema/members.h"
};
struct heading {
#define FIELDS "schema/fields/heading.def"
#include "schema/members.h"
};
struct event {
#define FIELDS "schema/fields/event.def"
#include "schema/members.h"
  uint32_t rank; /* among all, newest first */
  uint64_t key;  /* of what it says, see register/fingerprints.h */
};
struct review {
#define FIELDS "schema/fields/review.def"
#include "schema/members.h"
};
struct partner {
#define FIELDS "schema/fields/partner.def"
#include "schema/members.h"
};
struct status_count {
#define FIELDS "schema/fields/status_count.def"
#include "schema/members.h"
};
struct provenance {
#define FIELDS "schema/fields/provenance.def"
#include "schema/members.h"
};

/* See parse/traits.h. */
enum entry_trait {
  ENTRY_HAS_YEARS = 1,    /* a span of years in the body */
  ENTRY_LOOKS_LEGACY = 2, /* a text in an encoding from before Unicode */
};

/* What every entry has; the first member of each entry's structure. */
struct entry {
  const struct record_type *type;
  struct mark mark; /* where the entry begins in its file */
  uint32_t body_line;
  unsigned traits; /* bits of enum entry_trait */
  uint32_t number; /* from 1, by kind and id; those that are not published come last */
  uint32_t file;   /* its place among the registry's files, from 1; 0: none of its own */
/* Here, where what is shown of an entry elsewhere shares two cache lines with its number. */
#define FIELDS "schema/fields/entry.def"
#include "schema/members.h"
  uint64_t key;         /* of its kind and id */
  uint64_t digest;      /* of what its file says */
  struct view markdown; /* the body as written */
  uint32_t newest_rank; /* from 1 among the published entries, the newest first; 0: not ranked */
  uint32_t
      name_rank;   /* from 1 among those of its kind, by name and id; 0: not ranked, as news and agreements */
  bool is_draft;   /* as written; the options may publish it */
  bool hidden;     /* a draft, or of the future: read and checked, not published */
  bool is_named;   /* by another entry that is published */
  bool is_lacking; /* what it refers to is not all published */
  const struct file_history *history; /* see source/history.h; NULL: not known, or no file of its own */
};

/* Parts of entries. */
struct period {
  struct mark mark;
#define FIELDS "schema/fields/period.def"
#include "schema/members.h"
};
struct termination {
  struct mark mark;
#define FIELDS "schema/fields/termination.def"
#include "schema/members.h"
};
struct signatory {
  struct mark mark;
#define FIELDS "schema/fields/signatory.def"
#include "schema/members.h"
};
struct signer {
  struct mark mark;
#define FIELDS "schema/fields/signer.def"
#include "schema/members.h"
};
struct commitment {
  struct mark mark;
#define FIELDS "schema/fields/commitment.def"
#include "schema/members.h"
};
struct legal_document {
  struct mark mark;
#define FIELDS "schema/fields/legal_document.def"
#include "schema/members.h"
};
struct attachment {
  struct mark mark;
#define FIELDS "schema/fields/attachment.def"
#include "schema/members.h"
};
struct photo {
  struct mark mark;
#define FIELDS "schema/fields/photo.def"
#include "schema/members.h"
};
struct origin {
  struct mark mark;
#define FIELDS "schema/fields/origin.def"
#include "schema/members.h"
};
struct occasion {
  struct mark mark;
#define FIELDS "schema/fields/occasion.def"
#include "schema/members.h"
};
struct successor {
  struct mark mark;
#define FIELDS "schema/fields/successor.def"
#include "schema/members.h"
};
struct position {
  struct mark mark;
#define FIELDS "schema/fields/position.def"
#include "schema/members.h"
};
struct silence {
  struct mark mark;
#define FIELDS "schema/fields/silence.def"
#include "schema/members.h"
  bool is_used; /* a warning was left out for it */
};
struct menu_item {
  struct mark mark;
#define FIELDS "schema/fields/menu_item.def"
#include "schema/members.h"
};

/* Entries. */
struct agreement {
  struct entry entry;
#define FIELDS "schema/fields/agreement.def"
#include "schema/members.h"
};
struct news {
  struct entry entry;
#define FIELDS "schema/fields/news.def"
#include "schema/members.h"
};
struct organization {
  struct entry entry;
#define FIELDS "schema/fields/organization.def"
#include "schema/members.h"
};
struct person {
  struct entry entry;
#define FIELDS "schema/fields/person.def"
#include "schema/members.h"
};
struct province {
  struct entry entry;
#define FIELDS "schema/fields/province.def"
#include "schema/members.h"
};
struct topic {
  struct entry entry;
#define FIELDS "schema/fields/topic.def"
#include "schema/members.h"
};
struct agreement_type {
  struct entry entry;
#define FIELDS "schema/fields/agreement_type.def"
#include "schema/members.h"
};
struct page {
  struct entry entry;
#define FIELDS "schema/fields/page.def"
#include "schema/members.h"
};

/* site.yaml. */
struct site {
  struct view path; /* of the file */
#define FIELDS "schema/fields/site.def"
#include "schema/members.h"
};

extern const struct record_type revision_type;
extern const struct record_type heading_type;
extern const struct record_type event_type;
extern const struct record_type review_type;
extern const struct record_type partner_type;
extern const struct record_type status_count_type;
extern const struct record_type provenance_type;
extern const struct record_type entry_type;
extern const struct record_type period_type;
extern const struct record_type termination_type;
extern const struct record_type signatory_type;
extern const struct record_type signer_type;
extern const struct record_type commitment_type;
extern const struct record_type legal_document_type;
extern const struct record_type attachment_type;
extern const struct record_type photo_type;
extern const struct record_type origin_type;
extern const struct record_type occasion_type;
extern const struct record_type successor_type;
extern const struct record_type position_type;
extern const struct record_type silence_type;
extern const struct record_type menu_item_type;
extern const struct record_type agreement_type;
extern const struct record_type news_type;
extern const struct record_type organization_type;
extern const struct record_type person_type;
extern const struct record_type province_type;
extern const struct record_type topic_type;
extern const struct record_type agreement_type_type;
extern const struct record_type page_type;
extern const struct record_type site_type;

/* The kinds of entries in a fixed order; see struct register. */
enum entry_kind {
  ENTRY_PROVINCE,
  ENTRY_TOPIC,
  ENTRY_AGREEMENT_TYPE,
  ENTRY_ORGANIZATION,
  ENTRY_PERSON,
  ENTRY_AGREEMENT,
  ENTRY_NEWS,
  ENTRY_PAGE,
  ENTRY_KINDS,
};

/* By enum entry_kind. */
extern const struct record_type *const entry_types[ENTRY_KINDS];

/* ENTRY_KINDS when no entry type has the name. */
enum entry_kind entry_kind_of_name(struct view name);
enum entry_kind entry_kind_of_type(const struct record_type *type);

/* Parts that may not be given: then the one without anything, never NULL. */
const struct period *agreement_period(const struct agreement *agreement);
const struct termination *agreement_termination(const struct agreement *agreement);
const struct occasion *news_occasion(const struct news *news);

/* The warnings that an entry silences: its list of struct silence. */
const struct list *entry_silences(const struct entry *entry);

/* The field's own value in a record, NULL when it is not there: `draft`, `aliases` and the like, which
 * several types have. */
const void *record_value(const struct record_type *type, const void *record, const char *name);

#endif
