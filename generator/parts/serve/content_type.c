#include "parts/serve/content_type.h"

#include "base/path.h"

#include <strings.h>

static const struct {
  const char *ending, *type;
} rows[] = {
    {"html", "text/html; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"jsonld", "application/ld+json"},
    {"geojson", "application/geo+json"},
    {"webmanifest", "application/manifest+json"},
    {"xml", "application/xml; charset=utf-8"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/plain; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"ics", "text/calendar; charset=utf-8"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
    {"woff", "font/woff"},
    {"pdf", "application/pdf"},
    {"doc", "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"zip", "application/zip"},
    {"mp4", "video/mp4"},
    {"mp3", "audio/mpeg"},
};

const char *content_type_of(struct view path) {
  struct view name = path_name(path);
  const char *dot = name.length == 0 ? NULL : memrchr(name.data, '.', name.length);
  if (dot == NULL) return "application/octet-stream";
  struct view ending = view_between(dot + 1, name.data + name.length);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (strlen(rows[i].ending) == ending.length &&
        strncasecmp(rows[i].ending, ending.data, ending.length) == 0)
      return rows[i].type;
  return "application/octet-stream";
}
