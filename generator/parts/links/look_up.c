#include "parts/links/look_up.h"

#include "base/memory.h"
#include "base/network.h"
#include "base/stopwatch.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <unistd.h>

/* A link on its way to an answer. */
struct request {
  struct request *next; /* that waits for the same host */
  struct external_link *link;
  struct view url; /* where its redirects have led; ends with a zero */
  unsigned redirects;
  bool is_permanent; /* all of its redirects were */
  bool asks_for_page;
  long milliseconds; /* that it has taken */
};

struct host {
  struct host *next; /* that is ready */
  struct request *first, *last;
  bool is_asked;
  /* How often in a row what begins with `origin` (a scheme and this host) could not be reached, and why. */
  struct view origin;
  enum phrase failure;
  unsigned failures;
};

/* What works on one request after the other. */
struct transfer {
  CURL *handle;
  struct request *request; /* NULL: none */
  struct host *host;
  bool met_private;
};

struct looking {
  struct external_links *links;
  CURLM *multi;
  struct transfer transfers[LINK_HOSTS];
  struct map hosts;          /* name -> struct host */
  struct host *first, *last; /* ready: something waits for them and they are not being asked */
  struct link_limits limits;
  bool private_too;
};

static bool is_private(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    struct sockaddr_in four;
    memcpy(&four, address, sizeof four);
    return network_is_private_ipv4(ntohl(four.sin_addr.s_addr));
  }
  if (address->sa_family != AF_INET6) return true;
  struct sockaddr_in6 six;
  memcpy(&six, address, sizeof six);
  return network_is_private_ipv6(six.sin6_addr.s6_addr);
}

/* Refuses by the address that a name has come to, so no redirect and no name leads inside. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  struct transfer *transfer = context;
  (void)purpose;
  if (is_private(&address->addr)) {
    transfer->met_private = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Of a page nothing is read. */
static size_t refuse_body(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes, (void)size, (void)count, (void)context;
  return 0;
}

/* Whether the environment sends what is asked for at this address through a proxy. */
static bool has_proxy(struct view url) {
  static const char *const names[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
  bool is_secure = view_starts_with(url, "https:");
  for (size_t i = is_secure ? 1 : 0; i < sizeof names / sizeof *names; i++) {
    if (!is_secure && (i == 1 || i == 2)) continue;
    const char *value = getenv(names[i]);
    if (value != NULL && value[0] != '\0') return true;
  }
  return false;
}

static void make_ready(struct looking *looking, struct host *host) {
  host->next = NULL;
  if (looking->last == NULL)
    looking->first = host;
  else
    looking->last->next = host;
  looking->last = host;
}

static struct host *host_of(struct looking *looking, struct view url) {
  void **slot = map_slot(&looking->hosts, link_host(&looking->links->arena, url));
  if (*slot == NULL) *slot = arena_allocate(&looking->links->arena, sizeof(struct host));
  return *slot;
}

/* Lets the request wait for the host that its address names now. */
static void wait_for_host(struct looking *looking, struct request *request) {
  struct host *host = host_of(looking, request->url);
  bool was_idle = host->first == NULL && !host->is_asked;
  request->next = NULL;
  if (host->first == NULL)
    host->first = request;
  else
    host->last->next = request;
  host->last = request;
  if (was_idle) make_ready(looking, host);
}

static void ask(struct looking *looking, struct transfer *transfer) {
  CURL *handle = transfer->handle;
  const struct request *request = transfer->request;
  transfer->met_private = false;
  curl_easy_reset(handle);
  curl_easy_setopt(handle, CURLOPT_URL, request->url.data);
  curl_easy_setopt(handle, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt(handle, CURLOPT_NOBODY, request->asks_for_page ? 0L : 1L);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, refuse_body);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "kyket/" KYKET_VERSION " (link check)");
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, looking->limits.link_seconds * 1000 - request->milliseconds);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  if (has_proxy(request->url)) {
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
  } else if (!looking->private_too) {
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, transfer);
  }
  curl_multi_add_handle(looking->multi, handle);
}

/* Whether so many requests in a row failed at the origin that the next one is not worth the wait. */
static bool is_unreachable(const struct host *host, struct view url) {
  return host->failures >= LINK_FAILURES && url.length > host->origin.length &&
         view_equal(view_slice(url, 0, host->origin.length), host->origin);
}

