/* kyket-serve: the part that shows the work tree in a browser. One thread answers, watches and reads; reading
 * uses all cores. */
#include "base/memory.h"
#include "command/library_memory.h"
#include "command/part.h"
#include "command/report.h"
#include "parts/serve/server.h"
#include "parts/serve/watcher.h"
#include "publish/folder.h"
#include "register/checks/consistency.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

#define KEPT ".kyket"

struct serving {
  struct options options;
  struct preview preview;
  struct server *server;
  struct watcher *watcher;
  struct cache cache; /* in a folder of its own, which goes with the program */
  char cache_folder[PATH_MAX];
  struct clean_entries clean;
  struct known_files known;
  struct cache photo_cache; /* where builds keep theirs, if there is that: photos take long to make */
  char base_url[48];
  struct view watched[2];
  struct arena arena; /* what is watched */
  int root, signals, socket;
  unsigned port;
};

static void say(const struct serving *serving, struct message sentence) {
  report_sentence(stderr, serving->preview.language, sentence);
}

static bool fail(const struct serving *serving, const char *what) {
  say(serving, sentence_serve_fails(what, strerror(errno)));
  return false;
}

static bool take_port(struct serving *serving) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)serving->options.port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  struct sockaddr *generic = (struct sockaddr *)(void *)&address;
  int yes = 1;
  serving->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (serving->socket < 0 || setsockopt(serving->socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
      bind(serving->socket, generic, length) != 0 || listen(serving->socket, SOMAXCONN) != 0 ||
      getsockname(serving->socket, generic, &length) != 0) {
    say(serving, sentence_port_not_had(serving->options.port, strerror(errno)));
    return false;
  }
  serving->port = ntohs(address.sin_port);
  (void)snprintf(serving->base_url, sizeof serving->base_url, "http://127.0.0.1:%u/", serving->port);
  return true;
}

/* From here on SIGINT and SIGTERM wait to be read. */
static bool take_signals(struct serving *serving) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  (void)signal(SIGPIPE, SIG_IGN);
  if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return fail(serving, "signals");
  serving->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  return serving->signals >= 0 || fail(serving, "signals");
}

static bool make_cache(struct serving *serving) {
  const char *place = getenv("TMPDIR");
  int length = snprintf(serving->cache_folder, sizeof serving->cache_folder, "%s/kyket-serve-XXXXXX",
                        place == NULL || place[0] == '\0' ? "/tmp" : place);
  if (length < 0 || (size_t)length >= sizeof serving->cache_folder)
    errno = ENAMETOOLONG;
  else if (mkdtemp(serving->cache_folder) != NULL) {
    serving->cache = (struct cache){serving->cache_folder, true};
    serving->photo_cache = access(KEPT, W_OK) == 0 ? (struct cache){KEPT, false} : serving->cache;
    return true;
  }
  serving->cache_folder[0] = '\0';
  return fail(serving, "TMPDIR");
}

static void choose_options(struct serving *serving) {
  struct options *options = &serving->options;
  options->base_url = serving->base_url;
  options->source.signs = true;
  options->source.known = &serving->known;
  options->registry.drafts = true;
  options->registry.future = true;
  options->registry.advice = true;
  options->registry.clean = &serving->clean;
  options->registry.cache = &serving->cache;
  options->registry.photos = (struct photo_options){&serving->photo_cache, part_find_photos, false};
}

/* The mistakes, and what it came to. */
static void tell(const struct serving *serving, double seconds) {
  const struct preview *preview = &serving->preview;
  struct diagnostics errors = {0};
  for (size_t i = 0; i < preview->found.count; i++)
    if (preview->found.items[i].severity == SEVERITY_ERROR)
      diagnostics_add_again(&errors, &preview->found.items[i]);
  report_print(stderr, &errors, REPORT_TEXT, preview->language);
  diagnostics_free(&errors);
  size_t entries = preview->shown == NULL ? 0 : registry_count(preview->shown->registry);
  say(serving, sentence_shown((long long)entries, (long long)preview->found.errors,
                              (long long)preview->found.warnings, report_seconds(seconds)));
}

static enum exit_status read_again(struct serving *serving) {
  double begin = stopwatch_clock();
  if (serving->watcher != NULL && !watcher_renew(serving->watcher))
    say(serving, sentence_files_not_watched(strerror(errno)));
  enum exit_status status = preview_read(&serving->preview);
  if (serving->server != NULL) server_tell(serving->server);
  tell(serving, stopwatch_clock() - begin);
  preview_settle(&serving->preview);
  return status;
}

/* As paths of files begin. */
static struct view plain_folder(struct serving *serving, struct view folder) {
  struct buffer plain = {0};
  bool is_inside = source_plain_folder(folder, &plain);
  struct view path = arena_copy(&serving->arena, is_inside ? buffer_view(&plain) : folder);
  buffer_free(&plain);
  return path;
}

