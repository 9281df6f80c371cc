#include "parse/body/links.h"

#include "base/ascii.h"
#include "base/control_characters.h"
#include "base/network.h"
#include "schema/records.h"
#include "text/suggestion.h"
#include "text/unicode.h"
#include "text/web_address.h"

#include <strings.h>

static const char *const entry_schemes[] = {ENTRY_SCHEME_NAMES, "media"};

/* With the schemes there are. */
static struct message link_of_unknown_kind(struct view address) {
  return message_link_of_unknown_kind(address, ENTRY_SCHEME_LIST);
}

struct view body_link_decode(struct arena *arena, struct view text) {
  if (view_find_byte(text, '%', 0) == VIEW_NOT_FOUND) return text;
  char *copy = arena_allocate(arena, text.length);
  size_t length = 0;
  for (size_t i = 0; i < text.length; i++) {
    int byte = view_coded_byte(text, i);
    copy[length++] = byte >= 0 ? (char)byte : text.data[i];
    if (byte >= 0) i += 2;
  }
  return (struct view){copy, length};
}

static bool is_scheme_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         byte == '+' || byte == '-' || byte == '.';
}

/* What stands before the first colon, unless a / ? or # comes first; data NULL when there is no such colon.
 */
static struct view before_colon(struct view text) {
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == ':') return view_slice(text, 0, i);
    if (strchr("/?#", text.data[i]) != NULL && text.data[i] != '\0') break;
  }
  return (struct view){NULL, 0};
}

static bool is_scheme(struct view text) {
  for (size_t i = 0; i < text.length; i++)
    if (!is_scheme_byte(text.data[i])) return false;
  return text.length > 0;
}

static bool has_control(struct view text) {
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.data[i] < ' ') return true;
  return text_find_control(text, 0) < text.length;
}

static bool equal_case(struct view text, const char *name) {
  return text.length == strlen(name) && strncasecmp(text.data, name, text.length) == 0;
}

static struct body_target refuse(say_of_address *fault) {
  return (struct body_target){.kind = BODY_TARGET_REFUSED, .fault = fault};
}

/* Cuts #… off the end. */
static struct view cut_fragment(struct view *text) {
  size_t hash = view_find_byte(*text, '#', 0);
  if (hash == VIEW_NOT_FOUND) return (struct view){NULL, 0};
  struct view fragment = view_slice(*text, hash, SIZE_MAX);
  *text = view_slice(*text, 0, hash);
  return fragment;
}

/* Joins a folder and a relative path; false when it leaves the root. */
static bool resolve_path(struct arena *arena, struct view folder, struct view path, struct view *resolved) {
  char *out = arena_allocate(arena, folder.length + path.length + 2);
  size_t length = 0;
  struct view parts[] = {folder, path};
  for (size_t i = 0; i < 2; i++) {
    struct view rest = parts[i], part;
    while (view_next(&rest, '/', &part)) {
      if (part.length == 0 || view_equal_string(part, ".")) continue;
      if (view_equal_string(part, "..")) {
        if (length == 0) return false;
        while (length > 0 && out[--length] != '/')
          continue;
        continue;
      }
      if (length > 0) out[length++] = '/';
      memcpy(out + length, part.data, part.length);
      length += part.length;
    }
  }
  *resolved = (struct view){out, length};
  return true;
}

static struct view folder_of(struct view file) {
  size_t length = file.length;
  while (length > 0 && file.data[length - 1] != '/')
    length--;
  return view_slice(file, 0, length);
}

/* A name in the repository, percent-decoded: no controls, no \, valid. */
static bool decode_name(struct arena *arena, struct view text, struct view *name) {
  *name = body_link_decode(arena, text);
  return !has_control(*name) && view_find_byte(*name, '\\', 0) == VIEW_NOT_FOUND && text_is_utf8(*name, NULL);
}

/* An address that is typed as in a running text, without what a link needs before it. */
static bool lacks_scheme(struct view path, struct web_address *found) {
  *found = web_address_find(path, 0);
  return found->written.data == path.data && found->written.length == path.length && found->scheme[0] != '\0';
}

