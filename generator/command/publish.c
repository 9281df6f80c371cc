#include "base/files.h"
#include "base/path.h"
#include "command/commands.h"
#include "command/options.h"
#include "command/report.h"
#include "publish/folder.h"
#include "publish/in_place_update.h"
#include "publish/output.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is sent, in steps that are each a run of the program, for none of them keeps an order: what is new
 * first, for the pages that have changed link to it; removals last, for the old pages linked to what goes. */
struct step {
  enum phrase name;
  const char *const *words; /* behind them come --, the folder and the target; ends with NULL */
};

enum { STEPS = 3 };

/* Files are the same where size and time are, to the nanosecond: two builds may be one second's. Of names
 * that begin with a dot none is removed, as none is by a build. */
#define RSYNC "rsync", "--recursive", "--times", "--modify-window=-1"
static const char *const rsync_new[] = {RSYNC, "--ignore-existing", NULL};
static const char *const rsync_changed[] = {RSYNC, "--delay-updates", NULL};
static const char *const rsync_removals[] = {RSYNC, "--delete-after", "--filter=P .*", "--filter=P .*/**",
                                             NULL};
#undef RSYNC
static const char *const rclone_new[] = {"rclone", "copy", "--ignore-existing", NULL};
static const char *const rclone_changed[] = {"rclone", "copy", NULL};
static const char *const rclone_removals[] = {"rclone",           "sync", "--delete-after", "--filter=- .*",
                                              "--filter=- .*/**", NULL};

/* By enum sender. */
static const struct step steps_of[][STEPS] = {
    {{PHRASE_sending_new, rsync_new},
     {PHRASE_sending_changed, rsync_changed},
     {PHRASE_sending_removals, rsync_removals}},
    {{PHRASE_sending_new, rclone_new},
     {PHRASE_sending_changed, rclone_changed},
     {PHRASE_sending_removals, rclone_removals}},
};

enum { WORDS = 16 };

struct sending {
  struct arena arena;
  struct options options;
  const struct message_language *language;
  const char *target;
  struct view folder; /* the output's path without links */
};

static enum exit_status refuse(const struct sending *sending, struct message sentence) {
  report_sentence(stderr, sending->language, sentence);
  return EXIT_ENVIRONMENT;
}

/* Runs the program to its end. */
static enum exit_status take_step(const struct sending *sending, const struct step *step) {
  /* A slash at the end stands for what the folder holds. An absolute path is no host's in either program. */
  const char *words[WORDS], *program = step->words[0];
  size_t count = 0;
  for (; step->words[count] != NULL; count++)
    words[count] = step->words[count];
  words[count++] = "--";
  words[count++] = sending->folder.data;
  words[count++] = sending->target;
  words[count] = NULL;
  pid_t child;
  int fault = posix_spawnp(&child, program, NULL, NULL, (char *const *)(uintptr_t)words, environ);
  if (fault == ENOENT) return refuse(sending, sentence_no_sender(program));
  if (fault != 0) return refuse(sending, sentence_sender_not_started(program, strerror(fault)));
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return refuse(sending, sentence_sender_not_started(program, strerror(errno)));
  if (WIFSIGNALED(status))
    return refuse(sending, sentence_sender_stopped(program, step->name, WTERMSIG(status)));
  if (WEXITSTATUS(status) != 0)
    return refuse(sending, sentence_sender_failed(program, step->name, WEXITSTATUS(status)));
  return EXIT_DONE;
}

/* A colon before the first slash ends a host's name, or that of a remote of rclone's. */
static bool is_local(const char *target) {
  return target[strcspn(target, ":/")] != ':';
}

/* Of this machine's folders it is known whether something would be lost. */
static enum exit_status check_target(struct sending *sending) {
  const char *target = sending->target;
  if (!is_local(target)) return EXIT_DONE;
  struct view place = file_real_path(&sending->arena, target);
  struct view site = path_without_end_slashes(sending->folder);
  if (path_is_or_lies_in(place, site) || path_is_or_lies_in(site, place))
    return refuse(sending, sentence_target_not_apart(target, sending->options.output));
  int there = open(target, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (there < 0) return errno == ENOENT ? EXIT_DONE : refuse(sending, sentence_foreign_target(target));
  struct stat marker;
  bool is_own =
      (fstatat(there, OUTPUT_MARKER, &marker, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(marker.st_mode)) ||
      folder_is_bare(there);
  close(there);
  return is_own ? EXIT_DONE : refuse(sending, sentence_foreign_target(target));
}

/* Opening an output makes the folders above one that is not there, which is not wanted here. */
static bool has_parent(struct sending *sending) {
  struct view parent = path_folder(path_without_end_slashes(view_of(sending->options.output)));
  struct stat found;
  return parent.length == 0 || stat(arena_copy(&sending->arena, parent).data, &found) == 0;
}

/* What a killed build had begun is finished first; the marker with its id is then that of the whole site. */
static bool is_whole(struct output *output) {
  if (!in_place_update_recover(output)) return false;
  output_refresh(output);
  return output->site >= 0 && output->id != 0;
}

static enum exit_status send_site(struct sending *sending) {
  struct diagnostics found = {0};
  const char *place = sending->options.output;
  struct output *output = has_parent(sending) ? output_open(place, &found) : NULL;
  enum exit_status status = EXIT_ENVIRONMENT;
  if (output != NULL && is_whole(output)) {
    struct view real = file_real_path(&sending->arena, place);
    sending->folder = arena_format(&sending->arena, "%.*s/", VIEW_FORMAT(real));
    status = check_target(sending);
    const struct step *steps = steps_of[sending->options.sender];
    for (size_t i = 0; i < STEPS && status == EXIT_DONE; i++)
      status = take_step(sending, &steps[i]);
  } else {
    report_print(stderr, &found, REPORT_TEXT, sending->language);
    (void)refuse(sending, sentence_no_site_to_publish(place));
  }
  output_close(output);
  diagnostics_free(&found);
  if (status == EXIT_DONE && !sending->options.quiet)
    report_sentence(stderr, sending->language,
                    sentence_sent(place, sending->target, steps_of[sending->options.sender][0].words[0]));
  return status;
}

enum exit_status command_publish(int argc, char **argv) {
  struct sending sending = {0};
  enum exit_status status = options_read(&sending.options, OF_PUBLISH, argc, argv);
  if (status != EXIT_DONE) return status;
  sending.language = options_language(&sending.options, (struct view){NULL, 0});
  sending.target = sending.options.arguments[0];
  if (sending.target[0] == '\0') return options_refuse(&sending.options, argv[0], PHRASE_bad_target, NULL);
  if (sending.options.output == NULL) sending.options.output = "output";
  status = send_site(&sending);
  arena_free(&sending.arena);
  return status;
}
