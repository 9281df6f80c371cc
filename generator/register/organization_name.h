/* What the name of an organization says of it: for one that is new as much as can be guessed, for a check
 * only what no other office can be called. */
#ifndef KYKET_REGISTER_ORGANIZATION_NAME_H
#define KYKET_REGISTER_ORGANIZATION_NAME_H

#include "register/registry.h"

/* The values of fields as they stand in its file; empty where the name does not tell. */
struct organization_name {
  struct view kind; /* by its first words: "Sở", "Hội Nông dân" */
  struct view level; /* of a ministry, of what ends in "Việt Nam" or "Trung ương", of what is a province's */
  struct view province; /* whose name, or former name, ends it */
  struct view parent;   /* of a department: the province's only people's committee */
};

/* The same without guesses. */
struct organization_facts {
  struct view kind, lead; /* and the words that say it, as they are usually written */
  struct view level;      /* "central", "province" (a city under the government too), or "commune" */
  const struct province *province;
};

/* How names of organizations are read; the provinces are those of the registry, which must stay. */
struct organization_names;
struct organization_names *organization_names_open(const struct registry *registry);
void organization_names_close(struct organization_names *names);

/* Views of constants and of ids. What the name says of a district or a commune is not guessed. */
struct organization_name organization_name_read(const struct organization_names *names, struct view name);
struct organization_facts organization_name_facts(const struct organization_names *names, struct view name);

/* The place of a value of the field `level`, 1 for the highest; 0: of none. */
unsigned organization_level_rank(struct text level);

#endif
