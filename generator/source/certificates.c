/* When libgit2 starts it reads the machine's certificates, before it can be told not to, and that takes
 * longer than all else of a build in which nothing has changed. kyket asks no server. So this stands in for
 * mbedTLS's function of this name, here and in libgit2, and reads none. */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);

int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}
