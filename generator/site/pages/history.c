#include "register/history.h"

#include "base/control_characters.h"
#include "parse/entry.h"
#include "register/texts.h"
#include "site/pages/difference.h"
#include "site/pages/field_changes.h"
#include "site/pages/pages.h"
#include "source/revisions.h"
#include "text/unicode.h"

/* Longer texts are not compared. */
enum { COMPARED = 256 * 1024 };

/* A text of the past, kept for the next revision, which has it too. */
struct old_text {
  const unsigned char *object;
  enum source_text found;
  struct view text;
  const struct entry *entry; /* as it was written; NULL: not all of it can be read as the register is today */
};

static const unsigned char no_object[20];

static bool same_object(const unsigned char *a, const unsigned char *b) {
  return memcmp(a, b, sizeof no_object) == 0;
}

/* The text made fit for a page, whatever was committed. */
static struct view clean(struct arena *arena, struct view text) {
  struct buffer clean = {0};
  size_t bad;
  while (!text_is_utf8(text, &bad)) {
    buffer_add(&clean, view_slice(text, 0, bad));
    buffer_add_string(&clean, "\xef\xbf\xbd");
    text = view_slice(text, bad + 1, SIZE_MAX);
  }
  buffer_add(&clean, text);
  size_t kept = 0;
  for (size_t i = 0; i < clean.length; i++) {
    char byte = clean.data[i];
    if (byte == '\r') continue;
    clean.data[kept++] = byte;
  }
  clean.length = kept;
  for (size_t at = 0; (at = text_find_control(buffer_view(&clean), at)) < clean.length;)
    memset(clean.data + at, ' ', text_control_length(view_slice(buffer_view(&clean), at, SIZE_MAX)));
  struct view copy = arena_copy(arena, buffer_view(&clean));
  buffer_free(&clean);
  return copy;
}

static const struct entry *parse_text(struct page_context *context, struct view text) {
  const struct entry *subject = context->page->subject;
  struct diagnostics found = {0};
  struct entry *entry =
      parse_entry(context->scratch, context->scratch, subject->type, subject->path, text, &found);
  bool is_whole = found.count == 0;
  diagnostics_free(&found);
  return is_whole ? entry : NULL;
}

/* What can't be read is an error that keeps the page from being published, see website_write. */
static void read_text(struct page_context *context, const unsigned char *object, struct old_text *text) {
  const struct entry *entry = context->page->subject;
  if (text->object != NULL && same_object(text->object, object)) return;
  text->object = object;
  text->found = SOURCE_TEXT_MISSING;
  text->text = (struct view){NULL, 0};
  text->entry = NULL;
  if (context->website->source != NULL && context->texts != NULL)
    text->found = source_read_object_text(context->website->source, entry->path, object, COMPARED,
                                          context->scratch, &text->text, &context->texts->found);
  if (text->found != SOURCE_TEXT_READ) return;
  text->text = clean(context->scratch, text->text);
  text->entry = parse_text(context, text->text);
}

static bool is_missing(const struct old_text *text) {
  return text->found == SOURCE_TEXT_MISSING || text->found == SOURCE_TEXT_UNREADABLE;
}

/* The blob that a revision is compared with: the one before, or, where the entry had been deleted, the last
 * one before that. */
static const unsigned char *base_of(const struct file_change *change) {
  if (!same_object(change->before, no_object)) return change->before;
  for (const struct file_change *older = change->older; older != NULL; older = older->older)
    if (!same_object(older->object, no_object)) return older->object;
  return no_object;
}

/* Fields in words and the body word by word; texts that are not whole as they stand. */
static void compare_texts(struct page_context *context, const struct old_text *old,
                          const struct old_text *newer, struct history_revision *revision) {
  bool is_whole = old->entry != NULL && newer->entry != NULL;
  struct view before = is_whole ? old->entry->markdown : old->text;
  struct view after = is_whole ? newer->entry->markdown : newer->text;
  if (is_whole)
    revision->changes = field_changes(context, old->entry, newer->entry, &revision->are_changes_cut);
  if (!view_equal(before, after)) {
    struct word_difference difference;
    word_difference(context->scratch, before, after, &difference);
    revision->passages = history_passages(context->scratch, &difference, &revision->is_cut);
    revision->added = (int64_t)difference.added;
    revision->removed = (int64_t)difference.removed;
  } else if (revision->changes.count == 0 && revision->revision_note.length == 0) {
    revision->revision_note = view_equal(old->text, newer->text) ? VIEW("same") : VIEW("format");
  }
}

static void compare(struct page_context *context, const struct file_change *change, struct old_text *text,
                    struct history_revision *revision) {
  const unsigned char *base = base_of(change);
  if (same_object(change->object, no_object)) {
    revision->revision_note = VIEW("deleted");
    return;
  }
  if (same_object(base, no_object)) {
    revision->revision_note = change->older == NULL ? VIEW("first") : VIEW("restored");
    return;
  }
  read_text(context, change->object, text);
  struct old_text newer = *text;
  read_text(context, base, text);
  if (is_missing(&newer) || is_missing(text)) {
    revision->revision_note = VIEW("missing");
  } else if (newer.found == SOURCE_TEXT_TOO_LARGE || text->found == SOURCE_TEXT_TOO_LARGE) {
    revision->revision_note = VIEW("too-long");
  } else {
    if (same_object(change->before, no_object)) revision->revision_note = VIEW("restored");
    compare_texts(context, text, &newer, revision);
  }
}

void write_history(struct page_context *context) {
  struct entry *entry = (struct entry *)context->page->subject;
  const struct file_history *history = entry->history;
  struct history_page model = {.entry = entry};
  struct old_text text = {0};
  page_context_fill(context, &model.webpage);
  /* A day that has not come is shown as that of the build. */
  reads_note_world(context->reads, READS_TODAY);
  enum entry_kind kind = entry_kind_of_type(entry->type);
  if (context->website->kinds[kind]->has_list) model.section_url = context->website->sections[kind];
  model.left_out = (int64_t)(history->count - history->kept);
  const struct file_change *change =
      file_revisions_list(context->website->registry->history, history, context->scratch);
  for (; change != NULL; change = change->older) {
    struct date date = registry_known_day(change->change->date, &context->website->registry->options);
    struct history_revision *revision = arena_allocate(context->scratch, sizeof *revision);
    *revision = (struct history_revision){.date = date,
                                          .author = change->change->author,
                                          .commit = change->change->commit,
                                          .short_commit = view_slice(change->change->commit, 0, SHORT_COMMIT),
                                          .summary = change->change->summary};
    compare(context, change, &text, revision);
    list_append(context->scratch, &model.revisions, revision);
  }
  page_context_render(context, PAGE_HISTORY, &model);
}

void plan_histories(struct website *website) {
  if (website->book.histories == NULL) return;
  uint64_t state = website->source == NULL ? 0 : source_objects_state(website->source);
  for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
    for (size_t i = 0; i < website->registry->entries[kind].count; i++) {
      const struct entry *entry = list_at(&website->registry->entries[kind], i);
      struct view address = website->book.histories[entry->number];
      if (address.length == 0) continue;
      struct website_file *page = plan_folder(website, address, &website->kinds[kind]->history, entry);
      /* The ids of the commits stand for what they hold, but for texts that a partial clone lacks yet. */
      page->inputs = file_revisions_digest(website->registry->history, entry->history) ^ state;
    }
}
