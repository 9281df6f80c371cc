#include "register/risky_files.h"

#include "base/path.h"

#include <strings.h>

static bool is(struct view name, const char *word) {
  return name.length == strlen(word) && strncasecmp(name.data, word, name.length) == 0;
}

static bool ends(struct view name, const char *ending) {
  size_t length = strlen(ending);
  return name.length > length && strncasecmp(name.data + name.length - length, ending, length) == 0;
}

static bool ends_with_any(struct view name, const char *const *endings) {
  for (; *endings != NULL; endings++)
    if (ends(name, *endings)) return true;
  return false;
}

static bool is_any(struct view name, const char *const *words) {
  for (; *words != NULL; words++)
    if (is(name, *words)) return true;
  return false;
}

/* What programs leave behind; false: none of it. */
static bool is_junk(struct view path, struct view name, enum phrase *what) {
  static const char *const copies[] = {"~",    ".bak",  ".swp",        ".swo",      ".orig",     ".rej",
                                       ".tmp", ".part", ".crdownload", ".download", ".autosave", NULL};
  static const char *const of_system[] = {"Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r", NULL};
  *what = PHRASE_lock_file;
  if (view_starts_with_any_case(name, "~$") || view_starts_with_any_case(name, "~wrl")) return true;
  *what = PHRASE_system_file;
  if (is_any(name, of_system) || view_find(path, VIEW("__MACOSX/"), 0) != VIEW_NOT_FOUND) return true;
  *what = PHRASE_working_copy;
  return ends_with_any(name, copies);
}

/* What holds keys or passwords; false: nothing of the kind. */
static bool is_secret(struct view name, enum phrase *what) {
  static const char *const keys[] = {"id_rsa",        "id_dsa",      "id_ecdsa", "id_ed25519",
                                     "id_ed25519_sk", "secring.gpg", NULL};
  static const char *const stores[] = {".ppk", ".pfx", ".p12", ".kdbx", ".kdb", ".jks", ".keystore", NULL};
  static const char *const passwords[] = {"credentials.json", "credentials",  "htpasswd",     "passwd",
                                          "shadow",           "netrc",        "pgpass",       "wp-config.php",
                                          "secrets.yml",      "secrets.yaml", "secrets.json", NULL};
  static const char *const data[] = {".sql",    ".sql.gz",  ".sql.zip", ".sql.bz2", ".sql.xz",
                                     ".sqlite", ".sqlite3", ".mdb",     ".dump",    NULL};
  *what = PHRASE_key_file;
  if (is_any(name, keys) || ends_with_any(name, stores)) return true;
  *what = PHRASE_password_file;
  if (is_any(name, passwords) || ((view_starts_with_any_case(name, "client_secret") ||
                                   view_starts_with_any_case(name, "service-account") ||
                                   view_starts_with_any_case(name, "service_account")) &&
                                  ends(name, ".json")))
    return true;
  *what = PHRASE_database_file;
  return ends_with_any(name, data);
}

/* Whether a file of media/ is a page or program: what a browser runs as a part of the site, or a computer. */
static bool is_active(struct view name) {
  static const char *const endings[] = {".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml",
                                        ".js",   ".mjs", ".swf",   ".hta", ".php",   ".exe", ".msi",
                                        ".bat",  ".cmd", ".com",   ".scr", ".vbs",   ".ps1", ".jar",
                                        ".apk",  ".lnk", ".dll",   NULL};
  return ends_with_any(name, endings);
}

static bool has_macros(struct view name) {
  static const char *const endings[] = {".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".pptm", ".ppsm", NULL};
  return ends_with_any(name, endings);
}

bool risky_file_is_secret(struct view name) {
  enum phrase what;
  return is_secret(path_name(name), &what);
}

bool risky_file_report(struct view path, struct view name, struct diagnostics *diagnostics) {
  struct view file = path_name(name);
  bool is_media = view_starts_with(name, "media/");
  enum phrase what;
  struct message message;
  bool is_left_out = is_junk(name, file, &what);
  if (is_left_out)
    message = message_junk_file(what);
  else if (is_secret(file, &what))
    message = message_secret_file(what);
  else if (is_media && is_active(file))
    message = message_active_file(file);
  else if (is_media && has_macros(file))
    message = message_macro_file(file);
  else
    return false;
  diagnostics_add(diagnostics, path, (struct source_location){0}, message);
  return is_left_out;
}

/* The value of a line of robots.txt, without its comment; data NULL: the line has another key. */
static struct view value_of_line(struct view line, const char *key) {
  line = view_slice(line, 0, view_find_byte(line, '#', 0));
  size_t colon = view_find_byte(line, ':', 0);
  if (colon == VIEW_NOT_FOUND || !is(view_trim(view_slice(line, 0, colon)), key))
    return (struct view){NULL, 0};
  struct view value = view_trim(view_slice(line, colon + 1, SIZE_MAX));
  return value.data == NULL ? VIEW("") : value;
}

bool risky_file_refuses_all(struct view robots) {
  struct view line;
  bool is_of_all = false, names = false, refuses = false;
  while (view_next(&robots, '\n', &line)) {
    struct view agent = value_of_line(line, "user-agent"), refused = value_of_line(line, "disallow"),
                allowed = value_of_line(line, "allow");
    if (agent.data != NULL) {
      is_of_all = (names && is_of_all) || view_equal_string(agent, "*");
      names = true;
      continue;
    }
    names = names && refused.data == NULL && allowed.data == NULL;
    refuses = refuses || (is_of_all && (view_equal_string(refused, "/") || view_equal_string(refused, "/*")));
    if (is_of_all && allowed.length > 0) return false;
  }
  return refuses;
}
