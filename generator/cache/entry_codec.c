#include "cache/entry_codec.h"

#include "cache/codec.h"
#include "schema/body.h"

#include <xxhash.h>

/* Changes whenever the same records are laid out differently. */
enum { ENCODED_FORMAT = 0x6b790007 };

/* A scheme is kept as its place in these, which live as long as the program. */
static const char *const schemes[] = {ENTRY_SCHEME_NAMES, "media", "site", "number", "anchor", "web"};
enum { SCHEMES = sizeof schemes / sizeof *schemes };

/* The place of a name, `count` when it is not there. */
static size_t index_of(const char *const *names, size_t count, const char *name) {
  size_t index = 0;
  while (index < count && strcmp(names[index], name) != 0)
    index++;
  return index;
}

struct header {
  uint64_t hash;       /* of what follows, without the terms */
  uint64_t terms_hash; /* of these, which stand at the end and are looked at only when they are needed */
  uint32_t format, kind;
  uint32_t body_line, flags;
  uint32_t line, column;
  uint32_t has_body, diagnostic_count;
  uint32_t term_count, unused;
};

static size_t terms_size(const struct header *header) {
  return header->term_count * sizeof(uint32_t);
}

static bool add_links(struct buffer *head, const struct body *body) {
  encode_number(head, body->link_count);
  for (size_t i = 0; i < body->link_count; i++) {
    const struct body_link *link = &body->links[i];
    size_t scheme = link->scheme == NULL ? SCHEMES : index_of(schemes, SCHEMES, link->scheme);
    if (scheme == SCHEMES && link->scheme != NULL) return false;
    encode_number(head, scheme << 1 | link->image);
    encode_mark(head, link->location);
    encode_view(head, link->target);
    encode_view(head, link->fragment);
  }
  return true;
}

static bool add_body(struct buffer *head, const struct body *body) {
  encode_number(head, body->html.length);
  if (!add_links(head, body)) return false;
  encode_number(head, body->slot_count);
  for (size_t i = 0; i < body->slot_count; i++) {
    encode_number(head, body->slots[i].kind);
    encode_number(head, body->slots[i].offset);
    encode_number(head, body->slots[i].link);
  }
  const struct body_heading *headings = body->headings.items;
  encode_number(head, body->headings.count);
  for (size_t i = 0; i < body->headings.count; i++) {
    encode_number(head, (size_t)headings[i].level);
    encode_view(head, headings[i].anchor);
    encode_view(head, headings[i].text);
  }
  return true;
}

/* The arguments' types are those of the kind. False when a number is beyond those that are kept. */
static bool add_message(struct buffer *head, const struct message *message) {
  encode_number(head, message->kind);
  for (size_t i = 0; i < message_argument_count(message->kind); i++) {
    const struct message_argument *argument = &message->arguments[i];
    bool is_number = message_argument_is_number(argument->type);
    if (is_number && (argument->number < 0 || argument->number > UINT32_MAX)) return false;
    if (is_number)
      encode_number(head, (size_t)argument->number);
    else if (argument->type == ARGUMENT_PHRASE)
      encode_number(head, argument->phrase);
    else
      encode_view(head, argument->text);
  }
  return true;
}

static bool add_diagnostics(struct buffer *head, const struct entry *entry, const struct diagnostics *found) {
  for (size_t i = 0; i < found->count; i++) {
    const struct diagnostic *item = &found->items[i];
    const struct message message = diagnostic_message(item);
    if (!view_equal(item->file, entry->path) || item->unshown > 0) return false;
    encode_number(head, item->severity);
    encode_mark(head, item->location);
    if (!add_message(head, &message)) return false;
  }
  return true;
}

/* So that the terms behind it are aligned; the length then. */
static size_t pad(struct buffer *head) {
  while (head->length % sizeof(uint32_t) != 0)
    buffer_add_byte(head, 0);
  return head->length;
}

bool entry_encode(struct buffer *head, const struct entry *entry, const struct diagnostics *found) {
  struct header header = {
      .format = ENCODED_FORMAT,
      .kind = entry_kind_of_type(entry->type),
      .body_line = entry->body_line,
      .line = entry->location.line,
      .column = entry->location.column,
      .has_body = entry->body != NULL,
      .flags = entry->flags,
      .diagnostic_count = (uint32_t)found->count,
  };
  buffer_clear(head);
  memset(buffer_reserve(head, sizeof header), 0, sizeof header);
  head->length = sizeof header;
  encode_record(head, entry->type, entry);
  encode_view(head, entry->markdown);
  if (entry->body != NULL && !add_body(head, entry->body)) return false;
  if (!add_diagnostics(head, entry, found)) return false;
  if (header.kind == ENTRY_KINDS) return false;
  size_t length = pad(head);
  if (entry->body != NULL) {
    header.term_count = entry->body->terms == NULL ? 0 : entry->body->term_count;
    header.terms_hash = XXH3_64bits(entry->body->terms, terms_size(&header));
    buffer_add(head, (struct view){(const char *)entry->body->terms, terms_size(&header)});
  }
  if (head->length > ENCODED_LIMIT) return false;
  memcpy(head->data, &header, sizeof header);
  header.hash = XXH3_64bits(head->data + sizeof header.hash, length - sizeof header.hash);
  memcpy(head->data, &header.hash, sizeof header.hash);
  return true;
}

