#include "schema/reads.h"

#include "base/memory.h"

#include <stdlib.h>

unsigned reads_bit(const struct record_type *type, const struct field *field) {
  unsigned bit = READS_OWN + 1;
  if ((field->flags & FIELD_IS_DERIVED) == 0) return READS_OWN;
  for (const struct field *before = type->fields; before < field && bit < READS_LAST; before++)
    if ((before->flags & FIELD_IS_DERIVED) != 0) bit++;
  return bit;
}

bool reads_is_entry(const struct record_type *type) {
  return type == &entry_type || (type != NULL && type->folder != NULL && type != &site_type);
}

void reads_open(struct reads *reads, size_t entries) {
  reads->masks = memory_allocate(entries + 1, sizeof *reads->masks);
  reads->numbers = memory_allocate(entries + 1, sizeof *reads->numbers);
  reads->count = 0;
}

void reads_clear(struct reads *reads) {
  for (size_t i = 0; i < reads->count; i++)
    reads->masks[reads->numbers[i]] = 0;
  reads->count = 0;
}

void reads_close(struct reads *reads) {
  free(reads->masks);
  free(reads->numbers);
  *reads = (struct reads){0};
}

const void *reads_field(struct reads *reads, const struct entry *entry, const char *name) {
  const struct field *field = record_type_find(entry->type, view_of(name));
  if (field == NULL) return NULL;
  reads_note(reads, entry, reads_bit(entry->type, field));
  return (const char *)entry + field->offset;
}
