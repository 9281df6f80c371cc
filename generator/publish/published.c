#include "publish/published.h"

#include "base/threads.h"
#include "parse/entry_image.h"
#include "register/history.h"

/* Of what every page depends on: the website's, and the program with its libraries. Never 0. */
static uint64_t stamp_of(const struct website *website) {
  struct buffer program = {0};
  entry_image_add_stamp(&program);
  uint64_t stamp = fingerprint_mix_view(website_stamp(website), buffer_view(&program));
  buffer_free(&program);
  return stamp == 0 ? 1 : stamp;
}

/* Opens the manifest of what is published, unless the site has another stamp now. */
static void open_old(struct published *published, const struct output *output) {
  published->id = output->id;
  if (published->full || !manifest_open(&published->old, published->cache, output)) return;
  if (published->old.state.stamp != published->stamp)
    manifest_close(&published->old);
  else
    changes_begin(&published->changes, &published->old, &published->now, &published->arena);
  manifest_let_go(&published->old);
}

static bool look(void *context, const struct website *website) {
  struct published *published = context;
  struct output output;
  published->stamp = stamp_of(website);
  fingerprints_begin(&published->now, website_registry(website), website_addresses(website),
                     &published->fingerprints);
  if (output_look(published->output, &published->arena, &output)) open_old(published, &output);
  return published_is_known(published);
}

static void compare_run(void *context, size_t worker, size_t begin, size_t end) {
  (void)worker;
  struct published *published = context;
  struct fingerprints *now = &published->now;
  if (published_is_known(published))
    changes_compare(&published->changes, &published->old, now, begin + 1, end + 1);
  else
    for (size_t i = begin; i < end; i++)
      fingerprints_of_entry(now, i + 1, NULL, now->items + now->begins[i]);
}

struct website_beside published_beside(struct published *published, const struct registry *registry) {
  return (struct website_beside){
      .context = published, .knows = look, .task = compare_run, .items = registry->entry_count};
}

enum { RUN = 256 };

void published_settle(struct published *published, const struct website *website,
                      const struct output *output) {
  if (output->id != published->id) {
    manifest_close(&published->old);
    size_t count = published->now.begins[published->now.count];
    memset(published->now.items, 0, count * sizeof *published->now.items);
    open_old(published, output);
    threads_do(website_registry(website)->options.threads, published->now.count, RUN, compare_run, published);
  }
  if (published_is_known(published))
    changes_finish(&published->changes, &published->old, &published->now,
                   (uint64_t)date_day_number(website_registry(website)->options.today));
  manifest_let_go(&published->old);
  registry_let_go_history(website_registry(website));
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
