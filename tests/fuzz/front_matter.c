/* Front matter of every type, data files and site.yaml. The first byte chooses. */
#include "parse/entry.h"

#include "fuzz/fuzz.h"

const char *const fuzz_tokens[] = {"---\n",
                                   "- ",
                                   ": ",
                                   "\n",
                                   "\n  ",
                                   "[",
                                   "]",
                                   "{",
                                   "}",
                                   "*a",
                                   "&a ",
                                   "!!str ",
                                   "? ",
                                   "|\n",
                                   ">\n",
                                   "\"",
                                   "'",
                                   "# ",
                                   "~",
                                   "null",
                                   "true",
                                   "title",
                                   "name",
                                   "id",
                                   "signed",
                                   "period",
                                   "start",
                                   "end",
                                   "2021",
                                   "2021-11-25",
                                   "signatories",
                                   "organization",
                                   "signers",
                                   "person",
                                   "photos",
                                   "file",
                                   "aliases",
                                   "draft",
                                   "event",
                                   "kind",
                                   "source",
                                   "url",
                                   "https://e.vn",
                                   "\\u0301",
                                   "\\x00",
                                   "\xcc\x81",
                                   "\xef\xbb\xbf",
                                   "\xc2\x85",
                                   "\xe2\x80\xa8",
                                   "\r\n",
                                   "\r",
                                   "\t",
                                   "...",
                                   "%YAML 1.1\n",
                                   "<<: ",
                                   NULL};

static void check_texts(const struct record_type *type, const void *record);

static void check_text(struct view value) {
  FUZZ_CHECK(text_is_utf8(value, NULL));
  for (size_t i = 0; i < value.length; i++) {
    unsigned char byte = (unsigned char)value.data[i];
    FUZZ_CHECK(byte >= ' ' || byte == '\t' || byte == '\n' || byte == '\r');
  }
}

static void check_value(const struct field *field, const void *value) {
  const struct list *list = value;
  switch (field->kind) {
  case FIELD_TEXT:
  case FIELD_URL:
  case FIELD_PATH:
  case FIELD_MEDIA:
  case FIELD_CHOICE:
    check_text(text_view(*(const struct text *)value));
    break;
  case FIELD_TEXTS:
    for (size_t i = 0; i < list->count; i++)
      check_text(text_view(((const struct text *)list->items)[i]));
    break;
  case FIELD_INTEGER:
    FUZZ_CHECK(((const struct integer_value *)value)->value >= 0);
    break;
  case FIELD_RECORD:
    if (field_record(value) != NULL) check_texts(field->target, field_record(value));
    break;
  case FIELD_RECORDS:
    for (size_t i = 0; i < list->count; i++)
      check_texts(field->target, (const char *)list->items + i * field->target->size);
    break;
  default:
    break;
  }
}

static void check_texts(const struct record_type *type, const void *record) {
  for (size_t i = 0; i < type->field_count; i++)
    if ((type->fields[i].flags & FIELD_IS_DERIVED) == 0)
      check_value(&type->fields[i], (const char *)record + type->fields[i].offset);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  unsigned choice = data[0] % (2 * ENTRY_KINDS + 1);
  struct view text = {(const char *)data + 1, size - 1};
  struct arena arena = {0};
  struct diagnostics diagnostics = {0};
  if (choice < ENTRY_KINDS) {
    struct entry *entry =
        parse_entry(&arena, &arena, entry_types[choice], VIEW("content/a/b.md"), text, &diagnostics);
    FUZZ_CHECK(entry != NULL && entry->type == entry_types[choice]);
    FUZZ_CHECK(view_equal_string(entry->id, "b"));
    check_texts(entry->type, entry);
  } else if (choice < 2 * ENTRY_KINDS) {
    struct list entries;
    parse_data_file(&arena, entry_types[choice - ENTRY_KINDS], VIEW("content/data/a.yaml"), text, &entries,
                    &diagnostics);
    for (size_t i = 0; i < entries.count; i++)
      check_texts(entry_types[choice - ENTRY_KINDS], list_at(&entries, i));
  } else {
    struct site *site = parse_site(&arena, VIEW("content/site.yaml"), text, &diagnostics);
    FUZZ_CHECK(site != NULL);
    check_texts(&site_type, site);
  }
  fuzz_check_diagnostics(&diagnostics, size);
  diagnostics_free(&diagnostics);
  arena_free(&arena);
  return 0;
}
