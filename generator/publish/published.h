/* What is published, compared with the entries of now: what can be done of a build's publishing while its
 * website is planned. */
#ifndef KYKET_PUBLISH_PUBLISHED_H
#define KYKET_PUBLISH_PUBLISHED_H

#include "publish/changes.h"
#include "site/website.h"

struct published {
  const char *output, *cache; /* the folders */
  bool full;                  /* nobody wants to know what is published */
  struct arena arena;
  uint64_t stamp;      /* of the website that is to be published, see struct manifest_state */
  uint64_t id;         /* of what was found published; 0: nothing was, or it is not known */
  struct manifest old; /* without files then, and when its stamp is another */
  struct fingerprints now;
  struct arena fingerprints; /* theirs */
  struct changes changes;    /* where there is an old one */
};

/* What website_open is to do beside the plan. Begin with output, cache and full, zeroed else; both must stay.
 * Nothing is locked or written. Release with published_close. */
struct website_beside published_beside(struct published *published, const struct registry *registry);

/* When the output is locked: makes sure that what was found is what is published now, or looks again. */
void published_settle(struct published *published, const struct website *website,
                      const struct output *output);

static inline bool published_is_known(const struct published *published) {
  return published->old.state.stamp != 0;
}

/* When the fingerprints of now are not needed any more, only how many entries there are. */
void published_forget(struct published *published);

void published_close(struct published *published);

#endif
