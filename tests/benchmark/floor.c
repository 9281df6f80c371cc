/* The least that any program with the same libraries does for a register: libgit2 reads every file below
 * content/ of HEAD, libyaml's parser gives the events of each front matter, cmark turns each body into HTML,
 * and files of given paths and sizes are written with bytes that mean nothing. No records, no links, no
 * templates. All cores work, each with its own handle of the repository, and take runs of files from one
 * atomic counter; what locks there are, are libgit2's, malloc's and the kernel's.
 *
 *   floor [-j N] REPOSITORY OUTPUT MANIFEST
 *
 * The manifest has a line for each file to write, "SIZE PATH", sorted by path; OUTPUT must not exist. The
 * seconds of each phase and in all go to standard output as JSON. */
#include <cmark.h>
#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

enum { RUN = 32, THREADS = 256, CHUNK = 1 << 20 };

struct input {
  git_oid id;
  bool yaml; /* a data file; else Markdown with front matter */
};

struct output {
  char *path;
  size_t size;
  size_t folder; /* the length of its folder's path */
  bool makes;    /* whoever writes this file makes its folder, which has no other file */
};

struct floor {
  const char *repository;
  struct input *inputs;
  struct output *outputs;
  size_t input_count, output_count, threads;
  atomic_size_t next_input, next_output, bytes_read, bytes_written, events, html;
  char chunk[CHUNK];
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

_Noreturn static void fail(const char *what) {
  const git_error *error = git_error_last();
  fprintf(stderr, "floor: %s: %s\n", what, error != NULL ? error->message : strerror(errno));
  exit(1);
}

static void *grow(void *items, size_t count, size_t size) {
  if (count != 0 && (count < 256 || (count & (count - 1)) != 0)) return items;
  void *grown = realloc(items, (count < 256 ? 256 : count * 2) * size);
  if (grown == NULL) fail("memory");
  return grown;
}

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

static int add_input(const char *root, const git_tree_entry *entry, void *payload) {
  struct floor *floor = payload;
  (void)root;
  if (git_tree_entry_type(entry) != GIT_OBJECT_BLOB) return 0;
  bool yaml = ends_with(git_tree_entry_name(entry), ".yaml");
  if (!yaml && !ends_with(git_tree_entry_name(entry), ".md")) return 0;
  /* Grown when the count is a power of two. */
  floor->inputs = grow(floor->inputs, floor->input_count, sizeof *floor->inputs);
  floor->inputs[floor->input_count++] = (struct input){.id = *git_tree_entry_id(entry), .yaml = yaml};
  return 0;
}

static void list_inputs(struct floor *floor) {
  git_repository *repository = NULL;
  git_object *tree = NULL;
  if (git_repository_open(&repository, floor->repository) != 0) fail(floor->repository);
  if (git_revparse_single(&tree, repository, "HEAD:content") != 0) fail("HEAD:content");
  if (git_tree_walk((git_tree *)tree, GIT_TREEWALK_PRE, add_input, floor) != 0) fail("HEAD:content");
  git_object_free(tree);
  git_repository_free(repository);
}

static void list_outputs(struct floor *floor, const char *manifest) {
  FILE *file = fopen(manifest, "r");
  if (file == NULL) fail(manifest);
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, file)) > 0) {
    line[length - 1] = '\0';
    char *path;
    size_t size = strtoull(line, &path, 10);
    if (*path != ' ') fail("manifest");
    char *slash = strrchr(path + 1, '/');
    floor->outputs = grow(floor->outputs, floor->output_count, sizeof *floor->outputs);
    struct output *output = &floor->outputs[floor->output_count++];
    *output = (struct output){.path = strdup(path + 1), .size = size};
    if (output->path == NULL) fail("memory");
    output->folder = slash != NULL ? (size_t)(slash - path - 1) : 0;
  }
  free(line);
  fclose(file);
}

static void make_folders(char *path, size_t length) {
  char kept = path[length];
  path[length] = '\0';
  if (mkdir(path, 0755) != 0 && errno == ENOENT) {
    char *slash = strrchr(path, '/');
    if (slash == NULL) fail(path);
    make_folders(path, (size_t)(slash - path));
    if (mkdir(path, 0755) != 0) fail(path);
  } else if (access(path, W_OK) != 0)
    fail(path);
  path[length] = kept;
}

static bool is_below(const struct output *file, const struct output *folder) {
  return file->folder >= folder->folder && memcmp(file->path, folder->path, folder->folder) == 0 &&
         file->path[folder->folder] == '/';
}

/* Folders with more than one file or with folders in them are made here, the many others by the threads. */
static void plan_folders(struct floor *floor) {
  const char *made = "";
  size_t made_length = 0;
  for (size_t i = 0; i < floor->output_count; i++) {
    struct output *output = &floor->outputs[i];
    if (output->folder == 0) continue;
    bool shared_before = i > 0 && is_below(&floor->outputs[i - 1], output);
    bool shared_behind = i + 1 < floor->output_count && is_below(&floor->outputs[i + 1], output);
    output->makes = !shared_before && !shared_behind;
    size_t length = output->folder;
    if (output->makes)
      while (length > 0 && output->path[--length] != '/')
        continue;
    if (length == 0 || (length == made_length && memcmp(made, output->path, length) == 0)) continue;
    make_folders(output->path, length);
    made = output->path;
    made_length = length;
  }
}

