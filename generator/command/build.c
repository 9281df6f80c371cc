#include "base/files.h"
#include "base/memory.h"
#include "base/path.h"
#include "command/commands.h"
#include "command/last_build.h"
#include "command/part.h"
#include "command/project.h"
#include "command/report.h"
#include "command/uncommitted.h"
#include "publish/compress.h"
#include "publish/in_place_update.h"
#include "publish/output.h"
#include "publish/publish_website.h"
#include "register/photos.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

struct build {
  struct arena arena;
  struct options options;
  struct diagnostics diagnostics;
  const struct message_language *language; /* what is said is in it, as far as the site was read */
  struct project project;
  struct cache cache;
  struct output *output; /* locked from before the revision is resolved until the cache is kept */
  struct published published;
  struct publish_counts counts;
  size_t entries;
  double publish_seconds;
  struct uncommitted uncommitted;
  struct stopwatch stopwatch;
  struct next_change change;
  bool was_built; /* by an earlier build, as it is wanted now */
  bool overtaken; /* a later revision was published while this build waited */
};

/* Beside the output unless another is named. */
static void choose_cache(struct build *build) {
  struct view output = path_without_end_slashes(view_of(build->options.output));
  struct view name = path_name(output);
  /* Beside the folder that one stands in, and beside one that is named from within another. */
  bool is_relative = view_equal_string(name, ".") || view_equal_string(name, "..");
  if (build->options.cache == NULL && is_relative)
    build->options.cache = arena_format(&build->arena, "%.*s/../.kyket", VIEW_FORMAT(output)).data;
  else if (build->options.cache == NULL)
    build->options.cache =
        arena_format(&build->arena, "%.*s.kyket", (int)(output.length - name.length), output.data).data;
  build->cache = (struct cache){build->options.cache, build->options.no_sync};
}

/* The register's folder on disk: in the work tree around the folder that is read from. Empty: there is none,
 * or it is the root, of which only the register's own names are read. */
static struct view content_folder(struct arena *arena, const struct options *options) {
  const char *start = options->source.repository == NULL ? "." : options->source.repository;
  struct view folder = file_real_path(arena, start), root = folder;
  bool is_tree = false;
  while (!is_tree && root.length > 0) {
    is_tree = access(arena_format(arena, "%.*s/.git", VIEW_FORMAT(root)).data, F_OK) == 0;
    if (!is_tree) root = path_folder(root);
  }
  if (!is_tree) root = folder;
  if (options->registry.content[0] == '\0' || (!is_tree && !options->source.worktree))
    return (struct view){NULL, 0};
  return file_real_path(arena,
                        arena_format(arena, "%.*s/%s", VIEW_FORMAT(root), options->registry.content).data);
}

static enum exit_status refuse_folder(struct build *build, const char *folder, struct message message) {
  diagnostics_add(&build->diagnostics, view_of(folder), (struct source_location){0}, message);
  report_print(stderr, &build->diagnostics, REPORT_TEXT, build->language);
  diagnostics_free(&build->diagnostics);
  return EXIT_ENVIRONMENT;
}

/* The folder that git keeps a repository in around the path; empty: the path lies in none. */
static struct view git_folder(struct arena *arena, struct view path) {
  while (path.length > 0 && !(view_equal_string(path_name(path), ".git") &&
                              access(arena_format(arena, "%.*s/HEAD", VIEW_FORMAT(path)).data, F_OK) == 0))
    path = path_folder(path);
  return path;
}

/* A site within the register would be taken for a part of it. Who stands there and names no output gets it
 * beside the register's folder. */