/* Begins with what waits for the next host that is ready. False: there is nothing. */
static bool begin_next(struct looking *looking, struct transfer *transfer) {
  while (looking->first != NULL) {
    struct host *host = looking->first;
    looking->first = host->next;
    if (looking->first == NULL) looking->last = NULL;
    struct request *request = host->first;
    while (request != NULL && is_unreachable(host, request->url)) {
      request->link->answer = (struct answer){.kind = ANSWER_FAILURE, .failure = host->failure};
      request = request->next;
    }
    host->first = request;
    if (request == NULL) continue;
    host->first = request->next;
    host->is_asked = true;
    transfer->host = host;
    transfer->request = request;
    ask(looking, transfer);
    return true;
  }
  return false;
}

/* Leaves the host to what waits for it. */
static struct request *leave_host(struct looking *looking, struct transfer *transfer) {
  struct request *request = transfer->request;
  transfer->request = NULL;
  transfer->host->is_asked = false;
  if (transfer->host->first != NULL) make_ready(looking, transfer->host);
  return request;
}

static enum phrase failure_of(CURLcode code) {
  switch (code) {
  case CURLE_COULDNT_RESOLVE_HOST:
    return PHRASE_link_unknown_host;
  case CURLE_COULDNT_CONNECT:
    return PHRASE_link_refused;
  case CURLE_OPERATION_TIMEDOUT:
    return PHRASE_link_timed_out;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CONNECT_ERROR:
    return PHRASE_link_bad_certificate;
  default:
    return PHRASE_link_no_answer;
  }
}

/* Answers by which a server keeps programs out, or says that it can't tell now: then nothing is known. */
static bool says_nothing(long status) {
  static const long statuses[] = {401, 403, 405, 406, 429, 451, 503, 999};
  for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
    if (statuses[i] == status) return true;
  return false;
}

static size_t path_of(struct view url) {
  size_t path = view_find_byte(url, '/', view_find(url, VIEW("//"), 0) + 2);
  return path == VIEW_NOT_FOUND ? url.length : path;
}

/* Many sites send a reader to their front page where the page that was asked for is gone. */
static bool leads_to_front_page(struct view asked, struct view reached) {
  struct view from = view_slice(asked, path_of(asked), SIZE_MAX);
  struct view to = view_slice(reached, path_of(reached), SIZE_MAX);
  return to.length <= 1 && view_find_byte(view_slice(from, 1, SIZE_MAX), '/', 0) != VIEW_NOT_FOUND;
}

/* What an answer means that leads no further. */
static struct answer answer_of(struct looking *looking, const struct transfer *transfer, CURLcode code,
                               long status) {
  const struct request *request = transfer->request;
  if (status == 0 && transfer->met_private) return (struct answer){.kind = ANSWER_PRIVATE};
  if (status == 0) return (struct answer){.kind = ANSWER_FAILURE, .failure = failure_of(code)};
  if (status >= 400 && !says_nothing(status)) return (struct answer){.kind = ANSWER_STATUS, .status = status};
  if (request->redirects > 0 && leads_to_front_page(request->link->url, request->url))
    return (struct answer){.kind = ANSWER_FAILURE, .failure = PHRASE_link_front_page};
  if (request->redirects == 0 || !request->is_permanent || status >= 300)
    return (struct answer){.kind = ANSWER_GOOD};
  return (struct answer){.kind = ANSWER_MOVED, .target = arena_copy(&looking->links->arena, request->url)};
}

static void count_failures(struct host *host, struct view url, CURLcode code, long status) {
  size_t origin = path_of(url);
  if (status != 0 || !view_equal(host->origin, view_slice(url, 0, origin))) host->failures = 0;
  if (status != 0) return;
  host->origin = view_slice(url, 0, origin);
  host->failure = failure_of(code);
  host->failures += code == CURLE_OPERATION_TIMEDOUT || code == CURLE_COULDNT_CONNECT ? 1 : 0;
  if (code == CURLE_COULDNT_RESOLVE_HOST) host->failures = LINK_FAILURES;
}

static void follow(struct looking *looking, struct transfer *transfer, struct view next, long status) {
  struct request *request = leave_host(looking, transfer);
  if (request->redirects++ == LINK_REDIRECTS) {
    request->link->answer = (struct answer){.kind = ANSWER_FAILURE, .failure = PHRASE_link_many_redirects};
    return;
  }
  request->is_permanent = request->is_permanent && (status == 301 || status == 308);
  request->url = next;
  request->asks_for_page = false;
  wait_for_host(looking, request);
}

/* Some servers refuse a request for the head, or mistake it. */
static bool should_ask_for_page(const struct transfer *transfer, CURLcode code, long status) {
  if (transfer->request->asks_for_page || transfer->met_private) return false;
  return status >= 400 || (status == 0 && code != CURLE_COULDNT_RESOLVE_HOST &&
                           code != CURLE_COULDNT_CONNECT && code != CURLE_OPERATION_TIMEDOUT);
}