static struct body_target target_of_path(struct arena *arena, struct view path, struct view file) {
  struct web_address address;
  if (lacks_scheme(path, &address))
    return refuse(strcmp(address.scheme, "mailto:") == 0 ? message_link_without_mailto
                                                         : message_link_without_https);
  struct body_target result = {.kind = BODY_TARGET_LINK, .fragment = cut_fragment(&path)};
  struct view name;
  if (!decode_name(arena, path, &name) || !view_ends_with(name, ".md"))
    return refuse(message_link_to_no_entry);
  if (!resolve_path(arena, folder_of(file), name, &result.target))
    return refuse(message_link_out_of_repository);
  return result;
}

static struct body_target target_of_entry(struct arena *arena, const char *scheme, struct view rest) {
  struct body_target result = {.kind = BODY_TARGET_LINK, .scheme = scheme, .fragment = cut_fragment(&rest)};
  if (!decode_name(arena, rest, &result.target)) return refuse(message_link_to_no_name);
  if (strcmp(scheme, "media") != 0) return result;
  struct view resolved;
  if (!resolve_path(arena, (struct view){NULL, 0}, result.target, &resolved) ||
      view_starts_with(result.target, "/"))
    return refuse(message_link_out_of_media);
  result.target = resolved;
  return result;
}

/* The host of a web address behind its two slashes, without a user's name before it and a port behind it. */
static struct view host_of(struct view rest) {
  size_t end = 0;
  while (end < rest.length && !(rest.data[end] != '\0' && strchr("/\\?#", rest.data[end]) != NULL))
    end++;
  struct view host = view_slice(rest, 0, end);
  for (size_t at; (at = view_find_byte(host, '@', 0)) != VIEW_NOT_FOUND;)
    host = view_slice(host, at + 1, SIZE_MAX);
  size_t bracket = view_starts_with(host, "[") ? view_find_byte(host, ']', 0) : VIEW_NOT_FOUND;
  size_t port = view_find_byte(host, ':', bracket == VIEW_NOT_FOUND ? 0 : bracket);
  return view_slice(host, 0, port);
}

/* Whether no server can have the name: it has signs that no name has, or dots with nothing between them. */
static bool is_odd_host(struct view host) {
  if (host.length == 0 || host.data[0] == '.' || view_find(host, VIEW(".."), 0) != VIEW_NOT_FOUND)
    return true;
  for (size_t i = 0; i < host.length; i++)
    if (host.data[i] == '\0' || strchr(" ,;'\"()<>|!*", host.data[i]) != NULL) return true;
  return false;
}

/* Why a link to this host is told; NULL: it is good. A scheme stands in the place of the host where it was
 * typed twice. */
static say_of_address *fault_of_host(struct view host) {
  if (equal_case(host, "http") || equal_case(host, "https")) return message_link_without_site;
  if (is_odd_host(host)) return message_link_to_odd_site;
  return network_is_private_host(host) ? message_link_to_own_machine : NULL;
}

/* Whether it has the form of a mail address: one @ with something before it, and a host with a dot behind it.
 */
static bool is_mail_address(struct view text) {
  size_t at = view_find_byte(text, '@', 0);
  if (at == 0 || at == VIEW_NOT_FOUND) return false;
  for (size_t i = 0; i < text.length; i++)
    if (ascii_is_space(text.data[i]) || strchr("<>\"(),;:", text.data[i]) != NULL) return false;
  struct view host = view_slice(text, at + 1, SIZE_MAX);
  size_t dot = view_find_byte(host, '.', 0);
  return dot != VIEW_NOT_FOUND && dot > 0 && !is_odd_host(host) &&
         view_find_byte(host, '@', 0) == VIEW_NOT_FOUND && !view_ends_with(host, ".");
}