static enum exit_status choose_output(struct build *build) {
  struct options *options = &build->options;
  const char *output = options->output == NULL ? "output" : options->output;
  struct view content = content_folder(&build->arena, options);
  struct view place = file_real_path(&build->arena, output);
  /* The register's folder itself is refused as any that holds something else. */
  bool is_within = content.length > 0 && !view_equal(place, content) && path_is_or_lies_in(place, content);
  if (is_within && options->output != NULL)
    return refuse_folder(build, output, message_output_in_content(options->registry.content));
  if (is_within) output = arena_format(&build->arena, "%.*s/output", VIEW_FORMAT(path_folder(content))).data;
  options->output = output;
  struct view git = git_folder(&build->arena, file_real_path(&build->arena, output));
  return git.length == 0 ? EXIT_DONE : refuse_folder(build, output, message_output_in_git(git));
}

/* Each would take the other's files for its own. Nothing lies beside "/", which is refused as an output
 * later. */
static enum exit_status check_folders(struct build *build, bool is_cache_named) {
  struct view output = file_real_path(&build->arena, build->options.output);
  struct view cache = file_real_path(&build->arena, build->options.cache);
  struct view content = content_folder(&build->arena, &build->options);
  if (content.length > 0 && path_is_or_lies_in(cache, content))
    return refuse_folder(build, build->options.cache,
                         message_cache_in_content(build->options.registry.content));
  bool holds_cache = is_cache_named && path_is_or_lies_in(cache, output);
  if (!path_is_or_lies_in(output, cache) && !holds_cache) return EXIT_DONE;
  report_sentence(stderr, build->language,
                  sentence_folders_not_apart(build->options.output, build->options.cache));
  return EXIT_USAGE;
}

/* Texts that memory does not hold go to the disk of the cache: to its folder, or the one above that is there.
 */
static void choose_spill(struct build *build) {
  const char *path = build->options.cache;
  for (size_t length = strlen(path);
       strcmp(path, ".") != 0 && strcmp(path, "/") != 0 && access(path, F_OK) != 0;) {
    while (length > 0 && path[length - 1] != '/')
      length--;
    while (length > 1 && path[length - 1] == '/')
      length--;
    path = length == 0 ? "." : arena_copy(&build->arena, (struct view){path, length}).data;
  }
  build->options.registry.spill = path;
}

/* Without what is kept the next build takes longer and comes out the same. */
static void keep_entries(struct build *build) {
  registry_keep_media(build->project.registry);
  registry_keep_photos(build->project.registry);
  const char *reason = registry_keep(build->project.registry);
  if (reason != NULL)
    diagnostics_add(&build->diagnostics, view_of(build->options.cache), (struct source_location){0},
                    message_entries_not_kept(reason));
}

static enum exit_status publish(struct build *build) {
  double start = stopwatch_clock();
  struct publish_options options = {.threads = build->project.threads, .stopwatch = &build->stopwatch};
  bool good = publish_website(build->project.website, build->project.source, build->output, &build->published,
                              &options, &build->counts);
  build->publish_seconds = stopwatch_clock() - start;
  /* What is kept for the next build takes memory that the website has till now. */
  published_close(&build->published);
  website_close(build->project.website);
  build->project.website = NULL;
  return good ? EXIT_DONE : EXIT_ENVIRONMENT;
}

enum { MOMENT_LENGTH = sizeof "2026-11-22T08:30:00+07:00" };

static const char *write_moment(int64_t moment, char text[MOMENT_LENGTH]) {
  struct buffer iso = {0};
  date_add_rfc3339(&iso, date_of_seconds(moment));
  (void)snprintf(text, MOMENT_LENGTH, "%.*s", (int)iso.length, iso.data);
  buffer_free(&iso);
  return text;
}

/* In their order. */
static json_t *json_of_phases(const struct stopwatch *stopwatch) {
  json_t *phases = json_object();
  for (size_t i = 0; i < stopwatch->count; i++)
    json_object_set_new(phases, stopwatch->laps[i].name, json_real(stopwatch->laps[i].seconds));
  return phases;
}