static bool has_time(const struct looking *looking, const struct request *request) {
  return request->milliseconds < looking->limits.link_seconds * 1000;
}

static void take_answer(struct looking *looking, struct transfer *transfer, CURLcode code) {
  long status = 0;
  char *target = NULL;
  curl_off_t microseconds = 0;
  curl_easy_getinfo(transfer->handle, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(transfer->handle, CURLINFO_REDIRECT_URL, &target);
  curl_easy_getinfo(transfer->handle, CURLINFO_TOTAL_TIME_T, &microseconds);
  struct view next =
      target == NULL ? (struct view){NULL, 0} : arena_copy(&looking->links->arena, view_of(target));
  curl_multi_remove_handle(looking->multi, transfer->handle);
  transfer->request->milliseconds += (long)(microseconds / 1000);
  count_failures(transfer->host, transfer->request->url, code, status);
  if (next.data != NULL && has_time(looking, transfer->request)) {
    follow(looking, transfer, next, status);
  } else if (should_ask_for_page(transfer, code, status) && has_time(looking, transfer->request)) {
    transfer->request->asks_for_page = true;
    ask(looking, transfer);
  } else {
    struct answer answer = answer_of(looking, transfer, code, status);
    leave_host(looking, transfer)->link->answer = answer;
  }
}

/* False: there was none. */
static bool take_answers(struct looking *looking) {
  int waiting;
  bool any = false;
  for (CURLMsg *message; (message = curl_multi_info_read(looking->multi, &waiting)) != NULL;) {
    struct transfer *transfer = NULL;
    if (message->msg != CURLMSG_DONE) continue;
    CURLcode code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    take_answer(looking, transfer, code);
    any = true;
  }
  return any;
}

static struct link_limits read_limits(void) {
  struct link_limits limits = {LINK_SECONDS, LINK_SECONDS_IN_ALL};
  const char *value = getenv("KYKET_LINK_SECONDS");
  if (value == NULL) return limits;
  char *end;
  long seconds = strtol(value, &end, 10);
  if (seconds > 0 && seconds <= LINK_SECONDS_LIMIT) limits.link_seconds = seconds;
  seconds = *end == ',' ? strtol(end + 1, NULL, 10) : 0;
  if (seconds > 0 && seconds <= LINK_SECONDS_LIMIT) limits.seconds_in_all = seconds;
  return limits;
}

static void look_up_all(struct looking *looking) {
  double last = stopwatch_clock() + (double)looking->limits.seconds_in_all;
  while (stopwatch_clock() < last) {
    int running;
    bool is_busy = false;
    for (size_t i = 0; i < LINK_HOSTS; i++)
      is_busy =
          looking->transfers[i].request != NULL || begin_next(looking, &looking->transfers[i]) || is_busy;
    if (!is_busy || curl_multi_perform(looking->multi, &running) != CURLM_OK) break;
    if (!take_answers(looking) && running > 0) curl_multi_poll(looking->multi, NULL, 0, 100, NULL);
  }
}

static void add_requests(struct looking *looking) {
  struct external_links *links = looking->links;
  for (size_t i = 0; i < links->count; i++) {
    struct external_link *link = &links->items[i];
    if (!link->is_wanted || link->answer.kind != ANSWER_NONE) continue;
    struct request *request = arena_allocate(&links->arena, sizeof *request);
    *request = (struct request){.link = link, .url = link->url, .is_permanent = true};
    wait_for_host(looking, request);
  }
}

void links_look_up(struct external_links *links) {
  const char *private_too = getenv("KYKET_PRIVATE_LINKS");
  struct looking looking = {.links = links, .limits = read_limits()};
  looking.private_too = private_too != NULL && private_too[0] != '\0';
  add_requests(&looking);
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return;
  looking.multi = curl_multi_init();
  bool ready = looking.multi != NULL;
  for (size_t i = 0; i < LINK_HOSTS; i++)
    ready = (looking.transfers[i].handle = curl_easy_init()) != NULL && ready;
  if (ready) look_up_all(&looking);
  for (size_t i = 0; i < LINK_HOSTS; i++) {
    if (looking.transfers[i].request != NULL)
      curl_multi_remove_handle(looking.multi, looking.transfers[i].handle);
    curl_easy_cleanup(looking.transfers[i].handle);
  }
  curl_multi_cleanup(looking.multi);
  curl_global_cleanup();
  map_free(&looking.hosts);
}
