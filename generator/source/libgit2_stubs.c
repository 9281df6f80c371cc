/* When libgit2 starts it makes ready to ask servers, before it can be told not to: it reads the machine's
 * certificates, which takes longer than all else of a build in which nothing has changed, and begins libssh2
 * and with it OpenSSL, which take a millisecond more. kyket asks no server. So these stand in for the
 * functions of mbedTLS and libssh2 of these names, here and in libgit2, and do nothing. They stand alone,
 * since nothing of kyket calls them. */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int libssh2_init(int flags);

int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}

int libssh2_init(int flags) {
  (void)flags;
  return 0;
}
