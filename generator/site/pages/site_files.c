/* Small files about the site as a whole, for programs: the web app manifest
 * (https://www.w3.org/TR/appmanifest/), and whom to tell of a hole (RFC 9116). */
#include "base/ascii.h"
#include "formats/json_text.h"
#include "site/address.h"
#include "site/pages/pages.h"

/* The theme's icon of some pixels: assets/icon-192.png. */
static void add_icon(struct page_context *context, struct view name) {
  static const struct view folder = VIEW("assets/"), begin = VIEW("icon-"), end = VIEW(".png");
  struct view file = view_slice(name, folder.length, SIZE_MAX);
  if (!view_starts_with(name, "assets/icon-") || !view_ends_with(name, ".png")) return;
  struct view pixels = view_slice(file, begin.length, file.length - begin.length - end.length);
  for (size_t i = 0; i < pixels.length; i++)
    if (!ascii_is_digit(pixels.data[i])) return;
  buffer_add(context->buffer, VIEW(",{"));
  json_text_add_member(context->buffer, VIEW("src"),
                       ARENA_JOIN(context->scratch, context->website->addresses.assets, file));
  json_text_add_member(context->buffer, VIEW("type"), VIEW("image/png"));
  json_text_add_member(context->buffer, VIEW("sizes"),
                       ARENA_JOIN(context->scratch, pixels, VIEW("x"), pixels));
  buffer_add_byte(context->buffer, '}');
}

static void write_manifest(struct page_context *context) {
  const struct website *website = context->website;
  struct buffer *buffer = context->buffer;
  buffer_add_byte(buffer, '{');
  json_text_add_member(buffer, VIEW("name"), text_view(website->registry->site->title));
  json_text_add_member(buffer, VIEW("description"), text_view(website->registry->site->description));
  json_text_add_member(buffer, VIEW("lang"), text_view(website->registry->site->language));
  json_text_add_member(buffer, VIEW("id"), website->book.root);
  json_text_add_member(buffer, VIEW("start_url"), website->book.root);
  json_text_add_member(buffer, VIEW("scope"), website->book.root);
  json_text_add_member(buffer, VIEW("display"), VIEW("minimal-ui"));
  buffer_add(buffer, VIEW(",\"icons\":[{"));
  json_text_add_member(buffer, VIEW("src"),
                       ARENA_JOIN(context->scratch, website->addresses.assets, VIEW("icon.svg")));
  buffer_add(buffer, VIEW(",\"type\":\"image/svg+xml\",\"sizes\":\"any\"}"));
  for (size_t i = 0; i < website->theme->count; i++)
    add_icon(context, website->theme->items[i].name);
  buffer_add(buffer, VIEW("]}\n"));
}

/* It must have a day on which it expires, which should be less than a year away: the first of the seventh
 * month from that of the build, so that the file changes once a month. */
static struct date expiry(struct date today) {
  int months = today.year * 12 + today.month - 1 + 7;
  return (struct date){
      .precision = DATE_DAY, .year = months / 12, .month = (uint8_t)(months % 12 + 1), .day = 1};
}

static void write_security(struct page_context *context) {
  const struct website *website = context->website;
  const struct contact *contact = website->registry->site->contact;
  struct buffer *buffer = context->buffer;
  reads_note_world(context->reads, READS_TODAY);
  if (contact->email.length > 0) buffer_format(buffer, "Contact: mailto:%.*s\n", VIEW_FORMAT(contact->email));
  if (contact->url.length > 0) buffer_format(buffer, "Contact: %.*s\n", VIEW_FORMAT(contact->url));
  buffer_add(buffer, VIEW("Expires: "));
  date_add_rfc3339(buffer, expiry(website->registry->options.today));
  buffer_format(buffer, "\nPreferred-Languages: %.*s\nCanonical: %.*s.well-known/security.txt\n",
                VIEW_FORMAT(website->registry->site->language), VIEW_FORMAT(website->book.home));
}

/* The editors' own take their places. */
static void plan_unless(struct website *website, const char *name, const struct file_maker *maker) {
  if (plan_has(website, view_of(name))) return;
  plan_page(website, address_below_root(&website->arena, website, view_of(name)), maker, NULL);
}

void plan_site_files(struct website *website) {
  static const struct file_maker manifest = {.write = write_manifest}, security = {.write = write_security};
  const struct contact *contact = website->registry->site->contact;
  plan_unless(website, "site.webmanifest", &manifest);
  if (contact != NULL && contact->email.length + contact->url.length > 0)
    plan_unless(website, "security.txt", &security);
}
