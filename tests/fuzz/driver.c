/* Runs a harness without libFuzzer: HARNESS FOLDER [RUNS]. First each file of the folder as it is, then RUNS
 * inputs made from them by chance, always the same. The last line says "N passed, N failed"; an input that
 * crashes the harness or takes more than 10 seconds is printed and ends the run. */
#include "fuzz/fuzz.h"

#include "base/buffer.h"

#include <dirent.h>
#include <signal.h>
#include <unistd.h>

enum { SEED_LIMIT = 256, SIZE_LIMIT = 8192, SECONDS = 10, RUNS = 20000 };

struct seeds {
  struct view items[SEED_LIMIT];
  size_t count;
  struct arena arena;
};

/* The input at hand, for the handler of a crash. */
static struct buffer input;
static size_t passed;

static void print_input(void) {
  fflush(stdout);
  dprintf(STDERR_FILENO, "the input, as printf would print it:\n");
  for (size_t i = 0; i < input.length; i++) {
    unsigned char byte = (unsigned char)input.data[i];
    if (byte >= ' ' && byte < 0x7f && byte != '\\' && byte != '%')
      dprintf(STDERR_FILENO, "%c", byte);
    else
      dprintf(STDERR_FILENO, "\\%03o", byte);
  }
  dprintf(STDERR_FILENO, "\n");
  dprintf(STDOUT_FILENO, "%zu passed, 1 failed\n", passed);
}

static void end_badly(int signal_number) {
  if (signal_number == SIGALRM) dprintf(STDERR_FILENO, "not done after %d seconds\n", SECONDS);
  print_input();
  _exit(1);
}

/* With a sanitizer in the program it is told there. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void catch_crashes(void) {
  struct sigaction action = {.sa_handler = end_badly};
  static const int signals[] = {SIGALRM, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
  bool sanitized = __sanitizer_set_death_callback != NULL;
  if (sanitized) __sanitizer_set_death_callback(print_input);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    if (!sanitized || signals[i] == SIGALRM || signals[i] == SIGABRT) sigaction(signals[i], &action, NULL);
}

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* Below `limit`; 0 when that is 0. */
static size_t pick(uint64_t *state, size_t limit) {
  return limit == 0 ? 0 : (size_t)(next_random(state) % limit);
}

static void replace(size_t begin, size_t length, struct view with) {
  if (input.length - length + with.length > SIZE_LIMIT) return;
  struct buffer rest = {0};
  buffer_add(&rest, view_slice(buffer_view(&input), begin + length, SIZE_MAX));
  input.length = begin;
  buffer_add(&input, with);
  buffer_add(&input, buffer_view(&rest));
  buffer_free(&rest);
}

static struct view any_token(uint64_t *state) {
  size_t count = 0;
  while (fuzz_tokens[count] != NULL)
    count++;
  return view_of(fuzz_tokens[pick(state, count)]);
}

static struct view any_piece(uint64_t *state, struct view text) {
  size_t begin = pick(state, text.length + 1);
  return view_slice(text, begin, pick(state, 64) + 1);
}

static void mutate(uint64_t *state, const struct seeds *seeds) {
  size_t at = pick(state, input.length + 1), left = input.length - at;
  char byte = (char)pick(state, 256);
  struct arena arena = {0};
  switch (pick(state, 8)) {
  case 0:
    if (left > 0) input.data[at] = (char)(input.data[at] ^ (1 << pick(state, 8)));
    break;
  case 1:
    replace(at, 0, (struct view){&byte, 1});
    break;
  case 2:
    replace(at, pick(state, left < 32 ? left + 1 : 32), (struct view){NULL, 0});
    break;
  case 3:
    replace(at, pick(state, left < 8 ? left + 1 : 8), any_token(state));
    break;
  case 4:
    replace(at, 0, arena_copy(&arena, any_piece(state, buffer_view(&input))));
    break;
  case 5:
    replace(at, 0, any_piece(state, seeds->items[pick(state, seeds->count)]));
    break;
  case 6:
    for (size_t count = pick(state, 200), i = 0; i < count; i++)
      replace(at, 0, any_token(state));
    break;
  default:
    replace(at, 0, any_token(state));
    break;
  }
  arena_free(&arena);
}

/* A copy of its own, so that reading past the end is seen. */
static void run(void) {
  uint8_t *copy = malloc(input.length + 1);
  if (copy == NULL) abort();
  if (input.length > 0) memcpy(copy, input.data, input.length);
  uint8_t *exact = realloc(copy, input.length == 0 ? 1 : input.length);
  if (exact == NULL) abort();
  alarm(SECONDS);
  LLVMFuzzerTestOneInput(exact, input.length);
  alarm(0);
  free(exact);
  passed++;
}

static int compare_views(const void *left, const void *right) {
  return view_compare(*(const struct view *)left, *(const struct view *)right);
}

static bool read_seeds(struct seeds *seeds, const char *folder) {
  DIR *names = opendir(folder);
  if (names == NULL) return false;
  for (const struct dirent *name; (name = readdir(names)) != NULL && seeds->count < SEED_LIMIT;) {
    struct buffer bytes = {0};
    FILE *file = name->d_name[0] == '.'
                     ? NULL
                     : fopen(arena_format(&seeds->arena, "%s/%s", folder, name->d_name).data, "rb");
    if (file == NULL) continue;
    for (size_t length; (length = fread(buffer_reserve(&bytes, 4096), 1, 4096, file)) > 0;)
      bytes.length += length;
    fclose(file);
    seeds->items[seeds->count++] = arena_copy(&seeds->arena, buffer_view(&bytes));
    buffer_free(&bytes);
  }
  closedir(names);
  qsort(seeds->items, seeds->count, sizeof *seeds->items, compare_views);
  return seeds->count > 0;
}

int main(int argc, char **argv) {
  static struct seeds seeds;
  if (argc < 2 || !read_seeds(&seeds, argv[1])) {
    fprintf(stderr, "usage: %s FOLDER [RUNS]; the folder holds inputs to begin with\n", argv[0]);
    return 2;
  }
  size_t runs = argc > 2 ? strtoul(argv[2], NULL, 10) : RUNS;
  uint64_t state = 0x9e3779b97f4a7c15u;
  catch_crashes();
  for (size_t i = 0; i < seeds.count + runs; i++) {
    buffer_clear(&input);
    buffer_add(&input, seeds.items[i < seeds.count ? i : pick(&state, seeds.count)]);
    for (size_t changes = i < seeds.count ? 0 : pick(&state, 8) + 1; changes > 0; changes--)
      mutate(&state, &seeds);
    run();
  }
  buffer_free(&input);
  arena_free(&seeds.arena);
  printf("%zu passed, 0 failed\n", passed);
  return 0;
}
