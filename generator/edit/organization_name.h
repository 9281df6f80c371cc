/* What the name of an organization says of it. */
#ifndef KYKET_EDIT_ORGANIZATION_NAME_H
#define KYKET_EDIT_ORGANIZATION_NAME_H

#include "register/registry.h"

/* The values of fields as they stand in its file; empty where the name does not tell. */
struct organization_name {
  struct view kind; /* by its first words: "Sở", "Hội Nông dân" */
  struct view level; /* of a ministry, of what ends in "Việt Nam" or "Trung ương", of what is a province's */
  struct view province; /* whose name, or former name, ends it */
  struct view parent;   /* of a department: the province's only people's committee */
};

/* Views of constants and of ids. What the name says of a district or a commune is not guessed. */
struct organization_name organization_name_read(const struct registry *registry, struct view name);

#endif
