/* Addresses of the web that open, and should not be published as they are: through services that count who
 * follows them, with signs of who found them, with a password, into an editor, cut short by a program that
 * showed them, or with a sign of the sentence at their end. */
#ifndef KYKET_TEXT_DOUBTFUL_ADDRESS_H
#define KYKET_TEXT_DOUBTFUL_ADDRESS_H

#include "base/arena.h"
#include "base/message.h"

/* What is to be said of an address with its scheme; false: nothing. The message points into the address and
 * the arena. */
bool address_is_doubtful(struct view address, struct arena *arena, struct message *message);

/* Whether words that are an address themselves, or the name of a site, name another host than `address` leads
 * to. */
bool address_is_other_host(struct view words, struct view address);

#endif
