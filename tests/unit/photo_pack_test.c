/* What the part has written is looked at before anything of it is used; and what it can't do where it reads.
 */
#include "unit/fixture.h"

#include "cache/photo_pack.h"
#include "parts/photos/sandbox.c"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { BYTES = 32 };

static struct photo_pack pack_of(uint32_t count) {
  struct photo_pack pack = {.recipe = PHOTO_RECIPE, .status = PHOTO_MADE, .count = count};
  memcpy(pack.magic, PHOTO_MAGIC, sizeof pack.magic);
  for (uint32_t i = 0; i < count; i++)
    pack.renditions[i] = (struct photo_rendition){.length = BYTES, .width = 480 * (i + 1), .height = 320};
  return pack;
}

static int file_of(const struct photo_pack *pack, const char *beginning, size_t more) {
  char bytes[BYTES] = {0};
  int file = memfd_create("pack", MFD_CLOEXEC);
  memcpy(bytes, beginning, 12);
  assert_int_equal(write(file, pack, sizeof *pack), sizeof *pack);
  for (uint32_t i = 0; i < pack->count && i < PHOTO_RENDITIONS; i++)
    assert_int_equal(write(file, bytes, sizeof bytes), sizeof bytes);
  assert_int_equal(write(file, bytes, more), more);
  return file;
}

#define WEBP "RIFF\x18\0\0\0WEBP"

static bool accepts(struct photo_pack pack, const char *beginning, size_t more) {
  struct photo_pack accepted;
  int file = file_of(&pack, beginning, more);
  bool good = photo_pack_accept(file, &accepted);
  close(file);
  return good;
}

static void a_pack_is_accepted_and_read_again(void **state) {
  (void)state;
  struct photo_pack pack = pack_of(2), accepted, again;
  int file = file_of(&pack, WEBP, 0);
  assert_false(photo_pack_read(file, &again));
  assert_true(photo_pack_accept(file, &accepted));
  assert_int_equal(accepted.renditions[1].offset, sizeof pack + BYTES);
  assert_true(photo_pack_read(file, &again));
  assert_memory_equal(&again, &accepted, sizeof again);
  char bytes[BYTES];
  assert_int_equal(pread(file, bytes, BYTES, (off_t)accepted.renditions[0].offset), BYTES);
  assert_true(photo_rendition_is(&accepted.renditions[0], (struct view){bytes, BYTES}));
  bytes[BYTES - 1] ^= 1;
  assert_false(photo_rendition_is(&accepted.renditions[0], (struct view){bytes, BYTES}));
  close(file);
}

static void what_is_no_pack_is_refused(void **state) {
  (void)state;
  struct photo_pack pack = pack_of(2);
  assert_true(accepts(pack, WEBP, 0));
  assert_false(accepts(pack, WEBP, 1));
  assert_false(accepts(pack, "<!doctype ht", 0));
  assert_false(accepts(pack, "\x89PNG\r\n\x1a\n\0\0\0\0", 0));
  struct photo_pack other = pack;
  other.recipe++;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.magic[0] = 'K';
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.count = PHOTO_RENDITIONS + 1;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.status = PHOTO_STATUSES;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.status = PHOTO_LEFT;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.renditions[1].width = other.renditions[0].width;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.renditions[0].height = 0;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.renditions[0].format = PHOTO_FORMATS;
  assert_false(accepts(other, WEBP, 0));
  other = pack, other.renditions[1].length = UINT32_MAX;
  assert_false(accepts(other, WEBP, 0));
}

static void any_changed_byte_of_a_header_makes_it_none(void **state) {
  (void)state;
  struct photo_pack pack = pack_of(1), read;
  int file = file_of(&pack, WEBP, 0);
  assert_true(photo_pack_accept(file, &pack));
  for (off_t at = 0; at < (off_t)sizeof pack; at++) {
    char byte = ((const char *)&pack)[at] ^ 1;
    assert_int_equal(pwrite(file, &byte, 1, at), 1);
    assert_false(photo_pack_read(file, &read));
    byte ^= 1;
    assert_int_equal(pwrite(file, &byte, 1, at), 1);
  }
  assert_true(photo_pack_read(file, &read));
  close(file);
}

/* What a photo that has taken over its process would try. True: it could do that. */
static bool opens_a_file(void) {
  return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool makes_a_file(void) {
  return open("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0;
}

static bool makes_a_socket(void) {
  return socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool has_other_descriptors(void) {
  struct stat status;
  for (int file = 0; file < 256; file++)
    if (file != STDOUT_FILENO && file != STDERR_FILENO && file != SANDBOX_INPUT && file != SANDBOX_OUTPUT &&
        fstat(file, &status) == 0)
      return true;
  return false;
}

static bool copies_a_descriptor(void) {
  return dup(SANDBOX_INPUT) >= 0;
}

static bool raises_a_limit(void) {
  const struct rlimit more = {64, 64};
  return setrlimit(RLIMIT_NOFILE, &more) == 0 && opens_a_file();
}

static bool takes_memory(void) {
  return mmap(NULL, (size_t)4 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
         MAP_FAILED;
}

static bool makes_code(void) {
  return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
         MAP_FAILED;
}

static bool begins_a_process(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  return child > 0;
}

static bool begins_a_program(void) {
  char *arguments[] = {"true", NULL};
  execv("/bin/true", arguments);
  return errno != EPERM;
}

static bool signals_another(void) {
  return kill(getppid(), 0) == 0;
}

static bool removes_a_file(void) {
  return unlink("/tmp/kyket-no-such-file") == 0 || errno != EPERM;
}

static bool looks_into_another(void) {
  return syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0) >= 0 || errno != EPERM;
}

/* In a process of its own. */
static bool can(bool (*act)(void)) {
  int input = open("/dev/null", O_RDONLY), output = memfd_create("output", 0), status;
  int high_input = fcntl(input, F_DUPFD, 10), high_output = fcntl(output, F_DUPFD, 10);
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    if (!sandbox_enter(high_input, high_output)) _exit(9);
    /* What is to be done there works. */
    if (write(SANDBOX_OUTPUT, "x", 1) != 1 || malloc(1 << 20) == NULL) _exit(9);
    _exit(act());
  }
  close(input), close(output), close(high_input), close(high_output);
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
  return WEXITSTATUS(status) == 1;
}

static void a_photo_has_neither_files_nor_network(void **state) {
  (void)state;
  assert_false(can(opens_a_file));
  assert_false(can(makes_a_file));
  assert_false(can(makes_a_socket));
  assert_false(can(has_other_descriptors));
  assert_false(can(copies_a_descriptor));
}

/* Where sanitizers are built in they need what is refused; a kernel without seccomp refuses nothing. */
static bool has_all_of_it(void) {
  return !IS_SANITIZED && prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

static void a_photo_begins_nothing_and_takes_little(void **state) {
  (void)state;
  if (!has_all_of_it()) skip();
  assert_false(can(raises_a_limit));
  assert_false(can(takes_memory));
  assert_false(can(makes_code));
  assert_false(can(begins_a_process));
  assert_false(can(begins_a_program));
  assert_false(can(signals_another));
  assert_false(can(removes_a_file));
  assert_false(can(looks_into_another));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_pack_is_accepted_and_read_again),
      cmocka_unit_test(what_is_no_pack_is_refused),
      cmocka_unit_test(any_changed_byte_of_a_header_makes_it_none),
      cmocka_unit_test(a_photo_has_neither_files_nor_network),
      cmocka_unit_test(a_photo_begins_nothing_and_takes_little),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
