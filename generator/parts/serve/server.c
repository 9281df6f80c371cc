#include "parts/serve/server.h"

#include "base/memory.h"
#include "parts/serve/answer.h"
#include "parts/serve/content_type.h"
#include "parts/serve/request_path.h"
#include "site/forms.h"
#include "source/theme_files.h"

#include <strings.h>
#include <sys/socket.h>

/* The script and the style (generator/parts/serve/embedded/). */
extern const struct builtin_file serve_files[];
extern const unsigned serve_file_count;

enum {
  CONNECTIONS_LIMIT = 256,
  CONNECTIONS_KEPT = 128,    /* of more the oldest is cut, so that others can't keep a browser out */
  REQUEST_BYTES = 32 * 1024, /* of a request's head, and what answering it needs */
  IDLE_SECONDS = 10,         /* without a byte from the other side */
  REQUEST_SECONDS = 30,      /* from the end of one request to the end of the next */
  WAIT_SECONDS = 20,         /* that a browser waits for a new generation, and asks again */
};

/* A connection. */
struct visit {
  struct visit *next, *before;
  struct MHD_Connection *connection;
  double begin;      /* of the request, or of the connection */
  bool is_suspended; /* it waits for a new generation */
  bool is_cut;
};

struct server {
  struct MHD_Daemon *daemon;
  struct preview *preview;
  struct visit *visits; /* the newest first */
  size_t visit_count;
  bool is_closing; /* nobody waits any more */
  int file;
  char port[8]; /* ":8000" */
};

static void cut(const struct visit *visit) {
  (void)shutdown(MHD_get_connection_info(visit->connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
                 SHUT_RDWR);
}

/* But for the newest, which has just come. Those that wait are cut where there are no others, and are woken
 * so that the end is noticed. */
static void cut_oldest(const struct server *server) {
  struct visit *oldest = NULL, *waiting = NULL;
  for (struct visit *visit = server->visits->next; visit != NULL; visit = visit->next)
    if (!visit->is_cut) *(visit->is_suspended ? &waiting : &oldest) = visit;
  if (oldest == NULL) oldest = waiting;
  if (oldest == NULL) return;
  oldest->is_cut = true;
  cut(oldest);
  if (oldest->is_suspended) MHD_resume_connection(oldest->connection);
}

static void on_connection(void *context, struct MHD_Connection *connection, void **own,
                          enum MHD_ConnectionNotificationCode code) {
  struct server *server = context;
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    struct visit *visit = memory_allocate(1, sizeof *visit);
    *visit = (struct visit){.next = server->visits, .connection = connection, .begin = stopwatch_clock()};
    if (server->visits != NULL) server->visits->before = visit;
    server->visits = visit;
    *own = visit;
    if (++server->visit_count > CONNECTIONS_KEPT) cut_oldest(server);
    return;
  }
  struct visit *visit = *own;
  if (visit == NULL) return;
  if (visit->before != NULL) visit->before->next = visit->next;
  if (visit->next != NULL) visit->next->before = visit->before;
  if (server->visits == visit) server->visits = visit->next;
  server->visit_count--;
  free(visit);
  *own = NULL;
}

static struct visit *visit_of(struct MHD_Connection *connection) {
  return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **own,
                         enum MHD_RequestTerminationCode code) {
  (void)context, (void)code, (void)own;
  visit_of(connection)->begin = stopwatch_clock();
}

/* Paths and values stay as they were written; request_path.h reads them. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text) {
  (void)context, (void)connection;
  return strlen(text);
}

struct hosts {
  const struct server *server;
  size_t good, others;
};

/* The names that a request may say; the port of HTTP itself is left out by browsers. */
static bool is_own_host(const struct server *server, struct view host) {
  static const char *const names[] = {"127.0.0.1", "localhost"};
  struct view port = view_of(server->port);
  if (view_ends_with(host, server->port))
    host.length -= port.length;
  else if (!view_equal_string(port, ":80"))
    return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (host.length == strlen(names[i]) && strncasecmp(host.data, names[i], host.length) == 0) return true;
  return false;
}

