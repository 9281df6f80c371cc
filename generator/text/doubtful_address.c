#include "text/doubtful_address.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "text/web_address.h"

#include <strings.h>

enum { SHOWN = 120 };

static bool is_or_ends_with_host(struct view host, const char *name) {
  size_t length = strlen(name);
  if (host.length < length || strncasecmp(host.data + host.length - length, name, length) != 0) return false;
  return host.length == length || host.data[host.length - length - 1] == '.';
}

static struct view behind_scheme(struct view address) {
  return view_starts_with_any_case(address, "https://")  ? view_slice(address, 8, SIZE_MAX)
         : view_starts_with_any_case(address, "http://") ? view_slice(address, 7, SIZE_MAX)
                                                         : address;
}

/* The host with what stands before it, up to the path. */
static struct view authority_of(struct view rest) {
  size_t end = 0;
  while (end < rest.length && strchr("/?#", rest.data[end]) == NULL)
    end++;
  return view_slice(rest, 0, end);
}

static struct view shown(struct view address) {
  size_t length = address.length < SHOWN ? address.length : SHOWN;
  while (length > 0 && length < address.length && utf8_continues(address.data[length]))
    length--;
  return view_slice(address, 0, length);
}

/* --- Services that lead on */

/* Bytes of ASCII as they are, of other characters as they are coded. */
static struct view decode(struct arena *arena, struct view text) {
  char *bytes = arena_allocate(arena, text.length + 1);
  size_t length = 0;
  for (size_t i = 0; i < text.length; i++) {
    int byte = view_coded_byte(text, i);
    bool is_plain = byte > ' ' && byte < 0x7f && byte != '"' && byte != '<' && byte != '>';
    bytes[length++] = is_plain ? (char)byte : text.data[i];
    if (is_plain) i += 2;
  }
  return (struct view){bytes, length};
}

/* The value of a key of the query; data NULL: there is none. */
static struct view value_of(struct view query, const char *key) {
  struct view part;
  size_t length = strlen(key);
  while (view_next(&query, '&', &part))
    if (view_starts_with_any_case(part, key) && part.length > length && part.data[length] == '=')
      return view_slice(part, length + 1, SIZE_MAX);
  return (struct view){NULL, 0};
}

/* Where a service leads to whose address names that; data NULL: it is no such service. */
static struct view led_to(struct arena *arena, struct view host, struct view path, struct view query) {
  static const struct {
    const char *host, *path, *key;
  } services[] = {
      {"l.facebook.com", "/l.php", "u"},
      {"lm.facebook.com", "/l.php", "u"},
      {"l.instagram.com", "/", "u"},
      {"google.com", "/url", "q"},
      {"google.com", "/url", "url"},
      {"google.com.vn", "/url", "q"},
      {"google.com.vn", "/url", "url"},
      {"youtube.com", "/redirect", "q"},
      {"safelinks.protection.outlook.com", "/", "url"},
      {"link.zalo.me", "/", "url"},
  };
  for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
    if (!is_or_ends_with_host(host, services[i].host) || !view_starts_with_any_case(path, services[i].path))
      continue;
    struct view value = value_of(query, services[i].key);
    if (value.length > 0) return decode(arena, value);
  }
  return (struct view){NULL, 0};
}

/* Whether the address is one of a service that shortens addresses, and not the service itself. */
static bool is_shortened(struct view host, struct view path) {
  static const char *const services[] = {
      "bit.ly",        "bitly.com.vn", "tinyurl.com", "goo.gl",     "t.co",     "ow.ly",      "is.gd",
      "v.gd",          "buff.ly",      "cutt.ly",     "rebrand.ly", "rb.gy",    "t.ly",       "shorturl.at",
      "shorturl.asia", "s.id",         "tiny.cc",     "bom.so",     "byvn.net", "by.com.vn",  "me2.do",
      "fb.me",         "lnkd.in",      "amzn.to",     "adf.ly",     "ouo.io",   "link1s.com", "bitly.com",
      "urlz.fr",       "clck.ru",      "surl.li",     "qrco.de"};
  if (path.length < 2 || host.length > 20) return false;
  for (size_t i = 0; i < sizeof services / sizeof *services; i++)
    if (is_or_ends_with_host(host, services[i])) return true;
  return false;
}

/* --- Signs of who came from where */

static bool is_sign_of_visitor(struct view part) {
  static const char *const keys[] = {
      "fbclid=",   "gclid=", "utm_",     "zarsrc=", "mc_eid=", "mc_cid=", "igshid=",    "igsh=",
      "mibextid=", "_ga=",   "msclkid=", "yclid=",  "ttclid=", "zclid=",  "PHPSESSID=", "jsessionid="};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (view_starts_with_any_case(part, keys[i])) return true;
  return false;
}

