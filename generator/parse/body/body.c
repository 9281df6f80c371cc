#include "parse/body/body.h"

#include "parse/body/html.h"
#include "parse/body/inlines.h"
#include "parse/body/lines.h"
#include "parse/body/markup.h"
#include "parse/body/memory.h"
#include "parse/body/paragraphs.h"
#include "parse/body/table.h"
#include "parse/body/unclosed.h"
#include "schema/address_book.h"
#include "schema/records.h"
#include "text/untidy.h"

#include <stdlib.h>

static void warn_unseen(struct body_job *job, struct view markdown) {
  struct unseen found;
  if (!job->plain_commonmark && text_find_unseen(markdown, &found))
    diagnostics_add(job->diagnostics, job->file,
                    source_location_behind(source_location_at(job->places.first_line, 1),
                                           view_slice(markdown, 0, found.at)),
                    found.message);
}

static void warn_faults(struct body_job *job) {
  const struct body_fault *bytes = &job->marks.bad_bytes, *characters = &job->marks.bad_characters;
  if (bytes->count > 0)
    diagnostics_add(job->diagnostics, job->file, body_place_offset(&job->places, bytes->offset),
                    message_invalid_bytes((long long)bytes->count));
  if (characters->count > 0)
    diagnostics_add(job->diagnostics, job->file, body_place_offset(&job->places, characters->offset),
                    message_invalid_characters((long long)characters->count));
}

/* Moves an array from the heap to the arena. */
static void *keep(struct arena *arena, void *array, size_t count, size_t size) {
  void *kept = count == 0 ? NULL : arena_array(arena, count, size);
  if (count > 0) memcpy(kept, array, count * size);
  free(array);
  return kept;
}

static void keep_result(struct body_output *output, struct body *body) {
  struct arena *arena = output->job->arena;
  *body = (struct body){
      .html = buffer_view(&output->html),
      .slots = keep(arena, output->slots, output->slot_count, sizeof *output->slots),
      .slot_count = (uint32_t)output->slot_count,
      .links = keep(arena, output->links, output->link_count, sizeof *output->links),
      .link_count = (uint32_t)output->link_count,
      .headings = list_of(keep(arena, output->headings, output->heading_count, sizeof *output->headings),
                          output->heading_count),
  };
  buffer_free(&output->spare);
  buffer_free(&output->address);
  map_free(&output->anchors);
}

static void write_body(struct body_job *job, struct buffer *html, struct body *body) {
  struct view text = job->marks.text;
  cmark_node *document = body_memory_parse(job->scratch, text);
  struct body_output output = {.job = job, .html = *html};
  buffer_clear(&output.html);
  buffer_reserve(&output.html, text.length + text.length / 4 + 1);
  if (!job->plain_commonmark) body_tables_make(job, document);
  body_inlines_mend(job, document);
  if (!job->plain_commonmark) {
    body_footnotes_take(&output.footnotes, job, document);
  }
  body_html_write(&output, document);
  body_html_write_footnotes(&output);
  body_footnotes_check(&output.footnotes, job);
  body_unclosed_report(&output);
  keep_result(&output, body);
  *html = output.html;
  body_footnotes_free(&output.footnotes);
}

struct body *body_parse(struct arena *arena, struct arena *scratch, struct view markdown, struct view file,
                        uint32_t first_line, unsigned flags, struct diagnostics *diagnostics) {
  struct buffer html = {0};
  static const struct body_web none = {0};
  struct body *body =
      body_parse_apart(arena, &html, scratch, markdown, file, first_line, flags, &none, diagnostics);
  body->html = arena_copy(arena, body->html);
  buffer_free(&html);
  return body;
}

struct body *body_parse_apart(struct arena *arena, struct buffer *html, struct arena *scratch,
                              struct view markdown, struct view file, uint32_t first_line, unsigned flags,
                              const struct body_web *web, struct diagnostics *diagnostics) {
  struct body *body = arena_allocate(arena, sizeof *body);
  struct body_job job = {
      .arena = arena,
      .scratch = scratch,
      .file = file,
      .plain_commonmark = (flags & BODY_PLAIN_COMMONMARK) != 0,
      .web = web,
      .diagnostics = diagnostics,
  };
  job.places = (struct body_places){.source = markdown, .original = markdown, .first_line = first_line};
  struct body_rewriting markup = {.source = markdown}, lines = {.before = &markup};
  body_markup_mend(&job, &markup);
  lines.source = body_rewriting_end(&markup);
  job.places.rewriting = &markup;
  body_lines_mend(&job, &lines);
  job.places.source = body_rewriting_end(&lines);
  job.places.rewriting = &lines;
  body_marks_make(&job.marks, job.places.source, !job.plain_commonmark, (flags & BODY_IS_UTF8) != 0);
  warn_faults(&job);
  warn_unseen(&job, markdown);
  if (!job.plain_commonmark) body_warn_definitions(&job);
  write_body(&job, html, body);
  body_marks_free(&job.marks);
  body_places_free(&job.places);
  body_rewriting_free(&lines);
  body_rewriting_free(&markup);
  free(job.typed);
  return body;
}

