/* The forms at /admin/: what lies in the program for them (forms/admin/), with the page and the configuration
 * that belong to a register. */
#ifndef KYKET_SITE_FORMS_H
#define KYKET_SITE_FORMS_H

#include "formats/forms_config.h"

struct website;
struct file_maker;

#define FORMS_FOLDER "admin/"
#define FORMS_CONFIG "config.yml"

/* A file of the program below /admin/, as it is; without data: there is none of that name. */
struct view forms_file(struct view name);

/* The page that shows the forms, in the language, which asks only the site's own server and the one of
 * `backend` (NULL: no other, the files are those of this machine). */
void forms_write_page(struct buffer *page, struct view language, const struct forms_backend *backend);

void forms_write_config(struct buffer *json, const struct forms_settings *settings);

/* Adds the address of an entry's form, "/admin/#/collections/...". */
void forms_add_address(struct buffer *address, const struct entry *entry);

/* Plans them where site.yaml asks for it. `maker` makes a file of a struct theme_file. */
void forms_plan(struct website *website, const struct file_maker *maker);

#endif