/* Whether what follows mailto: is the address of a person or office, or several with commas. */
static bool is_mail(struct view rest) {
  struct view people = view_slice(rest, 0, view_find_byte(rest, '?', 0)), one;
  if (people.length == 0) return rest.length > 0; /* whom to, is asked */
  while (view_next(&people, ',', &one))
    if (!is_mail_address(view_trim(one))) return false;
  return true;
}

/* Whether there is something to dial behind tel:. */
static bool is_telephone(struct view rest) {
  size_t digits = 0;
  for (size_t i = 0; i < rest.length && rest.data[i] != ';'; i++) {
    digits += ascii_is_digit(rest.data[i]);
    if (!ascii_is_digit(rest.data[i]) && strchr("+-.() *#%", rest.data[i]) == NULL) return false;
  }
  return digits > 1;
}

static struct body_target target_of_scheme(struct arena *arena, struct view scheme, struct view destination) {
  struct view rest = view_slice(destination, scheme.length + 1, SIZE_MAX);
  if (equal_case(scheme, "http") || equal_case(scheme, "https")) {
    if (!view_starts_with(rest, "//") || rest.length < 3 || strchr("/\\?#", rest.data[2]) != NULL)
      return refuse(message_link_without_site);
    say_of_address *fault = fault_of_host(host_of(view_slice(rest, 2, SIZE_MAX)));
    bool refused = fault != NULL && fault != message_link_to_own_machine;
    return (struct body_target){.kind = refused ? BODY_TARGET_REFUSED : BODY_TARGET_EXTERNAL, .fault = fault};
  }
  if (equal_case(scheme, "mailto"))
    return is_mail(rest) ? (struct body_target){.kind = BODY_TARGET_OTHER} : refuse(message_link_to_no_mail);
  if (equal_case(scheme, "tel"))
    return is_telephone(rest) ? (struct body_target){.kind = BODY_TARGET_OTHER}
                              : refuse(message_link_to_no_telephone);
  for (size_t i = 0; i < sizeof entry_schemes / sizeof *entry_schemes; i++)
    if (equal_case(scheme, entry_schemes[i])) return target_of_entry(arena, entry_schemes[i], rest);
  return refuse(link_of_unknown_kind);
}

/* Whether a scheme is hidden: by encoding, or by characters that a browser skips. */
static bool hides_scheme(struct arena *arena, struct view destination) {
  struct view decoded = destination;
  for (int i = 0; i < 3; i++)
    decoded = body_link_decode(arena, decoded);
  return before_colon(decoded).data != NULL;
}

static struct body_target target_of(struct arena *arena, struct view destination, struct view file) {
  if (destination.length == 0) return refuse(message_link_is_empty);
  if (has_control(destination)) return refuse(message_link_with_control);
  struct view scheme = before_colon(destination);
  if (scheme.data != NULL)
    return is_scheme(scheme) ? target_of_scheme(arena, scheme, destination) : refuse(link_of_unknown_kind);
  if (destination.data[0] == '#')
    return (struct body_target){.kind = BODY_TARGET_ANCHOR, .fragment = destination};
  if (hides_scheme(arena, destination)) return refuse(link_of_unknown_kind);
  if (destination.data[0] != '/') return target_of_path(arena, destination, file);
  if (destination.length > 1 && strchr("/\\", destination.data[1]) != NULL)
    return refuse(message_link_without_scheme);
  struct body_target result = {
      .kind = BODY_TARGET_LINK, .scheme = "site", .fragment = cut_fragment(&destination)};
  result.target = destination;
  return result;
}

struct body_target body_link_resolve(struct arena *arena, struct view destination, struct view file,
                                     bool image) {
  struct body_target result = target_of(arena, destination, file);
  if (!image || result.kind == BODY_TARGET_REFUSED || result.kind == BODY_TARGET_EXTERNAL) return result;
  bool picture = result.kind == BODY_TARGET_LINK && result.scheme != NULL &&
                 (strcmp(result.scheme, "media") == 0 || strcmp(result.scheme, "site") == 0);
  return picture ? result : refuse(message_link_is_no_picture);
}

