/* What a file is, by its first bytes and its name: which pictures a browser shows, and what stands in the
 * place of a file that was never fetched or is not what its name says. */
#ifndef KYKET_BASE_FILE_SIGNATURE_H
#define KYKET_BASE_FILE_SIGNATURE_H

#include "base/view.h"

/* As many of a file's first bytes as tell what it is. */
enum { FILE_SIGNATURE_BYTES = 1024 };

enum file_content {
  FILE_UNREAD,  /* nothing is known */
  FILE_PICTURE, /* that browsers show under this name */
  FILE_OTHER,   /* nothing that the name contradicts, and no picture */
  FILE_EMPTY,
  FILE_LFS_POINTER, /* the few lines of text that stand for a file of Git LFS */
  FILE_HEIC,
  FILE_TIFF,
  FILE_PDF,
  FILE_OFFICE, /* of Word, Excel or another office program, and other archives of zip */
  FILE_WEB_PAGE,
  FILE_MISNAMED_PICTURE, /* SVG by another name, or another picture called .svg: a server tells it wrongly */
  FILE_MISNAMED,         /* called .pdf or as an office program's file, which it is not */
  FILE_SECRET,           /* a private key */
  FILE_SVG_LOADS,        /* a picture with the risks of base/svg_risk.h, which a look at all of it tells */
  FILE_SVG_ENTITIES,
  FILE_SVG_HTML,
  FILE_SVG_SCRIPT,
  FILE_CONTENTS
};

/* `beginning` holds the first FILE_SIGNATURE_BYTES of the file, or all of a shorter one. */
enum file_content file_content_of(struct view name, struct view beginning);

/* Of pictures that browsers show. */
enum file_form { FORM_NONE, FORM_JPEG, FORM_PNG, FORM_GIF, FORM_WEBP, FORM_AVIF, FORM_BMP, FILE_FORMS };

enum file_form file_form_of(struct view beginning);

/* The form that the bytes of a picture are in where its name has the ending of another; else FORM_NONE. */
enum file_form file_form_meant(struct view name, struct view beginning);

/* The usual ending of names of that form (".webp"). */
const char *file_form_ending(enum file_form form);

/* Whether a private key begins in the text, as in a file of its own or within JSON: -----BEGIN RSA PRIVATE
 * KEY-----, or PGP's. */
bool file_has_private_key(struct view text);

#endif
