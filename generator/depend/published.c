#include "depend/published.h"

#include "register/history.h"
#include "schema/fingerprint.h"

static bool compare_with_published(void *context, const struct website *website) {
  struct published *published = context;
  uint64_t stamp = fingerprint_mix(website_stamp(website), cache_identity(VIEW("")));
  published->stamp = stamp == 0 ? 1 : stamp;
  fingerprints_begin(&published->now, website_registry(website), website_addresses(website),
                     &published->fingerprints);
  if (!published->full &&
      manifest_open(&published->old, published->cache, published->output, published->stamp, published->id))
    changes_begin(&published->changes, &published->old, &published->now, &published->arena);
  manifest_evict(&published->old);
  return published_is_known(published);
}

static void compare_run(void *context, size_t worker, size_t begin, size_t end) {
  (void)worker;
  struct published *published = context;
  if (published_is_known(published))
    changes_compare(&published->changes, &published->old, &published->now, begin + 1, end + 1);
}

struct website_side_work published_side_work(struct published *published, const struct registry *registry) {
  return (struct website_side_work){.context = published,
                                    .is_known_good = compare_with_published,
                                    .task = compare_run,
                                    .items = registry->entry_count};
}

void published_finish(struct published *published, const struct website *website) {
  const struct registry *registry = website_registry(website);
  if (published_is_known(published))
    changes_finish(&published->changes, &published->old, &published->now,
                   (uint64_t)date_day_number(registry->options.today));
  manifest_evict(&published->old);
  registry_evict_history(registry);
}

void published_forget(struct published *published) {
  arena_free(&published->fingerprints);
  published->now = (struct fingerprints){.count = published->now.count};
}

void published_close(struct published *published) {
  arena_free(&published->fingerprints);
  manifest_close(&published->old);
  arena_free(&published->arena);
}