/* Takes back the attribute that a slot without an address stands in; returns where the HTML goes on behind
 * it. */
static size_t drop_address(struct buffer *buffer, struct view html, size_t offset) {
  size_t attribute = strlen(" href=\"");
  buffer->length -= attribute < buffer->length ? attribute : buffer->length;
  return view_find_byte(html, '"', offset) + 1;
}

/* Where the link leads, without its fragment, unescaped; empty: nowhere. It is in the buffer, or lives as
 * long as the address book. */
static struct view address_of(const struct body_link *link, const struct address_book *addresses,
                              struct buffer *address) {
  if (link->entry != NULL) return address_book_entry(addresses, link->entry);
  bool is_media = link->scheme != NULL && strcmp(link->scheme, "media") == 0;
  bool is_path = link->scheme != NULL && strcmp(link->scheme, "site") == 0;
  buffer_clear(address);
  if (is_media) {
    address_book_add_media(addresses, link->target, address);
  } else if (is_path) {
    if (addresses != NULL) buffer_add(address, addresses->root);
    buffer_add(address, view_slice(link->target, 1, SIZE_MAX));
  }
  return buffer_view(address);
}

/* How wide a picture is shown, for a browser that chooses a rendition: the width of the text, or of a phone.
 */
#define PICTURE_SIZES "(min-width: 48em) 44em, 100vw"

static void add_renditions(struct buffer *buffer, const struct list *renditions,
                           const struct address_book *addresses) {
  const struct rendition *items = renditions->items;
  struct buffer address = {0};
  buffer_add_string(buffer, " srcset=\"");
  for (uint32_t i = 0; i < renditions->count; i++) {
    buffer_clear(&address);
    address_book_add_media(addresses, text_view(items[i].file), &address);
    if (i > 0) buffer_add_string(buffer, ", ");
    buffer_add_escaped(buffer, buffer_view(&address));
    buffer_format(buffer, " %lldw", (long long)items[i].width);
  }
  buffer_free(&address);
  buffer_add_string(buffer, "\" sizes=\"" PICTURE_SIZES "\"");
}

/* Writes the picture around an image, whose address was to be written next: the tag that has begun is taken
 * back and written behind what comes before it. Returns where the HTML goes on. */
static size_t add_picture(struct buffer *buffer, const struct body_link *link, struct view html,
                          size_t offset, const struct address_book *addresses) {
  static const char tag[] = "<img src=\"";
  const struct picture *picture = link->picture;
  const struct rendition *last =
      (const struct rendition *)picture->fallback.items + picture->fallback.count - 1;
  struct buffer address = {0};
  address_book_add_media(addresses, text_view(last->file), &address);
  size_t end = view_find_byte(html, '>', offset), length = strlen(tag);
  end = end == VIEW_NOT_FOUND ? html.length : end + 1;
  buffer->length -= length < buffer->length ? length : buffer->length;
  buffer_add_string(buffer, "<picture><source type=\"image/webp\"");
  add_renditions(buffer, &picture->webp, addresses);
  buffer_add_string(buffer, "><img src=\"");
  buffer_add_escaped(buffer, buffer_view(&address));
  buffer_add_byte(buffer, '"');
  add_renditions(buffer, &picture->fallback, addresses);
  buffer_format(buffer, " width=\"%lld\" height=\"%lld", (long long)picture->width,
                (long long)picture->height);
  buffer_add(buffer, view_slice(html, offset, end - offset));
  buffer_add_string(buffer, "</picture>");
  buffer_free(&address);
  return end;
}

/* Begins the link around a number that turned out to be an entry's. */
static void begin_link(struct buffer *buffer, struct view address) {
  if (address.length == 0) return;
  buffer_add_string(buffer, "<a href=\"");
  body_link_add_address(buffer, address);
  buffer_add_string(buffer, "\">");
}

void body_write(struct buffer *buffer, const struct body *body, struct view html,
                const struct address_book *addresses) {
  size_t done = 0;
  struct buffer made = {0};
  if (html.data == NULL) return;
  for (size_t i = 0; i < body->slot_count; i++) {
    const struct body_slot *slot = &body->slots[i];
    const struct body_link *link = &body->links[slot->link];
    struct view address = address_of(link, addresses, &made);
    buffer_add(buffer, view_slice(html, done, slot->offset - done));
    done = slot->offset;
    switch (slot->kind) {
    case BODY_SLOT_ADDRESS:
      if (link->picture != NULL)
        done = add_picture(buffer, link, html, view_find_byte(html, '"', slot->offset), addresses);
      else if (address.length == 0 && !link->image)
        done = drop_address(buffer, html, slot->offset);
      else
        body_link_add_address(buffer, address);
      break;
    case BODY_SLOT_TITLE:
      buffer_add_escaped(buffer, link->title);
      break;
    case BODY_SLOT_BEGIN:
      begin_link(buffer, address);
      break;
    case BODY_SLOT_END:
      if (address.length > 0) buffer_add_string(buffer, "</a>");
      break;
    }
  }
  buffer_add(buffer, view_slice(html, done, SIZE_MAX));
  buffer_free(&made);
}
