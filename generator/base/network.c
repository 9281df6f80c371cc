#include "base/network.h"

#include <arpa/inet.h>
#include <strings.h>

bool network_is_private_ipv4(uint32_t address) {
  static const struct {
    uint32_t network;
    unsigned bits;
  } networks[] = {{0x00000000, 8},  {0x0a000000, 8},  {0x64400000, 10}, {0x7f000000, 8},  {0xa9fe0000, 16},
                  {0xac100000, 12}, {0xc0000000, 24}, {0xc0a80000, 16}, {0xc6120000, 15}, {0xe0000000, 3}};
  for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
    if ((address ^ networks[i].network) >> (32 - networks[i].bits) == 0) return true;
  return false;
}

bool network_is_private_ipv6(const uint8_t address[16]) {
  static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
  if (memcmp(address, mapped, sizeof mapped) != 0)
    return (address[0] & 0xe0) != 0x20; /* all that is public begins so */
  return network_is_private_ipv4((uint32_t)address[12] << 24 | (uint32_t)address[13] << 16 |
                                 (uint32_t)address[14] << 8 | address[15]);
}

static bool is_below(struct view host, const char *domain) {
  size_t length = strlen(domain);
  return host.length > length && host.data[host.length - length - 1] == '.' &&
         strncasecmp(host.data + host.length - length, domain, length) == 0;
}

bool network_is_private_host(struct view host) {
  static const char *const domains[] = {"local",    "localhost", "localdomain", "lan",
                                        "internal", "intranet",  "home.arpa"};
  char name[64];
  uint8_t six[16];
  struct in_addr four;
  if (view_ends_with(host, ".")) host.length--;
  bool is_six = view_starts_with(host, "[") && view_ends_with(host, "]");
  if (is_six) host = view_slice(host, 1, host.length - 2);
  if (host.length > 0 && host.length < sizeof name) {
    memcpy(name, host.data, host.length);
    name[host.length] = '\0';
    if (is_six) return inet_pton(AF_INET6, name, six) == 1 && network_is_private_ipv6(six);
    if (inet_aton(name, &four) != 0) return network_is_private_ipv4(ntohl(four.s_addr));
  }
  for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
    if (is_below(host, domains[i])) return true;
  return host.length > 0 && view_find_byte(host, '.', 0) == VIEW_NOT_FOUND;
}