static enum MHD_Result look_at_host(void *context, enum MHD_ValueKind kind, const char *name,
                                    const char *value) {
  struct hosts *hosts = context;
  (void)kind;
  if (strcasecmp(name, MHD_HTTP_HEADER_HOST) != 0) return MHD_YES;
  if (value != NULL && is_own_host(hosts->server, view_of(value)))
    hosts->good++;
  else
    hosts->others++;
  return MHD_YES;
}

static bool is_for_us(const struct server *server, struct MHD_Connection *connection) {
  struct hosts hosts = {.server = server};
  MHD_get_connection_values(connection, MHD_HEADER_KIND, look_at_host, &hosts);
  return hosts.good == 1 && hosts.others == 0;
}

static bool has_body(struct MHD_Connection *connection) {
  const char *length =
      MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
  return (length != NULL && strcmp(length, "0") != 0) ||
         MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL;
}

/* The page at a path as a browser shows it: of a folder its index. */
static const struct website_file *find_page(const struct preview *preview, struct view path) {
  struct buffer name = {0};
  buffer_add(&name, path);
  if (path.length == 0 || path.data[path.length - 1] == '/') buffer_add_string(&name, "index.html");
  const struct website_file *file = preview_find(preview, buffer_view(&name));
  buffer_free(&name);
  return file;
}

static enum MHD_Result answer_embedded(struct MHD_Connection *connection, struct view name) {
  for (unsigned i = 0; i < serve_file_count; i++)
    if (view_equal_string(name, serve_files[i].name))
      return answer_bytes(connection, MHD_HTTP_OK, content_type_of(name),
                          view_between(serve_files[i].begin, serve_files[i].end));
  return answer_words(connection, MHD_HTTP_NOT_FOUND, "404\n");
}

static const char *query_of(struct MHD_Connection *connection, const char *name) {
  return MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
}

/* Where the browser knows the newest generation, it waits for the next. */
static enum MHD_Result answer_state(struct server *server, struct MHD_Connection *connection) {
  const char *page = query_of(connection, "page"), *known = query_of(connection, "generation");
  struct buffer written = {0}, path = {0}, json = {0};
  char newest[24];
  (void)snprintf(newest, sizeof newest, "%llu", (unsigned long long)server->preview->generation);
  struct visit *visit = visit_of(connection);
  double now = stopwatch_clock();
  if (!server->is_closing && !visit->is_cut && known != NULL && strcmp(known, newest) == 0 &&
      now - visit->begin < WAIT_SECONDS) {
    visit->is_suspended = true;
    MHD_suspend_connection(connection);
    return MHD_YES;
  }
  bool good = page != NULL && request_value_read(view_of(page), &written) &&
              request_path_read(buffer_view(&written), &path);
  const struct website_file *file = good ? find_page(server->preview, buffer_view(&path)) : NULL;
  if (file == NULL) file = preview_find(server->preview, VIEW("404.html"));
  preview_describe(server->preview, file, &json);
  enum MHD_Result result = answer_bytes(connection, MHD_HTTP_OK, "application/json", buffer_view(&json));
  buffer_free(&written);
  buffer_free(&path);
  buffer_free(&json);
  return result;
}

/* The site's own files know nothing of the preview; it comes in on the way. */
static void add_live(const struct preview *preview, struct view page, struct buffer *bytes) {
  buffer_format(
      bytes,
      "<link rel=\"stylesheet\" href=\"/.kyket-serve/live.css\">"
      "<script src=\"/.kyket-serve/live.js\" data-page=\"%016llx\" data-look=\"%016llx\" defer></script>",
      (unsigned long long)preview_digest(preview, page), (unsigned long long)preview_look(preview));
}

static void add_live_page(const struct preview *preview, struct view page, struct buffer *bytes) {
  size_t at = view_find(page, VIEW("</head>"), 0);
  if (at > page.length) at = page.length;
  buffer_add(bytes, view_slice(page, 0, at));
  add_live(preview, page, bytes);
  buffer_add(bytes, view_slice(page, at, SIZE_MAX));
}

