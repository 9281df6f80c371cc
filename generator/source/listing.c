/* What both kinds of source share when they list files: names, limits, order. */
#include "base/memory.h"
#include "source/source_internal.h"
#include "text/unicode.h"

#include <stdio.h>

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
    if ((unsigned char)name.data[i] < ' ' || name.data[i] == 0x7f) return true;
  return false;
}

bool listing_accepts(struct listing *listing, struct view name) {
  spend(listing, sizeof(struct source_file) + listing->path.length + name.length);
  if (listing->stopped || name.length == 0 || name.data[0] == '.') return false;
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
