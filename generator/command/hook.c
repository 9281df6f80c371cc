#include "base/files.h"
#include "command/commands.h"
#include "command/options.h"
#include "command/report.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* By this line a hook is known as the program's own, which may be written anew. */
#define MARK "# kyket hook install"

struct hooks {
  struct options options;
  struct arena arena;
  const struct message_language *language;
  const char *program, *output; /* absolute paths */
  struct view branch;           /* its short name */
  struct view folder;           /* of the repository's hooks */
};

/* As one word for a shell. */
static void add_word(struct buffer *buffer, const char *text) {
  buffer_add_byte(buffer, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '\'')
      buffer_add_string(buffer, "'\\''");
    else
      buffer_add_byte(buffer, *text);
  }
  buffer_add_byte(buffer, '\'');
}

static void add_command(struct buffer *buffer, const struct hooks *hooks, const char *command) {
  add_word(buffer, hooks->program);
  buffer_format(buffer, " %s -C . --content ", command);
  add_word(buffer, hooks->options.registry.content);
  if (hooks->options.base_url != NULL) {
    buffer_add_string(buffer, " -b ");
    add_word(buffer, hooks->options.base_url);
  }
  if (hooks->options.strict) buffer_add_string(buffer, " --strict");
  if (hooks->options.language != NULL) buffer_format(buffer, " --lang %s", hooks->options.language->tag);
}

static void begin_script(struct buffer *buffer, const char *says) {
  buffer_format(buffer, "#!/bin/sh\n" MARK ": %s\n", says);
}

/* A ref that is deleted comes with zeros, whatever their number. */
static struct view script_before(struct hooks *hooks) {
  struct buffer text = {0};
  begin_script(&text, "refuses a push that would break the site.");
  buffer_add_string(&text, "while read -r old new ref; do\n  [ \"$ref\" = ");
  buffer_add_string(&text, "refs/heads/");
  add_word(&text, arena_copy(&hooks->arena, hooks->branch).data);
  buffer_add_string(&text, " ] || continue\n  case $new in *[!0]*) ;; *) continue ;; esac\n  ");
  add_command(&text, hooks, "check");
  buffer_add_string(&text, " --rev \"$new\" --quiet >&2 || exit 1\ndone\n");
  struct view script = arena_copy(&hooks->arena, buffer_view(&text));
  buffer_free(&text);
  return script;
}

/* What was pushed is not looked at: the branch's head is published, whichever of several pushes comes last.
 */
static struct view script_after(struct hooks *hooks) {
  struct buffer text = {0};
  begin_script(&text, "publishes the branch.");
  buffer_add_string(&text, "wanted=\nwhile read -r old new ref; do\n  [ \"$ref\" = refs/heads/");
  add_word(&text, arena_copy(&hooks->arena, hooks->branch).data);
  buffer_add_string(&text,
                    " ] && case $new in *[!0]*) wanted=1 ;; esac\ndone\n[ -n \"$wanted\" ] || exit 0\nexec ");
  add_command(&text, hooks, "build");
  buffer_add_string(&text, " --rev refs/heads/");
  add_word(&text, arena_copy(&hooks->arena, hooks->branch).data);
  buffer_add_string(&text, " -o ");
  add_word(&text, hooks->output);
  buffer_add_string(&text, " >&2\n");
  struct view script = arena_copy(&hooks->arena, buffer_view(&text));
  buffer_free(&text);
  return script;
}

static enum exit_status refuse(const struct hooks *hooks, struct message sentence, enum exit_status status) {
  report_sentence(stderr, hooks->language, sentence);
  return status;
}

/* Of another author, or not to be read: it is left alone. */
static bool is_foreign(int folder, const char *name) {
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno != ENOENT;
  struct buffer text = {0};
  bool is_own = file_read(file, &text) && view_find(buffer_view(&text), VIEW("\n" MARK), 0) != VIEW_NOT_FOUND;
  buffer_free(&text);
  close(file);
  return !is_own;
}

