#include "parts/serve/wording.h"

#include "cache/entry_codec.h"
#include "parse/body/body.h"
#include "parse/entry.h"
#include "register/entries.h"

static const char *const names[WORDING_FIELDS] = {"title", "short_title", "summary"};

/* NULL: entries of that type have no such field. */
static struct text *field_of(struct entry *entry, size_t i) {
  const struct field *field = record_type_find(entry->type, view_of(names[i]));
  return field == NULL ? NULL : (struct text *)(void *)((char *)entry + field->offset);
}

/* NULL: there are mistakes in it. */
static struct entry *parse(struct arena *arena, const struct registry *registry, const struct entry *entry,
                           struct view text) {
  struct diagnostics found = {0};
  struct buffer html = {0};
  const struct body_web web = {.home = text_view(registry->site->base_url),
                               .keeps_foreign = registry->options.foreign_links};
  struct entry *parsed = parse_entry(arena, arena, entry->type, entry->path, text, &found);
  if (view_trim(parsed->markdown).length > 0) {
    parsed->body = body_parse_apart(arena, &html, arena, parsed->markdown, entry->path, parsed->body_line,
                                    BODY_IS_UTF8, &web, &found);
    parsed->body->html = arena_copy(arena, parsed->body->html);
  }
  bool good = found.errors == 0;
  buffer_free(&html);
  diagnostics_free(&found);
  return good ? parsed : NULL;
}

static bool are_equal_texts(const char *left, const char *right) {
  return left == NULL || right == NULL ? left == right : strcmp(left, right) == 0;
}

static bool have_equal_links(const struct body *left, const struct body *right) {
  bool good = left->link_count == right->link_count;
  for (size_t i = 0; good && i < left->link_count; i++) {
    const struct body_link *a = &left->links[i], *b = &right->links[i];
    good = are_equal_texts(a->scheme, b->scheme) && view_equal(a->target, b->target) &&
           view_equal(a->fragment, b->fragment) && a->image == b->image;
  }
  return good;
}

/* As the cache would keep them, but for the words, which `before` takes over, and their texts. */
static bool have_equal_rest(struct entry *before, struct entry *after) {
  struct entry *sides[] = {before, after};
  struct buffer encoded[2] = {{0}, {0}};
  struct body *body = after->body;
  const struct diagnostics none = {0};
  bool good = true;
  for (size_t i = 0; i < WORDING_FIELDS; i++)
    if (field_of(before, i) != NULL) *field_of(before, i) = *field_of(after, i);
  for (size_t i = 0; i < 2; i++) {
    sides[i]->markdown = (struct view){NULL, 0};
    sides[i]->body = NULL;
    good = entry_encode(&encoded[i], sides[i], &none) && good;
  }
  after->body = body;
  good = good && view_equal(buffer_view(&encoded[0]), buffer_view(&encoded[1]));
  buffer_free(&encoded[0]);
  buffer_free(&encoded[1]);
  return good;
}

/* What follows from the words in the record itself. */
static void init(struct wording *wording) {
  struct entry_basics basics;
  entry_basics_open(&basics, &wording->registry->options);
  entry_basics_init(&basics, &wording->arena, wording->entry);
}

static void put(struct wording *wording, struct entry *after) {
  struct entry *entry = wording->entry;
  for (size_t i = 0; i < WORDING_FIELDS; i++)
    if (field_of(entry, i) != NULL) {
      wording->fields[i] = *field_of(entry, i);
      *field_of(entry, i) = *field_of(after, i);
    }
  wording->body = entry->body;
  wording->contents = entry->contents;
  if (entry->body != NULL) {
    for (size_t i = 0; i < entry->body->link_count; i++) {
      const struct body_link *resolved = &entry->body->links[i];
      struct body_link *link = &after->body->links[i];
      link->entry = resolved->entry;
      link->title = resolved->title;
      link->picture = resolved->picture;
    }
    after->body->entry = entry;
    entry->body = after->body;
    entry->contents = after->body->headings;
  }
  init(wording);
}

bool wording_take(struct wording *wording, const struct registry *registry, struct entry *entry,
                  struct view before, struct view after) {
  if (wording->entry != NULL) return false;
  struct entry *old = parse(&wording->arena, registry, entry, before);
  struct entry *new = parse(&wording->arena, registry, entry, after);
  bool good = old != NULL && new != NULL && (old->body == NULL) == (new->body == NULL) &&
              (old->body == NULL) == (entry->body == NULL);
  if (good && entry->body != NULL)
    good = have_equal_links(old->body, new->body) && have_equal_links(entry->body, new->body);
  if (!good || !have_equal_rest(old, new)) {
    wording_forget(wording);
    return false;
  }
  wording->registry = registry;
  wording->entry = entry;
  put(wording, new);
  return true;
}

void wording_undo(struct wording *wording) {
  struct entry *entry = wording->entry;
  if (entry == NULL) return;
  for (size_t i = 0; i < WORDING_FIELDS; i++)
    if (field_of(entry, i) != NULL) *field_of(entry, i) = wording->fields[i];
  entry->body = wording->body;
  entry->contents = wording->contents;
  init(wording);
  wording_forget(wording);
}

void wording_forget(struct wording *wording) {
  arena_free(&wording->arena);
  *wording = (struct wording){0};
}
