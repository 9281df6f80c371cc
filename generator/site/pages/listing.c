#include "site/pages/listing.h"

#include "formats/json_text.h"
#include "schema/fingerprint.h"
#include "site/page_context.h"
#include "site/pages/pagination.h"

enum { LISTING_SIZE = 500 };

struct listing {
  const struct list *agreements;
  struct view front, pages;
  bool has_facets;
};

/* The units of today that an agreement's provinces belong to; of several that are one now, it stands twice.
 */
static void add_provinces(struct buffer *buffer, struct reads *reads, const struct agreement *agreement) {
  const struct list *provinces = reads_field(reads, &agreement->entry, "all_provinces");
  for (size_t i = 0; i < provinces->count; i++) {
    const struct province *province = list_at(provinces, i);
    reads_field(reads, &province->entry, "unit_now");
    if (i > 0) buffer_add_byte(buffer, ',');
    json_text_add(buffer, province->unit_now == NULL ? province->entry.id : province->unit_now->entry.id);
  }
}

static void add_row(struct buffer *buffer, struct reads *reads, const struct agreement *agreement,
                    bool has_facets) {
  reads_field(reads, &agreement->entry, "validity_days");
  buffer_add_byte(buffer, '[');
  json_text_add(buffer, agreement->validity_days);
  if (has_facets) {
    reads_note(reads, &agreement->entry, READS_OWN);
    buffer_format(buffer, ",%d,", (int)entry_date(&agreement->entry).year);
    const struct entry *type = agreement->type.target;
    json_text_add(buffer, type == NULL ? (struct view){0} : type->id);
    buffer_add(buffer, VIEW(",["));
    add_provinces(buffer, reads, agreement);
    buffer_add_byte(buffer, ']');
  }
  buffer_add_byte(buffer, ']');
}

static void write_listing(struct page_context *context) {
  const struct listing *listing = context->page->subject;
  struct buffer *buffer = context->buffer;
  size_t number = context->page->number;
  struct list part = pagination_part(listing->agreements, LISTING_SIZE, number);
  buffer_add_byte(buffer, '{');
  if (number == 0) {
    buffer_format(buffer, "\"parts\":%zu,\"size\":%zu,\"front\":",
                  pagination_pages(listing->agreements->count, LISTING_SIZE), context->website->page_size);
    json_text_add(buffer, listing->front);
    buffer_add(buffer, VIEW(",\"pages\":"));
    json_text_add(buffer, listing->pages);
    buffer_add_byte(buffer, ',');
  }
  buffer_add(buffer, VIEW("\"rows\":["));
  for (size_t i = 0; i < part.count; i++) {
    buffer_add(buffer, i == 0 ? VIEW("\n") : VIEW(",\n"));
    add_row(buffer, context->reads, list_at(&part, i), listing->has_facets);
  }
  buffer_add(buffer, VIEW("\n]}\n"));
}

void listing_plan(struct website *website, const struct field *field, const struct list *agreements,
                  struct view front, struct view pages, bool has_facets) {
  static const struct file_maker maker = {.write = write_listing};
  struct listing *listing = arena_allocate(&website->arena, sizeof *listing);
  *listing = (struct listing){agreements, front, pages, has_facets};
  size_t parts = pagination_pages(agreements->count, LISTING_SIZE);
  for (size_t number = 0; number <= parts; number++) {
    struct view name = number == 0 ? VIEW("index.json") : arena_format(&website->arena, "%zu.json", number);
    struct website_file *file = plan_page(website, ARENA_JOIN(&website->arena, front, name), &maker, listing);
    struct list part = pagination_part(agreements, LISTING_SIZE, number);
    file->number = (uint32_t)number;
    file->inputs = fingerprint_mix(fingerprint_list(field, &part), number == 0 ? parts : 0);
  }
}
