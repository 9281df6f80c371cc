#include "publish/publish_website.h"

#include "base/memory.h"
#include "base/threads.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Neighbours share folders, so a run stays with one thread. */
enum { RUN = 32 };

/* What a thread uses again for each of its pages. */
struct desk {
  struct arena scratch;
  struct buffer buffer;
  size_t pages;
};

struct publishing {
  const struct website *website;
  struct publication *publication;
  struct source *source;
  struct desk *desks;
  atomic_bool failed;
};

static bool publish_file(struct publishing *publishing, struct desk *desk, const struct website_file *file) {
  struct publication *publication = publishing->publication;
  if (file->source != NULL)
    return publication_copy(publication, file->path, publishing->source, file->source);
  if (file->page == NULL) return publication_write(publication, file->path, file->bytes);
  desk->pages++;
  buffer_clear(&desk->buffer);
  website_write(publishing->website, file->page, &desk->scratch, &desk->buffer);
  arena_reset(&desk->scratch);
  return publication_write(publication, file->path, buffer_view(&desk->buffer));
}

static void publish_run(void *context, size_t worker, size_t begin, size_t end) {
  struct publishing *publishing = context;
  const struct website_files *files = website_files(publishing->website);
  for (size_t i = begin; i < end && !atomic_load_explicit(&publishing->failed, memory_order_relaxed); i++)
    if (!publish_file(publishing, &publishing->desks[worker], &files->items[i])) publishing->failed = true;
}

bool publish_website(const struct website *website, struct publication *publication, struct source *source,
                     size_t threads, size_t *pages) {
  size_t workers = threads_count(threads);
  struct publishing publishing = {.website = website,
                                  .publication = publication,
                                  .source = source,
                                  .desks = memory_allocate(workers, sizeof(struct desk))};
  threads_do(workers, website_files(website)->count, RUN, publish_run, &publishing);
  *pages = 0;
  for (size_t i = 0; i < workers; i++) {
    *pages += publishing.desks[i].pages;
    arena_free(&publishing.desks[i].scratch);
    buffer_free(&publishing.desks[i].buffer);
  }
  free(publishing.desks);
  return !publishing.failed;
}