static size_t count_events(const char *text, size_t length) {
  yaml_parser_t parser;
  yaml_event_t event;
  size_t count = 0;
  if (!yaml_parser_initialize(&parser)) fail("libyaml");
  yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
  for (bool end = false; !end; count++) {
    if (!yaml_parser_parse(&parser, &event)) fail("libyaml");
    end = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return count;
}

static void parse(struct floor *floor, git_odb *odb, const struct input *input) {
  git_odb_object *object = NULL;
  if (git_odb_read(&object, odb, &input->id) != 0) fail("git_odb_read");
  const char *text = git_odb_object_data(object);
  size_t length = git_odb_object_size(object);
  const char *end = input->yaml ? text + length : NULL, *body = end;
  if (!input->yaml && length > 4 && memcmp(text, "---\n", 4) == 0) {
    end = memmem(text + 3, length - 3, "\n---\n", 5);
    if (end == NULL) fail("front matter");
    body = end + 5;
    text += 4;
  }
  size_t events = count_events(text, (size_t)(end - text));
  size_t rest = (size_t)((const char *)git_odb_object_data(object) + length - body);
  char *html = rest > 0 ? cmark_markdown_to_html(body, rest, CMARK_OPT_DEFAULT) : NULL;
  atomic_fetch_add_explicit(&floor->html, html != NULL ? strlen(html) : 0, memory_order_relaxed);
  atomic_fetch_add_explicit(&floor->events, events, memory_order_relaxed);
  atomic_fetch_add_explicit(&floor->bytes_read, length, memory_order_relaxed);
  free(html);
  git_odb_object_free(object);
}

static void *parse_runs(void *payload) {
  struct floor *floor = payload;
  git_repository *repository = NULL;
  git_odb *odb = NULL;
  if (git_repository_open(&repository, floor->repository) != 0) fail(floor->repository);
  if (git_repository_odb(&odb, repository) != 0) fail(floor->repository);
  for (size_t i; (i = atomic_fetch_add(&floor->next_input, RUN)) < floor->input_count;)
    for (size_t j = i; j < i + RUN && j < floor->input_count; j++)
      parse(floor, odb, &floor->inputs[j]);
  git_odb_free(odb);
  git_repository_free(repository);
  return NULL;
}

static void write_output(struct floor *floor, struct output *output) {
  if (output->makes) {
    output->path[output->folder] = '\0';
    if (mkdir(output->path, 0755) != 0) fail(output->path);
    output->path[output->folder] = '/';
  }
  int file = open(output->path, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (file < 0) fail(output->path);
  for (size_t done = 0; done < output->size;) {
    size_t left = output->size - done;
    ssize_t written = write(file, floor->chunk, left < CHUNK ? left : CHUNK);
    if (written <= 0) fail(output->path);
    done += (size_t)written;
  }
  if (close(file) != 0) fail(output->path);
  atomic_fetch_add_explicit(&floor->bytes_written, output->size, memory_order_relaxed);
}

static void *write_runs(void *payload) {
  struct floor *floor = payload;
  for (size_t i; (i = atomic_fetch_add(&floor->next_output, RUN)) < floor->output_count;)
    for (size_t j = i; j < i + RUN && j < floor->output_count; j++)
      write_output(floor, &floor->outputs[j]);
  return NULL;
}

static void work(struct floor *floor, void *(*runs)(void *)) {
  pthread_t threads[THREADS] = {0};
  for (size_t i = 1; i < floor->threads; i++)
    if (pthread_create(&threads[i], NULL, runs, floor) != 0) fail("pthread_create");
  runs(floor);
  for (size_t i = 1; i < floor->threads; i++)
    pthread_join(threads[i], NULL);
}

int main(int argc, char **argv) {
  static struct floor floor;
  double start = now();
  long threads = sysconf(_SC_NPROCESSORS_ONLN);
  for (int option; (option = getopt(argc, argv, "j:")) != -1;) {
    if (option != 'j') return 2;
    threads = strtol(optarg, NULL, 10);
  }
  if (argc - optind != 3 || threads < 1 || threads > THREADS) {
    fprintf(stderr, "usage: floor [-j N] REPOSITORY OUTPUT MANIFEST\n");
    return 2;
  }
  floor.threads = (size_t)threads;
  floor.repository = argv[optind];
  git_libgit2_init();
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  list_inputs(&floor);
  double listed = now();
  work(&floor, parse_runs);
  double parsed = now();
  memset(floor.chunk, 'x', CHUNK);
  list_outputs(&floor, argv[optind + 2]);
  if (mkdir(argv[optind + 1], 0755) != 0 || chdir(argv[optind + 1]) != 0) fail(argv[optind + 1]);
  plan_folders(&floor);
  double planned = now();
  work(&floor, write_runs);
  double written = now();
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf(
      "{\"threads\": %zu, \"read\": %zu, \"bytes_read\": %zu, \"events\": %zu, \"html\": %zu, "
      "\"written\": %zu, \"bytes\": %zu,\n \"seconds\": {\"list\": %.4f, \"parse\": %.4f, \"folders\": %.4f, "
      "\"write\": %.4f, \"total\": %.4f}, \"peak_memory_bytes\": %lld}\n",
      floor.threads, floor.input_count, floor.bytes_read, floor.events, floor.html, floor.output_count,
      floor.bytes_written, listed - start, parsed - listed, planned - parsed, written - planned,
      written - start, (long long)usage.ru_maxrss * 1024);
  return 0;
}
