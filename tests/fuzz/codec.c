/* Images of entries. The first byte chooses the kind of entry, the second how many changes of four bytes
 * follow; the rest is the Markdown file. The image of what is parsed gives the same entry back; with the
 * changes it gives one that can be used, or none. */
#include "base/memory.h"
#include "cache/entry_codec.h"
#include "fuzz/fuzz.h"
#include "parse/body/body.h"
#include "parse/entry.h"

#include <xxhash.h>

const char *const fuzz_tokens[] = {"---\n",
                                   "---\ntitle: T\n---\n",
                                   "- ",
                                   ": ",
                                   "\n",
                                   "\n  ",
                                   "title: ",
                                   "name: ",
                                   "date: 2021-11-25\n",
                                   "draft: true\n",
                                   "aliases: [a, b]\n",
                                   "topics: [a]\n",
                                   "period: {start: 2021, end: 2022}\n",
                                   "photos: [{file: a.jpg, alt: x}]\n",
                                   "[a](agreement:b#c)",
                                   "![](media:a.jpg)",
                                   "[](/a/)",
                                   "74/2019/NĐ-CP",
                                   "# H\n",
                                   "[^1]",
                                   "<b>",
                                   "\x01\x01",
                                   "\xff\xff\xff\xff",
                                   NULL};

static const struct view path = VIEW_LITERAL("content/news/2021/a.md");

/* Bytes of their own, so that reading past the end is seen. */
static char *copy_of(struct view bytes) {
  char *copy = memory_allocate(bytes.length == 0 ? 1 : bytes.length, 1);
  if (bytes.length > 0) memcpy(copy, bytes.data, bytes.length);
  return copy;
}

static void set_hash(char *head, size_t length) {
  uint64_t hash = XXH3_64bits(head + sizeof hash, length - sizeof hash);
  memcpy(head, &hash, sizeof hash);
}

/* Looks at all that an entry holds, by writing it out, with an HTML that is nothing but ends of attributes.
 */
static void use(const struct entry *entry) {
  enum { LONGEST = 1 << 20 };
  struct buffer image = {0}, html = {0}, page = {0};
  struct diagnostics none = {0};
  FUZZ_CHECK(entry_encode(&image, entry, &none));
  if (entry->body != NULL && entry->body->html.length <= LONGEST) {
    html.length = entry->body->html.length;
    html.data = memory_allocate(html.length + 1, 1);
    memset(html.data, '"', html.length);
    body_write(&page, entry->body, buffer_view(&html), NULL);
  }
  buffer_free(&page);
  buffer_free(&html);
  buffer_free(&image);
}

static void check_same(struct view image, size_t diagnostic_count) {
  struct arena arena = {0};
  struct diagnostics found = {0};
  struct buffer again = {0};
  struct entry *entry = entry_decode(&arena, image, path, &found);
  FUZZ_CHECK(entry != NULL && found.count == diagnostic_count);
  FUZZ_CHECK(entry_encode(&again, entry, &found));
  FUZZ_CHECK(view_equal(buffer_view(&again), image));
  use(entry);
  buffer_free(&again);
  diagnostics_free(&found);
  arena_free(&arena);
}

static void check_changed(struct view image, const uint8_t *changes, size_t count) {
  struct arena arena = {0};
  struct diagnostics found = {0};
  char *bytes = copy_of(image);
  size_t length = image.length;
  for (size_t i = 0; i < count; i++) {
    const uint8_t *change = changes + 4 * i;
    size_t at = ((size_t)change[0] << 8 | change[1]) % (length + 1);
    if (change[2] % 4 == 0 && at > sizeof(uint64_t))
      length = at;
    else if (change[2] % 4 == 1 && at < length)
      bytes[at] = (char)change[3];
    else if (change[2] % 4 == 2 && at < length)
      bytes[at] = (char)(bytes[at] ^ 1 << change[3] % 8);
    else if (at + 4 <= length)
      memset(bytes + at, change[3], 4);
  }
  bytes = memory_resize(bytes, length, 1);
  struct view other = {bytes, length};
  bool changed = !view_equal(other, image);
  if (changed) FUZZ_CHECK(entry_decode(&arena, other, path, &found) == NULL && found.count == 0);
  if (length > sizeof(uint64_t)) set_hash(bytes, length);
  const struct entry *entry = entry_decode(&arena, other, path, &found);
  FUZZ_CHECK(entry != NULL || found.count == 0);
  if (entry != NULL) use(entry);
  free(bytes);
  diagnostics_free(&found);
  arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  const struct record_type *type = entry_types[data[0] % ENTRY_KINDS];
  size_t count = data[1] % 16;
  if (size < 2 + 4 * count) return 0;
  struct view markdown = {(const char *)data + 2 + 4 * count, size - 2 - 4 * count};
  struct arena arena = {0};
  struct diagnostics found = {0};
  struct buffer image = {0};
  struct entry *entry = parse_entry(&arena, &arena, type, path, markdown, &found);
  if (view_trim(entry->markdown).length > 0) {
    entry->body = body_parse(&arena, &arena, entry->markdown, path, entry->body_line, 0, &found);
    entry->contents = entry->body->headings;
  }
  if (entry->body != NULL) FUZZ_CHECK(view_equal(parse_body_html(&arena, path, markdown), entry->body->html));
  FUZZ_CHECK(entry_encode(&image, entry, &found));
  check_same(buffer_view(&image), found.count);
  if (count > 0) check_changed(buffer_view(&image), data + 2, count);
  buffer_free(&image);
  diagnostics_free(&found);
  arena_free(&arena);
  return 0;
}