/* A moment in Vietnam; null: none. */
static json_t *json_of_moment(int64_t moment) {
  char text[MOMENT_LENGTH];
  return moment == NO_MOMENT ? json_null() : json_string(write_moment(moment, text));
}

static bool write_stats(const struct build *build) {
  struct rusage usage;
  long long peak = getrusage(RUSAGE_SELF, &usage) == 0 ? (long long)usage.ru_maxrss * 1024 : 0;
  json_t *stats = json_pack(
      "{s:I,s:I,s:I,s:I,s:I,s:{s:f,s:f,s:f,s:f},s:o,s:I,s:I,s:o}", "entries", (json_int_t)build->entries,
      "pages", (json_int_t)build->counts.pages, "written", (json_int_t)build->counts.written, "unchanged",
      (json_int_t)build->counts.unchanged, "removed", (json_int_t)build->counts.removed, "seconds", "read",
      build->project.read_seconds, "plan", build->project.plan_seconds, "publish", build->publish_seconds,
      "total", stopwatch_seconds(&build->stopwatch), "phases", json_of_phases(&build->stopwatch),
      "peak_memory_bytes", (json_int_t)peak, "waiting", (json_int_t)build->change.waiting, "next_change",
      json_of_moment(build->change.next));
  bool good = stats != NULL &&
              json_dump_file(stats, build->options.stats, JSON_INDENT(2) | JSON_REAL_PRECISION(6)) == 0;
  json_decref(stats);
  if (!good) report_sentence(stderr, build->language, sentence_unwritable_stats(build->options.stats));
  return good;
}

static void summarize(const struct build *build, enum exit_status status) {
  const struct diagnostics *found = &build->diagnostics;
  const struct publish_counts *counts = &build->counts;
  if (status != EXIT_DONE) {
    long long errors = (long long)found->errors, warnings = (long long)found->warnings;
    bool changed = build->output != NULL && build->output->changed;
    report_sentence(stderr, build->language,
                    changed ? sentence_changed_all_the_same(errors, warnings)
                            : sentence_not_published(errors, warnings));
    return;
  }
  if (build->overtaken) {
    report_sentence(stderr, build->language,
                    sentence_overtaken(build->output->commit, build->output->new_commit));
    return;
  }
  if (build->was_built && build->output->overtaken)
    report_sentence(stderr, build->language, sentence_done_by_another(build->output->new_commit));
  report_sentence(stderr, build->language,
                  sentence_published((long long)build->entries, (long long)counts->pages,
                                     build->options.output, (long long)counts->written,
                                     (long long)counts->unchanged, (long long)counts->removed,
                                     report_seconds(stopwatch_seconds(&build->stopwatch))));
  char moment[MOMENT_LENGTH];
  if (build->change.waiting > 0)
    report_sentence(stderr, build->language,
                    sentence_waiting((long long)build->change.waiting,
                                     write_moment(build->change.next_publication, moment)));
  if (build->options.verbose)
    report_sentence(stderr, build->language,
                    sentence_published_in(report_seconds(build->project.read_seconds),
                                          report_seconds(build->project.plan_seconds),
                                          report_seconds(build->publish_seconds)));
}

/* The report goes to the stream; a build that published is remembered with it. */
static void report(struct build *build, uint64_t key) {
  char *text = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&text, &length);
  if (stream == NULL) {
    report_print(stderr, &build->diagnostics, REPORT_TEXT, build->language);
    return;
  }
  report_print(stream, &build->diagnostics, REPORT_TEXT, build->language);
  if (fclose(stream) != 0) {
    report_print(stderr, &build->diagnostics, REPORT_TEXT, build->language);
  } else {
    (void)fwrite(text, 1, length, stderr);
    const struct publish_counts *counts = &build->counts;
    const struct last_build last = {.key = key,
                                    .id = counts->id,
                                    .entries = build->entries,
                                    .pages = counts->pages,
                                    .files = counts->written + counts->unchanged,
                                    .change = build->change,
                                    .report = {text, length},
                                    .language = view_of(build->language->tag)};
    if (key != 0 && counts->id != 0) last_build_keep(&build->cache, build->output, &last);
  }
  free(text);
}