static enum MHD_Result answer_site_file(struct server *server, struct MHD_Connection *connection,
                                        const struct website_file *file, unsigned status) {
  const char *type = content_type_of(file->path);
  const struct source_file *on_disk = website_source(file);
  if (on_disk != NULL) {
    size_t size;
    int opened = source_open_file(server->preview->shown->source, on_disk, &size);
    return opened < 0 ? answer_words(connection, MHD_HTTP_NOT_FOUND, "404\n")
                      : answer_file(connection, type, opened, size);
  }
  struct buffer bytes = {0}, page = {0};
  bool good = preview_write(server->preview, file, &bytes);
  if (view_ends_with(file->path, ".html"))
    add_live_page(server->preview, buffer_view(&bytes), &page);
  else
    buffer_add(&page, buffer_view(&bytes));
  enum MHD_Result result =
      answer_bytes(connection, good ? status : MHD_HTTP_INTERNAL_SERVER_ERROR, type, buffer_view(&page));
  buffer_free(&bytes);
  buffer_free(&page);
  return result;
}

/* Until there is a state without mistakes. */
static enum MHD_Result answer_empty_page(const struct preview *preview, struct MHD_Connection *connection) {
  struct buffer page = {0};
  add_live_page(preview,
                VIEW("<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
                     "<meta name=\"viewport\" content=\"width=device-width\"><title>kyket serve</title>"
                     "</head><body></body></html>\n"),
                &page);
  enum MHD_Result result =
      answer_bytes(connection, MHD_HTTP_SERVICE_UNAVAILABLE, "text/html; charset=utf-8", buffer_view(&page));
  buffer_free(&page);
  return result;
}

/* The forms, which change the files on disk, whatever the site's own will do. */
static enum MHD_Result answer_form_file(struct server *server, struct MHD_Connection *connection,
                                        struct view path) {
  struct view name = view_slice(path, strlen(FORMS_FOLDER), SIZE_MAX);
  if (name.length == 0) name = VIEW("index.html");
  struct buffer made = {0};
  struct view bytes = forms_file(name);
  if (view_equal_string(name, FORMS_CONFIG))
    preview_write_forms_config(server->preview, &made);
  else if (view_equal_string(name, "index.html"))
    forms_write_page(&made, view_of(server->preview->language->tag), NULL);
  if (made.length > 0) bytes = buffer_view(&made);
  enum MHD_Result result = bytes.data == NULL ? answer_words(connection, MHD_HTTP_NOT_FOUND, "404\n")
                                              : answer_own_page(connection, content_type_of(name), bytes);
  buffer_free(&made);
  return result;
}

static enum MHD_Result answer_path(struct server *server, struct MHD_Connection *connection,
                                   struct view path) {
  if (view_equal_string(path, "admin")) return answer_elsewhere(connection, "/" FORMS_FOLDER);
  if (view_starts_with(path, FORMS_FOLDER)) return answer_form_file(server, connection, path);
  if (view_equal_string(path, ".kyket-serve/state")) return answer_state(server, connection);
  if (view_starts_with(path, ".kyket-serve/"))
    return answer_embedded(connection, view_slice(path, strlen(".kyket-serve/"), SIZE_MAX));
  if (server->preview->shown == NULL) return answer_empty_page(server->preview, connection);
  const struct website_file *file = find_page(server->preview, path);
  if (file != NULL) return answer_site_file(server, connection, file, MHD_HTTP_OK);
  struct buffer folder = {0};
  buffer_format(&folder, "%.*s/index.html", VIEW_FORMAT(path));
  bool is_folder = preview_find(server->preview, buffer_view(&folder)) != NULL;
  buffer_clear(&folder);
  buffer_add_byte(&folder, '/');
  buffer_add_path(&folder, path);
  buffer_add_string(&folder, "/");
  buffer_add_byte(&folder, '\0');
  enum MHD_Result result;
  const struct website_file *missing = preview_find(server->preview, VIEW("404.html"));
  if (is_folder)
    result = answer_elsewhere(connection, folder.data);
  else if (missing != NULL)
    result = answer_site_file(server, connection, missing, MHD_HTTP_NOT_FOUND);
  else
    result = answer_words(connection, MHD_HTTP_NOT_FOUND, "404\n");
  buffer_free(&folder);
  return result;
}

