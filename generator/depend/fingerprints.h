/* What can be read of each entry, as numbers that are compared between builds: one for each bit of
 * schema/reads.h. Two that are equal stand for equal contents (64 bits; that two different ones meet by
 * chance is left out of account). */
#ifndef KYKET_DEPEND_FINGERPRINTS_H
#define KYKET_DEPEND_FINGERPRINTS_H

#include "register/registry.h"
#include "schema/address_book.h"

struct outline;

/* The fingerprints of entry N are items[begins[N - 1]] up to items[begins[N]], from bit 0 on. */
struct fingerprints {
  uint64_t *keys; /* of the entries: their kind and id */
  uint32_t *begins;
  uint64_t *items;              /* zeros until they are worked out */
  const struct entry **entries; /* entry N is entries[N - 1] */
  const struct outline *outlines;
  const struct address_book *addresses;
  size_t count; /* of entries */
};

/* Of a complete registry on the website of the address book, which must stay; all but the items. Lives in the
 * arena. */
void fingerprints_begin(struct fingerprints *fingerprints, const struct registry *registry,
                        const struct address_book *addresses, struct arena *arena);

static inline uint32_t fingerprints_count(const struct fingerprints *fingerprints, size_t number) {
  return fingerprints->begins[number] - fingerprints->begins[number - 1];
}

/* Works out the items of the entry, which must be zeros, wherever they are to be. `old` are those of the same
 * entry in a registry of the same site before, as many; NULL: not known. Thread-safe. */
void fingerprints_of_entry(const struct fingerprints *fingerprints, size_t number, const uint64_t *old,
                           uint64_t *items);

#endif