/* In larger registers it takes longer than a build that finds nothing to do; but who sits before it waits for
 * that gladly. */
enum { FEW_FILES = 2000 };

static size_t limit_of_uncommitted(void) {
  return isatty(STDERR_FILENO) == 1 ? SIZE_MAX : FEW_FILES;
}

/* Not among what is remembered of the build: what lies on disk changes without it. */
static void report_uncommitted(struct build *build) {
  struct diagnostics found = {0};
  uncommitted_end(&build->uncommitted, &found);
  report_print(stderr, &found, REPORT_TEXT, build->language);
  diagnostics_free(&found);
}

/* Whether the same was built before and is what is published; then that build's report is given again. */
static bool is_built(struct build *build, uint64_t key) {
  struct last_build last;
  if (!last_build_find(&build->cache, build->output, key, registry_last_moment(&build->options.registry),
                       &last, &build->arena))
    return false;
  build->entries = last.entries;
  build->change = last.change;
  build->counts.pages = last.pages;
  build->counts.unchanged = last.files;
  build->language = options_language(&build->options, last.language);
  (void)fwrite(last.report.data, 1, last.report.length, stderr);
  return true;
}

/* A build waits for its turn first and only then looks what its revision is. So of builds that wait for each
 * other each publishes what the revision is when it begins, and none an older state over a newer one. */
static enum exit_status open_output(struct build *build) {
  build->output = output_open(build->options.output, &build->diagnostics);
  if (build->output != NULL) build->output->no_sync = build->options.no_sync;
  if (build->output != NULL && in_place_update_recover(build->output)) return EXIT_DONE;
  report_print(stderr, &build->diagnostics, REPORT_TEXT, build->language);
  return EXIT_ENVIRONMENT;
}

/* What the output will say that it holds: files on disk are no commit. */
static void name_commit(struct build *build) {
  if (build->options.source.worktree || build->project.source == NULL) return;
  _Static_assert(OUTPUT_COMMIT == 2 * SOURCE_OBJECT_BYTES, "two digits a byte");
  const unsigned char *id = source_commit_id(build->project.source);
  for (size_t i = 0; i < SOURCE_OBJECT_BYTES; i++)
    (void)snprintf(build->output->new_commit + 2 * i, 3, "%02x", id[i]);
}

/* The site's language, where nothing else needs the register. */
static void learn_language(struct build *build) {
  struct diagnostics unheard = {0};
  if (build->options.language == NULL) (void)project_open(&build->project, &build->options, NULL, &unheard);
  build->language = project_language(&build->project, &build->options);
  diagnostics_free(&unheard);
}

/* What is published is not replaced by its own past. A build that has waited for the later one is done;
 * whoever asks for an older state when a later one is there must say that it is meant. */
static bool is_outdated(struct build *build, enum exit_status *status) {
  struct output *output = build->output;
  if (build->options.force || output->commit[0] == '\0' || output->new_commit[0] == '\0' ||
      strcmp(output->commit, output->new_commit) == 0 ||
      !source_is_outdated(build->project.source, output->commit))
    return false;
  learn_language(build);
  *status = output->overtaken ? EXIT_DONE : EXIT_ENVIRONMENT;
  build->overtaken = output->overtaken;
  if (!output->overtaken) output_add(output, message_older_revision(output->commit, output->new_commit));
  report_print(stderr, &build->diagnostics, REPORT_TEXT, build->language);
  return true;
}

