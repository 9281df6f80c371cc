#include "unit/fixture.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <git2.h>

/* Where a name that libgit2 asks for is found. */
static const void *base_of(const char *name) {
  Dl_info found;
  void *address = dlsym(RTLD_DEFAULT, name);
  return address == NULL || dladdr(address, &found) == 0 ? NULL : found.dli_fbase;
}

static const void *base_of_program(void) {
  static const char here = 0;
  Dl_info found;
  return dladdr(&here, &found) == 0 ? NULL : found.dli_fbase;
}

/* Only what libgit2 does with mbedTLS is stood in for, and of that only the reading of certificates. */
static void the_program_reads_no_certificates(void **state) {
  (void)state;
  if (dlsym(RTLD_DEFAULT, "mbedtls_ssl_config_init") == NULL) skip();
  assert_ptr_equal(base_of("mbedtls_x509_crt_parse_file"), base_of_program());
  assert_ptr_not_equal(base_of("mbedtls_x509_crt_parse"), base_of_program());
}

static void the_program_begins_no_ssh(void **state) {
  (void)state;
  if (dlsym(RTLD_DEFAULT, "libssh2_session_init_ex") == NULL) skip();
  assert_ptr_equal(base_of("libssh2_init"), base_of_program());
  assert_ptr_not_equal(base_of("libssh2_exit"), base_of_program());
}

/* Without what stands in for the C library's function both would wait for ever. */
static void the_program_waits_for_no_pipe(void **state) {
  struct fixture *fixture = *state;
  git_config *config = NULL;
  const char *path = in_fixture(fixture, "pipe");
  assert_int_equal(mkfifo(path, 0666), 0);
  alarm(10);
  assert_int_equal(open(path, O_RDONLY), -1);
  assert_int_equal(errno, ENXIO);
  assert_int_not_equal(git_config_open_ondisk(&config, path), 0);
  alarm(0);
}

static void other_files_are_opened_as_ever(void **state) {
  struct fixture *fixture = *state;
  const char *path = in_fixture(fixture, "made");
  struct stat found;
  umask(0);
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0640);
  assert_true(file >= 0);
  assert_int_equal(fstat(file, &found), 0);
  assert_int_equal(found.st_mode & 0777, 0640);
  close(file);
  for (size_t i = 0; i < 3; i++) {
    file = open(i == 0 ? path : i == 1 ? fixture->folder : "/dev/null", O_RDONLY);
    assert_true(file >= 0);
    close(file);
  }
  assert_int_equal(open(path, O_WRONLY | O_CREAT | O_EXCL, 0640), -1);
  assert_int_equal(errno, EEXIST);
  /* What is written to may be a pipe that another program reads. */
  const char *pipe_path = in_fixture(fixture, "pipe");
  assert_int_equal(mkfifo(pipe_path, 0666), 0);
  file = open(pipe_path, O_RDWR);
  assert_true(file >= 0);
  close(file);
}

static int start(void **state) {
  git_libgit2_init();
  return fixture_start(state);
}

static int stop(void **state) {
  git_libgit2_shutdown();
  return fixture_end(state);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_program_reads_no_certificates),
      cmocka_unit_test(the_program_begins_no_ssh),
      cmocka_unit_test_setup_teardown(the_program_waits_for_no_pipe, start, stop),
      cmocka_unit_test_setup_teardown(other_files_are_opened_as_ever, start, stop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
