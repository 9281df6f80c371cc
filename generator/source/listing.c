/* Lists of files: names, limits and order, which both kinds of source share. */
#include "base/ascii.h"
#include "base/memory.h"
#include "source/source.h"
#include "source/source_internal.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  NAME_BYTES_LIMIT = 255,           /* the file systems' own */
  FOLDER_BYTES = 1024,              /* what a folder counts as, for the time that it takes */
  MEMORY_LIMIT = 1024 * 1024 * 1024 /* a few million files */
};

size_t listing_enter(struct listing *listing, struct view name) {
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  buffer_add_byte(&listing->path, '/');
  return length;
}

void listing_leave(struct listing *listing, size_t length) {
  listing->path.length = length;
}

static void spend(struct listing *listing, size_t bytes) {
  if (listing->stopped) return;
  listing->spent += bytes;
  if (listing->spent <= MEMORY_LIMIT) return;
  listing->stopped = true;
  source_report(listing->source, listing->diagnostics,
                view_slice(buffer_view(&listing->path), 0, listing->folder_length),
                message_too_many_files((long long)listing->count));
}

void listing_report(struct listing *listing, struct view name, struct message message) {
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  source_report(listing->source, listing->diagnostics, buffer_view(&listing->path), message);
  listing->path.length = length;
}

static bool has_control_character(struct view name) {
  for (size_t i = 0; i < name.length; i++)
    if (ascii_is_control(name.data[i])) return true;
  return false;
}

/* Whether a name that begins with a dot was meant to be published: it lies where files are published as they
 * are, and is none of git's, of an editor's or of a system's own. */
static bool is_missed(const struct listing *listing, struct view name) {
  static const char *const others[] = {
      ".git", ".keep",  ".DS_Store", ".editorconfig", ".directory", ".hidden", "._",      ".~",
      ".#",   ".Trash", ".nfs",      ".st",           ".sync",      ".idea",   ".vscode", ".obsidian"};
  struct view folder = view_slice(buffer_view(&listing->path), listing->folder_length, SIZE_MAX);
  bool is_link = view_equal_string(name, ".") || view_equal_string(name, "..");
  if (is_link || !view_starts_with(folder, "static/")) return false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (view_starts_with(name, others[i])) return false;
  return !view_ends_with(name, ".swp") && !view_ends_with(name, ".swo");
}

bool listing_accepts(struct listing *listing, struct view name) {
  spend(listing, sizeof(struct source_file) + listing->path.length + name.length);
  if (listing->stopped || name.length == 0) return false;
  if (name.data[0] == '.') {
    if (is_missed(listing, name)) listing_report(listing, name, message_dot_file());
    return false;
  }
  if (listing->path.length == 0 && listing->source->accepts != NULL && !listing->source->accepts(name))
    return false;
  struct message fault;
  if (name.length > NAME_BYTES_LIMIT)
    fault = message_long_file_name();
  else if (view_find_byte(name, '/', 0) != VIEW_NOT_FOUND)
    fault = message_slash_in_file_name();
  else if (has_control_character(name))
    fault = message_control_in_file_name();
  else if (!text_is_utf8(name, NULL))
    fault = message_file_name_not_utf8();
  else
    return true;
  listing_report(listing, view_slice(name, 0, NAME_BYTES_LIMIT), fault);
  return false;
}

void listing_add_file(struct listing *listing, struct view name, size_t size, const unsigned char *object) {
  listing->items = memory_grow(listing->items, listing->count, &listing->capacity, sizeof *listing->items);
  struct source_file *file = &listing->items[listing->count++];
  *file = (struct source_file){.size = size};
  size_t length = listing->path.length;
  buffer_add(&listing->path, name);
  file->path = arena_copy(listing->arena, buffer_view(&listing->path));
  file->name = view_slice(file->path, listing->folder_length, SIZE_MAX);
  listing->path.length = length;
  if (object != NULL) memcpy(file->object, object, sizeof file->object);
}

bool listing_may_descend(struct listing *listing, unsigned depth) {
  spend(listing, FOLDER_BYTES);
  if (listing->stopped) return false;
  if (depth < FOLDER_DEPTH_LIMIT) return true;
  listing_report(listing, (struct view){NULL, 0}, message_deep_folders());
  return false;
}

bool source_plain_folder(struct view folder, struct buffer *plain) {
  struct view piece;
  if (folder.length > 0 && folder.data[0] == '/') return false;
  while (view_next(&folder, '/', &piece)) {
    if (piece.length == 0 || view_equal_string(piece, ".")) continue;
    if (view_equal_string(piece, "..") || memchr(piece.data, '\0', piece.length) != NULL) return false;
    if (plain->length > 0) buffer_add_byte(plain, '/');
    buffer_add(plain, piece);
  }
  return true;
}

static int compare_files(const void *left, const void *right) {
  const struct source_file *a = left, *b = right;
  return view_compare(a->path, b->path);
}

/* Orders the files; a damaged tree may name one twice, of which the first stays. False when they were out of
 * order. */
static bool finish_listing(struct listing *listing, struct source_files *files) {
  bool sorted = true;
  for (size_t i = 1; i < listing->count && sorted; i++)
    sorted = compare_files(&listing->items[i - 1], &listing->items[i]) < 0;
  if (!sorted) qsort(listing->items, listing->count, sizeof *listing->items, compare_files);
  files->items = arena_array(listing->arena, listing->count, sizeof *files->items);
  for (size_t i = 0; i < listing->count; i++)
    if (i == 0 || !view_equal(listing->items[i].path, listing->items[i - 1].path))
      files->items[files->count++] = listing->items[i];
  return sorted;
}

bool source_list(struct source *source, struct view folder, struct arena *arena, struct source_files *files,
                 struct diagnostics *diagnostics) {
  *files = (struct source_files){0};
  struct listing listing = {.arena = arena, .diagnostics = diagnostics, .source = source};
  struct buffer plain = {0};
  size_t reported = diagnostics->count;
  bool found = source_plain_folder(folder, &plain);
  if (found) {
    if (plain.length > 0) listing_enter(&listing, buffer_view(&plain));
    listing.folder_length = listing.path.length;
    found = source->kind->list(source, buffer_view(&plain), &listing);
  }
  if (found && finish_listing(&listing, files) && diagnostics->count == reported)
    memcpy(files->tree, listing.tree, sizeof files->tree);
  files->spent = listing.spent;
  if (found && diagnostics->count == reported) known_files_note_all(source, buffer_view(&plain), files);
  buffer_free(&plain);
  buffer_free(&listing.path);
  free(listing.items);
  return found;
}

static int compare_path(const void *path, const void *file) {
  return view_compare(*(const struct view *)path, ((const struct source_file *)file)->path);
}

const struct source_file *source_files_find(const struct source_files *files, struct view path) {
  if (files->count == 0) return NULL;
  return bsearch(&path, files->items, files->count, sizeof *files->items, compare_path);
}