static bool write_hook(int folder, const char *name, struct view script) {
  char waiting[64];
  snprintf(waiting, sizeof waiting, ".%s.kyket", name);
  unlinkat(folder, waiting, 0);
  bool good = file_write(folder, waiting, script) == 0 && fchmodat(folder, waiting, 0755, 0) == 0 &&
              renameat(folder, waiting, folder, name) == 0;
  int fault = errno;
  if (!good) unlinkat(folder, waiting, 0);
  errno = fault;
  return good;
}

static enum exit_status install(struct hooks *hooks) {
  static const char *const names[] = {"pre-receive", "post-receive"};
  struct view path = hooks->folder;
  if (mkdir(path.data, 0777) != 0 && errno != EEXIST)
    return refuse(hooks, sentence_hook_not_written(path, strerror(errno)), EXIT_ENVIRONMENT);
  int folder = open(path.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return refuse(hooks, sentence_hook_not_written(path, strerror(errno)), EXIT_ENVIRONMENT);
  enum exit_status status = EXIT_DONE;
  for (size_t i = 0; i < 2 && status == EXIT_DONE; i++)
    if (is_foreign(folder, names[i]))
      status = refuse(hooks, sentence_foreign_hook(arena_format(&hooks->arena, "%s/%s", path.data, names[i])),
                      EXIT_ENVIRONMENT);
  for (size_t i = 0; i < 2 && status == EXIT_DONE; i++) {
    struct view file = arena_format(&hooks->arena, "%s/%s", path.data, names[i]);
    if (write_hook(folder, names[i], i == 0 ? script_before(hooks) : script_after(hooks)))
      printf("%s\n", file.data);
    else
      status = refuse(hooks, sentence_hook_not_written(file, strerror(errno)), EXIT_ENVIRONMENT);
  }
  close(folder);
  return status;
}

/* The branch that --rev names, else that of HEAD. */
static bool choose_branch(struct hooks *hooks, struct view head) {
  const char *named = hooks->options.source.revision;
  hooks->branch = named == NULL ? head : view_of(named);
  if (view_starts_with(hooks->branch, "refs/heads/")) hooks->branch = view_slice(hooks->branch, 11, SIZE_MAX);
  return hooks->branch.length > 0;
}

/* A path that stays true from any folder; the last part need not be there yet. */
static const char *absolute(struct arena *arena, const char *path) {
  char folder[PATH_MAX];
  if (path[0] == '/' || getcwd(folder, sizeof folder) == NULL) return path;
  return arena_format(arena, "%s/%s", folder, path).data;
}

static enum exit_status open_and_install(struct hooks *hooks) {
  char program[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
  if (length <= 0) return refuse(hooks, sentence_own_path_unknown(strerror(errno)), EXIT_ENVIRONMENT);
  program[length] = '\0';
  hooks->program = program;
  hooks->output = absolute(&hooks->arena, hooks->options.output);
  const char *folder = hooks->options.source.repository == NULL ? "." : hooks->options.source.repository;
  struct view head;
  if (!source_find_hooks(folder, &hooks->arena, &hooks->folder, &head))
    return refuse(hooks, sentence_no_repository_for_hooks(folder), EXIT_ENVIRONMENT);
  if (!choose_branch(hooks, head))
    return options_refuse(&hooks->options, "hook", PHRASE_hook_without_branch, NULL);
  return install(hooks);
}

enum exit_status command_hook(int argc, char **argv) {
  struct hooks hooks = {0};
  enum exit_status status = options_read(&hooks.options, OF_HOOK, argc, argv);
  if (status != EXIT_DONE) return status;
  hooks.language = options_language(&hooks.options, (struct view){NULL, 0});
  if (strcmp(hooks.options.arguments[0], "install") != 0)
    return options_refuse(&hooks.options, argv[0], PHRASE_hook_installs, hooks.options.arguments[0]);
  if (hooks.options.output == NULL) return options_refuse(&hooks.options, argv[0], PHRASE_bad_output, NULL);
  status = open_and_install(&hooks);
  arena_free(&hooks.arena);
  return status;
}
