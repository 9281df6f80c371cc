/* Networks that nobody outside of them reaches: a machine's own, those of an office or a house, and those
 * that are kept for examples and for machines that all hear. */
#ifndef KYKET_BASE_NETWORK_H
#define KYKET_BASE_NETWORK_H

#include "base/view.h"

/* Of an IPv4 address in the machine's own order of bytes, and of an IPv6 address. */
bool network_is_private_ipv4(uint32_t address);
bool network_is_private_ipv6(const uint8_t address[16]);

/* Of a host as the address of a page names it, without its port: an IPv4 address in any form that browsers
 * take, an IPv6 address in brackets, or a name that no public server answers to: one without a dot, or of a
 * domain that is kept for networks of one's own. */
bool network_is_private_host(struct view host);

#endif
