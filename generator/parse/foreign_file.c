#include "parse/foreign_file.h"

#include "base/file_signature.h"

static bool begins(struct view text, struct view bytes) {
  return text.length >= bytes.length && memcmp(text.data, bytes.data, bytes.length) == 0;
}

/* A single line, where a text has several. */
static bool has_old_lines(struct view text) {
  return view_find_byte(text, '\n', 0) == VIEW_NOT_FOUND && view_find_byte(text, '\r', 0) != VIEW_NOT_FOUND;
}

static bool find(struct view text, struct message *message) {
  struct view beginning = view_slice(text, 0, FILE_SIGNATURE_BYTES);
  switch (file_content_of(VIEW(""), beginning)) {
  case FILE_LFS_POINTER:
    *message = message_text_is_pointer();
    return true;
  case FILE_OFFICE:
    *message = message_not_text(PHRASE_document_office);
    return true;
  case FILE_WEB_PAGE:
    *message = message_not_text(PHRASE_document_web_page);
    return true;
  default:
    break;
  }
  if (begins(text, VIEW("%PDF-")))
    *message = message_not_text(PHRASE_document_pdf);
  else if (begins(text, VIEW("{\\rtf")))
    *message = message_not_text(PHRASE_document_rtf);
  else if (begins(text, VIEW("\0GITCRYPT\0")))
    *message = message_text_is_locked();
  else if (begins(text, VIEW("\xff\xfe")) || begins(text, VIEW("\xfe\xff")))
    *message = message_text_in_utf16();
  else if (has_old_lines(text))
    *message = message_text_of_old_lines();
  else
    return false;
  return true;
}

bool foreign_file_report(struct view file, struct view text, struct diagnostics *diagnostics) {
  struct message message;
  /* Nearly all texts begin with a letter or a sign that none of those begin with. */
  bool may_be =
      text.length > 0 && (strchr("vPD%{<", text.data[0]) != NULL || (unsigned char)text.data[0] >= 0x80 ||
                          (unsigned char)text.data[0] <= ' ' ||
                          view_find_byte(view_slice(text, 0, 4096), '\n', 0) == VIEW_NOT_FOUND);
  if (!may_be || !find(text, &message)) return false;
  diagnostics_add(diagnostics, file, (struct source_location){1, 1}, message);
  return true;
}