static enum exit_status build_site(struct build *build) {
  struct options *options = &build->options;
  enum exit_status status = EXIT_ENVIRONMENT;
  if (open_output(build) != EXIT_DONE) return EXIT_ENVIRONMENT;
  build->project.source = source_open(&options->source, &build->diagnostics);
  name_commit(build);
  uint64_t key = build->project.source == NULL ? 0 : last_build_key(options, build->project.source);
  build->was_built = is_built(build, key);
  stopwatch_lap(&build->stopwatch, "start");
  if (build->was_built) {
    uncommitted_find(&build->uncommitted, options, build->project.source, limit_of_uncommitted());
    report_uncommitted(build);
    return EXIT_DONE;
  }
  if (is_outdated(build, &status)) return status;
  uncommitted_begin(&build->uncommitted, options, build->project.source, limit_of_uncommitted());
  if (!options->full && !options->source.worktree) options->registry.cache = &build->cache;
  /* Packs are known by the content of the photos and checked by their own, so that they serve all builds. */
  options->registry.photos = (struct photo_options){&build->cache, part_find_photos, options->full};
  options->registry.stopwatch = &build->stopwatch;
  build->published = (struct published){.cache = &build->cache,
                                        .output = output_hash(build->output),
                                        .id = build->output->id,
                                        .full = options->full};
  status = build->project.source == NULL
               ? EXIT_ENVIRONMENT
               : project_open(&build->project, options, &build->published, &build->diagnostics);
  build->language = project_language(&build->project, options);
  if (build->project.registry != NULL) build->entries = registry_count(build->project.registry);
  if (status == EXIT_DONE) build->change = registry_next_change(build->project.registry);
  if (status == EXIT_DONE) status = publish(build);
  if (status == EXIT_DONE) registry_keep_history(build->project.registry, build->project.source);
  if (status == EXIT_DONE) keep_entries(build);
  report(build, status == EXIT_DONE ? key : 0);
  report_uncommitted(build);
  if (status == EXIT_DONE) cache_sync_names(&build->cache);
  stopwatch_lap(&build->stopwatch, "keep");
  return status;
}

/* The copies of what is published follow it; those that nobody asks for any more would grow old. */
static enum exit_status compress(struct build *build) {
  struct compress_counts counts = {0};
  struct threads *threads = build->project.threads;
  bool good = true;
  if (build->options.compress)
    good = compress_output(build->output, threads, &counts);
  else if (compress_is_used(build->output))
    good = compress_remove(build->output);
  if (counts.no_brotli) report_sentence(stderr, build->language, sentence_no_brotli("libbrotlienc.so.1"));
  if (!good) report_sentence(stderr, build->language, sentence_not_compressed(strerror(errno)));
  return good ? EXIT_DONE : EXIT_ENVIRONMENT;
}

enum exit_status command_build(int argc, char **argv) {
  struct build build = {0};
  stopwatch_start(&build.stopwatch);
  enum exit_status status = options_read(&build.options, OF_BUILD, argc, argv);
  if (status != EXIT_DONE) return status;
  build.diagnostics.strict = build.options.strict;
  build.language = options_language(&build.options, (struct view){NULL, 0});
  bool is_cache_named = build.options.cache != NULL;
  status = choose_output(&build);
  if (status == EXIT_DONE) choose_cache(&build);
  if (status == EXIT_DONE) status = check_folders(&build, is_cache_named);
  if (status != EXIT_DONE) {
    arena_free(&build.arena);
    return status;
  }
  choose_spill(&build);
  status = build_site(&build);
  bool is_published = status == EXIT_DONE;
  if (is_published) status = compress(&build);
  output_unlock(build.output);
  if (!build.options.quiet) summarize(&build, is_published ? EXIT_DONE : status);
  if (status == EXIT_DONE && build.options.stats != NULL && !write_stats(&build)) status = EXIT_ENVIRONMENT;
  output_close(build.output);
  if (MEMORY_FREED_AT_END) {
    published_close(&build.published);
    project_close(&build.project);
    arena_free(&build.arena);
    diagnostics_free(&build.diagnostics);
  }
  return status;
}
