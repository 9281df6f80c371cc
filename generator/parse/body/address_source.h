/* Addresses of links in a body's source that a blank keeps CommonMark from reading. */
#ifndef KYKET_PARSE_BODY_ADDRESS_SOURCE_H
#define KYKET_PARSE_BODY_ADDRESS_SOURCE_H

#include "parse/body/rewriting.h"

/* Whether what begins with a ] is an address with a blank in it or before it. */
bool address_source_is_odd(struct view text);

/* Mends the address behind the ] at `at`, if it must be; returns where to go on. */
size_t address_source_mend(struct body_rewriting *rewriting, size_t at);

#endif