/* Refuses a request for its head; 0: it is none to be refused. */
static unsigned refusal_of(const struct server *server, struct MHD_Connection *connection, const char *method,
                           const char **words) {
  if (!is_for_us(server, connection)) {
    *words = "403: this server answers 127.0.0.1 and localhost alone\n";
    return MHD_HTTP_FORBIDDEN;
  }
  if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0) {
    *words = "405: GET and HEAD alone\n";
    return MHD_HTTP_METHOD_NOT_ALLOWED;
  }
  *words = "413: no body is read\n";
  return has_body(connection) ? MHD_HTTP_CONTENT_TOO_LARGE : 0;
}

/* Called for a request's head, behind which an answer closes the connection, then when the request is whole,
 * and again when it has waited. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **own) {
  struct server *server = context;
  const char *words;
  (void)version, (void)upload;
  if (*own == NULL) {
    unsigned refusal = refusal_of(server, connection, method, &words);
    *own = server;
    return refusal == 0 ? MHD_YES : answer_words(connection, refusal, words);
  }
  if (*upload_size > 0) return MHD_NO;
  visit_of(connection)->is_suspended = false;
  struct buffer path = {0};
  enum MHD_Result result = request_path_read(view_of(url), &path)
                               ? answer_path(server, connection, buffer_view(&path))
                               : answer_words(connection, MHD_HTTP_BAD_REQUEST, "400: no path of the site\n");
  buffer_free(&path);
  return result;
}

struct server *server_open(int socket, unsigned port, struct preview *preview) {
  struct server *server = memory_allocate(1, sizeof *server);
  *server = (struct server){.preview = preview, .file = -1};
  (void)snprintf(server->port, sizeof server->port, ":%u", port & 0xffffU);
  server->daemon = MHD_start_daemon(
      MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET,
      socket, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_LIMIT, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      (size_t)REQUEST_BYTES, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
      MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
      MHD_OPTION_END);
  const union MHD_DaemonInfo *info =
      server->daemon == NULL ? NULL : MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
  if (info != NULL) {
    server->file = info->epoll_fd;
    return server;
  }
  server_close(server);
  return NULL;
}

void server_tell(struct server *server) {
  for (struct visit *visit = server->visits; visit != NULL; visit = visit->next)
    if (visit->is_suspended) MHD_resume_connection(visit->connection);
  MHD_run(server->daemon);
}

void server_close(struct server *server) {
  if (server->daemon != NULL) {
    server->is_closing = true;
    server_tell(server);
    MHD_stop_daemon(server->daemon);
  }
  free(server);
}

int server_file(const struct server *server) {
  return server->file;
}

enum { LOOK_MILLISECONDS = 1000 }; /* after connections that take too long */

int server_timeout(const struct server *server) {
  MHD_UNSIGNED_LONG_LONG milliseconds;
  int limit = server->visits == NULL ? -1 : LOOK_MILLISECONDS;
  if (MHD_get_timeout(server->daemon, &milliseconds) != MHD_YES || limit < 0) return limit;
  return milliseconds < (unsigned)limit ? (int)milliseconds : limit;
}

/* Cuts what takes too long; those that wait get their answer. */
static void look_after(struct server *server) {
  double now = stopwatch_clock();
  for (struct visit *visit = server->visits; visit != NULL; visit = visit->next) {
    double seconds = now - visit->begin;
    if (visit->is_suspended && seconds >= WAIT_SECONDS) {
      MHD_resume_connection(visit->connection);
    } else if (seconds >= REQUEST_SECONDS) {
      cut(visit);
    }
  }
}

void server_work(struct server *server) {
  look_after(server);
  MHD_run(server->daemon);
}
