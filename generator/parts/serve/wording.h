/* The words of an entry's file that was saved, in its record before everything is read anew: title, summary
 * and text. Only where they alone are others, so that what follows from the entry stays. */
#ifndef KYKET_PARTS_SERVE_WORDING_H
#define KYKET_PARTS_SERVE_WORDING_H

#include "register/registry.h"

enum { WORDING_FIELDS = 3 };

/* Zero-initialise. */
struct wording {
  const struct registry *registry;
  struct entry *entry; /* that has other words than when it was read; NULL: none */
  struct arena arena;
  /* What it had. */
  struct text fields[WORDING_FIELDS];
  struct body *body;
  struct list contents;
};

/* Puts the words of the file as it is now, `after`, into the entry, which was read from the file as it was,
 * `before`; both texts in the wording's arena. False, and nothing is changed, where more is another, or
 * wrong. The register must be resolved, and outlive the wording. */
bool wording_take(struct wording *wording, const struct registry *registry, struct entry *entry,
                  struct view before, struct view after);

/* Gives the entry back what it had. */
void wording_undo(struct wording *wording);

/* Where the register is gone, or about to go. */
void wording_forget(struct wording *wording);

#endif
