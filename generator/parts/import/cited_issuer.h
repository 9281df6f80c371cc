/* Offices of which an article says no more than that a document is theirs: "theo Chỉ thị 05 của Chính phủ".
 */
#ifndef KYKET_PARTS_IMPORT_CITED_ISSUER_H
#define KYKET_PARTS_IMPORT_CITED_ISSUER_H

#include "parts/import/signing.h"

/* Whether the organization is named as such an issuer alone, and is no party of what is signed. */
bool cited_issuer_is(const struct mentions *mentions, const struct facts *facts,
                     const struct entry *organization);

#endif