/* Before the first reading, so that no save is missed. */
static bool begin_watching(struct serving *serving) {
  struct diagnostics found = {0};
  struct source *source = source_open(&serving->options.source, &found);
  if (source == NULL) report_print(stderr, &found, REPORT_TEXT, serving->preview.language);
  diagnostics_free(&found);
  if (source == NULL) return false;
  serving->root = fcntl(source_folder(source), F_DUPFD_CLOEXEC, 0);
  source_close(source);
  if (serving->root < 0) return fail(serving, "dup");
  serving->watched[0] = plain_folder(serving, view_of(serving->options.registry.content));
  serving->watched[1] = VIEW("themes");
  char *theme = serving->options.theme == NULL ? NULL : realpath(serving->options.theme, NULL);
  if (theme != NULL) serving->watched[1] = arena_copy(&serving->arena, view_of(theme));
  free(theme);
  serving->watcher = watcher_open(serving->root, serving->watched, 2, registry_accepts, &serving->known);
  if (serving->watcher != NULL) return true;
  say(serving, sentence_files_not_watched(strerror(errno)));
  return false;
}

static bool begin_answering(struct serving *serving) {
  serving->server = server_open(serving->socket, serving->port, &serving->preview);
  if (serving->server == NULL) return fail(serving, "libmicrohttpd");
  serving->socket = -1;
  if (printf("%s\n", serving->base_url) > 0 && fflush(stdout) == 0) return true;
  say(serving, sentence_unwritable_output("serve"));
  return false;
}

/* Editors save in several steps, which are over when nothing has happened for some milliseconds; what begins
 * with a file that was there and is whole again is over. */
#define SETTLED 0.010
#define PATIENCE 0.100
/* By then browsers have asked for what they were told of. */
#define ASKED 0.050

/* When the files are to be read again; 0: they need not be. */
struct saves {
  double first, due;
};

static void note_save(struct saves *saves, bool is_over) {
  double now = stopwatch_clock();
  bool is_first = saves->due == 0;
  if (is_first) saves->first = now;
  saves->due = now + SETTLED < saves->first + PATIENCE ? now + SETTLED : saves->first + PATIENCE;
  if (is_first && is_over) saves->due = now;
}

/* Everything is read again later where words can be shown at once. */
static void take_saves(struct serving *serving, struct saves *saves) {
  struct view saved;
  bool is_first = saves->due == 0;
  if (!watcher_take(serving->watcher, &saved)) return;
  bool is_over = is_first && preview_has_file(&serving->preview, saved);
  note_save(saves, is_over);
  if (!is_over || !preview_show_words(&serving->preview, saved)) return;
  server_tell(serving->server);
  saves->due = saves->first + ASKED;
}

static int timeout_of(const struct serving *serving, const struct saves *saves) {
  int timeout = server_timeout(serving->server);
  if (saves->due == 0) return timeout;
  double left = (saves->due - stopwatch_clock()) * 1000 + 0.999;
  int milliseconds = left < 0 ? 0 : (int)left;
  return timeout < 0 || milliseconds < timeout ? milliseconds : timeout;
}

/* Until a signal comes. */
static enum exit_status serve(struct serving *serving) {
  struct saves saves = {0};
  struct pollfd files[] = {{serving->signals, POLLIN, 0},
                           {watcher_file(serving->watcher), POLLIN, 0},
                           {server_file(serving->server), POLLIN, 0}};
  for (;;) {
    if (poll(files, sizeof files / sizeof *files, timeout_of(serving, &saves)) < 0 && errno != EINTR) {
      fail(serving, "poll");
      return EXIT_ENVIRONMENT;
    }
    if (files[0].revents != 0) return EXIT_DONE;
    if (files[1].revents != 0) take_saves(serving, &saves);
    if (saves.due != 0 && stopwatch_clock() >= saves.due) {
      saves.due = 0;
      (void)read_again(serving);
    }
    server_work(serving->server);
  }
}

static void end(struct serving *serving) {
  if (serving->server != NULL) server_close(serving->server);
  watcher_close(serving->watcher);
  preview_close(&serving->preview);
  arena_free(&serving->arena);
  clean_entries_free(&serving->clean);
  known_files_free(&serving->known);
  if (serving->cache_folder[0] != '\0') (void)folder_remove(AT_FDCWD, serving->cache_folder);
  if (serving->socket >= 0) close(serving->socket);
  if (serving->signals >= 0) close(serving->signals);
  if (serving->root >= 0) close(serving->root);
}

int main(int argc, char **argv) {
  memory_use_huge_pages();
  library_memory_use();
  struct serving serving = {.root = -1, .signals = -1, .socket = -1};
  enum exit_status status = options_read(&serving.options, OF_SERVE, argc, argv);
  if (status != EXIT_DONE) return status;
  preview_open(&serving.preview, &serving.options);
  bool good = take_port(&serving) && take_signals(&serving) && make_cache(&serving);
  if (good) choose_options(&serving);
  good = good && begin_watching(&serving);
  if (good) (void)read_again(&serving);
  good = good && begin_answering(&serving);
  status = good ? serve(&serving) : EXIT_ENVIRONMENT;
  end(&serving);
  return status;
}
