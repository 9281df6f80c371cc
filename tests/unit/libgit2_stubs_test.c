#include "unit/fixture.h"

#include <dlfcn.h>

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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_program_reads_no_certificates),
      cmocka_unit_test(the_program_begins_no_ssh),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
