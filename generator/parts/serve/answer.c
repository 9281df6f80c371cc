#include "parts/serve/answer.h"

#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

/* Pages have neither scripts nor styles but files of the site, as the site's own server should ask for. */
#define POLICY                                                                                               \
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src "     \
  "'self'; "                                                                                                 \
  "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "   \
  "require-trusted-types-for 'script'; trusted-types 'none'"

static enum MHD_Result queue_with(struct MHD_Connection *connection, unsigned status,
                                  struct MHD_Response *response, const char *policy) {
  if (response == NULL) return MHD_NO;
  const char *const headers[][2] = {
      {"Content-Security-Policy", policy},
      {"X-Content-Type-Options", "nosniff"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Referrer-Policy", "same-origin"},
      {"X-Robots-Tag", "noindex"},
      {"Cache-Control", "no-store"},
  };
  enum MHD_Result result = MHD_YES;
  for (size_t i = 0; i < sizeof headers / sizeof *headers && result == MHD_YES; i++)
    result = MHD_add_response_header(response, headers[i][0], headers[i][1]);
  if (result == MHD_YES) result = MHD_queue_response(connection, status, response);
  MHD_destroy_response(response);
  return result;
}

static enum MHD_Result queue(struct MHD_Connection *connection, unsigned status,
                             struct MHD_Response *response) {
  return queue_with(connection, status, response, POLICY);
}

static struct MHD_Response *response_of(struct view bytes, const char *type) {
  struct MHD_Response *response =
      MHD_create_response_from_buffer(bytes.length, (void *)(uintptr_t)bytes.data, MHD_RESPMEM_MUST_COPY);
  if (response != NULL) MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
  return response;
}

enum MHD_Result answer_bytes(struct MHD_Connection *connection, unsigned status, const char *type,
                             struct view bytes) {
  return queue(connection, status, response_of(bytes, type));
}

enum MHD_Result answer_own_page(struct MHD_Connection *connection, const char *type, struct view bytes) {
  return queue_with(connection, MHD_HTTP_OK, response_of(bytes, type), "frame-ancestors 'none'");
}

enum MHD_Result answer_words(struct MHD_Connection *connection, unsigned status, const char *words) {
  struct MHD_Response *response = response_of(view_of(words), "text/plain; charset=utf-8");
  if (response == NULL) return MHD_NO;
  if (status != MHD_HTTP_NOT_FOUND) MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
  if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
    MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
  return queue(connection, status, response);
}

enum MHD_Result answer_elsewhere(struct MHD_Connection *connection, const char *path) {
  struct MHD_Response *response = response_of((struct view){"", 0}, "text/plain; charset=utf-8");
  if (response != NULL) MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, path);
  return queue(connection, MHD_HTTP_FOUND, response);
}

struct range {
  uint64_t begin, length;
};

/* A number at the front of the text, which is taken off. */
static bool take_number(const char **text, uint64_t *number) {
  const char *at = *text;
  for (*number = 0; *at >= '0' && *at <= '9' && at - *text < 18; at++)
    *number = *number * 10 + (uint64_t)(*at - '0');
  bool good = at > *text && !(*at >= '0' && *at <= '9');
  *text = at;
  return good;
}

enum asked { WHOLE, PART, NOTHING };

/* What "bytes=FIRST-LAST", "bytes=FIRST-" or "bytes=-COUNT" asks for; other forms ask for the whole. */
static enum asked read_range(const char *text, uint64_t size, struct range *range) {
  uint64_t first = 0, last = 0;
  if (text == NULL || strncmp(text, "bytes=", 6) != 0) return WHOLE;
  text += 6;
  bool has_first = take_number(&text, &first);
  if (*text != '-') return WHOLE;
  text++;
  bool has_last = take_number(&text, &last);
  if (*text != '\0' || (!has_first && !has_last) || (has_first && has_last && last < first)) return WHOLE;
  if (!has_first) {
    if (last == 0 || size == 0) return NOTHING;
    *range = last >= size ? (struct range){0, size} : (struct range){size - last, last};
    return PART;
  }
  if (first >= size) return NOTHING;
  if (!has_last || last >= size) last = size - 1;
  *range = (struct range){first, last - first + 1};
  return PART;
}

enum MHD_Result answer_file(struct MHD_Connection *connection, const char *type, int file, size_t size) {
  struct range range = {0, size};
  char text[96];
  enum asked asked = read_range(
      MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_RANGE), size, &range);
  if (asked == NOTHING) {
    close(file);
    struct MHD_Response *none = response_of((struct view){"", 0}, "text/plain; charset=utf-8");
    (void)snprintf(text, sizeof text, "bytes */%zu", size);
    if (none != NULL) MHD_add_response_header(none, MHD_HTTP_HEADER_CONTENT_RANGE, text);
    return queue(connection, MHD_HTTP_RANGE_NOT_SATISFIABLE, none);
  }
  struct MHD_Response *response = MHD_create_response_from_fd_at_offset64(range.length, file, range.begin);
  if (response == NULL) {
    close(file);
    return MHD_NO;
  }
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
  MHD_add_response_header(response, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
  if (asked == WHOLE) return queue(connection, MHD_HTTP_OK, response);
  (void)snprintf(text, sizeof text, "bytes %llu-%llu/%zu", (unsigned long long)range.begin,
                 (unsigned long long)(range.begin + range.length - 1), size);
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, text);
  return queue(connection, MHD_HTTP_PARTIAL_CONTENT, response);
}
