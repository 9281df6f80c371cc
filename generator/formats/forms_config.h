/* The configuration of the forms at /admin/ (Sveltia CMS, see forms/): JSON, which is YAML too. Each kind of
 * entries is a collection, each field of the front matter a field of the form, with the labels and the help
 * that the schema has. */
#ifndef KYKET_FORMATS_FORMS_CONFIG_H
#define KYKET_FORMATS_FORMS_CONFIG_H

#include "base/buffer.h"
#include "schema/records.h"

#include <jansson.h>

/* The collection of what is kept in data files. */
extern const char forms_data_collection[];

struct forms_settings {
  const char *content;     /* the folder of the register in the repository; "": its root */
  const struct site *site; /* NULL: not known; a backend is to be put in */
  struct view home;        /* the site's address */
  const char *local;       /* the name of the folder on this machine whose files are changed, whatever backend
                              the site has; NULL: they are the backend's */
};

/* A new reference; NULL when memory is short. */
json_t *forms_config(const struct forms_settings *settings);

/* The part of it that is about a kind of entries, or about site.yaml. */
json_t *forms_config_of(const struct forms_settings *settings, const struct record_type *type);

/* What the browser may ask besides the site's own server, as sources of a Content-Security-Policy with a
 * blank before each: where the backend answers and where one signs in. */
void forms_add_servers(struct buffer *buffer, const struct forms_backend *backend);

#endif
