#include "base/file_signature.h"

#include <strings.h>

static bool has_ending(struct view name, const char *ending) {
  size_t length = strlen(ending);
  return name.length > length && strncasecmp(name.data + name.length - length, ending, length) == 0;
}

static bool begins(struct view bytes, size_t at, const char *signature, size_t length) {
  return bytes.length >= at + length && memcmp(bytes.data + at, signature, length) == 0;
}

/* Whether the file is of the family of MP4 and one of these brands comes first. */
static bool has_brand(struct view bytes, const char *const *brands, size_t count) {
  if (!begins(bytes, 4, "ftyp", 4)) return false;
  for (size_t i = 0; i < count; i++)
    if (begins(bytes, 8, brands[i], 4)) return true;
  return false;
}

/* The endings of names, by the form. */
static const char *const endings_of[FILE_FORMS][5] = {
    [FORM_JPEG] = {".jpg", ".jpeg", ".jpe", ".jfif"},
    [FORM_PNG] = {".png"},
    [FORM_GIF] = {".gif"},
    [FORM_WEBP] = {".webp"},
    [FORM_AVIF] = {".avif"},
    [FORM_BMP] = {".bmp"},
};

enum file_form file_form_of(struct view beginning) {
  static const char *const avif[] = {"avif", "avis"};
  if (begins(beginning, 0, "\xff\xd8\xff", 3)) return FORM_JPEG;
  if (begins(beginning, 0, "\x89PNG\r\n\x1a\n", 8)) return FORM_PNG;
  if (begins(beginning, 0, "GIF8", 4)) return FORM_GIF;
  if (begins(beginning, 0, "RIFF", 4) && begins(beginning, 8, "WEBP", 4)) return FORM_WEBP;
  if (has_brand(beginning, avif, sizeof avif / sizeof *avif)) return FORM_AVIF;
  return begins(beginning, 0, "BM", 2) ? FORM_BMP : FORM_NONE;
}

static enum file_form form_named(struct view name) {
  for (enum file_form form = FORM_NONE + 1; form < FILE_FORMS; form++)
    for (size_t i = 0; endings_of[form][i] != NULL; i++)
      if (has_ending(name, endings_of[form][i])) return form;
  return FORM_NONE;
}

enum file_form file_form_meant(struct view name, struct view beginning) {
  enum file_form form = file_form_of(beginning), named = form_named(name);
  return named != FORM_NONE && form != named ? form : FORM_NONE;
}

const char *file_form_ending(enum file_form form) {
  return endings_of[form][0];
}

static bool is_heic(struct view bytes) {
  static const char *const brands[] = {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"};
  return has_brand(bytes, brands, sizeof brands / sizeof *brands);
}

/* Past a byte order mark and blanks. */
static struct view text_of(struct view bytes) {
  if (begins(bytes, 0, "\xef\xbb\xbf", 3)) bytes = view_slice(bytes, 3, SIZE_MAX);
  return view_trim(bytes);
}

static bool is_web_page(struct view text) {
  static const char *const beginnings[] = {"<!doctype html", "<html"};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
    size_t length = strlen(beginnings[i]);
    if (text.length >= length && strncasecmp(text.data, beginnings[i], length) == 0) return true;
  }
  return false;
}

static bool is_svg(struct view text) {
  return text.length > 0 && text.data[0] == '<' && view_find(text, VIEW("<svg"), 0) != VIEW_NOT_FOUND;
}

/* The name says that it is a file of an office program in one of its two forms. */
static bool is_called_office(struct view name) {
  static const char *const endings[] = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (has_ending(name, endings[i])) return true;
  return false;
}

/* Readers accept something before a PDF's own first bytes. */
static bool is_pdf(struct view bytes) {
  return view_find(bytes, VIEW("%PDF-"), 0) != VIEW_NOT_FOUND;
}

bool file_has_private_key(struct view text) {
  const struct view begin = VIEW("-----BEGIN ");
  for (size_t at = 0; (at = view_find(text, begin, at)) != VIEW_NOT_FOUND; at++) {
    struct view label = view_slice(text, at + begin.length, 40);
    size_t end = view_find(label, VIEW("-----"), 0);
    if (end == VIEW_NOT_FOUND) continue;
    label = view_slice(label, 0, end);
    if (view_ends_with(label, "PRIVATE KEY") || view_ends_with(label, "PRIVATE KEY BLOCK")) return true;
  }
  return false;
}

enum file_content file_content_of(struct view name, struct view beginning) {
  struct view text = text_of(beginning);
  bool is_called_svg = has_ending(name, ".svg");
  if (beginning.length == 0) return FILE_EMPTY;
  if (view_starts_with(text, "version https://git-lfs.github.com/")) return FILE_LFS_POINTER;
  if (file_has_private_key(beginning) || view_starts_with(beginning, "PuTTY-User-Key-File"))
    return FILE_SECRET;
  if (file_form_of(beginning) != FORM_NONE) return is_called_svg ? FILE_MISNAMED_PICTURE : FILE_PICTURE;
  if (is_heic(beginning)) return FILE_HEIC;
  if (begins(beginning, 0, "II*\0", 4) || begins(beginning, 0, "MM\0*", 4)) return FILE_TIFF;
  if (begins(beginning, 0, "PK\x03\x04", 4) || begins(beginning, 0, "\xd0\xcf\x11\xe0", 4))
    return has_ending(name, ".pdf") ? FILE_MISNAMED : FILE_OFFICE;
  if (is_web_page(text))
    return has_ending(name, ".pdf") || is_called_office(name) ? FILE_MISNAMED : FILE_WEB_PAGE;
  if (is_svg(text)) return is_called_svg ? FILE_PICTURE : FILE_MISNAMED_PICTURE;
  if (is_pdf(beginning)) return is_called_office(name) ? FILE_MISNAMED : FILE_PDF;
  return has_ending(name, ".pdf") || is_called_office(name) ? FILE_MISNAMED : FILE_OTHER;
}
