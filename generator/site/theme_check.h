/* What is wrong with a theme's files beside what compiling the templates tells. */
#ifndef KYKET_SITE_THEME_CHECK_H
#define KYKET_SITE_THEME_CHECK_H

#include "base/diagnostics.h"
#include "source/theme_files.h"

/* Errors: a template or a language file that is no text or holds a conflict that git left, and an asset that
 * is but a pointer of Git LFS. With `advice` warnings too: files that are left out, templates that are empty
 * or have tags of another language of templates, and assets that a template or a style sheet names and that
 * are not there ("dead-link"). */
void theme_check(const struct theme_files *theme, bool advice, struct diagnostics *diagnostics);

#endif
