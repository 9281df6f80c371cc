#include "schema/address_book.h"

static struct view of_number(const struct view *addresses, const void *value) {
  uint32_t number;
  memcpy(&number, value, sizeof number);
  return addresses == NULL ? (struct view){NULL, 0} : addresses[number];
}

/* Up to the / before the last part. */
static struct view folder_of(struct view address) {
  if (address.length == 0) return address;
  size_t length = address.length - 1;
  while (length > 0 && address.data[length - 1] != '/')
    length--;
  return view_slice(address, 0, length);
}

struct view address_book_find(const struct address_book *book, enum address_kind kind, const void *value) {
  if (book == NULL) return (struct view){NULL, 0};
  switch (kind) {
  case ADDRESS_OF_ENTRY:
    return of_number(book->entries, value);
  case ADDRESS_OF_HISTORY:
    return of_number(book->histories, value);
  case ADDRESS_OF_FOLDER:
    return folder_of(of_number(book->entries, value));
  case ADDRESS_OF_ORIGIN:
    return book->origin;
  case ADDRESS_OF_HOME:
    return book->home;
  case ADDRESS_OF_ROOT:
    return book->root;
  case ADDRESS_OF_MEDIA:
    break;
  }
  return (struct view){NULL, 0};
}

void address_book_add_media(const struct address_book *book, struct view file, struct buffer *buffer) {
  if (book != NULL) buffer_add(buffer, book->root);
  buffer_add(buffer, VIEW("media/"));
  buffer_add_path(buffer, file);
}