static void read_links(struct decoder *head, struct body *body) {
  size_t count = decoder_count(head, 16);
  if (count == 0) return;
  body->links = arena_array(head->arena, count, sizeof *body->links);
  body->link_count = (uint32_t)count;
  for (size_t i = 0; i < count && !head->failed; i++) {
    struct body_link *link = &body->links[i];
    uint32_t scheme = decoder_number(head);
    link->image = (scheme & 1) != 0;
    if (scheme >> 1 < SCHEMES)
      link->scheme = schemes[scheme >> 1];
    else if (scheme >> 1 > SCHEMES)
      decoder_fail(head);
    link->location = decoder_mark(head);
    link->target = decoder_view(head);
    link->fragment = decoder_view(head);
  }
}

static void read_slots(struct decoder *head, struct body *body) {
  size_t count = decoder_count(head, 12), offset = 0;
  if (count == 0) return;
  body->slots = arena_array(head->arena, count, sizeof *body->slots);
  body->slot_count = (uint32_t)count;
  for (size_t i = 0; i < count && !head->failed; i++) {
    struct body_slot *slot = &body->slots[i];
    slot->kind = decoder_number(head);
    slot->offset = decoder_number(head);
    slot->link = decoder_number(head);
    if (slot->kind > BODY_SLOT_END || slot->offset < offset || slot->offset > body->html.length ||
        slot->link >= body->link_count)
      decoder_fail(head);
    offset = slot->offset;
  }
}

static void read_headings(struct decoder *head, struct body *body) {
  size_t count = decoder_count(head, 12);
  if (count == 0) return;
  struct body_heading *headings = arena_array(head->arena, count, sizeof *headings);
  body->headings = list_of(headings, count);
  for (size_t i = 0; i < count && !head->failed; i++) {
    headings[i].level = decoder_number(head);
    headings[i].anchor = decoder_view(head);
    headings[i].text = decoder_view(head);
  }
}

static struct body *read_body(struct decoder *head) {
  struct body *body = arena_allocate(head->arena, sizeof *body);
  body->html.length = decoder_number(head);
  read_links(head, body);
  read_slots(head, body);
  read_headings(head, body);
  return body;
}

static void read_message(struct decoder *head, struct message *message) {
  uint32_t kind = decoder_number(head);
  *message = (struct message){0};
  if (kind >= MESSAGE_KINDS) {
    decoder_fail(head);
    return;
  }
  message->kind = kind;
  for (size_t i = 0; i < message_argument_count(message->kind); i++) {
    struct message_argument *argument = &message->arguments[i];
    argument->type = message_rows[kind].arguments[i].type;
    if (message_argument_is_number(argument->type))
      argument->number = decoder_number(head);
    else if (argument->type == ARGUMENT_PHRASE)
      argument->phrase = decoder_number(head);
    else
      argument->text = decoder_view(head);
    if (argument->phrase >= PHRASES) decoder_fail(head);
  }
}

/* Each is looked at, and added unless there is nothing to add to. */
static void read_diagnostics(struct decoder *head, size_t count, struct view path,
                             struct diagnostics *diagnostics) {
  for (size_t i = 0; i < count && !head->failed; i++) {
    uint32_t severity = decoder_number(head);
    struct source_location location = decoder_mark(head);
    struct message message;
    read_message(head, &message);
    if (severity > SEVERITY_ERROR) decoder_fail(head);
    if (diagnostics != NULL && !head->failed)
      diagnostics_add_as(diagnostics, severity, path, location, message);
  }
}

static bool read_header(struct view encoded, struct header *header) {
  if (encoded.length < sizeof *header || encoded.length > ENCODED_LIMIT) return false;
  memcpy(header, encoded.data, sizeof *header);
  return header->format == ENCODED_FORMAT && header->kind < ENTRY_KINDS && header->has_body <= 1 &&
         header->term_count <= (encoded.length - sizeof *header) / sizeof(uint32_t) &&
         header->hash == XXH3_64bits(encoded.data + sizeof header->hash,
                                     encoded.length - terms_size(header) - sizeof header->hash);
}

static struct view id_of(struct view path) {
  size_t start = path.length;
  while (start > 0 && path.data[start - 1] != '/')
    start--;
  struct view name = view_slice(path, start, SIZE_MAX);
  return view_ends_with(name, ".md") ? view_slice(name, 0, name.length - 3) : name;
}

struct entry *entry_decode(struct arena *arena, struct view encoded, struct view path,
                           struct diagnostics *diagnostics) {
  struct header header;
  if (!read_header(encoded, &header)) return NULL;
  const struct record_type *type = entry_types[header.kind];
  const char *terms = encoded.data + encoded.length - terms_size(&header);
  struct decoder head = {.at = encoded.data + sizeof header, .end = terms, .arena = arena};
  struct entry *entry = arena_allocate(arena, type->size);
  entry->type = type;
  entry->location = source_location_at(header.line, header.column);
  entry->body_line = header.body_line;
  entry->flags = header.flags;
  entry->id = id_of(path);
  entry->entry_kind = view_of(type->name);
  entry->path = path;
  decoder_record(&head, type, entry);
  entry->markdown = decoder_view(&head);
  if (header.has_body == 1) {
    entry->body = read_body(&head);
    entry->body->entry = entry;
    entry->contents = entry->body->headings;
    entry->body->term_count = header.term_count;
    entry->body->terms_hash = header.terms_hash;
    if ((uintptr_t)terms % _Alignof(uint32_t) == 0) entry->body->terms = (const void *)terms;
  }
  struct decoder again = head;
  read_diagnostics(&head, header.diagnostic_count, path, NULL);
  if (head.failed || head.end - head.at >= (ptrdiff_t)sizeof(uint32_t)) return NULL;
  read_diagnostics(&again, header.diagnostic_count, path, diagnostics);
  return entry;
}