/* The address without such signs; data NULL: there are none. */
static struct view without_signs(struct arena *arena, struct view address, size_t question) {
  size_t end = view_find_byte(address, '#', question);
  struct view query =
                  view_slice(address, question + 1, end == VIEW_NOT_FOUND ? SIZE_MAX : end - question - 1),
              part;
  struct buffer kept = {0};
  bool is_found = false;
  buffer_add(&kept, view_slice(address, 0, question));
  char sign = '?';
  while (view_next(&query, '&', &part)) {
    if (is_sign_of_visitor(part)) {
      is_found = true;
      continue;
    }
    buffer_add_byte(&kept, sign);
    buffer_add(&kept, part);
    sign = '&';
  }
  if (end != VIEW_NOT_FOUND) buffer_add(&kept, view_slice(address, end, SIZE_MAX));
  struct view made = is_found ? arena_copy(arena, buffer_view(&kept)) : (struct view){NULL, 0};
  buffer_free(&kept);
  return made;
}

/* --- Where one must sign in */

static bool needs_sign_in(struct view host, struct view path) {
  static const struct {
    const char *host, *path;
  } places[] = {{"mail.google.com", ""},
                {"chat.zalo.me", ""},
                {"drive.google.com", "/drive/u/"},
                {"drive.google.com", "/drive/my-drive"},
                {"outlook.office.com", "/mail"},
                {"", "/wp-admin/"},
                {"", "/wp-login.php"}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if ((places[i].host[0] == '\0' || is_or_ends_with_host(host, places[i].host)) &&
        view_starts_with_any_case(path, places[i].path))
      return true;
  size_t edit = view_find(path, VIEW("/edit"), 0);
  return is_or_ends_with_host(host, "docs.google.com") && edit != VIEW_NOT_FOUND;
}

bool address_is_doubtful(struct view address, struct arena *arena, struct message *message) {
  struct view rest = behind_scheme(address), host = authority_of(rest);
  if (rest.data == address.data) return false;
  struct view path = view_slice(rest, host.length, SIZE_MAX), query = {NULL, 0};
  size_t question = view_find_byte(path, '?', 0);
  if (question != VIEW_NOT_FOUND) query = view_slice(path, question + 1, SIZE_MAX);
  size_t at = view_find_byte(host, '@', 0);
  if (at != VIEW_NOT_FOUND && view_find_byte(view_slice(host, 0, at), ':', 0) != VIEW_NOT_FOUND) {
    *message = message_link_with_password(view_slice(host, at + 1, SIZE_MAX));
    return true;
  }
  if (view_ends_with(address, "…") || view_ends_with(address, "...")) {
    *message = message_link_cut_off(shown(address));
    return true;
  }
  if (strchr(query.length == 0 ? ",;:." : ",.", address.data[address.length - 1]) != NULL &&
      !is_or_ends_with_host(host, "wikipedia.org")) {
    *message = message_link_with_stop(shown(address), view_slice(address, address.length - 1, 1),
                                      view_slice(address, 0, address.length - 1));
    return true;
  }
  struct view meant = query.length == 0 ? query : led_to(arena, host, path, query);
  if (meant.length > 0) {
    *message = message_roundabout_link(shown(address), meant);
    return true;
  }
  if (is_shortened(host, path)) {
    *message = message_shortened_link(shown(address));
    return true;
  }
  if (needs_sign_in(host, path)) {
    *message = message_link_needs_sign_in(shown(address));
    return true;
  }
  if (query.length == 0) return false;
  meant = without_signs(arena, address, (size_t)(query.data - address.data) - 1);
  if (meant.length == 0) return false;
  *message = message_tracked_link(shown(address), meant);
  return true;
}

static struct view without_www(struct view host) {
  if (view_starts_with_any_case(host, "www.")) host = view_slice(host, 4, SIZE_MAX);
  return view_slice(host, 0, view_find_byte(host, ':', 0));
}

/* Words that are the name of a site without what an address begins with: baoangiang.com.vn. In small letters,
 * for programs are called so too (ASP.NET), but for what is Vietnam's. */
static bool is_bare_host(struct view words) {
  static const char *const ends[] = {".vn", ".com", ".net", ".org", ".info", ".edu", ".gov", ".asia"};
  size_t end = 0;
  bool is_small = true;
  while (end < words.length &&
         (ascii_is_alphanumeric(words.data[end]) || strchr("-.", words.data[end]) != NULL)) {
    is_small = is_small && !ascii_is_upper(words.data[end]);
    end++;
  }
  struct view host = view_slice(words, 0, end);
  if (end < words.length && words.data[end] != '/') return false;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (host.length > strlen(ends[i]) + 1 && host.data[0] != '.' && view_ends_with(host, ends[i]))
      return is_small || i == 0;
  return false;
}

bool address_is_other_host(struct view words, struct view address) {
  struct web_address written = web_address_find(words, 0);
  bool is_whole = written.written.data == words.data && written.written.length == words.length;
  if (is_whole ? strcmp(written.scheme, "mailto:") == 0 : !is_bare_host(words)) return false;
  struct view said = without_www(authority_of(behind_scheme(words))),
              led = without_www(authority_of(behind_scheme(address)));
  bool is_within = led.length > said.length && said.length > 0 &&
                   led.data[led.length - said.length - 1] == '.' &&
                   strncasecmp(led.data + led.length - said.length, said.data, said.length) == 0;
  bool is_same = led.length == said.length && strncasecmp(led.data, said.data, said.length) == 0;
  return !is_same && !is_within;
}