static size_t behind_scheme(struct view address) {
  static const char *const schemes[] = {"https://", "http://"};
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t length = strlen(schemes[i]);
    if (address.length > length && strncasecmp(address.data, schemes[i], length) == 0) return length;
  }
  return address.length;
}

struct view body_link_below(struct view home, struct view address) {
  static const struct view elsewhere = {NULL, 0};
  home = view_slice(home, behind_scheme(home), SIZE_MAX);
  address = view_slice(address, behind_scheme(address), SIZE_MAX);
  while (view_ends_with(home, "/"))
    home.length--;
  size_t host = view_find_byte(home, '/', 0);
  if (host == VIEW_NOT_FOUND) host = home.length;
  if (home.length == 0 || address.length < home.length || strncasecmp(address.data, home.data, host) != 0 ||
      memcmp(address.data + host, home.data + host, home.length - host) != 0)
    return elsewhere;
  struct view rest = view_slice(address, home.length, SIZE_MAX);
  if (rest.length == 0) return rest;
  return strchr("/?#", rest.data[0]) == NULL ? elsewhere : rest;
}

bool body_link_is_harmless(struct arena *arena, struct view destination) {
  static const char *const harmful[] = {"javascript", "vbscript", "file", "data"};
  struct view decoded = body_link_decode(arena, destination);
  char *kept = arena_allocate(arena, decoded.length + 1);
  size_t length = 0;
  for (size_t i = 0; i < decoded.length; i++)
    if ((unsigned char)decoded.data[i] > ' ' && decoded.data[i] != 0x7f) kept[length++] = decoded.data[i];
  struct view scheme = before_colon((struct view){kept, length});
  for (size_t i = 0; i < sizeof harmful / sizeof *harmful; i++)
    if (equal_case(scheme, harmful[i])) return false;
  return true;
}

static bool is_address_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         (byte != '\0' && strchr("-_.+!*(),%#@?=;:/$~", byte) != NULL);
}

void body_link_add_address(struct buffer *buffer, struct view address) {
  for (size_t i = 0; i < address.length; i++) {
    char byte = address.data[i];
    if (is_address_byte(byte))
      buffer_add_byte(buffer, byte);
    else if (byte == '&')
      buffer_add_string(buffer, "&amp;");
    else if (byte == '\'')
      buffer_add_string(buffer, "&#x27;");
    else
      buffer_format(buffer, "%%%02X", (unsigned char)byte);
  }
}

/* The scheme of links whose name, or that of the kind in Vietnamese, is nearest to what was written. */
static struct view scheme_meant(struct arena *arena, struct view written) {
  struct suggestion suggestion = {.written = text_slug(arena, written)};
  for (size_t kind = 0; kind < ENTRY_KINDS; kind++) {
    if (entry_types[kind]->scheme == NULL) continue;
    struct view scheme = view_of(entry_types[kind]->scheme);
    suggestion_offer(&suggestion, scheme, scheme);
    suggestion_offer(&suggestion, text_slug(arena, view_of(entry_types[kind]->label)), scheme);
  }
  static const char *const others[] = {"mailto", "media", "tel"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    suggestion_offer(&suggestion, view_of(others[i]), view_of(others[i]));
  return suggestion.best;
}

bool body_link_meant(struct buffer *buffer, struct view destination) {
  if (web_address_meant(buffer, destination)) return true;
  struct view scheme = before_colon(destination), rest = view_slice(destination, scheme.length + 1, SIZE_MAX);
  if (scheme.length == 0 || rest.length == 0 || rest.data[0] == '/') return false;
  struct arena scratch = {0};
  struct view meant = scheme_meant(&scratch, scheme);
  bool is_other = meant.data != NULL && !view_equal(meant, scheme);
  if (is_other) buffer_format(buffer, "%.*s:%.*s", VIEW_FORMAT(meant), VIEW_FORMAT(rest));
  arena_free(&scratch);
  return is_other;
}
